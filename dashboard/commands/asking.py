"""`pantau query`: a named question answered as a table, CSV or JSON."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from dashboard.commands.common import CliError, Command, home_option, reader, say, write_file
from dashboard.facets import FACETS
from dashboard.filters import ALL_ELECTIONS, Filter, FilterError
from dashboard.ingest import ensure_first_version
from dashboard.locale import mark
from dashboard.press import simulated
from dashboard.searching import read_search
from dashboard.settings import settings
from dashboard.versions import open_version
from dashboard.warehouse import Query, Warehouse, find_query, queries


def read_day(_: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    """The day an option names; a click callback. Raises `CliError`."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise CliError(
            mark("{option}: “{value}” is not a day; expected is a date such as 2024-10-31."),
            option=parameter.opts[0],
            value=value,
        ) from None


FACET_OPTIONS = {
    "kinds": "--kind",
    "levels": "--level",
    "targets": "--target",
    "institution_types": "--institution",
    "categories": "--category",
    "subjects": "--subject",
    "channels": "--channel",
    "origins": "--origin",
}


def filter_options(command: Command) -> Command:
    """The options of a filter: place, period, elections, version."""
    for option in (
        click.option("--province", "provinces", multiple=True, help="Province code; repeatable."),
        click.option("--regency", "regencies", multiple=True, help="Regency code; repeatable."),
        click.option("--from", "since", callback=read_day, help="First day, as 2024-10-31."),
        click.option("--to", "until", callback=read_day, help="Last day, as 2024-10-31."),
        click.option(
            "--election",
            "elections",
            multiple=True,
            help="Election id, or “all” (the default); repeatable.",
        ),
        click.option(
            "--version", "number", type=int, help="Data version (default: the current one)."
        ),
        *(
            click.option(
                FACET_OPTIONS[facet.field],
                facet.field,
                multiple=True,
                help=f"Only these {facet.table}, as {' | '.join(facet.values)}; repeatable.",
            )
            for facet in FACETS
        ),
    ):
        command = option(command)
    return command


def chosen_filter(
    provinces: Sequence[str],
    regencies: Sequence[str],
    since: dt.date | None,
    until: dt.date | None,
    elections: Sequence[str],
    facets: Mapping[str, Sequence[str]],
) -> Filter:
    """The filter that the options of `filter_options` ask for. Raises `FilterError`."""
    if ALL_ELECTIONS in elections:
        if set(elections) != {ALL_ELECTIONS}:
            raise FilterError(mark("Choose either “all” elections or single ones, not both."))
        elections = ()
    narrowing: dict[str, Any] = {
        field: tuple(dict.fromkeys(codes)) for field, codes in facets.items()
    }
    return Filter(
        tuple(dict.fromkeys(provinces)),
        tuple(dict.fromkeys(regencies)),
        since,
        until,
        tuple(dict.fromkeys(elections)),
        **narrowing,
    )


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="Name all queries and their questions.")
@filter_options
@click.option(
    "--search",
    "searched",
    default="",
    help="Words all of which a record has to have, for queries of records.",
)
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file.")
@home_option
def query(
    name: str | None,
    listing: bool,
    provinces: tuple[str, ...],
    regencies: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    elections: tuple[str, ...],
    number: int | None,
    searched: str,
    layout: str,
    out: Path | None,
    **facets: tuple[str, ...],
) -> None:
    """Answer a named question about the records."""
    if listing:
        for known in queries().values():
            question = reader().text(known.question)
            say(f"{known.name}\n    {question}\n")
        return
    if name is None:
        raise CliError(mark("Which query? “pantau query --list” names them all."))
    chosen = chosen_filter(provinces, regencies, since, until, elections, facets)
    asked = find_query(name)  # before a first version is written for nothing
    words = _words(asked, searched)
    ensure_first_version(settings().home)
    version = open_version(settings().home, number)
    answer = Warehouse(version).table(asked.name, chosen, **words)
    text = _WRITERS[layout](answer.column_names, answer.to_pylist())
    said = simulated.words(reader(), version.manifest.simulated)
    if layout == "table":
        text = simulated.marked(said, text, "\n")
    elif said:  # programs read the columns
        click.echo(said, err=True)
    if out is None:
        say(text)
    else:
        write_file(out, text.encode())


def _words(asked: Query, searched: str) -> dict[str, object]:
    """The parameters of a search."""
    search = read_search(searched)
    if search.problem is not None:
        raise CliError(search.problem.message, **search.problem.values)
    if search.words and "words" not in asked.parameters:
        raise CliError(
            mark("The query {name} is not one of records to be searched."), name=asked.name
        )
    return search.parameters()


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def _as_json(_: Sequence[str], rows: Sequence[dict[str, object]]) -> str:
    plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _cells(rows: Sequence[dict[str, object]]) -> list[list[str]]:
    def cell(value: object) -> str:
        plain = _plain(value)
        if plain is None:
            return ""
        return ";".join(map(str, plain)) if isinstance(plain, list) else str(plain)

    return [[cell(value) for value in row.values()] for row in rows]


def _as_csv(columns: Sequence[str], rows: Sequence[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_cells(rows))
    return text.getvalue()


def _as_table(columns: Sequence[str], rows: Sequence[dict[str, object]]) -> str:
    lines = [list(columns), *_cells(rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


_WRITERS: dict[str, Callable[[Sequence[str], Sequence[dict[str, object]]], str]] = {
    "json": _as_json,
    "csv": _as_csv,
    "table": _as_table,
}
