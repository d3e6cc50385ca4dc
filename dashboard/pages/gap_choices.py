"""What a reader chooses on the page Kesenjangan, and the four fields in words."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dashboard.charts.two_by_two import BOTH, GAP, NEITHER, PREVENTION, QUADRANTS, Field
from dashboard.locale import Locale, mark
from dashboard.pages.view import View, one_of

COUNTED: Final = one_of("pencegahan", ("salah_satu", "pokja", "penandatanganan"))
"""What counts as prevention."""
QUADRANT: Final = one_of("kuadran", ("kasus", "bertemu", "pencegahan", "tanpa_catatan"))
"""Which of the four fields the list shows."""
EVENT: Final = one_of("peristiwa", ("pokja", "penandatanganan"))
"""The day around which cases are counted."""

GAP_CHOICES: Final = (COUNTED, QUADRANT, EVENT)

COUNTED_WORDS: Final[Mapping[str, str]] = {
    "salah_satu": mark("Pokja or signing"),
    "pokja": mark("Pokja"),
    "penandatanganan": mark("Signing of a commitment"),
}
QUADRANT_WORDS: Final[Mapping[str, str]] = {
    "kasus": mark("Cases only"),
    "bertemu": mark("Cases and prevention"),
    "pencegahan": mark("Prevention only"),
    "tanpa_catatan": mark("Neither on record"),
}
EVENT_WORDS: Final[Mapping[str, str]] = {
    "pokja": mark("First Pokja"),
    "penandatanganan": mark("First signing"),
}

_ASKED: Final = {"salah_satu": "any", "pokja": "pokja", "penandatanganan": "signing"}
_CODES: Final = {"kasus": GAP, "bertemu": BOTH, "pencegahan": PREVENTION, "tanpa_catatan": NEITHER}
_VALUES: Final = {code: value for value, code in _CODES.items()}
_ON_RECORD: Final[Mapping[str, tuple[str, str]]] = {
    "salah_satu": (mark("Pokja or signing on record"), mark("no Pokja or signing on record")),
    "pokja": (mark("Pokja on record"), mark("no Pokja on record")),
    "penandatanganan": (mark("signing on record"), mark("no signing on record")),
}


def event(view: View) -> str:
    """The event as `cases_around_prevention` names it."""
    return _ASKED[view.value(EVENT)]


def chosen_quadrant(view: View) -> str:
    """The field the list shows, one of `QUADRANTS`."""
    return _CODES[view.value(QUADRANT)]


def choose_quadrant(code: str) -> None:
    """Show this one of `QUADRANTS` in the list."""
    QUADRANT.choose(_VALUES[code])


def meetings(view: View) -> pd.DataFrame:
    """`prevention_and_cases` by what counts as prevention."""
    return view.data.ask(
        "prevention_and_cases", view.filter, prevention=_ASKED[view.value(COUNTED)]
    )


def records_behind(view: View) -> int:
    """How many records stand behind the page: those of states by the last day, and the cases."""
    states = view.data.figures("records_behind", view.filter)["state_records"]
    return int(states) + int(view.data.figures("key_figures", view.filter)["violations"])


def quadrant_label(code: str, view: View) -> str:
    """What the regencies of a field have on record and what they have not."""
    locale = view.locale
    there, missing = _ON_RECORD[view.value(COUNTED)]
    return locale.text(
        "{cases}; {prevention}",
        cases=locale.text("Cases reported")
        if code in (GAP, BOTH)
        else locale.text("No case on record"),
        prevention=locale.text(there if code in (BOTH, PREVENTION) else missing),
    )


def short_label(code: str, locale: Locale) -> str:
    """The same in few words."""
    return locale.text(QUADRANT_WORDS[_VALUES[code]])


def fields_of(rows: pd.DataFrame, view: View) -> list[Field]:
    """The four fields with their numbers. `rows`: those of `meetings`."""
    counts = rows["quadrant"].value_counts()
    return [Field(code, quadrant_label(code, view), int(counts.get(code, 0))) for code in QUADRANTS]
