"""The numbers of a plotly figure, put so that another program can draw the same chart.

A figure says itself how it is read, see `charts/redrawing.py`; one that says nothing, such as a
map or a matrix, cannot be drawn anew.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import plotly.graph_objects as go

from dashboard.charts.months import every_month
from dashboard.charts.redrawing import RING, Redrawing, redrawing
from dashboard.locale import Locale

Kind = Literal["columns", "rows", "full_rows", "lines", "steps"]
Value = int | float | None

_WEEK: Final = 7
_TAG: Final = re.compile(r"<[^>]*>")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True)
class Series:
    """One series: its numbers in the order of the categories, None where there is none.

    `places` are the x values of steps, else empty. `colours`: `#rrggbb`, one for all numbers or
    one each. `dash`: plotly's name of a line's pattern.
    """

    name: str
    values: tuple[Value, ...]
    colours: tuple[str, ...]
    places: tuple[int | float, ...] = ()
    dash: str = "solid"


@dataclass(frozen=True)
class Panel:
    """One chart: what its axes count, its categories from left or top, its series.

    `shown`: the words beside the marks where they are not the numbers, one each category.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    place_unit: str = ""
    percent: bool = False
    shown: tuple[str, ...] = ()


def panels(figure: go.Figure, locale: Locale) -> list[Panel]:
    """The charts of a figure, from the top; none where it cannot be drawn anew."""
    reading = redrawing(figure)
    if reading is None:
        return []
    named = [trace for trace in figure.data if trace.meta is not None]
    traces = [trace for trace in named if trace.meta != RING]
    rings = {
        (trace.yaxis or "y", _key(place, reading))
        for trace in named
        if trace.meta == RING
        for place in _places(trace)
    }
    # Months without a stated number have a name all the same, also before the first that has one.
    categories = _categories(
        named if reading.category == "month" else traces, reading, figure, locale
    )
    by_axis: dict[str, list[Any]] = {}
    for trace in traces:
        by_axis.setdefault(trace.yaxis or "y", []).append(trace)
    found = []
    for axis, mine in sorted(by_axis.items(), key=lambda pair: -_bottom(figure, pair[0])):
        found.append(
            Panel(
                kind=_kind(mine[0], reading),
                categories=tuple(
                    f"{name} {RING}" if (axis, category) in rings else name
                    for category, name in categories.items()
                ),
                series=tuple(_series(trace, reading, list(categories)) for trace in mine),
                unit=words(reading.units.get(axis, "")),
                place_unit=_place_unit(reading, locale),
                percent=_axis(figure, axis).ticksuffix == "%",
                shown=_shown(mine[0], reading),
            )
        )
    return found


def words(text: object) -> str:
    """A text of a figure without its markup, on one line."""
    return _CONTROL.sub(" ", html.unescape(_TAG.sub("", str(text).replace("<br>", " ")))).strip()


def _place_unit(reading: Redrawing, locale: Locale) -> str:
    if reading.category == "week":
        return locale.text("first day of the week")
    return words(reading.units.get("x", ""))


def _kind(trace: Any, reading: Redrawing) -> Kind:
    if trace.type == "scatter":
        return "steps" if reading.category == "number" else "lines"
    if trace.orientation == "h":
        return "full_rows" if reading.full else "rows"
    return "columns"


def _axis(figure: go.Figure, name: str) -> Any:
    """The y axis of a trace, as `y2`."""
    return figure.layout[name.replace("y", "yaxis")]


def _bottom(figure: go.Figure, name: str) -> float:
    domain = _axis(figure, name).domain
    return float(domain[0]) if domain else 0.0


def _categories(
    traces: Sequence[Any], reading: Redrawing, figure: go.Figure, locale: Locale
) -> dict[Any, str]:
    """What the marks stand at, in order, and its name; no month or week is skipped."""
    if reading.category == "number":
        return {}
    if reading.category == "name":
        ticks = figure.layout.yaxis
        names = dict(zip(ticks.tickvals or (), ticks.ticktext or (), strict=True))
        if reading.name is not None:
            names = {
                place: mark[reading.name]
                for trace in traces
                for place, mark in zip(_places(trace), trace.customdata, strict=True)
            }
        return {place: words(names[place]) for place in sorted(names)}
    days = [_day(day) for trace in traces for day in trace.x]
    if not days:
        return {}
    if reading.category == "month":
        return {month: locale.month(month) for month in every_month(min(days), max(days))}
    firsts = [day - dt.timedelta(days=_WEEK // 2) for day in (min(days), max(days))]
    count = (firsts[1] - firsts[0]).days // _WEEK + 1
    weeks = [firsts[0] + dt.timedelta(days=_WEEK * number) for number in range(count)]
    return {week: locale.short_date(week) for week in weeks}


def _places(trace: Any) -> Sequence[Any]:
    return list(trace.y if trace.orientation == "h" else trace.x)


def _series(trace: Any, reading: Redrawing, categories: Sequence[Any]) -> Series:
    name = words(trace.name or trace.meta)
    lengths = trace.x if trace.orientation == "h" else trace.y
    numbers = [_number(value) for value in lengths]
    if reading.value is not None:
        numbers = [_number(mark[reading.value]) for mark in trace.customdata]
    if reading.category == "number":
        places, numbers = _stairs(list(trace.x), numbers)
        return Series(name, tuple(numbers), _colours(trace), tuple(places), trace.line.dash)
    where = [_key(place, reading) for place in _places(trace)]
    at = dict(zip(where, numbers, strict=True))  # of several in one month the last one stands
    values = [at.get(category) for category in categories]
    if trace.type == "scatter" and trace.line.shape == "hv":
        values = list(_carried(values))
    colours = _colours(trace)
    if len(colours) > 1:
        by_place = dict(zip(where, colours, strict=True))
        colours = tuple(by_place.get(category, colours[0]) for category in categories)
    return Series(name, tuple(values), colours)


def _key(place: Any, reading: Redrawing) -> Any:
    if reading.category == "name":
        return place
    day = _day(place)
    return day.replace(day=1) if reading.category == "month" else day - dt.timedelta(_WEEK // 2)


def _day(text: Any) -> dt.date:
    return dt.datetime.fromisoformat(str(text)).date()


def _number(value: Any) -> Value:
    if value is None:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _stairs(
    places: Sequence[Any], values: Sequence[Value]
) -> tuple[list[int | float], list[Value]]:
    """The corners of a line that goes level to each next place and then up."""
    corners = [(places[0], values[0])]
    for place, value in zip(places[1:], values[1:], strict=True):
        corners += [(place, corners[-1][1]), *([(place, value)] if value != corners[-1][1] else [])]
    return [_number(place) or 0 for place, _ in corners], [value for _, value in corners]


def _carried(values: Iterable[Value]) -> Iterable[Value]:
    """A level holds until the next one is known."""
    last: Value = None
    for value in values:
        last = last if value is None else value
        yield last


def _shown(trace: Any, reading: Redrawing) -> tuple[str, ...]:
    if reading.shown is None:
        return ()
    return tuple(words(mark[reading.shown]) for mark in trace.customdata)


def _colours(trace: Any) -> tuple[str, ...]:
    """One colour for all marks or one each, pale marks mixed with the white of the paper."""
    if trace.type == "scatter":
        return (trace.line.color,)
    colour, opacity = trace.marker.color, trace.marker.opacity
    if isinstance(colour, str) and not isinstance(opacity, Sequence):
        return (colour,)
    count = len(trace.x)
    each = [colour] * count if isinstance(colour, str) else list(colour)
    clear = list(opacity) if isinstance(opacity, Sequence) else [1.0] * count
    return tuple(_mixed(one, float(share)) for one, share in zip(each, clear, strict=True))


def _mixed(colour: str, share: float) -> str:
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * share):02x}" for channel in channels)
