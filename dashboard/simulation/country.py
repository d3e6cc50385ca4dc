"""The country as arrays: regions by number, and the names made from theirs.

A *place* is a number, too: first all regencies, then all provinces, then the country, then all
districts, each in the order of its codes.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.regions import regions
from dashboard.simulation.words import (
    COUNTRY_INSTITUTIONS,
    DISTRICT_INSTITUTIONS,
    PROVINCE_INSTITUTIONS,
    REGENCY_INSTITUTIONS,
    VENUES,
)
from dashboard.tables import reference_table

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Country:
    """All regions.

    `province_of` is the province of each regency; `first_regency` and `regencies_in` say which
    regencies a province has, `first_district` and `districts_in` which districts a regency has.
    `names` are those of places as titles call them. `institutions` are names of institutions, those
    of a place one after another, the frequent ones first: `first_institution`, `institutions_of`.
    `venues` are names of venues, `len(VENUES)` for each place.
    """

    province_codes: pa.Array
    regency_codes: pa.Array
    district_codes: pa.Array
    population: Floats
    province_of: Ints
    first_regency: Ints
    regencies_in: Ints
    first_district: Ints
    districts_in: Ints
    names: pa.Array
    institutions: pa.Array
    first_institution: Ints
    institutions_of: Ints
    venues: pa.Array

    def province_place(self, province: Ints) -> Ints:
        """The places of provinces."""
        return len(self.regency_codes) + province

    @property
    def whole(self) -> int:
        """The country as a place."""
        return len(self.regency_codes) + len(self.province_codes)

    def district_place(self, district: Ints) -> Ints:
        """The places of districts."""
        return self.whole + 1 + district


@cache
def country() -> Country:
    """The country of the reference tables."""
    known = regions()
    provinces, regencies, districts = (
        sorted(of) for of in (known.provinces, known.regencies, known.districts)
    )
    population = dict(
        zip(*reference_table("regencies").select(["regency_code", "population"]), strict=True)
    )
    people = {code.as_py(): number.as_py() for code, number in population.items()}
    province_of = np.searchsorted(provinces, [code[:2] for code in regencies])
    regency_of = np.searchsorted(regencies, [code[:5] for code in districts])
    kept = [known.regencies[code].name for code in regencies]
    names = [
        *kept,
        *(f"Provinsi {known.provinces[code].name}" for code in provinces),
        "Indonesia",
        *(f"Kecamatan {known.districts[code].name}" for code in districts),
    ]
    institutions = [
        *([_of_regency(name, term) for term in REGENCY_INSTITUTIONS] for name in kept),
        *(
            [f"{term} {known.provinces[code].name}" for term in PROVINCE_INSTITUTIONS]
            for code in provinces
        ),
        list(COUNTRY_INSTITUTIONS),
        *(
            [f"{term} {known.districts[code].name}" for term in DISTRICT_INSTITUTIONS]
            for code in districts
        ),
    ]
    lengths = np.array([len(of_place) for of_place in institutions])
    return Country(
        province_codes=pa.array(provinces),
        regency_codes=pa.array(regencies),
        district_codes=pa.array(districts),
        population=np.array([people[code] or 1 for code in regencies], dtype=np.float64),
        province_of=province_of,
        **_grouped("regency", "regencies", province_of, len(provinces)),
        **_grouped("district", "districts", regency_of, len(regencies)),
        names=pa.array(names),
        institutions=pa.array([name for of_place in institutions for name in of_place]),
        first_institution=np.cumsum(lengths) - lengths,
        institutions_of=lengths,
        venues=pa.array([f"{venue} {name}" for name in names for venue in VENUES]),
    )


def _grouped(one: str, many: str, group_of: Ints, groups: int) -> dict[str, Ints]:
    """Where the members of each group begin and how many there are; members go by group."""
    counts = np.bincount(group_of, minlength=groups)
    return {f"first_{one}": np.cumsum(counts) - counts, f"{many}_in": counts}


def _of_regency(name: str, term: str) -> str:
    """An institution of a regency. Some are called after its name alone, without its kind."""
    kind, _, own = name.partition(" ")
    if term == "Pemerintah":
        return f"{'Pemkot' if kind == 'Kota' else 'Pemkab'} {own}"
    if term in ("Kodim", "Kejari", "Forkopimda", "Pengadilan Negeri", "Lapas", "Lanal"):
        return f"{term} {own}"
    if term == "Polres":
        return f"{'Polresta' if kind == 'Kota' else 'Polres'} {own}"
    return f"{term} {name}"
