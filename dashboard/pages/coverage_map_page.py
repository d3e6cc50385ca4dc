"""Peta cakupan: one measure on a map as large as the page, as of any day, beside any other."""

from typing import Any

import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.as_of_slider import as_of_slider
from dashboard.pages.map_choices import FIGURE, LEVEL, LEVELS, MEASURE, MEASURES
from dashboard.pages.map_list_card import map_list_card
from dashboard.pages.map_measures import show
from dashboard.pages.map_published import chosen_figure, figure_choices, figure_title
from dashboard.pages.measure_map_cards import map_card, pair_of_cards
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.province_table import provinces_section
from dashboard.pages.side_by_side import BESIDE, beside, beside_box
from dashboard.pages.view import Choice, View

CHOICES = (MEASURE, LEVEL, FIGURE, BESIDE)


def coverage_map_page(view: View) -> None:
    """Draw the page."""
    _controls(view)
    behind = view.data.figures("records_behind", view.filter)
    shown = show(view)
    if not shown.measured.on_record and not any(
        int(behind[name]) for name in ("state_records", "flow_violations")
    ):
        nothing_here(view)
    if beside(view) is None:
        map_card(view, shown)
    else:
        pair_of_cards(view)
    map_list_card(view, shown)
    provinces_section(view)


def _controls(view: View) -> None:
    locale = view.locale
    elections = view.data.ask("elections_with_records", Filter())["election"]
    with st.container(key="map_controls"):
        figured = view.value(MEASURE) == "angka"
        measure, *figure, level, pair, day = st.columns(
            [2, *([2] if figured else []), 2.4, 2, 3.6], gap="small", vertical_alignment="top"
        )
        with measure:
            _box(locale.text("Measure"), MEASURE, list(MEASURES), MEASURES, locale)
        if figured:
            with figure[0]:
                _figure_box(view)
        with level:
            _level(locale)
        with pair:
            beside_box(view, elections)
        with day:
            as_of_slider(view)


def _box(title: str, choice: Choice, options: list[str], words: Any, locale: Locale) -> None:
    # Named by the value, so that the box starts anew whenever it was changed elsewhere.
    key = f"box_{choice.parameter}_{locale.language}_{choice.value}"
    st.selectbox(
        title,
        options,
        index=options.index(choice.value),
        format_func=lambda code: locale.text(words[code]),
        key=key,
        on_change=_use_box,
        args=(choice, key),
    )


def _use_box(choice: Choice, key: str) -> None:
    choice.choose(st.session_state[key])


def _figure_box(view: View) -> None:
    options, value = figure_choices(view), chosen_figure(view)
    if value is None:
        return
    key = f"box_{FIGURE.parameter}_{view.locale.language}_{value}_{len(options)}"
    st.selectbox(
        view.locale.text("Figure"),
        options,
        index=options.index(value),
        format_func=lambda code: figure_title(code, view.locale),
        key=key,
        on_change=_use_box,
        args=(FIGURE, key),
    )


def _level(locale: Locale) -> None:
    key = f"level_{locale.language}"
    if st.session_state.get(key) != LEVEL.value:
        st.session_state[key] = LEVEL.value
    st.segmented_control(
        locale.text("Regions"),
        list(LEVELS),
        format_func=lambda code: locale.text(LEVELS[code]),
        key=key,
        required=True,
        on_change=_use_box,
        args=(LEVEL, key),
    )
