"""A table as CSV that no spreadsheet computes anything of."""

import csv as csv_dialects
import datetime as dt
import io
import re
from typing import Final

import pandas as pd

from dashboard.press.cells import Cell, rows, without_addresses
from dashboard.press.exhibit import Sheet
from dashboard.press.simulated import marked_rows

# What makes a spreadsheet compute a cell, full-width signs included, also after spaces. A cell may
# begin within a text too: Excel with Indonesian settings splits CSV at semicolons, whatever the
# quotes say, and others at tabs and line breaks.
_BEGINNING: Final = re.compile(r"(^|[;\t\r\n])(?=[\s\ufeff\u200b]*[=+\-@＝＋－＠])")
_CONTROL: Final = re.compile(r"^(?=[\t\r\n])")


def csv(sheet: Sheet) -> bytes:
    """The exhibit's table as a file, without columns of addresses; see `table_csv`."""
    frame, _ = without_addresses(sheet.exhibit.table())
    return table_csv(marked_rows(frame, sheet.locale, sheet.simulated))


def table_csv(frame: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, commas, a header row, ISO dates, nothing where there is no
    value. Text is harmless, see `harmless`; numbers are as they are."""
    buffer = io.StringIO()
    writer = csv_dialects.writer(buffer)
    writer.writerow(harmless(str(name)) for name in frame.columns)
    writer.writerows([_written(value) for value in row] for row in rows(frame))
    return buffer.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text with an apostrophe before all that a spreadsheet would compute."""
    return _BEGINNING.sub(r"\1'", _CONTROL.sub("'", text))


def _written(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dt.date):  # a moment too
        return value.isoformat()
    return value
