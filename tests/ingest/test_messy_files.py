"""However records are written, exactly they are published; what is wrong is rejected, no more."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from disguise import Row, broken_row, lay_out, record, true_row, write_csv, write_workbook
from handing import current, hand_in, published
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import make_version

from dashboard.ingest import Verdict
from dashboard.model import RECORD_TYPES
from dashboard.tables import arrow_table

Truth = dict[str, list[Row]]

QUICK = settings(max_examples=12, suppress_health_check=list(HealthCheck))
FEW = settings(QUICK, max_examples=3)
LONG = settings(QUICK, max_examples=1000)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without records."""
    home = tmp_path_factory.mktemp("empty") / "home"
    make_version(home)
    return home


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that each example empties."""
    return tmp_path_factory.mktemp("messy") / "example"


def _fresh(empty: Path, folder: Path, *names: str) -> list[Path]:
    """Copies of the empty home in the emptied folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return [Path(shutil.copytree(empty, folder / name)) for name in names]


def _truth(chance: Random, most: int = 6) -> Truth:
    tables = chance.sample(list(RECORD_TYPES), chance.randrange(1, 5))
    return {
        table: [true_row(chance, table, n) for n in range(chance.randrange(1, most))]
        for table in tables
    }


def _records(truth: Truth) -> dict[str, dict[str, Any]]:
    """What the model itself makes of the rows, by table and id."""
    found = {}
    for table, rows in truth.items():
        kept = arrow_table(RECORD_TYPES[table], [record(table, row) for row in rows]).to_pylist()
        found[table] = {row[RECORD_TYPES[table].id_column]: row for row in kept}
    return found


def _published(home: Path) -> dict[str, dict[str, Any]]:
    found = {table: current(home, table) for table in RECORD_TYPES}
    return {table: rows for table, rows in found.items() if rows}


def _write(chance: Random, folder: Path, name: str, truth: Truth, **options: bool) -> list[Path]:
    """The tables in CSV files, or in one workbook; in any order."""
    tables = {table: lay_out(chance, table, rows, **options) for table, rows in truth.items()}
    if chance.random() < 0.3:
        return [write_workbook(folder / f"{name}.xlsx", tables)]
    files = [write_csv(chance, folder / f"{name}-{t}.csv", w) for t, w in tables.items()]
    chance.shuffle(files)
    return files


def _adds_up(verdict: Verdict) -> bool:
    return all(
        counts.read == counts.accepted + counts.rejected + counts.unchanged
        and 0 <= counts.updated <= counts.accepted
        and min(counts.rejected, counts.unchanged) >= 0
        for counts in (verdict.counts, *(sheet.counts for sheet in verdict.sheets))
    )


# --- the truth is what is published ---------------------------------------------------------------


def _check_truth(empty: Path, folder: Path, chance: Random) -> None:
    (home,) = _fresh(empty, folder, "home")
    truth = _truth(chance)
    bad: set[tuple[str, int]] = set()
    again = 0
    tables = {}
    for table, rows in truth.items():
        lines: list[tuple[str, Row]] = [("good", row) for row in rows]
        lines += [("bad", broken_row(chance, table, 100 + n)) for n in range(chance.randrange(4))]
        repeated = [row for row in rows if chance.random() < 0.2]
        lines += [("again", row) for row in repeated]
        again += len(repeated)
        chance.shuffle(lines)
        tables[table] = lay_out(chance, table, [row for _, row in lines])
        places = zip(lines, tables[table].rows, strict=True)
        bad |= {(table, place) for (state, _), place in places if state == "bad"}
    files = [write_csv(chance, folder / f"{t}.csv", w) for t, w in tables.items()]
    chance.shuffle(files)
    verdict = hand_in(home, *files)
    assert {(r.file.removesuffix(".csv"), r.row) for r in verdict.rejections} == bad
    assert _adds_up(verdict)
    counts = verdict.counts
    assert (counts.rejected, counts.unchanged) == (len(bad), again)
    assert counts.accepted == sum(map(len, truth.values()))
    assert _published(home) == _records(truth)


@QUICK
@given(chance=st.randoms(use_true_random=False))
def test_the_accepted_rows_are_the_truth(empty: Path, folder: Path, chance: Random) -> None:
    _check_truth(empty, folder, chance)


@pytest.mark.long
@LONG
@given(chance=st.randoms(use_true_random=False))
def test_the_accepted_rows_are_the_truth_at_length(
    empty: Path, folder: Path, chance: Random
) -> None:
    _check_truth(empty, folder, chance)


# --- the order of files and rows means nothing ----------------------------------------------------


def _without_ids(published: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, Any]:
    return {
        table: sorted(
            repr({k: v for k, v in row.items() if k != RECORD_TYPES[table].id_column})
            for row in rows.values()
        )
        for table, rows in published.items()
    }


def _check_order(empty: Path, folder: Path, chance: Random, ids: bool) -> None:
    one, other, both = _fresh(empty, folder, "one", "other", "both")
    truth = _truth(chance)
    halves: list[Truth] = [{}, {}]
    for table, rows in truth.items():
        cut = chance.randrange(len(rows) + 1)
        for half, part in zip(halves, (rows[:cut], rows[cut:]), strict=True):
            if part:
                half[table] = part
    if not all(halves):
        halves = [truth, truth]
    first, second = (
        _write(chance, folder, name, half, ids=ids) for name, half in zip("ab", halves, strict=True)
    )
    for home, batches in ((one, (first, second)), (other, (second, first))):
        for batch in batches:
            assert hand_in(home, *batch).rejections == []
    assert hand_in(both, *second, *first).rejections == []
    assert _published(one) == _published(other) == _published(both)
    assert _without_ids(_published(one)) == _without_ids(_records(truth))
    if ids:
        assert _published(one) == _records(truth)
    before = published(one)
    verdict = hand_in(one, *_write(chance, folder, "c", truth, ids=ids))
    assert verdict.counts.unchanged == verdict.counts.read == sum(map(len, truth.values()))
    assert published(one) == before


@FEW
@given(chance=st.randoms(use_true_random=False))
@pytest.mark.parametrize("ids", [True, False], ids=["with ids", "without ids"])
def test_the_order_does_not_matter(empty: Path, folder: Path, ids: bool, chance: Random) -> None:
    _check_order(empty, folder, chance, ids)


@pytest.mark.long
@settings(LONG, max_examples=200)
@given(chance=st.randoms(use_true_random=False))
@pytest.mark.parametrize("ids", [True, False], ids=["with ids", "without ids"])
def test_the_order_does_not_matter_at_length(
    empty: Path, folder: Path, ids: bool, chance: Random
) -> None:
    _check_order(empty, folder, chance, ids)


@FEW
@given(chance=st.randoms(use_true_random=False))
@pytest.mark.parametrize("ids", [True, False], ids=["with ids", "without ids"])
def test_a_corrected_row_replaces_its_old_self(
    empty: Path, folder: Path, ids: bool, chance: Random
) -> None:
    """Whatever else of it changes than what makes it the record it is."""
    (home,) = _fresh(empty, folder, "home")
    truth = _truth(chance)
    hand_in(home, *_write(chance, folder, "a", truth, ids=ids))
    corrected: Truth = {}
    for table, rows in truth.items():
        kept = {RECORD_TYPES[table].id_column, *RECORD_TYPES[table].natural_key}
        kept |= {*RECORD_TYPES[table].interval, "level", "unit", "pokja", "forum"}
        if not ids:  # a matched row that tells of something else is asked about, not believed
            kept |= {*RECORD_TYPES[table].telling[1:]}
        corrected[table] = [
            row | {k: v for k, v in true_row(chance, table, n).items() if k not in kept}
            for n, row in enumerate(rows)
        ]
        for row in corrected[table]:
            if table == "published_figures":
                row["value"] = "12"
    verdict = hand_in(home, *_write(chance, folder, "b", corrected, ids=ids), allow_shrinking=True)
    changed = sum(
        a != b for table in truth for a, b in zip(truth[table], corrected[table], strict=True)
    )
    assert verdict.rejections == []
    assert verdict.counts.updated == verdict.counts.accepted == changed
    assert _without_ids(_published(home)) == _without_ids(_records(corrected))
