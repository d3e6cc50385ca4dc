"""A link as a QR code drawn with vectors."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

import segno
from segno.encoder import DataOverflowError

_QUIET: Final = 4  # modules around the code, as the standard wants them


@dataclass(frozen=True)
class QrCode:
    """The dark modules as an SVG path in a square `modules` wide, the quiet zone included."""

    path: str
    modules: int


def qr_code(link: str) -> QrCode | None:
    """The QR code of a link, a sixth of which may be unreadable; None for one that is too long."""
    try:
        code = segno.make(link, error="m", boost_error=False, micro=False)
    except DataOverflowError:
        return None
    runs: list[str] = []
    for y, row in enumerate(code.matrix, start=_QUIET):
        x = _QUIET
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return QrCode("".join(runs), len(code.matrix) + 2 * _QUIET)
