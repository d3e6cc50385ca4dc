"""The measures of the map page by level: each a function of the view.

It asks the warehouse and gives back what the page shows: the drawn measure, the finding, the list.
"""

from collections.abc import Callable, Mapping
from typing import Final

from dashboard.locale import mark
from dashboard.pages.map_choices import MEASURE, by_provinces
from dashboard.pages.map_coverage import pokja, share_of_regencies, signing, status
from dashboard.pages.map_flows import (
    activities,
    activities_of_provinces,
    cases,
    cases_of_provinces,
    rates,
    rates_of_provinces,
)
from dashboard.pages.map_published import (
    published,
    published_of_provinces,
    risk_index,
    risk_index_of_provinces,
)
from dashboard.pages.map_shown import Shown
from dashboard.pages.view import View


def show(view: View) -> Shown:
    """The chosen measure at the chosen level."""
    by_level = _PROVINCES if by_provinces(view) else _REGENCIES
    return by_level[view.value(MEASURE)](view)


_REGENCIES: Final[Mapping[str, Callable[[View], Shown]]] = {
    "status": status,
    "pokja": pokja,
    "tanda_tangan": signing,
    "kegiatan": activities,
    "kasus": cases,
    "rasio": rates,
    "angka": published,
    "indeks": risk_index,
}
_PROVINCES: Final[Mapping[str, Callable[[View], Shown]]] = {
    "status": share_of_regencies(
        "either",
        mark("Provinces with a Pokja or a signing of a kabupaten/kota"),
        mark("Kabupaten/kota with a Pokja or a signing"),
        mark("share of kabupaten/kota with a Pokja or a signing"),
        mark("In {n} of {total} provinces a kabupaten/kota has a Pokja or has signed"),
    ),
    "pokja": share_of_regencies(
        "regencies_with_pokja",
        mark("Provinces with a Pokja of a kabupaten/kota"),
        mark("Kabupaten/kota with Pokja"),
        mark("share of kabupaten/kota with a Pokja"),
        mark("In {n} of {total} provinces a kabupaten/kota has a Pokja on record"),
    ),
    "tanda_tangan": share_of_regencies(
        "regencies_signed",
        mark("Provinces with a signing of a kabupaten/kota"),
        mark("Kabupaten/kota signed"),
        mark("share of kabupaten/kota that signed"),
        mark("In {n} of {total} provinces a kabupaten/kota has signed"),
    ),
    "kegiatan": activities_of_provinces,
    "kasus": cases_of_provinces,
    "rasio": rates_of_provinces,
    "angka": published_of_provinces,
    "indeks": risk_index_of_provinces,
}
