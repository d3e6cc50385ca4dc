"""Tenggat: were the law's deadlines kept, by step and region; how much of it is not known."""

from typing import Final

import streamlit as st

from dashboard.charts.deadline_words import STATES
from dashboard.locale import Locale, mark
from dashboard.pages.deadline_calculator_card import calculator_card
from dashboard.pages.deadline_list_card import list_card
from dashboard.pages.deadline_meanings_card import meanings_card
from dashboard.pages.deadline_reasons_card import reasons_card
from dashboard.pages.deadline_regions_card import regions_card
from dashboard.pages.deadline_steps_card import steps_card, steps_finding
from dashboard.pages.deadline_totals import Totals, totals_of
from dashboard.pages.frame import escape, filter_sentence, key_figure
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.remembering import remembered
from dashboard.pages.settings_words import settings_sentences
from dashboard.pages.tiles import tile_table
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Tile

_SHOWN: Final = ("unknown", "kept", "missed", "running")
_SETTINGS: Final = ("first_day_counts", "joint_leave_free", "follow_up_days")


def deadlines(view: View) -> None:
    """Draw the page."""
    totals = totals_of(view)
    if not totals.cases:
        nothing_here(view)
    tiles = _tiles(totals, view.locale)
    with st.container(key="key_figures"):
        for column, (state, tile) in zip(st.columns(4, gap="small"), tiles, strict=True):
            with column:
                key_figure(f"deadlines_{state}", tile.label, tile.value, tile.context, None)
    _what_holds(view)
    narrow, wide = st.columns([38, 62], gap="small")
    with narrow:
        reasons_card(view)
        meanings_card(view.locale)
    with wide:
        steps_card(view)
    list_card(view)
    regions_card(view)
    calculator_card(view)


@remembered
def deadline_figures_exhibit(view: View) -> Exhibit:
    """The key figures of the page, with the day and the settings that decide them."""
    totals = totals_of(view)
    tiles = [tile for _, tile in _tiles(totals, view.locale)]
    numbers = [totals.counts[state] if totals.steps else None for state in _SHOWN]
    return Exhibit(
        key="deadline_figures",
        title=steps_finding(totals, view.locale),
        sentence=filter_sentence(view, ("violations",)),
        tiles=tuple(tiles),
        table=lambda: tile_table(tiles, numbers, view.locale),
        records=totals.cases,
        notes=tuple(_conditions(view)),
    )


def _tiles(totals: Totals, locale: Locale) -> list[tuple[str, Tile]]:
    """The key figures by state: what is not known comes first."""
    counts = totals.counts

    def of_steps(n: int) -> str:
        if not totals.steps:
            return locale.text("No step with a deadline is on record")
        return locale.text(
            "of {total} steps with a deadline ({share})",
            total=locale.number(totals.steps),
            share=locale.percent(n, totals.steps),
        )

    contexts = {state: of_steps(counts[state]) for state in ("unknown", "missed", "running")}
    extended = of_steps(0)
    if totals.steps:
        extended = locale.plural(
            "{n} of them only with an extension",
            "{n} of them only with an extension",
            counts["kept_by_extension"],
        )
    titles = {**STATES, "kept": mark("Kept")}
    return [
        (
            state,
            Tile(
                locale.text(titles[state]),
                locale.number(counts[state]) if totals.steps else "–",
                contexts.get(state, extended),
            ),
        )
        for state in _SHOWN
    ]


def _what_holds(view: View) -> None:
    """As of which day, and the settings that decide the days."""
    st.caption(escape(" ".join(_conditions(view))))


def _conditions(view: View) -> list[str]:
    locale = view.locale
    today = view.filter.within_month().until or view.data.version.published_on
    return [
        locale.text("As of {day}.", day=locale.date(today)),
        locale.text("No deadline is computed from the day on which a source made a case public."),
        *settings_sentences(locale, _SETTINGS),
    ]
