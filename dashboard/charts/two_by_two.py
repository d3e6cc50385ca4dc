"""Four fields of one size: regions with and without one thing, with and without another."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from dashboard.charts.canvas import canvas
from dashboard.charts.placing import text_width
from dashboard.charts.theme import FONT_SIZE, PALETTES, Mode, contrast, plain
from dashboard.locale import Locale

GAP, BOTH, PREVENTION, NEITHER = "cases_only", "both", "prevention_only", "neither"
# As they are read: above what has nothing of the one thing, at the left what has the other.
QUADRANTS: Final = (GAP, NEITHER, BOTH, PREVENTION)

HEIGHT: Final = 420  # px
_FIELD: Final = 152  # px for a field's words in the narrowest place
_INSIDE: Final = 32  # px beside the words of a field
_NUMBER: Final = 34  # px
_BAR: Final = 0.985  # of a field; the rest is the space between two
_UNDIMMED: Final = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}


class Field(NamedTuple):
    """One of the four fields."""

    code: str
    """One of `QUADRANTS`."""
    label: str
    """What its regions have and have not, in words."""
    regions: int


def quadrant_colours(mode: Mode) -> dict[str, str]:
    """The colour of each of the four by its code, here and on the map."""
    palette = PALETTES[mode]
    return {
        GAP: palette.categorical[1],
        BOTH: palette.coverage["both"],
        PREVENTION: palette.accent,
        NEITHER: palette.coverage["none"],
    }


def two_by_two(
    fields: Sequence[Field],
    *,
    locale: Locale,
    mode: Mode,
    chosen: str = "",
    height: int = HEIGHT,
    width: int = 0,
) -> go.Figure:
    """The four fields with their numbers, shares and names; the `chosen` one has an outline.

    `fields`: each of `QUADRANTS` once. All are of one size: their numbers tell how many regions
    there are in each, their areas nothing. The marks' customdata: code, label, share. `height`,
    `width`: px; the width only breaks the words, by default for the narrowest place.
    """
    by_code = {field.code: field for field in fields}
    palette, colours = PALETTES[mode], quadrant_colours(mode)
    total = sum(field.regions for field in fields)
    figure = canvas(locale, mode, height)
    places = {code: (place % 2, 1 - place // 2) for place, code in enumerate(QUADRANTS)}
    words = [
        [code, plain(by_code[code].label), plain(locale.share(by_code[code].regions, total))]
        for code in QUADRANTS
    ]
    figure.add_trace(
        go.Bar(
            x=[places[code][0] + 0.5 for code in QUADRANTS],
            y=[_BAR] * 4,
            base=[places[code][1] + (1 - _BAR) / 2 for code in QUADRANTS],
            width=_BAR,
            marker={
                "color": [colours[code] for code in QUADRANTS],
                "line": {
                    "color": [palette.ink] * 4,
                    "width": [3 if code == chosen else 0 for code in QUADRANTS],
                },
            },
            customdata=words,
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
            showlegend=False,
            **_UNDIMMED,
        )
    )
    for code in QUADRANTS:
        x, y = places[code]
        figure.add_annotation(
            text=_words(by_code[code], total, locale, max(_FIELD, width // 2 - _INSIDE)),
            x=x,
            xanchor="left",
            xshift=12,
            y=y + 1,
            yanchor="top",
            yshift=-10,
            align="left",
            borderpad=0,
            captureevents=False,
            font={"color": _readable(colours[code], palette.ink, palette.background)},
        )
    axis: dict[str, Any] = {"visible": False, "range": [0, 2]}
    figure.update_layout(
        xaxis=axis,
        yaxis=axis,
        barmode="overlay",
        hovermode="closest",
        margin={"l": 2, "r": 2, "t": 2, "b": 2},
    )
    return figure


def _words(field: Field, total: int, locale: Locale, width: int) -> str:
    share = locale.text(
        "of {total} ({share})",
        total=locale.number(total),
        share=locale.percent(field.regions, total),
    )
    return "<br>".join(
        [
            f'<span style="font-size:{_NUMBER}px"><b>{locale.number(field.regions)}</b></span>',
            plain(share),
            *(plain(line) for line in _lines(field.label, width)),
        ]
    )


def _lines(text: str, width: int) -> list[str]:
    """The text in lines that fit into so many px."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, FONT_SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _readable(colour: str, *choices: str) -> str:
    """The one of the choices that is read best on the colour."""
    return max(choices, key=lambda choice: contrast(colour, choice))
