"""The map: every regency once, in stable order, from geometry by URL, and light to send."""

import json
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.coverage_map import coverage_map
from dashboard.charts.theme import COVERAGE_ORDER, coverage_label
from dashboard.locale import Locale
from tests.charts.builders import coverage

ID = Locale("id")
INDONESIA = (95.0, -11.0, 141.0, 6.0)


def drawn(frame: pd.DataFrame, **options: Any) -> Any:
    """The map of `frame` with the options that every call needs."""
    given = {
        "regencies_url": "/geo/regencies.0123abcd.geojson",
        "provinces_url": "/geo/provinces.0123abcd.geojson",
        "box": INDONESIA,
        "locale": ID,
        "mode": "light",
    }
    return coverage_map(frame, **(given | options))


def data(figure: Any) -> list[dict[str, Any]]:
    return json.loads(figure.to_json())["data"]


def test_all_regencies_are_in_one_trace_in_the_order_of_their_codes():
    frame = coverage()
    trace = data(drawn(frame.sample(frac=1, random_state=7)))[0]
    assert trace["locations"] == sorted(frame["regency_code"])
    assert len(set(trace["locations"])) == 514
    status = dict(zip(frame["regency_code"], frame["status"], strict=True))
    seen = [COVERAGE_ORDER[z] for z in trace["z"]]
    assert seen == [status[code] for code in trace["locations"]]


def test_geometry_comes_by_url():
    maps = [trace for trace in data(drawn(coverage())) if trace["type"] == "choropleth"]
    assert all(isinstance(trace["geojson"], str) for trace in maps)
    assert {trace["featureidkey"] for trace in maps} == {"id"}


def test_the_same_records_give_the_same_bytes():
    frame = coverage()
    first = drawn(frame, selected="11.01").to_json()
    assert drawn(frame.sample(frac=1, random_state=3), selected="11.01").to_json() == first


def test_the_national_map_is_light_to_send():
    # Three of eight regencies have no record here; most have none in the press's data.
    assert len(drawn(coverage(), selected="11.01").to_json().encode()) <= 60_000
    bare = coverage()
    bare.loc[bare.index % 5 > 0, "status"] = "none"
    empty = bare["status"] == "none"
    bare.loc[empty, ["first_pokja_on", "first_signing_on"]] = None
    bare.loc[empty, ["activities", "districts_signed"]] = 0
    assert len(drawn(bare).to_json().encode()) <= 35_000


def test_the_legend_counts_what_is_there():
    frame = coverage()
    legend = [t["name"] for t in data(drawn(frame)) if t["type"] == "scattergeo"]
    expected = [
        f"{coverage_label(status, ID)} · <b>{sum(value == status for value in frame['status'])}</b>"
        for status in COVERAGE_ORDER
    ]
    assert legend == expected


def test_names_from_data_are_shown_literally():
    frame = coverage(3)
    frame["province_name"] = '<a href="http://x">klik</a> & <b>X</b>'
    points = pd.DataFrame(
        {"name": ["<i>K</i>"], "longitude": [100.0], "latitude": [-2.0], "signed": [True]}
    )
    labels = pd.DataFrame(
        {"code": ["11.01"], "name": ["<u>L</u>"], "longitude": [110.0], "latitude": [-2.0]}
    )
    figure = drawn(frame, points=points, labels=True, label_points=labels)
    written = json.dumps([[t.get("text"), t.get("customdata")] for t in data(figure)])
    assert not any(tag in written for tag in ("<a", "<i", "<u", "<b>X"))
    assert "&lt;i&gt;K&lt;/i&gt;" in written


def test_only_a_regency_with_something_on_record_has_words_of_its_own():
    trace = data(drawn(coverage(8)))[0]
    assert [len(words) for words in trace["customdata"]] == [1, 1, 1, 1, 1, 0, 0, 0]
    assert trace["hovertemplatefallback"] == coverage_label("none", ID)


def test_violations_without_prevention_are_told():
    frame = coverage(8)
    frame.loc[7, "violations"] = 2
    assert "2" in data(drawn(frame))[0]["customdata"][7][0]


def test_the_selected_regency_is_outlined_and_a_stranger_is_not():
    frame = coverage()
    outlined = [t["locations"] for t in data(drawn(frame, selected="11.02")) if "z" in t]
    assert outlined[2:] == [["11.02"], ["11.02"]]
    assert len([t for t in data(drawn(frame, selected="99.99")) if "z" in t]) == 2


def test_a_selection_dims_nothing():
    for trace in data(drawn(coverage(), selected="11.01")):
        if trace.get("lon") != [None]:  # what stands in the legend alone cannot be selected
            assert trace["unselected"]["marker"]["opacity"] == 1


def test_the_camera_is_the_box_with_a_margin():
    geo = json.loads(drawn(coverage()).to_json())["layout"]["geo"]
    west, east = geo["lonaxis"]["range"]
    assert west < 95 < 141 < east
    assert geo["fitbounds"] is False


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_labels_do_not_cover_each_other(mode):
    crowd = pd.DataFrame(
        {
            "code": [f"11.{n:02}" for n in range(1, 15)],
            "name": [f"Kabupaten Nomor {n}" for n in range(1, 15)],
            "longitude": [110.0] * 14,
            "latitude": [-7.0] * 14,
        }
    )
    figure = drawn(coverage(14), labels=True, label_points=crowd, mode=mode)
    assert len(data(figure)[-1]["text"]) == 1


def test_an_empty_frame_is_an_empty_map():
    figure = drawn(coverage(8).iloc[:0])
    assert data(figure)[0].get("locations", []) == []
