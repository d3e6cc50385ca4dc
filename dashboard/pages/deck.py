"""The briefing as a whole: the text a part a page, then the figures of the draft in order."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd

from dashboard.locale import mark
from dashboard.pages.order import Order
from dashboard.pages.press_draft import BRIEFING, figures_of, fixed
from dashboard.pages.press_text import text_of
from dashboard.pages.view import View
from dashboard.press.door import export
from dashboard.press.exhibit import Exhibit, Sheet
from dashboard.press.masks import state_of
from dashboard.press.release import Part
from dashboard.press.simulated import prefix

QUESTION: Final = mark("The whole briefing: text, what changed, figures, method and limits")
PATH: Final = "siaran"
_LAST: Final = "metode"  # the part that closes the deck


def briefing(order: Order, suffix: str, size: str) -> tuple[str, bytes]:
    """What the file is called without its suffix, and the file. Raises `PlainError`."""
    view = fixed(order.view(PATH))
    day = f"_{view.until.isoformat()}" if view.until else ""
    stem = f"{prefix(view.simulated)}{BRIEFING}_v{view.data.version.number}{day}"
    if suffix == "txt":
        return stem, text_of(view, view.locale).text().encode("utf-8-sig")
    figures = order.sheets(figures_of(view))
    # A workbook begins with its data, and a folder of pictures holds nothing but them.
    sheets = figures if suffix in ("xlsx", "zip") else _in_order(view, figures)
    return stem, export(sheets, suffix, size)


def _in_order(view: View, figures: list[Sheet]) -> list[Sheet]:
    told = text_of(view, view.locale)
    before = [part for part in told.parts if part.name != _LAST]
    after = [part for part in told.parts if part.name == _LAST]
    return [
        view.sheet(partial(_cover, title=told.title, parts=before)),
        *(view.sheet(partial(_page, part=part)) for part in before),
        *figures,
        *(view.sheet(partial(_page, part=part)) for part in after),
    ]


def _cover(view: View, title: str, parts: Sequence[Part]) -> Exhibit:
    """What the deck is about and holds; the filter stands under the title, as on every page."""
    contents = (*(part.heading for part in parts), view.locale.text("Figures"))
    return _text(view, "cover", title, (" · ".join(contents),))


def _page(view: View, part: Part) -> Exhibit:
    return _text(view, f"text_{part.name}", part.heading, part.sentences)


def _text(view: View, key: str, title: str, paragraphs: tuple[str, ...]) -> Exhibit:
    """A page of sentences; behind it stand all records of the filter, if their number is told."""
    behind = view.data.figures("records_behind", view.filter)
    is_told = state_of(behind, "flow_violations") == "shown"
    return Exhibit(
        key=key,
        title=title,
        sentence=view.filter.sentence(view.locale, ("activities", "violations")),
        table=lambda: pd.DataFrame({view.locale.text("Text"): list(paragraphs)}),
        records=int(behind["state_records"]) + (int(behind["flow_violations"]) if is_told else 0),
        is_withheld=not is_told,
        paragraphs=paragraphs,
    )
