"""Lembaga: which institutions are on record at activities, at Pokja and at signings."""

import streamlit as st

from dashboard.pages.institution_choices import choose_freely, role, role_control
from dashboard.pages.institution_events_card import events_card
from dashboard.pages.institution_list_card import list_card
from dashboard.pages.institution_matrix_card import matrix_card
from dashboard.pages.institution_types_card import types_card
from dashboard.pages.view import View, start_anew


def institutions(view: View) -> None:
    """Draw the page."""
    role_control(view.locale)
    figures = view.data.figures("institution_figures", view.filter, role=role())
    if not int(figures["institutions"]):
        _nothing_here(view)
        return
    chosen = view.filter
    left, right = st.columns([46, 54], gap="small")
    with left:
        types_card(view)
    with right:
        list_card(view, figures)
    if chosen.regencies or chosen.provinces:
        events_card(view, figures)
    if len(chosen.regencies) != 1:
        matrix_card(view, figures)


def _nothing_here(view: View) -> None:
    """Says that nothing is found, and leads back to where there is something."""
    with st.container(horizontal=True, vertical_alignment="center", key="nothing_here"):
        st.info(
            view.locale.text("No institution is on record for this filter: empty, not zero."),
            width="stretch",
        )
        st.button(
            view.locale.text("Remove all filters"),
            on_click=_start_anew,
            args=(view.default_election,),
            key="start_anew",
        )


def _start_anew(default_election: str | None) -> None:
    choose_freely()
    start_anew(default_election)
