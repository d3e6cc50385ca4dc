"""Ringkasan: which kabupaten/kota have formed a Pokja, which have signed, which have neither."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.theme import coverage_label
from dashboard.facets import Narrowed
from dashboard.locale import Locale
from dashboard.pages.comparing import Compared
from dashboard.pages.coverage_card import MAP_HEIGHT, coverage_card
from dashboard.pages.figure_words import maybe_outside, without_regency
from dashboard.pages.frame import (
    escape,
    heading,
    key_figure,
    listing,
    renamed,
    source_line,
)
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.province_table import provinces_section
from dashboard.pages.trend_cards import activities_card, growth_card, violations_card
from dashboard.pages.view import View


def overview(view: View) -> None:
    """Draw the page."""
    compared = Compared(view, "key_figures")
    figures = compared.now
    behind = view.data.figures("records_behind", view.filter)
    if not any(int(behind[name]) for name in ("state_records", "flow_violations")):
        nothing_here(view)
    _key_figures(view, compared)
    wide, narrow = st.columns([65.5, 34.5], gap="small")
    with wide:
        coverage_card(view)
    with narrow:
        _gaps(
            view,
            figures,
            int(behind["state_records"]) + int(figures["violations"]),
        )
    growth_card(view)
    left, right = st.columns(2, gap="small")
    with left:
        activities_card(view)
    with right:
        violations_card(view)
    provinces_section(view, int(behind["state_records"]))


def _key_figures(view: View, compared: Compared) -> None:
    locale, now = view.locale, compared.now
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

    def shown(name: str) -> str:
        return "–" if pd.isna(now[name]) else locale.number(int(now[name]))

    activities, silent = int(now["activities"]), int(now["activities_without_participants"])
    cards = [
        (locale.text("Pokja on record"), "regencies_with_pokja", part("regencies_with_pokja")),
        (locale.text("Commitment signed"), "regencies_signed", part("regencies_signed")),
        (
            locale.text("Neither of the two"),
            "regencies_with_neither",
            part("regencies_with_neither"),
        ),
        (
            locale.text("Activities"),
            "activities",
            flow(
                "activities",
                maybe_outside(int(now["activities_maybe_outside"]), locale)
                or without_regency(int(now["activities_without_regency"]), locale),
            ),
        ),
        (
            locale.text("Participants"),
            "participants",
            flow(
                "activities",
                locale.text(
                    "stated by {n} of {total} activities",
                    n=locale.number(activities - silent),
                    total=locale.number(activities),
                ),
            ),
        ),
        (
            locale.text("Suspected violations"),
            "violations",
            flow(
                "violations",
                maybe_outside(int(now["violations_maybe_outside"]), locale)
                or locale.plural(
                    "cases; initial information ({n}) is counted apart",
                    "cases; initial information ({n}) is counted apart",
                    int(now["preliminary_information"]),
                ),
            ),
        ),
    ]
    with st.container(key="key_figures"):
        for column, (label, name, context) in zip(st.columns(6, gap="small"), cards, strict=True):
            with column:
                key_figure(name, label, shown(name), context, compared.change(name))
        if compared.possible:
            compared.controls()


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


def _gaps(view: View, figures: "pd.Series[Any]", records: int) -> None:
    locale = view.locale
    rows = view.data.ask("violations_without_prevention", view.filter)
    title = locale.plural(
        "{n} kabupaten/kota with suspected violations, but neither Pokja nor signing recorded",
        "{n} kabupaten/kota with suspected violations, but neither Pokja nor signing recorded",
        len(rows),
    )
    readable = rows.assign(status=[coverage_label(status, locale) for status in rows["status"]])
    columns = {
        "regency_name": locale.text("Kabupaten/kota"),
        "violations": locale.text("Cases"),
        "status": locale.text("Status"),
    }
    everything = {**columns, "province_name": locale.text("Province")}
    with st.container(border=True, key="card_gaps", height="stretch"):
        heading(
            view,
            key="gaps",
            title=title,
            table=lambda: renamed(readable, everything),
            about=("violations",),
        )
        if rows.empty:
            st.info(
                locale.text(
                    "None: no kabupaten/kota here has a suspected violation on record without a "
                    "Pokja or a signing."
                )
            )
        else:
            listing(
                renamed(readable, columns),
                key="gap_list",
                height=MAP_HEIGHT,
                column_config={columns["violations"]: st.column_config.NumberColumn(width=60)},
            )
        notes = [
            locale.plural(
                "Without kabupaten/kota, not listed: {n} case.",
                "Without kabupaten/kota, not listed: {n} cases.",
                int(figures["violations_without_regency"]),
            ),
            locale.plural(
                "In the whole view {n} case whose day may lie outside the period is counted.",
                "In the whole view {n} cases whose day may lie outside the period are counted.",
                int(figures["violations_maybe_outside"]),
            )
            if figures["violations_maybe_outside"]
            else "",
            locale.text("Ordered by region code, not by rank."),
            source_line(view, records),
        ]
        st.caption(escape(" ".join(note for note in notes if note)))
