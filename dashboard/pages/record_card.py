"""One record in full: every field in words, with the way to its source."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.field_labels import field_label
from dashboard.pages.frame import escape, source_line
from dashboard.pages.markup import link, show, words
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.record_choices import RECORD, TABLE
from dashboard.pages.record_tables import RecordTable
from dashboard.pages.record_words import Record, said
from dashboard.pages.view import View, parameters


def record_address(view: View, record_id: str) -> str:
    """The address of the page with this record open, everything else as it is."""
    found = parameters(view.filter, view.default_election, ()) | view.own()
    return f"/{view.path}?{urlencode(found | {RECORD.parameter: [record_id]}, doseq=True)}"


def case_address(view: View, record_id: str) -> str:
    """The address of a case on the page of records, under the same filter."""
    found = parameters(view.filter, view.default_election, ())
    own = {TABLE.parameter: ["kasus"], RECORD.parameter: [record_id]}
    return f"/catatan?{urlencode(found | own, doseq=True)}"


def record_card(view: View, table: RecordTable) -> None:
    """Draw the record that is chosen, whatever the filter; nothing where none is."""
    locale, asked = view.locale, RECORD.value
    if not asked:
        return
    found = plain_rows(view.data.ask(table.query, Filter(), record_id=asked))
    if not found:
        with st.container(horizontal=True, vertical_alignment="center", key="no_record"):
            st.warning(
                escape(
                    locale.text(
                        "The table “{table}” of data version {version} holds no record {record}.",
                        table=locale.text(table.title),
                        version=view.data.version.number,
                        record=asked[:60],
                    )
                ),
                width="stretch",
            )
            _close(locale)
        return
    (record,) = found
    inside = not view.data.ask(table.query, view.filter, record_id=asked).empty
    with st.container(border=True, key="card_record"):
        with st.container(
            horizontal=True,
            wrap=False,
            horizontal_alignment="distribute",
            vertical_alignment="top",
            key="title_record",
        ):
            title = record.get("title") or locale.text(
                "{table}: {record}", table=locale.text(table.title), record=asked
            )
            st.markdown(f"##### {escape(title)}")
            _close(locale)
        show(_fields(table, record, locale))
        outside = "" if inside else locale.text("This record lies outside the filter above.")
        st.caption(escape(" ".join(part for part in (outside, source_line(view, 1)) if part)))


def _close(locale: Locale) -> None:
    st.button(
        locale.text("Close"),
        icon=":material/close:",
        type="tertiary",
        on_click=RECORD.choose,
        key="close_record",
    )


def _fields(table: RecordTable, record: Record, locale: Locale) -> str:
    first, last = table.interval
    parts = []
    for field in table.fields():
        if field == "title" or (field == last and first != last):
            continue
        name, content = field_label(field, locale), words(said(record, field, locale) or "–")
        if field == first:  # both ends together say how precisely the day is known
            name = locale.text(table.heads[0])
            content = words(locale.span(record[first], record[last]))
        elif field == "source_name":
            content = link(record["source_name"], record["source_url"])
        parts.append(f"<div><dt>{words(name)}</dt><dd>{content}</dd></div>")
    return f'<dl class="record">{"".join(parts)}</dl>'
