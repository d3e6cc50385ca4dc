"""What a row is beside the records there are: an id decides alone, else the natural key."""

from pathlib import Path

import pytest
from handing import KNOWN, activity, csv_file, current, hand_in, preview, violation
from making import make_version, without_table

from dashboard.ingest import Verdict
from dashboard.versions import open_version


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_version(tmp_path / "home", activities=[KNOWN])
    return tmp_path / "home"


def _without_id(row: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in row.items() if k != "activity_id"}


def _numbers(verdict: Verdict) -> tuple[int, int, int, int]:
    counts = verdict.counts
    return counts.accepted, counts.updated, counts.unchanged, counts.rejected


def test_an_id_decides_alone(home: Path, tmp_path: Path) -> None:
    """Another event under a known id is a correction; the same event under another id is new."""
    other = activity("KG-A", kind="pelatihan", regency_codes="33.02", date_from="2024-01-01")
    twin = activity("KG-T", kind="pelatihan", regency_codes="33.02", date_from="2024-01-01")
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", [other, twin]))
    assert _numbers(verdict) == (2, 1, 0, 0)
    assert [w.values["ids"] for w in verdict.warnings if "ids" in w.values] == ["KG-A = KG-T"]
    assert current(home)["KG-A"]["kind"] == "pelatihan"


def test_the_letter_case_of_an_id_counts(home: Path, tmp_path: Path) -> None:
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", [activity("kg-a"), activity(" KG-A ")]))
    assert (verdict.counts.accepted, verdict.counts.updated) == (2, 1)
    assert current(home).keys() == {"KG-A", "kg-a"}


def test_a_row_without_an_id_among_others_is_matched_by_its_key(home: Path, tmp_path: Path) -> None:
    rows = [
        activity("KG-1"),
        activity("-", venue="lain"),  # differs from the row above, whose id is written
        activity(""),  # repeats it
        activity("", date_from="2024-10-18", date_to="2024-10-18"),
    ]
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", rows))
    assert [(r.row, r.column) for r in verdict.rejections] == [(3, "activity_id")]
    assert _numbers(verdict) == (2, 0, 1, 1)
    made = current(home).keys() - {"KG-A", "KG-1"}
    assert len(made) == 1
    assert min(made).startswith("KG-2024-")


def test_a_second_event_of_a_day_never_replaces_the_first(home: Path, tmp_path: Path) -> None:
    one = activity("", title="Sosialisasi kepada ASN", targets="asn", participants="40")
    two = one | {"title": "Sosialisasi kepada kades", "targets": "kepala_desa"}
    corrected = one | {"participants": "45"}
    hand_in(home, csv_file(tmp_path / "a.csv", [one]))
    known = current(home)
    verdict = hand_in(home, csv_file(tmp_path / "b.csv", [two]))
    assert _numbers(verdict) == (0, 0, 0, 1)
    assert "Nama Kegiatan" in verdict.rejections[0].expected or "Judul" in (
        verdict.rejections[0].expected
    )
    assert current(home) == known
    assert _numbers(hand_in(home, csv_file(tmp_path / "c.csv", [corrected]))) == (1, 1, 0, 0)


def test_rows_of_one_id_that_differ_are_all_rejected(home: Path, tmp_path: Path) -> None:
    """Also where they stand in different files, and where a third is like one of them."""
    one = csv_file(tmp_path / "a.csv", [activity("KG-1"), activity("KG-2")])
    two = csv_file(tmp_path / "b.csv", [activity("KG-1", title="Lain"), activity("KG-2")])
    three = csv_file(tmp_path / "c.csv", [activity("KG-1")])
    verdict = hand_in(home, one, two, three)
    assert _numbers(verdict) == (1, 0, 1, 3)
    found = {(r.file, r.row): r.expected for r in verdict.rejections}
    assert found.keys() == {("a.csv", 2), ("b.csv", 2), ("c.csv", 2)}
    assert "b.csv 2" in found["a.csv", 2]
    assert current(home).keys() == {"KG-A", "KG-2"}


def test_a_wrong_row_does_not_make_a_good_one_of_its_id_wrong(home: Path, tmp_path: Path) -> None:
    rows = [activity("KG-1"), activity("KG-1", kind="tiada")]
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", rows))
    assert _numbers(verdict) == (1, 0, 0, 1)
    assert verdict.rejections[0].row == 3


def test_without_ids_the_same_event_is_the_same_record(home: Path, tmp_path: Path) -> None:
    """Letter case, spaces and the order of regencies aside; everything else may be corrected."""
    first = activity(organiser="Bawaslu  Cilacap", regency_codes="33.01;33.02")
    hand_in(home, csv_file(tmp_path / "a.csv", [_without_id(first)]))
    (identity,) = current(home).keys() - {"KG-A"}
    assert identity.startswith("KG-2024-")
    again = first | {
        "organiser": "BAWASLU CILACAP",
        "regency_codes": "33.02;33.01",
        "participants": "35",
    }
    verdict = hand_in(home, csv_file(tmp_path / "b.csv", [_without_id(again)]))
    assert _numbers(verdict) == (1, 1, 0, 0)
    assert current(home).keys() == {"KG-A", identity}
    assert current(home)[identity]["participants"] == 35


def test_without_ids_several_records_of_one_key_are_never_guessed(
    home: Path, tmp_path: Path
) -> None:
    twins = [activity("KG-1", title="Pagi"), activity("KG-2", title="Sore")]
    hand_in(home, csv_file(tmp_path / "a.csv", twins))
    rows = [_without_id(activity(title=title)) for title in ("Sore", "Malam")]
    verdict = hand_in(home, csv_file(tmp_path / "b.csv", rows))
    assert _numbers(verdict) == (0, 0, 1, 1)
    (rejection,) = verdict.rejections
    assert (rejection.row, rejection.column) == (3, None)
    assert "KG-1, KG-2" in rejection.expected


def test_with_and_without_ids_in_one_batch(home: Path, tmp_path: Path) -> None:
    with_id = csv_file(tmp_path / "a.csv", [activity("KG-1")])
    without = csv_file(tmp_path / "b.csv", [_without_id(activity())])
    for files in ((with_id, without), (without, with_id)):
        verdict = preview(home, *files)
        assert _numbers(verdict) == (1, 0, 1, 0)
        assert [row.id for row in verdict.rows] == ["KG-1", "KG-1"]


def test_a_column_that_is_not_there_is_no_empty_cell(home: Path, tmp_path: Path) -> None:
    full = activity("KG-1", participants="70", venue="Aula", note="Catatan", signed="yes")
    hand_in(home, csv_file(tmp_path / "a.csv", [full]))
    absent = ("participants", "venue", "note", "signed", "province_code", "date_to", "source_name")
    fewer = {k: v for k, v in full.items() if k not in absent} | {"title": "Judul lain"}
    verdict = hand_in(home, csv_file(tmp_path / "b.csv", [fewer]))
    assert _numbers(verdict) == (1, 1, 0, 0)
    record = current(home)["KG-1"]
    assert (record["participants"], record["venue"], record["signed"]) == (70, "Aula", "yes")
    assert (record["note"], record["title"]) == ("Catatan", "Judul lain")
    emptied = full | {"participants": "", "venue": "-", "note": ""}
    hand_in(home, csv_file(tmp_path / "c.csv", [emptied]), allow_shrinking=True)
    record = current(home)["KG-1"]
    assert (record["participants"], record["venue"], record["note"]) == (None, None, None)


def test_an_estimate_is_told_and_noted(home: Path, tmp_path: Path) -> None:
    rows = [
        activity("KG-1", participants="± 300"),
        activity("KG-2", participants="sekitar 1.200 orang", note="Ramai"),
        activity("KG-3", participants="40"),
    ]
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", rows))
    assert [w.values["n"] for w in verdict.warnings if "n" in w.values and "where" in w.values] == [
        2
    ]
    kept = current(home)
    assert [(kept[f"KG-{n}"]["participants"], kept[f"KG-{n}"]["note"]) for n in (1, 2, 3)] == [
        (300, "Jumlah perkiraan: ± 300"),
        (1200, "Ramai; Jumlah perkiraan: sekitar 1.200 orang"),
        (40, None),
    ]
    assert hand_in(home, csv_file(tmp_path / "b.csv", rows)).counts.unchanged == 3


def test_nothing_but_the_handed_tables_changes(home: Path, tmp_path: Path) -> None:
    before = (home / "versions/000001/activities.parquet").read_bytes()
    hand_in(home, csv_file(tmp_path / "a.csv", [violation("PL-1")]))
    assert (home / "versions/000002/activities.parquet").read_bytes() == before


def test_a_table_that_the_version_is_too_old_for_is_begun(home: Path, tmp_path: Path) -> None:
    without_table(open_version(home), "violations")
    path = csv_file(tmp_path / "kasus.csv", [violation("PL-1")])
    assert _numbers(hand_in(home, path)) == (1, 0, 0, 0)
    assert current(home, "violations").keys() == {"PL-1"}
