"""Every registered figure leaves as slides, workbook and CSV, with the same numbers behind it."""

import io

import openpyxl
import pytest
from embedded_sheets import embedded
from pptx import Presentation

from dashboard.pages.exhibits import EXHIBITS
from dashboard.press.csv_file import csv
from dashboard.press.exhibit import Sheet
from dashboard.press.slides import pptx
from dashboard.press.workbook import xlsx


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    home = tmp_path_factory.mktemp("home")
    return [embedded(home, name, "en", provinsi=["33"]) for name in EXHIBITS]


def test_slides(sheets: list[Sheet]) -> None:
    deck = Presentation(io.BytesIO(pptx(sheets, picture=lambda sheet, place: None)))
    titles = {slide.shapes.title.text_frame.text for slide in deck.slides}
    assert {" ".join(sheet.exhibit.title.split()) for sheet in sheets} <= titles
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) > 20
    for chart in charts:
        page = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        numbers = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "n"]
        behind = sorted(value for value in numbers if value is not None)
        shown = [value for series in chart.plots[0].series for value in series.values]
        if chart.plots[0].__class__.__name__ == "XyPlot":
            shown += [float(point.text) for point in chart._chartSpace.xpath(".//c:xVal//c:v")]
        assert sorted(value for value in shown if value is not None) == behind


def test_workbook_and_csv(sheets: list[Sheet]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(sheets)))
    # Excel keeps the name History for itself.
    assert [name.rstrip("_") for name in book.sheetnames[:-1]] == list(EXHIBITS)
    for sheet, page in zip(sheets, book.worksheets, strict=False):
        assert page.max_row == len(sheet.exhibit.table()) + 1
        text = csv(sheet).decode("utf-8-sig")
        assert "nan" not in text.lower().replace("\n", ",").split(",")
        assert "http" not in text
