"""What changed between two versions: the published numbers one by one, and the records."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.theme import coverage_label
from dashboard.elections import elections
from dashboard.errors import PlainError
from dashboard.locale import Locale
from dashboard.pages.data import Changes, changes, history, version_choices
from dashboard.pages.field_labels import number_label, table_label
from dashboard.pages.frame import escape, heading, listing, signed
from dashboard.pages.moments import moment
from dashboard.pages.view import Choice, View
from dashboard.regions import regions

_SHOWN = 1000  # rows on the screen; the file holds all of them
# Which versions exist only the card knows, so the address may name any.
COMPARED = Choice("banding", lambda text: True, most=2)
_BEFORE, _AFTER = "compared_before", "compared_after"


def changes_card(view: View) -> None:
    """Choose two versions, see every number and the records that differ."""
    locale = view.locale
    known = version_choices(view.data.home, view.data.version.number)
    with st.container(border=True, key="card_changes"):
        if len(known) < 2:
            st.info(
                locale.text(
                    "There is one data version only; the next one will be compared with it."
                )
            )
            return
        asked = _asked(known)
        before, after = asked or _default(known, view.data.version.number)
        if asked is None and COMPARED.values():
            st.warning(
                escape(
                    locale.text(
                        "The link compares data versions that do not exist; shown are {before} "
                        "and {after}.",
                        before=before,
                        after=after,
                    )
                )
            )
        with st.spinner(locale.text("Comparing the two versions …")):
            try:
                found = changes(view.data.home, before, after)
            except PlainError as error:
                _choice(known, before, after, locale)
                st.error(escape(error.sentence(locale)))
                return
        table = _number_table(found.numbers, locale)
        heading(
            view,
            key="changes",
            title=_finding(found, before, after, locale),
            subtitle=_compared(view, before, after),
            table=lambda: table,
        )
        _choice(known, before, after, locale)
        _differences(found, table, locale)


def _asked(known: list[int]) -> tuple[int, int] | None:
    """The two versions the URL names, None where it names others than two known ones."""
    numbers = [int(text) for text in COMPARED.values() if text.isdecimal()]
    if len(numbers) != 2 or not set(numbers) <= set(known):
        return None
    return numbers[0], numbers[1]


def _default(known: list[int], shown: int) -> tuple[int, int]:
    """The version shown and the one before it; the first one and its successor."""
    place = max(known.index(shown), 1) if shown in known else len(known) - 1
    return known[place - 1], known[place]


def _choice(known: list[int], before: int, after: int, locale: Locale) -> None:
    options = known[::-1]
    labels = (locale.text("Before: data version"), locale.text("After: data version"))
    # Named by what is chosen, so that the boxes start anew whenever it was changed elsewhere.
    keys = [f"{name}_{before}_{after}" for name in (_BEFORE, _AFTER)]
    with st.container(horizontal=True, gap="small", key="compared"):
        for label, key, number in zip(labels, keys, (before, after), strict=True):
            st.selectbox(
                label,
                options,
                index=options.index(number),
                key=key,
                width=220,
                on_change=_use_choice,
                args=keys,
            )


def _use_choice(*keys: str) -> None:
    COMPARED.choose(*(str(st.session_state[key]) for key in keys))


def _finding(found: Changes, before: int, after: int, locale: Locale) -> str:
    if found.numbers.empty:
        return locale.text(
            "No published number differs between data version {before} and {after}",
            before=before,
            after=after,
        )
    return locale.plural(
        "{n} published number differs between data version {before} and {after}",
        "{n} published numbers differ between data version {before} and {after}",
        len(found.numbers),
        before=before,
        after=after,
    )


def _compared(view: View, before: int, after: int) -> str:
    """When the two were published, where the journal says so."""
    known = {e.version: moment(e.at, view.locale) for e in history(view.data.home)}
    return view.locale.text(
        "Published {before} and {after}",
        before=known.get(before, "–"),
        after=known.get(after, "–"),
    )


def _differences(found: Changes, table: pd.DataFrame, locale: Locale) -> None:
    if not found.records.empty:
        listing(_record_table(found.records, locale), key="record_changes")
    if not table.empty:
        listing(table.head(_SHOWN), key="number_changes", height=480)
    notes = [
        locale.text(
            "Compared are the key figures, the provinces and the kabupaten/kota, for all elections "
            "together and for each, as today's rules count them. A dash is empty, not zero."
        )
    ]
    if len(table) > _SHOWN:
        notes.append(
            locale.text(
                "Shown are the first {n}; the file holds all of them.", n=locale.number(_SHOWN)
            )
        )
    st.caption(escape(" ".join(notes)))


def _record_table(records: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return pd.DataFrame(
        {
            locale.text("Table"): [table_label(name, locale) for name in records["table_name"]],
            locale.text("Records added"): records["added"].to_list(),
            locale.text("Records removed"): records["removed"].to_list(),
            locale.text("Records changed"): records["changed"].to_list(),
            locale.text("Records unchanged"): records["unchanged"].to_list(),
        }
    )


def _number_table(numbers: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    rows = [
        {
            locale.text("Election"): _election(row["election"], locale),
            locale.text("Place"): _place(row["place_code"], locale),
            locale.text("Figure"): number_label(row["figure"], locale),
            locale.text("Before"): _written(row["before"], locale),
            locale.text("After"): _written(row["after"], locale),
            locale.text("Change"): _difference(row["before"], row["after"], locale),
        }
        for row in numbers.to_dict("records")
    ]
    return pd.DataFrame(rows)


def _election(election: str | None, locale: Locale) -> str:
    return elections()[election].name(locale) if election else locale.text("All elections")


def _place(code: str, locale: Locale) -> str:
    return regions().name(code) if code else locale.text("All of Indonesia")


def _written(value: Any, locale: Locale) -> str | None:
    """A cell of an answer in words: a number, a day, a status."""
    if value is None:
        return None
    if isinstance(value, dt.date):
        return locale.short_date(value)
    if isinstance(value, str):
        evidence = {"formed": locale.text("formed"), "exists": locale.text("already there")}
        return evidence.get(value) or coverage_label(value, locale)
    return locale.number(value, 2 if isinstance(value, float) else 0)


def _difference(before: Any, after: Any, locale: Locale) -> str | None:
    """By how much a number changed; nothing where one of the two is none."""
    numbers = [isinstance(value, int | float) for value in (before, after)]
    if not all(numbers):
        return None
    if isinstance(before, int) and isinstance(after, int):
        return str(signed(after - before, locale))
    change = after - before
    return f"{'+' if change > 0 else '−'}{locale.number(abs(change), 2)}"
