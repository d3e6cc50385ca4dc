"""A home of simulated records that look like the embedded ones, whose numbers are known."""

from pathlib import Path

import pyarrow.parquet as pq

from dashboard.ingest import Draft, ensure_first_version, publish
from dashboard.model import RECORD_TYPES
from dashboard.versions import open_version, publishing


def simulated_home(folder: Path) -> Path:
    """A new home in the folder; its only version holds the embedded records as simulated ones."""
    ensure_first_version(folder / "real")
    version = open_version(folder / "real")
    tables = {name: pq.read_table(version.folder / f"{name}.parquet") for name in RECORD_TYPES}
    with publishing(folder / "simulated"):
        publish(folder / "simulated", Draft(tables, [], simulated=True))
    return folder / "simulated"
