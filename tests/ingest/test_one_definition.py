"""`model.py` alone says what a valid record is: ingest accepts a row exactly where it does."""

import datetime as dt
import shutil
import typing
from pathlib import Path
from random import Random

import pytest
from disguise import Row, enumeration, true_row
from handing import csv_file, current, hand_in
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from making import make_version
from pydantic import ValidationError

from dashboard.elections import elections
from dashboard.ingest.cells import EARLIEST_DAY, today
from dashboard.model import RECORD_TYPES, Record, region_codes
from dashboard.regions import regions
from dashboard.tables import arrow_table


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without records."""
    home = tmp_path_factory.mktemp("empty") / "home"
    make_version(home)
    return home


def _accepted(table: str, row: Row) -> Record | None:
    """The record that the model makes of the row, None where it or what it names is not valid."""
    try:
        record = RECORD_TYPES[table].model_validate(row)
    except ValidationError:
        return None
    days = [value for _, value in record if isinstance(value, dt.date)]
    known = all(regions().exists(code) for _, code in region_codes(record))
    held = getattr(record, "election", "pemilu_2024") in elections()
    return record if known and held and all(EARLIEST_DAY <= d <= today() for d in days) else None


CODES = ["33", "33.01", "33.01.01", "33.02", "34", "34.01", "99", "33.99", "33.01.99", "3a", "33.0"]
DAYS = ["2009-12-31", "2010-01-01", "2024-02-29", "2023-02-29", "2024-13-01", "2090-01-01", "besok"]
NUMBERS = ["0", "1", "100", "100.5", "-1", "1000000000", "1000000001", "1e3", "x", "1/2", "٣"]
WORDS = ["", "entah", "pilkada_2024", "pilkada_2016", "https://example.org", "ftp://a", "http:// a"]
PERSONAL = ["198701012010011001", "3301 0123 4567 8901", "kantor@example.org", "081234567890"]


def _varied(chance: Random, table: str, number: int) -> Row:
    """A valid row with up to two cells exchanged for canonical texts that may be wrong there."""
    row = true_row(chance, table, number)
    record_type = RECORD_TYPES[table]
    changeable = [c for c in row if c != record_type.id_column]
    for column in chance.sample(changeable, chance.randrange(3)):
        kind = enumeration(table, column)
        plain = typing.get_type_hints(record_type)[column]
        if kind is not None:
            texts = ["", "entah", *map(str, kind)]
        elif column.endswith(("_code", "_codes")):
            texts = ["", *CODES, "33.01;33.02", "33.01;33.01", "33.01;34.01"]
            texts = [t for t in texts if column == "regency_codes" or ";" not in t]
        elif dt.date in (plain, *typing.get_args(plain)):
            texts = ["", *DAYS]
        elif {int, float, bool} & {plain, *typing.get_args(plain)}:
            texts = ["", "true", "false"] if bool in (plain, *typing.get_args(plain)) else NUMBERS
            # The model reads a power of ten where a figure may have decimals; offices write none.
            texts = [t for t in texts if t != "1e3" or plain is not float]
        else:
            texts = ["x" * 2000, "x" * 2001, *WORDS, *PERSONAL]
        row[column] = chance.choice(texts)
    return row


# Ingest reads more than the canonical form, by design: an empty cell where something stands in for
# it, a number with a unit or decimals, a code that says which region is meant.
def _is_shorthand(table: str, row: Row) -> bool:
    record_type = RECORD_TYPES[table]
    blank = [c for c, text in row.items() if not text]
    takes = {*record_type.when_blank, *record_type.stand_ins, record_type.id_column}
    place = row.get("province_code"), row.get("regency_codes", row.get("regency_code"))
    return bool(takes & set(blank)) or not all(place) or "33.0" in row.values()


def _check(empty: Path, folder: Path, chance: Random) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    home = Path(shutil.copytree(empty, folder / "home"))
    files, wanted, lines = [], {}, {}
    for table in RECORD_TYPES:
        rows = [_varied(chance, table, n) for n in range(25)]
        rows = [row for row in rows if not _is_shorthand(table, row)]
        if not rows:
            continue
        files.append(csv_file(folder / f"{table}.csv", rows))
        records = [_accepted(table, row) for row in rows]
        wanted[table] = arrow_table(RECORD_TYPES[table], [r for r in records if r]).to_pylist()
        lines[table] = {n for n, r in enumerate(records, start=2) if r is None}
    assume(files)
    verdict = hand_in(home, *files)
    for table, rows in wanted.items():
        rejected = {r.row for r in verdict.rejections if r.file == f"{table}.csv"}
        assert rejected == lines[table]
        assert list(current(home, table).values()) == rows


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_ingest_accepts_what_the_model_accepts(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, chance: Random
) -> None:
    _check(empty, tmp_path_factory.getbasetemp() / "definition", chance)


@pytest.mark.long
@settings(max_examples=500, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_ingest_accepts_what_the_model_accepts_at_length(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, chance: Random
) -> None:
    _check(empty, tmp_path_factory.getbasetemp() / "definition", chance)
