"""A place beside its province and the country: one group of bars for each number, words at each."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.placing import text_width
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.locale import Locale

_LINE: Final = 24  # px of a bar with its place
_HEAD: Final = 30  # px of a group's title with the space above
_BAR: Final = 0.62  # share of the line
_NAME: Final = 150  # px for the names of places at most


def comparison_bars(rows: pd.DataFrame, *, locale: Locale, mode: Mode) -> go.Figure:
    """Draw the groups one below the other, every place with its bar and its words.

    `rows`, in the order to draw: group (title with its unit), place, value (null: no bar), full
    (the value of a full bar, the same within a group), words (direct label), own (the place the
    page is about).
    """
    if rows.empty:
        return empty(locale, mode, 120)
    palette = PALETTES[mode]
    groups = list(dict.fromkeys(rows["group"]))
    height = _HEAD * len(groups) + _LINE * len(rows) + 8
    figure = canvas(locale, mode, height)
    # Positions are px from the top, so that groups of any size keep one rhythm.
    at, centres = 0.0, []
    for group in groups:
        figure.add_annotation(
            text=f"<b>{plain(group)}</b>",
            x=0,
            xref="paper",
            xanchor="left",
            xshift=-_name_width(rows),
            y=at + _HEAD * 0.62,
            yref="y",
            yanchor="middle",
            borderpad=0,
            font={"size": SMALL_SIZE, "color": palette.muted},
        )
        at += _HEAD
        for _ in range(int((rows["group"] == group).sum())):
            centres.append(at + _LINE / 2)
            at += _LINE
    values = [
        0.0 if pd.isna(value) or not full else round(float(value) / float(full), 4)
        for value, full in zip(rows["value"], rows["full"], strict=True)
    ]
    own = rows["own"].astype(bool).tolist()
    figure.add_trace(
        go.Bar(
            x=values,
            y=centres,
            width=_LINE * _BAR,
            orientation="h",
            marker={"color": [palette.accent if mine else palette.rest for mine in own]},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    weights = ("", "<b>", "</b>")
    for centre, value, place, words, mine in zip(
        centres, values, rows["place"], rows["words"], own, strict=True
    ):
        opening, closing = weights[1:] if mine else ("", "")
        figure.add_annotation(
            text=f"{opening}{plain(_short(str(place)))}{closing}",
            x=0,
            xref="paper",
            xanchor="left",
            xshift=-_name_width(rows),
            y=centre,
            yref="y",
            yanchor="middle",
            borderpad=0,
            font={"size": SMALL_SIZE, "color": palette.ink},
        )
        figure.add_annotation(
            text=f"{opening}{plain(words)}{closing}",
            x=value,
            xref="x",
            xanchor="left",
            xshift=6,
            y=centre,
            yref="y",
            yanchor="middle",
            borderpad=0,
            font={"size": SMALL_SIZE, "color": palette.ink},
        )
    widest = max(text_width(str(words), FONT_SIZE) for words in rows["words"])
    figure.update_layout(
        margin={"l": _name_width(rows), "r": 4, "t": 0, "b": 0},
        # A full bar ends where the longest words beside it still fit into a narrow column.
        xaxis={"visible": False, "range": [0, 1 + widest / 160]},
        yaxis={"visible": False, "range": [height, 0], "rangemode": "normal"},
        bargap=0,
    )
    return figure


def _short(name: str) -> str:
    return name.removeprefix("Kabupaten ")


def _name_width(rows: pd.DataFrame) -> int:
    widest = max(text_width(_short(str(place)), SMALL_SIZE) for place in rows["place"])
    return min(_NAME, int(widest) + 12)
