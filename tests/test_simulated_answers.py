"""The command line, the screen and the text for the press say that records are simulated."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from simulating import simulated_home

from dashboard.cli import main
from dashboard.pages.deck import briefing
from dashboard.pages.order import Order
from dashboard.presentation.showing import Showing
from dashboard.settings import settings

WORDS = "SIMULATED DATA"


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulated_home(tmp_path_factory.mktemp("answers"))


def _query(home: Path, layout: str) -> Result:
    asked = ["query", "violations_by_category", "--format", layout, "--home", str(home)]
    result = CliRunner().invoke(main, asked, env={"PANTAU_LANGUAGE": "en"})
    assert result.exit_code == 0
    return result


def test_a_query_says_it_where_people_read_and_keeps_its_columns(made_up: Path) -> None:
    real = made_up.with_name("real")
    table = _query(made_up, "table")
    assert table.stdout == f"{WORDS}\n{_query(real, 'table').stdout}"
    for layout in ("csv", "json"):
        asked = _query(made_up, layout)
        assert (asked.stdout, asked.stderr) == (_query(real, layout).stdout, f"{WORDS}\n")
        assert _query(real, layout).stderr == ""
    assert set(json.loads(_query(made_up, "json").stdout)[0]) == set(
        next(csv.reader([_query(made_up, "csv").stdout.splitlines()[0]]))
    )


def test_an_exported_file_says_it_and_so_does_the_command(made_up: Path, tmp_path: Path) -> None:
    out = tmp_path / "peta.csv"
    asked = ["export", "coverage_map", "--out", str(out), "--lang", "en", "--home", str(made_up)]
    result = CliRunner().invoke(main, asked, env={"PANTAU_LANGUAGE": "en"})
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{WORDS}\n")
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 1 + 514
    assert {row[-1] for row in rows[1:]} == {WORDS}


def test_the_text_for_the_press_is_marked_in_each_part(made_up: Path) -> None:
    parameters = {"bahasa": ["en"], "pemilihan": ["pilkada_2024"]}
    stem, content = briefing(Order(made_up, parameters, "https://x.id"), "txt", "1920x1080")
    text = content.decode("utf-8-sig")
    first, *parts, last = text.rstrip("\n").split("\n\n")
    assert (first, last) == (WORDS, WORDS)
    assert [part.startswith(f"{WORDS}: ") for part in parts[1:-1]] == [True] * (len(parts) - 2)
    assert parts[-1].startswith(f"{WORDS} · ")
    assert "published reports" not in text
    assert stem.startswith("SIMULASI_briefing")
    _, real = briefing(
        Order(made_up.with_name("real"), parameters, "https://x.id"), "txt", "1920x1080"
    )
    assert b"imulat" not in real


def test_the_screen_gets_the_mark_to_lay_over_the_figure(made_up: Path) -> None:
    parameters = {"halaman": [""], "bahasa": ["en"]}
    marked = Showing(Order(made_up, parameters, "https://x.id")).slide("coverage_map")
    assert marked["mark"] == WORDS
    assert marked["over"].count(WORDS) > 10
    assert marked["words"].startswith(f"{WORDS}. ")
    real = Showing(Order(made_up.with_name("real"), parameters, "https://x.id"))
    slide = real.slide("coverage_map")
    assert (slide["mark"], slide["over"]) == ("", "")
