"""The committed reference tables are complete, nested and agree with known facts."""

from pathlib import Path

import pandas as pd
import pytest
import shapely

from dashboard.boundaries import BoundaryError, tables

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
TEXT = dict.fromkeys(("province_code", "regency_code", "district_code"), str)


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=TEXT)


@pytest.fixture(scope="module")
def provinces() -> pd.DataFrame:
    return read("provinces")


@pytest.fixture(scope="module")
def regencies() -> pd.DataFrame:
    return read("regencies")


@pytest.fixture(scope="module")
def districts() -> pd.DataFrame:
    return read("districts")


def test_tables_pass_the_checks_of_the_script(
    provinces: pd.DataFrame, regencies: pd.DataFrame, districts: pd.DataFrame
) -> None:
    tables.check(provinces, regencies)
    tables.check_districts(districts, regencies)


@pytest.mark.parametrize("name", ["provinces", "regencies", "districts"])
def test_files_are_sorted_utf8_with_lf_and_without_gaps(name: str) -> None:
    data = (REFERENCE / f"{name}.csv").read_bytes()
    assert b"\r" not in data
    table = pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)
    assert not (table == "").any(axis=None)
    assert table.iloc[:, 0].is_monotonic_increasing


@pytest.mark.parametrize(
    ("code", "name", "kind", "capital"),
    [
        ("33.01", "Kabupaten Cilacap", "kabupaten", "Cilacap"),
        ("33.29", "Kabupaten Brebes", "kabupaten", "Brebes"),
        ("64.74", "Kota Bontang", "kota", "Bontang"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu", "kabupaten", "Pulau Pramuka"),
        ("31.74", "Kota Administrasi Jakarta Selatan", "kota", "Kebayoran Baru"),
        ("11.10", "Kabupaten Aceh Singkil", "kabupaten", "Singkil"),
        ("81.03", "Kabupaten Kepulauan Tanimbar", "kabupaten", "Saumlaki"),
        ("92.03", "Kabupaten Fakfak", "kabupaten", "Fakfak"),
    ],
)
def test_known_regencies(
    regencies: pd.DataFrame, code: str, name: str, kind: str, capital: str
) -> None:
    row = regencies.set_index("regency_code").loc[code]
    assert [row["name"], row["kind"], row["capital"]] == [name, kind, capital]


def test_known_totals(provinces: pd.DataFrame, regencies: pd.DataFrame) -> None:
    assert regencies["kind"].value_counts().to_dict() == {"kabupaten": 416, "kota": 98}
    assert regencies["population"].sum() == 284_973_643
    assert provinces["land_area_km2"].sum() == pytest.approx(1_890_179.784, abs=0.01)
    assert provinces.set_index("province_code").loc["31", "land_area_km2"] == 661.53
    assert set(provinces["name"]) >= {"DKI Jakarta", "DI Yogyakarta", "Papua Barat Daya"}
    assert (regencies["population_year"] == 2024).all()


def test_homonymous_district_has_its_own_code(districts: pd.DataFrame) -> None:
    row = districts.set_index("district_code").loc["32.02.32"]
    assert [row["name"], row["regency_code"]] == ["Sukabumi", "32.02"]


def test_area_equal_to_population_is_not_an_area(regencies: pd.DataFrame) -> None:
    assert (regencies["land_area_km2"] != regencies["population"]).all()


def test_elections_have_a_scope() -> None:
    elections = pd.read_csv(REFERENCE / "elections.csv", dtype=str).set_index("election")
    assert elections["scope"].isin(["nasional", "serentak", "ulang"]).all()
    nationwide = elections["regions_voting"].str.startswith("all")
    assert (nationwide == (elections["scope"] == "nasional")).all()
    assert elections.loc["pilkada_ulang_2025", "scope"] == "ulang"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"land_area_km2": 0.0}, "has no area"),
        ({"population": 0}, "has no population"),
        ({"name": ""}, "has no name"),
        ({"kind": "kota"}, "has the wrong kind"),
        ({"regency_code": "99.01"}, "belongs to no known region"),
        ({"regency_code": "11.02"}, "appears twice"),
        ({"population": 1}, "does not add up"),
    ],
)
def test_a_wrong_row_stops_the_script(
    provinces: pd.DataFrame, regencies: pd.DataFrame, change: dict[str, object], sentence: str
) -> None:
    wrong = regencies.copy()
    for column, value in change.items():
        wrong.loc[0, column] = value
    with pytest.raises(BoundaryError, match=sentence):
        tables.check(provinces, wrong)


def test_a_point_outside_is_moved_to_a_village_inside() -> None:
    area = shapely.box(0, 0, 1, 1)
    inside, outside = shapely.Point(0.5, 0.5), shapely.Point(2, 0.5)
    village = shapely.Point(0.9, 0.5)
    assert tables.placed_inside(inside, [village], area) == inside
    assert tables.placed_inside(outside, [outside, village], area) == village
    assert area.contains(tables.placed_inside(outside, [], area))
