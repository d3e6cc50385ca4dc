"""Institutions: bars that add up, cells that tell no record from 0, marks with their meaning."""

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.attendance import (
    MOST_NAMES,
    attendance_matrix,
    describe_attendance,
    events_in_order,
    names_left_out,
)
from dashboard.charts.institutions import describe_types, institution_bars, ordered
from dashboard.charts.matrix import Cell, class_of, count_matrix, short
from dashboard.charts.theme import PALETTES, contrast
from dashboard.labels import INSTITUTION_TYPES_SHORT
from dashboard.locale import Locale

EN = Locale("en")
STYLE: dict[str, Any] = {"locale": EN, "mode": "light"}


def read(figure: Any) -> dict[str, Any]:
    return json.loads(figure.to_json())


# --- bars -----------------------------------------------------------------------------------------


def types() -> pd.DataFrame:
    rows = [
        ("bawaslu", 9, 4, 3, 1, 5, 7),
        ("lainnya", 20, 0, 0, 0, 4, 9),
        ("polri", 12, 2, 6, 0, 8, 11),
        ("tni", 9, 0, 0, 0, 8, 1),
    ]
    frame = pd.DataFrame(
        rows,
        columns=[
            "institution_type",
            "activities",
            "pokja_activities",
            "signing_activities",
            "pokja_and_signing_activities",
            "regencies",
            "institutions",
        ],
    )
    return frame.astype(dict.fromkeys(frame.columns[1:], "Int64"))


def test_the_parts_of_a_bar_add_up_to_its_activities():
    figure = read(institution_bars(types(), chosen=(), **STYLE))
    sums = [sum(values) for values in zip(*(t["x"] for t in figure["data"]), strict=True)]
    assert sums == [12, 9, 9, 20]
    names = [trace["name"] for trace in figure["data"]]
    assert names == [
        "With a Pokja and a signing",
        "With a signing",
        "With a Pokja",
        "Other activities",
    ]
    assert [trace["x"][1] for trace in figure["data"]] == [1, 2, 3, 3]
    assert [a["text"] for a in figure["layout"]["annotations"]] == [
        "<b>12</b>",
        "<b>9</b>",
        "<b>9</b>",
        "<b>20</b>",
    ]


def test_the_most_frequent_first_ties_by_code_the_unclassified_last():
    assert list(ordered(types())["institution_type"]) == ["polri", "bawaslu", "tni", "lainnya"]


def test_a_bar_carries_its_code_and_the_chosen_type_stands_out():
    figure = read(institution_bars(types(), chosen=("tni",), **STYLE))
    for trace in figure["data"]:
        assert [row[0] for row in trace["customdata"]] == ["polri", "bawaslu", "tni", "lainnya"]
        assert trace["marker"]["opacity"][2] == 1
        assert {trace["marker"]["opacity"][i] for i in (0, 1, 3)} != {1}
    assert [t.startswith("<b>") for t in figure["layout"]["yaxis"]["ticktext"]] == [
        False,
        False,
        True,
        False,
    ]


def test_no_types_say_so_calmly():
    assert "No record" in institution_bars(types().iloc[:0], chosen=(), **STYLE).to_json()
    assert describe_types(types().iloc[:0], total=0, locale=EN) == "No record for this filter"
    words = describe_types(types(), total=30, locale=EN)
    assert "of 30 activities" in words
    assert "Police (Polri) 12" in words


# --- cells ----------------------------------------------------------------------------------------

CELLS = {
    ("33", "polri"): Cell(12, "12 of 35"),
    ("33", "tni"): Cell(0, "event of the province"),
    ("34", "polri"): Cell(1, "1 of 5"),
}
ROWS = {"33": "Jawa <b>Tengah", "34": "DI Yogyakarta"}


def matrix(mode: Any = "light", cells: Any = CELLS) -> dict[str, Any]:
    columns = {"polri": "Polri", "tni": "TNI"}
    return read(
        count_matrix(cells, rows=ROWS, columns=columns, zero="none named", locale=EN, mode=mode)
    )


def layers(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["type"] == "heatmap"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_cell_is_drawn_once_with_its_number_and_class(mode):
    drawn: dict[tuple[int, int], tuple[int, str]] = {}
    for layer in layers(matrix(mode)):
        for y, line in enumerate(layer["z"]):
            for x, value in enumerate(line):
                if value is not None:
                    assert (y, x) not in drawn
                    drawn[y, x] = (value, layer["text"][y][x].strip())
                else:
                    assert layer["text"][y][x] == ""
    assert drawn == {
        (0, 0): (class_of(12), "12"),
        (0, 1): (class_of(0), "0"),
        (1, 0): (class_of(1), "1"),
        (1, 1): (class_of(None), ""),
    }
    assert len({class_of(None), class_of(0), class_of(1), class_of(12)}) == 4


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_numbers_are_readable_on_their_colour(mode):
    palette = PALETTES[mode]
    colours = (palette.coverage["none"], palette.zero, *palette.sequential)
    counts = {str(n): n for n in range(12)}
    cells = {(code, "polri"): Cell(n, "") for code, n in counts.items()}
    figure = count_matrix(
        cells,
        rows={code: code for code in counts},
        columns={"polri": "Polri"},
        zero="none named",
        locale=EN,
        mode=mode,
    )
    checked = set()
    for layer in layers(read(figure)):
        for [place] in layer["z"]:
            if place is not None:
                checked.add(place)
                assert contrast(layer["textfont"]["color"], colours[place]) >= 4.5
    assert checked == set(range(1, len(colours)))


def test_a_cell_without_a_record_says_so_and_names_stay_text():
    told = [cell for layer in layers(matrix()) for line in layer["customdata"] for cell in line]
    assert any(c and c.startswith("<b>DI Yogyakarta</b><br>TNI<br>no record known") for c in told)
    assert any(c and "Jawa &lt;b&gt;Tengah" in c for c in told)


def test_the_legend_names_a_zero_only_where_there_is_one():
    names = [trace["name"] for trace in matrix()["data"] if trace["type"] == "scatter"]
    assert names[:3] == ["no record known", "none named", "1"]
    without = {key: cell for key, cell in CELLS.items() if cell.number}
    names = [t["name"] for t in matrix(cells=without)["data"] if t["type"] == "scatter"]
    assert names[:2] == ["no record known", "1"]


def test_long_names_are_cut_with_an_ellipsis():
    assert short("Kepulauan Bangka Belitung", 22) == "Kepulauan Bangka Beli…"
    assert short("Aceh", 22) == "Aceh"
    assert max(map(len, INSTITUTION_TYPES_SHORT.values())) <= 16


def test_where_names_may_take_two_lines_they_are_wrapped_and_the_rows_grow():
    names = {"33": "Ikut kampanye atau sosialisasi", "34": "Mobilisasi"}
    low, high = (
        count_matrix(
            CELLS,
            rows=names,
            columns={"polri": "Polri", "tni": "TNI"},
            zero="",
            locale=EN,
            mode="light",
            two_lines=two_lines,
        ).layout
        for two_lines in (False, True)
    )
    assert low.yaxis.ticktext == ("Ikut kampanye atau so…", "Mobilisasi")
    assert high.yaxis.ticktext == ("Ikut kampanye atau<br>sosialisasi", "Mobilisasi")
    assert high.height > low.height
    assert high.margin.l < low.margin.l


# --- who was at which event -----------------------------------------------------------------------


def events() -> pd.DataFrame:
    day = dt.date
    known = {
        1: (day(2024, 10, 17), day(2024, 10, 17), True, "rapat_koordinasi", False, True),
        2: (day(2024, 6, 28), day(2024, 6, 28), True, "pembentukan_pokja", True, False),
        3: (day(2024, 1, 1), day(2024, 12, 31), False, "imbauan", False, False),
    }
    present = [
        (1, "Polres Cilacap", "polri"),
        (1, "Bawaslu <i>Cilacap", "bawaslu"),
        (2, "Polres Cilacap", "polri"),
        (2, "Kodim 0703/Cilacap dan jajaran yang panjang", "tni_ad"),
        (3, "Polres Cilacap", "polri"),
    ]
    return pd.DataFrame(
        {
            "event": event,
            "institution": name,
            "institution_type": code,
            "title": "Rakor",
            **dict(
                zip(
                    ("date_from", "date_to", "month_known", "kind", "with_pokja", "with_signing"),
                    known[event],
                    strict=True,
                )
            ),
        }
        for event, name, code in present
    )


def test_events_stand_by_day_and_those_without_a_month_at_the_end():
    assert list(events_in_order(events())["event"]) == [2, 1, 3]
    axis = read(attendance_matrix(events(), **STYLE))["layout"]["xaxis"]
    assert axis["ticktext"] == ["28 Jun 2024 · Pokja", "17 Oct 2024 · Meeting", "2024 · Appeal"]


def test_a_mark_stands_where_the_institution_is_on_record():
    figure = read(attendance_matrix(events(), **STYLE))
    names = figure["layout"]["yaxis"]["ticktext"]
    assert names == [
        "<b>Bawaslu</b>",
        "Bawaslu &lt;i&gt;Cilacap",
        "<b>Polri</b>",
        "Polres Cilacap",
        "<b>TNI AD</b>",
        "Kodim 0703/Cilacap dan ja…",
    ]
    marks = {
        trace["name"]: sorted(zip(trace["x"], trace["y"], strict=True)) for trace in figure["data"]
    }
    assert marks == {
        "At an event with a signing": [(1, 1), (1, 3)],
        "At a Pokja event": [(0, 3), (0, 5)],
        "At another event": [(2, 3)],
    }
    symbols = [trace["marker"]["symbol"] for trace in figure["data"]]
    assert len(set(symbols)) == len(symbols)


def test_long_lists_are_cut_and_the_rest_is_counted():
    frame = pd.concat([events().head(1).assign(institution=f"Polsek {n:03}") for n in range(75)])
    figure = read(attendance_matrix(frame, **STYLE))
    assert sum(len(trace["x"]) for trace in figure["data"]) == MOST_NAMES
    assert names_left_out(frame, locale=EN) == 75 - MOST_NAMES
    assert names_left_out(events(), locale=EN) == 0


def test_the_alternative_text_counts_event_by_event():
    words = describe_attendance(events(), locale=EN)
    assert "28 Jun 2024, Forming a Pokja: 2" in words
    assert "2024, Appeal: 1" in words
    empty = events().iloc[:0]
    assert describe_attendance(empty, locale=EN) == "No record for this filter"
    assert "No record" in attendance_matrix(empty, **STYLE).to_json()


def test_figures_are_the_same_each_time():
    for make in (
        lambda: institution_bars(types(), chosen=("polri",), **STYLE),
        lambda: attendance_matrix(events(), **STYLE),
    ):
        assert make().to_json() == make().to_json()
    assert matrix() == matrix()
