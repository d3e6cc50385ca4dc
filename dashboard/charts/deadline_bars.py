"""Deadlines step by step: of the cases that reached it, how many kept it, and of how many is that
not known. One full bar a step, its name and its limit above it."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.deadline_words import STATES, state_counts
from dashboard.charts.legend import LINE, add_legend
from dashboard.charts.placing import text_width
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, Palette, contrast, plain
from dashboard.locale import Locale

ROW: Final = 106  # px of a step with its words
_LEGEND: Final = 84  # px below the bars, three lines of a narrow screen
_GAP: Final = 8  # px from the bars to the legend
_BAR: Final = 0.24  # of a row
_LIFTS: Final = (0.632, 0.434, 0.255)  # from the bar's middle to its three lines, in rows
_ABOVE: Final = 0.75  # of a row lies above the bar's middle

# In a room of a given size a step has two lines: beside its bar where the room is wide, else above.
_WIDE: Final = 700  # px
_LEFT: Final = 0.4  # of the width for the words beside a bar
_LEAST_BESIDE: Final = 40  # px of a step
_MOST_BESIDE: Final = 72
_LEAST_BELOW: Final = 58
_MOST_BELOW: Final = 90
_LINE: Final = 18  # px from one line to the next


def most_steps(room: tuple[int, int]) -> int:
    """How many steps a room (width and height in px) holds; at least one."""
    wide = room[0] >= _WIDE
    height = room[1] - _legend_height(room)
    return max(1, height // (_LEAST_BESIDE if wide else _LEAST_BELOW))


def _legend_height(room: tuple[int, int]) -> int:
    """What the names of the states need below the bars, in px."""
    return LINE * (2 if room[0] >= _WIDE else 3) + _GAP


def deadline_bars(
    rows: pd.DataFrame, *, locale: Locale, mode: Mode, room: tuple[int, int] | None = None
) -> go.Figure:
    """Shares of the states, a bar a step, in the order of the rows, from the top.

    `rows`: the columns of `deadlines_by_step`, and label, beside (at the end of its line, may be
    empty), limit, certainty and told (what the law says, said at the pointer). A step that no case
    has reached has an empty bar. `room`: width and height in px of a given room, in which the first
    `most_steps` are drawn; the legend counts all of them.
    """
    if rows.empty:
        return empty(locale, mode, room[1] if room else 3 * ROW)
    palette = PALETTES[mode]
    everything = [state_counts(row) for row in rows.to_dict("records")]
    all_of = {state: sum(count[state] for count in everything) for state in STATES}
    if room:
        rows = rows.head(most_steps(room))
    form = _form(len(rows), room)
    figure = canvas(locale, mode, form.height)
    places = list(range(len(rows)))
    counts = everything[: len(rows)]
    totals = [int(cases) for cases in rows["cases"]]
    labels = [plain(label) for label in rows["label"]]
    in_full = [
        f"{label} ({plain(beside)})" if beside else label
        for label, beside in zip(labels, rows["beside"], strict=True)
    ]
    figure.add_trace(
        go.Bar(
            x=[1] * len(rows),
            y=places,
            width=form.bar,
            orientation="h",
            marker={"color": palette.band},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    left = [0.0] * len(rows)
    for state, message in STATES.items():
        numbers = [count[state] for count in counts]
        shares = [
            round(n / total, 5) if total else 0 for n, total in zip(numbers, totals, strict=True)
        ]
        name, colour = locale.text(message), state_colour(state, palette)
        figure.add_trace(
            go.Bar(
                x=shares,
                y=places,
                base=list(left),
                width=form.bar,
                orientation="h",
                name=f"{plain(name)} · <b>{locale.number(all_of[state])}</b>",
                meta=plain(name),
                marker={
                    "color": colour,
                    "line": {
                        "color": palette.axis if state == "unknown" else palette.background,
                        "width": 0.8,
                    },
                },
                text=[locale.number(n) if n else "" for n in numbers],
                textposition="none" if room else "inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": _readable(colour), "size": SMALL_SIZE},
                customdata=[
                    [label, plain(locale.share(n, total)), plain(told), n, name_in_full]
                    for label, n, total, told, name_in_full in zip(
                        labels, numbers, totals, rows["told"], in_full, strict=True
                    )
                ],
                hovertemplate=(
                    "<b>%{customdata[0]}</b><br>"
                    + plain(name)
                    + ": %{customdata[1]}<br>%{customdata[2]}<extra></extra>"
                ),
            )
        )
        if room:
            _number(figure, zip(numbers, left, shares, strict=True), colour, room, form)
        left = [round(start + share, 5) for start, share in zip(left, shares, strict=True)]
    for place, row in enumerate(rows.to_dict("records")):
        cases = locale.plural("{n} case", "{n} cases", int(row["cases"]))
        for words, x, lift in form.words(row, cases):
            bold = words.startswith("<b>")
            font = {} if bold else {"font": {"color": palette.muted, "size": SMALL_SIZE}}
            side = "right" if x == 1 else "left"
            figure.add_annotation(text=words, x=x, xanchor=side, **font, **_at(place, lift))
    figure.update_layout(
        meta=Redrawing("name", name=4, value=3, full=True).meta(),
        barmode="overlay",
        hovermode="closest",
        uniformtext={"minsize": SMALL_SIZE, "mode": "hide"},
        xaxis={
            "visible": False,
            "range": [0, 1],
            "domain": [form.left, 1],
        },
        yaxis={"visible": False, "range": [form.span - form.above, -form.above]},
        margin={"l": 2, "r": 2, "t": 0, "b": form.legend},
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-_GAP / (form.height - form.legend), 4),
            "yanchor": "top",
            "traceorder": "normal",
        },
        showlegend=room is None,
    )
    if room:
        entries = [(bar.marker.color, bar.name) for bar in figure.data if bar.name]
        add_legend(figure, entries, width=room[0], left=0, below=4)
    return figure


def _number(
    figure: go.Figure,
    parts: Iterable[tuple[int, float, float]],
    colour: str,
    room: tuple[int, int],
    form: "_Form",
) -> None:
    """Write the numbers of one state into its parts of the bars: number, begin, share of each.

    Plotly would leave them out in bars as flat as these.
    """
    width = room[0] * (1 - form.left)
    for place, (number, start, share) in enumerate(parts):
        words = str(number)
        if number and share * width > text_width(words, SMALL_SIZE) + 4:
            figure.add_annotation(
                text=words,
                x=start + share / 2,
                font={"color": _readable(colour), "size": SMALL_SIZE},
                **_at(place, 0) | {"xref": "x"},
            )


@dataclass(frozen=True)
class _Form:
    """How high and wide the parts are: in rows where nothing else is said."""

    height: int
    """Of the figure in px."""
    legend: int
    """Below the bars in px."""
    bar: float
    span: float
    """The plot's height."""
    above: float
    """From the plot's upper edge to the middle of the first bar."""
    lifts: tuple[float, ...]
    """From a bar's middle to its lines."""
    left: float = 0
    """The share of the width at which the bars begin."""

    def words(self, row: Mapping[Hashable, Any], cases: str) -> list[tuple[str, float, float]]:
        """What is written about a step, at which share of the width, at which lift."""
        label = f"<b>{plain(row['label'])}</b>"
        limit, certainty, beside = (plain(row[name]) for name in ("limit", "certainty", "beside"))
        number = plain(cases)
        if len(self.lifts) == len(_LIFTS):
            first, second, third = self.lifts
            found: list[tuple[str, float, float]]
            found = [(label, 0, first), (beside, 1, first), (limit, 0, second), (number, 1, second)]
            found.append((certainty, 0, third))
        elif self.left:
            upper, lower = self.lifts
            under = " · ".join(filter(None, [limit, beside]))
            found = [(label, 0, upper), (under, 0, lower)]
            found += [(certainty, self.left, upper), (number, 1, upper)]
        else:
            upper, lower = self.lifts
            under = " · ".join(filter(None, [limit, beside]))
            found = [(label, 0, upper), (certainty, 1, upper), (under, 0, lower)]
            found.append((number, 1, lower))
        return [one for one in found if one[0]]


def _form(count: int, room: tuple[int, int] | None) -> _Form:
    if room is None:
        height = count * ROW + _LEGEND
        return _Form(height, _LEGEND, _BAR, count, _ABOVE, _LIFTS)
    width, height = room
    if width >= _WIDE:
        row = min((height - _legend_height(room)) / count, _MOST_BESIDE)
        bar = row - _LINE - 6
        lifts = ((bar / 2 + _LINE / 2 + 1) / row, 0.0)
        left = _LEFT
    else:
        row = min((height - _legend_height(room)) / count, _MOST_BELOW)
        bar = row - 2 * _LINE - 6
        lifts = ((bar / 2 + 1.5 * _LINE + 1) / row, (bar / 2 + 0.5 * _LINE + 1) / row)
        left = 0
    legend = height - round(row * count)
    above = (row - bar / 2 - 4) / row
    return _Form(height, legend, round(bar / row, 4), count, round(above, 4), lifts, left)


def state_colour(state: str, palette: Palette) -> str:
    """The colour of a state of `STATES`. Raises `KeyError`."""
    return {
        "kept": palette.categorical[0],
        "kept_by_extension": palette.coverage["district_signed"],
        "missed": palette.categorical[3],
        "running": palette.categorical[1],
        "unknown": palette.no_data,
    }[state]


def describe_deadlines(rows: pd.DataFrame, *, locale: Locale) -> str:
    """The bars in words: each step with the states that occur. `rows`: as `deadline_bars`."""
    if rows.empty:
        return locale.text("No record for this filter")
    parts = []
    for row in rows.to_dict("records"):
        states = [
            f"{locale.text(STATES[state])} {locale.number(n)}"
            for state, n in state_counts(row).items()
            if n
        ]
        cases = locale.plural("{n} case", "{n} cases", int(row["cases"]))
        name = f"{row['label']} ({row['beside']})" if row["beside"] else row["label"]
        parts.append(f"{name}: {', '.join([cases, *states])}")
    return locale.text("Full bars: {list}.", list="; ".join(parts))


def _at(place: int, lift: float) -> dict[str, Any]:
    return {
        "xref": "paper",
        "y": place - lift,
        "yref": "y",
        "yanchor": "middle",
        "borderpad": 0,
        "height": FONT_SIZE + 6,
        "captureevents": False,
    }


def _readable(colour: str) -> str:
    """Ink or white, whichever reads better on the colour."""
    inks = [PALETTES["light"].ink, PALETTES["light"].background]
    return max(inks, key=lambda ink: contrast(ink, colour))
