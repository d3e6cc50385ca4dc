"""Small series on one common scale: a panel each, in the order given, read down the columns."""

import datetime as dt
import textwrap
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty
from dashboard.charts.placing import text_width
from dashboard.charts.short_names import shortened
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, Palette, plain
from dashboard.locale import Locale

PANEL: Final = 98  # px a panel takes, its name included
_NAME: Final = 38  # px for a name of two lines
_NAME_OF_ONE: Final = 21  # px for one of one line, in a room of a given size
_LEFT: Final = 26  # px for the numbers of the common scale
_BOTTOM: Final = 22  # px for the days at both ends
_GAP: Final = 0.06  # between columns, of the width
_ROOM_GAP: Final = 16  # px between columns in a room of a given size
_LETTERS: Final = 19  # of a line of a name
_LETTERS_OF_MONTHS: Final = 15  # of such a line, where two months stand under a panel
_LEAST_PANEL: Final = 46  # px, in a room of a given size
_LEAST_COLUMN: Final = 110  # px, room for a short name and a number
_MOST_COLUMNS: Final = 8
_NUMBER: Final = 26  # px beside a name
_STEPS: Final = (1, 2, 5)
_BAR_SHARE: Final = 0.85
_DAY: Final = 86_400_000  # ms


class Scale(NamedTuple):
    """What all panels share, so that they can be compared: the days and the end of the y axis."""

    first: dt.date
    last: dt.date
    top: int


@dataclass(frozen=True)
class Chosen:
    """What is pointed at; everything else is pale where anything is."""

    codes: Collection[str] = field(default=())
    month: str | None = None

    def code_is_pale(self, code: str) -> bool:
        """Whether other panels are pointed at."""
        return bool(self.codes) and code not in self.codes

    def is_pale(self, code: str, first: dt.date, last: dt.date) -> bool:
        """Whether another panel or month is pointed at."""
        outside = self.month and not f"{first:%Y-%m}" <= self.month <= f"{last:%Y-%m}"
        return self.code_is_pale(code) or bool(outside)


class Grid(NamedTuple):
    """How panels stand in a room of a given size, and how many of them it holds."""

    columns: int
    rows: int | None
    """None: as many as hold the panels."""
    panels: int


def grid_of(count: int, room: tuple[int, int]) -> Grid:
    """The grid with the highest panels for `count` of them in a room (width, height in px)."""
    most_columns = min(max((room[0] - _LEFT) // _LEAST_COLUMN, 1), _MOST_COLUMNS)
    most_rows = max((room[1] - _BOTTOM) // _LEAST_PANEL, 1)
    panels = min(count, most_columns * most_rows)
    # Wide panels show more than high ones: no more columns than the rows' least height asks for.
    columns = -(-panels // most_rows) if panels else 1
    while columns < most_columns and (room[0] - _LEFT) / columns > 3 * _panel_height(
        panels, columns, room
    ):
        columns += 1
    return Grid(columns, max(-(-panels // columns), 1), panels)


def _panel_height(panels: int, columns: int, room: tuple[int, int]) -> float:
    return (room[1] - _BOTTOM) / max(-(-panels // columns), 1)


class _Place(NamedTuple):
    """Where a panel stands, as shares of the plot."""

    left: float
    right: float
    bottom: float
    top: float
    number: str  # that plotly gives its axes
    is_first: bool  # in its row
    is_last: bool  # in its column


def scale_of(frame: pd.DataFrame) -> Scale | None:
    """The scale on which every panel of the frame fits; None where nothing has a day.

    `frame`: period_from, period_until, count. The y axis ends at a round number.
    """
    dated = frame[frame["period_from"].notna()]
    if dated.empty:
        return None
    highest, power = int(dated["count"].max()), 1
    while 5 * power < highest:
        power *= 10
    top = next(step * power for step in _STEPS if step * power >= highest)
    return Scale(min(dated["period_from"]), max(dated["period_until"]), top)


def small_multiples(
    frame: pd.DataFrame,
    panels: Mapping[str, str],
    *,
    scale: Scale | None,
    totals: Mapping[str, int],
    told: Callable[[int], str],
    voting_days: Sequence[dt.date],
    locale: Locale,
    mode: Mode,
    columns: int = 2,
    rows: int | None = None,
    panel: int = PANEL,
    chosen: Chosen | None = None,
    room: tuple[int, int] | None = None,
) -> go.Figure:
    """One panel of bars for each of the `panels` (name by code), all on the same `scale`.

    `frame`: period_from, period_until (days), code, count; rows without a day are not drawn.
    `totals`: the number beside each name; `told`: a number with what it counts. `rows`: how many a
    column has, else as few as hold the panels; `panel`: the height of one in px. The marks'
    customdata: code, month; a panel's ground is a mark without a month, so that a panel is hit
    anywhere. `room`: width and height in px of a given room, which the panels share in place of
    `panel`; see `grid_of`.
    """
    if scale is None or not panels:
        return empty(locale, mode, room[1] if room else 2 * PANEL)
    palette = PALETTES[mode]
    pointed = chosen or Chosen()
    rows = rows or -(-len(panels) // columns)
    height = (room[1] - _BOTTOM) / rows if room else panel
    letters = _letters(room[0], columns) if room else _LETTERS
    gap = _ROOM_GAP / (room[0] - _LEFT) if room else _GAP
    written = _names(panels, letters, room is not None)
    figure = canvas(locale, mode, room[1] if room else rows * panel + _BOTTOM)
    layout: dict[str, Any] = {}
    for (code, name), place in zip(
        panels.items(),
        _places(len(panels), rows, columns, (height, _NAME_OF_ONE if room else _NAME), gap),
        strict=True,
    ):
        axes = {"xaxis": f"x{place.number}", "yaxis": f"y{place.number}"}
        layout |= _axes(place, scale)
        words = f"<b>{plain(name)}</b><br>{plain(told(totals[code]))}"
        figure.add_trace(_ground(code, words, scale, palette, axes))
        mine = frame[(frame["code"] == code) & frame["period_from"].notna() & (frame["count"] > 0)]
        figure.add_trace(_bars(mine, code, name, told, pointed, palette, locale, axes))
        for day in voting_days:
            if scale.first <= day <= scale.last:
                figure.add_shape(
                    type="line",
                    x0=day.isoformat(),
                    x1=day.isoformat(),
                    y0=0,
                    y1=scale.top,
                    xref=axes["xaxis"],
                    yref=axes["yaxis"],
                    line={"color": palette.muted, "width": 1, "dash": "dot"},
                )
        ink = palette.muted if pointed.code_is_pale(code) else palette.ink
        lines = "<br>".join(plain(line) for line in written[code])
        title = f"<b>{lines}</b>" if code in pointed.codes else lines
        number = f"<b>{locale.number(totals[code])}</b>"
        _write(figure, title, place.left, "left", place.top, ink, SMALL_SIZE)
        _write(figure, number, place.right, "right", place.top, ink, FONT_SIZE)
        if place.is_last:
            first, last = plain(locale.month(scale.first)), plain(locale.month(scale.last))
            if letters < _LETTERS_OF_MONTHS:
                first, last = str(scale.first.year), str(scale.last.year)
            at, under = place.bottom, palette.muted
            _write(figure, first, place.left, "left", at, under, SMALL_SIZE, below=True)
            if last != first:
                _write(figure, last, place.right, "right", at, under, SMALL_SIZE, below=True)
    figure.update_layout(
        barmode="overlay",
        hovermode="closest",
        showlegend=False,
        margin={"l": _LEFT, "r": 4, "t": 0, "b": _BOTTOM},
        **layout,
    )
    return figure


def _letters(width: int, columns: int) -> int:
    """How many letters of a name stand beside its number in a room of that width in px."""
    column = (width - _LEFT - _ROOM_GAP * (columns - 1)) / columns
    return min(int((column - _NUMBER) / text_width("n", SMALL_SIZE)), 2 * _LETTERS)


def _names(panels: Mapping[str, str], letters: int, is_placed: bool) -> dict[str, list[str]]:
    """The lines of each panel's name: at most two, in a given room one, shortened as is usual."""
    if is_placed:
        short = shortened(list(panels.values()), letters)
        return {code: [name] for code, name in zip(panels, short, strict=True)}
    return {code: textwrap.wrap(name, letters)[:2] for code, name in panels.items()}


def _places(
    count: int, rows: int, columns: int, heights: tuple[float, int], gap: float
) -> list[_Place]:
    """`heights`: px of a panel, and of the name over it."""
    panel, name = heights
    wide = (1 - gap * (columns - 1)) / columns
    plot = rows * panel
    places = []
    for index in range(count):
        column, row = divmod(index, rows)
        left = column * (wide + gap)
        places.append(
            _Place(
                round(left, 4),
                round(left + wide, 4),
                round(1 - (row + 1) * panel / plot, 4),
                round(1 - (row * panel + name) / plot, 4),
                "" if index == 0 else str(index + 1),
                column == 0,
                row == rows - 1 or index == count - 1,
            )
        )
    return places


def _axes(place: _Place, scale: Scale) -> dict[str, Any]:
    end = scale.last + dt.timedelta(days=1)
    return {
        f"xaxis{place.number}": {
            "domain": [place.left, place.right],
            "anchor": f"y{place.number}",
            "type": "date",
            "range": [scale.first.isoformat(), end.isoformat()],
            "showticklabels": False,
        },
        f"yaxis{place.number}": {
            "domain": [place.bottom, place.top],
            "anchor": f"x{place.number}",
            "range": [0, scale.top],
            "tickvals": [0, scale.top],
            "tickformat": ",d",
            "showticklabels": place.is_first,
        },
    }


def _ground(
    code: str, words: str, scale: Scale, palette: Palette, axes: Mapping[str, str]
) -> go.Bar:
    return go.Bar(
        x=[_middle(scale.first, scale.last)],
        y=[scale.top],
        width=((scale.last - scale.first).days + 1) * _DAY,
        marker={"color": palette.band},
        customdata=[[code, ""]],
        hovertemplate=f"{words}<extra></extra>",
        **axes,
    )


def _bars(
    mine: pd.DataFrame,
    code: str,
    name: str,
    told: Callable[[int], str],
    chosen: Chosen,
    palette: Palette,
    locale: Locale,
    axes: Mapping[str, str],
) -> go.Bar:
    spans = list(zip(mine["period_from"], mine["period_until"], strict=True))
    counts = [int(count) for count in mine["count"]]
    shortest = min(((last - first).days + 1 for first, last in spans), default=1)
    pale = [chosen.is_pale(code, *span) for span in spans]
    marker: dict[str, Any] = {"color": palette.accent}
    if any(pale):
        marker["opacity"] = [PALE if faint else 1 for faint in pale]
    return go.Bar(
        x=[_middle(*span) for span in spans],
        y=counts,
        width=round(shortest * _BAR_SHARE * _DAY),
        marker=marker,
        customdata=[
            [code, f"{span[0]:%Y-%m}", plain(locale.span(*span)), plain(told(count))]
            for span, count in zip(spans, counts, strict=True)
        ],
        hovertemplate=f"<b>{plain(name)}</b><br>%{{customdata[2]}}<br>%{{customdata[3]}}"
        "<extra></extra>",
        **axes,
    )


def _middle(first: dt.date, last: dt.date) -> str:
    half = dt.timedelta(hours=12 * ((last - first).days + 1))
    return (dt.datetime.combine(first, dt.time()) + half).isoformat(" ")


def _write(
    figure: go.Figure,
    text: str,
    x: float,
    anchor: str,
    y: float,
    colour: str,
    size: int,
    *,
    below: bool = False,
) -> None:
    figure.add_annotation(
        text=text,
        x=x,
        xanchor=anchor,
        y=y,
        yanchor="top" if below else "bottom",
        yshift=-2 if below else 1,
        xref="paper",
        yref="paper",
        align=anchor,
        borderpad=0,
        font={"size": size, "color": colour},
    )
