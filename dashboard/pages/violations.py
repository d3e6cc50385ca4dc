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
from dashboard.pages.frame import key_figure
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.preliminary_card import preliminary_card
from dashboard.pages.view import View

VIOLATION_CHOICES: Final = (COUNTED, DIVIDED, BASIS)


def violations(view: View) -> None:
    """Draw the page."""
    compared = Compared(view, "violation_figures")
    now = compared.now
    leads = int(now["preliminary_information"])
    if not int(now["violations"]):
        nothing_here(view, _only_leads(leads, view.locale))
    _key_figures(view, compared)
    # Where the month or a facet alone leaves no case, the charts show what is beside them.
    if int(view.data.figures("violation_figures", view.filter.whole())["violations"]):
        _what_and_when(view)
        _people_and_stages(view, leads)
    else:
        _beside_cases(view, leads)


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


def _people_and_stages(view: View, leads: int) -> None:
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        case_people_card(view)
    with narrow:
        bars_card(view, BY_ORIGIN)
        preliminary_card(view, leads)
    left, right = st.columns(2, gap="small")
    with left:
        case_stage_card(view)
    with right:
        case_published_card(view)


def _beside_cases(view: View, leads: int) -> None:
    """What is known where there is no case at all."""
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        case_published_card(view)
    with narrow:
        preliminary_card(view, leads)


def _only_leads(leads: int, locale: Locale) -> str:
    """What is there where no case is; nothing where there is nothing at all."""
    if not leads:
        return ""
    return locale.plural(
        "No case is on record for this filter, only {n} piece of initial information.",
        "No case is on record for this filter, only {n} pieces of initial information.",
        leads,
    )


def _key_figures(view: View, compared: Compared) -> None:
    locale, now = view.locale, compared.now
    cases, silent = int(now["violations"]), int(now["violations_without_people"])
    regencies, total = int(now["regencies_with_violations"]), int(now["regencies"])
    cards = [
        (locale.text("Suspected violations"), "violations", _context(now, locale)),
        (
            locale.text("People concerned"),
            "people",
            locale.text(
                "stated by {n} of {total} cases",
                n=locale.number(cases - silent),
                total=locale.number(cases),
            ),
        ),
        (
            locale.text("Initial information"),
            "preliminary_information",
            locale.text("no cases yet, counted apart"),
        ),
        (
            locale.text("Kabupaten/kota"),
            "regencies_with_violations",
            locale.text(
                "of {total} ({share}) with a case",
                total=locale.number(total),
                share=locale.percent(regencies, total),
            ),
        ),
    ]
    with st.container(key="key_figures"):
        for column, (label, name, context) in zip(st.columns(4, gap="small"), cards, strict=True):
            with column:
                value = "–" if pd.isna(now[name]) else locale.number(int(now[name]))
                key_figure(name, label, value, context, compared.change(name))
        compared.controls()


def _context(now: "pd.Series[Any]", locale: Locale) -> str:
    uncertain = maybe_outside(int(now["violations_maybe_outside"]), locale)
    return uncertain or without_regency(int(now["violations_without_regency"]), locale)
