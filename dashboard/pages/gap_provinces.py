"""The four fields by province: how many of its regencies lie in each."""

import pandas as pd
import streamlit as st

from dashboard.charts.two_by_two import QUADRANTS
from dashboard.locale import Locale
from dashboard.pages.frame import escape, listing, source_line
from dashboard.pages.gap_choices import short_label
from dashboard.pages.view import View

_HEIGHT = 760  # px


def gap_provinces(view: View, rows: pd.DataFrame, records: int) -> None:
    """The table, made only when the reader opens it.

    `rows`: those of `meetings`; `records` stand behind them.
    """
    locale = view.locale
    opened = st.expander(
        locale.text("The four fields by province"),
        icon=":material/table_view:",
        on_change="rerun",
        key="gap_provinces",
    )
    if opened.open:
        with opened:
            listing(province_fields(rows, locale), key="gap_province_list", height=_HEIGHT)
            sentence = view.filter.sentence(locale, ("violations",))
            order = locale.text("Ordered by region code, not by rank.")
            st.caption(escape(f"{sentence}\n\n{order} {source_line(view, records)}"))


def province_fields(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """One row per province in the order of the codes, a share of its regencies for each field."""
    found = []
    for _, mine in rows.groupby("province_code", sort=True):
        counts = mine["quadrant"].value_counts()
        found.append(
            {
                locale.text("Province"): mine["province_name"].iloc[0],
                **{
                    short_label(code, locale): locale.share(int(counts.get(code, 0)), len(mine))
                    for code in QUADRANTS
                },
            }
        )
    return pd.DataFrame(found)
