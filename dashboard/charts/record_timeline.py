"""The records of one region on a strip of days: a row for each kind, shapes tell them apart."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.months import UNIT_SHIFT, add_stages, following, month_axis
from dashboard.charts.placing import text_width
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, plain
from dashboard.labels import KINDS, kind_label
from dashboard.locale import Locale, mark

ROW: Final = 40  # px from one kind to the next: its name, and the marks below the name
_ROWS: Final = (20, 72)  # px of the lowest and the highest row where the room is given
_AXIS, _LEGEND, _LEAST_MONTHS = 46, 40, 4
_MARK: Final = 13  # px
_LINE_AT: Final = 0.18  # of a row below its middle
# Marks of one row that lie closer than this share of the strip are moved apart, up and down.
_CLOSE, _STEP, _MOST = 0.008, 0.16, 0.32
_VIOLATIONS: Final = "violations"


class _Sort(NamedTuple):
    """What the shape of a mark says."""

    words: str
    """A message of the catalogue."""
    symbol: str
    glyph: str
    """The same shape as a letter, for lists."""


_SORTS: Final[Mapping[str, _Sort]] = {
    "activity": _Sort(mark("Activity"), "circle", "●"),
    "signing": _Sort(mark("Activity with a signing"), "diamond", "◆"),
    "pokja": _Sort(mark("Pokja formed or already there"), "square", "■"),
    "case": _Sort(mark("Suspected violation"), "x", "✕"),
    "information": _Sort(mark("Initial information, no case yet"), "triangle-up", "▲"),
}


def sort_of(record_type: str, pokja: object, signed: object) -> str:
    """What a record is told apart as: a key of the strip's shapes."""
    if record_type != "activity":
        return record_type
    if pokja in ("formed", "exists"):
        return "pokja"
    return "signing" if signed == "yes" else "activity"


def sort_label(sort: str, locale: Locale) -> str:
    """The shape in words. Raises `KeyError` for one that does not exist."""
    return locale.text(_SORTS[sort].words)


def sort_glyph(sort: str) -> str:
    """The shape as a letter. Raises `KeyError` for one that does not exist."""
    return _SORTS[sort].glyph


def record_timeline(
    records: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    period: tuple[dt.date | None, dt.date | None] = (None, None),
    width: int = 300,
    height: int | None = None,
) -> go.Figure:
    """Every record that has a month, at its day or as a line over its possible days.

    `records`: record_type (activity, case, information), record_id, day_from, day_to, has_month,
    kind, pokja, signed, as in the query `region_records`, and lines (list of what is shown on
    hover). Those without a month are not drawn. `stages`: election, stage, from, to. `period`:
    bounds of the strip, where known; `width`: px of the plot, to space the stages' names. `height`:
    px, by default as the rows need it; where it is given the rows' names stand beside them.
    """
    palette = PALETTES[mode]
    dated = records[records["has_month"].astype(bool)]
    if dated.empty:
        return empty(locale, mode, height or 120)
    first = (period[0] or dated["day_from"].min()).replace(day=1)
    last = period[1] or dated["day_to"].max()
    end = max(following(last.replace(day=1)), following(first, _LEAST_MONTHS))
    rows = _rows(dated)
    labels = [_row_label(row, locale) for row in rows]
    beside = round(max(text_width(words, SMALL_SIZE) for words in labels)) + 12 if height else 0
    left = max(UNIT_SHIFT + 2, beside)
    figure = canvas(locale, mode, ROW)  # its height follows from its rows
    top = add_stages(
        figure,
        stages,
        (first, end),
        plot_width=width - beside,
        unit="",
        locale=locale,
        palette=palette,
    )
    for index, words in enumerate(labels):
        _name_row(figure, index, words, palette, beside)
    marks = list(_marks(dated, rows, (end - first).days))
    figure.add_traces(_spans(marks, palette))
    figure.add_traces(_traces(marks, locale, palette))
    around = top + _AXIS + _LEGEND
    row = ROW if height is None else (height - around) / len(rows)
    row = row if height is None else min(max(row, _ROWS[0]), _ROWS[1])
    strip = round(row * len(rows))
    height = height or around + strip
    axis = month_axis(first, end - dt.timedelta(days=1), locale, end)
    figure.update_layout(
        height=height,
        margin={"l": left, "r": 10, "t": top, "b": height - top - strip},
        xaxis=axis,
        yaxis={"visible": False, "range": [len(rows) - 0.5, -0.5], "rangemode": "normal"},
        hovermode="closest",
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-_AXIS / strip, 4),
            "yanchor": "top",
            "font": {"size": SMALL_SIZE},
        },
    )
    return figure


def _rows(dated: pd.DataFrame) -> list[str]:
    """The rows that have a record: kinds in the order readers know, violations last."""
    activities = set(dated.loc[dated["record_type"] == "activity", "kind"])
    rows = [kind for kind in KINDS if kind in activities]
    return [*rows, _VIOLATIONS] if (dated["record_type"] != "activity").any() else rows


def _row_label(row: str, locale: Locale) -> str:
    return locale.text("Suspected violations") if row == _VIOLATIONS else kind_label(row, locale)


def _name_row(figure: go.Figure, index: int, words: str, palette: Palette, beside: int) -> None:
    """Name a row above its line, or so many px beside its beginning."""
    figure.add_annotation(
        text=plain(words),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-(beside or UNIT_SHIFT),
        y=index + _LINE_AT if beside else index - 0.27,
        yref="y",
        yanchor="middle",
        borderpad=0,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    figure.add_shape(
        type="line",
        x0=0,
        x1=1,
        xref="paper",
        y0=index + _LINE_AT,
        y1=index + _LINE_AT,
        yref="y",
        layer="below",
        line={"color": palette.grid, "width": 1},
    )


class _Mark(NamedTuple):
    sort: str
    first: dt.date
    last: dt.date
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> str:
        noon = dt.datetime.combine(self.first, dt.time(12))
        return (noon + (self.last - self.first) / 2).isoformat(" ")


def _marks(dated: pd.DataFrame, rows: list[str], days: int) -> Iterable[_Mark]:
    ordered = dated.sort_values(["day_from", "day_to", "record_id"], kind="stable")
    taken: dict[str, list[dt.date]] = {}
    for record in ordered.to_dict("records"):
        row = record["kind"] if record["record_type"] == "activity" else _VIOLATIONS
        centre = record["day_from"] + (record["day_to"] - record["day_from"]) / 2
        near = [day for day in taken.get(row, []) if (centre - day).days <= _CLOSE * days]
        taken[row] = [*near, centre]
        # 0, up, down, further up ...: the first stays on the line.
        place = (len(near) + 1) // 2 * (-1) ** len(near)
        lift = max(-_MOST, min(_MOST, place * _STEP))
        yield _Mark(
            sort_of(record["record_type"], record["pokja"], record["signed"]),
            record["day_from"],
            record["day_to"],
            round(rows.index(row) + _LINE_AT + lift / 2, 3),
            tuple(record["lines"]),
        )


def _colour(sort: str, palette: Palette) -> str:
    return {
        "activity": palette.accent,
        "signing": palette.lines["signed"],
        "pokja": palette.lines["pokja"],
        "case": palette.categorical[3],
        "information": palette.categorical[3],
    }[sort]


def _spans(marks: list[_Mark], palette: Palette) -> list[go.Scatter]:
    """A line over the possible days of each record whose day is not known."""
    traces = []
    for sort in _SORTS:
        x: list[str | None] = []
        y: list[float | None] = []
        for spot in marks:
            if spot.sort == sort and spot.first != spot.last:
                x += [spot.first.isoformat(), f"{spot.last.isoformat()} 23:59", None]
                y += [spot.height, spot.height, None]
        if x:
            traces.append(
                go.Scatter(
                    x=x,
                    y=y,
                    mode="lines",
                    line={"width": 3, "color": _colour(sort, palette)},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
    return traces


def _traces(marks: list[_Mark], locale: Locale, palette: Palette) -> list[go.Scatter]:
    traces = []
    for sort, look in _SORTS.items():
        chosen = [spot for spot in marks if spot.sort == sort]
        if not chosen:
            continue
        colour = _colour(sort, palette)
        hollow = [spot.first != spot.last for spot in chosen]
        line: dict[str, Any] = {"width": 1.6, "color": [_edge(h, colour, palette) for h in hollow]}
        traces.append(
            go.Scatter(
                x=[spot.middle for spot in chosen],
                y=[spot.height for spot in chosen],
                customdata=["<br>".join(plain(line) for line in spot.lines) for spot in chosen],
                mode="markers",
                marker={
                    "symbol": look.symbol,
                    "size": _MARK,
                    "color": [palette.background if h else colour for h in hollow],
                    "line": line,
                    "opacity": 1,
                },
                name=f"{plain(sort_label(sort, locale))} · <b>{locale.number(len(chosen))}</b>",
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
        )
    return traces


def _edge(hollow: bool, colour: str, palette: Palette) -> str:
    return colour if hollow else palette.background
