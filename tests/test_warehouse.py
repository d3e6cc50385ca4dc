"""Named queries: documented columns, right answers by other means, a locked engine, a limit."""

import ast
import csv
import datetime as dt
import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from making import make_version

from dashboard import warehouse as module
from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale
from dashboard.regions import regions
from dashboard.resources import LOCALES, QUERIES, RECORDS
from dashboard.settings import settings
from dashboard.versions import Version, open_version
from dashboard.warehouse import (
    Query,
    QueryError,
    Warehouse,
    find_query,
    queries,
    queries_sha256,
    read_query,
)

NAMES = sorted(path.stem for path in QUERIES.glob("*.sql"))

# The contract of design 10, written out once more.
CONTRACT = {
    "coverage_by_regency": (
        "regency_code regency_name province_code province_name status first_activity_on "
        "first_pokja_on pokja_evidence first_signing_on districts_signed districts activities "
        "participants activities_without_participants violations violations_per_100k"
    ),
    "coverage_over_time": "month regencies_with_pokja regencies_signed regencies_active",
    "activities_over_time": "month kind activities participants",
    "violations_over_time": "month category violations",
    "violations_by_category": "category subject violations",
    "violation_pipeline": "step violations",
}
FILTERS = {
    "nothing": Filter(),
    "province": Filter(provinces=("33",)),
    "elections": Filter(elections=("pilkada_2020", "pemilu_2024")),
    "period": Filter(since=dt.date(2024, 9, 1), until=dt.date(2024, 10, 31)),
    "before all": Filter(until=dt.date(2001, 1, 1)),
    "after all": Filter(since=dt.date(2090, 1, 1)),
    "widest": Filter(since=dt.date(2000, 1, 1), until=dt.date(2099, 12, 31)),
    "all at once": Filter(
        ("33",), ("33.01",), dt.date(2024, 1, 1), dt.date(2024, 12, 31), ("pilkada_2024",)
    ),
}


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return open_version(home)


@pytest.fixture(scope="module")
def real(version: Version) -> Iterator[Warehouse]:
    warehouse = Warehouse(version)
    yield warehouse
    warehouse.close()


def _csv(table: str) -> list[dict[str, str]]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES, VIOLATIONS = _csv("activities"), _csv("violations")


# --- every query is a documented question ---------------------------------------------------------


def _sql(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _comment(name: str) -> list[str]:
    lines = []
    for line in _sql(name).splitlines():
        if not line.startswith("--"):
            break
        lines.append(line)
    return lines


def _documented_columns(name: str) -> list[str]:
    """Lines of the leading comment that start with names, three blanks behind the dashes."""
    found: list[str] = []
    for line in _comment(name):
        match = re.match(r"--   ([a-z_0-9]+(?:, [a-z_0-9]+)*)(?=\s|$)", line)
        if match:
            found += match.group(1).split(", ")
    return found


def test_there_are_queries_and_the_contract_is_among_them() -> None:
    assert list(queries()) == NAMES
    assert set(CONTRACT) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_leading_comment_states_question_parameters_grain_and_columns(name: str) -> None:
    comment = _comment(name)
    question = comment[0].removeprefix("-- ")
    assert question.endswith("?")
    assert queries()[name].question == question
    text = "\n".join(comment)
    assert "-- Parameters:" in text
    assert "-- Grain: one row" in text
    assert _documented_columns(name)
    used = set(re.findall(r"\$(\w+)", "\n".join(_sql(name).splitlines()[len(comment) :])))
    assert set(re.findall(r"\$(\w+)", text)) == used == queries()[name].parameters


@pytest.mark.parametrize("name", NAMES)
def test_the_last_line_selects_the_last_cte(name: str) -> None:
    ctes = re.findall(r"^(?:WITH )?(\w+) AS \($", _sql(name), re.MULTILINE)
    assert _sql(name).rstrip().splitlines()[-1] == f"SELECT * FROM {ctes[-1]}"
    assert ";" not in re.sub(r"--.*", "", _sql(name))


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_exactly_the_documented_columns_under_any_filter(
    real: Warehouse, name: str
) -> None:
    documented = _documented_columns(name)
    if name in CONTRACT:
        assert documented == CONTRACT[name].split()
    for chosen in FILTERS.values():
        assert real.table(name, chosen).column_names == documented
    chosen = FILTERS["province"]
    frame = real.run(name, chosen)
    assert list(frame.columns) == documented
    assert len(frame) == len(real.rows(name, chosen)) == real.table(name, chosen).num_rows


def test_an_answer_is_the_same_each_time(real: Warehouse, version: Version) -> None:
    again = Warehouse(version)
    chosen = FILTERS["elections"]
    for name in NAMES:
        assert again.rows(name, chosen) == real.rows(name, chosen), name
    again.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    warehouse = Warehouse(make_version(tmp_path_factory.mktemp("empty")))
    yield warehouse
    warehouse.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_version_without_records_answers_everything(empty: Warehouse, name: str) -> None:
    for kind in ("nothing", "period", "all at once"):
        rows = empty.rows(name, FILTERS[kind])
        for row in rows:
            assert list(row) == _documented_columns(name)
            counts = {"activities", "violations", "regencies_with_pokja", "regencies_signed"}
            assert {row[column] for column in counts & set(row)} <= {0}
            assert row.get("status") in {None, "none"}
            assert row.get("participants") is None
    assert empty.rows("records_behind", Filter())[0]["data_until"] is None


def test_an_unknown_query_is_a_sentence() -> None:
    for name in ("", "nope", "../rules/gaps", "views/01_records"):
        with pytest.raises(QueryError) as caught:
            find_query(name)
        for language in ("id", "en"):
            assert "pantau query --list" in caught.value.sentence(Locale(language))


def test_the_edition_of_the_rules_covers_names_and_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = Path(shutil.copytree(QUERIES, tmp_path / "queries"))
    assert queries_sha256.__wrapped__() == queries_sha256()
    monkeypatch.setattr(module, "QUERIES", copied)
    before = queries_sha256.__wrapped__()
    assert before == queries_sha256()
    (copied / "views" / "01_records.sql").rename(copied / "views" / "00_records.sql")
    renamed = queries_sha256.__wrapped__()
    (copied / "rules" / "gaps.md").write_text("changed")
    assert len({before, renamed, queries_sha256.__wrapped__()}) == 3


# --- the forms of an answer -----------------------------------------------------------------------


def test_frames_have_nullable_integers_and_days(real: Warehouse) -> None:
    frame = real.run("coverage_by_regency", Filter())
    assert len(frame) == 514
    assert frame["participants"].dtype == pd.Int64Dtype()
    assert frame["participants"].isna().any()
    cilacap = frame.set_index("regency_code").loc["33.01"]
    assert cilacap["first_pokja_on"] == dt.date(2024, 6, 28)
    assert type(cilacap["first_pokja_on"]) is dt.date


def test_rows_have_none_for_null(real: Warehouse) -> None:
    rows = {row["regency_code"]: row for row in real.rows("coverage_by_regency", Filter())}
    assert len(rows) == 514
    empty = next(row for row in rows.values() if row["status"] == "none")
    assert empty["first_activity_on"] is None
    assert empty["participants"] is None
    assert empty["activities"] == 0
    assert rows["33.01"]["first_pokja_on"] == dt.date(2024, 6, 28)


def test_the_order_of_rows_is_that_of_codes_and_months(real: Warehouse) -> None:
    for name in NAMES:
        rows = real.rows(name, Filter())
        for column in ("regency_code", "district_code"):
            if rows and _documented_columns(name)[0] == column:
                codes = [str(row[column]) for row in rows]
                assert codes == sorted(set(codes))
        if rows and "month" in rows[0]:
            months = [str(row["month"] or "9999-99") for row in rows]
            assert months == sorted(months)


# --- the same numbers by other means --------------------------------------------------------------

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2025, 12, 31))


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    provinces = draw(st.lists(st.sampled_from(list(regions().provinces)), max_size=3, unique=True))
    inside = regions().in_provinces(provinces)
    since, until = sorted(draw(st.tuples(DAYS, DAYS)))
    return Filter(
        tuple(provinces),
        tuple(draw(st.lists(st.sampled_from(inside), max_size=3, unique=True))),
        draw(st.sampled_from([since, None])),
        draw(st.sampled_from([until, None])),
        tuple(draw(st.lists(st.sampled_from(list(elections())), max_size=2, unique=True))),
    )


def _codes(row: dict[str, str]) -> list[str]:
    return [code for code in row["regency_codes"].split(";") if code]


def _chosen(row: dict[str, str], chosen: Filter) -> bool:
    return not chosen.elections or row["election"] in chosen.elections


def _touches(first: str, last: str, chosen: Filter) -> bool:
    return (chosen.since is None or last >= chosen.since.isoformat()) and (
        chosen.until is None or first <= chosen.until.isoformat()
    )


def _begun(row: dict[str, str], chosen: Filter) -> bool:
    return chosen.until is None or row["date_from"] <= chosen.until.isoformat()


def _activity_in(row: dict[str, str], chosen: Filter) -> bool:
    if chosen.regencies:
        return bool(set(_codes(row)) & set(chosen.regencies))
    if chosen.provinces:
        places = {row["province_code"], *(code[:2] for code in _codes(row))}
        return bool(places & set(chosen.provinces))
    return True


def _violation_in(row: dict[str, str], chosen: Filter) -> bool:
    if chosen.regencies:
        return row["regency_code"] in chosen.regencies
    return not chosen.provinces or row["province_code"] in chosen.provinces


def _states(chosen: Filter) -> list[dict[str, str]]:
    return [r for r in ACTIVITIES if _chosen(r, chosen) and _begun(r, chosen)]


def _flows(chosen: Filter) -> list[dict[str, str]]:
    return [
        r
        for r in ACTIVITIES
        if _chosen(r, chosen)
        and _touches(r["date_from"], r["date_to"], chosen)
        and _activity_in(r, chosen)
    ]


def _reported(chosen: Filter) -> list[dict[str, str]]:
    return [
        r
        for r in VIOLATIONS
        if _chosen(r, chosen)
        and _touches(r["reported_from"], r["reported_to"], chosen)
        and _violation_in(r, chosen)
    ]


def _cases(chosen: Filter) -> list[dict[str, str]]:
    return [row for row in _reported(chosen) if row["origin"] != "informasi_awal"]


some_filters = hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])


def test_elections_with_records_by_hand(real: Warehouse) -> None:
    activities = Counter(row["election"] for row in ACTIVITIES)
    violations = Counter(row["election"] for row in VIOLATIONS)
    assert real.rows("elections_with_records", Filter()) == [
        {"election": e, "activities": activities[e], "violations": violations[e]}
        for e in sorted({*activities, *violations})
    ]


@some_filters
@given(chosen=filters())
def test_pipeline_by_hand(real: Warehouse, chosen: Filter) -> None:
    way = ["received", "registered", "decided", "forwarded", "sanctioned"]
    by_status = {
        "diregistrasi": 1,
        "diproses": 1,
        "terbukti": 2,
        "tidak_terbukti": 2,
        "dihentikan": 2,
        "diteruskan": 3,
        "sanksi": 4,
    }
    days = ["registered_on", "decided_on", "forwarded_on", "sanctioned_on"]
    reached = [
        max([by_status.get(r["status"], 0), *(i + 1 for i, d in enumerate(days) if r[d])])
        for r in _cases(chosen)
    ]
    assert real.rows("violation_pipeline", chosen) == [
        {"step": step, "violations": sum(furthest >= place for furthest in reached)}
        for place, step in enumerate(way)
    ]


@some_filters
@given(chosen=filters())
def test_categories_and_subjects_by_hand(real: Warehouse, chosen: Filter) -> None:
    expected = Counter((row["category"], row["subject"]) for row in _cases(chosen))
    assert real.rows("violations_by_category", chosen) == [
        {"category": category, "subject": subject, "violations": n}
        for (category, subject), n in sorted(expected.items())
    ]


@some_filters
@given(chosen=filters())
def test_activities_by_month_and_kind_by_hand(real: Warehouse, chosen: Filter) -> None:
    counts: Counter[tuple[str | None, str]] = Counter()
    people: dict[tuple[str | None, str], int] = {}
    for row in _flows(chosen):
        month = row["date_from"][:7] if row["date_from"][:7] == row["date_to"][:7] else None
        counts[month, row["kind"]] += 1
        if row["participants"]:
            key = (month, row["kind"])
            people[key] = people.get(key, 0) + int(row["participants"])
    rows = real.rows("activities_over_time", chosen)
    assert len({(row["month"], row["kind"]) for row in rows}) == len(rows)
    assert {(r["month"], r["kind"]): r["activities"] for r in rows if r["activities"]} == counts
    assert {
        (r["month"], r["kind"]): r["participants"] for r in rows if r["participants"] is not None
    } == people


@some_filters
@given(chosen=filters())
def test_records_behind_by_hand(real: Warehouse, chosen: Filter) -> None:
    begun = [row["date_from"] for row in ACTIVITIES if _chosen(row, chosen)]
    begun += [row["reported_from"] for row in VIOLATIONS if _chosen(row, chosen)]
    days = [dt.date.fromisoformat(max(begun))] if begun else []
    until = min([*days, chosen.until] if chosen.until else days, default=None)
    assert real.rows("records_behind", chosen) == [
        {
            "state_records": sum(_activity_in(row, chosen) for row in _states(chosen)),
            "flow_activities": len(_flows(chosen)),
            "flow_violations": len(_reported(chosen)),
            "data_until": until,
        }
    ]


def _wanted(chosen: Filter) -> list[str]:
    inside = regions().in_provinces(chosen.provinces)
    return [code for code in inside if not chosen.regencies or code in chosen.regencies]


def _first(rows: list[dict[str, str]], code: str, what: str) -> str | None:
    def counts(row: dict[str, str]) -> bool:
        if what == "pokja":
            own = row["level"] == "kabupaten_kota" and row["forum"] == "pokja"
            return own and row["pokja"] in {"formed", "exists"}
        if what == "signing":
            return row["signed"] == "yes" and row["scope"] == "wilayah"
        return True

    return min((r["date_from"] for r in rows if code in _codes(r) and counts(r)), default=None)


@some_filters
@given(chosen=filters())
def test_growth_by_hand(real: Warehouse, chosen: Filter) -> None:
    states = _states(chosen)
    firsts = {
        what: [day for code in _wanted(chosen) if (day := _first(states, code, what))]
        for what in ("pokja", "signing", "any")
    }
    wanted = set(_wanted(chosen))
    begun = [row["date_from"] for row in states if wanted & set(_codes(row))]
    first = chosen.since.isoformat() if chosen.since else min(begun, default=None)
    last = chosen.until.isoformat() if chosen.until else max(begun, default=None)
    months: list[str] = []
    if first and last and first[:7] <= last[:7]:
        months = list(pd.period_range(first[:7], last[:7], freq="M").astype(str))
    assert real.rows("coverage_over_time", chosen) == [
        {
            "month": month,
            "regencies_with_pokja": sum(day[:7] <= month for day in firsts["pokja"]),
            "regencies_signed": sum(day[:7] <= month for day in firsts["signing"]),
            "regencies_active": sum(day[:7] <= month for day in firsts["any"]),
        }
        for month in months
    ]


@some_filters
@given(chosen=filters())
def test_gaps_by_hand(real: Warehouse, chosen: Filter) -> None:
    states = _states(chosen)
    expected = []
    for code in _wanted(chosen):
        cases = sum(
            row["regency_code"] == code
            for row in _cases(Filter((), (), chosen.since, chosen.until, chosen.elections))
        )
        signed = [r for r in states if code in _codes(r) and r["signed"] == "yes"]
        if cases and not signed and _first(states, code, "pokja") is None:
            status = "active" if _first(states, code, "any") else "none"
            expected.append((code, status, cases))
    found = real.rows("violations_without_prevention", chosen)
    assert [(r["regency_code"], r["status"], r["violations"]) for r in found] == expected
    for row in found:
        assert row["regency_name"] == regions().name(str(row["regency_code"]))
        assert row["province_name"] == regions().name(str(row["province_code"]))


@some_filters
@given(chosen=filters())
def test_provinces_by_hand(real: Warehouse, chosen: Filter) -> None:
    states, flows, cases = _states(chosen), _flows(chosen), _cases(chosen)
    expected = []
    for province in sorted({code[:2] for code in _wanted(chosen)}):
        mine = [code for code in _wanted(chosen) if code[:2] == province]
        pokja = [code for code in mine if _first(states, code, "pokja")]
        signed = [code for code in mine if _first(states, code, "signing")]
        inside = [
            row
            for row in flows
            if row["province_code"] == province or province in {c[:2] for c in _codes(row)}
        ]
        reported = [row for row in cases if row["province_code"] == province]
        expected.append(
            {
                "province_code": province,
                "province_name": regions().name(province),
                "regencies": len(mine),
                "regencies_with_pokja": len(pokja),
                "regencies_signed": len(signed),
                "regencies_with_neither": len(set(mine) - {*pokja, *signed}),
                "activities": len(inside),
                "activities_without_regency": sum(not _codes(row) for row in inside),
                "violations": len(reported),
                "violations_without_regency": sum(not row["regency_code"] for row in reported),
            }
        )
    found = real.rows("coverage_by_province", chosen)
    assert [{k: row[k] for k in expected[0]} for row in found] == expected
    for row in found:
        own = [
            r
            for r in states
            if r["province_code"] == row["province_code"]
            and r["level"] == "provinsi"
            and r["forum"] == "pokja"
            and r["pokja"] in {"formed", "exists"}
        ]
        assert (row["provincial_pokja"] is not None) == bool(own)


def test_a_joint_event_over_a_provinces_border_counts_once_in_each(tmp_path: Path) -> None:
    """Its `province_code` is empty, yet it lies in both provinces (rules/joint_events.md)."""
    joint = {
        "activity_id": "KG-1",
        "date_from": "2024-10-01",
        "province_code": "",
        "regency_codes": "33.01;34.01;34.02",
    }
    warehouse = Warehouse(make_version(tmp_path, activities=[joint]))
    by_province = {
        row["province_code"]: row["activities"]
        for row in warehouse.rows("coverage_by_province", Filter())
        if row["activities"]
    }
    for province in ("33", "34"):
        only = Filter(provinces=(province,))
        assert warehouse.rows("key_figures", only)[0]["activities"] == 1
        assert warehouse.rows("records_behind", only)[0]["flow_activities"] == 1
    warehouse.close()
    assert by_province == {"33": 1, "34": 1}


def test_a_planned_pokja_over_a_provinces_border_is_noted_in_each(tmp_path: Path) -> None:
    joint = {
        "activity_id": "KG-1",
        "date_from": "2024-10-01",
        "province_code": "",
        "regency_codes": "33.01;34.01",
        "pokja": "planned",
        "forum": "pokja",
    }
    warehouse = Warehouse(make_version(tmp_path, activities=[joint]))
    rows = warehouse.rows("other_pokja", Filter())
    warehouse.close()
    assert [(row["province_code"], row["regency_code"]) for row in rows] == [
        ("33", "33.01"),
        ("34", "34.01"),
    ]


def test_a_provinces_pokja_formed_on_the_day_it_is_seen_is_formed(tmp_path: Path) -> None:
    """The tie a regency's Pokja has, settled alike and whatever the order of the rows."""
    base = {"date_from": "2024-05-01", "province_code": "33", "regency_codes": ""}
    own = {**base, "level": "provinsi", "forum": "pokja"}
    for turn, states in enumerate((["exists", "formed"], ["formed", "exists"])):
        rows = [{**own, "activity_id": f"K{i}", "pokja": s} for i, s in enumerate(states)]
        warehouse = Warehouse(make_version(tmp_path / str(turn), activities=rows))
        (found,) = warehouse.rows("coverage_by_province", Filter(provinces=("33",)))
        (noted,) = warehouse.rows("other_pokja", Filter(provinces=("33",)))
        warehouse.close()
        assert (found["provincial_pokja"], noted["pokja"]) == ("formed", "formed")


def test_other_pokja_by_hand(real: Warehouse) -> None:
    found = real.rows("other_pokja", Filter())
    provincial = {
        row["province_code"]
        for row in ACTIVITIES
        if row["level"] == "provinsi"
        and row["forum"] == "pokja"
        and row["pokja"] in {"formed", "exists"}
    }
    planned = {
        code
        for row in ACTIVITIES
        if row["pokja"] == "planned"
        for code in _codes(row)
        if _first(ACTIVITIES, code, "pokja") is None
    }
    assert {r["province_code"] for r in found if r["regency_code"] is None} == provincial
    assert {r["regency_code"] for r in found if r["regency_code"] is not None} == planned
    assert {r["pokja"] for r in found if r["regency_code"] is not None} <= {"planned"}


def test_district_points_by_hand(real: Warehouse) -> None:
    found = real.rows("district_points", Filter(provinces=("32",)))
    assert {str(row["district_code"]) for row in found} == {
        code for code in regions().district_codes if code.startswith("32.")
    }
    signed = {
        row["district_code"]
        for row in ACTIVITIES
        if row["signed"] == "yes" and row["scope"] == "kecamatan" and row["district_code"]
    }
    assert {r["district_code"] for r in found if r["signed"]} == {
        code for code in signed if code.startswith("32.")
    }


# --- the engine is locked -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/proc/self/environ')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
        "SELECT getenv('HOME')",
        "COPY (SELECT 1) TO '/tmp/pantau_test_must_not_exist.csv'",
        "EXPORT DATABASE '/tmp/pantau_test_must_not_exist'",
        "ATTACH '/tmp/pantau_test_must_not_exist.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET lock_configuration = false",
        "RESET enable_external_access",
        "PRAGMA threads = 3",
        "CREATE SECRET s (TYPE s3)",
        "SELECT * FROM local_frame",
        "SELECT * FROM module_frame",
    ],
)
def test_the_engine_touches_nothing_outside(real: Warehouse, sql: str) -> None:
    local_frame = pd.DataFrame({"secret": [1]})
    globals()["module_frame"] = local_frame
    cursor = real._connection.cursor()
    with pytest.raises(duckdb.Error):
        cursor.sql(sql).fetchall()
    cursor.close()
    assert not list(Path("/tmp").glob("pantau_test_must_not_exist*"))


def test_the_engine_reads_its_own_version(real: Warehouse) -> None:
    cursor = real._connection.cursor()
    assert cursor.sql("SELECT count(*) FROM activities").fetchall() == [(360,)]
    cursor.close()


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1 AS a) TO 'activities.parquet'",
        "SELECT 1; SELECT 2",
        "CREATE TABLE a AS SELECT 1",
        "",
    ],
)
def test_a_query_is_one_select_and_never_writes(sql: str) -> None:
    with pytest.raises(QueryError, match="not one SELECT"):
        read_query("writer", "-- Does it write?\n" + sql)


INGEST = LOCALES.parent / "ingest"


def _sql_calls() -> Iterator[tuple[str, ast.Call]]:
    apart = {*INGEST.rglob("*.py"), *(LOCALES.parent / "bench").rglob("*.py")}
    for path in sorted(set(LOCALES.parent.rglob("*.py")) - apart):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                receiver = ast.unparse(node.func.value)
                if node.func.attr in {"execute", "executemany", "sql", "query"} and (
                    "connection" in receiver or "cursor" in receiver or receiver == "duckdb"
                ):
                    yield path.name, node


def test_no_sql_is_put_together_from_strings() -> None:
    calls = list(_sql_calls())
    assert len(calls) >= 4
    for file, call in calls:
        text = call.args[0]
        written = isinstance(text, ast.Constant)
        read = ast.unparse(text) in {
            "asked.sql",
            "path.read_text(encoding='utf-8')",
            # Names and texts of `queries/counted`.
            "f'CREATE TABLE {name} AS {sql}'",
            "f'COPY ({sql}) TO $path (FORMAT parquet, COMPRESSION zstd)'",
        }
        assert written or read, f"{file}:{call.lineno}: {ast.unparse(text)}"


def test_only_the_warehouse_speaks_sql() -> None:
    importing = {
        path.name
        for path in LOCALES.parent.rglob("*.py")
        if path.parent.name != "bench"  # which measures the engine itself
        and re.search(r"^\s*(import|from) duckdb\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    # The workspace of a batch is a database of its own; the marks of simulated files are checked
    # before they are records of a version.
    assert importing == {"warehouse.py", "stage.py", "publishing.py"}


def test_names_alone_are_put_into_the_sql_of_a_batch() -> None:
    """Sheets have as many columns as they have: names of tables and columns are put together there,
    from numbers and the model's own column names. What an office wrote is always bound."""
    asking = {"execute", "executemany", "rows", "one", "column", "run_with", "copy"}
    content = {"text", "name", "headings", "cells", "where", "path", "found", "ids", "sentence"}
    seen = 0
    for path in sorted(INGEST.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            if call.func.attr not in asking:
                continue
            for value in ast.walk(ast.Tuple(list(call.args), ast.Load())):
                if isinstance(value, ast.FormattedValue):
                    seen += 1
                    used = {n.attr for n in ast.walk(value) if isinstance(n, ast.Attribute)}
                    assert not used & content, f"{path.name}: {ast.unparse(value)}"
    assert seen > 40


# --- time limit and threads -----------------------------------------------------------------------

ENDLESS = {
    "recursive": (
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r"
    ),
    "cross join": "SELECT sum(sqrt(a.range + b.range)) FROM range(1000000) a, range(1000000) b",
    "sort": "SELECT a.range FROM range(100000) a, range(100000) b ORDER BY sqrt(b.range)",
}


@pytest.mark.parametrize("kind", list(ENDLESS))
def test_an_endless_query_is_stopped(
    version: Version, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("PANTAU_QUERY_SECONDS", "0.2")
    settings.cache_clear()
    monkeypatch.setitem(queries(), "endless", Query("endless", "?", ENDLESS[kind], frozenset()))
    warehouse = Warehouse(version)
    try:
        started = time.perf_counter()
        with pytest.raises(QueryError) as caught:
            warehouse.rows("endless", Filter())
        assert time.perf_counter() - started < 5
        assert "0.2" in caught.value.sentence(Locale("id"))
        assert "endless" in caught.value.sentence(Locale("en"))
        # The warehouse answers as before.
        monkeypatch.setenv("PANTAU_QUERY_SECONDS", "60")
        settings.cache_clear()
        assert len(warehouse.rows("violation_pipeline", Filter())) == 5
    finally:
        warehouse.close()
        monkeypatch.undo()
        settings.cache_clear()


def test_a_stopped_query_leaves_others_alone(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit ends its own cursor's query, not the one beside it."""
    monkeypatch.setenv("PANTAU_QUERY_SECONDS", "2")
    settings.cache_clear()
    sql = ENDLESS["recursive"]
    monkeypatch.setitem(queries(), "endless", Query("endless", "?", sql, frozenset()))
    warehouse = Warehouse(version)
    errors: list[Exception] = []

    def ask() -> None:
        try:
            warehouse.rows("endless", Filter())
        except QueryError as error:
            errors.append(error)

    try:
        thread = threading.Thread(target=ask)
        thread.start()
        while thread.is_alive():
            assert len(warehouse.rows("violation_pipeline", Filter())) == 5
        thread.join()
    finally:
        warehouse.close()
        settings.cache_clear()
    assert len(errors) == 1


def test_running_out_of_memory_is_a_sentence(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANTAU_QUERY_MEMORY", "20MB")
    settings.cache_clear()
    sql = "SELECT list(a.range) AS l FROM range(30000000) a"
    monkeypatch.setitem(queries(), "greedy", Query("greedy", "?", sql, frozenset()))
    warehouse = Warehouse(version)
    try:
        with pytest.raises(QueryError) as caught:
            warehouse.rows("greedy", Filter())
        assert "greedy" in caught.value.sentence(Locale("id"))
    finally:
        warehouse.close()
        settings.cache_clear()


def test_threads_get_their_own_answers(real: Warehouse) -> None:
    asked = [Filter(provinces=(code,)) for code in list(regions().provinces)[:8]]
    alone = [real.rows("coverage_by_regency", chosen) for chosen in asked]
    together: dict[int, list[list[dict[str, object]]]] = {}
    barrier = threading.Barrier(4)

    def ask(turn: int) -> None:
        barrier.wait()
        order = asked[turn:] + asked[:turn]
        together[turn] = [real.rows("coverage_by_regency", chosen) for chosen in order]

    threads = [threading.Thread(target=ask, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {turn: len(rows) for turn, rows in together.items()} == dict.fromkeys(range(4), 8)
    for turn, rows in together.items():
        assert rows == alone[turn:] + alone[:turn]
