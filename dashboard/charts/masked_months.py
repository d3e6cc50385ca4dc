"""Bars by month, of which some are masked: these have a look of their own, and no height."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty
from dashboard.charts.months import (
    AXIS_HEIGHT,
    LEFT,
    RIGHT,
    add_stages,
    ceiling,
    every_month,
    finish,
    middle,
    month_axis,
)
from dashboard.charts.redrawing import RING, Redrawing
from dashboard.charts.stacked import FEWEST_MONTHS, LEGEND_GAP
from dashboard.charts.theme import PALETTES, Mode, Palette, plain
from dashboard.locale import Locale

_BAR: Final = 28 * 86_400_000 * 0.8  # ms
_STUB: Final = 0.045  # of the axis, whatever the number is
_MOST_NUMBERS: Final = 24  # bars that have their number above them
_HEADROOM: Final = 1.1  # of the axis, so that the highest number stands below the stages' names
_SIGN: Final = 30  # px of a month that has room for a sign


def masked_months(
    frame: pd.DataFrame,
    *,
    unit: str,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    size: tuple[int, int],
    month: str | None = None,
) -> go.Figure:
    """One bar a month; a masked month has a hatched mark of one height.

    `frame`: period_from, period_until (days; empty where the record is coarser, then not drawn),
    violations (null where masked), sign (what stands for a masked number, else empty). `unit`: what
    the y axis counts. `size`: width and height in px. Months other than `month` are pale.
    """
    rows = frame[frame["period_from"].notna()].reset_index(drop=True)
    width, height = size
    is_masked = rows["sign"] != ""
    shown, masked = rows[~is_masked & (rows["violations"] > 0)], rows[is_masked]
    if shown.empty and masked.empty:
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
        unit=unit,
        locale=locale,
        palette=palette,
    )
    highest = max((int(count) for count in shown["violations"]), default=1)
    reach = round(_HEADROOM * ceiling(highest), 2)
    months = max(len(every_month(start, last)), FEWEST_MONTHS)
    is_written = months * _SIGN <= width - LEFT - RIGHT
    figure.add_trace(_bars(shown, unit, month, locale, palette))
    figure.add_trace(_stubs(masked, _STUB * reach, is_written, month, locale, palette))
    room = dt.timedelta(days=15 * (months - len(every_month(start, last))))
    axis = month_axis(start, last, locale, end)
    axis["range"] = [(start - room).isoformat(), (end + room).isoformat()]
    finish(figure, top, highest, axis)
    figure.update_layout(
        meta=Redrawing("month", units={"y": plain(unit)}).meta(),
        hovermode="closest",
        barmode="overlay",
        yaxis={"range": [0, reach]},
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-LEGEND_GAP / (height - top - AXIS_HEIGHT), 4),
            "yanchor": "top",
        },
        showlegend=True,
    )
    return figure


def _bars(
    shown: pd.DataFrame, unit: str, month: str | None, locale: Locale, palette: Palette
) -> go.Bar:
    counts = [int(count) for count in shown["violations"]]
    is_written = len(counts) <= _MOST_NUMBERS
    return go.Bar(
        x=[middle(first) for first in shown["period_from"]],
        y=counts,
        width=round(_BAR),
        name=plain(unit),
        meta=plain(unit),
        marker={"color": palette.accent, "opacity": _opacity(shown["period_from"], month)},
        text=[f"<b>{locale.number(count)}</b>" for count in counts] if is_written else None,
        textposition="outside" if is_written else "none",
        constraintext="none",
        cliponaxis=False,
        customdata=[[""] for _ in counts],
        hovertemplate=f"<b>%{{x|%b %Y}}</b><br>{plain(unit)}: %{{y:,d}}<extra></extra>",
    )


def _stubs(
    masked: pd.DataFrame,
    height: float,
    is_written: bool,
    month: str | None,
    locale: Locale,
    palette: Palette,
) -> go.Bar:
    signs = [plain(sign) for sign in masked["sign"]]
    words = ", ".join(dict.fromkeys(signs))
    return go.Bar(
        x=[middle(first) for first in masked["period_from"]],
        y=[height] * len(masked),
        width=round(_BAR),
        name=locale.text("masked: {signs}", signs=words),
        meta=RING,
        marker={
            "color": palette.background,
            "opacity": _opacity(masked["period_from"], month),
            "line": {"color": palette.muted, "width": 1},
            "pattern": {
                "shape": "/",
                "size": 5,
                "solidity": 0.35,
                "fgcolor": palette.muted,
                "bgcolor": palette.background,
            },
        },
        text=signs if is_written else None,
        textposition="outside" if is_written else "none",
        constraintext="none",
        cliponaxis=False,
        customdata=[["", sign] for sign in signs],
        hovertemplate="<b>%{x|%b %Y}</b><br>%{customdata[1]}<extra></extra>",
        showlegend=bool(signs),
    )


def _opacity(firsts: Iterable[dt.date], month: str | None) -> list[float] | None:
    if month is None:
        return None
    return [1.0 if f"{first:%Y-%m}" == month else PALE for first in firsts]
