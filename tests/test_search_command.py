"""`pantau query --search`: words for the queries of records, refused where they mean nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def _query(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments, "--home", str(home)])


def test_words_narrow_the_records(home: Path) -> None:
    answer = _query(
        home, "activity_records", "--search", "bentuk pokja CILACAP", "--format", "json"
    )
    assert answer.exit_code == 0
    assert [row["activity_id"] for row in json.loads(answer.stdout)] == ["KG-2024-0001"]


def test_without_words_and_limits_everything_is_answered(home: Path) -> None:
    rows = json.loads(_query(home, "activity_records", "--format", "json").stdout)
    assert len(rows) == 360
    assert {row["found"] for row in rows} == {360}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("coverage_by_regency", "--search", "pokja"), "coverage_by_regency"),
        (("activity_records", "--search", " ".join(f"w{n}" for n in range(11))), "10"),
        (("activity_records", "--search", "x" * 201), "200"),
    ],
)
def test_a_search_that_cannot_be_made_is_refused(
    home: Path, arguments: tuple[str, ...], told: str
) -> None:
    answer = _query(home, *arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert answer.stdout == ""
