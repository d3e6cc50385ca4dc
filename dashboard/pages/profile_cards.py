"""The profile's lists: who took part, what is below, which sources stand behind it."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts.theme import coverage_label
from dashboard.labels import institution_label
from dashboard.locale import Locale
from dashboard.pages.frame import escape, exhibit_heading, filter_sentence, renamed, source_line
from dashboard.pages.markup import (
    PRINT_ONLY,
    SCREEN_ONLY,
    and_more,
    inner_link,
    link,
    muted,
    paragraph,
    row,
    show,
    table,
    words,
)
from dashboard.pages.profile_subject import Row, Subject, address, plain_rows
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_notes

INSTITUTIONS: Final = "region_institutions"
DISTRICTS: Final = "region_districts"
REGENCIES: Final = "region_regencies"
SOURCES: Final = "region_sources"
_INSTITUTIONS, _PRINTED_INSTITUTIONS = 10, 3
_SOURCES, _PRINTED_SOURCES = 60, 8
_PRINTED_DISTRICTS = 12


def institutions_card(view: View, subject: Subject) -> None:
    """The institutions that took part, the most frequent first."""
    locale = view.locale
    rows = plain_rows(view.data.ask("region_institutions", view.filter))
    exhibit = institutions_exhibit(view, subject)
    with st.container(border=True, key=f"card_{INSTITUTIONS}"):
        exhibit_heading(view, exhibit)
        heads = [locale.text("Institution"), locale.text("Type"), locale.text("Activities")]
        cells = (
            row(
                [
                    words(found["name"]),
                    words(institution_label(found["institution_type"], locale)),
                    words(locale.number(found["activities"])),
                ],
                SCREEN_ONLY if place >= _PRINTED_INSTITUTIONS else "",
            )
            for place, found in enumerate(rows[:_INSTITUTIONS])
        )
        if rows:
            show(table("counted", heads, cells))
        and_more(len(rows), _INSTITUTIONS, _PRINTED_INSTITUTIONS, locale)
        _foot(view, exhibit)


def _foot(view: View, exhibit: Exhibit) -> None:
    st.caption(escape(" ".join([*exhibit.notes, source_line(view, exhibit.records)])))


def institutions_exhibit(view: View, subject: Subject) -> Exhibit:
    """The institutions that took part, the most frequent first, as a table."""
    locale = view.locale
    frame = view.data.ask("region_institutions", view.filter)
    return Exhibit(
        key=INSTITUTIONS,
        title=locale.plural("{n} institution took part", "{n} institutions took part", len(frame)),
        sentence=filter_sentence(view, ("activities",)),
        table=lambda: _institution_table(frame, locale),
        records=int(subject.figures["activities"]),
        notes=(
            locale.text("As the records name them. One that is not named may have been there."),
        ),
    )


def _institution_table(frame: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    types = [institution_label(code, locale) for code in frame["institution_type"]]
    return renamed(
        frame.assign(institution_type=types),
        {
            "name": locale.text("Institution"),
            "institution_type": locale.text("Type"),
            "activities": locale.text("Activities"),
            "with_signing": locale.text("Activities with a signing"),
        },
    )


def districts_card(view: View, subject: Subject) -> None:
    """The regency's kecamatan: those with a signing of their own, then the others, by code."""
    locale = view.locale
    rows = plain_rows(view.data.ask("district_signings", view.filter))
    signed = [found for found in rows if found["signed_from"]]
    others = [found for found in rows if not found["signed_from"]]
    exhibit = districts_exhibit(view, subject)
    with st.container(border=True, key=f"card_{DISTRICTS}"):
        exhibit_heading(view, exhibit)
        items = [
            f'<li><span class="shape" aria-hidden="true">✓</span> {words(found["district_name"])} '
            f"({words(locale.span(found['signed_from'], found['signed_until']))})</li>"
            for found in signed
        ]
        items = [
            item if place < _PRINTED_DISTRICTS else item.replace("<li>", '<li class="screen-only">')
            for place, item in enumerate(items)
        ]
        if items:
            show('<ul class="flow">', *items, "</ul>")
        if others:
            names = " · ".join(words(found["district_name"]) for found in others)
            label = words(locale.text("No record:"))
            show(paragraph(f'{label} <span class="muted">{names}</span>', SCREEN_ONLY))
            count = locale.plural(
                "No record: {n} kecamatan", "No record: {n} kecamatan", len(others)
            )
            show(paragraph(words(count), PRINT_ONLY))
        _foot(view, exhibit)


def districts_exhibit(view: View, subject: Subject) -> Exhibit:
    """The regency's kecamatan with the day of a signing of their own, as a table."""
    locale = view.locale
    frame = view.data.ask("district_signings", view.filter)
    return Exhibit(
        key=DISTRICTS,
        title=locale.text(
            "{share} kecamatan have a signing of their own on record",
            share=locale.share(int(frame["signed_from"].notna().sum()), len(frame)),
        ),
        sentence=filter_sentence(view),
        table=lambda: _district_table(frame, locale),
        records=subject.behind,
    )


def _district_table(frame: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    states = [
        locale.text("no record") if pd.isna(day) else locale.text("signed")
        for day in frame["signed_from"]
    ]
    return renamed(
        frame.assign(state=states),
        {
            "district_code": locale.text("Code"),
            "district_name": locale.text("Kecamatan"),
            "state": locale.text("Signing"),
            "signed_from": locale.text("First day"),
            "signed_until": locale.text("Last possible day"),
        },
    )


def regencies_card(view: View, subject: Subject) -> None:
    """The province's regencies with their status, each leading to its profile."""
    rows = plain_rows(view.data.ask("coverage_by_regency", view.filter))
    exhibit = regencies_exhibit(view, subject)
    with st.container(border=True, key=f"card_{REGENCIES}"):
        exhibit_heading(view, exhibit)
        show(
            '<ul class="regencies">',
            *(f"<li>{_regency(view, found)}</li>" for found in rows),
            "</ul>",
        )
        _foot(view, exhibit)


def regencies_exhibit(view: View, subject: Subject) -> Exhibit:
    """The province's regencies with their status and counts, as a table."""
    locale = view.locale
    frame = view.data.ask_masked("coverage_by_regency", view.filter)
    return Exhibit(
        key=REGENCIES,
        title=locale.plural(
            "{n} kabupaten/kota and where they stand",
            "{n} kabupaten/kota and where they stand",
            len(frame),
        ),
        sentence=filter_sentence(view, ("activities", "violations")),
        table=lambda: renamed(
            frame.assign(status=[coverage_label(s, locale) for s in frame["status"]]),
            {
                "regency_code": locale.text("Code"),
                "regency_name": locale.text("Kabupaten/kota"),
                "status": locale.text("Status"),
                "activities": locale.text("Activities"),
                "violations": locale.text("Cases"),
            },
        ),
        records=subject.records,
        notes=(
            locale.text("Ordered by region code, not by rank."),
            *masked_notes(frame, "violations", locale),
        ),
    )


def _regency(view: View, found: Row) -> str:
    locale = view.locale
    code = found["regency_code"]
    counts = [
        locale.plural("{n} activity", "{n} activities", found["activities"])
        if found["activities"]
        else "",
        locale.plural("{n} case", "{n} cases", found["violations"]) if found["violations"] else "",
    ]
    told = ", ".join(count for count in counts if count)
    name = inner_link(found["regency_name"], address(view, (code[:2],), (code,)))
    status = coverage_label(found["status"], locale)
    return f'{name} {muted(status)}<span class="{SCREEN_ONLY}">{muted(told)}</span>'


def sources_card(view: View, subject: Subject) -> None:
    """Every source behind the page with the number of its records, by name."""
    locale = view.locale
    rows = plain_rows(view.data.ask("region_sources", view.filter))
    if not rows:
        return
    exhibit = sources_exhibit(view, subject)
    with st.container(border=True, key=f"card_{SOURCES}"):
        exhibit_heading(view, exhibit)
        items = [
            f"{link(found['source_name'], found['source_url'])} ({locale.number(found['records'])})"
            for found in rows[:_SOURCES]
        ]
        show(
            '<ul class="flow">',
            *(
                f'<li class="{SCREEN_ONLY}">{item}</li>'
                if place >= _PRINTED_SOURCES
                else f"<li>{item}</li>"
                for place, item in enumerate(items)
            ),
            "</ul>",
        )
        and_more(len(rows), _SOURCES, _PRINTED_SOURCES, locale)
        _foot(view, exhibit)


def sources_exhibit(view: View, subject: Subject) -> Exhibit:
    """Every source with the number of its records about the region, by name, as a table."""
    locale = view.locale
    rows = plain_rows(view.data.ask("region_sources", view.filter))
    records = sum(int(found["records"]) for found in rows)
    return Exhibit(
        key=SOURCES,
        title=locale.text(
            "{records} about {place} from {sources}",
            records=locale.plural("{n} record", "{n} records", records),
            place=subject.name,
            sources=locale.plural("{n} source", "{n} sources", _names(rows)),
        ),
        sentence=filter_sentence(view),
        table=lambda: renamed(
            _by_name(rows),
            {"source_name": locale.text("Source"), "records": locale.text("Records")},
        ),
        records=records,
        notes=(locale.text("Beside the records of the comparison."),),
    )


def _by_name(rows: list[Row]) -> pd.DataFrame:
    """Addresses are left out, since they may hold names."""
    totals: dict[str, int] = {}
    for found in rows:
        totals[found["source_name"]] = totals.get(found["source_name"], 0) + found["records"]
    return pd.DataFrame(totals.items(), columns=["source_name", "records"])


def _names(rows: list[Row]) -> int:
    return len({found["source_name"] for found in rows})
