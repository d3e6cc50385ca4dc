"""Deadlines, judged once more case by case in plain Python, with holidays from their package."""

import csv
import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from holidays.countries.indonesia import Indonesia
from hypothesis import given, settings
from hypothesis import strategies as st
from making import filled, make_version

from dashboard.calendar_tables import YEARS, public_holidays
from dashboard.charts.deadline_words import BASES, CONFIDENCE, REGIMES, STEPS
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.regions import regions
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]
Case = dict[str, Any]
DAY = dt.timedelta(days=1)
PUBLIC = set(Indonesia(years=YEARS, categories=("public",)))
JOINT_LEAVE = set(Indonesia(years=YEARS, categories=("government",))) - PUBLIC
DAYS = ("known_on", "received_on", "registered_on", "decided_on", "forwarded_on", "sanctioned_on")


def _read(name: str) -> list[Row]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


RULES = _read("deadlines")
REGIME = {row["election"]: row["regime"] for row in _read("elections")}
ORDER = list(STEPS)


@dataclass(frozen=True)
class Settings:
    """The settings that decide numbers, as parameters of a query."""

    data_complete: bool = False
    first_day_counts: bool = False
    joint_leave_free: bool = True
    follow_up_days: int = 14


PLAIN = Settings()
SETTINGS = {
    "plain": PLAIN,
    "complete": Settings(data_complete=True),
    "first day counts": Settings(first_day_counts=True),
    "joint leave is work": Settings(joint_leave_free=False),
    "ten days": Settings(follow_up_days=10),
}


# --- the rules once more --------------------------------------------------------------------------


@cache
def last_day(start: dt.date, days: int, working: bool, set_to: Settings) -> dt.date | None:
    """Counted day by day on a calendar; None where its holidays are not known."""
    day = start - DAY if set_to.first_day_counts else start
    if not working:
        return day + days * DAY
    if start.year not in YEARS:
        return None
    left = days
    while left:
        day += DAY
        if day.year not in YEARS:
            return None
        free = day in PUBLIC or (set_to.joint_leave_free and day in JOINT_LEAVE)
        left -= day.weekday() < 5 and not free
    return day


def _applies(step: str, case: Case, reached: dict[str, bool]) -> bool:
    applies: dict[str, bool] = {
        "report_filed": case["origin"] == "laporan",
        "initial_study": case["origin"] == "laporan",
        "finding_declared": case["origin"] == "temuan",
        "finding_traced": case["origin"] == "temuan",
        "handling": reached["registered"],
        "police_investigation": reached["forwarded"] and case["forwarded_to"] == "gakkumdu",
        "ppk_follow_up": reached["forwarded"]
        and case["forwarded_to"] in {"kasn", "bkn", "ppk", "bupati"},
    }
    return applies[step]


def judge(case: Case, today: dt.date, set_to: Settings) -> list[dict[str, Any]]:
    """Every step of a case that has begun by `today`, with its verdict and its days."""
    known = {name: day if day and day <= today else None for name, day in case["days"].items()}
    status = case["status"]
    sanctioned = status == "sanksi" or known["sanctioned_on"] is not None
    forwarded = sanctioned or status == "diteruskan" or known["forwarded_on"] is not None
    decided = (
        forwarded
        or status in {"terbukti", "tidak_terbukti", "dihentikan"}
        or known["decided_on"] is not None
    )
    registered = (
        decided or status in {"diregistrasi", "diproses"} or known["registered_on"] is not None
    )
    closed = (
        sanctioned
        or case["sanction"] not in {"none", "unknown"}
        or status in {"tidak_terbukti", "dihentikan"}
    )
    over = {
        "report_filed": True,
        "initial_study": registered or status == "tidak_diregistrasi",
        "finding_declared": registered or status == "tidak_diregistrasi",
        "finding_traced": registered or status == "tidak_diregistrasi",
        "handling": decided,
        "police_investigation": closed,
        "ppk_follow_up": closed,
    }
    found = []
    for rule in RULES:
        step = rule["step"]
        if rule["regime"] not in (case["regime"], "both") or not rule["clock_starts"]:
            continue
        if not _applies(step, case, {"registered": registered, "forwarded": forwarded}):
            continue
        raw_start = case["days"][rule["clock_starts"]]
        if raw_start and raw_start > today:
            continue
        end = known[rule["ends"]] if rule["ends"] else None
        raw_end = case["days"][rule["ends"]] if rule["ends"] else None
        last_name = rule["ends"] or rule["clock_starts"]
        later = next((known[n] for n in DAYS[DAYS.index(last_name) + 1 :] if known[n]), None)
        days = set_to.follow_up_days if step == "ppk_follow_up" else int(rule["days"])
        extended = int(rule["days_with_extension"] or days)
        ways = {"working": [True], "calendar": [False], "unspecified": [False, True]}
        verdicts, firsts, lasts = [], [], []
        for working in ways[rule["day_type"]]:
            if raw_start is None:
                verdicts.append("start_unknown")
                continue
            first = last_day(raw_start, days, working, set_to)
            last = last_day(raw_start, extended, working, set_to)
            if first is None or last is None:
                verdicts.append("calendar_unknown")
                continue
            firsts.append(first)
            lasts.append(last)
            if end:
                verdicts.append(
                    "kept" if end <= first else "kept_by_extension" if end <= last else "missed"
                )
            elif later and later <= first:
                verdicts.append("kept")
            elif over[step] and not (raw_end and raw_end > today):
                verdicts.append("end_unknown")
            elif today <= last:
                verdicts.append("running" if today <= first else "running_by_extension")
            elif not rule["ends"]:
                verdicts.append("end_unknown")
            else:
                verdicts.append("missed" if set_to.data_complete else "no_end_recorded")
        if len(set(verdicts)) == 1:
            verdict = verdicts[0]
        else:
            either = "calendar_unknown" in verdicts
            verdict = "calendar_unknown" if either else "day_type_unknown"
        found.append(
            {
                "case": case,
                "step": step,
                "verdict": verdict,
                "start": raw_start,
                "nearest": (lasts if verdict.endswith("by_extension") else firsts)[:1],
                "latest": lasts[-1:],
                "end": end,
            }
        )
    return found


def _case(row: Row) -> Case:
    days = {name: dt.date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
    return {**row, "days": days, "regime": REGIME[row["election"]]}


def _in(case: Case, chosen: Filter) -> bool:
    asked = chosen.within_month()
    place = (
        case["regency_code"] in asked.regencies
        if asked.regencies
        else not asked.provinces or case["province_code"] in asked.provinces
    )
    facets = (
        ("categories", "category"),
        ("subjects", "subject"),
        ("channels", "channel"),
        ("origins", "origin"),
    )
    return (
        case["origin"] != "informasi_awal"
        and place
        and (not asked.elections or case["election"] in asked.elections)
        and (not asked.since or case["reported_to"] >= asked.since.isoformat())
        and (not asked.until or case["reported_from"] <= asked.until.isoformat())
        and all(
            not getattr(asked, field) or case[name] in getattr(asked, field)
            for field, name in facets
        )
    )


# --- records --------------------------------------------------------------------------------------


def _made() -> list[Row]:
    """Cases of both laws with most of their days, some late, some running, some unknown."""
    chance = random.Random(20241127)
    codes = ["33.01", "33.02", "73.14", "91.71", "64.74", "11.01"]
    rows = []
    for number in range(700):
        pilkada = chance.random() < 0.6
        known = dt.date(2024, 9, 1) if pilkada else dt.date(2023, 11, 20)
        days = [known + chance.randrange(85 if pilkada else 150) * DAY]
        for most in (10, 6, 8 if pilkada else 25, 4, 30):
            days.append(days[-1] + chance.randrange(most) * DAY)
        reached = chance.choice([2, 2, 3, 4, 5, 6])
        status = {
            2: chance.choice(["diterima", "tidak_diregistrasi"]),
            3: chance.choice(["diregistrasi", "diproses"]),
            4: chance.choice(["terbukti", "dihentikan"]),
            5: "diteruskan",
            6: "sanksi",
        }[reached]
        code = chance.choice([*codes, ""])
        rows.append(
            {
                "violation_id": f"PL-{number:03}",
                "reported_from": (days[0] + 5 * DAY).isoformat(),
                "origin": chance.choice(
                    ["laporan", "laporan", "temuan", "unknown", "informasi_awal"]
                ),
                "election": "pilkada_2024" if pilkada else "pemilu_2024",
                "regency_code": code,
                "province_code": code[:2] or "33",
                "status": status,
                "category": chance.choice(["kampanye_medsos", "unknown"]),
                "channel": chance.choice(["media_sosial", "unknown"]),
                "forwarded_to": chance.choice(["bkn", "gakkumdu", "bupati", "tni"])
                if reached >= 5
                else "none",
                "sanction": chance.choice(["unknown", "ringan"]) if reached >= 5 else "unknown",
                **{
                    name: day.isoformat()
                    for n, (name, day) in enumerate(zip(DAYS, days, strict=True))
                    if n < reached and chance.random() < 0.75
                },
            }
        )
    # Its days lie before the first year whose holidays are known.
    early = {
        "violation_id": "PL-early",
        "reported_from": "2015-01-05",
        "election": "pemilu_2019",
        "origin": "unknown",
        "status": "terbukti",
        "registered_on": "2014-12-30",
        "decided_on": "2015-01-05",
    }
    return [filled("violations", row) for row in (*rows, early)]


class Asked:
    """A warehouse, and its cases."""

    def __init__(self, warehouse: Warehouse, cases: list[Case]) -> None:
        self.warehouse = warehouse
        self.cases = cases

    def rows(self, name: str, chosen: Filter, set_to: Settings, **further: object) -> list[Case]:
        found: list[Case] = self.warehouse.table(
            name, chosen, **vars(set_to), **further
        ).to_pylist()
        return found

    def judged(self, chosen: Filter, set_to: Settings) -> list[dict[str, Any]]:
        today = chosen.within_month().until or self.warehouse.version.published_on
        return [
            judged
            for case in self.cases
            if _in(case, chosen)
            for judged in judge(case, today, set_to)
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    rows = _made()
    warehouse = Warehouse(make_version(tmp_path_factory.mktemp("made"), violations=rows))
    yield Asked(warehouse, [_case(row) for row in rows])
    warehouse.close()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    home = tmp_path_factory.mktemp("real")
    ensure_first_version(home)
    with (RECORDS / "violations.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    warehouse = Warehouse(open_version(home))
    yield Asked(warehouse, [_case(row) for row in rows])
    warehouse.close()


@pytest.fixture
def asked(request: pytest.FixtureRequest) -> Asked:
    found: Asked = request.getfixturevalue(request.param)
    return found


FILTERS = {
    "everything": Filter(),
    "general election": Filter(elections=("pemilu_2024",)),
    "regional elections": Filter(elections=("pilkada_2024",)),
    "while they run": Filter(elections=("pilkada_2024",), until=dt.date(2024, 10, 20)),
    "while the others run": Filter(until=dt.date(2024, 1, 25)),
    "a period": Filter(since=dt.date(2024, 9, 10), until=dt.date(2024, 11, 3)),
    "one province": Filter(provinces=("33",), until=dt.date(2024, 11, 11)),
    "two provinces": Filter(provinces=("11", "91"), elections=("pilkada_2024",)),
    "one regency": Filter(regencies=("91.71",), until=dt.date(2024, 11, 8)),
    "a month": Filter(elections=("pilkada_2024",), month="2024-10"),
    "a month without records": Filter(since=dt.date(2025, 6, 1), until=dt.date(2025, 6, 30)),
    "a category": Filter(categories=("kampanye_medsos",)),
    "an origin": Filter(origins=("temuan",), until=dt.date(2024, 10, 30)),
    "a channel and a subject": Filter(channels=("media_sosial",), subjects=("asn",)),
    "nothing at all": Filter(until=dt.date(2001, 1, 1)),
}

BOTH = pytest.mark.parametrize("asked", ["made", "real"], indirect=True)
EVERY = pytest.mark.parametrize("name", FILTERS)


def _counts(verdicts: Counter[str]) -> dict[str, int]:
    reasons = (
        "start_unknown",
        "end_unknown",
        "no_end_recorded",
        "day_type_unknown",
        "calendar_unknown",
    )
    return {
        "kept": verdicts["kept"] + verdicts["kept_by_extension"],
        "kept_by_extension": verdicts["kept_by_extension"],
        "missed": verdicts["missed"],
        "running": verdicts["running"] + verdicts["running_by_extension"],
        "running_by_extension": verdicts["running_by_extension"],
        "unknown": sum(verdicts[reason] for reason in reasons),
        **{reason: verdicts[reason] for reason in reasons},
    }


def _check_steps(asked: Asked, chosen: Filter, set_to: Settings) -> None:
    expected: dict[tuple[str, str], Counter[str]] = {}
    for case in asked.cases:
        if _in(case, chosen):
            for rule in RULES:
                if rule["clock_starts"] and rule["regime"] in (case["regime"], "both"):
                    expected.setdefault((case["regime"], rule["step"]), Counter())
    for judged in asked.judged(chosen, set_to):
        expected[judged["case"]["regime"], judged["step"]][judged["verdict"]] += 1
    rows = asked.rows("deadlines_by_step", chosen, set_to)
    assert [(row["regime"], row["step"]) for row in rows] == sorted(
        expected, key=lambda key: (key[0], ORDER.index(key[1]))
    )
    for row in rows:
        verdicts = expected[row["regime"], row["step"]]
        assert row["cases"] == sum(verdicts.values())
        assert {name: row[name] for name in _counts(verdicts)} == _counts(verdicts), row
        assert row["cases"] == row["kept"] + row["missed"] + row["running"] + row["unknown"]


@BOTH
@EVERY
def test_steps_by_hand(asked: Asked, name: str) -> None:
    _check_steps(asked, FILTERS[name], PLAIN)


@pytest.mark.parametrize("setting", [name for name in SETTINGS if name != "plain"])
@pytest.mark.parametrize("name", ["everything", "while they run", "while the others run"])
def test_settings_change_the_steps_as_by_hand(made: Asked, name: str, setting: str) -> None:
    _check_steps(made, FILTERS[name], SETTINGS[setting])


def test_the_filters_and_settings_tell_something_apart(made: Asked) -> None:
    def all_of(name: str, set_to: Settings) -> Counter[str]:
        return Counter(judged["verdict"] for judged in made.judged(FILTERS[name], set_to))

    everything = all_of("everything", PLAIN)
    running = all_of("while they run", PLAIN) + all_of("while the others run", PLAIN)
    assert set(everything | running) == {
        "kept",
        "kept_by_extension",
        "missed",
        "running",
        "running_by_extension",
        "start_unknown",
        "end_unknown",
        "no_end_recorded",
        "day_type_unknown",
        "calendar_unknown",
    }
    assert all(
        all_of("everything", set_to) != everything
        for set_to in SETTINGS.values()
        if set_to != PLAIN
    )


@BOTH
@EVERY
def test_regions_by_hand(asked: Asked, name: str) -> None:
    chosen = FILTERS[name]
    by_regency = bool(chosen.provinces or chosen.regencies)
    column = "regency_code" if by_regency else "province_code"
    counted: dict[str, Counter[str]] = {}
    for judged in asked.judged(chosen, PLAIN):
        counted.setdefault(judged["case"][column], Counter())[judged["verdict"]] += 1
    cases = Counter(case[column] for case in asked.cases if _in(case, chosen))
    rows = asked.rows("deadlines_by_region", chosen, PLAIN)
    codes = (
        [
            code
            for code in regions().in_provinces(chosen.provinces)
            if not chosen.regencies or code in chosen.regencies
        ]
        if by_regency
        else list(regions().provinces)
    )
    assert [row["region_code"] for row in rows] == [*sorted(codes), *[None] * (cases[""] > 0)]
    for row in rows:
        verdicts = counted.get(row["region_code"] or "", Counter())
        assert row["cases"] == cases[row["region_code"] or ""]
        assert row["steps"] == sum(verdicts.values())
        assert {name: row[name] for name in _counts(verdicts)} == _counts(verdicts), row


@BOTH
@EVERY
def test_the_list_by_hand(asked: Asked, name: str) -> None:
    chosen = FILTERS[name]
    today = chosen.within_month().until or asked.warehouse.version.published_on
    expected = []
    for judged in asked.judged(chosen, PLAIN):
        state = judged["verdict"].removesuffix("_by_extension")
        if state not in ("running", "missed", "no_end_recorded", "kept"):
            continue
        (nearest,), (latest,) = judged["nearest"], judged["latest"]
        left = (nearest - today).days if state == "running" else None
        over = (
            ((judged["end"] or today) - latest).days
            if state in ("missed", "no_end_recorded")
            else None
        )
        place = ["running", "missed", "no_end_recorded", "kept"].index(state)
        key = (
            place,
            nearest,
            judged["start"],
            ORDER.index(judged["step"]),
            judged["case"]["violation_id"],
        )
        row = (judged["case"]["violation_id"], judged["step"], state, left, over)
        expected.append((key, row))
    ordered = [row for _, row in sorted(expected)]
    columns = ("violation_id", "step", "state", "days_left", "days_over")
    rows = asked.rows("deadline_records", chosen, PLAIN)
    assert [tuple(row[column] for column in columns) for row in rows] == ordered
    part = asked.rows("deadline_records", chosen, PLAIN, first_row=2, row_count=3)
    assert part == rows[2:5]
    late = asked.rows("deadline_records", chosen, PLAIN, states=["missed", "running"])
    assert late == [row for row in rows if row["state"] in ("missed", "running")]


@BOTH
@EVERY
def test_cases_of_unknown_origin_by_hand(asked: Asked, name: str) -> None:
    cases = [case for case in asked.cases if _in(case, FILTERS[name])]
    assert asked.rows("deadline_cases", FILTERS[name], PLAIN) == [
        {
            "cases": len(cases),
            "cases_of_unknown_origin": sum(case["origin"] == "unknown" for case in cases),
        }
    ]


# --- the calendar ---------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    start=st.dates(dt.date(2014, 12, 1), dt.date(2028, 1, 31)),
    set_to=st.sampled_from(list(SETTINGS.values())),
)
def test_the_last_days_of_all_deadlines_by_hand(
    made: Asked, start: dt.date, set_to: Settings
) -> None:
    rows = made.rows("deadline_days", Filter(since=start), set_to)
    rules = sorted(
        RULES,
        key=lambda r: (["pemilu", "pilkada", "both"].index(r["regime"]), ORDER.index(r["step"])),
    )
    assert [(row["regime"], row["step"]) for row in rows] == [
        (rule["regime"], rule["step"]) for rule in rules
    ]
    for row, rule in zip(rows, rules, strict=True):
        days = set_to.follow_up_days if row["step"] == "ppk_follow_up" else int(rule["days"])
        assert row["days"] == days
        calendar = last_day(start, days, False, set_to)
        working = last_day(start, days, True, set_to)
        extension = rule["days_with_extension"]
        extended = (
            last_day(start, int(extension), rule["day_type"] == "working", set_to)
            if extension
            else None
        )
        unspecified = rule["day_type"] == "unspecified"
        plain = {"working": working, "calendar": calendar, "unspecified": None}
        assert row["last_day"] == plain[rule["day_type"]]
        assert row["last_day_extended"] == extended
        assert row["last_day_calendar"] == (calendar if unspecified else None)
        assert row["last_day_working"] == (working if unspecified else None)
        if working is not None:
            between = [start + n * DAY for n in range((working - start).days + 1)]
            free = PUBLIC | (JOINT_LEAVE if set_to.joint_leave_free else set())
            worked = [day for day in between if day.weekday() < 5 and day not in free]
            counted = worked if set_to.first_day_counts else [d for d in worked if d > start]
            assert (len(counted), counted[-1]) == (days, working)


def test_a_later_start_never_ends_earlier(made: Asked) -> None:
    ends = [
        made.rows("deadline_days", Filter(since=dt.date(2024, 3, 20) + n * DAY), PLAIN)
        for n in range(40)
    ]
    for before, after in pairwise(ends):
        for one, other in zip(before, after, strict=True):
            for name in ("last_day", "last_day_extended", "last_day_working"):
                assert one[name] is None or one[name] <= other[name]


def test_days_are_those_of_a_calendar_on_the_wall(made: Asked) -> None:
    """Counted by hand on paper: Papua 2024, Tanah Datar 2024, and the Lebaran of 2024."""

    def ends(start: dt.date, regime: str, step: str) -> tuple[dt.date | None, ...]:
        row = next(
            row
            for row in made.rows("deadline_days", Filter(since=start), PLAIN)
            if (row["regime"], row["step"]) == (regime, step)
        )
        names = ("last_day", "last_day_extended", "last_day_calendar", "last_day_working")
        return tuple(row[name] for name in names if row[name] is not None)

    november = dt.date(2024, 11, 4)
    assert ends(november, "pilkada", "handling") == (dt.date(2024, 11, 7), dt.date(2024, 11, 9))
    assert ends(dt.date(2024, 10, 23), "pilkada", "police_investigation") == (
        dt.date(2024, 11, 12),
    )
    assert ends(dt.date(2024, 11, 13), "pilkada", "file_to_court") == (dt.date(2024, 11, 20),)
    assert ends(dt.date(2024, 11, 18), "pilkada", "district_court") == (
        dt.date(2024, 11, 25),
        dt.date(2024, 11, 28),
    )
    # From Friday 5 April: 8 and 9 joint leave, 10 and 11 Idul Fitri, 12 and 15 joint leave.
    assert ends(dt.date(2024, 4, 5), "pemilu", "report_filed") == (dt.date(2024, 4, 24),)


def test_holidays_between_two_days(made: Asked) -> None:
    chosen = Filter(since=dt.date(2024, 8, 17), until=dt.date(2024, 12, 26))
    rows = made.rows("holidays_between", chosen, PLAIN)
    assert [(str(row["day"]), row["kind"], row["is_free"]) for row in rows] == [
        ("2024-08-17", "libur_nasional", False),  # a Saturday
        ("2024-09-16", "libur_nasional", True),
        ("2024-11-27", "libur_nasional", True),
        ("2024-12-25", "libur_nasional", True),
        ("2024-12-26", "cuti_bersama", True),
    ]
    (*_, last) = made.rows("holidays_between", chosen, SETTINGS["joint leave is work"])
    assert not last["is_free"]


# --- the reference tables -------------------------------------------------------------------------


def test_the_committed_holidays_are_those_of_the_package() -> None:
    rows = [(row["day"], row["name"], row["kind"]) for row in _read("public_holidays")]
    assert rows == [(day.isoformat(), name, kind) for day, name, kind in public_holidays()]
    assert len({day for day, _, _ in rows}) == len(rows)
    national = {day for day, _, kind in rows if kind == "libur_nasional"}
    voting_days = {
        row["voting_day"] for row in _read("elections") if row["scope"] in ("nasional", "serentak")
    }
    assert voting_days <= national
    assert "2024-04-10" in national
    assert {day[:4] for day, _, _ in rows} == {str(year) for year in YEARS}


def test_every_deadline_has_words_and_a_place_in_the_order() -> None:
    assert {rule["step"] for rule in RULES} == set(STEPS)
    assert {rule["regime"] for rule in RULES} == set(REGIMES)
    assert {rule["confidence"] for rule in RULES} <= set(CONFIDENCE)
    assert {rule["basis"] for rule in RULES} == set(BASES)
    assert len({(rule["regime"], rule["step"]) for rule in RULES}) == len(RULES)
