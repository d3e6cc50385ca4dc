"""The one door through which figures leave the house: every format, from the same sheets."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.press import picture
from dashboard.press.csv_file import csv
from dashboard.press.exhibit import Sheet
from dashboard.press.slides import pptx
from dashboard.press.workbook import xlsx

LANDSCAPE: Final = next(iter(picture.SIZES))
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file at any time


class ExportError(PlainError):
    """A file that cannot be made as asked."""


@dataclass(frozen=True)
class Format:
    """One kind of file: its media type, and whether it takes several figures."""

    media_type: str
    several: bool
    make: Callable[[Sequence[Sheet], str], bytes]


def _pictures(sheets: Sequence[Sheet], size: str) -> bytes:
    """A ZIP file of pictures, numbered in order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, sheet in enumerate(sheets, start=1):
            name = f"{number:02d}_{sheet.file_stem}_{size}.png"
            content = picture.png(sheet, size)
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content)
    return packed.getvalue()


def _captions(sheets: Sequence[Sheet], _: str) -> bytes:
    """What each figure says and where it comes from, as plain text to go with it."""
    captions = [
        "\n".join(
            part
            for part in (
                sheet.exhibit.title,
                sheet.exhibit.sentence,
                " ".join(sheet.exhibit.notes),
                sheet.source_line,
                sheet.link,
            )
            if part
        )
        for sheet in sheets
    ]
    # The first and the last line of what is copied out of a longer text are the easiest to lose.
    ends = [sheets[0].mark] if sheets[0].mark else []
    return ("\n\n".join([*ends, *captions, *ends]) + "\n").encode("utf-8-sig")


FORMATS: Final[Mapping[str, Format]] = {
    "png": Format("image/png", False, lambda sheets, size: picture.png(sheets[0], size)),
    "svg": Format("image/svg+xml", False, lambda sheets, size: picture.svg(sheets[0], size)),
    "pdf": Format("application/pdf", True, picture.pdf),
    "pptx": Format(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        True,
        lambda sheets, _: pptx(sheets, picture=picture.figure_png),
    ),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        True,
        lambda sheets, _: xlsx(sheets),
    ),
    "csv": Format("text/csv", False, lambda sheets, _: csv(sheets[0])),
    "txt": Format("text/plain; charset=utf-8", True, _captions),
    "zip": Format("application/zip", True, _pictures),
}


def export(sheets: Sequence[Sheet], suffix: str, size: str = LANDSCAPE) -> bytes:
    """The sheets as one file of the format `suffix`; `size` of pictures, as `1920x1080`.

    Raises `ExportError` for an unknown format or size, and where several sheets are asked of a
    format that takes one; `EngineError` where Chromium is needed and missing, or fails.
    """
    made = find_format(suffix)
    if size not in picture.SIZES:
        raise ExportError(
            mark("There is no size {size}; known are {known}."),
            size=size[:60],
            known=", ".join(picture.SIZES),
        )
    if len(sheets) > 1 and not made.several:
        raise ExportError(
            mark("A file of the format {format} takes one figure, not {n}."),
            format=suffix,
            n=len(sheets),
        )
    return made.make(sheets, size)


def find_format(suffix: str) -> Format:
    """The format of a file's suffix. Raises `ExportError`."""
    try:
        return FORMATS[suffix]
    except KeyError:
        raise ExportError(
            mark("There is no format {format}; known are {known}."),
            format=suffix[:60] or "–",
            known=", ".join(FORMATS),
        ) from None
