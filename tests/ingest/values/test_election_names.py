"""Elections by id, by name, by kind and year; never by the year alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.elections import elections
from dashboard.ingest.values import Unreadable, read_election
from dashboard.locale import Locale


@given(st.sampled_from(list(elections())), st.sampled_from(["upper", "lower", "title", "swapcase"]))
def test_ids_and_names_read_back(election: str, change: str) -> None:
    known = elections()[election]
    for name in (known.id, known.name_id, known.name_en):
        assert read_election(getattr(name, change)()) == election


@pytest.mark.parametrize(
    ("text", "election"),
    [
        ("Pilkada 2024", "pilkada_2024"),
        ("pilkada tahun 2024", "pilkada_2024"),
        ("Pilkada Serentak Tahun 2024", "pilkada_2024"),
        ("Pemilihan Serentak 2024", "pilkada_2024"),
        ("Pemilihan Kepala Daerah 2020", "pilkada_2020"),
        ("Pilkada 2020", "pilkada_2020"),
        ("Pilkada-2018", "pilkada_2018"),
        ("2024 Pilkada", "pilkada_2024"),
        ("Pemilu 2024", "pemilu_2024"),
        ("Pemilu Serentak 2024", "pemilu_2024"),
        ("Pemilihan Umum Tahun 2019", "pemilu_2019"),
        ("Pileg 2024", "pemilu_2024"),
        ("Pilgub 2024", "pilkada_2024"),
        ("Pilkada Ulang 2025", "pilkada_ulang_2025"),
    ],
)
def test_names_in_use(text: str, election: str) -> None:
    assert read_election(text) == election


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2024", None),
        ("Pilkada", None),
        ("Pemilu dan Pilkada 2024", None),
        ("Pilkada 2024/2025", None),
        ("Pilkada 2025", "Pilkada Ulang 2025"),
        ("Pilkda Serentak 2024", "Pilkada Serentak 2024"),
        ("Pemilu 2020", None),
        ("Pilkada 2016", None),
        ("Pilkada 20244", None),
        ("Pemilihan 2024", None),
        ("pemilu_2024" * 500, None),
        ("-", None),
    ],
)
def test_what_is_not_certain(text: str, suggestion: str | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_election(text)
    assert caught.value.suggestion == suggestion
    sentence = caught.value.sentence(Locale("id"))
    assert all(election.name_id in sentence for election in elections().values())


@given(st.text(max_size=40))
def test_any_text_is_an_election_or_refused(text: str) -> None:
    try:
        assert read_election(text) in elections()
    except Unreadable as error:
        error.sentence(Locale("id"))
