"""Which columns a query has to read, and that the scan of them reads them."""

import datetime as dt
import re
from pathlib import Path

import pytest

from dashboard.bench.queries import SCOPES, Scan, columns_read, times
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.model import RECORD_TYPES
from dashboard.resources import QUERIES
from dashboard.warehouse import counted_tables, find_query, queries, read_query


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    ensure_first_version(folder)
    return folder


_CASES = """
WITH found AS (
    SELECT category, people FROM violations
    WHERE origin <> 'informasi_awal'
      AND (len($elections::VARCHAR[]) = 0 OR list_contains($elections::VARCHAR[], election))
      AND ($from::DATE IS NULL OR reported_to >= $from::DATE)
)
SELECT category, count(*) AS cases FROM found GROUP BY category
"""


@pytest.mark.parametrize(
    ("chosen", "columns"),
    [
        (Filter(), {"category", "origin"}),
        (Filter(elections=("pilkada_2024",)), {"category", "origin", "election"}),
        (
            Filter(provinces=("33",), since=dt.date(2024, 1, 1)),
            {"category", "origin", "reported_to"},
        ),
    ],
)
def test_only_what_decides_for_the_filter_is_read(chosen: Filter, columns: set[str]) -> None:
    """What is not asked for is not looked at; `people` is named and never used."""
    query = read_query("cases", _CASES)
    assert columns_read(query, chosen) == {"violations": tuple(sorted(columns))}


def test_rows_that_are_counted_have_no_column_and_reference_tables_no_scan() -> None:
    counting = read_query("counting", "SELECT count(*) FROM activities, provinces")
    assert columns_read(counting, Filter()) == {"activities": ()}
    assert columns_read(find_query("routing_rules"), Filter()) == {}


def test_what_is_counted_once_is_planned_on_the_records() -> None:
    for name in counted_tables():
        query = read_query(name, f"SELECT * FROM {name}")
        assert columns_read(query, Filter()), name


@pytest.mark.parametrize("name", list(queries()))
def test_a_column_that_is_read_stands_in_the_text(name: str) -> None:
    """In the query, or in what it is made with, unless it reads all columns of a table."""
    texts = [path.read_text(encoding="utf-8") for path in QUERIES.glob("*/*.sql")]
    words = set(re.findall(r"\w+", "\n".join([queries()[name].sql, *texts])))
    for chosen in SCOPES.values():
        for table, columns in columns_read(queries()[name], chosen).items():
            every = RECORD_TYPES[table].columns()
            assert set(columns) <= set(every)
            assert set(columns) == set(every) or set(columns) <= words


def test_every_query_is_timed_against_its_scan_or_named(home: Path) -> None:
    found = list(times({590: home}, 0.5))
    assert {(one.query, one.scope) for one in found} == {
        (name, scope) for name in queries() for scope in SCOPES
    }
    timed = [one.measure for one in found if one.measure]
    assert timed
    assert all(measure.own[0] > 0 for measure in timed)
    assert {one.stopped for one in found if not one.measure} <= {"time"}
    assert all(bool(one.measure) != bool(one.stopped) for one in found)


def test_a_scan_reads_the_files_of_the_version(home: Path) -> None:
    scan = Scan(home)
    try:
        assert scan.seconds({"activities": ("kind", "regency_codes"), "violations": ()}) > 0
        (home / "versions/000001/violations.parquet").unlink()
        with pytest.raises(Exception, match=r"violations\.parquet"):
            scan.seconds({"violations": ("category",)})
    finally:
        scan.close()
