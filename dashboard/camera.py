"""Where the map looks, and what kind of boundaries it shows."""

import csv
import json
from functools import cache

from dashboard.filters import Filter
from dashboard.resources import BOUNDARIES

COUNTRY = "ID"
Box = tuple[float, float, float, float]


@cache
def _boxes() -> dict[str, Box]:
    with (BOUNDARIES / "boxes.csv").open(encoding="utf-8", newline="") as source:
        return {
            row["code"]: (
                float(row["west"]),
                float(row["south"]),
                float(row["east"]),
                float(row["north"]),
            )
            for row in csv.DictReader(source)
        }


def box(chosen: Filter) -> Box:
    """West, south, east, north in degrees around the chosen places, the country where none is."""
    around = [_boxes()[code] for code in chosen.regencies or chosen.provinces or (COUNTRY,)]
    west, south, east, north = zip(*around, strict=True)
    return min(west), min(south), max(east), max(north)


@cache
def boundaries_are_indicative() -> bool:
    """Whether the boundaries are the built ones, which are no legal reference."""
    manifest = json.loads((BOUNDARIES / "manifest.json").read_text(encoding="utf-8"))
    return bool(manifest["indicative"])
