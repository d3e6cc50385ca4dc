"""The sources that the records name, with how many records each stands behind."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.field_labels import table_label
from dashboard.pages.frame import footer, heading
from dashboard.pages.markup import row, show, words
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.prose import boxed_table
from dashboard.pages.search_field import search_choice, search_field
from dashboard.pages.view import View

SOURCE: Final = search_choice("sumber")
_TABLES = ("activities", "violations", "published_figures", "risk_index")
_MOST = 200  # rows on the screen; a search narrows them, the table holds all


def sources_card(view: View) -> None:
    """Every source by name; the words searched narrow the list, never the count above it."""
    locale = view.locale
    known = plain_rows(view.data.ask("sources", Filter()))
    found = [source for source in known if _holds(source, SOURCE.value)]
    records = sum(source["records"] for source in known)
    with st.container(border=True, key="card_sources"):
        heading(
            view,
            key="sources",
            title=_finding(known, found, records, locale),
            subtitle=locale.text("All records of the data version, by name of the source"),
            table=lambda: _table(found, locale),
        )
        search_field(SOURCE, locale.text("Search for a source, such as Antara"), locale)
        if not found:
            st.info(locale.text("No source holds these words."))
        else:
            _list(found[:_MOST], locale)
        notes = [
            locale.text(
                "Addresses are left out here, since they may hold names; each record links to its "
                "own."
            )
        ]
        if len(found) > _MOST:
            notes.append(
                locale.text(
                    "Shown are the first {n}; the table holds all of them.",
                    n=locale.number(_MOST),
                )
            )
        footer(view, records, notes)


def _holds(source: dict[str, Any], searched: str) -> bool:
    text = source["source_name"].casefold()
    return all(word in text for word in searched.casefold().split())


def _finding(
    known: list[dict[str, Any]], found: list[dict[str, Any]], records: int, locale: Locale
) -> str:
    if SOURCE.value:
        return locale.text(
            "{share} sources hold “{words}”",
            share=locale.share(len(found), len(known)),
            words=SOURCE.value,
        )
    return locale.plural(
        "{n} source stands behind {records} records",
        "{n} sources stand behind {records} records",
        len(known),
        records=locale.number(records),
    )


def _days(source: dict[str, Any], locale: Locale) -> str:
    return locale.span(source["first_on"], source["last_on"])


def _list(found: list[dict[str, Any]], locale: Locale) -> None:
    heads = [
        locale.text("Source"),
        locale.text("Records"),
        locale.text("Of these"),
        locale.text("Days"),
    ]
    rows = (
        row(
            [
                words(source["source_name"]),
                words(locale.number(source["records"])),
                words(_parts(source, locale)),
                words(_days(source, locale)),
            ]
        )
        for source in found
    )
    show(boxed_table("sources", locale.text("Sources"), heads, rows))


def _parts(source: dict[str, Any], locale: Locale) -> str:
    return ", ".join(
        f"{table_label(name, locale)} {locale.number(source[name])}"
        for name in _TABLES
        if source[name]
    )


def _table(found: list[dict[str, Any]], locale: Locale) -> pd.DataFrame:
    return pd.DataFrame(
        {
            locale.text("Source"): [source["source_name"] for source in found],
            locale.text("Records"): [source["records"] for source in found],
            **{table_label(name, locale): [source[name] for source in found] for name in _TABLES},
            locale.text("First day"): [source["first_on"] for source in found],
            locale.text("Last day"): [source["last_on"] for source in found],
        }
    )
