"""Every named query at several numbers of records, against a plain scan of what it has to read.

The limit is the time that the engine takes to read the columns of records that the query reads, out
of the same files, with the same threads and memory, and do nothing with them. Which columns these
are is taken from the engine's own plan. Queries and scans are run in turn.
"""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import duckdb

from dashboard.bench.budgets import BUDGETS
from dashboard.bench.measure import Measure
from dashboard.filters import Filter
from dashboard.model import RECORD_TYPES
from dashboard.settings import settings
from dashboard.tables import REFERENCE_TABLES, arrow_schema, reference_table
from dashboard.versions import open_version
from dashboard.warehouse import Query, QueryError, Warehouse, counted_tables, define, queries

# What is asked: a whole election, and one province in two months of it.
SCOPES: Final[dict[str, Filter]] = {
    "election": Filter(elections=("pilkada_2024",)),
    "province": Filter(
        provinces=("33",),
        since=date(2024, 9, 1),
        until=date(2024, 10, 31),
        elections=("pilkada_2024",),
    ),
}
_MOST_ROUNDS = 5
# Optimizers that hide a column which decides about a row: behind a filter inside the scan, behind
# statistics, or because the tables of the plan are empty.
_HIDING = (
    "filter_pushdown",
    "filter_pullup",
    "statistics_propagation",
    "empty_result_pullup",
    "join_filter_pushdown",
    "late_materialization",
)

Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class QueryTime:
    """A query at a number of records and a scope, in seconds against its scan.

    `measure` is None where there is no time, and `stopped` says why: the program's own limit of
    time or memory was reached, or no time was left.
    """

    query: str
    scope: str
    rows: int
    measure: Measure | None
    stopped: str = ""


def times(homes: Mapping[int, Path], seconds: float) -> Iterator[QueryTime]:
    """Each query at each number of records, the number being the key of its home.

    `seconds`: how long all of it may take. A tenth is for the smallest number of records, the rest
    for the others by the root of their numbers. Each query is asked once, then again, five times at
    most, while what it takes is less than its share of the time that is left. Where the time of a
    number of records is over, its queries left are named as such.
    """
    shares = {rows: rows**0.5 for rows in homes}
    smallest = min(shares)
    rest = sum(shares.values()) - shares[smallest]
    for rows, home in sorted(homes.items()):
        share = 0.1 if rows == smallest else 0.9 * shares[rows] / rest
        yield from _times_of(rows, home, seconds * (share if rest else 1))


def columns_read(query: Query, chosen: Filter) -> Columns:
    """The columns of the records that the query has to read for the filter, table by table.

    A table whose rows are only counted has none.
    """
    found: dict[str, set[str]] = {}

    def note(step: Mapping[str, Any]) -> None:
        details = step["extra_info"]
        if "Table" in details:
            named = details.get("Projections", [])  # one alone is no list, none is an empty text
            columns = [named] if isinstance(named, str) else named
            read = found.setdefault(details["Table"].rpartition(".")[2], set())
            read.update(filter(None, columns))
        for child in step["children"]:
            note(child)

    given = chosen.parameters() | {"today": chosen.until or date.max} | settings().numbers()
    values = {parameter: given.get(parameter) for parameter in query.parameters}
    plans = _planner().execute(f"EXPLAIN (FORMAT json) {query.sql}", values).fetchall()
    for _, plan in plans:
        for step in json.loads(plan):
            note(step)
    return {name: tuple(sorted(found[name])) for name in RECORD_TYPES if name in found}


@cache
def _planner() -> duckdb.DuckDBPyConnection:
    """A connection to empty tables that plans every column a query needs into its scans.

    What a version has counted once is a view of the records here.
    """
    connection = duckdb.connect()
    for name, record_type in RECORD_TYPES.items():
        connection.from_arrow(arrow_schema(record_type).empty_table()).create(name)
    for name in REFERENCE_TABLES:
        connection.from_arrow(reference_table(name)).create(name)
    define(connection, "terms")
    for name, sql in counted_tables().items():
        connection.execute(f"CREATE VIEW {name} AS {sql}")
    define(connection, "views")
    connection.execute(f"SET disabled_optimizers = '{','.join(_HIDING)}'")
    return connection


class Scan:
    """Reads columns of a version's files and counts their values, nothing else."""

    def __init__(self, home: Path) -> None:
        version = open_version(home)
        self._files = {
            name: str(version.folder / table.file)
            for name, table in version.manifest.tables.items()
        }
        self._connection = duckdb.connect(
            config={"threads": settings().query_threads, "memory_limit": settings().query_memory}
        )
        # Statistics would answer a count without reading the column.
        self._connection.execute("SET disabled_optimizers = 'statistics_propagation'")

    def close(self) -> None:
        """Free the engine's memory."""
        self._connection.close()

    def seconds(self, columns: Columns) -> float:
        """How long it takes to read the columns once."""
        begun = time.perf_counter()
        for table, names in columns.items():
            counted = ", ".join(f'count("{name}")' for name in names) or "count(*)"
            self._connection.execute(
                f"SELECT {counted} FROM read_parquet($file)", {"file": self._files[table]}
            ).fetchall()
        return time.perf_counter() - begun


@dataclass
class _Question:
    """A query in one scope, the columns its scan reads, and what was measured so far, in seconds.

    `stopped` as of `QueryTime`.
    """

    query: str
    scope: str
    columns: Columns
    own: list[float] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    stopped: str = ""

    @property
    def cost(self) -> float:
        """How long its last round took."""
        return sum(samples[-1] for samples in (self.own, self.base) if samples)

    def ask(self, warehouse: Warehouse, scan: Scan) -> None:
        """One round: the scan, then the query."""
        if self.columns:
            self.base.append(scan.seconds(self.columns))
        begun = time.perf_counter()
        try:
            warehouse.table(self.query, SCOPES[self.scope])
        except QueryError:
            self.stopped = "limit"
        else:
            self.own.append(time.perf_counter() - begun)

    def time(self, rows: int) -> QueryTime:
        """What was measured."""
        if self.stopped:
            return QueryTime(self.query, self.scope, rows, None, self.stopped)
        measure = Measure(
            f"query_{self.query}_{self.scope}_{rows}",
            tuple(self.own),
            tuple(self.base),
            budget=BUDGETS["query"] if self.base else None,
        )
        return QueryTime(self.query, self.scope, rows, measure)


def _times_of(rows: int, home: Path, seconds: float) -> Iterator[QueryTime]:
    questions = [
        _Question(query.name, scope, columns_read(query, chosen))
        for query in queries().values()
        for scope, chosen in SCOPES.items()
    ]
    warehouse, scan = Warehouse(open_version(home)), Scan(home)
    try:
        everything = {name: tuple(kind.columns()) for name, kind in RECORD_TYPES.items()}
        scan.seconds(everything)  # the files are in the system's memory from here on
        end = time.perf_counter() + seconds
        for question in questions:
            if time.perf_counter() < end:
                question.ask(warehouse, scan)
            else:
                question.stopped = "time"
        for _ in range(_MOST_ROUNDS - 1):
            for question in questions:
                share = (end - time.perf_counter()) / len(questions)
                if not question.stopped and question.cost < share:
                    question.ask(warehouse, scan)
    finally:
        warehouse.close()
        scan.close()
    for question in questions:
        yield question.time(rows)
