"""Pages of text: as large as they can be, whole, and cut with an ellipsis where they must be."""

import re

import pytest

from dashboard.charts.theme import PALETTES
from dashboard.press.fonts import width
from dashboard.press.paper_text import BETWEEN, LEADING, SIZES, draw_paragraphs, fitted_paragraphs

SENTENCE = "Hingga 31 Oktober 2024, 31 dari 514 kabupaten/kota (6,0%) tercatat memiliki Pokja."
LINE = re.compile(r'<text x="0" y="([\d.]+)" font-size="(\d+)"[^>]*>([^<]*)</text>')


@pytest.mark.parametrize("room", [(904, 330), (544, 300), (544, 480)])
@pytest.mark.parametrize("count", [1, 3, 8])
def test_text_is_as_large_as_its_room_allows_and_stays_inside(
    room: tuple[int, int], count: int
) -> None:
    size, lines = fitted_paragraphs([SENTENCE] * count, *room)
    drawn = LINE.findall("".join(draw_paragraphs([SENTENCE] * count, *room, PALETTES["light"])))
    assert " ".join(text for _, _, text in drawn) == " ".join([SENTENCE] * count)
    assert len(drawn) == sum(len(paragraph) for paragraph in lines)
    for baseline, font, text in drawn:
        assert int(font) == size
        assert float(baseline) <= room[1]
        assert width(text, size) <= room[0]
    if size != SIZES[0]:
        larger = SIZES[SIZES.index(size) - 1]
        taller = fitted_paragraphs([SENTENCE] * count, *room, sizes=[larger])[1]
        high = (sum(map(len, taller)) + BETWEEN * (count - 1)) * larger * LEADING
        assert high > room[1]


def test_what_has_no_room_ends_with_an_ellipsis() -> None:
    drawn = LINE.findall("".join(draw_paragraphs([SENTENCE] * 60, 544, 300, PALETTES["dark"])))
    assert drawn[-1][2].endswith("…")
    assert all(float(baseline) <= 300 for baseline, _, _ in drawn)


def test_no_text_draws_nothing() -> None:
    assert draw_paragraphs([], 544, 300, PALETTES["light"]) == []
