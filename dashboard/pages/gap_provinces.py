"""The four fields by province: how many of its regencies lie in each."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts.two_by_two import GAP, QUADRANTS
from dashboard.locale import Locale
from dashboard.pages.frame import escape, filter_sentence, listing, menu, source_line
from dashboard.pages.gap_card import finding
from dashboard.pages.gap_choices import meetings, records_behind, short_label
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "gap_provinces"
_HEIGHT = 760  # px


def gap_provinces(view: View) -> None:
    """The table, made only when the reader opens it."""
    locale = view.locale
    opened = st.expander(
        locale.text("The four fields by province"),
        icon=":material/table_view:",
        on_change="rerun",
        key=KEY,
    )
    if opened.open:
        exhibit = gap_provinces_exhibit(view)
        with opened:
            menu(view, KEY, exhibit.table, files=True)
            listing(exhibit.table(), key="gap_province_list", height=_HEIGHT)
            words = [*exhibit.notes, source_line(view, exhibit.records)]
            st.caption(escape(f"{exhibit.sentence}\n\n{' '.join(words)}"))


@remembered
def gap_provinces_exhibit(view: View) -> Exhibit:
    """How many regencies of each province lie in each of the four fields, as a table."""
    locale, rows = view.locale, meetings(view)
    return Exhibit(
        key=KEY,
        title=finding(rows, GAP, view),
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: province_fields(rows, locale),
        records=records_behind(view),
        notes=(locale.text("Ordered by region code, not by rank."),),
    )


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
