"""The files of a boundary set, written to a temporary folder and swapped in when complete."""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .coverage import dissolved, simplified
from .errors import BoundaryError

NATIONAL_BYTES = 250_000
PROVINCE_BYTES = 120_000
# Tolerances in metres, the first that fits the budget wins; the land itself is good to 100 m.
NATIONAL_M = (700.0, 800.0, 850.0, 900.0, 1_000.0, 1_300.0, 2_000.0)
PROVINCE_M = (80.0, 120.0, 200.0, 400.0, 800.0)
NATIONAL_ISLAND_M2 = 3e6
# 0.001 degree is 110 m, the accuracy of the land and a fiftieth of a pixel on a national map.
NATIONAL_DECIMALS = 3
PROVINCE_DECIMALS = 5
# A box shows 99 % of a regency's land: one far islet must not shrink the rest to a dot.
BOX_SHARE = 0.99
OFF_BY = 0.25

# What a region's feature tells besides its shape, by the region's code.
Properties = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class BuildReport:
    """What was written, and how the areas compare with the official ones."""

    folder: Path
    regencies: int
    bytes_gzip: Mapping[str, int]
    median_ratio: float
    over_25_percent: tuple[str, ...]
    notes: tuple[str, ...] = ()


def publish(
    coverage: gpd.GeoSeries,
    regencies: pd.DataFrame,
    out: Path,
    provenance: Mapping[str, Any],
    notice: str,
    progress: Callable[[str], None],
    notes: tuple[str, ...] = (),
) -> BuildReport:
    """Write all files of a boundary set from a coverage in metres, and swap them in.

    `regencies` has regency_code, province_code, province_name, name and land_area_km2.
    """
    table = regencies.set_index("regency_code").sort_index()
    properties = {
        str(code): {"name": str(name), "province": str(province)}
        for code, name, province in zip(
            table.index, table["name"], table["province_name"], strict=True
        )
    }
    coverage = coverage.sort_index()
    province = table.loc[coverage.index, "province_code"].to_numpy(dtype=str)
    with replaced(out) as folder:
        progress("simplifying the national map")
        national, sizes = _national(coverage, properties, folder)
        outline = dissolved(national, province, NATIONAL_DECIMALS)
        data = collection(outline, {})
        (folder / "provinces.geojson").write_bytes(data)
        sizes["provinces.geojson"] = packed(data)
        progress("simplifying the provinces")
        fine, more = _by_province(coverage, province, properties, folder / "by_province")
        write_csv(boxes(fine), folder / "boxes.csv")
        areas = compared(coverage, table["land_area_km2"])
        write_csv(areas, folder / "areas.csv")
        (folder / "LICENSE.md").write_text(notice, encoding="utf-8")
        _manifest(folder, provenance)
    off = areas.loc[areas["over_25_percent"] == "yes", "regency_code"]
    return BuildReport(
        folder=out,
        regencies=len(coverage),
        bytes_gzip=sizes | more,
        median_ratio=float(areas["ratio"].median()),
        over_25_percent=tuple(off),
        notes=notes,
    )


def _national(
    coverage: gpd.GeoSeries, properties: Properties, folder: Path
) -> tuple[gpd.GeoSeries, dict[str, int]]:
    for tolerance in NATIONAL_M:
        shapes = simplified(coverage, tolerance, NATIONAL_ISLAND_M2, NATIONAL_DECIMALS)
        data = collection(shapes, properties)
        if packed(data) <= NATIONAL_BYTES:
            (folder / "regencies.geojson").write_bytes(data)
            return shapes, {"regencies.geojson": packed(data)}
    raise BoundaryError(f"The national map does not fit into {NATIONAL_BYTES} bytes.")


def _by_province(
    coverage: gpd.GeoSeries, province: Any, properties: Properties, folder: Path
) -> tuple[gpd.GeoSeries, dict[str, int]]:
    folder.mkdir()
    sizes: dict[str, int] = {}
    chosen: list[gpd.GeoSeries] = []
    for code in np.unique(province):
        part = coverage[province == code]
        for tolerance in PROVINCE_M:
            shapes = simplified(part, tolerance, 0.0, PROVINCE_DECIMALS)
            data = collection(shapes, properties)
            if packed(data) <= PROVINCE_BYTES or tolerance == PROVINCE_M[-1]:
                break
        (folder / f"{code}.geojson").write_bytes(data)
        sizes[f"by_province/{code}.geojson"] = packed(data)
        chosen.append(shapes)
    return pd.concat(chosen), sizes


def collection(shapes: gpd.GeoSeries, properties: Properties) -> bytes:
    """Return a GeoJSON FeatureCollection, one feature a line, ids the codes, sorted.

    `properties` are those of each code; what a map's hover says of every region lies here, so
    that it is sent with the geometry and not with each change of a filter.
    """
    lines = []
    for code in sorted(shapes.index):
        feature = {
            "type": "Feature",
            "id": code,
            "properties": properties.get(code, {}),
            "geometry": shapely.geometry.mapping(shapes[code]),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode()


def packed(data: bytes) -> int:
    """Return the size in bytes under gzip -9."""
    return len(gzip.compress(data, 9, mtime=0))


def boxes(fine: gpd.GeoSeries) -> pd.DataFrame:
    """Return the plain bounds in degrees of the country (ID), each province and regency.

    A province's box holds the boxes of its regencies, so none of them is out of sight.
    """
    parts = fine.explode()
    table = pd.DataFrame({"code": parts.index, "area": shapely.area(parts.values.to_numpy())})
    table[["west", "south", "east", "north"]] = shapely.bounds(parts.values.to_numpy())
    table = table.sort_values(["code", "area"], ascending=[True, False], kind="stable")
    before = table.groupby("code")["area"].transform(lambda a: (a.cumsum() - a) / a.sum())
    table = table[before < BOX_SHARE]
    edges = {"west": "min", "south": "min", "east": "max", "north": "max"}
    levels = [table["code"].map(lambda _: "ID"), table["code"].str[:2], table["code"]]
    found = [table.groupby(level.rename("code")).agg(edges) for level in levels]
    return pd.concat(found).round(PROVINCE_DECIMALS).reset_index()


def compared(coverage: gpd.GeoSeries, official_km2: pd.Series) -> pd.DataFrame:
    """Return built and official area (km2) of each regency."""
    built = (coverage.area / 1e6).round(3)
    official = official_km2.loc[coverage.index]
    ratio = (built / official).round(4)
    return pd.DataFrame(
        {
            "regency_code": coverage.index,
            "built_km2": built.to_numpy(),
            "official_km2": official.to_numpy(),
            "ratio": ratio.to_numpy(),
            "over_25_percent": np.where((ratio - 1).abs() > OFF_BY, "yes", "no"),
        }
    )


def write_csv(table: pd.DataFrame, file: Path) -> None:
    """Write a table as UTF-8 with LF, byte-identical for the same content."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(table.to_csv(index=False, lineterminator="\n").encode())


def _manifest(folder: Path, provenance: Mapping[str, Any]) -> None:
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    hashes = {
        f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files
    }
    text = json.dumps({**provenance, "files": hashes}, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """Give a new folder beside `out` that takes its place if the block succeeds.

    If it fails, `out` is as it was.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    new.chmod(0o755)
    old = new.with_name(new.name + "-old")
    try:
        yield new
        if out.exists():
            os.replace(out, old)
        try:
            os.replace(new, out)
        except OSError:
            if old.exists():
                os.replace(old, out)
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
