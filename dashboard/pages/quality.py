"""Mutu data: how fresh and how complete the records are, where they come from, what changed."""

import streamlit as st

from dashboard.pages.batches_card import batches_card
from dashboard.pages.changes_card import changes_card
from dashboard.pages.completeness_cards import completeness_cards
from dashboard.pages.frame import escape
from dashboard.pages.freshness_card import freshness_card
from dashboard.pages.promises import promises_card
from dashboard.pages.quarantine_card import quarantine_card
from dashboard.pages.view import View
from dashboard.pages.whole_version import whole_version


def quality(view: View) -> None:
    """Draw the page; it is about the whole version, whatever the reader has filtered elsewhere."""
    whole = whole_version(view)
    locale = view.locale
    st.caption(
        escape(
            locale.text(
                "This page is about all records of the data version; no filter applies to it."
            )
        )
    )
    freshness_card(whole)
    _section(
        locale.text("How completely the fields are filled"),
        locale.text(
            "“Unknown” is what a source leaves open, “empty” is what nobody wrote. Empty may be "
            "right: a national event has no province."
        ),
    )
    completeness_cards(whole)
    _section(locale.text("What was handed in and published"), "")
    batches_card(whole)
    quarantine_card(whole)
    _section(locale.text("What changed between two data versions"), "")
    changes_card(whole)
    _section(locale.text("What this program promises"), "")
    promises_card(locale)


def _section(title: str, note: str) -> None:
    st.markdown(f"#### {escape(title)}")
    if note:
        st.caption(escape(note))
