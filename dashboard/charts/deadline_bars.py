"""Deadlines step by step: of the cases that reached it, how many kept it, and of how many is that
not known. One full bar a step, its name and its limit above it."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.deadline_words import STATES, state_counts
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, Palette, contrast, plain
from dashboard.locale import Locale

ROW: Final = 106  # px of a step with its words
_LEGEND: Final = 84  # px below the bars, three lines of a narrow screen
_GAP: Final = 8  # px from the bars to the legend
_BAR: Final = 0.24  # of a row
_LIFTS: Final = (0.632, 0.434, 0.255)  # from the bar's middle to its three lines, in rows
_ABOVE: Final = 0.75  # of a row lies above the bar's middle


def deadline_bars(rows: pd.DataFrame, *, locale: Locale, mode: Mode) -> go.Figure:
    """Shares of the states, a bar a step, in the order of the rows, from the top.

    `rows`: the columns of `deadlines_by_step`, and label, beside (at the end of its line, may be
    empty), limit, certainty and told (what the law says, said at the pointer). A step that no case
    has reached has an empty bar.
    """
    if rows.empty:
        return empty(locale, mode, 3 * ROW)
    palette = PALETTES[mode]
    size = len(rows) * ROW + _LEGEND
    figure = canvas(locale, mode, size)
    places = list(range(len(rows)))
    counts = [state_counts(row) for row in rows.to_dict("records")]
    totals = [int(cases) for cases in rows["cases"]]
    labels = [plain(label) for label in rows["label"]]
    figure.add_trace(
        go.Bar(
            x=[1] * len(rows),
            y=places,
            width=_BAR,
            orientation="h",
            marker={"color": palette.band},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    left = [0.0] * len(rows)
    for state, message in STATES.items():
        numbers = [count[state] for count in counts]
        shares = [
            round(n / total, 5) if total else 0 for n, total in zip(numbers, totals, strict=True)
        ]
        name, colour = locale.text(message), state_colour(state, palette)
        figure.add_trace(
            go.Bar(
                x=shares,
                y=places,
                base=list(left),
                width=_BAR,
                orientation="h",
                name=f"{plain(name)} · <b>{locale.number(sum(numbers))}</b>",
                marker={
                    "color": colour,
                    "line": {
                        "color": palette.axis if state == "unknown" else palette.background,
                        "width": 0.8,
                    },
                },
                text=[locale.number(n) if n else "" for n in numbers],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": _readable(colour), "size": SMALL_SIZE},
                customdata=[
                    [label, plain(locale.share(n, total)), plain(told)]
                    for label, n, total, told in zip(
                        labels, numbers, totals, rows["told"], strict=True
                    )
                ],
                hovertemplate=(
                    "<b>%{customdata[0]}</b><br>"
                    + plain(name)
                    + ": %{customdata[1]}<br>%{customdata[2]}<extra></extra>"
                ),
            )
        )
        left = [round(start + share, 5) for start, share in zip(left, shares, strict=True)]
    for place, row in enumerate(rows.to_dict("records")):
        cases = locale.plural("{n} case", "{n} cases", int(row["cases"]))
        lines = [
            (f"<b>{plain(row['label'])}</b>", plain(row["beside"])),
            (plain(row["limit"]), plain(cases)),
            (plain(row["certainty"]), ""),
        ]
        for (left_words, right_words), lift in zip(lines, _LIFTS, strict=True):
            first = lift == _LIFTS[0]
            font = {} if first else {"font": {"color": palette.muted, "size": SMALL_SIZE}}
            figure.add_annotation(text=left_words, x=0, xanchor="left", **font, **_at(place, lift))
            if right_words:
                figure.add_annotation(
                    text=right_words,
                    x=1,
                    xanchor="right",
                    font={"color": palette.muted, "size": SMALL_SIZE},
                    **_at(place, lift),
                )
    figure.update_layout(
        barmode="overlay",
        hovermode="closest",
        uniformtext={"minsize": SMALL_SIZE, "mode": "hide"},
        xaxis={"visible": False, "range": [0, 1]},
        yaxis={"visible": False, "range": [len(rows) - _ABOVE, -_ABOVE]},
        margin={"l": 2, "r": 2, "t": 0, "b": _LEGEND},
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-_GAP / (len(rows) * ROW), 4),
            "yanchor": "top",
            "traceorder": "normal",
        },
    )
    return figure


def state_colour(state: str, palette: Palette) -> str:
    """The colour of a state of `STATES`. Raises `KeyError`."""
    return {
        "kept": palette.categorical[0],
        "kept_by_extension": palette.coverage["district_signed"],
        "missed": palette.categorical[3],
        "running": palette.categorical[1],
        "unknown": palette.no_data,
    }[state]


def describe_deadlines(rows: pd.DataFrame, *, locale: Locale) -> str:
    """The bars in words: each step with the states that occur. `rows`: as `deadline_bars`."""
    if rows.empty:
        return locale.text("No record for this filter")
    parts = []
    for row in rows.to_dict("records"):
        states = [
            f"{locale.text(STATES[state])} {locale.number(n)}"
            for state, n in state_counts(row).items()
            if n
        ]
        cases = locale.plural("{n} case", "{n} cases", int(row["cases"]))
        name = f"{row['label']} ({row['beside']})" if row["beside"] else row["label"]
        parts.append(f"{name}: {', '.join([cases, *states])}")
    return locale.text("Full bars: {list}.", list="; ".join(parts))


def _at(place: int, lift: float) -> dict[str, Any]:
    return {
        "xref": "paper",
        "y": place - lift,
        "yref": "y",
        "yanchor": "middle",
        "borderpad": 0,
        "height": FONT_SIZE + 6,
        "captureevents": False,
    }


def _readable(colour: str) -> str:
    """Ink or white, whichever reads better on the colour."""
    inks = [PALETTES["light"].ink, PALETTES["light"].background]
    return max(inks, key=lambda ink: contrast(ink, colour))
