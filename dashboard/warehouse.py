"""From a version to answers: DuckDB over the version's Parquet, asked by named queries.

`warehouse.run(name, filter)` runs `queries/NAME.sql`. SQL lives in those files alone; values are
always bound. Once a version is open the engine reads nothing outside its folder and its
configuration is locked.
"""

import hashlib
import threading
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.errors import PlainError
from dashboard.filters import Filter
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES
from dashboard.resources import QUERIES
from dashboard.settings import settings, settings_that_count
from dashboard.tables import REFERENCE_TABLES, arrow_schema, reference_table
from dashboard.versions import Version

# The engine recommends a relation here, which plans the question twice: that costs more than the
# copy of a small answer which the warning is about.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")


class QueryError(PlainError):
    """A query that does not exist, or took too long."""


@dataclass(frozen=True)
class Query:
    """A named question: its sentence, its SQL, the parameters it uses."""

    name: str
    question: str
    sql: str
    parameters: frozenset[str]


def read_query(name: str, sql: str) -> Query:
    """The query of that name; its question is the first line of its leading comment.

    Raises `QueryError` where the text is anything but one SELECT: queries ask, they never write.
    """
    with duckdb.connect() as parser:
        statements = parser.extract_statements(sql)
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise QueryError(mark("The query {name} is not one SELECT."), name=name)
    question = sql.splitlines()[0].removeprefix("--").strip()
    return Query(name, question, sql, frozenset(statements[0].named_parameters))


@cache
def queries() -> dict[str, Query]:
    """All named queries by name."""
    paths = sorted(QUERIES.glob("*.sql"))
    return {path.stem: read_query(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def find_query(name: str) -> Query:
    """The named query. Raises `QueryError` for an unknown name."""
    try:
        return queries()[name]
    except KeyError:
        raise QueryError(
            mark("There is no query {name}; “pantau query --list” names them all."), name=name
        ) from None


@cache
def queries_sha256() -> str:
    """One checksum over all queries, views and rules, names included: the edition of the rules."""
    return _sha256("*")


@cache
def counted_sha256() -> str:
    """The same over what is counted at publication, and the terms that it uses."""
    return _sha256("counted/*", "terms/*")


def _sha256(*patterns: str) -> str:
    digest = hashlib.sha256()
    found = {path for pattern in patterns for path in QUERIES.rglob(pattern) if path.is_file()}
    for path in sorted(found):
        digest.update(path.relative_to(QUERIES).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def counted_tables() -> dict[str, str]:
    """What is counted once for every version: the table's name and the SELECT that makes it."""
    paths = sorted((QUERIES / "counted").glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def counts_anew(version: Version) -> bool:
    """Whether today's rules or settings may give other numbers than those it was published with."""
    today = settings_that_count()
    then = version.manifest.settings
    return version.manifest.queries_sha256 != queries_sha256() or any(
        today.get(name, value) != value for name, value in then.items()
    )


def absent_tables(version: Version) -> list[str]:
    """The tables of records that the version does not hold."""
    return [name for name in RECORD_TYPES if name not in version.manifest.tables]


class Warehouse:
    """One open version. Safe to share between threads: each call has a cursor of its own.

    A version may be older than a table. A table of records it lacks is empty here (`absent_tables`
    names them), a reference table it lacks is the program's.
    """

    def __init__(self, version: Version) -> None:
        """Open the version. Raises `QueryError` where the memory limit is too small for it."""
        self.version = version
        try:
            self._connection = self._opened(version)
        except duckdb.OutOfMemoryException:
            raise _out_of_memory() from None

    @staticmethod
    def _opened(version: Version) -> duckdb.DuckDBPyConnection:
        folder = version.folder.resolve()
        connection = _with_records(version)
        if version.manifest.counted_sha256 == counted_sha256():
            for name, file in version.manifest.counted.items():
                connection.read_parquet(str(folder / file.file)).create_view(name)
        else:  # published before there were any, or by another edition of the rules
            for name, sql in counted_tables().items():
                connection.execute(f"CREATE TABLE {name} AS {sql}")
        define(connection, "views")
        connection.execute("SET allowed_directories = $folders", {"folders": [str(folder)]})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def close(self) -> None:
        """Free the engine's memory."""
        self._connection.close()

    def table(self, name: str, chosen: Filter, **further: object) -> pa.Table:
        """The answer to a named query as an Arrow table.

        Beside the filter's parameters a query may use `$today`, the day as of which it is asked:
        the filter's last day, else the version's publication day; and the settings that change
        numbers. `further`: parameters of this query alone; null where they are not given.
        Raises `QueryError` for an unknown name, or where the time limit is reached.
        """
        asked = find_query(name)
        today = chosen.within_month().until or self.version.published_on
        given = chosen.parameters() | {"today": today} | settings().numbers() | further
        values = {parameter: given.get(parameter) for parameter in asked.parameters}
        cursor = self._connection.cursor()
        timer = threading.Timer(settings().query_seconds, cursor.interrupt)
        timer.start()
        try:
            return cursor.execute(asked.sql, values).to_arrow_table()
        except duckdb.InterruptException:
            raise QueryError(
                mark("The query {name} took longer than {seconds} seconds and was stopped."),
                name=name,
                seconds=settings().query_seconds,
            ) from None
        except duckdb.OutOfMemoryException:
            raise _out_of_memory(name) from None
        finally:
            timer.cancel()
            cursor.close()

    def run(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The answer as a DataFrame: nullable integers, days as `datetime.date` or None."""
        frame: pd.DataFrame = self.table(name, chosen, **further).to_pandas(
            types_mapper={pa.int64(): pd.Int64Dtype()}.get, date_as_object=True
        )
        return frame

    def rows(self, name: str, chosen: Filter) -> list[dict[str, object]]:
        """The answer as plain rows: None for null, days as `datetime.date`."""
        rows: list[dict[str, object]] = self.table(name, chosen).to_pylist()
        return rows


def _with_records(version: Version) -> duckdb.DuckDBPyConnection:
    """An engine with the version's records, its reference tables and what words mean of them."""
    folder = version.folder.resolve()
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": settings().query_threads,
            "memory_limit": settings().query_memory,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    for name, file in {**version.manifest.tables, **version.manifest.reference}.items():
        connection.read_parquet(str(folder / file.file)).create_view(name)
    for name, record_type in RECORD_TYPES.items():
        if name not in version.manifest.tables:
            connection.from_arrow(arrow_schema(record_type).empty_table()).create(name)
    for name in REFERENCE_TABLES:
        if name not in version.manifest.reference:
            connection.from_arrow(reference_table(name)).create(name)
    define(connection, "terms")
    return connection


def define(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Make the macros of `queries/FOLDER` known: `terms` of records, `views` of what is counted."""
    for path in sorted((QUERIES / folder).glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def write_counted(version: Version, folder: Path) -> list[str]:
    """Count what is counted once into `folder`/NAME.parquet; the names.

    Cost per question does not grow with the number of records where these tables answer it. Raises
    `OSError` where the disk is full or the like, `QueryError` where the memory limit is too small.
    """
    with _with_records(version) as engine:
        engine.execute("SET temp_directory = $folder", {"folder": str(folder / ".counting")})
        try:
            for name, sql in counted_tables().items():
                engine.execute(
                    f"COPY ({sql}) TO $path (FORMAT parquet, COMPRESSION zstd)",
                    {"path": str(folder / f"{name}.parquet")},
                )
        except duckdb.IOException as error:
            raise OSError(None, str(error).partition("\n")[0]) from error
        except duckdb.OutOfMemoryException:
            raise _out_of_memory() from None
    return list(counted_tables())


def _out_of_memory(name: str = "–") -> QueryError:
    return QueryError(
        mark("The query {name} needs more memory than PANTAU_QUERY_MEMORY allows ({limit})."),
        name=name,
        limit=settings().query_memory,
    )
