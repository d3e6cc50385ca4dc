"""The list of sources and the table of deadlines, against the files they come from."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.model import RECORD_TYPES
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

DAYS = {
    "activities": ("date_from", "date_to"),
    "violations": ("reported_from", "reported_to"),
    "published_figures": ("as_of_from", "as_of"),
    "risk_index": ("as_of", "as_of"),
}
FILTERS = [
    Filter(),
    Filter(provinces=("33",)),
    Filter(provinces=("33",), regencies=("33.01",)),
    Filter(elections=("pilkada_2024",)),
    Filter(categories=("politik_uang",)),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("sources")
    ensure_first_version(home)
    opened = Warehouse(open_version(home, 1))
    yield opened
    opened.close()


def _counted() -> pd.DataFrame:
    """Name, table and days of every record of the embedded files, read by pandas."""
    parts = []
    for table, (first, last) in DAYS.items():
        frame = pd.read_csv(RECORDS / f"{table}.csv", dtype=str)
        days = (
            frame[[first, last]].set_axis(["first", "last"], axis=1)
            if first != last
            else (pd.DataFrame({"first": frame[first], "last": frame[first]}))
        )
        parts.append(days.assign(source_name=frame["source_name"], table=table))
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize("chosen", FILTERS, ids=lambda f: str(f.parameters()))
def test_sources_are_those_of_the_files_whatever_is_filtered(
    warehouse: Warehouse, chosen: Filter
) -> None:
    counted = _counted().groupby("source_name")
    rows = {row["source_name"]: row for row in warehouse.rows("sources", chosen)}
    assert set(rows) == set(counted.groups)
    for name, group in counted:
        row = rows[name]
        assert row["records"] == len(group)
        for table in RECORD_TYPES:
            assert row[table] == int((group["table"] == table).sum())
        assert str(row["first_on"]) == group["first"].min()
        assert str(row["last_on"]) == group["last"].max()


def test_sources_are_in_the_order_of_their_names(warehouse: Warehouse) -> None:
    names = [str(row["source_name"]) for row in warehouse.rows("sources", Filter())]
    assert names == sorted(names, key=lambda name: (name.lower(), name))


def test_letter_case_tells_sources_apart_but_does_not_order_them(tmp_path: Path) -> None:
    version = make_version(
        tmp_path,
        activities=[
            {"activity_id": "KG-1", "date_from": "2024-06-28", "source_name": "b"},
            {"activity_id": "KG-2", "date_from": "2024-06-01", "source_name": "A"},
            {"activity_id": "KG-3", "date_from": "2024-07-01", "source_name": "B"},
            {"activity_id": "KG-4", "date_from": "2024-07-01", "source_name": "b"},
        ],
    )
    opened = Warehouse(version)
    rows = opened.rows("sources", Filter())
    opened.close()
    assert [(row["source_name"], row["records"]) for row in rows] == [("A", 1), ("B", 1), ("b", 2)]


def test_the_deadlines_are_those_of_the_table_in_its_order(warehouse: Warehouse) -> None:
    with (REFERENCE / "deadlines.csv").open(encoding="utf-8", newline="") as source:
        wanted = list(csv.DictReader(source))
    found = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in warehouse.rows("deadline_rules", Filter())
    ]
    assert found == wanted
