"""The version store: immutable, checked, swapped atomically; damage and crashes are survived."""

import datetime as dt
import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from making import make_version, records

from dashboard import journal, versions
from dashboard.errors import PlainError
from dashboard.ingest import Draft, IngestError, ensure_first_version, publish, rollback
from dashboard.ingest.publish import TableWriter
from dashboard.journal import JournalError
from dashboard.locale import Locale
from dashboard.model import Activity
from dashboard.settings import settings
from dashboard.tables import arrow_table
from dashboard.versions import (
    Batch,
    VersionError,
    add_version,
    current_version,
    file_sha256,
    newest_intact,
    open_version,
    publishing,
    version_numbers,
)
from dashboard.warehouse import counted_tables, queries_sha256

TABLES = ["activities", "published_figures", "risk_index", "violations"]
REFERENCE = [
    "provinces",
    "regencies",
    "districts",
    "elections",
    "election_stages",
    "institution_terms",
    "deadlines",
    "routing",
    "public_holidays",
]
FILES = [
    *(f"{name}.parquet" for name in TABLES),
    *(f"reference/{name}.parquet" for name in REFERENCE),
    *(f"counted/{name}.parquet" for name in counted_tables()),
]
FURTHER = ["reference", "counted", "manifest.json", "manifest.sha256"]
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
    listed = {**manifest.tables, **manifest.reference, **manifest.counted}
    assert sorted(t.file for t in listed.values()) == sorted(FILES)
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*.parquet")) == sorted(FILES)
    for table in listed.values():
        path = folder / table.file
        assert table.bytes == len(path.read_bytes())
        summed = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True)
        assert table.sha256 == summed.stdout.split()[0] == file_sha256(path)


def test_versions_count_up_and_old_ones_do_not_change(home: Path) -> None:
    before = {k: v for k, v in _state(home).items() if k.startswith("versions/")}
    assert len(before) == len(FILES) + 2
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


def test_other_accounts_may_read_a_version_whatever_the_mask(tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        make_version(tmp_path)
        make_version(tmp_path)
        rollback(tmp_path, 1, "kantor")
    finally:
        os.umask(mask)
    made = list((tmp_path / "versions").glob("0*/**/*"))
    assert len(made) == 3 * (len(FILES) + len(FURTHER))
    for path in [*made, *(tmp_path / "versions").iterdir()]:
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    for name in ("current", "journal.jsonl"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o644


def test_numbers_leave_no_gap_over_foreign_names(home: Path) -> None:
    names = ["x", "0000007", "7"]
    for name in names:
        (home / "versions" / name).mkdir()
    assert version_numbers(home) == [1]
    assert make_version(home).number == 2
    assert sorted(path.name for path in (home / "versions").iterdir()) == sorted(
        [*names, "000001", "000002"]
    )


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


@pytest.mark.parametrize("pointer", [None, b"eins", b"1\n", b"7\n"])
def test_the_next_publication_repairs_the_pointer(home: Path, pointer: bytes | None) -> None:
    make_version(home)
    make_version(home)
    _truncate(home / "versions" / "000003" / "violations.parquet")
    (home / "current").unlink()
    if pointer is not None:
        (home / "current").write_bytes(pointer)
    with publishing(home):
        assert current_version(home) == 2
    assert current_version(home) == 2


def test_a_damaged_current_version_is_not_left_for_an_older_one(home: Path) -> None:
    make_version(home)
    make_version(home)
    for number in ("000002", "000003"):
        _truncate(home / "versions" / number / "violations.parquet")
    (home / "current").write_text("2\n")
    with publishing(home):
        assert current_version(home) == 2


def test_nothing_to_repair(tmp_path: Path) -> None:
    with publishing(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["publish.lock"]


def test_an_orderly_home_costs_no_checksum(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_version(home)
    before = _state(home)
    with monkeypatch.context() as patch:
        patch.setattr(versions, "file_sha256", _fail_with(AssertionError()))
        with publishing(home):
            pass
    assert _state(home) == before


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
            patch.setattr(versions, "sync_to_disk", _fail_with(error))
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
    # The lock is free again, and what failed does not turn up later.
    assert version_numbers(home) == [1]
    assert make_version(home, activities=[]).number == open_version(home).number == 2


# Kills itself where the chosen function would be called.
KILL = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from dashboard import journal
from making import make_version
def die(*a, **k):
    os.kill(os.getpid(), signal.SIGKILL)
moments = {"rename": (Path, "rename"), "pointer": (os, "replace"), "journal": (journal, "append")}
setattr(*moments[sys.argv[3]], die)
make_version(Path(sys.argv[2]), activities=[])
"""


def _killed(home: Path, moment: str) -> None:
    arguments = [sys.executable, "-c", KILL, str(Path(__file__).parent), str(home), moment]
    done = subprocess.run(arguments, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL


def _journalled(home: Path) -> list[int | None]:
    return [entry.version for entry in journal.entries(home)]


@pytest.mark.parametrize("moment", ["rename", "pointer"])
def test_a_home_whose_first_publication_was_killed(tmp_path: Path, moment: str) -> None:
    _killed(tmp_path, moment)
    assert not (tmp_path / "current").exists()
    ensure_first_version(tmp_path)
    assert open_version(tmp_path).number == 1
    assert _leftovers(tmp_path) == []
    assert _journalled(tmp_path) == [1]


def test_killed_before_it_was_complete(home: Path) -> None:
    _killed(home, "rename")
    assert len(_leftovers(home)) == 1
    assert open_version(home).number == 1
    with publishing(home):
        assert _leftovers(home) == []
        assert version_numbers(home) == [1]
    assert make_version(home).number == open_version(home).number == 2
    assert _journalled(home) == [1, 2]


def test_killed_between_the_two_renames(home: Path) -> None:
    _killed(home, "pointer")
    assert len(_leftovers(home)) == 1
    assert open_version(home).number == 1
    assert version_numbers(home) == [1, 2]
    with publishing(home):
        assert _leftovers(home) == []
        assert open_version(home).number == 2
        assert _journalled(home) == [1, 2]
    assert make_version(home).number == open_version(home).number == 3
    assert _journalled(home) == [1, 2, 3]


def test_killed_before_the_journal_was_written(home: Path) -> None:
    _killed(home, "journal")
    assert open_version(home).number == 2
    assert _journalled(home) == [1]
    with publishing(home):
        assert _journalled(home) == [1, 2]


def test_a_damaged_version_that_was_never_current_is_not_journalled(home: Path) -> None:
    _killed(home, "pointer")
    _truncate(home / "versions" / "000002" / "violations.parquet")
    with publishing(home):
        assert open_version(home).number == 1
        assert _journalled(home) == [1]


def test_a_half_written_version_may_be_made_of_anything(home: Path) -> None:
    folder = home / "versions" / ".staging-dead"
    (folder / "reference").mkdir(parents=True)
    (folder / "reference" / "x.parquet").write_bytes(b"x")
    (home / ".current-dead").write_text("")
    with publishing(home):
        assert _leftovers(home) == []


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


PUBLISH = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from dashboard.ingest import Draft, publish
from dashboard.versions import publishing
def say(word):
    print(word, flush=True)
with publishing(Path(sys.argv[2]), waiting=lambda: say("waiting")):
    say("holds")
    sys.stdin.readline()
    say(publish(Path(sys.argv[2]), Draft({}, [])).number)
"""


def test_processes_wait_for_each_other_and_get_consecutive_numbers(home: Path) -> None:
    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(Path(__file__).parent), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    first = start()
    assert first.stdout is not None
    assert first.stdout.readline() == "holds\n"
    others = [start(), start()]
    for process in others:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
    assert version_numbers(home) == [1]
    assert first.communicate("go\n", timeout=60)[0] == "2\n"
    for process in others:  # whichever of them is next
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in others]
    assert sorted(said) == ["holds\n3\n", "holds\n4\n"]
    assert version_numbers(home) == [1, 2, 3, 4] == _journalled(home)
    assert current_version(home) == 4


def test_nobody_is_told_to_wait_for_a_free_lock(home: Path) -> None:
    with publishing(home, waiting=lambda: pytest.fail("the lock is free")):
        pass


def test_a_held_lock_is_a_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "LOCK_SECONDS", 0.1)
    before = _state(home)
    with (home / "publish.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(VersionError) as caught:
            make_version(home)
        assert "Another process" in _sentence(caught.value)
        told: list[str] = []
        with (
            pytest.raises(VersionError),
            publishing(home, waiting=lambda: told.append("waiting")),
        ):
            pytest.fail("the lock is held")
        assert told == ["waiting"]
        assert open_version(home).number == 1  # reading needs no lock
    assert _state(home) == before


# --- what a version says about itself -------------------------------------------------------------

BATCH = Batch(
    file="setoran.xlsx",
    sheet="Kegiatan",
    table="activities",
    rows=3,
    sha256="0" * 64,
    origin="Bawaslu",
    retrieved_on=dt.date(2024, 10, 17),
    read=5,
    accepted=3,
    updated=1,
    unchanged=1,
    rejected=1,
    handed_in_at=dt.datetime(2024, 10, 17, 15, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    by="bawaslu-jateng",
)


def _hand_in(home: Path, *batches: Batch) -> versions.Version:
    with publishing(home):
        base = open_version(home)
        return publish(
            home,
            Draft(
                {},
                [*base.manifest.batches, *batches],
                action="ingest",
                base=base.number,
                by="bawaslu-jateng",
                quarantine="/tmp/ditolak.xlsx",
            ),
        )


def test_how_a_version_came_about_is_in_its_manifest(home: Path) -> None:
    first = open_version(home).manifest
    assert (first.action, first.base, first.by, first.quarantine) == ("first", None, "", None)
    _hand_in(home, BATCH)
    manifest = open_version(home).manifest
    assert (manifest.action, manifest.base, manifest.by) == ("ingest", 1, "bawaslu-jateng")
    assert manifest.quarantine == "/tmp/ditolak.xlsx"
    assert manifest.batches == [BATCH]
    on_disk = json.loads((home / "versions" / "000002" / "manifest.json").read_text())
    assert on_disk["batches"][0]["handed_in_at"] == "2024-10-17T08:00:00Z"


@pytest.mark.parametrize("lost", [False, True])
def test_the_journal_names_the_files_of_each_version_once(home: Path, lost: bool) -> None:
    other = BATCH.model_copy(update={"file": "lagi.csv", "sheet": None})
    _hand_in(home, BATCH)
    _hand_in(home, other)
    rollback(home, 2, "kantor")
    if lost:  # every line can be told from the manifests
        written = (home / "journal.jsonl").read_bytes()
        (home / "journal.jsonl").unlink()
        with publishing(home):
            assert (home / "journal.jsonl").read_bytes() == written
    found = journal.entries(home)
    assert [(e.action, e.version, e.base, e.by) for e in found] == [
        ("first", 1, None, ""),
        ("ingest", 2, 1, "bawaslu-jateng"),
        ("ingest", 3, 2, "bawaslu-jateng"),
        ("rollback", 4, 2, "kantor"),
    ]
    assert [[f.file for f in e.files] for e in found] == [[], ["setoran.xlsx"], ["lagi.csv"], []]
    assert [e.quarantine for e in found] == [None, *["/tmp/ditolak.xlsx"] * 2, None]
    for entry in found:
        assert entry.at == open_version(home, entry.version).manifest.created_at
    (file,) = found[1].files
    assert file.model_dump() == {
        "file": "setoran.xlsx",
        "sheet": "Kegiatan",
        "table": "activities",
        "sha256": "0" * 64,
        "read": 5,
        "accepted": 3,
        "updated": 1,
        "unchanged": 1,
        "rejected": 1,
    }


OLD_MANIFEST = """{
  "version": 1,
  "created_at": "2025-01-31T04:05:06Z",
  "software": "0.1.0",
  "simulated": false,
  "tables": {},
  "reference": {},
  "batches": [
    {
      "file": "activities.csv",
      "table": "activities",
      "rows": 360,
      "sha256": "329a6d335102d96d0a26384ef432979fab08d4730116fc25e5fb0bda14dbca7f",
      "origin": "Public pages",
      "retrieved_on": "2025-01-30"
    }
  ],
  "queries_sha256": "00",
  "settings": {
    "data_complete": "false"
  }
}
"""


def test_a_manifest_from_before_the_journal_still_opens(tmp_path: Path) -> None:
    folder = tmp_path / "versions" / "000001"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(OLD_MANIFEST)
    digest = hashlib.sha256(OLD_MANIFEST.encode()).hexdigest()
    (folder / "manifest.sha256").write_text(f"{digest}\n")
    (tmp_path / "current").write_text("1\n")
    manifest = open_version(tmp_path).manifest
    assert (manifest.action, manifest.base, manifest.by) == ("first", None, "")
    (batch,) = manifest.batches
    assert (batch.rows, batch.read, batch.handed_in_at) == (360, 0, None)
    _hand_in(tmp_path, BATCH)
    assert [(e.action, e.version) for e in journal.entries(tmp_path)] == [
        ("first", 1),
        ("ingest", 2),
    ]
    assert [f.file for f in journal.entries(tmp_path)[1].files] == ["setoran.xlsx"]
    assert rollback(tmp_path, 1, "").manifest.batches == [batch]


def test_a_journal_that_cannot_be_written_stops_a_publication(home: Path) -> None:
    (home / "journal.jsonl").unlink()
    (home / "journal.jsonl").mkdir()
    before = _state(home)
    with pytest.raises(JournalError) as caught:
        make_version(home)
    assert "journal.jsonl" in _sentence(caught.value)
    assert _state(home) == before
    (home / "journal.jsonl").rmdir()
    assert make_version(home).number == 2
    assert _journalled(home) == [1, 2]


def test_a_published_version_whose_line_failed_gets_it_later(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(journal, "append", _fail_with(JournalError("disk full")))
        assert make_version(home).number == current_version(home) == 2
    assert _journalled(home) == [1]
    make_version(home)
    assert _journalled(home) == [1, 2, 3]


# --- tables that write themselves -----------------------------------------------------------------


def _publish(home: Path, activities: TableWriter) -> versions.Version:
    with publishing(home):
        return publish(home, Draft({"activities": activities}, []))


def test_a_writer_writes_its_table(home: Path) -> None:
    def write(path: Path) -> int:
        rows = [{**ROW, "activity_id": f"KG-{n:04}"} for n in range(1000)]
        pq.write_table(arrow_table(Activity, records("activities", rows)), path)
        return 1000

    _publish(home, write)
    version = open_version(home)
    assert version.manifest.tables["activities"].rows == 1000
    written = pq.read_table(version.folder / "activities.parquet")["activity_id"].to_pylist()
    assert written == [f"KG-{n:04}" for n in range(1000)]


def _too_few(path: Path) -> int:
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT range AS n FROM range(999)) TO '{path}'")
    return 1000


def _no_parquet(path: Path) -> int:
    path.write_bytes(b"PAR1")
    return 0


def _nothing(path: Path) -> int:
    return 0


def _no_space(path: Path) -> int:
    path.write_bytes(b"PAR1")
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (_too_few, IngestError),
        (_no_parquet, IngestError),
        (_nothing, VersionError),
        (_no_space, VersionError),
    ],
)
def test_a_table_that_is_not_whole_is_not_published(
    home: Path, write: TableWriter, error: type[PlainError]
) -> None:
    before = _state(home)
    with pytest.raises(error) as caught:
        _publish(home, write)
    _sentence(caught.value)
    assert _state(home) == before
    assert _leftovers(home) == []


# --- rollback -------------------------------------------------------------------------------------


def test_a_rollback_is_a_new_version_with_the_old_files(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hand_in(home, BATCH)
    make_version(home, activities=[ROW, ROW | {"activity_id": "KG-2"}])
    before = _state(home)
    monkeypatch.setenv("PANTAU_DATA_COMPLETE", "true")
    settings.cache_clear()
    try:
        version = rollback(home, 1, "kantor")
    finally:
        settings.cache_clear()
    assert version.number == current_version(home) == 4
    after = _state(home)
    kept = {name: content for name, content in before.items() if name.startswith("versions/")}
    assert {name: after[name] for name in kept} == kept
    for file in FILES:
        assert after[f"versions/000004/{file}"] == before[f"versions/000001/{file}"]
        paths = [home / "versions" / number / file for number in ("000001", "000004")]
        assert [path.stat().st_nlink for path in paths] == [1, 1]
        assert not paths[1].is_symlink()
    old, new = open_version(home, 1).manifest, open_version(home).manifest
    assert new == version.manifest
    assert (new.tables, new.reference, new.settings) == (old.tables, old.reference, old.settings)
    assert new.settings["data_complete"] == "false"
    assert (new.action, new.base, new.by) == ("rollback", 1, "kantor")
    assert new.queries_sha256 == queries_sha256()
    assert new.created_at >= old.created_at


def test_a_rollback_keeps_batches_and_can_be_rolled_back(home: Path) -> None:
    _hand_in(home, BATCH)
    rollback(home, 1, "kantor")
    undone = rollback(home, 2, "kantor")
    assert undone.number == 4
    assert undone.manifest.batches == [BATCH]
    assert undone.manifest.quarantine is None
    assert rollback(home, 3, "kantor").manifest.base == 3


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "already current"),
        (4, "does not exist; available are: 1, 2, 3"),
        (0, "does not exist"),
        (-1, "does not exist"),
        (2, r"damaged (activities.parquet)"),
    ],
)
def test_a_rollback_that_cannot_be_done_changes_nothing(
    home: Path, number: int, words: str
) -> None:
    make_version(home)
    make_version(home)
    _truncate(home / "versions" / "000002" / "activities.parquet")
    before = _state(home)
    with pytest.raises(VersionError) as caught:
        rollback(home, number, "kantor")
    assert words in _sentence(caught.value)
    assert _state(home) == before


def test_a_rollback_without_space_leaves_the_current_version(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_version(home)
    before = _state(home)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", _fail_with(OSError(28, "No space left on device")))
        with pytest.raises(VersionError, match="No space left"):
            rollback(home, 1, "kantor")
    assert _state(home) == before
    assert _leftovers(home) == []


@pytest.mark.parametrize("name", ["\udcff", "a\nb", "\x1b[31m", "ﷺ" * 99])
def test_an_account_of_any_name_may_roll_back(home: Path, name: str) -> None:
    make_version(home)
    rollback(home, 1, name)
    readable = name.encode("utf-8", "backslashreplace").decode()
    assert open_version(home).manifest.by == readable
    assert [entry.by for entry in journal.entries(home)] == ["", "", readable]


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
