"""Simulated and real records never share a version, whatever is handed in where."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from handing import (
    KNOWN,
    Row,
    activity,
    csv_file,
    current,
    hand_in,
    pantau,
    preview,
    published,
    stored,
    violation,
)
from making import make_version

from dashboard.ingest import IngestError, ensure_first_version
from dashboard.locale import Locale
from dashboard.simulation import publish_simulated, simulate
from dashboard.versions import VersionError, open_version

SOURCE = "Data simulasi"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose only version is 1, with one real record."""
    make_version(tmp_path / "home", activities=[KNOWN])
    return tmp_path / "home"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = simulate(tmp_path_factory.mktemp("simulated") / "out", 3000, 11).folder
    return [folder / "activities.csv", folder / "violations.csv"]


def _activity(identity: str, **given: str) -> Row:
    return activity(identity, **({"source_name": SOURCE} | given))


def _violation(identity: str, **given: str) -> Row:
    return violation(identity, **({"source_name": SOURCE} | given))


def test_simulated_files_replace_the_embedded_records(tmp_path: Path, files: list[Path]) -> None:
    home = tmp_path / "home"
    ensure_first_version(home)
    before = published(home)
    told = pantau("ingest", *files, "--json", home=home)
    assert (told.code, told.json["read"], told.json["accepted"]) == (0, 3000, 3000)
    version = open_version(home)
    assert (version.number, version.manifest.simulated, version.manifest.base) == (2, True, 1)
    assert [batch.rows for batch in version.manifest.batches] == [1800, 1200]
    rows = {name: table.rows for name, table in version.manifest.tables.items()}
    assert rows == {
        "activities": 1800,
        "violations": 1200,
        "published_figures": 0,
        "risk_index": 0,
    }
    for file in files:  # unchanged: what the other format holds
        simulated = pq.read_table(file.with_suffix(".parquet")).to_pylist()
        kept = stored(version, file.stem)
        assert [kept[identity] for identity in sorted(kept)] == simulated
    assert {n: d for n, d in published(home).items() if n.startswith("versions/000001")} == {
        n: d for n, d in before.items() if n.startswith("versions/000001")
    }


def test_parquet_straight_from_the_simulation_is_accepted_too(
    home: Path, files: list[Path]
) -> None:
    archives = [file.with_suffix(".parquet") for file in files]
    verdict = hand_in(home, *archives, allow_simulated=True)
    assert (verdict.counts.accepted, verdict.counts.read) == (3000, 3000)
    assert all(identity.startswith("SIM-") for identity in current(home))


def test_a_dry_run_says_the_same_and_leaves_no_trace(home: Path, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", [_activity("SIM-K-1"), _activity("SIM-K-2", kind="tiada")])
    before = published(home)
    seen = preview(home, file, allow_simulated=True)
    assert published(home) == before
    done = hand_in(home, file, allow_simulated=True)
    assert seen.counts == done.counts
    assert (done.counts.accepted, done.counts.rejected) == (1, 1)
    assert list(current(home)) == ["SIM-K-1"]
    assert done.quarantine is not None


def test_nothing_of_the_replaced_version_is_looked_at(tmp_path: Path) -> None:
    make_version(tmp_path / "home", activities=[KNOWN | {"activity_id": "SIM-K-1"}])
    file = csv_file(tmp_path / "a.csv", [_activity("SIM-K-1")])
    assert hand_in(tmp_path / "home", file, allow_simulated=True).counts.updated == 0


@pytest.mark.parametrize(
    ("rows", "row", "heading", "found", "expected"),
    [
        ([activity("KG-1"), activity("SIM-K-2")], 2, "activity_id", "KG-1", "SIM-..."),
        ([activity("SIM-K-1"), activity("SIM-K-2")], 2, "source_name", "Uji", SOURCE),
        ([activity("KG-1", source_name=SOURCE)], 2, "activity_id", "KG-1", "SIM-..."),
        ([activity("KG-1", source_name="DATA SIMULASI")], 2, "activity_id", "KG-1", "SIM-..."),
        ([_activity("SIM-K-1"), _activity("KG-2")], 3, "activity_id", "KG-2", "SIM-..."),
        ([_activity("SIM-K-1"), _activity("")], 3, "activity_id", "–", "SIM-..."),
        ([_activity("SIM-K-1"), _activity("sim-k-2")], 3, "activity_id", "sim-k-2", "SIM-..."),
        ([_activity("SIM-K-1"), activity("SIM-K-2")], 3, "source_name", "Uji", SOURCE),
    ],
)
def test_a_mixture_is_refused_with_its_place(
    home: Path, tmp_path: Path, rows: list[Row], row: int, heading: str, found: str, expected: str
) -> None:
    file = csv_file(tmp_path / "campur.csv", rows)
    before = published(home)
    for allowed in (True, False):
        with pytest.raises(IngestError) as refused:
            hand_in(home, file, allow_simulated=allowed)
        sentence = refused.value.sentence(Locale("en"))
        assert sentence.startswith(
            f"campur.csv, row {row}, {heading}: found is “{found}”; expected is “{expected}”"
        )
    assert published(home) == before


def test_a_real_file_beside_a_simulated_one_is_refused(home: Path, tmp_path: Path) -> None:
    simulated = csv_file(tmp_path / "sim.csv", [_activity("SIM-K-1")])
    real = csv_file(tmp_path / "nyata.csv", [violation("PL-1")])
    for batch in ((simulated, real), (real, simulated)):
        with pytest.raises(IngestError, match=r"^nyata.csv, row 2.*PL-1"):
            hand_in(home, *batch, allow_simulated=True)


def test_simulated_records_need_a_home_whose_only_version_is_the_first(
    home: Path, tmp_path: Path
) -> None:
    hand_in(home, csv_file(tmp_path / "b.csv", [activity("KG-2")]))
    before = published(home)
    told = pantau("ingest", csv_file(tmp_path / "a.csv", [_activity("SIM-K-1")]), home=home)
    assert (told.code, told.out) == (2, "")
    assert "data version 2" in told.err
    assert published(home) == before


def test_a_home_of_simulated_records_stays_one(home: Path, tmp_path: Path) -> None:
    simulated = csv_file(tmp_path / "a.csv", [_activity("SIM-K-1"), _activity("SIM-K-2")])
    hand_in(home, simulated, allow_simulated=True)
    before = published(home)
    real = csv_file(tmp_path / "b.csv", [activity("KG-2")])
    with pytest.raises(IngestError, match="real ones never join them"):
        hand_in(home, real)
    with pytest.raises(IngestError, match="where a home holds nothing else"):
        hand_in(home, simulated, allow_simulated=True)
    told = pantau("rollback", "1", home=home)
    assert (told.code, told.out) == (2, "")
    assert "stays so" in told.err
    assert published(home) == before


def test_whoever_opens_the_page_cannot_replace_the_records(home: Path, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", [_violation("SIM-P-1")])
    for attempt in (preview, hand_in):
        with pytest.raises(IngestError, match="on the command line only"):
            attempt(home, file)  # as the page does


def test_publishing_a_simulation_needs_an_empty_home_or_the_first_version(
    tmp_path: Path, files: list[Path]
) -> None:
    folder = files[0].parent
    first = publish_simulated(tmp_path / "empty", folder)
    assert (first.number, first.manifest.simulated) == (1, True)
    ensure_first_version(tmp_path / "empty")  # finds one
    assert len(current(tmp_path / "empty", "violations")) == 1200

    make_version(tmp_path / "first", activities=[KNOWN])
    replaced = publish_simulated(tmp_path / "first", folder)
    assert (replaced.number, replaced.manifest.simulated, replaced.manifest.base) == (2, True, 1)
    assert all(identity.startswith("SIM-K-") for identity in current(tmp_path / "first"))
    for home in ("empty", "first"):
        before = published(tmp_path / home)
        with pytest.raises((IngestError, VersionError)):
            publish_simulated(tmp_path / home, folder)
        assert published(tmp_path / home) == before
