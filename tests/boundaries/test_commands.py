"""`pantau boundaries` as an operator uses it."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from dashboard.resources import BOUNDARIES, REFERENCE


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REFERENCE, tmp_path / "reference"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["boundaries", *map(str, arguments)])


def test_an_official_file_in_another_projection_replaces_the_built_boundaries(
    reference: Path,
) -> None:
    parts = [gpd.read_file(file) for file in sorted((BOUNDARIES / "by_province").glob("*.geojson"))]
    table = pd.concat(parts).to_crs("EPSG:3857")
    table["KODE"] = table["id"].str.replace(".", "")
    table[["KODE", "geometry"]].to_file(reference / "resmi.gpkg")
    result = run("import", reference / "resmi.gpkg", "--code-field", "KODE", "--out", reference)
    assert result.exit_code == 0, result.output
    assert "514 kabupaten/kota" in result.output
    manifest = json.loads((reference / "boundaries" / "manifest.json").read_text("utf-8"))
    assert manifest["indicative"] is False


@pytest.mark.parametrize("file", ["none.gpkg", "https://example.org/a.shp", "/vsizip/a.zip/b.shp"])
def test_what_is_no_local_file_is_refused_in_one_sentence(reference: Path, file: str) -> None:
    before = sorted(path.stat().st_mtime_ns for path in reference.rglob("*"))
    result = run("import", file, "--code-field", "KODE", "--out", reference)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert sorted(path.stat().st_mtime_ns for path in reference.rglob("*")) == before
