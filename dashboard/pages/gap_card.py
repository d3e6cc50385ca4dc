"""Prevention and reported cases, two by two: four fields, and where on the map they lie."""

from functools import partial
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.describe_gap import describe_gap_map, describe_two_by_two
from dashboard.charts.region_map import Look, region_map
from dashboard.charts.theme import coverage_label, plain
from dashboard.charts.two_by_two import (
    GAP,
    HEIGHT,
    NEITHER,
    QUADRANTS,
    quadrant_colours,
    two_by_two,
)
from dashboard.locale import Locale
from dashboard.pages.choosing import pick
from dashboard.pages.coverage_card import coverage_notes
from dashboard.pages.frame import (
    drawing,
    exhibit_heading,
    filter_sentence,
    footer,
    menu,
    renamed,
)
from dashboard.pages.gap_choices import (
    COUNTED,
    COUNTED_WORDS,
    choose_quadrant,
    chosen_quadrant,
    fields_of,
    meetings,
    quadrant_label,
    records_behind,
    short_label,
)
from dashboard.pages.gap_words import reason
from dashboard.pages.map_ground import boundaries_line, open_clicked, path, regency_ground
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "gap"
FIELDS: Final = "gap_fields"
MAP: Final = "gap_map"

Row = dict[Any, Any]


def told_rows(rows: pd.DataFrame) -> list[Row]:
    """The rows of `prevention_and_cases` with None where there is null."""
    found: list[Row] = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return found


def gap_card(view: View) -> None:
    """The four fields beside their map; a click on a field shows its regencies in the list."""
    locale = view.locale
    fields, regions = gap_exhibit(view), gap_map_exhibit(view)
    with st.container(border=True, key=f"card_{KEY}"):
        pick(COUNTED, COUNTED_WORDS, locale.text("What counts as prevention"), locale)
        exhibit_heading(view, fields)
        left, right = st.columns([34.5, 65.5], gap="small", vertical_alignment="center")
        with left:
            drawing(
                view,
                key=FIELDS,
                figure=fields.figure,
                alt=fields.alt,
                on_select=_choose_clicked,
            )
        with right:
            path(view)
            drawing(
                view,
                key=MAP,
                figure=regions.figure,
                alt=regions.alt,
                on_select=partial(open_clicked, MAP),
            )
            with st.container(horizontal=True, horizontal_alignment="right", key="files_of_map"):
                menu(view, MAP, regions.table, files=True)
        footer(view, fields.records, fields.notes, regions.source)


@remembered
def gap_exhibit(view: View) -> Exhibit:
    """How many regencies lie in each of the four fields; the one that the list shows is outlined
    on the page."""
    locale, rows = view.locale, meetings(view)
    fields = fields_of(rows, view)
    return Exhibit(
        key=KEY,
        title=finding(rows, GAP, view),
        sentence=filter_sentence(view, ("violations",)),
        figure=two_by_two(
            fields,
            locale=locale,
            mode=view.mode,
            chosen="" if view.place else chosen_quadrant(view),
            height=view.height(HEIGHT),
            width=view.place.width if view.place else 0,
        ),
        alt=describe_two_by_two(fields, locale=locale),
        table=partial(gap_table, rows, view),
        records=records_behind(view),
        notes=(
            locale.text("The four fields are of one size: the numbers tell, not the areas."),
            *_notes(view, rows),
        ),
    )


@remembered
def gap_map_exhibit(view: View) -> Exhibit:
    """In which of the four fields every regency lies, as a map."""
    locale, rows = view.locale, meetings(view)
    return Exhibit(
        key=MAP,
        title=finding(rows, GAP, view),
        sentence=filter_sentence(view, ("violations",)),
        figure=_map(view, rows),
        alt=describe_gap_map(fields_of(rows, view), locale=locale),
        table=partial(gap_table, rows, view),
        records=records_behind(view),
        notes=tuple(_notes(view, rows)),
        source=boundaries_line(locale),
    )


def finding(rows: pd.DataFrame, code: str, view: View) -> str:
    """How many of the regencies lie in a field; of a single regency, in which it lies.

    `rows`: those of `meetings`.
    """
    locale = view.locale
    if len(rows) == 1:
        row = rows.iloc[0]
        return f"{row['regency_name']}: {_inside(quadrant_label(row['quadrant'], view))}"
    return locale.text(
        "{share} kabupaten/kota: {what}",
        share=locale.share(int((rows["quadrant"] == code).sum()), len(rows)),
        what=_inside(quadrant_label(code, view)),
    )


def _inside(label: str) -> str:
    """The words of a field inside a sentence."""
    return label[:1].lower() + label[1:]


def gap_table(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Every regency with its field and what put it there, for readers."""
    locale = view.locale
    labels = {code: quadrant_label(code, view) for code in QUADRANTS}
    evidence = {"formed": locale.text("formed"), "exists": locale.text("already there")}
    readable = rows.assign(
        quadrant=rows["quadrant"].map(labels),
        status=[coverage_label(status, locale) for status in rows["status"]],
        pokja_evidence=rows["pokja_evidence"].map(evidence),
    )
    return renamed(
        readable,
        {
            "regency_code": locale.text("Code"),
            "regency_name": locale.text("Kabupaten/kota"),
            "province_name": locale.text("Province"),
            "quadrant": locale.text("What is on record"),
            "status": locale.text("Status"),
            "violations": locale.text("Suspected violations"),
            "first_pokja_on": locale.text("First Pokja"),
            "pokja_evidence": locale.text("Evidence"),
            "first_signing_on": locale.text("First signing"),
            "districts_signed": locale.text("Kecamatan signed"),
            "districts": locale.text("Kecamatan"),
            "activities": locale.text("Activities"),
            "risk_rank": locale.text("Place in the index"),
        },
    )


def _choose_clicked() -> None:
    """Show the field that was clicked in the list; for `on_select`."""
    for point in st.session_state[FIELDS].selection.points[:1]:
        code = str(next(iter(point.get("customdata") or ()), ""))
        if code in QUADRANTS:
            choose_quadrant(code)


def _map(view: View, rows: pd.DataFrame) -> go.Figure:
    locale = view.locale
    colours = quadrant_colours(view.mode)
    regions = pd.DataFrame(
        {
            "code": rows["regency_code"],
            "province_code": rows["province_code"],
            "look": rows["quadrant"],
            "told": [_told(row, locale) for row in told_rows(rows)],
        }
    )
    return region_map(
        regions,
        [
            Look(code, short_label(code, locale), colours[code], edged=code == NEITHER)
            for code in QUADRANTS
        ],
        **regency_ground(view),
        locale=locale,
        mode=view.mode,
        fallback=quadrant_label(NEITHER, view),
        height=view.height(HEIGHT),
        width=view.width(860),
    )


def _told(row: Row, locale: Locale) -> str:
    """The words of a region; none where nothing is on record."""
    if row["status"] == "none" and not row["violations"]:
        return ""
    return "<br>".join(plain(part) for part in reason(row, locale).split("; "))


def _notes(view: View, rows: pd.DataFrame) -> list[str]:
    locale = view.locale
    counted = view.value(COUNTED)
    notes = [
        locale.text(
            "Grey means that neither is on record, not that there was no case and nothing was done."
        ),
    ]
    below = rows["signed_below"] & ~rows["has_signed"]
    if counted == "salah_satu":
        below &= ~rows["has_pokja"]
    if counted != "pokja" and below.any():
        notes.append(
            locale.plural(
                "Counted as prevention, too: {n} kabupaten/kota with a signing below regency level "
                "only.",
                "Counted as prevention, too: {n} kabupaten/kota with a signing below regency level "
                "only.",
                int(below.sum()),
            )
        )
    return [*notes, *coverage_notes(view, grey=False, planned=False)]
