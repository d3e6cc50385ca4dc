"""Suspected violations, or the people they concern, by month: the main series of the page."""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts.describe_cases import describe_case_months
from dashboard.charts.stacked import Stack, stacked_periods
from dashboard.filters import month_days
from dashboard.locale import Locale, mark
from dashboard.pages.activity_series_card import widened
from dashboard.pages.case_dimensions import (
    BY_CATEGORY,
    BY_CHANNEL,
    BY_ORIGIN,
    BY_STAGE,
    BY_SUBJECT,
    UNKNOWN,
    CaseDimension,
)
from dashboard.pages.choosing import pick
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.month_box import month_box
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.remembering import remembered
from dashboard.pages.trend_cards import partial_months, stages_in, without_month
from dashboard.pages.view import View, one_of
from dashboard.press.exhibit import Exhibit

_DIMENSIONS: Final[Mapping[str, CaseDimension]] = {
    "kategori": BY_CATEGORY,
    "subjek": BY_SUBJECT,
    "saluran": BY_CHANNEL,
    "asal": BY_ORIGIN,
    "tahap": BY_STAGE,
}
DIVIDED: Final = one_of("kasus_menurut", _DIMENSIONS)
COUNTED: Final = one_of("hitung", ("kasus", "orang"))
SERIES: Final = "case_series"
_HEIGHT: Final = 640  # px
_DIVIDED_WORDS: Final[Mapping[str, str]] = {
    "kategori": mark("Category"),
    "subjek": mark("Whose neutrality"),
    "saluran": mark("Channel"),
    "asal": mark("Origin"),
    "tahap": mark("Stage"),
}
_COUNTED_WORDS: Final[Mapping[str, str]] = {"kasus": mark("Cases"), "orang": mark("People")}


def case_series_card(view: View) -> None:
    """The series with its controls; a click on it points at a month."""
    card(
        view,
        case_series_exhibit(view),
        on_select=lambda: narrow_by_click(SERIES, "month"),
        above=lambda: _controls(view),
        hints=[view.locale.text("A click on a month narrows the other numbers to it.")],
    )


@remembered
def case_series_exhibit(view: View) -> Exhibit:
    """Cases or people by month, stacked by what is chosen."""
    locale, dimension = view.locale, _DIMENSIONS[view.value(DIVIDED)]
    whole = widened(view, view.filter.without("month"))
    people = view.value(COUNTED) == "orang"
    column = "people" if people else "violations"
    rows = view.data.ask("violations_by_period", whole.filter, dimension=dimension.code).rename(
        columns={"value": dimension.code}
    )
    totals = _months(view)
    count = int(totals["violations"].sum())
    undated = int(totals.loc[totals["period_from"].isna(), "violations"].sum())
    units = {True: mark("people per month, where stated"), False: mark("cases per month")}
    stack = Stack(
        dimension.code,
        column,
        dimension.values,
        dimension.label,
        units[people],
        dimension.values[UNKNOWN],
        UNKNOWN,
    )
    return Exhibit(
        key=SERIES,
        title=_finding(view, count, totals, people),
        sentence=filter_sentence(whole, ("violations",)),
        figure=stacked_periods(
            rows,
            stack,
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            size=(view.width(390), view.height(_HEIGHT)),
            chosen=getattr(view.filter, dimension.field) if dimension.field else (),
            month=view.filter.month,
            is_placed=view.place is not None,
        ),
        alt=describe_case_months(totals, column=column, locale=locale),
        table=lambda: _table(rows, dimension, view),
        records=count,
        notes=(
            *without_month(undated, locale),
            *partial_months(whole),
            *(_silent(totals, view) if people else []),
            locale.text("By the day the source made the case public, not the day it was filed."),
        ),
        until=whole.until,
    )


def _months(view: View) -> pd.DataFrame:
    """All cases by month, also where one month is pointed at."""
    return view.data.ask("violations_by_period", view.filter.without("month"), dimension="all")


def _silent(totals: pd.DataFrame, view: View) -> list[str]:
    silent = int(totals["violations_without_people"].sum())
    return [
        view.locale.plural(
            "{n} case states no number of people and is not in the sums.",
            "{n} cases state no number of people and are not in the sums.",
            silent,
        )
    ]


def _finding(view: View, count: int, totals: pd.DataFrame, people: bool) -> str:
    locale, month = view.locale, view.filter.month
    if not count:
        return locale.text("No suspected violation is recorded for this filter")
    first = None if month is None else month_days(month)[0]
    inside = totals if first is None else totals[totals["period_from"] == first]
    if people:
        words = _people(inside, locale)
        if first is None:
            return words
        return locale.text("{month}: {words}", month=locale.long_month(first), words=words)
    if first is not None:
        return locale.text(
            "{n} of {total} suspected violations on record became public in {month}",
            n=locale.number(int(inside["violations"].sum())),
            total=locale.number(count),
            month=locale.long_month(first),
        )
    return locale.plural(
        "{n} suspected violation became public", "{n} suspected violations became public", count
    )


def _people(rows: pd.DataFrame, locale: Locale) -> str:
    """How many people the cases of these months concern, and how many of the cases say so."""
    count, stated = int(rows["violations"].sum()), rows["people"].sum(min_count=1)
    if pd.isna(stated):
        return locale.text("No suspected violation here states how many people it concerns")
    return locale.text(
        "{people} people in {n} of {total} suspected violations, those that state a number",
        people=locale.number(int(stated)),
        n=locale.number(count - int(rows["violations_without_people"].sum())),
        total=locale.number(count),
    )


def _controls(view: View) -> None:
    locale = view.locale
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key="case_series_controls"
    ):
        pick(COUNTED, _COUNTED_WORDS, locale.text("What is counted"), locale)
        pick(DIVIDED, _DIVIDED_WORDS, locale.text("Divided by"), locale)
        month_box(view, _months(view))


def _table(rows: pd.DataFrame, dimension: CaseDimension, view: View) -> pd.DataFrame:
    locale = view.locale
    words = [dimension.label(code, locale) for code in rows[dimension.code]]
    return renamed(
        rows.assign(words=words),
        {
            "period_from": locale.text("From"),
            "period_until": locale.text("Until"),
            "words": locale.text(dimension.title),
            "violations": locale.text("Cases"),
            "people": locale.text("People, where stated"),
            "violations_without_people": locale.text("Cases that state no people"),
        },
    )
