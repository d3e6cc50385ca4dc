"""What was handed in, published, rolled back and refused: the journal as a table."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.journal import Entry, HandedIn
from dashboard.locale import Locale, mark
from dashboard.pages.data import history
from dashboard.pages.field_labels import table_label
from dashboard.pages.frame import escape, heading, listing
from dashboard.pages.moments import moment
from dashboard.pages.view import View

_ACTIONS = {
    "first": mark("first records"),
    "ingest": mark("records handed in"),
    "rollback": mark("rolled back"),
    "refused": mark("refused"),
}


def batches_card(view: View) -> None:
    """Every publication and refusal with its files, the newest first."""
    locale = view.locale
    entries = history(view.data.home)
    versions = [entry for entry in entries if entry.version is not None]
    title = locale.plural(
        "{n} data version published, the latest on {moment}",
        "{n} data versions published, the latest on {moment}",
        len(versions),
        moment=moment(versions[0].at, locale),
    )
    table = _table(entries, locale)
    with st.container(border=True, key="card_batches"):
        heading(
            view,
            key="batches",
            title=title,
            subtitle=locale.text("All data versions of this installation"),
            table=lambda: table,
        )
        listing(
            table,
            key="batches_list",
            column_config={locale.text("File"): st.column_config.TextColumn(width="medium")},
        )
        st.caption(
            escape(
                locale.text(
                    "Newest first. Counts are rows: read = accepted + unchanged + rejected; the "
                    "updated ones are among the accepted. A dash means that nothing was noted."
                )
            )
        )


def _table(entries: list[Entry], locale: Locale) -> pd.DataFrame:
    rows = [
        _row(entry, file, locale)
        for entry in entries
        for file in entry.files or [HandedIn(file="")]
    ]
    frame = pd.DataFrame(rows)
    numbers = [locale.text("Version"), *_counts(HandedIn(file=""), locale)]
    return frame.astype(dict.fromkeys(numbers, "Int64"))


def _row(entry: Entry, file: HandedIn, locale: Locale) -> dict[str, Any]:
    sheet = f" [{file.sheet}]" if file.sheet else ""
    return {
        locale.text("Version"): entry.version,
        locale.text("When"): moment(entry.at, locale),
        locale.text("What"): _what(entry, locale),
        locale.text("By"): entry.by or None,
        locale.text("File"): f"{file.file}{sheet}" or None,
        locale.text("Table"): table_label(file.table, locale) if file.table else None,
        **_counts(file, locale),
        locale.text("Reason"): entry.reason or None,
    }


def _what(entry: Entry, locale: Locale) -> str:
    action = locale.text(_ACTIONS[entry.action])
    if entry.base is None:
        return action
    origin = locale.text("from version {version}", version=entry.base)
    return f"{action}, {origin}"


def _counts(file: HandedIn, locale: Locale) -> dict[str, int | None]:
    counts: dict[str, int | None] = {
        locale.text("Read"): file.read,
        locale.text("Accepted"): file.accepted,
        locale.text("Updated"): file.updated,
        locale.text("Unchanged"): file.unchanged,
        locale.text("Rejected"): file.rejected,
    }
    # Nothing read means that nobody counted, or that there was no file: no number, not zero.
    return counts if file.read else dict.fromkeys(counts)
