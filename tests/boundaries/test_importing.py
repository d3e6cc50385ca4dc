"""An official file is imported whole or not at all."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.boundaries import BoundaryError, import_boundaries
from dashboard.boundaries.importing import read_polygons


@pytest.fixture
def out(tmp_path: Path, regencies: pd.DataFrame) -> Path:
    """A boundary folder that must survive every failure, the tables of regions beside it."""
    regencies.drop(columns="province_name").to_csv(tmp_path / "regencies.csv", index=False)
    provinces = pd.DataFrame({"province_code": ["33"], "name": ["Jawa Tengah"]})
    provinces.to_csv(tmp_path / "provinces.csv", index=False)
    folder = tmp_path / "boundaries"
    folder.mkdir()
    (folder / "regencies.geojson").write_text("old")
    return folder


def untouched(out: Path) -> bool:
    names = sorted(p.name for p in out.parent.iterdir() if p.name.startswith((".", "bound")))
    return names == ["boundaries"] and [f.read_text() for f in out.iterdir()] == ["old"]


def saved(table: gpd.GeoDataFrame, out: Path, name: str = "resmi.gpkg") -> Path:
    file = out.parent / name
    table.to_file(file)
    return file


@pytest.mark.parametrize("name", ["resmi.gpkg", "resmi.shp", "resmi.geojson", "resmi.parquet"])
def test_round_trip(squares: gpd.GeoDataFrame, out: Path, name: str) -> None:
    table = squares.sample(frac=1, random_state=3)
    if not name.endswith("json"):
        table = table.to_crs("EPSG:3857")
    file = out.parent / name
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
        table.to_parquet(file)
    else:
        table.to_file(file)
    report = import_boundaries(file, "KODE", out)
    assert report.regencies == 9
    assert report.notes == ()
    assert report.over_25_percent == ()
    features = json.loads((out / "regencies.geojson").read_text("utf-8"))["features"]
    assert [f["id"] for f in features] == list(squares["KODE"])
    assert features[0]["properties"] == {"name": "Kabupaten 1", "province": "Jawa Tengah"}
    for feature, truth in zip(features, squares.geometry, strict=True):
        shape = shapely.geometry.shape(feature["geometry"])
        assert shapely.hausdorff_distance(shape, truth) < 0.002
    areas = pd.read_csv(out / "areas.csv")
    assert areas["built_km2"].to_numpy() == pytest.approx([100.0] * 9, rel=1e-3)
    assert file.name in (out / "LICENSE.md").read_text("utf-8")
    assert "OpenStreetMap" not in (out / "LICENSE.md").read_text("utf-8")


@pytest.mark.parametrize("kind", ["undotted", "integer", "spaced"])
def test_codes_may_be_written_without_dots(squares: gpd.GeoDataFrame, out: Path, kind: str) -> None:
    plain = squares["KODE"].str.replace(".", "")
    squares["KODE"] = {
        "undotted": plain,
        "integer": plain.astype(int),
        "spaced": " " + squares["KODE"] + " ",
    }[kind]
    assert import_boundaries(saved(squares, out), "KODE", out).regencies == 9


def test_a_broken_polygon_is_repaired_and_named(squares: gpd.GeoDataFrame, out: Path) -> None:
    west, south, east, north = squares.geometry[4].bounds
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    spike = [*ring[:2], (east, north), (west, north), (east, north), (west, north), ring[0]]
    squares.loc[4, "geometry"] = shapely.Polygon(spike)
    assert not squares.is_valid.all()
    report = import_boundaries(saved(squares, out), "KODE", out)
    assert report.notes == ("geometry repaired: 33.05",)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda t: t.iloc[1:], r"33\.01 is missing; expected each of 9 codes once"),
        (lambda t: pd.concat([t, t.iloc[[2]]]), r"33\.03 appears more than once"),
        (lambda t: t.assign(KODE=t["KODE"].replace("33.09", "33.29")), r"33\.09 is missing"),
        (lambda t: pd.concat([t, t.iloc[[0]].assign(KODE="99.01")]), r"99\.01 is unknown"),
        (lambda t: t.assign(KODE=t["KODE"].astype(float)), "decimal numbers"),
        (lambda t: t.assign(KODE="Cilacap"), "expected codes like 33.01 or 3301"),
        (lambda t: t.rename(columns={"KODE": "ID"}), "has no field 'KODE'; its fields are ID"),
        (lambda t: t.assign(KODE=t["KODE"].where(t["KODE"] > "33.02")), "2 features have no KODE"),
        (lambda t: t.set_geometry(t.centroid), r"33\.01 is a Point; expected polygons"),
        (lambda t: t.set_geometry(t.translate(xoff=60)), "outside Indonesia"),
        (lambda t: t.set_crs("EPSG:3857", allow_override=True), "outside Indonesia"),
    ],
)
@pytest.mark.filterwarnings("ignore:Geometry is in a geographic CRS")
def test_a_wrong_file_changes_nothing(
    squares: gpd.GeoDataFrame, out: Path, change: object, sentence: str
) -> None:
    file = saved(change(squares), out)  # type: ignore[operator]
    with pytest.raises(BoundaryError, match=sentence) as caught:
        import_boundaries(file, "KODE", out)
    assert file.name in str(caught.value)
    assert untouched(out)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_file_without_coordinate_system_is_refused(squares: gpd.GeoDataFrame, out: Path) -> None:
    file = saved(squares, out, "resmi.shp")
    file.with_suffix(".prj").unlink()
    with pytest.raises(BoundaryError, match="does not say its coordinate system"):
        import_boundaries(file, "KODE", out)
    assert untouched(out)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/batas.geojson",
        "zip://batas.zip",
        "ftp:/example.org/x.shp",
        "/vsicurl/example.org/batas.shp",
        "/VSIZIP/batas.zip",
    ],
)
def test_an_address_is_refused(out: Path, address: str) -> None:
    with pytest.raises(BoundaryError, match="is an address; expected a file on this computer"):
        import_boundaries(Path(address), "KODE", out)
    assert untouched(out)


def test_an_unreadable_or_absent_file_is_named(out: Path) -> None:
    with pytest.raises(BoundaryError, match=r"tiada\.gpkg does not exist"):
        read_polygons(out.parent / "tiada.gpkg")
    text = out.parent / "catatan.gpkg"
    text.write_text("bukan peta")
    with pytest.raises(BoundaryError, match=r"catatan\.gpkg could not be read as a map"):
        read_polygons(text)
    with pytest.raises(BoundaryError, match="only points to other files"):
        read_polygons(out.parent / "peta.vrt")
    plain = out.parent / "tabel.csv"
    plain.write_text("KODE\n33.01\n")
    with pytest.raises(BoundaryError, match="has no geometry"):
        read_polygons(plain)
    assert untouched(out)
