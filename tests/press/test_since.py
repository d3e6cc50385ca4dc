"""What differs between two versions under one filter, as sentences in both languages."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from making import make_version

from dashboard.filters import Filter
from dashboard.locale import Locale, Masked
from dashboard.pages.data import opened
from dashboard.press.public import PublicData
from dashboard.press.since import (
    Difference,
    any_masked,
    before_and_after,
    change_sentences,
    differences,
    nothing_to_compare,
)
from dashboard.versions import Version, open_version
from dashboard.warehouse import Warehouse

ID, EN = Locale("id"), Locale("en")
DAY = dt.date(2026, 11, 21)


class Answers:
    """A version's one-row answers, as pages get them."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def figures(self, name: str, chosen: Filter, **further: object) -> "pd.Series[Any]":
        return self._warehouse.run(name, chosen, **further).astype(object).iloc[0]


def _pokja(regency: str, day: str, participants: str = "") -> dict[str, str]:
    return {
        "activity_id": f"KG-{regency}-{day}",
        "date_from": day,
        "kind": "pembentukan_pokja",
        "regency_codes": regency,
        "forum": "pokja",
        "pokja": "formed",
        "participants": participants,
    }


def _case(number: int, regency: str, status: str) -> dict[str, str]:
    return {
        "violation_id": f"PL-{number}",
        "reported_from": "2024-10-01",
        "regency_code": regency,
        "status": status,
    }


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Answers, Answers]]:
    """Version 1 with one Pokja and three cases; version 2 with three Pokja and two cases."""
    home = tmp_path_factory.mktemp("since") / "home"
    make_version(
        home,
        activities=[_pokja("33.01", "2024-05-01")],
        violations=[_case(n, "33.01", "diterima") for n in range(3)],
    )
    make_version(
        home,
        activities=[
            _pokja("33.01", "2024-05-01", "40"),
            _pokja("33.02", "2024-06-01"),
            _pokja("35.01", "2024-12-01"),
        ],
        violations=[_case(0, "33.01", "diteruskan"), _case(1, "33.01", "diterima")],
    )
    with ExitStack() as stack:
        found = [stack.enter_context(closing(Warehouse(_open(home, number)))) for number in (1, 2)]
        yield Answers(found[0]), Answers(found[1])


def _open(home: Path, number: int) -> Version:
    return open_version(home, number)


def test_key_figures_that_differ_are_found_under_the_filter(
    versions: tuple[Answers, Answers],
) -> None:
    before, after = versions
    assert differences(before, after, Filter()) == [
        Difference("pokja", 1, 3),
        Difference("activities", 1, 3),
        Difference("participants", None, 40),
        Difference("cases", 3, 2),
        Difference("decided", 0, 1),
        Difference("forwarded", 0, 1),
    ]
    october = Filter(provinces=("33",), until=dt.date(2024, 10, 31))
    assert differences(before, after, october)[0] == Difference("pokja", 1, 2)
    assert differences(before, after, Filter(provinces=("31",))) == []
    assert differences(before, before, Filter()) == []


@pytest.mark.parametrize(
    ("difference", "indonesian", "english"),
    [
        (
            Difference("pokja", 31, 43),
            "Sejak 21 November 2026 tercatat 12 kabupaten/kota lagi dengan Pokja: dari 31 menjadi "
            "43.",
            "Since 21 November 2026, 12 more kabupaten/kota with a Pokja on record: from 31 to 43.",
        ),
        (
            Difference("cases", 1, 2),
            "Sejak 21 November 2026 tercatat 1 kasus dugaan pelanggaran lagi: dari 1 menjadi 2.",
            "Since 21 November 2026, 1 more case of suspected violation on record: from 1 to 2.",
        ),
        (
            Difference("signed", 1430, 1428),
            "Sejak 21 November 2026 jumlah kabupaten/kota yang menandatangani yang tercatat "
            "berkurang 2: dari 1.430 menjadi 1.428.",
            "Since 21 November 2026 the recorded number of kabupaten/kota that have signed has "
            "fallen by 2: from 1,430 to 1,428.",
        ),
        (
            Difference("participants", None, 40),
            "Sejak 21 November 2026 jumlah peserta adalah 40; sebelumnya tidak disebutkan.",
            "Since 21 November 2026 the number of participants is 40; before, none was stated.",
        ),
        (
            Difference("participants", 40, None),
            "Sejak 21 November 2026 jumlah peserta tidak lagi disebutkan; sebelumnya 40.",
            "Since 21 November 2026 the number of participants is no longer stated; before, "
            "it was 40.",
        ),
        (
            Difference("forwarded", Masked("few", 3), 5),
            "Sejak 21 November 2026 jumlah kasus yang diteruskan berubah: dari kurang dari 3 "
            "menjadi 5.",
            "Since 21 November 2026 the number of forwarded cases has changed: from fewer than 3 "
            "to 5.",
        ),
    ],
    ids=["more", "one more", "fewer", "stated", "no longer stated", "masked"],
)
def test_a_difference_is_one_sentence(
    difference: Difference, indonesian: str, english: str
) -> None:
    told = [change_sentences([difference], DAY, (3, 5), locale)[0] for locale in (ID, EN)]
    assert told == [indonesian, english]


def test_what_was_compared_is_said() -> None:
    last = [change_sentences([Difference("cases", 1, 2)], DAY, (3, 5), x)[-1] for x in (ID, EN)]
    assert last == [
        "Dibandingkan versi data 3 dan 5 dengan saringan yang sama; angka kunci lainnya tidak "
        "berubah.",
        "Compared are the data versions 3 and 5 under the same filter; other key figures have not "
        "changed.",
    ]


def test_no_difference_the_same_version_and_no_version_are_said() -> None:
    assert change_sentences([], DAY, (3, 5), ID) == [
        "Sejak 21 November 2026 tidak ada angka kunci yang berubah (versi data 3 dan 5)."
    ]
    assert change_sentences([], DAY, (5, 5), EN) == [
        "Since 21 November 2026 no other data have been published: data version 5 was the current "
        "one then, too."
    ]
    assert nothing_to_compare(DAY, ID) == [
        "Perubahan sejak 21 November 2026 tidak dapat dinilai: tidak ada versi data yang setua itu."
    ]


def test_what_is_masked_is_not_said_to_be_unchanged() -> None:
    told = change_sentences([], DAY, (3, 5), EN, masked=True)
    assert told == [
        "Since 21 November 2026 none of the key figures that are told has changed (data versions 3 "
        "and 5); others are masked so that nobody can be recognised."
    ]
    last = change_sentences([Difference("cases", 1, 2)], DAY, (3, 5), EN, masked=True)[-1]
    assert "have not changed or are masked" in last


def test_figures_of_a_place_are_masked(tmp_path: Path) -> None:
    make_version(tmp_path, violations=[_case(1, "33.01", "diproses")])
    public = PublicData(opened(tmp_path, None))
    assert any_masked(public, Filter(regencies=("33.01",)))
    assert not any_masked(public, Filter())


def test_a_notice_is_short() -> None:
    assert before_and_after(Difference("participants", None, 1400), ID) == ("peserta: – → 1.400")


def test_every_compared_figure_has_words_for_more_of_it() -> None:
    figures = (
        "pokja", "signed", "activities", "participants", "cases", "decided", "forwarded",
        "sanctioned",
    )  # fmt: skip
    for locale in (ID, EN):
        told = [change_sentences([Difference(f, 0, 2)], DAY, (1, 2), locale)[0] for f in figures]
        assert len(set(told)) == len(figures)
