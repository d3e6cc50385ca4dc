"""Horizontal bars, each with its name and number above it."""

from collections.abc import Collection
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.theme import FONT_SIZE, PALETTES, Mode, plain
from dashboard.locale import Locale

ROW: Final = 42  # px of a bar with its name
_BAR: Final = 0.3  # of a row
_LIFT: Final = 0.52  # from the bar's middle to that of its name, in rows
_ABOVE: Final = 0.8  # of a row lies above the bar's middle
_AROUND: Final = 0.39  # rows that are left free above and below all bars
_LEAST_ROW: Final = 34  # px, in a room of a given height
_MOST_ROW: Final = 84
_WORDS: Final = 30  # px of such a row that are not the bar's
_NAME_GAP: Final = 14  # px from the bar's upper edge to the middle of its name


def most_bars(height: int) -> int:
    """How many bars a figure of this height, in px, has room for; at least one."""
    return max(1, int(height / _LEAST_ROW - _AROUND))


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
    The marks' customdata: code, label, told. A click anywhere in a row hits its mark. `height`:
    that of a given room in px, which the rows share; it has to hold them (`most_bars`).
    """
    if rows.empty:
        return empty(locale, mode, height or 3 * ROW)
    palette = PALETTES[mode]
    size = height or len(rows) * ROW + 8
    bar, lift, span = _proportions(len(rows), height)
    figure = canvas(locale, mode, size)
    places = list(range(len(rows)))
    codes = ["" if pd.isna(code) else str(code) for code in rows["code"]]
    counts = [int(count) for count in rows["count"]]
    labels = [plain(label) for label in rows["label"]]
    shown = rows["shown"] if "shown" in rows else [locale.number(count) for count in counts]
    ends = [plain(words) for words in shown]
    words = [
        [code, label, plain(told), *([end] if "shown" in rows else [])]
        for code, label, told, end in zip(codes, labels, rows["told"], ends, strict=True)
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
    figure.add_trace(go.Bar(x=track, width=bar, marker={"color": palette.band}, **common))
    marker = {
        "color": [palette.accent if code and code not in quiet else palette.rest for code in codes],
        **({"opacity": [PALE if faint else 1 for faint in pale]} if any(pale) else {}),
    }
    figure.add_trace(
        go.Bar(x=counts, width=bar, marker=marker, meta=locale.text("Number"), **common)
    )
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
    for place, code, label, words_at_end in zip(places, codes, labels, ends, strict=True):
        bold = code in chosen
        figure.add_annotation(
            text=f"<b>{label}</b>" if bold else label,
            **_above(place - lift),
            x=0,
            xanchor="left",
            font={"color": palette.ink},
        )
        figure.add_annotation(
            text=f"<b>{words_at_end}</b>",
            **_above(place - lift),
            x=1,
            xanchor="right",
            font={"color": palette.ink},
        )
    figure.update_layout(
        meta=Redrawing("name", name=1, shown=3 if "shown" in rows else None).meta(),
        barmode="overlay",
        hovermode="closest",
        xaxis={"visible": False, "range": [0, longest]},
        yaxis={"visible": False, "range": [span - 0.82, -0.82]},
        margin={"l": 2, "r": 2, "t": 0, "b": 0},
    )
    return figure


def _proportions(count: int, height: int | None) -> tuple[float, float, float]:
    """A bar's height, its middle's distance to that of its name, the figure's height: in rows."""
    if height is None:
        return _BAR, _LIFT, (count * ROW + 8) / ROW + 0.2
    row = min(height / (count + _AROUND), _MOST_ROW)
    bar = min(max(row - _WORDS, 8), 34)
    return round(bar / row, 3), round((bar / 2 + _NAME_GAP) / row, 3), round(height / row, 3)


def _above(y: float) -> dict[str, Any]:
    return {
        "y": y,
        "yref": "y",
        "xref": "paper",
        "yanchor": "middle",
        "borderpad": 0,
        "height": FONT_SIZE + 6,
        "captureevents": False,
    }
