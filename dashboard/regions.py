"""Provinces, regencies and districts: codes and official names.

The tables are `data/reference/*.csv`; a code is Kemendagri's: `33`, `33.01`, `33.01.01`.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.resources import REFERENCE


class RegionError(PlainError):
    """A region code or name that does not exist."""


@dataclass(frozen=True)
class Region:
    """A province (code of 2 digits) or a regency (`33.01`)."""

    code: str
    name: str

    @property
    def province_code(self) -> str:
        """The code of the province this region is or lies in."""
        return self.code[:2]


@dataclass(frozen=True)
class Regions:
    """All regions by code, in code order."""

    provinces: Mapping[str, Region]
    regencies: Mapping[str, Region]
    district_codes: frozenset[str]

    def exists(self, code: str) -> bool:
        """Whether the code is a province's, a regency's or a district's."""
        return code in self.provinces or code in self.regencies or code in self.district_codes

    def name(self, code: str) -> str:
        """The official name of a province or regency. Raises `RegionError`."""
        region = self.provinces.get(code) or self.regencies.get(code)
        if region is None:
            raise RegionError(mark("There is no region with the code {code}."), code=code)
        return region.name

    def in_provinces(self, provinces: Iterable[str]) -> list[str]:
        """Codes of the regencies inside the provinces; of all regencies where none is given."""
        wanted = set(provinces)
        return [code for code in self.regencies if not wanted or code[:2] in wanted]

    def find(self, text: str, among: Mapping[str, Region]) -> str | None:
        """The code for a code or an official name (letter case aside), None where there is none."""
        if text in among:
            return text
        folded = text.strip().casefold()
        return next((code for code, r in among.items() if r.name.casefold() == folded), None)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@cache
def regions() -> Regions:
    """The regions of the packaged reference tables, read once."""
    provinces = {
        row["province_code"]: Region(row["province_code"], row["name"])
        for row in _rows(REFERENCE / "provinces.csv")
    }
    regencies = {
        row["regency_code"]: Region(row["regency_code"], row["name"])
        for row in _rows(REFERENCE / "regencies.csv")
    }
    districts = frozenset(row["district_code"] for row in _rows(REFERENCE / "districts.csv"))
    return Regions(provinces, regencies, districts)
