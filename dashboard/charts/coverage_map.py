"""The coverage map: one status per regency, drawn from geometry that the browser loads by URL."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, whole
from dashboard.charts.placing import Box, place_labels
from dashboard.charts.theme import (
    COVERAGE_ORDER,
    PALETTES,
    SMALL_SIZE,
    Mode,
    Palette,
    coverage_label,
    plain,
)
from dashboard.locale import Locale

MARGIN_SHARE: Final = 0.02  # of the longer side of the box, around it
LEGEND_HEIGHT: Final = 90  # px under the map in a place of usual width
_CLEAR: Final = "rgba(0,0,0,0)"
# A click marks a polygon as selected; neither it nor the others may change their look.
_UNDIMMED: Final = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}


class _Reader(NamedTuple):
    locale: Locale
    palette: Palette


def coverage_map(
    regencies: pd.DataFrame,
    *,
    regencies_url: str,
    provinces_url: str,
    box: tuple[float, float, float, float],
    locale: Locale,
    mode: Mode,
    selected: str | None = None,
    height: int = 460,
    points: pd.DataFrame | None = None,
    outlined: Sequence[str] | None = None,
    labels: bool = False,
    label_points: pd.DataFrame | None = None,
    width: int = 700,
) -> go.Figure:
    """Draw the coverage status of every regency given.

    `regencies`: the columns of the query `coverage_by_regency`, one row per regency, with
    first_pokja_until and first_signing_until of `first_days_by_regency`.
    `regencies_url`, `provinces_url`: GeoJSON whose feature ids are region codes; regencies have
    the property `name`.
    `box`: west, south, east, north in degrees; the camera.
    `selected`: the regency code to outline. `height`, `width`: px; the width only spaces labels,
    the figure itself fills its place.
    `outlined`: codes of the provinces to outline, by default those of the regencies; none where
    the view is narrower than they are, or they would end in a stray line at the edge.
    `points`: kecamatan as name, longitude, latitude, signed (bool).
    `label_points`: code, name, longitude, latitude; printed where `labels` is true and there is
    room.
    """
    reader = _Reader(locale, PALETTES[mode])
    rows = regencies.sort_values("regency_code", kind="stable")
    figure = canvas(locale, mode, height)
    figure.add_trace(_regencies(rows, regencies_url, reader))
    provinces = sorted(set(rows["province_code"]) if outlined is None else outlined)
    if provinces:
        figure.add_trace(_outline(provinces, provinces_url, reader.palette.outline, 0.9))
    if selected is not None and (rows["regency_code"] == selected).any():
        figure.add_trace(_outline([selected], regencies_url, reader.palette.background, 3))
        figure.add_trace(_outline([selected], regencies_url, reader.palette.ink, 1.6))
    figure.add_traces(_legend(rows, reader))
    if points is not None and not points.empty:
        figure.add_traces(_kecamatan(points, reader))
    view = _view(box)
    if labels and label_points is not None:
        figure.add_traces(_names(label_points, rows, view, reader.palette, (width, height)))
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
        legend={"x": 0, "xanchor": "left", "y": -0.02, "yanchor": "top", "itemsizing": "constant"},
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


def _regencies(rows: pd.DataFrame, url: str, reader: _Reader) -> go.Choropleth:
    last = len(COVERAGE_ORDER) - 1
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=rows["regency_code"].tolist(),
        z=[COVERAGE_ORDER.index(status) for status in rows["status"]],
        zmin=-0.5,
        zmax=last + 0.5,
        colorscale=_steps(reader.palette.coverage[status] for status in COVERAGE_ORDER),
        showscale=False,
        marker={"line": {"color": reader.palette.background, "width": 0.4}, "opacity": 1},
        # Names of region and province come with the geometry, and most regencies have nothing
        # to tell: their words are the fallback, once. So a change of filter sends little.
        customdata=[_hover(row, reader.locale) for row in rows.to_dict("records")],
        hovertemplate="<b>%{properties.name}</b><br>%{properties.province}<br>"
        "%{customdata[0]}<extra></extra>",
        hovertemplatefallback=plain(coverage_label("none", reader.locale)),
        **_UNDIMMED,
    )


def _hover(row: dict[Any, Any], locale: Locale) -> list[str]:
    """The words that tell what is on record; none where nothing is."""
    lines = [line for line in (_days(row, locale), _counts(row, locale)) if line]
    if row["status"] == "none" and not lines:
        return []
    if row["status"] == "none" or not lines:  # else the lines say it themselves
        lines.insert(0, coverage_label(row["status"], locale))
    return ["<br>".join(plain(line) for line in lines)]


def _days(row: dict[Any, Any], locale: Locale) -> str:
    parts = []
    if not pd.isna(row["first_pokja_on"]):
        day = locale.span(row["first_pokja_on"], row["first_pokja_until"])
        if row["pokja_evidence"] == "exists":
            parts.append(locale.text("Pokja already there on {day}", day=day))
        else:
            parts.append(locale.text("Pokja formed on {day}", day=day))
    if not pd.isna(row["first_signing_on"]):
        day = locale.span(row["first_signing_on"], row["first_signing_until"])
        parts.append(locale.text("signed on {day}", day=day))
    return ", ".join(parts)


def _counts(row: dict[Any, Any], locale: Locale) -> str:
    parts = []
    signed, districts = whole(row["districts_signed"]), whole(row["districts"])
    if signed and districts:
        n, total = locale.number(signed), locale.number(districts)
        parts.append(locale.text("signed in {n} of {total} kecamatan", n=n, total=total))
    activities = whole(row["activities"])
    if activities:
        parts.append(locale.plural("{n} activity", "{n} activities", activities))
    violations = whole(row["violations"])
    if violations:
        parts.append(locale.plural("{n} case", "{n} cases", violations))
    return ", ".join(parts)


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


def _legend(rows: pd.DataFrame, reader: _Reader) -> list[go.Scattergeo]:
    counts = rows["status"].value_counts()
    return [
        go.Scattergeo(
            lon=[None],
            lat=[None],
            mode="markers",
            marker={
                "symbol": "square",
                "size": 15,
                "color": reader.palette.coverage[status],
                "line": {"color": reader.palette.axis, "width": 1 if status == "none" else 0},
            },
            name=f"{plain(coverage_label(status, reader.locale))} · "
            f"<b>{reader.locale.number(int(counts.get(status, 0)))}</b>",
            hoverinfo="skip",
            **_UNDIMMED,
        )
        for status in COVERAGE_ORDER
    ]


def _kecamatan(points: pd.DataFrame, reader: _Reader) -> list[go.Scattergeo]:
    locale, palette = reader
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
    rows: pd.DataFrame,
    view: Box,
    palette: Palette,
    size: tuple[int, int],
) -> list[go.Scattergeo]:
    status = dict(zip(rows["regency_code"], rows["status"], strict=True))
    # A region with something on record chooses its place first.
    rank = label_points["code"].map(lambda code: COVERAGE_ORDER.index(status.get(code, "none")))
    ordered = label_points.assign(rank=rank).sort_values(["rank", "code"], kind="stable")
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
