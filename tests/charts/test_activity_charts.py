"""Charts of activities: every dated count drawn, one scale, what is beside the chosen pale."""

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.aligned import FIRST, LAST, aligned
from dashboard.charts.canvas import PALE
from dashboard.charts.describe_activities import (
    describe_aligned,
    describe_panels,
    describe_periods,
    describe_ranked,
)
from dashboard.charts.months import with_days
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.charts.small_multiples import Chosen, Scale, scale_of, small_multiples
from dashboard.charts.stacked import Stack, stacked_periods
from dashboard.charts.trend import activities_by_month
from dashboard.labels import LEVELS, level_label
from dashboard.locale import Locale
from tests.charts.builders import activities, stages

ID = Locale("id")
STYLE: dict[str, Any] = {"locale": ID, "mode": "light"}
NOTHING = [ID.text("No record for this filter")]


def read(figure: Any) -> dict[str, Any]:
    return json.loads(figure.to_json())


def notes(figure: Any) -> list[str]:
    return [note["text"] for note in read(figure)["layout"].get("annotations", [])]


# --- stacked --------------------------------------------------------------------------------------


def weeks() -> pd.DataFrame:
    """Two weeks side by side, the second over the end of a month; two records without a week."""
    rows = [
        (dt.date(2024, 9, 23), dt.date(2024, 9, 29), "provinsi", 3, 40),
        (dt.date(2024, 9, 30), dt.date(2024, 10, 6), "provinsi", 1, None),
        (dt.date(2024, 9, 30), dt.date(2024, 10, 6), "kecamatan", 2, 7),
        (None, None, "kecamatan", 2, 1000),
    ]
    columns = ["period_from", "period_until", "level", "activities", "participants"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"activities": "Int64", "participants": "Int64"})


def stacked(column: str, **further: Any) -> dict[str, Any]:
    stack = Stack("level", column, LEVELS, level_label, "activities per week", "Not stated")
    style = STYLE | {"stages": stages(), "size": (390, 400)}
    return read(stacked_periods(weeks(), stack, **(style | further)))


def test_bars_by_week_stand_on_thursdays_and_leave_out_what_has_no_week():
    figure = stacked("activities")
    data, width = figure["data"], figure["layout"]["template"]["data"]["bar"][0]["width"]
    assert [(trace["x"], trace["y"]) for trace in data] == [
        (["2024-09-26", "2024-10-03"], [3, 1]),
        (["2024-10-03"], [2]),
    ]
    assert width == round(7 * 0.8 * 86_400_000)
    assert data[0]["customdata"][0][1:] == ["23–29 Sep 2024", "<br>40 peserta"]


def test_participants_are_stacked_only_where_stated():
    data = stacked("participants")["data"]
    assert [trace["y"] for trace in data] == [[40], [7]]


def test_marks_carry_their_code():
    data = stacked("activities")["data"]
    assert [mark[0] for mark in data[0]["customdata"]] == ["provinsi", "provinsi"]


def test_what_is_beside_the_chosen_is_pale():
    data = stacked("activities", chosen=["kecamatan"])["data"]
    assert data[0]["marker"]["opacity"] == [PALE, PALE]
    assert "opacity" not in data[1]["marker"]
    data = stacked("activities", month="2024-10")["data"]
    assert [trace["marker"]["opacity"] for trace in data] == [[PALE, 1], [1]]
    assert all("opacity" not in trace["marker"] for trace in stacked("activities")["data"])


def test_a_rare_kind_that_is_chosen_is_not_hidden_in_the_rest():
    style = STYLE | {"stages": stages()}
    data = read(activities_by_month(activities(), chosen=["komitmen_bersama"], **style))["data"]
    vivid = [trace for trace in data if "opacity" not in trace["marker"]]
    assert [trace["customdata"][0][0] for trace in vivid] == ["komitmen_bersama"]
    assert sum(sum(trace["y"]) for trace in data) == 62
    rest = [trace for trace in data if trace["customdata"][0][0] == ""]
    assert len(rest) == 1  # of several kinds: a click on it chooses none


# --- ranked bars ----------------------------------------------------------------------------------


def ranked() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": ["asn", "tni", None],
            "label": ["ASN", "<b>TNI</b>", "Tidak disebut"],
            "count": [9, 4, 2],
            "told": ["9 dari 10", "4 dari 10", "2 dari 10"],
        }
    )


def test_each_bar_has_its_name_and_number_and_is_hit_in_its_whole_row():
    figure = ranked_bars(ranked(), **STYLE)
    track, bars, ground = read(figure)["data"]
    assert bars["x"] == [9, 4, 2]
    assert set(track["x"]) == set(ground["x"]) == {9}
    assert ground["width"] == 1
    assert [mark[0] for mark in bars["customdata"]] == ["asn", "tni", ""]
    assert notes(figure)[2:4] == ["&lt;b&gt;TNI&lt;/b&gt;", "<b>4</b>"]


def test_other_bars_are_pale_where_one_is_chosen():
    figure = ranked_bars(ranked(), chosen=["tni"], **STYLE)
    assert read(figure)["data"][1]["marker"]["opacity"] == [PALE, 1, PALE]
    assert notes(figure)[2] == "<b>&lt;b&gt;TNI&lt;/b&gt;</b>"


# --- small multiples ------------------------------------------------------------------------------


def panels() -> pd.DataFrame:
    """Months of three provinces; 34 has nothing drawn, 35 a record without a month."""
    rows = [
        ("2024-08", "33", 7),
        ("2024-09", "33", 0),
        ("2024-09", "35", 2),
        ("2024-09", "34", 0),
        (None, "35", 40),
    ]
    return with_days(pd.DataFrame(rows, columns=["month", "code", "count"]))


NAMES = {"33": "Jawa Tengah", "34": "DI Yogyakarta", "35": "Jawa Timur"}
TOTALS = {"33": 7, "34": 0, "35": 42}


def multiples(frame: pd.DataFrame, **further: Any) -> Any:
    return small_multiples(
        frame,
        NAMES,
        scale=scale_of(frame),
        totals=TOTALS,
        told=lambda n: f"{n} kegiatan",
        voting_days=[dt.date(2024, 9, 15), dt.date(2025, 9, 15)],
        **(STYLE | further),
    )


@pytest.mark.parametrize(
    ("highest", "top"), [(1, 1), (2, 2), (3, 5), (7, 10), (11, 20), (51, 100), (200, 200)]
)
def test_the_common_scale_ends_at_a_round_number(highest, top):
    frame = panels()
    frame.loc[0, "count"] = highest
    first, last = dt.date(2024, 8, 1), dt.date(2024, 9, 30)
    assert scale_of(frame) == Scale(first, last, max(top, 2))


def test_all_panels_share_one_scale_and_draw_only_what_has_a_month():
    figure = read(multiples(panels()))
    layout = figure["layout"]
    axes = [layout[f"yaxis{n}"]["range"] for n in ("", "2", "3")]
    assert axes == [[0, 10]] * 3
    assert {tuple(layout[f"xaxis{n}"]["range"]) for n in ("", "2", "3")} == {
        ("2024-08-01", "2024-10-01")
    }
    bars = figure["data"][1::2]
    assert [trace["y"] for trace in bars] == [[7], [], [2]]
    assert len(layout["shapes"]) == 3  # the voting day inside, in each panel
    assert [trace["customdata"] for trace in figure["data"][::2]] == [
        [["33", ""]],
        [["34", ""]],
        [["35", ""]],
    ]


def test_panels_beside_the_chosen_and_other_months_are_pale():
    bars = read(multiples(panels(), chosen=Chosen({"35"})))["data"][1::2]
    assert bars[0]["marker"]["opacity"] == [PALE]
    assert "opacity" not in bars[2]["marker"]
    bars = read(multiples(panels(), chosen=Chosen(month="2024-09")))["data"][1::2]
    assert bars[0]["marker"]["opacity"] == [PALE]
    assert "opacity" not in bars[2]["marker"]


def test_panels_are_read_down_the_columns():
    layout = read(multiples(panels(), columns=2))["layout"]
    first, second, third = (layout[f"xaxis{n}"]["domain"][0] for n in ("", "2", "3"))
    assert first == second == 0
    assert third > 0.5


# --- aligned --------------------------------------------------------------------------------------


def to_voting_day() -> pd.DataFrame:
    rows = [
        ("pemilu_2024", -500, 3, 3),
        ("pemilu_2024", -100, 2, 5),
        ("pemilu_2024", 90, 1, 6),
        ("pilkada_2024", -30, 4, 4),
        ("pilkada_2024", None, 9, None),
        ("pilkada_2015", None, 1, None),
        ("pilkada_ulang_2025", -23, 1, 1),
    ]
    return pd.DataFrame(rows, columns=["election", "day", "activities", "so_far"]).astype(
        {"day": "Int64", "activities": "Int64", "so_far": "Int64"}
    )


ENDS = {"pemilu_2024": 400, "pilkada_2024": 10, "pilkada_ulang_2025": -23, "pilkada_2015": 999}


def test_lines_begin_with_what_was_before_and_end_where_the_records_end():
    data = read(aligned(to_voting_day(), ends=ENDS, **STYLE))["data"]
    assert [(trace["x"], trace["y"]) for trace in data] == [
        ([-30, 10], [4, 4]),
        ([FIRST, -100, LAST], [3, 5, 5]),
        ([-23], [1]),
    ]


def test_the_chosen_election_is_the_thick_solid_line():
    figure = aligned(to_voting_day(), ends=ENDS, chosen=["pilkada_ulang_2025"], **STYLE)
    line = read(figure)["data"][2]["line"]
    assert (line["width"], line["dash"]) == (4, "solid")
    assert [trace["line"]["width"] for trace in read(figure)["data"][:2]] == [2, 2]
    assert "<b><b>1</b> Ulang 2025</b>" in notes(figure)


# --- all of them ----------------------------------------------------------------------------------


def test_nothing_to_draw_is_said_calmly():
    assert notes(multiples(panels().iloc[:0])) == NOTHING
    assert notes(ranked_bars(ranked().iloc[:0], **STYLE)) == NOTHING
    assert notes(aligned(to_voting_day().iloc[4:6], ends=ENDS, **STYLE)) == NOTHING


def test_the_same_records_give_the_same_bytes():
    def mixed(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
        return frame.sample(frac=1, random_state=seed)

    stack = Stack("level", "activities", LEVELS, level_label, "activities", "Not stated")
    style = STYLE | {"stages": stages(), "size": (390, 400)}
    one, other = (
        stacked_periods(mixed(weeks(), seed), stack, **style).to_json() for seed in (1, 2)
    )
    assert one == other
    assert multiples(panels()).to_json() == multiples(panels()).to_json()


def test_alternative_texts_tell_the_numbers_drawn():
    english = Locale("en")
    words = describe_periods(weeks(), column="activities", weekly=True, locale=english)
    assert "by week from 23 Sep 2024 to 6 Oct 2024: 6 activities" in words
    assert "ASN 9; <b>TNI</b> 4" in describe_ranked(ranked(), locale=english)
    assert "Jawa Tengah 7; DI Yogyakarta 0" in describe_panels(
        list(NAMES.values()), list(TOTALS.values()), locale=english
    )
    assert "General election 2024 5; Simultaneous local elections 2024 4" in describe_aligned(
        to_voting_day(), locale=english
    )
    for nothing in (
        describe_periods(weeks().tail(1), column="activities", weekly=True, locale=ID),
        describe_ranked(ranked().iloc[:0], locale=ID),
        describe_panels([], [], locale=ID),
        describe_aligned(to_voting_day().iloc[4:6], locale=ID),
    ):
        assert [nothing] == NOTHING
