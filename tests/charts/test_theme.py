"""Colours that every eye and a grey print tell apart, and text that stays text."""

from itertools import combinations, pairwise
from typing import get_args

import pytest

from dashboard.charts.theme import (
    COVERAGE_LABELS,
    COVERAGE_ORDER,
    PALETTES,
    Mode,
    config,
    contrast,
    plain,
    template,
)
from dashboard.locale import Locale
from tests.charts.colour import EYES, difference, lab

MODES = get_args(Mode)
COVERAGE_APART = 14.0  # CIEDE2000 between any two statuses; 2 is just noticeable side by side
CATEGORIES_APART = 10.0  # the stack's order and its legend help
GREY_STEP = 6.0  # L* between neighbours of the coverage colours, sorted by lightness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_measure_agrees_with_published_pairs(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("eye", EYES)
def test_coverage_statuses_differ_for_every_eye(mode, eye):
    colours = PALETTES[mode].coverage
    closest = min(
        difference(lab(colours[one], eye), lab(colours[other], eye))
        for one, other in combinations(COVERAGE_ORDER, 2)
    )
    assert closest >= COVERAGE_APART


@pytest.mark.parametrize("mode", MODES)
def test_coverage_statuses_differ_in_grey_print(mode):
    steps = sorted(lab(colour)[0] for colour in PALETTES[mode].coverage.values())
    assert min(high - low for low, high in pairwise(steps)) >= GREY_STEP


@pytest.mark.parametrize("mode", MODES)
def test_no_record_is_a_grey_and_no_other_status_is(mode):
    chroma = {
        status: (lab(colour)[1] ** 2 + lab(colour)[2] ** 2) ** 0.5
        for status, colour in PALETTES[mode].coverage.items()
    }
    assert chroma.pop("none") < 10
    assert min(chroma.values()) > 10


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("eye", EYES)
def test_kinds_and_categories_differ_for_every_eye(mode, eye):
    palette = PALETTES[mode]
    colours = [*palette.categorical, palette.rest, palette.no_data]
    closest = min(
        difference(lab(one, eye), lab(other, eye)) for one, other in combinations(colours, 2)
    )
    assert closest >= CATEGORIES_APART


@pytest.mark.parametrize("mode", MODES)
def test_text_is_readable_on_the_background(mode):
    palette = PALETTES[mode]
    written = [palette.ink, palette.muted, palette.accent, *palette.lines.values()]
    assert min(contrast(colour, palette.background) for colour in written) >= 4.5
    assert contrast(palette.muted, palette.band) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_polygons_stand_off_the_background(mode):
    palette = PALETTES[mode]
    assert min(contrast(c, palette.background) for c in palette.coverage.values()) >= 1.2
    # Where a fill is pale, the outline of its province carries the shape.
    assert contrast(palette.outline, palette.background) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_the_sequential_scale_runs_one_way(mode):
    steps = [lab(colour)[0] for colour in PALETTES[mode].sequential]
    assert steps == sorted(steps, reverse=mode == "light")
    assert min(abs(high - low) for low, high in pairwise(steps)) >= 8


def test_every_status_has_a_colour_and_a_name():
    for mode in MODES:
        assert tuple(PALETTES[mode].coverage) == COVERAGE_ORDER
    assert tuple(COVERAGE_LABELS) == COVERAGE_ORDER


def test_data_is_never_markup():
    assert plain('<a href="http://x">A</a> & B') == '&lt;a href="http://x"&gt;A&lt;/a&gt; &amp; B'
    assert plain("one\n two\u2028three") == "one two three"
    assert plain("&lt;b&gt;") == "&amp;lt;b&amp;gt;"


def test_the_template_of_each_mode_paints_its_own_paper():
    for mode in MODES:
        assert template(mode).layout.paper_bgcolor == PALETTES[mode].background


@pytest.mark.parametrize(("language", "may"), [("id", "Mei"), ("en", "May")])
def test_the_configuration_asks_no_public_server(language, may):
    settings = config(Locale(language), "/geo/")
    assert settings["topojsonURL"] == "/geo/"
    assert settings["locales"][language]["format"]["shortMonths"][4] == may
    assert settings["scrollZoom"] is False
    assert settings["doubleClick"] is False
    assert settings["displaylogo"] is False


@pytest.mark.parametrize("mode", MODES)
def test_a_region_name_is_readable_on_every_coverage_colour(mode):
    palette = PALETTES[mode]
    for fill in palette.coverage.values():
        assert max(contrast(palette.ink, fill), contrast(palette.background, fill)) >= 4.5
