"""The forwarded cases without an answer on record themselves, the oldest first, in parts."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer
from dashboard.pages.markup import inner_link, listed_table, muted, show, words
from dashboard.pages.parts import MOST_IN_FILE, Parts, part_choice, rest_left_out
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.record_card import case_address
from dashboard.pages.record_words import Record, part_of_country, place, said
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.settings import settings

WAITING_LIST: Final = "waiting_list"
PART: Final = part_choice("hal_menunggu")
_PARTS: Final = Parts(PART, 25, "waiting_parts")


def list_card(view: View) -> None:
    """The list, a part at a time."""
    locale, exhibit = view.locale, waiting_list_exhibit(view)
    waiting = exhibit.records
    _PARTS.begin_anew_with(view.filter)
    _PARTS.end_at(waiting)
    with st.container(border=True, key=f"card_{WAITING_LIST}"):
        exhibit_heading(view, exhibit)
        if waiting:
            rows = plain_rows(_rows(view, _PARTS.first_row, _PARTS.rows))
            _list(view, rows)
            _PARTS.controls(waiting, locale)
        footer(view, waiting, exhibit.notes)


@remembered
def waiting_list_exhibit(view: View) -> Exhibit:
    """The cases themselves, the oldest forwarding first, as a table of all of them."""
    locale = view.locale
    figures = view.data.figures("follow_up_figures", view.filter)
    waiting = int(figures["waiting"])
    return Exhibit(
        key=WAITING_LIST,
        title=_finding(waiting, locale),
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: _file(view),
        brief=lambda: _brief(view),
        records=waiting,
        notes=tuple(_notes(figures, locale)),
    )


def _rows(view: View, first: int, count: int) -> pd.DataFrame:
    return view.data.ask("follow_up_waiting", view.filter, first_row=first, row_count=count)


def _finding(waiting: int, locale: Locale) -> str:
    if not waiting:
        return locale.text("No case without an answer on record")
    return locale.plural(
        "{n} case without an answer on record",
        "{n} cases without an answer on record, the oldest forwarding first",
        waiting,
    )


def _list(view: View, rows: list[dict[str, Any]]) -> None:
    locale = view.locale
    heads = [
        locale.text("Forwarded on"),
        locale.text("Days waiting"),
        locale.text("Case"),
        locale.text("Place"),
        locale.text("Forwarded to"),
        locale.text("Made public"),
    ]
    show(
        listed_table(
            "listed-menunggu",
            heads,
            [_cells(view, row) for row in rows],
            numbers=[locale.text("Days waiting")],
        )
    )


def _cells(view: View, row: Record) -> list[str]:
    locale = view.locale
    forwarded: dt.date | None = row["forwarded_on"]
    unknown = locale.text("not on record")
    # One election alone stands in the sentence above.
    election = "" if len(view.filter.elections) == 1 else said(row, "election", locale)
    limit = ""
    if row["limit_on"] is not None:
        last = locale.short_date(row["limit_on"])
        limit = locale.text("limit {day}", day=last)
    return [
        words(unknown if forwarded is None else locale.short_date(forwarded)) + muted(limit),
        "–" if forwarded is None else words(locale.number(row["days_waiting"])),
        inner_link(row["violation_id"], case_address(view, row["violation_id"]))
        + muted(", ".join(said(row, field, locale) for field in ("category", "subject"))),
        words(place(row, locale)) + muted(part_of_country(row, locale)),
        words(
            locale.text("Recipient not on record")
            if row["forwarded_to"] == "unknown"
            else said(row, "forwarded_to", locale)
        ),
        words(locale.span(row["reported_from"], row["reported_to"])) + muted(election),
    ]


def _notes(figures: "pd.Series[Any]", locale: Locale) -> list[str]:
    notes = [
        locale.text(
            "Limit: the last of {n} calendar days in which the appointing officer is expected to "
            "follow up.",
            n=locale.number(settings().follow_up_days),
        )
    ]
    if int(figures["waiting_undated"]):
        notes.append(
            locale.text(
                "Cases whose day of forwarding is not on record stand last, by the day they were "
                "made public; their days cannot be counted."
            )
        )
    return [*notes, *rest_left_out(int(figures["waiting"]), locale)]


def _file(view: View) -> pd.DataFrame:
    locale = view.locale
    rows = plain_rows(_rows(view, 0, MOST_IN_FILE))
    columns: dict[str, Callable[[Record], object]] = {
        locale.text("Case"): lambda row: row["violation_id"],
        locale.text("Forwarded on"): lambda row: row["forwarded_on"],
        locale.text("Days waiting"): lambda row: row["days_waiting"],
        locale.text("Forwarded to"): lambda row: said(row, "forwarded_to", locale),
        locale.text("Province"): lambda row: said(row, "province_code", locale),
        locale.text("Kabupaten/kota"): lambda row: said(row, "regency_code", locale),
        locale.text("Category"): lambda row: said(row, "category", locale),
        locale.text("Whose neutrality"): lambda row: said(row, "subject", locale),
        locale.text("Made public"): lambda row: locale.span(
            row["reported_from"], row["reported_to"]
        ),
        locale.text("Election"): lambda row: said(row, "election", locale),
        locale.text("Last day of the limit"): lambda row: row["limit_on"],
    }
    return pd.DataFrame({name: [cell(row) for row in rows] for name, cell in columns.items()})


def _brief(view: View) -> pd.DataFrame:
    """What a sheet has room for, the most telling first."""
    locale = view.locale
    columns = [
        locale.text("Case"),
        locale.text("Kabupaten/kota"),
        locale.text("Forwarded to"),
        locale.text("Days waiting"),
        locale.text("Province"),
    ]
    return _file(view)[columns]
