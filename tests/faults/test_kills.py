"""Killed at any instant, ingest leaves the old version or the new one, whole, and nothing half."""

import shutil
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random

import pytest
from handing import KNOWN, activity, csv_file, current, grid, hand_in, stored, violation, xlsx_file
from killing import forkserver, kill_after, seconds_of, start
from making import make_version

from dashboard import journal
from dashboard.versions import open_version, version_numbers

ROWS = 40


@pytest.fixture(scope="module")
def context() -> ForkServerContext:
    """A server of processes with the program already imported."""
    return forkserver()


def _files(folder: Path, round_: int) -> list[Path]:
    """Two files with new records of this round, some of them wrong."""
    rows = [activity(f"KG-{round_:04}-{n}", venue=f"Tempat {n}") for n in range(ROWS)]
    rows[3]["kind"] = "tiada"
    cases = [violation(f"PL-{round_:04}-{n}", people=str(n + 1)) for n in range(ROWS)]
    book = {"Kasus": grid(cases)}
    files = [csv_file(folder / f"{round_}.csv", rows)]
    # A workbook takes a process more, which is to die as well; once in a while is enough.
    if round_ % 4 == 0:
        return [*files, xlsx_file(folder / f"{round_}.xlsx", book)]
    return [*files, csv_file(folder / f"{round_}-kasus.csv", cases)]


def _ids(home: Path) -> tuple[set[str], set[str]]:
    """Ids of the current version; its checksums are compared."""
    return set(current(home)), set(current(home, "violations"))


def _wanted(round_: int) -> tuple[set[str], set[str]]:
    return (
        {f"KG-{round_:04}-{n}" for n in range(ROWS) if n != 3},
        {f"PL-{round_:04}-{n}" for n in range(ROWS)},
    )


def _kill_many(home: Path, folder: Path, context: ForkServerContext, kills: int) -> set[str]:
    """Kill as often, hand in again after each; what the kills left behind, old or new."""
    make_version(home, activities=[KNOWN])
    (folder / "berkas").mkdir()
    usual = seconds_of(context, home, _files(folder / "berkas", 9999))
    chance = Random(20241127)
    left: set[str] = set()
    killed = round_ = 0
    while killed < kills:
        round_ += 1
        if round_ % 50 == 0:
            _forget(home)
        files = _files(folder / "berkas", round_)
        before, number = _ids(home), open_version(home).number
        killed += kill_after(start(context, home, files), chance.uniform(0, 1.2 * usual))
        wanted = _wanted(round_)
        new = (before[0] | wanted[0], before[1] | wanted[1])
        found = _ids(home)
        assert found in (before, new)
        left.add("old" if found == before else "new")
        verdict = hand_in(home, *files)  # the next one puts in order what was left behind
        assert _ids(home) == new
        assert verdict.counts.rejected == 1
        newest = open_version(home)
        assert newest.number in (number + 1, number + 2)
        assert not any((home / "work").iterdir())
        assert not [p for p in (home / "versions").iterdir() if p.name.startswith(".")]
        assert not [p for p in home.iterdir() if p.name.startswith(".current")]
        told = [e.version for e in journal.entries(home) if e.version is not None]
        assert sorted(told) == sorted(set(told))
        assert set(version_numbers(home)) <= set(told)
        for file in files:
            file.unlink()
    for number in version_numbers(home):
        stored(open_version(home, number), "activities")
    return left


def _forget(home: Path) -> None:
    """A home does not grow for ever in a test: all but the newest versions go."""
    for number in version_numbers(home)[:-1]:
        shutil.rmtree(home / "versions" / f"{number:06d}")
    shutil.rmtree(home / "quarantine", ignore_errors=True)


def test_a_few_kills(tmp_path: Path, context: ForkServerContext) -> None:
    _kill_many(tmp_path / "home", tmp_path, context, 8)


@pytest.mark.long
def test_a_thousand_kills(tmp_path: Path, context: ForkServerContext) -> None:
    assert _kill_many(tmp_path / "home", tmp_path, context, 1000) == {"old", "new"}


def test_several_at_once_are_serialised(tmp_path: Path, context: ForkServerContext) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    batches = [
        [csv_file(tmp_path / f"{n}.csv", [activity(f"KG-{n}-{m}") for m in range(5)])]
        for n in range(4)
    ]
    processes = [start(context, home, files) for files in batches]
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * len(batches)
    assert set(current(home)) == {"KG-A", *(f"KG-{n}-{m}" for n in range(4) for m in range(5))}
    assert version_numbers(home) == [1, 2, 3, 4, 5]
    lines = journal.entries(home)
    assert [(e.version, e.base) for e in lines[1:]] == [(2, 1), (3, 2), (4, 3), (5, 4)]
    assert sorted(e.files[0].file for e in lines[1:]) == [f"{n}.csv" for n in range(4)]
    assert all(e.files[0].accepted == 5 for e in lines[1:])


def test_one_that_is_killed_does_not_keep_the_others_waiting(
    tmp_path: Path, context: ForkServerContext
) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    first = csv_file(tmp_path / "a.csv", [activity(f"KG-{n:03}") for n in range(500)])
    kill_after(start(context, home, [first]), 0.05)
    second = csv_file(tmp_path / "b.csv", [activity("KG-B")])
    process = start(context, home, [second])
    process.join(60)
    assert process.exitcode == 0
    assert "KG-B" in current(home)
