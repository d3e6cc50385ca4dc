"""Months on a real date axis: parsing, ticks in the reader's language, election stages behind."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.placing import text_width
from dashboard.charts.theme import SMALL_SIZE, Palette, plain
from dashboard.labels import stage_label
from dashboard.locale import Locale

ROW: Final = 18  # px from one row of stage names to the next
ROWS: Final = 3
UNIT_SHIFT: Final = 38  # px from the plot to the left end of the unit of the y axis
MAX_TICKS: Final = 6
AXIS_HEIGHT: Final = 46  # px below the plot: two lines of month names
LEFT: Final = 44  # px left and right of the plot
RIGHT: Final = 12
DETAILED_MONTHS: Final = 14  # longer spans name the voting days only
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)


def first_day(month: str) -> dt.date:
    """The first day of a month written `2024-10`."""
    return dt.date.fromisoformat(f"{month}-01")


def last_day(first: dt.date) -> dt.date:
    """The last day of the month that starts on `first`."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def following(first: dt.date, months: int = 1) -> dt.date:
    """The first day of the month `months` after the one that starts on `first`."""
    index = first.year * 12 + first.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def middle(first: dt.date) -> str:
    """The day in the middle of the month, where its bar and its name stand."""
    return first.replace(day=16).isoformat()


def every_month(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of all months from that of `first` to that of `last`, none skipped."""
    start = first.replace(day=1)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [following(start, index) for index in range(count)]


def with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the days of its `month` (`2024-10`): period_from, period_until.

    Both are None where the month is null.
    """
    firsts = [None if pd.isna(month) else first_day(month) for month in frame["month"]]
    lasts = [None if first is None else last_day(first) for first in firsts]
    days = {"period_from": firsts, "period_until": lasts}
    return frame.assign(
        **{name: pd.Series(column, frame.index, object) for name, column in days.items()}
    )


def month_axis(first: dt.date, last: dt.date, locale: Locale, end: dt.date) -> dict[str, Any]:
    """The x axis over the months of `first` to `last`, ending at the day `end`.

    At most six names, so that they stay level in a narrow place; a fine tick starts each month,
    and the year stands under its first named month.
    """
    months = every_month(first, last)
    step = next(step for step in _STEPS if len(months) <= step * MAX_TICKS or step == _STEPS[-1])
    axis: dict[str, Any] = {
        "type": "date",
        "range": [months[0].isoformat(), end.isoformat()],
        "tickmode": "array",
        "tickangle": 0,
        "ticklen": 0,
    }
    if step >= 12:
        years = [month for month in months if month.month == 1]
        named = [month for month in years if (month.year - years[0].year) * 12 % step == 0]
        axis["tickvals"] = [month.isoformat() for month in named]
        axis["ticktext"] = [str(month.year) for month in named]
        fine = "M12"
    else:
        # Counted from January, so that the same months are named in every view.
        named = [month for month in months if (month.month - 1) % step == 0] or months[:1]
        axis["tickvals"] = [middle(month) for month in named]
        axis["ticktext"] = _month_names(named, locale)
        fine = "M1"
    axis["minor"] = {
        "tick0": "2000-01-01",
        "dtick": fine,
        "ticks": "outside",
        "ticklen": 5,
    }
    return axis


def _month_names(months: Sequence[dt.date], locale: Locale) -> list[str]:
    names, year = [], None
    for month in months:
        name = locale.month(month).removesuffix(f" {month.year}")
        names.append(f"{name}<br>{month.year if month.year != year else ' '}")
        year = month.year
    return names


class Names:
    """Short names above a time series, each joined by a fine line to its day.

    They stand in at most three rows such that no name covers another or its line; a name without
    room is left out.
    """

    def __init__(
        self,
        figure: go.Figure,
        span: tuple[dt.date, dt.date],
        *,
        plot_width: float,
        palette: Palette,
    ) -> None:
        self._figure = figure
        self._first = dt.datetime.combine(span[0], dt.time())
        self._width = plot_width
        self._per_day = plot_width / max((span[1] - span[0]).days, 1)
        self._palette = palette
        self._rows: list[list[tuple[float, float]]] = [[] for _ in range(ROWS)]
        self._used = 0

    @property
    def height(self) -> int:
        """The room the names need above the plot, in px."""
        return self._used * ROW

    def add(self, words: str, at: dt.datetime, places: Sequence[tuple[str, int]]) -> None:
        """Write `words` over the moment `at` in the first of the places (anchor, row) with room."""
        centre = (at - self._first).total_seconds() / 86400 * self._per_day
        wide = text_width(words, SMALL_SIZE) + 8
        spans = {
            "center": (centre - wide / 2, centre + wide / 2),
            "right": (centre - wide, centre + 2),
            "left": (centre - 2, centre + wide),
        }
        place = next((at for at in places if self._fits(spans[at[0]], at[1], centre)), None)
        if place is None:
            return
        anchor, row = place
        self._used = max(self._used, row + 1)
        self._rows[row].append(spans[anchor])
        for below in self._rows[:row]:
            below.append((centre - 2, centre + 2))
        self._figure.add_annotation(
            text=plain(words),
            x=at.isoformat(" "),
            xref="x",
            y=1,
            yref="y domain",
            ax=0,
            ay=-(row * ROW + 3),
            xanchor=anchor,
            yanchor="bottom",
            showarrow=True,
            font={"size": SMALL_SIZE, "color": self._palette.muted},
        )

    def _fits(self, span: tuple[float, float], row: int, centre: float) -> bool:
        if span[0] < -UNIT_SHIFT or span[1] > self._width + 4:
            return False
        crossed = [other for below in self._rows[:row] for other in below]
        return not _covers(span, self._rows[row]) and not _covers((centre - 1, centre + 1), crossed)


def _covers(span: tuple[float, float], others: Sequence[tuple[float, float]]) -> bool:
    return any(span[0] < other[1] and other[0] < span[1] for other in others)


# Where each name may stand, best first; in this order they take their places.
_PLACES: Final[Mapping[str, Sequence[tuple[str, int]]]] = {
    "pemungutan_suara": [("left", 0), ("left", 1), ("right", 2), ("right", 1), ("left", 2)],
    "kampanye": [("center", 0), ("center", 1), ("right", 1), ("right", 0)],
    "pendaftaran": [("right", 0), ("right", 1), ("right", 2)],
    "penetapan": [("right", 0), ("right", 1), ("right", 2)],
    "masa_tenang": [("left", 1), ("right", 1), ("left", 2), ("right", 0), ("right", 2)],
}
_ANYWHERE: Final = [(anchor, row) for anchor in ("right", "left", "center") for row in range(ROWS)]


def add_stages(
    figure: go.Figure,
    stages: pd.DataFrame,
    span: tuple[dt.date, dt.date],
    *,
    plot_width: float,
    unit: str,
    locale: Locale,
    palette: Palette,
) -> int:
    """Draw the election stages that touch `span` (first day, day after the last) behind a series.

    `stages`: election, stage, from, to (dates). Periods are pale bands, a voting day is a line.
    Views longer than 14 months show campaigns and voting days, the latter named by election.
    The names and the unit of the y axis stand above a plot of `plot_width` px; the result is the
    height they need in px.
    """
    first, end = span
    names = Names(figure, span, plot_width=plot_width, palette=palette)
    detailed = (end - first).days <= DETAILED_MONTHS * 31
    for election, stage, starts, ends in _within(stages, first, end):
        if stage == "pemungutan_suara":
            at = dt.datetime.combine(starts, dt.time(12))
            line_at(figure, at, colour=palette.axis, dash="solid")
        elif detailed or stage == "kampanye":
            at = _band(figure, max(starts, first), min(ends + dt.timedelta(days=1), end), palette)
        else:
            continue
        if detailed:
            names.add(stage_label(stage, locale), at, _PLACES[stage])
        elif stage == "pemungutan_suara":
            names.add(election.replace("_", " ").capitalize(), at, _ANYWHERE)
    figure.add_annotation(
        text=plain(unit),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-UNIT_SHIFT,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=names.height + 3,
        font={"size": SMALL_SIZE, "color": palette.muted},
    )
    return names.height + ROW + 6


def _band(figure: go.Figure, left: dt.date, right: dt.date, palette: Palette) -> dt.datetime:
    """Draw a pale band over the days before `right`; the result is its middle."""
    figure.add_shape(
        type="rect",
        x0=left.isoformat(),
        x1=right.isoformat(),
        y0=0,
        y1=1,
        xref="x",
        yref="y domain",
        layer="below",
        fillcolor=palette.band,
        line={"width": 0},
    )
    return dt.datetime.combine(left, dt.time()) + dt.timedelta(hours=12 * (right - left).days)


def line_at(figure: go.Figure, at: dt.datetime, *, colour: str, dash: str) -> None:
    """A vertical line over the whole plot at the moment `at`, behind the data."""
    figure.add_shape(
        type="line",
        x0=at.isoformat(" "),
        x1=at.isoformat(" "),
        y0=0,
        y1=1,
        xref="x",
        yref="y domain",
        layer="below",
        line={"color": colour, "width": 1.4, "dash": dash},
    )


def _within(
    stages: pd.DataFrame, first: dt.date, end: dt.date
) -> list[tuple[str, str, dt.date, dt.date]]:
    """Election, stage, first day, last day of those that touch the view, as names take places."""
    order = list(_PLACES)
    return sorted(
        (
            (str(row["election"]), str(row["stage"]), _day(row["from"]), _day(row["to"]))
            for row in stages.to_dict("records")
            if row["stage"] in order and _day(row["to"]) >= first and _day(row["from"]) < end
        ),
        key=lambda row: (order.index(row[1]), row[2], row[0]),
    )


def _day(value: Any) -> dt.date:
    return pd.Timestamp(value).date()


def ceiling(highest: int) -> float:
    """Where the y axis ends above the highest value."""
    return max(highest * 1.06, 1.06)


def finish(figure: go.Figure, top: int, highest: int, xaxis: dict[str, Any]) -> None:
    """Set both axes and the margins; `top` is the room in px that the names need."""
    figure.update_layout(
        xaxis=xaxis,
        yaxis={
            "range": [0, round(ceiling(highest), 2)],
            "tickformat": ",d",
            "nticks": 6,
            **({"dtick": 1} if highest <= 5 else {}),
        },
        margin={"l": LEFT, "r": RIGHT, "t": top, "b": AXIS_HEIGHT},
    )
