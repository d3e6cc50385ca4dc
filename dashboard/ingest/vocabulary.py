"""What may stand in a column: the words it allows and the kind of value it takes.

Templates and forms are made from this; what is read from cells is `cells.py`'s business.
"""

import typing
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pyarrow as pa

from dashboard.elections import elections
from dashboard.ingest.values import labels
from dashboard.ingest.values.terms import terms
from dashboard.model import Record
from dashboard.regions import regions
from dashboard.tables import arrow_schema


def takes_several(record_type: type[Record], column: str) -> bool:
    """Whether a cell of the column holds a list."""
    return bool(pa.types.is_list(arrow_schema(record_type).field(column).type))


def is_day(record_type: type[Record], column: str) -> bool:
    """Whether the column holds days."""
    return bool(pa.types.is_date(arrow_schema(record_type).field(column).type))


def is_number(record_type: type[Record], column: str) -> bool:
    """Whether the column holds numbers."""
    kind = arrow_schema(record_type).field(column).type
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def is_flag(record_type: type[Record], column: str) -> bool:
    """Whether the column holds yes or no."""
    return bool(pa.types.is_boolean(arrow_schema(record_type).field(column).type))


def enumeration(record_type: type[Record], column: str) -> type[StrEnum] | None:
    """The enumeration the column takes its values from, None where it takes them from none."""
    for plain in _plain_types(record_type.model_fields[column].annotation):
        if isinstance(plain, type) and issubclass(plain, StrEnum):
            return plain
    return None


def _plain_types(annotation: Any) -> Iterator[Any]:
    parts = typing.get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _plain_types(part)


def allowed_words(record_type: type[Record], column: str) -> dict[str, str] | None:
    """The word to write for each value, in the value's order; None where any text is allowed.

    Kecamatan are not listed: their names repeat, and there are thousands of them.
    """
    words = enumeration(record_type, column)
    if words is not None:
        return labels(words)
    if is_flag(record_type, column):
        return {value: spelled[0].capitalize() for value, spelled in terms()["flag"].items()}
    if column == "election":
        return {election.id: election.name_id for election in elections().values()}
    if column == "province_code":
        return {code: region.name for code, region in regions().provinces.items()}
    if column in ("regency_code", "regency_codes"):
        return {code: region.name for code, region in regions().regencies.items()}
    return None
