"""A page of text on a sheet: paragraphs as large as their room allows."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.theme import Palette
from dashboard.press.drawing import line_of_text
from dashboard.press.fonts import ELLIPSIS, cut, wrap

SIZES: Final = (24, 22, 20, 19, 18, 17, 16, 15, 14, 13)
LEADING: Final = 1.3
BETWEEN: Final = 0.55  # of a line, between two paragraphs


def fitted_paragraphs(
    paragraphs: Sequence[str], width: float, height: float, sizes: Sequence[int] = SIZES
) -> tuple[int, list[list[str]]]:
    """The largest of the `sizes`, falling, at which all lines fit, and the lines by paragraph.

    At the smallest one they may be higher than the room.
    """
    for size in sizes:
        lines = [wrap(text, width, size) for text in paragraphs]
        if _height(lines, size) <= height:
            break
    return size, lines


def _height(lines: Sequence[Sequence[str]], size: float) -> float:
    gaps = max(len(lines) - 1, 0) * BETWEEN
    return (sum(len(paragraph) for paragraph in lines) + gaps) * size * LEADING


def draw_paragraphs(
    paragraphs: Sequence[str], width: float, height: float, palette: Palette
) -> list[str]:
    """The paragraphs from the top down; what has no room ends with an ellipsis."""
    size, found = fitted_paragraphs(paragraphs, width, height)
    step, top = size * LEADING, 0.0
    lines: list[tuple[float, str]] = []
    for paragraph in found:
        for line in paragraph:
            lines.append((top, line))
            top += step
        top += BETWEEN * step
    shown = [line for line in lines if line[0] + step <= height + 0.01]
    if shown and len(shown) < len(lines):
        at, last = shown[-1]
        shown[-1] = at, cut(f"{last} {lines[len(shown)][1]}{ELLIPSIS}", width, size)
    return [line_of_text(line, 0, at + size, size=size, fill=palette.ink) for at, line in shown]
