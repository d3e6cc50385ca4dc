"""As many bars as a figure's place has room for; what is left out is said."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts.ranked_bars import most_bars
from dashboard.pages.room import not_drawn
from dashboard.pages.view import View


@dataclass(frozen=True)
class Fitting:
    """The bars that are drawn, the height of their room (None: as they need), what is left out."""

    bars: pd.DataFrame
    height: int | None
    notes: tuple[str, ...]


def bars_that_fit(bars: pd.DataFrame, view: View) -> Fitting:
    """The first of the bars of `ranked_bars` in a figure's place; on a page all of them."""
    if view.place is None:
        return Fitting(bars, None, ())
    most = most_bars(view.place.height)
    notes = not_drawn(len(bars) - most, view.locale)
    return Fitting(bars.head(most), view.place.height, tuple(notes))
