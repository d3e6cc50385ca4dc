"""Files handed in by a test: rows of text in the layout of a table, and what became of them."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import xlsxwriter
from click.testing import CliRunner
from making import filled

from dashboard.cli import main
from dashboard.ingest import HandIn, Verdict
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES
from dashboard.settings import settings
from dashboard.versions import Version, open_version

Row = Mapping[str, str]

KNOWN = {"activity_id": "KG-A", "date_from": "2024-06-28", "regency_codes": "33.01"}
"""The one activity of a small home, as `making.make_version` takes it."""


def activity(identity: str = "KG-B", **given: str) -> dict[str, str]:
    """A valid activity as canonical text, changed where given."""
    row = filled("activities", {"activity_id": identity, "date_from": "2024-10-17"})
    return row | {"province_code": "33", "regency_codes": "33.01"} | given


def violation(identity: str = "PL-B", **given: str) -> dict[str, str]:
    """A valid case as canonical text, changed where given."""
    row = filled("violations", {"violation_id": identity, "reported_from": "2024-10-17"})
    return row | {"regency_code": "33.01"} | given


def grid(rows: Sequence[Row]) -> list[list[str]]:
    """The rows below their headings, those of the first row."""
    headings = list(rows[0])
    return [headings, *([row[heading] for heading in headings] for row in rows)]


def csv_text(cells: Iterable[Sequence[str]], delimiter: str = ",", ends: str = "\r\n") -> str:
    """Rows of cells as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ends)
    if ends == "\r":  # it would not quote a line feed
        writer = csv.writer(text, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows(cells)
    return text.getvalue()


def csv_file(path: Path, rows: Sequence[Row], encoding: str = "utf-8") -> Path:
    """Write the rows as CSV below their headings."""
    path.write_bytes(csv_text(grid(rows)).encode(encoding))
    return path


def xlsx_file(path: Path, sheets: Mapping[str, Iterable[Sequence[object]]]) -> Path:
    """Write a workbook of text cells, and of days and numbers where the values are such."""
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    if isinstance(value, str):
                        page.write_string(line, column, value)
                    elif hasattr(value, "year"):
                        page.write_datetime(line, column, value, day)
                    else:
                        page.write(line, column, value)
    return path


def hand_in(home: Path, *files: Path, language: str = "en", **options: Any) -> Verdict:
    """Publish the files."""
    return HandIn(home, "Kantor uji", Locale(language), **options).publish(files)


def preview(home: Path, *files: Path, language: str = "en", **options: Any) -> Verdict:
    """What publishing the files would do."""
    return HandIn(home, "Kantor uji", Locale(language), **options).preview(files)


def stored(version: Version, table: str) -> dict[str, dict[str, Any]]:
    """The records of a version by id."""
    rows = pq.read_table(version.folder / version.manifest.tables[table].file).to_pylist()
    return {row[RECORD_TYPES[table].id_column]: row for row in rows}


def current(home: Path, table: str = "activities") -> dict[str, dict[str, Any]]:
    """The records of the current version by id, its checksums compared."""
    return stored(open_version(home), table)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def published(home: Path) -> dict[str, bytes]:
    """All files that make the versions and say which one is current."""
    kept = ("versions/", "current")
    return {name: data for name, data in files_below(home).items() if name.startswith(kept)}


@dataclass(frozen=True)
class Told:
    """What the command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The answer to `--json`."""
        answer: dict[str, Any] = json.loads(self.out)
        return answer


def pantau(*arguments: str | Path, home: Path, language: str = "en") -> Told:
    """Run a subcommand of `pantau` in this process."""
    settings.cache_clear()
    name, *others = map(str, arguments)
    result = CliRunner().invoke(
        main,
        [name, "--home", str(home), *others],
        env={"PANTAU_LANGUAGE": language, "PANTAU_HOME": str(home)},
    )
    settings.cache_clear()
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Told(result.exit_code, result.stdout, result.stderr)
