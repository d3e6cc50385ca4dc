"""The build on a small country whose areas are known beforehand."""

import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from small_country import SIDE_M, villages_at

from dashboard.boundaries import build as building
from dashboard.boundaries.coverage import on_grid
from dashboard.boundaries.files import replaced
from dashboard.boundaries.land import EQUAL_AREA, LONLAT, grown, islands, metres
from dashboard.boundaries.partition import FRAME, borders

DAY = date(2025, 1, 1)
SQUARE = SIDE_M**2


def official(codes: list[str], area_m2: float) -> pd.Series:
    return pd.Series(area_m2, index=codes)


def metric(*shapes: shapely.Geometry) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), crs=EQUAL_AREA).to_crs(LONLAT)


def test_each_regency_gets_exactly_its_square(
    villages: pd.DataFrame, land: gpd.GeoSeries, squares: gpd.GeoDataFrame
) -> None:
    codes = list(squares["KODE"])
    found, strays = building.regency_land(villages, land, official(codes, SQUARE))
    assert strays.empty
    assert list(found.index) == codes
    assert found.area.to_numpy() == pytest.approx(np.full(9, SQUARE), rel=1e-9)
    truth = squares.to_crs(EQUAL_AREA).geometry
    assert all(shapely.hausdorff_distance(a, b) < 1 for a, b in zip(found, truth, strict=True))


def test_two_builds_are_byte_identical_and_complete(
    villages: pd.DataFrame, land: gpd.GeoSeries, regencies: pd.DataFrame, tmp_path: Path
) -> None:
    shuffled = villages.sample(frac=1, random_state=7)
    for name, points in (("one", villages), ("two", shuffled)):
        report = building.build(points, land, tmp_path / name, regencies=regencies, built_on=DAY)
        assert report.regencies == 9
        assert report.over_25_percent == ()
        assert report.median_ratio == pytest.approx(1, abs=1e-3)
    one, two = (
        {f.name: f.read_bytes() for f in (tmp_path / n).rglob("*.*")} for n in ("one", "two")
    )
    assert one == two
    assert set(one) == {
        *("LICENSE.md", "areas.csv", "boxes.csv", "manifest.json"),
        *("regencies.geojson", "provinces.geojson", "33.geojson"),
    }
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert json.loads(one["manifest.json"])["built_on"] == "2025-01-01"


def test_a_village_claims_nothing_across_the_water() -> None:
    # The only village of the east island stands far from the strait: by distance alone its
    # western half would go to the village on the other shore.
    shores = metric(shapely.box(0, 0, 9e3, 9e3), shapely.box(10e3, 0, 40e3, 9e3))
    points = villages_at(np.array([8e3, 38e3]), np.array([4e3, 4e3]), ["33.01", "33.02"])
    found, _ = building.regency_land(points, shores, official(["33.01", "33.02"], 81e6))
    assert found.area.round(-3).to_dict() == {"33.01": 81e6, "33.02": 270e6}


def test_an_islet_without_a_village_goes_whole_to_the_nearest() -> None:
    shores = metric(shapely.box(0, 0, 20e3, 10e3), shapely.box(9e3, 12e3, 13e3, 14e3))
    points = villages_at(np.array([5e3, 15e3]), np.array([5e3, 5e3]), ["33.01", "33.02"])
    found, _ = building.regency_land(points, shores, official(["33.01", "33.02"], 104e6))
    assert found.area.round(-3).to_dict() == {"33.01": 100e6, "33.02": 108e6}


def test_a_village_with_a_wrong_point_is_left_out_unless_its_district_is_near(
    villages: pd.DataFrame, land: gpd.GeoSeries
) -> None:
    steps = (np.arange(20) + 0.5) * 1_500
    x, y = (a.ravel() for a in np.meshgrid(steps, steps))
    codes = np.where(x < 15_000, "33.01", "33.02")
    middle = int(np.argmin(np.hypot(x - 24_000, y - 15_000)))
    codes[middle] = "33.01"
    points = villages_at(x, y, list(codes))
    half = official(["33.01", "33.02"], 450e6)
    assert building.regency_land(points, land, half)[1].empty
    points.loc[middle, ["home_longitude", "home_latitude"]] = points.loc[
        0, ["home_longitude", "home_latitude"]
    ].to_numpy()
    found, strays = building.regency_land(points, land, half)
    assert list(strays["village_code"]) == [points.loc[middle, "village_code"]]
    assert found.area.to_numpy() == pytest.approx([450e6, 450e6], rel=1e-6)


def test_a_swollen_town_is_drawn_tighter_but_never_past_a_village() -> None:
    shores = metric(shapely.box(-30e3, -30e3, 30e3, 30e3))
    around = np.linspace(0, 2 * np.pi, 13)[:-1]
    x = np.concatenate([[0.0], 1e3 * np.cos(around), 12e3 * np.cos(around)])
    y = np.concatenate([[0.0], 1e3 * np.sin(around), 12e3 * np.sin(around)])
    codes = ["33.71"] * 13 + ["33.01"] * 12
    points = villages_at(x, y, codes)

    def town(area_km2: float) -> shapely.Geometry:
        target = pd.Series({"33.01": 3_600e6, "33.71": area_km2 * 1e6})
        return building.regency_land(points, shores, target)[0]["33.71"]

    plain, fitted, absurd = town(200.0), town(50.0), town(0.5)
    assert 130e6 < plain.area < 140e6
    assert fitted.area == pytest.approx(50e6, rel=0.11)
    assert absurd.area > 3e6
    assert all(absurd.contains(shapely.Point(p)) for p in zip(x[:13], y[:13], strict=True))


def test_a_regency_too_small_for_the_land_data_keeps_its_official_area() -> None:
    shores = metric(shapely.box(0, 0, 20e3, 20e3), shapely.box(30e3, 30e3, 30.5e3, 30.5e3))
    points = villages_at(
        np.array([5e3, 30.2e3, 33e3]), np.array([5e3, 30.2e3, 34e3]), ["33.02", "33.01", "33.01"]
    )
    found, _ = building.regency_land(points, shores, pd.Series({"33.01": 8e6, "33.02": 400e6}))
    assert found["33.01"].area == pytest.approx(8e6, rel=1e-2)
    assert len(found["33.01"].geoms) == 2


def test_small_water_is_filled_and_large_water_stays() -> None:
    pond, lake = shapely.box(1e3, 1e3, 3e3, 3e3), shapely.box(10e3, 10e3, 20e3, 20e3)
    island = shapely.box(1.5e3, 1.5e3, 2e3, 2e3)
    found = islands(metric(shapely.box(0, 0, 30e3, 30e3) - pond - lake, island))
    assert len(found) == 1
    assert found[0].area == pytest.approx(900e6 - 100e6, rel=1e-6)


def test_borders_of_equal_weights_are_halfway() -> None:
    xy = np.array([(0.0, 0.0), (0.0, 4_000.0), (10_000.0, 0.0), (10_000.0, 4_000.0)])
    region = np.array(["a", "a", "b", "b"])
    lines = borders(xy, region, np.zeros(4))
    near = shapely.intersection(lines, shapely.box(-20e3, -20e3, 20e3, 20e3))
    assert {round(c, 3) for c in shapely.get_coordinates(near)[:, 0]} == {5_000.0}
    # A weight of w moves the line by w / (2 x distance).
    moved = borders(xy, region, np.array([0.0, 0.0, -2e7, -2e7]))
    near = shapely.intersection(moved, shapely.box(-20e3, -20e3, 20e3, 20e3))
    assert {round(c, 3) for c in shapely.get_coordinates(near)[:, 0]} == {6_000.0}
    assert len(FRAME) == 8


def test_grown_islets_have_the_asked_area() -> None:
    shape = grown([shapely.box(0, 0, 100, 100)], np.array([(5_000.0, 0.0)]), 1e6)
    assert shape.area == pytest.approx(1e6, rel=1e-2)


def test_metres_are_equal_area() -> None:
    corner = np.array([95.0, 96.0, 96.0, 95.0]), np.array([-11.0, -11.0, -10.0, -10.0])
    assert shapely.Polygon(metres(*corner)).area / 1e6 == pytest.approx(12_109, rel=1e-3)


def test_overlaps_and_small_gaps_disappear_on_the_grid() -> None:
    shapes = np.array(
        [
            shapely.box(100, 0, 101.02, 1),
            shapely.box(101, 0, 102, 0.5),
            shapely.box(101, 0.5, 102, 1) - shapely.box(101.3, 0.5, 101.6, 0.501),
        ],
        dtype=object,
    )
    codes = np.array(["33.01", "33.02", "33.03"])
    found = on_grid(codes, shapes, 3, codes)
    assert shapely.coverage_is_valid(found.values.to_numpy())
    assert shapely.area(found.values.to_numpy()).sum() == pytest.approx(2.0)
    assert found["33.01"].area == pytest.approx(1.02)


def test_a_failure_leaves_the_old_folder(tmp_path: Path) -> None:
    out = tmp_path / "boundaries"
    out.mkdir()
    (out / "old").write_text("old")

    def fail() -> None:
        with replaced(out) as folder:
            (folder / "new").write_text("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [f.name for f in tmp_path.rglob("*")] == ["boundaries", "old"]
    with replaced(out) as folder:
        (folder / "new").write_text("new")
    assert sorted(f.name for f in tmp_path.rglob("*")) == ["boundaries", "new"]
