"""The cases whose deadline is running, was missed or is past without an end, and those that kept
theirs: a list in parts."""

import datetime as dt
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts.deadline_words import limit_words, step_label
from dashboard.locale import Locale, mark
from dashboard.pages.choosing import pick
from dashboard.pages.deadline_choices import LISTED, PART
from dashboard.pages.deadline_totals import Totals, totals_of
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer
from dashboard.pages.markup import inner_link, listed_table, muted, show, words
from dashboard.pages.parts import MOST_IN_FILE, Parts, rest_left_out
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.record_card import case_address
from dashboard.pages.record_words import Record, part_of_country, place, said
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.public import undecided_notes

_PARTS: Final = Parts(PART, 25, "deadline_parts")
_STATES: Final = {
    "terbuka": ("running", "missed", "no_end_recorded"),
    "ditepati": ("kept",),
}
_WORDS: Final = {
    "terbuka": mark("Running, missed or past"),
    "ditepati": mark("Kept"),
}


def list_card(view: View) -> None:
    """The list with the choice of what it shows."""
    locale, exhibit = view.locale, deadline_list_exhibit(view)
    count = exhibit.records
    _PARTS.begin_anew_with((view.filter, view.value(LISTED)))
    _PARTS.end_at(count)
    with st.container(border=True, key="card_deadline_list"):
        exhibit_heading(view, exhibit)
        pick(LISTED, _WORDS, locale.text("Which deadlines"), locale)
        if count:
            _list(view, plain_rows(_rows(view, _PARTS.first_row, _PARTS.rows)))
            _PARTS.controls(count, locale)
        else:
            st.info(_nothing(view))
        footer(view, count, exhibit.notes)


@remembered
def deadline_list_exhibit(view: View) -> Exhibit:
    """The cases whose deadline is running or was not kept, or was kept, as chosen: a table."""
    totals = totals_of(view)
    count = sum(totals.counts[state] for state in _STATES[view.value(LISTED)])
    return Exhibit(
        key="deadline_list",
        title=_finding(view, totals),
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: _file(view),
        brief=lambda: _brief(view),
        records=count,
        notes=(*_notes(view, count), *undecided_notes(view.data, view.filter, view.locale)),
    )


def _rows(view: View, first: int, count: int) -> pd.DataFrame:
    return view.data.ask(
        "deadline_records",
        view.filter,
        states=list(_STATES[view.value(LISTED)]),
        first_row=first,
        row_count=count,
    )


def _finding(view: View, totals: Totals) -> str:
    locale, counts = view.locale, totals.counts
    if not totals.steps:
        return locale.text("No step with a deadline is on record for this filter")
    if view.value(LISTED) == "ditepati":
        return locale.plural("{n} deadline was kept", "{n} deadlines were kept", counts["kept"])
    parts = [
        locale.plural("{n} deadline is running", "{n} deadlines are running", counts["running"]),
        locale.plural("{n} was missed", "{n} were missed", counts["missed"]),
        locale.plural(
            "{n} is past without an end on record",
            "{n} are past without an end on record",
            counts["no_end_recorded"],
        ),
    ]
    return ", ".join(parts)


def _nothing(view: View) -> str:
    locale = view.locale
    if view.value(LISTED) == "ditepati":
        return locale.text("Of no step is it on record that its deadline was kept.")
    return locale.text("No deadline is running, was missed or is past, as far as is on record.")


def _list(view: View, rows: list[dict[str, Any]]) -> None:
    locale = view.locale
    heads = [
        locale.text("Deadline ends on"),
        locale.text("How it stands"),
        locale.text("Step"),
        locale.text("Case"),
        locale.text("Place"),
        locale.text("Began on"),
    ]
    show(listed_table("listed-tenggat", heads, [_cells(view, row) for row in rows]))


def _cells(view: View, row: Record) -> list[str]:
    locale = view.locale
    # One election alone stands in the sentence above.
    election = "" if len(view.filter.elections) == 1 else said(row, "election", locale)
    limit = limit_words(row["days"], row["days_with_extension"], row["day_type"], locale)
    return [
        words(locale.short_date(row["last_day"])) + muted(_other_last_day(row, locale)),
        words(_standing(row, locale)) + muted(_ended(row, locale)),
        words(step_label(row["step"], locale)) + muted(limit),
        inner_link(row["violation_id"], case_address(view, row["violation_id"])) + muted(election),
        words(place(row, locale)) + muted(part_of_country(row, locale)),
        words(locale.short_date(row["started_on"])),
    ]


def _other_last_day(row: Record, locale: Locale) -> str:
    """The later last day: of the extension, or of the other way to count."""
    extended: dt.date | None = row["last_day_extended"]
    working: dt.date | None = row["last_day_working"]
    if extended is not None:
        return locale.text("with an extension {day}", day=locale.short_date(extended))
    if working is not None and working != row["last_day"]:
        return locale.text("in working days {day}", day=locale.short_date(working))
    return ""


def _standing(row: Record, locale: Locale) -> str:
    """The state with the days to go or over, in calendar days."""
    match row["state"]:
        case "running" if row["days_left"] == 0:
            return locale.text("Running, today is the last day")
        case "running":
            left = int(row["days_left"])
            return locale.plural("Running, {n} day left", "Running, {n} days left", left)
        case "missed":
            over = int(row["days_over"])
            return locale.plural("Missed by {n} day", "Missed by {n} days", over)
        case "no_end_recorded":
            over = int(row["days_over"])
            return locale.plural(
                "Past since {n} day, no end on record",
                "Past since {n} days, no end on record",
                over,
            )
        case _:
            return locale.text("Kept")


def _ended(row: Record, locale: Locale) -> str:
    parts = []
    if row["by_extension"]:
        parts.append(locale.text("only with an extension"))
    if row["ended_on"] is not None:
        parts.append(locale.text("ended on {day}", day=locale.short_date(row["ended_on"])))
    return ", ".join(parts)


def _notes(view: View, count: int) -> list[str]:
    locale = view.locale
    notes = []
    if view.value(LISTED) == "terbuka" and count:
        notes.append(
            locale.text(
                "Running deadlines stand first, the nearest last day at the top; then the missed "
                "ones and those past without an end on record, the oldest first. Days left and "
                "over are calendar days."
            )
        )
    return [*notes, *rest_left_out(count, locale)]


def _brief(view: View) -> pd.DataFrame:
    """The columns of the page's list."""
    locale = view.locale
    heads = {
        "last_day": locale.text("Deadline ends on"),
        "standing": locale.text("How it stands"),
        "step": locale.text("Step"),
        "violation_id": locale.text("Case"),
        "place": locale.text("Place"),
        "started_on": locale.text("Began on"),
    }
    rows = [
        row
        | {
            "standing": _standing(row, locale),
            "step": step_label(row["step"], locale),
            "place": place(row, locale),
        }
        for row in plain_rows(_rows(view, 0, MOST_IN_FILE))
    ]
    return pd.DataFrame(rows, columns=list(heads)).rename(columns=heads)


def _file(view: View) -> pd.DataFrame:
    locale = view.locale
    heads = {
        "violation_id": locale.text("Case"),
        "province_code": locale.text("Province"),
        "regency_code": locale.text("Kabupaten/kota"),
        "election": locale.text("Election"),
        "step": locale.text("Step"),
        "limit": locale.text("Time limit"),
        "started_on": locale.text("Began on"),
        "last_day": locale.text("Deadline ends on"),
        "last_day_extended": locale.text("Last day with an extension"),
        "last_day_working": locale.text("Last day in working days"),
        "ended_on": locale.text("Ended on"),
        "standing": locale.text("How it stands"),
    }
    rows = [
        row
        | {
            "limit": limit_words(row["days"], row["days_with_extension"], row["day_type"], locale),
            "standing": ", ".join(
                part
                for part in (
                    _standing(row, locale),
                    locale.text("only with an extension") if row["by_extension"] else "",
                )
                if part
            ),
            "step": step_label(row["step"], locale),
            **{
                name: said(row, name, locale)
                for name in ("province_code", "regency_code", "election")
            },
        }
        for row in plain_rows(_rows(view, 0, MOST_IN_FILE))
    ]
    return pd.DataFrame(rows, columns=list(heads)).rename(columns=heads)
