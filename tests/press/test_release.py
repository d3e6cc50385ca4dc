"""The text for the press as a whole: its parts, its numbers, its method."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale
from dashboard.press.public import PublicData
from dashboard.press.release import PARTS, Release, release
from dashboard.resources import RECORDS
from dashboard.versions import Version, open_version
from dashboard.warehouse import Warehouse

PILKADA = Filter(elections=("pilkada_2024",))
UNTIL, PUBLISHED = dt.date(2024, 10, 31), dt.date(2026, 11, 21)


class Whole:
    """A version's answers, as pages get them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.version: Version = open_version(home)
        self.warehouse = Warehouse(self.version)

    def ask(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        return self.warehouse.run(name, chosen, **further)

    def figures(self, name: str, chosen: Filter, **further: object) -> "pd.Series[Any]":
        return self.ask(name, chosen, **further).astype(object).iloc[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    home = tmp_path_factory.mktemp("release") / "home"
    ensure_first_version(home)
    opened = Whole(home)
    yield opened
    opened.warehouse.close()


def _release(whole: Whole, chosen: Filter, until: dt.date | None = UNTIL, **given: Any) -> Release:
    options: dict[str, Any] = {"parts": list(PARTS), "changes": [], "language": "id"} | given
    return release(
        PublicData(whole),
        chosen,
        until,
        Locale(options["language"]),
        parts=options["parts"],
        changes=options["changes"],
        published=PUBLISHED,
        link="https://contoh.id/siaran?versi=1",
    )


def _records(table: str) -> list[dict[str, str]]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return [row for row in csv.DictReader(source) if row["election"] == "pilkada_2024"]


def test_its_numbers_are_those_of_the_records(whole: Whole) -> None:
    until = "2024-10-31"
    activities = [row for row in _records("activities") if row["date_from"] <= until]
    cases = [
        row
        for row in _records("violations")
        if row["reported_from"] <= until and row["origin"] != "informasi_awal"
    ]
    pokja = {
        code
        for row in activities
        if row["pokja"] in {"formed", "exists"} and row["scope"] == "wilayah"
        for code in row["regency_codes"].split(";")
        if code
    }
    text = _release(whole, Filter(elections=("pilkada_2024",), until=UNTIL)).text()
    assert f"Hingga 31 Oktober 2024, {len(pokja)} dari 514 kabupaten/kota" in text
    assert f"tercatat {len(activities)} kegiatan pencegahan untuk Pilkada Serentak 2024." in text
    assert f"tercatat {len(cases)} kasus dugaan pelanggaran netralitas" in text
    assert f"dari {len(cases)} kasus" in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_has_the_parts_that_are_asked_for_in_its_own_order(whole: Whole, language: str) -> None:
    asked = ["metode", "kasus", "cakupan"]
    told = _release(whole, PILKADA, parts=asked, language=language, changes=["Naik."])
    assert [part.name for part in told.parts] == ["cakupan", "kasus", "metode"]
    assert all(part.sentences for part in told.parts)
    method = told.parts[-1].sentences
    assert len(method) == 2
    assert Locale(language).date(PUBLISHED) in method[0]
    everything = _release(whole, PILKADA, language=language, changes=["Naik."])
    assert [part.name for part in everything.parts] == list(PARTS)
    assert everything.parts[4].sentences == ("Naik.",)
    assert "perubahan" not in [part.name for part in _release(whole, PILKADA).parts]


def test_it_says_where_it_comes_from(whole: Whole) -> None:
    lines = _release(whole, PILKADA).text().splitlines()
    assert lines[0] == (
        "Netralitas aparatur dalam pemilihan: angka yang tercatat hingga 31 Oktober 2024"
    )
    assert lines[1] == "Seluruh Indonesia · Pilkada Serentak 2024 · semua tanggal"
    assert lines[-2].endswith("data hingga 31 Oktober 2024 · versi data 1")
    assert lines[-1] == "https://contoh.id/siaran?versi=1"


def test_no_sentence_stands_twice(whole: Whole) -> None:
    none = Filter(elections=("pilkada_2015",))
    said = [sentence for part in _release(whole, none).parts for sentence in part.sentences]
    assert len(said) == len(set(said))
    assert sum("tidak ada dugaan pelanggaran netralitas yang tercatat" in s for s in said) == 1


def test_without_a_record_it_says_so_and_nothing_else(whole: Whole) -> None:
    told = _release(whole, Filter(elections=("pilkada_2017",)), None)
    assert [part.name for part in told.parts] == ["cakupan", "metode"]
    assert told.parts[0].sentences == ("Tidak ada catatan untuk saringan ini.",)


def test_small_cells_of_a_place_are_not_told(whole: Whole) -> None:
    """The cases of every province and category: none of the small numbers is in the text."""
    rows = whole.ask("cases_crossed", Filter(), dimension="category")
    placed = rows.groupby(["province_code", "value"], observed=True)["violations"].sum()
    small = [key for key, n in placed.items() if 0 < n < 3][:3]
    assert small
    for province, category in small:
        chosen = Filter(provinces=(str(province),), categories=(str(category),))
        told = {part.name: part.sentences for part in _release(whole, chosen).parts}
        first = told["kasus"][0]
        assert "kurang dari 3 kasus" in first or "disamarkan" in first
        assert told["penanganan"] == (
            "Penanganan kasus di wilayah terpilih tidak disajikan seluruhnya agar tidak ada orang "
            "yang dapat dikenali.",
        )


def test_no_region_is_called_the_highest_or_lowest(whole: Whole) -> None:
    for language in ("id", "en"):
        text = _release(whole, PILKADA, language=language).text().lower()
        for word in ("tertinggi", "terendah", "terbanyak", "highest", "lowest", "most cases"):
            assert word not in text
