"""Rejected rows come back as a workbook: corrected and handed in again, they are accepted."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import python_calamine as calamine
from handing import (
    KNOWN,
    activity,
    csv_file,
    csv_text,
    current,
    files_below,
    grid,
    hand_in,
    preview,
    violation,
    xlsx_file,
)
from making import make_version

from dashboard.ingest import IngestError
from dashboard.ingest.headings import REASON_PREFIX, template_headings
from dashboard.ingest.quarantine import REASONS

Cells = list[list[str]]
Book = dict[str, Cells]

NIP = "198701012010011001"
NIK = "3301 0123 4567 8901"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_version(tmp_path / "home", activities=[KNOWN])
    return tmp_path / "home"


def _book(path: Path) -> Book:
    """All sheets of a workbook by name, every cell as text."""
    book = calamine.load_workbook(str(path))
    return {
        name: [
            [str(value) for value in row]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }


def _corrected(book: Book, sheet: str, corrections: Mapping[tuple[int, str], str]) -> Book:
    """The workbook with other texts in the cells named by line (from 1) and heading."""
    headings, *rows = [list(row) for row in book[sheet]]
    for (line, heading), text in corrections.items():
        rows[line - 1][headings.index(heading)] = text
    return book | {sheet: [headings, *rows]}


def _headed(row: Mapping[str, str], table: str) -> dict[str, str]:
    """The row below the headings of a template."""
    headings = template_headings(table)
    return {headings[column]: text for column, text in row.items()}


WRONG: list[tuple[dict[str, str], str, str, str]] = [
    ({"date_from": "31 Februari 2024"}, "date_from", "calendar", "29 Februari 2024"),
    ({"date_from": "Senin, 17 Oktober 2024"}, "date_from", "weekday", "Kamis, 17 Oktober 2024"),
    ({"date_from": "5 Mei 2009"}, "date_from", "2010", "5 Mei 2019"),
    ({"date_from": "1/1/2090"}, "date_from", "future", "1/1/2020"),
    ({"kind": "Pokja"}, "kind", "allowed words", "Pembentukan Pokja"),
    ({"kind": ""}, "kind", "empty", "Rakor"),
    ({"regency_codes": "Cilacp"}, "regency_codes", "official name", "Kab. Cilacap"),
    (
        {"province_code": "", "regency_codes": "Sukabumi"},
        "regency_codes",
        "Kabupaten Sukabumi",
        "Kota Sukabumi",
    ),
    ({"participants": "banyak"}, "participants", "count", "1.200"),
    ({"election": "Pemilihan"}, "election", "election", "Pilkada 2024"),
    ({"title": "x" * 2001}, "title", "2000", "Rapat"),
    ({"source_url": "laman kantor"}, "source_url", "https://", "https://example.org/a"),
    ({"targets": "ASN; Presiden"}, "targets", "allowed words", "ASN; TNI"),
    ({"date_to": "1 Oktober 2024"}, "date_to", "after", "18 Oktober 2024"),
    ({"pokja": "dibentuk"}, "forum", "needs the forum", "Pokja"),
    ({"district_code": "33.02.01"}, "district_code", "official name", ""),
    ({"note": f"NIP {NIP}"}, "note", "NIP", ""),
    ({"institutions": f"Dinas; {NIK}"}, "institutions", "NIP", "Dinas"),
]


def test_every_wrong_cell_is_named_corrected_and_accepted(home: Path, tmp_path: Path) -> None:
    rows = [
        _headed(activity(f"KG-{n:02}") | {"forum": ""} | wrong, "activities")
        for n, (wrong, *_) in enumerate(WRONG)
    ]
    verdict = hand_in(home, csv_file(tmp_path / "setoran.csv", rows))
    assert (verdict.counts.read, verdict.counts.rejected) == (len(WRONG), len(WRONG))
    assert not verdict.published
    by_row = {r.row: r for r in verdict.rejections}
    assert len(by_row) == len(verdict.rejections)  # one reason each
    headings = template_headings("activities")
    for row, (_, column, words, _) in enumerate(WRONG, start=2):
        assert (by_row[row].column, by_row[row].heading) == (column, headings[column])
        assert words in by_row[row].expected
        assert (by_row[row].file, by_row[row].sheet) == ("setoran.csv", None)
    assert verdict.quarantine is not None
    book = _book(verdict.quarantine)
    assert list(book) == ["setoran", "Reasons"]
    titles = book["setoran"][0]
    for line, (_, column, words, _) in enumerate(WRONG, start=1):
        cells = dict(zip(titles, book["setoran"][line], strict=True))
        assert words in cells[REASON_PREFIX + headings[column]]
    corrections = {
        (line, headings[column]): right for line, (_, column, _, right) in enumerate(WRONG, start=1)
    }
    again = xlsx_file(tmp_path / "perbaikan.xlsx", _corrected(book, "setoran", corrections))
    verdict = hand_in(home, again)
    assert verdict.rejections == []
    assert verdict.counts.accepted == verdict.counts.read == len(WRONG)
    assert current(home).keys() == {"KG-A", *(f"KG-{n:02}" for n in range(len(WRONG)))}


def test_handed_in_again_as_it_is_it_is_rejected_for_the_same_reasons(
    home: Path, tmp_path: Path
) -> None:
    rows = [
        _headed(activity(f"KG-{n:02}") | {"forum": ""} | wrong, "activities")
        for n, (wrong, *_) in enumerate(WRONG)
        if not any(len(text) > 2000 or "NI" in text or NIK in text for text in wrong.values())
    ]
    first = hand_in(home, csv_file(tmp_path / "setoran.csv", rows))
    assert first.quarantine is not None
    second = hand_in(home, first.quarantine)
    told = [[(r.column, r.found, r.expected) for r in v.rejections] for v in (first, second)]
    assert told[0] == told[1]
    assert second.quarantine is not None
    assert _book(second.quarantine)["setoran"] == _book(first.quarantine)["setoran"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sheet_of_reasons_is_passed_over_whatever_it_tells(
    home: Path, tmp_path: Path, language: str
) -> None:
    """Its lines name headings, and what was found may look like one."""
    rows = [
        _headed(activity(f"KG-{n}") | {"kind": found, "scope": "Kecamatan/Desa"}, "activities")
        for n, found in enumerate(["Pokja", "Forum", "Tempat"])
    ]
    path = xlsx_file(tmp_path / "Judul.xlsx", {"Kegiatan": grid(rows)})
    verdict = hand_in(home, path, language=language)
    assert verdict.quarantine is not None
    again = hand_in(home, verdict.quarantine)
    assert (again.counts.read, again.counts.rejected) == (3, 3)


def test_several_sheets_and_rows_of_no_length(home: Path, tmp_path: Path) -> None:
    activities = [activity("KG-1"), activity("KG-2", kind="tiada")]
    cases = [violation("PL-1", status="tiada"), violation("PL-2")]
    book = xlsx_file(
        tmp_path / "buku.xlsx", {"Kegiatan": grid(activities), "Kasus": grid(cases), "Lain": []}
    )
    text = tmp_path / "pendek.csv"
    lines = grid([activity("KG-3"), activity("KG-4"), activity("KG-5")])
    lines[1], lines[3] = lines[1][:-3], [*lines[3], "lebih", "lagi"]
    text.write_text(csv_text(lines))
    verdict = hand_in(home, book, text)
    assert [(s.counts.accepted, s.counts.rejected) for s in verdict.sheets] == [
        (1, 1),
        (1, 1),
        (1, 2),
    ]
    assert verdict.quarantine is not None
    kept = _book(verdict.quarantine)
    assert list(kept) == ["Kegiatan", "Kasus", "pendek", "Reasons"]
    assert [row[0] for row in kept["Kegiatan"]] == ["activity_id", "KG-2"]
    assert [row[0] for row in kept["Kasus"]] == ["violation_id", "PL-1"]
    assert [row[0] for row in kept["pendek"]] == ["activity_id", "KG-3", "KG-5"]
    assert {"lebih", "lagi"} <= set(kept["pendek"][2])  # nothing that was handed in is lost
    rows = {r.row: r for r in verdict.rejections if r.file == "pendek.csv"}
    assert rows.keys() == {2, 4}
    assert "21 cells" in rows[2].expected
    assert "26 cells" in rows[4].expected
    assert rows[2].column is rows[2].heading is None


def test_the_archive_tells_the_same_as_the_workbook(home: Path, tmp_path: Path) -> None:
    rows = [activity(f"KG-{n}", kind="tiada", participants="-5") for n in range(30)]
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", rows))
    assert verdict.quarantine is not None
    folder = verdict.quarantine.parent
    reasons: list[dict[str, Any]] = pq.read_table(folder / REASONS).to_pylist()
    assert [tuple(r.values()) for r in reasons] == [
        (r.file, r.sheet, r.row, r.heading, r.column, r.found, r.expected, r.suggestion)
        for r in verdict.rejections
    ]
    archived = pq.read_table(folder / "rows_0.parquet").to_pylist()
    assert [row["row"] for row in archived] == list(range(2, 32))
    assert [row["cells"] for row in archived] == [list(row.values()) for row in rows]
    told = _book(verdict.quarantine)["Reasons"]
    assert sum(row[0] == "a.csv" for row in told) == len(reasons)


# --- personal data --------------------------------------------------------------------------------


def _everything_below(folder: Path) -> bytes:
    """The bytes of all files, those of workbooks and Parquet files in plain text too."""
    found: list[bytes] = []
    for name, content in files_below(folder).items():
        found.append(name.encode() + content)
        path = folder / name
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(path) as archive:
                found += [archive.read(member) for member in archive.namelist()]
        elif name.endswith(".parquet"):
            found.append(str(pq.read_table(path).to_pylist()).encode())
    return b"\n".join(found)


def _digits(content: bytes) -> bytes:
    return bytes(c for c in content if c not in b" .-/")


def _in_cell(column: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        row = activity("KG-1") | {
            "Kolom lain": "x",
            column: f"lihat {NIP}, {NIK} atau kantor.uji@example.org",
        }
        bad = activity("KG-2", kind="tiada") | {"Kolom lain": "x"}
        return csv_file(folder / "a.csv", [row, bad])

    return make


def _without_headings(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_text(f"{NIP},{NIK},kantor.uji@example.org\n1,2,3\n")
    return path


def _in_long_row(folder: Path) -> Path:
    path = folder / "a.csv"
    cells = grid([activity("KG-1")])
    path.write_text(csv_text([*cells, [*cells[1], NIP, NIK, "kantor.uji@example.org"]]))
    return path


def _as_number(folder: Path) -> Path:
    cells: list[list[object]] = [list(row) for row in grid([activity("KG-1")])]
    cells[1][cells[0].index("note")] = 3301012345678901
    return xlsx_file(folder / "a.xlsx", {"A": cells})


def _in_headings(folder: Path) -> Path:
    row = activity("KG-1") | {f"Pejabat {NIP}": "x", NIK: "y", "kantor.uji@example.org": "z"}
    return csv_file(folder / "a.csv", [row, activity("KG-2", kind="tiada") | row])


def _in_name(folder: Path) -> Path:
    return csv_file(folder / f"{NIP}.csv", [activity("KG-1"), activity("KG-2", kind="tiada")])


def _in_sheet_name(folder: Path) -> Path:
    rows = grid([activity("KG-1"), activity("KG-2", kind="tiada")])
    return xlsx_file(folder / "a.xlsx", {NIP: rows, "kantor.uji@example.org": []})


@pytest.mark.parametrize(
    "make",
    [
        *(
            pytest.param(_in_cell(column), id=column)
            for column in activity() | {"Kolom lain": ""}
            if column != "source_url"
        ),
        pytest.param(_without_headings, id="no headings"),
        pytest.param(_in_long_row, id="long row"),
        pytest.param(_as_number, id="number"),
        pytest.param(_in_headings, id="headings"),
        pytest.param(_in_name, id="file name"),
        pytest.param(_in_sheet_name, id="sheet name"),
    ],
)
def test_no_file_of_the_home_holds_a_personal_number_or_address(
    home: Path, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)
    try:
        hand_in(home, path)
        preview(home, path)
    except IngestError:
        pass
    assert (home / "journal.jsonl").read_text().count("\n") == 2
    content = _everything_below(home)
    for personal in (NIP, NIK):
        assert _digits(personal.encode()) not in _digits(content)
    assert b"kantor.uji@" not in content
