"""The command as others call it: what it says, what it writes, what it leaves behind."""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pytest
from click.testing import CliRunner

from dashboard.bench import ingest, live, naive, serving
from dashboard.cli import main
from dashboard.settings import settings
from dashboard.simulation import simulate
from dashboard.speed import Speed

_COMMAND = [sys.executable, "-c", "from dashboard.cli import main; main()", "bench"]
_SECONDS = 120


def _started(place: Path, *options: str) -> subprocess.Popen[str]:
    """The command with a folder for temporary files of its own, its words in English."""
    environment = os.environ | {"TMPDIR": str(place), "PANTAU_LANGUAGE": "en"}
    return subprocess.Popen(
        [*_COMMAND, *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of processes, as a terminal starts one
    )


def _told(command: subprocess.Popen[str], words: str) -> None:
    """Read what it says until these words."""
    assert command.stderr is not None
    assert any(words in line for line in command.stderr), "it ended without these words"


def _interrupted(part: str, started: str, number: signal.Signals, place: Path) -> None:
    """End a run of the part once it has started a program of that name; nothing is to stay."""
    command = _started(place, "--only", part, "--rows", "2000")
    try:
        _told(command, f"Part 1 of 1: {part}.")
        (left,) = place.iterdir()
        assert left.name.startswith("pantau-bench-")
        children: list[psutil.Process] = []
        while not any(started in _name(child) for child in children):
            assert command.poll() is None
            children = psutil.Process(command.pid).children(recursive=True)
        if number == signal.SIGINT:  # Ctrl-C reaches all of them
            os.killpg(command.pid, number)
        else:
            command.send_signal(number)
        output, errors = command.communicate(timeout=_SECONDS)
    finally:
        command.kill()
    assert command.returncode == 130
    assert output == ""
    assert errors == "Interrupted; nothing is left behind.\n"
    assert list(place.iterdir()) == []
    assert not any(child.is_running() for child in children)


def _name(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    _interrupted("ingest", "python", number, tmp_path)


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_servers_and_browsers_end_with_an_interrupted_run(
    tmp_path: Path, number: signal.Signals
) -> None:
    _interrupted("pages", "chrom", number, tmp_path)


def test_ingest_is_measured_in_processes_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "PAIRS", 1)
    folder = tmp_path / "csv"
    simulate(folder, 1_000, formats=("csv",))
    seconds, memory = ingest.measures({1_000: folder})
    assert (seconds.key, seconds.unit, seconds.budget) == ("ingest_1000", "s", None)
    assert (memory.key, memory.unit, memory.budget) == ("ingest_1000_memory", "MB", None)
    assert seconds.own[0] > seconds.base[0] > 0  # checking is more than copying
    assert 50 < memory.base[0] < memory.own[0] < 1_000
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.long
def test_a_small_run_is_printed_and_written(tmp_path: Path) -> None:
    place, out = tmp_path / "tmp", tmp_path / "speed.json"
    place.mkdir()
    command = _started(
        place, "--only", "ingest", "--only", "queries", "--rows", "1000", "--json", str(out)
    )
    output, errors = command.communicate(timeout=300)
    assert command.returncode == 0, errors
    assert "Ingest of 1,000 rows of CSV to a published version" in output
    assert "With 1,000 records" in output
    assert list(place.iterdir()) == []
    told = json.loads(out.read_text(encoding="utf-8"))
    assert str(tmp_path) not in out.read_text(encoding="utf-8")
    speed = Speed.model_validate(told)
    assert [line.key for line in speed.lines] == ["ingest_1000", "ingest_1000_memory"]
    for line in speed.lines:
        ratios = [own / base for own, base in zip(line.own, line.base, strict=True)]
        assert len(ratios) >= 5
        assert line.median == pytest.approx(statistics.median(ratios))
        assert line.low <= min(ratios) <= max(ratios) <= line.high
    assert not [query for query in speed.queries if query.stopped]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--only", "nothing"], "There is no part nothing of the benchmark; known are pages, "),
        (["--rows", "10"], "Invalid value for '--rows'"),
        (["--json", "/nowhere/at/all.json"], "/nowhere/at/all.json cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    options: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.cache_clear()
    done = CliRunner().invoke(main, ["bench", *options], env={"PANTAU_LANGUAGE": "en"})
    settings.cache_clear()  # which have learnt that language
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_naive_script_draws_the_records_of_the_files(tmp_path: Path) -> None:
    simulate(tmp_path / "csv", 1_000, formats=("csv",))

    async def figures() -> list[dict[str, Any]]:
        async with live.opened(server.url) as session:
            run = await session.run("provinsi=Jawa+Tengah")
            assert run.problems() == []
            return [json.loads(figure)["data"][0] for figure, _ in run.figures()]

    with serving.bare(naive.SCRIPT, {naive.FOLDER_VARIABLE: str(tmp_path / "csv")}) as server:
        country, months, kinds, categories = asyncio.run(figures())
    activities = pd.read_csv(tmp_path / "csv" / "activities.csv", dtype=str)
    violations = pd.read_csv(tmp_path / "csv" / "violations.csv", dtype=str)
    here = activities[activities["province_code"] == "33"]
    assert len(country["geojson"]["features"]) == 514
    assert sum(months["y"]) == sum(kinds["y"]) == len(here) > 0
    assert sum(categories["y"]) == (violations["province_code"] == "33").sum() > 0
