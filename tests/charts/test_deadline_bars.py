"""Deadlines as bars: what is drawn is what was counted, and the unknown is never left out."""

import pandas as pd
import pytest

from dashboard.charts.deadline_bars import deadline_bars, describe_deadlines, state_colour
from dashboard.charts.deadline_words import STATES, limit_words
from dashboard.charts.theme import PALETTES, Mode
from dashboard.locale import Locale

EN = Locale("en")
ROWS = pd.DataFrame(
    [
        ("initial_study", 8, 3, 1, 1, 0, 4),
        ("handling", 0, 0, 0, 0, 0, 0),
        ("ppk_follow_up", 5, 0, 0, 0, 2, 3),
    ],
    columns=["step", "cases", "kept", "kept_by_extension", "missed", "running", "unknown"],
).assign(
    label=["Initial <b>study</b>", "Handling", "Follow-up"],
    beside=["", "", "Pilkada"],
    limit="3 calendar days",
    certainty="Text of the law read",
    told="art. 134",
)


@pytest.mark.parametrize("mode", PALETTES)
def test_each_bar_is_full_and_holds_every_case(mode: Mode) -> None:
    figure = deadline_bars(ROWS, locale=EN, mode=mode)
    bars = figure.data[1:]
    assert [bar.name.split(" ·")[0] for bar in bars] == [EN.text(name) for name in STATES.values()]
    for place, cases in enumerate(ROWS["cases"]):
        assert sum(bar.x[place] for bar in bars) == pytest.approx(1 if cases else 0, abs=1e-4)
        assert sum(int(bar.text[place] or 0) for bar in bars) == cases
    # Of the three that were kept, one only with an extension.
    assert [bar.text[0] for bar in bars] == ["2", "1", "1", "", "4"]
    assert len({state_colour(state, PALETTES[mode]) for state in STATES}) == len(STATES)
    assert figure.to_json() == deadline_bars(ROWS, locale=EN, mode=mode).to_json()


def test_words_of_data_stay_words() -> None:
    figure = deadline_bars(ROWS, locale=EN, mode="light")
    assert figure.layout.annotations[0].text == "<b>Initial &lt;b&gt;study&lt;/b&gt;</b>"


def test_the_bars_in_words() -> None:
    words = describe_deadlines(ROWS, locale=EN)
    assert "8 cases, Kept without an extension 2, Kept only with an extension 1, Missed 1" in words
    assert "Follow-up (Pilkada): 5 cases, Running 2, Cannot be told 3" in words
    assert describe_deadlines(ROWS.head(0), locale=EN) == "No record for this filter"


@pytest.mark.parametrize(
    ("days", "extended", "day_type", "words"),
    [
        (3, 5, "calendar", "3 calendar days, with an extension 5"),
        (7, pd.NA, "working", "7 working days"),
        (1, None, "unspecified", "1 day, kind of day not stated"),
    ],
)
def test_a_limit_in_words(days: int, extended: object, day_type: str, words: str) -> None:
    assert limit_words(days, extended, day_type, EN) == words
