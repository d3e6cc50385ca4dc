"""Which body received the cases of which subject, beside the bodies that are listed for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas
from dashboard.charts.placing import text_width
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, contrast, plain
from dashboard.locale import Locale

_NAME: Final = 26  # px, of a row's name above its cells
_CELL: Final = 28
_GAP: Final = 8
_LEGEND: Final = 24
_SHARE: Final = 0.92  # of a column that its cell fills


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
) -> go.Figure:
    """One row of cells for each of `rows`, one column for each body of `columns` (names by code).

    Listed cells have an edge; those with cases are filled by the verdict. Rows with other codes
    than the `chosen` are pale. The marks' customdata: the row's code, words.
    """
    palette = PALETTES[mode]
    top = round(max(text_width(name, SMALL_SIZE) for name in columns.values())) + 12
    row_height = _NAME + _CELL + _GAP
    legend = _legend(palette, locale)
    height = top + row_height * len(rows) + _LEGEND * len(legend) + 4
    figure = canvas(locale, mode, height)
    marks = [
        (row, place, body, top + index * row_height + _NAME + _CELL / 2)
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
            width=_CELL,
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
                font={"color": ink},
            )
    for place, name in enumerate(columns.values()):
        figure.add_annotation(
            text=plain(name),
            x=place + 0.5,
            **_at(top - 4) | {"yanchor": "bottom"},
            textangle=-90,
            font={"size": SMALL_SIZE, "color": palette.muted},
        )
    for index, row in enumerate(rows):
        figure.add_annotation(
            text=plain(row.name),
            x=0.02,
            xanchor="left",
            **_at(top + index * row_height + _NAME / 2 - 1),
        )
    for place, (fill, edge, words) in enumerate(legend):
        y = top + row_height * len(rows) + _LEGEND * (place + 0.5)
        figure.add_annotation(
            text=f'<span style="color:{edge or fill}">{"□" if edge else "■"}</span> {plain(words)}',
            x=0.02,
            xanchor="left",
            **_at(y),
            font={"size": SMALL_SIZE},
        )
    figure.update_layout(
        hovermode="closest",
        xaxis={"visible": False, "range": [0, len(columns)]},
        yaxis={"visible": False, "range": [height, 0]},
        margin={"l": 2, "r": 2, "t": 0, "b": 0},
    )
    return figure


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
