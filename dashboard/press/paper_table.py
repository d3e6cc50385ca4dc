"""A table on paper: columns as wide as they need, numbers to the right, the rest counted."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Final

import pandas as pd

from dashboard.charts.theme import Palette
from dashboard.locale import Locale
from dashboard.press.drawing import line_of_text, rule
from dashboard.press.fonts import SEMIBOLD, cut, width, wrap

_SIZE: Final = 13
_ROW: Final = 21  # px
_HEADING_LINES: Final = 3
_LEADING: Final = 1.2
_GAP: Final = 16  # px between columns, at least
_WIDEST_GAP: Final = 70
_WIDEST_HEADING: Final = 110  # px before a heading is broken into lines
_LEAST_OF_TEXT: Final = 110  # px to which a column of words may be cut


@dataclass(frozen=True)
class _Column:
    heading: str
    cells: tuple[str, ...]
    is_number: bool

    @property
    def wanted(self) -> float:
        """The width at which nothing of it is cut; a heading may stand in lines."""
        heading = min(width(self.heading, _SIZE, SEMIBOLD), max(_WIDEST_HEADING, self._word))
        return max(heading, *(width(cell, _SIZE) for cell in self.cells), 1.0)

    @property
    def least(self) -> float:
        """The width under which it cannot be read: numbers are never cut."""
        return self.wanted if self.is_number else min(self.wanted, max(self._word, _LEAST_OF_TEXT))

    @property
    def _word(self) -> float:
        """The width of the heading's longest word."""
        return max((width(word, _SIZE, SEMIBOLD) for word in self.heading.split()), default=0.0)


def draw_table(
    frame: pd.DataFrame,
    room_width: float,
    room_height: float,
    palette: Palette,
    locale: Locale,
    first_row: int = 0,
) -> tuple[list[str], int | None]:
    """The rows from `first_row` on as SVG elements in a room of these px, its corner at 0, 0.

    Also the first row that has no room, None where there is none. Columns that have no room are
    counted under the table, as further rows are.
    """
    every = [_column(frame[name], str(name), locale) for name in frame.columns]
    columns = _readable(every, room_width)
    widths, gap = _widths(columns, room_width)
    headings = [
        wrap(column.heading, wide, _SIZE, SEMIBOLD, most=_HEADING_LINES)
        for column, wide in zip(columns, widths, strict=True)
    ]
    step = _SIZE * _LEADING
    head = max((len(lines) for lines in headings), default=1) * step + 8
    hidden = len(every) - len(columns)
    fitting = max(int((room_height - head) // _ROW) - (1 if hidden else 0), 1)
    left = len(frame) - first_row
    shown = left if left <= fitting else max(fitting - (0 if hidden else 1), 1)
    marks = [rule(0, head, room_width, palette.axis)]
    x = 0.0
    for column, wide, lines in zip(columns, widths, headings, strict=True):
        edge, anchor = (x + wide, "end") if column.is_number else (x, "start")
        for number, line in enumerate(lines):
            baseline = head - 8 - step * (len(lines) - 1 - number)
            marks.append(
                line_of_text(
                    line,
                    edge,
                    baseline,
                    size=_SIZE,
                    fill=palette.ink,
                    weight=SEMIBOLD,
                    anchor=anchor,
                )
            )
        for number, cell in enumerate(column.cells[first_row : first_row + shown]):
            text = cut(cell, wide, _SIZE)
            baseline = head + _ROW * number + 15
            marks.append(
                line_of_text(text, edge, baseline, size=_SIZE, fill=palette.ink, anchor=anchor)
            )
        x += wide + gap
    marks += [rule(0, head + _ROW * number, room_width, palette.grid) for number in range(1, shown)]
    words = _rest(len(frame), left - shown, hidden, locale)
    if words:
        baseline = head + _ROW * shown + 15
        marks.append(line_of_text(words, 0, baseline, size=_SIZE, fill=palette.muted))
    return marks, first_row + shown if left > shown else None


def _rest(rows: int, more_rows: int, more_columns: int, locale: Locale) -> str:
    """What is not shown of a table, and where it stands; empty where all is shown."""
    if not rows:
        return locale.text("No record for this filter")
    parts = []
    if more_rows:
        parts.append(
            locale.plural(
                "{n} more row is in the workbook", "{n} more rows are in the workbook", more_rows
            )
        )
    if more_columns:
        parts.append(
            locale.plural(
                "{n} more column is in the workbook",
                "{n} more columns are in the workbook",
                more_columns,
            )
        )
    return " · ".join(parts)


def _column(values: "pd.Series", heading: str, locale: Locale) -> _Column:
    cells = tuple(written(value, locale) for value in values.tolist())
    known = [value for value in values.tolist() if not _is_missing(value)]
    is_number = bool(known) and all(_is_number(value) for value in known)
    return _Column(heading, cells, is_number)


def written(value: object, locale: Locale) -> str:
    """A cell as it is read: numbers and days by the locale, a dash where nothing is known."""
    if _is_missing(value):
        return "–"
    if isinstance(value, bool):
        return locale.text("yes") if value else locale.text("no")
    if isinstance(value, dt.date):
        return locale.short_date(value)
    if _is_number(value):
        number = Decimal(str(value))
        whole = number == number.to_integral_value()
        return locale.number(number, 0 if whole else 1)
    if isinstance(value, (list, tuple)):
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
