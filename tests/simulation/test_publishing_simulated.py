"""Only what bears the marks of simulated records is published past the checks of ingest."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.simulation import SimulationError, publish_simulated, simulate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return simulate(tmp_path / "out", 100, formats=["parquet"]).folder


def _refused(folder: Path, home: Path, said: str) -> None:
    with pytest.raises(SimulationError, match=said):
        publish_simulated(home, folder)
    assert not home.exists()


def test_a_missing_file_and_one_that_is_no_parquet(folder: Path, tmp_path: Path) -> None:
    (folder / "violations.parquet").write_bytes(b"none")
    _refused(folder, tmp_path / "home", "cannot be read as Parquet")
    (folder / "violations.parquet").unlink()
    _refused(folder, tmp_path / "home", "cannot be read as Parquet")


def test_other_columns(folder: Path, tmp_path: Path) -> None:
    file = folder / "activities.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["note"]), file)
    _refused(folder, tmp_path / "home", "does not have the columns")


@pytest.mark.parametrize(("column", "value"), [(0, "KG-1"), (0, None), (22, "Data simulasi 2")])
def test_a_row_that_is_not_marked(
    folder: Path, tmp_path: Path, column: int, value: str | None
) -> None:
    file = folder / "violations.parquet"
    table = pq.read_table(file)
    values = table.column(column).to_pylist()
    values[7] = value
    changed = table.set_column(column, table.schema[column], pa.array(values, pa.string()))
    pq.write_table(changed, file)
    _refused(folder, tmp_path / "home", "not marked as simulated: 1")
