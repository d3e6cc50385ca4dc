"""The draft of a press release: its figures in order, what its text says, the last briefing.

All of it lives in the address; nothing about it is stored.
"""

import datetime as dt
from dataclasses import replace
from typing import Final

from dashboard.model import FIRST_DAY
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.view import Choice, View
from dashboard.press.release import PARTS

BRIEFING: Final = "briefing"
"""What the whole draft is called as a file."""
MOST_FIGURES: Final = 60
# What a weekly briefing shows where nothing else is chosen.
DEFAULT_FIGURES: Final = (
    "key_figures",
    "coverage_map",
    "coverage_growth",
    "coverage_by_province",
    "activities_by_month",
    "violations_by_month",
)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text) >= FIRST_DAY and len(text) == len("2024-10-31")
    except ValueError:
        return False


FIGURES: Final = Choice("gambar", EXHIBITS.__contains__, most=MOST_FIGURES)
TEXTS: Final = Choice("teks", PARTS.__contains__, most=len(PARTS))
LAST_BRIEFING: Final = Choice("sejak", _is_day)
DRAFT_CHOICES: Final = (FIGURES, TEXTS, LAST_BRIEFING)


def figures_of(view: View) -> list[str]:
    """The names of the chosen figures in order, each once; the usual ones where none is chosen."""
    return list(dict.fromkeys(view.values(FIGURES))) or usual_figures()


def usual_figures() -> list[str]:
    """The figures of the weekly briefing."""
    return list(DEFAULT_FIGURES)


def parts_of(view: View) -> list[str]:
    """What the text says, in the order of the text; everything where nothing is chosen."""
    chosen = view.values(TEXTS)
    return [name for name in PARTS if name in chosen or not chosen]


def last_briefing_of(view: View) -> dt.date | None:
    """The day of the last briefing, where it is known."""
    day = view.value(LAST_BRIEFING)
    return dt.date.fromisoformat(day) if day else None


def fixed(view: View) -> View:
    """The same view with its figures spelled out, so that its links outlive another default."""
    figures = tuple(figures_of(view))
    return replace(view, chosen={**view.chosen, FIGURES.parameter: figures})
