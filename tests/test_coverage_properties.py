"""Coverage in SQL equals an independent computation, for real and for arbitrary records."""

import csv
import datetime as dt
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
import reference_numbers as reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import make_version, records

from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.regions import regions
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

REGENCIES = pd.read_csv(REFERENCE / "regencies.csv", dtype=str)
DISTRICTS = pd.read_csv(REFERENCE / "districts.csv", dtype=str)
DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2025, 12, 31))


def _rows(table: str) -> list[dict[str, str]]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES, VIOLATIONS = _rows("activities"), _rows("violations")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return Warehouse(open_version(home))


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    provinces = draw(st.lists(st.sampled_from(list(regions().provinces)), max_size=3, unique=True))
    inside = regions().in_provinces(provinces)
    chosen = draw(st.lists(st.sampled_from(inside), max_size=3, unique=True))
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return Filter(
        tuple(provinces),
        tuple(chosen),
        days[0] if draw(st.booleans()) else None,
        days[1] if draw(st.booleans()) else None,
        tuple(draw(st.lists(st.sampled_from(list(elections())), max_size=2, unique=True))),
    )


def _compare(
    warehouse: Warehouse,
    activities: list[dict[str, str]],
    violations: list[dict[str, str]],
    chosen: Filter,
) -> None:
    expected = reference.coverage_by_regency(
        activities,
        violations,
        REGENCIES,
        DISTRICTS,
        provinces=chosen.provinces,
        chosen=chosen.regencies,
        since=chosen.since,
        until=chosen.until,
        elections=chosen.elections,
    )
    found = warehouse.rows("coverage_by_regency", chosen)
    assert len(found) == len(expected)
    for row, wanted in zip(found, expected, strict=True):
        plain = {
            name: row[name].isoformat() if isinstance(row[name], dt.date) else row[name]
            for name in wanted
        }
        assert plain.pop("violations_per_100k") == pytest.approx(wanted.pop("violations_per_100k"))
        assert plain == wanted


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=filters())
def test_real_records_under_any_filter(real: Warehouse, chosen: Filter) -> None:
    _compare(real, ACTIVITIES, VIOLATIONS, chosen)


def test_all_514_have_exactly_one_status(real: Warehouse) -> None:
    rows = real.rows("coverage_by_regency", Filter())
    assert [row["regency_code"] for row in rows] == sorted(REGENCIES["regency_code"])
    assert len(rows) == 514
    assert {row["status"] for row in rows} <= {
        "both",
        "signed",
        "pokja",
        "district_signed",
        "active",
        "none",
    }


PLACES = ["33.01", "33.02", "33.29", "32.02", "73.14", "73.15"]


@st.composite
def activity_rows(draw: st.DrawFn) -> dict[str, str]:
    first = draw(DAYS)
    codes = draw(st.lists(st.sampled_from(PLACES), max_size=3, unique=True))
    one_province = len({code[:2] for code in codes}) == 1
    scope = draw(st.sampled_from(["wilayah", "kecamatan", "desa", "instansi"]))
    district = ""
    if codes == ["33.01"] and scope == "kecamatan":
        district = draw(st.sampled_from(["33.01.01", "33.01.02", ""]))
    pokja = draw(st.sampled_from(["none", "planned", "formed", "exists"]))
    return {
        "date_from": first.isoformat(),
        "date_to": (first + dt.timedelta(days=draw(st.integers(0, 40)))).isoformat(),
        "regency_codes": ";".join(codes),
        "province_code": codes[0][:2] if one_province else "",
        "district_code": district,
        "level": draw(st.sampled_from(["pusat", "provinsi", "kabupaten_kota", "kecamatan"])),
        "scope": scope,
        "pokja": pokja,
        "forum": "pokja" if pokja != "none" else draw(st.sampled_from(["", "satgas", "pokja"])),
        "signed": draw(st.sampled_from(["yes", "no", "unknown"])),
        "participants": draw(st.sampled_from(["", "0", "120"])),
        "election": draw(st.sampled_from(["pilkada_2020", "pilkada_2024"])),
    }


@st.composite
def violation_rows(draw: st.DrawFn) -> dict[str, str]:
    first = draw(DAYS)
    return {
        "reported_from": first.isoformat(),
        "reported_to": (first + dt.timedelta(days=draw(st.integers(0, 40)))).isoformat(),
        "regency_code": draw(st.sampled_from(PLACES)),
        "origin": draw(st.sampled_from(["laporan", "temuan", "informasi_awal"])),
        "election": draw(st.sampled_from(["pilkada_2020", "pilkada_2024"])),
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    activities=st.lists(activity_rows(), max_size=12),
    violations=st.lists(violation_rows(), max_size=6),
    chosen=filters(),
)
def test_arbitrary_records_under_any_filter(
    activities: list[dict[str, str]], violations: list[dict[str, str]], chosen: Filter
) -> None:
    numbered = [{**row, "activity_id": f"KG-{i}"} for i, row in enumerate(activities)]
    cases = [{**row, "violation_id": f"PL-{i}"} for i, row in enumerate(violations)]
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(make_version(Path(folder), activities=numbered, violations=cases))
        filled = [_as_text(r) for r in records("activities", numbered)]
        reported = [_as_text(r) for r in records("violations", cases)]
        for asked in (Filter(), chosen):
            _compare(warehouse, filled, reported, asked)
        warehouse.close()


def _as_text(record: object) -> dict[str, str]:
    def text(value: object) -> str:
        if isinstance(value, list):
            return ";".join(map(str, value))
        return "" if value is None else str(value)

    return {name: text(value) for name, value in record}  # type: ignore[attr-defined]


@settings(max_examples=40)
@given(chosen=filters())
def test_key_figures_add_up(real: Warehouse, chosen: Filter) -> None:
    figures = real.rows("key_figures", chosen)[0]
    rows = real.rows("coverage_by_regency", chosen)
    statuses = Counter(row["status"] for row in rows)
    assert figures["regencies"] == len(rows)
    assert figures["regencies_with_pokja"] == statuses["both"] + statuses["pokja"]
    assert figures["regencies_signed"] == statuses["both"] + statuses["signed"]
    assert figures["regencies_with_both"] == statuses["both"]
    assert figures["regencies_without_record"] == statuses["none"]
    # A regency's cases and those without a regency make up the whole.
    if not chosen.regencies:
        in_regencies = sum(row["violations"] for row in rows)
        assert figures["violations"] == in_regencies + figures["violations_without_regency"]


@settings(max_examples=40)
@given(chosen=filters())
def test_series_add_up_to_the_totals_and_skip_no_month(real: Warehouse, chosen: Filter) -> None:
    figures = real.rows("key_figures", chosen)[0]
    for name, column in (
        ("activities_over_time", "activities"),
        ("violations_over_time", "violations"),
    ):
        rows = real.rows(name, chosen)
        assert sum(row[column] for row in rows) == figures[column]
        months = sorted({row["month"] for row in rows if row["month"] is not None})
        if months:
            span = pd.period_range(months[0], months[-1], freq="M").astype(str)
            assert months == list(span)
    growth = real.rows("coverage_over_time", chosen)
    if growth:
        months = [row["month"] for row in growth]
        assert months == list(pd.period_range(months[0], months[-1], freq="M").astype(str))
        assert growth[-1]["regencies_with_pokja"] == figures["regencies_with_pokja"]
        assert growth[-1]["regencies_signed"] == figures["regencies_signed"]
        for before, after in pairwise(growth):
            assert before["regencies_active"] <= after["regencies_active"]


@settings(max_examples=40)
@given(chosen=filters())
def test_violations_by_month_and_category_by_hand(real: Warehouse, chosen: Filter) -> None:
    expected: Counter[tuple[str | None, str]] = Counter()
    for row in VIOLATIONS:
        if row["origin"] == "informasi_awal":
            continue
        if chosen.elections and row["election"] not in chosen.elections:
            continue
        if chosen.regencies and row["regency_code"] not in chosen.regencies:
            continue
        if chosen.provinces and row["province_code"] not in chosen.provinces:
            continue
        if chosen.until and row["reported_from"] > chosen.until.isoformat():
            continue
        if chosen.since and row["reported_to"] < chosen.since.isoformat():
            continue
        month = reference.month_of(row["reported_from"], row["reported_to"])
        expected[month, row["category"]] += 1
    found = {
        (row["month"], row["category"]): row["violations"]
        for row in real.rows("violations_over_time", chosen)
        if row["violations"]
    }
    assert found == dict(expected)
    by_category = Counter[str]()
    for row in real.rows("violations_by_category", chosen):
        by_category[row["category"]] += row["violations"]
    totals = Counter[str]()
    for (_, category), n in expected.items():
        totals[category] += n
    assert by_category == totals
