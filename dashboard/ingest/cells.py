"""How the text of a cell becomes a column's value. Asked once for each distinct text of a column.

Free texts are not read here but checked in SQL (`stage.py`): nearly all of them are distinct.
"""

import datetime as dt
import re
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Any

import pyarrow as pa
from pydantic import TypeAdapter, ValidationError

from dashboard.errors import PlainError
from dashboard.ingest.free_lists import read_lists
from dashboard.ingest.reasons import Reason
from dashboard.ingest.values import (
    Unreadable,
    is_blank,
    read_amount,
    read_count,
    read_days,
    read_election,
    read_flag,
    read_list,
    read_term,
)
from dashboard.locale import mark
from dashboard.model import Record, looks_personal
from dashboard.tables import arrow_schema

EARLIEST_DAY = dt.date(2010, 1, 1)  # before it, a year is a slip of the pen
PLACE_COLUMNS = ("province_code", "regency_code", "regency_codes", "district_code")


@dataclass(frozen=True)
class Cell:
    """What a text means in a column: a value, or a reason why it means none.

    `last` is the last day of an interval of days; `estimate` marks a number given as "about".
    """

    value: Any = None
    last: dt.date | None = None
    estimate: bool = False
    reason: Reason | None = None


def today() -> dt.date:
    """The day it is in the easternmost of Indonesia's time zones."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=9))).date()


@cache
def _bounds(record_type: type[Record], column: str) -> TypeAdapter[Any]:
    """The model's own bounds of a column, for a value that is read already."""
    return TypeAdapter(typing.get_type_hints(record_type, include_extras=True)[column])


def is_free_text(record_type: type[Record], column: str) -> bool:
    """Whether the column's texts are taken as they are."""
    return column not in PLACE_COLUMNS and _reader(record_type, column) is None


def read_cell(record_type: type[Record], column: str, text: str) -> Cell:
    """What the text means in the column; an empty text or a dash means nothing, without reason."""
    written = text.strip()
    reader = _reader(record_type, column)
    assert reader is not None, f"{column} is free text"
    if not written or (is_blank(written) and not _is_unknown_term(record_type, column, written)):
        return Cell()
    try:
        cell = reader(written)
        value = _bounds(record_type, column).validate_python(cell.value)
        return Cell(value, cell.last, cell.estimate)
    except Unreadable as error:
        return Cell(reason=Reason(column, error, error.suggestion))
    except _Refused as error:
        return Cell(reason=Reason(column, error))
    except ValidationError as error:
        return Cell(reason=Reason(column, _out_of_bounds(written, error)))


class _Refused(PlainError):
    """A text that can be read, but not accepted."""


def _out_of_bounds(text: str, error: ValidationError) -> PlainError:
    problem = error.errors()[0]
    limits = problem.get("ctx", {})
    if "ge" in limits:
        return PlainError(
            mark("“{found}” is too small; expected is {least} or more."),
            found=text[:80],
            least=limits["ge"],
        )
    if "le" in limits:
        return PlainError(
            mark("“{found}” is too large; expected is {most} or less."),
            found=text[:80],
            most=limits["le"],
        )
    return PlainError(
        mark("“{found}” is not valid here ({problem})."), found=text[:80], problem=problem["msg"]
    )


# --- one reader a kind of column -----------------------------------------------------------------


def _types(annotation: Any) -> list[Any]:
    """The plain types in an annotation, None aside: `list` before its items' type."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _types(typing.get_args(annotation)[0])
    found = [] if origin is not list else [list]
    if origin is None:
        return [] if annotation is type(None) else [annotation]
    return found + [plain for arg in typing.get_args(annotation) for plain in _types(arg)]


@cache
def _reader(record_type: type[Record], column: str) -> Callable[[str], Cell] | None:
    kinds = _types(typing.get_type_hints(record_type, include_extras=True)[column])
    several = list in kinds
    kind = kinds[-1]
    if column == "election":
        return lambda text: Cell(read_election(text))
    if kind is dt.date:
        return _day if column not in record_type.interval else _interval
    if issubclass(kind, StrEnum):
        if several:
            return lambda text: Cell(_terms(kind, text))
        return lambda text: Cell(read_term(kind, text))
    if several:
        return _texts
    return _SIMPLE.get(kind)


def _is_unknown_term(record_type: type[Record], column: str, text: str) -> bool:
    """Whether the text says "not known" where that is an answer of its own."""
    kind = _types(typing.get_type_hints(record_type, include_extras=True)[column])[-1]
    if not issubclass(kind, StrEnum):
        return False
    try:
        read_term(kind, text)
    except Unreadable:
        return False
    return True


def _interval(text: str) -> Cell:
    days = read_days(text)
    if days.first > today():
        raise _Refused(
            mark("“{found}” lies in the future; expected is a day until {today}."),
            found=text[:80],
            today=today(),
        )
    if days.first < EARLIEST_DAY:
        raise _Refused(
            mark("“{found}” lies before {earliest}; the year is taken for a slip."),
            found=text[:80],
            earliest=EARLIEST_DAY,
        )
    return Cell(days.first, days.last)


def _day(text: str) -> Cell:
    cell = _interval(text)
    if cell.value != cell.last:
        raise _Refused(
            mark("“{found}” is no single day; expected is a date such as 28 Juni 2024."),
            found=text[:80],
        )
    return cell


def _count(text: str) -> Cell:
    count = read_count(text)
    return Cell(count.value, estimate=count.estimate)


def _amount(text: str) -> Cell:
    amount = read_amount(text)
    return Cell(amount.value, estimate=amount.estimate)


def _terms(kind: type[StrEnum], text: str) -> list[StrEnum]:
    """The terms of a list; "TNI dan Polri" is two where it is none by itself."""
    found: list[StrEnum] = []
    for item in read_list(text):
        try:
            found.append(read_term(kind, item))
        except Unreadable:
            parts = _AND.split(item)
            if len(parts) == 1:
                raise
            found += [read_term(kind, part) for part in parts]
    return list(dict.fromkeys(found))


def _texts(text: str) -> Cell:
    items = list(dict.fromkeys(read_list(text)))
    if any(map(looks_personal, items)):
        raise _Refused(PERSONAL)
    return Cell(items)


_AND = re.compile(r"\s+(?:dan|serta|and|&)\s+", re.IGNORECASE)
PERSONAL = mark("A NIP, NIK or e-mail address is not accepted; remove it.")

_SIMPLE: dict[type, Callable[[str], Cell]] = {
    bool: lambda text: Cell(read_flag(text)),
    int: _count,
    float: _amount,
}


def read_cells(
    record_type: type[Record], column: str, texts: Sequence[str]
) -> tuple[pa.Table, dict[str, Reason]]:
    """What a column's distinct texts mean: found, value, last, estimate; and why some mean none."""
    tables = []
    if _reader(record_type, column) is _texts:
        found, lists, texts = read_lists(texts, partial(_is_item, record_type, column))
        nothing = [pa.nulls(len(found), kind) for kind in (pa.date32(), pa.bool_())]
        tables.append(pa.table([found, lists, *nothing], names=_MEANING))
    cells = {text: read_cell(record_type, column, text) for text in texts}
    tables.append(_cell_table(record_type, column, cells))
    refused = {text: cell.reason for text, cell in cells.items() if cell.reason is not None}
    return pa.concat_tables([t.cast(tables[-1].schema) for t in tables]), refused


def _is_item(record_type: type[Record], column: str, text: str) -> bool:
    try:
        _bounds(record_type, column).validate_python([text])
    except ValidationError:
        return False
    return not looks_personal(text)


_MEANING = ["found", "value", "last", "estimate"]


def _cell_table(record_type: type[Record], column: str, cells: dict[str, Cell]) -> pa.Table:
    return pa.table(
        {
            "found": pa.array(list(cells), pa.string()),
            "value": pa.array(
                [cell.value for cell in cells.values()],
                arrow_schema(record_type).field(column).type,
            ),
            "last": pa.array([cell.last for cell in cells.values()], pa.date32()),
            "estimate": pa.array([cell.estimate for cell in cells.values()], pa.bool_()),
        }
    )
