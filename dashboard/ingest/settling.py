"""What each row of a batch is beside the records of a version: new, unchanged, updated, rejected.

An id decides alone. A sheet without ids is matched by the natural key of its table, and a row that
matches nothing gets an id made from that key, so that the same row always gets the same id. Nothing
here depends on the order of files or rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from dashboard.errors import PlainError
from dashboard.ingest.headings import template_headings
from dashboard.ingest.reasons import Reason
from dashboard.ingest.stage import Stage, StagedSheet
from dashboard.ingest.tables import arrow_schema
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES, Breach, Record
from dashboard.versions import Version

_SEPARATOR = "chr(31)"  # between the parts of a natural key
MOST_TWINS = 1000  # of a table, that are listed


@dataclass(frozen=True)
class Counts:
    """Rows of a sheet or batch: read = accepted + rejected + unchanged, updated within accepted."""

    read: int = 0
    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.read + other.read,
            self.accepted + other.accepted,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.rejected + other.rejected,
        )


@dataclass
class Settled:
    """The batch beside one version: its counts by sheet number, and records that look alike."""

    by_sheet: dict[int, Counts] = field(default_factory=dict)
    twins: list[list[str]] = field(default_factory=list)
    """Ids of different records of one event or case, of which at least one is new or updated."""

    @property
    def total(self) -> Counts:
        """The counts of the whole batch."""
        return sum(self.by_sheet.values(), Counts())


def settle(stage: Stage, base: Version) -> Settled:
    """Decide on every row. The workspace then holds, for each table handed in:

    base_TABLE      the version's records
    handed_TABLE    the batch's rows that can be read: sheet, row, the canonical columns
    known           sheet, row, id, state: rows whose record is known, updated or unchanged

    A row that is neither in `problems` nor `known` is new. Most rows are, so that the few others
    are kept, not they.
    """
    stage.connection.execute(
        "CREATE TABLE known (sheet INTEGER, row BIGINT, id VARCHAR, state VARCHAR)"
    )
    for record_type in handed_types(stage):
        _open_base(stage, base, record_type)
        sheets = [s for s in stage.sheets if s.record_type is record_type]
        with_ids = [s for s in sheets if _has_own_ids(s, stage)]
        for sheet in with_ids:
            _note_missing_ids(stage, sheet)
        _unite(stage, record_type, with_ids, "identified")
        for sheet in sheets:
            if sheet not in with_ids:
                _identify(stage, sheet)
            _keep_absent_columns(stage, sheet)
        _unite(stage, record_type, sheets, "handed")
        for sheet in sheets:
            _note_breaches(stage, sheet)
        _settle_repeated(stage, record_type)
        _find_known(stage, record_type)
    return Settled(_counts(stage), _twins(stage))


def handed_types(stage: Stage) -> list[type[Record]]:
    """The record types of which the batch holds rows."""
    present = {sheet.record_type for sheet in stage.sheets}
    return [record_type for record_type in RECORD_TYPES.values() if record_type in present]


def _listed(record_type: type[Record], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{column}"' for column in record_type.columns())


def _open_base(stage: Stage, base: Version, record_type: type[Record]) -> None:
    path = base.folder / base.manifest.tables[record_type.table].file
    stage.connection.read_parquet(str(path)).create_view(f"base_{record_type.table}", replace=True)


def _unite(stage: Stage, record_type: type[Record], sheets: list[StagedSheet], name: str) -> None:
    """A view of the rows of several sheets."""
    empty = ", ".join(f'CAST(NULL AS VARCHAR) AS "{c}"' for c in record_type.columns())
    parts = [
        f"SELECT {s.number} AS sheet, row, {_listed(record_type)} FROM typed_{s.number}"
        for s in sheets
    ] or [f"SELECT 0 AS sheet, 0 AS row, {empty} WHERE false"]
    stage.connection.execute(
        f"CREATE OR REPLACE VIEW {name}_{record_type.table} AS {' UNION ALL '.join(parts)}"
    )


def _good(name: str, table: str) -> str:
    """The rows of `identified` or `handed` in which nothing is wrong so far."""
    return (
        f"{name}_{table} h WHERE NOT EXISTS "
        "(SELECT 1 FROM problems p WHERE p.sheet = h.sheet AND p.row = h.row)"
    )


# --- identity -------------------------------------------------------------------------------------


def _has_own_ids(sheet: StagedSheet, stage: Stage) -> bool:
    """Whether the office wrote ids: any cell of the id column is filled."""
    heading = sheet.layout.columns.get(sheet.record_type.id_column)
    return heading is not None and bool(
        stage.one(f"SELECT count(*) FROM raw_{sheet.number} WHERE trim(c{heading.position}) <> ''")
    )


def _note_missing_ids(stage: Stage, sheet: StagedSheet) -> None:
    column = sheet.record_type.id_column
    sentence = mark(
        "The id is empty, while other rows have one. Fill it in, or leave the column empty "
        "altogether."
    )
    stage.connection.execute(
        f"INSERT INTO problems SELECT $sheet, row, $position, $reason "
        f'FROM typed_{sheet.number} WHERE "{column}" IS NULL',
        {
            "sheet": sheet.number,
            "position": sheet.position(column),
            "reason": stage.reason(Reason(column, PlainError(sentence))),
        },
    )


def _key(record_type: type[Record], prefix: str) -> str:
    """The natural key as one text: letter case, spaces and the order of lists aside."""
    schema = arrow_schema(record_type)
    parts = []
    for column in record_type.natural_key:
        value = f'{prefix}."{column}"'
        if pa.types.is_list(schema.field(column).type):
            value = f"list_sort({value})"
        parts.append(
            f"coalesce(regexp_replace(lower(CAST({value} AS VARCHAR)), '\\s+', ' ', 'g'), '')"
        )
    return f"concat_ws({_SEPARATOR}, {', '.join(parts)})"


def _identify(stage: Stage, sheet: StagedSheet) -> None:
    """Give each row of a sheet without ids the id of the record it is, else one of its own."""
    record_type = sheet.record_type
    table, column = record_type.table, record_type.id_column
    first_day = (record_type.interval or ("as_of",))[0]
    same = " AND ".join(
        f't."{c}" IS NOT DISTINCT FROM k."{c}"' for c in record_type.columns() if c != column
    )
    stage.connection.execute(
        f"CREATE OR REPLACE TABLE keyed AS "
        f"SELECT {_key(record_type, 'b')} AS key, {_listed(record_type, 'b.')} "
        f"FROM (SELECT {_listed(record_type)} FROM base_{table} "
        f"UNION ALL SELECT {_listed(record_type)} FROM {_good('identified', table)}) b"
    )
    # Several records may share a key; a row that equals one of them is that one.
    stage.connection.execute(
        f"CREATE OR REPLACE TABLE matched AS "
        f"SELECT t.row, {_key(record_type, 't')} AS key, "
        f'list(DISTINCT k."{column}") AS ids, '
        f'list(DISTINCT k."{column}") FILTER (k."{column}" IS NOT NULL AND {same}) AS equals '
        f"FROM typed_{sheet.number} t LEFT JOIN keyed k ON k.key = {_key(record_type, 't')} "
        f"GROUP BY ALL"
    )
    stage.connection.execute(
        f'UPDATE typed_{sheet.number} SET "{column}" = coalesce('
        f"CASE WHEN len(m.equals) > 0 THEN list_min(m.equals) END, "
        f"CASE WHEN len(list_filter(m.ids, lambda i: i IS NOT NULL)) > 0 "
        f"THEN list_min(m.ids) END, "
        f"concat_ws('-', $prefix, year(\"{first_day}\"), upper(left(sha256(m.key), 12)))) "
        f"FROM matched m WHERE m.row = typed_{sheet.number}.row",
        {"prefix": record_type.id_prefix},
    )
    doubtful = stage.rows(
        "SELECT row, list_sort(ids) FROM matched "
        "WHERE len(ids) > 1 AND coalesce(len(equals), 0) = 0"
    )
    for row, ids in doubtful:
        reason = Reason(
            None,
            PlainError(
                mark("Several records are of this day, kind and place: {ids}. Write the id."),
                ids=", ".join(ids[:8]),
            ),
        )
        _note_row(sheet, stage, row, reason)


def _note_row(sheet: StagedSheet, stage: Stage, row: int, reason: Reason) -> None:
    stage.connection.execute(
        "INSERT INTO problems VALUES ($sheet, $row, $position, $reason)",
        {
            "sheet": sheet.number,
            "row": row,
            "position": sheet.position(reason.column),
            "reason": stage.reason(reason),
        },
    )


def _keep_absent_columns(stage: Stage, sheet: StagedSheet) -> None:
    """A column that a sheet does not have is no empty cell: a known record keeps its value."""
    record_type = sheet.record_type
    present = sheet.layout.columns
    kept = [
        column
        for column in sheet.absent
        if column != record_type.id_column
        and record_type.stand_ins.get(column) not in present
        and not (column == "province_code" and any(c.startswith("regency") for c in present))
        and not (column == "note" and sheet.estimates)
    ]
    if not kept:
        return
    kept_values = ", ".join(f'"{c}" = b."{c}"' for c in kept)
    stage.connection.execute(
        f"UPDATE typed_{sheet.number} SET {kept_values} "
        f"FROM base_{record_type.table} b "
        f'WHERE b."{record_type.id_column}" = typed_{sheet.number}."{record_type.id_column}"'
    )


# --- rules and conflicts --------------------------------------------------------------------------


def _note_breaches(stage: Stage, sheet: StagedSheet) -> None:
    """Ask each rule of the record type once for each combination of values. A value that is missing
    where there must be one is a problem of its own already."""
    may_miss = set(sheet.record_type.optional_columns())
    for rule in sheet.record_type.rules:
        columns = ", ".join(f'"{column}"' for column in rule.columns)
        combinations = stage.rows(f"SELECT DISTINCT {columns} FROM typed_{sheet.number}")
        broken = []
        for values in combinations:
            known = zip(rule.columns, values, strict=True)
            if any(value is None and column not in may_miss for column, value in known):
                continue
            breach = rule.breach(*values)
            if breach is not None:
                broken.append((values, _in_office_words(breach, sheet)))
        if not broken:
            continue
        schema = arrow_schema(sheet.record_type)
        given = pa.table(
            {
                column: pa.array([v[place] for v, _ in broken], schema.field(column).type)
                for place, column in enumerate(rule.columns)
            }
            | {
                "position": [sheet.position(breach.column) for _, breach in broken],
                "reason": [stage.reason(Reason(breach.column, breach)) for _, breach in broken],
            }
        )
        matches = " AND ".join(
            f't."{column}" IS NOT DISTINCT FROM given."{column}"' for column in rule.columns
        )
        stage.run_with(
            given,
            f"INSERT INTO problems SELECT {sheet.number}, t.row, given.position, given.reason "
            f"FROM typed_{sheet.number} t JOIN given ON {matches} "
            f"WHERE NOT EXISTS (SELECT 1 FROM problems p WHERE p.sheet = {sheet.number} "
            "AND p.row = t.row AND p.position = given.position)",  # a cell unread is no breach
        )


def _in_office_words(breach: Breach, sheet: StagedSheet) -> Breach:
    """The breach with the sheet's own headings in place of column names."""
    names = template_headings(sheet.record_type.table)
    names |= {column: heading.text for column, heading in sheet.layout.columns.items()}
    values = {key: names.get(str(value), value) for key, value in breach.values.items()}
    return Breach(breach.column, breach.message, **values)


def _settle_repeated(stage: Stage, record_type: type[Record]) -> None:
    """Rows with the same id: where they differ, none of them is believed; of equal ones the first
    is the record, and the others change nothing."""
    table, column = record_type.table, record_type.id_column
    by_number = {sheet.number: sheet for sheet in stage.sheets}
    repeated = stage.rows(
        f"WITH good AS (SELECT * FROM {_good('handed', table)}), "
        f'repeated AS (SELECT "{column}" FROM good GROUP BY 1 HAVING count(*) > 1) '
        f'SELECT "{column}", list((sheet, row) ORDER BY sheet, row), '
        f"count(DISTINCT row({_listed(record_type)})) > 1 "
        f'FROM good SEMI JOIN repeated USING ("{column}") GROUP BY "{column}"'
    )
    for identity, places, differ in repeated:
        if not differ:
            stage.connection.executemany(
                "INSERT INTO known VALUES (?, ?, ?, 'unchanged')",
                [(number, row, identity) for number, row in places[1:]],
            )
            continue
        for number, row in places:
            others = [place for place in places if place != (number, row)]
            named = ", ".join(f"{by_number[n].sheet.where} {r}" for n, r in others[:5])
            if _has_own_ids(by_number[number], stage):
                sentence = mark("{id} stands in several rows that differ; also here: {others}.")
            else:
                sentence = mark(
                    "Several rows that differ are of this day, kind or category, place and "
                    "organiser or source; also here: {others}. Give each an id of its own."
                )
            reason = Reason(column, PlainError(sentence, id=identity, others=named))
            _note_row(by_number[number], stage, row, reason)


def _find_known(stage: Stage, record_type: type[Record]) -> None:
    """The rows whose id is in the version: the same as there, or an update."""
    table, column = record_type.table, record_type.id_column
    same = " AND ".join(
        f'g."{c}" IS NOT DISTINCT FROM b."{c}"' for c in record_type.columns() if c != column
    )
    stage.connection.execute(
        f"INSERT INTO known WITH good AS (SELECT * FROM {_good('handed', table)}) "
        f'SELECT g.sheet, g.row, g."{column}", '
        f"CASE WHEN {same} THEN 'unchanged' ELSE 'updated' END "
        f'FROM good g JOIN base_{table} b USING ("{column}") '
        "ANTI JOIN known k ON k.sheet = g.sheet AND k.row = g.row"
    )


def _counts(stage: Stage) -> dict[int, Counts]:
    states = stage.rows("SELECT sheet, state, count(*) FROM known GROUP BY ALL")
    rejected = dict(stage.rows("SELECT sheet, count(DISTINCT row) FROM problems GROUP BY sheet"))
    found: dict[int, Counts] = {}
    for sheet in stage.sheets:
        of = {state: n for number, state, n in states if number == sheet.number}
        unchanged, refused = of.get("unchanged", 0), rejected.get(sheet.number, 0)
        found[sheet.number] = Counts(
            sheet.read,
            sheet.read - unchanged - refused,
            of.get("updated", 0),
            unchanged,
            refused,
        )
    return found


def _twins(stage: Stage) -> list[list[str]]:
    """Records with different ids that tell of the same: worth a look, no reason to stop."""
    found: list[list[str]] = []
    for record_type in handed_types(stage):
        column = record_type.id_column
        alike = ", ".join(f'"{c}"' for c in record_type.alike)
        found += [
            sorted(ids)
            for (ids,) in stage.rows(
                f"WITH merged AS ({_merged(record_type, [column, *record_type.alike])}) "
                f'SELECT list("{column}") FROM merged '
                f"GROUP BY {alike} HAVING count(*) > 1 AND bool_or(touched) LIMIT {MOST_TWINS}"
            )
        ]
    return sorted(found)


def merged(record_type: type[Record]) -> str:
    """The query for the records of the next version, in the order of their ids."""
    columns = _listed(record_type)
    return (
        f"SELECT {columns} FROM ({_merged(record_type, record_type.columns())}) "
        f'ORDER BY "{record_type.id_column}"'
    )


def _merged(record_type: type[Record], columns: Sequence[str]) -> str:
    """Some columns of the next version's records; `touched` where they are new or updated."""
    table, column = record_type.table, record_type.id_column
    listed = ", ".join(f'"{name}"' for name in dict.fromkeys(columns))
    return (
        f"SELECT {listed}, false AS touched FROM base_{table} b "
        f"ANTI JOIN (SELECT id FROM known WHERE state = 'updated') k ON k.id = b.\"{column}\" "
        f"UNION ALL SELECT {listed}, true AS touched FROM handed_{table} h "
        "ANTI JOIN (SELECT sheet, row FROM problems UNION SELECT sheet, row FROM known "
        "WHERE state = 'unchanged') o ON o.sheet = h.sheet AND o.row = h.row"
    )
