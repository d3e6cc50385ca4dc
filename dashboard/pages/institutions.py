"""Lembaga: which institutions are on record at activities, at Pokja and at signings."""

import streamlit as st

from dashboard.pages.institution_choices import choose_freely, role, role_control
from dashboard.pages.institution_events_card import events_card
from dashboard.pages.institution_list_card import list_card
from dashboard.pages.institution_matrix_card import matrix_card
from dashboard.pages.institution_types_card import types_card
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.view import View, start_anew


def institutions(view: View) -> None:
    """Draw the page."""
    role_control(view.locale)
    figures = view.data.figures("institution_figures", view.filter, role=role(view))
    if not int(figures["institutions"]):
        words = view.locale.text("No institution is on record for this filter: empty, not zero.")
        nothing_here(view, words, _start_anew)
        return
    chosen = view.filter
    left, right = st.columns([46, 54], gap="small")
    with left:
        types_card(view)
    with right:
        list_card(view)
    if chosen.regencies or chosen.provinces:
        events_card(view)
    if len(chosen.regencies) != 1:
        matrix_card(view)


def _start_anew(default_election: str | None) -> None:
    choose_freely()
    start_anew(default_election)
