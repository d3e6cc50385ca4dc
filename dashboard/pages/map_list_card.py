"""The list behind the map of a measure: every region with its numbers, by region code."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.pages.frame import escape, listing, sorting_hint, source_line, titled
from dashboard.pages.map_choices import MEASURE, by_provinces
from dashboard.pages.map_measures import show
from dashboard.pages.map_shown import Shown
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.regions import regions

KEY: Final = "map_list"
_HEIGHT: Final = 620  # px


def measure_table(view: View, shown: Shown) -> pd.DataFrame:
    """One row a region: code, name, province, and what the measure says of it."""
    locale = view.locale
    rows = shown.measured.regions
    details = shown.details.reindex(rows["code"]).reset_index(drop=True)
    if by_provinces(view):
        names = pd.DataFrame(
            {locale.text("Code"): rows["code"], locale.text("Province"): rows["name"]}
        )
    else:
        names = pd.DataFrame(
            {
                locale.text("Code"): rows["code"],
                locale.text("Kabupaten/kota"): rows["name"],
                locale.text("Province"): [regions().name(p) for p in rows["province_code"]],
            }
        )
    return pd.concat([names.reset_index(drop=True), details], axis=1)


@remembered
def map_list_exhibit(view: View) -> Exhibit:
    """The list under the finding of its map."""
    return _exhibit(view, show(view))


def _exhibit(view: View, shown: Shown) -> Exhibit:
    return Exhibit(
        key=KEY,
        title=shown.finding,
        sentence=view.filter.sentence(view.locale, shown.about),
        table=lambda: measure_table(view, shown),
        records=shown.records,
        notes=(*shown.notes, view.locale.text("Ordered by region code, not by rank.")),
    )


def map_list_card(view: View, shown: Shown) -> None:
    """The list of what is `shown` on the map; the finding stands over the map."""
    locale = view.locale
    exhibit = _exhibit(view, shown)
    with st.container(border=True, key=f"card_{KEY}"):
        titled(KEY, locale.text("The list behind the map"), exhibit.sentence)
        listing(exhibit.table(), key=f"{KEY}_{view.value(MEASURE)}", height=_HEIGHT)
        words = sorting_hint(view)
        st.caption(escape(f"{words}\n\n{source_line(view, exhibit.records)}"))
