"""The chosen measure on a map: alone, or as of two days or of two elections side by side."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from dashboard.charts.describe import describe_measure
from dashboard.charts.region_map import region_map
from dashboard.locale import Locale
from dashboard.pages.frame import card, escape, filter_sentence, signed
from dashboard.pages.map_choices import LEVEL, by_provinces, measure_title
from dashboard.pages.map_ground import (
    boundaries_line,
    clicked_region,
    open_clicked,
    open_province,
    path,
    province_ground,
    regency_ground,
)
from dashboard.pages.map_list_card import measure_table
from dashboard.pages.map_measures import show
from dashboard.pages.map_shown import Shown
from dashboard.pages.remembering import remembered
from dashboard.pages.side_by_side import beside, differences, in_order, label
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.regions import regions

MAP: Final = "measure_map"
LEFT: Final = f"{MAP}_left"
RIGHT: Final = f"{MAP}_right"
_ALONE, _PAIRED, _PLACE = 560, 330, 510  # px: the country alone, one of two, a province or regency
_ALONE_WIDTH, _PAIRED_WIDTH = 1300, 640  # px


@remembered
def measure_map_exhibit(view: View) -> Exhibit:
    """The map of the chosen measure."""
    return _exhibit(view, show(view), MAP)


@remembered
def left_map_exhibit(view: View) -> Exhibit:
    """The earlier of two maps; the view's own where nothing stands beside it."""
    left, _ = _pair(view)
    return _side(left, show(left), LEFT)


@remembered
def right_map_exhibit(view: View) -> Exhibit:
    """The later of two maps; the view's own where nothing stands beside it."""
    _, right = _pair(view)
    return _side(right, show(right), RIGHT)


def map_card(view: View, shown: Shown) -> None:
    """The map alone, with the way down and back; `shown` on it is the chosen measure."""
    card(
        view,
        _exhibit(view, shown, MAP),
        on_select=partial(_open, MAP),
        above=partial(path, view),
    )


def pair_of_cards(view: View) -> None:
    """Two maps, over them what differs in words."""
    left, right = _pair(view)
    here, there = show(left), show(right)
    path(view)  # of both maps, or they would not stand at one height
    with st.container(border=True, key="difference"):
        sentences = _difference(here, there, (label(left, right), label(right, left)), view.locale)
        st.markdown("\n\n".join(escape(sentence) for sentence in sentences))
    exhibits = _side(left, here, LEFT), _side(right, there, RIGHT)
    for column, exhibit in zip(st.columns(2, gap="small"), exhibits, strict=True):
        with column:
            card(view, exhibit, on_select=partial(_open, exhibit.key))


def _difference(here: Shown, there: Shown, labels: tuple[str, str], locale: Locale) -> list[str]:
    """What differs between two maps: regions on record, and totals of the measure."""
    sentences = differences(here.counted, there.counted, labels, locale)
    for name in here.totals:
        before, after = here.totals[name], there.totals[name]
        sentences.append(
            locale.text(
                "{what}: {left} ({left_label}), {right} ({right_label}), difference {change}.",
                what=name,
                left=locale.number(before),
                left_label=labels[0],
                right=locale.number(after),
                right_label=labels[1],
                change=signed(after - before, locale),
            )
        )
    return sentences


def _pair(view: View) -> tuple[View, View]:
    other = beside(view)
    return (view, view) if other is None else in_order(view, other)


def _side(view: View, shown: Shown, key: str) -> Exhibit:
    # Where nothing is on record its day is that until which nothing is known.
    until = view.until or view.filter.within_month().until or view.data.version.published_on
    return replace(_exhibit(view, shown, key), until=until)


def _exhibit(view: View, shown: Shown, key: str) -> Exhibit:
    locale, measured = view.locale, shown.measured
    provinces, alone = by_provinces(view), key == MAP
    ground = province_ground(view) if provinces else regency_ground(view)
    height = _PLACE if open_province(view.filter) else _ALONE if alone else _PAIRED
    if provinces and height < _ALONE and view.place is None:
        ground["label_points"] = None  # too many names for half of the page
    return Exhibit(
        key=key,
        title=shown.finding,
        sentence=filter_sentence(view, shown.about),
        figure=region_map(
            measured.regions if provinces else measured.regions.drop(columns="name"),
            measured.looks,
            **ground,
            locale=locale,
            mode=view.mode,
            fallback=measured.fallback,
            height=view.height(height),
            legend_title=measured.unit,
            width=view.width(_ALONE_WIDTH if alone else _PAIRED_WIDTH),
        ),
        alt=describe_measure(measured, title=measure_title(view), locale=locale),
        table=lambda: measure_table(view, shown),
        records=shown.records,
        notes=tuple(shown.notes),
        source=boundaries_line(locale),
    )


def _open(key: str) -> None:
    """A click opens a province, inside it a regency."""
    code = clicked_region(key)
    if code in regions().provinces:
        LEVEL.choose("kabupaten")
    open_clicked(key)
