"""`pantau simulate`: files and a line about each, or one sentence and exit code 2."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main
from dashboard.commands import simulating
from dashboard.settings import settings


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # So that what `--home` sets is undone.
    monkeypatch.setenv("PANTAU_HOME", str(tmp_path / "unused"))


def _run(*arguments: str | Path, language: str = "en") -> Result:
    settings.cache_clear()
    try:
        return CliRunner().invoke(
            main, ["simulate", *map(str, arguments)], env={"PANTAU_LANGUAGE": language}
        )
    finally:
        settings.cache_clear()


def test_it_writes_four_files_and_names_them(tmp_path: Path) -> None:
    home = tmp_path / "home"
    told = _run("--rows", "1000", "--seed", "2", "--out", tmp_path / "out", "--home", home)
    assert (told.exit_code, told.stderr) == (0, "")
    assert not home.exists()
    lines = told.stdout.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        str(path) for path in sorted((tmp_path / "out").iterdir())
    ]
    assert [" ".join(line.split(": ")[1].split()[:3]) for line in lines] == [
        "600 simulated records,",
        "600 simulated records,",
        "400 simulated records,",
        "400 simulated records,",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rows", "0"], "0 rows"),
        (["--rows", "9999999999999"], "9999999999999 rows"),
        (["--rows", "many"], "many"),
        (["--rows", "10", "--seed", "-1"], "seed -1"),
        ([], "--rows"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    told = _run(*arguments, "--out", tmp_path / "out")
    assert (told.exit_code, told.stdout) == (2, "")
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_interrupted_it_says_so_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(simulating, "write_simulated", interrupted)
    told = _run("--rows", "10", "--out", tmp_path / "out")
    assert (told.exit_code, told.stdout) == (130, "")
    assert told.stderr == "Interrupted; nothing is left behind.\n"
