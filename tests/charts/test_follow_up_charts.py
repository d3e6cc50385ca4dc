"""Charts of forwarded cases: every case drawn, the unknown day in grey, the same each time."""

import json
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.canvas import PALE
from dashboard.charts.describe_follow_up import describe_share
from dashboard.charts.follow_up import (
    answer_bars,
    answered_share,
    answers_that_fit,
    class_label,
    waiting_bars,
)
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE
from dashboard.locale import Locale
from tests.charts.builders import stages

EN = Locale("en")
STYLE: dict[str, Any] = {"locale": EN, "mode": "light"}
CLASSES = [(0, 14), (15, 30), (31, 90), (91, 180), (181, None), (None, None)]


def read(figure: Any) -> dict[str, Any]:
    return json.loads(figure.to_json())


def notes(figure: Any) -> list[str]:
    return [note["text"] for note in read(figure)["layout"].get("annotations", [])]


def classes(*counts: int, pairs: Any = None) -> pd.DataFrame:
    named = pairs or CLASSES
    return pd.DataFrame(
        {
            "label": [class_label(first, last, EN) for first, last in named],
            "told": [str(count) for count in counts],
            "waiting": counts,
            "dated": [first is not None for first, _ in named],
        }
    )


def answers() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": ["asn", "bpd"],
            "label": ["ASN", "<b>BPD</b>"],
            "told": ["told", "told"],
            "answered": [2, 0],
            "dated": [1, 3],
            "undated": [4, 0],
        }
    )


def test_classes_are_named_by_their_days() -> None:
    assert [class_label(*pair, EN) for pair in CLASSES] == [
        "Up to 14 days",
        "15 to 30 days",
        "31 to 90 days",
        "91 to 180 days",
        "More than 180 days",
        "Day of forwarding not on record",
    ]
    assert class_label(0, 1, EN) == "Up to 1 day"
    assert class_label(30, 30, EN) == "30 days"
    assert class_label(pd.NA, pd.NA, EN) == class_label(None, None, EN)


@pytest.mark.parametrize(
    "pairs", [CLASSES, [(0, 200), (201, None), (None, None)]], ids=["14 days", "200 days"]
)
def test_the_longest_class_is_the_darkest_and_the_unknown_day_is_grey(pairs: Any) -> None:
    counts = range(1, len(pairs) + 1)
    bars = read(waiting_bars(classes(*counts, pairs=pairs), **STYLE))["data"][1]
    assert bars["x"] == list(counts)
    palette = PALETTES["light"]
    assert bars["marker"]["color"][-2:] == [palette.sequential[-1], palette.no_data]


def test_answers_are_stacked_the_others_pale_and_a_click_names_its_code() -> None:
    figure = read(answer_bars(answers(), **STYLE, chosen=["asn"]))
    parts, whole = figure["data"][:3], figure["data"][3]
    assert [part["x"] for part in parts] == [[2, 0], [1, 3], [4, 0]]
    assert all(part["marker"]["opacity"] == [1, PALE] for part in parts)
    assert whole["x"] == [7, 7]
    assert [point[0] for point in whole["customdata"]] == ["asn", "bpd"]
    words = notes(answer_bars(answers(), **STYLE))
    assert "<b>2 of 7</b>" in words
    assert "&lt;b&gt;BPD&lt;/b&gt;" in words


def months() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "month": ["2024-08", "2024-09", "2024-10", "2024-11", None],
            "forwarded": [0, 4, 0, 2, 5],
            "answered": [0, 1, 0, 2, 5],
            "forwarded_to_date": [0, 4, 4, 6, None],
            "answered_to_date": [0, 1, 1, 3, None],
        }
    ).astype(dict.fromkeys(["forwarded_to_date", "answered_to_date"], "Int64"))


def test_the_share_is_of_all_cases_so_far_and_begins_with_the_first() -> None:
    figure = answered_share(months(), stages=stages(), **STYLE)
    answered, open_, line = read(figure)["data"]
    assert line["x"] == ["2024-09-30", "2024-10-31", "2024-11-30"]
    assert line["y"] == [25, 25, 50]
    assert line["customdata"][-1] == "3 of 6 (50.0%)"
    assert (answered["y"], open_["y"]) == ([1, 2], [3])  # no bar for a month without a case
    assert "<b>50.0%</b><br>3 of 6" in notes(figure)
    assert "3 of 6 (50.0%) in November 2024" in describe_share(months(), locale=EN)


@pytest.mark.parametrize(
    "figure",
    [
        lambda: waiting_bars(classes(0, 0, 0, 0, 0, 0).iloc[:0], **STYLE),
        lambda: answer_bars(answers().iloc[:0], **STYLE),
        lambda: answered_share(months().iloc[-1:], stages=stages(), **STYLE),
    ],
    ids=["classes", "answers", "share"],
)
def test_nothing_to_draw_is_said(figure: Any) -> None:
    assert notes(figure()) == [EN.text("No record for this filter")]


def test_where_nobody_waits_every_class_is_zero() -> None:
    """Cases are on record, so the words “no record” would be wrong."""
    figure = waiting_bars(classes(0, 0, 0, 0, 0, 0), **STYLE)
    assert EN.text("No record for this filter") not in notes(figure)
    assert read(figure)["data"][1]["x"] == [0] * len(CLASSES)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_figures_are_small_and_the_same_each_time(mode: Any) -> None:
    def drawn() -> list[str]:
        style: dict[str, Any] = {"locale": Locale("id"), "mode": mode}
        return [
            waiting_bars(classes(1, 2, 3, 4, 5, 6), **style).to_json(),
            answer_bars(answers(), **style).to_json(),
            answered_share(months(), stages=stages(), **style).to_json(),
        ]

    assert drawn() == drawn()
    assert max(map(len, drawn())) < 12_000


def test_in_a_given_room_as_many_rows_are_drawn_as_fit_and_the_legend_counts_all() -> None:
    every = pd.concat([answers()] * 20, ignore_index=True)
    most = answers_that_fit(330, 900, EN)
    assert 2 < most < len(every)
    figure = read(answer_bars(every, **STYLE, height=330, width=900))
    assert figure["layout"]["height"] == 330
    assert [len(trace["x"]) for trace in figure["data"]] == [most] * 4
    answered = int(every["answered"].sum())
    assert figure["data"][0]["name"].endswith(f"<b>{answered}</b>")
    # What is drawn lies within the room: rows, then the legend under them.
    below = figure["layout"]["margin"]["b"]
    assert below > 0
    assert (330 - below) / most >= FONT_SIZE * 2


@pytest.mark.parametrize("height", [300, 430, 900])
def test_the_two_plots_of_the_share_stay_apart_in_any_room(height: int) -> None:
    figure = read(answered_share(months(), stages=stages(), **STYLE, height=height, width=900))
    layout = figure["layout"]
    assert layout["height"] == height
    around = layout["margin"]["t"] + layout["margin"]["b"]
    lower, upper = layout["yaxis2"]["domain"][1], layout["yaxis"]["domain"][0]
    assert (upper - lower) * (height - around) >= 2 * SMALL_SIZE


@pytest.mark.parametrize("height", [280, 700])
def test_classes_of_days_fill_a_given_room(height: int) -> None:
    figure = read(waiting_bars(classes(1, 2, 3, 4, 5, 6), **STYLE, height=height))
    assert figure["layout"]["height"] == height
    bottom, top = figure["layout"]["yaxis"]["range"]
    names = [note["y"] for note in figure["layout"]["annotations"]]
    assert top < min(names)
    assert bottom > 5 + figure["data"][1]["width"] / 2
