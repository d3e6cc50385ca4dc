"""The way of cases from intake to sanction: one bar a step on one scale, ribbons between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.case_steps import (
    FORWARDED,
    OPEN_STOPS,
    STEPS,
    TRACKS,
    stop_label,
    track_label,
)
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, plain
from dashboard.locale import Locale

_HEAD: Final = 24  # px, the step's name and count
_BAR: Final = 30
_STRIP: Final = 7  # names the tracks along the top of a bar
_LINE: Final = 21  # one exit in words
_GAP: Final = 18  # below a step
_RIBBON: Final[Mapping[Mode, float]] = {"light": 0.16, "dark": 0.3}  # opacity
_CURVE: Final = 10  # points along one side of a ribbon

# In a room of a given size the words stand beside the bars, in lines of their own scale.
_BARS: Final = (0.4, 0.72)  # of the room's width, at least and at most
_BESIDE: Final = 14  # px from the bars to the words
_MARK: Final = 12  # px before a line's words
_LETTER: Final = 0.52  # of the size of type, the mean width of a letter of a long line
_SMALL_LINE: Final = 16  # px
_LEAST_GAP: Final = 5
_MOST_GAP: Final = 36
_THICKEST: Final = 44

_STEP_STOPS: Final[Mapping[str, tuple[str, ...]]] = {
    "received": ("not_registered", "in_initial_study"),
    "registered": ("in_handling",),
    "decided": ("not_proven", "stopped", "decision_unknown", "proven_only"),
    "forwarded": ("closed_after", "answered", "waiting"),
    "sanctioned": (),
}

Links = Mapping[tuple[str, str], int]


class _Part(NamedTuple):
    """A stretch of a bar: from `start` to `start + cases`."""

    start: int
    cases: int
    colour: str
    told: str
    strip: bool = False


@dataclass
class _Step:
    code: str
    count: int
    parts: list[_Part] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Words under or beside the bar, each with its colour."""
    top: int = 0
    thick: int = _BAR

    @property
    def bar(self) -> int:
        """The bar's upper edge."""
        return self.top + _HEAD

    @property
    def bottom(self) -> int:
        """Where the next step begins if the words stand under the bar."""
        return self.bar + self.thick + _LINE * len(self.lines) + _GAP


def links_of(frame: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Cases by source and target. `frame`: the columns of `case_flow`."""
    return {
        (row["source"], row["target"]): int(row["violations"]) for row in frame.to_dict("records")
    }


def stops_of(frame: pd.DataFrame) -> dict[str, int]:
    """How many cases ended at each stop, in the order of the way. `frame`: as of `case_flow`."""
    links = links_of(frame)
    return {
        stop: sum(count for (_, target), count in links.items() if target == stop)
        for stops in (*_STEP_STOPS.values(), ("sanctioned",))
        for stop in stops
    }


def case_flow(
    frame: pd.DataFrame, *, locale: Locale, mode: Mode, room: tuple[int, int] | None = None
) -> go.Figure:
    """The way from the top down; a bar's parts are what went on and what stopped at that step.

    `frame`: the columns of `case_flow`. All bars share one scale: the full width is all cases. The
    marks' customdata: words. `room`: width and height in px of a given room; there the words stand
    beside the bars.
    """
    links = links_of(frame)
    total = sum(count for (source, _), count in links.items() if source == "received")
    if not total:
        return empty(locale, mode, room[1] if room else 320)
    palette = PALETTES[mode]
    steps = _steps(links, palette, locale, beside=room is not None)
    if room:
        height = room[1]
        _share_out(steps, room)
    else:
        height = _stack(steps)
    bars = _bars_share(steps, room[0]) if room else 1.0
    figure = canvas(locale, mode, height)
    figure.add_traces(list(_ribbons(steps, links, mode)))
    figure.add_trace(_track(steps, total, palette))
    figure.add_trace(_bars(steps, palette))
    for step in steps:
        said = locale.number(total) if step.code == "received" else locale.share(step.count, total)
        name = plain(locale.text(STEPS[step.code]))
        _write(figure, step, name, said, bars + _BESIDE / room[0] if room else None)
    figure.update_layout(
        barmode="overlay",
        hovermode="closest",
        showlegend=False,
        xaxis={
            "visible": False,
            "range": [0, total],
            **({"domain": [0, bars]} if room else {}),
        },
        yaxis={"visible": False, "range": [height, 0]},
        margin={"l": 2, "r": 2, "t": 0, "b": 0},
    )
    return figure


def _stack(steps: Sequence[_Step]) -> int:
    """Put each step under the words of the one before; the height of all of them in px."""
    top = 0
    for step in steps:
        step.top = top
        top = step.bottom
    return top - _GAP + 4


def _share_out(steps: Sequence[_Step], room: tuple[int, int]) -> None:
    """Put the steps into the room, their words beside them: what is left makes thicker bars."""
    height = room[1] - 4
    least = 20
    words = [_SMALL_LINE * len(step.lines) for step in steps]
    for thick in range(_THICKEST, least - 1, -2):
        sizes = [max(_HEAD + thick, needed) for needed in words]
        gap = (height - sum(sizes)) / (len(steps) - 1)
        if gap >= max(_LEAST_GAP, thick / 2) or (thick <= least + 1 and gap >= 0):
            break
    top = 0.0
    for step, size in zip(steps, sizes, strict=True):
        step.top, step.thick = round(top), thick
        top += size + min(max(gap, 0), _MOST_GAP)


def _bars_share(steps: Sequence[_Step], width: int) -> float:
    """The share of a given room's width for the bars: what the longest line beside them leaves."""
    longest = max((len(words) for step in steps for words, _ in step.lines), default=0)
    words = _BESIDE + _MARK + longest * _LETTER * SMALL_SIZE
    return round(min(max(1 - words / width, _BARS[0]), _BARS[1]), 4)


def _write(figure: go.Figure, step: _Step, name: str, said: str, beside: float | None) -> None:
    """The step's name and count over its bar, then its lines under it or beside it.

    `beside`: the share of the width at which lines beside the bars begin; None: they stand under.
    """
    at = step.top + _HEAD / 2 - 2
    if beside is not None:
        figure.add_annotation(text=f"<b>{name}: {said}</b>", **_at(at, 0))
    else:
        figure.add_annotation(text=f"<b>{name}</b>", **_at(at, 0))
        figure.add_annotation(text=f"<b>{said}</b>", **_at(at, 1))
    for place, (words, colour) in enumerate(step.lines):
        mark = f'<span style="color:{colour}">■</span>'
        if beside is not None:
            figure.add_annotation(
                text=f"{mark} {plain(words)}",
                font={"size": SMALL_SIZE},
                **_at(step.top + _SMALL_LINE * (place + 0.5), beside),
            )
        else:
            figure.add_annotation(
                text=f"{plain(words)} {mark}",
                **_at(step.bar + step.thick + _LINE * (place + 0.5) + 3, 1),
            )


def describe_case_flow(frame: pd.DataFrame, *, locale: Locale) -> str:
    """The way in words: how many cases reached each step and ended at each stop."""
    links = links_of(frame)
    reached = _reached(links)
    if not reached["received"]:
        return locale.text("No record for this filter")
    steps = "; ".join(
        f"{locale.text(STEPS[code])} {locale.number(count)}" for code, count in reached.items()
    )
    stops = "; ".join(
        f"{stop_label(code, locale)} {locale.number(count)}"
        for code, count in stops_of(frame).items()
        if count and code != "sanctioned"
    )
    return locale.text(
        "Bars from intake to sanction, one a step: {steps}. Last on record: {stops}.",
        steps=steps,
        stops=stops or "–",
    )


def _reached(links: Links) -> dict[str, int]:
    def out_of(*sources: str) -> int:
        return sum(count for (source, _), count in links.items() if source in sources)

    nodes = [FORWARDED + track for track in TRACKS]
    return {
        "received": out_of("received"),
        "registered": out_of("registered"),
        "decided": out_of("decided"),
        "forwarded": out_of(*nodes),
        "sanctioned": sum(links.get((node, "sanctioned"), 0) for node in nodes),
    }


def _steps(links: Links, palette: Palette, locale: Locale, *, beside: bool) -> list[_Step]:
    steps = [_Step(code, count) for code, count in _reached(links).items()]
    for step, following in pairwise(steps[:4]):
        on = locale.share(following.count, step.count)
        told = f"{locale.text(STEPS[following.code])}: {on}"
        step.parts.append(_Part(0, following.count, palette.accent, told))
        _add_stops(step, step.code, following.count, links, palette, locale)
    _add_tracks(steps[3], steps[4], links, palette, locale)
    if beside:
        # Where lines are dear: the lines of the last step name the same tracks with these numbers.
        steps[3].lines = steps[3].lines[len(steps[4].lines) :]
    return steps


def _add_stops(
    step: _Step, source: str, start: int, links: Links, palette: Palette, locale: Locale
) -> None:
    for stop in _STEP_STOPS[step.code]:
        count = links.get((source, stop), 0)
        if count:
            colour = _stop_colour(stop, palette)
            words = f"{stop_label(stop, locale)}: {locale.number(count)}"
            step.parts.append(_Part(start, count, colour, words))
            step.lines.append((words, colour))
            start += count


def _add_tracks(
    forwarded: _Step, sanctioned: _Step, links: Links, palette: Palette, locale: Locale
) -> None:
    """The last two steps, by track: each track is a stretch of the bar of those forwarded."""
    start, sanctioned_start = 0, 0
    stopped: dict[str, int] = {}
    for track in TRACKS:
        node, colour = FORWARDED + track, track_colour(track, palette)
        name = track_label(track, locale)
        count = sum(n for (source, _), n in links.items() if source == node)
        if not count:
            continue
        imposed = links.get((node, "sanctioned"), 0)
        words = f"{name}: {locale.number(count)}"
        forwarded.parts.append(_Part(start, count, colour, words, strip=True))
        forwarded.lines.append((words, colour))
        at = start
        if imposed:
            told = f"{name}: {stop_label('sanctioned', locale)} {locale.share(imposed, count)}"
            forwarded.parts.append(_Part(at, imposed, colour, told))
            sanctioned.parts.append(_Part(sanctioned_start, imposed, colour, told))
            sanctioned_start += imposed
            at += imposed
        sanctioned.lines.append((f"{name}: {locale.share(imposed, count)}", colour))
        for stop in _STEP_STOPS["forwarded"]:
            n = links.get((node, stop), 0)
            if n:
                told = f"{name}: {stop_label(stop, locale)} {locale.number(n)}"
                forwarded.parts.append(_Part(at, n, _stop_colour(stop, palette), told))
                stopped[stop] = stopped.get(stop, 0) + n
                at += n
        start += count
    forwarded.lines += [
        (
            f"{stop_label(stop, locale)}: {locale.number(stopped[stop])}",
            _stop_colour(stop, palette),
        )
        for stop in _STEP_STOPS["forwarded"]
        if stop in stopped
    ]


def track_colour(track: str, palette: Palette) -> str:
    """The colour of a track."""
    return {"other_law": palette.accent, "crime": palette.categorical[2]}.get(track, palette.rest)


def _stop_colour(stop: str, palette: Palette) -> str:
    return palette.small if stop in OPEN_STOPS else palette.rest


def _bars(steps: Sequence[_Step], palette: Palette) -> go.Bar:
    parts = [(step, part) for step in steps for part in step.parts]
    split = {step.code for step, part in parts if part.strip}

    def upper(step: _Step, part: _Part) -> float:
        return step.bar if part.strip or step.code not in split else step.bar + _STRIP + 1

    def high(step: _Step, part: _Part) -> float:
        return _STRIP if part.strip else step.bar + step.thick - upper(step, part)

    return go.Bar(
        orientation="h",
        base=[part.start for _, part in parts],
        x=[part.cases for _, part in parts],
        y=[upper(*pair) + high(*pair) / 2 for pair in parts],
        width=[high(*pair) for pair in parts],
        marker={
            "color": [part.colour for _, part in parts],
            "line": {"color": palette.background, "width": 1},
        },
        customdata=[[plain(part.told)] for _, part in parts],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )


def _track(steps: Sequence[_Step], total: int, palette: Palette) -> go.Bar:
    """All cases behind each bar, so that a small one is seen as a part of them."""
    return go.Bar(
        orientation="h",
        x=[total] * len(steps),
        y=[step.bar + step.thick / 2 for step in steps],
        width=[step.thick for step in steps],
        marker={"color": palette.band},
        hoverinfo="skip",
    )


def _ribbons(steps: Sequence[_Step], links: Links, mode: Mode) -> Iterator[go.Scatter]:
    palette, opacity = PALETTES[mode], _RIBBON[mode]
    for step, following in pairwise(steps[:4]):
        if following.count:
            yield _ribbon(step, following, (0, 0), following.count, _faint(palette.accent, opacity))
    forwarded, sanctioned = steps[3:]
    start, target = 0, 0
    for track in TRACKS:
        node = FORWARDED + track
        imposed = links.get((node, "sanctioned"), 0)
        if imposed:
            colour = _faint(track_colour(track, palette), opacity)
            yield _ribbon(forwarded, sanctioned, (start, target), imposed, colour)
        start += sum(n for (source, _), n in links.items() if source == node)
        target += imposed


def _ribbon(
    step: _Step, following: _Step, starts: tuple[int, int], count: int, colour: str
) -> go.Scatter:
    """A band from the lower edge of one bar to the upper edge of the next."""
    upper, lower = step.bar + step.thick, following.bar
    here, there = starts
    shares = [n / _CURVE for n in range(_CURVE + 1)] if here != there else [0.0, 1.0]
    left = [
        (
            round(here + (there - here) * share * share * (3 - 2 * share), 3),
            round(upper + (lower - upper) * share, 1),
        )
        for share in shares
    ]
    outline = left + [(x + count, y) for x, y in reversed(left)]
    return go.Scatter(
        x=[x for x, _ in outline],
        y=[y for _, y in outline],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=colour,
        hoverinfo="skip",
    )


def _faint(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _at(y: float, x: float) -> dict[str, Any]:
    """At the height `y` in px, ending at the right edge or beginning at the share `x` of it."""
    return {
        "x": x,
        "xref": "paper",
        "xanchor": "right" if x == 1 else "left",
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "borderpad": 0,
        "captureevents": False,
    }
