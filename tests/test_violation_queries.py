"""The queries of the page Pelanggaran, checked against counts made in plain Python."""

import calendar
import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.labels import CASE_STAGES, STAGES
from dashboard.regions import regions
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]
DIMENSIONS = ("category", "subject", "channel", "origin", "status", "stage")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


VIOLATIONS = _read(RECORDS / "violations.csv")
VOTING_DAYS = {row["election"]: row["voting_day"] for row in _read(REFERENCE / "elections.csv")}
BEGINNINGS: dict[str, list[tuple[str, str]]] = defaultdict(list)
for _row in _read(REFERENCE / "election_stages.csv"):
    BEGINNINGS[_row["election"]].append((_row["from"], _row["stage"]))

FILTERS = {
    "none": Filter(),
    "all elections in a period": Filter(since=dt.date(2020, 6, 5), until=dt.date(2024, 10, 3)),
    "one province": Filter(provinces=("33",), elections=("pilkada_2024",)),
    "two provinces": Filter(provinces=("33", "73")),
    "one regency": Filter(regencies=("33.03",)),
    "one election": Filter(elections=("pilkada_2024",)),
    "an election of which the voting day alone is known": Filter(elections=("pemilu_2019",)),
    "a month without records": Filter(
        elections=("pilkada_2024",), since=dt.date(2025, 8, 1), until=dt.date(2025, 8, 31)
    ),
    "a period that cuts years and months": Filter(
        since=dt.date(2024, 9, 11), until=dt.date(2024, 10, 17)
    ),
    "a month": Filter(elections=("pilkada_2024",), month="2024-10"),
    "categories": Filter(categories=("mobilisasi", "unknown")),
    "a subject": Filter(subjects=("kepala_desa",), elections=("pilkada_2024",)),
    "a channel": Filter(channels=("media_sosial",)),
    "an origin": Filter(origins=("temuan",)),
    "initial information alone": Filter(origins=("informasi_awal",)),
    "nothing at all": Filter(until=dt.date(2001, 1, 1)),
}


def _in_filter(chosen: Filter) -> list[Row]:
    """Cases and initial information of a filter."""
    asked = chosen.within_month()
    since = asked.since.isoformat() if asked.since else ""
    until = asked.until.isoformat() if asked.until else "9999"
    return [
        row
        for row in VIOLATIONS
        if row["reported_to"] >= since
        and row["reported_from"] <= until
        and (not asked.elections or row["election"] in asked.elections)
        and (
            row["regency_code"] in asked.regencies
            if asked.regencies
            else not asked.provinces or row["province_code"] in asked.provinces
        )
        and (not asked.categories or row["category"] in asked.categories)
        and (not asked.subjects or row["subject"] in asked.subjects)
        and (not asked.channels or row["channel"] in asked.channels)
        and (not asked.origins or row["origin"] in asked.origins)
    ]


def _cases(chosen: Filter) -> list[Row]:
    return [row for row in _in_filter(chosen) if row["origin"] != "informasi_awal"]


def _stage_on(election: str, day: str) -> str:
    """The stage of one day, told by the calendar as a reader would."""
    voting = VOTING_DAYS[election]
    if day > voting:
        return "sesudah_pemungutan"
    if day == voting:
        return "pemungutan_suara"
    begun = [(first, stage) for first, stage in BEGINNINGS[election] if first <= day]
    if begun:
        return max(begun)[1]
    knows_registration = "pendaftaran" in {stage for _, stage in BEGINNINGS[election]}
    return "sebelum_pendaftaran" if knows_registration else "unknown"


def _stage(row: Row) -> str:
    """Day by day through the whole interval: one stage or none."""
    first, last = (dt.date.fromisoformat(row[end]) for end in ("reported_from", "reported_to"))
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    stages = {_stage_on(row["election"], day.isoformat()) for day in days}
    return stages.pop() if len(stages) == 1 else "unknown"


def _value(row: Row, dimension: str) -> str:
    if dimension == "all":
        return "all"
    return _stage(row) if dimension == "stage" else row[dimension]


def _month(row: Row) -> tuple[dt.date | None, dt.date | None]:
    first, last = (dt.date.fromisoformat(row[end]) for end in ("reported_from", "reported_to"))
    if (first.year, first.month) != (last.year, last.month):
        return None, None
    return first.replace(day=1), first.replace(day=calendar.monthrange(first.year, first.month)[1])


Sums = dict[tuple[object, ...], tuple[object, ...]]


def _sums(keyed: list[tuple[tuple[object, ...], Row]]) -> Sums:
    grouped = defaultdict(list)
    for key, row in keyed:
        grouped[key].append(row["people"])
    return {
        key: (
            len(stated),
            sum(int(text) for text in stated if text) if any(stated) else None,
            sum(not text for text in stated),
        )
        for key, stated in grouped.items()
    }


def _rows(warehouse: Warehouse, name: str, chosen: Filter, **further: object) -> list[dict]:
    frame = warehouse.run(name, chosen, **further)
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def _answered(rows: list[dict], *keys: str) -> Sums:
    return {
        tuple(row[key] for key in keys): (
            row["violations"],
            row["people"],
            row["violations_without_people"],
        )
        for row in rows
        if row["violations"]
    }


@pytest.mark.parametrize("name", FILTERS)
def test_violation_figures_by_hand(real: Warehouse, name: str) -> None:
    chosen = FILTERS[name]
    asked, rows = chosen.within_month(), _cases(chosen)
    stated = [int(row["people"]) for row in rows if row["people"]]
    inside = [
        code
        for code in regions().in_provinces(chosen.provinces)
        if not chosen.regencies or code in chosen.regencies
    ]
    provinces = {code[:2] for code in inside}

    def outside(row: Row) -> bool:
        before = asked.since is not None and row["reported_from"] < asked.since.isoformat()
        after = asked.until is not None and row["reported_to"] > asked.until.isoformat()
        return before or after

    assert real.rows("violation_figures", chosen) == [
        {
            "violations": len(rows),
            "violations_maybe_outside": sum(outside(row) for row in rows),
            "violations_without_regency": sum(not row["regency_code"] for row in rows),
            "violations_without_month": sum(_month(row) == (None, None) for row in rows),
            "people": sum(stated) if stated else None,
            "violations_without_people": len(rows) - len(stated),
            "preliminary_information": len(_in_filter(chosen)) - len(rows),
            "regencies": len(inside),
            "regencies_with_violations": len({row["regency_code"] for row in rows} & set(inside)),
            "provinces": len(provinces),
            "provinces_with_violations": len({row["province_code"] for row in rows} & provinces),
        }
    ]


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_violations_by_dimension_by_hand(real: Warehouse, name: str, dimension: str) -> None:
    keyed = [((_value(row, dimension),), row) for row in _cases(FILTERS[name])]
    rows = _rows(real, "violations_by_dimension", FILTERS[name], dimension=dimension)
    assert _answered(rows, "value") == _sums(keyed)
    assert len(rows) == len({key for key, _ in keyed})
    order = [(row["value"] == "unknown", -row["violations"], row["value"]) for row in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("dimension", [*DIMENSIONS, "all"])
def test_violations_by_period_by_hand(real: Warehouse, name: str, dimension: str) -> None:
    chosen = FILTERS[name]
    keyed = [((*_month(row), _value(row, dimension)), row) for row in _cases(chosen)]
    rows = _rows(real, "violations_by_period", chosen, dimension=dimension)
    assert _answered(rows, "period_from", "period_until", "value") == _sums(keyed)
    if not keyed:
        assert rows == []
        return
    asked = chosen.within_month()
    dated = [key[0] for key, _ in keyed if key[0] is not None]
    starts = sorted({row["period_from"] for row in rows if row["period_from"]})
    if dated or (asked.since and asked.until):
        first = asked.since.replace(day=1) if asked.since else min(dated)
        last = asked.until.replace(day=1) if asked.until else max(dated)
        assert (starts[0], starts[-1]) == (first, last)
    for one, following in pairwise(starts):
        months = (following.year - one.year) * 12 + following.month - one.month
        assert months == 1  # none is skipped
    values = {row["value"] for row in rows}
    assert sum(row["period_from"] is not None for row in rows) == len(starts) * len(values)


@pytest.mark.parametrize("name", FILTERS)
def test_violations_by_stage_by_hand(real: Warehouse, name: str) -> None:
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for row in _cases(FILTERS[name]):
        expected[_stage(row), row["category"]] += 1
    rows = real.rows("violations_by_stage", FILTERS[name])
    assert [((r["stage"], r["category"]), r["violations"]) for r in rows] == sorted(
        expected.items()
    )


@pytest.mark.parametrize("name", FILTERS)
def test_every_way_of_counting_gives_the_same_total(real: Warehouse, name: str) -> None:
    chosen = FILTERS[name]
    (figures,) = real.rows("violation_figures", chosen)
    (key_figures,) = real.rows("key_figures", chosen)
    whole = figures["violations"]
    assert whole == key_figures["violations"]
    assert figures["preliminary_information"] == key_figures["preliminary_information"]
    assert whole == sum(row["violations"] for row in real.rows("violations_over_time", chosen))
    assert whole == sum(row["violations"] for row in real.rows("violations_by_stage", chosen))
    for dimension in DIMENSIONS:
        for query in ("violations_by_dimension", "violations_by_period"):
            rows = _rows(real, query, chosen, dimension=dimension)
            assert whole == sum(row["violations"] for row in rows)
            assert (figures["people"] or 0) == sum(row["people"] or 0 for row in rows)


def test_the_filters_tell_something_apart() -> None:
    counts = {name: len(_cases(chosen)) for name, chosen in FILTERS.items()}
    for name in ("nothing at all", "a month without records", "initial information alone"):
        assert counts.pop(name) == 0, name
    assert all(0 < count < counts["none"] for name, count in counts.items() if name != "none")


def test_every_stage_has_words_and_the_calendar_is_in_order() -> None:
    assert set(CASE_STAGES) == {"sebelum_pendaftaran", *STAGES, "sesudah_pemungutan", "unknown"}
    for beginnings in BEGINNINGS.values():
        known = [stage for _, stage in sorted(beginnings)]
        assert known == [stage for stage in CASE_STAGES if stage in known]


ELECTIONS = sorted(VOTING_DAYS)
DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2025, 12, 31))


@pytest.fixture(scope="module")
def phases(real: Warehouse) -> dict[str, list[tuple[str, str, str]]]:
    """Election: first day, last day, stage; as the engine sees them."""
    cursor = real._connection.cursor()
    rows = cursor.execute("SELECT * FROM election_phases").fetchall()
    cursor.close()
    found = defaultdict(list)
    for election, phase, first, last in rows:
        found[election].append((str(first or ""), str(last or "9999"), phase))
    return found


@given(election=st.sampled_from(ELECTIONS), day=DAYS)
def test_each_day_lies_in_at_most_one_stage_of_an_election(
    phases: dict[str, list[tuple[str, str, str]]], election: str, day: dt.date
) -> None:
    on = day.isoformat()
    covering = [stage for first, last, stage in phases[election] if first <= on <= last]
    assert (covering or ["unknown"]) == [_stage_on(election, on)]


def test_people_are_summed_where_stated_and_the_silent_are_told(tmp_path: Path) -> None:
    given_cases = [
        {"violation_id": "PL-1", "reported_from": "2024-08-05", "regency_code": "33.01"},
        {"violation_id": "PL-2", "reported_from": "2024-10-05", "people": "12"},
        {"violation_id": "PL-3", "reported_from": "2024-10-06", "people": "3"},
        {"violation_id": "PL-4", "reported_from": "2024-10-06"},
        {
            "violation_id": "PL-5",
            "reported_from": "2024-01-01",
            "reported_to": "2024-12-31",
            "people": "7",
        },
        {
            "violation_id": "PL-6",
            "reported_from": "2024-10-07",
            "origin": "informasi_awal",
            "people": "99",
        },
    ]
    warehouse = Warehouse(make_version(tmp_path, violations=given_cases))
    series = _rows(warehouse, "violations_by_period", Filter(), dimension="all")
    figures = warehouse.rows("violation_figures", Filter())[0]
    warehouse.close()
    assert [
        (r["period_from"], r["violations"], r["people"], r["violations_without_people"])
        for r in series
    ] == [
        (dt.date(2024, 8, 1), 1, None, 1),
        (dt.date(2024, 9, 1), 0, None, 0),
        (dt.date(2024, 10, 1), 3, 15, 1),
        (None, 1, 7, 0),
    ]
    assert (figures["violations"], figures["people"]) == (5, 22)
    assert figures["preliminary_information"] == 1
    assert figures["regencies_with_violations"] == 1
    assert figures["provinces_with_violations"] == 1
