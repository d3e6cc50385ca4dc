"""Version 1: the embedded records are checked row by row and arrive in Parquet as they are."""

import csv
import datetime as dt
import hashlib
import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import records

from dashboard.ingest import IngestError, embedded, ensure_first_version
from dashboard.ingest.embedded import check_birth_certificate, read_records
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES, Activity, Violation
from dashboard.resources import RECORDS, REFERENCE
from dashboard.tables import REFERENCE_TABLES, arrow_schema, arrow_table, reference_table
from dashboard.versions import Version, open_version

TABLES = list(RECORD_TYPES)
FIRST_DAYS = {
    "activities": "date_from",
    "violations": "reported_from",
    "published_figures": "as_of_from",
    "risk_index": "",
}
LISTS = {"regency_codes", "targets", "institutions"}
DAYS = {
    "date_from",
    "date_to",
    "reported_from",
    "reported_to",
    "as_of_from",
    "as_of",
    "known_on",
    "received_on",
    "registered_on",
    "decided_on",
    "forwarded_on",
    "sanctioned_on",
}
WHOLE = {"participants", "people", "rank"}
REAL = {"value", "score"}
FLAGS = {"date_doubtful", "cumulative"}


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return open_version(home)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The record files once more, to be damaged."""
    return Path(shutil.copytree(RECORDS, tmp_path / "records"))


# --- what arrives ---------------------------------------------------------------------------------


def _value(column: str, cell: str) -> object:
    if column in LISTS:
        return [item for item in cell.split(";") if item]
    if cell == "":
        return None
    if column in DAYS:
        return dt.date(*map(int, cell.split("-")))
    if column in WHOLE:
        return int(cell)
    if column in REAL:
        return float(cell)
    return {"true": True, "false": False}[cell] if column in FLAGS else cell


@pytest.mark.parametrize("table", TABLES)
def test_rows_in_parquet_are_the_rows_of_the_file(version: Version, table: str) -> None:
    expected = pd.read_csv(RECORDS / f"{table}.csv", dtype=str, keep_default_na=False)
    by_place = [c for c in ("province_code", "election", FIRST_DAYS[table]) if c in expected]
    empty_last = expected.replace("", "~")  # an empty cell comes after all others
    expected = expected.loc[empty_last.sort_values([*by_place, expected.columns[0]]).index]
    found = pq.read_table(version.folder / f"{table}.parquet")
    assert found.column_names == list(expected.columns)
    for column in expected.columns:
        assert found[column].to_pylist() == [_value(column, c) for c in expected[column]], column


@pytest.mark.parametrize("table", TABLES)
def test_column_types_in_parquet(version: Version, table: str) -> None:
    for field in pq.read_schema(version.folder / f"{table}.parquet"):
        if field.name in LISTS:
            assert field.type.value_type == pa.string()
        elif field.name in DAYS:
            assert field.type == pa.date32()
        elif field.name in WHOLE:
            assert field.type == pa.int64()
        elif field.name in REAL:
            assert field.type == pa.float64()
        elif field.name in FLAGS:
            assert field.type == pa.bool_()
        else:
            assert field.type == pa.string()


@pytest.mark.parametrize("name", list(REFERENCE_TABLES))
def test_reference_tables_in_parquet_are_the_rows_of_the_file(version: Version, name: str) -> None:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    found = pq.read_table(version.folder / "reference" / f"{name}.parquet")
    assert set(found.column_names) == set(rows[0])
    assert found.num_rows == len(rows)
    for column in found.column_names:
        kind = found.schema.field(column).type
        convert = float if kind == pa.float64() else int if kind == pa.int64() else str
        if kind == pa.date32():
            convert = dt.date.fromisoformat  # type: ignore[assignment]
        expected = [convert(row[column]) if row[column] else None for row in rows]
        assert found[column].to_pylist() == expected, column


def test_the_manifest_tells_where_the_records_come_from(version: Version) -> None:
    manifest = version.manifest
    assert manifest.simulated is False
    assert [batch.table for batch in manifest.batches] == TABLES
    for batch in manifest.batches:
        content = (RECORDS / batch.file).read_bytes()
        certificate = tomllib.loads((RECORDS / f"{batch.table}.toml").read_text())
        rows = len(pd.read_csv(RECORDS / batch.file, dtype=str))
        assert batch.rows == rows == certificate["rows"] == manifest.tables[batch.table].rows
        assert batch.sha256 == hashlib.sha256(content).hexdigest()
        assert batch.origin == certificate["origin"]
        assert batch.retrieved_on == certificate["retrieved_on"]


def test_a_second_call_writes_nothing(version: Version) -> None:
    home = version.folder.parent.parent
    before = {p: p.stat().st_mtime_ns for p in home.rglob("*")}
    ensure_first_version(home)
    assert {p: p.stat().st_mtime_ns for p in home.rglob("*")} == before


def test_equal_input_gives_equal_bytes(version: Version, tmp_path: Path) -> None:
    ensure_first_version(tmp_path)
    for path in version.folder.rglob("*.parquet"):
        twin = tmp_path / "versions" / "000001" / path.relative_to(version.folder)
        assert twin.read_bytes() == path.read_bytes()


@given(order=st.permutations(range(6)))
def test_the_order_of_the_records_does_not_matter(order: list[int]) -> None:
    made = records(
        "activities",
        [{"activity_id": f"K-{n}", "date_from": "2024-01-01"} for n in range(6)],
    )
    shuffled = arrow_table(Activity, [made[n] for n in order])
    assert shuffled.equals(arrow_table(Activity, made))
    assert shuffled["activity_id"].to_pylist() == [f"K-{n}" for n in range(6)]


def test_no_records_make_an_empty_table_with_all_columns() -> None:
    empty = arrow_table(Violation, [])
    assert empty.num_rows == 0
    assert empty.schema == arrow_schema(Violation)
    assert empty.column_names == Violation.columns()


# --- birth certificates ---------------------------------------------------------------------------


def _refused(path: Path) -> str:
    with pytest.raises(IngestError) as caught:
        check_birth_certificate(path)
    sentence = caught.value.sentence(Locale("en"))
    assert path.name in sentence
    return sentence


@pytest.mark.parametrize("table", TABLES)
def test_every_record_file_has_its_certificate(table: str) -> None:
    certificate = check_birth_certificate(RECORDS / f"{table}.csv")
    assert certificate.origin
    assert certificate.licence
    assert certificate.retrieved_on <= dt.date(2026, 11, 30)


def test_a_file_that_differs_from_its_certificate(copied: Path) -> None:
    with (copied / "activities.csv").open("ab") as file:
        file.write(b"\n")
    assert "checksum" in _refused(copied / "activities.csv")


@pytest.mark.parametrize(
    "content",
    [b"", b"rows = ", b"\xff", b'origin = "x"\n', b"= ["],
)
def test_an_unreadable_certificate(copied: Path, content: bytes) -> None:
    (copied / "activities.toml").write_bytes(content)
    assert "certificate" in _refused(copied / "activities.csv")


def test_a_missing_certificate_or_file(copied: Path) -> None:
    (copied / "activities.toml").unlink()
    (copied / "violations.csv").unlink()
    assert "certificate" in _refused(copied / "activities.csv")
    assert "certificate" in _refused(copied / "violations.csv")


def test_a_certificate_with_an_unknown_key(copied: Path) -> None:
    with (copied / "activities.toml").open("a") as file:
        file.write("retreived_on = 2024-01-01\n")
    assert "certificate" in _refused(copied / "activities.csv")


def test_a_certificate_with_another_number_of_rows(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = copied / "risk_index.toml"
    path.write_text(path.read_text().replace("rows = 30", "rows = 31"))
    assert "rows = 31" in path.read_text()
    monkeypatch.setattr(embedded, "RECORDS", copied)
    with pytest.raises(IngestError, match=r"risk_index\.csv"):
        ensure_first_version(tmp_path / "home")


def test_a_damaged_file_publishes_nothing(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copied / "violations.csv").write_text("violation_id\n")
    monkeypatch.setattr(embedded, "RECORDS", copied)
    home = tmp_path / "home"
    with pytest.raises(IngestError, match=r"violations\.csv"):
        ensure_first_version(home)
    assert not (home / "current").exists()
    assert not list(home.rglob("*.parquet"))
    monkeypatch.undo()
    ensure_first_version(home)
    assert open_version(home).number == 1


# --- rows that are refused ------------------------------------------------------------------------


@pytest.fixture
def lines() -> list[dict[str, str]]:
    with (RECORDS / "activities.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))[:3]


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"kind": "pesta"}, "kind", "pembentukan_pokja"),
        ({"date_from": "28/06/2024"}, "date_from", "date"),
        ({"date_to": "2000-01-01"}, "–", "is after"),
        ({"participants": "banyak"}, "participants", "integer"),
        ({"targets": "asn;presiden"}, "targets.1", "asn"),
        ({"note": "NIP 198501012010011001"}, "–", "note: looks like a NIP"),
        ({"election": "pilkada_1999"}, "election", "pilkada_1999 is not a known election"),
        ({"province_code": "99", "regency_codes": ""}, "province_code", "99"),
        ({"regency_codes": "33.99"}, "regency_codes", "33.99"),
        ({"district_code": "33.01.99"}, "district_code", "33.01.99"),
        ({"activity_id": "KG-2024-0001"}, "activity_id", "KG-2024-0001 repeats"),
    ],
)
def test_the_first_bad_row_is_named_by_line_and_column(
    tmp_path: Path,
    lines: list[dict[str, str]],
    changed: dict[str, str],
    column: str,
    words: str,
) -> None:
    lines[1] |= {"province_code": "33", "regency_codes": "33.01", "district_code": ""} | changed
    lines[2]["kind"] = "also bad, but later"
    path = _write(tmp_path / "activities.csv", lines)
    with pytest.raises(IngestError) as caught:
        read_records(path, Activity)
    sentence = caught.value.sentence(Locale("en"))
    assert sentence.startswith(f"activities.csv, line 3, column {column}: ")
    assert words in sentence
    assert "\n" not in sentence


def test_the_line_counts_the_lines_of_the_file(tmp_path: Path, lines: list[dict[str, str]]) -> None:
    lines[0]["note"] = "zwei\nZeilen"
    lines[1]["kind"] = "pesta"
    with pytest.raises(IngestError, match="line 4, column kind"):
        read_records(_write(tmp_path / "a.csv", lines), Activity)


@pytest.mark.parametrize("header", ["activity_id", "", "violation_id,date_from"])
def test_another_header_is_refused(tmp_path: Path, header: str) -> None:
    (tmp_path / "a.csv").write_text(header + "\n")
    with pytest.raises(IngestError, match=r"a\.csv.*activities"):
        read_records(tmp_path / "a.csv", Activity)


def test_columns_in_another_order_are_refused(tmp_path: Path, lines: list[dict[str, str]]) -> None:
    turned = [dict(reversed(row.items())) for row in lines]
    with pytest.raises(IngestError, match="header"):
        read_records(_write(tmp_path / "a.csv", turned), Activity)


@pytest.mark.parametrize("damage", ["one cell too many", "one cell too few", "half a line"])
def test_a_row_of_another_length_is_refused(
    tmp_path: Path, lines: list[dict[str, str]], damage: str
) -> None:
    path = _write(tmp_path / "a.csv", [{**lines[0], "note": ""}])
    content = path.read_text().rstrip("\n")
    assert content.endswith(",")
    if damage == "one cell too many":
        content += ",x"
    elif damage == "one cell too few":
        content = content[:-1]
    else:
        content = content[: len(content) - 120]
    path.write_text(content + "\n")
    with pytest.raises(IngestError, match="line 2"):
        read_records(path, Activity)


@pytest.mark.parametrize("content", [b'"open quote', b"\xff\xfe,x", b"a\0b"])
def test_bytes_that_are_no_csv_are_a_sentence(tmp_path: Path, content: bytes) -> None:
    header = ",".join(Activity.columns()).encode()
    (tmp_path / "a.csv").write_bytes(header + b"\n" + content)
    with pytest.raises(IngestError, match=r"a\.csv"):
        read_records(tmp_path / "a.csv", Activity)


def test_an_empty_table_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join(Activity.columns()) + "\n")
    assert read_records(tmp_path / "a.csv", Activity) == []


def test_reference_columns_are_the_files_columns() -> None:
    for name in REFERENCE_TABLES:
        header = (REFERENCE / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert reference_table(name).column_names == header.split(",")
