"""Colours, type and plotly template: the one look of every figure, on screen and in exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import plotly.graph_objects as go

from dashboard.locale import Locale, mark

Mode = Literal["light", "dark"]

FONT_FAMILY: Final = "IBM Plex Sans, sans-serif"
FONT_SIZE: Final = 15  # px, everything a reader must read from the last row
SMALL_SIZE: Final = 13  # px, stage names and month names

COVERAGE_ORDER: Final = ("both", "signed", "pokja", "district_signed", "active", "none")
COVERAGE_LABELS: Final[Mapping[str, str]] = {
    "both": mark("Pokja and signing"),
    "signed": mark("Signing only"),
    "pokja": mark("Pokja only"),
    "district_signed": mark("Signing below regency level only"),
    "active": mark("Other activities only"),
    "none": mark("No record"),
}


@dataclass(frozen=True)
class Palette:
    """Colours of one mode as `#rrggbb`; `lines` are the coverage hues dark enough for text."""

    background: str
    ink: str  # text, selected outline
    muted: str  # secondary text
    grid: str
    band: str  # election stages behind a trend
    axis: str  # axis lines, borders of marks
    outline: str  # borders of provinces
    no_data: str  # not part of the data at all: unknown category, other regions
    accent: str
    coverage: Mapping[str, str]
    lines: Mapping[str, str]
    categorical: tuple[str, str, str, str]
    rest: str  # all kinds or categories that have no colour of their own
    sequential: tuple[str, str, str, str, str]  # few to many
    zero: str  # a stated 0: neither the grey of no record nor the palest of the scale
    small: str  # on record, but too little for the scale
    pokja: Mapping[str, str]  # formed, exists, planned


PALETTES: Final[Mapping[Mode, Palette]] = {
    "light": Palette(
        background="#ffffff",
        ink="#1b2530",
        muted="#55606c",
        grid="#e8ebee",
        band="#f1f3f6",
        axis="#b4bcc5",
        outline="#8a949f",
        no_data="#d3d7dc",
        accent="#17696f",
        coverage={
            "both": "#3b1a5a",
            "signed": "#2a6fb0",
            "pokja": "#d9822b",
            "district_signed": "#8fbbe6",
            "active": "#ccce86",
            "none": "#e4e6e9",
        },
        lines={"signed": "#2a6fb0", "pokja": "#a3560a", "active": "#66691d"},
        categorical=("#218276", "#e3a83a", "#54307a", "#b8492f"),
        rest="#98a1ac",
        sequential=("#a6d1ec", "#6fb0d8", "#4594c6", "#17649a", "#083a66"),
        zero="#f6e8bb",
        small="#e2c26f",
        pokja={"formed": "#d9822b", "exists": "#7a3f06", "planned": "#f4cf9f"},
    ),
    "dark": Palette(
        background="#10171d",
        ink="#eef1f5",
        muted="#a3adb9",
        grid="#242b35",
        band="#1a2029",
        axis="#4b5562",
        outline="#8d98a6",
        no_data="#434b57",
        accent="#5cc2c7",
        coverage={
            "both": "#f3e2fb",
            "signed": "#4c9be8",
            "pokja": "#f0ad4e",
            "district_signed": "#2d5f98",
            "active": "#81863e",
            "none": "#333a45",
        },
        lines={"signed": "#4c9be8", "pokja": "#f0ad4e", "active": "#a9ae63"},
        categorical=("#4fc3b0", "#f4cf6b", "#8a5fc4", "#e0694d"),
        rest="#798493",
        sequential=("#1d4d77", "#276da6", "#3f8fd0", "#7cb8ea", "#c9e4fa"),
        zero="#5b4a22",
        small="#b08d3f",
        pokja={"formed": "#f0ad4e", "exists": "#fde3bd", "planned": "#7d5a22"},
    ),
}


def plain(text: object) -> str:
    """`text` from data as plotly shows it literally: no markup, no line breaks, no links."""
    escaped = str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(escaped.split())


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours as WCAG defines it, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def coverage_label(status: str, locale: Locale) -> str:
    """The coverage `status` in words. Raises `KeyError` for a status that does not exist."""
    return locale.text(COVERAGE_LABELS[status])


def template(mode: Mode, *, geographic: bool = False) -> go.layout.Template:
    """The plotly template of every figure. Figures are shown with `theme=None`.

    A `geographic` one has a map in place of two axes: a template is sent with each figure.
    """
    palette = PALETTES[mode]
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.axis,
        "tickcolor": palette.axis,
        "tickfont": {"color": palette.muted, "size": SMALL_SIZE},
        "zeroline": False,
        "fixedrange": True,
    }
    place: dict[str, Any] = {
        "xaxis": {**axis, "showgrid": False, "showline": True},
        "yaxis": {**axis, "rangemode": "tozero"},
    }
    if geographic:
        place = {"geo": {"bgcolor": palette.background, "visible": False}}
    return go.layout.Template(
        layout={
            "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": palette.ink},
            "paper_bgcolor": palette.background,
            "plot_bgcolor": palette.background,
            "hoverlabel": {
                "bgcolor": palette.background,
                "bordercolor": palette.axis,
                "font": {"color": palette.ink},
                "align": "left",
                "namelength": -1,
            },
            "legend": {
                "orientation": "h",
                "font": {"size": FONT_SIZE, "color": palette.ink},
                "itemclick": False,
                "itemdoubleclick": False,
                "bgcolor": "rgba(0,0,0,0)",
            },
            **place,
            "annotationdefaults": {
                "showarrow": False,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": palette.axis,
            },
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "dragmode": False,
        }
    )


def config(locale: Locale, topojson_url: str) -> dict[str, Any]:
    """The plotly configuration of every figure.

    `topojson_url` is the folder, with a trailing slash, that serves the empty `world_110m.json`;
    without it the map would ask a public server.
    """
    firsts = [date(2024, month, 1) for month in range(1, 13)]
    return {
        "topojsonURL": topojson_url,
        "displaylogo": False,
        "displayModeBar": False,
        "scrollZoom": False,
        "doubleClick": False,
        "showTips": False,
        "showAxisDragHandles": False,
        "responsive": True,
        "locale": locale.language,
        # Hover texts write short months alone.
        "locales": {
            locale.language: {
                "format": {"shortMonths": [locale.month(first).split()[0] for first in firsts]}
            }
        },
    }
