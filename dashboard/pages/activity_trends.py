"""Tren kegiatan: how prevention develops: how many activities, of which kind, for whom, where."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.activity_facet_cards import (
    BY_INSTITUTION,
    BY_KIND,
    BY_LEVEL,
    BY_TARGET,
    facet_card,
)
from dashboard.pages.activity_series_card import (
    DIMENSION,
    DISPLAY,
    GRAIN,
    MEASURE,
    series_card,
)
from dashboard.pages.comparing import BASIS, Compared
from dashboard.pages.figure_words import maybe_outside, without_regency
from dashboard.pages.frame import key_figure
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.province_panels_card import province_panels_card
from dashboard.pages.view import View
from dashboard.pages.voting_day_card import voting_day_card

TREND_CHOICES: Final = (DISPLAY, GRAIN, MEASURE, DIMENSION, BASIS)


def activity_trends(view: View) -> None:
    """Draw the page."""
    compared = Compared(view, "activity_figures")
    figures = compared.now
    # A month without a record has its chart all the same: the other months are in it.
    around = view.data.figures("activity_figures", view.filter.without("month"))
    if not int(figures["activities"]):
        nothing_here(view)
    _key_figures(view, compared)
    if int(around["activities"]):
        _series_and_breakdowns(view)
    elif DISPLAY.value == "hari":
        voting_day_card(view)
    province_panels_card(view)


def _series_and_breakdowns(view: View) -> None:
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        if DISPLAY.value == "hari":
            voting_day_card(view)
        else:
            series_card(view)
    with narrow:
        facet_card(view, BY_KIND)
        facet_card(view, BY_LEVEL)
    for column, breakdown in zip(
        st.columns(2, gap="small"), (BY_TARGET, BY_INSTITUTION), strict=True
    ):
        with column:
            facet_card(view, breakdown)


def _key_figures(view: View, compared: Compared) -> None:
    locale, now = view.locale, compared.now

    def part(name: str, whole: str) -> str:
        n, total = int(now[name]), int(now[whole])
        return locale.text(
            "of {total} ({share}) with an activity",
            total=locale.number(total),
            share=locale.percent(n, total),
        )

    activities, silent = int(now["activities"]), int(now["activities_without_participants"])
    cards = [
        (locale.text("Activities"), "activities", _context(now, locale)),
        (
            locale.text("Participants"),
            "participants",
            locale.text(
                "stated by {n} of {total} activities",
                n=locale.number(activities - silent),
                total=locale.number(activities),
            ),
        ),
        (
            locale.text("Kabupaten/kota"),
            "regencies_with_activity",
            part("regencies_with_activity", "regencies"),
        ),
        (
            locale.text("Provinces"),
            "provinces_with_activity",
            part("provinces_with_activity", "provinces"),
        ),
    ]
    with st.container(key="key_figures"):
        for column, (label, name, context) in zip(st.columns(4, gap="small"), cards, strict=True):
            with column:
                value = "–" if pd.isna(now[name]) else locale.number(int(now[name]))
                key_figure(name, label, value, context, compared.change(name))
        compared.controls()


def _context(now: "pd.Series[Any]", locale: Locale) -> str:
    uncertain = maybe_outside(int(now["activities_maybe_outside"]), locale)
    return uncertain or without_regency(int(now["activities_without_regency"]), locale)
