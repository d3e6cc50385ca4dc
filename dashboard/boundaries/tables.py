"""The reference tables: provinces, regencies and districts of Indonesia.

Population is the civil registry's (Ditjen Dukcapil), second half of 2024, December; land
area is the geospatial agency's (BIG), letter B-16.10/DIGD-BIG/IGD.04.04/12/2024 of
16 December 2024. The package prints neither date; its totals, national and by province, are
those of the open table of Kepmendagri 300.2.2-2138 of 2025 that states both.
"""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from .errors import BoundaryError
from .files import write_csv
from .sources import dotted, read_table, read_villages

POPULATION_YEAR = 2024
COUNTS = {"provinces": 38, "regencies": 514, "districts": 7285}

# Regencies whose area the package lacks (codes ending in 0, lost where codes were read as
# numbers) or fills with the population (92.06, 92.11). Values in km2 from the BIG letter;
# `check` proves that with them every province adds up to its own official area.
AREA_KM2 = {
    "11.10": 1851.615,
    "12.10": 2772.346,
    "12.20": 3914.413,
    "14.10": 3609.397,
    "91.10": 14068.312,
    "91.20": 26745.359,
    "92.06": 19946.579,
    "92.11": 1837.146,
}
# Spellings of the code list that differ from the region's own official name.
NAME = {
    "31": "DKI Jakarta",
    "34": "DI Yogyakarta",
    "19.71": "Kota Pangkalpinang",
    "21.72": "Kota Tanjungpinang",
    "62.71": "Kota Palangka Raya",
    "71.09": "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "72.04": "Kabupaten Tolitoli",
    "72.09": "Kabupaten Tojo Una-Una",
    "74.72": "Kota Baubau",
    "92.03": "Kabupaten Fakfak",
}
# Capitals the package leaves empty, cuts short or misspells.
CAPITAL = {
    "62": "Palangka Raya",
    "94": "Nabire",
    "95": "Wamena",
    "12.22": "Kotapinang",
    "16.74": "Prabumulih",
    "81.03": "Saumlaki",
}


def regions(points: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the provinces and the regencies, areas in km2, from the package."""
    regencies = _read(points, "regencies", "regency_code")
    regencies.insert(1, "province_code", regencies["regency_code"].str[:2])
    regencies.insert(2, "kind", regencies["name"].str.split().str[0].str.lower())
    provinces = _read(points, "provinces", "province_code")
    # The package has no area for Jakarta; the sum of its regencies is the BIG figure.
    sums = regencies.groupby("province_code")["land_area_km2"].sum().round(3)
    missing = provinces["land_area_km2"].isna()
    provinces.loc[missing, "land_area_km2"] = provinces["province_code"].map(sums)[missing]
    check(provinces, regencies)
    return provinces, regencies


def _read(points: Path, table: str, code: str) -> pd.DataFrame:
    raw = read_table(points, table)
    codes = raw["id"].map(dotted)
    return pd.DataFrame(
        {
            code: codes,
            "name": codes.map(NAME).fillna(raw["name"].str.split().str.join(" ")),
            "capital": codes.map(CAPITAL).fillna(raw["capital"].str.strip()),
            "land_area_km2": codes.map(AREA_KM2).fillna(pd.to_numeric(raw["area"])),
            "population": pd.to_numeric(raw["population"]),
            "population_year": POPULATION_YEAR,
        }
    )


def districts(points: Path, boundaries: gpd.GeoSeries | None) -> pd.DataFrame:
    """Return the districts, each with a point inside its regency where there is geometry.

    `boundaries` maps regency codes to polygons in longitude and latitude.
    """
    raw = read_table(points, "districts")
    table = pd.DataFrame(
        {
            "district_code": raw["id"].map(dotted),
            "regency_code": raw["regency_id"].map(dotted),
            "name": raw["name"].str.split().str.join(" "),
            "latitude": pd.to_numeric(raw["latitude"]),
            "longitude": pd.to_numeric(raw["longitude"]),
        }
    )
    if boundaries is not None:
        shapely.prepare(boundaries.values.to_numpy())
        villages = read_villages(points)
        groups = {
            str(code): [Point(xy) for xy in zip(g["longitude"], g["latitude"], strict=True)]
            for code, g in villages.groupby("district_code")
        }
        for row in table.itertuples():
            area = boundaries[row.regency_code]
            inside = placed_inside(
                Point(row.longitude, row.latitude), groups.get(str(row.district_code), []), area
            )
            table.loc[row.Index, ["longitude", "latitude"]] = [inside.x, inside.y]
    return table.round({"latitude": 5, "longitude": 5})


def placed_inside(point: Point, villages: list[Point], area: BaseGeometry) -> Point:
    """Return the point itself, else its nearest village inside `area`, else the nearest spot."""
    if area.contains(point):
        return point
    if within := [v for v in villages if area.contains(v)]:
        return min(within, key=point.distance)
    # 0.002 degrees (200 m) inwards, so that rounding does not put it back on the shore;
    # an island too small for that keeps its own interior point.
    part = min(getattr(area, "geoms", [area]), key=point.distance)
    core = part.buffer(-0.002)
    return part.representative_point() if core.is_empty else nearest_points(core, point)[0]


def check(provinces: pd.DataFrame, regencies: pd.DataFrame) -> None:
    """Stop with a sentence if the regions are not complete, nested and plausible."""
    _check_codes("provinces", provinces, "province_code", None)
    _check_codes("regencies", regencies, "regency_code", set(provinces["province_code"]))
    for table, code in ((provinces, "province_code"), (regencies, "regency_code")):
        _stop_at(table[~(table["land_area_km2"] > 0)], code, "has no area")
        _stop_at(table[~(table["population"] > 0)], code, "has no population")
        _stop_at(table[table["capital"] == ""], code, "has no capital")
    _stop_at(regencies[regencies["name"].duplicated()], "regency_code", "has a name used twice")
    # Kemendagri numbers kabupaten 01-69 and kota 71-99.
    expected = regencies["regency_code"].str[3:].ge("70").map({True: "kota", False: "kabupaten"})
    _stop_at(regencies[regencies["kind"] != expected], "regency_code", "has the wrong kind")
    for column, tolerance in (("land_area_km2", 0.01), ("population", 0)):
        official = provinces.set_index("province_code")[column]
        difference = (regencies.groupby("province_code")[column].sum() - official).abs()
        for code in difference[difference > tolerance].index:
            raise BoundaryError(f"Province {code}: the regencies' {column} does not add up to it.")


def check_districts(table: pd.DataFrame, regencies: pd.DataFrame) -> None:
    """Stop with a sentence if the districts are not complete and nested."""
    _check_codes("districts", table, "district_code", set(regencies["regency_code"]))
    outside = ~(table["longitude"].between(94, 142) & table["latitude"].between(-12, 7))
    _stop_at(table[outside], "district_code", "has a point outside Indonesia")


def _check_codes(kind: str, table: pd.DataFrame, column: str, parents: set[str] | None) -> None:
    if len(table) != COUNTS[kind]:
        raise BoundaryError(f"Expected {COUNTS[kind]} {kind}, found {len(table)}.")
    codes = table[column]
    _stop_at(table[codes.duplicated()], column, "appears twice")
    _stop_at(table[table["name"] == ""], column, "has no name")
    if parents is not None:
        own = codes.str.rsplit(".", n=1).str[0]
        _stop_at(table[~own.isin(parents)], column, "belongs to no known region")
        if parents != set(own):
            raise BoundaryError(f"Regions without {kind}: {', '.join(sorted(parents - set(own)))}.")


def _stop_at(rows: pd.DataFrame, code: str, problem: str) -> None:
    if len(rows):
        raise BoundaryError(f"{code} {', '.join(rows[code].head(5))} {problem}.")


def write_regions(points: Path, out: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write provinces.csv and regencies.csv, and return both tables."""
    provinces, regencies = regions(points)
    write_csv(provinces, out / "provinces.csv")
    write_csv(regencies, out / "regencies.csv")
    return provinces, regencies


def with_province_names(regencies: pd.DataFrame, provinces: pd.DataFrame) -> pd.DataFrame:
    """Return `regencies` with the further column province_name."""
    names = provinces.set_index("province_code")["name"]
    return regencies.assign(province_name=regencies["province_code"].map(names))


def write_districts(points: Path, regencies: pd.DataFrame, out: Path) -> pd.DataFrame:
    """Write districts.csv, its points inside the boundaries that `out` already holds."""
    files = sorted((out / "boundaries" / "by_province").glob("*.geojson"))
    shapes = [gpd.read_file(f).set_index("id").geometry for f in files]
    table = districts(points, pd.concat(shapes) if shapes else None)
    check_districts(table, regencies)
    write_csv(table, out / "districts.csv")
    return table
