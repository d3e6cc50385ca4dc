"""Whatever form an office's table comes in, the same records are read from it."""

import codecs
import datetime as dt
import random
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from handing import (
    KNOWN,
    activity,
    csv_file,
    csv_text,
    current,
    grid,
    hand_in,
    preview,
    violation,
    xlsx_file,
)
from making import make_version

from dashboard.ingest import IngestError, ensure_first_version
from dashboard.ingest.headings import template_headings
from dashboard.ingest.sheets import DELIMITERS
from dashboard.model import RECORD_TYPES
from dashboard.resources import RECORDS
from dashboard.tables import arrow_table
from dashboard.versions import open_version

ROWS = [
    activity("KG-1", title="Rapat, bersama; para pihak", venue="Aula “Utama”", participants="1200"),
    activity("KG-2", title="Dua\nbaris", venue='Hotel "Sejahtera"', regency_codes="33.01;33.02"),
    activity("KG-3", title="Café né – 5°", note="tab\tdi dalam", targets="asn;tni;polri"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_version(tmp_path / "home", activities=[KNOWN])
    return tmp_path / "home"


def _truth(rows: Sequence[Mapping[str, str]], table: str = "activities") -> dict[str, Any]:
    """The records by id as the model itself reads the canonical rows."""
    record_type = RECORD_TYPES[table]
    records = [record_type.model_validate(row) for row in rows]
    return {
        row[record_type.id_column]: row for row in arrow_table(record_type, records).to_pylist()
    }


def _read(home: Path, path: Path, table: str = "activities") -> dict[str, Any]:
    """What is published of the file, nothing of it rejected."""
    verdict = hand_in(home, path)
    assert verdict.rejections == []
    return {k: v for k, v in current(home, table).items() if k != "KG-A"}


# --- CSV ------------------------------------------------------------------------------------------

ENCODINGS = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 with BOM": ("utf-8", codecs.BOM_UTF8),
    "UTF-16 LE": ("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 BE": ("utf-16-be", codecs.BOM_UTF16_BE),
    "Windows-1252": ("cp1252", b""),
}


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
@pytest.mark.parametrize("delimiter", DELIMITERS, ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_dialect_of_csv(
    home: Path, tmp_path: Path, encoding: str, delimiter: str, ends: str
) -> None:
    codec, mark = ENCODINGS[encoding]
    path = tmp_path / "a.csv"
    path.write_bytes(mark + csv_text(grid(ROWS), delimiter, ends).encode(codec))
    verdict = preview(home, path)
    assert (verdict.counts.read, verdict.counts.accepted) == (3, 3)
    assert _read(home, path) == _truth(ROWS)


@pytest.mark.parametrize("delimiter", DELIMITERS, ids=["comma", "semicolon", "tab"])
def test_rows_are_numbered_as_the_office_sees_them(
    home: Path, tmp_path: Path, delimiter: str
) -> None:
    """Titles, a title over two lines, blank lines, blank cells, quoted line breaks, short rows."""
    headings, *good = grid([activity(f"KG-{n}", title=f"Dua\nbaris {n}") for n in range(6)])
    width = len(headings)
    bad = [["rusak"] * 3, [*good[5], "lebih"]]
    blank = [""] * width
    lines: list[list[str]] = [
        ["Rekap kegiatan\nKabupaten Cilacap"],
        [],
        ["Tahun 2024", "", ""],
        headings,
        good[0],
        [],
        blank,
        [" "] * width,
        ["", ""],
        bad[0],
        good[1],
        [*good[2], "", ""],
        bad[1],
        good[3],
        ["", *good[4][1:]],
        [],
    ]
    path = tmp_path / "a.csv"
    path.write_text(csv_text(lines, delimiter), encoding="utf-8", newline="")
    verdict = hand_in(home, path)
    assert (verdict.counts.read, verdict.counts.accepted) == (7, 4)
    assert [r.row for r in verdict.rejections] == [10, 13, 15]
    assert {row.row: row.id for row in verdict.rows if row.id} == {
        5: "KG-0",
        11: "KG-1",
        12: "KG-2",
        14: "KG-3",
    }
    assert current(home)["KG-3"]["title"] == "Dua\nbaris 3"


def test_many_blocks_and_odd_rows_far_in(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.ingest.sheets._LONGEST_ROW", 1 << 14)
    monkeypatch.setattr("dashboard.ingest.files.CHUNK", 1000)
    lines = grid([activity(f"KG-{n:03}", title="a\nb") for n in range(500)])
    odd = sorted(random.Random(7).sample(range(1, 500), 40))
    for place in odd:
        lines[place] = lines[place][:-1] if place % 2 else [*lines[place], "x"]
    path = tmp_path / "a.csv"
    path.write_text(csv_text(lines), newline="")
    verdict = hand_in(home, path)
    assert [r.row for r in verdict.rejections] == [place + 1 for place in odd]
    good = {f"KG-{n:03}" for n in range(500) if n + 1 not in odd}
    assert current(home).keys() == {"KG-A", *good}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_line_break_is_one_where_the_file_is_cut_for_reading(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    lines = grid([activity(f"KG-{n:03}", title="satu\r\ndua é") for n in range(90)])
    content = csv_text(lines).encode(encoding)
    cut = content.index(b"\r\ndua", 5000) + 1  # between the two signs of the break
    monkeypatch.setattr("dashboard.ingest.sheets._PIECE", cut)
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    hand_in(home, path)
    titles = {row["title"] for name, row in current(home).items() if name != "KG-A"}
    assert titles == {"satu\ndua é"}


def test_a_quotation_mark_inside_a_cell_is_a_letter(home: Path, tmp_path: Path) -> None:
    """As long as it neither opens the cell nor leaves a line with an odd number of them."""
    lines = csv_text(grid([activity("KG-1", venue='Ruang 5" dan 7"'), activity("KG-2")]), "\t")
    path = tmp_path / "a.csv"
    path.write_text(lines.replace('"Ruang 5"" dan 7"""', 'Ruang 5" dan 7"'))
    assert _read(home, path)["KG-1"]["venue"] == 'Ruang 5" dan 7"'


# --- headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_headings_in_any_order_with_others_between(home: Path, tmp_path: Path, seed: int) -> None:
    names = template_headings("activities")
    chance = random.Random(seed)
    columns = [*names, "No", "Tindak Lanjut Internal", ""]
    chance.shuffle(columns)
    cells = [[names.get(c, c) if seed % 2 else c for c in columns]]
    cells += [[row.get(c, "x" if c else "") for c in columns] for row in ROWS]
    path = tmp_path / "a.csv"
    path.write_text(csv_text(cells), encoding="utf-8", newline="")
    told = [w.values["headings"] for w in preview(home, path).warnings if "headings" in w.values]
    assert told == ["Tindak Lanjut Internal"]
    assert _read(home, path) == _truth(ROWS)


def test_english_and_indonesian_headings_and_shouting(home: Path, tmp_path: Path) -> None:
    given = {
        "ACTIVITY ID": "KG-1",
        "Tgl. Kegiatan": "Jum'at (26/7/2024)",
        "type of activity": "Coordination meeting",
        "Tingkat  Penyelenggara": "Kab/Kota",
        "SCOPE": "Se-kabupaten",
        "Kab./Kota": "Kab. Cilacap",
        "PENYELENGGARA :": "Bawaslu Kabupaten Cilacap",
        "Pemilu/Pemilihan": "Pilkada Tahun 2024",
        "sasaran": "ASN, TNI dan Polri",
        "Jml. Peserta": "1 200 orang",
        "Uraian Kegiatan": "Rakor",
    }
    (record,) = _read(home, csv_file(tmp_path / "a.csv", [given])).values()
    wanted = activity(
        "KG-1",
        date_from="2024-07-26",
        date_to="2024-07-26",
        kind="rapat_koordinasi",
        level="kabupaten_kota",
        scope="wilayah",
        organiser="Bawaslu Kabupaten Cilacap",
        source_name="Bawaslu Kabupaten Cilacap",
        targets="asn;tni;polri",
        participants="1200",
        title="Rakor",
        institutions="",
        signed="unknown",
    )
    assert record == _truth([wanted])["KG-1"]


# --- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_as_offices_make_it(home: Path, tmp_path: Path) -> None:
    """A merged title, real days, numbers, formulas' values, blank rows, other and hidden sheets."""
    headings = template_headings("activities")
    columns = [c for c in headings if c not in ("date_to", "note", "source_url")]
    rows = [
        activity("KG-1", participants="1200", date_from="2024-06-28"),
        activity("KG-2", participants="35", date_from="2024-06-29", date_doubtful="true"),
        activity("KG-3", participants="70", date_from="2024-06-30"),
    ]
    path = tmp_path / "rekap.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd mmmm yyyy"})
        page = book.add_worksheet("Rekap 2024")
        page.merge_range(0, 0, 0, 9, "REKAPITULASI KEGIATAN")
        page.merge_range(1, 0, 1, 9, "Kabupaten Cilacap")
        page.write_row(3, 2, [headings[c] for c in columns])
        for line, row in enumerate(rows):
            at = 5 + 2 * line  # a blank row under each
            for place, column in enumerate(columns, start=2):
                text = row[column]
                if column == "date_from":
                    page.write_datetime(at, place, dt.datetime.fromisoformat(text), day)
                elif column == "participants":
                    page.write_formula(at, place, "=1+1", None, int(text))
                elif column == "date_doubtful":
                    page.write_boolean(at, place, text == "true")
                elif column == "title":
                    page.write_formula(at, place, '="Ke"&"giatan"', None, text)
                else:
                    page.write_string(at, place, text)
        hidden = book.add_worksheet("Daftar")
        hidden.write_row(0, 0, columns)
        hidden.write_row(1, 0, ["KG-9"])
        hidden.hide()
        book.add_worksheet("Catatan").write_column(0, 0, ["Catatan", "Tidak ada tabel di sini"])
        book.add_worksheet("Kosong")
        book.add_chartsheet("Grafik").set_chart(_chart(book))
    verdict = preview(home, path)
    passed_over = {w.values["sheet"] for w in verdict.warnings if "sheet" in w.values}
    assert passed_over == {"rekap.xlsx [Daftar]", "rekap.xlsx [Catatan]"}
    assert [(s.sheet, s.counts.read) for s in verdict.sheets] == [("Rekap 2024", 3)]
    assert sorted(row.row for row in verdict.rows) == [6, 8, 10]
    wanted = [row | {"date_to": row["date_from"]} for row in rows]
    assert _read(home, path) == _truth(wanted)


def _chart(book: xlsxwriter.Workbook) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Rekap 2024'!$A$1:$A$3"})
    return chart


def test_several_sheets_of_several_tables(home: Path, tmp_path: Path) -> None:
    path = xlsx_file(
        tmp_path / "a.xlsx",
        {
            "Kegiatan": grid(ROWS[:2]),
            "Pelanggaran": grid([violation("PL-1"), violation("PL-2", people="3")]),
            "Kegiatan lain": grid(ROWS[2:]),
        },
    )
    assert _read(home, path) == _truth(ROWS)
    wanted = _truth([violation("PL-1"), violation("PL-2", people="3")], "violations")
    assert current(home, "violations") == wanted


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!"])
def test_failed_and_uncalculated_formulas_are_never_taken_for_empty(
    home: Path, tmp_path: Path, error: str
) -> None:
    headings, *rows = grid([activity(f"KG-{n}") for n in range(4)])
    places = [headings.index(c) for c in ("participants", "venue", "title")]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("A")
        page.write_row(0, 0, headings)
        for line, row in enumerate(rows, start=1):
            page.write_row(line, 0, row)
        for line, place in enumerate(places, start=1):
            page.write_formula(line, place, "=1/0", None, error)
    verdict = hand_in(home, path)
    assert [(r.row, r.column, r.found) for r in verdict.rejections] == [
        (line, headings[place], error) for line, place in enumerate(places, start=2)
    ]
    assert current(home).keys() == {"KG-A", "KG-3"}


def test_a_formula_without_a_value_is_rejected(home: Path, tmp_path: Path) -> None:
    """As programs write it that cannot calculate."""
    headings, *rows = grid([activity("KG-1"), activity("KG-2")])
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("A")
        page.write_row(0, 0, headings)
        for line, row in enumerate(rows, start=1):
            page.write_row(line, 0, row)
        page.write_formula(1, headings.index("participants"), "=2+3", None, "")
        page.write_formula(1, len(headings) - 1, "=A1", None, "")
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b' t="str"><f>', b"><f>").replace(b"<v></v>", b"")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    verdict = hand_in(home, path)
    assert {(r.row, r.column) for r in verdict.rejections} == {(2, "participants"), (2, "note")}
    assert current(home).keys() == {"KG-A", "KG-2"}


def test_numbers_that_a_spreadsheet_made_of_codes(home: Path, tmp_path: Path) -> None:
    """33.01 is a code; 33.1 may be 33.01 or 33.10, and nobody guesses."""
    headings, first, second = grid([activity("KG-1"), activity("KG-2")])
    place = headings.index("regency_codes")
    rows: list[list[object]] = [list(headings), list(first), list(second)]
    rows[1][place], rows[2][place] = 33.01, 33.1
    verdict = hand_in(home, xlsx_file(tmp_path / "a.xlsx", {"A": rows}))
    (rejection,) = verdict.rejections
    assert (rejection.row, rejection.column) == (3, "regency_codes")
    assert "Kabupaten Cilacap" in rejection.expected
    assert current(home)["KG-1"]["regency_codes"] == ["33.01"]


# --- ODS ------------------------------------------------------------------------------------------


def _ods_cell(value: object) -> str:
    if isinstance(value, dt.date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        text = f"{value:%d/%m/%Y}"
    elif isinstance(value, int):
        kind, text = f'office:value-type="float" office:value="{value}"', f"{value:,}"
    elif value == "":
        return "<table:table-cell/>"
    else:
        kind, text = 'office:value-type="string"', str(value)
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"


def _ods_file(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """An OpenDocument spreadsheet by hand, with the runs of empty rows that programs append."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"
            for row in rows
        )
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def test_an_ods_with_a_title_days_and_numbers(home: Path, tmp_path: Path) -> None:
    headings, *rows = grid(ROWS)
    cells: list[list[object]] = [["Rekap"], [], list(headings)]
    for row in rows:
        typed: list[object] = list(row)
        for column, read in (("date_from", dt.date.fromisoformat), ("participants", int)):
            place = headings.index(column)
            typed[place] = read(row[place]) if row[place] else ""
        cells.append(typed)
    path = _ods_file(tmp_path / "a.ods", {"Kosong": [], "Kegiatan": cells})
    verdict = preview(home, path)
    assert sorted(row.row for row in verdict.rows) == [4, 5, 6]
    wanted = [ROWS[0], ROWS[1], ROWS[2] | {"note": "tab\tdi dalam"}]
    assert _read(home, path) == _truth(wanted)


# --- Parquet --------------------------------------------------------------------------------------


def test_parquet_with_typed_columns(home: Path, tmp_path: Path) -> None:
    record_type = RECORD_TYPES["activities"]
    rows = [*ROWS, activity("KG-4", institutions="Dinas A, Cilacap", regency_codes="")]
    table = arrow_table(record_type, [record_type.model_validate(row) for row in rows])
    kind = table.column("kind").dictionary_encode()
    doubtful = table.column("participants").cast(pa.float64())
    moments = table.column("date_from").cast(pa.timestamp("us"))
    for name, column in (("kind", kind), ("participants", doubtful), ("date_from", moments)):
        table = table.set_column(table.schema.get_field_index(name), name, column)
    path = tmp_path / "a.parquet"
    pq.write_table(table, path, row_group_size=2)
    assert _read(home, path) == _truth(rows)


@pytest.mark.parametrize("table", ["published_figures", "risk_index", "violations"])
def test_parquet_written_by_a_version_is_read_back(tmp_path: Path, table: str) -> None:
    """All embedded records of the table, each type of column among them."""
    home = tmp_path / "home"
    ensure_first_version(home)
    version = open_version(home)
    verdict = preview(home, version.folder / version.manifest.tables[table].file)
    assert verdict.rejections == []
    assert verdict.counts.read == verdict.counts.unchanged == version.manifest.tables[table].rows


def test_a_csv_of_the_embedded_records_is_unchanged(tmp_path: Path) -> None:
    home = tmp_path / "home"
    ensure_first_version(home)
    verdict = preview(home, *(RECORDS / f"{table}.csv" for table in RECORD_TYPES))
    assert verdict.rejections == []
    assert verdict.counts.read == verdict.counts.unchanged > 1000


def test_a_wrong_file_among_the_right_names_what_it_found(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "harga.csv"
    path.write_text("barang;harga\nkertas;5\n")
    with pytest.raises(IngestError) as caught:
        preview(home, csv_file(tmp_path / "a.csv", ROWS), path)
    assert caught.value.values["found"] == "barang, harga"


def test_words_merged_downwards_stand_in_each_row_but_numbers_do_not(
    home: Path, tmp_path: Path
) -> None:
    """Three rows under one merged kabupaten/kota, day and number of participants."""
    rows = [
        activity(f"KG-{n}", title=f"Kegiatan {n}", signed="yes", participants="") for n in range(3)
    ]
    headings, *cells = grid(rows)
    path = tmp_path / "gabung.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, headings)
        for line, row in enumerate(cells, start=1):
            page.write_row(line, 0, row)
        place, people = headings.index("regency_codes"), headings.index("participants")
        page.merge_range(1, place, 3, place, "Kab. Cilacap")
        page.merge_range(1, people, 3, people, 300)
    assert hand_in(home, path).counts.accepted == 3
    stored_rows = [current(home)[f"KG-{n}"] for n in range(3)]
    assert [row["regency_codes"] for row in stored_rows] == [["33.01"]] * 3
    assert [row["participants"] for row in stored_rows] == [300, None, None]


def test_events_that_name_no_regency_are_told(home: Path, tmp_path: Path) -> None:
    placeless = activity("KG-1", regency_codes="", district_code="")
    national = activity("KG-2", regency_codes="", district_code="", level="provinsi")
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", [placeless, national]))
    told = [str(warning) for warning in verdict.warnings if "no kabupaten/kota" in str(warning)]
    assert len(told) == 1
    assert "a.csv 2" in told[0]
    assert "a.csv 3" not in told[0]
