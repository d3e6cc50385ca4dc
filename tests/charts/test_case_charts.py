"""Charts of cases: two counts on two axes, empty is not zero, unknown is grey and last."""

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.canvas import PALE
from dashboard.charts.describe_cases import (
    describe_case_months,
    describe_cases_and_people,
    describe_stage_table,
)
from dashboard.charts.matrix import Cell
from dashboard.charts.paired_months import Counted, paired_months
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.charts.stacked import Stack, stacked_periods
from dashboard.charts.theme import PALETTES
from dashboard.labels import CASE_STAGES
from dashboard.locale import Locale
from tests.charts.builders import stages

EN = Locale("en")
CASES = Counted("violations", "cases <b>per</b> month", lambda n: f"{n} cases")
PEOPLE = Counted("people", "people per month", lambda n: f"{n} people")


def read(figure: Any) -> dict[str, Any]:
    return json.loads(figure.to_json())


def months() -> pd.DataFrame:
    """August with cases but no people stated, September silent, October with both; one undated."""
    rows = [
        (dt.date(2024, 8, 1), dt.date(2024, 8, 31), 2, None),
        (dt.date(2024, 9, 1), dt.date(2024, 9, 30), 0, None),
        (dt.date(2024, 10, 1), dt.date(2024, 10, 31), 5, 40),
        (None, None, 7, 1000),
    ]
    frame = pd.DataFrame(rows, columns=["period_from", "period_until", "violations", "people"])
    return frame.astype({"violations": "Int64", "people": "Int64"})


def paired(frame: pd.DataFrame, **further: Any) -> dict[str, Any]:
    style = {"stages": stages(), "locale": EN, "mode": "light", "size": (390, 400)}
    return read(paired_months(frame, CASES, PEOPLE, unstated="none states", **(style | further)))


def test_cases_and_people_have_an_axis_each_and_share_the_months() -> None:
    figure = paired(months())
    cases, people, rings = figure["data"]
    assert (cases["y"], cases["yaxis"]) == ([2, 5], "y")
    assert (people["y"], people["yaxis"]) == ([40], "y2")
    assert people["x"] == cases["x"][1:]
    layout = figure["layout"]
    assert layout["yaxis"]["range"][1] < 6
    assert layout["yaxis2"]["range"][1] > 40
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert rings["x"] == cases["x"][:1]  # cases, but nobody says how many people
    assert rings["yaxis"] == "y2"
    written = [note["text"] for note in layout["annotations"]]
    assert "cases &lt;b&gt;per&lt;/b&gt; month" in written
    assert "people per month" in written


def test_the_stages_stand_behind_both_panels() -> None:
    shapes = paired(months())["layout"]["shapes"]
    panels = [shape["yref"] for shape in shapes]
    assert panels.count("y domain") == panels.count("y2 domain") > 0


def test_other_months_than_the_chosen_are_pale() -> None:
    cases, people, _ = paired(months(), month="2024-08")["data"]
    assert cases["marker"]["opacity"] == [1, PALE]
    assert people["marker"]["opacity"] == [PALE]


@pytest.mark.parametrize("rows", [months().iloc[:0], months().iloc[1:2], months().iloc[3:]])
def test_without_a_dated_case_it_says_so(rows: pd.DataFrame) -> None:
    figure = paired(rows)
    assert figure["data"] == []
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        EN.text("No record for this filter")
    ]
    assert describe_cases_and_people(rows, locale=EN) == EN.text("No record for this filter")


def test_what_is_quiet_is_grey_and_can_still_be_chosen() -> None:
    rows = pd.DataFrame(
        {
            "code": ["mobilisasi", None, "unknown"],
            "label": ["Mobilising", "2 rarer ones", "Not stated"],
            "count": [3, 2, 9],
            "told": ["", "", ""],
        }
    )
    figure = read(ranked_bars(rows, locale=EN, mode="light", quiet=("unknown",)))
    bars = figure["data"][1]
    palette = PALETTES["light"]
    assert bars["marker"]["color"] == [palette.accent, palette.rest, palette.rest]
    assert [words[0] for words in bars["customdata"]] == ["mobilisasi", "", "unknown"]


def test_people_are_stacked_by_stage_and_the_unknown_comes_last() -> None:
    frame = pd.concat(
        [months().assign(stage=stage) for stage in ("unknown", "kampanye")], ignore_index=True
    )
    stack = Stack(
        "stage",
        "people",
        CASE_STAGES,
        lambda code, locale: locale.text(CASE_STAGES[code]),
        "people per month",
        CASE_STAGES["unknown"],
        "unknown",
    )
    figure = read(
        stacked_periods(frame, stack, stages=stages(), locale=EN, mode="light", size=(390, 400))
    )
    assert [trace["name"] for trace in figure["data"]] == [
        "Campaign · <b>40</b>",
        "Stage not known · <b>40</b>",
    ]
    assert figure["data"][0]["y"][0] == 40
    (shared,) = figure["layout"]["template"]["data"]["bar"]
    assert "people per month" in shared["hovertemplate"]


def test_the_pictures_in_words() -> None:
    assert "7 cases" in describe_case_months(months(), column="violations", locale=EN)
    assert "40 people" in describe_case_months(months(), column="people", locale=EN)
    both = describe_cases_and_people(months(), locale=EN)
    assert "7 cases" in both
    assert "40 people" in both
    cells = {("mobilisasi", "kampanye"): Cell(2, ""), ("unknown", "kampanye"): Cell(3, "")}
    assert "Campaign 5" in describe_stage_table(cells, {"kampanye": "Campaign"}, locale=EN)
    assert describe_stage_table({}, {}, locale=EN) == EN.text("No record for this filter")
