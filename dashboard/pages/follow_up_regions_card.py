"""Where forwarded cases are answered, in the order of region codes: a table."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.pages.follow_up_words import answer_columns
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer, listing, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_note, masked_rows, telling

REGIONS: Final = "follow_up_regions"
_HEIGHT = 600  # px


def regions_card(view: View) -> None:
    """Provinces, or kabupaten/kota where a place is chosen; nothing where no case is on record."""
    exhibit = follow_up_regions_exhibit(view)
    table = exhibit.table()
    if table.empty:
        return
    with st.container(border=True, key=f"card_{REGIONS}"):
        exhibit_heading(view, exhibit)
        listing(table, key="follow_up_regions_list", height=_HEIGHT)
        footer(view, exhibit.records, exhibit.notes)


@remembered
def follow_up_regions_exhibit(view: View) -> Exhibit:
    """The forwarded cases by province, or by kabupaten/kota where a place is chosen: a table."""
    locale = view.locale
    forwarded = int(view.data.figures("follow_up_figures", view.filter)["forwarded"])
    rows = view.data.ask_masked("follow_up_by_region", view.filter)
    inside = bool(view.filter.provinces or view.filter.regencies)
    without = int(rows.loc[rows["regency_code"].isna(), "forwarded"].sum()) if inside else 0
    names = [
        locale.text("{province}, no kabupaten/kota named", province=name)
        if inside and pd.isna(code)
        else name
        for name, code in zip(rows["region_name"], rows["regency_code"], strict=True)
    ]
    head = locale.text("Kabupaten/kota") if inside else locale.text("Province")
    table = renamed(rows.assign(label=names), telling(rows, answer_columns("label", head, locale)))
    if not forwarded:
        title = locale.text("No forwarded case is on record for this filter")
    elif masked_rows(rows, "forwarded"):
        title = locale.text("Forwarded cases by province, small numbers masked")
    elif inside:
        named = int(rows["regency_code"].notna().sum())
        title = locale.plural(
            "Forwarded cases are on record in {n} kabupaten/kota",
            "Forwarded cases are on record in {n} kabupaten/kota",
            named,
        )
    else:
        title = locale.plural(
            "Forwarded cases are on record in {n} province",
            "Forwarded cases are on record in {n} provinces",
            len(rows),
        )
    notes = [locale.text("In the order of region codes, not by rank.")]
    if without:
        notes.append(
            locale.plural(
                "{n} case names no kabupaten/kota and stands in a row of its own.",
                "{n} cases name no kabupaten/kota and stand in rows of their own.",
                without,
            )
        )
    masked = sum(masked_rows(rows, count) for count in ("forwarded", "answered", "waiting"))
    if masked:
        notes.append(masked_note(masked, locale))
    return Exhibit(
        key=REGIONS,
        title=title,
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: table,
        records=forwarded,
        notes=tuple(notes),
    )
