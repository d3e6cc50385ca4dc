"""`pantau boundaries`: build the map's boundaries, or import them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from platformdirs import user_cache_path

from dashboard.commands.common import CliError, Group, home_option
from dashboard.locale import mark
from dashboard.resources import REFERENCE

if TYPE_CHECKING:
    from dashboard.boundaries import BuildReport


@click.group(cls=Group)
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
