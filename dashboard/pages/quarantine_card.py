"""Rows that were not accepted: kept, and listed with where they stand and why."""

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.ingest.quarantine import quarantined
from dashboard.pages.frame import escape, heading, listing
from dashboard.pages.view import View

MOST = 500  # reasons that are listed


def quarantine_card(view: View) -> None:
    """Draw the reasons of the rejected rows, the newest batch first.

    What a cell held is not shown: it may be the very name or number that had to be refused.
    """
    locale = view.locale
    found, rows = quarantined(view.data.home, MOST)
    title = locale.plural("{n} row was not accepted", "{n} rows were not accepted", rows)
    table = _table(view, found)
    with st.container(border=True, key="card_quarantine"):
        heading(
            view,
            key="quarantine",
            title=title,
            subtitle=locale.text("All data versions of this installation"),
            table=lambda: table,
        )
        if table.empty:
            st.info(locale.text("No rejected row is kept: everything handed in was accepted."))
        else:
            listing(table, key="quarantine_list")
        st.caption(
            escape(
                locale.text(
                    "A rejected row is not lost: it is kept with its reason, and in the workbook "
                    "with corrections to be made. Newest first; of many reasons the newest {most}.",
                    most=locale.number(MOST),
                )
            )
        )


def _table(view: View, found: pa.Table) -> pd.DataFrame:
    locale = view.locale
    shown = {
        "file": locale.text("File"),
        "sheet": locale.text("Sheet"),
        "row": locale.text("Row"),
        "heading": locale.text("Column"),
        "expected": locale.text("Expected"),
        "suggestion": locale.text("Suggestion"),
    }
    table: pd.DataFrame = found.select(list(shown)).rename_columns(list(shown.values())).to_pandas()
    return table
