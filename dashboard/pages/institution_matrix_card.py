"""In which province or kabupaten/kota which type of institution is on record."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.institutions import ordered
from dashboard.charts.matrix import Cell, count_matrix
from dashboard.filters import Filter
from dashboard.labels import INSTITUTION_TYPES, institution_label, institution_short_label
from dashboard.locale import Locale
from dashboard.pages.frame import card, renamed
from dashboard.pages.institution_choices import (
    ACTIVITIES,
    EVERY,
    MAIN,
    MEASURE,
    REGENCIES,
    TYPES,
    role,
    segments,
)
from dashboard.pages.view import View
from dashboard.regions import regions

KEY = "institution_matrix"
MOST_COLUMNS = 10  # types drawn unless the reader asks for all; as many as a narrow screen holds


def matrix_card(view: View, figures: "pd.Series[Any]") -> None:
    """Regions by types; `figures` of `institution_figures`."""
    locale, chosen = view.locale, view.filter
    by_province = not chosen.regencies and len(chosen.provinces) != 1
    name = "institutions_by_province" if by_province else "institutions_by_regency"
    rows = view.data.ask(name, chosen, role=role())
    code = "province_code" if by_province else "regency_code"
    counted = "regencies" if by_province and MEASURE.value == REGENCIES else "activities"
    types = _types(view)
    drawn = types if TYPES.value == EVERY else types[:MOST_COLUMNS]
    cells = {
        (row[code], row["institution_type"]): Cell(int(row[counted]), _told(row, locale))
        for row in rows.to_dict("records")
        if row["institution_type"] in drawn
    }
    places = {place: regions().name(place) for place in _places(chosen, by_province)}
    card(
        view,
        key=KEY,
        title=_finding(view, figures),
        figure=count_matrix(
            cells,
            rows={place: name.removeprefix("Kabupaten ") for place, name in places.items()},
            columns={
                kind: institution_short_label(kind, locale)
                for kind in INSTITUTION_TYPES
                if kind in drawn
            },
            zero=locale.text("0: events of the province alone"),
            locale=locale,
            mode=view.mode,
        ),
        alt=_described(rows, places, types, code, locale),
        table=lambda: _table(rows, by_province, locale),
        records=int(figures["activities"]),
        notes=_notes(figures, by_province, counted, len(types) - len(drawn), locale),
        about=("activities",),
        above=lambda: _controls(by_province, len(types), locale),
    )


def _types(view: View) -> list[str]:
    """The types on record, the most frequent first: who has room is drawn."""
    return list(
        ordered(view.data.ask("institutions_by_type", view.filter, role=role()))["institution_type"]
    )


def _places(chosen: Filter, by_province: bool) -> list[str]:
    if by_province:
        return list(chosen.provinces or regions().provinces)
    return list(chosen.regencies) or regions().in_provinces(chosen.provinces)


def _controls(by_province: bool, types: int, locale: Locale) -> None:
    with st.container(horizontal=True, key="institution_matrix_controls"):
        if by_province:
            segments(
                MEASURE,
                locale.text("Numbers in the cells"),
                {
                    REGENCIES: locale.text("Number of kabupaten/kota"),
                    ACTIVITIES: locale.text("Number of activities"),
                },
                locale,
            )
        if types > MOST_COLUMNS:
            segments(
                TYPES,
                locale.text("Types shown"),
                {
                    MAIN: locale.text("{n} types", n=locale.number(MOST_COLUMNS)),
                    EVERY: locale.text("All {n} types", n=locale.number(types)),
                },
                locale,
            )


def _finding(view: View, figures: "pd.Series[Any]") -> str:
    locale = view.locale
    share = locale.share(int(figures["regencies_with_institution"]), int(figures["regencies"]))
    if kinds := view.filter.institution_types:
        return locale.text(
            "{types}: on record in {share} kabupaten/kota",
            types=", ".join(institution_label(kind, locale) for kind in kinds),
            share=share,
        )
    return locale.text("Institutions are on record in {share} kabupaten/kota", share=share)


def _told(row: dict[Any, Any], locale: Locale) -> str:
    activities = locale.plural("{n} activity", "{n} activities", int(row["activities"]))
    if "regencies" not in row:
        return activities
    where = locale.text(
        "{share} kabupaten/kota",
        share=locale.share(int(row["regencies"]), int(row["regencies_in_province"])),
    )
    return f"{where}, {activities}"


def _described(
    rows: pd.DataFrame, places: dict[str, str], types: list[str], code: str, locale: Locale
) -> str:
    return locale.text(
        "Table of {places} regions by {types} types of institutions; {n} of the regions have a "
        "record. The menu holds all numbers.",
        places=locale.number(len(places)),
        types=locale.number(len(types)),
        n=locale.number(rows[code].nunique()),
    )


def _notes(
    figures: "pd.Series[Any]", by_province: bool, counted: str, hidden: int, locale: Locale
) -> list[str]:
    notes = [
        locale.text("Cells count kabupaten/kota named by an activity with such an institution.")
        if counted == "regencies"
        else locale.text("Cells count activities with at least one such institution."),
        locale.text("Grey means that no record is known, not that nobody took part."),
        locale.text(
            "Ordered by region code, not by rank; a joint event is in each region it names."
        ),
    ]
    if hidden > 0:
        notes.append(
            locale.plural(
                "{n} more type, less often on record, is in the table.",
                "{n} more types, less often on record, are in the table.",
                hidden,
            )
        )
    if by_province:
        notes.append(
            locale.plural(
                "Without province, in no row: {n} activity.",
                "Without province, in no row: {n} activities.",
                int(figures["activities_without_province"]),
            )
        )
    else:
        notes.append(
            locale.plural(
                "Without kabupaten/kota, in no row: {n} activity.",
                "Without kabupaten/kota, in no row: {n} activities.",
                int(figures["activities_without_regency"]),
            )
        )
    return notes


def _table(rows: pd.DataFrame, by_province: bool, locale: Locale) -> pd.DataFrame:
    readable = rows.assign(
        type=[institution_label(code, locale) for code in rows["institution_type"]]
    )
    if by_province:
        columns = {
            "province_code": locale.text("Code"),
            "province_name": locale.text("Province"),
            "type": locale.text("Type of institution"),
            "regencies": locale.text("Kabupaten/kota"),
            "regencies_in_province": locale.text("of kabupaten/kota"),
            "activities": locale.text("Activities"),
        }
    else:
        columns = {
            "regency_code": locale.text("Code"),
            "regency_name": locale.text("Kabupaten/kota"),
            "type": locale.text("Type of institution"),
            "activities": locale.text("Activities"),
            "pokja_activities": locale.text("Of them with a Pokja"),
            "signing_activities": locale.text("Of them with a signing"),
        }
    return renamed(readable, columns)
