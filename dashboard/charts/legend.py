"""A legend in lines as full as their room is wide; plotly's own has columns of one width."""

import re
from collections.abc import Sequence
from typing import Final

import plotly.graph_objects as go

from dashboard.charts.placing import flow, text_width
from dashboard.charts.theme import SMALL_SIZE

LINE: Final = 20  # px
_MARK: Final = 26  # px of an entry beside its words
_MARK_SIZE: Final = 16  # px of type: a patch of colour has to be told apart across a room
_MARKUP: Final = re.compile(r"<[^>]*>")


def lines_of(names: Sequence[str], width: float) -> int:
    """The lines that entries of these names (with markup) take in a room of this width in px."""
    return 1 + max((line for line, _ in _placed(names, width)), default=-1)


def add_legend(
    figure: go.Figure, entries: Sequence[tuple[str, str]], *, width: int, left: int, below: int
) -> None:
    """Write a legend under the plot: colour and name (with markup) of each entry.

    `width`: of the room in px, in which the plot begins at `left`; `below`: px from the plot's
    lower edge to the first line.
    """
    plot = max(width - left - int(figure.layout.margin.r or 0), 1)
    placed = _placed([name for _, name in entries], width)
    for (colour, name), (line, x) in zip(entries, placed, strict=True):
        figure.add_annotation(
            text=f'<span style="color:{colour};font-size:{_MARK_SIZE}px">■</span> {name}',
            x=round((x - left) / plot, 5),
            xanchor="left",
            xref="paper",
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-(below + LINE * line),
            borderpad=0,
            font={"size": SMALL_SIZE},
        )


def _placed(names: Sequence[str], width: float) -> list[tuple[int, float]]:
    widths = [text_width(_MARKUP.sub("", name), SMALL_SIZE) + _MARK for name in names]
    return flow(widths, width)
