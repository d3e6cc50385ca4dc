"""The kabupaten/kota with suspected violations on record, but neither a Pokja nor a signing."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts.theme import coverage_label
from dashboard.locale import Locale
from dashboard.pages.coverage_card import MAP_HEIGHT
from dashboard.pages.frame import (
    escape,
    exhibit_heading,
    filter_sentence,
    listing,
    renamed,
    source_line,
)
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "gaps"


@remembered
def gaps_exhibit(view: View) -> Exhibit:
    """The list, by region code."""
    locale = view.locale
    rows = view.data.ask("violations_without_prevention", view.filter)
    figures = view.data.figures("key_figures", view.filter)
    behind = view.data.figures("records_behind", view.filter)
    everything = {**_columns(locale), "province_name": locale.text("Province")}
    outside = int(figures["violations_maybe_outside"])
    return Exhibit(
        key=KEY,
        title=locale.plural(
            "{n} kabupaten/kota with suspected violations, but neither Pokja nor signing recorded",
            "{n} kabupaten/kota with suspected violations, but neither Pokja nor signing recorded",
            len(rows),
        ),
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: renamed(_readable(rows, locale), everything),
        records=int(behind["state_records"]) + int(figures["violations"]),
        notes=(
            locale.plural(
                "Without kabupaten/kota, not listed: {n} case.",
                "Without kabupaten/kota, not listed: {n} cases.",
                int(figures["violations_without_regency"]),
            ),
            *([_maybe_outside(outside, locale)] if outside else []),
            locale.text("Ordered by region code, not by rank."),
        ),
    )


def gaps_card(view: View) -> None:
    """The list as high as the map beside it."""
    locale = view.locale
    exhibit = gaps_exhibit(view)
    table = exhibit.table()
    columns = _columns(locale)
    with st.container(border=True, key=f"card_{KEY}", height="stretch"):
        exhibit_heading(view, exhibit)
        if table.empty:
            st.info(
                locale.text(
                    "None: no kabupaten/kota here has a suspected violation on record without a "
                    "Pokja or a signing."
                )
            )
        else:
            listing(
                table[list(columns.values())],
                key="gap_list",
                height=MAP_HEIGHT,
                column_config={columns["violations"]: st.column_config.NumberColumn(width=60)},
            )
        st.caption(escape(" ".join([*exhibit.notes, source_line(view, exhibit.records)])))


def _columns(locale: Locale) -> dict[str, str]:
    """What the card has room for."""
    return {
        "regency_name": locale.text("Kabupaten/kota"),
        "violations": locale.text("Cases"),
        "status": locale.text("Status"),
    }


def _readable(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return rows.assign(status=[coverage_label(status, locale) for status in rows["status"]])


def _maybe_outside(count: int, locale: Locale) -> str:
    return locale.plural(
        "In the whole view {n} case whose day may lie outside the period is counted.",
        "In the whole view {n} cases whose day may lie outside the period are counted.",
        count,
    )
