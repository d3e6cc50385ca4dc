"""The numbers of a figure are read from its marks, and only from those that are numbers."""

import datetime as dt

import pandas as pd
from made_sheets import chart

from dashboard.charts.around_day import around_day
from dashboard.charts.deadline_bars import deadline_bars
from dashboard.charts.deadline_words import STATES
from dashboard.charts.paired_months import Counted, paired_months
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.charts.trend import activities_by_month, coverage_growth
from dashboard.locale import Locale
from dashboard.press.redrawn import panels

ID = Locale("id")
NO_STAGES = pd.DataFrame(columns=["election", "stage", "from", "to"])


def test_a_figure_that_says_nothing_about_itself_is_not_drawn_anew() -> None:
    assert panels(chart(), ID) == []


def test_no_month_is_skipped_and_none_is_zero() -> None:
    frame = pd.DataFrame(
        {
            "month": ["2024-08", "2024-11", "2024-11", None],
            "kind": ["sosialisasi", "sosialisasi", "imbauan", "imbauan"],
            "activities": [2, 3, 4, 9],
            "participants": [None] * 4,
        }
    )
    (panel,) = panels(
        activities_by_month(frame, stages=NO_STAGES, locale=ID, mode="light", chosen=["imbauan"]),
        ID,
    )
    assert panel.kind == "columns"
    assert panel.categories == ("Agu 2024", "Sep 2024", "Okt 2024", "Nov 2024")
    found = {series.name.split(" · ")[0]: series.values for series in panel.series}
    assert found == {"Sosialisasi": (2, None, None, 3), "Imbauan": (None, None, None, 4)}
    pale = next(series for series in panel.series if series.name.startswith("Sosialisasi"))
    clear = next(series for series in panel.series if series.name.startswith("Imbauan"))
    assert pale.colours[0] > "#b0"  # mixed with the paper
    assert clear.colours[0] < "#f0"


def test_a_level_holds_until_the_next_month_with_another() -> None:
    frame = pd.DataFrame(
        {
            "month": ["2024-08", "2024-09", "2024-10", "2024-11"],
            "regencies_with_pokja": [0, 2, 2, 5],
            "regencies_signed": [1, 1, 1, 1],
            "regencies_active": [3, 3, 4, 4],
        }
    )
    (panel,) = panels(
        coverage_growth(
            frame,
            stages=NO_STAGES,
            locale=ID,
            mode="light",
            total=1514,
            as_of=dt.date(2024, 11, 20),
        ),
        ID,
    )
    assert panel.kind == "lines"
    assert panel.unit.endswith("1.514")
    assert [series.values for series in panel.series] == [
        (3, 3, 4, 4),
        (1, 1, 1, 1),
        (0, 2, 2, 5),
    ]
    assert [series.name.rsplit(" ", 1)[1] for series in panel.series] == ["4", "1", "5"]


def test_the_ground_and_what_is_hit_are_no_numbers() -> None:
    rows = pd.DataFrame(
        {
            "code": ["a", None],
            "label": ["A & <b>", "lain"],
            "count": [5, 0],
            "told": ["", ""],
            "shown": ["5 (100%)", "0 (0%)"],
        }
    )
    (panel,) = panels(ranked_bars(rows, locale=ID, mode="light"), ID)
    assert panel.kind == "rows"
    assert panel.categories == ("A & <b>", "lain")
    assert [series.values for series in panel.series] == [(5, 0)]
    assert panel.shown == ("5 (100%)", "0 (0%)")
    assert len(set(panel.series[0].colours)) == 2


def test_full_bars_tell_their_counts() -> None:
    row = dict.fromkeys(STATES, 0) | {
        "label": "Kajian awal",
        "beside": "Pilkada",
        "limit": "",
        "certainty": "",
        "told": "",
        "cases": 43,
        "kept": 3,
        "kept_by_extension": 1,
        "unknown": 40,
    }
    (panel,) = panels(deadline_bars(pd.DataFrame([row]), locale=ID, mode="light"), ID)
    assert panel.kind == "full_rows"
    assert panel.categories == ("Kajian awal (Pilkada)",)
    counts = dict(zip(STATES, (series.values[0] for series in panel.series), strict=True))
    assert {state: n for state, n in counts.items() if n} == {
        "kept": 2,
        "kept_by_extension": 1,
        "unknown": 40,
    }


def test_two_counts_are_two_charts_and_empty_is_marked() -> None:
    frame = pd.DataFrame(
        {
            "period_from": [dt.date(2024, 9, 1), dt.date(2024, 10, 1)],
            "period_until": [dt.date(2024, 9, 30), dt.date(2024, 10, 31)],
            "cases": [4, 6],
            "people": pd.array([None, 17], dtype="Int64"),
        }
    )
    upper, lower = panels(
        paired_months(
            frame,
            Counted("cases", "kasus", str),
            Counted("people", "orang", str),
            unstated="",
            stages=NO_STAGES,
            locale=ID,
            mode="light",
            size=(600, 400),
        ),
        ID,
    )
    assert (upper.unit, upper.series[0].values) == ("kasus", (4, 6))
    assert (lower.unit, lower.series[0].values) == ("orang", (None, 17))
    assert upper.categories == ("Sep 2024", "Okt 2024")
    assert lower.categories == ("Sep 2024 ○", "Okt 2024")


def test_steps_of_days_are_named() -> None:
    steps = pd.DataFrame(
        {"days_from": [-30, 0], "days_until": [-1, 29], "violations": [2, 7]}, dtype="Int64"
    )
    (panel,) = panels(around_day(steps, day="Pokja", locale=ID, mode="light"), ID)
    assert panel.series[0].values == (2, 7)
    assert all(panel.categories)
    assert panel.place_unit
