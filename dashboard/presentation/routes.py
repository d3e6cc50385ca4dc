"""The addresses of the presentation view.

`/layar` is a page of its own without a session: it asks `/layar/isi` for the list of its figures
and `/layar/isi/NAME` for each. The rest of these addresses is that of a page; `tema=gelap` is dark.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from plotly.io.json import to_json_plotly
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard import incidents
from dashboard.errors import PlainError
from dashboard.pages.screen_link import SCREEN_PATH
from dashboard.presentation.page import Screen, read_screen
from dashboard.presentation.showing import Showing
from dashboard.requested import order_of
from dashboard.versions import VersionError

_LOG = logging.getLogger(__name__)
_NO_STORE = {"Cache-Control": "no-store"}


@cache
def screen() -> Screen:
    """The page and its files, read once. Raises `OSError`."""
    return read_screen()


def routes() -> list[Route]:
    """The routes. Each is called in a thread of its own."""
    return [
        Route(SCREEN_PATH, _page),
        Route(f"{SCREEN_PATH}/isi", _programme),
        Route(f"{SCREEN_PATH}/isi/{{name}}", _slide),
    ]


def _page(request: Request) -> Response:
    showing = _showing(request)
    page = screen().page(showing.locale, showing.order.mode)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def _programme(request: Request) -> Response:
    showing = _showing(request)
    return _answer(showing, lambda: showing.programme() | {"edition": screen().edition})


def _slide(request: Request) -> Response:
    showing, name = _showing(request), request.path_params["name"]
    return _answer(showing, lambda: showing.slide(name), showing.question(name))


def _answer(showing: Showing, content: Callable[[], dict[str, Any]], about: str = "") -> Response:
    """The content as JSON, or a sentence in the reader's language why it cannot be shown.

    `about`: what the reader would see. 503 means that the same address may work in a moment.
    """
    try:
        return _json(content(), 200)
    except VersionError as error:
        status = 422 if "versi" in showing.order.parameters else 503
        sentence = error.sentence(showing.locale)
    except PlainError as error:
        status, sentence = 422, error.sentence(showing.locale)
    except Exception as error:
        status, sentence = 500, incidents.told(error, _LOG, showing.locale)
    return _json({"about": about, "sentence": sentence}, status)


def _json(content: dict[str, Any], status: int) -> Response:
    return Response(
        to_json_plotly(content), status, media_type="application/json", headers=_NO_STORE
    )


def _showing(request: Request) -> Showing:
    return Showing(order_of(request))
