"""How things develop over time: coverage as step lines, activities and violations as bars."""

import datetime as dt
from collections.abc import Collection
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.months import (
    AXIS_HEIGHT,
    LEFT,
    add_stages,
    ceiling,
    finish,
    first_day,
    last_day,
    line_at,
    month_axis,
    with_days,
)
from dashboard.charts.placing import LINE, spread, text_width
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.stacked import Stack, stacked_periods
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.labels import CATEGORIES, KINDS, category_label, kind_label
from dashboard.locale import Locale, mark

_LINES: Final = (  # column, name, colour of its text
    ("regencies_active", mark("Activity"), "active"),
    ("regencies_signed", mark("Signing"), "signed"),
    ("regencies_with_pokja", mark("Pokja"), "pokja"),
)


def undated(frame: pd.DataFrame) -> int:
    """How many records have no month, and so no place in the figure; the page says it."""
    column = "activities" if "activities" in frame else "violations"
    return int(frame.loc[frame["month"].isna(), column].fillna(0).sum())


def coverage_growth(
    frame: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    total: int,
    as_of: dt.date,
    height: int = 380,
    width: int = 390,
) -> go.Figure:
    """Regencies with a Pokja, with a signing, with any activity: cumulative, month by month.

    `frame`: month (`2024-10`), regencies_with_pokja, regencies_signed, regencies_active.
    `stages`: election, stage, from, to. `total`: regencies in view. A month's value stands at its
    last day, or at `as_of` in the month of `as_of`.
    """
    rows = _dated(frame)
    rows = rows[[first_day(month) <= as_of for month in rows["month"]]]
    if rows.empty:
        return empty(locale, mode, height)
    palette = PALETTES[mode]
    figure = canvas(locale, mode, height)
    firsts = [first_day(month) for month in rows["month"]]
    start = firsts[0]
    end = as_of + dt.timedelta(days=1)
    ends = [
        (locale.number(int(rows[column].iloc[-1])), locale.text(name)) for column, name, _ in _LINES
    ]
    as_of_words = plain(locale.text("as of {day}", day=locale.short_date(as_of)))
    widths = [text_width(" ".join(words), FONT_SIZE) for words in ends]
    right = round(max(*widths, text_width(as_of_words, SMALL_SIZE))) + 22
    top = add_stages(
        figure,
        stages,
        (start, end),
        plot_width=width - LEFT - right,
        unit=locale.text("kabupaten/kota, of {total}", total=locale.number(total)),
        locale=locale,
        palette=palette,
    )
    edge = dt.datetime.combine(end, dt.time())
    line_at(figure, edge, colour=palette.muted, dash="dash")
    figure.add_annotation(
        text=as_of_words,
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=3,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    highest = 1
    for (column, _, hue), (number, name) in zip(_LINES, ends, strict=True):
        values = [int(value) for value in rows[column]]
        highest = max(highest, *values)
        # A month's value is that of its end: a step never claims earlier than is known.
        days = [min(last_day(first), as_of) for first in firsts]
        steps = [i for i, value in enumerate(values) if i == 0 or value != values[i - 1]]
        figure.add_trace(
            go.Scatter(
                # The last minute of the last day, so that its month is still the right one.
                x=[*(days[i].isoformat() for i in steps), f"{as_of.isoformat()} 23:59"],
                y=[*(values[i] for i in steps), values[-1]],
                mode="lines",
                line={
                    "shape": "hv",
                    "width": 2.4 if hue == "active" else 3.4,
                    "color": palette.lines[hue] if hue == "active" else palette.coverage[hue],
                },
                hovertemplate="<b>%{y}</b> %{meta} · %{x|%b %Y}<extra></extra>",
                name=f"{plain(name)} · <b>{number}</b>",
                meta=plain(name),
                showlegend=False,
                cliponaxis=False,
            )
        )
    finish(figure, top, highest, month_axis(start, as_of, locale, end))
    plot = height - top - AXIS_HEIGHT
    heights = [int(rows[column].iloc[-1]) / ceiling(highest) * plot for column, _, _ in _LINES]
    gap = LINE * FONT_SIZE + 2
    apart = spread(heights, gap, gap / 2, plot)
    for (_, _, hue), (number, name), at, moved in zip(_LINES, ends, heights, apart, strict=True):
        figure.add_annotation(
            text=f"<b>{number}</b> {plain(name)}",
            x=1,
            xref="paper",
            xanchor="left",
            xshift=8,
            y=round(at / plot, 4),
            yref="paper",
            yanchor="middle",
            yshift=round(moved - at, 1),
            font={"color": palette.lines[hue]},
        )
    unit = locale.text("kabupaten/kota, of {total}", total=locale.number(total))
    figure.update_layout(
        meta=Redrawing("month", units={"y": plain(unit)}).meta(),
        margin={"r": right},
        hovermode="x",
        hoverdistance=40,
    )
    return figure


def activities_by_month(
    frame: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    height: int = 400,
    width: int = 390,
    chosen: Collection[str] = (),
    is_placed: bool = False,
) -> go.Figure:
    """Activities a month, stacked by kind: the four most frequent kinds, the rest together.

    `frame`: month (`2024-10`, null where the record is coarser), kind, activities, participants
    (null where none is stated). Rows without a month are not drawn, see `undated`. Kinds other than
    the `chosen` are pale. `is_placed`: height and width are those of a given room.
    """
    return stacked_periods(
        with_days(frame),
        Stack(
            "kind",
            "activities",
            KINDS,
            kind_label,
            mark("activities per month"),
            mark("Kind not stated"),
        ),
        stages=stages,
        locale=locale,
        mode=mode,
        size=(width, height),
        chosen=chosen,
        is_placed=is_placed,
    )


def violations_by_month(
    frame: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    height: int = 400,
    width: int = 390,
    chosen: Collection[str] = (),
    is_placed: bool = False,
) -> go.Figure:
    """Reported cases a month, stacked by category: four of their own, the rest together.

    `frame`: month (`2024-10`, null where the record is coarser), category, violations. Cases
    without a stated category keep a neutral colour and are never part of the rest. Categories other
    than the `chosen` are pale. `is_placed`: height and width are those of a given room.
    """
    return stacked_periods(
        with_days(frame),
        Stack(
            "category",
            "violations",
            CATEGORIES,
            category_label,
            mark("reported cases per month"),
            CATEGORIES["unknown"],
            "unknown",
        ),
        stages=stages,
        locale=locale,
        mode=mode,
        size=(width, height),
        chosen=chosen,
        is_placed=is_placed,
    )


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["month"].notna()].sort_values("month", kind="stable", ignore_index=True)
