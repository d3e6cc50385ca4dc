"""The sheets of a handed-in file as streams of text cells, whatever the file is.

A CSV or Parquet file is one sheet. The heading row is found, not assumed: a title may stand above
it. Rows are counted from 1 as the office sees them, the heading row included.
"""

import csv
import io
import itertools
import json
import re
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from dashboard.ingest import spreadsheet
from dashboard.ingest.files import HandedFile, Kind, text_of
from dashboard.ingest.headings import REASON_PREFIX, recognised
from dashboard.ingest.masking import masked
from dashboard.ingest.progress import Progress
from dashboard.ingest.publish import IngestError
from dashboard.ingest.spreadsheet import MOST_COLUMNS, batch_of, schema_of
from dashboard.locale import mark

DELIMITERS = ",;\t"
_SEARCHED_ROWS = 30  # in which the heading row is looked for
_SEARCHED_TEXT = 1 << 20  # characters
_LONGEST_ROW = 64 << 20  # bytes
_PIECE = 4 << 20  # bytes that are read at once: much faster than pieces of the longest row
_ROWS_AT_ONCE = 50_000
_SPREADSHEET_SECONDS = 600
_BREAK = "\r\n?"
FEWEST_HEADINGS = 2  # that make a row the heading row


class LongRow(IngestError):
    """A row that is longer than what is read at once."""


@dataclass(frozen=True)
class OddRow:
    """A row with fewer or more cells than there are headings."""

    row: int
    cells: list[str]


@dataclass
class Sheet(ABC):
    """One table of a handed-in file; `odd` is known once it has been read to the end."""

    file: HandedFile
    name: str | None
    heading_row: int
    headings: list[str]
    odd: list[OddRow] = field(default_factory=list, init=False)

    @abstractmethod
    def read(self, progress: Progress) -> Iterator[pa.RecordBatch]:
        """Batches with the columns `row` and c0, c1 ... Raises `IngestError` where damaged."""

    def takes_longer_rows(self) -> bool:
        """Whether it may be read once more after a `LongRow`, then in larger pieces."""
        return False

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.headings)

    @property
    def where(self) -> str:
        """File and sheet, as messages name them."""
        return f"{self.file.name} [{self.name}]" if self.name else self.file.name


def sheets_of(file: HandedFile, work: Path) -> tuple[list[Sheet], list[tuple[str, int]]]:
    """The sheets with a recognised heading row, and those passed over with their filled rows.

    `work` is a folder for what is unpacked. Raises `IngestError` where there is nothing to read.
    """
    if file.kind is Kind.text:
        return [_csv_sheet(file)], []
    if file.kind is Kind.parquet:
        return [_parquet_sheet(file)], []
    return _workbook_sheets(file, work)


def _heading_row(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, list[str]] | None:
    """The first row that names most columns, None where none names enough."""
    known = [recognised(cells) for _, cells in rows]
    best = max(known, default=0)
    return rows[known.index(best)] if best >= FEWEST_HEADINGS else None


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _no_headings(where: str, rows: Sequence[tuple[int, list[str]]]) -> IngestError:
    first = _without_empty_end(rows[0][1]) if rows else []
    return IngestError(
        mark(
            "{where}: no heading row is recognised in the first {rows} rows. Expected are the "
            "headings of a template; the first row found is: {found}."
        ),
        where=where,
        rows=_SEARCHED_ROWS,
        found=", ".join(masked(cell)[:40] for cell in first[:12]) or "–",
    )


def _refuse_width(where: str, width: int) -> None:
    if width > MOST_COLUMNS:
        raise IngestError(
            mark("{where} has {found} columns; at most {most} can be read."),
            where=where,
            found=width,
            most=MOST_COLUMNS,
        )


# --- CSV ------------------------------------------------------------------------------------------


def _csv_sheet(file: HandedFile) -> Sheet:
    csv.field_size_limit(_LONGEST_ROW)
    try:
        with text_of(file) as source:
            start = source.read(_SEARCHED_TEXT)
    except UnicodeError as error:
        raise _unreadable(file, error) from error
    by_delimiter = {d: _first_rows(start, d) for d in DELIMITERS}
    found = {d: row for d, rows in by_delimiter.items() if (row := _heading_row(rows))}
    if not found:
        widest = max(by_delimiter.values(), key=_widest)
        _refuse_width(file.name, _widest(widest))
        raise _no_headings(file.name, widest)
    delimiter = max(found, key=lambda d: recognised(found[d][1]))
    if file.torn_quotes:
        _refuse_stray_quote(file, delimiter)
    number, cells = found[delimiter]
    headings = _without_empty_end(cells)
    _refuse_width(file.name, len(headings))
    return _CsvSheet(file, None, number, _plain(headings), delimiter)


def _plain(headings: Sequence[str]) -> list[str]:
    return [masked(heading.strip()) for heading in headings]


def _widest(rows: Sequence[tuple[int, list[str]]]) -> int:
    return max((len(cells) for _, cells in rows), default=0)


def _first_rows(start: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    return list(enumerate(itertools.islice(reader, _SEARCHED_ROWS), start=1))


def _refuse_stray_quote(file: HandedFile, delimiter: str) -> None:
    """A quotation mark that is never closed, or not where a cell ends, swallows the rows up to the
    next one; taken together they may look like one good row."""
    begun = 1
    try:
        with text_of(file) as source:
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            for _ in reader:
                begun = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise _too_long(file) from error
        raise IngestError(
            mark(
                '{file}, line {line}: a quotation mark (") is opened and never closed, so '
                "that the rows after it cannot be told apart."
            ),
            file=file.name,
            line=begun,
        ) from error
    except UnicodeError as error:
        raise _unreadable(file, error) from error


class _Counted(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, path: Path, progress: Progress, total: int) -> None:
        self._source = path.open("rb")
        self._progress, self._total = progress, total

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        count = self._source.readinto(buffer)
        self._progress(self._source.tell() / self._total)
        return count

    def close(self) -> None:
        self._source.close()
        super().close()


@dataclass
class _CsvSheet(Sheet):
    """Arrow counts records as an office counts rows, line breaks within quotes included."""

    delimiter: str
    piece: int = field(default_factory=lambda: min(_PIECE, _LONGEST_ROW), init=False)

    def takes_longer_rows(self) -> bool:
        longer = self.piece < _LONGEST_ROW
        self.piece = _LONGEST_ROW
        return longer

    def read(self, progress: Progress) -> Iterator[pa.RecordBatch]:
        schema = schema_of(self.width)
        aside: dict[int, str] = {}

        def put_aside(row: pacsv.InvalidRow) -> str:
            aside[row.number] = row.text
            return "skip"

        read_before = 0
        try:
            with _Counted(self.file.path, progress, self.file.bytes) as source:
                for batch in self._open(source, put_aside):
                    rows = _row_numbers(
                        read_before, batch.num_rows, self.heading_row + 1, sorted(aside)
                    )
                    read_before += batch.num_rows
                    cells = [self._with_one_break(column) for column in batch.columns]
                    yield pa.RecordBatch.from_arrays([rows, *cells], schema=schema)
        except pa.ArrowInvalid as error:
            if "straddling" not in str(error):
                raise _unreadable(self.file, error) from error
            raise _too_long(self.file) from error
        except (UnicodeError, OSError) as error:
            raise _unreadable(self.file, error) from error
        yield self._sorted_out(aside)

    def _with_one_break(self, column: pa.Array) -> pa.Array:
        """The cells with each line break one LF: of a CRLF Arrow may lose a half between pieces."""
        if not self.file.torn_quotes:  # no cell holds a line break
            return column
        return pc.replace_substring_regex(column, _BREAK, "\n")

    def _open(
        self, source: io.RawIOBase, put_aside: Callable[[pacsv.InvalidRow], str]
    ) -> pacsv.CSVStreamingReader:
        names = schema_of(self.width).names[1:]
        return pacsv.open_csv(
            source,
            read_options=pacsv.ReadOptions(
                use_threads=False,  # or rows could not be counted
                block_size=self.piece,
                column_names=names,
                skip_rows_after_names=self.heading_row,
                # Arrow takes a byte order mark of UTF-8 away by itself.
                encoding=self.file.encoding.removesuffix("-sig"),
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=put_aside,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )

    def _sorted_out(self, aside: Mapping[int, str]) -> pa.RecordBatch:
        """Of the rows put aside those that only end in delimiters; the rest is odd."""
        fitting: list[tuple[int, list[str]]] = []
        for number, text in sorted(aside.items()):
            text = re.sub(_BREAK, "\n", text)
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter), [])
            if len(cells) > self.width >= len(_without_empty_end(cells)):
                fitting.append((number, cells[: self.width]))
            elif any(cell.strip() for cell in cells):
                self.odd.append(OddRow(number, cells))
        return batch_of(fitting, self.width)


def _row_numbers(before: int, count: int, first: int, odd: Sequence[int]) -> pa.Array:
    """Numbers of `count` rows after `before` good ones, when those in `odd` were put aside."""
    place = np.arange(before, before + count, dtype=np.int64)
    aside = np.asarray([n for n in odd if n >= first], dtype=np.int64)
    shifted = aside - first - np.arange(len(aside))
    return pa.array(place + first + np.searchsorted(shifted, place, side="right"))


def _too_long(file: HandedFile) -> LongRow:
    return LongRow(
        mark("{file}: a row is longer than {most} MB. No table of an office has such rows."),
        file=file.name,
        most=_LONGEST_ROW >> 20,
    )


def _unreadable(file: HandedFile, error: BaseException) -> IngestError:
    return IngestError(
        mark("{file} cannot be read; it is damaged or cut off ({problem})."),
        file=file.name,
        problem=" ".join(str(error).split())[:200],
    )


# --- Parquet --------------------------------------------------------------------------------------


def _parquet_sheet(file: HandedFile) -> Sheet:
    try:
        schema = pq.read_schema(file.path)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    _refuse_width(file.name, len(schema.names))
    if recognised(schema.names) < FEWEST_HEADINGS:
        raise _no_headings(file.name, [(0, schema.names)])
    return _ParquetSheet(file, None, 0, _plain(schema.names))


@dataclass
class _ParquetSheet(Sheet):
    def read(self, progress: Progress) -> Iterator[pa.RecordBatch]:
        schema = schema_of(self.width)
        done = 0
        try:
            with pq.ParquetFile(self.file.path) as source:
                for batch in source.iter_batches(batch_size=_ROWS_AT_ONCE):
                    rows = np.arange(done + 1, done + 1 + batch.num_rows, dtype=np.int64)
                    done += batch.num_rows
                    progress(done / source.metadata.num_rows)
                    texts = [_as_text(column) for column in batch.columns]
                    yield pa.RecordBatch.from_arrays([pa.array(rows), *texts], schema=schema)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _unreadable(self.file, error) from error


def _as_text(column: pa.Array) -> pa.Array:
    """A column's values as they would be typed; a list's items are separated by semicolons."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        joined = pc.binary_join(pc.cast(column, pa.list_(pa.string())), ";")
        # A comma separates nothing here: as in a cell, a semicolon says so.
        ended = pc.binary_join_element_wise(joined, "", ";")
        column = pc.if_else(pc.match_substring(joined, ","), ended, joined)
    if pa.types.is_floating(column.type):
        whole = pc.equal(pc.floor(column), column)
        as_whole = pc.cast(pc.if_else(pc.fill_null(whole, False), column, None), pa.int64())
        column = pc.coalesce(pc.cast(as_whole, pa.string()), pc.cast(column, pa.string()))
    return pc.fill_null(pc.cast(column, pa.string()), "")


# --- workbooks ------------------------------------------------------------------------------------


def _workbook_sheets(file: HandedFile, work: Path) -> tuple[list[Sheet], list[tuple[str, int]]]:
    found: list[Sheet] = []
    passed_over: list[tuple[str, int]] = []
    described = _unpack(file, work)
    for sheet in described:
        name = masked(str(sheet["name"]))
        path = work / str(sheet["file"])
        where = f"{file.name} [{name}]"
        if not sheet["hidden"]:
            _refuse_width(where, sheet["width"])
        if sheet["hidden"] or not path.exists():
            if sheet["rows"]:
                passed_over.append((where, sheet["rows"]))
            continue
        rows = _first_parquet_rows(path)
        if rows[0][1][0].startswith(REASON_PREFIX):
            continue  # it tells why rows were rejected, and names headings in doing so
        row = _heading_row(rows)
        if row is None:
            passed_over.append((where, sheet["rows"]))
            continue
        found.append(_WorkbookSheet(file, name, row[0], _plain(row[1]), path))
    if not found:
        first = next(
            (work / str(s["file"]) for s in described if s["rows"] and not s["hidden"]), None
        )
        rows = _first_parquet_rows(first) if first is not None and first.exists() else []
        if not rows:
            raise IngestError(mark("{file} is empty: no sheet holds a cell."), file=file.name)
        raise _no_headings(file.name, rows)
    return found, passed_over


def _unpack(file: HandedFile, work: Path) -> list[dict[str, Any]]:
    """Unpack in a process that may die without harm."""
    work.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(
            # As a file of its own: the package around it would be imported in vain.
            [sys.executable, "-P", spreadsheet.__file__, str(file.path), str(work)],
            check=True,
            capture_output=True,
            text=True,
            timeout=_SPREADSHEET_SECONDS,
        )
        described: list[dict[str, Any]] = json.loads((work / "sheets.json").read_bytes())
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        if (
            isinstance(error, subprocess.CalledProcessError)
            and error.returncode == spreadsheet.UNWRITABLE
        ):
            raise OSError(None, error.stderr.strip()) from error
        raise IngestError(
            mark(
                "{file} cannot be read: the workbook is damaged, locked with a password, or "
                "needs more memory or time than a table may."
            ),
            file=file.name,
        ) from error
    return described


def _first_parquet_rows(path: Path) -> list[tuple[int, list[str]]]:
    with pq.ParquetFile(path) as source:
        batch = next(source.iter_batches(batch_size=_SEARCHED_ROWS))
    return [(int(row.pop("row")), list(row.values())) for row in batch.to_pylist()]


@dataclass
class _WorkbookSheet(Sheet):
    unpacked: Path

    def read(self, progress: Progress) -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(self.unpacked) as source:
            done = 0
            for batch in source.iter_batches(batch_size=_ROWS_AT_ONCE):
                done += batch.num_rows
                progress(done / source.metadata.num_rows)
                yield batch.filter(pc.greater(batch.column("row"), self.heading_row))
