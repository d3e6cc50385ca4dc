"""Ringkasan: which kabupaten/kota have formed a Pokja, which have signed, which have neither."""

import datetime as dt
import re
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.camera import boundaries_are_indicative, box
from dashboard.charts.coverage_map import coverage_map
from dashboard.charts.describe import describe_coverage, describe_growth, describe_months
from dashboard.charts.labels import category_label, kind_label
from dashboard.charts.theme import coverage_label
from dashboard.charts.trend import (
    activities_by_month,
    coverage_growth,
    undated,
    violations_by_month,
)
from dashboard.elections import elections, stages_of
from dashboard.geo_files import geo_files
from dashboard.locale import Locale
from dashboard.pages.frame import (
    card,
    escape,
    heading,
    key_figure,
    listing,
    renamed,
    signed,
    source_line,
)
from dashboard.pages.view import View, go_to, places, start_anew
from dashboard.regions import regions

MAP = "coverage_map"
_MAP_HEIGHT = 420  # px; the country is wide
_PLACE_HEIGHT = 560  # px; a province or regency is rather tall
# Left out where a name stands on the map; "Kota" stays, since a kabupaten may have the same name.
_UNSAID = re.compile(r"^(Kabupaten Administrasi|Kota Administrasi|Kabupaten) ")


def overview(view: View) -> None:
    """Draw the page."""
    figures = view.data.figures("key_figures", view.filter)
    behind = view.data.figures("records_behind", view.filter)
    if not any(int(behind[name]) for name in ("state_records", "flow_violations")):
        _nothing_here(view)
    _key_figures(view, figures)
    wide, narrow = st.columns([65, 35], gap="small")
    with wide:
        _coverage(view, figures, int(behind["state_records"]))
    with narrow:
        _gaps(
            view,
            figures,
            int(behind["state_records"]) + int(figures["violations"]),
        )
    stages = _stages(view)
    _growth(view, stages, int(figures["regencies"]), int(behind["state_records"]))
    left, right = st.columns(2, gap="small")
    with left:
        _activities(view, stages, figures, int(behind["flow_activities"]))
    with right:
        _violations(view, stages, figures)
    _provinces(view, int(behind["state_records"]))


def _nothing_here(view: View) -> None:
    """Says that a filter finds nothing, and leads back to where there is something."""
    with st.container(horizontal=True, vertical_alignment="center", key="nothing_here"):
        st.info(
            view.locale.text("No record is known for this filter: empty, not zero."),
            width="stretch",
        )
        st.button(
            view.locale.text("Remove all filters"),
            on_click=start_anew,
            args=(view,),
            key="start_anew",
        )


# --- key figures ----------------------------------------------------------------------------------


def _key_figures(view: View, now: "pd.Series[Any]") -> None:
    locale = view.locale
    previous = view.filter.previous()
    before = view.data.figures("key_figures", previous) if previous else None
    total = int(now["regencies"])

    def change(name: str) -> str | int | None:
        if before is None or pd.isna(now[name]) or pd.isna(before[name]):
            return None
        return signed(int(now[name]) - int(before[name]), locale)

    def part(name: str) -> str:
        n = int(now[name])
        return locale.text(
            "of {total} ({share})", total=locale.number(total), share=locale.percent(n, total)
        )

    def shown(name: str) -> str:
        return "–" if pd.isna(now[name]) else locale.number(int(now[name]))

    activities, silent = int(now["activities"]), int(now["activities_without_participants"])
    cards = [
        (locale.text("Pokja on record"), "regencies_with_pokja", part("regencies_with_pokja")),
        (locale.text("Neutrality commitment signed"), "regencies_signed", part("regencies_signed")),
        (
            locale.text("Neither of the two"),
            "regencies_with_neither",
            part("regencies_with_neither"),
        ),
        (
            locale.text("Activities"),
            "activities",
            _uncertain(int(now["activities_maybe_outside"]), locale)
            or locale.plural(
                "{n} names no kabupaten/kota",
                "{n} name no kabupaten/kota",
                int(now["activities_without_regency"]),
            ),
        ),
        (
            locale.text("Participants"),
            "participants",
            locale.text(
                "stated by {n} of {total} activities",
                n=locale.number(activities - silent),
                total=locale.number(activities),
            ),
        ),
        (
            locale.text("Suspected violations"),
            "violations",
            _uncertain(int(now["violations_maybe_outside"]), locale)
            or locale.plural(
                "cases; initial information ({n}) is counted apart",
                "cases; initial information ({n}) is counted apart",
                int(now["preliminary_information"]),
            ),
        ),
    ]
    with st.container(key="key_figures"):
        for column, (label, name, context) in zip(st.columns(6, gap="small"), cards, strict=True):
            with column:
                key_figure(name, label, shown(name), context, change(name))
        if previous is not None:
            st.caption(
                escape(locale.text("Change against {period}", period=previous.period(locale)))
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


# --- coverage -------------------------------------------------------------------------------------


def _finding(view: View, figures: "pd.Series[Any]", rows: pd.DataFrame) -> str:
    locale = view.locale
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"{row['regency_name']}: {coverage_label(row['status'], locale)}"
    total = locale.number(int(figures["regencies"]))
    return locale.text(
        "{pokja} of {total} kabupaten/kota have a Pokja on record, {signed} have signed",
        pokja=locale.number(int(figures["regencies_with_pokja"])),
        signed=locale.number(int(figures["regencies_signed"])),
        total=total,
    )


def _coverage(view: View, figures: "pd.Series[Any]", records: int) -> None:
    locale, chosen = view.locale, view.filter
    rows = view.data.ask("coverage_by_regency", chosen)
    precision = view.data.ask("first_days_by_regency", chosen)
    until = precision[["regency_code", "first_pokja_until", "first_signing_until"]]
    provinces = {code[:2] for code in chosen.regencies} | set(chosen.provinces)
    inside = len(provinces) == 1
    points = labels = None
    if inside:
        districts = view.data.ask("district_points", chosen)
        if len(chosen.regencies) == 1:
            points = districts
        else:
            labels = _label_points(districts)
    layer = f"by_province/{min(provinces)}" if inside else "regencies"
    figure = coverage_map(
        rows.merge(until, on="regency_code", how="left"),
        regencies_url=geo_files().url(layer),
        provinces_url=geo_files().url("provinces"),
        box=box(chosen),
        locale=locale,
        mode=view.mode,
        selected=chosen.regencies[0] if len(chosen.regencies) == 1 else None,
        height=_PLACE_HEIGHT if inside else _MAP_HEIGHT,
        points=points,
        outlines=not chosen.regencies,
        labels=labels is not None,
        label_points=labels,
        width=860,
    )
    card(
        view,
        key=MAP,
        title=_finding(view, figures, rows),
        figure=figure,
        alt=describe_coverage(rows, locale=locale),
        table=lambda: _coverage_table(rows, locale),
        records=records,
        notes=_notes(view),
        source=_boundaries(locale),
        on_select=_open_clicked,
        above=lambda: _path(view),
    )


def _boundaries(locale: Locale) -> str:
    if boundaries_are_indicative():
        return locale.text("indicative boundaries © OpenStreetMap contributors, no legal reference")
    return locale.text("boundaries from an imported file")


def _path(view: View) -> None:
    """Where the map is, from the country down; each step leads back to it."""
    chosen, locale = view.filter, view.locale
    provinces = sorted({code[:2] for code in chosen.regencies} | set(chosen.provinces))
    if not provinces:
        return
    with st.container(horizontal=True, gap="small", key="path"):
        st.button(
            locale.text("Indonesia"),
            type="tertiary",
            icon=":material/public:",
            on_click=go_to,
            args=((), ()),
            key="path_country",
        )
        if len(provinces) == 1:
            st.button(
                regions().name(provinces[0]),
                type="tertiary",
                icon=":material/chevron_right:",
                disabled=not chosen.regencies,
                on_click=go_to,
                args=((provinces[0],), ()),
                key="path_province",
            )
        if len(chosen.regencies) == 1:
            st.button(
                regions().name(chosen.regencies[0]),
                type="tertiary",
                icon=":material/chevron_right:",
                disabled=True,
                key="path_regency",
            )


def _open_clicked() -> None:
    """A click opens the regency's province, a click in the open province the regency."""
    clicked = st.session_state[MAP].selection.points
    codes = [str(point.get("location", "")) for point in clicked]
    code = next((code for code in codes if code in regions().regencies), None)
    if code is None:
        return
    province = code[:2]
    provinces, regencies = places()
    if provinces == [province]:
        again = regencies == [code]
        go_to((province,), () if again else (code,))
    else:
        go_to((province,), ())


def _label_points(districts: pd.DataFrame) -> pd.DataFrame:
    """Where a regency's name is written: amid its kecamatan."""
    centres = districts.groupby("regency_code", as_index=False)[["longitude", "latitude"]].median()
    return pd.DataFrame(
        {
            "code": centres["regency_code"],
            "name": [_UNSAID.sub("", regions().name(code)) for code in centres["regency_code"]],
            "longitude": centres["longitude"].round(4),
            "latitude": centres["latitude"].round(4),
        }
    )


def _notes(view: View) -> list[str]:
    locale = view.locale
    found = view.data.ask("other_pokja", view.filter)
    provincial, planned = [], []
    for row in found.to_dict("records"):
        day = locale.span(row["on_from"], row["on_until"])
        if row["pokja"] == "planned":
            planned.append(f"{row['regency_name']} ({day})")
        elif row["pokja"] == "exists":
            provincial.append(
                locale.text("{name} (already there on {day})", name=row["province_name"], day=day)
            )
        else:
            provincial.append(f"{row['province_name']} ({day})")
    notes = [locale.text("Grey means that no record is known, not that nothing was done.")]
    if provincial:
        notes.append(
            locale.text(
                "Pokja of provinces, not counted above: {list}.", list=", ".join(provincial)
            )
        )
    if planned:
        notes.append(
            locale.text("Pokja only planned, not counted above: {list}.", list=", ".join(planned))
        )
    counted = view.filter.elections or tuple(elections())
    if any(not elections()[e].regions_known for e in counted):
        notes.append(
            locale.text(
                "Which regions held these elections is not fully known here: a region without a "
                "record may not have held one."
            )
        )
    return notes


def _coverage_table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    readable = rows.assign(
        status=[coverage_label(status, locale) for status in rows["status"]],
        pokja_evidence=rows["pokja_evidence"].map(
            {"formed": locale.text("formed"), "exists": locale.text("already there")}
        ),
        violations_per_100k=rows["violations_per_100k"].where(rows["violations"] >= 3),
    )
    return renamed(
        readable,
        {
            "regency_code": locale.text("Code"),
            "regency_name": locale.text("Kabupaten/kota"),
            "province_name": locale.text("Province"),
            "status": locale.text("Status"),
            "first_pokja_on": locale.text("First Pokja"),
            "pokja_evidence": locale.text("Evidence"),
            "first_signing_on": locale.text("First signing"),
            "districts_signed": locale.text("Kecamatan signed"),
            "districts": locale.text("Kecamatan"),
            "activities": locale.text("Activities"),
            "participants": locale.text("Participants"),
            "activities_without_participants": locale.text("Activities without participants"),
            "violations": locale.text("Suspected violations"),
            "violations_per_100k": locale.text("Cases per 100,000 inhabitants (from 3 cases)"),
        },
    )


# --- the list of what is missing ------------------------------------------------------------------


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
        heading(view, key="gaps", title=title, table=lambda: renamed(readable, everything))
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
                height=_MAP_HEIGHT,
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


# --- over time ------------------------------------------------------------------------------------


def _stages(view: View) -> pd.DataFrame:
    found = stages_of(view.filter.elections)
    return pd.DataFrame(
        [(stage.election, stage.code, stage.first, stage.last) for stage in found],
        columns=["election", "stage", "from", "to"],
    )


def _growth(view: View, stages: pd.DataFrame, total: int, records: int) -> None:
    locale = view.locale
    rows = view.data.ask("coverage_over_time", view.filter)
    until = view.until or view.data.version.published_on
    if rows.empty:
        title = locale.text("No activity is recorded for this filter")
    elif total == 1:
        title = locale.text(
            "{place}: what is recorded, month by month", place=view.filter.place(locale)
        )
    else:
        title = locale.text(
            "By {day}, {pokja} kabupaten/kota have a Pokja on record and {signed} have signed",
            day=locale.date(until),
            pokja=locale.number(int(rows["regencies_with_pokja"].iloc[-1])),
            signed=locale.number(int(rows["regencies_signed"].iloc[-1])),
        )
    card(
        view,
        key="coverage_growth",
        title=title,
        figure=coverage_growth(
            rows, stages=stages, locale=locale, mode=view.mode, total=total, as_of=until
        ),
        alt=describe_growth(rows, total=total, as_of=until, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "month": locale.text("Month"),
                "regencies_with_pokja": locale.text("Kabupaten/kota with Pokja"),
                "regencies_signed": locale.text("Kabupaten/kota signed"),
                "regencies_active": locale.text("Kabupaten/kota with any activity"),
            },
        ),
        records=records,
    )


def _activities(view: View, stages: pd.DataFrame, figures: "pd.Series[Any]", records: int) -> None:
    locale = view.locale
    rows = view.data.ask("activities_over_time", view.filter)
    count = int(figures["activities"])
    readable = rows.assign(kind=[kind_label(kind, locale) for kind in rows["kind"]])
    card(
        view,
        key="activities_by_month",
        title=locale.plural(
            "{n} prevention activity is recorded", "{n} prevention activities are recorded", count
        ),
        figure=activities_by_month(rows, stages=stages, locale=locale, mode=view.mode),
        alt=describe_months(rows, locale=locale),
        table=lambda: renamed(
            readable,
            {
                "month": locale.text("Month"),
                "kind": locale.text("Kind"),
                "activities": locale.text("Activities"),
                "participants": locale.text("Participants"),
            },
        ),
        records=records,
        notes=[*_without_month(undated(rows), locale), *_partial_months(view)],
    )


def _violations(view: View, stages: pd.DataFrame, figures: "pd.Series[Any]") -> None:
    locale = view.locale
    rows = view.data.ask("violations_over_time", view.filter)
    count = int(figures["violations"])
    readable = rows.assign(category=[category_label(c, locale) for c in rows["category"]])
    card(
        view,
        key="violations_by_month",
        title=locale.plural(
            "{n} suspected violation became public", "{n} suspected violations became public", count
        ),
        figure=violations_by_month(rows, stages=stages, locale=locale, mode=view.mode),
        alt=describe_months(rows, locale=locale),
        table=lambda: renamed(
            readable,
            {
                "month": locale.text("Month"),
                "category": locale.text("Category"),
                "violations": locale.text("Suspected violations"),
            },
        ),
        records=count,
        notes=[
            *_without_month(undated(rows), locale),
            *_partial_months(view),
            locale.text("By the day the source made the case public, not the day it was filed."),
        ],
    )


def _partial_months(view: View) -> list[str]:
    since, until = view.filter.since, view.filter.until
    begins_inside = since is not None and since.day != 1
    ends_inside = until is not None and (until + dt.timedelta(days=1)).day != 1
    if not (begins_inside or ends_inside):
        return []
    return [view.locale.text("The first or the last month is only partly in the period.")]


def _without_month(count: int, locale: Locale) -> list[str]:
    if count == 0:
        return []
    return [
        locale.plural(
            "Without a known month, not drawn: {n} record.",
            "Without a known month, not drawn: {n} records.",
            count,
        )
    ]


# --- provinces ------------------------------------------------------------------------------------


def _provinces(view: View, records: int) -> None:
    """The provinces' table; asked for only when the reader opens it."""
    locale = view.locale
    opened = st.expander(
        locale.text("Coverage by province"),
        icon=":material/table_view:",
        on_change="rerun",
        key="province_table",
    )
    if not opened.open:
        return
    with opened:
        listing(_province_table(view), key="province_list", height=760)
        st.caption(
            escape(
                locale.text(
                    "Ordered by region code, not by rank. An event that names several "
                    "kabupaten/kota counts once here and once in each of them; national events "
                    "are in no province."
                )
            )
        )
        st.caption(escape(source_line(view, records)))


def _province_table(view: View) -> pd.DataFrame:
    locale = view.locale
    rows = view.data.ask("coverage_by_province", view.filter)
    evidence = {"formed": locale.text("formed"), "exists": locale.text("already there")}

    def shares(name: str) -> list[str]:
        pairs = zip(rows[name], rows["regencies"], strict=True)
        return [locale.share(int(n), int(total)) for n, total in pairs]

    return renamed(
        rows.assign(
            pokja=shares("regencies_with_pokja"),
            signed=shares("regencies_signed"),
            provincial_pokja=rows["provincial_pokja"].map(evidence).fillna("–"),
        ),
        {
            "province_name": locale.text("Province"),
            "pokja": locale.text("Kabupaten/kota with Pokja"),
            "signed": locale.text("Kabupaten/kota signed"),
            "regencies_with_neither": locale.text("Neither recorded"),
            "provincial_pokja": locale.text("Pokja of the province"),
            "activities": locale.text("Activities"),
            "activities_without_regency": locale.text("Activities without kabupaten/kota"),
            "violations": locale.text("Cases"),
            "violations_without_regency": locale.text("Cases without kabupaten/kota"),
        },
    )
