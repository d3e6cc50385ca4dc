"""The regencies of one field, each with what is on record about it in words."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.choosing import pick
from dashboard.pages.frame import (
    escape,
    exhibit_heading,
    filter_sentence,
    footer,
    listing,
    sorting_hint,
)
from dashboard.pages.gap_card import finding, told_rows
from dashboard.pages.gap_choices import (
    QUADRANT,
    QUADRANT_WORDS,
    chosen_quadrant,
    meetings,
    records_behind,
)
from dashboard.pages.gap_words import reason
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "gap_list"
_HEIGHT: Final = 560  # px


def gap_list_card(view: View) -> None:
    """The list of the chosen field, by region code."""
    locale, exhibit = view.locale, gap_list_exhibit(view)
    table = exhibit.table()
    figures = view.data.figures("key_figures", view.filter)
    with st.container(border=True, key=f"card_{KEY}"):
        pick(QUADRANT, QUADRANT_WORDS, locale.text("Which kabupaten/kota are listed"), locale)
        exhibit_heading(view, exhibit)
        if table.empty:
            st.info(locale.text("No kabupaten/kota of this view lies in this field."))
        else:
            listing(table, key="gap_rows", height=_HEIGHT, column_config=_widths(locale))
        st.markdown(escape(_without_regency(figures, locale)))
        order = sorting_hint(view)
        footer(view, exhibit.records, _notes(view, figures, _listed(view), order))


@remembered
def gap_list_exhibit(view: View) -> Exhibit:
    """The regencies of the chosen field with what is on record about each, as a table."""
    locale, rows = view.locale, meetings(view)
    figures = view.data.figures("key_figures", view.filter)
    listed = _listed(view)
    order = locale.text("Ordered by region code, not by rank.")
    return Exhibit(
        key=KEY,
        title=_title(rows, chosen_quadrant(view), view),
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: _readable(listed, locale),
        brief=lambda: _brief(listed, locale),
        records=records_behind(view),
        notes=(_without_regency(figures, locale), *_notes(view, figures, listed, order)),
    )


def _listed(view: View) -> pd.DataFrame:
    rows = meetings(view)
    return rows[rows["quadrant"] == chosen_quadrant(view)]


def _title(rows: pd.DataFrame, code: str, view: View) -> str:
    if len(rows) == 1:
        return finding(rows, code, view)
    return view.locale.text("The list: {finding}", finding=finding(rows, code, view))


def _readable(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    columns = {
        locale.text("Kabupaten/kota"): list(rows["regency_name"]),
        locale.text("Cases"): list(rows["violations"]),
        locale.text("What is on record"): [reason(row, locale) for row in told_rows(rows)],
        locale.text("Province"): list(rows["province_name"]),
    }
    if rows["risk_rank"].notna().any():
        columns[locale.text("Place in the index")] = rows["risk_rank"].array
    columns[locale.text("Code")] = list(rows["regency_code"])
    return pd.DataFrame(columns)


def _brief(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """What a sheet has room for, the sentences last: they give way where it is narrow."""
    names = [locale.text("Kabupaten/kota"), locale.text("Province"), locale.text("Cases")]
    return _readable(rows, locale)[[*names, locale.text("What is on record")]]


def _widths(locale: Locale) -> dict[str, Any]:
    return {
        locale.text("Kabupaten/kota"): st.column_config.TextColumn(width=210),
        locale.text("Cases"): st.column_config.NumberColumn(width=60),
        locale.text("What is on record"): st.column_config.TextColumn(width=640),
        locale.text("Province"): st.column_config.TextColumn(width=165),
        locale.text("Place in the index"): st.column_config.NumberColumn(width=100),
        locale.text("Code"): st.column_config.TextColumn(width=60),
    }


def _without_regency(figures: "pd.Series[Any]", locale: Locale) -> str:
    return locale.plural(
        "Without kabupaten/kota, not listed: {n} case.",
        "Without kabupaten/kota, not listed: {n} cases.",
        int(figures["violations_without_regency"]),
    )


def _notes(view: View, figures: "pd.Series[Any]", listed: pd.DataFrame, order: str) -> list[str]:
    locale, notes = view.locale, []
    uncertain = int(figures["violations_maybe_outside"])
    if uncertain:
        notes.append(
            locale.plural(
                "In the whole view {n} case whose day may lie outside the period is counted.",
                "In the whole view {n} cases whose day may lie outside the period are counted.",
                uncertain,
            )
        )
    notes.append(order)
    published = listed["risk_as_of"].dropna()
    if len(published):
        notes.append(
            locale.text(
                "The place in the risk index is as published on {day}; it belongs to no election.",
                day=locale.date(published.max()),
            )
        )
    return notes
