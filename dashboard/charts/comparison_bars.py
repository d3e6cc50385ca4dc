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
_END: Final = 8  # px under the last bar
_MOST: Final = 1.6  # times as high as on the page where there is room
_FULL: Final = 160  # px of a full bar beside the longest words of a narrow place
_BAR: Final = 0.62  # share of the line
_NAME: Final = 150  # px for the names of places at most


def comparison_bars(
    rows: pd.DataFrame,
    *,
    locale: Locale,
    mode: Mode,
    height: int | None = None,
    width: int = 0,
) -> go.Figure:
    """Draw the groups one below the other, every place with its bar and its words.

    `rows`, in the order to draw: group (title with its unit), place, value (null: no bar), full
    (the value of a full bar, the same within a group), words (direct label), own (the place the
    page is about). `height`: px, by default as the groups need it; `width`: px, to leave room for
    words, by default that of a narrow place.
    """
    if rows.empty:
        return empty(locale, mode, height or 120)
    palette = PALETTES[mode]
    groups = list(dict.fromkeys(rows["group"]))
    needed = _HEAD * len(groups) + _LINE * len(rows)
    height = height or needed + _END
    grown = min((height - _END) / needed, _MOST)
    head, line = round(_HEAD * grown, 2), round(_LINE * grown, 2)
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
            y=at + head * 0.62,
            yref="y",
            yanchor="middle",
            borderpad=0,
            font={"size": SMALL_SIZE, "color": palette.muted},
        )
        at += head
        for _ in range(int((rows["group"] == group).sum())):
            centres.append(at + line / 2)
            at += line
    values = [
        0.0 if pd.isna(value) or not full else round(float(value) / float(full), 4)
        for value, full in zip(rows["value"], rows["full"], strict=True)
    ]
    own = rows["own"].astype(bool).tolist()
    figure.add_trace(
        go.Bar(
            x=values,
            y=centres,
            width=line * _BAR,
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
    full = max(_FULL, round(width - _name_width(rows) - widest - 16))
    figure.update_layout(
        margin={"l": _name_width(rows), "r": 4, "t": 0, "b": 0},
        # A full bar ends where the longest words beside it still fit.
        xaxis={"visible": False, "range": [0, 1 + widest / full]},
        yaxis={"visible": False, "range": [height, 0], "rangemode": "normal"},
        bargap=0,
    )
    return figure


def _short(name: str) -> str:
    return name.removeprefix("Kabupaten ")


def _name_width(rows: pd.DataFrame) -> int:
    widest = max(text_width(_short(str(place)), SMALL_SIZE) for place in rows["place"])
    return min(_NAME, int(widest) + 12)
