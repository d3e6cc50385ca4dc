"""What a reader chooses on the map page: measure, level, published figure."""

from collections.abc import Mapping
from typing import Final

from dashboard.locale import mark
from dashboard.model import CaseStatus, Unit
from dashboard.pages.view import Choice, View, one_of

MEASURES: Final[Mapping[str, str]] = {
    "status": mark("Coverage status"),
    "pokja": mark("Pokja Netralitas"),
    "tanda_tangan": mark("Signing"),
    "kegiatan": mark("Activities"),
    "kasus": mark("Suspected violations"),
    "rasio": mark("Cases per 100,000 inhabitants"),
    "angka": mark("Latest published figure"),
    "indeks": mark("Risk index (IKP)"),
}
LEVELS: Final[Mapping[str, str]] = {
    "kabupaten": mark("Kabupaten/kota"),
    "provinsi": mark("Provinces"),
}
_FIGURES: Final = tuple(f"{measure}.{unit}" for measure in CaseStatus for unit in Unit)

MEASURE = one_of("ukuran", MEASURES)
LEVEL = one_of("rinci", LEVELS)
# Nothing chosen means the figure known of most regencies, which the data decide.
FIGURE = Choice("terbitan", _FIGURES.__contains__)


def measure_title(view: View) -> str:
    """The chosen measure in words."""
    return view.locale.text(MEASURES[view.value(MEASURE)])


def by_provinces(view: View) -> bool:
    """Whether provinces are drawn and listed, not kabupaten/kota."""
    return view.value(LEVEL) == "provinsi"
