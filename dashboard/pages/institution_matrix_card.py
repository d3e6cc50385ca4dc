"""In which province or kabupaten/kota which type of institution is on record."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.institutions import ordered
from dashboard.charts.matrix import Cell, Cells, count_matrix, most_columns, most_rows
from dashboard.charts.short_names import shortened
from dashboard.filters import Filter
from dashboard.labels import INSTITUTION_TYPES, institution_label, institution_short_label
from dashboard.locale import Locale
from dashboard.pages.frame import card, filter_sentence, renamed
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
from dashboard.pages.remembering import remembered
from dashboard.pages.room import not_drawn, room
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.regions import regions

KEY = "institution_matrix"
_UPRIGHT_LETTERS = 15  # of a name that stands upright
MOST_COLUMNS = 10  # types drawn unless the reader asks for all; as many as a narrow screen holds


def matrix_card(view: View) -> None:
    """The table with its controls."""
    types = _types(view)
    card(
        view,
        matrix_exhibit(view),
        above=lambda: _controls(_by_province(view), len(types), view.locale),
    )


def _by_province(view: View) -> bool:
    return not view.filter.regencies and len(view.filter.provinces) != 1


@remembered
def matrix_exhibit(view: View) -> Exhibit:
    """Regions by types."""
    locale, chosen = view.locale, view.filter
    figures = view.data.figures("institution_figures", chosen, role=role(view))
    by_province = _by_province(view)
    name = "institutions_by_province" if by_province else "institutions_by_regency"
    rows = view.data.ask(name, chosen, role=role(view))
    code = "province_code" if by_province else "regency_code"
    counted = "regencies" if by_province and view.value(MEASURE) == REGENCIES else "activities"
    types = _types(view)
    every = _named(view, _places(chosen, by_province))
    asked = types if view.value(TYPES) == EVERY else types[:MOST_COLUMNS]
    places, drawn = _with_room(view, every, asked)
    cells = {
        (row[code], row["institution_type"]): Cell(int(row[counted]), _told(row, locale))
        for row in rows.to_dict("records")
        if row["institution_type"] in drawn
    }
    columns = {
        kind: institution_short_label(kind, locale) for kind in INSTITUTION_TYPES if kind in drawn
    }
    return Exhibit(
        key=KEY,
        title=_finding(view, figures),
        sentence=filter_sentence(view, ("activities",)),
        figure=_figure(view, cells, places, columns),
        alt=_described(rows, len(every), types, code, locale),
        table=lambda: _table(rows, by_province, locale),
        records=int(figures["activities"]),
        notes=(
            *not_drawn(len(every) - len(places), locale),
            *_notes(figures, by_province, counted, len(types) - len(drawn), locale),
        ),
    )


def _figure(
    view: View, cells: Cells, places: Mapping[str, str], types: Mapping[str, str]
) -> go.Figure:
    """Regions by types, or types by regions where the room is wider than high."""
    if _is_lying(view):
        cells = {(column, row): cell for (row, column), cell in cells.items()}
    rows, columns = (types, places) if _is_lying(view) else (places, types)
    return count_matrix(
        cells,
        rows=rows,
        columns=columns,
        zero=view.locale.text("0: events of the province alone"),
        locale=view.locale,
        mode=view.mode,
        room=room(view),
    )


def _is_lying(view: View) -> bool:
    """Whether regions are the columns, their names upright: in a room that is wider than high."""
    return view.place is not None and view.place.width > view.place.height


def _with_room(
    view: View, places: Mapping[str, str], types: Sequence[str]
) -> tuple[dict[str, str], list[str]]:
    """The regions, by code order, and the types, by number, that a given room holds; else all."""
    given = room(view)
    if given is None or not places or not types:
        return dict(places), list(types)
    names = {kind: institution_short_label(kind, view.locale) for kind in types}
    if _is_lying(view):
        kept = dict(list(places.items())[: most_columns(names.values(), given)])
        return kept, list(types)[: most_rows(kept.values(), given)]
    drawn = list(types)[: most_columns(places.values(), given)]
    most = most_rows([names[kind] for kind in drawn], given)
    return dict(list(places.items())[:most]), drawn


def _types(view: View) -> list[str]:
    """The types on record, the most frequent first: who has room is drawn."""
    rows = view.data.ask("institutions_by_type", view.filter, role=role(view))
    return list(ordered(rows)["institution_type"])


def _named(view: View, places: Sequence[str]) -> dict[str, str]:
    """The regions' names; shorter where they stand upright over columns and take cells' room."""
    names = [regions().name(place).removeprefix("Kabupaten ") for place in places]
    if _is_lying(view):
        names = shortened(names, _UPRIGHT_LETTERS)
    return dict(zip(places, names, strict=True))


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


def _described(rows: pd.DataFrame, places: int, types: list[str], code: str, locale: Locale) -> str:
    return locale.text(
        "Table of {places} regions by {types} types of institutions; {n} of the regions have a "
        "record. The menu holds all numbers.",
        places=locale.number(places),
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
