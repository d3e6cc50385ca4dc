"""Whatever leaves of simulated records says that they are; of real records nothing does."""

import csv as csv_dialects
import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from embedded_sheets import embedded
from made_sheets import exhibit, sheet
from pptx import Presentation
from simulating import simulated_home

from dashboard.locale import Locale
from dashboard.pages.exhibits import EXHIBITS
from dashboard.press.door import LANDSCAPE, export
from dashboard.press.exhibit import Sheet
from dashboard.press.frame import SIZES, frame
from dashboard.press.simulated import STEP, marked_rows, words
from dashboard.press.slides import pptx

WORDS = "SIMULATED DATA"
_PLACE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    home = tmp_path_factory.mktemp("real")
    return [embedded(home, name, "en", provinsi=["33"]) for name in EXHIBITS]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    home = simulated_home(tmp_path_factory.mktemp("made_up"))
    return [embedded(home, name, "en", provinsi=["33"]) for name in EXHIBITS]


def _svg(one: Sheet) -> bool:
    said = "".join(ElementTree.fromstring(frame(one, LANDSCAPE).filled()).itertext())
    # Title, description, badge, headline and foot; the rest lies across it.
    assert WORDS not in said or said.count(WORDS) > 20
    return WORDS in said


def _csv(one: Sheet) -> bool:
    rows = list(csv_dialects.reader(io.StringIO(export([one], "csv").decode("utf-8-sig"))))
    marked = [row[-1] == WORDS for row in rows[1:]]
    assert len(set(marked)) <= 1
    return all(marked) and rows[0][-1] == "simulated_data"


def _xlsx(one: Sheet) -> bool:
    book = openpyxl.load_workbook(io.BytesIO(export([one], "xlsx")))
    assert book.active is book.worksheets[0]
    data = book.worksheets[0]
    head, *rows = data.iter_rows(values_only=True)
    assert head[0] == one.exhibit.table().columns[0]  # the data begin in the first cell
    marks = [
        data.title.startswith(WORDS),
        all(row[-1] == WORDS for row in rows) and head[-1] == "simulated_data",
        WORDS in (data.oddHeader.center.text or ""),
        WORDS in (data.oddFooter.center.text or ""),
        any(WORDS in str(row[1]) for row in book.worksheets[-1].iter_rows(values_only=True)),
    ]
    assert len(set(marks)) == 1
    return marks[0]


def _pptx(one: Sheet) -> bool:
    deck = Presentation(io.BytesIO(pptx([one], picture=lambda sheet, place: None)))
    marks = []
    for slide in deck.slides:
        title = slide.shapes.title
        across = [
            shape
            for shape in slide.shapes
            if shape.has_text_frame and shape.text_frame.text == WORDS and shape.rotation
        ]
        marks += [title.text_frame.text.startswith(WORDS), len(across) > 10]
        for shape in slide.shapes:
            if shape.has_chart:
                chart = shape.chart
                inside = any(
                    shape.top < mark.top and mark.top + mark.height < shape.top + shape.height
                    for mark in across
                )
                said = chart.has_title and chart.chart_title.text_frame.text == WORDS
                described = shape._element._nvXxPr.cNvPr.get("descr").startswith(WORDS)
                marks += [inside, said, described]
    assert len(set(marks)) == 1
    return bool(marks[0])


def _txt(one: Sheet) -> bool:
    lines = export([one], "txt").decode("utf-8-sig").splitlines()
    marks = [lines[0] == WORDS, lines[-1] == WORDS, any(f"{WORDS} · " in line for line in lines)]
    assert len(set(marks)) == 1
    return marks[0]


@pytest.mark.parametrize(
    ("carries", "step"),
    [
        (_csv, 1),
        (_xlsx, 1),
        (_txt, 1),
        (_svg, 9),
        (_pptx, 9),
        pytest.param(_svg, 1, marks=pytest.mark.long),
        pytest.param(_pptx, 1, marks=pytest.mark.long),
    ],
)
def test_every_figure_carries_the_mark_in_every_file(
    real: list[Sheet], made_up: list[Sheet], carries: Callable[[Sheet], bool], step: int
) -> None:
    """Every `step`th figure; what is laid out anew takes a while: all of it in the long run."""
    for number, (one, other) in enumerate(zip(real[::step], made_up[::step], strict=True)):
        assert carries(other), one.exhibit.key
        assert other.file_stem == f"SIMULASI_{one.file_stem}"
        if number % 4 == 0:
            assert not carries(one), one.exhibit.key


def test_real_files_hold_no_word_of_it(real: list[Sheet]) -> None:
    for suffix in ("xlsx", "txt"):
        content = export(real, suffix)
        parts = [content]
        if suffix == "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
        assert not any(b"simulat" in part.lower() for part in parts)


@pytest.mark.parametrize("size", SIZES)
def test_no_part_of_a_picture_as_large_as_a_figure_can_be_cut_out_without_it(size: str) -> None:
    marked = sheet(exhibit(), language="en")
    framed = frame(Sheet(**{**vars(marked), "simulated": True}), size)
    places = [(float(x), float(y)) for x, y in _PLACE.findall(framed.over)]
    wide, high = STEP[0], 2 * STEP[1]
    x, y, width, height = framed.hole
    for left in range(x, x + width - wide + 1, 8):
        for top in range(y, y + height - high + 1, 8):
            assert any(
                left <= across <= left + wide and top <= down <= top + high
                for across, down in places
            ), (left, top)
    # The code at the foot stays as it is.
    assert f'height="{framed.hole.y + framed.hole.height + 10:g}"' in framed.over
    assert frame(marked, size).filled() == frame(marked, size).svg


def test_the_words_have_one_home() -> None:
    assert words(Locale("en"), True) == WORDS
    assert words(Locale("id"), True) == "DATA SIMULASI"
    assert words(Locale("id"), False) == ""


def test_a_table_keeps_its_columns_and_its_types() -> None:
    table = pd.DataFrame({"Kode": ["11"], "Kasus": pd.array([None], dtype="Int64")})
    made = marked_rows(table, Locale("en"), True)
    assert list(made.columns) == ["Kode", "Kasus", "simulated_data"]
    assert made["Kasus"].dtype == "Int64"
    assert marked_rows(table, Locale("en"), False) is table
