"""Templates are what the engine reads: every word they offer is accepted."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import python_calamine as calamine
import xlsxwriter

from dashboard.ingest import HandIn, IngestError, ensure_first_version
from dashboard.ingest.explanations import explanation
from dashboard.ingest.headings import needed, template_headings
from dashboard.ingest.templates import (
    DATA_SHEETS,
    GUIDE_SHEET,
    WORDS_SHEET,
    file_name,
    template_csv,
    template_workbook,
)
from dashboard.ingest.vocabulary import allowed_words, takes_several
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES

TABLES = list(RECORD_TYPES)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# A row that is valid whatever word stands in one more of its cells.
_PLAIN = {
    "activities": {
        "date_from": "28 Juni 2024",
        "kind": "Sosialisasi",
        "level": "Kabupaten/kota",
        "scope": "Wilayah",
        "election": "Pilkada 2024",
        "forum": "Pokja",
        "title": "Kegiatan uji",
    },
    "violations": {
        "reported_from": "28/06/2024",
        "province_code": "Jawa Tengah",
        "election": "Pilkada 2024",
        "status": "Diterima",
    },
    "published_figures": {
        "as_of": "28/06/2024",
        "measure": "Diterima",
        "unit": "Kasus",
        "value": "3",
        "election": "Pilkada 2024",
    },
    "risk_index": {
        "as_of": "28/06/2024",
        "level": "Provinsi",
        "province_code": "Jawa Tengah",
        "rank": "1",
        "source_name": "Bawaslu",
    },
}
# What makes rows of a table different from one another.
_OWN = {
    "activities": "organiser",
    "violations": "source_name",
    "published_figures": "source_name",
    "risk_index": "index",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return home


def _xml(table: str, part: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(template_workbook(table))) as archive:
        return ElementTree.fromstring(archive.read(part))


def _offered(table: str) -> dict[str, list[str]]:
    """What the drop-down of each column offers, read from the workbook's own parts."""
    book = calamine.load_workbook(io.BytesIO(template_workbook(table)))
    words = book.get_sheet_by_name(WORDS_SHEET).to_python()
    columns = list(template_headings(table))
    found = {}
    for rule in _xml(table, "xl/worksheets/sheet1.xml").iter(f"{_MAIN}dataValidation"):
        first = str(rule.get("sqref")).partition(":")[0].rstrip("0123456789")
        source = rule.findtext(f"{_MAIN}formula1", "")
        _, _, cells = source.partition("!")
        start, _, end = cells.replace("$", "").partition(":")
        position, last = ord(start[0]) - ord("A"), int(end.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        column = columns[_number(first)]
        found[column] = [str(row[position]) for row in words[:last]]
    return found


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _rows(table: str) -> Iterator[dict[str, str]]:
    """A row for each word that a drop-down offers."""
    for column, words in _offered(table).items():
        for number, word in enumerate(words):
            row = {**_PLAIN[table], _OWN[table]: f"Uji {column} {number}", column: word}
            if column.startswith("regency"):
                row.pop("province_code", None)
            if table == "risk_index" and column == "regency_code":
                row["level"] = "Kabupaten/kota"
            if (table, column) == ("risk_index", "level"):
                if word not in ("Provinsi", "Kabupaten/kota"):
                    continue  # the index ranks these two alone
                row["regency_code"] = "Kabupaten Cilacap" if word == "Kabupaten/kota" else ""
            yield row


def _filled(table: str, rows: list[dict[str, str]], path: Path) -> Path:
    """The template's sheets as an office leaves them, its data sheet filled in."""
    book = xlsxwriter.Workbook(path)
    template = calamine.load_workbook(io.BytesIO(template_workbook(table)))
    for meta in template.sheets_metadata:
        page = book.add_worksheet(meta.name)
        if meta.visible != calamine.SheetVisibleEnum.Visible:
            page.hide()
        cells = template.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
        for line, texts in enumerate(cells):
            for position, text in enumerate(texts):
                page.write_string(line, position, str(text))
        if meta.name == DATA_SHEETS[table]:
            for line, row in enumerate(rows, start=1):
                for position, column in enumerate(template_headings(table)):
                    page.write_string(line, position, row.get(column, ""))
    book.close()
    return path


@pytest.mark.parametrize("table", TABLES)
def test_every_word_of_every_drop_down_is_accepted(table: str, home: Path, tmp_path: Path) -> None:
    rows = list(_rows(table))
    assert len(rows) > 500
    path = _filled(table, rows, tmp_path / file_name(table, "xlsx"))
    verdict = HandIn(home, "Uji").preview([path])
    assert verdict.rejections == []
    assert (verdict.counts.read, verdict.counts.accepted) == (len(rows), len(rows))
    assert [(sheet.sheet, sheet.table) for sheet in verdict.sheets] == [(DATA_SHEETS[table], table)]
    told = [warning.sentence(Locale("en")) for warning in verdict.warnings]
    assert [sentence for sentence in told if "passed over" in sentence] == []


@pytest.mark.parametrize("table", TABLES)
def test_drop_downs_offer_what_the_model_takes_and_lists_take_more(table: str) -> None:
    record_type = RECORD_TYPES[table]
    expected = {
        column: list(words.values())
        for column in record_type.columns()
        if (words := allowed_words(record_type, column)) is not None
    }
    assert _offered(table) == expected
    columns = list(template_headings(table))
    for rule in _xml(table, "xl/worksheets/sheet1.xml").iter(f"{_MAIN}dataValidation"):
        column = columns[_number(str(rule.get("sqref")).partition(":")[0].rstrip("0123456789"))]
        strict = rule.get("showErrorMessage") == "1"
        assert strict is not takes_several(record_type, column), column


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_template_hands_in_nothing(table: str, home: Path, tmp_path: Path) -> None:
    for suffix, content in (("xlsx", template_workbook(table)), ("csv", template_csv(table))):
        path = tmp_path / file_name(table, suffix)
        path.write_bytes(content)
        with pytest.raises(IngestError, match="no row below"):
            HandIn(home, "Uji").preview([path])


@pytest.mark.parametrize("table", TABLES)
def test_the_csv_template_filled_in_is_read(table: str, home: Path, tmp_path: Path) -> None:
    row = {**_PLAIN[table], _OWN[table]: "Uji CSV"}
    line = ";".join(row.get(column, "") for column in template_headings(table))
    path = tmp_path / file_name(table, "csv")
    path.write_bytes(template_csv(table) + line.encode() + b"\r\n")
    verdict = HandIn(home, "Uji").preview([path])
    assert [(s.table, s.counts.accepted) for s in verdict.sheets] == [(table, 1)]


@pytest.mark.parametrize("table", TABLES)
def test_a_template_is_always_the_same_and_holds_no_formula_and_no_link(table: str) -> None:
    content = template_workbook(table)
    assert template_workbook(table) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 3
        for name in sheets:
            assert b"<f>" not in archive.read(name)
            assert b"<hyperlink" not in archive.read(name)


@pytest.mark.parametrize("table", TABLES)
def test_the_workbook_is_made_for_hands(table: str) -> None:
    book = calamine.load_workbook(io.BytesIO(template_workbook(table)))
    visible = {meta.name: meta.visible for meta in book.sheets_metadata}
    assert list(visible) == [DATA_SHEETS[table], GUIDE_SHEET, WORDS_SHEET]
    assert visible[WORDS_SHEET] != calamine.SheetVisibleEnum.Visible
    data = book.get_sheet_by_name(DATA_SHEETS[table]).to_python()
    assert data == [list(template_headings(table).values())]
    guide = [str(cell) for row in book.get_sheet_by_name(GUIDE_SHEET).to_python() for cell in row]
    for heading in template_headings(table).values():
        assert heading in guide
    page = _xml(table, "xl/worksheets/sheet1.xml")
    pane = next(page.iter(f"{_MAIN}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    comments = _xml(table, "xl/comments1.xml")
    assert len(list(comments.iter(f"{_MAIN}comment"))) == len(template_headings(table))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_explained_in_both_languages(table: str) -> None:
    record_type = RECORD_TYPES[table]
    for column in record_type.columns():
        told = [explanation(record_type, column, Locale(language)) for language in ("id", "en")]
        assert all(text.endswith(".") for text in told), column
        assert all(len(text) <= 120 for text in told), column
    assert set(needed(record_type)) <= set(record_type.columns())


def test_days_of_a_template_are_read_as_days(home: Path, tmp_path: Path) -> None:
    """A real date, as a spreadsheet stores it under the template's format."""
    path = tmp_path / "uji.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet(DATA_SHEETS["activities"])
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    row = {**_PLAIN["activities"], "organiser": "Uji tanggal"}
    for position, (column, heading) in enumerate(template_headings("activities").items()):
        page.write_string(0, position, heading)
        if column == "date_from":
            page.write_datetime(1, position, dt.datetime(2024, 6, 4), day)
        else:
            page.write_string(1, position, row.get(column, ""))
    book.close()
    verdict = HandIn(home, "Uji").preview([path])
    assert verdict.counts.accepted == 1
    assert "2024-06-04" in verdict.rows[0].summary
