"""A disk that takes nothing more: one sentence, the old version, nothing of the batch."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from handing import KNOWN, activity, csv_file, current, grid, hand_in, published, xlsx_file
from making import make_version

from dashboard import journal

PANTAU = Path(sys.executable).parent / "pantau"


def _process(*arguments: str | Path, most: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process that may write files of at most so many bytes."""

    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [PANTAU, *map(str, arguments)],
        env={**os.environ, "PANTAU_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=limit,
    )


def _refused(told: subprocess.CompletedProcess[str]) -> str:
    assert told.returncode == 2, told
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1, told.stderr
    return told.stderr


def _files(folder: Path) -> dict[str, Path]:
    """Large enough that something does not fit whatever the limit."""
    rows = [activity(f"KG-{n:04}", venue=f"Tempat {n} {n * 7919}") for n in range(3000)]
    rows[5]["kind"] = "tiada"
    return {
        "csv": csv_file(folder / "a.csv", rows),
        "xlsx": xlsx_file(folder / "a.xlsx", {"A": grid(rows)}),
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("most", [1000, 30_000, 300_000])
def test_a_file_that_cannot_grow(tmp_path: Path, kind: str, most: int) -> None:
    """At every size another file is the first that does not fit."""
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    before = published(home)
    path = _files(tmp_path)[kind]
    told = _process("ingest", path, "--home", home, most=most)
    sentence = _refused(told)
    assert "written" in sentence, sentence
    assert "damaged" not in sentence, sentence
    assert published(home) == before
    assert current(home).keys() == {"KG-A"}
    assert not any((home / "quarantine").glob("*"))
    assert hand_in(home, path).counts.accepted == 2999
    assert not any((home / "work").iterdir())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and os.geteuid() == 0
    if (
        not mounted
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk],
            check=False,
            capture_output=True,
        ).returncode
    ):
        pytest.skip("only who may mount a file system can make a small one")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("kilobytes", [0, 100, 1000, 3000])
def test_a_disk_that_is_full(tmp_path: Path, small_disk: Path, kind: str, kilobytes: int) -> None:
    home = small_disk / "home"
    make_version(home, activities=[KNOWN])
    before = published(home)
    path = _files(tmp_path)[kind]
    free = shutil.disk_usage(small_disk).free
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(max(free - (kilobytes << 10), 0)))
    told = _process("ingest", path, "--home", home)
    assert "Traceback" not in told.stderr
    if told.returncode == 3:  # it did fit
        assert len(current(home)) == 3000
    else:
        sentence = _refused(told)
        assert "damaged" not in sentence, sentence
        assert published(home) == before
        assert not any((home / "quarantine").glob("*"))
        ballast.unlink()
        assert current(home).keys() == {"KG-A"}
        assert "ingest" not in {entry.action for entry in journal.entries(home)}
