"""Informasi awal: what is no case yet, counted apart from the cases."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer
from dashboard.pages.markup import inner_link, paragraph, show, words
from dashboard.pages.record_choices import TABLE
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View, parameters
from dashboard.press.exhibit import Exhibit, Tile

KEY: Final = "preliminary"
_ORIGIN: Final = "informasi_awal"


def preliminary_card(view: View) -> None:
    """How many pieces of initial information there are, what they are, where they are listed."""
    locale, exhibit = view.locale, preliminary_exhibit(view)
    with st.container(border=True, key=f"card_{KEY}"):
        exhibit_heading(view, exhibit)
        show(
            paragraph(words(_what_it_is(locale))),
            paragraph(inner_link(locale.text("Show these records"), _records(view)))
            if exhibit.records
            else "",
        )
        footer(view, exhibit.records, [locale.text("Counted in no other number of this page.")])


@remembered
def preliminary_exhibit(view: View) -> Exhibit:
    """How many pieces of initial information there are, beside the cases."""
    locale = view.locale
    count = int(view.data.figures("violation_figures", view.filter)["preliminary_information"])
    label = locale.text("Initial information")
    return Exhibit(
        key=KEY,
        title=_title(count, locale),
        sentence=filter_sentence(view, ("violations",)),
        tiles=(Tile(label, locale.number(count), locale.text("no cases yet, counted apart")),),
        table=lambda: pd.DataFrame({label: [count]}),
        records=count,
        notes=(_what_it_is(locale),),
    )


def _what_it_is(locale: Locale) -> str:
    return locale.text(
        "Initial information (informasi awal) is a lead, such as a viral post or a tip. "
        "Supervisors trace it; it becomes a case only where they make it a finding."
    )


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
