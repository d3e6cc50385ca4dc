"""What the states of a deadline mean: the words of the page, said once."""

from typing import Final

import streamlit as st

from dashboard.charts.deadline_words import STATES
from dashboard.locale import Locale, mark
from dashboard.pages.frame import titled
from dashboard.pages.markup import show, words
from dashboard.settings import settings

_MEANINGS: Final = {
    "kept": mark("The step ended by its last day."),
    "kept_by_extension": mark(
        "It ended later, within the time the law allows where more information is needed; whether "
        "the extension was ordered is not on record."
    ),
    "missed": mark("It ended after the last day that is possible."),
    "running": mark("It has not ended, and its last day is not past."),
    "unknown": mark(
        "The days do not decide it. What is not known never counts as kept, and says nothing "
        "about how the case was handled."
    ),
}
_MISSED_WHERE_COMPLETE: Final = mark(
    "It ended after the last day that is possible, or is past it with no end on record: the "
    "records are declared complete."
)


def meanings_card(locale: Locale) -> None:
    """A list of the five states."""
    meanings = dict(_MEANINGS)
    if settings().data_complete:
        meanings["missed"] = _MISSED_WHERE_COMPLETE
    terms = "".join(
        f"<dt>{words(locale.text(STATES[state]))}</dt><dd>{words(locale.text(meaning))}</dd>"
        for state, meaning in meanings.items()
    )
    with st.container(border=True, key="card_deadline_meanings"):
        titled(
            "deadline_meanings",
            locale.text("What the words mean"),
            locale.text("For each step of a case, as of the day the numbers stand"),
        )
        show(f'<dl class="meanings">{terms}</dl>')
