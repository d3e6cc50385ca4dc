"""Where labels go so that none covers another: greedy, in a stable order, by estimated sizes."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

GLYPH: Final = 0.56  # mean width of a letter as a share of the font size
LINE: Final = 1.25  # height of a line as a share of the font size


class Box(NamedTuple):
    """A rectangle: degrees for a camera, px for a label."""

    west: float
    south: float
    east: float
    north: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.west < other.east
            and other.west < self.east
            and self.south < other.north
            and other.south < self.north
        )

    def within(self, other: "Box") -> bool:
        """Whether this lies fully inside `other`."""
        return (
            self.west >= other.west
            and self.east <= other.east
            and self.south >= other.south
            and self.north <= other.north
        )


class Label(NamedTuple):
    """A label that found room: its key, text, place in degrees, plotly's `textposition`."""

    key: str
    text: str
    longitude: float
    latitude: float
    position: str


def text_width(text: str, size: float) -> float:
    """The estimated width in px of one line of `text` at `size` px."""
    return len(text) * GLYPH * size


def flow(widths: Sequence[float], room: float) -> list[tuple[int, float]]:
    """The line (from 0) and the left edge of items of these widths set one after the other.

    A line is as wide as the `room`, in the unit of the widths; an item that is wider has its own.
    """
    placed: list[tuple[int, float]] = []
    line, left = 0, 0.0
    for width in widths:
        if left and left + width > room:
            line, left = line + 1, 0.0
        placed.append((line, left))
        left += width
    return placed


def place_labels(
    texts: Mapping[str, str],
    longitudes: Sequence[float],
    latitudes: Sequence[float],
    *,
    view: Box,
    width: int,
    height: int,
    size: int,
) -> list[Label]:
    """The labels that fit into `view` (degrees) drawn at `width` x `height` px without overlap.

    `texts` by key, in the order of the places; who comes first has the first choice.
    """
    scale = min(width / (view.east - view.west), height / (view.north - view.south))
    frame = Box(0, 0, (view.east - view.west) * scale, (view.north - view.south) * scale)
    taken: list[Box] = []
    placed: list[Label] = []
    for (key, text), longitude, latitude in zip(texts.items(), longitudes, latitudes, strict=True):
        x, y = (longitude - view.west) * scale, (latitude - view.south) * scale
        wide, high = text_width(text, size) + 6, LINE * size
        for position, lift in (
            ("middle center", 0.0),
            ("top center", high / 2),
            ("bottom center", -high / 2),
        ):
            around = Box(x - wide / 2, y + lift - high / 2, x + wide / 2, y + lift + high / 2)
            if around.within(frame) and not any(around.overlaps(other) for other in taken):
                taken.append(around)
                placed.append(Label(key, text, longitude, latitude, position))
                break
    return placed


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved as little as needed to lie `gap` apart within `low` to `high` (one unit).

    Order is kept; equal positions keep the order given. Too many for the room grow past `high`.
    """
    order = sorted(range(len(positions)), key=lambda index: (positions[index], index))
    # Merge what is too close into blocks, each centred on the mean of its members.
    blocks: list[tuple[float, int]] = []  # centre, members
    for index in order:
        blocks.append((positions[index], 1))
        while len(blocks) > 1:
            (lower, below), (upper, above) = blocks[-2], blocks[-1]
            if upper - lower >= gap * (below + above) / 2:
                break
            centre = (lower * below + upper * above) / (below + above)
            blocks[-2:] = [(centre, below + above)]
    moved = [
        centre + gap * (member - (members - 1) / 2)
        for centre, members in blocks
        for member in range(members)
    ]
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], high - gap * (len(moved) - 1 - index))
    for index in range(len(moved)):
        moved[index] = max(moved[index], low + gap * index)
    result = list(positions)
    for index, position in zip(order, moved, strict=True):
        result[index] = position
    return result
