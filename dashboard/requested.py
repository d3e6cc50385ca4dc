"""What a request asks to leave the house: the same order for a file and for a screen."""

from starlette.requests import Request

from dashboard.pages.order import Order
from dashboard.settings import settings


def order_of(request: Request) -> Order:
    """The order of the request's address; `tema=gelap` is the dark theme."""
    parameters = {name: request.query_params.getlist(name) for name in request.query_params}
    return Order(
        settings().home,
        parameters,
        settings().address or str(request.base_url).rstrip("/"),
        "dark" if request.query_params.get("tema") == "gelap" else "light",
    )
