"""The map page's own choices: days to choose from, what stands beside, what differs."""

import datetime as dt

import pytest

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.as_of_slider import month_ends, steps
from dashboard.pages.map_choices import FIGURE, LEVEL, MEASURE
from dashboard.pages.side_by_side import BESIDE, differences

D = dt.date


def test_the_days_are_ends_of_months_and_the_last_day_with_records() -> None:
    assert month_ends(D(2023, 11, 12), D(2024, 3, 5)) == [
        D(2023, 11, 30),
        D(2023, 12, 31),
        D(2024, 1, 31),
        D(2024, 2, 29),
        D(2024, 3, 5),
    ]
    assert month_ends(D(2024, 2, 1), D(2024, 2, 29)) == [D(2024, 2, 29)]


def test_the_filters_own_day_is_among_the_days_and_none_lies_before_its_start() -> None:
    first, last = D(2024, 1, 5), D(2024, 4, 10)
    chosen = Filter(since=D(2024, 2, 10), until=D(2024, 3, 7))
    assert steps(chosen, first, last) == [D(2024, 2, 29), D(2024, 3, 7), D(2024, 3, 31), last]
    assert steps(Filter(month="2024-02"), first, last)[1] == D(2024, 2, 29)
    assert steps(Filter(until=D(2025, 1, 1)), first, last)[-1] == D(2025, 1, 1)
    assert steps(Filter(), None, None) == []
    assert steps(Filter(since=D(2025, 1, 1)), first, last) == []


@pytest.mark.parametrize(
    "value", ["", "2024-13-01", "20240831", "2024-08-31T00", "1999-12-31", "pilkada_1955", "'"]
)
def test_what_is_no_day_and_no_election_stands_beside_nothing(value: str) -> None:
    assert not BESIDE.is_value(value)


def test_days_elections_and_known_codes_can_be_chosen() -> None:
    assert BESIDE.is_value("2024-08-31")
    assert BESIDE.is_value("pemilu_2024")
    assert FIGURE.is_value("diterima.cases")
    assert not FIGURE.is_value("diterima.DROP")
    assert (MEASURE.default, LEVEL.default) == ("status", "kabupaten")


def test_differences_name_both_sides_in_the_order_of_codes() -> None:
    codes = [f"33.{n:02}" for n in range(1, 12)]
    said = differences(
        {"Pokja": frozenset({"11.01", "33.01"})},
        {"Pokja": frozenset(codes)},
        ("31 Aug", "31 Oct"),
        Locale("en"),
    )
    assert said == [
        "Pokja: 2 (31 Aug), 11 (31 Oct), difference +9. Only for 31 Oct (10): "
        "Kabupaten Banyumas, Kabupaten Purbalingga, Kabupaten Banjarnegara, Kabupaten Kebumen, "
        "Kabupaten Purworejo, Kabupaten Wonosobo, Kabupaten Magelang, Kabupaten Boyolali, "
        "2 more regions. Only for 31 Aug (1): Kabupaten Aceh Selatan."
    ]


def test_without_a_difference_only_the_numbers_are_said() -> None:
    same = {"Pokja": frozenset({"33.01"})}
    said = differences(same, same, ("A", "B"), Locale("en"))
    assert said == ["Pokja: 1 (A), 1 (B), difference 0."]
