"""What a figure says about itself to programs that draw it anew, such as a presentation program.

Marks alone do not tell it: the ground under a bar and the area that is hit are bars too, names
stand in annotations. So a figure that can be drawn anew says in `layout.meta` how its marks are
read, and each of its traces of numbers holds the name of its series in `meta`; a trace without
one is no number, and `RING` in its place marks categories whose number is not stated.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

import plotly.graph_objects as go

RING: Final = "○"

Category = Literal["month", "week", "name", "number"]


@dataclass(frozen=True)
class Redrawing:
    """How the marks of a figure are read.

    `category`: marks stand at the days of a month or week, at a name, or at a number of the x axis.
    `name`, `value`, `shown`: the places in a mark's customdata of the category's name, of the
    number where it is not the length of the mark, and of the words beside it where they are not
    the number; without `name` it is the tick's text. `full`: each bar is as long as the axis,
    whatever its numbers add up to. `units`: what the axes count, by the axis name (`x`, `y`, `y2`).
    """

    category: Category
    name: int | None = None
    value: int | None = None
    shown: int | None = None
    full: bool = False
    units: Mapping[str, str] = field(default_factory=dict)

    def meta(self) -> dict[str, Any]:
        """The same as `layout.meta`, in as few bytes as possible: it is sent with the figure."""
        # Not `value in (...)`: the place 0 equals False.
        return {
            key: value
            for key, value in asdict(self).items()
            if value is not None and value is not False and value != {}
        }


def redrawing(figure: go.Figure) -> Redrawing | None:
    """How the figure can be drawn anew; None where it cannot."""
    meta = figure.layout.meta
    return Redrawing(**meta) if isinstance(meta, dict) and "category" in meta else None
