"""What this program promises, wherever it is said."""

import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import escape, titled


def promises_card(locale: Locale, title: str = "") -> None:
    """The promises as a numbered list, under a title where no heading of the page has named it."""
    promises = [
        locale.text(
            "The numbers on the screen, in the export and behind the link are the same numbers."
        ),
        locale.text("No row is lost: it is accepted, or kept with the reason why not."),
        locale.text("Empty is not zero."),
        locale.text("Old data are never called new."),
        locale.text("Every change of a published number is on record."),
        locale.text("Nothing is fetched from outside."),
    ]
    with st.container(border=True, key="card_promises"):
        if title:
            titled("promised", title, "")
        st.markdown("\n".join(f"1. {escape(promise)}" for promise in promises))
