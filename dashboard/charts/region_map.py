"""A map of regions in few looks, drawn from geometry that the browser loads by URL."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas
from dashboard.charts.placing import Box, place_labels
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, Palette, plain
from dashboard.locale import Locale

MARGIN_SHARE: Final = 0.02  # of the longer side of the box, around it
LEGEND_HEIGHT: Final = 90  # px under the map in a place of usual width
_CLEAR: Final = "rgba(0,0,0,0)"
# A click marks a polygon as selected; neither it nor the others may change their look.
_UNDIMMED: Final = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}


class Look(NamedTuple):
    """One way a region can look: a class, a status; the map's legend has one entry for each."""

    key: str
    label: str
    colour: str
    edged: bool = False
    """Whether its square in the legend needs a border to be seen."""


def region_map(
    regions: pd.DataFrame,
    looks: Sequence[Look],
    *,
    regions_url: str,
    provinces_url: str,
    box: tuple[float, float, float, float],
    locale: Locale,
    mode: Mode,
    fallback: str,
    selected: str | None = None,
    height: int = 460,
    points: pd.DataFrame | None = None,
    outlined: Sequence[str] | None = None,
    label_points: pd.DataFrame | None = None,
    legend_title: str = "",
    width: int = 700,
) -> go.Figure:
    """Draw every region given in its look.

    `regions`: code, province_code, look (the key of one of `looks`), told (what is on record, lines
    joined by `<br>` and safe to be shown as they are; empty where it is the `fallback`), and name
    where the geometry has no names, as that of provinces. One row per region.
    `looks`: in the order of the legend; where names compete for room, the first look wins.
    `regions_url`, `provinces_url`: GeoJSON whose feature ids are region codes; regencies have the
    properties `name` and `province`.
    `box`: west, south, east, north in degrees; the camera.
    `fallback`: the words of regions of which nothing is on record.
    `selected`: the code of the region to outline. `height`, `width`: px; the width only spaces
    labels, the figure itself fills its place.
    `outlined`: codes of the provinces to outline, by default those of the regions; none where
    the view is narrower than they are, or they would end in a stray line at the edge.
    `points`: kecamatan as name, longitude, latitude, signed (bool).
    `label_points`: code, name, longitude, latitude; printed where there is room.
    `legend_title`: what the classes of the legend count.
    """
    palette = PALETTES[mode]
    rows = regions.sort_values("code", kind="stable")
    figure = canvas(locale, mode, height, geographic=True)
    figure.add_trace(_shapes(rows, looks, regions_url, palette, fallback))
    provinces = sorted(set(rows["province_code"]) if outlined is None else outlined)
    if provinces:
        figure.add_trace(_outline(provinces, provinces_url, palette.outline, 0.9))
    if selected is not None and (rows["code"] == selected).any():
        figure.add_trace(_outline([selected], regions_url, palette.background, 3))
        figure.add_trace(_outline([selected], regions_url, palette.ink, 1.6))
    figure.add_traces(_legend(rows, looks, locale, palette))
    if points is not None and not points.empty:
        figure.add_traces(_kecamatan(points, locale, palette))
    view = _view(box)
    if label_points is not None:
        ranks = {look.key: rank for rank, look in enumerate(looks)}
        rank = {code: ranks[key] for code, key in zip(rows["code"], rows["look"], strict=True)}
        figure.add_traces(_names(label_points, rank, view, palette, (width, height)))
    figure.update_layout(
        geo={
            "projection": {"type": "equirectangular"},
            "lonaxis": {"range": [view.west, view.east]},
            "lataxis": {"range": [view.south, view.north]},
            "fitbounds": False,
            "showland": False,
            "showcoastlines": False,
            "showframe": False,
        },
        clickmode="event+select",
        hovermode="closest",
        legend={
            "x": 0,
            "xanchor": "left",
            "y": -0.02,
            "yanchor": "top",
            "itemsizing": "constant",
            **(_legend_title(legend_title, palette) if legend_title else {}),
        },
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        hoverdistance=12,
    )
    return figure


def _view(box: tuple[float, float, float, float]) -> Box:
    west, south, east, north = box
    margin = max(MARGIN_SHARE * max(east - west, north - south), 0.01)
    return Box(
        round(west - margin, 4),
        round(south - margin, 4),
        round(east + margin, 4),
        round(north + margin, 4),
    )


def _steps(colours: Iterable[str]) -> list[tuple[float, str]]:
    """A colour scale without transitions: index i of n shows colour i over z from -0.5 to n-0.5."""
    all_colours = list(colours)
    n = len(all_colours)
    return [
        (round(edge / n, 6), colour)
        for index, colour in enumerate(all_colours)
        for edge in (index, index + 1)
    ]


def _shapes(
    rows: pd.DataFrame, looks: Sequence[Look], url: str, palette: Palette, fallback: str
) -> go.Choropleth:
    keys = [look.key for look in looks]
    # Names of region and province come with the geometry, and most regencies have nothing to
    # tell: their words are the fallback, once. So a change of filter sends little.
    named = "name" in rows
    heading = (
        "<b>%{text}</b><br>" if named else "<b>%{properties.name}</b><br>%{properties.province}<br>"
    )
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=rows["code"].tolist(),
        z=[keys.index(key) for key in rows["look"]],
        zmin=-0.5,
        zmax=len(keys) - 0.5,
        colorscale=_steps(look.colour for look in looks),
        showscale=False,
        marker={"line": {"color": palette.background, "width": 0.4}, "opacity": 1},
        text=[plain(name) for name in rows["name"]] if named else None,
        customdata=[[told] if told else [] for told in rows["told"]],
        hovertemplate=f"{heading}%{{customdata[0]}}<extra></extra>",
        hovertemplatefallback=plain(fallback),
        **_UNDIMMED,
    )


def _outline(codes: list[str], url: str, colour: str, width: float) -> go.Choropleth:
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=codes,
        z=[0] * len(codes),
        zmin=0,
        zmax=1,
        colorscale=[(0, _CLEAR), (1, _CLEAR)],
        showscale=False,
        marker={"line": {"color": colour, "width": width}},
        hoverinfo="skip",
        **_UNDIMMED,
    )


def _legend(
    rows: pd.DataFrame, looks: Sequence[Look], locale: Locale, palette: Palette
) -> list[go.Scattergeo]:
    counts = rows["look"].value_counts()
    return [
        go.Scattergeo(
            lon=[None],
            lat=[None],
            mode="markers",
            marker={
                "symbol": "square",
                "size": 15,
                "color": look.colour,
                "line": {"color": palette.axis, "width": 1 if look.edged else 0},
            },
            name=f"{plain(look.label)} · <b>{locale.number(int(counts.get(look.key, 0)))}</b>",
            hoverinfo="skip",
        )
        for look in looks
    ]


def _legend_title(words: str, palette: Palette) -> dict[str, Any]:
    font = {"size": SMALL_SIZE, "color": palette.muted}
    return {"title": {"text": plain(words), "side": "top", "font": font}}


def _kecamatan(points: pd.DataFrame, locale: Locale, palette: Palette) -> list[go.Scattergeo]:
    ordered = points.sort_values(["longitude", "latitude", "name"], kind="stable")
    looks = (
        (False, locale.text("Kecamatan, no signing on record"), palette.background),
        (True, locale.text("Kecamatan with a signing"), palette.ink),
    )
    traces = []
    for signed, words, colour in looks:
        chosen = ordered[ordered["signed"].astype(bool) == signed]
        traces.append(
            go.Scattergeo(
                lon=chosen["longitude"].round(4).tolist() or [None],
                lat=chosen["latitude"].round(4).tolist() or [None],
                text=[plain(name) for name in chosen["name"]],
                mode="markers",
                marker={
                    "size": 8,
                    "color": colour,
                    "opacity": 1,
                    "line": {
                        "color": palette.background if signed else palette.muted,
                        "width": 1.2,
                    },
                },
                name=f"{plain(words)} · <b>{locale.number(len(chosen))}</b>",
                hovertemplate="<b>%{text}</b><br>" + plain(words) + "<extra></extra>",
                **_UNDIMMED,
            )
        )
    return traces


def _names(
    label_points: pd.DataFrame,
    rank: Mapping[str, int],
    view: Box,
    palette: Palette,
    size: tuple[int, int],
) -> list[go.Scattergeo]:
    # A region with something on record chooses its place first.
    places = label_points["code"].map(lambda code: rank.get(code, len(rank)))
    ordered = label_points.assign(rank=places).sort_values(["rank", "code"], kind="stable")
    # "Kabupaten" before most names only takes room; "Kota" tells two namesakes apart.
    texts = {
        str(code): str(name).removeprefix("Kabupaten ")
        for code, name in zip(ordered["code"], ordered["name"], strict=True)
    }
    placed = place_labels(
        texts,
        ordered["longitude"].astype(float).tolist(),
        ordered["latitude"].astype(float).tolist(),
        view=view,
        width=size[0],
        height=size[1] - LEGEND_HEIGHT,
        size=SMALL_SIZE,
    )
    if not placed:
        return []
    return [
        go.Scattergeo(
            lon=[round(label.longitude, 4) for label in placed],
            lat=[round(label.latitude, 4) for label in placed],
            text=[plain(label.text) for label in placed],
            textposition=[label.position for label in placed],
            mode="text",
            textfont={
                "size": SMALL_SIZE,
                "color": palette.ink,
                "shadow": _halo(palette.background),
            },
            hoverinfo="skip",
            showlegend=False,
        )
    ]


def _halo(colour: str) -> str:
    """A text shadow in the page's colour: keeps a name readable on every fill and beside it."""
    around = ("1px 1px", "-1px -1px", "1px -1px", "-1px 1px", "0 0")
    return ", ".join(f"{offset} 2px {colour}" for offset in around)
