"""Files of simulated records: refused in time, all of them or none."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.commands.simulating import ended_properly
from dashboard.locale import Locale
from dashboard.simulation import SimulationError, simulate, writing
from dashboard.simulation.writing import (
    BYTES_PER_ROW,
    FORMATS,
    LAST_SEED,
    LEAST_MEMORY,
    MOST_ROWS,
    bytes_needed,
)

NAMES = ["activities.csv", "activities.parquet", "violations.csv", "violations.parquet"]


def _child(code: str) -> subprocess.CompletedProcess[str]:
    """Run a program of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


@pytest.mark.parametrize(
    ("rows", "seed", "formats", "said"),
    [
        (0, 1, FORMATS, "0 rows cannot be simulated"),
        (-5, 1, FORMATS, "-5 rows"),
        (MOST_ROWS + 1, 1, FORMATS, "1000000001 rows"),
        (10, -1, FORMATS, "seed -1"),
        (10, LAST_SEED + 1, FORMATS, "seed 4294967296"),
        (10, 1, ("csv", "xlsx"), "xlsx"),
        (10, 1, (), "–"),
    ],
)
def test_numbers_out_of_range_are_refused(
    tmp_path: Path, rows: int, seed: int, formats: tuple[str, ...], said: str
) -> None:
    with pytest.raises(SimulationError) as refused:
        simulate(tmp_path / "out", rows, seed, formats)
    assert said in refused.value.sentence(Locale("en"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "own.txt").write_text("keep")
    with pytest.raises(SimulationError, match="holds files already"):
        simulate(tmp_path / "out", 10)
    with pytest.raises(SimulationError, match="is a file"):
        simulate(tmp_path / "out" / "own.txt", 10)
    with pytest.raises(SimulationError, match="cannot be written"):
        simulate(tmp_path / "out" / "own.txt" / "below", 10)
    with pytest.raises(SimulationError, match="cannot be written"):
        simulate(tmp_path / ("long" * 100), 10)
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "own.txt"]


def test_an_empty_folder_and_missing_parents_are_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    simulate(tmp_path / "empty", 10)
    written = simulate(tmp_path / "a" / "b", 10, formats=["parquet"])
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == NAMES
    assert list(written.bytes) == [NAMES[1], NAMES[3]]


def test_too_little_disk_or_memory_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A full disk and a full memory cannot be made here without harm to others.
    with monkeypatch.context() as patch:
        patch.setattr(writing, "free_disk", lambda folder: bytes_needed(1000) - 1)
        simulate(tmp_path / "fits", 999)
        with pytest.raises(SimulationError, match="1 MB on disk"):
            simulate(tmp_path / "out", 1000)
    monkeypatch.setattr(writing, "free_memory", lambda: LEAST_MEMORY - 1)
    with pytest.raises(SimulationError, match="of memory"):
        simulate(tmp_path / "out", 1000)
    assert [path.name for path in tmp_path.iterdir()] == ["fits"]


@pytest.mark.parametrize("rows", [1, 500, 30_000])
def test_what_is_needed_is_an_upper_bound_and_not_far_off(tmp_path: Path, rows: int) -> None:
    sizes = simulate(tmp_path / "out", rows, 3).bytes
    for name in FORMATS:
        taken = sum(size for file, size in sizes.items() if file.endswith(name))
        assert taken < 0.95 * bytes_needed(rows, [name])
        if rows > 10_000:
            assert taken > 0.5 * rows * BYTES_PER_ROW[name]


def test_interrupted_it_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(number: signal.Signals) -> None:
        def stop(_: float) -> None:
            assert list(tmp_path.glob("a/b/.out.unfinished/*.csv"))  # in the middle of the work
            os.kill(os.getpid(), number)

        with ended_properly():
            simulate(tmp_path / "a" / "b" / "out", 1000, progress=stop)

    # As in a terminal: what is started in the background may be told to ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            interrupt(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    with pytest.raises(SystemExit) as ended:
        interrupt(signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_killed_it_leaves_nothing_under_the_final_name_and_the_next_run_tidies_up(
    tmp_path: Path,
) -> None:
    killed = _child(
        "import os; from pathlib import Path; from dashboard.simulation import simulate\n"
        f"simulate(Path({str(tmp_path / 'out')!r}), 1000, "
        "progress=lambda share: os.kill(os.getpid(), 9))"
    )
    assert killed.returncode == -signal.SIGKILL
    assert [path.name for path in tmp_path.iterdir()] == [".out.unfinished"]
    simulate(tmp_path / "out", 10)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_being_written_is_not_written_twice(tmp_path: Path) -> None:
    refusals = []

    def meanwhile(_: float) -> None:
        with pytest.raises(SimulationError, match="just now") as refused:
            simulate(tmp_path / "out", 10)
        refusals.append(refused)

    simulate(tmp_path / "out", 1000, progress=meanwhile)
    assert refusals
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == NAMES


def test_a_disk_that_ends_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    told = _child(
        "import resource; from pathlib import Path; "
        "from dashboard.simulation import SimulationError, simulate\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n"
        f"    simulate(Path({str(tmp_path / 'out')!r}), 5000)\n"
        "except SimulationError as error:\n"
        "    print(error)\n"
    )
    assert "cannot be written" in told.stdout, told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_memory_stays_below_what_is_asked_for(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told = _child(
        "from pathlib import Path; from dashboard.simulation import simulate; "
        f"simulate(Path({str(tmp_path / 'out')!r}), 3_000_000)"
    )
    assert told.returncode == 0, told.stderr
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert before < taken / 1024 < LEAST_MEMORY / 1024
