"""The version store: immutable, checked, swapped atomically; damage and crashes are survived."""

import datetime as dt
import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from making import make_version

from dashboard import versions
from dashboard.errors import PlainError
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale
from dashboard.versions import (
    VersionError,
    add_version,
    current_version,
    file_sha256,
    newest_intact,
    open_version,
    publishing,
    repair_pointer,
    version_numbers,
)

TABLES = ["activities", "published_figures", "risk_index", "violations"]
REFERENCE = ["provinces", "regencies", "districts", "elections", "election_stages", "deadlines"]
FILES = [
    *(f"{name}.parquet" for name in TABLES),
    *(f"reference/{name}.parquet" for name in REFERENCE),
]
ROW = {"activity_id": "KG-1", "date_from": "2024-06-28", "regency_codes": "33.01"}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("master") / "home"
    make_version(home, activities=[ROW])
    return home


@pytest.fixture
def home(master: Path, tmp_path: Path) -> Path:
    """A home of its own with one small version."""
    return Path(shutil.copytree(master, tmp_path / "home"))


def _state(home: Path) -> dict[str, bytes]:
    """Every file of a home but the lock."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and path.name != "publish.lock"
    }


def _sentence(error: PlainError) -> str:
    for language in ("id", "en"):
        sentence = error.sentence(Locale(language))
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert "{" not in sentence
    return error.sentence(Locale("en"))


# --- publishing -----------------------------------------------------------------------------------


def test_the_first_version(home: Path) -> None:
    assert version_numbers(home) == [1]
    assert (home / "current").read_text() == "1\n"
    assert current_version(home) == 1
    version = open_version(home)
    assert version.number == 1
    assert version.folder == home / "versions" / "000001"
    on_disk = json.loads((version.folder / "manifest.json").read_text())
    assert on_disk["version"] == 1
    assert sorted(on_disk["tables"]) == TABLES
    assert list(on_disk["reference"]) == REFERENCE
    assert {t: on_disk["tables"][t]["rows"] for t in TABLES} == {
        "activities": 1,
        "published_figures": 0,
        "risk_index": 0,
        "violations": 0,
    }
    assert on_disk["reference"]["districts"]["rows"] == 7285
    assert dt.datetime.fromisoformat(on_disk["created_at"]).utcoffset() == dt.timedelta(0)
    assert not [name for name in _state(home) if ".staging" in name or ".current" in name]


def test_the_manifest_names_every_file_with_size_and_checksum(home: Path) -> None:
    folder = home / "versions" / "000001"
    manifest = open_version(home).manifest
    listed = {**manifest.tables, **manifest.reference}
    assert sorted(t.file for t in listed.values()) == sorted(FILES)
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*.parquet")) == sorted(FILES)
    for table in listed.values():
        path = folder / table.file
        assert table.bytes == len(path.read_bytes())
        summed = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True)
        assert table.sha256 == summed.stdout.split()[0] == file_sha256(path)


def test_versions_count_up_and_old_ones_do_not_change(home: Path) -> None:
    before = {k: v for k, v in _state(home).items() if k != "current"}
    for expected in (2, 3):
        assert make_version(home, activities=[]).number == expected
        assert current_version(home) == expected
    assert version_numbers(home) == [1, 2, 3]
    after = _state(home)
    assert {name: after[name] for name in before} == before
    assert open_version(home, 1).manifest.tables["activities"].rows == 1
    assert open_version(home).manifest.tables["activities"].rows == 0


def test_readers_keep_the_version_they_opened(home: Path) -> None:
    opened = open_version(home)
    make_version(home, activities=[])
    assert opened.number == 1
    assert (opened.folder / "activities.parquet").exists()


def test_other_accounts_may_read_a_version(home: Path) -> None:
    make_version(home)
    assert (home / "versions" / "000002").stat().st_mode & 0o755 == 0o755
    assert (home / "current").stat().st_mode & 0o444 == 0o444


def test_numbers_leave_no_gap_over_foreign_names(home: Path) -> None:
    for name in ("x", "0000007", "7", ".staging-abc"):
        (home / "versions" / name).mkdir()
    assert version_numbers(home) == [1]
    assert make_version(home).number == 2


def test_equal_records_make_equal_files(home: Path, tmp_path: Path) -> None:
    make_version(tmp_path / "other", activities=[ROW])
    ours, theirs = _state(home), _state(tmp_path / "other")
    for name in ours:
        if name.endswith(".parquet"):
            assert ours[name] == theirs[name]


# --- damage ---------------------------------------------------------------------------------------


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES = [_flip, _truncate, _empty, _grow, Path.unlink, _replace_by_folder]


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        *((file, _flip) for file in FILES),
        *(("violations.parquet", damage) for damage in DAMAGES),
        *(("reference/deadlines.parquet", damage) for damage in DAMAGES),
    ],
)
def test_damage_to_any_table_is_found_and_named(home: Path, file: str, damage: object) -> None:
    damage(home / "versions" / "000001" / file)  # type: ignore[operator]
    with pytest.raises(VersionError) as caught:
        open_version(home)
    sentence = _sentence(caught.value)
    assert "damaged" in sentence
    assert file in sentence


@pytest.mark.parametrize(
    "damage", [_truncate, _empty, _grow, Path.unlink, _replace_by_folder], ids=lambda d: d.__name__
)
def test_damage_to_the_manifest_is_found_and_named(home: Path, damage: object) -> None:
    path = home / "versions" / "000001" / "manifest.json"
    if damage is _truncate:
        path.write_bytes(path.read_bytes()[:-3])
    else:
        damage(path)  # type: ignore[operator]
    with pytest.raises(VersionError) as caught:
        open_version(home)
    sentence = _sentence(caught.value)
    assert "damaged" in sentence
    assert "manifest.json" in sentence


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"simulated": false', b'"simulated": true'),
        (b'"rows": 7285', b'"rows": 7284'),
        (b'"data_complete": "false"', b'"data_complete": "true"'),
        (b'"version": 1', b'"version": 2'),
        (b'"queries_sha256": "', b'"queries_sha256": "0'),
        (b'"created_at": "20', b'"created_at": "19'),
    ],
)
def test_a_changed_word_in_the_manifest_is_found(home: Path, old: bytes, new: bytes) -> None:
    path = home / "versions" / "000001" / "manifest.json"
    content = path.read_bytes()
    assert content.count(old) == 1
    path.write_bytes(content.replace(old, new))
    with pytest.raises(VersionError, match=r"manifest\.json"):
        open_version(home)


@pytest.mark.parametrize("damage", [_flip, _empty, Path.unlink, _replace_by_folder])
def test_a_lost_or_changed_checksum_of_the_manifest_is_damage(home: Path, damage: object) -> None:
    damage(home / "versions" / "000001" / "manifest.sha256")  # type: ignore[operator]
    with pytest.raises(VersionError, match=r"damaged \(manifest"):
        open_version(home)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"null", b"{}", b"[1", b"{" * 100_000])
def test_garbage_for_a_manifest(home: Path, content: bytes) -> None:
    (home / "versions" / "000001" / "manifest.json").write_bytes(content)
    with pytest.raises(VersionError, match=r"manifest\.json"):
        open_version(home)


def test_a_version_under_another_number_is_damaged(home: Path) -> None:
    shutil.copytree(home / "versions" / "000001", home / "versions" / "000002")
    with pytest.raises(VersionError, match=r"Data version 2 is damaged \(manifest\.json\)"):
        open_version(home, 2)


def test_the_newest_intact_version_is_found(home: Path) -> None:
    make_version(home)
    make_version(home)
    assert _number(newest_intact(home)) == 3
    _flip(home / "versions" / "000003" / "activities.parquet")
    assert _number(newest_intact(home)) == 2
    (home / "versions" / "000002" / "manifest.json").unlink()
    assert _number(newest_intact(home)) == 1
    shutil.rmtree(home / "versions" / "000001" / "reference")
    assert newest_intact(home) is None


def _number(version: versions.Version | None) -> int | None:
    return None if version is None else version.number


# --- the pointer ----------------------------------------------------------------------------------


def test_no_pointer(home: Path) -> None:
    (home / "current").unlink()
    for read in (current_version, open_version):
        with pytest.raises(VersionError) as caught:
            read(home)
        assert str(home) in _sentence(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"eins", b"-1", b"1.0", b"1 2", b"\xff", b"\0", "²".encode(), b"9" * 5000],
)
def test_a_garbled_pointer(home: Path, content: bytes) -> None:
    (home / "current").write_bytes(content)
    with pytest.raises(VersionError) as caught:
        open_version(home)
    assert str(home) in _sentence(caught.value)


def test_a_pointer_to_a_version_that_is_not_there(home: Path) -> None:
    (home / "current").write_text("7\n")
    with pytest.raises(VersionError, match="Data version 7 does not exist; available are: 1"):
        open_version(home)


def test_a_pointer_that_is_a_folder(home: Path) -> None:
    (home / "current").unlink()
    (home / "current").mkdir()
    with pytest.raises(VersionError) as caught:
        open_version(home)
    _sentence(caught.value)


@pytest.mark.parametrize("number", [0, 2, -1, 10**6, 10**300])
def test_an_unknown_number(home: Path, number: int) -> None:
    with pytest.raises(VersionError) as caught:
        open_version(home, number)
    assert str(number) in _sentence(caught.value)


def test_a_lost_pointer_is_repaired_to_the_newest_intact_version(home: Path) -> None:
    make_version(home)
    make_version(home)
    _truncate(home / "versions" / "000003" / "violations.parquet")
    (home / "current").unlink()
    with publishing(home):
        assert repair_pointer(home) is True
    assert current_version(home) == 2
    with publishing(home):
        assert repair_pointer(home) is True
    assert current_version(home) == 2


def test_nothing_to_repair(tmp_path: Path) -> None:
    with publishing(tmp_path):
        assert repair_pointer(tmp_path) is False
    assert not (tmp_path / "current").exists()


# --- crashes --------------------------------------------------------------------------------------


def _leftovers(home: Path) -> list[str]:
    return [p.name for p in home.rglob("*") if p.name.startswith((".staging", ".current"))]


def _fail_with(error: BaseException) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("moment", ["write", "fsync", "rename", "pointer"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_version_current_and_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch, moment: str, error: BaseException
) -> None:
    before = _state(home)
    with monkeypatch.context() as patch:
        if moment == "write":
            patch.setattr(pq, "write_table", _fail_with(error))
        elif moment == "fsync":
            patch.setattr(versions, "_fsync", _fail_with(error))
        elif moment == "rename":
            patch.setattr(Path, "rename", _fail_with(error))
        else:
            patch.setattr(os, "replace", _fail_with(error))
        expected = VersionError if isinstance(error, OSError) else KeyboardInterrupt
        with pytest.raises(expected) as caught:
            make_version(home, activities=[])
    if isinstance(caught.value, VersionError):
        assert "No space left" in _sentence(caught.value)
    assert open_version(home).number == 1
    after = _state(home)
    assert {name: after[name] for name in before} == before
    assert _leftovers(home) == []
    # The lock is free again and the next publication succeeds.
    published = make_version(home, activities=[])
    assert open_version(home).number == published.number > 1


KILL = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from making import make_version
def die(*a, **k):
    os._exit(9)
target, name = {"rename": (Path, "rename"), "pointer": (os, "replace")}[sys.argv[3]]
setattr(target, name, die)
make_version(Path(sys.argv[2]), activities=[])
"""


@pytest.mark.parametrize("moment", ["rename", "pointer"])
@pytest.mark.parametrize("first", [False, True])
def test_a_killed_process_leaves_a_readable_home(
    home: Path, tmp_path: Path, moment: str, first: bool
) -> None:
    place = tmp_path / "fresh" if first else home
    arguments = [sys.executable, "-c", KILL, str(Path(__file__).parent), str(place), moment]
    assert subprocess.run(arguments, check=False).returncode == 9
    if first:
        assert not (place / "current").exists()
        ensure_first_version(place)
        assert open_version(place).number == 1
    else:
        assert open_version(place).number == 1
        published = make_version(place, activities=[])
        assert open_version(place).number == published.number > 1


TOGETHER = """
import sys
from pathlib import Path
from dashboard.ingest import ensure_first_version
from dashboard.versions import open_version
print("ready", flush=True)
sys.stdin.readline()
ensure_first_version(Path(sys.argv[1]))
print(open_version(Path(sys.argv[1])).number)
"""


def test_processes_that_start_at_once_make_one_version(tmp_path: Path) -> None:
    home = tmp_path / "home"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=30)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert answers == ["1\n"] * 3
    assert version_numbers(home) == [1]
    assert _leftovers(home) == []


def test_threads_that_publish_at_once_get_a_number_each(tmp_path: Path) -> None:
    numbers: list[int] = []
    threads = [
        threading.Thread(target=lambda: numbers.append(make_version(tmp_path).number))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(numbers) == [1, 2, 3] == version_numbers(tmp_path)
    assert current_version(tmp_path) == 3


def test_a_held_lock_is_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "LOCK_SECONDS", 0.1)
    before = _state(home)
    with (home / "publish.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(VersionError) as caught:
            make_version(home)
        assert "Another process" in _sentence(caught.value)
        assert open_version(home).number == 1  # reading needs no lock
    assert _state(home) == before


# --- homes that cannot be used --------------------------------------------------------------------


def _publish_nothing(home: Path) -> None:
    with publishing(home):
        add_version(home, lambda folder, number: pytest.fail("must not be called"))


@pytest.mark.parametrize("act", [ensure_first_version, _publish_nothing])
@pytest.mark.parametrize("kind", ["file", "below a file", "proc", "long"])
def test_a_home_that_cannot_be_made(act: object, kind: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    home = {
        "file": tmp_path / "file",
        "below a file": tmp_path / "file" / "home",
        "proc": Path("/proc/nowhere/home"),
        "long": tmp_path / ("x" * 300),
    }[kind]
    with pytest.raises(VersionError) as caught:
        act(home)  # type: ignore[operator]
    sentence = _sentence(caught.value)
    assert str(home) in sentence
    assert "PANTAU_HOME" in sentence
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "mine"


def test_versions_that_are_a_file(tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("mine")
    for act in (version_numbers, ensure_first_version):
        with pytest.raises(VersionError) as caught:
            act(tmp_path)
        _sentence(caught.value)
    assert (tmp_path / "versions").read_text() == "mine"


def test_a_home_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    home = tmp_path / "none"
    assert version_numbers(home) == []
    assert newest_intact(home) is None
    with pytest.raises(VersionError):
        open_version(home)
    with pytest.raises(VersionError, match="Data version 3 does not exist; available are: –"):
        open_version(home, 3)
    assert not home.exists()
