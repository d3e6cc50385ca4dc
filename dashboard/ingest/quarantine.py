"""Rejected rows, kept with their reasons, as a workbook to be corrected and handed in again.

HOME/quarantine/BATCH/perbaikan.xlsx   the rejected rows in the layout they came in; beside each
                                       cell that is not accepted a column with the reason
HOME/quarantine/BATCH/reasons.parquet  one row a reason: file, sheet, row, heading, column,
                                       found, expected, suggestion
HOME/quarantine/BATCH/rows_N.parquet   all rejected rows of sheet N: row, cells; also where they
                                       are more than a workbook takes
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dashboard.ingest.headings import REASON_PREFIX
from dashboard.ingest.stage import Stage, StagedSheet
from dashboard.locale import Locale

WORKBOOK = "perbaikan.xlsx"
REASONS = "reasons.parquet"
MOST_ROWS = 50_000  # of a sheet in the workbook; the archive beside it holds all
LONGEST_CELL = 32_000  # characters that a workbook's cell takes, with some room
_REASON_WIDTH = 48  # characters
_LINE_HEIGHT = 14  # points
_LONGEST_FOUND = 200  # characters that a reason repeats of a cell


@dataclass(frozen=True)
class Rejection:
    """One reason why a row was rejected. `row` counts from 1, the heading row included."""

    file: str
    sheet: str | None
    row: int
    heading: str | None
    column: str | None
    found: str
    expected: str
    suggestion: str | None


def rejections(stage: Stage, locale: Locale, most: int) -> list[Rejection]:
    """The first reasons by sheet, row and cell."""
    _describe(stage, locale)
    return [
        Rejection(*values)
        for values in stage.rows(
            f"SELECT {_COLUMNS} FROM rejections ORDER BY {_ORDER} LIMIT $most", most=most
        )
    ]


_NAMES = ("file", "sheet", "row", "heading", "column", "found", "expected", "suggestion")
_COLUMNS = 'file, sheet, row, heading, "column", found, expected, suggestion'
_ORDER = "number, row, position, expected"


def _describe(stage: Stage, locale: Locale) -> None:
    """The view `rejections` over the batch's problems, in the reader's language."""
    sheets = pa.table(
        {
            "number": pa.array([s.number for s in stage.sheets], pa.int32()),
            "file": pa.array([s.sheet.file.name for s in stage.sheets], pa.string()),
            "sheet": pa.array([s.sheet.name for s in stage.sheets], pa.string()),
            "headings": pa.array([s.sheet.headings for s in stage.sheets], pa.list_(pa.string())),
        }
    )
    reasons = pa.table(
        {
            "reason": pa.array(range(len(stage.reasons)), pa.int32()),
            "column": pa.array([r.column for r in stage.reasons], pa.string()),
            "expected": pa.array([r.expected.sentence(locale) for r in stage.reasons], pa.string()),
            "suggestion": pa.array([r.suggestion for r in stage.reasons], pa.string()),
        }
    )
    stage.run_with(sheets, "CREATE OR REPLACE TABLE described_sheets AS SELECT * FROM given")
    stage.run_with(reasons, "CREATE OR REPLACE TABLE described_reasons AS SELECT * FROM given")
    found = " UNION ALL ".join(
        f"SELECT p.*, left(CASE p.position {_cases(s)} END, {_LONGEST_FOUND}) AS found "
        f"FROM (FROM problems WHERE sheet = {s.number}) p LEFT JOIN raw_{s.number} r USING (row)"
        for s in stage.sheets
    )
    stage.connection.execute(
        f"CREATE OR REPLACE VIEW rejections AS "
        f"SELECT DISTINCT s.file, s.sheet, f.row, s.headings[f.position + 1] AS heading, "
        f'x."column", '
        f"coalesce(f.found, '') AS found, x.expected, x.suggestion, "
        f"s.number, f.position "
        f"FROM ({found}) f JOIN described_sheets s ON s.number = f.sheet "
        f"JOIN described_reasons x USING (reason)"
    )


def _cases(sheet: StagedSheet) -> str:
    return " ".join(f"WHEN {n} THEN r.c{n}" for n in range(sheet.sheet.width))


def write_quarantine(stage: Stage, folder: Path, locale: Locale) -> Path:
    """Write all rejected rows of the batch into the new folder; the workbook's path.

    Raises `OSError` where the folder cannot be written.
    """
    folder.mkdir(parents=True)
    try:
        reasons = rejections(stage, locale, MOST_ROWS)
        stage.copy(f"SELECT {_COLUMNS} FROM rejections ORDER BY {_ORDER}", folder / REASONS)
        workbook = folder / WORKBOOK
        book = xlsxwriter.Workbook(
            workbook,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": str(folder),
            },
        )
        formats = _Formats(book)
        titles = {locale.text("Reasons").casefold()}
        for sheet in stage.sheets:
            rows = _archive(stage, sheet, folder / f"rows_{sheet.number}.parquet")
            if rows:
                own = [r for r in reasons if _is_from(r, sheet)]
                _write_sheet(book, formats, _title(sheet, titles), sheet, rows, own, locale)
        _explain(book, formats, reasons, locale)
        book.close()
        return workbook
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def quarantined(home: Path, most: int) -> tuple[pa.Table, int]:
    """The reasons of all kept rejected rows, the newest batch first, at most so many; and how many
    rows are kept in all.

    Columns: batch (the moment it was handed in, UTC) and those of `Rejection`. A damaged file is
    passed over.
    """
    found: list[pa.Table] = []
    rows = 0
    for path in sorted((home / "quarantine").glob(f"*/{REASONS}"), reverse=True):
        try:
            table = pq.read_table(path)
        except (OSError, pa.ArrowException):
            continue
        rows += len(table.group_by(["file", "sheet", "row"]).aggregate([]))
        moment = pa.array([path.parent.name.partition("-")[0]] * len(table), pa.string())
        found.append(table.add_column(0, "batch", moment))
    empty = pa.table({name: pa.array([], pa.string()) for name in ("batch", *_NAMES)})
    return (pa.concat_tables(found).slice(0, most) if found else empty), rows


def _is_from(rejection: Rejection, sheet: StagedSheet) -> bool:
    return (rejection.file, rejection.sheet) == (sheet.sheet.file.name, sheet.sheet.name)


def _archive(stage: Stage, sheet: StagedSheet, path: Path) -> dict[int, list[str]]:
    """Write the sheet's rejected rows; the first of them by row number, cell by cell."""
    odd = pa.table(
        {
            "row": pa.array([o.row for o in sheet.sheet.odd], pa.int64()),
            "cells": pa.array([o.cells for o in sheet.sheet.odd], pa.list_(pa.string())),
        }
    )
    stage.run_with(odd, "CREATE OR REPLACE TABLE odd_rows AS SELECT * FROM given")
    cells = ", ".join(f"r.c{n}" for n in range(sheet.sheet.width))
    rejected = (
        f"SELECT r.row, [{cells}] AS cells FROM raw_{sheet.number} r "
        f"SEMI JOIN (SELECT row FROM problems WHERE sheet = {sheet.number}) p USING (row) "
        "UNION ALL SELECT row, cells FROM odd_rows ORDER BY row"
    )
    first = dict(stage.rows(f"SELECT * FROM ({rejected}) LIMIT {MOST_ROWS}"))
    if first:
        stage.copy(rejected, path)
    return first


# --- the workbook ---------------------------------------------------------------------------------


class _Formats:
    """Text cells throughout: nothing in the workbook is a formula, a number or a link."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        text = {"num_format": "@", "font_name": "Arial", "font_size": 10, "valign": "top"}
        self.text = book.add_format(text)
        self.wrapped = book.add_format(text | {"text_wrap": True})
        self.heading = book.add_format(
            text | {"bold": True, "bg_color": "#E6F1F6", "text_wrap": True, "bottom": 1}
        )
        self.wrong = book.add_format(text | {"bg_color": "#FDECEB", "border": 1})
        self.reason = book.add_format(
            text | {"font_color": "#93201A", "text_wrap": True, "italic": True}
        )
        self.reason_heading = book.add_format(
            text | {"bold": True, "bg_color": "#FDECEB", "text_wrap": True, "bottom": 1}
        )


_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def _title(sheet: StagedSheet, taken: set[str]) -> str:
    """A worksheet's name that no other has: at most 31 characters."""
    name = (sheet.sheet.name or Path(sheet.sheet.file.name).stem).translate(_FORBIDDEN).strip()
    title, number = name[:31] or "1", 1
    while title.casefold() in taken:
        number += 1
        title = f"{name[:27]} {number}"
    taken.add(title.casefold())
    return title


def _new_page(book: xlsxwriter.Workbook, title: str) -> Any:
    """A worksheet that is fit to be printed: landscape A4, as wide as a page."""
    page = book.add_worksheet(title)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    return page


def _write_sheet(
    book: xlsxwriter.Workbook,
    formats: _Formats,
    title: str,
    sheet: StagedSheet,
    rows: Mapping[int, list[str]],
    reasons: list[Rejection],
    locale: Locale,
) -> None:
    headings = sheet.sheet.headings
    by_cell: dict[tuple[int, str | None], list[str]] = {}
    lines: dict[int, int] = {}
    for reason in reasons:
        cell = by_cell.setdefault((reason.row, reason.heading), [])
        cell.append(_sentence(reason, locale))
        needed = sum(_lines(text, _REASON_WIDTH) for text in cell)
        lines[reason.row] = max(lines.get(reason.row, 1), needed)
    wrong = {heading for _, heading in by_cell}
    # A reason stands right of its cell, that of a whole row right of all, and right of it the cells
    # that are under no heading.
    columns: list[tuple[int, bool]] = []
    for position, heading in enumerate(headings):
        if heading.startswith(REASON_PREFIX):
            continue  # of a file handed in before
        columns.append((position, False))
        if heading in wrong and heading is not None:
            columns.append((position, True))
    page = _new_page(book, title)
    page.freeze_panes(1, 0)
    for column, (position, is_reason) in enumerate(columns):
        page.set_column(column, column, _REASON_WIDTH if is_reason else 20)
        name = f"{REASON_PREFIX}{headings[position]}" if is_reason else headings[position]
        page.write_string(0, column, name, formats.reason_heading if is_reason else formats.heading)
    if None in wrong:
        page.set_column(len(columns), len(columns), _REASON_WIDTH)
        page.write_string(
            0, len(columns), REASON_PREFIX + locale.text("row"), formats.reason_heading
        )
    for line, (row, texts) in enumerate(list(rows.items())[:MOST_ROWS], start=1):
        page.set_row(line, _LINE_HEIGHT * lines.get(row, 1))
        for column, (position, is_reason) in enumerate(columns):
            reason_texts = by_cell.get((row, headings[position]), [])
            if is_reason:
                page.write_string(line, column, "\n".join(reason_texts), formats.reason)
            elif position < len(texts):
                page.write_string(
                    line,
                    column,
                    texts[position][:LONGEST_CELL],
                    formats.wrong if reason_texts else formats.text,
                )
        if (row, None) in by_cell:
            page.write_string(line, len(columns), "\n".join(by_cell[row, None]), formats.reason)
        for column, text in enumerate(texts[len(headings) :], start=len(columns) + 1):
            page.write_string(line, column, text[:LONGEST_CELL], formats.wrong)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column of so many characters."""
    return max(1, -(-len(text) * 11 // (width * 10)))


def _sentence(reason: Rejection, locale: Locale) -> str:
    if reason.suggestion is None:
        return reason.expected
    return f"{reason.expected} {locale.text('Perhaps: {suggestion}', suggestion=reason.suggestion)}"


def _explain(
    book: xlsxwriter.Workbook, formats: _Formats, reasons: list[Rejection], locale: Locale
) -> None:
    """The last sheet: every reason in words, for reading; it is passed over when handed in."""
    page = _new_page(book, locale.text("Reasons"))
    page.freeze_panes(5, 0)
    lines = [
        REASON_PREFIX + ", ".join(dict.fromkeys(reason.file for reason in reasons)),
        locale.text(
            "Correct the marked cells, leave the columns with reasons as they are, and "
            "hand this file in again."
        ),
        locale.text(
            "Free text is not checked for names: please make sure that no person is named."
        ),
    ]
    for line, text in enumerate(lines):
        page.write_string(line, 0, text, formats.text)
    titles = [
        (locale.text("File"), 28),
        (locale.text("Sheet"), 18),
        (locale.text("Row"), 8),
        (locale.text("Column"), 22),
        (locale.text("Found"), 32),
        (locale.text("Expected"), 60),
        (locale.text("Suggestion"), 44),
    ]
    for column, (title, width) in enumerate(titles):
        page.set_column(column, column, width)
        page.write_string(4, column, title, formats.heading)
    for line, reason in enumerate(reasons[:MOST_ROWS], start=5):
        cells = (
            reason.file,
            reason.sheet or "",
            str(reason.row),
            reason.heading or "",
            reason.found,
            reason.expected,
            reason.suggestion or "",
        )
        widths = [width for _, width in titles]
        page.set_row(line, _LINE_HEIGHT * max(map(_lines, cells, widths)))
        for column, text in enumerate(cells):
            page.write_string(line, column, text[:LONGEST_CELL], formats.wrapped)
