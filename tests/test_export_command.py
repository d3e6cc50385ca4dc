"""`pantau export`: the figures of the pages as files, from the command line."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from dashboard.ingest import ensure_first_version
from dashboard.pages.exhibits import EXHIBITS
from dashboard.settings import settings

JAWA_TENGAH = ("--province", "33", "--to", "2024-10-31", "--election", "pilkada_2024")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shared") / "home"
    ensure_first_version(home)
    return home


@pytest.fixture(autouse=True)
def _home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PANTAU_HOME", str(home))
    settings.cache_clear()
    yield
    settings.cache_clear()


def _run(*arguments: str, **environment: str) -> Result:
    settings.cache_clear()
    return CliRunner().invoke(main, list(arguments), env=environment)


def _made(folder: Path, name: str, suffix: str, *options: str, **environment: str) -> bytes:
    out = folder / f"{name}.{suffix}"
    result = _run("export", name, "--out", str(out), *options, **environment)
    assert result.exit_code == 0, result.stderr
    return out.read_bytes()


def _refused(*arguments: str, **environment: str) -> str:
    result = _run("export", *arguments, **environment)
    assert result.exit_code == 2, (result.stdout, result.stderr)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


def test_the_list_names_every_figure_bare_on_a_line_of_its_own() -> None:
    lines = _run("export", "--list").stdout.splitlines()
    assert lines[::2] == [*EXHIBITS, "briefing"]
    assert "coverage_map" in lines
    assert all(name.isidentifier() and name.islower() for name in lines[::2])
    assert all(line.startswith("    ") and line.strip() for line in lines[1::2])


def test_a_workbook_holds_what_the_query_answers(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(_made(tmp_path, "coverage_map", "xlsx", *JAWA_TENGAH, "--lang", "en"))
    )
    assert book.active == book.worksheets[0]
    heads, *rows = book.active.iter_rows(values_only=True)
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    answered = json.loads(
        _run("query", "coverage_by_regency", *JAWA_TENGAH, "--format", "json").stdout
    )
    assert len(found) == len(answered) == 35
    for name, column in (
        ("Code", "regency_code"),
        ("Activities", "activities"),
        ("Participants", "participants"),
        ("Suspected violations", "violations"),
        ("Kecamatan", "districts"),
    ):
        assert [row[name] for row in found] == [row[column] for row in answered], name
    days = [row["First Pokja"] and row["First Pokja"].date().isoformat() for row in found]
    assert days == [row["first_pokja_on"] for row in answered]


def test_csv_has_no_text_for_what_is_not_known(tmp_path: Path) -> None:
    text = _made(tmp_path, "coverage_map", "csv", *JAWA_TENGAH).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    answered = json.loads(
        _run("query", "coverage_by_regency", *JAWA_TENGAH, "--format", "json").stdout
    )
    assert [row["Peserta"] for row in rows] == [
        "" if row["participants"] is None else str(row["participants"]) for row in answered
    ]
    assert "nan" not in text.lower().split(",")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "pptx"])
def test_without_chromium_the_same_order_gives_the_same_file(tmp_path: Path, suffix: str) -> None:
    without = {"PANTAU_CHROMIUM": str(tmp_path / "none")}
    name = "violations_by_month"
    first = _made(tmp_path, name, suffix, "--to", "2024-12-31", **without)
    assert _made(tmp_path, name, suffix, "--to", "2024-12-31", **without) == first


def test_a_picture_without_chromium_says_how_to_install_it(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    out.write_bytes(b"yesterday's")
    said = _refused("coverage_map", "--out", str(out), PANTAU_CHROMIUM=str(tmp_path / "none"))
    assert "apt-get install chromium" in said
    assert out.read_bytes() == b"yesterday's"
    assert list(tmp_path.iterdir()) == [out]


def test_what_cannot_be_made_is_one_sentence_and_no_file(tmp_path: Path) -> None:
    out = str(tmp_path / "a.csv")
    assert "no_such" in _refused("no_such", "--out", out)
    assert "docx" in _refused("coverage_map", "--out", str(tmp_path / "a.docx"))
    assert "xlsx" in _refused("coverage_map", "--out", str(tmp_path / "a"))
    assert "--out" in _refused("coverage_map")
    assert "--list" in _refused()
    assert "99" in _refused("coverage_map", "--out", out, "--version", "99")
    assert "98" in _refused("coverage_map", "--out", out, "--province", "98")
    backwards = ("--from", "2024-02-01", "--to", "2024-01-01")
    assert "2024-02-01" in _refused("coverage_map", "--out", out, *backwards)
    assert "500x500" in _refused("coverage_map", "--out", out, "--size", "500x500")
    assert "suhu" in _refused("coverage_map", "--out", out, "--choose", "suhu=panas")
    assert "suhu" in _refused("coverage_map", "--out", out, "--choose", "suhu")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["missing/a.csv", "file/a.csv", "folder"])
def test_a_target_that_cannot_be_written_is_said(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    out = tmp_path / where if "." in where else tmp_path / where / "x.csv" / "y.csv"
    assert str(out) in _refused("coverage_map", "--out", str(out))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_filter_with_nothing_on_record_makes_a_file_that_says_so(tmp_path: Path) -> None:
    nothing = ("--regency", "33.01", "--to", "2016-01-01")
    rows = _made(tmp_path, "violations_by_month", "csv", *nothing).decode("utf-8-sig")
    assert len(rows.splitlines()) == 1
