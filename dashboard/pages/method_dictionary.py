"""The dictionary of the records: every column with its meaning and the values it may hold."""

import streamlit as st

from dashboard.dictionary import (
    Columns,
    Described,
    record_tables,
    reference_files,
    values_of,
)
from dashboard.labels import value_label
from dashboard.locale import Locale, mark
from dashboard.model import RECORD_TYPES
from dashboard.pages.field_labels import field_label, table_label
from dashboard.pages.frame import titled
from dashboard.pages.markup import paragraph, row, show, words
from dashboard.pages.prose import boxed_table, code, prose, with_code
from dashboard.pages.view import View
from dashboard.tables import arrow_schema

_TYPES = {
    "string": mark("text"),
    "list<item: string>": mark("list"),
    "list<element: string>": mark("list"),
    "date32[day]": mark("day"),
    "int64": mark("whole number"),
    "double": mark("number"),
    "bool": mark("true or false"),
}


def dictionary_cards(view: View) -> None:
    """A card for each table of records, and one for the reference tables."""
    for described in record_tables():
        _table_card(described, view.locale)
    _reference_card(view.locale)


def _table_card(described: Described, locale: Locale) -> None:
    name = described.name
    columns = [column for found in described.columns for column in found.names]
    with st.container(border=True, key=f"card_dictionary_{name}"):
        label = table_label(name, locale)
        titled(
            f"dictionary_{name}",
            locale.plural("{table}: {n} column", "{table}: {n} columns", len(columns), table=label),
            " ".join(_plain(locale.text(text)) for text in described.paragraphs),
        )
        heads = [
            locale.text("Column"),
            locale.text("Written as"),
            locale.text("Meaning"),
            locale.text("Allowed values"),
        ]
        rows = (_row(name, found, locale) for found in described.columns)
        show(boxed_table("dictionary", label, heads, rows))


def _row(table: str, found: Columns, locale: Locale) -> str:
    schema = arrow_schema(RECORD_TYPES[table])
    types = dict.fromkeys(str(schema.field(name).type) for name in found.names)
    return row(
        [
            "".join(
                f'<div class="part">{with_code(field_label(name, locale), name)}</div>'
                for name in found.names
            ),
            words(", ".join(locale.text(_TYPES[kind]) for kind in types)),
            prose(locale.text(found.meaning)),
            "".join(_values(name, found, locale) for name in found.names),
        ]
    )


def _values(name: str, found: Columns, locale: Locale) -> str:
    """The codes a column may hold with what they are called; a shared row names whose they are."""
    known = values_of(name, found)
    if not known:
        return ""
    items = "".join(
        f"<li>{words(value_label(name, value, locale))} {code(value)}</li>" for value in known
    )
    whose = paragraph(words(field_label(name, locale)), "muted") if found.names[1:] else ""
    return f'{whose}<ul class="values">{items}</ul>'


def _reference_card(locale: Locale) -> None:
    with st.container(border=True, key="card_dictionary_reference"):
        title = locale.text("Reference tables")
        titled(
            "dictionary_reference",
            title,
            locale.text("Each data version carries a copy of those that decide its numbers."),
        )
        heads = [locale.text("File"), locale.text("Rows"), locale.text("Content")]
        rows = (
            row(
                [
                    "".join(f'<div class="part">{code(name)}</div>' for name in found.files),
                    words(found.rows),
                    prose(locale.text(found.content)),
                ]
            )
            for found in reference_files()
        )
        show(boxed_table("reference", title, heads, rows))


def _plain(text: str) -> str:
    return text.replace("*", "").replace("`", "")
