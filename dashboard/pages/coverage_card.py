"""The coverage map: one status per regency, from the country down to the kecamatan."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.camera import boundaries_are_indicative, box
from dashboard.charts.coverage_map import coverage_map
from dashboard.charts.describe import describe_coverage
from dashboard.charts.theme import coverage_label
from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.geo_files import geo_files
from dashboard.locale import Locale
from dashboard.pages.frame import card, renamed
from dashboard.pages.view import View, go_to, places
from dashboard.regions import regions

MAP = "coverage_map"
MAP_HEIGHT = 420  # px; the country is wide
_PLACE_HEIGHT = 560  # px; a province or regency is rather tall
# Left out where a name stands on the map; "Kota" stays, since a kabupaten may have the same name.
_UNSAID = re.compile(r"^(Kabupaten Administrasi|Kota Administrasi|Kabupaten) ")


def coverage_card(view: View, figures: "pd.Series[Any]", records: int) -> None:
    """The map with the way down and back; `figures` of the filter, `records` behind them."""
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
        # Regencies far apart are shown in the whole country, or nobody knew where they lie.
        box=box(chosen if inside or not chosen.regencies else Filter()),
        locale=locale,
        mode=view.mode,
        selected=chosen.regencies[0] if len(chosen.regencies) == 1 else None,
        height=_PLACE_HEIGHT if inside else MAP_HEIGHT,
        points=points,
        outlined=_outlined(chosen, inside),
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


def _outlined(chosen: Filter, inside: bool) -> list[str] | None:
    """The provinces to outline: of single regencies none, or all where they are far apart."""
    if not chosen.regencies:
        return None
    return [] if inside else list(regions().provinces)


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
