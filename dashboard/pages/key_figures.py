"""A page's key figures: numbers with what they are a part of, on the page and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.comparing import Compared
from dashboard.pages.frame import key_figure
from dashboard.press.masks import sign, state_of


@dataclass(frozen=True)
class KeyFigure:
    """A column of the compared query, what it is called and what it is a part of, in words."""

    name: str
    label: str
    context: str


def draw_key_figures(figures: Sequence[KeyFigure], compared: Compared) -> None:
    """The figures side by side, each with its change where there is a time before."""
    columns = st.columns(len(figures), gap="small")
    for column, figure in zip(columns, figures, strict=True):
        with column:
            key_figure(
                figure.name,
                figure.label,
                compared.shown(figure.name),
                figure.context,
                compared.change(figure.name),
            )


def figures_table(figures: Sequence[KeyFigure], compared: Compared, locale: Locale) -> pd.DataFrame:
    """One row a figure: its name, its number, what that is a part of, and its change."""
    masked = any(state_of(compared.now, figure.name) != "shown" for figure in figures)
    table = pd.DataFrame(
        {
            locale.text("Figure"): [figure.label for figure in figures],
            locale.text("Number"): pd.Series(
                [_number(compared.now, figure.name) for figure in figures],
                dtype=object if masked else pd.Int64Dtype(),
            ),
            locale.text("Context"): [figure.context for figure in figures],
        }
    )
    if compared.possible:
        changes = [compared.change(figure.name) for figure in figures]
        table[locale.text("Change")] = ["" if c is None else str(c) for c in changes]
    return table


def _number(now: "pd.Series[Any]", name: str) -> int | str | None:
    if (state := state_of(now, name)) != "shown":
        return sign(state)
    return None if pd.isna(now[name]) else int(now[name])
