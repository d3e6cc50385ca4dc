"""Land divided among regencies: every spot belongs to the regency of its nearest village.

All coordinates here are metres in one equal-area projection. Land is divided island by
island, so a village never claims land across a strait from an island with villages of its
own; an island without villages goes whole to the nearest village. Borders and shore of an
island are noded together before they become polygons, so neighbours share every vertex.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, QhullError
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

# A village this close to an island lies on it: the shore is generalised and many points are
# the middle of a village that holds water. Farther out its island is not in the land data.
SHORE_M = 5_000.0
GRID_M = 1.0
FRAME = np.array([(-1, -1), (-1, 1), (1, 1), (1, -1), (-1, 0), (0, 1), (1, 0), (0, -1)]) * 1.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sites:
    """Villages: where they are (metres), whose they are, on which island (-1 for none)."""

    xy: Floats
    region: NDArray[np.str_]
    island: NDArray[np.intp]

    def without(self, dropped: NDArray[np.bool_]) -> "Sites":
        """Return the sites that are not dropped."""
        keep = ~dropped
        return Sites(self.xy[keep], self.region[keep], self.island[keep])


@dataclass(frozen=True)
class Piece:
    """One connected piece of a regency on one island, and the villages standing in it."""

    region: str
    island: int
    shape: Polygon
    villages: int


def locate(xy: Floats, region: NDArray[np.str_], islands: NDArray[np.object_]) -> Sites:
    """Return the villages as sites, each on the island it stands on or next to."""
    found, distance = shapely.STRtree(islands).query_nearest(
        shapely.points(xy), all_matches=False, return_distance=True
    )
    return Sites(xy, region, np.where(distance <= SHORE_M, found[1], -1))


def power_borders(xy: Floats, region: NDArray[np.str_], weight: Floats) -> BaseGeometry:
    """Return the lines between regions in the power diagram of the sites.

    A spot belongs to the site with the least (distance^2 - weight); weights are in m2 and
    with equal weights this is the Voronoi diagram. The diagram is dual to the lower convex
    hull of the sites lifted to the paraboloid.
    """
    centre = xy.mean(axis=0)
    reach = 10 * max(float(np.abs(xy - centre).max()), 100_000.0)
    # A frame far outside makes every cell of a village bounded, and never wins on land.
    points = np.vstack([(xy - centre) / reach, FRAME * 1.0])
    lifted = (points**2).sum(axis=1) - np.append(weight / reach**2, np.zeros(len(FRAME)))
    hull = ConvexHull(np.column_stack([points, lifted]))
    lower = hull.equations[:, 2] < 0
    plane = hull.equations
    with np.errstate(divide="ignore", invalid="ignore"):
        # The plane z = ax + by + c through three lifted sites touches at (a/2, b/2).
        corner = -plane[:, :2] / plane[:, 2:3] / 2 * reach + centre
    label = np.append(region, np.full(len(FRAME), ""))
    first = np.repeat(np.arange(len(hull.simplices)), 3)
    second = hull.neighbors.ravel()
    # neighbors[i, k] lies across from corner k, so the other two sites share the edge.
    sides = hull.simplices[:, [[1, 2], [0, 2], [0, 1]]].reshape(-1, 2)
    between = label[sides[:, 0]] != label[sides[:, 1]]
    chosen = (first < second) & lower[first] & lower[second] & between
    ends = np.stack([corner[first[chosen]], corner[second[chosen]]], axis=1)
    return shapely.multilinestrings(list(shapely.linestrings(ends)))


def nearest_region(spots: Floats, xy: Floats, region: NDArray[np.str_], weight: Floats) -> NDArray[np.str_]:
    """Return the region of the site with the least (distance^2 - weight) for each spot."""
    own = np.empty(len(spots), dtype=region.dtype)
    for i, spot in enumerate(spots):
        own[i] = region[np.argmin(((xy - spot) ** 2).sum(axis=1) - weight)]
    return own


def divide(island: int, land: Polygon, sites: Sites, weight: Floats) -> list[Piece]:
    """Return the pieces into which the villages of one island divide it."""
    here = sites.island == island
    xy, region, weight = sites.xy[here], sites.region[here], weight[here]
    regions = np.unique(region)
    if len(regions) == 1:
        return [Piece(str(regions[0]), island, land, int(here.sum()))]
    lines = shapely.union_all([power_borders(xy, region, weight), land.boundary], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.point_on_surface(faces)
    kept = shapely.contains_xy(land, shapely.get_coordinates(inside))
    faces, spots = faces[kept], shapely.get_coordinates(inside[kept])
    own = nearest_region(spots, xy, region, weight)
    face, site = shapely.STRtree(shapely.points(xy)).query(faces, predicate="intersects")
    home = own[face] == region[site]
    count = np.bincount(face[home], minlength=len(faces))
    return [
        Piece(str(r), island, f, int(n)) for r, f, n in zip(own, faces, count, strict=True)
    ]
