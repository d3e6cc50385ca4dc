"""The queries of the page Tren kegiatan, checked against counts made in plain Python."""

import calendar
import csv
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.regions import regions
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def types(real: Warehouse) -> dict[str, str]:
    """The type of each institution by its name; rules/institutions.md and its tests decide it."""
    rows = real.rows("institution_list", Filter())
    return {str(row["institution"]): str(row["institution_type"]) for row in rows}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES = _read(RECORDS / "activities.csv")
VOTING_DAYS = {
    row["election"]: dt.date.fromisoformat(row["voting_day"])
    for row in _read(REFERENCE / "elections.csv")
}


def _items(text: str) -> list[str]:
    return [item for item in text.split(";") if item]


JOINT = next(
    codes for row in ACTIVITIES if len(codes := _items(row["regency_codes"])) > 1
)  # regencies of one event
FILTERS = {
    "none": Filter(),
    "all elections in a period": Filter(since=dt.date(2023, 6, 5), until=dt.date(2024, 12, 1)),
    "one province": Filter(provinces=("33",), elections=("pilkada_2024",)),
    "one regency": Filter(regencies=("73.14",)),
    "regency of a joint event": Filter(regencies=(JOINT[0],)),
    "one election": Filter(elections=("pemilu_2024",)),
    "a month without records": Filter(
        elections=("pilkada_2024",), since=dt.date(2025, 1, 1), until=dt.date(2025, 1, 31)
    ),
    "a period that cuts": Filter(
        elections=("pilkada_2024",), since=dt.date(2024, 9, 11), until=dt.date(2024, 10, 17)
    ),
    "a month": Filter(elections=("pilkada_2024",), month="2024-10"),
    "kinds": Filter(kinds=("apel_ikrar", "imbauan")),
    "a level": Filter(levels=("provinsi",), elections=("pilkada_2024",)),
    "a target group": Filter(targets=("kepala_desa",)),
    "a type of institution": Filter(institution_types=("polri",)),
    "nothing at all": Filter(until=dt.date(2001, 1, 1)),
}


def _provinces(row: Row) -> set[str]:
    return {row["province_code"], *(code[:2] for code in _items(row["regency_codes"]))} - {""}


def _is_in(row: Row, chosen: Filter, types: dict[str, str], *, timeless: bool = False) -> bool:
    asked = chosen.within_month()
    first, last = row["date_from"], row["date_to"]
    places = (
        set(_items(row["regency_codes"])) & set(asked.regencies)
        if asked.regencies
        else not asked.provinces or _provinces(row) & set(asked.provinces)
    )
    kinds_of_institutions = {types[name] for name in _items(row["institutions"])}
    return bool(
        places
        and (not asked.elections or row["election"] in asked.elections)
        and (timeless or not asked.since or last >= asked.since.isoformat())
        and (timeless or not asked.until or first <= asked.until.isoformat())
        and (not asked.kinds or row["kind"] in asked.kinds)
        and (not asked.levels or row["level"] in asked.levels)
        and (not asked.targets or set(_items(row["targets"])) & set(asked.targets))
        and (not asked.institution_types or kinds_of_institutions & set(asked.institution_types))
    )


def _counted(chosen: Filter, types: dict[str, str]) -> list[Row]:
    return [row for row in ACTIVITIES if _is_in(row, chosen, types)]


def _values(types: dict[str, str]) -> dict[str, Callable[[Row], list[str | None]]]:
    return {
        "kind": lambda row: [row["kind"]],
        "level": lambda row: [row["level"]],
        "target": lambda row: [*_items(row["targets"])] or [None],
        "institution_type": lambda row: (
            sorted({types[name] for name in _items(row["institutions"])}) or [None]
        ),
        "all": lambda row: ["all"],
    }


def _week(day: dt.date) -> tuple[dt.date, dt.date]:
    year, week, _ = day.isocalendar()
    return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)


def _month(day: dt.date) -> tuple[dt.date, dt.date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


GRAINS = {"week": _week, "month": _month}
Sums = dict[tuple[object, ...], tuple[int, int | None, int]]


def _sums(keyed: list[tuple[tuple[object, ...], Row]]) -> Sums:
    grouped = defaultdict(list)
    for key, row in keyed:
        grouped[key].append(row["participants"])
    return {
        key: (
            len(stated),
            sum(int(text) for text in stated if text) if any(stated) else None,
            sum(not text for text in stated),
        )
        for key, stated in grouped.items()
    }


def _answered(rows: list[dict[str, object]], *keys: str) -> Sums:
    return {
        tuple(row[key] for key in keys): (
            row["activities"],
            row["participants"],
            row["activities_without_participants"],
        )  # type: ignore[misc]
        for row in rows
        if row["activities"]
    }


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("dimension", ["kind", "level", "target", "institution_type", "all"])
def test_activities_by_period_by_hand(
    real: Warehouse, types: dict[str, str], name: str, grain: str, dimension: str
) -> None:
    chosen, span = FILTERS[name], GRAINS[grain]
    keyed = []
    for row in _counted(chosen, types):
        first, last = (dt.date.fromisoformat(row[end]) for end in ("date_from", "date_to"))
        days = span(first) if span(first) == span(last) else (None, None)
        keyed += [((*days, value), row) for value in _values(types)[dimension](row)]
    frame = real.run("activities_by_period", chosen, grain=grain, dimension=dimension)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert _answered(rows, "period_from", "period_until", "value") == _sums(keyed)
    asked = chosen.within_month()
    dated = [key for key, _ in keyed if key[0] is not None]
    if not keyed:
        assert rows == []
        return
    starts = sorted({row["period_from"] for row in rows if row["period_from"]})
    if dated or (asked.since and asked.until):
        first = span(asked.since)[0] if asked.since else min(key[0] for key in dated)
        last = span(asked.until)[0] if asked.until else max(key[0] for key in dated)
        assert (starts[0], starts[-1]) == (first, last)
        for one, following in pairwise(starts):
            assert span(one)[1] + dt.timedelta(days=1) == following  # none is skipped
        assert len(rows) - sum(row["period_from"] is None for row in rows) == len(starts) * len(
            {row["value"] for row in rows}
        )


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("dimension", ["kind", "level", "target", "institution_type"])
def test_activities_by_dimension_by_hand(
    real: Warehouse, types: dict[str, str], name: str, dimension: str
) -> None:
    keyed = [
        ((value,), row)
        for row in _counted(FILTERS[name], types)
        for value in _values(types)[dimension](row)
    ]
    frame = real.run("activities_by_dimension", FILTERS[name], dimension=dimension)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert _answered(rows, "value") == _sums(keyed)
    order = [(row["value"] is None, -row["activities"], row["value"]) for row in rows]
    assert order == sorted(order)


@pytest.mark.parametrize("name", FILTERS)
def test_provinces_over_time_by_hand(real: Warehouse, types: dict[str, str], name: str) -> None:
    chosen = FILTERS[name]
    wanted = set(chosen.provinces) or {code[:2] for code in chosen.regencies}
    expected: Counter[tuple[str | None, str]] = Counter()
    for row in _counted(chosen, types):
        month = row["date_from"][:7] if row["date_from"][:7] == row["date_to"][:7] else None
        for province in _provinces(row):
            if not wanted or province in wanted:
                expected[month, province] += 1
    rows = real.rows("activities_by_province_over_time", chosen)
    found = {(r["month"], r["province_code"]): r["activities"] for r in rows if r["activities"]}
    assert found == expected
    assert all(r["province_name"] == regions().name(str(r["province_code"])) for r in rows)
    months = {r["month"] for r in rows} - {None}
    codes = {r["province_code"] for r in rows}
    assert sum(r["month"] is not None for r in rows) == len(months) * len(codes)


@pytest.mark.parametrize("name", FILTERS)
def test_days_to_voting_day_by_hand(real: Warehouse, types: dict[str, str], name: str) -> None:
    chosen = FILTERS[name]
    counts: dict[str, Counter[int | None]] = defaultdict(Counter)
    for row in ACTIVITIES:
        if _is_in(row, chosen, types, timeless=True):
            day = None
            if row["date_from"] == row["date_to"]:
                until = dt.date.fromisoformat(row["date_from"])
                day = (until - VOTING_DAYS[row["election"]]).days
            counts[row["election"]][day] += 1
    expected = []
    for election in sorted(counts, key=lambda e: (VOTING_DAYS[e], e)):
        so_far = 0
        for day in sorted(d for d in counts[election] if d is not None):
            so_far += counts[election][day]
            expected.append((election, day, counts[election][day], so_far))
        if counts[election][None]:
            expected.append((election, None, counts[election][None], None))
    rows = real.rows("activities_to_voting_day", chosen)
    assert [(r["election"], r["day"], r["activities"], r["so_far"]) for r in rows] == expected
    assert all(r["voting_day"] == VOTING_DAYS[str(r["election"])] for r in rows)


@pytest.mark.parametrize("name", FILTERS)
def test_activity_figures_by_hand(real: Warehouse, types: dict[str, str], name: str) -> None:
    chosen = FILTERS[name]
    asked = chosen.within_month()
    rows = _counted(chosen, types)
    stated = [int(row["participants"]) for row in rows if row["participants"]]
    inside = [
        code
        for code in regions().in_provinces(chosen.provinces)
        if not chosen.regencies or code in chosen.regencies
    ]
    provinces = {code[:2] for code in inside}
    named = {code for row in rows for code in _items(row["regency_codes"])}
    in_provinces = {province for row in rows for province in _provinces(row)}

    def outside(row: Row) -> bool:
        before = asked.since is not None and row["date_from"] < asked.since.isoformat()
        after = asked.until is not None and row["date_to"] > asked.until.isoformat()
        return before or after

    assert real.rows("activity_figures", chosen) == [
        {
            "activities": len(rows),
            "activities_without_regency": sum(not row["regency_codes"] for row in rows),
            "activities_without_province": sum(not _provinces(row) for row in rows),
            "activities_maybe_outside": sum(outside(row) for row in rows),
            "participants": sum(stated) if stated else None,
            "activities_without_participants": len(rows) - len(stated),
            "regencies": len(inside),
            "regencies_with_activity": len(named & set(inside)),
            "provinces": len(provinces),
            "provinces_with_activity": len(in_provinces & provinces),
        }
    ]


def test_the_filters_tell_something_apart(real: Warehouse, types: dict[str, str]) -> None:
    counts = {name: len(_counted(chosen, types)) for name, chosen in FILTERS.items()}
    assert counts["none"] == len(ACTIVITIES)
    assert counts["nothing at all"] == counts["a month without records"] == 0
    assert all(
        0 < counts[n] < counts["none"] for n in ("kinds", "a type of institution", "a month")
    )


SMALL = [
    # A joint event of two provinces, for two target groups, with two police stations.
    {
        "activity_id": "KG-1",
        "date_from": "2024-09-30",
        "province_code": "",
        "regency_codes": "33.01;73.14",
        "level": "pusat",
        "targets": "asn;tni",
        "institutions": "Polres Cilacap;Polres Sidrap;Bawaslu",
        "participants": "120",
    },
    # Monday of the same ISO week as 30 September: another month.
    {"activity_id": "KG-2", "date_from": "2024-10-01", "regency_codes": "33.01"},
    # Two days on both sides of the end of a week, in one month.
    {
        "activity_id": "KG-3",
        "date_from": "2024-10-06",
        "date_to": "2024-10-07",
        "regency_codes": "33.02",
        "targets": "",
        "institutions": "",
    },
    # Known by its year alone.
    {
        "activity_id": "KG-4",
        "date_from": "2024-01-01",
        "date_to": "2024-12-31",
        "regency_codes": "33.02",
        "participants": "0",
    },
    # The nation's: in no province.
    {
        "activity_id": "KG-5",
        "date_from": "2024-11-27",
        "regency_codes": "",
        "province_code": "",
        "level": "pusat",
    },
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = Warehouse(make_version(tmp_path_factory.mktemp("small"), activities=SMALL))
    yield warehouse
    warehouse.close()


def _ask(warehouse: Warehouse, name: str, chosen: Filter, *columns: str, **further: object) -> list:
    frame = warehouse.run(name, chosen, **further)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_week_spans_two_months_and_an_event_two_weeks(small: Warehouse) -> None:
    weeks = _ask(
        small,
        "activities_by_period",
        Filter(until=dt.date(2024, 10, 31)),
        "period_from",
        "activities",
        grain="week",
        dimension="all",
    )
    assert weeks == [
        (dt.date(2024, 9, 30), 2),
        (dt.date(2024, 10, 7), 0),
        (dt.date(2024, 10, 14), 0),
        (dt.date(2024, 10, 21), 0),
        (dt.date(2024, 10, 28), 0),
        (None, 2),
    ]
    months = _ask(
        small,
        "activities_by_period",
        Filter(until=dt.date(2024, 10, 31)),
        "period_from",
        "period_until",
        "activities",
        "participants",
        grain="month",
        dimension="all",
    )
    assert months == [
        (dt.date(2024, 9, 1), dt.date(2024, 9, 30), 1, 120),
        (dt.date(2024, 10, 1), dt.date(2024, 10, 31), 2, None),
        (None, None, 1, 0),
    ]


def test_target_groups_and_institutions_overlap_and_the_silent_are_told(small: Warehouse) -> None:
    columns = ("value", "activities", "participants", "activities_without_participants")
    ask = ("activities_by_dimension", Filter(), *columns)
    assert _ask(small, *ask, dimension="target") == [
        ("asn", 4, 120, 2),
        ("tni", 1, 120, 0),
        (None, 1, None, 1),
    ]
    assert _ask(small, *ask, dimension="institution_type") == [
        ("bawaslu", 4, 120, 2),
        ("polri", 1, 120, 0),
        (None, 1, None, 1),
    ]


def test_a_joint_event_is_in_each_of_its_provinces_and_a_national_one_in_none(
    small: Warehouse,
) -> None:
    rows = _ask(
        small,
        "activities_by_province_over_time",
        Filter(until=dt.date(2024, 10, 31)),
        "month",
        "province_code",
        "activities",
    )
    assert rows == [
        ("2024-09", "33", 1),
        ("2024-09", "73", 1),
        ("2024-10", "33", 2),
        ("2024-10", "73", 0),
        (None, "33", 1),
    ]
    (figures,) = small.rows("activity_figures", Filter())
    assert figures["activities"] == 5
    assert figures["activities_without_province"] == 1
    assert figures["provinces_with_activity"] == 2
    assert figures["regencies_with_activity"] == 3


def test_only_whole_days_stand_in_the_days_to_voting_day(small: Warehouse) -> None:
    rows = _ask(small, "activities_to_voting_day", Filter(), "day", "activities", "so_far")
    assert rows == [(-58, 1, 1), (-57, 1, 2), (0, 1, 3), (None, 2, None)]
