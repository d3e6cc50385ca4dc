"""Provinces, regencies and districts: complete, unique, found by code and by name."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import PlainError
from dashboard.locale import Locale
from dashboard.regions import Region, RegionError, regions
from dashboard.resources import REFERENCE


def _column(file: str, column: str) -> list[str]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as source:
        return [row[column] for row in csv.DictReader(source)]


def test_there_are_38_provinces_514_regencies_and_7285_districts() -> None:
    assert len(regions().provinces) == len(_column("provinces.csv", "province_code")) == 38
    assert len(regions().regencies) == len(_column("regencies.csv", "regency_code")) == 514
    assert len(regions().district_codes) == len(_column("districts.csv", "district_code")) == 7285


def test_kinds_of_regencies() -> None:
    kinds = _column("regencies.csv", "kind")
    assert (kinds.count("kabupaten"), kinds.count("kota")) == (416, 98)
    for kind, name in zip(kinds, _column("regencies.csv", "name"), strict=True):
        assert name.startswith(kind.capitalize() + " ")


def test_codes_nest_and_come_in_order() -> None:
    for table in (regions().provinces, regions().regencies):
        assert list(table) == sorted(table)
        assert all(region.code == code for code, region in table.items())
    assert {code[:2] for code in regions().regencies} == set(regions().provinces)
    assert {code[:5] for code in regions().district_codes} == set(regions().regencies)
    assert _column("regencies.csv", "province_code") == [c[:2] for c in regions().regencies]


@pytest.mark.parametrize("table", ["provinces", "regencies"])
def test_names_are_unique_whatever_the_case(table: str) -> None:
    among = getattr(regions(), table)
    assert len({region.name.casefold() for region in among.values()}) == len(among)


def test_districts_have_the_names_of_the_table() -> None:
    named = [(code, district.name) for code, district in regions().districts.items()]
    codes, names = _column("districts.csv", "district_code"), _column("districts.csv", "name")
    assert named == list(zip(codes, names, strict=True))
    assert regions().districts["35.14.15"].province_code == "35"


def test_official_names_of_well_known_regions() -> None:
    assert regions().name("33") == "Jawa Tengah"
    assert regions().name("33.01") == "Kabupaten Cilacap"
    assert regions().name("33.29") == "Kabupaten Brebes"
    assert regions().name("64.74") == "Kota Bontang"
    assert regions().name("32.02") == "Kabupaten Sukabumi"
    assert Region("33.01", "Kabupaten Cilacap").province_code == "33"


@pytest.mark.parametrize("code", ["", "99", "33.99", "33.01.01", "Jawa Tengah"])
def test_an_unknown_code_has_no_name(code: str) -> None:
    with pytest.raises(RegionError) as caught:
        regions().name(code)
    assert isinstance(caught.value, PlainError)
    assert code in caught.value.sentence(Locale("id"))


@pytest.mark.parametrize(
    ("code", "there"),
    [
        ("33", True),
        ("33.01", True),
        ("33.01.01", True),
        ("32.02.32", True),
        ("99", False),
        ("33.99", False),
        ("33.01.99", False),
        ("", False),
        ("33.01.01.2001", False),
    ],
)
def test_exists(code: str, there: bool) -> None:
    assert regions().exists(code) is there


@given(st.data())
def test_find_takes_code_name_and_any_case(data: st.DataObject) -> None:
    among = data.draw(st.sampled_from([regions().provinces, regions().regencies]))
    code = data.draw(st.sampled_from(list(among)))
    name = among[code].name
    change = data.draw(st.sampled_from(["upper", "lower", "title", "swapcase", "strip"]))
    assert regions().find(code, among) == code
    assert regions().find(f" {getattr(name, change)()}\n", among) == code


@given(st.text(max_size=40))
def test_find_never_invents(text: str) -> None:
    for among in (regions().provinces, regions().regencies):
        names = {region.name.casefold() for region in among.values()}
        expected = text in among or text.strip().casefold() in names
        assert (regions().find(text, among) is not None) is expected


def test_find_looks_only_where_it_is_told() -> None:
    assert regions().find("Kabupaten Cilacap", regions().provinces) is None
    assert regions().find("33", regions().regencies) is None
    assert regions().find("Gorontalo", regions().regencies) is None


def test_in_provinces() -> None:
    assert len(regions().in_provinces(["33"])) == 35
    assert regions().in_provinces([]) == list(regions().regencies)
    two = regions().in_provinces(["34", "11"])
    assert two == [code for code in regions().regencies if code[:2] in {"11", "34"}]
    assert regions().in_provinces(["99"]) == []
