"""Figures as a workbook: typed cells, a worksheet each, the last one says where they come from."""

import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import xlsxwriter

from dashboard.locale import Locale
from dashboard.press.cells import Cell, cell, rows, without_addresses
from dashboard.press.exhibit import Sheet
from dashboard.press.frame import PRODUCT
from dashboard.press.simulated import BADGE, marked, marked_rows

_EPOCH: Final = dt.date(2000, 1, 1)  # of a file without a day: no clock, or no two would be equal
_LONGEST_NAME: Final = 31  # letters of a worksheet's name, a limit of Excel
_LONGEST_TEXT: Final = 32_767  # letters of a cell, a limit of Excel
_MOST_ROWS: Final = 1_048_575  # under the header, a limit of Excel
_WIDTHS: Final = (9, 60)  # of columns, in letters
_ABOUT_WIDTHS: Final = (24, 100)
_LINE: Final = 15  # pt of a line of text


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The tables of one or more sheets, in order, and a worksheet about them at the end.

    The first table is on the first worksheet, which is the active one. Numbers and days are typed,
    cells without a value are empty, text stays text whatever it begins with. Columns of addresses
    are left out, and the last worksheet says so. Simulated records say that they are in each row,
    in the names of the worksheets and on each printed page. Equal sheets give equal bytes.
    """
    first = sheets[0]
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties(
            {
                "title": first.exhibit.title,
                "subject": first.exhibit.sentence,
                "author": PRODUCT,
                "comments": first.source_line,
                "created": dt.datetime.combine(first.stands or _EPOCH, dt.time()),
            }
        )
        formats = {
            "head": book.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            "name": book.add_format({"bold": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top", "align": "left"}),
            "noted_day": book.add_format(
                {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}
            ),
        }
        about = first.locale.text("About these figures")
        taken = {about.lower()}
        told: list[tuple[str, Cell]] = []
        for sheet in sheets:
            name = sheet_name(marked(sheet.mark, sheet.exhibit.key, " "), taken)
            frame, left_out = without_addresses(sheet.exhibit.table())
            _fill(
                book.add_worksheet(name),
                marked_rows(frame, sheet.locale, sheet.simulated),
                formats,
            )
            told += [*_about(sheet, name, left_out, len(frame)), ("", None)]
        _tell(book.add_worksheet(about[:_LONGEST_NAME]), told[:-1], formats)
        for page in book.worksheets():
            _sign(page, first.mark)
    return buffer.getvalue()


def _sign(page: Any, mark: str) -> None:
    """Say on the worksheet's tab and on each printed page that the records are simulated."""
    if mark:
        page.set_tab_color(BADGE)
        for place in (page.set_header, page.set_footer):
            place(f'&C&"-,Bold"&16{mark}')


def sheet_name(wish: str, taken: set[str]) -> str:
    """A name that Excel allows and that is not yet `taken` (small letters); it is then."""
    legal = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", wish).strip().strip("'")
    legal = legal[:_LONGEST_NAME].rstrip(" '")
    if not legal or legal.lower() == "history":  # which Excel keeps for itself
        legal = f"{legal}_".strip()
    name, number = legal, 1
    while name.lower() in taken:
        number += 1
        ending = f" ({number})"
        name = legal[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name


def _fill(page: Any, frame: pd.DataFrame, formats: dict[str, Any]) -> None:
    """Write the table with its header row first."""
    widths = [_width(str(name)) for name in frame.columns]
    for column, name in enumerate(frame.columns):
        _write(page, 0, column, str(name), formats["head"], formats)
    count = min(len(frame), _MOST_ROWS)
    for number, row in enumerate(rows(frame.head(count)), start=1):
        for column, value in enumerate(row):
            _write(page, number, column, value, None, formats)
            widths[column] = max(widths[column], _width(value))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width + 2, _WIDTHS[0]), _WIDTHS[1]))
    page.freeze_panes(1, 0)
    if len(frame.columns):
        page.autofilter(0, 0, count, len(frame.columns) - 1)


def _write(
    page: Any, row: int, column: int, value: Cell, look: Any, formats: dict[str, Any]
) -> None:
    """Write a cell as the type it has; `look` None: as its type has it."""
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value, look)
        case int() | float():
            page.write_number(row, column, value, look)
        case dt.datetime():
            page.write_datetime(row, column, value.replace(tzinfo=None), look or formats["moment"])
        case dt.date():
            page.write_datetime(row, column, value, look or formats["day"])
        case str():
            text = value if len(value) <= _LONGEST_TEXT else f"{value[: _LONGEST_TEXT - 1]}…"
            page.write_string(row, column, text, look)


def _width(value: Cell) -> int:
    if isinstance(value, dt.date):  # a moment too
        return 16 if isinstance(value, dt.datetime) else 10
    return len(str(value)) if value is not None else 0


def _about(sheet: Sheet, name: str, left_out: list[str], count: int) -> list[tuple[str, Cell]]:
    """What stands beside a table: item and value, in order."""
    exhibit, locale = sheet.exhibit, sheet.locale
    notes = list(exhibit.notes)
    if left_out:
        notes.append(
            locale.text("Left out, since they hold addresses: {list}.", list=", ".join(left_out))
        )
    if count > _MOST_ROWS:
        notes.append(
            locale.text(
                "A worksheet holds {n} of the {total} rows; CSV holds them all.",
                n=locale.number(_MOST_ROWS),
                total=locale.number(count),
            )
        )
    return [
        (locale.text("Worksheet"), name),
        (locale.text("Headline"), exhibit.title),
        (locale.text("What it is about"), exhibit.sentence),
        *((tile.label, f"{tile.value} {tile.context}".strip()) for tile in exhibit.tiles),
        *((locale.text("Note"), note) for note in notes),
        (locale.text("Source"), sheet.source_line),
        *_as_of(sheet, locale),
        (locale.text("Data version"), sheet.version),
        (locale.text("Permanent link"), sheet.link),
    ]


def _as_of(sheet: Sheet, locale: Locale) -> list[tuple[str, Cell]]:
    return [(locale.text("Data until"), cell(sheet.stands))] if sheet.stands else []


def _tell(page: Any, told: Sequence[tuple[str, Cell]], formats: dict[str, Any]) -> None:
    """Write the items one below the other."""
    for column, width in enumerate(_ABOUT_WIDTHS):
        page.set_column(column, column, width)
    for row, (item, value) in enumerate(told):
        _write(page, row, 0, item, formats["name"], formats)
        # Not every program makes rows as high as the text in them.
        page.set_row(row, _LINE * math.ceil(max(_width(value), 1) / _ABOUT_WIDTHS[1]))
        look = formats["noted_day"] if isinstance(value, dt.date) else formats["text"]
        _write(page, row, 1, value, look, formats)
