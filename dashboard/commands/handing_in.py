"""`pantau ingest` and `pantau template`: records on their way in."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dashboard.commands.common import (
    CliError,
    account,
    home_option,
    progress_bar,
    reader,
    say,
    waiting,
    write_file,
)
from dashboard.ingest import HandIn, Verdict, ensure_first_version
from dashboard.ingest.templates import template_csv, template_workbook
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES
from dashboard.settings import settings


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--table", type=click.Choice(list(RECORD_TYPES)), help="Table (default: by headings)."
)
@click.option("--dry-run", is_flag=True, help="Say what would happen; publish and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="The counts as JSON.")
@click.option("--allow-shrinking", is_flag=True, help="Publish although key figures fall sharply.")
@home_option
def ingest(
    files: tuple[Path, ...],
    table: str | None,
    dry_run: bool,
    as_json: bool,
    allow_shrinking: bool,
) -> None:
    """Hand in files: CSV, XLSX, ODS or Parquet; together they make one version."""
    ensure_first_version(settings().home)
    with progress_bar(reader().text("Reading and checking")) as progress:
        hand_in = HandIn(
            settings().home,
            account(),
            reader(),
            table,
            allow_shrinking,
            progress,
            waiting,
            allow_simulated=True,
        )
        verdict = hand_in.preview(files) if dry_run else hand_in.publish(files)
    told = (
        json.dumps(_counts(verdict), ensure_ascii=False) + "\n"
        if as_json
        else "".join(f"{line}\n" for line in _told(verdict, dry_run))
    )
    try:
        say(told)
    except CliError as error:  # the exit code tells what became of the rows, not of the words
        click.echo(error.sentence(reader()), err=True)
    for warning in verdict.warnings:
        click.echo(warning.sentence(reader()), err=True)
    counts = verdict.counts
    if verdict.stops:
        raise CliError(verdict.stops[0].message, **verdict.stops[0].values)
    if counts.rejected and not counts.accepted:
        raise CliError(
            mark("Nothing was published: {rejected} of {read} rows were rejected, none is new."),
            rejected=counts.rejected,
            read=counts.read,
        )
    sys.exit(3 if counts.rejected else 0)


def _counts(verdict: Verdict) -> dict[str, object]:
    counts = verdict.counts
    return {
        "read": counts.read,
        "accepted": counts.accepted,
        "rejected": counts.rejected,
        "unchanged": counts.unchanged,
        "updated": counts.updated,
        "version": verdict.version,
        "quarantine": None if verdict.quarantine is None else str(verdict.quarantine),
    }


def _told(verdict: Verdict, dry_run: bool) -> Iterator[str]:
    """The verdict in lines: counts by sheet, the first reasons, what became of it."""
    locale = reader()
    for sheet in verdict.sheets:
        counts = sheet.counts
        yield locale.text(
            "{file} -> {table}: {read} rows read = {accepted} accepted ({updated} of them updated) "
            "+ {unchanged} unchanged + {rejected} rejected",
            file=f"{sheet.file} [{sheet.sheet}]" if sheet.sheet else sheet.file,
            table=sheet.table,
            read=locale.number(counts.read),
            accepted=locale.number(counts.accepted),
            updated=locale.number(counts.updated),
            unchanged=locale.number(counts.unchanged),
            rejected=locale.number(counts.rejected),
        )
    for rejection in verdict.rejections[:_SHOWN_REASONS]:
        where = f"{rejection.file} [{rejection.sheet}]" if rejection.sheet else rejection.file
        yield (
            "  "
            + locale.text("{where}, row {row}", where=where, row=rejection.row)
            + (f", {rejection.heading}: " if rejection.heading else ": ")
            + rejection.expected
            + (
                " " + locale.text("Perhaps: {suggestion}", suggestion=rejection.suggestion)
                if rejection.suggestion
                else ""
            )
        )
    if verdict.quarantine is not None:
        yield locale.text("All reasons, to be corrected: {file}", file=verdict.quarantine)
    if dry_run:
        yield locale.text("Dry run: nothing was published.")
    elif verdict.published:
        yield locale.text("Published as data version {version}.", version=verdict.version)
    elif verdict.version is not None:
        yield locale.text("Nothing is new: the current data version holds all of it.")


_SHOWN_REASONS = 20


@click.command()
@click.argument("table", type=click.Choice(list(RECORD_TYPES)))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A file, .xlsx or .csv."
)
def template(table: str, out: Path) -> None:
    """Write the empty template of a table, to be filled in and handed in."""
    make = {".xlsx": template_workbook, ".csv": template_csv}.get(out.suffix.lower())
    if make is None:
        raise CliError(mark("{file}: expected is a name that ends in .xlsx or .csv."), file=out)
    write_file(out, make(table))
