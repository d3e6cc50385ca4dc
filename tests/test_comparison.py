"""What differs between two versions is exactly what differs in the answers and in the records."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from making import make_version

from dashboard.comparison import NATION, number_changes, record_changes
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Make = Callable[..., Warehouse]
FORMED = {
    "activity_id": "KG-1",
    "date_from": "2024-06-28",
    "regency_codes": "33.01",
    "kind": "pembentukan_pokja",
    "pokja": "formed",
    "forum": "pokja",
    "participants": "40",
}
CASE = {"violation_id": "PL-1", "reported_from": "2024-10-01", "regency_code": "33.02"}


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    opened: list[Warehouse] = []

    def made(**tables: list[Mapping[str, str]]) -> Warehouse:
        opened.append(Warehouse(make_version(tmp_path, **tables)))
        return opened[-1]

    yield made
    for warehouse in opened:
        warehouse.close()


def _numbers(before: Warehouse, after: Warehouse) -> list[tuple[object, ...]]:
    found = number_changes(before.run, after.run, ["pilkada_2024"])
    assert list(found.columns) == ["election", "place_code", "figure", "before", "after"]
    return list(found.itertuples(index=False, name=None))


def _records(before: Warehouse, after: Warehouse) -> dict[str, tuple[int, ...]]:
    everything = Filter()
    found = record_changes(
        before.table("records_by_id", everything), after.table("records_by_id", everything)
    )
    assert list(found.columns) == ["table_name", "added", "removed", "changed", "unchanged"]
    return {name: counts for name, *counts in found.itertuples(index=False, name=None)}


def test_nothing_differs_from_itself(tmp_path: Path) -> None:
    ensure_first_version(tmp_path)
    warehouse = Warehouse(open_version(tmp_path))
    assert _numbers(warehouse, warehouse) == []
    assert all(counts[:3] == [0, 0, 0] for counts in _records(warehouse, warehouse).values())
    warehouse.close()


def test_a_case_more_is_seen_by_nation_province_and_regency(make: Make) -> None:
    before, after = make(activities=[FORMED]), make(activities=[FORMED], violations=[CASE])
    found = _numbers(before, after)
    expected: list[tuple[object, ...]] = []
    for election in (None, "pilkada_2024"):
        expected += [
            (election, NATION, "violations", 0, 1),
            (election, "33", "violations", 0, 1),
            (election, "33.02", "violations", 0, 1),
        ]
    assert [row for row in found if row[2] != "violations_per_100k"] == expected
    rates = [row for row in found if row[2] == "violations_per_100k"]
    assert [row[:2] for row in rates] == [(None, "33.02"), ("pilkada_2024", "33.02")]
    assert _records(before, after) == {"activities": [0, 0, 0, 1], "violations": [1, 0, 0, 0]}


def test_empty_is_none_and_no_zero(make: Make) -> None:
    silent = {**FORMED, "participants": ""}
    found = _numbers(make(activities=[FORMED]), make(activities=[silent]))
    stated = [row[1:] for row in found if row[0] is None and row[2] == "participants"]
    assert stated == [(NATION, "participants", 40, None), ("33.01", "participants", 40, None)]
    again = _numbers(make(activities=[silent]), make(activities=[silent]))
    assert again == []


def test_a_state_that_is_lost_is_a_changed_number(make: Make) -> None:
    planned = {**FORMED, "pokja": "planned"}
    before, after = make(activities=[FORMED]), make(activities=[planned])
    found = {row[1:] for row in _numbers(before, after) if row[0] is None}
    assert (NATION, "regencies_with_pokja", 1, 0) in found
    assert ("33.01", "status", "pokja", "active") in found
    assert ("33.01", "pokja_evidence", "formed", None) in found
    assert _records(before, after) == {"activities": [0, 0, 1, 0]}


def test_records_are_told_apart_by_table_and_id(make: Make) -> None:
    other = {**FORMED, "activity_id": "KG-2"}
    before = make(activities=[FORMED, other], violations=[CASE])
    after = make(
        activities=[{**FORMED, "note": "x"}, {**FORMED, "activity_id": "KG-3"}],
        violations=[CASE, {**CASE, "violation_id": "KG-2"}],
    )
    assert _records(before, after) == {"activities": [1, 1, 1, 0], "violations": [1, 0, 0, 1]}
    assert _records(after, before) == {"activities": [1, 1, 1, 0], "violations": [0, 1, 0, 1]}
