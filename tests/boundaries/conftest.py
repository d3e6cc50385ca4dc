"""A country of nine square regencies of 10 km, for tests that need exact areas."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from small_country import SIDE_M, villages_at

from dashboard.boundaries.land import EQUAL_AREA, LONLAT


@pytest.fixture
def squares() -> gpd.GeoDataFrame:
    """Nine squares in degrees, codes 33.01 to 33.09, west to east and then north."""
    boxes = [
        shapely.box(x * SIDE_M, y * SIDE_M, (x + 1) * SIDE_M, (y + 1) * SIDE_M)
        for y in range(3)
        for x in range(3)
    ]
    codes = [f"33.0{i}" for i in range(1, 10)]
    return gpd.GeoDataFrame({"KODE": codes}, geometry=boxes, crs=EQUAL_AREA).to_crs(LONLAT)


@pytest.fixture
def land() -> gpd.GeoSeries:
    """The land of the nine squares as one island."""
    return gpd.GeoSeries([shapely.box(0, 0, 3 * SIDE_M, 3 * SIDE_M)], crs=EQUAL_AREA).to_crs(LONLAT)


@pytest.fixture
def regencies(squares: gpd.GeoDataFrame) -> pd.DataFrame:
    """The nine regencies of province 33 with their true area."""
    return pd.DataFrame(
        {
            "regency_code": squares["KODE"],
            "province_code": "33",
            "province_name": "Jawa Tengah",
            "name": [f"Kabupaten {i}" for i in range(1, 10)],
            "land_area_km2": SIDE_M**2 / 1e6,
        }
    )


@pytest.fixture
def villages() -> pd.DataFrame:
    """Four villages a square, on a regular lattice, so that cells end at the squares' sides."""
    steps = (np.arange(6) + 0.5) * SIDE_M / 2
    x, y = (a.ravel() for a in np.meshgrid(steps, steps))
    number = (y // SIDE_M * 3 + x // SIDE_M).astype(int) + 1
    return villages_at(x, y, [f"33.0{n}" for n in number])
