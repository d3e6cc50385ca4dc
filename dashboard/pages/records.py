"""Catatan: the records themselves, found by filter and words, listed in parts, with sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale, mark
from dashboard.pages.frame import escape, exhibit_heading, filter_sentence, footer
from dashboard.pages.markup import show, words
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.parts import MOST_IN_FILE, Parts, rest_left_out
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.record_card import record_address, record_card
from dashboard.pages.record_choices import (
    FALLING,
    ORDER,
    PART,
    RECORD,
    SEARCH,
    TABLE,
    chosen_table,
    order_of,
    search_for,
    start_over,
)
from dashboard.pages.record_tables import TABLES, RecordTable
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.public import undecided_notes
from dashboard.searching import LONGEST_SEARCH, Search, read_search

KEY: Final = "records"
_PARTS = Parts(PART, 200, "parts")


@dataclass(frozen=True)
class Found:
    """What the filter and the words find."""

    search: Search
    records: Mapping[str, int]
    """All records of the version by table."""
    asked: Mapping[str, "pd.Series[Any]"]
    """The rows of `records_by_table` for the filter alone."""
    found: Mapping[str, int]
    """Records of the filter with all words, by table."""
    rows: Sequence[dict[str, Any]] = ()
    """Of the table shown, this part."""


def records(view: View) -> None:
    """Draw the page."""
    table, search = chosen_table(view), read_search(SEARCH.value)
    _search_form(view.locale)
    if search.problem is not None:
        st.warning(escape(search.problem.sentence(view.locale)), icon=":material/info:")
    order = _order(view, table)
    _PARTS.begin_anew_with((view.filter, table.value, SEARCH.value, ORDER.value))
    found = _find(view, table, search, order)
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
        key="which",
    ):
        _table_choice(found, view.locale)
        if found.rows:
            _ordering(table, search, view.locale)
    record_card(view, table)
    exhibit = _exhibit(view, table, found, order)
    with st.container(border=True, key=f"card_{KEY}"):
        exhibit_heading(view, exhibit)
        if not found.rows:
            _nothing(view, table, found)
            return
        _list(view, table, found.rows)
        _PARTS.controls(found.found[table.name], view.locale)
        footer(view, exhibit.records, exhibit.notes)


@remembered
def records_exhibit(view: View) -> Exhibit:
    """The records of the chosen table that the filter and the words find, as a table."""
    table, search = chosen_table(view), read_search(view.value(SEARCH))
    order = order_of(table, view.value(ORDER)) or {}
    return _exhibit(view, table, _count(view, search, [table.name]), order)


def _exhibit(
    view: View, table: RecordTable, found: "Found", order: Mapping[str, object]
) -> Exhibit:
    count = found.found[table.name]
    index = table.name == "risk_index"
    return Exhibit(
        key=KEY,
        title=_finding(table, found, view.locale),
        sentence=_index_subtitle(view) if index else filter_sentence(view, table.about),
        table=partial(_file, view, table, found.search, order),
        records=count,
        notes=tuple(_notes(view, table, found)),
    )


# --- what is asked for ----------------------------------------------------------------------------


def _order(view: View, table: RecordTable) -> dict[str, object]:
    """The parameters of the order; said where the address names one this table does not have."""
    value = ORDER.value
    order = order_of(table, value)
    if order is None:
        st.warning(
            escape(
                view.locale.text(
                    "The table “{table}” cannot be sorted by “{value}”.",
                    table=view.locale.text(table.title),
                    value=value,
                )
            )
        )
        ORDER.choose()
        return {}
    return order


def _find(view: View, table: RecordTable, search: Search, order: Mapping[str, object]) -> Found:
    rows = _part(view, table, search, order)
    names = [other.name for other in TABLES]
    # The list counts its own table, so its texts are gone through once, not twice.
    listed = bool(rows) or _PARTS.part == 1
    if listed:
        names.remove(table.name)
    counted = _count(view, search, names)
    found = dict(counted.found)
    if search.words and listed:
        found[table.name] = int(rows[0]["found"]) if rows else 0
    if not rows and found[table.name]:  # the address names a part behind the last one
        _PARTS.end_at(found[table.name])
        rows = _part(view, table, search, order)
    return replace(counted, found=found, rows=rows)


def _count(view: View, search: Search, names: Sequence[str]) -> Found:
    """What the filter finds in every table, and the words in the tables of these names."""
    asked = {row["table_name"]: row for _, row in _counted(view).iterrows()}
    found = {name: int(row["found"]) for name, row in asked.items()}
    if search.words:
        counted = _counted(view, tables=list(names), **search.parameters())
        found |= dict(zip(counted["table_name"], map(int, counted["found"]), strict=True))
    return Found(search, {name: int(row["records"]) for name, row in asked.items()}, asked, found)


def _counted(view: View, **further: object) -> pd.DataFrame:
    return view.data.ask("records_by_table", view.filter, **further)


def _part(
    view: View, table: RecordTable, search: Search, order: Mapping[str, object]
) -> list[dict[str, Any]]:
    frame = view.data.ask(
        table.query,
        view.filter,
        first_row=_PARTS.first_row,
        row_count=_PARTS.rows,
        **search.parameters(),
        **order,
    )
    return plain_rows(frame)


# --- the controls ---------------------------------------------------------------------------------


def _search_form(locale: Locale) -> None:
    # Named by what is searched, so that the field starts anew whenever it was changed elsewhere.
    key = f"search_field_{locale.language}_{hash(SEARCH.value)}"
    with st.form("search_form", border=False):
        widths = [6, 1, 1.4] if SEARCH.value else [7.4, 1]
        field, button, *clear = st.columns(widths, vertical_alignment="bottom", gap="small")
        field.text_input(
            locale.text("Search in all records"),
            value=SEARCH.value,
            placeholder=locale.text("Words of the title, place, institution, kind, source …"),
            icon=":material/search:",
            help=locale.text(
                "Every word has to occur in the record, as the beginning of a word or whole; "
                "letter case and accents do not matter. Words in “quotation marks” stand "
                "together. Titles with the words come first, then the newest."
            ),
            key=key,
        )
        button.form_submit_button(
            locale.text("Search"), on_click=_use_field, args=(key,), width="stretch"
        )
        if clear:
            clear[0].form_submit_button(
                locale.text("Remove the search"),
                type="tertiary",
                icon=":material/close:",
                on_click=search_for,
                args=("",),
                width="stretch",
            )


def _use_field(key: str) -> None:
    search_for(st.session_state[key][: 20 * LONGEST_SEARCH])


def _table_choice(found: Found, locale: Locale) -> None:
    counts = {table.value: found.found[table.name] for table in TABLES}
    titles = {table.value: locale.text(table.title) for table in TABLES}
    # Named by its labels: Streamlit tells options apart by them.
    key = "_".join([TABLE.key, locale.language, *map(str, counts.values())])
    st.session_state[key] = TABLE.value
    st.segmented_control(
        locale.text("Table"),
        list(counts),
        format_func=lambda value: f"{titles[value]} ({locale.number(counts[value])})",
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_use_table,
        args=(key,),
    )


def _use_table(key: str) -> None:
    TABLE.choose(st.session_state[key])
    ORDER.choose()
    start_over()


def _ordering(table: RecordTable, search: Search, locale: Locale) -> None:
    titles_first = bool(search.words) and table.name == "activities"
    names = {
        "": locale.text("Titles with the words first, then the newest")
        if titles_first
        else locale.text(table.default_order)
    }
    for value, (_, title) in table.sorts.items():
        column = locale.text(title)
        names[value] = locale.text("{column}, rising", column=column)
        names[FALLING + value] = locale.text("{column}, falling", column=column)
    options = list(names)
    key = f"{ORDER.key}_{locale.language}_{table.value}_{ORDER.value}_{titles_first}"
    st.selectbox(
        locale.text("Order of all rows"),
        options,
        index=options.index(ORDER.value),
        format_func=lambda value: locale.text("Order: {name}", name=names[value]),
        key=key,
        label_visibility="collapsed",
        on_change=_use_order,
        args=(key,),
    )


def _use_order(key: str) -> None:
    ORDER.choose(*[value for value in [st.session_state[key]] if value])
    PART.choose()


# --- what is shown --------------------------------------------------------------------------------


def _finding(table: RecordTable, found: Found, locale: Locale) -> str:
    in_filter = int(found.asked[table.name]["found"])
    things = locale.text(table.things)
    if found.search.words:
        return locale.text(
            "{share} {things} of this filter contain {words}",
            share=locale.share(found.found[table.name], in_filter),
            things=things,
            words=" ".join(f"“{word}”" for word in found.search.words),
        )
    return locale.text(
        "{share} {things} on record match this filter",
        share=locale.share(in_filter, found.records[table.name]),
        things=things,
    )


def _index_subtitle(view: View) -> str:
    return f"{view.filter.place(view.locale)} · {view.filter.period(view.locale)}"


def _list(view: View, table: RecordTable, rows: Sequence[dict[str, Any]]) -> None:
    locale = view.locale
    heads = [locale.text(head) for head in table.heads]
    classes = ["number" if n in table.numbers else "" for n in range(len(heads))]
    top = "".join(
        f'<th scope="col" class="{kind}">{words(head)}</th>'
        for head, kind in zip(heads, classes, strict=True)
    )
    address = partial(record_address, view)
    body = "".join(
        _row(heads, classes, table.cells(row, address, locale), row[table.id_column])
        for row in rows
    )
    show(
        f'<table class="listed listed-{words(table.value)}"><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(heads: list[str], classes: list[str], cells: list[str], record_id: str) -> str:
    """The head stands beside each cell too, where the screen is too narrow for a row of heads."""
    chosen = ' class="chosen" aria-current="true"' if record_id == RECORD.value else ""
    parts = "".join(
        f'<td data-head="{words(head)}" class="{kind}">{cell}</td>'
        for head, kind, cell in zip(heads, classes, cells, strict=True)
    )
    return f"<tr{chosen}>{parts}</tr>"


def _file(
    view: View, table: RecordTable, search: Search, order: Mapping[str, object]
) -> pd.DataFrame:
    frame = view.data.ask(
        table.query,
        view.filter,
        first_row=0,
        row_count=MOST_IN_FILE,
        **search.parameters(),
        **order,
    )
    return table.file(plain_rows(frame), view.locale)


_NO_FACETS = mark(
    "Kinds, categories and the like narrow activities and cases; this table has no such narrowing."
)


def _notes(view: View, table: RecordTable, found: Found) -> list[str]:
    locale, counts = view.locale, found.asked[table.name]
    notes = []
    outside, preliminary = int(counts["maybe_outside"]), int(counts["preliminary"])
    if outside and not found.search.words:
        notes.append(
            locale.plural(
                "The day of {n} record may lie outside the period.",
                "The days of {n} records may lie outside the period.",
                outside,
            )
        )
    if preliminary and not found.search.words:
        notes.append(
            locale.plural(
                "{n} record is initial information, no case yet, and is not counted as a case.",
                "{n} records are initial information, no cases yet, and are not counted as cases.",
                preliminary,
            )
        )
    if table.name == "activities":
        notes.append(locale.text("A joint event is one row, with all regions it names."))
    if table.name == "published_figures":
        notes.append(
            locale.text("Numbers that others published: never summed, never added to cases.")
        )
    if table.name == "risk_index":
        notes.append(
            locale.text(
                "The index is of no election; provinces and kabupaten/kota are two rankings."
            )
        )
    if not table.about and view.filter.narrowed:
        notes.append(locale.text(_NO_FACETS))
    if table.name == "violations":
        notes += undecided_notes(view.data, view.filter, locale)
    return [*notes, *rest_left_out(found.found[table.name], locale)]


def _nothing(view: View, table: RecordTable, found: Found) -> None:
    """Say that nothing is found, and lead back."""
    if not int(found.asked[table.name]["found"]):
        nothing_here(view)
        return
    locale = view.locale
    with st.container(horizontal=True, vertical_alignment="center", key="no_hits"):
        st.info(
            locale.text(
                "No record of this table contains all of these words. Fewer words, or the "
                "beginning of a word, find more; the numbers above say what other tables hold."
            ),
            width="stretch",
        )
        st.button(
            locale.text("Remove the search"), on_click=search_for, args=("",), key="remove_search"
        )
