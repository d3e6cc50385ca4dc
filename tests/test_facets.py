"""Facets: a narrowed flow is the flow of the records that fit; a state stays as it is."""

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from making import make_version

from dashboard.facets import FACETS, facet
from dashboard.filters import Filter
from dashboard.labels import INSTITUTION_TYPES
from dashboard.locale import LANGUAGES, Locale
from dashboard.model import ActivityKind, Category, Channel, Level, Origin, Subject
from dashboard.resources import RECORDS, REFERENCE
from dashboard.warehouse import Warehouse

Row = Mapping[str, str]
STATES = {
    "key_figures": [
        "regencies",
        "regencies_with_pokja",
        "regencies_signed",
        "regencies_with_both",
        "regencies_with_neither",
        "regencies_without_record",
        "new_pokja",
        "new_signed",
    ],
    "coverage_by_regency": [
        "status",
        "first_activity_on",
        "first_pokja_on",
        "pokja_evidence",
        "first_signing_on",
        "districts_signed",
    ],
    "coverage_by_province": [
        "regencies_with_pokja",
        "regencies_signed",
        "regencies_with_neither",
        "provincial_pokja",
        "provincial_signed_on",
    ],
    "coverage_over_time": ["regencies_with_pokja", "regencies_signed", "regencies_active"],
    "records_behind": ["state_records", "data_until"],
}
OF_ACTIVITIES = ["activities", "participants", "activities_without_participants"]
FLOWS = {
    "key_figures": [*OF_ACTIVITIES, "activities_without_regency", "activities_maybe_outside"],
    "coverage_by_regency": OF_ACTIVITIES,
    "coverage_by_province": ["activities", "activities_without_regency"],
    "activities_over_time": ["month", "kind", "activities", "participants"],
    "records_behind": ["flow_activities"],
}
CASE_FLOWS = {
    "key_figures": [
        "violations",
        "violations_without_regency",
        "violations_without_month",
        "preliminary_information",
    ],
    "coverage_by_regency": ["violations", "violations_per_100k"],
    "coverage_by_province": ["violations", "violations_without_regency"],
    "violations_over_time": ["month", "category", "violations"],
    "violations_by_category": ["category", "subject", "violations"],
    "violation_pipeline": ["step", "violations"],
    "records_behind": ["flow_violations"],
}
PLACES = [
    Filter(),
    Filter(provinces=("33",), elections=("pilkada_2024",)),
    Filter(since=dt.date(2024, 9, 1), until=dt.date(2024, 10, 31)),
]


def _rows(table: str) -> list[dict[str, str]]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES, VIOLATIONS = _rows("activities"), _rows("violations")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    home = tmp_path_factory.mktemp("everything")
    return Warehouse(make_version(home, activities=ACTIVITIES, violations=VIOLATIONS))


CASES: list[tuple[dict[str, Any], Callable[[Row], bool]]] = [
    ({"kinds": ("sosialisasi", "imbauan")}, lambda r: r["kind"] in {"sosialisasi", "imbauan"}),
    ({"levels": ("provinsi",)}, lambda r: r["level"] == "provinsi"),
    ({"targets": ("tni", "polri")}, lambda r: bool({"tni", "polri"} & set(_items(r, "targets")))),
    (
        {"kinds": ("apel_ikrar",), "targets": ("kepala_desa",)},
        lambda r: r["kind"] == "apel_ikrar" and "kepala_desa" in _items(r, "targets"),
    ),
]


def _items(row: Row, column: str) -> list[str]:
    return [item.strip() for item in row[column].split(";")]


@pytest.mark.parametrize("where", PLACES, ids=["nothing", "place", "period"])
@pytest.mark.parametrize(("narrowing", "fits"), CASES, ids=lambda case: str(case)[:40])
def test_flows_of_activities_are_those_of_the_fitting_records(
    everything: Warehouse,
    tmp_path: Path,
    narrowing: dict[str, Any],
    fits: Callable[[Row], bool],
    where: Filter,
) -> None:
    fitting = [row for row in ACTIVITIES if fits(row)]
    assert 0 < len(fitting) < len(ACTIVITIES)
    alone = Warehouse(make_version(tmp_path, activities=fitting, violations=VIOLATIONS))
    chosen = _with(where, narrowing)
    for name, columns in FLOWS.items():
        _assert_same(everything.run(name, chosen), alone.run(name, where), columns)
    _assert_states_stay(everything, chosen, where)


@pytest.mark.parametrize("where", PLACES, ids=["nothing", "place", "period"])
@pytest.mark.parametrize(
    ("narrowing", "fits"),
    [
        ({"categories": ("politik_uang", "unknown")}, lambda r: r["category"] != "x"),
        ({"subjects": ("tni", "polri")}, lambda r: r["subject"] in {"tni", "polri"}),
        ({"channels": ("media_sosial",)}, lambda r: r["channel"] == "media_sosial"),
        ({"origins": ("laporan", "temuan")}, lambda r: r["origin"] in {"laporan", "temuan"}),
    ],
    ids=["categories", "subjects", "channels", "origins"],
)
def test_flows_of_cases_are_those_of_the_fitting_records(
    everything: Warehouse,
    tmp_path: Path,
    narrowing: dict[str, Any],
    fits: Callable[[Row], bool],
    where: Filter,
) -> None:
    wanted = set(narrowing.get("categories", ()))
    fitting = [r for r in VIOLATIONS if fits(r) and (not wanted or r["category"] in wanted)]
    assert 0 < len(fitting) < len(VIOLATIONS)
    alone = Warehouse(make_version(tmp_path, activities=ACTIVITIES, violations=fitting))
    chosen = _with(where, narrowing)
    for name, columns in CASE_FLOWS.items():
        _assert_same(everything.run(name, chosen), alone.run(name, where), columns)
    _assert_states_stay(everything, chosen, where)


def test_an_institution_type_narrows_to_activities_that_name_such_an_institution(
    tmp_path: Path,
) -> None:
    rows = [
        {"activity_id": "KG-1", "institutions": "Bawaslu;Polres Cilacap"},
        {"activity_id": "KG-2", "institutions": "Bawaslu;Kodim 0703/Cilacap"},
        {"activity_id": "KG-3", "institutions": "Polres Cilacap;Kodim 0703/Cilacap"},
        {"activity_id": "KG-4", "institutions": ""},
    ]
    place = {"date_from": "2024-06-28", "regency_codes": "33.01"}
    warehouse = Warehouse(make_version(tmp_path, activities=[row | place for row in rows]))
    for types, expected in (
        (("polri",), 2),
        (("tni_ad",), 2),
        (("polri", "tni_ad"), 3),
        (("kpu",), 0),
        ((), 4),
    ):
        figures = warehouse.rows("key_figures", Filter(institution_types=types))
        assert figures[0]["activities"] == expected


def test_a_month_counts_what_lies_in_it(everything: Warehouse) -> None:
    month = Filter(month="2024-10")
    period = Filter(since=dt.date(2024, 10, 1), until=dt.date(2024, 10, 31))
    for name in ("key_figures", "coverage_by_regency", "activities_over_time"):
        pd.testing.assert_frame_equal(everything.run(name, month), everything.run(name, period))


def test_every_value_of_a_record_can_be_chosen() -> None:
    for field, members in (
        ("kinds", ActivityKind),
        ("levels", Level),
        ("targets", Subject),
        ("categories", Category),
        ("subjects", Subject),
        ("channels", Channel),
        ("origins", Origin),
    ):
        assert sorted(facet(field).values) == sorted(member.value for member in members)
    terms = pd.read_csv(REFERENCE / "institution_terms.csv", dtype=str)
    # `awalan` marks words such as Kantor that may stand before a name.
    assert set(terms["institution_type"]) <= {*INSTITUTION_TYPES, "awalan"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_words_of_its_own(language: str) -> None:
    for dimension in FACETS:
        words = [dimension.label(code, Locale(language)) for code in dimension.values]
        assert len(set(words)) == len(words)


def _with(where: Filter, narrowing: dict[str, Any]) -> Filter:
    return Filter(
        where.provinces, where.regencies, where.since, where.until, where.elections, **narrowing
    )


def _assert_same(found: pd.DataFrame, expected: pd.DataFrame, columns: list[str]) -> None:
    drawn = [frame[columns].reset_index(drop=True) for frame in (found, expected)]
    pd.testing.assert_frame_equal(*drawn, check_dtype=False)


def _assert_states_stay(everything: Warehouse, chosen: Filter, where: Filter) -> None:
    for name, columns in STATES.items():
        _assert_same(everything.run(name, chosen), everything.run(name, where), columns)
