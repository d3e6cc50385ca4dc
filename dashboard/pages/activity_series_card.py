"""Activities or their participants by week or month: the main series of the page Tren kegiatan."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.describe_activities import describe_panels, describe_periods
from dashboard.charts.small_multiples import Chosen, Grid, grid_of, scale_of, small_multiples
from dashboard.charts.stacked import Stack, stacked_periods
from dashboard.filters import Filter, month_days
from dashboard.labels import KINDS, LEVELS, SUBJECTS, kind_label, level_label, subject_label
from dashboard.locale import Locale, mark
from dashboard.pages.choosing import pick
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.month_box import month_box
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.remembering import remembered
from dashboard.pages.room import not_drawn, room
from dashboard.pages.trend_cards import stages_in, without_month
from dashboard.pages.view import View, one_of
from dashboard.press.exhibit import Exhibit

DISPLAY: Final = one_of("tampilan", ("kalender", "hari"))
GRAIN: Final = one_of("butir", ("bulan", "minggu"))
MEASURE: Final = one_of("ukuran_tren", ("kegiatan", "peserta"))
DIMENSION: Final = one_of("menurut", ("jenis", "tingkat", "sasaran"))

SERIES: Final = "activity_series"
HEIGHT: Final = 600  # px
_PANEL: Final = 140  # px
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    DISPLAY.parameter: {
        "kalender": mark("Calendar"),
        "hari": mark("Days to voting day"),
    },
    GRAIN.parameter: {"bulan": mark("By month"), "minggu": mark("By week")},
    MEASURE.parameter: {"kegiatan": mark("Activities"), "peserta": mark("Participants")},
    DIMENSION.parameter: {
        "jenis": mark("Kind"),
        "tingkat": mark("Level"),
        "sasaran": mark("Target group"),
    },
}
_QUERY_DIMENSION: Final = {"jenis": "kind", "tingkat": "level", "sasaran": "target"}


def widened(view: View, chosen: Filter) -> View:
    """The view of another filter, with the day until which its numbers stand."""
    last = view.data.figures("records_behind", chosen)["data_until"]
    return replace(view, filter=chosen, until=None if pd.isna(last) else last)


def display_control(locale: Locale) -> None:
    """Along the calendar, or by the days to voting day."""
    pick(DISPLAY, _WORDS[DISPLAY.parameter], locale.text("Time"), locale)


def series_card(view: View) -> None:
    """The series with its controls; a click on it points at a month."""
    weekly = view.value(GRAIN) == "minggu"
    hint = view.locale.text("A click on a month narrows the other numbers to it.")
    card(
        view,
        series_exhibit(view),
        above=lambda: _controls(view),
        on_select=None if weekly else partial(narrow_by_click, SERIES, "month"),
        hints=[] if weekly else [hint],
    )


@remembered
def series_exhibit(view: View) -> Exhibit:
    """The series as its controls are set; it stays whole where a month is pointed at."""
    locale = view.locale
    whole = widened(view, view.filter.without("month"))
    weekly, people = view.value(GRAIN) == "minggu", view.value(MEASURE) == "peserta"
    dimension = _QUERY_DIMENSION[view.value(DIMENSION)]
    grain = "week" if weekly else "month"
    rows = view.data.ask(
        "activities_by_period", whole.filter, grain=grain, dimension=dimension
    ).rename(columns={"value": dimension})
    totals = view.data.ask("activities_by_period", whole.filter, grain=grain, dimension="all")
    count = int(totals["activities"].sum())
    column = "participants" if people else "activities"
    overlapping = dimension == "target"
    hidden = 0
    if overlapping:
        figure, alt, hidden = _panels(whole, rows, column, view.filter.month)
    else:
        figure = _stacked(whole, rows, dimension, column, weekly, view.filter.month)
        alt = describe_periods(totals, column=column, weekly=weekly, locale=locale)
    undated = int(totals.loc[totals["period_from"].isna(), "activities"].sum())
    silent = int(totals["activities_without_participants"].sum())
    notes = [
        *([_without_week(undated, locale)] if weekly and undated else []),
        *(without_month(undated, locale) if not weekly else []),
        *_partial(whole.filter, weekly, locale),
    ]
    if weekly:
        notes.append(locale.text("Weeks begin on Monday."))
    if people:
        notes.append(
            locale.plural(
                "{n} activity states no participants and is not in the sums.",
                "{n} activities state no participants and are not in the sums.",
                silent,
            )
        )
    if overlapping:
        notes.append(
            locale.text(
                "An activity for several target groups counts in each; the panels share one scale "
                "and do not add up."
            )
        )
        notes = [*not_drawn(hidden, locale), *notes, *_names_no_group(rows, locale)]
    return Exhibit(
        key=SERIES,
        title=_finding(view, count, totals, _months(whole), people),
        sentence=filter_sentence(whole, ("activities",)),
        figure=figure,
        alt=alt,
        table=lambda: _table(view, rows, dimension),
        records=count,
        notes=tuple(notes),
        until=whole.until,
    )


def _months(whole: View) -> pd.DataFrame:
    return whole.data.ask("activities_by_period", whole.filter, grain="month", dimension="all")


def _stacked(
    view: View, rows: pd.DataFrame, dimension: str, column: str, weekly: bool, month: str | None
) -> go.Figure:
    values, label = (KINDS, kind_label) if dimension == "kind" else (LEVELS, level_label)
    units = {
        ("activities", False): mark("activities per month"),
        ("activities", True): mark("activities per week"),
        ("participants", False): mark("stated participants per month"),
        ("participants", True): mark("stated participants per week"),
    }
    stack = Stack(dimension, column, values, label, units[column, weekly], mark("Kind not stated"))
    return stacked_periods(
        rows,
        stack,
        stages=stages_in(view),
        locale=view.locale,
        mode=view.mode,
        size=(view.width(390), view.height(HEIGHT)),
        chosen=view.filter.kinds if dimension == "kind" else view.filter.levels,
        month=month,
        is_placed=view.place is not None,
    )


def _panels(
    view: View, rows: pd.DataFrame, column: str, month: str | None
) -> tuple[go.Figure, str, int]:
    """The figure, its words, and how many panels have no room."""
    locale = view.locale
    counted = rows.assign(code=rows["target"], count=rows[column].fillna(0))
    sums = counted.groupby("code")["count"].sum()
    every = {code: subject_label(code, locale) for code in SUBJECTS if code in sums.index}
    grid = grid_of(len(every), place) if (place := room(view)) else Grid(2, None, len(every))
    panels = dict(list(every.items())[: grid.panels])
    totals = {code: int(sums[code]) for code in panels}
    stages = stages_in(view)
    figure = small_multiples(
        counted,
        panels,
        scale=scale_of(counted[counted["code"].notna()]),
        totals=totals,
        told=partial(_people_told if column == "participants" else activities_told, locale),
        voting_days=list(stages.loc[stages["stage"] == "pemungutan_suara", "from"]),
        locale=locale,
        mode=view.mode,
        columns=grid.columns,
        rows=grid.rows,
        panel=_PANEL,
        chosen=Chosen(view.filter.targets, month),
        room=place,
    )
    words = describe_panels(list(panels.values()), list(totals.values()), locale=locale)
    return figure, words, len(every) - len(panels)


def activities_told(locale: Locale, count: int) -> str:
    """A number of activities in words."""
    return locale.plural("{n} activity", "{n} activities", count)


def _people_told(locale: Locale, count: int) -> str:
    return locale.plural("{n} participant", "{n} participants", count)


def _finding(
    view: View, count: int, totals: pd.DataFrame, months: pd.DataFrame, people: bool
) -> str:
    locale, month = view.locale, view.filter.month
    if month is not None:
        first = month_days(month)[0]
        inside = months.loc[months["period_from"] == first, "activities"].sum()
        return locale.text(
            "{n} of {total} activities on record took place in {month}",
            n=locale.number(int(inside)),
            total=locale.number(count),
            month=locale.long_month(first),
        )
    if not people:
        return locale.plural(
            "{n} prevention activity is recorded", "{n} prevention activities are recorded", count
        )
    stated = totals["participants"].sum(min_count=1)
    if pd.isna(stated):
        return locale.text("No activity here states its participants")
    return locale.text(
        "{participants} participants are stated by {n} of {total} activities",
        participants=locale.number(int(stated)),
        n=locale.number(count - int(totals["activities_without_participants"].sum())),
        total=locale.number(count),
    )


def _controls(view: View) -> None:
    locale = view.locale
    months = _months(widened(view, view.filter.without("month")))
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key="series_controls"
    ):
        display_control(locale)
        pick(GRAIN, _WORDS[GRAIN.parameter], locale.text("Week or month"), locale)
        pick(MEASURE, _WORDS[MEASURE.parameter], locale.text("What is counted"), locale)
        pick(DIMENSION, _WORDS[DIMENSION.parameter], locale.text("Divided by"), locale)
        month_box(view, months)


def _without_week(count: int, locale: Locale) -> str:
    return locale.plural(
        "Without a known week, not drawn: {n} record.",
        "Without a known week, not drawn: {n} records.",
        count,
    )


def _partial(chosen: Filter, weekly: bool, locale: Locale) -> list[str]:
    def begins(day: dt.date) -> bool:
        return day.weekday() == 0 if weekly else day.day == 1

    starts_inside = chosen.since is not None and not begins(chosen.since)
    ends_inside = chosen.until is not None and not begins(chosen.until + dt.timedelta(days=1))
    if not (starts_inside or ends_inside):
        return []
    if weekly:
        return [locale.text("The first or the last week is only partly in the period.")]
    return [locale.text("The first or the last month is only partly in the period.")]


def _names_no_group(rows: pd.DataFrame, locale: Locale) -> list[str]:
    count = int(rows.loc[rows["target"].isna(), "activities"].sum())
    if not count:
        return []
    return [
        locale.plural(
            "{n} activity names no target group.", "{n} activities name no target group.", count
        )
    ]


def _table(view: View, rows: pd.DataFrame, dimension: str) -> pd.DataFrame:
    locale = view.locale
    labels = {"kind": kind_label, "level": level_label, "target": subject_label}
    words = [
        locale.text("Not stated") if pd.isna(code) else labels[dimension](code, locale)
        for code in rows[dimension]
    ]
    return renamed(
        rows.assign(words=words),
        {
            "period_from": locale.text("From"),
            "period_until": locale.text("Until"),
            "words": locale.text(_WORDS[DIMENSION.parameter][view.value(DIMENSION)]),
            "activities": locale.text("Activities"),
            "participants": locale.text("Participants"),
            "activities_without_participants": locale.text("Activities without participants"),
        },
    )
