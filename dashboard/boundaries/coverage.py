"""A coverage of regencies made small: shared borders simplified together, then put on a grid.

A coverage is a series of polygons by regency code that neither overlap nor leave gaps along
their common borders. Input is in metres (EQUAL_AREA), output in degrees on a decimal grid.
"""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from .errors import BoundaryError
from .land import EQUAL_AREA, LAKE_M2, LONLAT
from .partition import Polygons, neighbour

# At most 2 % (0.15 squared) of an island is cut off at a stroke, however coarse the map.
ISLAND_DETAIL = 0.15
# Small islands stay as long as dropping them would cost their regency 2 % of its land.
KEPT_SHARE = 0.98
# A square degree near the equator.
M2_PER_DEGREE2 = 111_000.0**2


def simplified(
    coverage: gpd.GeoSeries, tolerance_m: float, smallest_m2: float, decimals: int
) -> gpd.GeoSeries:
    """Return the coverage in degrees, simplified, without the smallest islands.

    `tolerance_m` is the square root of the area of the largest triangle that may be cut off.
    """
    parts = coverage.explode().sort_index(kind="stable")
    code, shape = parts.index.to_numpy(dtype=str), parts.values.to_numpy()
    island, size = _islands(shape)
    kept = _kept(code, shape, island, smallest_m2)
    out = np.empty(len(shape), dtype=object)
    for members in pd.Series(np.flatnonzero(kept)).groupby(island[kept]):
        here = members[1].to_numpy()
        detail = min(tolerance_m, float(np.sqrt(size[island[here[0]]])) * ISLAND_DETAIL)
        out[here] = shapely.coverage_simplify(shape[here], detail)
    degrees = gpd.GeoSeries(out[kept], crs=EQUAL_AREA).to_crs(LONLAT).values.to_numpy()
    return on_grid(code[kept], degrees, decimals, coverage.index)


def _islands(shape: Polygons) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return the number of the island each part lies on, and the area (m2) of each island."""
    whole = shapely.get_parts(shapely.union_all(shape))
    part, island = shapely.STRtree(whole).query(shapely.point_on_surface(shape), "intersects")
    own = np.zeros(len(shape), dtype=np.intp)
    own[part] = island
    return own, shapely.area(whole)


def _kept(
    code: NDArray[np.str_], shape: Polygons, island: NDArray[np.intp], smallest_m2: float
) -> NDArray[np.bool_]:
    table = pd.DataFrame({"code": code, "area": shapely.area(shape)})
    table = table.sort_values(["code", "area"], ascending=[True, False], kind="stable")
    share = table.groupby("code")["area"].transform(lambda a: (a.cumsum() - a) / a.sum())
    needed = (share < KEPT_SHARE).sort_index().to_numpy()
    shared = np.bincount(island)[island] > 1
    return np.asarray(needed | shared | (shapely.area(shape) >= smallest_m2))


def on_grid(
    code: NDArray[np.str_],
    shape: Polygons,
    decimals: int,
    codes: Iterable[str],
    crs: str = LONLAT,
) -> gpd.GeoSeries:
    """Return one geometry a code with every vertex on a decimal grid, still a coverage.

    Rounding vertices one by one would make borders cross. All lines are snapped and noded
    together instead, and the faces between them given to the polygon they lie in.
    """
    lines = shapely.union_all(shapely.boundary(shape), grid_size=10.0**-decimals)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    face, source = shapely.STRtree(shape).query(shapely.point_on_surface(faces), "intersects")
    # Where polygons overlap the first code keeps the face.
    order = np.lexsort((code[source], face))
    owned, first = np.unique(face[order], return_index=True)
    owner = np.full(len(faces), "", dtype=code.dtype)
    owner[owned] = code[source[order][first]]
    _fill(faces, owner, LAKE_M2 if crs == EQUAL_AREA else LAKE_M2 / M2_PER_DEGREE2)
    groups = pd.Series(faces[owner != ""]).groupby(owner[owner != ""])
    found = {str(c): _tidy(shapely.coverage_union_all(f.to_numpy()), decimals) for c, f in groups}
    codes = list(codes)
    if lost := [c for c in codes if c not in found]:
        raise BoundaryError(f"Nothing is left of {', '.join(lost[:5])} after simplification.")
    series = gpd.GeoSeries([found[c] for c in codes], index=codes, crs=crs)
    if not (series.is_valid.all() and shapely.coverage_is_valid(series.values.to_numpy())):
        raise BoundaryError("The simplified boundaries overlap or leave gaps.")
    return series


def _fill(faces: Polygons, owner: NDArray[np.str_], smallest: float) -> None:
    """Give closed water under `smallest` to its neighbours, such as a bay whose mouth closed."""
    mine = np.flatnonzero(owner != "")
    tree = shapely.STRtree(faces[mine])
    for i in np.flatnonzero((owner == "") & (shapely.area(faces) < smallest)):
        taker = neighbour(faces[i], faces[mine], tree)
        if taker is not None:
            owner[i] = owner[mine[taker]]


def _tidy(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Return the geometry in one canonical order, rounded, exterior rings clockwise.

    `normalize` turns exteriors clockwise: that is what d3 draws as an area, where it fills
    the rest of the globe for a ring the other way round.
    """
    exact = shapely.transform(geometry, lambda xy: np.round(xy, decimals) + 0.0)
    return shapely.normalize(exact)


def dissolved(coverage: gpd.GeoSeries, by: Iterable[str], decimals: int) -> gpd.GeoSeries:
    """Return the union of a coverage by group, on exactly its lines."""
    groups = pd.Series(coverage.values.to_numpy()).groupby(np.array(list(by)))
    merged = {str(g): _tidy(shapely.coverage_union_all(s.to_numpy()), decimals) for g, s in groups}
    return gpd.GeoSeries(merged, crs=LONLAT).sort_index()
