"""The queries of the map page against the same numbers by other means, written from the rules."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import make_version

from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.regions import reference_rows, regions
from dashboard.resources import RECORDS
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]


def _csv(table: str) -> list[Row]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES, VIOLATIONS = _csv("activities"), _csv("violations")
FIGURES, INDEX = _csv("published_figures"), _csv("risk_index")
JOINT = next(r for r in ACTIVITIES if ";" in r["regency_codes"])
YEARLY = next(r for r in VIOLATIONS if r["reported_from"][5:] == "01-01" and r["regency_code"])
FILTERS = {
    "all elections": Filter(),
    "one election": Filter(elections=("pilkada_2024",)),
    "province": Filter(provinces=("33",), elections=("pilkada_2024",)),
    "provinces": Filter(provinces=("32", "73")),
    "regency": Filter(regencies=("33.02",)),
    "joint event": Filter(regencies=(JOINT["regency_codes"].split(";")[0],)),
    "no records": Filter(since=dt.date(2010, 2, 1), until=dt.date(2010, 2, 28)),
    "cut": Filter(since=dt.date(2024, 9, 10), until=dt.date(2024, 10, 17)),
    "year-only": Filter(
        regencies=(YEARLY["regency_code"],), until=dt.date(int(YEARLY["reported_from"][:4]), 6, 1)
    ),
    "category": Filter(categories=("unknown",), elections=("pilkada_2024",)),
    "subject": Filter(subjects=("kepala_desa",)),
    "month": Filter(month="2024-10"),
    "kinds of activities": Filter(kinds=("deklarasi_netralitas",), levels=("provinsi",)),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def _wanted(chosen: Filter) -> list[str]:
    inside = regions().in_provinces(chosen.provinces)
    return [code for code in inside if not chosen.regencies or code in chosen.regencies]


def _cases(chosen: Filter) -> list[Row]:
    asked = chosen.within_month()
    since = asked.since.isoformat() if asked.since else ""
    until = asked.until.isoformat() if asked.until else "9999"
    found = []
    for row in VIOLATIONS:
        here = (
            row["regency_code"] in asked.regencies
            if asked.regencies
            else not asked.provinces or row["province_code"] in asked.provinces
        )
        if (
            row["origin"] != "informasi_awal"
            and (not asked.elections or row["election"] in asked.elections)
            and row["reported_to"] >= since
            and row["reported_from"] <= until
            and here
            and (not asked.categories or row["category"] in asked.categories)
            and (not asked.subjects or row["subject"] in asked.subjects)
        ):
            found.append(row)
    return found


def _rate(cases: int, inhabitants: int) -> object:
    return pytest.approx(cases * 100_000 / inhabitants) if cases >= 3 else None


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=list(FILTERS))
def test_rates_of_regencies(real: Warehouse, chosen: Filter) -> None:
    inhabitants = {r["regency_code"]: r for r in reference_rows("regencies")}
    cases = [row["regency_code"] for row in _cases(chosen)]
    rows = real.rows("violation_rates_by_regency", chosen)
    assert [row["regency_code"] for row in rows] == _wanted(chosen)
    for row in rows:
        reference, n = inhabitants[str(row["regency_code"])], cases.count(str(row["regency_code"]))
        assert row["violations"] == n
        assert row["population"] == int(reference["population"])
        assert row["population_year"] == int(reference["population_year"])
        assert row["violations_per_100k"] == _rate(n, int(reference["population"]))


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=list(FILTERS))
def test_rates_of_provinces(real: Warehouse, chosen: Filter) -> None:
    table = "regencies" if chosen.regencies else "provinces"
    wanted = set(_wanted(chosen))
    inhabitants: dict[str, int] = {}
    for row in reference_rows(table):
        code = row["province_code"]
        if not chosen.regencies or row["regency_code"] in wanted:
            inhabitants[code] = inhabitants.get(code, 0) + int(row["population"])
    places = sorted({code[:2] for code in wanted})
    cases = [row["province_code"] for row in _cases(chosen)]
    rows = real.rows("violation_rates_by_province", chosen)
    assert [row["province_code"] for row in rows] == places
    for row in rows:
        n = cases.count(str(row["province_code"]))
        assert (row["violations"], row["population"]) == (n, inhabitants[str(row["province_code"])])
        assert row["violations_per_100k"] == _rate(n, inhabitants[str(row["province_code"])])


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=list(FILTERS))
def test_signings(real: Warehouse, chosen: Filter) -> None:
    last = chosen.within_month().until
    signings = [
        row
        for row in ACTIVITIES
        if row["signed"] == "yes"
        and (not chosen.elections or row["election"] in chosen.elections)
        and (last is None or row["date_from"] <= last.isoformat())
    ]
    rows = real.rows("signings_by_regency", chosen)
    assert [row["regency_code"] for row in rows] == _wanted(chosen)
    for row in rows:
        mine = [r for r in signings if row["regency_code"] in r["regency_codes"].split(";")]
        whole = sorted((r["date_from"], r["date_to"]) for r in mine if r["scope"] == "wilayah")
        below = [r for r in mine if r["scope"] != "wilayah"]
        days = (row["first_signing_on"], row["first_signing_until"])
        assert days == (
            tuple(dt.date.fromisoformat(day) for day in whole[0]) if whole else (None, None)
        )
        assert row["signed_below"] is bool(below)
        assert row["districts_signed"] == len(
            {r["district_code"] for r in below if r["scope"] == "kecamatan" and r["district_code"]}
        )


MEASURES = [("diterima", "cases"), ("diteruskan", "people"), ("terbukti", "violations")]


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=list(FILTERS))
@pytest.mark.parametrize(("measure", "unit"), MEASURES)
def test_latest_published_figures(real: Warehouse, chosen: Filter, measure: str, unit: str) -> None:
    last = chosen.within_month().until
    by_region: dict[tuple[str, str], list[Row]] = {}
    for row in FIGURES:
        here = (
            row["regency_code"] in chosen.regencies
            if chosen.regencies
            else not chosen.provinces or row["province_code"] in chosen.provinces
        )
        if (
            (row["measure"], row["unit"], row["category"]) == (measure, unit, "unknown")
            and row["province_code"]
            and (not chosen.elections or row["election"] in chosen.elections)
            and (last is None or row["as_of_from"] <= last.isoformat())
            and here
        ):
            place = row["regency_code"] or row["province_code"]
            by_region.setdefault((place, row["election"]), []).append(row)
    newest: dict[str, tuple[str, str]] = {}
    for (place, _), figures in by_region.items():
        days = max((f["as_of"], f["as_of_from"]) for f in figures)
        newest[place] = max(newest.get(place, ("", "")), days)
    answer = real.table("latest_published_figures", chosen, measure=measure, unit=unit).to_pylist()
    assert [(r["region_code"], r["election"]) for r in answer] == sorted(by_region)
    for row in answer:
        figures = by_region[row["region_code"], row["election"]]
        days = max((f["as_of"], f["as_of_from"]) for f in figures)
        latest = [f for f in figures if (f["as_of"], f["as_of_from"]) == days]
        assert (row["as_of"].isoformat(), row["as_of_from"].isoformat()) == days
        assert row["figures"] == len(latest)
        assert row["value"] == (float(latest[0]["value"]) if len(latest) == 1 else None)
        assert row["source_name"] == (latest[0]["source_name"] if len(latest) == 1 else None)
        assert row["in_latest"] is (days == newest[row["region_code"]])


def test_a_figure_of_one_category_of_the_nation_or_of_another_unit_is_no_figure_of_a_region(
    real: Warehouse,
) -> None:
    shown = {
        (row["measure"], row["unit"]): row
        for row in real.rows("published_figure_measures", Filter(elections=("pilkada_2020",)))
    }
    for (measure, unit), row in shown.items():
        mine = [
            f
            for f in FIGURES
            if (f["measure"], f["unit"], f["election"]) == (measure, unit, "pilkada_2020")
            and f["category"] == "unknown"
            and f["province_code"]
        ]
        assert row["figures"] == len(mine)
        assert row["regencies"] == len({f["regency_code"] for f in mine} - {""})
        assert row["provinces"] == len({f["province_code"] for f in mine if not f["regency_code"]})
    counts = [row["regencies"] for row in shown.values()]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=list(FILTERS))
def test_the_two_rankings_of_the_risk_index(real: Warehouse, chosen: Filter) -> None:
    last = chosen.within_month().until
    expected = [
        (row["level"], row["regency_code"] or row["province_code"], int(row["rank"]))
        for row in INDEX
        if (last is None or row["as_of"] <= last.isoformat())
        and (not chosen.provinces or row["province_code"] in chosen.provinces)
        and (
            not chosen.regencies
            or row["regency_code"] in chosen.regencies
            or (
                not row["regency_code"]
                and row["province_code"] in {code[:2] for code in chosen.regencies}
            )
        )
    ]
    found = [
        (row["level"], row["region_code"], row["rank"])
        for row in real.rows("risk_index_ranking", chosen)
    ]
    assert found == sorted(expected, key=lambda row: (row[0] == "kabupaten_kota", row[1]))


@pytest.mark.parametrize("election", [None, *elections()])
def test_days_with_records(real: Warehouse, election: str | None) -> None:
    days = [r["date_from"] for r in ACTIVITIES if election in (None, r["election"])]
    days += [r["reported_from"] for r in VIOLATIONS if election in (None, r["election"])]
    row = real.rows("days_with_records", Filter(elections=(election,) if election else ()))[0]
    assert [row["first_on"], row["last_on"]] == (
        [dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))]
        if days
        else [None, None]
    )


def test_an_office_that_signed_is_told_though_the_regency_has_a_pokja(tmp_path: Path) -> None:
    warehouse = Warehouse(
        make_version(
            tmp_path,
            activities=[
                {
                    "activity_id": "KG-1",
                    "date_from": "2024-07-01",
                    "regency_codes": "33.01",
                    "pokja": "formed",
                    "forum": "pokja",
                },
                {
                    "activity_id": "KG-2",
                    "date_from": "2024-07-02",
                    "regency_codes": "33.01",
                    "signed": "yes",
                    "scope": "instansi",
                },
            ],
        )
    )
    row = warehouse.rows("signings_by_regency", Filter(regencies=("33.01",)))[0]
    assert (row["first_signing_on"], row["signed_below"], row["districts_signed"]) == (
        None,
        True,
        0,
    )
    warehouse.close()
