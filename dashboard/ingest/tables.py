"""Record types as Arrow tables."""

import datetime as dt
import types
import typing
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import pyarrow as pa

from dashboard.model import Record

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


def arrow_table(record_type: type[Record], records: Sequence[Record]) -> pa.Table:
    """The records, one row each, sorted by id so that equal records give equal files."""
    ordered = sorted(records, key=lambda record: getattr(record, record_type.id_column))
    return pa.Table.from_pylist(
        [record.model_dump(mode="python") for record in ordered], schema=arrow_schema(record_type)
    )
