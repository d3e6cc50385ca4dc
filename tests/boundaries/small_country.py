"""Villages at chosen points, for countries small enough to know every area."""

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.boundaries.land import EQUAL_AREA, LONLAT

SIDE_M = 10_000.0


def villages_at(x: np.ndarray, y: np.ndarray, codes: list[str]) -> pd.DataFrame:
    """Return villages at points in metres, each at the point of its own district."""
    points = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=EQUAL_AREA).to_crs(LONLAT)
    return pd.DataFrame(
        {
            "village_code": [f"{c}.01.{2000 + i}" for i, c in enumerate(codes)],
            "regency_code": codes,
            "longitude": points.x,
            "latitude": points.y,
            "home_longitude": points.x,
            "home_latitude": points.y,
        }
    )
