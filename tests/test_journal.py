"""The journal: only ever grows, survives a crash, and no name forges a line."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dashboard.journal import Entry, HandedIn, JournalError, append, entries
from dashboard.locale import Locale

AT = dt.datetime(2024, 10, 17, 8, 0, tzinfo=dt.UTC)
FILE = HandedIn(
    file="setoran.xlsx",
    sheet="Kegiatan",
    table="activities",
    sha256="ab" * 32,
    read=7,
    accepted=4,
    updated=1,
    unchanged=2,
    rejected=1,
)
ENTRY = Entry(
    at=AT,
    by="bawaslu-jateng",
    action="ingest",
    version=2,
    base=1,
    files=[FILE],
    quarantine="/srv/ditolak.xlsx",
)
REFUSED = Entry(at=AT, action="refused", reason="Semua baris ditolak.")


def _path(home: Path) -> Path:
    return home / "journal.jsonl"


def test_a_home_without_a_journal_has_no_entries(tmp_path: Path) -> None:
    assert entries(tmp_path) == []
    assert entries(tmp_path / "none") == []
    assert list(tmp_path.iterdir()) == []


def test_entries_come_back_in_order(tmp_path: Path) -> None:
    for entry in (ENTRY, REFUSED, ENTRY):
        append(tmp_path, entry)
    assert entries(tmp_path) == [ENTRY, REFUSED, ENTRY]


def test_a_line_is_one_json_object(tmp_path: Path) -> None:
    append(tmp_path, ENTRY)
    append(tmp_path, REFUSED)
    first, second, rest = _path(tmp_path).read_text(encoding="utf-8").split("\n")
    assert rest == ""
    assert json.loads(first) == {
        "at": "2024-10-17T08:00:00Z",
        "by": "bawaslu-jateng",
        "action": "ingest",
        "version": 2,
        "base": 1,
        "files": [
            {
                "file": "setoran.xlsx",
                "sheet": "Kegiatan",
                "table": "activities",
                "sha256": "ab" * 32,
                "read": 7,
                "accepted": 4,
                "updated": 1,
                "unchanged": 2,
                "rejected": 1,
            }
        ],
        "quarantine": "/srv/ditolak.xlsx",
        "reason": "",
    }
    assert json.loads(second)["version"] is None


def test_older_lines_are_never_touched(tmp_path: Path) -> None:
    written = b""
    for _ in range(3):
        append(tmp_path, ENTRY)
        now = _path(tmp_path).read_bytes()
        assert now.startswith(written)
        assert len(now) > len(written)
        written = now


def test_moments_are_utc(tmp_path: Path) -> None:
    jakarta = dt.timezone(dt.timedelta(hours=7))
    append(tmp_path, Entry(at=dt.datetime(2024, 10, 17, 15, tzinfo=jakarta), action="refused"))
    (entry,) = entries(tmp_path)
    assert (entry.at, entry.at.tzinfo) == (AT, dt.UTC)
    assert b"2024-10-17T08:00:00Z" in _path(tmp_path).read_bytes()
    with pytest.raises(ValidationError):
        Entry(at=dt.datetime(2024, 10, 17, 15), action="refused")


# --- crashes --------------------------------------------------------------------------------------


def test_a_line_cut_anywhere_loses_nothing_but_itself(tmp_path: Path) -> None:
    append(tmp_path, ENTRY)
    kept = len(_path(tmp_path).read_bytes())
    last = ENTRY.model_copy(update={"by": "kantor é"})  # a character of two bytes
    append(tmp_path, last)
    whole = _path(tmp_path).read_bytes()
    for cut in range(kept, len(whole) + 1):
        _path(tmp_path).write_bytes(whole[:cut])
        survives = [last] if cut >= len(whole) - 1 else []  # only its line break may be missing
        assert entries(tmp_path) == [ENTRY, *survives]
        append(tmp_path, REFUSED)
        assert entries(tmp_path) == [ENTRY, *survives, REFUSED]
        assert _path(tmp_path).read_bytes().startswith(whole[:cut])


@pytest.mark.parametrize(
    "line", [b"", b"null", b"[]", b"{}", b"\xff\xfe", b"\0" * 9, b"{" * 10**5, b'{"at": 1}']
)
def test_a_line_that_is_no_entry_is_passed_over(tmp_path: Path, line: bytes) -> None:
    append(tmp_path, ENTRY)
    with _path(tmp_path).open("ab") as journal:
        journal.write(line + b"\n")
    append(tmp_path, REFUSED)
    assert entries(tmp_path) == [ENTRY, REFUSED]


def test_a_line_of_a_newer_program_is_read(tmp_path: Path) -> None:
    line = json.loads(ENTRY.model_dump_json()) | {"new": [1]}
    line["files"][0]["new"] = "x"
    _path(tmp_path).write_text(json.dumps(line) + "\n")
    assert entries(tmp_path) == [ENTRY]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_journal_that_cannot_be_used_is_a_sentence(tmp_path: Path, language: str) -> None:
    _path(tmp_path).mkdir()
    for act in (lambda: entries(tmp_path), lambda: append(tmp_path, ENTRY)):
        with pytest.raises(JournalError) as caught:
            act()
        sentence = caught.value.sentence(Locale(language))
        assert str(_path(tmp_path)) in sentence
        assert sentence.endswith(".")


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    _path(tmp_path).symlink_to("/dev/full")
    with pytest.raises(JournalError, match="No space left"):
        append(tmp_path, ENTRY)


# --- names that want to be lines ------------------------------------------------------------------

FORGED = REFUSED.model_dump_json()


@pytest.mark.parametrize(
    "name",
    [
        f"a.csv\n{FORGED}\n",
        f'"}}]}}\n{FORGED}',
        f"a\r\n{FORGED}",
        f"a\x0b{FORGED}\x0c\x1c\x85\u2028\u2029",
        "a\0b\x1b[2Jc",
        "a\udcff.csv",
    ],
)
def test_a_name_forges_no_line(tmp_path: Path, name: str) -> None:
    file = HandedIn(file=name, sheet=name)
    entry = Entry(
        at=AT, action="refused", by=name, reason=name, quarantine=name, version=7, files=[file]
    )
    append(tmp_path, entry)
    content = _path(tmp_path).read_bytes()
    assert content.count(b"\n") == 1
    assert not [byte for byte in content[:-1] if byte < 32]
    assert entries(tmp_path) == [entry]


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=[])))  # surrogates, too
def test_any_text_is_one_line_and_comes_back(tmp_path: Path, text: str) -> None:
    before = entries(tmp_path)
    append(tmp_path, Entry(at=AT, action="refused", reason=text))
    *older, last = entries(tmp_path)
    assert older == before
    assert last.reason == text.encode("utf-8", "backslashreplace").decode()
