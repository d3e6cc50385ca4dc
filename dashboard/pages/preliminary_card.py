"""Informasi awal: what is no case yet, counted apart from the cases."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import footer, heading
from dashboard.pages.markup import inner_link, paragraph, show, words
from dashboard.pages.record_choices import TABLE
from dashboard.pages.view import View, parameters

KEY: Final = "preliminary"
_ORIGIN: Final = "informasi_awal"


def preliminary_card(view: View, count: int) -> None:
    """How many pieces of initial information there are, what they are, where they are listed."""
    locale = view.locale
    with st.container(border=True, key=f"card_{KEY}"):
        heading(
            view,
            key=KEY,
            title=_title(count, locale),
            table=lambda: _table(count, locale),
            about=("violations",),
        )
        show(
            paragraph(
                words(
                    locale.text(
                        "Initial information (informasi awal) is a lead, such as a viral post or "
                        "a tip. Supervisors trace it; it becomes a case only where they make it a "
                        "finding."
                    )
                )
            ),
            paragraph(inner_link(locale.text("Show these records"), _records(view)))
            if count
            else "",
        )
        footer(view, count, [locale.text("Counted in no other number of this page.")])


def _title(count: int, locale: Locale) -> str:
    if not count:
        return locale.text("No initial information is on record for this filter")
    return locale.plural(
        "{n} piece of initial information is on record apart from the cases",
        "{n} pieces of initial information are on record apart from the cases",
        count,
    )


def _records(view: View) -> str:
    """The address of the records behind the number."""
    chosen = replace(view.filter, origins=(_ORIGIN,))
    found = parameters(chosen, view.default_election, ()) | {TABLE.parameter: ["kasus"]}
    return f"/catatan?{urlencode(found, doseq=True)}"


def _table(count: int, locale: Locale) -> pd.DataFrame:
    return pd.DataFrame({locale.text("Initial information"): [count]})
