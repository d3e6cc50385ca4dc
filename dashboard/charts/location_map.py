"""Where a region lies: a small map of it, its status as its colour."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.coverage_map import coverage_map
from dashboard.charts.theme import PALETTES, Mode
from dashboard.locale import Locale

_AROUND = 0.25  # of the region's longer side, so that its neighbours are seen
_LEGEND_LINE, _LEGEND_SIZE = 19, 12  # px
_HEIGHT = 220


def location_map(
    regencies: pd.DataFrame,
    *,
    regencies_url: str,
    provinces_url: str,
    box: tuple[float, float, float, float],
    locale: Locale,
    mode: Mode,
    selected: str | None,
    points: pd.DataFrame | None,
) -> go.Figure:
    """A province with its regencies' statuses, or one regency, `selected`, among blank neighbours.

    `regencies`: those of the province; `points`, the addresses and `box` are as in `coverage_map`.
    """
    west, south, east, north = box
    margin = _AROUND * max(east - west, north - south) if selected else 0.0
    own = regencies if selected is None else regencies[regencies["regency_code"] == selected]
    figure = coverage_map(
        own,
        regencies_url=regencies_url,
        provinces_url=provinces_url,
        box=(west - margin, south - margin, east + margin, north + margin),
        locale=locale,
        mode=mode,
        selected=selected,
        height=_HEIGHT,
        points=points,
        outlined=[] if selected else None,
    )
    if selected is not None:
        figure.update_layout(showlegend=False)
        figure.update_traces(marker_size=4, selector={"type": "scattergeo"})
        others = [code for code in regencies["regency_code"] if code != selected]
        figure.add_trace(_neighbours(others, regencies_url, mode))
        figure.data = (figure.data[-1], *figure.data[:-1])
        return figure
    present = 0
    for trace in figure.data:
        if trace.type == "scattergeo":
            trace.showlegend = not str(trace.name).endswith("<b>0</b>")
            present += trace.showlegend
    legend = _LEGEND_LINE * present + 8
    figure.update_layout(
        height=_HEIGHT + legend,
        margin={"b": legend},
        legend={"orientation": "v", "font": {"size": _LEGEND_SIZE}},
    )
    return figure


def _neighbours(codes: list[str], url: str, mode: Mode) -> go.Choropleth:
    palette = PALETTES[mode]
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=codes,
        z=[0] * len(codes),
        zmin=0,
        zmax=1,
        colorscale=[(0, palette.background), (1, palette.background)],
        showscale=False,
        marker={"line": {"color": palette.outline, "width": 0.8}},
        hovertemplate="%{properties.name}<extra></extra>",
    )
