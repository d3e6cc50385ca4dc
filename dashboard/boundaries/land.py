"""Land in the projection of the build, and the islands too small for the land data."""

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from .partition import Floats, Polygons

LONLAT = "EPSG:4326"
# Cylindrical equal-area with its true parallel amid Indonesia: areas are exact, and distances
# in any direction off by 2 % at most between 11 degrees south and 6 degrees north.
EQUAL_AREA = "+proj=cea +lat_ts=4 +lon_0=118 +ellps=WGS84 +units=m"
LAKE_M2 = 90e6


def islands(land: gpd.GeoSeries) -> Polygons:
    """Return the islands (m) in a stable order, water under 90 km2 filled.

    Lake Toba and its like stay: they are landmarks on a map. Most reservoirs are smaller.
    """
    parts = shapely.get_parts(shapely.make_valid(land.to_crs(EQUAL_AREA).values))
    whole = [_filled(p) for p in shapely.get_parts(parts) if p.geom_type == "Polygon"]
    merged = shapely.get_parts(shapely.union_all(np.array(whole, dtype=object)))
    return np.array(sorted(merged, key=lambda p: p.bounds), dtype=object)


def _filled(polygon: BaseGeometry) -> BaseGeometry:
    large = [r for r in polygon.interiors if shapely.area(shapely.polygons(r)) >= LAKE_M2]
    return Polygon(polygon.exterior, large)


def metres(longitude: Floats, latitude: Floats) -> Floats:
    """Return points given in degrees as an (n, 2) array in metres."""
    points = gpd.GeoSeries(gpd.points_from_xy(longitude, latitude), crs=LONLAT)
    return np.asarray(shapely.get_coordinates(points.to_crs(EQUAL_AREA).values), dtype=np.float64)


def grown(islets: list[BaseGeometry], villages: Floats, official_m2: float) -> BaseGeometry:
    """Return islets and village points widened alike until they have the official area.

    For a regency whose islands lie under the resolution of the land data: the map shows
    where they are and how much they are, not their shores.
    """
    seeds = shapely.union_all([*islets, *shapely.points(villages)])
    low, high = 0.0, float(np.sqrt(official_m2))
    for _ in range(40):
        middle = (low + high) / 2
        if seeds.buffer(middle, quad_segs=3).area < official_m2:
            low = middle
        else:
            high = middle
    return shapely.set_precision(seeds.buffer(high, quad_segs=3), 1.0)
