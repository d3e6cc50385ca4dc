"""Land divided among regencies: every spot belongs to the regency of its nearest village.

All coordinates here are metres in one equal-area projection. Land is divided island by
island, so a village never claims land across a strait from an island with villages of its
own; an island without villages goes whole to the nearest village. Borders and shore of an
island are noded together before they become polygons, so neighbours share every vertex.
"""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import ConvexHull, cKDTree
from shapely.geometry import MultiLineString, Polygon

# A village this close to an island stands on it: the shore is generalised to 100 m. Farther
# out it stands on an islet the land data lacks, and must not claim the coast across the water.
SHORE_M = 1_000.0
GRID_M = 1.0
FRAME = np.array([(x, y) for x in (-1.0, 0.0, 1.0) for y in (-1.0, 0.0, 1.0) if x or y])
# A piece with so few villages, and so few against its regency's main part on the island, may
# be a wrong point.
STRAY_MAX = 2
STRAY_SHARE = 1 / 40

Floats = NDArray[np.float64]
Texts = NDArray[np.str_]
Polygons = NDArray[np.object_]


@dataclass(frozen=True)
class Sites:
    """Villages: where they are, whose they are, the point of their district, their island.

    Coordinates in metres; island -1 is none.
    """

    xy: Floats
    region: Texts
    home: Floats
    island: NDArray[np.intp]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "Sites":
        return Sites(self.xy[chosen], self.region[chosen], self.home[chosen], self.island[chosen])


@dataclass(frozen=True)
class Piece:
    """One connected piece of a regency on one island, and how many of its villages it holds."""

    region: str
    island: int
    shape: Polygon
    villages: int


def locate(xy: Floats, region: Texts, home: Floats, islands: Polygons) -> Sites:
    """Return the villages as sites, each on the island it stands on or next to."""
    found, distance = shapely.STRtree(islands).query_nearest(
        shapely.points(xy), all_matches=False, return_distance=True
    )
    return Sites(xy, region, home, np.where(distance <= SHORE_M, found[1], -1))


def borders(xy: Floats, region: Texts, weight: Floats) -> MultiLineString:
    """Return the lines between regions in the power diagram of the villages.

    A spot belongs to the village with the least (distance^2 - weight), weights in m2; equal
    weights make it the Voronoi diagram. It is the dual of the lower convex hull of the
    villages lifted onto a paraboloid.
    """
    centre = xy.mean(axis=0)
    # A frame of sites far outside bounds every cell and is too far to win any land.
    reach = 10 * max(float(np.abs(xy - centre).max()), 100_000.0)
    points = np.vstack([(xy - centre) / reach, FRAME])
    lifted = (points**2).sum(axis=1)
    lifted[: len(xy)] -= weight / reach**2
    hull = ConvexHull(np.column_stack([points, lifted]))
    lower = hull.equations[:, 2] < -1e-12
    with np.errstate(divide="ignore", invalid="ignore"):
        # The plane z = ax + by + c through three lifted villages puts their corner at (a, b) / 2.
        corner = -hull.equations[:, :2] / hull.equations[:, 2:3] / 2 * reach + centre
    label = np.append(region, np.full(len(FRAME), ""))
    first = np.repeat(np.arange(len(hull.simplices)), 3)
    second = hull.neighbors.ravel()
    # neighbors[i, k] lies across from corner k, so the other two villages share the edge.
    sides = hull.simplices[:, [[1, 2], [0, 2], [0, 1]]].reshape(-1, 2)
    between = label[sides[:, 0]] != label[sides[:, 1]]
    chosen = (first < second) & lower[first] & lower[second] & between
    ends = np.stack([corner[first[chosen]], corner[second[chosen]]], axis=1)
    return shapely.multilinestrings(list(shapely.linestrings(ends)))


def divide(island: int, land: Polygon, sites: Sites, weight: Floats) -> list[Piece]:
    """Return the pieces into which the villages of one island divide it."""
    here = sites.island == island
    xy, region, weight = sites.xy[here], sites.region[here], weight[here]
    if len(set(region)) == 1:
        return [Piece(str(region[0]), island, land, len(xy))]
    lines = shapely.union_all([borders(xy, region, weight), land.boundary], grid_size=GRID_M)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = shapely.point_on_surface(faces)
    # Lakes become faces too.
    dry = shapely.contains_properly(land, inner)
    faces, spots = faces[dry], shapely.get_coordinates(inner[dry])
    own = np.array([region[np.argmin(((xy - s) ** 2).sum(axis=1) - weight)] for s in spots])
    face, site = shapely.STRtree(shapely.points(xy)).query(faces, predicate="intersects")
    count = np.bincount(face[own[face] == region[site]], minlength=len(faces))
    pieces = [Piece(str(r), island, f, int(n)) for r, f, n in zip(own, faces, count, strict=True)]
    return joined(pieces)


def joined(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of one island, those without a village given to a neighbour.

    Such a piece is a corner cut off by a bay or a bend; the neighbour with the longest
    common border takes it.
    """
    settled = [p for p in pieces if p.villages]
    shapes = np.array([p.shape for p in settled], dtype=object)
    tree = shapely.STRtree(shapes)
    out = []
    for piece in pieces:
        taker = None if piece.villages else neighbour(piece.shape, shapes, tree)
        out.append(piece if taker is None else replace(piece, region=settled[taker].region))
    return out


def neighbour(shape: Polygon, shapes: Polygons, tree: shapely.STRtree) -> int | None:
    """Return which of `shapes` (indexed by `tree`) has the longest common border with `shape`."""
    near = np.sort(tree.query(shape))
    common = shapely.length(shapely.intersection(shape, shapes[near]))
    return int(near[common.argmax()]) if len(near) and common.max() > 0 else None


def stray(sites: Sites, pieces: list[Piece]) -> NDArray[np.bool_]:
    """Return which villages have a wrong point, lying alone inside another regency.

    That is a piece of one or two villages away from a main part of forty times as many, unless
    the village's own district lies nearer to it than any village of another regency does.
    """
    main: dict[tuple[str, int], int] = {}
    for p in pieces:
        main[p.region, p.island] = max(main.get((p.region, p.island), 0), p.villages)
    lone = [p for p in pieces if 0 < p.villages <= STRAY_MAX]
    few = [p for p in lone if p.villages <= STRAY_SHARE * main[p.region, p.island]]
    out = np.zeros(len(sites.xy), dtype=np.bool_)
    if not few:
        return out
    piece, site = shapely.STRtree(shapely.points(sites.xy)).query(
        np.array([p.shape for p in few], dtype=object), predicate="intersects"
    )
    own = np.array([p.region for p in few])[piece] == sites.region[site]
    for i in site[own]:
        foreign = sites.xy[(sites.region != sites.region[i]) & (sites.island == sites.island[i])]
        nearest = float(cKDTree(foreign).query(sites.xy[i])[0])
        out[i] = float(np.hypot(*(sites.home[i] - sites.xy[i]))) > nearest
    return out
