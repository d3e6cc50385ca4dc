"""Slides hold the same numbers as the screen, in charts and tables that can be edited."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from embedded_sheets import cases, embedded, records
from hostile_text import HOSTILE
from made_sheets import LINK, exhibit, sheet, table, tiles
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.charts.ranked_bars import ranked_bars
from dashboard.locale import Locale
from dashboard.press.exhibit import Exhibit, Place, Sheet
from dashboard.press.slides import pptx

LONGEST = "Kabupaten Kepulauan Siau Tagulandang Biaro"
BLOCKS = (MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE, MSO_SHAPE_TYPE.PICTURE)


def nothing(sheet: Sheet, place: Place) -> None:
    """No Chromium."""


def drawn(sheet: Sheet, place: Place) -> bytes:
    """A picture of the place's size."""
    made = io.BytesIO()
    Image.new("RGB", (place.width, place.height), "#17696f").save(made, "PNG")
    return made.getvalue()


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def behind(chart: Any) -> list[list[Any]]:
    """The rows of the workbook behind a chart."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    page = openpyxl.load_workbook(io.BytesIO(blob)).active
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    return [list(row) for row in page.iter_rows(values_only=True)]


def bars(labels: list[str], counts: list[int]) -> Exhibit:
    rows = pd.DataFrame({"code": labels, "label": labels, "count": counts, "told": ""})
    return exhibit(
        figure=ranked_bars(rows, locale=Locale("id"), mode="light"),
        table=lambda: rows[["label", "count"]],
    )


def test_cases_by_month_are_those_of_the_records(tmp_path: Path) -> None:
    (chart,) = charts(opened(pptx([embedded(tmp_path, "violations_by_month")], picture=nothing)))
    expected = cases()
    expected = expected[expected["month"] != ""]
    months = list(chart.plots[0].categories)
    locale = Locale("id")
    names = {locale.month(dt.date.fromisoformat(f"{m}-01")): m for m in expected["month"]}
    stacks = zip(*(series.values for series in chart.plots[0].series), strict=True)
    totals = {m: int(sum(v or 0 for v in stack)) for m, stack in zip(months, stacks, strict=True)}
    assert {names[m]: n for m, n in totals.items() if n} == expected.groupby(
        "month"
    ).size().to_dict()
    unknown = chart.plots[0].series[-1]
    assert sum(v or 0 for v in unknown.values) == (expected["category"] == "unknown").sum()
    # No month is skipped.
    assert len(months) == len(
        pd.period_range(min(expected["month"]), max(expected["month"]), freq="M")
    )
    header, *rows = behind(chart)
    assert header[1:] == [series.name for series in chart.plots[0].series]
    assert [row[0] for row in rows] == months
    for place, series in enumerate(chart.plots[0].series, start=1):
        assert [row[place] for row in rows] == list(series.values)


def test_regencies_with_activities_grow_as_in_the_records(tmp_path: Path) -> None:
    (chart,) = charts(opened(pptx([embedded(tmp_path, "coverage_growth", "en")], picture=nothing)))
    frame = records("activities")
    named = frame.assign(code=frame["regency_codes"].str.split(";")).explode("code")
    named = named[named["code"] != ""]
    series = chart.plots[0].series[0]
    assert series.name.startswith("Activity")
    for month, value in zip(chart.plots[0].categories, series.values, strict=True):
        end = (pd.Timestamp(month) + pd.offsets.MonthEnd()).date().isoformat()
        assert value == named.loc[named["date_from"] <= end, "code"].nunique()


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_computed_behind_a_chart(text: str) -> None:
    made = bars([text, "aman"], [3, 2])
    content = pptx([sheet(made)], picture=nothing)
    (chart,) = charts(opened(content))
    assert behind(chart)[1][1] == 3
    assert list(chart.plots[0].series[0].values) == [3, 2]


@pytest.mark.parametrize("control", ["\x01", "\x0b", "\x7f", "\ufffe"])
def test_what_no_xml_can_hold_is_left_out(control: str) -> None:
    name = f"Bad{control}an"
    rows = pd.DataFrame({"Lembaga": [name], "Kegiatan": [3]})
    listed = exhibit(figure=None, table=lambda: rows)
    deck = opened(pptx([sheet(bars([name], [3])), sheet(listed)], picture=nothing))
    (chart,) = charts(deck)
    assert str(chart.plots[0].categories[0]).replace(" ", "").startswith("Badan")
    (found,) = [shape.table for shape in deck.slides[-1].shapes if shape.has_table]
    assert found.cell(1, 0).text.replace(" ", "") == "Badan"


def test_every_number_of_the_page_is_in_the_notes() -> None:
    deck = opened(pptx([sheet(bars(["A", "B"], [31, 7]))], picture=nothing))
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    made = sheet()
    for part in (made.exhibit.alt, *made.exhibit.notes, made.source_line, LINK, "A | 31", "B | 7"):
        assert part in notes


def test_a_table_goes_on_and_the_rest_is_counted() -> None:
    deck = opened(pptx([sheet(table(514))], picture=nothing))
    assert len(deck.slides) == 5
    found = [
        [cell.text for cell in row.cells]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert [row[0] for row in found] == [f"11.{n:02}" for n in range(len(found))]
    assert [row[2] for row in found[:3]] == ["1.000", "–", "1.002"]
    assert str(514 - len(found)) in words(deck.slides[-1])


def test_a_row_of_many_columns_is_laid_on_its_side() -> None:
    frame = pd.DataFrame({f"Kolom ke-{n}": [n * 10_000, None] for n in range(20)})
    deck = opened(pptx([sheet(exhibit(figure=None, table=lambda: frame))], picture=nothing))
    found = [
        [cell.text for cell in row.cells]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert found == [[f"Kolom ke-{n}", f"{n}0.000", "–"] for n in range(1, 20)]


def test_a_map_is_a_picture_and_without_chromium_a_table(tmp_path: Path) -> None:
    made = embedded(tmp_path, "coverage_map", "en")
    with_picture = opened(pptx([made], picture=drawn))
    kinds = [shape.shape_type for shape in with_picture.slides[0].shapes]
    assert MSO_SHAPE_TYPE.PICTURE in kinds
    assert len(with_picture.slides) == 1
    without = opened(pptx([made], picture=nothing))
    assert any(shape.has_table for shape in without.slides[0].shapes)
    assert "Chromium" in without.slides[0].notes_slide.notes_text_frame.text


def test_a_picture_of_what_can_be_a_table_is_followed_by_it(tmp_path: Path) -> None:
    deck = opened(pptx([embedded(tmp_path, "case_flow")], picture=drawn))
    assert any(s.shape_type == MSO_SHAPE_TYPE.PICTURE for s in deck.slides[0].shapes)
    assert any(shape.has_table for shape in deck.slides[1].shapes)


@pytest.mark.parametrize(
    "made",
    [
        bars([LONGEST] * 12, list(range(12))),
        exhibit(
            title=f"{LONGEST}: " * 9,
            sentence=f"{LONGEST} · " * 12,
            notes=("Catatan yang panjang sekali. " * 40,),
            source="lisensi " * 40,
            figure=None,
        ),
        tiles(["1.234.567"] * 8),
        table(514),
        table(0),
    ],
    ids=["names", "texts", "tiles", "rows", "nothing"],
)
def test_nothing_leaves_the_slide_or_covers_another(made: Exhibit) -> None:
    deck = opened(pptx([sheet(made, link=LINK + "&kabupaten=12.34" * 40)], picture=nothing))
    for slide in deck.slides:
        blocks = []
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.shape_type in BLOCKS or (shape.has_text_frame and shape.text_frame.text):
                blocks.append(shape)
        for number, one in enumerate(blocks):
            for other in blocks[number + 1 :]:
                assert (
                    one.left + one.width <= other.left
                    or other.left + other.width <= one.left
                    or one.top + one.height <= other.top + 12700  # a point of rounding
                    or other.top + other.height <= one.top + 12700
                )


def test_what_shows_something_is_described() -> None:
    deck = opened(pptx([sheet(bars(["A"], [1])), sheet(table(3)), sheet()], picture=drawn))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.shape_type in BLOCKS:
                assert shape._element._nvXxPr.cNvPr.get("descr")


def test_equal_sheets_give_equal_bytes() -> None:
    made = [sheet(bars(["A", "B"], [3, 1])), sheet(table(30)), sheet(tiles(["7"]))]
    assert pptx(made, picture=drawn) == pptx(made, picture=drawn)


def test_no_address_of_a_source_and_nothing_of_the_template_leaves() -> None:
    frame = pd.DataFrame({"Nama": ["a"], "Alamat": ["https://berita.example/1"]})
    content = pptx([sheet(exhibit(figure=None, table=lambda: frame))], picture=nothing)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert b"berita.example" not in everything
    assert b"Calibri" not in everything
    properties = opened(content).core_properties
    assert (properties.author, properties.last_modified_by) == ("Pantau Netralitas",) * 2
    assert properties.created == dt.datetime(2024, 10, 31, tzinfo=properties.created.tzinfo)


def test_small_numbers_do_not_read_as_none_and_years_are_years() -> None:
    frame = pd.DataFrame({"Tahun": [2023, 2024], "Tarif": [0.039, 12.5], "Kasus": [1500, 2]})
    deck = opened(pptx([sheet(exhibit(figure=None, table=lambda: frame))], picture=nothing))
    (found,) = (shape.table for shape in deck.slides[0].shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in found.rows][1:] == [
        ["2023", "0,04", "1.500"],
        ["2024", "12,50", "2"],
    ]
