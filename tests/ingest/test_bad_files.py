"""Bad input: one sentence that says what and where, and nothing of the batch is published."""

import codecs
import os
import resource
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import python_calamine as calamine
from handing import (
    KNOWN,
    activity,
    csv_file,
    csv_text,
    current,
    grid,
    hand_in,
    pantau,
    preview,
    published,
    violation,
    xlsx_file,
)
from hostile import bomb, laughing_workbook, pack, workbook
from making import make_version

from dashboard import journal
from dashboard.ingest import IngestError
from dashboard.ingest.files import MOST_MEMBERS
from dashboard.ingest.spreadsheet import MEMORY

Maker = Callable[[Path], Path]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that all refusals of this file leave as it is."""
    home = tmp_path_factory.mktemp("bad") / "home"
    make_version(home, activities=[KNOWN])
    return home


def _good_and(broken: bytes, at: int = 1) -> bytes:
    """A CSV file of three lines, with the bytes between the first ones and the rest."""
    lines = csv_text(grid([activity("KG-1"), activity("KG-2")])).encode().splitlines(True)
    return b"".join([*lines[:at], broken, *lines[at:]])


# --- makers: each writes one file into the folder -----------------------------------------------


def _write(name: str, content: bytes) -> Maker:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def _headings_only(folder: Path) -> Path:
    return csv_file(folder / "kepala.csv", [activity()][:1]).parent / _cut(folder / "kepala.csv")


def _cut(path: Path) -> str:
    path.write_bytes(path.read_bytes().splitlines(True)[0])
    return path.name


def _xlsx_headings_only(folder: Path) -> Path:
    return xlsx_file(folder / "kepala.xlsx", {"A": grid([activity()])[:1], "B": []})


def _no_cells(folder: Path) -> Path:
    return xlsx_file(folder / "kosong.xlsx", {"A": []})


def _declared_bomb(folder: Path) -> Path:
    return pack(folder / "besar.xlsx", workbook(folder), {"xl/worksheets/sheet1.xml": 2 << 30})


def _many_members(folder: Path) -> Path:
    parts = workbook(folder) | {f"xl/media/{n}.bin": b"" for n in range(10_000)}
    assert len(parts) > MOST_MEMBERS
    return pack(folder / "banyak.xlsx", parts)


def _nested(folder: Path) -> Path:
    inner = pack(folder / "isi.xlsx", workbook(folder))
    return pack(folder / "arsip.xlsx", {"isi.xlsx": inner.read_bytes()})


def _macros(folder: Path) -> Path:
    parts = workbook(folder)
    types = parts["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    macro = {"[Content_Types].xml": types, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500)}
    return pack(folder / "makro.xlsx", parts | macro)


def _truncated_xlsx(folder: Path) -> Path:
    path = pack(folder / "putus.xlsx", workbook(folder))
    path.write_bytes(path.read_bytes()[:-200])
    return path


def _broken_part(folder: Path) -> Path:
    sheet = workbook(folder)["xl/worksheets/sheet1.xml"]
    return pack(
        folder / "sobek.xlsx",
        workbook(folder) | {"xl/worksheets/sheet1.xml": sheet[: len(sheet) // 2]},
    )


def _wrong_checksum(folder: Path) -> Path:
    path = pack(folder / "rusak.xlsx", workbook(folder))
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    content[member.header_offset + 200] ^= 0xFF
    path.write_bytes(content)
    return path


def _locked_member(folder: Path) -> Path:
    """An archive whose directory says that its parts are encrypted."""
    path = pack(folder / "sandi.xlsx", workbook(folder))
    content = path.read_bytes()
    path.write_bytes(
        content.replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
        )
    )
    return path


def _truncated_parquet(folder: Path) -> Path:
    path = folder / "putus.parquet"
    pq.write_table(pa.Table.from_pylist([activity()]), path)
    path.write_bytes(path.read_bytes()[:-30])
    return path


def _hollow_parquet(folder: Path) -> Path:
    """The end of the file, which describes it, is whole; the data before it is not."""
    path = folder / "bolong.parquet"
    rows = [activity(f"KG-{n}", title=f"Kegiatan {n}") for n in range(2000)]
    pq.write_table(pa.Table.from_pylist(rows), path)
    content = bytearray(path.read_bytes())
    content[100:2000] = os.urandom(1900)
    path.write_bytes(content)
    return path


def _wide_csv(folder: Path) -> Path:
    path = folder / "lebar.csv"
    cells = grid([activity() | {f"x{n}": "1" for n in range(10_000)}])
    path.write_text(csv_text(cells))
    return path


def _wide_xlsx(folder: Path) -> Path:
    cells = grid([activity() | {f"x{n}": "1" for n in range(10_000)}])
    return xlsx_file(folder / "lebar.xlsx", {"A": cells})


def _wide_parquet(folder: Path) -> Path:
    path = folder / "lebar.parquet"
    row = activity() | {f"x{n}": "1" for n in range(10_000)}
    pq.write_table(pa.Table.from_pylist([row]), path)
    return path


def _long_row(folder: Path) -> Path:
    path = folder / "panjang.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(csv_text(grid([activity()])))
        file.write("A" * (140 << 20))
    return path


def _never_closed(delimiter: str, name: str) -> Maker:
    def make(folder: Path) -> Path:
        cells = grid([activity("KG-1", title="Rapat"), activity("KG-2"), activity("KG-3")])
        text = csv_text(cells, delimiter).replace("Rapat", '"Rapat', 1)
        (folder / name).write_text(text)
        return folder / name

    return make


def _quoted_after_open(folder: Path) -> Path:
    """Proper quoted cells before the one that is never closed."""
    cells = grid([activity("KG-1", title="Rapat; koordinasi"), activity("KG-2", title="Apel")])
    text = csv_text(cells, ";").replace("Apel", '"Apel')
    (folder / "kutip.csv").write_text(text)
    return folder / "kutip.csv"


def _two_stray_quotes(folder: Path) -> Path:
    """Each of two rows opens a quotation mark: taken together they look like one long cell."""
    cells = grid([activity(f"KG-{n}", title=f"Judul {n}") for n in range(1, 6)])
    text = csv_text(cells).replace("Judul 2", '"Judul 2').replace("Judul 4", '"Judul 4')
    (folder / "dua.csv").write_text(text)
    return folder / "dua.csv"


def _utf16_cut(folder: Path) -> Path:
    content = codecs.BOM_UTF16_LE + csv_text(grid([activity()])).encode("utf-16-le")
    return _write("utf16.csv", content[:-1])(folder)


def _utf16_lone_surrogate(folder: Path) -> Path:
    text = csv_text(grid([activity(title="Rapat")])).encode("utf-16-le")
    broken = text.replace("Rapat".encode("utf-16-le"), b"\x00\xd8R\x00")
    return _write("utf16.csv", codecs.BOM_UTF16_LE + broken)(folder)


def _directory(folder: Path) -> Path:
    (folder / "map.csv").mkdir()
    return folder / "map.csv"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipa.csv")
    return folder / "pipa.csv"


def _loop(folder: Path) -> Path:
    (folder / "lingkar.csv").symlink_to(folder / "lingkar.csv")
    return folder / "lingkar.csv"


_PEOPLE = [("Nama Terlapor", "Orang Contoh"), ("NIP", "1"), ("NIK", "2"), ("Alamat E-mail", "3")]

BAD: dict[str, tuple[Maker, list[str]]] = {
    "empty file": (_write("kosong.csv", b""), ["kosong.csv", "empty"]),
    "only a byte order mark": (_write("bom.csv", codecs.BOM_UTF8), ["bom.csv"]),
    "only blank lines": (_write("baris.csv", b"\n\n \n"), ["baris.csv", "heading"]),
    "headings only": (_headings_only, ["kepala.csv", "no row"]),
    "workbook with headings only": (_xlsx_headings_only, ["kepala.xlsx", "no row"]),
    "workbook without a cell": (_no_cells, ["kosong.xlsx", "empty"]),
    "wrong table": (
        _write("gaji.csv", b"bulan,gaji\n2024-01,5\n"),
        ["gaji.csv", "heading", "bulan, gaji"],
    ),
    "an image": (_write("foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)), ["foto.csv", "PNG"]),
    "a photograph": (_write("foto.csv", b"\xff\xd8\xff\xe0" + bytes(99)), ["foto.csv", "JPEG"]),
    "a PDF": (_write("surat.csv", b"%PDF-1.7\n"), ["surat.csv", "PDF", "CSV"]),
    "an old or locked workbook": (
        _write("lama.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ["lama.xlsx", "XLS", ".xlsx"],
    ),
    "a web page": (_write("laman.csv", b"<html><table></table>"), ["laman.csv", "HTML"]),
    "a bomb that says so": (_declared_bomb, ["besar.xlsx", "2048 MB"]),
    "10,000 parts": (_many_members, ["banyak.xlsx", "parts"]),
    "a workbook in an archive": (_nested, ["arsip.xlsx", "archive"]),
    "macros": (_macros, ["makro.xlsx", "macros"]),
    "a workbook cut off": (_truncated_xlsx, ["putus.xlsx", "damaged"]),
    "a sheet cut off": (_broken_part, ["sobek.xlsx", "damaged"]),
    "a part that is not what its checksum says": (_wrong_checksum, ["rusak.xlsx", "damaged"]),
    "a locked archive": (_locked_member, ["sandi.xlsx", "password"]),
    "entities of a billion characters": (
        lambda folder: laughing_workbook(folder, folder / "tawa.xlsx"),
        ["tawa.xlsx"],
    ),
    "Parquet cut off": (_truncated_parquet, ["putus.parquet", "damaged"]),
    "Parquet with holes": (_hollow_parquet, ["bolong.parquet", "damaged"]),
    "10,000 columns": (_wide_csv, ["lebar.csv", "10024 columns", "256"]),
    "10,000 columns in a workbook": (_wide_xlsx, ["lebar.xlsx [A]", "10024 columns"]),
    "10,000 columns in Parquet": (_wide_parquet, ["lebar.parquet", "10024 columns"]),
    "a row over 64 MB": (_long_row, ["panjang.csv", "64 MB"]),
    "NUL bytes": (_write("nul.csv", _good_and(b"KG-\0,\n")), ["nul.csv", "line 2", "NUL"]),
    "two encodings": (
        _write("campur.csv", _good_and("é,\n".encode()) + "é\n".encode("cp1252")),
        ["campur.csv", "line 5", "encoding"],
    ),
    "a byte of no encoding": (
        _write("asing.csv", _good_and(b"\x81,\n", at=2)),
        ["asing.csv", "line 3", "encoding"],
    ),
    "UTF-16 cut off": (_utf16_cut, ["utf16.csv", "cut off"]),
    "UTF-16 with half a character": (_utf16_lone_surrogate, ["utf16.csv", "damaged"]),
    "a quotation mark never closed": (
        _never_closed(",", "kutip.csv"),
        ["kutip.csv", "line 2", "quotation mark"],
    ),
    "a quotation mark never closed between semicolons": (
        _never_closed(";", "kutip.csv"),
        ["kutip.csv", "line 2", "quotation mark"],
    ),
    "a quotation mark never closed after quoted cells": (
        _quoted_after_open,
        ["kutip.csv", "line 3", "quotation mark"],
    ),
    "two stray quotation marks": (_two_stray_quotes, ["dua.csv", "line 3", "quotation mark"]),
    "a directory": (_directory, ["map.csv", "not a file"]),
    "a pipe": (_pipe, ["pipa.csv", "not a file"]),
    "no file": (lambda folder: folder / "tiada.csv", ["no file", "tiada.csv"]),
    "a file as a folder": (
        lambda folder: csv_file(folder / "a.csv", [activity()]) / "b.csv",
        ["b.csv", "cannot be read", "Not a directory"],
    ),
    "a link to itself": (_loop, ["lingkar.csv", "cannot be read"]),
    "a path that cannot be read": (
        lambda folder: Path("/proc/self/mem"),
        ["mem", "cannot be read", "Input/output error"],
    ),
    **{
        f"a column “{heading}”": (
            _write("orang.csv", csv_text(grid([activity() | {heading: value}])).encode()),
            ["orang.csv", heading, "persons"],
        )
        for heading, value in _PEOPLE
    },
    "a heading twice": (
        _write("ganda.csv", csv_text(grid([activity() | {"Tanggal": "2024-01-01"}])).encode()),
        ["ganda.csv", "date_from", "Tanggal"],
    ),
    "a column missing": (
        _write(
            "kurang.csv",
            csv_text(grid([{k: v for k, v in activity().items() if k != "kind"}])).encode(),
        ),
        ["kurang.csv", "missing", "activities", "Jenis Kegiatan (kind)"],
    ),
}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_one_sentence_and_nothing_published(
    home: Path, tmp_path: Path, make: Maker, words: list[str]
) -> None:
    before, records = published(home), current(home)
    lines = len(journal.entries(home))
    bad = make(tmp_path)
    told = pantau("ingest", bad, home=home)
    assert told.code == 2
    assert told.out == ""
    assert told.err.count("\n") == 1, told.err
    for word in words:
        assert word in told.err
    assert published(home) == before
    assert current(home) == records
    assert not (home / "quarantine").exists()
    assert not any((home / "work").iterdir())
    *_, entry = journal.entries(home)
    assert len(journal.entries(home)) == lines + 1
    assert (entry.action, entry.version) == ("refused", None)
    assert [file.file for file in entry.files] == [bad.name]
    assert entry.reason == told.err.strip()


# --- bombs, and a cell of 50 MB -------------------------------------------------------------------


@pytest.mark.parametrize(("megabytes", "declared"), [(4000, 100), (600, None)])
def test_a_bomb_does_not_exhaust_memory(
    home: Path, tmp_path: Path, megabytes: int, declared: int | None
) -> None:
    before = published(home)
    path = bomb(tmp_path, tmp_path / "bom.xlsx", megabytes, declared)
    assert path.stat().st_size < 5 << 20
    own = _peak_memory(resource.RUSAGE_SELF)
    told = pantau("ingest", path, home=home)
    assert told.code == 2
    assert "bom.xlsx cannot be read" in told.err
    assert published(home) == before
    assert _peak_memory(resource.RUSAGE_SELF) - own < 200 << 20
    assert _peak_memory(resource.RUSAGE_CHILDREN) < MEMORY


def _peak_memory(whose: int) -> int:
    """The most bytes that this process, or any of its children, ever held in memory."""
    return resource.getrusage(whose).ru_maxrss << 10


@pytest.mark.parametrize(
    "column",
    [
        "title",
        "regency_codes",
        *(pytest.param(c, marks=pytest.mark.long) for c in ("kind", "date_from", "participants")),
    ],
)
def test_a_cell_of_50_mb_is_rejected_with_its_row_alone(
    home: Path, tmp_path: Path, column: str
) -> None:
    """The other row of the file is known already."""
    before, huge = published(home), "A" * (50 << 20)
    known = {k: str(v) for k, v in KNOWN.items()}
    rows = [activity("KG-A", **{k: v for k, v in known.items() if k != "activity_id"})]
    rows[0]["date_to"] = rows[0]["date_from"]
    path = csv_file(tmp_path / "besar.csv", [*rows, activity("KG-2") | {column: huge}])
    verdict = preview(home, path)
    assert (verdict.counts.read, verdict.counts.unchanged, verdict.counts.rejected) == (2, 1, 1)
    (rejection,) = verdict.rejections
    assert (rejection.row, rejection.column) == (3, column)
    assert len(rejection.found) <= 200
    assert len(rejection.expected) <= 2000
    assert published(home) == before


# --- what looks like a formula, a link or markup --------------------------------------------------

HOSTILE = [
    '=HYPERLINK("https://example.com";"klik")',
    "=1+1",
    "+62 812",
    "-2+3",
    "@SUM(A1)",
    "{=SUM(A1:A2)}",
    "\t=1+1",
    "https://example.com/laman",
    "mailto:kantor",
    "internal:Sheet1!A1",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik](https://example.com)",
    "**tebal** _miring_ `kode` $x^2$ :material/home:",
    "&lt;b&gt; & < > \" '",
    "_x0041_ dan _x000D_",
    "𝕌nicode ✓ \u202e balik",
    "{found} {0} %s %(x)s",
    "1e5",
    "TRUE",
    "#REF!",
    "0012",
]


def test_hostile_text_is_kept_as_text(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    rows = [activity(f"KG-{n:02}", title=text) for n, text in enumerate(HOSTILE)]
    accepted = [row for row in rows if row["title"] != "#REF!"]  # a formula that failed
    hand_in(home, csv_file(tmp_path / "teks.csv", rows))
    kept = current(home)
    for row in accepted:
        assert kept[row["activity_id"]]["title"] == row["title"].strip()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_hostile_text_is_text_in_the_workbook_of_rejected_rows(tmp_path: Path, kind: str) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    rows = [
        activity(f"KG-{n:02}", title=text, venue=text, kind="tiada")
        for n, text in enumerate(HOSTILE)
    ]
    path = (
        csv_file(tmp_path / "teks.csv", rows)
        if kind == "csv"
        else xlsx_file(tmp_path / "teks.xlsx", {"=1+1": grid(rows)})
    )
    verdict = hand_in(home, path)
    assert verdict.counts.rejected == len(HOSTILE)
    assert verdict.quarantine is not None
    with zipfile.ZipFile(verdict.quarantine) as archive:
        names = archive.namelist()
        sheets = [archive.read(n) for n in names if n.startswith("xl/worksheets/")]
    assert not any("rels" in name and "worksheets" in name for name in names)  # of links
    assert not any("vba" in name.lower() or "externalLink" in name for name in names)
    for sheet in map(ElementTree.fromstring, sheets):
        kinds = {element.tag.rpartition("}")[2] for element in sheet.iter()}
        assert not kinds & {"f", "hyperlink", "hyperlinks", "v"}
        assert {c.get("t") for c in sheet.iter() if c.tag.endswith("}c")} == {"inlineStr"}
    headings, *body = calamine.load_workbook(verdict.quarantine).get_sheet_by_index(0).to_python()
    for row, cells in zip(rows, body, strict=True):
        for column in ("title", "venue"):
            assert str(cells[headings.index(column)]).strip() == row[column].strip()


# --- while it is read -----------------------------------------------------------------------------


def _long_file(path: Path) -> list[str]:
    """A file that is read in many pieces; the ids of its records."""
    rows = [activity(f"KG-{n:04}", venue=f"Tempat {n}") for n in range(2000)]
    csv_file(path, rows)
    return [row["activity_id"] for row in rows]


def _hand_in_while(home: Path, path: Path, share: float, change: Callable[[], object]) -> bool:
    """Whether the file was published though another thread changes it when so much is done."""
    begun = threading.Event()
    thread = threading.Thread(target=lambda: begun.wait() and change())
    thread.start()

    def progress(done: float) -> None:
        if done >= share:
            begun.set()
            thread.join()

    try:
        return hand_in(home, path, progress=progress).published
    except IngestError as error:
        refusal = error
    finally:
        begun.set()
        thread.join()
    assert refusal.values["file"] in (path.name, str(path))  # nothing is said of the data folder
    return False


@pytest.mark.parametrize("share", [0.01, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0])
def test_a_file_deleted_while_it_is_read_is_in_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    home, path = tmp_path / "home", tmp_path / "hilang.csv"
    make_version(home, activities=[KNOWN])
    monkeypatch.setattr("dashboard.ingest.files.CHUNK", 4096)
    ids, before = _long_file(path), published(home)
    if _hand_in_while(home, path, share, path.unlink):
        assert current(home).keys() == {"KG-A", *ids}
    else:
        assert published(home) == before
    assert not path.exists()


@pytest.mark.parametrize("share", [0.01, 0.1, 0.2, 0.3, 0.5, 0.8])
def test_a_file_rewritten_while_it_is_read_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    home, path = tmp_path / "home", tmp_path / "ganti.csv"
    make_version(home, activities=[KNOWN])
    monkeypatch.setattr("dashboard.ingest.files.CHUNK", 4096)
    _long_file(path)
    before = published(home)

    def rewrite() -> None:
        path.write_bytes(path.read_bytes().replace(b"Kegiatan", b"KEGIATAN"))

    if _hand_in_while(home, path, share, rewrite):
        titles = {record["title"] for record in current(home).values()}
        assert titles == {"Kegiatan"}
    else:
        assert published(home) == before


# --- several files --------------------------------------------------------------------------------


def test_of_several_files_one_bad_one_stops_all(home: Path, tmp_path: Path) -> None:
    before = published(home)
    good = [
        csv_file(tmp_path / "a.csv", [activity("KG-1")]),
        csv_file(tmp_path / "b.csv", [violation("PL-1")]),
    ]
    bad = _truncated_parquet(tmp_path)
    for place in range(3):
        files = [*good[:place], bad, *good[place:]]
        told = pantau("ingest", *files, home=home)
        assert (told.code, told.out) == (2, "")
        assert "putus.parquet" in told.err
        assert published(home) == before
    entry = journal.entries(home)[-1]
    assert [file.file for file in entry.files] == ["a.csv", "b.csv", "putus.parquet"]


def test_a_name_of_any_bytes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    path = Path(os.fsdecode(bytes(tmp_path) + b"/\xff\n[Alasan].csv"))
    rows = [activity("KG-1"), activity("KG-2", kind="tiada")]
    told = pantau("ingest", csv_file(path, rows), home=home)
    assert told.code == 3
    assert "\\udcff" in told.out
    assert sorted(current(home)) == ["KG-1", "KG-A"]


@pytest.mark.parametrize("name", ["Alasan.csv", "Reasons.csv", "History.csv", "'.csv", "a" * 200])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_name_that_the_workbook_of_rejected_rows_cannot_take(
    tmp_path: Path, name: str, language: str
) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    path = csv_file(tmp_path / name, [activity("KG-1"), activity("KG-2", kind="tiada")])
    told = pantau("ingest", path, "--json", home=home, language=language)
    assert told.code == 3
    assert calamine.load_workbook(told.json["quarantine"]).sheet_names
