"""What every figure shares: its frame, its separators, and the sentence of an empty one."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import PALETTES, Mode, template
from dashboard.locale import Locale

PALE: Final = 0.3  # opacity of what is beside the chosen marks


def canvas(locale: Locale, mode: Mode, height: int, *, geographic: bool = False) -> go.Figure:
    """An empty figure in the house style, `height` px high, as wide as its place."""
    return go.Figure(
        layout={
            "template": template(mode, geographic=geographic),
            "height": height,
            "separators": locale.separators,
        }
    )


def empty(locale: Locale, mode: Mode, height: int) -> go.Figure:
    """A figure that says calmly that nothing matches the filter."""
    figure = canvas(locale, mode, height)
    figure.update_layout(xaxis={"visible": False}, yaxis={"visible": False})
    figure.add_annotation(
        text=locale.text("No record for this filter"),
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        font={"color": PALETTES[mode].muted},
    )
    return figure


def whole(value: object) -> int | None:
    """A nullable integer cell as `int`, `None` where nothing is stated."""
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
