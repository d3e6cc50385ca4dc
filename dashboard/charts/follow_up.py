"""Forwarded cases: how many are answered, how long the others have been waiting."""

import datetime as dt
import math
from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty, whole
from dashboard.charts.months import (
    AXIS_HEIGHT,
    LEFT,
    add_stages,
    ceiling,
    every_month,
    first_day,
    last_day,
    middle,
    month_axis,
)
from dashboard.charts.placing import text_width
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.stacked import FEWEST_MONTHS
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, Palette, plain
from dashboard.locale import Locale, mark

ROW: Final = 46  # px of a bar with its name
_ROWS: Final = (38, 100)  # px of the lowest and the highest row where the room is given
_BAR: Final = 0.34  # of a row
_NAME: Final = 0.33 * ROW  # px from the bar's edge to the middle of its name
_TOP: Final = 0.26 * ROW  # px from there to the top of the row
_LEGEND: Final = 26  # px for one line of the legend
_LEGEND_MARK: Final = 52  # px of an entry beside its words
_LEGEND_COUNT: Final = " · 99.999"  # as long as the count of an entry may be

PARTS: Final[Mapping[str, str]] = {
    "answered": mark("Answer on record"),
    "dated": mark("No answer, day known"),
    "undated": mark("No answer, day not known"),
}
_NO_ANSWER: Final = mark("No answer on record")


class _Look(NamedTuple):
    colour: str
    edge: str


def _looks(palette: Palette) -> dict[str, _Look]:
    nothing = "rgba(0,0,0,0)"
    return {
        "answered": _Look(palette.categorical[0], nothing),
        "dated": _Look(palette.categorical[1], nothing),
        "undated": _Look(palette.no_data, palette.axis),
    }


# --- classes of days ------------------------------------------------------------------------------


def class_label(days_from: object, days_to: object, locale: Locale) -> str:
    """A row of `follow_up_by_waiting` in words."""
    first, last = whole(days_from), whole(days_to)
    if first is None:
        return locale.text("Day of forwarding not on record")
    if last is None:
        return locale.plural("More than {n} day", "More than {n} days", first - 1)
    if first == 0:
        return locale.plural("Up to {n} day", "Up to {n} days", last)
    if first == last:
        return locale.plural("{n} day", "{n} days", last)
    return locale.text(
        "{first} to {last} days", first=locale.number(first), last=locale.number(last)
    )


def waiting_bars(
    rows: pd.DataFrame, *, locale: Locale, mode: Mode, height: int | None = None
) -> go.Figure:
    """One bar a class, the darker the longer; grey where the day is not known.

    `rows`: label, told, waiting, dated (whether it is a class of days), in the order to draw; none
    where no case is on record. `height`: px, by default as the rows need it.
    """
    if rows.empty:
        return empty(locale, mode, height or 3 * ROW)
    palette = PALETTES[mode]
    counts = [int(count) for count in rows["waiting"]]
    dated = [bool(known) for known in rows["dated"]]
    # The longest class is always the darkest, however many there are.
    shades = list(palette.sequential[-sum(dated) :])
    colours = [shades.pop(0) if known else palette.no_data for known in dated]
    figure = _rows_figure(
        rows, [locale.number(count) for count in counts], locale, mode, height=height
    )
    longest = max(*counts, 1)
    common = _common(rows)
    figure.add_trace(
        go.Bar(x=[longest] * len(rows), width=_BAR, marker={"color": palette.band}, **common)
    )
    # A bar without a case has no edge either, which would look like a few.
    edges = [
        palette.axis if not known and count else "rgba(0,0,0,0)"
        for known, count in zip(dated, counts, strict=True)
    ]
    marker = {"color": colours, "line": {"color": edges, "width": 0.8}}
    figure.add_trace(
        go.Bar(x=counts, width=_BAR, marker=marker, meta=locale.text("Number"), **common)
    )
    figure.update_layout(
        meta=Redrawing("name", name=1).meta(),
        barmode="overlay",
        xaxis={"visible": False, "range": [0, longest]},
    )
    return figure


# --- answered and waiting -------------------------------------------------------------------------


def answer_bars(
    every: pd.DataFrame,
    *,
    locale: Locale,
    mode: Mode,
    chosen: Collection[str] = (),
    height: int | None = None,
    width: int = 390,
) -> go.Figure:
    """One bar a row, in the order of the rows: answered, waiting, waiting since a day not known.

    `every` row: code (null for none), label, told, and cases: answered, dated, undated. Codes other
    than the `chosen` are pale. The marks' customdata: code, label, told. A click anywhere in a row
    hits its mark. `height`: px, by default as the rows need it; of more rows than it holds the
    first `answers_that_fit` are drawn. `width`: px, to break the legend.
    """
    rows = every if height is None else every.head(answers_that_fit(height, width, locale))
    totals = [sum(int(row[part]) for part in PARTS) for row in rows.to_dict("records")]
    if not sum(totals):
        return empty(locale, mode, height or 3 * ROW)
    numbers = [
        locale.text("{n} of {total}", n=locale.number(int(n)), total=locale.number(total))
        for n, total in zip(rows["answered"], totals, strict=True)
    ]
    legend = _LEGEND * _legend_lines(locale, width)
    figure = _rows_figure(rows, numbers, locale, mode, chosen=chosen, below=legend, height=height)
    common = _common(rows)
    longest = max(totals)
    ended = [
        [*mark, plain(number)] for mark, number in zip(common["customdata"], numbers, strict=True)
    ]
    pale = [bool(chosen) and code not in chosen for code in rows["code"]]
    for part, look in _looks(PALETTES[mode]).items():
        marker: dict[str, Any] = {
            "color": look.colour,
            "line": {"color": look.edge, "width": 0.8},
        }
        if any(pale):
            marker["opacity"] = [PALE if faint else 1 for faint in pale]
        count = int(every[part].sum())
        figure.add_trace(
            go.Bar(
                x=[int(n) for n in rows[part]],
                width=_BAR,
                marker=marker,
                name=f"{plain(locale.text(PARTS[part]))} · <b>{locale.number(count)}</b>",
                meta=plain(locale.text(PARTS[part])),
                **common | {"showlegend": True, "customdata": ended},
            )
        )
    # What is hit: the whole row with its name.
    figure.add_trace(
        go.Bar(
            x=[longest] * len(rows),
            base=0,
            width=1,
            offset=-_above(_row_height(len(rows), height, legend)),
            marker={"color": "rgba(0,0,0,0)"},
            **common,
        )
    )
    figure.update_layout(
        meta=Redrawing("name", name=1, shown=3).meta(),
        barmode="stack",
        xaxis={"visible": False, "range": [0, longest]},
        legend={"x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "traceorder": "normal"},
    )
    return figure


def answers_that_fit(height: int, width: int, locale: Locale) -> int:
    """How many rows of `answer_bars` fit a place of this height and width in px."""
    return max(1, int((height - _LEGEND * _legend_lines(locale, width)) / _ROWS[0]))


def _legend_lines(locale: Locale, width: int) -> int:
    """The lines that the legend of the answers needs; its entries are all as wide as the widest."""
    words = [locale.text(message) + _LEGEND_COUNT for message in PARTS.values()]
    entry = max(text_width(text, FONT_SIZE) for text in words) + _LEGEND_MARK
    return math.ceil(len(words) / max(1, int(width / entry)))


def _row_height(count: int, height: int | None, below: int) -> float:
    """The px of each of so many rows over `below` px for the legend."""
    if height is None:
        return ROW
    return min(max((height - below - 4) / count, _ROWS[0]), _ROWS[1])


def _above(row: float) -> float:
    """How much of a row of so many px lies above the middle of its bar."""
    return _lift(row) + _TOP / row


def _lift(row: float) -> float:
    """From the bar's middle to that of its name, in rows of so many px."""
    return _BAR / 2 + _NAME / row


def _common(rows: pd.DataFrame) -> dict[str, Any]:
    codes = ["" if pd.isna(code) else str(code) for code in rows.get("code", [None] * len(rows))]
    return {
        "y": list(range(len(rows))),
        "orientation": "h",
        "customdata": [
            [code, plain(label), plain(told)]
            for code, label, told in zip(codes, rows["label"], rows["told"], strict=True)
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        "showlegend": False,
    }


def _rows_figure(
    rows: pd.DataFrame,
    numbers: list[str],
    locale: Locale,
    mode: Mode,
    *,
    chosen: Collection[str] = (),
    below: int = 0,
    height: int | None = None,
) -> go.Figure:
    """A figure with a name at the left and a number at the right above the place of each bar."""
    palette = PALETTES[mode]
    row = _row_height(len(rows), height, below)
    size = len(rows) * row + 4
    # What the rows leave of a given height lies under the legend.
    height = height or round(size) + below
    figure = canvas(locale, mode, height)
    top = round(_above(row) + 0.02, 4)
    codes = rows["code"] if "code" in rows else [None] * len(rows)
    for place, (code, label, number) in enumerate(zip(codes, rows["label"], numbers, strict=True)):
        for text, x, anchor in (
            (plain(label), 0, "left"),
            (f"<b>{plain(number)}</b>", 1, "right"),
        ):
            figure.add_annotation(
                text=f"<b>{text}</b>" if anchor == "left" and code in chosen else text,
                x=x,
                xanchor=anchor,
                xref="paper",
                y=round(place - _lift(row), 4),
                yref="y",
                yanchor="middle",
                borderpad=0,
                height=FONT_SIZE + 6,
                captureevents=False,
                font={"color": palette.ink},
            )
    figure.update_layout(
        hovermode="closest",
        yaxis={"visible": False, "range": [size / row - top, -top]},
        margin={"l": 2, "r": 2, "t": 0, "b": height - round(size)},
    )
    return figure


# --- over time ------------------------------------------------------------------------------------

SHARE_HEIGHT: Final = 430  # px
_LOWER: Final = 0.32  # of the height is the lower plot
_GAP: Final = (0.14, 38)  # between the two plots: of the height, px at least
_LOW_PLOT: Final = 90  # px up to which the upper plot names every second share only
_BAR_DAYS: Final = 24  # days that a bar is wide
_NARROW: Final = 500  # px, where the legend needs two lines
_POINTS: Final = 36  # months up to which each has a mark on the line


def answered_share(
    frame: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    height: int = SHARE_HEIGHT,
    width: int = 390,
) -> go.Figure:
    """Above the share answered of all cases until each month, below the cases of each month.

    `frame`: month (`2024-10`; null is not drawn), forwarded, answered, forwarded_to_date,
    answered_to_date, in cases. `stages`: election, stage, from, to. A share stands at the last day
    of its month, and from the first case on. `height`, `width`: px; the width only spaces names.
    """
    rows = frame[frame["month"].notna()]
    shown = rows[rows["forwarded_to_date"].fillna(0) > 0]
    if shown.empty:
        return empty(locale, mode, 3 * ROW if height == SHARE_HEIGHT else height)
    palette = PALETTES[mode]
    figure = canvas(locale, mode, height)
    firsts = [first_day(month) for month in shown["month"]]
    pairs = [
        (int(n), int(total))
        for n, total in zip(shown["answered_to_date"], shown["forwarded_to_date"], strict=True)
    ]
    ending = locale.percent(*pairs[-1])
    counted = locale.text(
        "{n} of {total}", n=locale.number(pairs[-1][0]), total=locale.number(pairs[-1][1])
    )
    right = round(max(text_width(ending, FONT_SIZE), text_width(counted, SMALL_SIZE))) + 18
    start, end = firsts[0], last_day(firsts[-1]) + dt.timedelta(days=1)
    top = add_stages(
        figure,
        stages,
        (start, end),
        plot_width=width - LEFT - right,
        unit=locale.text("answered, % of all cases so far"),
        locale=locale,
        palette=palette,
    )
    looks = _looks(palette)
    for message, look, counts in (
        (PARTS["answered"], looks["answered"], shown["answered"]),
        (_NO_ANSWER, looks["dated"], shown["forwarded"] - shown["answered"]),
    ):
        name = plain(locale.text(message))
        drawn = [(month, int(n)) for month, n in zip(firsts, counts, strict=True) if int(n)]
        figure.add_trace(
            go.Bar(
                x=[middle(month) for month, _ in drawn],
                y=[count for _, count in drawn],
                yaxis="y2",
                width=_BAR_DAYS * 86_400_000,
                marker={"color": look.colour},
                name=f"{name} · <b>{locale.number(sum(n for _, n in drawn))}</b>",
                meta=name,
                hovertemplate=f"<b>{name}</b><br>%{{x|%b %Y}}: %{{y}}<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[last_day(month).isoformat() for month in firsts],
            y=[round(100 * n / total, 2) for n, total in pairs],
            mode="lines+markers" if len(pairs) <= _POINTS else "lines",
            line={"color": palette.accent, "width": 3},
            marker={"size": 7},
            meta=plain(locale.text("answered, % of all cases so far")),
            customdata=[locale.share(n, total) for n, total in pairs],
            hovertemplate="<b>%{x|%b %Y}</b><br>%{customdata}<extra></extra>",
            showlegend=False,
            cliponaxis=False,
        )
    )
    at = 100 * pairs[-1][0] / pairs[-1][1]
    figure.add_annotation(
        text=f"<b>{ending}</b><br>{plain(counted)}",
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=round(min(max(at, 8), 92), 2),
        yref="y",
        yanchor="middle",
        align="left",
        borderpad=0,
        font={"size": SMALL_SIZE, "color": palette.ink},
    )
    figure.add_annotation(
        text=plain(locale.text("cases of the month")),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-LEFT + 6,
        y=1,
        yref="y2 domain",
        yanchor="bottom",
        yshift=4,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    axis = month_axis(start, firsts[-1], locale, end)
    room = dt.timedelta(days=15 * max(0, FEWEST_MONTHS - len(every_month(start, firsts[-1]))))
    axis["range"] = [(start - room).isoformat(), (end + room).isoformat()]
    axis["anchor"] = "y2"
    highest = int(shown["forwarded"].max())
    plot = height - top - AXIS_HEIGHT - _LEGEND
    upper = round(_LOWER + max(_GAP[0], _GAP[1] / plot), 4)
    step = 25 if (1 - upper) * plot > _LOW_PLOT else 50
    legend = _LEGEND * (2 if width <= _NARROW else 1)
    below = AXIS_HEIGHT + legend
    units = {
        "y": plain(locale.text("answered, % of all cases so far")),
        "y2": plain(locale.text("cases of the month")),
    }
    figure.update_layout(
        meta=Redrawing("month", units=units).meta(),
        barmode="stack",
        hovermode="closest",
        xaxis=axis,
        yaxis={"range": [0, 100], "dtick": step, "ticksuffix": "%", "domain": [upper, 1]},
        yaxis2={
            "range": [0, round(ceiling(highest), 2)],
            "tickformat": ",d",
            "nticks": 4,
            "domain": [0, _LOWER],
            **({"dtick": 1} if highest <= 3 else {}),
        },
        margin={"l": LEFT, "r": right, "t": top, "b": below},
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-AXIS_HEIGHT / (height - top - below), 4),
            "yanchor": "top",
            "traceorder": "normal",
        },
        showlegend=True,
    )
    return figure
