"""Which body received the cases of which subject, beside the bodies that are listed for them."""

import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas
from dashboard.charts.placing import GLYPH, flow, text_width
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, Palette, contrast, plain
from dashboard.locale import Locale

_NAME: Final = 26  # px, of a row's name above its cells
_CELL: Final = 28
_GAP: Final = 8
_LEGEND: Final = 24
_SHARE: Final = 0.92  # of a column that its cell fills

# In a room of a given size the rows' names stand beside their cells.
_WIDE: Final = 700  # px
_NAMES: Final = 0.34  # of the width of a wide room for the names
_NAMES_NARROW: Final = 0.48  # of one that is not wide
_TALLEST: Final = 48  # px of a row
_HEADING_LINE: Final = 18  # px
_TIGHT: Final = 0.5  # of the size of type, the mean width of a letter of the columns' names
_LETTER: Final = 0.47  # of the size of type, the mean width of a letter of a long name


class RoutedCell(NamedTuple):
    """Cases of one row that one body received, by the verdict on the way."""

    fitting: int = 0
    other: int = 0
    undecided: int = 0

    @property
    def cases(self) -> int:
        """All of them."""
        return self.fitting + self.other + self.undecided


@dataclass(frozen=True)
class RoutedRow:
    """The cases of one group of subjects, in one period."""

    code: str
    name: str
    listed: frozenset[str]
    """The bodies that are listed for it."""
    cells: Mapping[str, RoutedCell]
    """By the body's code; what is not among them received none on record."""


def routing_matrix(
    rows: Sequence[RoutedRow],
    columns: Mapping[str, str],
    *,
    locale: Locale,
    mode: Mode,
    chosen: Collection[str] = (),
    room: tuple[int, int] | None = None,
) -> go.Figure:
    """One row of cells for each of `rows`, one column for each body of `columns` (names by code).

    Listed cells have an edge; those with cases are filled by the verdict. Rows with other codes
    than the `chosen` are pale. The marks' customdata: the row's code, words. `room`: width and
    height in px of a given room; there the rows' names stand beside their cells.
    """
    palette = PALETTES[mode]
    legend = _legend(palette, locale)
    form = _form(len(rows), columns.values(), [words for *_, words in legend], room)
    figure = canvas(locale, mode, form.height)
    marks = [
        (row, place, body, form.middle(index))
        for index, row in enumerate(rows)
        for place, body in enumerate(columns)
    ]
    fills = [_fill(row, body, palette) for row, _, body, _ in marks]
    counts = [row.cells.get(body, RoutedCell()).cases for row, _, body, _ in marks]
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=[round(place + (1 - _SHARE) / 2, 3) for _, place, _, _ in marks],
            x=[_SHARE] * len(marks),
            y=[y for _, _, _, y in marks],
            width=form.cell,
            marker={
                "color": fills,
                **(
                    {"opacity": [1 if row.code in chosen else PALE for row, *_ in marks]}
                    if chosen
                    else {}
                ),
                "line": {
                    "color": [
                        palette.accent if body in row.listed else palette.background
                        for row, _, body, _ in marks
                    ],
                    "width": [2 if body in row.listed else 0 for row, _, body, _ in marks],
                },
            },
            customdata=[
                [row.code, _told(row, body, columns[body], locale)] for row, _, body, _ in marks
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
            showlegend=False,
        )
    )
    for (row, place, _, y), fill, count in zip(marks, fills, counts, strict=True):
        if count:
            ink = max((palette.ink, palette.background), key=_against(fill))
            if chosen and row.code not in chosen:
                ink = palette.muted
            figure.add_annotation(
                text=f"<b>{locale.number(count)}</b>",
                x=place + 0.5,
                **_at(y),
                font={"color": ink} | ({"size": form.number} if form.number < FONT_SIZE else {}),
            )
    for place, name in enumerate(form.headings):
        figure.add_annotation(
            text=name,
            x=place + 0.5,
            **_at(form.top - 4) | {"yanchor": "bottom"},
            textangle=0 if form.level else -90,
            font={"size": SMALL_SIZE, "color": palette.muted},
        )
    for index, row in enumerate(rows):
        figure.add_annotation(
            text=plain(row.name),
            x=0.002,
            xanchor="left",
            **_at(form.name(index)) | {"xref": "paper"},
            **({"font": {"size": form.size(row.name)}} if form.left else {}),
        )
    for (fill, edge, words), (x, y) in zip(legend, form.legend, strict=True):
        figure.add_annotation(
            text=f'<span style="color:{edge or fill}">{"□" if edge else "■"}</span> {plain(words)}',
            x=x,
            xanchor="left",
            **_at(y) | {"xref": "paper"},
            font={"size": SMALL_SIZE},
        )
    figure.update_layout(
        hovermode="closest",
        xaxis={"visible": False, "range": [0, len(columns)], "domain": [form.left, 1]},
        yaxis={"visible": False, "range": [form.height, 0]},
        margin={"l": 2, "r": 2, "t": 0, "b": 0},
    )
    return figure


@dataclass(frozen=True)
class _Form:
    """Where the parts are: px from the top, shares of the width."""

    height: int
    top: float
    """Where the first row begins."""
    row: float
    cell: float
    headings: Sequence[str]
    """The columns' names as they are drawn."""
    level: bool
    """Whether they lie level."""
    legend: Sequence[tuple[float, float]]
    """Where each entry begins, and its middle."""
    left: float = 0
    """Where the cells begin; 0 where the rows' names stand above them."""
    names: float = 0
    """The width in px that the rows' names have beside their cells."""

    def middle(self, index: int) -> float:
        """The middle of a row's cells."""
        free = (self.row - self.cell) / 2 if self.left else _NAME
        return self.top + index * self.row + free + self.cell / 2

    def name(self, index: int) -> float:
        """The middle of a row's name."""
        return self.middle(index) - (0 if self.left else self.cell / 2 + _NAME / 2 + 1)

    @property
    def number(self) -> float:
        """The size of type, in px, at which a number fits into a cell."""
        return min(FONT_SIZE, self.cell - 1)

    def size(self, name: str) -> float:
        """The size of type, in px, at which a row's name fits beside its cells."""
        return min(SMALL_SIZE, round(self.names / (_LETTER * len(name)), 1))


def _form(
    count: int, columns: Collection[str], legend: Collection[str], room: tuple[int, int] | None
) -> _Form:
    if room is None:
        headings = [plain(name) for name in columns]
        top = _upright(columns)
        last = top + (_NAME + _CELL + _GAP) * count
        entries = [(0.002, last + _LEGEND * (place + 0.5)) for place in range(len(legend))]
        height = last + _LEGEND * len(legend) + 4
        return _Form(
            height, top, _NAME + _CELL + _GAP, _CELL, headings, level=False, legend=entries
        )
    width, height = room
    left = _NAMES if width >= _WIDE else _NAMES_NARROW
    letters = int(width * (1 - left) / len(columns) / text_width("m", SMALL_SIZE))
    broken = [_broken(name, max(letters, 1)) for name in columns]
    level = all(len(line) <= letters for lines in broken for line in lines)
    lines = broken if level else [[name] for name in columns]
    top = _HEADING_LINE * max(map(len, lines)) + 8 if level else _upright(columns, _TIGHT)
    placed = flow([text_width(entry, SMALL_SIZE) + 22 for entry in legend], width)
    below = _HEADING_LINE * (placed[-1][0] + 1) + 12
    row = min((height - top - below) / count, _TALLEST)
    under = top + row * count + 8
    return _Form(
        height,
        top,
        row,
        row - 2.5,
        ["<br>".join(map(plain, each)) for each in lines],
        level,
        [(x / width, under + _HEADING_LINE * (line + 0.5)) for line, x in placed],
        left,
        width * left - 8,
    )


def _broken(name: str, letters: int) -> list[str]:
    """The name on lines of so many letters, longer where a word is."""
    return textwrap.wrap(name.replace("/", "/ "), letters, break_long_words=False)


def _upright(names: Collection[str], letter: float = GLYPH) -> int:
    return round(max(map(len, names)) * letter * SMALL_SIZE) + 12


def _fill(row: RoutedRow, body: str, palette: Palette) -> str:
    cell = row.cells.get(body)
    if cell is None or not cell.cases:
        return palette.band
    if cell.other:
        return palette.categorical[1]
    return palette.rest if cell.undecided else palette.accent


def _legend(palette: Palette, locale: Locale) -> list[tuple[str, str, str]]:
    return [
        ("", palette.accent, locale.text("body listed for these cases")),
        (palette.accent, "", locale.text("cases with a listed body")),
        (palette.categorical[1], "", locale.text("cases beside the listed ways")),
        (palette.rest, "", locale.text("cannot be told")),
    ]


def _told(row: RoutedRow, body: str, name: str, locale: Locale) -> str:
    cell = row.cells.get(body, RoutedCell())
    lines = [f"<b>{plain(row.name)}</b>", plain(name)]
    if not cell.cases:
        lines.append(plain(locale.text("no case on record")))
    verdicts = (
        (cell.fitting, locale.text("fits a listed way")),
        (cell.other, locale.text("beside the listed ways")),
        (cell.undecided, locale.text("cannot be told")),
    )
    for count, verdict in verdicts:
        if count:
            cases = locale.plural("{n} case", "{n} cases", count)
            lines.append(f"{plain(cases)}: {plain(verdict)}")
    if body in row.listed:
        lines.append(plain(locale.text("body listed for these cases")))
    return "<br>".join(lines)


def _against(fill: str) -> Any:
    return lambda ink: contrast(ink, fill)


def _at(y: float) -> dict[str, Any]:
    return {"xref": "x", "yref": "y", "y": y, "yanchor": "middle", "captureevents": False}
