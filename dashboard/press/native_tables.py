"""Tables that PowerPoint draws itself, cut into pages that can be read from the last row."""

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from dashboard.charts.theme import PALETTES
from dashboard.locale import Locale
from dashboard.press.fonts import BOLD, width, wrap
from dashboard.press.native_charts import FONT, Box, colour
from dashboard.press.paper_table import column_in_words, is_numeric
from dashboard.press.slide_parts import legible

_TYPE: Final = 12  # pt
_LEADING: Final = 1.22
_PAD: Final = 6  # pt left and right of a cell's text
_HIGH: Final = 4  # pt above and below it
_LINES: Final = 3  # of a cell
_HEAD_LINES: Final = 3
_WIDEST: Final = 240  # pt of a column
_SAFE: Final = 1.04  # the measured typeface is not the one that is set
_PAPER: Final = PALETTES["light"]
_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table style without any


@dataclass(frozen=True)
class Page:
    """Rows of a table in words, with the widths of its columns in pt, as one slide holds them."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    is_number: tuple[bool, ...]


@dataclass(frozen=True)
class Pages:
    """A table in pages, and how many of its rows and columns have no room."""

    pages: tuple[Page, ...]
    rows_left: int
    columns_left: int


def paged(frame: pd.DataFrame, rooms: list[tuple[float, float]], locale: Locale) -> Pages:
    """The table in one page for each of the `rooms`, their width and height in pt, as needed."""
    headings = [str(name) for name in frame.columns]
    most = sum(int(height / _height(1)) for _, height in rooms)
    raw = [frame.iloc[:, place].astype(object).tolist() for place in range(frame.shape[1])]
    numeric = [is_numeric(values) for values in raw]
    columns = [column_in_words(values, locale)[:most] for values in raw]
    cells = list(zip(*columns, strict=True))
    room = min(wide for wide, _ in rooms)
    widths = _widths(headings, cells, room)
    count = len(widths)
    headings, numeric = headings[:count], numeric[:count]
    head = _height(
        max((_lines(h, w, BOLD) for h, w in zip(headings, widths, strict=True)), default=1)
    )
    pages: list[Page] = []
    start = 0
    for _, height in rooms:
        left, stop = height - min(head, _height(_HEAD_LINES)), start
        while stop < len(cells):
            need = _row_height(cells[stop][:count], widths)
            if need > left:
                break
            left, stop = left - need, stop + 1
        rows = tuple(row[:count] for row in cells[start:stop])
        if not rows:
            break
        pages.append(Page(tuple(headings), rows, tuple(widths), tuple(numeric)))
        start = stop
    return Pages(tuple(pages), len(frame) - start, frame.shape[1] - count)


def add_table(shapes: Any, page: Page, corner: Box) -> Any:
    """Draw a page as a native table at the corner of a box; the result is its graphic frame."""
    frame = shapes.add_table(
        len(page.rows) + 1,
        len(page.headings),
        Pt(corner.x),
        Pt(corner.y),
        Pt(sum(page.widths)),
        Pt(_height(1) * (len(page.rows) + 1)),
    )
    table = frame.table
    properties = table._tbl.tblPr
    properties.find(f"{{{_A}}}tableStyleId").text = _PLAIN
    table.horz_banding = False
    for column, wide in zip(table.columns, page.widths, strict=True):
        column.width = Pt(wide)
    head = max(_lines(h, w, BOLD) for h, w in zip(page.headings, page.widths, strict=True))
    table.rows[0].height = Pt(_height(min(head, _HEAD_LINES)))
    for number, row in enumerate(page.rows, start=1):
        table.rows[number].height = Pt(_row_height(row, page.widths))
    for number, row in enumerate((page.headings, *page.rows)):
        for place, text in enumerate(row):
            _write(
                table.cell(number, place),
                _fitting(text, page.widths[place], _LINES if number else _HEAD_LINES),
                bold=number == 0,
                right=page.is_number[place],
                band=number % 2 == 0 and number > 0,
            )
    return frame


_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _write(cell: Any, text: str, *, bold: bool, right: bool, band: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(_HIGH)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if bold else MSO_ANCHOR.TOP
    cell.fill.solid()
    shade = _PAPER.grid if bold else _PAPER.band if band else _PAPER.background
    cell.fill.fore_color.rgb = colour(shade)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = legible(text)
    run.font.size, run.font.bold, run.font.name = Pt(_TYPE), bold, FONT
    run.font.color.rgb = colour(_PAPER.ink)


def _widths(headings: list[str], cells: list[tuple[str, ...]], room: float) -> list[float]:
    """The widths of as many columns as have room, from the left; at least one."""
    wanted: list[float] = []
    least: list[float] = []
    for place, heading in enumerate(headings):
        longest = max((_wide(word, BOLD) for word in heading.split()), default=0)
        body = max((_wide(row[place]) for row in cells), default=0)
        head = max(longest, _wide(heading, BOLD) / 2.4)
        wanted.append(min(max(head, body) + 2 * _PAD + 2, _WIDEST))
        # No word is broken, and cells rather take a second line than a third.
        words = {word for row in cells for word in row[place].split()}
        longest = max([longest, body / 2 * 1.15, *(_wide(word) for word in words)])
        least.append(min(wanted[-1], longest + 2 * _PAD + 2))
    count = len(wanted)
    while count > 1 and sum(least[:count]) > room:
        count -= 1
    wanted, least = wanted[:count], least[:count]
    if sum(wanted) > room:
        give = sum(wanted) - room
        spare = sum(wanted) - sum(least) or 1
        return [
            w - (w - lowest) * min(give / spare, 1) for w, lowest in zip(wanted, least, strict=True)
        ]
    # A little air, but no gap in which eyes lose the row.
    air = min((room - sum(wanted)) / count, 40)
    return [wide + air for wide in wanted]


def _wide(text: str, weight: int = 400) -> float:
    return width(text, _TYPE, weight) * _SAFE


def _lines(text: str, wide: float, weight: int = 400) -> int:
    return max(len(wrap(text, (wide - 2 * _PAD) / _SAFE, _TYPE, weight)), 1)


def _fitting(text: str, wide: float, lines: int) -> str:
    """The text, or as much of it as so many lines of a column hold."""
    return " ".join(wrap(text, (wide - 2 * _PAD) / _SAFE, _TYPE, most=lines))


def _row_height(row: tuple[str, ...], widths: tuple[float, ...] | list[float]) -> float:
    lines = max(min(_lines(text, w), _LINES) for text, w in zip(row, widths, strict=True))
    return _height(lines)


def _height(lines: int) -> float:
    return lines * _TYPE * _LEADING + 2 * _HIGH
