"""A table on paper: columns as wide as they need, numbers to the right, the rest counted."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from numbers import Integral, Real
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.charts.theme import Palette
from dashboard.locale import Locale
from dashboard.press.drawing import line_of_text, rule
from dashboard.press.fonts import REGULAR, SEMIBOLD, cut, width, wrap

_SIZES: Final = (18.0, 16.0, 14.5, 13.0)  # px; the largest at which all of a table has room
_ROW: Final = 7  # px of a row over and under its lines
_LINES: Final = 2  # of a cell; what does not fit into them is cut
_HEADING_LINES: Final = 3
_LEADING: Final = 1.2
_GAP: Final = 16  # px between columns, at least
_WIDEST_GAP: Final = 70
_WIDEST_HEADING: Final = 110  # px before a heading is broken into lines
_LEAST_OF_TEXT: Final = 240  # px to which a column of words is cut at most
_UNBROKEN: Final = 125.0  # px: days and other short words stay on one line
_YEARS: Final = (1990, 2100)


@dataclass(frozen=True)
class _Column:
    heading: str
    cells: tuple[str, ...]
    is_number: bool
    size: float

    @cached_property
    def wanted(self) -> float:
        """The width at which each cell has one line; a heading may stand in lines."""
        heading = min(width(self.heading, self.size, SEMIBOLD), max(_WIDEST_HEADING, self._word))
        return max(heading, *(width(cell, self.size) for cell in self.cells), 1.0)

    @cached_property
    def least(self) -> float:
        """The width under which it cannot be read: words in two lines, numbers never broken."""
        if self.is_number:
            return self.wanted
        in_lines = max([_UNBROKEN, *(self._in_lines(cell) for cell in set(self.cells))])
        return min(self.wanted, max(self._word, min(in_lines, _LEAST_OF_TEXT)))

    @property
    def _word(self) -> float:
        """The width of the heading's longest word."""
        words = self.heading.split()
        return max((width(word, self.size, SEMIBOLD) for word in words), default=0.0)

    def _in_lines(self, cell: str) -> float:
        """The width at which a cell has two lines."""
        words = cell.split()
        splits = (
            max(width(" ".join(part), self.size) for part in (words[:at], words[at:]))
            for at in range(1, len(words))
        )
        return min(splits, default=width(cell, self.size))


class _Grid(NamedTuple):
    """A table as it is drawn: columns, their widths and the gap between them in px, type."""

    columns: list[_Column]
    widths: list[float]
    gap: float
    headings: list[list[str]]
    size: float

    @property
    def step(self) -> float:
        """Px from one line to the next."""
        return self.size * _LEADING

    @property
    def head(self) -> float:
        """Px of the headings."""
        return self.step * max((len(lines) for lines in self.headings), default=1) + 8

    def row(self, number: int) -> list[list[str]]:
        """The lines of each cell of a row."""
        return [
            [cut(column.cells[number], wide, self.size)]
            if column.is_number
            else wrap(column.cells[number], wide, self.size, most=_LINES)
            for column, wide in zip(self.columns, self.widths, strict=True)
        ]

    def height(self, lines: list[list[str]]) -> float:
        """Px of a row with these lines."""
        return max(self.step * max(map(len, lines)), self.step) + _ROW * self.size / _SIZES[-1] - 2


def draw_table(
    frame: pd.DataFrame,
    room_width: float,
    room_height: float,
    palette: Palette,
    locale: Locale,
    first_row: int = 0,
    *,
    goes_on: bool = False,
) -> tuple[list[str], int | None]:
    """The rows from `first_row` on as SVG elements in a room of these px, its corner at 0, 0.

    Also the first row that has no room, None where there is none. Columns that have no room are
    counted under the table, as further rows are; `goes_on`: these follow on a next page.
    """
    grid = _grid(frame, room_width, room_height, locale)
    hidden = len(frame.columns) - len(grid.columns)
    rows = [grid.row(number) for number in range(first_row, len(frame))]
    room = room_height - grid.head
    shown = _that_fit(grid, rows, room - (grid.step + _ROW if hidden else 0))
    if shown < len(rows) and not hidden:
        shown = _that_fit(grid, rows, room - grid.step - _ROW)
    marks = [rule(0, grid.head, room_width, palette.axis)]
    marks += _lines(grid, grid.headings, grid.head - 8, palette, heading=True)
    top = grid.head
    for number, lines in enumerate(rows[:shown]):
        if number:
            marks.append(rule(0, top, room_width, palette.grid))
        marks += _lines(grid, lines, top, palette)
        top += grid.height(lines)
    last = first_row + shown
    left = len(frame) - last
    words = []
    if not len(frame):
        words.append(locale.text("Nothing to list under this filter"))
    elif left and goes_on:
        words.append(
            locale.text(
                "Rows {first} to {last} of {n}, continued on the next page",
                first=locale.number(first_row + 1),
                last=locale.number(last),
                n=locale.number(len(frame)),
            )
        )
    elif left:
        words.append(
            locale.plural(
                "{n} more row is in the workbook", "{n} more rows are in the workbook", left
            )
        )
    if hidden and len(frame):
        words.append(
            locale.plural(
                "{n} more column is in the workbook",
                "{n} more columns are in the workbook",
                hidden,
            )
        )
    if words:
        baseline = top + grid.size * 1.15
        marks.append(
            line_of_text(" · ".join(words), 0, baseline, size=grid.size, fill=palette.muted)
        )
    return marks, last if left else None


def _that_fit(grid: _Grid, rows: list[list[list[str]]], room: float) -> int:
    """How many of the rows have room in so many px, from the first; at least one."""
    used = 0.0
    for number, lines in enumerate(rows):
        used += grid.height(lines)
        if used > room:
            return max(number, 1)
    return len(rows)


def _grid(frame: pd.DataFrame, room_width: float, room_height: float, locale: Locale) -> _Grid:
    """The table in the largest type at which all of it has room, each cell on one line.

    In the smallest one where there is none.
    """
    for size in _SIZES:
        every = _columns(frame, locale, size)
        columns = _readable(every, room_width)
        widths, gap = _widths(columns, room_width)
        headings = [
            wrap(column.heading, wide, size, SEMIBOLD, most=_HEADING_LINES)
            for column, wide in zip(columns, widths, strict=True)
        ]
        grid = _Grid(columns, widths, gap, headings, size)
        unbroken = all(c.wanted <= wide for c, wide in zip(columns, widths, strict=True))
        if len(columns) == len(every) and unbroken and len(frame):
            high = grid.head + len(frame) * grid.height([[""]])
            if high <= room_height:
                return grid
    return grid


def _lines(
    grid: _Grid, cells: list[list[str]], top: float, palette: Palette, *, heading: bool = False
) -> Iterator[str]:
    """A row's words, from `top` down; those of the headings end at `top`."""
    x = 0.0
    above = (_ROW * grid.size / _SIZES[-1] - 2) / 2 + grid.size * 0.98
    for column, wide, lines in zip(grid.columns, grid.widths, cells, strict=True):
        edge, anchor = (x + wide, "end") if column.is_number else (x, "start")
        first = top - grid.step * (len(lines) - 1) if heading else top + above
        for number, line in enumerate(lines):
            yield line_of_text(
                line,
                edge,
                first + grid.step * number,
                size=grid.size,
                fill=palette.ink,
                weight=SEMIBOLD if heading else REGULAR,
                anchor=anchor,
            )
        x += wide + grid.gap


def _columns(frame: pd.DataFrame, locale: Locale, size: float) -> list[_Column]:
    return [_column(frame[name], str(name), locale, size) for name in frame.columns]


def _column(values: "pd.Series[Any]", heading: str, locale: Locale, size: float) -> _Column:
    every = values.tolist()
    return _Column(heading, tuple(column_in_words(every, locale)), is_numeric(every), size)


def is_numeric(values: Sequence[Any]) -> bool:
    """Whether a column's known cells are numbers, of which there is one at least."""
    known = [value for value in values if not _is_missing(value)]
    return bool(known) and all(_is_number(value) for value in known)


def column_in_words(values: Sequence[Any], locale: Locale) -> list[str]:
    """A column's cells as they are read.

    Numbers have as many decimals as the one that needs most, two at most, so that they stand under
    each other and none that is small reads as 0. Years are written as years.
    """
    if not is_numeric(values):
        return [written(value, locale) for value in values]
    known = [value for value in values if not _is_missing(value)]
    if all(value == int(value) and _YEARS[0] <= value <= _YEARS[1] for value in known):
        return ["–" if _is_missing(value) else str(int(value)) for value in values]
    decimals = (n for n in (0, 1) if all(abs(value - round(value, n)) < 1e-9 for value in known))
    digits = next(decimals, 2)
    return [written(value, locale, digits) for value in values]


def written(value: Any, locale: Locale, digits: int | None = None) -> str:
    """A cell as it is read: numbers and days by the locale, a dash where nothing is known.

    `digits`: the decimals of a number, by default as few as it needs, one at most.
    """
    if _is_missing(value):
        return "–"
    if isinstance(value, bool):
        return locale.text("yes") if value else locale.text("no")
    if isinstance(value, dt.date):
        return locale.short_date(value)
    if _is_number(value):
        fewest = 0 if value == int(value) else 1
        return locale.number(Decimal(str(value)), fewest if digits is None else digits)
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return " ".join(str(value).split())


def _is_number(value: object) -> bool:
    return isinstance(value, (Integral, Real, Decimal)) and not isinstance(value, bool)


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or value != value


def _readable(columns: list[_Column], room: float) -> list[_Column]:
    """As many of the columns, from the left, as can be read side by side; at least one."""
    shown = list(columns)
    while len(shown) > 1 and sum(c.least for c in shown) + _GAP * (len(shown) - 1) > room:
        shown.pop()
    return shown


def _widths(columns: list[_Column], room: float) -> tuple[list[float], float]:
    """How wide each column gets, the widest giving way first, and the gap between them."""
    gaps = max(len(columns) - 1, 1)
    spare = room - sum(column.wanted for column in columns) - _GAP * gaps
    if spare >= 0:
        # Columns keep together at the left, a little apart: eyes lose the row across a gap.
        return [column.wanted for column in columns], _GAP + min(spare / gaps, _WIDEST_GAP - _GAP)
    low, high = 0.0, max(column.wanted for column in columns)
    for _ in range(40):
        limit = (low + high) / 2
        taken = sum(max(c.least, min(c.wanted, limit)) for c in columns)
        low, high = (limit, high) if taken <= room - _GAP * gaps else (low, limit)
    return [min(max(c.least, min(c.wanted, low)), room) for c in columns], _GAP
