"""The queries of the page Alur penanganan, checked against counts made in plain Python."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import make_version

from dashboard.charts.case_flow import stops_of
from dashboard.charts.case_steps import STOPS
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.model import CaseStatus, Recipient, Sanction, Subject
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


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


CASES = [row for row in _read(RECORDS / "violations.csv") if row["origin"] != "informasi_awal"]
WAYS = _read(REFERENCE / "routing.csv")
CLOSURE = "2024-09-01"
FILTERS = {
    "none": Filter(),
    "one election": Filter(elections=("pilkada_2024",)),
    "another election": Filter(elections=("pemilu_2024",)),
    "one province": Filter(provinces=("33",)),
    "one regency": Filter(regencies=(next(r["regency_code"] for r in CASES if r["regency_code"]),)),
    "a month without records": Filter(
        elections=("pilkada_2024",), since=dt.date(2023, 1, 1), until=dt.date(2023, 1, 31)
    ),
    "a period that cuts": Filter(since=dt.date(2024, 8, 15), until=dt.date(2024, 10, 17)),
    "a month": Filter(elections=("pilkada_2024",), month="2024-10"),
    "a year of coarse records": Filter(since=dt.date(2020, 1, 1), until=dt.date(2020, 3, 1)),
    "subjects": Filter(subjects=("kepala_desa", "perangkat_desa")),
    "a category and a channel": Filter(
        categories=("kegiatan_keberpihakan",), channels=("kegiatan_langsung",)
    ),
    "an origin": Filter(origins=("temuan",)),
    "nothing at all": Filter(until=dt.date(2001, 1, 1)),
}


def _counted(chosen: Filter, cases: list[Row]) -> list[Row]:
    asked = chosen.within_month()
    return [
        row
        for row in cases
        if (not asked.elections or row["election"] in asked.elections)
        and (not asked.since or row["reported_to"] >= asked.since.isoformat())
        and (not asked.until or row["reported_from"] <= asked.until.isoformat())
        and (
            row["regency_code"] in asked.regencies
            if asked.regencies
            else not asked.provinces or row["province_code"] in asked.provinces
        )
        and (not asked.subjects or row["subject"] in asked.subjects)
        and (not asked.categories or row["category"] in asked.categories)
        and (not asked.channels or row["channel"] in asked.channels)
        and (not asked.origins or row["origin"] in asked.origins)
    ]


def _steps(row: Row) -> int:
    """How many of the five steps a case has reached."""
    status = row["status"]
    if status == "sanksi" or row["sanctioned_on"]:
        return 5
    if status == "diteruskan" or row["forwarded_on"]:
        return 4
    if status in ("terbukti", "tidak_terbukti", "dihentikan") or row["decided_on"]:
        return 3
    return 2 if status in ("diregistrasi", "diproses") or row["registered_on"] else 1


def _track(row: Row) -> str:
    if row["forwarded_to"] == "gakkumdu" or row["sanction"] == "pidana":
        return "crime"
    return "unknown" if row["forwarded_to"] in ("none", "unknown") else "other_law"


def _stop(row: Row) -> str:
    steps, status = _steps(row), row["status"]
    if steps == 5:
        return "sanctioned"
    if steps == 4:
        if status in ("tidak_terbukti", "dihentikan"):
            return "closed_after"
        return "waiting" if row["sanction"] in ("none", "unknown") else "answered"
    if steps == 3:
        named = {"tidak_terbukti": "not_proven", "dihentikan": "stopped", "terbukti": "proven_only"}
        return named.get(status, "decision_unknown")
    if steps == 2:
        return "in_handling"
    return "not_registered" if status == "tidak_diregistrasi" else "in_initial_study"


def _links(rows: list[Row]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        steps = _steps(row)
        way = ["received", "registered", "decided", f"forwarded_{_track(row)}"][: min(steps, 4)]
        way.append(_stop(row))
        found.update(pairwise(way))
    return found


def _verdict(row: Row) -> tuple[str, str, str | None, bool | None]:
    """Subject, recipient, period and fit of a forwarded case."""
    first = row["forwarded_on"] or row["reported_from"]
    last = row["forwarded_on"] or row["reported_to"]
    recipient = "unknown" if row["forwarded_to"] == "none" else row["forwarded_to"]
    period = "before" if last < CLOSURE else "after" if first >= CLOSURE else None
    # Every day of the case on its own.
    day, days = dt.date.fromisoformat(first), []
    while day <= dt.date.fromisoformat(last):
        days.append(day.isoformat())
        day += dt.timedelta(days=1)
    listed = {
        any(
            way["recipient"] == recipient
            and way["subject"] in ("", row["subject"])
            and (not way["valid_from"] or way["valid_from"] <= one)
            and (not way["valid_until"] or way["valid_until"] >= one)
            for way in WAYS
        )
        for one in days
    }
    fits = None
    if recipient != "unknown":
        if listed == {True}:
            fits = True
        elif listed == {False} and row["subject"] != "unknown":
            fits = False
    return row["subject"], recipient, period, fits


def _check(warehouse: Warehouse, chosen: Filter, cases: list[Row]) -> None:
    rows = _counted(chosen, cases)
    answer = warehouse.run("case_flow", chosen)
    links = {
        (source, target): n
        for source, target, n in zip(
            answer["source"], answer["target"], answer["violations"], strict=True
        )
    }
    assert len(answer) == len(links) == 24
    assert {link: n for link, n in links.items() if n} == dict(_links(rows))
    assert stops_of(answer) == dict.fromkeys(STOPS, 0) | Counter(map(_stop, rows))

    # What reaches a step leaves it, and the steps are those of the pipeline.
    pipeline = {r["step"]: r["violations"] for r in warehouse.rows("violation_pipeline", chosen)}
    assert pipeline == {
        step: sum(_steps(row) >= place for row in rows) for place, step in enumerate(pipeline, 1)
    }
    for step in ("received", "registered", "decided"):
        assert sum(n for (source, _), n in links.items() if source == step) == pipeline[step]
    forwarded = {node: n for (source, node), n in links.items() if node.startswith("forwarded_")}
    assert sum(forwarded.values()) == pipeline["forwarded"]
    for node, n in forwarded.items():
        assert sum(out for (source, _), out in links.items() if source == node) == n

    (figures,) = warehouse.rows("case_way_figures", chosen)
    went = [row for row in rows if _steps(row) >= 4]
    asked = chosen.within_month()
    assert figures == {
        **pipeline,
        "answered": sum(_stop(row) != "waiting" for row in went),
        **{node: sum(f"forwarded_{_track(row)}" == node for row in went) for node in forwarded},
        "forwarded_with_day": sum(bool(row["forwarded_on"]) for row in went),
        "named_not_forwarded": sum(
            _steps(row) < 4 and row["forwarded_to"] not in ("none", "unknown") for row in rows
        ),
        "maybe_outside": sum(
            bool(asked.since and row["reported_from"] < asked.since.isoformat())
            or bool(asked.until and row["reported_to"] > asked.until.isoformat())
            for row in rows
        ),
    }

    kinds = {(r["track"], r["sanction"]): r for r in warehouse.rows("sanctions_by_track", chosen)}
    assert len(kinds) == 21
    for (track, sanction), found in kinds.items():
        mine = [row for row in went if _track(row) == track]
        sanctioned = [row for row in mine if _steps(row) == 5]
        same = [row for row in sanctioned if row["sanction"].replace("none", "unknown") == sanction]
        assert (found["forwarded"], found["sanctioned"]) == (len(mine), len(sanctioned))
        assert found["answered"] == sum(_stop(row) != "waiting" for row in mine)
        assert found["violations"] == len(same)
    assert sum(int(str(r["violations"])) for r in kinds.values()) == pipeline["sanctioned"]

    routed = warehouse.rows("routing", chosen)
    keys = ("subject", "recipient", "period", "fits")
    assert {tuple(r[k] for k in keys): r["violations"] for r in routed} == Counter(
        map(_verdict, went)
    )
    assert {tuple(r[k] for k in keys): r["with_day"] for r in routed if r["with_day"]} == Counter(
        _verdict(row) for row in went if row["forwarded_on"]
    )


@pytest.mark.parametrize("name", FILTERS)
def test_by_hand(real: Warehouse, name: str) -> None:
    _check(real, FILTERS[name], CASES)


def test_the_filters_tell_something_apart() -> None:
    counts = {name: len(_counted(chosen, CASES)) for name, chosen in FILTERS.items()}
    assert counts["none"] == len(CASES)
    assert counts["nothing at all"] == counts["a month without records"] == 0
    assert all(0 < n < len(CASES) for name, n in counts.items() if n and name != "none")
    coarse = _counted(FILTERS["a year of coarse records"], CASES)
    assert any(row["reported_from"][:7] != row["reported_to"][:7] for row in coarse)


_DAYS = st.dates(dt.date(2024, 8, 25), dt.date(2024, 9, 8))


@st.composite
def _case(draw: st.DrawFn) -> Row:
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    row = {
        "reported_from": first.isoformat(),
        "reported_to": last.isoformat(),
        "status": draw(st.sampled_from([*CaseStatus])),
        "forwarded_to": draw(st.sampled_from([*Recipient])),
        "sanction": draw(st.sampled_from([*Sanction])),
        "subject": draw(st.sampled_from([*Subject])),
        "province_code": draw(st.sampled_from(["33", "73"])),
    }
    steps = ("registered_on", "decided_on", "forwarded_on", "sanctioned_on")
    known = sorted(draw(st.lists(_DAYS, max_size=len(steps))))
    chosen = sorted(draw(st.permutations(range(len(steps))))[: len(known)])
    row |= {steps[place]: day.isoformat() for place, day in zip(chosen, known, strict=True)}
    return row


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cases=st.lists(_case(), min_size=1, max_size=40))
def test_any_cases(tmp_path_factory: pytest.TempPathFactory, cases: list[Row]) -> None:
    rows = [row | {"violation_id": f"PL-{place}"} for place, row in enumerate(cases)]
    warehouse = Warehouse(make_version(tmp_path_factory.mktemp("any"), violations=rows))
    full = [
        dict.fromkeys(("registered_on", "decided_on", "forwarded_on", "sanctioned_on"), "")
        | {"election": "pilkada_2024", "regency_code": "", "origin": "laporan"}
        | row
        for row in rows
    ]
    try:
        _check(warehouse, Filter(), full)
        _check(warehouse, Filter(provinces=("73",), subjects=("asn", "unknown")), full)
    finally:
        warehouse.close()


def test_the_ways_are_valid() -> None:
    subjects, bodies = {*Subject}, {*Recipient} - {"none", "unknown"}
    for way in WAYS:
        assert way["subject"] in subjects | {""}
        assert way["recipient"] in bodies
        assert not way["valid_until"] or way["valid_from"] <= way["valid_until"]
        assert way["confidence"] in ("L", "P", "D", "?")
        assert way["source_url"].startswith("https://")
        assert way["basis"]
    # Every subject has a way on every day, but for those the source does not state.
    for day in ("2015-01-01", "2024-08-31", CLOSURE, "2030-01-01"):
        served = {
            way["subject"]
            for way in WAYS
            if (way["valid_from"] or day) <= day <= (way["valid_until"] or day)
        }
        assert served >= subjects - {"unknown"}


def test_the_ways_as_readers_get_them(real: Warehouse) -> None:
    rows = real.rows("routing_rules", Filter())
    assert len(rows) == len(WAYS)
    for row, way in zip(rows, WAYS, strict=True):
        for name, text in way.items():
            assert ("" if row[name] is None else str(row[name])) == text
        assert str(row["border"]) == CLOSURE
        assert row["before"] == (not way["valid_from"] or way["valid_from"] < CLOSURE)
        assert row["after"] == (not way["valid_until"] or way["valid_until"] >= CLOSURE)
