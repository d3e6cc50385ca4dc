"""`pantau export`: a figure, or the whole briefing, as a file."""

import datetime as dt
from pathlib import Path

import click

from dashboard.commands.asking import chosen_filter, filter_options, read_day
from dashboard.commands.common import CliError, home_option, reader, say, write_file
from dashboard.filters import UrlParameters
from dashboard.ingest import ensure_first_version
from dashboard.locale import mark
from dashboard.settings import settings

_DEFAULT_SERVER = "http://127.0.0.1:8501"  # where `pantau serve` listens unless told otherwise


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="Name all figures and their questions.")
@filter_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write to this file; its suffix is png, svg, pdf, pptx, xlsx, csv, txt or zip.",
)
@click.option("--size", default=None, help="Size of a picture: 1920x1080, 1080x1080, 1080x1350.")
@click.option("--lang", "language", type=click.Choice(["id", "en"]), help="Language of the file.")
@click.option("--dark", is_flag=True, help="Pictures in the dark theme.")
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="PARAMETER=VALUE",
    help="What a page lets one choose, as its address names it; repeatable.",
)
@click.option(
    "--since",
    "last_briefing",
    callback=read_day,
    help="For the briefing: the day of the last one (default: a week before the publication).",
)
@home_option
def export(
    name: str | None,
    listing: bool,
    provinces: tuple[str, ...],
    regencies: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    elections: tuple[str, ...],
    number: int | None,
    out: Path | None,
    size: str | None,
    language: str | None,
    dark: bool,
    choices: tuple[str, ...],
    last_briefing: dt.date | None,
    **facets: tuple[str, ...],
) -> None:
    """Write a figure of the pages as a file; “briefing” is the whole weekly deck."""
    # Streamlit, which the pages are made with, takes a second to import, and warns where no
    # browser asks.
    from streamlit.logger import set_log_level

    set_log_level("ERROR")
    from dashboard.delivery import made
    from dashboard.pages.deck import QUESTION
    from dashboard.pages.exhibits import EXHIBITS
    from dashboard.pages.order import Order, choices_of
    from dashboard.pages.press_draft import BRIEFING
    from dashboard.press.door import LANDSCAPE, find_format
    from dashboard.press.simulated import words

    if listing:
        for known, kind in EXHIBITS.items():
            say(f"{known}\n    {reader().text(kind.question)}\n")
        say(f"{BRIEFING}\n    {reader().text(QUESTION)}\n")
        return
    if name is None:
        raise CliError(mark("Which figure? “pantau export --list” names them all."))
    if out is None:
        raise CliError(mark("Into which file? Name it with --out."))
    names = list(EXHIBITS) if name == BRIEFING else [name]
    known_choices = {choice.parameter for choice in choices_of(names)}
    suffix = out.suffix.removeprefix(".").lower()
    find_format(suffix)
    chosen = chosen_filter(provinces, regencies, since, until, elections, facets)
    parameters: UrlParameters = chosen.url(None, fixed=True)
    if number is not None:
        parameters["versi"] = [str(number)]
    parameters["bahasa"] = [language or settings().language]
    for choice in choices:
        parameter, equals, value = choice.partition("=")
        if not equals or parameter not in known_choices:
            raise CliError(
                mark(
                    "“{value}” chooses nothing here; expected is one of {known}, as in NAME=VALUE."
                ),
                value=choice[:60],
                known=", ".join(sorted(known_choices)) or "–",
            )
        parameters.setdefault(parameter, []).append(value)
    ensure_first_version(settings().home)
    order = Order(
        settings().home,
        parameters,
        settings().address or _DEFAULT_SERVER,
        "dark" if dark else "light",
    )
    if name == BRIEFING:
        # The clock decides nothing: the same version gives the same deck on any day.
        week_before = order.data().version.published_on - dt.timedelta(days=7)
        parameters.setdefault("sejak", [(last_briefing or week_before).isoformat()])
    _, content = made(order, name, suffix, size or LANDSCAPE)
    write_file(out, content)
    if said := words(reader(), order.data().version.manifest.simulated):
        click.echo(said, err=True)
