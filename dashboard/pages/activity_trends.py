"""Tren kegiatan: how prevention develops: how many activities, of which kind, for whom, where."""

from typing import Final

import streamlit as st

from dashboard.pages.activity_facet_cards import (
    BY_INSTITUTION,
    BY_KIND,
    BY_LEVEL,
    BY_TARGET,
    facet_card,
)
from dashboard.pages.activity_figures import activity_figures
from dashboard.pages.activity_series_card import (
    DIMENSION,
    DISPLAY,
    GRAIN,
    MEASURE,
    series_card,
)
from dashboard.pages.comparing import BASIS
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.province_panels_card import province_panels_card
from dashboard.pages.view import View
from dashboard.pages.voting_day_card import voting_day_card

TREND_CHOICES: Final = (DISPLAY, GRAIN, MEASURE, DIMENSION, BASIS)


def activity_trends(view: View) -> None:
    """Draw the page."""
    figures = view.data.figures("activity_figures", view.filter)
    # A month without a record has its chart all the same: the other months are in it.
    around = view.data.figures("activity_figures", view.filter.without("month"))
    if not int(figures["activities"]):
        nothing_here(view)
    activity_figures(view)
    if int(around["activities"]):
        _series_and_breakdowns(view)
    elif view.value(DISPLAY) == "hari":
        voting_day_card(view)
    province_panels_card(view)


def _series_and_breakdowns(view: View) -> None:
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        if view.value(DISPLAY) == "hari":
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
