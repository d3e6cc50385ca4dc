"""Horizontal bars, each with its name and number above it."""

from collections.abc import Collection
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty
from dashboard.charts.theme import FONT_SIZE, PALETTES, Mode, plain
from dashboard.locale import Locale

ROW: Final = 42  # px of a bar with its name
_BAR: Final = 0.3  # of a row
_LIFT: Final = 0.52  # from the bar's middle to that of its name, in rows
_ABOVE: Final = 0.8  # of a row lies above the bar's middle


def ranked_bars(
    rows: pd.DataFrame,
    *,
    locale: Locale,
    mode: Mode,
    chosen: Collection[str] = (),
    quiet: Collection[str] = (),
    height: int | None = None,
) -> go.Figure:
    """One bar a row, in the order of the rows, from the top.

    `rows`: code (null for none), label, count, told (what is said at the pointer), and shown, where
    something else than the count stands at the end of the name's line. Codes other than
    the `chosen` are pale; a row without a code chooses nothing and is grey, as are `quiet` codes.
    The marks' customdata: code, label, told. A click anywhere in a row hits its mark.
    """
    if rows.empty:
        return empty(locale, mode, height or 3 * ROW)
    palette = PALETTES[mode]
    size = max(height or 0, len(rows) * ROW + 8)
    figure = canvas(locale, mode, size)
    places = list(range(len(rows)))
    codes = ["" if pd.isna(code) else str(code) for code in rows["code"]]
    counts = [int(count) for count in rows["count"]]
    labels = [plain(label) for label in rows["label"]]
    words = [
        [code, label, plain(told)]
        for code, label, told in zip(codes, labels, rows["told"], strict=True)
    ]
    longest = max(*counts, 1)
    pale = [bool(chosen) and code not in chosen for code in codes]
    common: dict[str, Any] = {
        "y": places,
        "orientation": "h",
        "customdata": words,
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        "showlegend": False,
    }
    track = [longest] * len(rows)
    figure.add_trace(go.Bar(x=track, width=_BAR, marker={"color": palette.band}, **common))
    marker = {
        "color": [palette.accent if code and code not in quiet else palette.rest for code in codes],
        **({"opacity": [PALE if faint else 1 for faint in pale]} if any(pale) else {}),
    }
    figure.add_trace(go.Bar(x=counts, width=_BAR, marker=marker, **common))
    # What is hit: the whole row with its name.
    figure.add_trace(
        go.Bar(
            x=track,
            width=1,
            offset=-_ABOVE,
            marker={"color": "rgba(0,0,0,0)"},
            **common,
        )
    )
    shown = rows["shown"] if "shown" in rows else [locale.number(count) for count in counts]
    for place, code, label, words_at_end in zip(places, codes, labels, shown, strict=True):
        bold = code in chosen
        figure.add_annotation(
            text=f"<b>{label}</b>" if bold else label,
            **_above(place),
            x=0,
            xanchor="left",
            font={"color": palette.ink},
        )
        figure.add_annotation(
            text=f"<b>{plain(words_at_end)}</b>",
            **_above(place),
            x=1,
            xanchor="right",
            font={"color": palette.ink},
        )
    figure.update_layout(
        barmode="overlay",
        hovermode="closest",
        xaxis={"visible": False, "range": [0, longest]},
        yaxis={"visible": False, "range": [size / ROW - 0.62, -0.82]},
        margin={"l": 2, "r": 2, "t": 0, "b": 0},
    )
    return figure


def _above(place: int) -> dict[str, Any]:
    return {
        "y": place - _LIFT,
        "yref": "y",
        "xref": "paper",
        "yanchor": "middle",
        "borderpad": 0,
        "height": FONT_SIZE + 6,
        "captureevents": False,
    }
