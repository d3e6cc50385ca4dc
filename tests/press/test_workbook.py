"""The workbook holds typed numbers on its first worksheet, and nothing that is computed."""

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
from made_sheets import LINK, exhibit, sheet, table

from dashboard.press.workbook import sheet_name, xlsx


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(page: Any) -> list[tuple[Any, ...]]:
    return list(page.iter_rows(values_only=True))


def test_the_table_is_on_the_first_and_active_worksheet() -> None:
    book = opened(xlsx([sheet(table(3)), sheet()]))
    assert book.active is book.worksheets[0]
    assert book.sheetnames[:2] == ["cases_by_province", "cases_by_province (2)"]
    assert len(book.sheetnames) == 3
    page = book.worksheets[0]
    assert rows(page) == [
        ("Kode", "Kabupaten/kota", "Kasus", "Hari pertama"),
        ("11.00", "Kabupaten 0", 1000, dt.datetime(2024, 6, 28)),
        ("11.01", "Kabupaten 1", None, dt.datetime(2024, 6, 28)),
        ("11.02", "Kabupaten 2", 1002, dt.datetime(2024, 6, 28)),
    ]
    assert [cell.data_type for cell in page[2]] == ["s", "s", "n", "d"]
    assert page["D2"].number_format == "yyyy-mm-dd"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:D4"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    frame = pd.DataFrame({text: [text], "n": [1]})
    content = xlsx([sheet(exhibit(table=lambda: frame, title=text, sentence=text, notes=(text,)))])
    book = opened(content)
    for page in book.worksheets:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert all(cell.hyperlink is None for cell in row)
    first = book.worksheets[0]
    assert (first["A1"].data_type, first["A2"].data_type) == ("s", "s")
    # XML readers turn a lone return into a line break.
    assert first["A2"].value.replace("_x000D_", "\r") in (text, text.replace("\r", "\n"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(n) for n in archive.namelist() if "worksheets" in n)


def test_the_last_worksheet_says_where_the_numbers_come_from() -> None:
    made = sheet()
    about = rows(opened(xlsx([made])).worksheets[-1])
    values = [value for _, value in about]
    assert values[:3] == ["cases_by_province", made.exhibit.title, made.exhibit.sentence]
    assert made.exhibit.notes[0] in values
    assert made.source_line in values
    assert dt.datetime(2024, 10, 31) in values
    assert 7 in values
    assert LINK in values


def test_columns_of_addresses_are_left_out_and_named() -> None:
    frame = pd.DataFrame(
        {"Nama": ["a", "b"], "Tautan sumber": [None, "https://berita.example/1"], "Kasus": [1, 2]}
    )
    content = xlsx([sheet(exhibit(table=lambda: frame))])
    book = opened(content)
    assert rows(book.worksheets[0])[0] == ("Nama", "Kasus")
    told = " ".join(str(value) for row in rows(book.worksheets[-1]) for value in row)
    assert "Tautan sumber" in told
    assert "berita.example" not in told


def test_equal_sheets_give_equal_bytes() -> None:
    assert xlsx([sheet(table(9))]) == xlsx([sheet(table(9))])
    assert xlsx([sheet(table(9))]) != xlsx([sheet(table(8))])


def test_a_table_without_rows_or_columns_is_a_workbook_too() -> None:
    for frame in (pd.DataFrame({"Kasus": []}), pd.DataFrame()):
        book = opened(xlsx([sheet(exhibit(table=lambda frame=frame: frame))]))
        assert len(book.worksheets) == 2


def test_text_as_long_as_no_cell_is_cut() -> None:
    frame = pd.DataFrame({"Judul": ["x" * 40_000]})
    found = opened(xlsx([sheet(exhibit(table=lambda: frame))])).worksheets[0]["A2"].value
    assert len(found) == 32_767
    assert found.endswith("…")


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("a/b:c*d?e[f]g\\h", "a b c d e f g h"),
        ("x" * 40, "x" * 31),
        ("'kutip'", "kutip"),
        ("History", "History_"),
        ("???", "_"),
    ],
)
def test_names_of_worksheets_are_legal(wish: str, name: str) -> None:
    assert sheet_name(wish, set()) == name


def test_names_of_worksheets_are_unique() -> None:
    taken: set[str] = set()
    names = [sheet_name(wish, taken) for wish in ("Y" * 31, "y" * 31, "y" * 40)]
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)


def test_cases_by_category_are_those_of_the_records(tmp_path: Path) -> None:
    page = opened(xlsx([embedded(tmp_path, "violations_by_month")])).worksheets[0]
    found: dict[str, int] = {}
    for month, _, n in rows(page)[1:]:
        assert isinstance(n, int)
        found[month or ""] = found.get(month or "", 0) + n
    expected = cases().groupby("month").size().to_dict()
    assert {month: n for month, n in found.items() if n} == expected


def test_the_map_names_all_regencies_with_their_activities(tmp_path: Path) -> None:
    header, *body = rows(opened(xlsx([embedded(tmp_path, "coverage_map", "en")])).worksheets[0])
    code, count = header.index("Code"), header.index("Activities")
    assert len(body) == 514
    named = records("activities")["regency_codes"].str.split(";").explode()
    expected = named[named != ""].value_counts().to_dict()
    assert {row[code]: row[count] for row in body if row[count]} == expected
