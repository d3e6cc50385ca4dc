"""Titles of cards about cases where all or none of them are known."""

import pandas as pd
import pytest

from dashboard.charts.deadline_words import REASONS
from dashboard.locale import Locale
from dashboard.pages import case_stage_card, deadline_reasons_card
from dashboard.pages.deadline_totals import Totals
from dashboard.pages.follow_up_answers_cards import subjects_finding

EN = Locale("en")


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({}, "No suspected violation is recorded for this filter"),
        ({"unknown": 15}, "Stage not known: 15 of 15 (100.0%) suspected violations"),
        (
            {"pendaftaran": 1, "kampanye": 2, "unknown": 1},
            "2 of 4 suspected violations (50.0%) are known to have become public since candidates "
            "were confirmed",
        ),
    ],
)
def test_an_unknown_stage_is_no_zero(counts: dict[str, int], title: str) -> None:
    rows = pd.DataFrame(
        {"stage": counts.keys(), "category": "mobilisasi", "violations": counts.values()}
    )
    assert case_stage_card.finding(rows, EN) == title


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({}, "No forwarded case is on record for this filter"),
        ({"unknown": 1}, "1 of 1 (100.0%) forwarded cases do not state whose neutrality"),
        ({"asn": 2, "unknown": 3}, "2 of 5 (40.0%) forwarded cases concern: asn"),
    ],
)
def test_forwarded_cases_of_nobody_named_are_there_all_the_same(
    counts: dict[str, int], title: str
) -> None:
    answer = pd.DataFrame({"subject": counts.keys(), "forwarded": counts.values()})
    assert subjects_finding(answer, list(counts), sum(counts.values()), EN) == title


@pytest.mark.parametrize(
    ("steps", "reasons", "title"),
    [
        (0, {}, "No step with a deadline is on record for this filter"),
        (1, {}, "The 1 step with a deadline can be judged"),
        (5, {}, "All 5 steps with a deadline can be judged"),
        (
            4,
            {"start_unknown": 1},
            "Of 4 steps with a deadline, 1 (25.0%) cannot be judged: their days are not on record",
        ),
        (
            4,
            {"day_type_unknown": 1},
            "Of 4 steps with a deadline, 1 (25.0%) cannot be judged",
        ),
    ],
)
def test_where_all_can_be_judged_nothing_is_missing(
    steps: int, reasons: dict[str, int], title: str
) -> None:
    counts = {**dict.fromkeys(REASONS, 0), **reasons, "unknown": sum(reasons.values())}
    assert deadline_reasons_card.finding(Totals(steps, 0, steps, counts), EN) == title
