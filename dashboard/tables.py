"""Record types and reference tables as Arrow tables."""

import datetime as dt
import types
import typing
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv

from dashboard.model import Record
from dashboard.resources import REFERENCE

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
    "institution_terms": {
        "term": _TEXT,
        "institution_type": _TEXT,
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
    "routing": {
        "subject": _TEXT,
        "recipient": _TEXT,
        "valid_from": _DATE,
        "valid_until": _DATE,
        "basis": _TEXT,
        "source_url": _TEXT,
        "confidence": _TEXT,
    },
    "public_holidays": {
        "day": _DATE,
        "name": _TEXT,
        "kind": _TEXT,
    },
}

_ARROW_TYPES = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
}


def _arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a field's annotation; an optional field's is that of its value."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _arrow_type(typing.get_args(annotation)[0])
    if origin in (types.UnionType, typing.Union):
        (inner,) = (arg for arg in typing.get_args(annotation) if arg is not type(None))
        return _arrow_type(inner)
    if origin is list:
        return pa.list_(_arrow_type(typing.get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return pa.string()
    return _ARROW_TYPES[annotation]


def arrow_schema(record_type: type[Record]) -> pa.Schema:
    """The record type's columns in canonical order, with their Arrow types."""
    return pa.schema(
        [(name, _arrow_type(field.annotation)) for name, field in record_type.model_fields.items()]
    )


def storing_order(record_type: type[Record]) -> list[str]:
    """The columns by which a version's file is sorted, empty cells last.

    A query about a few provinces then reads a few parts of the file; the id, at the end, makes
    equal records equal files.
    """
    leading = ("province_code", "election", *record_type.interval[:1])
    columns = record_type.columns()
    return [*(name for name in leading if name in columns), record_type.id_column]


def arrow_table(record_type: type[Record], records: Sequence[Record]) -> pa.Table:
    """The records, one row each, in `storing_order`."""
    columns = storing_order(record_type)
    ordered = sorted(
        records,
        key=lambda record: [
            (value is None, value or "") for value in (getattr(record, c) for c in columns)
        ],
    )
    return pa.Table.from_pylist(
        [record.model_dump(mode="python") for record in ordered], schema=arrow_schema(record_type)
    )


def reference_table(name: str) -> pa.Table:
    """A packaged reference table with its declared types, rows in file order."""
    types = REFERENCE_TABLES[name]
    return pacsv.read_csv(
        REFERENCE / f"{name}.csv",
        convert_options=pacsv.ConvertOptions(
            column_types=types, include_columns=list(types), strings_can_be_null=True
        ),
    )
