"""A handed-in file on its way in: its checksum, and what kind of file it really is.

What a file is decides its content, never its name.
"""

import codecs
import hashlib
import os
import re
import stat
import zipfile
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO

import numpy as np

from dashboard.ingest.masking import masked
from dashboard.ingest.progress import Progress
from dashboard.ingest.publish import IngestError
from dashboard.locale import mark

CHUNK = 1 << 20  # bytes
MOST_UNPACKED = 1 << 30  # bytes that a spreadsheet may unpack to
MOST_MEMBERS = 5000
_SPREADSHEET_LIMIT = 200 << 20  # bytes, packed


class Kind(StrEnum):
    """What a file is."""

    text = "text"
    xlsx = "xlsx"
    ods = "ods"
    parquet = "parquet"


@dataclass(frozen=True)
class HandedFile:
    """A handed-in file. `encoding` is that of a text file, `state` what a change would change."""

    path: Path
    sha256: str
    bytes: int
    state: tuple[int, ...]
    kind: Kind
    encoding: str = ""
    torn_quotes: bool = False
    """Whether a line of a text file has an odd number of quotation marks: a quoted cell goes on in
    the next line, or a quotation mark is stray."""

    @property
    def name(self) -> str:
        """The file's name, without its folder, as it is kept and told."""
        return plain_name(self.path.name)

    def refuse_change(self) -> None:
        """Raise `IngestError` where the file is no more the one that was examined."""
        try:
            same = _state(self.path.stat()) == self.state
        except OSError:
            same = False
        if not same:
            raise IngestError(
                mark("{file} was changed or deleted while it was read. Nothing of it was kept."),
                file=self.name,
            )


def plain_name(name: str) -> str:
    """The name of a file without personal numbers, its bytes that are no UTF-8 written out: neither
    tables nor workbooks take these."""
    return masked(name.encode("utf-8", "backslashreplace").decode())


def examine(source: Path, progress: Progress) -> HandedFile:
    """Read the file once, to know its checksum and what it is.

    Raises `IngestError` where it is missing, empty, of no kind that can be read, damaged or made to
    harm.
    """
    name = plain_name(source.name)
    scan = _TextScan()
    digest = hashlib.sha256()
    done = 0
    try:
        before = source.stat()
        if not stat.S_ISREG(before.st_mode):
            raise IngestError(mark("{file} is not a file."), file=name)
        with source.open("rb") as reading:
            while chunk := reading.read(CHUNK):
                digest.update(chunk)
                scan.add(chunk)
                done += len(chunk)
                progress(done / max(before.st_size, 1))
        if done == 0:
            raise IngestError(mark("{file} is empty."), file=name)
        kind = _kind(source, name)
    except FileNotFoundError:
        raise IngestError(mark("There is no file {file}."), file=plain_name(str(source))) from None
    except OSError as error:
        raise IngestError(
            mark("{file} cannot be read ({reason})."), file=name, reason=error.strerror
        ) from error
    text = kind is Kind.text
    return HandedFile(
        path=source,
        sha256=digest.hexdigest(),
        bytes=done,
        state=_state(before),
        kind=kind,
        encoding=scan.encoding(name) if text else "",
        torn_quotes=text and scan.torn_quotes,
    )


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


# What a file begins with that people take for a table, or rename to one.
_OTHERS: dict[bytes, str] = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "RIFF",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "XLS/DOC",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7Z",
    b"{\\rtf": "RTF",
    b"<html": "HTML",
    b"<!DOCTYPE": "HTML",
    b"<?xml": "XML",
}


def _kind(path: Path, name: str) -> Kind:
    with path.open("rb") as source:
        start = source.read(16)
    if start.startswith(b"PAR1"):
        return Kind.parquet
    if start.startswith(b"PK"):
        return _spreadsheet(path, name)
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise IngestError(
                mark(
                    "{file} is no table but a file of the kind {kind}. Expected is CSV, XLSX, ODS "
                    "or Parquet; an older workbook is to be saved as .xlsx first."
                ),
                file=name,
                kind=what,
            )
    return Kind.text


def _spreadsheet(path: Path, name: str) -> Kind:
    """XLSX or ODS; refuses what would harm before anything is unpacked."""
    try:
        if path.stat().st_size > _SPREADSHEET_LIMIT:
            raise IngestError(
                mark(
                    "{file} is a workbook of {found} MB; at most {most} MB can be read. CSV may be "
                    "of any size."
                ),
                file=name,
                found=path.stat().st_size >> 20,
                most=_SPREADSHEET_LIMIT >> 20,
            )
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            unpacked = sum(member.file_size for member in members)
            if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
                raise IngestError(
                    mark(
                        "{file} would unpack to {found} MB in {members} parts: more than any "
                        "table of an office. It was not opened."
                    ),
                    file=name,
                    found=unpacked >> 20,
                    members=len(members),
                )
            if any(
                "vbaproject" in member.casefold() or member.startswith("Basic/") for member in names
            ):
                raise IngestError(
                    mark(
                        "{file} holds macros. Save it as a workbook without macros (.xlsx) and "
                        "hand it in again."
                    ),
                    file=name,
                )
            if "xl/workbook.xml" in names:
                return Kind.xlsx
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
                return Kind.ods
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise IngestError(
            mark("{file} is damaged: its parts cannot be unpacked."), file=name
        ) from error
    raise IngestError(mark("{file} is an archive, but no workbook in XLSX or ODS."), file=name)


_SEQUENCES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes that Windows-1252 leaves free


@dataclass
class _TextScan:
    """What the bytes of a text file say about its encoding; lines are counted from 1."""

    start: bytes = b""
    lines: int = 0
    zero_line: int | None = None
    broken_line: int | None = None
    undefined_line: int | None = None
    sequences: bool = False
    _torn: bool = False
    _quotes: int = 0  # in the line that goes on in the next chunk
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def add(self, chunk: bytes) -> None:
        if not self.start:
            self.start = chunk[:4]
        self._count_quotes(chunk)
        if self.zero_line is None and (at := chunk.find(b"\0")) >= 0:
            self.zero_line = self._line(chunk, at)
        if not chunk.isascii():
            self.sequences = self.sequences or _SEQUENCES.search(chunk) is not None
            if self.undefined_line is None and (found := _UNDEFINED.search(chunk)):
                self.undefined_line = self._line(chunk, found.start())
        if self.broken_line is None:
            pending = len(self._decoder.getstate()[0])
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError as error:
                self.broken_line = self._line(chunk, max(error.start - pending, 0))
        self.lines += chunk.count(b"\n")

    def _count_quotes(self, chunk: bytes) -> None:
        if self._torn or (b'"' not in chunk and not self._quotes):
            return
        letters = np.frombuffer(chunk, np.uint8)
        quotes = np.flatnonzero(letters == ord('"'))
        ends = np.flatnonzero((letters == ord("\n")) | (letters == ord("\r")))
        by_line = np.bincount(np.searchsorted(ends, quotes), minlength=len(ends) + 1)
        by_line[0] += self._quotes
        self._torn = bool(np.any(by_line[:-1] % 2))
        self._quotes = int(by_line[-1])

    @property
    def torn_quotes(self) -> bool:
        """Whether a line has an odd number of quotation marks."""
        return self._torn or self._quotes % 2 == 1

    def _line(self, chunk: bytes, at: int) -> int:
        return self.lines + chunk.count(b"\n", 0, at) + 1

    def encoding(self, name: str) -> str:
        """The encoding. Raises `IngestError` where there is no single one."""
        if self.start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if self.zero_line is not None:
            raise IngestError(
                mark(
                    "{file}, line {line}: a NUL byte. This is no text; save the table as CSV in "
                    "UTF-8 once more."
                ),
                file=name,
                line=self.zero_line,
            )
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self.broken_line = self.broken_line or self.lines + 1
        if self.broken_line is None:
            return "utf-8-sig" if self.start.startswith(codecs.BOM_UTF8) else "utf-8"
        if self.sequences or self.undefined_line is not None:
            raise IngestError(
                mark(
                    "{file}, line {line}: the characters are of another encoding than the rest of "
                    "the file. Save the table as CSV in UTF-8 once more."
                ),
                file=name,
                line=self.broken_line,
            )
        return "cp1252"


def text_of(file: HandedFile) -> IO[str]:
    """The file as text, line ends as they are."""
    return file.path.open(encoding=file.encoding, newline="")
