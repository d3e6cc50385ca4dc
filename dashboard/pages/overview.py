"""Ringkasan: which kabupaten/kota have formed a Pokja, which have signed, which have neither."""

import streamlit as st

from dashboard.pages.coverage_card import coverage_card
from dashboard.pages.gaps_card import gaps_card
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.overview_figures import overview_figures
from dashboard.pages.province_table import provinces_section
from dashboard.pages.trend_cards import activities_card, growth_card, violations_card
from dashboard.pages.view import View


def overview(view: View) -> None:
    """Draw the page."""
    behind = view.data.figures("records_behind", view.filter)
    if not any(int(behind[name]) for name in ("state_records", "flow_violations")):
        nothing_here(view)
    overview_figures(view)
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        coverage_card(view)
    with narrow:
        gaps_card(view)
    growth_card(view)
    left, right = st.columns(2, gap="small")
    with left:
        activities_card(view)
    with right:
        violations_card(view)
    provinces_section(view)
