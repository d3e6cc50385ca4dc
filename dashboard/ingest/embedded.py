"""Version 1: the records the program ships with, `data/records/`, validated row by row."""

import csv
import datetime as dt
import tomllib
from pathlib import Path

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, ValidationError

from dashboard.elections import elections
from dashboard.ingest.publish import Draft, IngestError, publish
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES, Record, region_codes
from dashboard.regions import regions
from dashboard.resources import RECORDS
from dashboard.tables import arrow_table
from dashboard.versions import Batch, file_sha256, has_pointer, publishing


class BirthCertificate(BaseModel):
    """Where a record file comes from; it lies beside the file as `NAME.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    origin: str
    licence: str
    retrieved_on: dt.date
    rows: int
    sha256: str


def ensure_first_version(home: Path) -> None:
    """Publish version 1 from the embedded records where the home has no current version.

    Does nothing, and writes nothing, where one exists. Raises `VersionError` where the home
    cannot be written, `IngestError` where an embedded file is damaged.
    """
    if has_pointer(home):
        return
    with publishing(home):
        if has_pointer(home):  # another process was first, or crashed just before the end
            return
        tables: dict[str, pa.Table] = {}
        batches: list[Batch] = []
        for name, record_type in RECORD_TYPES.items():
            path = RECORDS / f"{name}.csv"
            certificate = check_birth_certificate(path)
            records = read_records(path, record_type)
            if len(records) != certificate.rows:
                raise IngestError(
                    mark("{file} has {found} rows; its birth certificate says {expected}."),
                    file=path.name,
                    found=len(records),
                    expected=certificate.rows,
                )
            tables[name] = arrow_table(record_type, records)
            batches.append(
                Batch(
                    file=path.name,
                    table=name,
                    rows=len(records),
                    sha256=certificate.sha256,
                    origin=certificate.origin,
                    retrieved_on=certificate.retrieved_on,
                    read=len(records),
                    accepted=len(records),
                )
            )
        publish(home, Draft(tables, batches))


def check_birth_certificate(path: Path) -> BirthCertificate:
    """The file's certificate. Raises `IngestError` where it is missing or the file differs."""
    try:
        with path.with_suffix(".toml").open("rb") as source:
            certificate = BirthCertificate.model_validate(tomllib.load(source))
        intact = certificate.sha256 == file_sha256(path)
    except (OSError, ValueError) as error:  # also what pydantic, TOML and UTF-8 find
        raise IngestError(
            mark("{file} has no readable birth certificate."), file=path.name
        ) from error
    if not intact:
        raise IngestError(
            mark("{file} is not the file its birth certificate describes (checksum differs)."),
            file=path.name,
        )
    return certificate


def read_records(path: Path, record_type: type[Record]) -> list[Record]:
    """The rows of a canonical CSV file as valid records.

    Raises `IngestError` naming file, line, column, what was found and why it is wrong, for the
    first row that is not valid, repeats an id, or names an unknown region or election.
    """
    try:
        with path.open(encoding="utf-8", newline="") as source:
            return _valid_records(path, csv.DictReader(source, strict=True), record_type)
    except (csv.Error, UnicodeDecodeError) as error:
        raise IngestError(
            mark("{file} is no CSV file in UTF-8 ({problem})."), file=path.name, problem=str(error)
        ) from error


def _valid_records(
    path: Path, reader: "csv.DictReader[str]", record_type: type[Record]
) -> list[Record]:
    if reader.fieldnames != record_type.columns():
        raise IngestError(
            mark("{file}: the header is not that of the table {table}."),
            file=path.name,
            table=record_type.table,
        )
    records: list[Record] = []
    seen: set[str] = set()
    for row in reader:
        if None in row or None in row.values():
            raise _invalid(path, reader.line_num, "–", "the row has not as many cells as columns")
        try:
            record = record_type.model_validate(row)
        except ValidationError as error:
            problem = error.errors()[0]
            column = ".".join(map(str, problem["loc"])) or "–"
            raise _invalid(path, reader.line_num, column, problem["msg"]) from error
        _check_references(record, path, reader.line_num)
        identity = getattr(record, record_type.id_column)
        if identity in seen:
            raise _invalid(path, reader.line_num, record_type.id_column, f"{identity} repeats")
        seen.add(identity)
        records.append(record)
    return records


def _check_references(record: Record, path: Path, line: int) -> None:
    for column, code in region_codes(record):
        if not regions().exists(code):
            raise _invalid(path, line, column, f"{code} is not a region's code")
    election = getattr(record, "election", None)
    if election is not None and election not in elections():
        raise _invalid(path, line, "election", f"{election} is not a known election")


def _invalid(path: Path, line: int, column: str, problem: str) -> IngestError:
    return IngestError(
        mark("{file}, line {line}, column {column}: {problem}."),
        file=path.name,
        line=line,
        column=column,
        problem=problem,
    )
