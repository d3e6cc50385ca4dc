"""How things develop over time: coverage as step lines, activities and violations as bars."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty, whole
from dashboard.charts.months import (
    add_stages,
    every_month,
    first_day,
    following,
    last_day,
    line_at,
    middle,
    month_axis,
)
from dashboard.charts.placing import LINE, spread, text_width
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.labels import CATEGORIES, KINDS, category_label, kind_label
from dashboard.locale import Locale, mark

FEWEST_MONTHS: Final = 6  # an axis is as long as this, so that few bars do not grow into walls
TOP: Final = 4  # kinds or categories with a colour of their own; the others share one
_AXIS_HEIGHT: Final = 46  # px below the plot: two lines of month names
_LEFT: Final = 44  # px left and right of the plot
_RIGHT: Final = 12
_LEGEND_GAP: Final = 74  # px from the plot to the legend; shrinks with the plot on narrow places
_BAR_WIDTH: Final = 24 * 86_400_000  # ms: four fifths of a month

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
        plot_width=width - _LEFT - right,
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
        showarrow=False,
        borderpad=1,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    highest = 1
    for column, _, hue in _LINES:
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
                hovertemplate=f"<b>%{{y}}</b> {plain(_line_name(column, locale))} · "
                "%{x|%b %Y}<extra></extra>",
                showlegend=False,
                cliponaxis=False,
            )
        )
    _finish(figure, top, highest, month_axis(start, as_of, locale, end))
    plot = height - top - _AXIS_HEIGHT
    heights = [int(rows[column].iloc[-1]) / _ceiling(highest) * plot for column, _, _ in _LINES]
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
            showarrow=False,
            font={"color": palette.lines[hue]},
        )
    figure.update_layout(margin={"r": right}, hovermode="x", hoverdistance=40)
    return figure


def activities_by_month(
    frame: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    height: int = 400,
    width: int = 390,
) -> go.Figure:
    """Activities a month, stacked by kind: the four most frequent kinds, the rest together.

    `frame`: month (`2024-10`, null where the record is coarser), kind, activities, participants
    (null where none is stated). Rows without a month are not drawn, see `undated`.
    """
    return _stacked_months(
        frame,
        _Series(
            "kind",
            "activities",
            KINDS,
            kind_label,
            "",
            mark("Kind not stated"),
            mark("activities per month"),
        ),
        stages=stages,
        locale=locale,
        mode=mode,
        size=(width, height),
    )


def violations_by_month(
    frame: pd.DataFrame,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    height: int = 400,
    width: int = 390,
) -> go.Figure:
    """Reported cases a month, stacked by category: four of their own, the rest together.

    `frame`: month (`2024-10`, null where the record is coarser), category, violations. Cases
    without a stated category keep a neutral colour and are never part of the rest.
    """
    return _stacked_months(
        frame,
        _Series(
            "category",
            "violations",
            CATEGORIES,
            category_label,
            "unknown",
            CATEGORIES["unknown"],
            mark("reported cases per month"),
        ),
        stages=stages,
        locale=locale,
        mode=mode,
        size=(width, height),
    )


class _Series(NamedTuple):
    group: str
    column: str
    values: Mapping[str, str]
    label: Callable[[str, Locale], str]
    unstated: str  # the value that says that nothing is stated
    unstated_label: str
    unit: str


class _Layer(NamedTuple):
    name: str
    colour: str
    edge: str
    rows: pd.DataFrame


def _stacked_months(
    frame: pd.DataFrame,
    series: _Series,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    size: tuple[int, int],
) -> go.Figure:
    dated = _dated(frame)
    drawn = dated[dated[series.column].fillna(0) > 0]
    if drawn.empty:
        return empty(locale, mode, size[1])
    palette = PALETTES[mode]
    figure = canvas(locale, mode, size[1])
    start, last = first_day(dated["month"].min()), first_day(dated["month"].max())
    end = following(last)
    width, height = size
    top = add_stages(
        figure,
        stages,
        (start, end),
        plot_width=width - _LEFT - _RIGHT,
        unit=locale.text(series.unit),
        locale=locale,
        palette=palette,
    )
    for layer in _layers(drawn, series, locale, mode):
        figure.add_trace(_bars(layer, series, start, last, locale))
    highest = int(drawn.groupby("month")[series.column].sum().max())
    axis = month_axis(start, last, locale, end)
    room = dt.timedelta(days=15 * max(0, FEWEST_MONTHS - len(every_month(start, last))))
    axis["range"] = [(start - room).isoformat(), (end + room).isoformat()]
    _finish(figure, top, highest, axis)
    figure.update_layout(
        barmode="stack",
        hovermode="closest",
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-_LEGEND_GAP / (height - top - _AXIS_HEIGHT), 4),
            "yanchor": "top",
            "traceorder": "normal",
        },
        showlegend=True,
    )
    return figure


def _layers(drawn: pd.DataFrame, series: _Series, locale: Locale, mode: Mode) -> list[_Layer]:
    """What is stacked, from the axis up: own colours, the rest, what is not stated."""
    palette = PALETTES[mode]
    groups = drawn[series.group].where(drawn[series.group].notna(), series.unstated)
    unstated = ~groups.isin(set(series.values) - {series.unstated})
    totals = drawn[~unstated].groupby(groups)[series.column].sum()
    order = list(series.values)
    ranked = sorted(totals.index, key=lambda code: (-int(totals[code]), order.index(code)))
    own = ranked[:TOP] if len(ranked) > TOP + 1 else ranked[: TOP + 1]
    colours = _colours(own, order, (*palette.categorical, palette.rest))
    edge = palette.background if drawn["month"].nunique() <= 18 else "rgba(0,0,0,0)"
    layers = [
        _Layer(series.label(code, locale), colours[code], edge, drawn[groups == code])
        for code in sorted(own, key=lambda code: ranked.index(code))
    ]
    rest = [code for code in ranked if code not in own]
    if rest:
        layers.append(
            _Layer(
                _others(series, len(rest), locale),
                palette.rest,
                edge,
                drawn[groups.isin(rest)],
            )
        )
    if unstated.any():
        words = locale.text(series.unstated_label)
        layers.append(_Layer(words, palette.no_data, palette.axis, drawn[unstated]))
    return layers


def _others(series: _Series, count: int, locale: Locale) -> str:
    if series.group == "category":
        return locale.plural("{n} other category", "{n} other categories", count)
    return locale.plural("{n} other kind", "{n} other kinds", count)


# Frequent kinds and categories own a colour, so that it stays the same under every filter; a
# rarer one that rises into the top takes a colour left free.
_OWNERS: Final[Mapping[str, int]] = {
    "sosialisasi": 0,
    "apel_ikrar": 1,
    "rapat_koordinasi": 2,
    "deklarasi_netralitas": 3,
    "ikut_kampanye_sosialisasi": 0,
    "kegiatan_keberpihakan": 1,
    "foto_bersama_calon": 2,
    "keputusan_menguntungkan": 3,
}


def _colours(
    codes: Sequence[str], order: Sequence[str], available: Sequence[str]
) -> dict[str, str]:
    chosen = {code: available[_OWNERS[code]] for code in codes if code in _OWNERS}
    free = [colour for colour in available if colour not in chosen.values()]
    others = sorted((code for code in codes if code not in chosen), key=order.index)
    return chosen | dict(zip(others, free, strict=False))


def _bars(layer: _Layer, series: _Series, start: dt.date, last: dt.date, locale: Locale) -> go.Bar:
    counts = layer.rows.groupby("month")[series.column].sum()
    months = [month for month in every_month(start, last) if f"{month:%Y-%m}" in counts.index]
    values = [int(counts[f"{month:%Y-%m}"]) for month in months]
    hover = [
        _told(layer.rows, month, value, series, locale)
        for month, value in zip(months, values, strict=True)
    ]
    return go.Bar(
        x=[middle(month) for month in months],
        y=values,
        width=_BAR_WIDTH,
        customdata=hover,
        name=f"{plain(layer.name)} · <b>{locale.number(sum(values))}</b>",
        marker={"color": layer.colour, "line": {"color": layer.edge, "width": 0.8}},
        hovertemplate=f"<b>{plain(layer.name)}</b><br>%{{x|%b %Y}}<br>%{{customdata}}"
        "<extra></extra>",
    )


def _told(rows: pd.DataFrame, month: dt.date, value: int, series: _Series, locale: Locale) -> str:
    if series.column == "violations":
        return locale.plural("{n} case reported", "{n} cases reported", value)
    words = [locale.plural("{n} activity", "{n} activities", value)]
    stated = rows.loc[rows["month"] == f"{month:%Y-%m}", "participants"]
    participants = whole(stated.sum(min_count=1))
    if participants is not None:
        words.append(locale.plural("{n} participant", "{n} participants", participants))
    return "<br>".join(words)


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["month"].notna()].sort_values("month", kind="stable", ignore_index=True)


def _line_name(column: str, locale: Locale) -> str:
    return locale.text(next(name for other, name, _ in _LINES if other == column))


def _ceiling(highest: int) -> float:
    return max(highest * 1.06, 1.06)


def _finish(figure: go.Figure, top: int, highest: int, xaxis: dict[str, Any]) -> None:
    """Set both axes and the margins; `top` is the room in px that the names need."""
    figure.update_layout(
        xaxis=xaxis,
        yaxis={
            "range": [0, round(_ceiling(highest), 2)],
            "tickformat": ",d",
            "nticks": 6,
            **({"dtick": 1} if highest <= 5 else {}),
        },
        margin={"l": _LEFT, "r": _RIGHT, "t": top, "b": _AXIS_HEIGHT},
    )
