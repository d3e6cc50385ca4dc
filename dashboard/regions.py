"""Provinces, regencies and districts: codes and official names.

The tables are `data/reference/*.csv`; a code is Kemendagri's: `33`, `33.01`, `33.01.01`.
"""

import csv
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache

from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.resources import REFERENCE


class RegionError(PlainError):
    """A region code or name that does not exist."""


@dataclass(frozen=True)
class Region:
    """A province (code `33`), a regency (`33.01`) or a district (`33.01.01`)."""

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
    districts: Mapping[str, Region]

    @property
    def district_codes(self) -> Set[str]:
        """The codes of all districts."""
        return self.districts.keys()

    def exists(self, code: str) -> bool:
        """Whether the code is a province's, a regency's or a district's."""
        return code in self.provinces or code in self.regencies or code in self.districts

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


def reference_rows(name: str) -> list[dict[str, str]]:
    """The rows of the table `data/reference/<name>.csv`, by column."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _table(name: str, code: str) -> dict[str, Region]:
    return {row[code]: Region(row[code], row["name"]) for row in reference_rows(name)}


@cache
def regions() -> Regions:
    """The regions of the packaged reference tables, read once."""
    return Regions(
        provinces=_table("provinces", "province_code"),
        regencies=_table("regencies", "regency_code"),
        districts=_table("districts", "district_code"),
    )
