"""What each row of a batch is beside the records of a version: new, unchanged, updated, rejected.

An id decides alone. A row without one is matched by the natural key of its table, and a row that
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
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES, Activity, Breach, Record
from dashboard.tables import arrow_schema, storing_order
from dashboard.versions import Version

_SEPARATOR = "chr(31)"  # between the parts of a natural key
SHOWN_UPDATES = 5  # of a table
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
    repeated: list[str] = field(default_factory=list)
    """Where rows stand that repeat another row of the batch word for word."""
    updates: list[str] = field(default_factory=list)
    """The first updated records: id and the columns that change."""
    placeless: list[str] = field(default_factory=list)
    """Where activities stand that are organised below the province, but name no regency."""

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
    stage.connection.execute("CREATE TABLE matched_by_key (sheet INTEGER, row BIGINT)")
    repeated: list[str] = []
    updates: list[str] = []
    for record_type in handed_types(stage):
        _open_base(stage, base, record_type)
        sheets = [s for s in stage.sheets if s.record_type is record_type]
        _unite(stage, record_type, sheets, "handed")
        _identify(stage, sheets, record_type)
        for sheet in sheets:
            _keep_absent_columns(stage, sheet)
            _note_breaches(stage, sheet)
        repeated += _settle_repeated(stage, record_type)
        _find_known(stage, record_type)
        _question_matches(stage, record_type)
        updates += _updates(stage, record_type)
    return Settled(_counts(stage), _twins(stage), repeated, updates, _placeless(stage))


def handed_types(stage: Stage) -> list[type[Record]]:
    """The record types of which the batch holds rows."""
    present = {sheet.record_type for sheet in stage.sheets}
    return [record_type for record_type in RECORD_TYPES.values() if record_type in present]


def _listed(record_type: type[Record], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{column}"' for column in record_type.columns())


def _open_base(stage: Stage, base: Version, record_type: type[Record]) -> None:
    name = f"base_{record_type.table}"
    file = base.manifest.tables.get(record_type.table)
    if file is None:  # a version older than the table
        stage.connection.from_arrow(arrow_schema(record_type).empty_table()).create(name)
        return
    stage.connection.read_parquet(str(base.folder / file.file)).create_view(name, replace=True)


def _unite(stage: Stage, record_type: type[Record], sheets: list[StagedSheet], name: str) -> None:
    """A view of the rows of several sheets."""
    parts = [
        f"SELECT {s.number} AS sheet, row, {_listed(record_type)} FROM typed_{s.number}"
        for s in sheets
    ]
    stage.connection.execute(
        f"CREATE OR REPLACE VIEW {name}_{record_type.table} AS {' UNION ALL '.join(parts)}"
    )


def _good(name: str, table: str) -> str:
    """The rows of a view in which nothing is wrong so far."""
    return (
        f"{name}_{table} h WHERE NOT EXISTS "
        "(SELECT 1 FROM problems p WHERE p.sheet = h.sheet AND p.row = h.row)"
    )


# --- identity -------------------------------------------------------------------------------------


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


def _identify(stage: Stage, sheets: Sequence[StagedSheet], record_type: type[Record]) -> None:
    """Give each row without an id the id of the record it is, else one of its own."""
    table, column = record_type.table, record_type.id_column
    if not stage.one(f'SELECT count(*) FROM handed_{table} WHERE "{column}" IS NULL'):
        return
    stage.connection.execute(
        f"CREATE OR REPLACE TABLE keyed AS "
        f"SELECT {_key(record_type, 'b')} AS key, {_listed(record_type, 'b.')} "
        f"FROM (SELECT {_listed(record_type)} FROM base_{table} UNION ALL "
        f"SELECT {_listed(record_type)} FROM {_good('handed', table)} "
        f'AND "{column}" IS NOT NULL) b'
    )
    for sheet in sheets:
        _match(stage, sheet)


def _match(stage: Stage, sheet: StagedSheet) -> None:
    record_type, column = sheet.record_type, sheet.record_type.id_column
    first_day = (record_type.interval or ("as_of",))[0]
    same = " AND ".join(
        f't."{c}" IS NOT DISTINCT FROM k."{c}"' for c in record_type.columns() if c != column
    )
    # Several records may share a key; a row that equals one of them is that one.
    stage.connection.execute(
        f"CREATE OR REPLACE TABLE matched AS "
        f"SELECT t.row, {_key(record_type, 't')} AS key, "
        f'list(DISTINCT k."{column}") FILTER (k."{column}" IS NOT NULL) AS ids, '
        f'list(DISTINCT k."{column}") FILTER (k."{column}" IS NOT NULL AND {same}) AS equals '
        f"FROM typed_{sheet.number} t LEFT JOIN keyed k ON k.key = {_key(record_type, 't')} "
        f'WHERE t."{column}" IS NULL GROUP BY ALL'
    )
    stage.connection.execute(
        f'UPDATE typed_{sheet.number} SET "{column}" = coalesce('
        f"list_min(m.equals), list_min(m.ids), "
        f"concat_ws('-', $prefix, year(\"{first_day}\"), upper(left(sha256(m.key), 12)))) "
        f"FROM matched m WHERE m.row = typed_{sheet.number}.row",
        {"prefix": record_type.id_prefix},
    )
    stage.connection.execute(f"INSERT INTO matched_by_key SELECT {sheet.number}, row FROM matched")
    doubtful = stage.rows(
        "SELECT row, list_sort(ids) FROM matched "
        "WHERE len(ids) > 1 AND coalesce(len(equals), 0) = 0"
    )
    for row, ids in doubtful:
        sentence = mark("Several records are of this day, kind and place: {ids}. Write the id.")
        _note_row(sheet, stage, row, Reason(None, PlainError(sentence, ids=", ".join(ids[:8]))))


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
    own = {column: heading.text for column, heading in sheet.layout.columns.items()}
    names = {**template_headings(sheet.record_type.table), **own}
    values = {key: names.get(str(value), value) for key, value in breach.values.items()}
    return Breach(breach.column, breach.message, **values)


def _settle_repeated(stage: Stage, record_type: type[Record]) -> list[str]:
    """Rows with the same id: of equal ones the first is the record, and the others change nothing.
    Of those that differ the one whose id was written is believed, or none. Where rows stand that
    repeat another."""
    table, column = record_type.table, record_type.id_column
    by_number = {sheet.number: sheet for sheet in stage.sheets}
    repeated = stage.rows(
        f"WITH good AS (SELECT * FROM {_good('handed', table)}), "
        f'repeated AS (SELECT "{column}" FROM good GROUP BY 1 HAVING count(*) > 1), '
        f'told AS (SELECT g."{column}" AS id, g.sheet, g.row, m.row IS NOT NULL AS by_key, '
        f"hash(row({_listed(record_type, 'g.')})) AS content "
        f'FROM good g SEMI JOIN repeated USING ("{column}") '
        "LEFT JOIN matched_by_key m ON m.sheet = g.sheet AND m.row = g.row) "
        "SELECT id, list((by_key, sheet, row, content) ORDER BY by_key, sheet, row) "
        "FROM told GROUP BY id"
    )
    equal: list[str] = []
    for identity, places in repeated:
        written = {content for by_key, _, _, content in places if not by_key}
        contents = {content for _, _, _, content in places}
        believed = places[0][3] if len(contents) == 1 or len(written) == 1 else None
        for place, (by_key, number, row, content) in enumerate(places):
            where = by_number[number].sheet.where
            if content == believed:
                if place > 0:
                    equal.append(f"{where} {row}")
                    stage.connection.execute(
                        "INSERT INTO known VALUES ($sheet, $row, $id, 'unchanged')",
                        {"sheet": number, "row": row, "id": identity},
                    )
                continue
            others = [f"{by_number[n].sheet.where} {r}" for _, n, r, c in places if c != content]
            sentence = (
                mark(
                    "Several rows that differ are of this day, kind or category, place and "
                    "organiser or source; also here: {others}. Give each an id of its own."
                )
                if by_key
                else mark("{id} stands in several rows that differ; also here: {others}.")
            )
            reason = Reason(column, PlainError(sentence, id=identity, others=", ".join(others[:5])))
            _note_row(by_number[number], stage, row, reason)
    return sorted(equal)


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


def _question_matches(stage: Stage, record_type: type[Record]) -> None:
    """A row without an id that matches a record, but tells of something else, is no correction of
    it for certain: it may be a second event of that day."""
    table, column = record_type.table, record_type.id_column
    if not record_type.telling:
        return
    by_number = {sheet.number: sheet for sheet in stage.sheets}
    schema = arrow_schema(record_type)
    differing = []
    for name in record_type.telling:
        known = (
            f'len(h."{name}") > 0 AND len(b."{name}") > 0'
            if pa.types.is_list(schema.field(name).type)
            else f'h."{name}" IS NOT NULL AND b."{name}" IS NOT NULL'
        )
        differing.append(
            f'CASE WHEN {known} AND h."{name}" IS DISTINCT FROM b."{name}" THEN \'{name}\' END'
        )
    questioned = stage.rows(
        f"WITH matches AS (SELECT k.sheet, k.row, k.id, "
        f"list_filter([{', '.join(differing)}], lambda c: c IS NOT NULL) AS differs "
        f"FROM known k SEMI JOIN matched_by_key USING (sheet, row) "
        f'JOIN handed_{table} h USING (sheet, row) JOIN base_{table} b ON b."{column}" = k.id '
        "WHERE k.state = 'updated') "
        "SELECT sheet, row, id, differs FROM matches WHERE len(differs) > 1"
    )
    names = template_headings(table)
    for number, row, identity, differs in questioned:
        sentence = mark(
            "A record of this day, kind, place and organiser is known ({id}), but it differs in: "
            "{columns}. Is it the same event? Then write its id; else write an id of its own."
        )
        reason = Reason(
            column, PlainError(sentence, id=identity, columns=", ".join(names[c] for c in differs))
        )
        _note_row(by_number[number], stage, row, reason)
    stage.connection.execute(
        "DELETE FROM known USING problems p WHERE p.sheet = known.sheet AND p.row = known.row"
    )


def _updates(stage: Stage, record_type: type[Record]) -> list[str]:
    """The first updated records of a table: the id, and the columns that change."""
    table, column = record_type.table, record_type.id_column
    names = template_headings(table)
    changes = ", ".join(
        f'CASE WHEN h."{c}" IS DISTINCT FROM b."{c}" THEN \'{c}\' END'
        for c in record_type.columns()
    )
    found = stage.rows(
        f"SELECT k.id, list_filter([{changes}], lambda c: c IS NOT NULL) "
        f"FROM known k JOIN handed_{table} h USING (sheet, row) "
        f"JOIN base_{table} b ON b.\"{column}\" = k.id WHERE k.state = 'updated' "
        f"ORDER BY k.id LIMIT {SHOWN_UPDATES}"
    )
    return [f"{identity} ({', '.join(names[c] for c in changed)})" for identity, changed in found]


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


def _placeless(stage: Stage) -> list[str]:
    return [
        f"{sheet.sheet.where} {row}"
        for sheet in stage.sheets
        if sheet.record_type is Activity
        for row in stage.column(
            f"SELECT t.row FROM typed_{sheet.number} t "
            f"ANTI JOIN (FROM problems WHERE sheet = {sheet.number}) p USING (row) "
            "WHERE level NOT IN ('pusat', 'provinsi') AND len(regency_codes) = 0 ORDER BY t.row"
        )
    ]


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
    """The query for the records of the next version, in `storing_order`."""
    columns = _listed(record_type)
    order = ", ".join(f'"{column}"' for column in storing_order(record_type))
    return f"SELECT {columns} FROM ({_merged(record_type, record_type.columns())}) ORDER BY {order}"


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
