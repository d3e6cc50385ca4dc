"""Alur penanganan: how cases get from intake to sanction, where they stop, who received them."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.case_flow_card import flow_card, flow_finding, stops_card
from dashboard.pages.case_tracks_card import track_cards
from dashboard.pages.comparing import BASIS, Compared
from dashboard.pages.frame import filter_sentence
from dashboard.pages.key_figures import KeyFigure, draw_key_figures, figures_table
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.remembering import remembered
from dashboard.pages.routing_card import routing_card
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

HANDLING_CHOICES: Final = (BASIS,)


def case_handling(view: View) -> None:
    """Draw the page."""
    compared = Compared(view, "case_way_figures")
    if not int(compared.now["received"]):
        nothing_here(view)
    with st.container(key="key_figures"):
        draw_key_figures(_figures(compared.now, view.locale), compared)
        compared.controls()
    wide, narrow = st.columns([58, 42], gap="small")
    with wide:
        flow_card(view)
    with narrow:
        stops_card(view)
    track_cards(view)
    routing_card(view)


@remembered
def handling_figures_exhibit(view: View) -> Exhibit:
    """The key figures of the page."""
    compared = Compared(view, "case_way_figures")
    figures = _figures(compared.now, view.locale)
    return Exhibit(
        key="handling_figures",
        title=flow_finding(compared.now, view.locale),
        sentence=filter_sentence(view, ("violations",)),
        tiles=tuple(compared.tile(one.name, one.label, one.context) for one in figures),
        table=lambda: figures_table(figures, compared, view.locale),
        records=int(compared.now["received"]),
        notes=compared.notes(),
    )


def _figures(now: "pd.Series[Any]", locale: Locale) -> list[KeyFigure]:
    received, forwarded = int(now["received"]), int(now["forwarded"])
    uncertain = int(now["maybe_outside"])

    def of_all(name: str) -> str:
        return locale.text(
            "{share} of those received", share=locale.percent(int(now[name]), received)
        )

    return [
        KeyFigure(
            "received",
            locale.text("Received"),
            locale.plural(
                "of these {n} whose day may lie outside the period",
                "of these {n} whose day may lie outside the period",
                uncertain,
            )
            if uncertain
            else locale.text("suspected violations: reports and findings"),
        ),
        KeyFigure("registered", locale.text("Registered"), of_all("registered")),
        KeyFigure("forwarded", locale.text("Forwarded"), of_all("forwarded")),
        KeyFigure(
            "sanctioned",
            locale.text("Sanctioned"),
            locale.text(
                "{share} of those forwarded",
                share=locale.percent(int(now["sanctioned"]), forwarded),
            ),
        ),
    ]
