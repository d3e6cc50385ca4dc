"""Files by address: `/ekspor/NAME.SUFFIX` is a figure, `/ekspor/briefing.SUFFIX` the deck.

The rest of the address is that of a page: filter, version, language and the page's own choices;
`piksel` names the size of a picture, `tema=gelap` the dark theme. The same order gives the same
file, whether it comes from here or from the command line.
"""

import html
import logging
from dataclasses import replace
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import incidents
from dashboard.errors import PlainError
from dashboard.locale import DEFAULT_LANGUAGE, Locale
from dashboard.pages.deck import PATH, briefing
from dashboard.pages.order import Order, find_kind
from dashboard.pages.press_draft import BRIEFING
from dashboard.press.door import LANDSCAPE, export, find_format
from dashboard.requested import order_of

_MOST_PLACES: Final = 3  # that a file's name spells out
_PIXELS: Final = ("png", "zip")
_LOG = logging.getLogger(__name__)


def deliver(request: Request) -> Response:
    """The file, or a sentence in the reader's language that says why there is none.

    It is called in a thread of its own, so pages go on while a file is made.
    """
    order = order_of(request)
    name, suffix = request.path_params["name"], request.path_params["suffix"]
    size = request.query_params.get("piksel") or LANDSCAPE
    try:
        media_type = find_format(suffix).media_type
        stem, content = made(order, name, suffix, size)
        called = "_".join([stem, *_told_apart_by(order, name, suffix, size)])
    except PlainError as error:
        return _sentence(error.sentence(order.locale), order.locale, 422)
    except Exception as error:
        return _sentence(incidents.told(error, _LOG, order.locale), order.locale, 500)
    headers = {
        "Content-Disposition": f'attachment; filename="{called}.{suffix}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def made(order: Order, name: str, suffix: str, size: str) -> tuple[str, bytes]:
    """The file of a name, a figure's or `briefing`, and what it is called without its suffix.

    Raises `PlainError`.
    """
    if suffix == "pptx":  # slides are always light, the pictures among them too
        order = replace(order, mode="light")
    if name == BRIEFING:
        return briefing(order, suffix, size)
    sheets = order.sheets([name])
    return sheets[0].file_stem, export(sheets, suffix, size)


def _told_apart_by(order: Order, name: str, suffix: str, size: str) -> list[str]:
    """What a file's name says beside figure, version and day.

    Without it the files of two provinces, sizes or languages, saved in one folder, would differ by
    a "(1)" alone.
    """
    view = order.view(PATH if name == BRIEFING else find_kind(name).path)
    places = [*view.filter.provinces, *view.filter.regencies]
    several = [f"{len(places)}_wilayah"] if len(places) > _MOST_PLACES else places
    parts = [*view.filter.elections, *several]
    if suffix in _PIXELS:
        parts.append(size)
    if view.locale.language != DEFAULT_LANGUAGE:
        parts.append(view.locale.language)
    return parts


def _sentence(words: str, locale: Locale, status: int) -> Response:
    """A page of one sentence; the script of our pages shows the same words beside the link."""
    title = html.escape(locale.text("No file"))
    page = (
        f'<!doctype html><html lang="{locale.language}"><meta charset="utf-8">'
        f"<title>{title}</title>"
        f"<main><p>{html.escape(words)}</p></main></html>"
    )
    return HTMLResponse(page, status_code=status, headers={"Cache-Control": "no-store"})
