"""The key figures of the page Tren kegiatan."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.comparing import Compared
from dashboard.pages.figure_words import maybe_outside, stated_by, without_regency
from dashboard.pages.frame import filter_sentence
from dashboard.pages.key_figures import KeyFigure, draw_key_figures, figures_table
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "activity_figures"


def activity_figures(view: View) -> None:
    """Draw the figures."""
    compared = Compared(view, "activity_figures")
    with st.container(key="key_figures"):
        draw_key_figures(_figures(compared.now, view.locale), compared)
        compared.controls()


@remembered
def activity_figures_exhibit(view: View) -> Exhibit:
    """The same figures as tiles."""
    locale = view.locale
    compared = Compared(view, "activity_figures")
    now, figures = compared.now, _figures(compared.now, view.locale)
    return Exhibit(
        key=KEY,
        title=_finding(now, locale),
        sentence=filter_sentence(view, ("activities",)),
        tiles=tuple(compared.tile(one.name, one.label, one.context) for one in figures),
        table=lambda: figures_table(figures, compared, locale),
        records=int(now["activities"]),
        notes=compared.notes(),
    )


def _finding(now: "pd.Series[Any]", locale: Locale) -> str:
    return locale.plural(
        "{n} prevention activity is recorded",
        "{n} prevention activities are recorded",
        int(now["activities"]),
    )


def _figures(now: "pd.Series[Any]", locale: Locale) -> list[KeyFigure]:
    def part(name: str, whole: str) -> str:
        n, total = int(now[name]), int(now[whole])
        return locale.text(
            "of {total} ({share}) with an activity",
            total=locale.number(total),
            share=locale.percent(n, total),
        )

    activities, silent = int(now["activities"]), int(now["activities_without_participants"])
    return [
        KeyFigure(
            "activities",
            locale.text("Activities"),
            maybe_outside(int(now["activities_maybe_outside"]), locale)
            or without_regency(int(now["activities_without_regency"]), locale),
        ),
        KeyFigure(
            "participants",
            locale.text("Participants"),
            stated_by(activities, silent, locale),
        ),
        KeyFigure(
            "regencies_with_activity",
            locale.text("Kabupaten/kota"),
            part("regencies_with_activity", "regencies"),
        ),
        KeyFigure(
            "provinces_with_activity",
            locale.text("Provinces"),
            part("provinces_with_activity", "provinces"),
        ),
    ]
