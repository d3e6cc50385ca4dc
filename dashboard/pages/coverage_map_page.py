"""Peta cakupan: one measure on a map as large as the page, as of any day, beside any other."""

from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts.describe import describe_measure
from dashboard.charts.region_map import region_map
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.as_of_slider import as_of_slider
from dashboard.pages.frame import card, escape, listing, signed, source_line, titled
from dashboard.pages.map_choices import FIGURE, LEVEL, LEVELS, MEASURE, MEASURES, measure_title
from dashboard.pages.map_ground import (
    boundaries_line,
    clicked_region,
    open_clicked,
    open_province,
    path,
    province_ground,
    regency_ground,
)
from dashboard.pages.map_measures import show
from dashboard.pages.map_published import chosen_figure, figure_choices, figure_title
from dashboard.pages.map_shown import Shown
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.province_table import provinces_section
from dashboard.pages.side_by_side import BESIDE, beside, beside_box, differences, in_order, label
from dashboard.pages.view import Choice, View
from dashboard.regions import regions

CHOICES = (MEASURE, LEVEL, FIGURE, BESIDE)
MAP: Final = "measure_map"
_ALONE, _PAIRED, _PLACE = 560, 330, 510  # px: the country alone, one of two, a province or regency
_LIST_HEIGHT: Final = 620


def coverage_map_page(view: View) -> None:
    """Draw the page."""
    _controls(view)
    behind = view.data.figures("records_behind", view.filter)
    shown = show(view)
    if not shown.measured.on_record and not any(
        int(behind[name]) for name in ("state_records", "flow_violations")
    ):
        nothing_here(view)
    other = beside(view)
    if other is None:
        _map(view, shown, MAP, _height(view, _ALONE), 1300)
    else:
        _pair(view, other, shown)
    _list(view, shown)
    provinces_section(view, int(behind["state_records"]))


def _controls(view: View) -> None:
    locale = view.locale
    elections = view.data.ask("elections_with_records", Filter())["election"]
    with st.container(key="map_controls"):
        figured = MEASURE.value == "angka"
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


def _height(view: View, country: int) -> int:
    return _PLACE if open_province(view.filter) else country


def _map(view: View, shown: Shown, key: str, height: int, width: int) -> None:
    locale = view.locale
    provinces = LEVEL.value == "provinsi"
    measured = shown.measured
    rows = measured.regions
    ground = province_ground(view) if provinces else regency_ground(view)
    if provinces and height < _ALONE:
        ground["label_points"] = None  # too many names for half of the page
    figure = region_map(
        rows if provinces else rows.drop(columns="name"),
        measured.looks,
        **ground,
        locale=locale,
        mode=view.mode,
        fallback=measured.fallback,
        height=height,
        legend_title=measured.unit,
        width=width,
    )
    card(
        view,
        key=key,
        title=shown.finding,
        figure=figure,
        alt=describe_measure(measured, title=measure_title(locale), locale=locale),
        table=lambda: _table(view, shown),
        records=shown.records,
        notes=list(shown.notes),
        source=boundaries_line(locale),
        on_select=partial(_open, key),
        about=shown.about,
        above=partial(path, view) if key == MAP else None,
    )


def _open(key: str) -> None:
    """A click opens a province, inside it a regency."""
    code = clicked_region(key)
    if code in regions().provinces:
        LEVEL.choose("kabupaten")
    open_clicked(key)


def _pair(view: View, other: View, shown: Shown) -> None:
    left, right = in_order(view, other)
    drawn = {id(view): shown, id(other): show(other)}
    labels = label(left, right), label(right, left)
    here, there = drawn[id(left)], drawn[id(right)]
    sentences = differences(here.counted, there.counted, labels, view.locale)
    for name in here.totals:
        before, after = here.totals[name], there.totals[name]
        sentences.append(
            view.locale.text(
                "{what}: {left} ({left_label}), {right} ({right_label}), difference {change}.",
                what=name,
                left=view.locale.number(before),
                left_label=labels[0],
                right=view.locale.number(after),
                right_label=labels[1],
                change=signed(after - before, view.locale),
            )
        )
    path(view)  # of both maps, or they would not stand at one height
    with st.container(border=True, key="difference"):
        st.markdown("\n\n".join(escape(sentence) for sentence in sentences))
    for column, one, side in zip(
        st.columns(2, gap="small"), (left, right), ("left", "right"), strict=True
    ):
        with column:
            _map(one, drawn[id(one)], f"{MAP}_{side}", _height(one, _PAIRED), 640)


def _table(view: View, shown: Shown) -> pd.DataFrame:
    """The list behind the map, by region code."""
    locale = view.locale
    rows = shown.measured.regions
    details = shown.details.reindex(rows["code"]).reset_index(drop=True)
    if LEVEL.value == "provinsi":
        names = pd.DataFrame(
            {locale.text("Code"): rows["code"], locale.text("Province"): rows["name"]}
        )
    else:
        names = pd.DataFrame(
            {
                locale.text("Code"): rows["code"],
                locale.text("Kabupaten/kota"): rows["name"],
                locale.text("Province"): [regions().name(p) for p in rows["province_code"]],
            }
        )
    return pd.concat([names.reset_index(drop=True), details], axis=1)


def _list(view: View, shown: Shown) -> None:
    locale = view.locale
    with st.container(border=True, key="card_map_list"):
        titled(
            "map_list",
            locale.text("The list behind the map"),
            view.filter.sentence(locale, shown.about),
        )
        listing(_table(view, shown), key=f"map_list_{MEASURE.value}", height=_LIST_HEIGHT)
        words = locale.text(
            "Ordered by region code, not by rank; a click on a column's head sorts, the magnifying "
            "glass over the table searches."
        )
        st.caption(escape(f"{words}\n\n{source_line(view, shown.records)}"))
