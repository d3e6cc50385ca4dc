"""The figures of the profile: marks stand at known days only, words stay words, one order."""

import datetime as dt
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from builders import coverage, stages

from dashboard.charts.comparison_bars import comparison_bars
from dashboard.charts.location_map import location_map
from dashboard.charts.record_timeline import record_timeline, sort_of
from dashboard.charts.theme import PALETTES, Mode
from dashboard.locale import Locale

DAY, MONTH, YEAR = (
    (dt.date(2024, 10, 17), dt.date(2024, 10, 17)),
    (dt.date(2024, 9, 1), dt.date(2024, 9, 30)),
    (dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
)


def _record(days: tuple[dt.date, dt.date], **given: Any) -> dict[str, Any]:
    return {
        "record_type": "activity",
        "record_id": "KG-1",
        "day_from": days[0],
        "day_to": days[1],
        "has_month": days[0].month == days[1].month,
        "kind": "sosialisasi",
        "pokja": "none",
        "signed": "no",
        "lines": ["17 Okt 2024", "<b>tebal</b>"],
    } | given


def _records() -> pd.DataFrame:
    return pd.DataFrame(
        [
            _record(DAY),
            _record(DAY, record_id="KG-2", signed="yes", kind="apel_ikrar"),
            _record(MONTH, record_id="KG-3", pokja="formed", kind="pembentukan_pokja"),
            _record(DAY, record_id="PL-1", record_type="case", kind="politik_uang"),
            _record(YEAR, record_id="PL-2", record_type="case", kind="unknown"),
            _record(DAY, record_id="PL-3", record_type="information", kind="unknown"),
        ]
    )


def _drawn(records: pd.DataFrame, mode: Mode = "light") -> go.Figure:
    return record_timeline(records, stages=stages(), locale=Locale("en"), mode=mode)


def _marks(figure: go.Figure) -> dict[str, go.Scatter]:
    return {trace.name.split(" ·")[0]: trace for trace in figure.data if trace.mode == "markers"}


@pytest.mark.parametrize(
    ("record_type", "pokja", "signed", "expected"),
    [
        ("activity", "none", "no", "activity"),
        ("activity", "none", "yes", "signing"),
        ("activity", "planned", "unknown", "activity"),
        ("activity", "exists", "yes", "pokja"),
        ("case", None, None, "case"),
        ("information", None, None, "information"),
    ],
)
def test_what_a_record_is_told_apart_as(
    record_type: str, pokja: object, signed: object, expected: str
) -> None:
    assert sort_of(record_type, pokja, signed) == expected


def test_each_sort_has_a_shape_and_a_word_of_its_own() -> None:
    marks = _marks(_drawn(_records()))
    assert set(marks) == {
        "Activity",
        "Activity with a signing",
        "Pokja formed or already there",
        "Suspected violation",
        "Initial information, no case yet",
    }
    assert len({trace.marker.symbol for trace in marks.values()}) == len(marks)


def test_a_record_known_by_its_year_alone_stands_nowhere() -> None:
    figure = _drawn(_records())
    assert sum(len(trace.x) for trace in _marks(figure).values()) == len(_records()) - 1
    assert not any("2024-01-01" in str(x) for trace in figure.data for x in trace.x)


def test_a_record_known_by_its_month_is_a_hollow_mark_on_a_line_over_the_month() -> None:
    figure = _drawn(_records())
    mark = _marks(figure)["Pokja formed or already there"]
    assert list(mark.marker.color) == [PALETTES["light"].background]
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert [(line.x[0], line.x[1][:10]) for line in lines] == [("2024-09-01", "2024-09-30")]
    assert "2024-09-15" < mark.x[0] < "2024-09-17"
    full = _marks(figure)["Activity"]
    assert full.x[0] == "2024-10-17 12:00:00"
    assert list(full.marker.color) == [PALETTES["light"].accent]


def test_records_of_one_day_and_kind_do_not_cover_one_another() -> None:
    same = pd.DataFrame([_record(DAY, record_id=f"KG-{n}") for n in range(3)])
    heights = _marks(_drawn(same))["Activity"].y
    assert len(set(heights)) == 3


def test_words_of_records_stay_words() -> None:
    told = _marks(_drawn(_records()))["Activity"].customdata[0]
    assert told == "17 Okt 2024<br>&lt;b&gt;tebal&lt;/b&gt;"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_strip_is_the_same_whatever_the_order_of_rows(mode: Mode) -> None:
    records = _records()
    assert _drawn(records, mode).to_json() == _drawn(records[::-1], mode).to_json()


def test_without_any_dated_record_the_strip_says_so() -> None:
    figure = _drawn(pd.DataFrame([_record(YEAR)]))
    assert [note.text for note in figure.layout.annotations] == ["No record for this filter"]


# --- comparison -----------------------------------------------------------------------------------


def _compared() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("Pokja on record", "Kabupaten <i>A</i>", None, 1, "no record", True),
            ("Pokja on record", "Jawa Tengah", 3 / 35, 1, "3 of 35 (8.6%)", False),
            ("Activities", "Kabupaten <i>A</i>", 2.0, 4.0, "2", True),
            ("Activities", "Jawa Tengah", 4.0, 4.0, "4.00 (140 in 35)", False),
            ("Cases", "Kabupaten <i>A</i>", None, 0.0, "0 cases", True),
        ],
        columns=["group", "place", "value", "full", "words", "own"],
    )


def test_a_bar_is_its_share_of_a_full_one_and_none_where_there_is_no_number() -> None:
    figure = comparison_bars(_compared(), locale=Locale("en"), mode="light")
    assert list(figure.data[0].x) == [0, 0.0857, 0.5, 1, 0]
    own, rest = PALETTES["light"].accent, PALETTES["light"].rest
    assert list(figure.data[0].marker.color) == [own, rest, own, rest, own]


def test_every_bar_has_its_place_and_its_words_beside_it() -> None:
    figure = comparison_bars(_compared(), locale=Locale("en"), mode="dark")
    texts = [note.text for note in figure.layout.annotations]
    assert texts.count("<b>&lt;i&gt;A&lt;/i&gt;</b>") == 3
    assert "3 of 35 (8.6%)" in texts
    assert "<b>no record</b>" in texts
    centres = list(figure.data[0].y)
    assert centres == sorted(centres)


# --- location -------------------------------------------------------------------------------------


def _located(selected: str | None) -> go.Figure:
    rows = coverage(14)
    return location_map(
        rows,
        regencies_url="/geo/r.json",
        provinces_url="/geo/p.json",
        box=(100, -8, 101, -7),
        locale=Locale("en"),
        mode="light",
        selected=selected,
        points=None,
    )


def test_a_regency_has_its_status_and_its_neighbours_none() -> None:
    figure = _located("11.03")
    neighbours, own = figure.data[0], figure.data[1]
    assert "11.03" not in neighbours.locations
    assert len(neighbours.locations) == 13
    assert list(own.locations) == ["11.03"]
    assert figure.layout.showlegend is False
    assert figure.layout.geo.lonaxis.range[0] < 100 - 0.2


def test_a_province_names_the_statuses_that_occur() -> None:
    figure = _located(None)
    shown = [trace.name for trace in figure.data if trace.type == "scattergeo" and trace.showlegend]
    assert len(shown) == 6
    assert not any(name.endswith("<b>0</b>") for name in shown)
    assert len(figure.data[0].locations) == 14


@pytest.mark.parametrize("height", [300, 700])
def test_the_comparison_fills_a_given_room_and_keeps_its_words_inside(height: int) -> None:
    figure = comparison_bars(
        _compared(), locale=Locale("en"), mode="light", height=height, width=900
    )
    assert figure.layout.height == height
    assert max(figure.data[0].y) < height
    on_page = comparison_bars(_compared(), locale=Locale("en"), mode="light")
    assert figure.layout.xaxis.range[1] < on_page.layout.xaxis.range[1]


@pytest.mark.parametrize("height", [280, 700])
def test_the_strip_of_a_given_room_names_its_rows_beside_them(height: int) -> None:
    figure = record_timeline(
        _records(), stages=stages(), locale=Locale("en"), mode="light", width=900, height=height
    )
    assert figure.layout.height == height
    names = [note for note in figure.layout.annotations if note.xanchor == "left" and note.x == 0]
    assert figure.layout.margin.l >= max(-note.xshift for note in names) > 50
    lines = {shape.y0 for shape in figure.layout.shapes if shape.type == "line" and shape.x1 == 1}
    assert {note.y for note in names if note.yref == "y"} == lines
