"""Where forwarded cases are answered, in the order of region codes: a table."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.pages.follow_up_words import answer_columns
from dashboard.pages.frame import footer, heading, listing, renamed
from dashboard.pages.view import View

_HEIGHT = 600  # px


def regions_card(view: View, figures: "pd.Series[Any]") -> None:
    """Provinces, or kabupaten/kota where a place is chosen; `figures` of `follow_up_figures`."""
    locale, forwarded = view.locale, int(figures["forwarded"])
    rows = view.data.ask("follow_up_by_region", view.filter)
    if rows.empty:
        return
    inside = bool(view.filter.provinces or view.filter.regencies)
    without = int(rows.loc[rows["regency_code"].isna(), "forwarded"].sum()) if inside else 0
    names = [
        locale.text("{province}, no kabupaten/kota named", province=name)
        if inside and pd.isna(code)
        else name
        for name, code in zip(rows["region_name"], rows["regency_code"], strict=True)
    ]
    head = locale.text("Kabupaten/kota") if inside else locale.text("Province")
    table = renamed(rows.assign(label=names), answer_columns("label", head, locale))
    if inside:
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
    with st.container(border=True, key="card_follow_up_regions"):
        heading(
            view,
            key="follow_up_regions",
            title=title,
            table=lambda: table,
            about=("violations",),
        )
        listing(table, key="follow_up_regions_list", height=_HEIGHT)
        footer(view, forwarded, notes)
