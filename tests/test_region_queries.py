"""The questions behind the profile of a region, answered once more in plain Python."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]


def _csv(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES, CASES = _csv(RECORDS, "activities"), _csv(RECORDS, "violations")
FIGURES, INDEX = _csv(RECORDS, "published_figures"), _csv(RECORDS, "risk_index")
PROVINCES, REGENCIES = _csv(REFERENCE, "provinces"), _csv(REFERENCE, "regencies")
DISTRICTS = _csv(REFERENCE, "districts")


def _list(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


JOINT = next(row for row in ACTIVITIES if len(_list(row["regency_codes"])) > 1)
JOINT_REGENCY = _list(JOINT["regency_codes"])[0]
COARSE = next(
    row
    for row in CASES
    if row["reported_from"][:7] != row["reported_to"][:7] and row["regency_code"]
)
FILTERS = {
    "nothing": Filter(),
    "province": Filter(provinces=("33",)),
    "regency": Filter(provinces=("33",), regencies=("33.03",)),
    "regency alone": Filter(regencies=("34.04",)),
    "two regencies": Filter(regencies=("33.03", "34.04")),
    "election": Filter(provinces=("33",), elections=("pilkada_2024",)),
    "without records": Filter(
        provinces=("33",), since=dt.date(2016, 2, 1), until=dt.date(2016, 2, 29)
    ),
    "month": Filter(provinces=("33",), month="2024-10"),
    "period that cuts": Filter(
        provinces=("33",), since=dt.date(2024, 7, 15), until=dt.date(2024, 10, 17)
    ),
    "joint": Filter(regencies=(JOINT_REGENCY,)),
    "joint from its province": Filter(provinces=(JOINT_REGENCY[:2],)),
    "year-only": Filter(regencies=(COARSE["regency_code"],)),
    "year-only, cut": Filter(
        regencies=(COARSE["regency_code"],),
        since=_day(COARSE["reported_from"]).replace(month=6, day=1),
        until=_day(COARSE["reported_from"]).replace(month=6, day=30),
    ),
    "kind": Filter(provinces=("33",), kinds=("sosialisasi", "apel_ikrar")),
    "target": Filter(provinces=("35",), targets=("tni",), levels=("kabupaten_kota",)),
    "institution type": Filter(provinces=("33",), institution_types=("kpu", "kejaksaan")),
    "cases": Filter(provinces=("33",), categories=("unknown",), subjects=("kepala_desa",)),
}
EACH_FILTER = pytest.mark.parametrize("chosen", FILTERS.values(), ids=FILTERS)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def types(real: Warehouse) -> dict[str, str]:
    """The type of each institution; tests of their own hold that it is right."""
    rows = real.rows("region_institutions", Filter())
    return {str(row["name"]): str(row["institution_type"]) for row in rows}


# --- the rules in Python --------------------------------------------------------------------------


def _in_election(row: Row, chosen: Filter) -> bool:
    return not chosen.elections or row["election"] in chosen.elections


def _began(first: str, chosen: Filter) -> bool:
    asked = chosen.within_month()
    return asked.until is None or _day(first) <= asked.until


def _touches(first: str, last: str, chosen: Filter) -> bool:
    asked = chosen.within_month()
    return _began(first, chosen) and (asked.since is None or _day(last) >= asked.since)


def _activity_here(row: Row, chosen: Filter) -> bool:
    codes = _list(row["regency_codes"])
    if chosen.regencies:
        return bool(set(codes) & set(chosen.regencies))
    if chosen.provinces:
        return bool(({row["province_code"]} | {c[:2] for c in codes}) & set(chosen.provinces))
    return True


def _case_here(row: Row, chosen: Filter) -> bool:
    if chosen.regencies:
        return row["regency_code"] in chosen.regencies
    return not chosen.provinces or row["province_code"] in chosen.provinces


def _about(row: Row, chosen: Filter) -> bool:
    """Whether a figure or a place of the index is about the region as a whole."""
    if chosen.regencies:
        return row["regency_code"] in chosen.regencies
    if chosen.provinces:
        return row["province_code"] in chosen.provinces and not row["regency_code"]
    return not row["province_code"]


def _fits(row: Row, chosen: Filter, types: dict[str, str]) -> bool:
    wanted = {
        "kinds": [row["kind"]],
        "levels": [row["level"]],
        "targets": _list(row["targets"]),
        "institution_types": [types[name] for name in _list(row["institutions"])],
    }
    return all(
        not getattr(chosen, field) or set(getattr(chosen, field)) & set(values)
        for field, values in wanted.items()
    )


def _flows(chosen: Filter, types: dict[str, str], place: Filter | None = None) -> list[Row]:
    return [
        row
        for row in ACTIVITIES
        if _in_election(row, chosen)
        and _touches(row["date_from"], row["date_to"], chosen)
        and _activity_here(row, place or chosen)
        and _fits(row, chosen, types)
    ]


def _reported(chosen: Filter, place: Filter | None = None) -> list[Row]:
    return [
        row
        for row in CASES
        if _in_election(row, chosen)
        and _touches(row["reported_from"], row["reported_to"], chosen)
        and _case_here(row, place or chosen)
        and (not chosen.categories or row["category"] in chosen.categories)
        and (not chosen.subjects or row["subject"] in chosen.subjects)
    ]


def _states(chosen: Filter) -> list[Row]:
    return [
        row for row in ACTIVITIES if _in_election(row, chosen) and _began(row["date_from"], chosen)
    ]


def _chosen_regencies(chosen: Filter) -> list[Row]:
    return [
        row
        for row in REGENCIES
        if (not chosen.provinces or row["province_code"] in chosen.provinces)
        and (not chosen.regencies or row["regency_code"] in chosen.regencies)
    ]


# --- facts ----------------------------------------------------------------------------------------


def test_the_facts_of_a_regency_and_of_its_province(real: Warehouse) -> None:
    districts = Counter(row["regency_code"] for row in DISTRICTS)
    cilacap = next(row for row in REGENCIES if row["regency_code"] == "33.01")
    central_java = next(row for row in PROVINCES if row["province_code"] == "33")
    (found,) = real.rows("region_facts", Filter(regencies=("33.01",)))
    assert found == {
        "region_code": "33.01",
        "region_name": "Kabupaten Cilacap",
        "province_code": "33",
        "province_name": "Jawa Tengah",
        "capital": cilacap["capital"],
        "land_area_km2": float(cilacap["land_area_km2"]),
        "population": int(cilacap["population"]),
        "population_year": int(cilacap["population_year"]),
        "regencies": 1,
        "districts": districts["33.01"],
    }
    (found,) = real.rows("region_facts", Filter(provinces=("33",)))
    assert found["population"] == int(central_java["population"])
    assert found["capital"] == central_java["capital"]
    assert (found["regencies"], found["districts"]) == (
        35,
        sum(n for code, n in districts.items() if code.startswith("33.")),
    )
    assert len(real.rows("region_facts", Filter())) == 38


# --- records --------------------------------------------------------------------------------------


@EACH_FILTER
def test_the_records_are_those_of_the_place_and_the_period_in_order(
    real: Warehouse, types: dict[str, str], chosen: Filter
) -> None:
    expected = [
        ("activity", row["activity_id"], row["date_from"], row["date_to"])
        for row in _flows(chosen, types)
    ] + [
        (
            "information" if row["origin"] == "informasi_awal" else "case",
            row["violation_id"],
            row["reported_from"],
            row["reported_to"],
        )
        for row in _reported(chosen)
    ]
    expected.sort(key=lambda row: (row[0], row[1]))
    expected.sort(key=lambda row: (row[2], row[3]), reverse=True)
    expected.sort(key=lambda row: row[2][:7] != row[3][:7])
    rows = real.rows("region_records", chosen)
    assert [
        (
            row["record_type"],
            row["record_id"],
            str(row["day_from"]),
            str(row["day_to"]),
        )
        for row in rows
    ] == expected
    assert [row["has_month"] for row in rows] == [row[2][:7] == row[3][:7] for row in expected]
    shorter: list[Any] = real.table("region_records", chosen, most=3).to_pylist()
    assert shorter == rows[:3]


def test_the_filters_meet_what_they_are_for(real: Warehouse) -> None:
    def ids(name: str) -> list[object]:
        return [row["record_id"] for row in real.rows("region_records", FILTERS[name])]

    assert ids("without records") == []
    assert JOINT["activity_id"] in ids("joint")
    assert ids("joint from its province").count(JOINT["activity_id"]) == 1
    assert COARSE["violation_id"] in ids("year-only")
    assert COARSE["violation_id"] in ids("year-only, cut")
    for name in ("kind", "target", "institution type", "cases"):
        assert 0 < len(ids(name)) < len(ACTIVITIES)


def test_a_record_tells_all_that_the_page_shows(real: Warehouse) -> None:
    given = {row["activity_id"]: row for row in ACTIVITIES}
    for row in real.rows("region_records", Filter(provinces=("33",))):
        if row["record_type"] != "activity":
            continue
        source = given[str(row["record_id"])]
        for field in ("kind", "title", "organiser", "level", "scope", "pokja", "signed"):
            assert row[field] == source[field]
        assert row["institutions"] == _list(source["institutions"])
        assert row["regency_codes"] == _list(source["regency_codes"])
        assert str(row["participants"] or "") == source["participants"]
        assert (row["source_url"] or "") == source["source_url"]


# --- institutions, kecamatan ----------------------------------------------------------------------


@EACH_FILTER
def test_institutions_by_how_often_they_took_part(
    real: Warehouse, types: dict[str, str], chosen: Filter
) -> None:
    flows = _flows(chosen, types)
    taking_part = Counter(name for row in flows for name in set(_list(row["institutions"])))
    signing = Counter(
        name for row in flows if row["signed"] == "yes" for name in set(_list(row["institutions"]))
    )
    expected = [
        (name, types[name], count, signing[name])
        for name, count in sorted(taking_part.items(), key=lambda item: (-item[1], item[0]))
    ]
    names = ("name", "institution_type", "activities", "with_signing")
    rows = real.rows("region_institutions", chosen)
    assert [tuple(row[name] for name in names) for row in rows] == expected


@EACH_FILTER
def test_kecamatan_with_a_signing_of_their_own(real: Warehouse, chosen: Filter) -> None:
    first: dict[str, tuple[str, str]] = {}
    for row in _states(chosen):
        if row["signed"] == "yes" and row["scope"] == "kecamatan" and row["district_code"]:
            code = row["district_code"]
            days = (row["date_from"], row["date_to"])
            first[code] = min(first.get(code, days), days)
    codes = {row["regency_code"] for row in _chosen_regencies(chosen)}
    expected = [
        (row["district_code"], first.get(row["district_code"], ("None", "None")))
        for row in sorted(DISTRICTS, key=lambda row: row["district_code"])
        if row["regency_code"] in codes
    ]
    rows = real.rows("district_signings", chosen)
    assert [
        (row["district_code"], (str(row["signed_from"]), str(row["signed_until"]))) for row in rows
    ] == expected


# --- comparison -----------------------------------------------------------------------------------


def _numbers(
    chosen: Filter, place: Filter, inhabitants: list[Row], types: dict[str, str]
) -> dict[str, object]:
    codes = {row["regency_code"] for row in _chosen_regencies(place)}
    pokja, signed, districts = set(), set(), set()
    for row in _states(chosen):
        named = set(_list(row["regency_codes"])) & codes
        if (
            row["level"] == "kabupaten_kota"
            and row["forum"] == "pokja"
            and row["pokja"] in ("formed", "exists")
        ):
            pokja |= named
        if row["signed"] == "yes" and row["scope"] == "wilayah":
            signed |= named
        if named and row["signed"] == "yes" and row["scope"] == "kecamatan":
            districts.add(row["district_code"])
    flows = _flows(chosen, types, place)
    mentions = sum(len(set(_list(row["regency_codes"])) & codes) for row in flows)
    cases = sum(row["origin"] != "informasi_awal" for row in _reported(chosen, place))
    people = sum(int(row["population"]) for row in inhabitants)
    return {
        "regencies": len(codes),
        "regencies_with_pokja": len(pokja),
        "regencies_signed": len(signed),
        "districts": sum(row["regency_code"] in codes for row in DISTRICTS),
        "districts_signed": len(districts - {""}),
        "activities": len(flows),
        "activities_by_regency": mentions,
        "activities_per_regency": mentions / len(codes),
        "violations": cases,
        "population": people,
        "population_year": 2024,
        "violations_per_100k": pytest.approx(cases * 100_000 / people) if cases >= 3 else None,
    }


@pytest.mark.parametrize(
    "chosen", [f for n, f in FILTERS.items() if n != "nothing"], ids=list(FILTERS)[1:]
)
def test_a_place_beside_its_province_and_the_country(
    real: Warehouse, types: dict[str, str], chosen: Filter
) -> None:
    expected: list[dict[str, object]] = []
    for row in sorted(_chosen_regencies(chosen), key=lambda row: row["regency_code"]):
        if chosen.regencies:
            place = Filter(regencies=(row["regency_code"],))
            head = {"level": "regency", "region_code": row["regency_code"]}
            expected.append(head | _numbers(chosen, place, [row], types))
    for code in sorted({row["province_code"] for row in _chosen_regencies(chosen)}):
        inhabitants = [row for row in PROVINCES if row["province_code"] == code]
        head = {"level": "province", "region_code": code}
        expected.append(head | _numbers(chosen, Filter(provinces=(code,)), inhabitants, types))
    nation = {"level": "nation", "region_code": None}
    expected.append(nation | _numbers(chosen, Filter(), PROVINCES, types))
    rows = real.rows("region_comparison", chosen)
    assert [{name: row[name] for name in expected[0]} for row in rows] == expected


def test_with_nothing_chosen_all_provinces_and_the_nation(real: Warehouse) -> None:
    rows = real.rows("region_comparison", Filter())
    assert Counter(row["level"] for row in rows) == {"province": 38, "nation": 1}


# --- what others say, sources ---------------------------------------------------------------------

_TELLING = [
    "election",
    "measure",
    "unit",
    "forwarded_to",
    "sanction",
    "category",
    "subject",
    "channel",
]


def _latest_figures(chosen: Filter) -> list[Row]:
    here = [
        row
        for row in FIGURES
        if _in_election(row, chosen) and _began(row["as_of_from"], chosen) and _about(row, chosen)
    ]

    def group(row: Row) -> tuple[str, ...]:
        return (row["regency_code"] or row["province_code"], *(row[name] for name in _TELLING))

    latest: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in here:
        days = (row["as_of"], row["as_of_from"])
        latest[group(row)] = max(latest.get(group(row), days), days)
    return [row for row in here if latest[group(row)] == (row["as_of"], row["as_of_from"])]


@pytest.mark.parametrize(
    "chosen",
    [
        *FILTERS.values(),
        Filter(regencies=("53.10",)),
        Filter(regencies=("53.10",), until=dt.date(2020, 6, 1)),
        Filter(provinces=("74",), elections=("pilkada_2020",)),
    ],
)
def test_published_figures_are_the_latest_of_their_kind(real: Warehouse, chosen: Filter) -> None:
    rows = real.rows("region_figures", chosen)
    expected = {row["figure_id"]: float(row["value"]) for row in _latest_figures(chosen)}
    assert {row["figure_id"]: row["value"] for row in rows} == expected
    days = [row["as_of"] for row in rows]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(),
        Filter(provinces=(INDEX[1]["province_code"],)),
        Filter(regencies=(INDEX[0]["regency_code"],)),
        Filter(provinces=(INDEX[1]["province_code"],), until=dt.date(2023, 1, 1)),
    ],
)
def test_places_in_the_index_are_those_of_the_region_itself(
    real: Warehouse, chosen: Filter
) -> None:
    expected = sorted(
        (row["regency_code"] or row["province_code"], int(row["rank"]), row["source_name"])
        for row in INDEX
        if _began(row["as_of"], chosen) and _about(row, chosen)
    )
    rows = real.rows("region_risk_index", chosen)
    found = sorted(
        (str(r["region_code"]), int(str(r["rank"])), str(r["source_name"])) for r in rows
    )
    assert found == expected
    assert bool(expected) == (chosen.until is None and chosen != Filter())


@EACH_FILTER
def test_every_source_behind_the_page_is_counted(real: Warehouse, chosen: Filter) -> None:
    behind = [
        *(row for row in _states(chosen) if _activity_here(row, chosen)),
        *_reported(chosen),
        *_latest_figures(chosen),
        *(row for row in INDEX if _began(row["as_of"], chosen) and _about(row, chosen)),
    ]
    expected = Counter((row["source_name"], row["source_url"]) for row in behind)
    rows = real.rows("region_sources", chosen)
    found = {(row["source_name"], row["source_url"] or ""): row["records"] for row in rows}
    assert found == expected
    names = [str(row["source_name"]) for row in rows]
    assert names == sorted(names)


# --- by hand --------------------------------------------------------------------------------------


def test_a_joint_event_by_hand(tmp_path: Path) -> None:
    """Once in the nation and the province, once in each regency, province-wide in the province."""
    warehouse = Warehouse(
        make_version(
            tmp_path,
            activities=[
                {
                    "activity_id": "KG-1",
                    "date_from": "2024-09-01",
                    "regency_codes": "34.01;34.02",
                    "signed": "yes",
                    "institutions": "KPU;KPU Bantul;KPU",
                },
                {
                    "activity_id": "KG-2",
                    "date_from": "2024-09-02",
                    "regency_codes": "",
                    "province_code": "34",
                    "level": "provinsi",
                },
                {
                    "activity_id": "KG-3",
                    "date_from": "2024-09-03",
                    "regency_codes": "",
                    "province_code": "",
                    "level": "pusat",
                },
            ],
            violations=[
                {
                    "violation_id": f"PL-{n}",
                    "reported_from": "2024-01-01",
                    "reported_to": "2024-12-31",
                    "regency_code": "34.01" if n < 3 else "",
                    "province_code": "34",
                }
                for n in range(1, 4)
            ],
        )
    )
    chosen = Filter(regencies=("34.01",))
    names = (
        "activities",
        "activities_by_regency",
        "activities_per_regency",
        "regencies_signed",
        "violations",
    )
    rows = warehouse.rows("region_comparison", chosen)
    assert [tuple(row[name] for name in names) for row in rows] == [
        (1, 1, 1.0, 1, 2),
        (2, 2, 0.4, 2, 3),
        (3, 2, 2 / 514, 2, 3),
    ]
    assert rows[0]["violations_per_100k"] is None
    assert rows[1]["violations_per_100k"] is not None
    records = warehouse.rows("region_records", chosen)
    assert [row["record_id"] for row in records] == ["KG-1", "PL-1", "PL-2"]
    assert [row["has_month"] for row in records] == [True, False, False]
    institutions = warehouse.rows("region_institutions", chosen)
    assert [(row["name"], row["activities"]) for row in institutions] == [
        ("KPU", 1),
        ("KPU Bantul", 1),
    ]
    province = warehouse.rows("region_records", Filter(provinces=("34",)))
    assert {row["record_id"] for row in province} == {"KG-1", "KG-2", "PL-1", "PL-2", "PL-3"}
    warehouse.close()
