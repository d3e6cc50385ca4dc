"""A table on paper: columns as wide as they need, numbers to the right, the rest counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Final

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
_LEAST_OF_NAMES: Final = 200  # px, the first wide one: it says what the row is about
_YEARS: Final = (1990, 2100)


@dataclass(frozen=True)
class _Column:
    heading: str
    cells: tuple[str, ...]
    is_number: bool
    names_rows: bool = False
    """Whether it says what a row is about."""

    @property
    def wanted(self) -> float:
        """The width at which nothing of it is cut; a heading may stand in lines."""
        heading = min(width(self.heading, _SIZE, SEMIBOLD), max(_WIDEST_HEADING, self._word))
        return max(heading, *(width(cell, _SIZE) for cell in self.cells), 1.0)

    @property
    def least(self) -> float:
        """The width under which it cannot be read: numbers are never cut."""
        if self.is_number:
            return self.wanted
        words = _LEAST_OF_NAMES if self.names_rows else _LEAST_OF_TEXT
        return min(self.wanted, max(self._word, words))

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
    every = _columns(frame, locale)
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


def _columns(frame: pd.DataFrame, locale: Locale) -> list[_Column]:
    columns = [_column(frame[name], str(name), locale) for name in frame.columns]
    wide = (not c.is_number and c.wanted > _LEAST_OF_TEXT for c in columns)
    naming = next((place for place, is_wide in enumerate(wide) if is_wide), None)
    return [replace(c, names_rows=place == naming) for place, c in enumerate(columns)]


def _column(values: "pd.Series[Any]", heading: str, locale: Locale) -> _Column:
    every = values.tolist()
    return _Column(heading, tuple(column_in_words(every, locale)), is_numeric(every))


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
