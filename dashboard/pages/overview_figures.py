"""The overview's key figures with their denominators, and the same of what lies around."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.facets import Narrowed
from dashboard.locale import Locale
from dashboard.pages.comparing import Compared
from dashboard.pages.figure_words import maybe_outside, stated_by, without_regency
from dashboard.pages.frame import filter_sentence
from dashboard.pages.key_figures import KeyFigure, draw_key_figures, figures_table
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import state_of
from dashboard.press.sentences import count_of

KEY: Final = "key_figures"


def overview_figures(view: View) -> None:
    """Draw the figures."""
    compared = Compared(view, "key_figures")
    with st.container(key=KEY):
        draw_key_figures(_figures(view, compared.now), compared)
        if compared.possible:
            compared.controls()


@remembered
def key_figures_exhibit(view: View) -> Exhibit:
    """The same figures as tiles."""
    locale = view.locale
    compared = Compared(view, "key_figures")
    now, figures = compared.now, _figures(view, compared.now)
    behind = view.data.figures("records_behind", view.filter)
    return Exhibit(
        key=KEY,
        title=_finding(view, now),
        sentence=filter_sentence(view, ("activities", "violations")),
        tiles=tuple(compared.tile(one.name, one.label, one.context) for one in figures),
        table=lambda: figures_table(figures, compared, locale),
        records=int(behind["state_records"]) + _told(now, "violations"),
        notes=compared.notes(),
    )


def _finding(view: View, now: "pd.Series[Any]") -> str:
    locale = view.locale
    activities = locale.plural("{n} activity", "{n} activities", int(now["activities"]))
    cases = locale.plural(
        "{n} suspected violation", "{n} suspected violations", count_of(now, "violations")
    )
    if int(now["regencies"]) == 1:
        return locale.text(
            "{place}: {activities} and {cases} on record",
            place=view.filter.place(locale),
            activities=activities,
            cases=cases,
        )
    return locale.text(
        "{pokja} of {total} kabupaten/kota have a Pokja on record; {activities} and {cases} are "
        "recorded",
        pokja=locale.number(int(now["regencies_with_pokja"])),
        total=locale.number(int(now["regencies"])),
        activities=activities,
        cases=cases,
    )


def _figures(view: View, now: "pd.Series[Any]") -> list[KeyFigure]:
    locale = view.locale
    around = _around(view)

    def part(name: str) -> str:
        words = _part(now, name, locale)
        for place, figures in around:
            words = locale.text(
                "{words} · {place}: {share}",
                words=words,
                place=place,
                share=locale.percent(int(figures[name]), int(figures["regencies"])),
            )
        # A state follows from all records, whatever the flows beside it are narrowed to.
        if view.filter.narrowing(locale, ("activities", "violations")):
            return locale.text("{context}; not narrowed", context=words)
        return words

    def flow(table: Narrowed, words: str) -> str:
        if view.filter.narrowing(locale, (table,)):
            return locale.text("narrowed; {context}", context=words)
        return words

    activities, silent = int(now["activities"]), int(now["activities_without_participants"])
    return [
        KeyFigure(
            "regencies_with_pokja", locale.text("Pokja on record"), part("regencies_with_pokja")
        ),
        KeyFigure("regencies_signed", locale.text("Commitment signed"), part("regencies_signed")),
        KeyFigure(
            "regencies_with_neither",
            locale.text("Neither of the two"),
            part("regencies_with_neither"),
        ),
        KeyFigure(
            "activities",
            locale.text("Activities"),
            flow(
                "activities",
                maybe_outside(int(now["activities_maybe_outside"]), locale)
                or without_regency(int(now["activities_without_regency"]), locale),
            ),
        ),
        KeyFigure(
            "participants",
            locale.text("Participants"),
            flow(
                "activities",
                stated_by(activities, silent, locale),
            ),
        ),
        KeyFigure(
            "violations",
            locale.text("Suspected violations"),
            flow("violations", _cases(now, locale)),
        ),
    ]


def _cases(now: "pd.Series[Any]", locale: Locale) -> str:
    """What the number of cases holds; nothing of a masked one."""
    if state_of(now, "violations") != "shown":
        return locale.text("masked so that nobody can be recognised")
    leads = count_of(now, "preliminary_information")
    return maybe_outside(_told(now, "violations_maybe_outside"), locale) or locale.plural(
        "cases; initial information ({n}) is counted apart",
        "cases; initial information ({n}) is counted apart",
        leads,
    )


def _told(now: "pd.Series[Any]", name: str) -> int:
    """A number that adds to others; a masked one adds nothing."""
    return int(now[name]) if state_of(now, name) == "shown" else 0


def _part(figures: "pd.Series[Any]", name: str, locale: Locale) -> str:
    """A number of regencies as a part of all that are counted."""
    n, total = int(figures[name]), int(figures["regencies"])
    return locale.text(
        "of {total} ({share})", total=locale.number(total), share=locale.percent(n, total)
    )


def _around(view: View) -> list[tuple[str, "pd.Series[Any]"]]:
    """The same numbers of what lies around the chosen places: their province and the country."""
    chosen, wider = view.filter, []
    provinces = sorted({code[:2] for code in chosen.regencies})
    if len(provinces) == 1:
        wider.append(replace(chosen, provinces=tuple(provinces), regencies=()))
    if chosen.regencies or chosen.provinces:
        wider.append(replace(chosen, provinces=(), regencies=()))
    return [
        (
            view.locale.text("Indonesia") if not asked.provinces else asked.place(view.locale),
            view.data.figures("key_figures", asked),
        )
        for asked in wider
    ]
