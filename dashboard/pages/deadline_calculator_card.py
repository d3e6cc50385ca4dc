"""All deadlines of the law: what each is founded on, and its last day from a day one chooses."""

import datetime as dt
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts.deadline_words import (
    basis_label,
    confidence_label,
    limit_words,
    regime_label,
    step_label,
)
from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.deadline_choices import FIRST_DAY, LAST_DAY, START
from dashboard.pages.frame import escape, heading
from dashboard.pages.markup import listed_table, muted, show, words
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.view import View
from dashboard.settings import settings

_EVERY: Final = "both"
_LAST_DAYS: Final = ("last_day", "last_day_extended", "last_day_calendar", "last_day_working")


def calculator_card(view: View) -> None:
    """The table of deadlines with the last days from the chosen day on; no record is behind it."""
    locale = view.locale
    start = _start(view)
    rows = [
        row
        for row in plain_rows(view.data.ask("deadline_days", Filter(since=start)))
        if row["regime"] in _regimes(view.filter)
    ]
    certain = sum(row["confidence"] == "L" for row in rows)
    with st.container(border=True, key="card_deadline_days"):
        heading(
            view,
            key="deadline_days",
            title=locale.text(
                "If the clock starts on {day}: the last day of each deadline",
                day=locale.date(start),
            ),
            subtitle=locale.text(
                "{share} of these deadlines were read in the text of the law; the others are what "
                "officials say or practice shows",
                share=locale.share(certain, len(rows)),
            ),
            table=lambda: _file(rows, locale),
        )
        _field(start, locale)
        _list(rows, locale)
        st.caption(escape(" ".join(_notes(view, rows, start))))


def _start(view: View) -> dt.date:
    """The chosen day; else the day as of which the page stands, within the calendar."""
    if chosen := view.value(START):
        return dt.date.fromisoformat(chosen)
    today = view.filter.within_month().until or view.data.version.published_on
    return min(max(today, FIRST_DAY), LAST_DAY)


def _regimes(chosen: Filter) -> set[str]:
    """The laws of the chosen elections; all where none is chosen."""
    found = {elections()[election].regime for election in chosen.elections}
    return {*(found or {row.regime for row in elections().values()}), _EVERY}


def _field(start: dt.date, locale: Locale) -> None:
    # Named by the day, so that the field starts anew whenever it was changed elsewhere.
    key = f"deadline_start_{locale.language}_{start.isoformat()}"
    with st.container(width=260, key="deadline_start"):
        st.date_input(
            locale.text("The clock starts on"),
            value=start,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="DD/MM/YYYY",
            key=key,
            on_change=_use,
            args=(key,),
        )


def _use(key: str) -> None:
    chosen = st.session_state[key]
    if chosen is not None:
        START.choose(chosen.isoformat())


def _list(rows: list[dict[str, Any]], locale: Locale) -> None:
    heads = [
        locale.text("Step"),
        locale.text("Time limit"),
        locale.text("Deadline ends on"),
        locale.text("Basis"),
        locale.text("How certain"),
    ]
    show(listed_table("listed-batas", heads, [_cells(row, locale) for row in rows]))


def _cells(row: dict[str, Any], locale: Locale) -> list[str]:
    return [
        words(step_label(row["step"], locale)) + muted(regime_label(row["regime"], locale)),
        words(limit_words(row["days"], row["days_with_extension"], row["day_type"], locale)),
        _last_day(row, locale),
        words(basis_label(row["basis"], locale)),
        words(confidence_label(row["confidence"], locale)),
    ]


def _last_day(row: dict[str, Any], locale: Locale) -> str:
    def day(name: str) -> str:
        found: dt.date | None = row[name]
        return locale.text("not known") if found is None else locale.short_date(found)

    if row["day_type"] == "unspecified":
        calendar, working = day("last_day_calendar"), day("last_day_working")
        if calendar == working:
            return words(calendar) + muted(locale.text("by either way to count"))
        return words(calendar) + muted(locale.text("in working days {day}", day=working))
    extended = ""
    if row["days_with_extension"] is not None:
        extended = locale.text("with an extension {day}", day=day("last_day_extended"))
    return words(day("last_day")) + muted(extended)


def _notes(view: View, rows: list[dict[str, Any]], start: dt.date) -> list[str]:
    locale = view.locale
    ends = [row[name] for row in rows for name in _LAST_DAYS if row[name] is not None]
    notes = []
    if ends:
        holidays = view.data.ask("holidays_between", Filter(since=start, until=max(ends)))
        free = holidays[holidays["is_free"]]
        named = [
            f"{locale.short_date(day)} ({name})"
            for day, name in zip(free["day"], free["name"], strict=True)
        ]
        if named:
            notes.append(
                locale.text(
                    "No working days from {first} to {last}, beside weekends: {days}.",
                    first=locale.short_date(start),
                    last=locale.short_date(max(ends)),
                    days="; ".join(named),
                )
            )
        else:
            notes.append(
                locale.text(
                    "From {first} to {last} there is no holiday on a weekday.",
                    first=locale.short_date(start),
                    last=locale.short_date(max(ends)),
                )
            )
    if settings().joint_leave_free:
        notes.append(
            locale.text(
                "Working days: Monday to Friday without public holidays and joint leave. Calendar "
                "days: every day. Kind of day not stated: the law only says “days”, so both are "
                "shown."
            )
        )
    else:
        notes.append(
            locale.text(
                "Working days: Monday to Friday without public holidays; joint leave counts. "
                "Calendar days: every day. Kind of day not stated: the law only says “days”, so "
                "both are shown."
            )
        )
    notes.append(
        locale.text(
            "Holidays are known from {first} to {last}; those of a region are not in them.",
            first=str(FIRST_DAY.year),
            last=str(LAST_DAY.year),
        )
    )
    return notes


def _file(rows: list[dict[str, Any]], locale: Locale) -> pd.DataFrame:
    heads = {
        "step": locale.text("Step"),
        "regime": locale.text("Election"),
        "limit": locale.text("Time limit"),
        "last_day": locale.text("Deadline ends on"),
        "last_day_extended": locale.text("Last day with an extension"),
        "last_day_calendar": locale.text("Last day in calendar days"),
        "last_day_working": locale.text("Last day in working days"),
        "basis": locale.text("Basis"),
        "confidence": locale.text("How certain"),
    }
    table = [
        row
        | {
            "step": step_label(row["step"], locale),
            "regime": regime_label(row["regime"], locale),
            "limit": limit_words(row["days"], row["days_with_extension"], row["day_type"], locale),
            "basis": basis_label(row["basis"], locale),
            "confidence": confidence_label(row["confidence"], locale),
        }
        for row in rows
    ]
    return pd.DataFrame(table, columns=list(heads)).rename(columns=heads)
