"""The room of a figure that leaves the page, and the words for what has no place in it."""

from dashboard.locale import Locale
from dashboard.pages.view import View


def room(view: View) -> tuple[int, int] | None:
    """Width and height in px where they are given; None on the page."""
    return (view.place.width, view.place.height) if view.place else None


def not_drawn(count: int, locale: Locale) -> list[str]:
    """Says how many have no room in a given place; nothing where all have."""
    if count <= 0:
        return []
    return [locale.plural("{n} more is in the workbook.", "{n} more are in the workbook.", count)]
