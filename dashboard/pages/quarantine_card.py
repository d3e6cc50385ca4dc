"""Rows that were not accepted: kept, and listed with where they stand and why."""

import pandas as pd
import streamlit as st

from dashboard.pages.frame import escape, heading, listing, renamed
from dashboard.pages.view import View


def quarantine_card(view: View, rows: pd.DataFrame) -> None:
    """Draw the rejected rows, the newest first.

    `rows`: one per cell that was not accepted, columns `file`, `sheet`, `row`, `column`, `expected`
    (the reason, in words), `suggestion`. What the cell held is not shown here: it may be the very
    name or number that had to be refused.
    """
    locale = view.locale
    title = locale.plural("{n} cell was not accepted", "{n} cells were not accepted", len(rows))
    table = renamed(
        rows,
        {
            "file": locale.text("File"),
            "sheet": locale.text("Sheet"),
            "row": locale.text("Row"),
            "column": locale.text("Column"),
            "expected": locale.text("Expected"),
            "suggestion": locale.text("Suggestion"),
        },
    )
    with st.container(border=True, key="card_quarantine"):
        heading(
            view,
            key="quarantine",
            title=title,
            subtitle=locale.text("All data versions of this installation"),
            table=lambda: table,
        )
        if rows.empty:
            st.info(locale.text("No rejected row is kept: everything handed in was accepted."))
        else:
            listing(table, key="quarantine_list")
        st.caption(
            escape(
                locale.text(
                    "A rejected row is not lost: it is kept with its reason until it is handed in "
                    "again, corrected."
                )
            )
        )
