"""Elections laid over each other by the days to their voting days, each a line that adds up."""

from collections.abc import Collection, Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.months import ceiling
from dashboard.charts.placing import LINE, spread, text_width
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.elections import elections
from dashboard.labels import stage_label
from dashboard.locale import Locale

FIRST, LAST = -365, 60  # days after the voting day between which lines are drawn
_LEFT, _TOP, _BOTTOM = 44, 40, 50  # px


def aligned(
    frame: pd.DataFrame,
    *,
    ends: Mapping[str, int],
    locale: Locale,
    mode: Mode,
    chosen: Collection[str] = (),
    height: int = 420,
) -> go.Figure:
    """Activities of each election so far, from a year before its voting day to 60 days after it.

    `frame`: election, day (after the voting day, negative before it; null is not drawn), so_far.
    `ends`: the day at which an election's line ends, since nothing is known of later ones. Lines of
    elections other than the `chosen` are thin.
    """
    dated = frame[frame["day"].notna()]
    lines = {
        election: found
        for election in elections()
        if election in set(dated["election"])
        and len(found := _steps(dated[dated["election"] == election], ends[election]))
    }
    if not lines:
        return empty(locale, mode, height)
    palette = PALETTES[mode]
    figure = canvas(locale, mode, height)
    hues = {"pilkada": palette.categorical[2], "pemilu": palette.categorical[0]}
    dashes = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
    drawn: dict[str, int] = {}
    names, values = [], []
    # The latest first, reruns in a few regions last: who comes first has the simplest line.
    order = sorted(lines, key=lambda e: (not elections()[e].rerun, elections()[e].voting_day))
    for election in reversed(order):
        steps = lines[election]
        regime = elections()[election].regime
        dash = "solid" if election in chosen else dashes[drawn.get(regime, 0) % len(dashes)]
        drawn[regime] = drawn.get(regime, 0) + 1
        names.append((election, _short(election)))
        values.append(steps[-1][1])
        figure.add_trace(
            go.Scatter(
                x=[day for day, _ in steps],
                y=[count for _, count in steps],
                mode="lines",
                line={
                    "shape": "hv",
                    "width": 4 if election in chosen else 2,
                    "color": hues.get(regime, palette.rest),
                    "dash": dash,
                },
                customdata=[_when(day, locale) for day, _ in steps],
                name=f"{plain(_short(election))} · <b>{locale.number(steps[-1][1])}</b>",
                meta=plain(elections()[election].name(locale)),
                hovertemplate="<b>%{meta}</b><br>%{customdata}: %{y}<extra></extra>",
                showlegend=False,
                cliponaxis=False,
            )
        )
    highest = max(max(values), 1)
    right = round(
        max(
            text_width(f"{locale.number(value)} {name}", SMALL_SIZE)
            for (_, name), value in zip(names, values, strict=True)
        )
        + 14
    )
    plot = height - _TOP - _BOTTOM
    heights = [value / ceiling(highest) * plot for value in values]
    gap = LINE * SMALL_SIZE + 2
    moved = spread(heights, gap, gap / 2, plot)
    for (election, name), value, at, to in zip(names, values, heights, moved, strict=True):
        words = f"<b>{locale.number(value)}</b> {plain(name)}"
        figure.add_annotation(
            text=f"<b>{words}</b>" if election in chosen else words,
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=round(at / plot, 4),
            yref="paper",
            yanchor="middle",
            yshift=round(to - at, 1),
            borderpad=0,
            font={
                "size": SMALL_SIZE,
                "color": palette.ink if election in chosen or not chosen else palette.muted,
            },
        )
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=0,
        y1=1,
        yref="y domain",
        layer="below",
        line={"color": palette.muted, "width": 1.4},
    )
    above = {
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "borderpad": 0,
        "font": {"size": SMALL_SIZE, "color": palette.muted},
    }
    voting_day = plain(stage_label("pemungutan_suara", locale))
    figure.add_annotation(text=voting_day, x=0, yshift=2, **above)
    figure.add_annotation(
        text=plain(locale.text("activities so far")),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-38,
        yshift=20,
        **above,
    )
    figure.add_annotation(
        text=plain(locale.text("days after voting day, before it negative")),
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        yshift=-26,
        borderpad=0,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    figure.update_layout(
        meta=Redrawing(
            "number",
            units={
                "x": plain(locale.text("days after voting day, before it negative")),
                "y": plain(locale.text("activities so far")),
            },
        ).meta(),
        hovermode="closest",
        hoverdistance=40,
        xaxis={
            "range": [FIRST, LAST],
            "tickformat": ",d",
            "nticks": 8,
            "tickangle": 0,
        },
        yaxis={
            "range": [0, round(ceiling(highest), 2)],
            "tickformat": ",d",
            "nticks": 6,
            **({"dtick": 1} if highest <= 5 else {}),
        },
        margin={"l": _LEFT, "r": right, "t": _TOP, "b": _BOTTOM},
        font={"size": FONT_SIZE},
    )
    return figure


def _steps(rows: pd.DataFrame, end: int) -> list[tuple[int, int]]:
    """Day and count of each step between the first and the last day drawn."""
    steps = [(int(day), int(count)) for day, count in zip(rows["day"], rows["so_far"], strict=True)]
    before = [count for day, count in steps if day < FIRST]
    inside = [(day, count) for day, count in steps if FIRST <= day <= LAST]
    if before:
        inside.insert(0, (FIRST, before[-1]))
    last = min(end, LAST)
    if inside and last > inside[-1][0]:
        inside.append((last, inside[-1][1]))
    return inside


def _short(election: str) -> str:
    words = election.split("_")
    # A rerun is short of its regime, or the longest name would take the room of the lines.
    return " ".join(words[1:] if elections()[election].rerun else words).capitalize()


def _when(day: int, locale: Locale) -> str:
    if day == 0:
        return stage_label("pemungutan_suara", locale)
    if day > 0:
        return locale.plural("{n} day after voting day", "{n} days after voting day", day)
    return locale.plural("{n} day before voting day", "{n} days before voting day", -day)
