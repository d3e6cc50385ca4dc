"""The boundary files as they are served."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from dashboard.geo_files import TOPOJSON_URL, GeoFiles, UnknownLayerError, geo_files

REGENCIES = b'{"type":"FeatureCollection","features":[]}'
CENTRAL_JAVA = b'{"type":"FeatureCollection","features":[ ]}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "regencies.geojson").write_bytes(REGENCIES)
    (tmp_path / "by_province").mkdir()
    (tmp_path / "by_province" / "33.geojson").write_bytes(CENTRAL_JAVA)
    (tmp_path / "manifest.json").write_text("{}")
    return tmp_path


def test_a_layer_is_a_geojson_file_named_by_its_path(folder: Path) -> None:
    assert GeoFiles(folder).layers == ("by_province/33", "regencies")


def test_an_address_carries_the_hash_of_the_content(folder: Path) -> None:
    files = GeoFiles(folder)
    digest = hashlib.sha256(REGENCIES).hexdigest()[:16]
    assert files.url("regencies") == f"/geo/regencies.{digest}.geojson"
    digest = hashlib.sha256(CENTRAL_JAVA).hexdigest()[:16]
    assert files.url("by_province/33") == f"/geo/by_province.33.{digest}.geojson"


def test_another_content_has_another_address(folder: Path) -> None:
    before = GeoFiles(folder).url("regencies")
    (folder / "regencies.geojson").write_bytes(CENTRAL_JAVA)
    assert GeoFiles(folder).url("regencies") != before


def test_what_is_served_is_the_file_and_stays_it(folder: Path) -> None:
    files = GeoFiles(folder)
    (folder / "regencies.geojson").unlink()  # read once, at the start
    file = files.by_url[files.url("regencies")]
    assert file.content == REGENCIES
    assert file.compressed is not None
    assert gzip.decompress(file.compressed) == REGENCIES
    assert file.media_type == "application/geo+json"


def test_compressing_twice_gives_the_same_bytes(folder: Path) -> None:
    first, second = GeoFiles(folder), GeoFiles(folder)
    assert first.by_url == second.by_url


def test_an_unknown_layer_is_named_beside_the_known_ones(folder: Path) -> None:
    with pytest.raises(UnknownLayerError) as error:
        GeoFiles(folder).url("../regencies")
    assert isinstance(error.value, KeyError)
    assert str(error.value) == (
        "No boundary layer '../regencies'; known: by_province/33, regencies."
    )


def test_a_missing_folder_has_no_layers(tmp_path: Path) -> None:
    files = GeoFiles(tmp_path / "nowhere")
    assert files.layers == ()
    with pytest.raises(UnknownLayerError, match="known: none"):
        files.url("regencies")


def test_plotly_finds_every_object_of_its_base_map_and_all_are_empty(folder: Path) -> None:
    world = json.loads(GeoFiles(folder).by_url[f"{TOPOJSON_URL}world_110m.json"].content)
    assert world["type"] == "Topology"
    assert world["arcs"] == []
    assert world["objects"] == {
        layer: {"type": "GeometryCollection", "geometries": []}
        for layer in ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    }


def test_the_bundled_boundaries_hold_the_national_layers_and_each_province() -> None:
    layers = geo_files().layers
    assert {"regencies", "provinces"} <= set(layers)
    assert sum(layer.startswith("by_province/") for layer in layers) == 38
