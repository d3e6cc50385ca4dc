"""An official boundary file put in the place of the built boundaries.

The file is checked before anything is written: all regencies present exactly once, polygons
inside Indonesia, a known coordinate system. Then it takes the same way as the built ones.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .coverage import on_grid
from .errors import BoundaryError
from .files import BuildReport, publish
from .land import EQUAL_AREA, LONLAT
from .sources import Progress, sha256, silent
from .tables import with_province_names

# Degrees: west, south, east, north, with the border waters.
INDONESIA = (94.0, -12.0, 142.0, 7.0)
# A scheme of two letters or more, so that a Windows drive (C:/) is still a path.
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:/|/vsi", re.IGNORECASE)
NOTICE = """# Imported boundaries

Indonesia's kabupaten/kota from the file `{file}`, simplified for the screen. The rights are
those of the file's owner. `areas.csv` compares every area with the official one.
"""


def import_boundaries(
    file: Path,
    code_field: str,
    out: Path,
    progress: Progress = silent,
    *,
    regencies: pd.DataFrame | None = None,
    built_on: date | None = None,
) -> BuildReport:
    """Replace the boundary set in `out` by those of a local file.

    `code_field` is the column with the Kemendagri codes, written 33.01 or 3301. `regencies`
    has regency_code, province_code, province_name, name and land_area_km2; without it the
    tables beside `out` are taken. If anything is wrong `out` stays as it is.
    """
    progress(f"reading {file}")
    table = read_polygons(file)
    if regencies is None:
        text = {"regency_code": str, "province_code": str}
        regencies = with_province_names(
            pd.read_csv(out.parent / "regencies.csv", dtype=text),
            pd.read_csv(out.parent / "provinces.csv", dtype=text),
        )
    codes = read_codes(table, code_field, file)
    check_codes(codes, regencies["regency_code"], file)
    shapes, notes = checked_shapes(codes, table, file)
    progress("joining the borders")
    coverage = on_grid(
        codes, shapes.to_crs(EQUAL_AREA).values.to_numpy(), 0, sorted(codes), crs=EQUAL_AREA
    )
    provenance = {
        "label": "batas dari berkas yang diimpor",
        "indicative": False,
        "built_on": (built_on or date.today()).isoformat(),
        "sources": [{"name": file.name, "sha256": sha256(file) if file.is_file() else None}],
    }
    notice = NOTICE.format(file=file.name)
    return publish(coverage, regencies, out, provenance, notice, progress, notes)


def read_polygons(file: Path) -> gpd.GeoDataFrame:
    """Read a local vector file that says which coordinate system it is in."""
    if ADDRESS.match(str(file)) or "://" in str(file):
        raise BoundaryError(f"{file} is an address; expected a file on this computer.")
    if file.suffix.lower() == ".vrt":
        raise BoundaryError(f"{file} only points to other files; expected the file itself.")
    if not file.exists():
        raise BoundaryError(f"{file} does not exist.")
    try:
        columnar = {".parquet": gpd.read_parquet, ".feather": gpd.read_feather}
        table = columnar.get(file.suffix.lower(), gpd.read_file)(file)
    except Exception as reason:
        raise BoundaryError(f"{file} could not be read as a map: {reason}") from reason
    if not isinstance(table, gpd.GeoDataFrame):
        raise BoundaryError(f"{file} has no geometry.")
    if table.crs is None:
        raise BoundaryError(
            f"{file} does not say its coordinate system (CRS); "
            "a shapefile needs its .prj file beside it."
        )
    return table


def read_codes(table: gpd.GeoDataFrame, field: str, file: Path) -> np.ndarray:
    """Return the codes of a column in the form 33.01."""
    if field not in table.columns or field == table.geometry.name:
        known = ", ".join(str(c) for c in table.columns if c != table.geometry.name)
        raise BoundaryError(f"{file} has no field '{field}'; its fields are {known}.")
    column = table[field]
    if column.isna().any():
        raise BoundaryError(f"{file}: {int(column.isna().sum())} features have no {field}.")
    if pd.api.types.is_float_dtype(column):
        if (column % 1 != 0).any():
            raise BoundaryError(
                f"{file}: {field} holds decimal numbers, in which 11.10 cannot be told from "
                "11.1; expected text like 33.01 or whole numbers like 3301."
            )
        column = column.astype("int64")
    texts = column.astype(str).str.strip()
    wrong = texts[~texts.str.fullmatch(r"\d\d\.?\d\d")]
    if len(wrong):
        raise BoundaryError(
            f"{file}: {field} has '{wrong.iloc[0]}'; expected codes like 33.01 or 3301."
        )
    return np.array([f"{t[:2]}.{t[-2:]}" for t in texts], dtype=str)


def check_codes(found: Iterable[str], expected: Iterable[str], file: Path) -> None:
    """Stop unless every expected code is there once, and nothing else."""
    counts = pd.Series(list(found)).value_counts()
    wanted = set(expected)
    problems = {
        "is missing": wanted - set(counts.index),
        "is unknown": set(counts.index) - wanted,
        "appears more than once": set(counts.index[counts > 1]),
    }
    for problem, codes in problems.items():
        if codes:
            listed = ", ".join(sorted(codes)[:10]) + (", ..." if len(codes) > 10 else "")
            raise BoundaryError(
                f"{file}: {listed} {problem}; expected each of {len(wanted)} codes once."
            )


def checked_shapes(
    codes: np.ndarray, table: gpd.GeoDataFrame, file: Path
) -> tuple[gpd.GeoSeries, tuple[str, ...]]:
    """Return the polygons in degrees, repaired where needed, and notes on what was repaired."""
    shapes = table.geometry.reset_index(drop=True)
    for code, geometry in zip(codes, shapes, strict=True):
        if geometry is None or geometry.is_empty:
            raise BoundaryError(f"{file}: {code} has no geometry.")
        if geometry.geom_type not in ("Polygon", "MultiPolygon"):
            raise BoundaryError(f"{file}: {code} is a {geometry.geom_type}; expected polygons.")
    broken = ~shapes.is_valid.to_numpy()
    repaired = shapely.make_valid(
        shapes.values.to_numpy()[broken], method="structure", keep_collapsed=False
    )
    for code, geometry in zip(codes[broken], repaired, strict=True):
        if geometry.is_empty:
            raise BoundaryError(f"{file}: {code} has a geometry without area.")
    shapes[broken] = repaired
    degrees = shapes.to_crs(LONLAT)
    bounds = degrees.bounds.to_numpy()
    west, south, east, north = INDONESIA
    inside = (bounds >= (west, south, west, south)) & (bounds <= (east, north, east, north))
    for code, box in zip(codes[~inside.all(axis=1)], bounds[~inside.all(axis=1)], strict=True):
        raise BoundaryError(
            f"{file}: {code} reaches outside Indonesia (longitude {box[0]:.1f} to {box[2]:.1f}, "
            f"latitude {box[1]:.1f} to {box[3]:.1f}); is its coordinate system right?"
        )
    listed = ", ".join(sorted(codes[broken]))
    return degrees, ((f"geometry repaired: {listed}",) if listed else ())
