"""A table of counts as colours: rows by columns, the number in each cell, grey where none is."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.classes import CLASSES
from dashboard.charts.placing import text_width
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, contrast, plain
from dashboard.locale import Locale

LONGEST_NAME: Final = 22  # letters of a row's name that are drawn
_ROW: Final = 25  # px
_LETTERS: Final = 19  # of a line, where names may take two
_TALL_ROW: Final = 38  # px, where one does
_LEGEND: Final = 66  # px: two lines of it in a narrow place
_T = TypeVar("_T")


class Cell(NamedTuple):
    """What one cell counts and the words told about it."""

    number: int
    told: str


Cells = Mapping[tuple[str, str], Cell]


def count_matrix(
    cells: Cells,
    *,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    zero: str,
    locale: Locale,
    mode: Mode,
    two_lines: bool = False,
) -> go.Figure:
    """Counts by row and column.

    `cells`: by the codes of row and column; what is not among them has no record. `rows`,
    `columns`: names by code, in the order drawn. `zero`: what a count of 0 means in words; it has
    a colour of its own, since something is on record. `two_lines`: the rows' names are wrapped
    where others are cut; for few rows, whose names are sentences.
    """
    if not rows or not columns:
        return empty(locale, mode, 240)
    palette = PALETTES[mode]
    names = [_lines(name) if two_lines else [short(name, LONGEST_NAME)] for name in rows.values()]
    height = _TALL_ROW if any(len(lines) > 1 for lines in names) else _ROW
    headings = [plain(name) for name in columns.values()]
    top = round(max(text_width(heading, SMALL_SIZE) for heading in headings)) + 14
    figure = canvas(locale, mode, top + height * len(rows) + _LEGEND)
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
    figure.add_traces(_legend(colours, names_of_classes, palette))
    left = round(max(text_width(line, SMALL_SIZE) for lines in names for line in lines)) + 14
    figure.update_layout(
        margin={"l": left, "r": 8, "t": top, "b": _LEGEND},
        hovermode="closest",
        xaxis={
            "side": "top",
            "range": [-0.5, len(columns) - 0.5],
            "tickmode": "array",
            "tickvals": list(range(len(columns))),
            "ticktext": headings,
            "tickangle": -90,
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
        showlegend=True,
    )
    return figure


def short(name: str, letters: int) -> str:
    """At most so many letters of a name, with an ellipsis where it is cut."""
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


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
