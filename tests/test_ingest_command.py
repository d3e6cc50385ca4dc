"""`pantau ingest`: exit codes, counts that add up, dry runs that leave no trace, two languages."""

import json
from pathlib import Path

import pytest
from handing import (
    KNOWN,
    activity,
    csv_file,
    current,
    files_below,
    hand_in,
    pantau,
    published,
    violation,
)
from making import make_version

from dashboard import journal
from dashboard.locale import Locale
from dashboard.versions import open_version

KEYS = ["read", "accepted", "rejected", "unchanged", "updated", "version", "quarantine"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_version(tmp_path / "home", activities=[KNOWN])
    return tmp_path / "home"


def _kept(home: Path) -> dict[str, bytes]:
    """All files of a home that tell or hold anything."""
    return {n: d for n, d in files_below(home).items() if not n.endswith(".lock")}


def test_the_counts_are_those_of_the_rows(home: Path, tmp_path: Path) -> None:
    hand_in(home, csv_file(tmp_path / "0.csv", [activity("KG-1"), activity("KG-2")]))
    rows = [
        activity("KG-1"),
        activity("KG-2", title="Judul lain"),
        activity("KG-3"),
        activity("KG-3"),
        activity("KG-4", kind="tiada"),
        activity("KG-5", participants="-1", title=""),
    ]
    cases = [violation("PL-1"), violation("PL-2", status="")]
    told = pantau(
        "ingest",
        csv_file(tmp_path / "a.csv", rows),
        csv_file(tmp_path / "b.csv", cases),
        "--json",
        home=home,
    )
    assert told.code == 3
    assert told.out.count("\n") == 1
    assert list(told.json) == KEYS
    assert list(told.json.values())[:5] == [8, 3, 3, 2, 1]
    assert told.json["version"] == 3
    assert Path(told.json["quarantine"]).is_file()
    assert current(home).keys() == {"KG-A", "KG-1", "KG-2", "KG-3"}
    assert current(home)["KG-2"]["title"] == "Judul lain"
    assert current(home, "violations").keys() == {"PL-1"}
    entry = journal.entries(home)[-1]
    assert (entry.action, entry.version, entry.base) == ("ingest", 3, 2)
    assert entry.quarantine == told.json["quarantine"]
    assert [(f.file, f.table, f.read, f.accepted, f.updated) for f in entry.files] == [
        ("a.csv", "activities", 6, 2, 1),
        ("b.csv", "violations", 2, 1, 0),
    ]
    batches = open_version(home).manifest.batches
    assert [(b.file, b.read, b.unchanged, b.rejected) for b in batches] == [
        ("0.csv", 2, 0, 0),
        ("a.csv", 6, 2, 2),
        ("b.csv", 2, 0, 1),
    ]
    assert all(b.read == b.accepted + b.unchanged + b.rejected for b in batches)


def test_all_accepted_then_all_unchanged_is_success(home: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [activity("KG-1"), activity("KG-2")])
    told = pantau("ingest", path, "--json", home=home)
    assert (told.code, told.json) == (0, dict(zip(KEYS, [2, 2, 0, 0, 0, 2, None], strict=True)))
    before = published(home)
    told = pantau("ingest", path, "--json", home=home)
    assert (told.code, told.json) == (0, dict(zip(KEYS, [2, 0, 0, 2, 0, 2, None], strict=True)))
    assert published(home) == before
    entry = journal.entries(home)[-1]
    assert (entry.action, entry.version, entry.files[0].unchanged) == ("ingest", None, 2)


@pytest.mark.parametrize("known", [0, 1])
def test_nothing_accepted_is_failure(home: Path, tmp_path: Path, known: int) -> None:
    hand_in(home, csv_file(tmp_path / "0.csv", [activity("KG-1")]))
    before = published(home)
    rows = [activity("KG-1")] * known + [activity("KG-2", kind="tiada")]
    told = pantau("ingest", csv_file(tmp_path / "a.csv", rows), "--json", home=home)
    assert told.code == 2
    assert list(told.json.values())[:6] == [1 + known, 0, 1, known, 0, None]
    assert Path(told.json["quarantine"]).is_file()
    assert "Nothing was published" in told.err
    assert published(home) == before


@pytest.mark.parametrize("broken", [[], ["kind"], ["kind", "title"]])
def test_a_dry_run_says_the_same_and_leaves_no_trace(
    home: Path, tmp_path: Path, broken: list[str]
) -> None:
    rows = [activity(f"KG-{n}") for n in range(3)]
    for n, column in enumerate(broken):
        rows[n][column] = ""
    path = csv_file(tmp_path / "a.csv", rows)
    before = _kept(home)
    dry = pantau("ingest", path, "--dry-run", "--json", home=home)
    assert _kept(home) == before
    assert not any((home / "work").iterdir())
    assert (dry.json["version"], dry.json["quarantine"]) == (None, None)
    real = pantau("ingest", path, "--json", home=home)
    assert dry.code == real.code == (3 if broken else 0)
    assert list(dry.json.values())[:5] == list(real.json.values())[:5]


def test_a_dry_run_of_a_bad_file_is_not_journalled(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x89PNG")
    before = _kept(home)
    told = pantau("ingest", path, "--dry-run", home=home)
    assert (told.code, told.out) == (2, "")
    assert _kept(home) == before


def test_words_for_people(home: Path, tmp_path: Path) -> None:
    rows = [activity("KG-1"), activity("KG-2", regency_codes="Cilacp", province_code="")]
    told = pantau("ingest", csv_file(tmp_path / "a.csv", rows), home=home)
    lines = told.out.splitlines()
    assert lines[0] == (
        "a.csv -> activities: 2 rows read = 1 accepted (0 of them updated) + 0 unchanged + "
        "1 rejected"
    )
    assert lines[1].startswith("  a.csv, row 3, regency_codes: “Cilacp” is not the official name")
    assert "Kabupaten Cilacap, Jawa Tengah" in lines[1]
    assert "perbaikan.xlsx" in lines[2]
    assert lines[3] == "Published as data version 2."
    assert "no person is named" in told.err


def test_both_languages(home: Path, tmp_path: Path) -> None:
    rows = [activity("KG-1"), activity("KG-2", kind="tiada")]
    path = csv_file(tmp_path / "a.csv", rows)
    for language in ("id", "en"):
        locale = Locale(language)
        told = pantau("ingest", path, "--dry-run", home=home, language=language)
        assert told.code == 3
        assert locale.text("Dry run: nothing was published.") in told.out.splitlines()
        where = locale.text("{where}, row {row}", where="a.csv", row=3)
        assert f"  {where}, kind: " in told.out
        told = pantau("ingest", tmp_path / "b.csv", home=home, language=language)
        sentence = locale.text("There is no file {file}.", file=tmp_path / "b.csv")
        assert told.err == f"{sentence}\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "FILE"),
        (("a.csv", "--table", "orang"), "orang"),
        (("a.csv", "--tabel", "activities"), "--tabel"),
    ],
)
def test_a_wrong_command_line(home: Path, arguments: tuple[str, ...], word: str) -> None:
    before = _kept(home)
    told = pantau("ingest", *arguments, home=home)
    assert (told.code, told.out) == (2, "")
    assert word.casefold() in told.err.casefold()
    assert _kept(home) == before


def test_the_named_table_decides(home: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [activity("KG-1")])
    told = pantau("ingest", path, "--table", "violations", home=home)
    assert told.code == 2
    assert "violations" in told.err
    assert pantau("ingest", path, "--table", "activities", home=home).code == 0


def test_a_sharp_fall_stops_unless_it_is_allowed(home: Path, tmp_path: Path) -> None:
    many = [activity(f"KG-{n}", participants="100", venue=str(n)) for n in range(8)]
    hand_in(home, csv_file(tmp_path / "a.csv", many))
    fewer = [row | {"participants": "10"} for row in many]
    fewer.append(activity("KG-9", kind="tiada"))
    path = csv_file(tmp_path / "b.csv", fewer)
    before = published(home)
    for option in ((), ("--dry-run",)):
        told = pantau("ingest", path, *option, home=home)
        assert told.code == 2
        assert "from 800 to 80" in told.err
        assert "--allow-shrinking" in told.err
        assert published(home) == before
        assert not (home / "quarantine").exists() or not any((home / "quarantine").iterdir())
    assert [e.action for e in journal.entries(home)] == ["first", "ingest", "refused"]
    told = pantau("ingest", path, "--allow-shrinking", "--json", home=home)
    assert (told.code, told.json["updated"]) == (3, 8)
    assert "from 800 to 80" in told.err


def test_a_slight_fall_is_only_told(home: Path, tmp_path: Path) -> None:
    rows = [activity(f"KG-{n}", participants="100", venue=str(n)) for n in range(8)]
    hand_in(home, csv_file(tmp_path / "a.csv", rows))
    told = pantau(
        "ingest",
        csv_file(tmp_path / "b.csv", [rows[0] | {"participants": "99"}]),
        home=home,
    )
    assert told.code == 0
    assert "from 800 to 799" in told.err


def test_the_first_ingest_makes_the_first_version_too(tmp_path: Path) -> None:
    home = tmp_path / "new"
    told = pantau("ingest", csv_file(tmp_path / "a.csv", [activity("KG-X")]), "--json", home=home)
    assert (told.code, told.json["version"]) == (0, 2)
    listed = json.loads(pantau("versions", "--json", home=home).out)
    assert [v["action"] for v in listed] == ["ingest", "first"]


def test_rollback_then_ingest(home: Path, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [activity("KG-1")])
    assert pantau("ingest", path, home=home).code == 0
    assert pantau("rollback", "1", home=home).code == 0
    assert current(home).keys() == {"KG-A"}
    told = pantau("ingest", path, "--json", home=home)
    assert (told.json["accepted"], told.json["version"]) == (1, 4)
    assert current(home).keys() == {"KG-A", "KG-1"}
    lines = [(e.action, e.version, e.base) for e in journal.entries(home)]
    assert lines == [("first", 1, None), ("ingest", 2, 1), ("rollback", 3, 1), ("ingest", 4, 3)]
