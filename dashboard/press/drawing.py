"""The few marks that a sheet is drawn with, as SVG; whatever text they get, it stays text."""

import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from dashboard.press.fonts import REGULAR

# Characters that no XML document may hold, and those that turn the direction of a line around.
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def literal(text: str) -> str:
    """A text as it stands in an SVG document."""
    return escape(_FORBIDDEN.sub("", text))


def line_of_text(
    text: str,
    x: float,
    baseline: float,
    *,
    size: float,
    fill: str,
    weight: int = REGULAR,
    anchor: str = "start",
) -> str:
    """One line of text; `anchor` says which end of it stands at `x`: start, middle or end."""
    placed = f'x="{_px(x)}" y="{_px(baseline)}" font-size="{_px(size)}" fill="{fill}"'
    bold = f' font-weight="{weight}"' if weight != REGULAR else ""
    aligned = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f"<text {placed}{bold}{aligned}>{literal(text)}</text>"


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{_px(x)}" y="{_px(y)}" width="{_px(width)}" height="{_px(height)}"'
        f' fill="{fill}"/>'
    )


def rule(x: float, y: float, width: float, stroke: str) -> str:
    """A thin line across."""
    return f'<path d="M{_px(x)} {_px(y)}h{_px(width)}" stroke="{stroke}" fill="none"/>'


def linked(address: str, marks: Iterable[str]) -> str:
    """Marks that lead to a web address where they are clicked."""
    drawn = "".join(marks)
    if not address.startswith(("http://", "https://")):
        return drawn
    return f"<a href={quoteattr(_FORBIDDEN.sub('', address))}>{drawn}</a>"


def _px(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
