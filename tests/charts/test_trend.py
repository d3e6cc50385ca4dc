"""Trends: no month skipped, nothing without a month drawn, the unknown never hidden in a rest."""

import datetime as dt
import json
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.placing import spread
from dashboard.charts.theme import PALETTES
from dashboard.charts.trend import (
    activities_by_month,
    coverage_growth,
    undated,
    violations_by_month,
)
from dashboard.locale import Locale
from tests.charts.builders import activities, growth, stages, violations

ID = Locale("id")
STYLE: dict[str, Any] = {"stages": stages(), "locale": ID, "mode": "light"}
OCTOBER = dt.date(2024, 10, 31)


def read(figure: Any) -> dict[str, Any]:
    return json.loads(figure.to_json())


def drawn_total(figure: Any) -> int:
    return sum(sum(trace["y"]) for trace in read(figure)["data"])


def test_bars_hold_every_dated_activity_and_only_those():
    frame = activities()
    assert drawn_total(activities_by_month(frame, **STYLE)) == 62
    assert undated(frame) == 3
    assert frame["activities"].sum() == 65


def test_the_frequent_kinds_have_colours_of_their_own_and_the_rest_one():
    data = read(activities_by_month(activities(), **STYLE))["data"]
    assert [sum(trace["y"]) for trace in data] == [18, 14, 10, 8, 12]
    colours = [trace["marker"]["color"] for trace in data]
    assert len(set(colours)) == 5
    assert colours[-1] == PALETTES["light"].rest


def test_a_kind_keeps_its_colour_under_another_filter():
    every = read(activities_by_month(activities(), **STYLE))["data"]
    fewer = activities().query("kind in ['apel_ikrar', 'imbauan']")
    some = read(activities_by_month(fewer, **STYLE))["data"]
    assert some[0]["marker"]["color"] == every[1]["marker"]["color"]


def test_a_month_without_records_keeps_its_place():
    layout = read(activities_by_month(activities(), **STYLE))["layout"]
    assert layout["xaxis"]["range"] == ["2024-06-17", "2024-12-16"]  # three months, with room
    assert layout["xaxis"]["type"] == "date"
    assert [text.split("<br>")[0] for text in layout["xaxis"]["ticktext"]] == ["Agu", "Sep", "Okt"]


def test_month_names_follow_the_language():
    ticks = read(activities_by_month(activities(), **(STYLE | {"locale": Locale("en")})))
    assert ticks["layout"]["xaxis"]["ticktext"][0] == "Aug<br>2024"


def test_cases_without_a_category_have_a_neutral_colour():
    data = read(violations_by_month(violations(), **STYLE))["data"]
    assert data[-1]["marker"]["color"] == PALETTES["light"].no_data
    assert sum(data[-1]["y"]) == 7
    assert undated(violations()) == 5
    assert drawn_total(violations_by_month(violations(), **STYLE)) == 13


def test_step_lines_end_at_the_values_of_the_day():
    figure = read(coverage_growth(growth(), total=514, as_of=OCTOBER, **STYLE))
    assert [trace["y"][-1] for trace in figure["data"]] == [142, 32, 31]
    assert {trace["x"][-1] for trace in figure["data"]} == {"2024-10-31 23:59"}
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert sum(text.startswith(("<b>142</b>", "<b>32</b>", "<b>31</b>")) for text in texts) == 3


def test_months_after_the_day_are_not_drawn():
    figure = read(coverage_growth(growth(), total=514, as_of=dt.date(2024, 9, 10), **STYLE))
    assert [trace["y"][-1] for trace in figure["data"]] == [90, 15, 14]
    assert figure["data"][0]["x"][-1] == "2024-09-10 23:59"


@pytest.mark.parametrize("positions", [[0, 0, 0], [10, 11, 200], [200, 199, 5], [1, 300, 300]])
def test_labels_at_line_ends_keep_their_distance_and_their_order(positions):
    moved = spread(positions, 20, 10, 300)
    assert min(high - low for low, high in pairwise(sorted(moved))) >= 20 - 1e-9
    assert sorted(range(3), key=moved.__getitem__) == sorted(range(3), key=positions.__getitem__)
    assert min(moved) >= 10
    assert max(moved) <= 300


@pytest.mark.parametrize("width", [390, 860, 1900])
def test_stages_are_bands_and_the_voting_day_a_line(width):
    end = dt.date(2024, 12, 5)
    frame = pd.concat([growth(), growth().tail(1).assign(month="2024-12")])
    figure = coverage_growth(frame, total=514, as_of=end, width=width, **STYLE)
    shapes = read(figure)["layout"]["shapes"]
    assert [shape["type"] for shape in shapes].count("rect") == 4
    assert any(shape.get("x0") == "2024-11-27 12:00:00" for shape in shapes)


def test_a_wide_place_names_every_stage():
    frame = pd.concat([growth(), growth().tail(1).assign(month="2024-12")])
    figure = coverage_growth(frame, total=514, as_of=dt.date(2024, 12, 31), width=1600, **STYLE)
    texts = {note["text"] for note in read(figure)["layout"]["annotations"]}
    assert len(texts) == 5 + 3 + 2  # stages, line ends, the unit and the day


def test_a_long_view_names_every_voting_day_by_its_election():
    days = {"pemilu_2024": dt.date(2024, 2, 14), "pilkada_2024": dt.date(2024, 11, 27)}
    voting = pd.DataFrame(
        {"election": election, "stage": "pemungutan_suara", "from": day, "to": day}
        for election, day in days.items()
    )
    frame = pd.concat([violations(), violations().head(1).assign(month="2021-01")])
    late = violations().head(1).assign(month="2025-02")
    figure = read(violations_by_month(pd.concat([frame, late]), **(STYLE | {"stages": voting})))
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert texts[:2] == ["Pemilu 2024", "Pilkada 2024"]


@pytest.mark.parametrize("chart", [activities_by_month, violations_by_month])
def test_nothing_to_draw_is_said_calmly(chart):
    frame = activities() if chart is activities_by_month else violations()
    for nothing in (frame.iloc[:0], frame[frame["month"].isna()]):
        figure = read(chart(nothing, **STYLE))
        assert figure["data"] == []
        assert [n["text"] for n in figure["layout"]["annotations"]] == [
            ID.text("No record for this filter")
        ]


def test_no_growth_is_said_calmly():
    figure = coverage_growth(growth().iloc[:0], total=514, as_of=OCTOBER, **STYLE)
    assert read(figure)["data"] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_same_records_give_the_same_bytes(mode):
    style = STYLE | {"mode": mode}

    def all_bytes(seed: int) -> list[str]:
        def mixed(frame: pd.DataFrame) -> pd.DataFrame:
            return frame.sample(frac=1, random_state=seed)

        mixed_style = style | {"stages": mixed(stages())}
        return [
            activities_by_month(mixed(activities()), **mixed_style).to_json(),
            violations_by_month(mixed(violations()), **mixed_style).to_json(),
            coverage_growth(mixed(growth()), total=514, as_of=OCTOBER, **mixed_style).to_json(),
        ]

    assert all_bytes(1) == all_bytes(2)


def test_a_value_of_no_known_kind_is_counted_and_never_markup():
    frame = activities()
    frame.loc[0, "kind"] = "<b>baru</b>"
    figure = activities_by_month(frame, **STYLE)
    assert drawn_total(figure) == 62
    assert "baru" not in figure.to_json()
