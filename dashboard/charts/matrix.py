"""A table of counts as colours: rows by columns, the number in each cell, grey where none is."""

import textwrap
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.classes import CLASSES
from dashboard.charts.legend import LINE, add_legend
from dashboard.charts.placing import GLYPH, text_width
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, contrast, plain
from dashboard.locale import Locale

LONGEST_NAME: Final = 22  # letters of a row's name that are drawn
_ROW: Final = 25  # px
_LETTERS: Final = 19  # of a line, where names may take two
_TALL_ROW: Final = 38  # px, where one does
_LEGEND: Final = 66  # px
_LEGEND_GAP: Final = 12  # px over and under the legend of a given room
_TWO_LINES: Final = 800  # px: in a narrower room the legend has two lines
_LEAST_ROW: Final = 20  # px, in a given room
_LEAST_COLUMN: Final = 19  # px, in a given room: a number of two digits
_NAMES: Final = 0.44  # of a given room's width, at most, for the rows' names
_HEADING_LINE: Final = 17  # px
_LETTER: Final = 0.53  # of the size of type, the mean width of a letter of a long name
_CAPITAL: Final = 0.68
_T = TypeVar("_T")


class Cell(NamedTuple):
    """What one cell counts and the words told about it."""

    number: int
    told: str


Cells = Mapping[tuple[str, str], Cell]


def most_rows(columns: Collection[str], room: tuple[int, int]) -> int:
    """How many rows a table of columns of these names holds in a room (px); at least one."""
    return max(1, (room[1] - _headings(columns, room).height - _legend_height(room)) // _LEAST_ROW)


def most_columns(rows: Collection[str], room: tuple[int, int]) -> int:
    """How many columns a table of rows of these names holds in a room (px); at least one."""
    longest = max(_measure(line) for name in rows for line in _row_name(name, False, room))
    left = longest * SMALL_SIZE + 14
    return max(1, int((room[0] - left - 8) // _LEAST_COLUMN))


def _usual(line: str) -> float:
    """The estimated width of a line, in sizes of type."""
    return len(line) * GLYPH


def _measure(line: str) -> float:
    """The same where room is dear: small letters are narrower than the mean, capitals wider."""
    return sum(_CAPITAL if letter.isupper() else _LETTER for letter in line)


def _legend_height(room: tuple[int, int] | None) -> int:
    if room is None:
        return _LEGEND
    return LINE * (1 if room[0] >= _TWO_LINES else 2) + _LEGEND_GAP


class _Headings(NamedTuple):
    """The columns' names as they are drawn over the cells."""

    texts: list[str]
    level: bool
    height: int
    """What they need in px."""


def _headings(names: Collection[str], room: tuple[int, int] | None) -> _Headings:
    """Level in a room that is wide enough for their words, else upright."""
    if room is None:
        longest = max(text_width(plain(name), SMALL_SIZE) for name in names)
        return _Headings([plain(name) for name in names], False, round(longest) + 14)
    column = room[0] * (1 - _NAMES) / len(names)
    letters = max(int(column / (_LETTER * SMALL_SIZE)), 1)
    broken = [textwrap.wrap(name, letters, break_long_words=False) for name in names]
    level = all(len(line) <= letters for lines in broken for line in lines)
    if level:
        return _Headings(_drawn(broken), True, _HEADING_LINE * max(map(len, broken)) + 12)
    if column >= 2 * _HEADING_LINE:
        broken = [textwrap.wrap(name, _half(name), break_long_words=False) for name in names]
    else:
        broken = [[name] for name in names]
    longest = max(len(line) for lines in broken for line in lines) * _LETTER * SMALL_SIZE
    return _Headings(_drawn(broken), False, round(longest) + 14)


def _drawn(broken: Sequence[Sequence[str]]) -> list[str]:
    return ["<br>".join(plain(line) for line in lines) for lines in broken]


def _half(name: str) -> int:
    """The letters of a line where the name is on two."""
    words = name.split()
    splits = [
        max(len(" ".join(words[:at])), len(" ".join(words[at:]))) for at in range(1, len(words))
    ]
    return min(splits, default=max(len(name), 1))


def count_matrix(
    cells: Cells,
    *,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    zero: str,
    locale: Locale,
    mode: Mode,
    two_lines: bool = False,
    room: tuple[int, int] | None = None,
) -> go.Figure:
    """Counts by row and column.

    `cells`: by the codes of row and column; what is not among them has no record. `rows`,
    `columns`: names by code, in the order drawn. `zero`: what a count of 0 means in words; it has
    a colour of its own, since something is on record. `two_lines`: the rows' names are wrapped
    where others are cut; for few rows, whose names are sentences. `room`: width and height in px
    of a given room, which the rows share; it has to hold them (`most_rows`).
    """
    if not rows or not columns:
        return empty(locale, mode, room[1] if room else 240)
    palette = PALETTES[mode]
    names = [_row_name(name, two_lines, room) for name in rows.values()]
    height = _TALL_ROW if any(len(lines) > 1 for lines in names) else _ROW
    headings = _headings(columns.values(), room)
    top = headings.height
    measure = _measure if room else _usual
    left = round(max(measure(line) for lines in names for line in lines) * SMALL_SIZE) + 14
    legend = _legend_height(room)
    figure = canvas(locale, mode, room[1] if room else top + height * len(rows) + legend)
    colours = (palette.coverage["none"], palette.zero, *palette.sequential)
    inks = [_ink(colour, palette) for colour in colours]
    for ink in dict.fromkeys(inks):
        figure.add_trace(
            _layer(
                [[_number(cells, row, column) for column in columns] for row in rows],
                [
                    [
                        _told(cells, (row, rows[row]), (column, columns[column]), locale)
                        for column in columns
                    ]
                    for row in rows
                ],
                {index for index, other in enumerate(inks) if other == ink},
                colours,
                ink,
                locale,
            )
        )
    breaks = CLASSES["count"]
    zeros = any(cell.number == 0 for cell in cells.values())
    names_of_classes = [
        locale.text("no record known"),
        zero if zeros else "",
        *(breaks.label(place, locale) for place in range(len(breaks.bounds))),
    ]
    if room is None:
        figure.add_traces(_legend(colours, names_of_classes, palette))
    figure.update_layout(
        margin={"l": left, "r": 8, "t": top, "b": legend},
        hovermode="closest",
        xaxis={
            "side": "top",
            "range": [-0.5, len(columns) - 0.5],
            "tickmode": "array",
            "tickvals": list(range(len(columns))),
            "ticktext": headings.texts,
            "tickangle": 0 if headings.level else -90,
            "tickfont": {"color": palette.ink},
            "ticklen": 0,
            "showline": False,
        },
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": ["<br>".join(map(plain, lines)) for lines in names],
            "tickfont": {"color": palette.ink},
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": palette.background,
            "showgrid": False,
        },
        legend={
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemsizing": "constant",
        },
        showlegend=room is None,
    )
    if room:
        named = zip(colours, names_of_classes, strict=True)
        entries = [(colour, plain(name)) for colour, name in named if name]
        add_legend(figure, entries, width=room[0], left=left, below=8)
    return figure


def short(name: str, letters: int) -> str:
    """At most so many letters of a name, with an ellipsis where it is cut."""
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _row_name(name: str, two_lines: bool, room: tuple[int, int] | None) -> list[str]:
    """The name on the lines it is drawn on; in a given room a name has one line."""
    if room:
        return [short(name, int(room[0] * _NAMES / (_LETTER * SMALL_SIZE)))]
    return _lines(name) if two_lines else [short(name, LONGEST_NAME)]


def _lines(name: str) -> list[str]:
    """The name in at most two lines; what does not fit is cut."""
    first, *others = textwrap.wrap(name, _LETTERS)
    return [first, short(" ".join(others), _LETTERS)] if others else [first]


def class_of(count: int | None) -> int:
    """The place of a count's colour: 0 for no record, 1 for a count of 0, then the classes."""
    if count is None:
        return 0
    found = CLASSES["count"].class_of(count)
    return 1 if found is None else 2 + found


def _ink(colour: str, palette: Palette) -> str:
    return max((palette.ink, palette.background), key=lambda ink: contrast(ink, colour))


def _number(cells: Cells, row: str, column: str) -> int | None:
    return cells[row, column].number if (row, column) in cells else None


def _told(cells: Cells, row: tuple[str, str], column: tuple[str, str], locale: Locale) -> str:
    words = locale.text("no record known")
    if (row[0], column[0]) in cells:
        words = cells[row[0], column[0]].told
    return f"<b>{plain(row[1])}</b><br>{plain(column[1])}<br>{plain(words)}"


def _layer(
    counts: list[list[int | None]],
    told: list[list[str]],
    classes: set[int],
    colours: Sequence[str],
    ink: str,
    locale: Locale,
) -> go.Heatmap:
    """The cells of these classes, whose numbers are written in one ink."""
    within = [[class_of(count) in classes for count in line] for line in counts]
    last = len(colours) - 1
    edges = [
        (round(edge / len(colours), 6), colour)
        for index, colour in enumerate(colours)
        for edge in (index, index + 1)
    ]
    return go.Heatmap(
        z=_where(within, [[class_of(count) for count in line] for line in counts]),
        text=[
            [
                locale.number(count) if inside and count is not None else ""
                for count, inside in zip(*pair, strict=True)
            ]
            for pair in zip(counts, within, strict=True)
        ],
        customdata=_where(within, told),
        texttemplate="%{text}",
        textfont={"color": ink},
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        zmin=-0.5,
        zmax=last + 0.5,
        colorscale=edges,
        showscale=False,
        xgap=2,
        ygap=2,
    )


def _where(within: list[list[bool]], values: list[list[_T]]) -> list[list[_T | None]]:
    return [
        [value if inside else None for value, inside in zip(line, kept, strict=True)]
        for line, kept in zip(values, within, strict=True)
    ]


def _legend(colours: Sequence[str], names: Sequence[str], palette: Palette) -> list[go.Scatter]:
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            marker={
                "symbol": "square",
                "size": 15,
                "color": colour,
                "line": {"color": palette.axis, "width": 1 if index == 0 else 0},
            },
            name=plain(name),
            hoverinfo="skip",
        )
        for index, (colour, name) in enumerate(zip(colours, names, strict=True))
        if name
    ]
