import plotly.graph_objects as go
import pytest

from dashboard.charts.legend import LINE, add_legend, lines_of
from dashboard.charts.short_names import shortened
from dashboard.regions import regions

NAMES = ["Sosialisasi · <b>86</b>", "Deklarasi netralitas · <b>29</b>", "5 jenis lain · <b>49</b>"]


@pytest.mark.parametrize(("width", "lines"), [(2000, 1), (420, 2), (10, 3)])
def test_a_legend_takes_as_many_lines_as_its_names_need(width: int, lines: int) -> None:
    assert lines_of(NAMES, width) == lines
    figure = go.Figure(layout={"margin": {"r": 12}})
    entries = [("#1f8573", name) for name in NAMES]
    add_legend(figure, entries, width=width, left=44, below=6)
    assert len({note.yshift for note in figure.layout.annotations}) == lines
    assert min(note.yshift for note in figure.layout.annotations) == -(6 + LINE * (lines - 1))
    # Every line begins at the left edge of the room, not of the plot.
    plot = max(width - 44 - 12, 1)
    assert figure.layout.annotations[0].x * plot == pytest.approx(-44, abs=0.1)


def test_no_entry_needs_no_line() -> None:
    assert lines_of([], 300) == 0


def test_names_are_shortened_alike_and_stay_apart() -> None:
    names = [regions().name(code) for code in regions().provinces]
    assert shortened(names, 40) == names
    short = shortened(names, 13)
    assert max(map(len, short)) <= 13
    assert len(set(short)) == len(names)
    assert {"Sumsel", "Sulsel", "Kalsel"} <= set(short)  # none half in full, half shortened
    assert shortened(["Kota Sibolga"], 5) == ["Kota Sibolga"]  # never cut: two might look alike
