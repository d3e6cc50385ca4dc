"""Everything recorded about one region: a strip of days and the list below it, the latest first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.record_timeline import (
    record_timeline,
    sort_glyph,
    sort_label,
    sort_of,
)
from dashboard.elections import stages_of
from dashboard.labels import (
    case_status_label,
    category_label,
    kind_label,
    level_label,
    subject_label,
)
from dashboard.locale import Locale
from dashboard.pages.figure_words import origin_words
from dashboard.pages.frame import (
    drawing,
    escape,
    exhibit_heading,
    filter_sentence,
    source_line,
)
from dashboard.pages.markup import (
    PRINT_ONLY,
    SCREEN_ONLY,
    inner_link,
    link,
    muted,
    paragraph,
    row,
    show,
    table,
    words,
)
from dashboard.pages.parts import MOST_IN_FILE, rest_left_out
from dashboard.pages.profile_subject import Row, Subject, address, plain_rows
from dashboard.pages.view import View, one_of
from dashboard.press.exhibit import Exhibit
from dashboard.press.public import undecided_notes
from dashboard.regions import regions

HISTORY: Final = "region_history"
SHOWN = one_of("riwayat", ("ringkas", "semua"))
SHORT, SHORT_UNDATED = 10, 3  # rows before "show all"
MOST = 400  # rows a page draws; the table holds all
PRINTED, PRINTED_OF_PROVINCE, PRINTED_UNDATED = 6, 4, 1  # rows on paper
_INSTITUTIONS, _PARTNERS = 4, 3  # names written out


def records_card(view: View, subject: Subject) -> None:
    """The strip, the list, and what is recorded beside them."""
    locale, exhibit = view.locale, history_exhibit(view, subject)
    rows = plain_rows(_records(view))
    dated = [record for record in rows if record["has_month"]]
    undated = [record for record in rows if not record["has_month"]]
    with st.container(border=True, key=f"card_{HISTORY}"):
        exhibit_heading(view, exhibit)
        if exhibit.figure is not None:
            with st.container(key="strip"):
                drawing(view, key="record_strip", figure=exhibit.figure, alt=exhibit.alt)
        if rows:
            _list(view, subject, dated, SHORT, _printed(subject))
        if undated:
            show(paragraph(words(_undated_title(len(undated), locale)), "subhead"))
            _list(view, subject, undated, SHORT_UNDATED, PRINTED_UNDATED)
        _more(view, len(dated), len(undated))
        marks = locale.text("The latest first; a hollow mark: one of the days under its line.")
        notes = [marks, *_notes(view, subject, len(rows))]
        show(paragraph(_province_link(view, subject), SCREEN_ONLY) if subject.is_regency else "")
        st.caption(
            "\n\n".join(
                escape(text) for text in (" ".join(notes), source_line(view, exhibit.records))
            )
        )


def history_exhibit(view: View, subject: Subject) -> Exhibit:
    """The strip of days with the region's records; without a figure where none has a month."""
    locale, records = view.locale, _records(view)
    rows = plain_rows(records)
    undated = sum(1 for record in rows if not record["has_month"])
    notes = _notes(view, subject, len(rows))
    if undated:
        notes.insert(0, f"{_undated_title(undated, locale)}.")
    if any(row["has_month"] and row["day_from"] != row["day_to"] for row in rows):
        notes.insert(0, locale.text("A hollow mark: one of the days under its line."))
    return Exhibit(
        key=HISTORY,
        title=profile_finding(subject, locale),
        sentence=filter_sentence(view, ("activities", "violations")),
        figure=_strip(view, records, rows) if undated < len(rows) else None,
        alt=_described(rows, locale) if undated < len(rows) else "",
        table=lambda: _record_table(view),
        records=subject.flows,
        notes=(
            *notes,
            *undecided_notes(view.data, view.filter, locale),
            *rest_left_out(subject.flows, locale),
        ),
    )


def _records(view: View) -> pd.DataFrame:
    """The latest records of the region, as many as are drawn."""
    return view.data.ask("region_records", view.filter, most=MOST)


def _printed(subject: Subject) -> int:
    return PRINTED if subject.is_regency else PRINTED_OF_PROVINCE


def profile_finding(subject: Subject, locale: Locale) -> str:
    """How many activities and cases of the region are on record."""
    figures = subject.figures
    if not subject.flows:
        return locale.text("{place}: no record for this filter", place=subject.name)
    return locale.text(
        "{place}: {activities} and {cases} on record",
        place=subject.name,
        activities=locale.plural("{n} activity", "{n} activities", int(figures["activities"])),
        cases=locale.plural("{n} case", "{n} cases", int(figures["violations"])),
    )


def _strip(view: View, records: pd.DataFrame, rows: list[Row]) -> go.Figure:
    locale = view.locale
    asked = view.filter.within_month()
    stages = pd.DataFrame(
        [(s.election, s.code, s.first, s.last) for s in stages_of(view.filter.elections)],
        columns=["election", "stage", "from", "to"],
    )
    return record_timeline(
        records.assign(lines=pd.Series([_hover(r, locale) for r in rows], records.index, object)),
        stages=stages,
        locale=locale,
        mode=view.mode,
        period=(asked.since, asked.until),
        width=view.width(300),
        height=view.place.height if view.place else None,
    )


def _described(rows: list[Row], locale: Locale) -> str:
    dated = [record for record in rows if record["has_month"]]
    return locale.text(
        "Strip of days from {first} to {last} with {records}; the list below tells each.",
        first=locale.date(min(record["day_from"] for record in dated)),
        last=locale.date(max(record["day_to"] for record in dated)),
        records=locale.plural("{n} record", "{n} records", len(dated)),
    )


def _hover(record: Row, locale: Locale) -> list[str]:
    lines = [locale.span(record["day_from"], record["day_to"]), _kind(record, locale)]
    if record["record_type"] == "activity":
        return [*lines, record["title"], record["organiser"]]
    return [*lines, _case(record, locale)]


def _kind(record: Row, locale: Locale) -> str:
    if record["record_type"] == "activity":
        return kind_label(record["kind"], locale)
    return category_label(record["kind"], locale)


def _case(record: Row, locale: Locale) -> str:
    parts = [
        subject_label(record["subject"], locale) if record["subject"] != "unknown" else "",
        origin_words(record["origin"], locale) if record["record_type"] == "case" else "",
        case_status_label(record["status"], locale),
        locale.plural("{n} person", "{n} people", record["people"]) if record["people"] else "",
    ]
    return " · ".join(part for part in parts if part)


def _list(view: View, subject: Subject, rows: list[Row], short: int, printed: int) -> None:
    locale = view.locale
    drawn = rows if view.value(SHOWN) == "semua" else rows[:short]
    cells = (
        row(_cells(view, subject, record), SCREEN_ONLY if place >= printed else "")
        for place, record in enumerate(drawn)
    )
    heads = [locale.text("Day"), locale.text("Kind"), locale.text("Record"), locale.text("Source")]
    show(table("records", heads, cells))
    if len(rows) > printed:
        more = locale.plural(
            "and {n} more record, on the screen",
            "and {n} more records, on the screen",
            len(rows) - printed,
        )
        show(paragraph(words(more), PRINT_ONLY))


def _cells(view: View, subject: Subject, record: Row) -> list[str]:
    locale = view.locale
    sort = sort_of(record["record_type"], record["pokja"], record["signed"])
    day = words(locale.span(record["day_from"], record["day_to"])) + muted(
        _day_note(record, locale)
    )
    kind = (
        f'<span class="shape" aria-hidden="true">{sort_glyph(sort)}</span> '
        f"{words(_kind(record, locale))}"
    )
    if sort != "activity":
        kind += muted(sort_label(sort, locale))
    if record["record_type"] == "activity":
        told = words(record["title"]) + muted(_activity(record, subject, locale))
        told += f'<span class="{SCREEN_ONLY}">{muted(_institutions(record, locale))}</span>'
    else:
        told = words(_case(record, locale)) + muted(_places(record, subject, locale))
    return [day, kind, told, link(record["source_name"], record["source_url"])]


def _day_note(record: Row, locale: Locale) -> str:
    notes = [
        {
            "statement": locale.text("day of the statement"),
            "publication": locale.text("day of publication"),
        }.get(record["date_kind"] or "", ""),
        locale.text("day doubtful") if record["date_doubtful"] else "",
    ]
    return ", ".join(note for note in notes if note)


def _activity(record: Row, subject: Subject, locale: Locale) -> str:
    parts = [
        record["organiser"],
        level_label(record["level"], locale) if record["level"] != "kabupaten_kota" else "",
        _places(record, subject, locale),
        locale.plural("{n} participant", "{n} participants", record["participants"])
        if record["participants"] is not None
        else "",
    ]
    return " · ".join(part for part in parts if part)


def _places(record: Row, subject: Subject, locale: Locale) -> str:
    """The regencies a record names: all on a province's page, the others on a regency's."""
    codes = [code for code in record["regency_codes"] if code != subject.code]
    if not codes:
        return "" if subject.is_regency else locale.text("names no kabupaten/kota")
    names = _some([regions().name(code) for code in codes], _PARTNERS, locale)
    return locale.text("joint with {names}", names=names) if subject.is_regency else names


def _institutions(record: Row, locale: Locale) -> str:
    names = [name for name in record["institutions"] if name != record["organiser"]]
    if not names:
        return ""
    return locale.text("With {names}", names=_some(names, _INSTITUTIONS, locale))


def _some(names: list[str], most: int, locale: Locale) -> str:
    if len(names) <= most:
        return ", ".join(names)
    more = locale.plural("{n} more", "{n} more", len(names) - most)
    return f"{', '.join(names[:most])}, {more}"


def _undated_title(count: int, locale: Locale) -> str:
    return locale.plural(
        "Without a known day and month: {n} record",
        "Without a known day and month: {n} records",
        count,
    )


def _more(view: View, dated: int, undated: int) -> None:
    """All records or the latest ones; nothing where they are the same."""
    if dated <= SHORT and undated <= SHORT_UNDATED:
        return
    locale, everything = view.locale, view.value(SHOWN) == "semua"
    words_on = (
        locale.text("Show the latest only")
        if everything
        else locale.text("Show all {n}", n=locale.number(dated + undated))
    )
    st.button(
        words_on,
        type="tertiary",
        icon=":material/expand_less:" if everything else ":material/expand_more:",
        on_click=SHOWN.choose,
        args=("ringkas" if everything else "semua",),
        key="more_records",
    )


def _notes(view: View, subject: Subject, fetched: int) -> list[str]:
    locale = view.locale
    notes = []
    if fetched < subject.flows:
        notes.append(
            locale.text(
                "Drawn and listed are {n} of {total}; the table holds all.",
                n=locale.number(fetched),
                total=locale.number(subject.flows),
            )
        )
    notes.append(locale.text("Cases stand at the day their source made them public."))
    if not subject.is_regency:
        notes.append(locale.text("National events name no province and are not here."))
    return notes


def _province_link(view: View, subject: Subject) -> str:
    """Records of the whole province, which name no regency, with the way to them."""
    locale = view.locale
    inside = replace(view.filter, provinces=(subject.province_code,), regencies=())
    figures = view.data.figures("coverage_by_province", inside)
    count = int(figures["activities_without_regency"]) + int(figures["violations_without_regency"])
    sentence = locale.plural(
        "Beside these, {n} record of {province} names no kabupaten/kota.",
        "Beside these, {n} records of {province} name no kabupaten/kota.",
        count,
        province=subject.province_name,
    )
    name = locale.text("Profile of {province}", province=subject.province_name)
    return f"{words(sentence)} {inner_link(name, address(view, (subject.province_code,), ()))}"


def _record_table(view: View) -> pd.DataFrame:
    """Every record for readers; addresses are left out, since they may hold names."""
    locale = view.locale
    rows = plain_rows(view.data.ask("region_records", view.filter, most=MOST_IN_FILE))
    columns: dict[str, Callable[[Row], object]] = {
        locale.text("Day"): lambda record: locale.span(record["day_from"], record["day_to"]),
        locale.text("First day"): lambda record: record["day_from"],
        locale.text("Last day"): lambda record: record["day_to"],
        locale.text("Type"): lambda record: sort_label(
            sort_of(record["record_type"], record["pokja"], record["signed"]), locale
        ),
        locale.text("Kind"): lambda record: _kind(record, locale),
        locale.text("Record"): lambda record: (
            record["title"] if record["record_type"] == "activity" else _case(record, locale)
        ),
        locale.text("Organiser"): lambda record: record["organiser"],
        locale.text("Institutions"): lambda record: (
            ", ".join(record["institutions"]) if record["record_type"] == "activity" else None
        ),
        locale.text("Participants"): lambda record: record["participants"],
        locale.text("Kabupaten/kota"): lambda record: ", ".join(
            regions().name(code) for code in record["regency_codes"]
        ),
        locale.text("Source"): lambda record: record["source_name"],
        locale.text("Code"): lambda record: record["record_id"],
    }
    table = pd.DataFrame({name: [cell(row) for row in rows] for name, cell in columns.items()})
    return table.astype({locale.text("Participants"): "Int64"})
