"""The profile's head: what region it is, where it lies, where it stands; its key figures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.camera import box
from dashboard.charts.describe import describe_coverage
from dashboard.charts.location_map import location_map
from dashboard.charts.theme import config, coverage_label
from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.geo_files import TOPOJSON_URL, geo_files
from dashboard.locale import Locale
from dashboard.pages.figure_words import stated_by
from dashboard.pages.frame import escape, filter_sentence, key_figure, signed, source_line
from dashboard.pages.map_ground import boundaries_line
from dashboard.pages.markup import paragraph, show, words
from dashboard.pages.profile_records import profile_finding
from dashboard.pages.profile_subject import Row, Subject, plain_rows
from dashboard.pages.tiles import tile_table
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Tile
from dashboard.press.simulated import marked

STATUS: Final = "profile_status"
FIGURES: Final = "profile_figures"
LEAST_CASES = 3  # for a rate, as in `rate_per_100k`


def head(view: View, subject: Subject) -> None:
    """Name, facts and status at the left, the map at the right."""
    locale = view.locale
    coverage, precision = _around(view, subject)
    finding, lines = _status(view, subject)
    with st.container(border=True, key="card_head"):
        text, place = st.columns([70, 30], gap="small")
        with text, st.container(key="head_text"):
            facts = f"<h1>{words(subject.name)}</h1>" + paragraph(
                words(_facts(subject, locale)), "facts"
            )
            show(facts, paragraph(words(finding), "finding"), _lines(lines))
            st.caption(
                "\n\n".join(
                    escape(line)
                    for line in (
                        " ".join(limits(view)),
                        source_line(view, subject.behind, boundaries_line(locale)),
                    )
                )
            )
        with place, st.container(key="location"):
            _location(view, subject, coverage, precision)


def profile_status_exhibit(view: View, subject: Subject) -> Exhibit:
    """Where the region stands: Pokja, signings, first activity, as a table."""
    locale = view.locale
    finding, lines = _status(view, subject)
    return Exhibit(
        key=STATUS,
        title=f"{subject.name}. {finding}",
        sentence=filter_sentence(view),
        table=lambda: pd.DataFrame(
            lines, columns=[locale.text("What is on record"), locale.text("Status")]
        ),
        records=subject.behind,
        notes=tuple(limits(view)),
    )


def _around(view: View, subject: Subject) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The state of the province's regencies, and how precise their first days are."""
    asked = view.filter.within_month()
    around = Filter((subject.province_code,), (), None, asked.until, asked.elections)
    coverage = view.data.ask("coverage_by_regency", around)
    return coverage, view.data.ask("first_days_by_regency", around)


def _status(view: View, subject: Subject) -> tuple[str, list[tuple[str, str]]]:
    """Where the region stands in a sentence, and its states with their names."""
    if subject.is_regency:
        return _regency_status(view, subject, *_around(view, subject))
    return _province_status(view, subject)


def _facts(subject: Subject, locale: Locale) -> str:
    facts = subject.facts
    districts = locale.plural("{n} kecamatan", "{n} kecamatan", int(facts["districts"]))
    inside = (
        [subject.province_name]
        if subject.is_regency
        else [locale.plural("{n} kabupaten/kota", "{n} kabupaten/kota", int(facts["regencies"]))]
    )
    parts = [
        *inside,
        locale.text("capital {name}", name=facts["capital"]) if facts["capital"] else "",
        locale.text(
            "{n} inhabitants ({year})",
            n=locale.number(int(facts["population"])),
            year=facts["population_year"],
        ),
        locale.text("{n} km²", n=locale.number(Decimal(str(facts["land_area_km2"]))))
        if facts["land_area_km2"] is not None
        else "",
        districts,
    ]
    return " · ".join(part for part in parts if part)


def _regency_status(
    view: View, subject: Subject, coverage: pd.DataFrame, precision: pd.DataFrame
) -> tuple[str, list[tuple[str, str]]]:
    locale = view.locale
    row = next(r for r in plain_rows(coverage) if r["regency_code"] == subject.code)
    days: Row = next((r for r in plain_rows(precision) if r["regency_code"] == subject.code), {})
    finding = locale.text(
        "As of {day}: {status}", day=_as_of(view), status=coverage_label(row["status"], locale)
    )
    lines = [
        (locale.text("Pokja Netralitas"), _pokja(view, row, days)),
        (
            locale.text("Signing of the whole region"),
            locale.text(
                "first on {day}",
                day=locale.span(days["first_signing_on"], days["first_signing_until"]),
            )
            if row["first_signing_on"]
            else locale.text("no record"),
        ),
        (
            locale.text("Kecamatan with a signing of their own"),
            locale.share(int(row["districts_signed"]), int(row["districts"])),
        ),
        (
            locale.text("First activity"),
            locale.span(days["first_activity_on"], days["first_activity_until"])
            if row["first_activity_on"]
            else locale.text("no record"),
        ),
    ]
    return finding, lines


def _pokja(view: View, row: Row, days: Row) -> str:
    locale = view.locale
    if row["first_pokja_on"]:
        day = locale.span(days["first_pokja_on"], days["first_pokja_until"])
        if row["pokja_evidence"] == "exists":
            return locale.text("already there on {day}", day=day)
        return locale.text("formed on {day}", day=day)
    for other in plain_rows(view.data.ask("other_pokja", view.filter)):
        if other["regency_code"] == row["regency_code"]:
            day = locale.span(other["on_from"], other["on_until"])
            return locale.text("only planned ({day}), not counted", day=day)
    return locale.text("no record")


def _province_status(view: View, subject: Subject) -> tuple[str, list[tuple[str, str]]]:
    locale, own = view.locale, subject.own
    total = int(own["regencies"])
    pokja, signings = int(own["regencies_with_pokja"]), int(own["regencies_signed"])
    finding = locale.text(
        "As of {day}: {pokja} of {total} kabupaten/kota have a Pokja on record, {signed} have "
        "signed",
        day=_as_of(view),
        pokja=locale.number(pokja),
        total=locale.number(total),
        signed=locale.number(signings),
    )
    states = plain_rows(view.data.ask("coverage_by_province", view.filter))[0]
    own_pokja = locale.text("no record")
    for other in plain_rows(view.data.ask("other_pokja", view.filter)):
        if other["regency_code"] is None:
            day = locale.span(other["on_from"], other["on_until"])
            own_pokja = (
                locale.text("already there on {day}", day=day)
                if other["pokja"] == "exists"
                else locale.text("formed on {day}", day=day)
            )
    signed_on = states["provincial_signed_on"]
    lines = [
        (locale.text("Kabupaten/kota with Pokja"), locale.share(pokja, total)),
        (locale.text("Kabupaten/kota signed"), locale.share(signings, total)),
        (locale.text("Pokja of the province itself"), own_pokja),
        (
            locale.text("Signing of the province itself"),
            locale.text("first on {day}", day=locale.short_date(signed_on))
            if signed_on
            else locale.text("no record"),
        ),
        (
            locale.text("Kecamatan with a signing of their own"),
            locale.share(int(own["districts_signed"]), int(own["districts"])),
        ),
    ]
    return finding, lines


def _lines(lines: list[tuple[str, str]]) -> str:
    items = (f"<dt>{words(name)}</dt><dd>{words(value)}</dd>" for name, value in lines)
    return f'<dl class="states">{"".join(items)}</dl>'


def _as_of(view: View) -> str:
    return view.locale.date(view.until or view.data.version.published_on)


def limits(view: View) -> list[str]:
    """What the numbers of a region cannot say."""
    locale = view.locale
    notes = [locale.text("“No record” means that none is known, not that nothing was done.")]
    counted = view.filter.elections or tuple(elections())
    if any(not elections()[e].regions_known for e in counted):
        notes.append(
            locale.text(
                "Which regions held these elections is not fully known here: a region without a "
                "record may not have held one."
            )
        )
    return notes


def _location(
    view: View, subject: Subject, coverage: pd.DataFrame, precision: pd.DataFrame
) -> None:
    until = precision[["regency_code", "first_pokja_until", "first_signing_until"]]
    here = Filter((subject.province_code,), (subject.code,) if subject.is_regency else ())
    points = None
    if subject.is_regency:
        points = view.data.ask("district_points", view.filter)
    figure = location_map(
        coverage.merge(until, on="regency_code", how="left"),
        regencies_url=geo_files().url(f"by_province/{subject.province_code}"),
        provinces_url=geo_files().url("provinces"),
        box=box(here),
        locale=view.locale,
        mode=view.mode,
        selected=subject.code if subject.is_regency else None,
        points=points,
    )
    described = describe_coverage(coverage, locale=view.locale)
    st.plotly_chart(
        figure,
        key="location_map",
        theme=None,
        config=config(view.locale, TOPOJSON_URL),
        alt=marked(view.mark, f"{subject.name}. {described}", ". "),
    )


@dataclass(frozen=True)
class _Number:
    """A number of the head: its name, itself (None where unknown), its change, and in words."""

    name: str
    value: int | float | None
    change: int | None
    tile: Tile


def profile_figures(view: View, subject: Subject) -> None:
    """Five numbers, each with what it is a part of."""
    locale, previous = view.locale, view.filter.previous()
    with st.container(key="profile_figures"):
        columns = st.columns(5, gap="small")
        for column, number in zip(columns, _numbers(view, subject), strict=True):
            with column:
                key_figure(
                    number.name,
                    number.tile.label,
                    number.tile.value,
                    number.tile.context,
                    None if number.change is None else signed(number.change, locale),
                )
        notes = [
            locale.text("Change against {period}", period=previous.period(locale))
            if previous
            else ""
        ]
        if view.filter.narrowed:
            notes.append(
                locale.text("Narrows activities and cases; coverage is counted from all records.")
            )
        if any(notes):
            st.caption(escape(" ".join(note for note in notes if note)))


def profile_figures_exhibit(view: View, subject: Subject) -> Exhibit:
    """The five numbers as tiles, those that changed with their change."""
    locale, numbers = view.locale, _numbers(view, subject)
    tiles = tuple(_with_change(number, locale) for number in numbers)
    previous = view.filter.previous()
    notes = []
    if previous:
        notes.append(
            locale.text("Compared with: {period}.", period=previous.period(locale)),
        )
    if view.filter.narrowed:
        notes.append(
            locale.text("Narrows activities and cases; coverage is counted from all records.")
        )
    return Exhibit(
        key=FIGURES,
        title=profile_finding(subject, locale),
        sentence=filter_sentence(view, ("activities", "violations")),
        tiles=tiles,
        table=lambda: tile_table(tiles, [number.value for number in numbers], locale),
        records=subject.records,
        notes=tuple(notes),
    )


def _with_change(number: _Number, locale: Locale) -> Tile:
    tile = number.tile
    if number.change is None:
        return tile
    changed = locale.text("change: {change}", change=signed(number.change, locale))
    return Tile(tile.label, tile.value, f"{tile.context}; {changed}" if tile.context else changed)


def _numbers(view: View, subject: Subject) -> list[_Number]:
    locale, now, own = view.locale, subject.figures, subject.own
    previous = view.filter.previous()
    before = view.data.figures("key_figures", previous) if previous else None

    def counted(name: str, label: str, context: str) -> _Number:
        value = None if pd.isna(now[name]) else int(now[name])
        told = "–" if value is None else locale.number(value)
        change = None
        if before is not None and value is not None and not pd.isna(before[name]):
            change = value - int(before[name])
        return _Number(name, value, change, Tile(label, told, context))

    activities, silent = int(now["activities"]), int(now["activities_without_participants"])
    rate = own["violations_per_100k"]
    districts, signings = int(own["districts"]), int(own["districts_signed"])
    return [
        counted("activities", locale.text("Activities"), _activities_context(subject, locale)),
        counted(
            "participants",
            locale.text("Participants"),
            stated_by(activities, silent, locale),
        ),
        counted(
            "violations",
            locale.text("Suspected violations"),
            _uncertain(int(now["violations_maybe_outside"]), locale)
            or locale.plural(
                "cases; initial information ({n}) is counted apart",
                "cases; initial information ({n}) is counted apart",
                int(now["preliminary_information"]),
            ),
        ),
        _Number(
            "rate",
            None if rate is None else float(rate),
            None,
            Tile(
                locale.text("Cases per 100,000 inhabitants"),
                "–" if rate is None else locale.number(rate, 2),
                _rate_context(own, locale),
            ),
        ),
        _Number(
            "districts",
            signings,
            None,
            Tile(
                locale.text("Kecamatan signed"),
                locale.number(signings),
                locale.text(
                    "of {total} ({share})",
                    total=locale.number(districts),
                    share=locale.percent(signings, districts),
                ),
            ),
        ),
    ]


def _activities_context(subject: Subject, locale: Locale) -> str:
    uncertain = _uncertain(int(subject.figures["activities_maybe_outside"]), locale)
    if uncertain or subject.is_regency:
        return uncertain or locale.text("that name this kabupaten/kota")
    return locale.plural(
        "{n} names no kabupaten/kota",
        "{n} name no kabupaten/kota",
        int(subject.figures["activities_without_regency"]),
    )


def _rate_context(own: Row, locale: Locale) -> str:
    if own["violations"] < LEAST_CASES:
        return locale.text("from 3 cases on only")
    return locale.text(
        "{cases}, {n} inhabitants ({year})",
        cases=locale.plural("{n} case", "{n} cases", int(own["violations"])),
        n=locale.number(int(own["population"])),
        year=own["population_year"],
    )


def _uncertain(count: int, locale: Locale) -> str:
    """Says where a count holds records whose day may lie outside the period; else nothing."""
    if count == 0:
        return ""
    return locale.plural(
        "of these {n} whose day may lie outside the period",
        "of these {n} whose day may lie outside the period",
        count,
    )
