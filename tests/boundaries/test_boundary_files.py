"""The committed boundary files are complete, valid, small and agree with each other."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

from dashboard.boundaries.files import NATIONAL_BYTES, PROVINCE_BYTES

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
BOUNDARIES = REFERENCE / "boundaries"


def read(file: Path) -> gpd.GeoSeries:
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.geometry.shape(f["geometry"]) for f in features]
    return gpd.GeoSeries(shapes, index=[f["id"] for f in features], crs="EPSG:4326")


@pytest.fixture(scope="module")
def regencies() -> pd.DataFrame:
    text = {"regency_code": str, "province_code": str}
    return pd.read_csv(REFERENCE / "regencies.csv", dtype=text).set_index("regency_code")


@pytest.fixture(scope="module")
def national() -> gpd.GeoSeries:
    return read(BOUNDARIES / "regencies.geojson")


@pytest.fixture(scope="module")
def fine() -> gpd.GeoSeries:
    return pd.concat([read(f) for f in sorted((BOUNDARIES / "by_province").glob("*.geojson"))])


def rings(file: Path) -> list[list[list[list[float]]]]:
    found: list[Any] = []
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        found += [polygons] if geometry["type"] == "Polygon" else polygons
    return found


def turns_clockwise(ring: list[list[float]]) -> bool:
    x, y = np.array(ring).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) < 0


def every_file() -> list[Path]:
    return sorted(BOUNDARIES.rglob("*.geojson"))


def test_every_region_is_there_once(
    national: gpd.GeoSeries, fine: gpd.GeoSeries, regencies: pd.DataFrame
) -> None:
    assert list(national.index) == list(regencies.index)
    assert list(fine.index) == list(regencies.index)
    outline = read(BOUNDARIES / "provinces.geojson")
    assert list(outline.index) == sorted(set(regencies["province_code"]))
    for file in (BOUNDARIES / "by_province").glob("*.geojson"):
        assert set(read(file).index.str[:2]) == {file.stem}


def test_features_carry_only_their_official_name(regencies: pd.DataFrame) -> None:
    features = json.loads((BOUNDARIES / "regencies.geojson").read_text("utf-8"))["features"]
    provinces = pd.read_csv(REFERENCE / "provinces.csv", dtype=str).set_index("province_code")[
        "name"
    ]
    assert [f["properties"] for f in features] == [
        {"name": name, "province": provinces[code]}
        for name, code in zip(regencies["name"], regencies["province_code"], strict=True)
    ]


def test_geometry_is_valid_and_never_empty(national: gpd.GeoSeries, fine: gpd.GeoSeries) -> None:
    for shapes in (national, fine, read(BOUNDARIES / "provinces.geojson")):
        assert shapes.is_valid.all()
        assert (shapes.to_crs("EPSG:6933").area > 1e5).all()


MAPS = [BOUNDARIES / "regencies.geojson", *sorted((BOUNDARIES / "by_province").glob("*.geojson"))]


@pytest.mark.parametrize("file", MAPS, ids=lambda f: f.stem)
def test_no_overlaps_and_no_gaps(file: Path) -> None:
    shapes = read(file).values.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert float(shapely.area(shapes).sum()) == pytest.approx(whole.area, rel=1e-9)
    rings = [r for p in shapely.get_parts(whole) for r in p.interiors]
    # What is left open are lakes of 90 km2 (0.007 square degrees) and more; the simplified
    # shore may take a little off.
    assert [round(r.centroid.x, 2) for r in rings if shapely.polygons(r).area < 0.006] == []
    assert len(rings) < 20


@pytest.mark.parametrize("file", every_file(), ids=lambda f: f.stem)
def test_exterior_rings_run_clockwise_and_holes_the_other_way(file: Path) -> None:
    for exterior, *interior in rings(file):
        assert turns_clockwise(exterior)
        assert not any(turns_clockwise(r) for r in interior)


def test_sizes_stay_within_their_budgets() -> None:
    def packed(file: Path) -> int:
        return len(gzip.compress(file.read_bytes(), 9))

    assert packed(BOUNDARIES / "regencies.geojson") <= NATIONAL_BYTES == 250_000
    assert PROVINCE_BYTES == 120_000
    for file in (BOUNDARIES / "by_province").glob("*.geojson"):
        assert packed(file) <= PROVINCE_BYTES, file.name


def test_kepulauan_seribu_is_an_island_group(national: gpd.GeoSeries, fine: gpd.GeoSeries) -> None:
    for shapes in (national, fine):
        seribu = shapes["31.01"]
        assert len(seribu.geoms) >= 5
        assert seribu.bounds[1] > -6.05
        assert seribu.bounds[3] < -5.1


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("33.01", 109.01, -7.60),  # Cilacap, inland of the town
        ("33.29", 109.04, -6.90),  # Brebes
        ("64.74", 117.48, 0.13),  # Bontang
        ("13.74", 100.41, -0.465),  # Padang Panjang
        ("31.74", 106.81, -6.26),  # Jakarta Selatan
        ("11.72", 95.32, 5.87),  # Sabang
        ("93.01", 140.40, -8.45),  # Merauke
        ("71.04", 126.80, 4.20),  # Talaud
        ("53.20", 121.85, -10.52),  # Sabu
        ("21.03", 108.25, 3.95),  # Natuna
    ],
)
def test_known_places_lie_in_their_regency(
    national: gpd.GeoSeries, fine: gpd.GeoSeries, code: str, longitude: float, latitude: float
) -> None:
    place = shapely.Point(longitude, latitude)
    for shapes in (national, fine):
        assert list(shapes.index[shapes.contains(place)]) == [code]


def test_provinces_are_the_union_of_their_regencies(national: gpd.GeoSeries) -> None:
    outline = read(BOUNDARIES / "provinces.geojson")
    for code, shape in outline.items():
        own = national[national.index.str.startswith(f"{code}.")]
        assert shapely.area(shapely.symmetric_difference(own.union_all(), shape)) < 1e-9


def test_areas_agree_with_the_geometry(fine: gpd.GeoSeries, regencies: pd.DataFrame) -> None:
    areas = pd.read_csv(BOUNDARIES / "areas.csv", dtype={"regency_code": str})
    areas = areas.set_index("regency_code")
    assert list(areas.index) == list(regencies.index)
    ellipsoid = pyproj.Geod(ellps="WGS84")
    measured = [abs(ellipsoid.geometry_area_perimeter(g)[0]) / 1e6 for g in fine]
    assert np.allclose(measured, areas["built_km2"], rtol=0.03)
    assert (areas["official_km2"] == regencies["land_area_km2"]).all()
    assert np.allclose(areas["ratio"], areas["built_km2"] / areas["official_km2"], atol=1e-3)
    assert ((areas["over_25_percent"] == "yes") == ((areas["ratio"] - 1).abs() > 0.25)).all()
    # Kabupaten Samosir: the official area holds its part of Lake Toba.
    assert set(areas.index[areas["over_25_percent"] == "yes"]) <= {"12.17"}
    assert areas["ratio"].median() == pytest.approx(1, abs=0.01)


def test_boxes_hold_the_regions(fine: gpd.GeoSeries, regencies: pd.DataFrame) -> None:
    boxes = pd.read_csv(BOUNDARIES / "boxes.csv", dtype={"code": str}).set_index("code")
    provinces = sorted(set(regencies["province_code"]))
    assert list(boxes.index) == ["ID", *provinces, *regencies.index]
    assert (boxes["west"] < boxes["east"]).all()
    assert (boxes["south"] < boxes["north"]).all()
    for code, shape in fine.items():
        seen = shapely.intersection(shape, shapely.box(*boxes.loc[code])).area
        assert seen >= 0.985 * shape.area, code
        outer, inner = boxes.loc[code[:2]], boxes.loc[code]
        assert (outer[["west", "south"]] <= inner[["west", "south"]]).all()
        assert (outer[["east", "north"]] >= inner[["east", "north"]]).all()


def test_district_points_lie_in_their_regency(fine: gpd.GeoSeries) -> None:
    text = {"district_code": str, "regency_code": str}
    table = pd.read_csv(REFERENCE / "districts.csv", dtype=text)
    points = shapely.points(table["longitude"], table["latitude"])
    inside = shapely.intersects(fine.loc[table["regency_code"]].values.to_numpy(), points)
    assert list(table["district_code"][~inside]) == []


def test_notice_and_manifest() -> None:
    notice = (BOUNDARIES / "LICENSE.md").read_text("utf-8")
    for words in ("OpenStreetMap contributors", "ODbL", "MIT", "bukan acuan hukum"):
        assert words in notice
    manifest = json.loads((BOUNDARIES / "manifest.json").read_text("utf-8"))
    assert manifest["label"] == "batas indikatif, bukan acuan hukum"
    files = {f.relative_to(BOUNDARIES).as_posix(): f for f in BOUNDARIES.rglob("*") if f.is_file()}
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    for name, checksum in manifest["files"].items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == checksum
