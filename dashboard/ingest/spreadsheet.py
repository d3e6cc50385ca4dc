"""Turns a workbook into plain tables of text, in a process of its own with limits of its own.

    python -P spreadsheet.py BOOK FOLDER

Whatever a workbook makes its parser do, it does it here, where memory and time end before the
computer's do. Formulas are never run; their last values, which the office saw, are read. Each sheet
becomes FOLDER/NNN.parquet with the columns `row` (counted from 1, as the office sees it) and c0,
c1 ...; FOLDER/sheets.json names them. Empty rows are left out.
"""

import datetime as dt
import itertools
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine as calamine

MEMORY = 3 << 30  # bytes of address space
SECONDS = 300  # of processor time
MOST_COLUMNS = 256
UNWRITABLE = 3  # exit code where the folder takes no more
_ROWS_AT_ONCE = 5000

UNCALCULATED = "#RUMUS"  # stands for a formula that no program has calculated yet
FORMULA_ERRORS = (
    "#DIV/0!",
    "#N/A",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#REF!",
    "#VALUE!",
    UNCALCULATED,
)


def text_of(value: Any) -> str:
    """A cell's value as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value).strip()


def schema_of(width: int) -> pa.Schema:
    """The row number and `width` columns of text."""
    return pa.schema(
        [("row", pa.int64()), *((f"c{position}", pa.string()) for position in range(width))]
    )


def batch_of(rows: Sequence[tuple[int, list[str]]], width: int) -> pa.RecordBatch:
    """Rows of exactly `width` cells as one batch."""
    columns = [[number for number, _ in rows]] + [
        [cells[position] for _, cells in rows] for position in range(width)
    ]
    return pa.RecordBatch.from_arrays(
        [pa.array(c, f.type) for c, f in zip(columns, schema_of(width), strict=True)],
        schema=schema_of(width),
    )


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
Troubles = dict[tuple[int, int], str]


def _troubles(book: Path) -> dict[str, Troubles]:
    """By sheet of an XLSX: cells (row, column, from 1) whose formula failed or was not calculated.

    The reader gives such cells as empty, which would lose them without a word.
    """
    found: dict[str, Troubles] = {}
    with zipfile.ZipFile(book) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return found
        parts = {
            relation.get("Id"): "xl/" + relation.get("Target", "").removeprefix("/xl/")
            for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
            part = parts.get(sheet.get(_RELATION), "")
            if part in archive.namelist():
                with archive.open(part) as source:
                    found[sheet.get("name", "")] = _troubles_in(source)
    return found


def _troubles_in(source: Any) -> Troubles:
    found: Troubles = {}
    for _, element in ElementTree.iterparse(source):
        if element.tag == f"{_MAIN}c":
            value, formula = element.find(f"{_MAIN}v"), element.find(f"{_MAIN}f")
            kind, text = element.get("t"), "" if value is None else value.text or ""
            if kind == "e" or (formula is not None and not text and kind != "str"):
                address = _ADDRESS.fullmatch(element.get("r", ""))
                if address:
                    place = int(address[2]), _column_number(address[1])
                    found[place] = text if text in FORMULA_ERRORS else UNCALCULATED
        elif element.tag == f"{_MAIN}row":
            element.clear()
    return found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _spread(sheet: Any) -> list[list[Any]]:
    """The cells; a word or day that stands in cells merged downwards stands in each of their rows.

    A number does not: it would be counted as often as there are rows.
    """
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (first, left), (last, right) in sheet.merged_cell_ranges or ():
        if left == right and first < len(rows) and left < len(rows[first]):
            value = rows[first][left]
            if isinstance(value, str | dt.date):
                for row in rows[first + 1 : last + 1]:
                    row[left] = value
    return rows


def _filled(sheet: Any, troubles: Troubles) -> Iterator[tuple[int, list[str]]]:
    troubled = {row for row, _ in troubles}
    for number, cells in enumerate(_spread(sheet), start=1):
        texts = [text_of(value) for value in cells]
        if number in troubled:
            last = max(column for row, column in troubles if row == number)
            texts += [""] * (last - len(texts))
            texts = [
                troubles.get((number, column), text) for column, text in enumerate(texts, start=1)
            ]
        if any(texts):
            yield number, texts


def _trimmed(rows: Sequence[tuple[int, list[str]]]) -> int:
    """The number of columns up to the last one that holds anything."""
    return max(
        (position + 1 for _, cells in rows for position, cell in enumerate(cells) if cell),
        default=0,
    )


def convert(book: Path, folder: Path) -> list[dict[str, object]]:
    """Write each sheet of the workbook; what `sheets.json` says of them."""
    found: list[dict[str, object]] = []
    workbook = calamine.load_workbook(str(book))
    troubles = _troubles(book)
    for number, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet: dict[str, object] = {
            "name": meta.name,
            "hidden": meta.visible != calamine.SheetVisibleEnum.Visible,
            "file": f"{number:03d}.parquet",
        }
        cells = workbook.get_sheet_by_index(number)
        rows = list(_filled(cells, troubles.get(meta.name, {})))
        width = _trimmed(rows)
        found.append(sheet | {"width": width, "rows": len(rows)})
        if not 0 < width <= MOST_COLUMNS:
            continue
        cut = ((row, (texts + [""] * width)[:width]) for row, texts in rows)
        with pq.ParquetWriter(folder / str(sheet["file"]), schema_of(width)) as writer:
            while chunk := list(itertools.islice(cut, _ROWS_AT_ONCE)):
                writer.write_batch(batch_of(chunk, width))
    return found


def main(book: str, folder: str) -> None:
    """Convert under limits; the exit code says whether it worked."""
    try:
        import resource

        for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
            _, hard = resource.getrlimit(limit)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (most, most))
    except ImportError:  # not on Windows, where the size limits before this stand alone
        pass
    try:
        sheets = convert(Path(book), Path(folder))
        (Path(folder) / "sheets.json").write_text(json.dumps(sheets), encoding="utf-8")
    except OSError as error:
        print(error.strerror or error, file=sys.stderr)
        sys.exit(UNWRITABLE)


if __name__ == "__main__":
    main(*sys.argv[1:3])
