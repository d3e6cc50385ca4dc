"""The canonical spelling of every value is one that is read."""

import csv
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import get_args

import pytest

from dashboard.ingest.values import (
    read_amount,
    read_count,
    read_days,
    read_election,
    read_flag,
    read_list,
    read_term,
)
from dashboard.model import RECORD_TYPES
from dashboard.resources import RECORDS


def _inner(annotation: object) -> Iterable[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _inner(part)


def _cells(table: str, column: str) -> set[str]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return {row[column] for row in csv.DictReader(source)} - {""}


def _enumerations() -> list[tuple[str, str, type]]:
    """Table, column and enumeration of the columns that hold its values, lists included."""
    return [
        (table, name, inner)
        for table, record_type in RECORD_TYPES.items()
        for name, field in record_type.model_fields.items()
        for inner in _inner(field.annotation)
        if isinstance(inner, type) and issubclass(inner, StrEnum)
    ]


@pytest.mark.parametrize(("table", "column", "enumeration"), _enumerations())
def test_terms(table: str, column: str, enumeration: type[StrEnum]) -> None:
    for cell in _cells(table, column):
        assert [read_term(enumeration, item) for item in read_list(cell)] == cell.split(";")


@pytest.mark.parametrize(
    ("table", "column", "read", "written"),
    [
        ("activities", "date_from", read_days, lambda days: days.first.isoformat()),
        ("activities", "date_to", read_days, lambda days: days.last.isoformat()),
        ("violations", "reported_to", read_days, lambda days: days.last.isoformat()),
        ("activities", "participants", read_count, lambda count: str(count.value)),
        ("violations", "people", read_count, lambda count: str(count.value)),
        ("risk_index", "rank", read_count, lambda count: str(count.value)),
        ("activities", "date_doubtful", read_flag, lambda flag: str(flag).lower()),
        ("published_figures", "cumulative", read_flag, lambda flag: str(flag).lower()),
        ("activities", "election", read_election, str),
        ("activities", "institutions", read_list, ";".join),
        ("activities", "regency_codes", read_list, ";".join),
    ],
)
def test_other_cells(
    table: str,
    column: str,
    read: Callable[[str], object],
    written: Callable[[object], str],
) -> None:
    cells = _cells(table, column)
    assert cells
    assert {cell: written(read(cell)) for cell in cells} == {cell: cell for cell in cells}


@pytest.mark.parametrize(
    ("table", "column"), [("published_figures", "value"), ("risk_index", "score")]
)
def test_amounts(table: str, column: str) -> None:
    for cell in _cells(table, column):
        assert read_amount(cell).value == float(cell)
