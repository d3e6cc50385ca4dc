"""The queries of the page Kesenjangan, checked against counts made in plain Python."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.regions import regions
from dashboard.resources import RECORDS
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]
PREVENTIONS = ("any", "pokja", "signing", None)


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES = _read(RECORDS / "activities.csv")
CASES = [row for row in _read(RECORDS / "violations.csv") if row["origin"] != "informasi_awal"]
RISK = _read(RECORDS / "risk_index.csv")


def _items(text: str) -> list[str]:
    return [item for item in text.split(";") if item]


NAMED: dict[str, list[Row]] = defaultdict(list)  # activities by the regencies they name
for activity in ACTIVITIES:
    for regency in _items(activity["regency_codes"]):
        NAMED[regency].append(activity)
REPORTED: dict[str, list[Row]] = defaultdict(list)
for case in CASES:
    REPORTED[case["regency_code"]].append(case)

JOINT = next(row for row in ACTIVITIES if len(_items(row["regency_codes"])) > 1)
YEAR_ONLY = next(
    row for row in CASES if row["reported_from"][5:] == "01-01" and row["regency_code"]
)
FILTERS = {
    "none": Filter(),
    "one election": Filter(elections=("pilkada_2024",)),
    "another election": Filter(elections=("pemilu_2024",)),
    "one province": Filter(provinces=("33",), elections=("pilkada_2024",)),
    "two provinces": Filter(provinces=("35", "82")),
    "one regency": Filter(regencies=("33.01",), elections=("pilkada_2024",)),
    "regency of a joint event": Filter(regencies=(_items(JOINT["regency_codes"])[0],)),
    "regency of a year-only case": Filter(regencies=(YEAR_ONLY["regency_code"],)),
    "a month without records": Filter(
        elections=("pilkada_2024",), since=dt.date(2025, 1, 1), until=dt.date(2025, 1, 31)
    ),
    "a period that cuts": Filter(
        elections=("pilkada_2024",), since=dt.date(2024, 9, 11), until=dt.date(2024, 10, 17)
    ),
    "a month": Filter(elections=("pilkada_2024",), month="2024-10"),
    "a category": Filter(categories=("kampanye_medsos", "posting_like_share")),
    "a subject": Filter(elections=("pilkada_2024",), subjects=("asn",)),
    "channel and origin": Filter(channels=("media_sosial",), origins=("temuan",)),
    "nothing at all": Filter(until=dt.date(2001, 1, 1)),
}
each_filter = pytest.mark.parametrize("chosen", FILTERS.values(), ids=FILTERS)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def _wanted(chosen: Filter) -> list[str]:
    return [
        code
        for code in sorted(regions().regencies)
        if (not chosen.provinces or code[:2] in chosen.provinces)
        and (not chosen.regencies or code in chosen.regencies)
    ]


def _by(chosen: Filter, code: str) -> list[Row]:
    """Activities that name the regency and began by the last day."""
    until = chosen.within_month().until
    return [
        row
        for row in NAMED[code]
        if (not chosen.elections or row["election"] in chosen.elections)
        and (until is None or row["date_from"] <= until.isoformat())
    ]


def _is_of(row: Row, chosen: Filter) -> bool:
    return all(
        not wanted or row[column] in wanted
        for column, wanted in {
            "election": chosen.elections,
            "category": chosen.categories,
            "subject": chosen.subjects,
            "channel": chosen.channels,
            "origin": chosen.origins,
        }.items()
    )


def _cases(chosen: Filter, code: str) -> list[Row]:
    asked = chosen.within_month()
    return [
        row
        for row in REPORTED[code]
        if _is_of(row, chosen)
        and (asked.since is None or row["reported_to"] >= asked.since.isoformat())
        and (asked.until is None or row["reported_from"] <= asked.until.isoformat())
    ]


def _is_pokja(row: Row) -> bool:
    return (
        row["level"] == "kabupaten_kota"
        and row["pokja"] in {"formed", "exists"}
        and row["forum"] == "pokja"
    )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@each_filter
@pytest.mark.parametrize("prevention", PREVENTIONS)
def test_the_four_fields_by_hand(real: Warehouse, chosen: Filter, prevention: str | None) -> None:
    found = real.run("prevention_and_cases", chosen, prevention=prevention)
    until = chosen.within_month().until
    expected = []
    for code in _wanted(chosen):
        records, cases = _by(chosen, code), _cases(chosen, code)
        pokja = [row for row in records if _is_pokja(row)]
        plans = [
            row for row in records if row["level"] == "kabupaten_kota" and row["pokja"] == "planned"
        ]
        signings = [row for row in records if row["signed"] == "yes"]
        whole = [row for row in signings if row["scope"] == "wilayah"]
        has = {"pokja": bool(pokja), "signing": bool(signings)}.get(
            prevention or "any", bool(pokja or signings)
        )
        places = [
            row
            for row in RISK
            if row["regency_code"] == code and (until is None or row["as_of"] <= str(until))
        ]
        expected.append(
            {
                "regency_code": code,
                "quadrant": {
                    (True, True): "both",
                    (True, False): "prevention_only",
                    (False, True): "cases_only",
                    (False, False): "neither",
                }[has, bool(cases)],
                "has_pokja": bool(pokja),
                "has_signed": bool(whole),
                "signed_below": len(signings) > len(whole),
                "first_pokja_on": min((_day(r["date_from"]) for r in pokja), default=None),
                "planned_pokja_on": None
                if pokja
                else min((_day(r["date_from"]) for r in plans), default=None),
                "first_signing_on": min((_day(r["date_from"]) for r in whole), default=None),
                "districts_signed": len(
                    {r["district_code"] for r in signings if r["scope"] == "kecamatan"} - {""}
                ),
                "activities": len(records),
                "other_activities": sum(r not in (*pokja, *plans, *signings) for r in records),
                "violations": len(cases),
                "first_case_on": min((_day(r["reported_from"]) for r in cases), default=None),
                "last_case_until": max((_day(r["reported_to"]) for r in cases), default=None),
                "risk_rank": int(places[-1]["rank"]) if places else None,
            }
        )
    rows = found[list(expected[0])].astype(object)
    assert rows.where(rows.notna(), None).to_dict("records") == expected


@each_filter
def test_the_gap_is_the_one_of_the_overview(real: Warehouse, chosen: Filter) -> None:
    listed = real.rows("violations_without_prevention", chosen)
    rows = real.run("prevention_and_cases", chosen, prevention="any")
    gap = rows[rows["quadrant"] == "cases_only"]
    assert [(r["regency_code"], r["status"], r["violations"]) for r in listed] == list(
        zip(gap["regency_code"], gap["status"], gap["violations"], strict=True)
    )
    coverage = real.run("coverage_by_regency", chosen)
    for name in ("regency_code", "status", "violations", "districts_signed", "districts"):
        assert list(rows[name]) == list(coverage[name]), name
    days = real.run("first_days_by_regency", chosen).set_index("regency_code")
    for row in rows[rows["has_pokja"]].to_dict("records"):
        assert row["first_pokja_until"] == days.loc[row["regency_code"], "first_pokja_until"]


def test_every_filter_but_the_empty_one_has_records(real: Warehouse) -> None:
    for name, chosen in FILTERS.items():
        rows = real.run("prevention_and_cases", chosen)
        busy = int(rows["activities"].sum() + rows["violations"].sum())
        assert (busy == 0) == (name == "nothing at all"), name


# --- around the first day ------------------------------------------------------------------------


def _events(
    chosen: Filter, event: str, window: int, today: dt.date
) -> dict[tuple[str, str], tuple[dt.date, str | None]]:
    """The first day of each regency and election, and why it is left out."""
    begun: dict[str, dt.date] = {}
    for row in [*ACTIVITIES, *_read(RECORDS / "violations.csv")]:
        day = _day(row.get("date_from") or row["reported_from"])
        begun[row["election"]] = min(day, begun.get(row["election"], day))
    found = {}
    for code in _wanted(chosen):
        for election in sorted({row["election"] for row in NAMED[code]}):
            mine = [
                row
                for row in NAMED[code]
                if row["election"] == election
                and (not chosen.elections or election in chosen.elections)
                and _day(row["date_from"]) <= today
                and (
                    row["signed"] == "yes" and row["scope"] == "wilayah"
                    if event == "signing"
                    else _is_pokja(row)
                )
            ]
            if not mine:
                continue
            first = min(
                mine,
                key=lambda row: (
                    row["date_from"],
                    row["date_to"],
                    event == "pokja" and row["pokja"] == "exists",
                    row["date_doubtful"] == "true",
                ),
            )
            day, out = _day(first["date_from"]), None
            if event == "pokja" and first["pokja"] == "exists":
                out = "exists"
            elif first["date_from"] != first["date_to"] or first["date_doubtful"] == "true":
                out = "day_unknown"
            elif (day - begun[election]).days < window:
                out = "begins_before_data"
            elif (today - day).days < window - 1:
                out = "ends_after_today"
            found[code, election] = (day, out)
    return found


@each_filter
@pytest.mark.parametrize("event", ["pokja", "signing"])
@pytest.mark.parametrize("window", [90, 45])
def test_before_and_after_by_hand(real: Warehouse, chosen: Filter, event: str, window: int) -> None:
    rows = real.run("cases_around_prevention", chosen, event=event, window_days=window)
    today = chosen.within_month().until or real.version.published_on
    events = _events(chosen, event, window, today)
    expected, steps, between = [], Counter[int](), 0
    for (code, election), (day, out) in events.items():
        counts = Counter[str]()
        for row in REPORTED[code]:
            if row["election"] != election or out or not _is_of(row, chosen):
                continue
            first = (_day(row["reported_from"]) - day).days
            last = (_day(row["reported_to"]) - day).days
            possible = {
                "before" if -window <= n < 0 else "after" if 0 <= n < window else "outside"
                for n in range(first, last + 1)
            }
            if len(possible) > 1:
                counts["undecided"] += 1
            elif possible != {"outside"}:
                counts[possible.pop()] += 1
                touched = {n // 30 for n in range(first, last + 1)}
                if len(touched) == 1:
                    steps[touched.pop()] += 1
                else:
                    between += 1
        sides = ("before", "after", "undecided")
        expected.append(
            (code, election, day, out, *(None if out else counts[side] for side in sides))
        )
    columns = ["regency_code", "election", "event_on", "left_out", "cases_before", "cases_after"]
    answer = rows[[*columns, "cases_undecided"]].astype(object)
    assert list(answer.where(answer.notna(), None).itertuples(index=False, name=None)) == expected

    series = real.run("cases_around_prevention_over_time", chosen, event=event, window_days=window)
    if not any(out is None for _, out in events.values()):
        assert series.empty
        return
    whole = -(-window // 30)
    wanted = [
        (max(30 * n, -window), min(30 * n + 29, window - 1), steps[n]) for n in range(-whole, whole)
    ]
    if between:
        wanted.append((None, None, between))
    found = series.astype(object).where(series.notna(), None)
    assert list(found.itertuples(index=False, name=None)) == wanted


def test_the_first_day_of_the_period_cuts_no_window(real: Warehouse) -> None:
    whole = Filter(elections=("pilkada_2024",))
    cut = Filter(elections=("pilkada_2024",), since=dt.date(2024, 10, 1))
    for query in ("cases_around_prevention", "cases_around_prevention_over_time"):
        assert real.rows(query, whole) == real.rows(query, cut)


def test_the_day_is_the_one_of_the_coverage(real: Warehouse) -> None:
    chosen = Filter(elections=("pilkada_2024",))
    days = {r["regency_code"]: r for r in real.rows("first_days_by_regency", chosen)}
    for event, name in (("pokja", "first_pokja_on"), ("signing", "first_signing_on")):
        found = real.run("cases_around_prevention", chosen, event=event)
        assert dict(zip(found["regency_code"], found["event_on"], strict=True)) == {
            code: row[name] for code, row in days.items() if row[name] is not None
        }


EVENT_ON = dt.date(2024, 6, 28)


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    spans=st.lists(st.tuples(st.integers(-125, 125), st.integers(0, 40)), min_size=1, max_size=40)
)
def test_a_case_is_on_one_side_or_apart_wherever_its_days_lie(
    tmp_path_factory: pytest.TempPathFactory, spans: list[tuple[int, int]]
) -> None:
    def day(n: int) -> str:
        return (EVENT_ON + dt.timedelta(days=n)).isoformat()

    version = make_version(
        tmp_path_factory.mktemp("edges"),
        activities=[
            {"activity_id": "KG-1", "date_from": "2023-06-01", "regency_codes": "33.02"},
            {
                "activity_id": "KG-2",
                "date_from": day(0),
                "regency_codes": "33.01",
                "pokja": "formed",
                "forum": "pokja",
            },
        ],
        violations=[
            {
                "violation_id": f"PL-{n}",
                "reported_from": day(first),
                "reported_to": day(first + length),
                "regency_code": "33.01",
            }
            for n, (first, length) in enumerate(spans)
        ],
    )
    warehouse = Warehouse(version)
    (row,) = warehouse.rows("cases_around_prevention", Filter())
    series = warehouse.rows("cases_around_prevention_over_time", Filter())
    warehouse.close()
    before = [s for s in spans if s[0] >= -90 and sum(s) < 0]
    after = [s for s in spans if s[0] >= 0 and sum(s) < 90]
    touching = [s for s in spans if sum(s) >= -90 and s[0] < 90]
    assert (row["cases_before"], row["cases_after"]) == (len(before), len(after))
    assert row["cases_undecided"] == len(touching) - len(before) - len(after)
    assert sum(int(str(r["violations"])) for r in series) == len(before) + len(after)
