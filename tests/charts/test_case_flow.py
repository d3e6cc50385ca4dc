"""The picture of the way of cases and the matrix of ways, from made-up numbers."""

import pandas as pd
import pytest

from dashboard.charts.canvas import PALE
from dashboard.charts.case_flow import case_flow, describe_case_flow
from dashboard.charts.case_steps import STOPS
from dashboard.charts.routing import RoutedCell, RoutedRow, routing_matrix
from dashboard.charts.theme import PALETTES, Mode, contrast
from dashboard.locale import Locale

ENGLISH = Locale("en")
LINKS = [
    ("received", "registered", 90),
    ("received", "not_registered", 4),
    ("received", "in_initial_study", 6),
    ("registered", "decided", 60),
    ("registered", "in_handling", 30),
    ("decided", "forwarded_other_law", 30),
    ("decided", "forwarded_crime", 10),
    ("decided", "forwarded_unknown", 2),
    ("decided", "proven_only", 8),
    ("decided", "not_proven", 5),
    ("decided", "stopped", 4),
    ("decided", "decision_unknown", 1),
    ("forwarded_other_law", "sanctioned", 7),
    ("forwarded_other_law", "answered", 1),
    ("forwarded_other_law", "closed_after", 2),
    ("forwarded_other_law", "waiting", 20),
    ("forwarded_crime", "sanctioned", 6),
    ("forwarded_crime", "answered", 0),
    ("forwarded_crime", "closed_after", 0),
    ("forwarded_crime", "waiting", 4),
    ("forwarded_unknown", "sanctioned", 0),
    ("forwarded_unknown", "answered", 0),
    ("forwarded_unknown", "closed_after", 0),
    ("forwarded_unknown", "waiting", 2),
]


def _frame(scale: int = 1) -> pd.DataFrame:
    rows = [(source, target, n * scale) for source, target, n in LINKS]
    return pd.DataFrame(rows, columns=["source", "target", "violations"])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_parts_of_each_bar_add_up_to_what_reached_the_step(mode: Mode) -> None:
    figure = case_flow(_frame(), locale=ENGLISH, mode=mode)
    bars = figure.data[-1]
    strips = [width < 10 for width in bars.width]
    lengths: dict[int, int] = {}
    for y, base, x, strip in zip(bars.y, bars.base, bars.x, strips, strict=True):
        if not strip:
            step = round(float(y) / 30)
            assert lengths.get(step, 0) == base  # each part begins where the one before ends
            lengths[step] = base + x
    assert list(lengths.values()) == [100, 90, 60, 42, 13]
    assert sum(x for x, strip in zip(bars.x, strips, strict=True) if strip) == 42
    assert figure.layout.xaxis.range == (0, 100)


def test_every_step_and_stop_is_told_in_words() -> None:
    figure = case_flow(_frame(), locale=ENGLISH, mode="light")
    words = " ".join(note.text for note in figure.layout.annotations)
    described = describe_case_flow(_frame(), locale=ENGLISH)
    assert "42 of 100 (42.0%)" in words
    assert "13 of 100 (13.0%)" in words
    for label in STOPS.values():
        assert label in words
        assert label in described
    assert "Answer not on record: 26" in words


def test_no_case_is_no_picture_and_the_figure_is_small_and_the_same_each_time() -> None:
    assert not case_flow(_frame(0), locale=ENGLISH, mode="dark").data
    assert describe_case_flow(_frame(0), locale=ENGLISH) == "No record for this filter"
    one, other = (case_flow(_frame(), locale=ENGLISH, mode="dark").to_json() for _ in range(2))
    assert one == other
    assert len(one) < 20_000


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_numbers_of_the_matrix_can_be_read_and_say_what_they_are(mode: Mode) -> None:
    rows = [
        RoutedRow("asn|before", "ASN <b>", frozenset({"kasn"}), {"kasn": RoutedCell(3)}),
        RoutedRow("asn|after", "ASN", frozenset({"bkn"}), {"kasn": RoutedCell(0, 2, 0)}),
        RoutedRow("unknown", "–", frozenset(), {"bkn": RoutedCell(0, 0, 5)}),
    ]
    columns = {"kasn": "KASN", "bkn": "BKN"}
    figure = routing_matrix(rows, columns, locale=ENGLISH, mode=mode)
    (bars,) = figure.data
    fills = list(bars.marker.color)
    assert len(fills) == 6
    assert [width > 0 for width in bars.marker.line.width] == [
        *(True, False),
        *(False, True),
        *(False, False),
    ]
    counts = [note for note in figure.layout.annotations if note.text in ("<b>3</b>", "<b>2</b>")]
    for note, fill in zip(counts, (fills[0], fills[2]), strict=True):
        assert contrast(note.font.color, fill) >= 4.5
    assert len(set(fills)) == len({PALETTES[mode].band} | {fills[0], fills[2], fills[5]}) == 4
    assert "&lt;b&gt;" in bars.customdata[0][1]
    narrowed = routing_matrix(rows, columns, locale=ENGLISH, mode=mode, chosen=["asn|after"])
    assert list(narrowed.data[0].marker.opacity) == [PALE, PALE, 1, 1, PALE, PALE]
