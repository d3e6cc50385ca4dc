"""Templates that offices fill in: one table each, as a workbook or as CSV.

A template holds headings and nothing below them, so that none of it can be handed in by mistake.
The workbook's other sheets, the words to choose from and the instructions, are passed over when it
is read. The same table always gives the same bytes. Templates are Indonesian, as the offices are.
"""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from dashboard.ingest.explanations import explanation
from dashboard.ingest.headings import needed, template_headings
from dashboard.ingest.vocabulary import allowed_words, is_day, is_number, takes_several
from dashboard.locale import Locale, mark
from dashboard.model import RECORD_TYPES, Record

DATA_SHEETS = {
    "activities": "Kegiatan",
    "violations": "Pelanggaran",
    "published_figures": "Angka terbitan",
    "risk_index": "Indeks kerawanan",
}
WORDS_SHEET = "Pilihan"  # hidden: what the drop-downs offer
GUIDE_SHEET = "Petunjuk"
ROWS = 2000  # that are prepared for being filled in
_LOCALE = Locale("id")
_CREATED = dt.datetime(2024, 1, 1)  # fixed, or no two templates would be alike
_FONT: dict[str, Any] = {"font_name": "Arial", "font_size": 10}

_RULES = (
    mark("Fill in the first sheet, one row for each activity, case or figure. Keep the headings."),
    mark("Dark headings must be filled in; a cell under a light heading may stay empty."),
    mark("Leave the column of the id empty for new rows; the program gives the id."),
    mark(
        "To correct a published row, write its id, or repeat day, kind, place and organiser as "
        "they were."
    ),
    mark("Empty means unknown. Write 0 only where the number is known to be zero."),
    mark("Days: 28/06/2024, 28 Juni 2024 or Jumat (28/6/24). The day stands before the month."),
    mark("A day known only to the month or the year: Juni 2024 or 2024."),
    mark("Several values in one cell are separated by semicolons: ASN; TNI; Polri."),
    mark("Regions by official names, such as Kabupaten Cilacap, or by Kemendagri's codes."),
    mark("Never write names of persons, a NIP, a NIK, telephone numbers or e-mail addresses."),
    mark("A row that is not accepted comes back with the reason beside the cell, to be corrected."),
)


def file_name(table: str, suffix: str) -> str:
    """What a template is called: `templat_kegiatan.xlsx`."""
    return f"templat_{DATA_SHEETS[table].casefold().replace(' ', '_')}.{suffix}"


def template_csv(table: str) -> bytes:
    """The headings alone: UTF-8 with a mark that spreadsheets know it by, semicolons."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(template_headings(table).values())
    return text.getvalue().encode("utf-8-sig")


def template_workbook(table: str) -> bytes:
    """The workbook of a table: data sheet with drop-downs, instructions, the hidden words."""
    record_type = RECORD_TYPES[table]
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": DATA_SHEETS[table], "created": _CREATED})
    data = book.add_worksheet(DATA_SHEETS[table])
    guide = book.add_worksheet(GUIDE_SHEET)
    words = book.add_worksheet(WORDS_SHEET)
    words.hide()
    ranges = _write_words(words, record_type)
    _write_data(book, data, record_type, ranges)
    _write_guide(book, guide, record_type)
    book.close()
    return content.getvalue()


def _write_words(page: Any, record_type: type[Record]) -> dict[str, str]:
    """Put the allowed words into columns; where those of each column stand."""
    ranges: dict[str, str] = {}
    for column in record_type.columns():
        allowed = allowed_words(record_type, column)
        if allowed is None:
            continue
        position = len(ranges)
        for row, word in enumerate(allowed.values()):
            page.write_string(row, position, word)
        letter = xl_col_to_name(position)
        ranges[column] = f"='{WORDS_SHEET}'!${letter}$1:${letter}${len(allowed)}"
    return ranges


def _write_data(
    book: xlsxwriter.Workbook, page: Any, record_type: type[Record], ranges: Mapping[str, str]
) -> None:
    heading = _FONT | {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    must = book.add_format(heading | {"bg_color": "#0B5C7A", "font_color": "#FFFFFF"})
    may = book.add_format(heading | {"bg_color": "#E6F1F6"})
    text = book.add_format(_FONT | {"num_format": "@"})
    day = book.add_format(_FONT | {"num_format": "dd/mm/yyyy"})
    number = book.add_format(_FONT)
    necessary = needed(record_type)
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    for position, (column, title) in enumerate(template_headings(record_type.table).items()):
        cells = text
        if is_day(record_type, column):
            cells = day
        elif is_number(record_type, column):
            cells = number
        page.set_column(position, position, _width(record_type, column, title), cells)
        page.write_string(0, position, title, must if column in necessary else may)
        page.write_comment(
            0,
            position,
            explanation(record_type, column, _LOCALE),
            {"author": "", "x_scale": 2, "y_scale": 0.8, "font_size": 9},
        )
        if column in ranges:
            _offer(page, position, ranges[column], several=takes_several(record_type, column))


def _offer(page: Any, position: int, source: str, *, several: bool) -> None:
    """A drop-down; where a cell takes several words, others than those listed may be typed."""
    page.data_validation(
        1,
        position,
        ROWS,
        position,
        {
            "validate": "list",
            "source": source,
            "show_error": not several,
            "error_title": _LOCALE.text("Choose from the list"),
            "error_message": _LOCALE.text("Please choose one of the words of the list."),
        },
    )


def _width(record_type: type[Record], column: str, title: str) -> int:
    """Characters; a column is as wide as what usually stands in it."""
    if is_day(record_type, column) or is_number(record_type, column):
        return max(13, len(title))
    allowed = allowed_words(record_type, column)
    if allowed is not None:
        return max(14, len(title) + 2, *(min(len(word) + 2, 34) for word in allowed.values()))
    return 34 if column in ("title", "note", "organiser", "institutions", "source_name") else 20


def _write_guide(book: xlsxwriter.Workbook, page: Any, record_type: type[Record]) -> None:
    plain = book.add_format(_FONT | {"text_wrap": True, "valign": "top"})
    bold = book.add_format(_FONT | {"bold": True, "valign": "top"})
    title = book.add_format(_FONT | {"bold": True, "font_size": 14})
    page.hide_gridlines(2)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 96)
    page.write_string(0, 0, _LOCALE.text("How to fill in this template"), title)
    for line, rule in enumerate(_RULES, start=2):
        page.write_string(line, 0, f"{line - 1}.", bold)
        page.write_string(line, 1, _LOCALE.text(rule), plain)
    must = _LOCALE.text("Must be filled in.")
    necessary = needed(record_type)
    headings = template_headings(record_type.table)
    for line, (column, heading) in enumerate(headings.items(), start=len(_RULES) + 3):
        words = explanation(record_type, column, _LOCALE)
        if column in necessary:
            words = f"{must} {words}"
        page.write_string(line, 0, heading, bold)
        page.write_string(line, 1, words, plain)
