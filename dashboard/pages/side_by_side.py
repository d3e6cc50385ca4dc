"""Another day or another election beside what is shown, and what differs between the two."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.elections import elections
from dashboard.locale import Locale
from dashboard.model import FIRST_DAY, LAST_DAY
from dashboard.pages.as_of_slider import day_words, month_ends
from dashboard.pages.frame import signed
from dashboard.pages.view import Choice, View
from dashboard.regions import regions

NAMED = 8  # regions named in a sentence; of the others their number


def _is_beside(text: str) -> bool:
    return text in elections() or _as_day(text) is not None


def _as_day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY and day.isoformat() == text else None


BESIDE = Choice("dibanding", _is_beside)


def beside(view: View) -> View | None:
    """The view of what is compared; None where nothing is.

    Of another election the whole time is shown: a period of one says nothing about another.
    """
    chosen = view.filter
    value = view.value(BESIDE)
    day = _as_day(value)
    if day is not None:
        since = chosen.since if chosen.since and chosen.since <= day else None
        other = replace(chosen, since=since, until=day, month=None)
    elif value:
        other = replace(chosen, since=None, until=None, month=None, elections=(value,))
    else:
        return None
    last = view.data.figures("records_behind", other)["data_until"]
    return replace(view, filter=other, until=last if isinstance(last, dt.date) else None)


def in_order(view: View, other: View) -> tuple[View, View]:
    """The two from left to right: days as they follow each other, elections as they were held."""

    def place(one: View) -> tuple[dt.date, dt.date]:
        voting = [elections()[e].voting_day for e in one.filter.elections]
        return max(voting, default=LAST_DAY), one.filter.within_month().until or LAST_DAY

    return (other, view) if place(other) <= place(view) else (view, other)


def label(view: View, other: View) -> str:
    """What sets a view apart from the other one: its election, or its day."""
    if view.filter.elections != other.filter.elections:
        return view.filter.election_names(view.locale)
    return day_words(view, view.locale)


def beside_box(view: View, with_records: Iterable[str]) -> None:
    """Choose what stands beside: nothing, another election, another day."""
    locale = view.locale
    known = set(with_records)
    others = [e for e in reversed(elections()) if e in known and (e,) != view.filter.elections]
    value = view.value(BESIDE)
    options = ["", *others, *(day.isoformat() for day in _days(view))]
    if value not in options:
        options.append(value)
    key = f"beside_{locale.language}_{value}_{len(options)}"
    st.selectbox(
        locale.text("Compare with"),
        options,
        index=options.index(value),
        format_func=lambda code: _option(code, locale),
        key=key,
        on_change=_use_box,
        args=(key,),
    )


def _option(code: str, locale: Locale) -> str:
    if not code:
        return locale.text("Nothing")
    day = _as_day(code)
    return elections()[code].name(locale) if day is None else locale.short_date(day)


def _days(view: View) -> list[dt.date]:
    """Ends of months with records but the one shown, the latest first."""
    span = view.data.figures("days_with_records", view.filter)
    first, last = span["first_on"], span["last_on"]
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return []
    shown = view.filter.within_month().until or last
    return [day for day in reversed(month_ends(first, last)) if day != shown]


def _use_box(key: str) -> None:
    BESIDE.choose(st.session_state[key])


def differences(
    left: Mapping[str, frozenset[str]],
    right: Mapping[str, frozenset[str]],
    labels: tuple[str, str],
    locale: Locale,
) -> list[str]:
    """What differs, one sentence for each thing counted: how many regions on either side, which
    are on one side alone."""
    sentences = []
    for name, here in left.items():
        there = right.get(name, frozenset())
        words = locale.text(
            "{what}: {left} ({left_label}), {right} ({right_label}), difference {change}.",
            what=name,
            left=locale.number(len(here)),
            left_label=labels[0],
            right=locale.number(len(there)),
            right_label=labels[1],
            change=signed(len(there) - len(here), locale),
        )
        for only, own in ((there - here, labels[1]), (here - there, labels[0])):
            if only:
                words += " " + locale.text(
                    "Only for {label} ({n}): {names}.",
                    label=own,
                    n=locale.number(len(only)),
                    names=_names(only, locale),
                )
        sentences.append(words)
    return sentences


def _names(codes: frozenset[str], locale: Locale) -> str:
    ordered = sorted(codes)
    names = [regions().name(code) for code in ordered[:NAMED]]
    more = len(ordered) - len(names)
    if more:
        names.append(locale.plural("{n} more region", "{n} more regions", more))
    return ", ".join(names)
