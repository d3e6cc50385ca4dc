"""Key figures on paper: a grid of big numbers, each with what it is and what it is a part of."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from dashboard.charts.theme import Palette
from dashboard.press.drawing import line_of_text, rectangle
from dashboard.press.exhibit import Tile
from dashboard.press.fonts import BOLD, SEMIBOLD, width, wrap

_GAP: Final = 14
_PADDING, _ABOVE = 12, 9  # px inside a tile
_LABEL: Final = 15
_CONTEXT: Final = 13
_CONTEXT_LINES: Final = 3
_VALUE, _LEAST_VALUE = 52, 26  # px
_LEADING: Final = 1.28
_NARROWEST, _WIDEST = 190, 420  # px of a tile


def draw_tiles(
    tiles: Sequence[Tile], room_width: float, room_height: float, palette: Palette
) -> list[str]:
    """The tiles as SVG elements that fill a room of these px, its corner at 0, 0."""
    most = max(int((room_width + _GAP) // (_NARROWEST + _GAP)), 1)
    rows = ceil(len(tiles) / most)
    columns = ceil(len(tiles) / rows)
    wide = min((room_width - _GAP * (columns - 1)) / columns, _WIDEST)
    high = min((room_height - _GAP * (rows - 1)) / rows, 190)
    used = rows * high + _GAP * (rows - 1)
    top = (room_height - used) / 2
    marks: list[str] = []
    for number, tile in enumerate(tiles):
        row, column = divmod(number, columns)
        x, y = column * (wide + _GAP), top + row * (high + _GAP)
        marks += _tile(tile, x, y, wide, high, palette)
    return marks


def _tile(tile: Tile, x: float, y: float, wide: float, high: float, palette: Palette) -> list[str]:
    inner = wide - 2 * _PADDING
    label = wrap(tile.label, inner, _LABEL, SEMIBOLD, most=2)
    label_height = len(label) * _LABEL * _LEADING
    left = high - 2 * _ABOVE - label_height
    step = _CONTEXT * _LEADING
    wanted = len(wrap(tile.context, inner, _CONTEXT, most=_CONTEXT_LINES)) * step
    # The number gives way to its context, but stays the largest thing on the tile.
    size = min(_VALUE, max((left - wanted) / 1.3, _LEAST_VALUE))
    size = min(size, _VALUE * inner / max(width(tile.value, _VALUE, BOLD), 1))
    lines = min(int((left - size * 1.15) / step), _CONTEXT_LINES)
    context = wrap(tile.context, inner, _CONTEXT, most=max(lines, 1))
    marks = [rectangle(x, y, wide, high, palette.band), rectangle(x, y, 4, high, palette.accent)]
    left_edge = x + _PADDING
    baseline = y + _ABOVE + _LABEL * 0.9
    for line in label:
        marks.append(
            line_of_text(line, left_edge, baseline, size=_LABEL, fill=palette.ink, weight=SEMIBOLD)
        )
        baseline += _LABEL * _LEADING
    baseline += size * 0.85 - _LABEL * 0.6
    marks.append(
        line_of_text(tile.value, left_edge, baseline, size=size, fill=palette.ink, weight=BOLD)
    )
    baseline += size * 0.2 + _CONTEXT * 1.1
    for line in context:
        marks.append(line_of_text(line, left_edge, baseline, size=_CONTEXT, fill=palette.muted))
        baseline += step
    return marks
