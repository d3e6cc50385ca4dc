"""Figures in a room of a given size: they fill it, and nothing in it covers anything else."""

from itertools import pairwise

import pandas as pd
import pytest

from dashboard.charts.case_flow import case_flow
from dashboard.charts.deadline_bars import deadline_bars, most_steps
from dashboard.charts.matrix import Cell, count_matrix, most_rows
from dashboard.charts.placing import flow
from dashboard.charts.ranked_bars import most_bars, ranked_bars
from dashboard.charts.routing import RoutedCell, RoutedRow, routing_matrix
from dashboard.charts.theme import SMALL_SIZE
from dashboard.locale import Locale
from tests.charts.test_case_flow import LINKS

EN = Locale("en")
ROOMS = [(904, 270), (904, 340), (544, 290), (544, 480)]
LINE = 15  # px, the least distance of two lines of type that do not touch


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("share", [0.1, 0.5, 1])
def test_ranked_bars_share_their_room(room: tuple[int, int], share: float) -> None:
    count = max(1, round(most_bars(room[1]) * share))
    rows = pd.DataFrame({"code": None, "label": "x", "count": range(count), "told": ""})
    figure = ranked_bars(rows, locale=EN, mode="light", height=room[1])
    assert figure.layout.height == room[1]
    bottom, top = figure.layout.yaxis.range
    row = room[1] / (bottom - top)
    names = [note.y for note in figure.layout.annotations if note.x == 0]
    half = figure.data[1].width / 2
    for place, name in enumerate(names):
        assert (place - half - name) * row >= LINE / 2  # over its own bar
        if place:
            assert (name - (place - 1 + half)) * row >= LINE / 2  # under the bar before
    assert (names[0] - top) * row >= LINE / 2
    assert (bottom - (count - 1 + half)) * row >= 0


@pytest.mark.parametrize("room", ROOMS)
def test_a_table_of_counts_has_rows_that_can_be_read(room: tuple[int, int]) -> None:
    columns = {str(n): name for n, name in enumerate(["Before registration", "Campaign"] * 3)}
    count = most_rows(columns.values(), room)
    assert count >= 3
    names = {str(n): "Decision favouring a candidate" for n in range(count)}
    cells = {("0", "0"): Cell(3, "3 cases")}
    figure = count_matrix(
        cells, rows=names, columns=columns, zero="", locale=EN, mode="light", room=room
    )
    assert figure.layout.height == room[1]
    margin = figure.layout.margin
    assert (room[1] - margin.t - margin.b) / count >= SMALL_SIZE * 1.5
    assert margin.l < room[0] / 2


@pytest.mark.parametrize("room", ROOMS)
def test_the_lines_of_the_flow_stand_apart_and_within(room: tuple[int, int]) -> None:
    frame = pd.DataFrame(LINKS, columns=["source", "target", "violations"])
    figure = case_flow(frame, locale=Locale("id"), mode="light", room=room)
    assert figure.layout.height == room[1]
    beside = sorted(note.y for note in figure.layout.annotations if note.x > 0)
    names = sorted(note.y for note in figure.layout.annotations if note.x == 0)
    for lines in (beside, names):
        assert all(later - earlier >= LINE for earlier, later in pairwise(lines))
        assert 0 < lines[0] < lines[-1] < room[1]
    bars = figure.data[-1]
    assert max(y + width / 2 for y, width in zip(bars.y, bars.width, strict=True)) <= room[1]
    # What is sanctioned names both tracks, so what is forwarded need not.
    words = " ".join(note.text for note in figure.layout.annotations)
    assert words.count("Pidana (Gakkumdu): ") == 1
    assert "6 dari 10 (60,0%)" in words


@pytest.mark.parametrize("room", ROOMS)
def test_deadlines_that_have_no_room_are_in_the_legend_all_the_same(
    room: tuple[int, int],
) -> None:
    rows = pd.DataFrame(
        {"step": "handling", "cases": 5, "kept": 2, "kept_by_extension": 0, "missed": 1},
        index=range(12),
    ).assign(running=0, unknown=2, label="Step", beside="", limit="3 days", certainty="", told="")
    figure = deadline_bars(rows, locale=EN, mode="light", room=room)
    most = most_steps(room)
    assert 3 <= most < 12
    assert figure.layout.height == room[1]
    assert len(figure.data[0].y) == most
    assert any(note.text.endswith("Missed · <b>12</b>") for note in figure.layout.annotations)
    numbers = [note for note in figure.layout.annotations if note.text == "2"]
    assert len(numbers) == 2 * most  # kept and unknown in every bar
    bottom, top = figure.layout.yaxis.range
    plot = room[1] - figure.layout.margin.b
    assert plot / (bottom - top) >= 2 * SMALL_SIZE


@pytest.mark.parametrize("room", ROOMS)
def test_the_matrix_of_ways_stays_within_its_room(room: tuple[int, int]) -> None:
    columns = {str(n): name for n, name in enumerate(["KASN", "Bupati/wali kota", "Polri"] * 3)}
    rows = [
        RoutedRow(str(n), "Civil servants (ASN), day may lie on either side", frozenset(), {})
        for n in range(7)
    ]
    rows.append(RoutedRow("x", "TNI", frozenset({"0"}), {"0": RoutedCell(3)}))
    figure = routing_matrix(rows, columns, locale=EN, mode="light", room=room)
    assert figure.layout.height == room[1]
    (bars,) = figure.data
    assert bars.width >= SMALL_SIZE
    heights = sorted({round(y, 1) for y in bars.y})
    assert all(later - earlier > bars.width for earlier, later in pairwise(heights))
    legend = [note.y for note in figure.layout.annotations if "span" in note.text]
    assert heights[-1] + bars.width / 2 < min(legend)
    assert max(legend) + LINE / 2 <= room[1]


def test_what_flows_begins_a_line_where_it_has_no_room() -> None:
    assert flow([40, 50, 20, 200, 10], 100) == [(0, 0), (0, 40), (1, 0), (2, 0), (3, 0)]
    assert flow([], 100) == []
