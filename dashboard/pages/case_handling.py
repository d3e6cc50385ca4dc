"""Alur penanganan: how cases get from intake to sanction, where they stop, who received them."""

from typing import Final

import streamlit as st

from dashboard.pages.case_flow_card import flow_card, stops_card
from dashboard.pages.case_tracks_card import track_cards
from dashboard.pages.comparing import BASIS, Compared
from dashboard.pages.frame import key_figure
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.routing_card import routing_card
from dashboard.pages.view import View

HANDLING_CHOICES: Final = (BASIS,)


def case_handling(view: View) -> None:
    """Draw the page."""
    compared = Compared(view, "case_way_figures")
    figures = compared.now
    if not int(figures["received"]):
        nothing_here(view)
    _key_figures(view, compared)
    wide, narrow = st.columns([58, 42], gap="small")
    with wide:
        flow_card(view, figures)
    with narrow:
        stops_card(view)
    track_cards(view, figures)
    routing_card(view)


def _key_figures(view: View, compared: Compared) -> None:
    locale, now = view.locale, compared.now
    received, forwarded = int(now["received"]), int(now["forwarded"])
    uncertain = int(now["maybe_outside"])

    def of_all(name: str) -> str:
        return locale.text(
            "{share} of those received", share=locale.percent(int(now[name]), received)
        )

    cards = [
        (
            locale.text("Received"),
            "received",
            locale.plural(
                "of these {n} whose day may lie outside the period",
                "of these {n} whose day may lie outside the period",
                uncertain,
            )
            if uncertain
            else locale.text("suspected violations: reports and findings"),
        ),
        (locale.text("Registered"), "registered", of_all("registered")),
        (locale.text("Forwarded"), "forwarded", of_all("forwarded")),
        (
            locale.text("Sanctioned"),
            "sanctioned",
            locale.text(
                "{share} of those forwarded",
                share=locale.percent(int(now["sanctioned"]), forwarded),
            ),
        ),
    ]
    with st.container(key="key_figures"):
        for column, (label, name, context) in zip(st.columns(4, gap="small"), cards, strict=True):
            with column:
                value = locale.number(int(now[name]))
                key_figure(name, label, value, context, compared.change(name))
        compared.controls()
