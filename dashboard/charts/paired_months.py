"""Two counts of the same months, one above the other: each on an axis of its own."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty, whole
from dashboard.charts.months import (
    LEFT,
    RIGHT,
    UNIT_SHIFT,
    add_stages,
    ceiling,
    every_month,
    finish,
    month_axis,
)
from dashboard.charts.redrawing import RING, Redrawing
from dashboard.charts.stacked import FEWEST_MONTHS
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, plain
from dashboard.locale import Locale

_UPPER: Final = (0.58, 1.0)  # shares of the plot's height
_LOWER: Final = (0.0, 0.4)
_BAR: Final = 28 * 86_400_000 * 0.8  # ms
_RING: Final = 8  # px


@dataclass(frozen=True)
class Counted:
    """One of the two counts."""

    column: str
    unit: str
    """What the y axis counts, in words."""
    told: Callable[[int], str]
    """A number with what it counts."""


def paired_months(
    frame: pd.DataFrame,
    upper: Counted,
    lower: Counted,
    *,
    unstated: str,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    size: tuple[int, int],
    month: str | None = None,
) -> go.Figure:
    """Bars by month in two panels that share the months and nothing else.

    `frame`: period_from, period_until (days; empty where the record is coarser, then not drawn) and
    the columns of both counts, one row per month. A month with an upper count whose lower one is
    null has a ring on the lower axis, said as `unstated`: empty is not zero. `size`: width and
    height in px. Months other than `month` (`2024-10`) are pale.
    """
    rows = frame[frame["period_from"].notna()].reset_index(drop=True)
    width, height = size
    counts = {each: [whole(value) for value in rows[each.column]] for each in (upper, lower)}
    if not any(counts[upper]):
        return empty(locale, mode, height)
    palette = PALETTES[mode]
    figure = canvas(locale, mode, height)
    start, last = min(rows["period_from"]), max(rows["period_until"])
    end = last + dt.timedelta(days=1)
    top = add_stages(
        figure,
        stages,
        (start, end),
        plot_width=width - LEFT - RIGHT,
        unit=upper.unit,
        locale=locale,
        palette=palette,
    )
    for shape in list(figure.layout.shapes):
        figure.add_shape({**shape.to_plotly_json(), "yref": "y2 domain"})
    months = [f"{first:%Y-%m}" for first in rows["period_from"]]
    at = [first.replace(day=16).isoformat() for first in rows["period_from"]]
    pale = [month is not None and one != month for one in months]
    for each, axis, colour in ((upper, "y", palette.accent), (lower, "y2", palette.categorical[1])):
        figure.add_trace(_bars(at, counts[each], pale, each, axis, colour))
    silent = [
        index
        for index, (above, below) in enumerate(zip(counts[upper], counts[lower], strict=True))
        if above and below is None
    ]
    figure.add_trace(_rings([at[index] for index in silent], unstated, palette))
    room = dt.timedelta(days=15 * max(0, FEWEST_MONTHS - len(every_month(start, last))))
    months_below = {
        **month_axis(start, last, locale, end),
        "range": [(start - room).isoformat(), (end + room).isoformat()],
        "anchor": "y2",
    }
    finish(figure, top, max(value or 0 for value in counts[upper]), months_below)
    most = max((value or 0 for value in counts[lower]), default=0)
    figure.update_layout(
        meta=Redrawing("month", units={"y": plain(upper.unit), "y2": plain(lower.unit)}).meta(),
        yaxis={"domain": _UPPER, "nticks": 4},
        yaxis2={
            "domain": _LOWER,
            "anchor": "x",
            "range": [0, round(ceiling(most), 2)],
            "tickformat": ",d",
            "nticks": 4,
            **({"dtick": 1} if most <= 3 else {}),
        },
        hovermode="closest",
        showlegend=False,
    )
    figure.add_annotation(
        text=plain(lower.unit),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-UNIT_SHIFT,
        y=_LOWER[1],
        yref="paper",
        yanchor="bottom",
        yshift=3,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    return figure


def _bars(
    at: Sequence[str],
    counts: Sequence[int | None],
    pale: Sequence[bool],
    counted: Counted,
    axis: str,
    colour: str,
) -> go.Bar:
    drawn = [index for index, value in enumerate(counts) if value]
    marker: dict[str, object] = {"color": colour}
    if any(pale):
        marker["opacity"] = [PALE if pale[index] else 1 for index in drawn]
    values = [counts[index] or 0 for index in drawn]
    return go.Bar(
        x=[at[index] for index in drawn],
        y=values,
        yaxis=axis,
        width=round(_BAR),
        meta=plain(counted.unit),
        customdata=[["", plain(counted.told(value))] for value in values],
        marker=marker,
        hovertemplate="<b>%{x|%b %Y}</b><br>%{customdata[1]}<extra></extra>",
    )


def _rings(at: Sequence[str], unstated: str, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=list(at),
        y=[0] * len(at),
        yaxis="y2",
        meta=RING,
        mode="markers",
        marker={
            "symbol": "circle",
            "size": _RING,
            "color": palette.background,
            "line": {"color": palette.muted, "width": 1.6},
        },
        cliponaxis=False,
        hovertemplate=f"<b>%{{x|%b %Y}}</b><br>{plain(unstated)}<extra></extra>",
    )
