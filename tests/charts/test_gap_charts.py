"""The four fields and the steps around a day say the numbers they are given."""

import re

import pandas as pd
import pytest

from dashboard.charts.around_day import around_day
from dashboard.charts.describe_gap import describe_around_day, describe_two_by_two
from dashboard.charts.theme import FONT_SIZE, Mode, contrast
from dashboard.charts.two_by_two import QUADRANTS, Field, quadrant_colours, two_by_two
from dashboard.locale import Locale

EN, ID = Locale("en"), Locale("id")
FIELDS = [
    Field(code, "<b>Ada</b> kabupaten/kota dengan catatan Pokja atau penandatanganan", count)
    for code, count in zip(QUADRANTS, (73, 368, 5, 68), strict=True)
]
STEPS = pd.DataFrame(
    {
        "days_from": pd.array([-90, -60, -30, 0, 30, 60, None], dtype="Int64"),
        "days_until": pd.array([-61, -31, -1, 29, 59, 89, None], dtype="Int64"),
        "violations": pd.array([1, 0, 2, 4, 3, 1234, 7], dtype="Int64"),
    }
)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_field_has_its_number_share_and_name(mode: Mode) -> None:
    figure = two_by_two(FIELDS, locale=ID, mode=mode, chosen="both")
    told = [note.text for note in figure.layout.annotations]
    assert [re.search(r"<b>(\d+)</b></span>", text)[1] for text in told] == ["73", "368", "5", "68"]
    assert "dari 514 (14,2%)" in told[0]
    assert all("<b>Ada" not in text for text in told)  # data are shown literally
    (bars,) = figure.data
    assert [mark[0] for mark in bars.customdata] == list(QUADRANTS)
    assert [width > 0 for width in bars.marker.line.width] == [code == "both" for code in QUADRANTS]
    colours = quadrant_colours(mode)
    assert len(set(colours.values())) == 4
    for note, code in zip(figure.layout.annotations, QUADRANTS, strict=True):
        assert contrast(note.font.color, colours[code]) >= 4.5


def test_the_four_fields_are_of_one_size() -> None:
    (bars,) = two_by_two(FIELDS, locale=EN, mode="light").data
    assert len(set(bars.y)) == 1
    assert sorted(zip(bars.x, (round(base) for base in bars.base), strict=True)) == [
        (0.5, 0),
        (0.5, 1),
        (1.5, 0),
        (1.5, 1),
    ]


def test_a_fields_words_fit_the_narrowest_place() -> None:
    figure = two_by_two(FIELDS, locale=ID, mode="light")
    for note in figure.layout.annotations:
        for line in note.text.split("<br>")[1:]:
            words = line.replace("&lt;", "<").replace("&gt;", ">")
            assert len(words) * FONT_SIZE * 0.56 <= 150


def test_without_regions_the_shares_are_dashes() -> None:
    figure = two_by_two([Field(code, code, 0) for code in QUADRANTS], locale=EN, mode="light")
    assert "of 0 (–)" in figure.layout.annotations[0].text


def test_steps_stand_where_their_days_lie() -> None:
    figure = around_day(STEPS, day="day <b>", locale=EN, mode="light")
    (bars,) = figure.data
    assert list(bars.x) == [-75, -45, -15, 15, 45, 75]
    assert list(bars.y) == [1, 0, 2, 4, 3, 1234]  # what is in no single step is not drawn
    assert bars.text[-1] == "<b>1,234</b>"
    assert len(set(bars.marker.color[:3])) == len(set(bars.marker.color[3:])) == 1
    assert bars.marker.color[2] != bars.marker.color[3]
    assert list(figure.layout.xaxis.ticktext) == ["−90", "−60", "−30", "0", "+30", "+60", "+90"]
    assert any("day &lt;b&gt;" in note.text for note in figure.layout.annotations)
    told = describe_around_day(STEPS, day="the day", locale=EN)
    assert "before 1, 0, 2;" in told
    assert "4, 3, 1,234" in told


def test_no_step_says_so_calmly() -> None:
    figure = around_day(STEPS.iloc[:0], day="day", locale=EN, mode="dark")
    assert not figure.data
    assert len(figure.layout.annotations) == 1
    assert describe_around_day(STEPS.iloc[:0], day="day", locale=EN) == "No record for this filter"


def test_figures_are_deterministic() -> None:
    for draw in (
        lambda: two_by_two(FIELDS, locale=ID, mode="light"),
        lambda: around_day(STEPS, day="hari", locale=ID, mode="dark"),
    ):
        assert draw().to_json() == draw().to_json()
        assert len(draw().to_json()) < 9000


def test_the_alternative_text_holds_the_four_numbers() -> None:
    told = describe_two_by_two(FIELDS, locale=EN)
    assert all(f" {field.regions}" in told for field in FIELDS)
