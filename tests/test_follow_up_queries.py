"""The queries of the page Tindak lanjut, checked against counts made in plain Python."""

import csv
import datetime as dt
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from making import filled, make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.regions import regions
from dashboard.resources import RECORDS
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]
Asked = list[dict[str, object]]
LIMIT = 14
RECIPIENTS = [
    "kasn",
    "bkn",
    "ppk",
    "bupati",
    "gakkumdu",
    "polri",
    "tni",
    "instansi_lain",
    "unknown",
]


def _random_cases() -> list[Row]:
    """Cases of every state and gap: known days and unknown ones, coarse days, no regency."""
    dice = random.Random(20241127)
    rows = []
    for number in range(400):
        reported = dt.date(2024, 6, 1) + dt.timedelta(days=dice.randrange(240))
        until = reported
        if dice.random() < 0.1:
            reported, until = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
        forwarded = reported + dt.timedelta(days=dice.randrange(-5, 60))
        sanctioned = forwarded + dt.timedelta(days=dice.randrange(0, 200))
        rows.append(
            {
                "violation_id": f"PL-{number:04}",
                "reported_from": reported.isoformat(),
                "reported_to": until.isoformat(),
                "origin": dice.choice(["laporan", "temuan", "unknown", "informasi_awal"]),
                "province_code": (province := dice.choice(["33", "35", "73"])),
                "regency_code": dice.choice(["", f"{province}.01", f"{province}.02"]),
                "election": dice.choice(["pilkada_2024", "pilkada_2024", "pemilu_2024"]),
                "category": dice.choice(["unknown", "mobilisasi", "politik_uang"]),
                "subject": dice.choice(["asn", "kepala_desa", "unknown"]),
                "channel": dice.choice(["media_sosial", "unknown"]),
                "status": dice.choice(
                    ["diteruskan", "sanksi", "diproses", "terbukti", "tidak_terbukti", "dihentikan"]
                ),
                "forwarded_to": dice.choice([*RECIPIENTS, "none"]),
                "sanction": dice.choice(["unknown", "unknown", "none", "ringan", "pidana"]),
                "forwarded_on": forwarded.isoformat() if dice.random() < 0.5 else "",
                "sanctioned_on": sanctioned.isoformat() if dice.random() < 0.15 else "",
            }
        )
    return [filled("violations", row) for row in rows]


@dataclass(frozen=True)
class World:
    """Records as rows of text, and the warehouse over them."""

    rows: list[Row]
    warehouse: Warehouse

    def ask(self, name: str, chosen: Filter, **further: object) -> Asked:
        """The answer as plain rows."""
        frame = self.warehouse.run(name, chosen, **further)
        plain = frame.astype(object).where(frame.notna(), None)
        return [dict(row) for row in plain.to_dict("records")]

    def today(self, chosen: Filter) -> dt.date:
        """The day as of which the filter asks."""
        return chosen.within_month().until or self.warehouse.version.published_on


def _embedded() -> list[Row]:
    with (RECORDS / "violations.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(scope="module", params=["embedded", "random"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    home = tmp_path_factory.mktemp("home")
    if request.param == "embedded":
        ensure_first_version(home)
        found = World(_embedded(), Warehouse(open_version(home)))
    else:
        rows = _random_cases()
        found = World(rows, Warehouse(make_version(home, violations=rows)))
    yield found
    found.warehouse.close()


FILTERS = {
    "none": Filter(),
    "one province": Filter(provinces=("33",)),
    "two provinces": Filter(provinces=("33", "73"), elections=("pilkada_2024",)),
    "one regency": Filter(regencies=("33.02",)),
    "one election": Filter(elections=("pilkada_2024",)),
    "another election": Filter(elections=("pemilu_2024",)),
    "a period that cuts": Filter(since=dt.date(2024, 9, 11), until=dt.date(2024, 10, 17)),
    "until a day": Filter(elections=("pilkada_2024",), until=dt.date(2024, 11, 27)),
    "since a day": Filter(since=dt.date(2024, 10, 1)),
    "a month": Filter(elections=("pilkada_2024",), month="2024-10"),
    "a month without records": Filter(since=dt.date(2010, 1, 1), until=dt.date(2010, 1, 31)),
    "subjects": Filter(subjects=("kepala_desa", "unknown")),
    "a category and a channel": Filter(categories=("mobilisasi",), channels=("unknown",)),
    "an origin": Filter(origins=("temuan",), provinces=("33",)),
    "initial information": Filter(origins=("informasi_awal",)),
}


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _is_asked(row: Row, chosen: Filter) -> bool:
    asked = chosen.within_month()
    places = (
        row["regency_code"] in asked.regencies
        if asked.regencies
        else not asked.provinces or row["province_code"] in asked.provinces
    )
    facets = {
        "category": asked.categories,
        "subject": asked.subjects,
        "channel": asked.channels,
        "origin": asked.origins,
    }
    return bool(
        places
        and row["origin"] != "informasi_awal"
        and (not asked.elections or row["election"] in asked.elections)
        and (not asked.since or row["reported_to"] >= asked.since.isoformat())
        and (not asked.until or row["reported_from"] <= asked.until.isoformat())
        and all(not codes or row[name] in codes for name, codes in facets.items())
    )


def _is_forwarded(row: Row, today: dt.date) -> bool:
    if row["forwarded_on"]:
        return row["forwarded_on"] <= today.isoformat()
    sanctioned = bool(row["sanctioned_on"]) and row["sanctioned_on"] <= today.isoformat()
    return row["status"] in ("diteruskan", "sanksi") or sanctioned


def _is_answered(row: Row, today: dt.date) -> bool:
    if row["sanctioned_on"]:
        return row["sanctioned_on"] <= today.isoformat()
    named = row["sanction"] not in ("none", "unknown")
    return named or row["status"] in ("sanksi", "tidak_terbukti", "dihentikan")


def _forwarded(world: World, chosen: Filter) -> list[Row]:
    today = world.today(chosen)
    return [row for row in world.rows if _is_asked(row, chosen) and _is_forwarded(row, today)]


def _waiting(world: World, chosen: Filter) -> list[Row]:
    today = world.today(chosen)
    return [row for row in _forwarded(world, chosen) if not _is_answered(row, today)]


def _days(rows: list[Row], today: dt.date) -> list[int]:
    return [(today - day).days for row in rows if (day := _day(row["forwarded_on"]))]


def _recipient(row: Row) -> str:
    return "unknown" if row["forwarded_to"] == "none" else row["forwarded_to"]


def _counts(rows: list[Row], today: dt.date) -> dict[str, object]:
    waiting = [row for row in rows if not _is_answered(row, today)]
    days = _days(waiting, today)
    return {
        "forwarded": len(rows),
        "answered": len(rows) - len(waiting),
        "waiting": len(waiting),
        "waiting_undated": len(waiting) - len(days),
        "median_days": statistics.median(days) if days else None,
        "longest_days": max(days, default=None),
    }


@pytest.mark.parametrize("name", FILTERS)
def test_figures_by_hand(world: World, name: str) -> None:
    chosen, asked = FILTERS[name], FILTERS[name].within_month()
    today, rows = world.today(chosen), _forwarded(world, chosen)

    def outside(row: Row) -> bool:
        before = asked.since is not None and row["reported_from"] < asked.since.isoformat()
        return before or (asked.until is not None and row["reported_to"] > asked.until.isoformat())

    days = _days(_waiting(world, chosen), today)
    assert world.ask("follow_up_figures", chosen) == [
        _counts(rows, today)
        | {
            "waiting_over_limit": sum(n > LIMIT for n in days),
            "forwarded_without_recipient": sum(_recipient(row) == "unknown" for row in rows),
            "maybe_outside": sum(outside(row) for row in rows),
        }
    ]


@pytest.mark.parametrize("name", FILTERS)
def test_the_list_by_hand(world: World, name: str) -> None:
    chosen = FILTERS[name]
    today = world.today(chosen)
    expected = sorted(
        _waiting(world, chosen),
        key=lambda r: (
            not r["forwarded_on"],
            r["forwarded_on"],
            r["reported_from"],
            r["violation_id"],
        ),
    )
    found = world.ask("follow_up_waiting", chosen)
    same = ("violation_id", "province_code", "election", "subject", "category")
    assert [tuple(row[c] for c in same) for row in found] == [
        tuple(row[c] for c in same) for row in expected
    ]
    for row, given_row in zip(found, expected, strict=True):
        forwarded = _day(given_row["forwarded_on"])
        assert row["forwarded_on"] == forwarded
        assert row["regency_code"] == (given_row["regency_code"] or None)
        assert row["forwarded_to"] == _recipient(given_row)
        assert row["days_waiting"] == ((today - forwarded).days if forwarded else None)
        limited = forwarded and _recipient(given_row) in {"kasn", "bkn", "ppk", "bupati"}
        assert row["limit_on"] == (forwarded + dt.timedelta(days=LIMIT) if limited else None)
        assert row["found"] == len(expected)
    parts = [
        row["violation_id"]
        for first in range(0, len(expected), 7)
        for row in world.ask("follow_up_waiting", chosen, first_row=first, row_count=7)
    ]
    assert parts == [row["violation_id"] for row in found]
    assert world.ask("follow_up_waiting", chosen, first_row=len(expected), row_count=7) == []


@pytest.mark.parametrize("name", FILTERS)
def test_recipients_subjects_and_regions_by_hand(world: World, name: str) -> None:
    chosen = FILTERS[name]
    today, rows = world.today(chosen), _forwarded(world, chosen)
    by_recipient, by_subject = defaultdict(list), defaultdict(list)
    by_region = defaultdict(list)
    for row in rows:
        by_recipient[_recipient(row)].append(row)
        by_subject[row["subject"]].append(row)
        inside = bool(chosen.provinces or chosen.regencies)
        by_region[row["province_code"], row["regency_code"] if inside else ""].append(row)
    assert world.ask("follow_up_by_recipient", chosen) == [
        {"recipient": code} | _counts(by_recipient[code], today) for code in RECIPIENTS
    ]
    ranked = sorted(by_subject, key=lambda code: (-len(by_subject[code]), code))
    assert world.ask("follow_up_by_subject", chosen) == [
        {"subject": code} | _counts(by_subject[code], today) for code in ranked
    ]
    order = sorted(by_region, key=lambda place: (place[0], not place[1], place[1]))
    assert world.ask("follow_up_by_region", chosen) == [
        {
            "region_code": regency or province,
            "region_name": regions().name(regency or province),
            "province_code": province,
            "regency_code": regency or None,
        }
        | _counts(by_region[province, regency], today)
        for province, regency in order
    ]


@pytest.mark.parametrize("limit", [10, 14, 180])
@pytest.mark.parametrize("name", FILTERS)
def test_classes_of_days_by_hand(world: World, name: str, limit: int) -> None:
    chosen = FILTERS[name]
    waiting = _waiting(world, chosen)
    days = _days(waiting, world.today(chosen))
    ends = [limit, *(end for end in (30, 90, 180) if end > limit)]
    firsts = [0, *(end + 1 for end in ends)]
    expected: list[tuple[object, ...]] = [
        (first, last, sum(first <= n and (last is None or n <= last) for n in days))
        for first, last in zip(firsts, [*ends, None], strict=True)
    ]
    expected.append((None, None, len(waiting) - len(days)))
    found = world.ask("follow_up_by_waiting", chosen, follow_up_days=limit)
    assert [tuple(row.values()) for row in found] == expected


def _months(first: str, last: str) -> list[str]:
    index, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return [f"{n // 12}-{n % 12 + 1:02}" for n in range(index, end + 1)]


@pytest.mark.parametrize("basis", [None, "forwarded", "reported"])
@pytest.mark.parametrize("name", FILTERS)
def test_the_share_over_time_by_hand(world: World, name: str, basis: str | None) -> None:
    chosen, asked = FILTERS[name], FILTERS[name].within_month()
    today = world.today(chosen)
    forwarded: Counter[str | None] = Counter()
    answered: Counter[str | None] = Counter()
    for row in _forwarded(world, chosen):
        month = row["forwarded_on"][:7] or None
        if basis == "reported":
            month = row["reported_from"][:7]
            month = month if row["reported_to"].startswith(month) else None
        forwarded[month] += 1
        answered[month] += _is_answered(row, today)
    known = {month for month in forwarded if month}
    firsts = known | ({f"{asked.since:%Y-%m}"} if asked.since else set())
    lasts = known | ({f"{asked.until:%Y-%m}"} if asked.until else set())
    months = _months(min(firsts), max(lasts)) if firsts and lasts else []
    expected: list[tuple[object, ...]] = []
    so_far = Counter[str]()
    for month in months:
        so_far["forwarded"] += forwarded[month]
        so_far["answered"] += answered[month]
        expected.append(
            (month, forwarded[month], answered[month], so_far["forwarded"], so_far["answered"])
        )
    if forwarded[None]:
        expected.append((None, forwarded[None], answered[None], None, None))
    found = world.ask("follow_up_over_time", chosen, basis=basis)
    assert [tuple(row.values()) for row in found] == expected


def test_the_filters_tell_something_apart(world: World) -> None:
    counts = {name: len(_forwarded(world, chosen)) for name, chosen in FILTERS.items()}
    assert counts["a month without records"] == counts["initial information"] == 0
    for name in ("one province", "one election", "subjects", "an origin", "until a day"):
        assert 0 < counts[name] < counts["none"], name


def test_whoever_was_answered_on_the_page_of_handling_is_answered_here(world: World) -> None:
    """Once all days are past, the two pages count the same."""
    late = {"today": dt.date(2030, 1, 1)}
    for chosen in (FILTERS["none"], FILTERS["one province"], FILTERS["subjects"]):
        (here,) = world.ask("follow_up_figures", chosen, **late)
        (there,) = world.ask("case_way_figures", chosen)
        assert (here["forwarded"], here["answered"]) == (there["forwarded"], there["answered"])


@hypothesis_settings(max_examples=25)
@given(
    first=st.dates(dt.date(2024, 5, 1), dt.date(2025, 12, 31)),
    later=st.integers(0, 400),
    limit=st.integers(1, 365),
)
def test_time_only_adds_and_the_parts_add_up(
    world: World, first: dt.date, later: int, limit: int
) -> None:
    second = first + dt.timedelta(days=later)
    before, after = (
        world.ask("follow_up_figures", Filter(), today=day, follow_up_days=limit)[0]
        for day in (first, second)
    )
    assert before["forwarded"] <= after["forwarded"]  # type: ignore[operator]
    assert before["answered"] <= after["answered"]  # type: ignore[operator]
    for day, figures in ((first, before), (second, after)):
        assert figures["forwarded"] == figures["answered"] + figures["waiting"]  # type: ignore[operator]
        classes = world.ask("follow_up_by_waiting", Filter(), today=day, follow_up_days=limit)
        assert sum(int(str(row["waiting"])) for row in classes) == figures["waiting"]
        assert classes[-1]["waiting"] == figures["waiting_undated"]
        late = sum(int(str(row["waiting"])) for row in classes[1:-1])
        assert late == figures["waiting_over_limit"]


def test_the_setting_counts_the_day_of_forwarding(tmp_path: Path) -> None:
    version = make_version(
        tmp_path,
        violations=[
            {
                "violation_id": "PL-1",
                "reported_from": "2024-10-01",
                "regency_code": "33.01",
                "status": "diteruskan",
                "forwarded_to": "bkn",
                "forwarded_on": "2024-10-17",
            }
        ],
    )
    warehouse = Warehouse(version)
    chosen = Filter(until=dt.date(2024, 10, 31))
    for counts, days, limit_on, late in (
        (False, 14, dt.date(2024, 10, 31), 0),
        (True, 15, dt.date(2024, 10, 30), 1),
    ):
        row = warehouse.run("follow_up_waiting", chosen, first_day_counts=counts).iloc[0]
        assert (row["days_waiting"], row["limit_on"]) == (days, limit_on)
        figures = warehouse.run("follow_up_figures", chosen, first_day_counts=counts).iloc[0]
        assert figures["waiting_over_limit"] == late
    warehouse.close()


@pytest.mark.parametrize("name", FILTERS)
def test_published_pairs_by_hand(world: World, name: str) -> None:
    chosen, asked = FILTERS[name], FILTERS[name].within_month()
    if len(world.rows) != len(_embedded()):
        assert world.ask("published_follow_up", chosen) == []
        return
    with (RECORDS / "published_figures.csv").open(encoding="utf-8", newline="") as source:
        figures = list(csv.DictReader(source))
    values: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in figures:
        general = {row["category"], row["sanction"], row["channel"]} == {"unknown"}
        if (
            general
            and not row["province_code"]
            and row["unit"] == "people"
            and not (asked.provinces or asked.regencies)
            and (not asked.elections or row["election"] in asked.elections)
            and (not asked.since or row["as_of"] >= asked.since.isoformat())
            and (not asked.until or row["as_of_from"] <= asked.until.isoformat())
        ):
            key = (row["election"], row["as_of_from"], row["as_of"], row["source_url"])
            values[key][row["measure"]].append(int(row["value"]))
    expected = {
        (key, found["terbukti"][0], found["sanksi"][0])
        for key, found in values.items()
        if len(found["terbukti"]) == 1 and len(found["sanksi"]) == 1
    }
    asked_for = world.ask("published_follow_up", chosen)
    assert {
        (
            (str(r["election"]), str(r["as_of_from"]), str(r["as_of"]), str(r["source_url"])),
            r["proven"],
            r["sanctioned"],
        )
        for r in asked_for
    } == expected
    assert len(asked_for) == len(expected)
    assert name != "none" or len(expected) >= 5
