"""The workspace of one batch: its rows as text, what they mean, and what is wrong with them.

A DuckDB database of its own in a folder of its own. All checks are set-based: Python reads each
distinct text of a column once, and what is not valid; the rows stay in the database.

    raw_N        the sheet's rows as text: row, c0, c1 ...
    typed_N      the same rows as values: row, the canonical columns; null where nothing is written
    problems     sheet, row, position of the cell, reason (a place in `Stage.reasons`)
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.errors import PlainError
from dashboard.ingest.cells import (
    PERSONAL,
    PLACE_COLUMNS,
    is_free_text,
    read_cells,
)
from dashboard.ingest.headings import Heading, Layout
from dashboard.ingest.masking import masked
from dashboard.ingest.places import read_place
from dashboard.ingest.progress import Progress, part
from dashboard.ingest.publish import IngestError
from dashboard.ingest.reasons import Reason
from dashboard.ingest.sheets import LongRow, Sheet
from dashboard.ingest.spreadsheet import FORMULA_ERRORS, schema_of
from dashboard.ingest.values import is_blank
from dashboard.locale import mark
from dashboard.model import (
    LINK,
    LINK_COLUMN,
    LONGEST_TEXT,
    Record,
    looks_personal,
)
from dashboard.settings import settings
from dashboard.tables import arrow_schema

_SPACE = " \t\r\n\v\f\u00a0\u2007\u202f\ufeff"
_LONGEST_BLANK = 30  # characters of a text that may mean that nothing is known
_GAP = r"\s\v\x1c-\x1f\x{85}\p{Z}\p{Cf}"
_FOLDED_TO = frozenset("0123456789@()[]at")  # what a number or an address is made of
# Blocks that hold signs which are read as others: all of the first plane, letters and digits in
# mathematics and in frames of the second.
_FOLDING = (range(0x80, 0x10000), range(0x1D400, 0x1D800), range(0x1F100, 0x1F200))
_BETWEEN_CELLS = "|"  # no part of what is suspicious
ESTIMATE = "Jumlah perkiraan: "  # begins what the note says of a number given as "about"
# "The same as above", which means nothing once rows are sorted.
_DITTOS = (
    "sda",
    "s.d.a",
    "s.d.a.",
    "s d a",
    "idem",
    "ditto",
    '"',
    "''",
    "〃",
    '-"-',
    "-''-",
    "sama",
)
# What may be wrong with a free text: a condition on it, the values in that, the sentence.
_WRONG_TEXTS = (
    (
        "length({}) > $most",
        ("most",),
        mark("The text is longer than {most} characters."),
    ),
    (
        "(starts_with({0}, '#') AND list_contains($errors::VARCHAR[], {0}))",
        ("errors",),
        mark("A formula has no result here; expected is a text."),
    ),
    (
        "(length({0}) <= 12 AND list_contains($dittos::VARCHAR[], lower({0})))",
        ("dittos",),
        mark("“As above” is no value; expected is the value itself."),
    ),
    (
        "NOT regexp_full_match({}, $link)",
        ("link",),
        mark("Expected is a link that begins with https:// or http://."),
    ),
)
ROW_ITSELF = -1  # the position of a problem that is no single cell's


@cache
def _suspicious() -> str:
    """The pattern that finds more than `looks_personal` does, and fast; that has the last word.

    Sixteen digits in a row, a sign of an address, or any sign that is read as part of one of them.
    """
    folding = "".join(
        sign
        for sign in map(chr, chain.from_iterable(_FOLDING))
        if not sign.isdecimal() and _FOLDED_TO.intersection(unicodedata.normalize("NFKC", sign))
    )
    return (
        rf"\p{{Nd}}(?:[{_GAP}./-]*\p{{Nd}}){{15}}"
        rf"|[@{folding}]|[(\[][{_GAP}]*a\p{{Cf}}*t[{_GAP}]*[)\]]"
    )


# What the database raises where its disk is full, and where its memory is too small.
DiskFull = (duckdb.OperationalError, duckdb.FatalException)
MemoryTooSmall = duckdb.OutOfMemoryException


@dataclass
class StagedSheet:
    """A sheet in the workspace. `estimates` counts cells whose number is given as "about"."""

    number: int
    sheet: Sheet
    layout: Layout
    read: int
    estimates: int = 0

    @property
    def record_type(self) -> type[Record]:
        """The record type of its rows."""
        return self.layout.record_type

    def position(self, column: str | None) -> int:
        """The position of the cell that holds the column, else that of the row itself."""
        heading = self.layout.columns.get(column or "")
        return ROW_ITSELF if heading is None else heading.position

    @property
    def absent(self) -> list[str]:
        """Columns that the sheet does not have."""
        return [c for c in self.record_type.columns() if c not in self.layout.columns]


@dataclass
class Stage:
    """All sheets of a batch. Use as a context; the database is closed at its end."""

    work: Path
    sheets: list[StagedSheet] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    passed_over: list[tuple[str, int]] = field(default_factory=list)
    """Sheets that were not read, hidden ones and those without a heading row, and their rows."""
    connection: duckdb.DuckDBPyConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = duckdb.connect(
            str(self.work / "stage.duckdb"),
            config={
                "threads": settings().query_threads,
                "memory_limit": settings().query_memory,
                "temp_directory": str(self.work / "spill"),
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self.connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        self.connection.execute(
            "CREATE TABLE problems (sheet INTEGER, row BIGINT, position INTEGER, reason INTEGER)"
        )

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    # --- rows --------------------------------------------------------------------------------

    def add(self, sheet: Sheet, layout: Layout, progress: Progress) -> StagedSheet:
        """Load a sheet's rows and find out what they mean."""
        number = len(self.sheets)
        raw = f"raw_{number}"
        self._load(sheet, raw, part(progress, 0, 0.6))
        counted = self.one(f"SELECT count(*) FROM {raw}")
        staged = StagedSheet(number, sheet, layout, counted + len(sheet.odd))
        self.sheets.append(staged)
        self._note_odd_rows(staged)
        self._mask_personal(staged)
        self._type(staged, part(progress, 0.6, 0.4))
        return staged

    def _load(self, sheet: Sheet, raw: str, progress: Progress) -> None:
        """The sheet's rows as text, without those in which nothing stands."""
        cells = [f"c{position}" for position in range(sheet.width)]
        filled = " OR ".join(f"{cell} <> ''" for cell in cells)
        blank = " AND ".join(f"trim({cell}, $space) = ''" for cell in cells)
        failures: list[IngestError] = []
        batches = _remembering(sheet.read(progress), failures)
        try:
            self.run_with(
                pa.RecordBatchReader.from_batches(schema_of(sheet.width), batches),
                f"CREATE TABLE {raw} AS SELECT * FROM given WHERE {filled}",
            )
        except duckdb.Error:
            if not failures:
                raise
            if not (isinstance(failures[0], LongRow) and sheet.takes_longer_rows()):
                raise failures[0] from None  # which the database hides in an error of its own
            self._load(sheet, raw, progress)
            return
        self.connection.execute(f"DELETE FROM {raw} WHERE {blank}", {"space": _SPACE})

    def _note_odd_rows(self, staged: StagedSheet) -> None:
        for odd in staged.sheet.odd:
            odd.cells[:] = [masked(text) for text in odd.cells]
            reason = self.reason(
                Reason(
                    None,
                    PlainError(
                        mark("The row has {found} cells; there are {expected} headings."),
                        found=len(odd.cells),
                        expected=staged.sheet.width,
                    ),
                )
            )
            self.connection.execute(
                "INSERT INTO problems VALUES ($sheet, $row, $position, $reason)",
                {
                    "sheet": staged.number,
                    "row": odd.row,
                    "position": ROW_ITSELF,
                    "reason": reason,
                },
            )

    def _mask_personal(self, staged: StagedSheet) -> None:
        """Take out what looks like a NIP, a NIK or an e-mail address, also of columns that mean
        nothing here: no file made from the workspace can repeat it. The row is not accepted."""
        raw = f"raw_{staged.number}"
        asked = [h for h in staged.layout.headings if h.column != LINK_COLUMN]
        cells = [f"c{heading.position}" for heading in asked]
        row = f"concat_ws('{_BETWEEN_CELLS}', {', '.join(cells)})"
        suspect = "regexp_matches({}, $suspicious)"
        # One look over whole rows, then over the columns: hardly a file has anything of the kind.
        if not any(self._any([suspect.format(row)], raw, suspicious=_suspicious())):
            return
        conditions = [suspect.format(cell) for cell in cells]
        flags = self._any(conditions, raw, suspicious=_suspicious())
        for heading, condition, flagged in zip(asked, conditions, flags, strict=True):
            if flagged:
                self._mask_column(staged, heading, condition)

    def _mask_column(self, staged: StagedSheet, heading: Heading, suspect: str) -> None:
        raw, cell = f"raw_{staged.number}", f"c{heading.position}"
        suspected = self.column(
            f"SELECT DISTINCT {cell} FROM {raw} WHERE {suspect}", suspicious=_suspicious()
        )
        personal = [text for text in suspected if looks_personal(text)]
        if not personal:
            return
        if heading.column is not None:
            reason = Reason(heading.column, PlainError(PERSONAL))
            self.note(staged, [cell], [((text,), [reason]) for text in personal])
        self.run_with(
            pa.table({"found": personal, "masked": [masked(text) for text in personal]}),
            f"UPDATE {raw} SET {cell} = given.masked FROM given WHERE {raw}.{cell} = given.found",
        )

    # --- meanings ----------------------------------------------------------------------------

    def _type(self, staged: StagedSheet, progress: Progress) -> None:
        record_type, layout = staged.record_type, staged.layout
        typing = _Typing(f"raw_{staged.number}", {"space": _SPACE})
        self._places(staged, typing)
        for done, (column, heading) in enumerate(layout.columns.items()):
            progress(done / len(layout.columns))
            if column in PLACE_COLUMNS:
                continue
            cell = f"c{heading.position}"
            if is_free_text(record_type, column):
                self._free_text(staged, typing, column, cell)
            else:
                self._read_column(staged, typing, column, cell)
        typing.fill_in(record_type)
        self.connection.execute(
            f"CREATE TABLE typed_{staged.number} AS {typing.select(record_type)}", typing.values
        )
        self._note_wrong_texts(staged)
        self._note_missing(staged)

    def _read_column(self, staged: StagedSheet, typing: "_Typing", column: str, cell: str) -> None:
        """Read each distinct text of a column into a table of meanings."""
        name = f"meaning_{staged.number}_{cell}"
        texts = list(self.column(f"SELECT DISTINCT {cell} FROM {typing.raw}"))
        table, refused = read_cells(staged.record_type, column, texts)
        self.run_with(table, f"CREATE TABLE {name} AS SELECT * FROM given")
        self.note(staged, [cell], [((text,), [reason]) for text, reason in refused.items()])
        typing.joins.append(f"LEFT JOIN {name} ON {name}.found = r.{cell}")
        is_last = column in staged.record_type.interval[1:]
        typing.expressions[column] = f'{name}."{"last" if is_last else "value"}"'
        typing.meanings[column] = name
        if any(table["estimate"].to_pylist()):
            typing.estimates.append(
                f"CASE WHEN {name}.estimate THEN $estimate || trim(r.{cell}, $space) END"
            )
            staged.estimates += self.one(
                f"SELECT count(*) FROM {typing.raw} r "
                f"JOIN {name} ON {name}.found = r.{cell} WHERE {name}.estimate"
            )

    def _places(self, staged: StagedSheet, typing: "_Typing") -> None:
        """Read the distinct places into a table of meanings."""
        record_type = staged.record_type
        known = [c for c in PLACE_COLUMNS if c in record_type.columns()]
        present = {c: h for c, h in staged.layout.columns.items() if c in known}
        if not present:
            return
        regency = next(c for c in known if c.startswith("regency"))
        cells = [f"c{heading.position}" for heading in present.values()]
        rows = self.rows(f"SELECT DISTINCT {', '.join(cells)} FROM raw_{staged.number}")
        meanings, refused = [], []
        for texts in rows:
            written = dict(zip(present, map(_written, texts), strict=True))
            place, reasons = read_place(
                written.get("province_code"),
                written.get(regency),
                written.get("district_code"),
                regency,
            )
            if regency == "regency_code" and len(place.regencies) > 1:
                reasons.append(
                    Reason(
                        regency, PlainError(mark("Expected is one kabupaten/kota, not several."))
                    )
                )
            meanings.append((*texts, place.province, list(place.regencies), place.district))
            if reasons:
                refused.append((texts, reasons))
        self.note(staged, cells, refused)
        name = f"meaning_{staged.number}_place"
        types = [pa.string()] * (len(cells) + 1) + [pa.list_(pa.string()), pa.string()]
        names = [*cells, "province", "regencies", "district"]
        columns = zip(*meanings, strict=True) if meanings else [[] for _ in names]
        arrays = [pa.array(list(c), t) for c, t in zip(columns, types, strict=True)]
        self.run_with(pa.table(arrays, names=names), f"CREATE TABLE {name} AS SELECT * FROM given")
        matches = " AND ".join(f"{name}.{cell} = r.{cell}" for cell in cells)
        typing.joins.append(f"LEFT JOIN {name} ON {matches}")
        typing.expressions |= {
            "province_code": f"{name}.province",
            "regency_codes": f"{name}.regencies",
            "regency_code": f"{name}.regencies[1]",
            "district_code": f"{name}.district",
        }

    def _free_text(self, staged: StagedSheet, typing: "_Typing", column: str, cell: str) -> None:
        """Check a column of free text in SQL."""
        raw = typing.raw
        trimmed = f"trim(r.{cell}, $space)"
        short = self.column(
            f"SELECT DISTINCT {trimmed} FROM {raw} r "
            f"WHERE length(r.{cell}) <= $longest AND NOT regexp_matches(r.{cell}, '[0-9]')",
            space=_SPACE,
            longest=_LONGEST_BLANK,
        )
        blanks = [text for text in short if text and is_blank(text)]
        value = f"nullif({trimmed}, '')"
        if blanks:
            typing.values[f"blanks_{cell}"] = blanks
            value = f"CASE WHEN NOT list_contains($blanks_{cell}, {trimmed}) THEN {value} END"
        typing.expressions[column] = value

    def _note_wrong_texts(self, staged: StagedSheet) -> None:
        """Free texts that are too long, that a formula left behind, links that are none."""
        columns = [c for c in staged.layout.columns if is_free_text(staged.record_type, c)]
        limits = {
            "most": LONGEST_TEXT,
            "errors": list(FORMULA_ERRORS),
            "dittos": list(_DITTOS),
            "link": LINK,
        }
        wrong = [
            (c, condition, values, sentence)
            for condition, values, sentence in _WRONG_TEXTS
            for c in columns
            if (c == LINK_COLUMN) or "link" not in values
        ]
        table = f"typed_{staged.number}"
        named = {name: limits[name] for _, _, values, _ in wrong for name in values}
        flags = self._any(
            [condition.format(_named(c)) for c, condition, _, _ in wrong], table, **named
        )
        for (column, condition, values, sentence), flagged in zip(wrong, flags, strict=True):
            if flagged:
                self.connection.execute(
                    "INSERT INTO problems SELECT $sheet, row, $position, $reason "
                    f"FROM {table} WHERE {condition.format(_named(column))}",
                    {
                        "sheet": staged.number,
                        "position": staged.position(column),
                        "reason": self.reason(
                            Reason(column, PlainError(sentence, most=LONGEST_TEXT))
                        ),
                        **{name: limits[name] for name in values},
                    },
                )

    def _any(self, conditions: Sequence[str], table: str, **values: object) -> tuple[bool, ...]:
        """Which of the conditions hold for any row, in one look over the table."""
        if not conditions:
            return ()
        asked = ", ".join(f"coalesce(bool_or({c}), false)" for c in conditions)
        (found,) = self.rows(f"SELECT {asked} FROM {table}", **values)
        return tuple(found)

    def _note_missing(self, staged: StagedSheet) -> None:
        record_type = staged.record_type
        dispensable = {
            record_type.id_column,
            *record_type.when_blank,
            *record_type.optional_columns(),
        }
        for column in record_type.columns():
            if column in dispensable:
                continue
            own = staged.position(column)
            # What might have stood in is what has to be corrected where it could not be read.
            other = staged.position(record_type.stand_ins.get(column))
            reason = Reason(column, PlainError(mark("The cell is empty; expected is a value.")))
            self.connection.execute(
                "INSERT INTO problems SELECT $sheet, t.row, $position, $reason "
                f'FROM typed_{staged.number} t WHERE t."{column}" IS NULL AND NOT EXISTS ('
                "SELECT 1 FROM problems p WHERE p.sheet = $sheet AND p.row = t.row "
                "AND p.position IN ($own, $other))",
                {
                    "sheet": staged.number,
                    "position": other if own == ROW_ITSELF else own,
                    "own": own,
                    "other": other,
                    "reason": self.reason(reason),
                },
            )

    # --- problems ----------------------------------------------------------------------------

    def reason(self, reason: Reason) -> int:
        """The place of a reason among the batch's reasons."""
        self.reasons.append(reason)
        return len(self.reasons) - 1

    def note(
        self,
        staged: StagedSheet,
        cells: Sequence[str],
        refused: Sequence[tuple[Sequence[str], Sequence[Reason]]],
    ) -> None:
        """Note the rows whose cells hold one of the refused texts."""
        if not refused:
            return
        rows = [
            (*texts, staged.position(reason.column), self.reason(reason))
            for texts, reasons in refused
            for reason in reasons
        ]
        names = [*cells, "position", "reason"]
        given = pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})
        matches = " AND ".join(f"given.{cell} = r.{cell}" for cell in cells)
        self.run_with(
            given,
            f"INSERT INTO problems SELECT {staged.number}, r.row, given.position, given.reason "
            f"FROM raw_{staged.number} r JOIN given ON {matches}",
        )

    # --- asking ------------------------------------------------------------------------------

    def run_with(self, given: pa.Table | pa.RecordBatchReader, sql: str, **values: object) -> None:
        """Run a statement that reads Arrow data under the name `given`."""
        self.connection.register("given", given)
        try:
            self.connection.execute(sql, values)
        finally:
            self.connection.unregister("given")

    def copy(self, sql: str, path: Path) -> int:
        """Write an answer as Parquet; the number of its rows. Raises `OSError`."""
        try:
            return int(
                self.one(
                    f"COPY ({sql}) TO $path (FORMAT parquet, COMPRESSION zstd)", path=str(path)
                )
            )
        except duckdb.IOException as error:
            raise OSError(None, _first_line(error)) from error

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """The answer's rows."""
        return self.connection.execute(sql, values).fetchall()

    def column(self, sql: str, **values: object) -> Iterator[Any]:
        """The answer's first column."""
        return (row[0] for row in self.rows(sql, **values))

    def one(self, sql: str, **values: object) -> Any:
        """The answer's only value."""
        return self.rows(sql, **values)[0][0]


@dataclass
class _Typing:
    """The statement that turns a sheet's texts into values, while it is being put together.

    Names in it are the program's own; every value is bound.
    """

    raw: str
    values: dict[str, Any]
    expressions: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    joins: list[str] = field(default_factory=list)
    estimates: list[str] = field(default_factory=list)

    def fill_in(self, record_type: type[Record]) -> None:
        """Let other columns stand in for empty cells; write estimates into the note."""
        for column, other in record_type.stand_ins.items():
            if other not in self.expressions or other in PLACE_COLUMNS:
                continue  # `read_place` has seen to the places
            stand_in = self.expressions[other]
            if column in record_type.interval:
                is_last = column == record_type.interval[1]
                stand_in = f'{self.meanings[other]}."{"last" if is_last else "value"}"'
            own = self.expressions.get(column, "NULL")
            self.expressions[column] = f"coalesce({own}, {stand_in})"
        if self.estimates and "note" in record_type.columns():
            parts = ", ".join([self.expressions.get("note", "NULL"), *self.estimates])
            self.expressions["note"] = f"nullif(concat_ws('; ', {parts}), '')"
            self.values["estimate"] = ESTIMATE

    def select(self, record_type: type[Record]) -> str:
        """The statement: the row's number and the canonical columns."""
        for column, value in record_type.when_blank.items():
            own = self.expressions.get(column, "NULL")
            self.expressions[column] = f"coalesce({own}, $blank_{column})"
            self.values[f"blank_{column}"] = str(value) if isinstance(value, StrEnum) else value
        for f in arrow_schema(record_type):
            if pa.types.is_list(f.type):  # an empty cell is an empty list
                own = self.expressions.get(f.name, "NULL")
                self.expressions[f.name] = f"coalesce({own}, [])"
        columns = ", ".join(
            f'CAST({self.expressions.get(f.name, "NULL")} AS {sql_type(f.type)}) AS "{f.name}"'
            for f in arrow_schema(record_type)
        )
        return f"SELECT r.row, {columns} FROM {self.raw} r {' '.join(self.joins)}"


def _remembering(
    batches: Iterator[pa.RecordBatch], failures: list[IngestError]
) -> Iterator[pa.RecordBatch]:
    """The batches; what ends them too early is noted."""
    try:
        yield from batches
    except IngestError as error:
        failures.append(error)
        raise


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def _named(column: str) -> str:
    return f'"{column}"'


def _written(text: str) -> str | None:
    """The text of a cell, None where it says that nothing is known."""
    stripped = text.strip()
    return None if not stripped or is_blank(stripped) else stripped


def sql_type(kind: pa.DataType) -> str:
    """The SQL name of a column's type."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    return {
        pa.string(): "VARCHAR",
        pa.int64(): "BIGINT",
        pa.float64(): "DOUBLE",
        pa.bool_(): "BOOLEAN",
        pa.date32(): "DATE",
    }[kind]
