"""Pelanggaran: how many suspected violations, when, of what kind, by whom, at which stage."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.case_bars_card import bars_card
from dashboard.pages.case_dimensions import (
    BY_CATEGORY,
    BY_CHANNEL,
    BY_ORIGIN,
    BY_STAGE,
    BY_STATUS,
    BY_SUBJECT,
)
from dashboard.pages.case_people_card import case_people_card
from dashboard.pages.case_published_card import case_published_card
from dashboard.pages.case_series_card import COUNTED, DIVIDED, case_series_card
from dashboard.pages.case_stage_card import case_stage_card
from dashboard.pages.comparing import BASIS, Compared
from dashboard.pages.figure_words import maybe_outside, without_regency
from dashboard.pages.frame import filter_sentence
from dashboard.pages.key_figures import KeyFigure, draw_key_figures, figures_table
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.preliminary_card import preliminary_card
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import state_of

VIOLATION_CHOICES: Final = (COUNTED, DIVIDED, BASIS)


def violations(view: View) -> None:
    """Draw the page."""
    compared = Compared(view, "violation_figures")
    now = compared.now
    if not int(now["violations"]):
        nothing_here(view, _only_leads(int(now["preliminary_information"]), view.locale))
    with st.container(key="key_figures"):
        draw_key_figures(_figures(compared.now, view.locale), compared)
        compared.controls()
    # Where the month or a facet alone leaves no case, the charts show what is beside them.
    if int(view.data.figures("violation_figures", view.filter.whole())["violations"]):
        _what_and_when(view)
        _people_and_stages(view)
    else:
        _beside_cases(view)


def _what_and_when(view: View) -> None:
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        case_series_card(view)
    with narrow:
        bars_card(view, BY_CATEGORY)
        bars_card(view, BY_CHANNEL)
    for column, dimension in zip(
        st.columns(3, gap="small"), (BY_SUBJECT, BY_STAGE, BY_STATUS), strict=True
    ):
        with column:
            bars_card(view, dimension)


def _people_and_stages(view: View) -> None:
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        case_people_card(view)
    with narrow:
        bars_card(view, BY_ORIGIN)
        preliminary_card(view)
    left, right = st.columns(2, gap="small")
    with left:
        case_stage_card(view)
    with right:
        case_published_card(view)


def _beside_cases(view: View) -> None:
    """What is known where there is no case at all."""
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        case_published_card(view)
    with narrow:
        preliminary_card(view)


def _only_leads(leads: int, locale: Locale) -> str:
    """What is there where no case is; nothing where there is nothing at all."""
    if not leads:
        return ""
    return locale.plural(
        "No case is on record for this filter, only {n} piece of initial information.",
        "No case is on record for this filter, only {n} pieces of initial information.",
        leads,
    )


@remembered
def case_figures_exhibit(view: View) -> Exhibit:
    """The key figures of the page."""
    locale = view.locale
    compared = Compared(view, "violation_figures")
    count = int(compared.now["violations"])
    figures = _figures(compared.now, locale)
    return Exhibit(
        key="case_figures",
        title=locale.plural(
            "{n} suspected violation became public", "{n} suspected violations became public", count
        )
        if count
        else locale.text("No suspected violation is recorded for this filter"),
        sentence=filter_sentence(view, ("violations",)),
        tiles=tuple(compared.tile(one.name, one.label, one.context) for one in figures),
        table=lambda: figures_table(figures, compared, locale),
        records=count,
        notes=compared.notes(),
    )


def _figures(now: "pd.Series[Any]", locale: Locale) -> list[KeyFigure]:
    cases, silent = int(now["violations"]), int(now["violations_without_people"])
    total = int(now["regencies"])
    return [
        KeyFigure("violations", locale.text("Suspected violations"), _context(now, locale)),
        KeyFigure(
            "people",
            locale.text("People concerned"),
            locale.text(
                "stated by {n} of {total} cases",
                n=locale.number(cases - silent),
                total=locale.number(cases),
            ),
        ),
        KeyFigure(
            "preliminary_information",
            locale.text("Initial information"),
            locale.text("no cases yet, counted apart"),
        ),
        KeyFigure(
            "regencies_with_violations",
            locale.text("Kabupaten/kota"),
            locale.text("masked so that nobody can be recognised")
            if state_of(now, "regencies_with_violations") != "shown"
            else locale.text(
                "of {total} ({share}) with a case",
                total=locale.number(total),
                share=locale.percent(int(now["regencies_with_violations"]), total),
            ),
        ),
    ]


def _context(now: "pd.Series[Any]", locale: Locale) -> str:
    uncertain = maybe_outside(int(now["violations_maybe_outside"]), locale)
    if uncertain or state_of(now, "violations_without_regency") != "shown":
        return uncertain
    return without_regency(int(now["violations_without_regency"]), locale)
