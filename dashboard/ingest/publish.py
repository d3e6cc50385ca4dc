"""From validated tables to a published version."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from dashboard import __version__
from dashboard.errors import PlainError
from dashboard.resources import REFERENCE
from dashboard.settings import settings
from dashboard.versions import (
    Batch,
    Manifest,
    TableFile,
    Version,
    add_version,
    file_sha256,
)
from dashboard.warehouse import queries_sha256

_TEXT, _DATE, _REAL, _INT = pa.string(), pa.date32(), pa.float64(), pa.int64()

# The reference tables a version carries a copy of, with the types of their columns.
REFERENCE_TABLES: dict[str, dict[str, pa.DataType]] = {
    "provinces": {
        "province_code": _TEXT,
        "name": _TEXT,
        "capital": _TEXT,
        "land_area_km2": _REAL,
        "population": _INT,
        "population_year": _INT,
    },
    "regencies": {
        "regency_code": _TEXT,
        "province_code": _TEXT,
        "kind": _TEXT,
        "name": _TEXT,
        "capital": _TEXT,
        "land_area_km2": _REAL,
        "population": _INT,
        "population_year": _INT,
    },
    "districts": {
        "district_code": _TEXT,
        "regency_code": _TEXT,
        "name": _TEXT,
        "latitude": _REAL,
        "longitude": _REAL,
    },
    "elections": {
        "election": _TEXT,
        "name_id": _TEXT,
        "name_en": _TEXT,
        "regime": _TEXT,
        "voting_day": _DATE,
        "regions_voting": _TEXT,
        "confidence": _TEXT,
        "scope": _TEXT,
    },
    "election_stages": {
        "election": _TEXT,
        "stage": _TEXT,
        "from": _DATE,
        "to": _DATE,
        "source_url": _TEXT,
        "confidence": _TEXT,
    },
    "deadlines": {
        "regime": _TEXT,
        "step": _TEXT,
        "clock_starts": _TEXT,
        "ends": _TEXT,
        "days": _INT,
        "days_with_extension": _INT,
        "day_type": _TEXT,
        "basis": _TEXT,
        "confidence": _TEXT,
    },
}


class IngestError(PlainError):
    """Records that cannot be published."""


def reference_table(name: str) -> pa.Table:
    """A packaged reference table with its declared types, rows in file order."""
    types = REFERENCE_TABLES[name]
    return pacsv.read_csv(
        REFERENCE / f"{name}.csv",
        convert_options=pacsv.ConvertOptions(
            column_types=types, include_columns=list(types), strings_can_be_null=True
        ),
    )


def publish(
    home: Path,
    tables: Mapping[str, pa.Table],
    batches: Sequence[Batch],
    *,
    simulated: bool = False,
) -> Version:
    """Write the next version of all tables and make it current; call it inside `publishing`.

    Raises `VersionError` where the home cannot be written.
    """

    def write(folder: Path, number: int) -> Manifest:
        (folder / "reference").mkdir()
        return Manifest(
            version=number,
            created_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            software=__version__,
            simulated=simulated,
            tables={
                name: _write_parquet(table, folder, f"{name}.parquet")
                for name, table in sorted(tables.items())
            },
            reference={
                name: _write_parquet(reference_table(name), folder, f"reference/{name}.parquet")
                for name in REFERENCE_TABLES
            },
            batches=list(batches),
            queries_sha256=queries_sha256(),
            settings={"data_complete": str(settings().data_complete).lower()},
        )

    return add_version(home, write)


def _write_parquet(table: pa.Table, folder: Path, file: str) -> TableFile:
    path = folder / file
    pq.write_table(table, path, compression="zstd")
    return TableFile(
        file=file, rows=table.num_rows, bytes=path.stat().st_size, sha256=file_sha256(path)
    )
