"""Files made to harm, by hand: what no honest program writes."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from handing import activity, grid, xlsx_file

_SHEET = "xl/worksheets/sheet1.xml"


def workbook(folder: Path) -> dict[str, bytes]:
    """The parts of an honest workbook with one activity."""
    book = xlsx_file(folder / "honest.xlsx", {"Kegiatan": grid([activity()])})
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book.unlink()
    return parts


def pack(path: Path, parts: Mapping[str, bytes], declared: Mapping[str, int] | None = None) -> Path:
    """A ZIP archive of the parts; `declared` are sizes that its directory states instead."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for member in archive.infolist():
            member.file_size = (declared or {}).get(member.filename, member.file_size)
    return path


def repeated(before: bytes, unit: bytes, times: int) -> bytes:
    """`before` and then `times` the unit, deflated without ever being held in memory whole."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.flush(zlib.Z_FINISH)
    return start + packed * times + end


_MEGABYTE = b"A" * (1 << 20)
_STRINGS = (
    b'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main" count="1" uniqueCount="1"><si><t>'
)


def bomb(folder: Path, path: Path, megabytes: int, declared: int | None = None) -> Path:
    """A workbook with a text of as many megabytes; its headers declare that size or another.

    The part is put in already packed, as a member that is not packed; then both its headers are
    made to say that it is.
    """
    part = "xl/sharedStrings.xml"
    size = len(_STRINGS) + megabytes * len(_MEGABYTE)
    checksum = zlib.crc32(_STRINGS)
    for _ in range(megabytes):
        checksum = zlib.crc32(_MEGABYTE, checksum)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in workbook(folder).items():
            if name != part:
                archive.writestr(name, content)
        archive.writestr(part, repeated(_STRINGS, _MEGABYTE, megabytes))
        member = archive.getinfo(part)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.CRC, member.file_size = checksum, size if declared is None else declared
    packed = bytearray(buffer.getvalue())
    at = member.header_offset
    packed[at + 8 : at + 10] = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
    packed[at + 14 : at + 18] = checksum.to_bytes(4, "little")
    packed[at + 22 : at + 26] = member.file_size.to_bytes(4, "little")
    path.write_bytes(packed)
    return path


def laughing_workbook(folder: Path, path: Path) -> Path:
    """A workbook whose sheet defines entities that would expand to a billion characters."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    sheet = (
        '<?xml version="1.0"?><!DOCTYPE worksheet [' + "".join(lines) + "]>"
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>'
    )
    return pack(path, workbook(folder) | {_SHEET: sheet.encode()})
