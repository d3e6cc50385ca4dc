"""Why a regency lies in its field, in words."""

import datetime as dt
from typing import Any

import pytest

from dashboard.locale import Locale
from dashboard.pages.gap_words import months, reason

EN = Locale("en")
D = dt.date
NOTHING: dict[str, Any] = {
    "violations": 0,
    "first_case_on": None,
    "last_case_until": None,
    "has_pokja": False,
    "pokja_evidence": None,
    "first_pokja_on": None,
    "first_pokja_until": None,
    "planned_pokja_on": None,
    "planned_pokja_until": None,
    "has_signed": False,
    "first_signing_on": None,
    "first_signing_until": None,
    "signed_below": False,
    "districts_signed": 0,
    "districts": 27,
    "other_activities": 0,
}
CASES = {
    "violations": 3,
    "first_case_on": D(2024, 9, 2),
    "last_case_until": D(2024, 11, 30),
}


@pytest.mark.parametrize(
    ("on_record", "words"),
    [
        ({}, "No case on record; no Pokja or signing on record"),
        (CASES, "3 cases reported, Sep–Nov 2024; no Pokja or signing on record"),
        (
            {
                "violations": 1,
                "first_case_on": D(2024, 1, 1),
                "last_case_until": D(2024, 12, 31),
                "other_activities": 2,
            },
            "1 case reported, 2024; no Pokja or signing on record; 2 other activities",
        ),
        (
            {**CASES, "signed_below": True, "districts_signed": 2, "other_activities": 1},
            "3 cases reported, Sep–Nov 2024; no Pokja on record; signed in 2 of 27 kecamatan; "
            "1 other activity",
        ),
        (
            {"signed_below": True},
            "No case on record; no Pokja on record; signed in villages or single offices only",
        ),
        (
            {
                "has_pokja": True,
                "pokja_evidence": "formed",
                "first_pokja_on": D(2024, 6, 28),
                "first_pokja_until": D(2024, 6, 28),
            },
            "No case on record; Pokja formed on 28 Jun 2024; no signing on record",
        ),
        (
            {
                "has_pokja": True,
                "pokja_evidence": "exists",
                "first_pokja_on": D(2024, 10, 1),
                "first_pokja_until": D(2024, 10, 31),
                "has_signed": True,
                "first_signing_on": D(2024, 10, 17),
                "first_signing_until": D(2024, 10, 17),
            },
            "No case on record; Pokja already there on Oct 2024; signed on 17 Oct 2024",
        ),
        (
            {"planned_pokja_on": D(2024, 7, 4), "planned_pokja_until": D(2024, 7, 4)},
            "No case on record; Pokja only planned (4 Jul 2024); no signing on record",
        ),
    ],
)
def test_reason(on_record: dict[str, Any], words: str) -> None:
    assert reason(NOTHING | on_record, EN) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (D(2024, 10, 1), D(2024, 10, 31), "Oct 2024"),
        (D(2024, 9, 2), D(2024, 11, 30), "Sep–Nov 2024"),
        (D(2023, 12, 5), D(2024, 3, 1), "Dec 2023 – Mar 2024"),
    ],
)
def test_months(first: dt.date, last: dt.date, words: str) -> None:
    assert months(first, last, EN) == words
