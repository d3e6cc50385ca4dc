"""The institutions by name, with a search: at how many activities, since when, where."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.labels import institution_short_label
from dashboard.locale import Locale
from dashboard.pages.frame import (
    escape,
    exhibit_heading,
    filter_sentence,
    listing,
    renamed,
    source_line,
)
from dashboard.pages.institution_choices import LONGEST_SEARCH, SEARCH, activities_named, role
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "institution_list"
MOST = 200  # names listed; a search narrows them, the table holds all
_HEIGHT = 680  # px


@remembered
def list_exhibit(view: View) -> Exhibit:
    """All names on record under the filter and the search."""
    locale = view.locale
    figures = view.data.figures("institution_figures", view.filter, role=role(view))
    first = _names(view, 1)
    found = int(first["institutions"].iloc[0]) if len(first) else 0
    return Exhibit(
        key=KEY,
        title=_finding(figures, found, view),
        sentence=filter_sentence(view, ("activities",)),
        table=lambda: _readable(_names(view, None), locale),
        records=int(figures["activities"]),
        notes=(
            locale.text(
                "By name, not by rank. Names stand as the records have them: one institution may "
                "have several."
            ),
        ),
    )


def _names(view: View, most: int | None) -> pd.DataFrame:
    """The first names, all for None, with how many there are in all."""
    return view.data.ask(
        "institution_list",
        view.filter,
        role=role(view),
        search=view.value(SEARCH) or None,
        most=most,
    )


def list_card(view: View) -> None:
    """The first names, with a search."""
    locale = view.locale
    exhibit = list_exhibit(view)
    rows = _names(view, MOST)
    found = int(rows["institutions"].iloc[0]) if len(rows) else 0
    with st.container(border=True, key=f"card_{KEY}", height="stretch"):
        exhibit_heading(view, exhibit)
        _search_box(view)
        if rows.empty:
            st.info(locale.text("No name on record under this filter holds these words."))
        else:
            listing(
                _readable(rows, locale),
                key="institution_names",
                height=_HEIGHT,
                column_config=_widths(locale),
            )
        notes = []
        if found > len(rows):
            notes.append(
                locale.text(
                    "The first {n} names; the search and the table reach the others.",
                    n=locale.number(len(rows)),
                )
            )
        notes += [*exhibit.notes, source_line(view, exhibit.records)]
        st.caption(escape(" ".join(notes)))


def _finding(figures: "pd.Series[Any]", found: int, view: View) -> str:
    locale = view.locale
    total = int(figures["institutions"])
    if words := view.value(SEARCH):
        return locale.text(
            "{n} of {total} names hold “{words}”",
            n=locale.number(found),
            total=locale.number(total),
            words=words,
        )
    return locale.plural(
        "{n} name of an institution is on record, at {activities}",
        "{n} names of institutions are on record, at {activities}",
        total,
        activities=activities_named(int(figures["activities"]), view),
    )


def _search_box(view: View) -> None:
    locale, words = view.locale, view.value(SEARCH)
    key = f"{SEARCH.parameter}_{locale.language}_{words}"
    st.text_input(
        locale.text("Search for an institution"),
        value=words,
        max_chars=LONGEST_SEARCH,
        placeholder=locale.text("Search for an institution, such as Polres"),
        icon=":material/search:",
        key=key,
        on_change=_use,
        args=(key,),
        label_visibility="collapsed",
    )


def _use(key: str) -> None:
    words = st.session_state[key].strip()
    SEARCH.choose(*([words] if SEARCH.is_value(words) else []))


def _readable(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    records = rows.to_dict("records")
    return renamed(
        rows.assign(
            type=[institution_short_label(code, locale) for code in rows["institution_type"]],
            first=[locale.span(row["first_on"], row["first_until"]) for row in records],
            last=[locale.span(row["last_on"], row["last_until"]) for row in records],
            where=[_where(row, locale) for row in records],
        ),
        {
            "institution": locale.text("Institution"),
            "type": locale.text("Type of institution"),
            "activities": locale.text("Activities"),
            "first": locale.text("Earliest"),
            "last": locale.text("Latest"),
            "where": locale.text("Kabupaten/kota"),
            "pokja_activities": locale.text("With a Pokja"),
            "signing_activities": locale.text("With a signing"),
        },
    )


def _widths(locale: Locale) -> dict[str, Any]:
    """px, so that names, days and places stand side by side on a wide screen."""
    column = st.column_config.Column
    return {
        locale.text("Institution"): column(width=190),
        locale.text("Type of institution"): column(width=110),
        locale.text("Activities"): column(width=70),
        locale.text("Earliest"): column(width=95),
        locale.text("Latest"): column(width=95),
    }


def _where(row: dict[Any, Any], locale: Locale) -> str:
    n = int(row["regencies"])
    if n == 0:
        return locale.text("none named")
    if n == 1:
        return str(row["regency_name"])
    return locale.plural("{n} kabupaten/kota", "{n} kabupaten/kota", n)
