"""The head figures of forwarded cases: how many, how many answered, how many wait since when."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.follow_up_waiting_card import waiting_finding
from dashboard.pages.frame import filter_sentence, key_figure
from dashboard.pages.remembering import remembered
from dashboard.pages.tiles import tile_table
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Tile
from dashboard.settings import settings

FIGURES: Final = "follow_up_figures"


def figures_card(view: View) -> None:
    """Four numbers in a row, each with what it is a part of."""
    figures = view.data.figures("follow_up_figures", view.filter)
    with st.container(key="key_figures"):
        for column, (name, tile) in zip(
            st.columns(4, gap="small"), _tiles(figures, view.locale).items(), strict=True
        ):
            with column:
                key_figure(name, tile.label, tile.value, tile.context, None)


@remembered
def follow_up_figures_exhibit(view: View) -> Exhibit:
    """The four numbers."""
    locale = view.locale
    figures = view.data.figures("follow_up_figures", view.filter)
    tiles = _tiles(figures, locale)
    return Exhibit(
        key=FIGURES,
        title=waiting_finding(figures, locale),
        sentence=filter_sentence(view, ("violations",)),
        tiles=tuple(tiles.values()),
        table=lambda: tile_table(tiles.values(), [int(figures[name]) for name in tiles], locale),
        records=int(figures["forwarded"]),
    )


def _tiles(figures: "pd.Series[Any]", locale: Locale) -> dict[str, Tile]:
    """By the number's name in `follow_up_figures`."""
    forwarded, answered = int(figures["forwarded"]), int(figures["answered"])
    waiting = int(figures["waiting"])
    words = {
        "forwarded": (locale.text("Forwarded"), _forwarded_context(figures, locale)),
        "answered": (
            locale.text("Answer on record"),
            locale.text("{share} of those forwarded", share=locale.percent(answered, forwarded)),
        ),
        "waiting": (locale.text("No answer on record"), _waiting_context(figures, locale)),
        "waiting_undated": (
            locale.text("No day on record"),
            locale.text(
                "of {total} without an answer, day of forwarding not known",
                total=locale.number(waiting),
            ),
        ),
    }
    return {
        name: Tile(label, locale.number(int(figures[name])), context)
        for name, (label, context) in words.items()
    }


def _forwarded_context(figures: "pd.Series[Any]", locale: Locale) -> str:
    uncertain = int(figures["maybe_outside"])
    if uncertain:
        return locale.plural(
            "of these {n} whose day may lie outside the period",
            "of these {n} whose day may lie outside the period",
            uncertain,
        )
    nameless = int(figures["forwarded_without_recipient"])
    return locale.plural(
        "{n} without a recipient on record", "{n} without a recipient on record", nameless
    )


def _waiting_context(figures: "pd.Series[Any]", locale: Locale) -> str:
    forwarded, waiting = int(figures["forwarded"]), int(figures["waiting"])
    dated, late = waiting - int(figures["waiting_undated"]), int(figures["waiting_over_limit"])
    if not waiting:
        return locale.text("{share} of those forwarded", share=locale.percent(waiting, forwarded))
    if not dated:
        return locale.text("since when is on record for none of them")
    return locale.text(
        "of {dated} with a known day, {n} for more than {days} days",
        dated=locale.number(dated),
        n=locale.number(late),
        days=locale.number(settings().follow_up_days),
    )
