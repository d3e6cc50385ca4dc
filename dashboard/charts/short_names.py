"""Names of provinces as newspapers shorten them, for where they have little room."""

from collections.abc import Sequence
from typing import Final

_USUAL: Final = (
    ("Daerah Istimewa", "DI"),
    ("Nusa Tenggara Barat", "NTB"),
    ("Nusa Tenggara Timur", "NTT"),
    ("Kepulauan", "Kep."),
)
_ACRONYMS: Final = (
    ("Kep. Bangka Belitung", "Babel"),
    ("Kep. Riau", "Kepri"),
    ("Sumatera Utara", "Sumut"),
    ("Sumatera Barat", "Sumbar"),
    ("Sumatera Selatan", "Sumsel"),
    ("DI Yogyakarta", "DIY"),
    ("Jawa Barat", "Jabar"),
    ("Jawa Tengah", "Jateng"),
    ("Jawa Timur", "Jatim"),
    ("Kalimantan Barat", "Kalbar"),
    ("Kalimantan Tengah", "Kalteng"),
    ("Kalimantan Selatan", "Kalsel"),
    ("Kalimantan Timur", "Kaltim"),
    ("Kalimantan Utara", "Kaltara"),
    ("Sulawesi Utara", "Sulut"),
    ("Sulawesi Tengah", "Sulteng"),
    ("Sulawesi Selatan", "Sulsel"),
    ("Sulawesi Tenggara", "Sultra"),
    ("Sulawesi Barat", "Sulbar"),
    ("Maluku Utara", "Malut"),
    ("Papua Barat Daya", "Papua B. Daya"),
    ("Papua Pegunungan", "Papua Peg."),
)


def shortened(names: Sequence[str], letters: int) -> list[str]:
    """The names, shortened alike until each has no more than so many letters, if that is enough."""
    short = list(names)
    for pairs in (_USUAL, _ACRONYMS):
        if all(len(name) <= letters for name in short):
            break
        for long, replaced in pairs:
            short = [name.replace(long, replaced) for name in short]
    return short
