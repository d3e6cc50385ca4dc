"""Counts in steps of days before and after a day."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.locale import Locale

HEIGHT: Final = 340  # px
_ABOVE: Final = 48  # px over the plot: the names of the two sides
_BELOW: Final = 52  # px under it: days and what they count
_BAR: Final = 0.86  # of a step
_FEWEST: Final = 5  # the axis is as high as so many, so that few cases do not grow into walls


def around_day(
    steps: pd.DataFrame, *, day: str, locale: Locale, mode: Mode, height: int = HEIGHT
) -> go.Figure:
    """One bar a step, its number above it; a line at the day.

    `steps`: days_from, days_until (in days after the day; null where a case is in no single step,
    then not drawn), violations. `day`: what the day is, in words.
    """
    drawn = steps[steps["days_from"].notna()]
    if drawn.empty:
        return empty(locale, mode, height)
    palette = PALETTES[mode]
    figure = canvas(locale, mode, height)
    firsts = [int(first) for first in drawn["days_from"]]
    ends = [int(last) + 1 for last in drawn["days_until"]]
    counts = [int(count) for count in drawn["violations"]]
    spans = [
        locale.text(
            "day {first} to {last}",
            first=_signed(first, locale),
            last=_signed(end - 1, locale),
        )
        for first, end in zip(firsts, ends, strict=True)
    ]
    cases = [locale.plural("{n} case", "{n} cases", count) for count in counts]
    figure.add_trace(
        go.Bar(
            x=[(first + end) / 2 for first, end in zip(firsts, ends, strict=True)],
            y=counts,
            width=[_BAR * (end - first) for first, end in zip(firsts, ends, strict=True)],
            meta=locale.text("Number"),
            marker={"color": [palette.rest if end <= 0 else palette.accent for end in ends]},
            text=[f"<b>{locale.number(count)}</b>" for count in counts],
            textposition="outside",
            textfont={"size": FONT_SIZE, "color": palette.ink},
            cliponaxis=False,
            customdata=[
                [plain(span), plain(told)] for span, told in zip(spans, cases, strict=True)
            ],
            hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
            showlegend=False,
        )
    )
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=0,
        y1=1,
        yref="y domain",
        line={"color": palette.ink, "width": 1.4},
    )
    for side, words in ((-1, locale.text("before")), (1, locale.text("from the day on"))):
        figure.add_annotation(
            text=plain(words),
            x=0,
            xanchor="right" if side < 0 else "left",
            xshift=8 * side,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=2,
            font={"color": palette.muted, "size": FONT_SIZE},
        )
    figure.add_annotation(
        text=f"<b>{plain(day)}</b>",
        x=0,
        xanchor="center",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=22,
        font={"color": palette.ink, "size": FONT_SIZE},
    )
    edges = sorted({*firsts, *ends})
    figure.update_layout(
        meta=Redrawing(
            "name", name=0, units={"x": plain(locale.text("days from the day, cases per step"))}
        ).meta(),
        xaxis={
            "range": [edges[0], edges[-1]],
            "tickmode": "array",
            "tickvals": edges,
            "ticktext": [_signed(edge, locale) for edge in edges],
            "ticks": "outside",
            "ticklen": 5,
            "tickangle": 0,
            "title": {
                "text": plain(locale.text("days from the day, cases per step")),
                "font": {"size": SMALL_SIZE, "color": palette.muted},
                "standoff": 6,
            },
        },
        yaxis={"visible": False, "range": [0, max(*counts, _FEWEST) * 1.15]},
        hovermode="closest",
        margin={"l": 16, "r": 16, "t": _ABOVE, "b": _BELOW},
    )
    return figure


def _signed(days: int, locale: Locale) -> str:
    if days == 0:
        return "0"
    return f"{'+' if days > 0 else '−'}{locale.number(abs(days))}"
