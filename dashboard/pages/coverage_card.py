"""The coverage map: one status per regency, from the country down to the kecamatan."""

from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts.coverage_map import coverage_map
from dashboard.charts.describe import describe_coverage
from dashboard.charts.theme import coverage_label
from dashboard.elections import elections
from dashboard.locale import Locale
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.map_ground import (
    boundaries_line,
    open_clicked,
    open_province,
    path,
    regency_ground,
)
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_notes

MAP = "coverage_map"
MAP_HEIGHT = 420  # px; the country is wide
_NAMED = 8  # of each list in a note; the others are in the tables
_PLACE_HEIGHT = 560  # px; a province or regency is rather tall


def coverage_card(view: View) -> None:
    """The map with the way down and back."""
    card(
        view,
        coverage_exhibit(view),
        on_select=partial(open_clicked, MAP),
        above=lambda: path(view),
    )


@remembered
def coverage_exhibit(view: View) -> Exhibit:
    """The map of the coverage status of every regency."""
    locale, chosen = view.locale, view.filter
    rows = view.data.ask_masked("coverage_by_regency", chosen)
    precision = view.data.ask("first_days_by_regency", chosen)
    until = precision[["regency_code", "first_pokja_until", "first_signing_until"]]
    ground = regency_ground(view)
    figure = coverage_map(
        rows.merge(until, on="regency_code", how="left"),
        regencies_url=ground.pop("regions_url"),
        **ground,
        locale=locale,
        mode=view.mode,
        height=view.height(_PLACE_HEIGHT if open_province(chosen) else MAP_HEIGHT),
        labels=True,
        width=view.width(860),
    )
    return Exhibit(
        key=MAP,
        title=coverage_finding(view, view.data.figures("key_figures", chosen), rows),
        sentence=filter_sentence(view),
        figure=figure,
        alt=describe_coverage(rows, locale=locale),
        table=lambda: _coverage_table(rows, locale),
        records=int(view.data.figures("records_behind", chosen)["state_records"]),
        notes=(*coverage_notes(view), *masked_notes(rows, "violations", locale)),
        source=boundaries_line(locale),
    )


def coverage_finding(view: View, figures: "pd.Series[Any]", rows: pd.DataFrame) -> str:
    """What the map shows, in a sentence; `rows` are those of `coverage_by_regency`."""
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


def _listed(names: list[str], locale: Locale) -> str:
    told = names[:_NAMED]
    if more := len(names) - len(told):
        told.append(locale.plural("{n} more", "{n} more", more))
    return ", ".join(told)


def coverage_notes(view: View, *, planned: bool = True, grey: bool = True) -> list[str]:
    """What a map of coverage does not count. `grey`: with what grey means there; `planned`: with
    the names of the regencies that only plan a Pokja, where the map does not show them."""
    locale = view.locale
    found = view.data.ask("other_pokja", view.filter)
    provincial, plans = [], []
    for row in found.to_dict("records"):
        day = locale.span(row["on_from"], row["on_until"])
        if row["pokja"] == "planned":
            plans.append(f"{row['regency_name']} ({day})")
        elif row["pokja"] == "exists":
            provincial.append(
                locale.text("{name} (already there on {day})", name=row["province_name"], day=day)
            )
        else:
            provincial.append(f"{row['province_name']} ({day})")
    notes = []
    if grey:
        notes.append(locale.text("Grey means that no record is known, not that nothing was done."))
    if provincial:
        notes.append(
            locale.text(
                "Pokja of provinces, not counted above: {list}.", list=_listed(provincial, locale)
            )
        )
    if planned and plans:
        notes.append(
            locale.text(
                "Pokja only planned, not counted above: {list}.", list=_listed(plans, locale)
            )
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
