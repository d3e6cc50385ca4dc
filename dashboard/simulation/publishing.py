"""Simulated Parquet files straight to a version, past the checks of handed-in spreadsheets."""

import datetime as dt
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.ingest.publish import Draft, TableWriter, publish
from dashboard.ingest.simulated import (
    SIMULATED_ID,
    SIMULATED_SOURCE,
    empty_tables,
    without_records,
)
from dashboard.ingest.stage import Stage
from dashboard.ingest.workplace import workplace
from dashboard.locale import mark
from dashboard.model import Record
from dashboard.simulation.writing import TABLES, SimulationError
from dashboard.tables import arrow_schema, storing_order
from dashboard.versions import (
    Batch,
    Version,
    file_sha256,
    open_version,
    publishing,
    version_numbers,
)


def publish_simulated(home: Path, folder: Path) -> Version:
    """Publish the Parquet files of a folder that `simulate` wrote, sorted as any version is.

    They are the first version of an empty home, or take the place of the embedded records where
    these are all it holds. Raises `SimulationError` where a file is missing or not of simulated
    records, or disk or memory do not suffice, `IngestError` where the home holds anything else,
    `VersionError`.
    """
    files = {kind: folder / f"{kind.table}.parquet" for kind in TABLES}
    try:
        for record_type, file in files.items():
            _check(file, record_type)
        with publishing(home), workplace(home) as work, Stage(work) as stage:
            base = None
            if version_numbers(home):
                base = without_records(open_version(home), version_numbers(home)).number
            tables: dict[str, pa.Table | TableWriter] = {
                **empty_tables(),
                **{kind.table: _sorter(stage, kind, file) for kind, file in files.items()},
            }
            batches = [_batch(file, kind) for kind, file in files.items()]
            action: Literal["first", "ingest"] = "first" if base is None else "ingest"
            return publish(home, Draft(tables, batches, simulated=True, action=action, base=base))
    except duckdb.Error as error:
        raise SimulationError(
            mark("The simulated records cannot be published ({reason})."),
            reason=str(error).partition("\n")[0],
        ) from error


def _sorter(stage: Stage, record_type: type[Record], file: Path) -> TableWriter:
    order = ", ".join(f'"{column}"' for column in storing_order(record_type))
    stage.connection.read_parquet(str(file)).create_view(record_type.table)
    return lambda path: stage.copy(f"SELECT * FROM {record_type.table} ORDER BY {order}", path)


def _check(file: Path, record_type: type[Record]) -> None:
    """Refuse what does not bear the marks of simulated records in every row."""
    try:
        schema = pq.read_schema(file)
    except (OSError, pa.ArrowInvalid) as error:
        raise SimulationError(
            mark("{file} cannot be read as Parquet ({reason})."),
            file=str(file),
            reason=str(error).partition("\n")[0],
        ) from error
    if not schema.equals(arrow_schema(record_type)):
        raise SimulationError(
            mark("{file} does not have the columns of the table {table}."),
            file=str(file),
            table=record_type.table,
        )
    with duckdb.connect() as engine:
        (unmarked,) = engine.execute(
            f'SELECT count(*) FROM read_parquet($file) WHERE "{record_type.id_column}" IS NULL '
            f'OR NOT starts_with("{record_type.id_column}", $id) '
            "OR source_name IS DISTINCT FROM $source",
            {"file": str(file), "id": SIMULATED_ID, "source": SIMULATED_SOURCE},
        ).fetchall()[0]
    if unmarked:
        raise SimulationError(
            mark("{file} holds rows that are not marked as simulated: {rows}."),
            file=str(file),
            rows=unmarked,
        )


def _batch(file: Path, record_type: type[Record]) -> Batch:
    rows = pq.read_metadata(file).num_rows
    return Batch(
        file=file.name,
        table=record_type.table,
        rows=rows,
        sha256=file_sha256(file),
        origin=SIMULATED_SOURCE,
        retrieved_on=dt.datetime.now(dt.UTC).date(),
        read=rows,
        accepted=rows,
    )
