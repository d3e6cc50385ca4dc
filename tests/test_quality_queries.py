"""The queries of the page Mutu data, checked against counts made by hand."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.model import RECORD_TYPES
from dashboard.resources import RECORDS
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

DAYS = {
    "activities": ("date_from", "date_to"),
    "violations": ("reported_from", "reported_to"),
    "published_figures": ("as_of_from", "as_of"),
    "risk_index": ("as_of", "as_of"),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def _csv(table: str) -> list[dict[str, str]]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _state(content: str) -> str:
    return {"": "empty", "unknown": "unknown"}.get(content.strip(), "filled")


def test_completeness_by_hand(real: Warehouse) -> None:
    expected = []
    for table in sorted(RECORD_TYPES):
        rows = _csv(table)
        for field in sorted(RECORD_TYPES[table].columns()):
            states = [_state(row[field]) for row in rows]
            counts = {name: states.count(name) for name in ("filled", "unknown", "empty")}
            expected.append({"table_name": table, "field": field, **counts, "records": len(rows)})
    assert real.rows("completeness_by_field", Filter()) == expected
    assert any(row["unknown"] for row in expected)
    assert any(row["empty"] for row in expected)


def test_zero_and_no_are_filled_an_empty_list_is_not(tmp_path: Path) -> None:
    warehouse = Warehouse(
        make_version(
            tmp_path,
            activities=[
                {
                    "activity_id": "KG-1",
                    "date_from": "2024-06-28",
                    "regency_codes": "",
                    "province_code": "33",
                    "participants": "0",
                    "targets": "unknown",
                    "signed": "no",
                    "pokja": "none",
                },
                {
                    "activity_id": "KG-2",
                    "date_from": "2024-06-28",
                    "regency_codes": "33.01",
                    "targets": "asn;unknown",
                    "signed": "unknown",
                },
            ],
        )
    )
    found = {
        row["field"]: (row["filled"], row["unknown"], row["empty"])
        for row in warehouse.rows("completeness_by_field", Filter())
        if row["table_name"] == "activities"
    }
    assert found["participants"] == (1, 0, 1)
    assert found["regency_codes"] == (1, 0, 1)
    assert found["targets"] == (1, 1, 0)
    assert found["signed"] == (1, 1, 0)
    assert found["pokja"] == found["date_doubtful"] == (2, 0, 0)
    warehouse.close()


def test_freshness_by_hand(real: Warehouse) -> None:
    expected = []
    for table in sorted(DAYS):
        days = sorted((row[DAYS[table][0]], row[DAYS[table][1]]) for row in _csv(table))
        last = max(first for first, _ in days)
        ends = (*days[0], last, min(end for first, end in days if first == last))
        names = ("first_from", "first_until", "last_from", "last_until")
        expected.append(
            {"table_name": table, "records": len(days)}
            | {name: dt.date.fromisoformat(day) for name, day in zip(names, ends, strict=True)}
        )
    assert real.rows("freshness_by_table", Filter()) == expected


def test_the_latest_day_is_the_most_certain_of_those_that_begin_last(tmp_path: Path) -> None:
    vague = {"date_from": "2024-06-01", "date_to": "2024-06-30"}
    warehouse = Warehouse(
        make_version(
            tmp_path,
            activities=[
                {"activity_id": "KG-1", "regency_codes": "33.01", **vague},
                {"activity_id": "KG-2", "regency_codes": "33.01", "date_from": "2024-06-01"},
                {
                    "activity_id": "KG-3",
                    "regency_codes": "33.01",
                    "date_from": "2024-01-01",
                    "date_to": "2024-12-31",
                },
            ],
        )
    )
    rows = {row["table_name"]: row for row in warehouse.rows("freshness_by_table", Filter())}
    activities = rows["activities"]
    assert (activities["last_from"], activities["last_until"]) == (dt.date(2024, 6, 1),) * 2
    assert activities["first_until"] == dt.date(2024, 12, 31)
    assert rows["violations"]["records"] == 0
    assert rows["violations"]["last_from"] is None
    warehouse.close()


def test_every_record_has_one_fingerprint_that_its_fields_decide(
    real: Warehouse, tmp_path: Path
) -> None:
    rows = real.rows("records_by_id", Filter())
    ids = {
        (table, row[record_type.id_column])
        for table, record_type in RECORD_TYPES.items()
        for row in _csv(table)
    }
    assert {(row["table_name"], row["record_id"]) for row in rows} == ids
    assert len(rows) == len(ids)
    assert all(len(str(row["fingerprint"])) == 16 for row in rows)
    one = {"activity_id": "KG-1", "date_from": "2024-06-28", "regency_codes": "33.01"}
    prints = []
    for n, change in enumerate(({}, {}, {"note": "x"}, {"targets": "asn;tni"})):
        warehouse = Warehouse(make_version(tmp_path / str(n), activities=[one | change]))
        prints += [row["fingerprint"] for row in warehouse.rows("records_by_id", Filter())]
        warehouse.close()
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3
