"""What a run of the benchmark needs, looked at before the work starts."""

import importlib.util
from pathlib import Path
from typing import Final

from dashboard.bench.plan import Plan
from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.settings import settings
from dashboard.simulation.room import free_disk, free_memory
from dashboard.simulation.writing import bytes_needed

EXTRA: Final = ("playwright", "psutil", "websockets")
_BROWSER_PARTS: Final = {"pages", "startup"}
_GIGABYTE = 1_000_000_000

# What an ingest takes on disk beside its CSV, and what the engines, servers, sessions and browser
# that run at the same time take in memory, with a part that grows with the records; bytes, measured
# and rounded up.
INGEST_BYTES: Final = 500  # for a row
BASE_MEMORY: Final = 3 * _GIGABYTE
MEMORY_BYTES: Final = 150  # for a record


class BenchError(PlainError):
    """A benchmark that cannot be run, or that failed."""


def disk_bytes(plan: Plan) -> int:
    """The most disk that the run takes at one time."""
    homes, tables = plan.homes(), plan.csv_folders()
    # The largest stands twice for a while: as files, and as the version made of them.
    records = bytes_needed(sum(homes) + max(homes, default=0), ("parquet",))
    ingested = max(tables, default=0) if "ingest" in plan.parts else 0
    return records + bytes_needed(sum(tables), ("csv",)) + ingested * INGEST_BYTES


def memory_bytes(plan: Plan) -> int:
    """The most memory that the run takes at one time."""
    return BASE_MEMORY + max((*plan.homes(), *plan.csv_folders()), default=0) * MEMORY_BYTES


def check(plan: Plan, folder: Path) -> None:
    """Raise `BenchError` where something is missing for the plan in a folder for its files."""
    missing = [name for name in EXTRA if importlib.util.find_spec(name) is None]
    if missing:
        raise BenchError(
            mark(
                "The benchmark needs packages that are missing; “pip install {packages}” adds them."
            ),
            packages=" ".join(missing),
        )
    chromium = settings().chromium
    if _BROWSER_PARTS & set(plan.parts) and not (chromium and chromium.is_file()):
        raise BenchError(
            mark(
                "There is no Chromium to measure pages with; “apt-get install chromium” adds it, "
                "PANTAU_CHROMIUM names another one, and “--only” measures without."
            )
        )
    _check_room(plan, folder)


def _check_room(plan: Plan, folder: Path) -> None:
    free, needed = free_disk(folder), disk_bytes(plan)
    if free < needed:
        raise BenchError(
            mark("The benchmark needs {needed} MB on the disk of {folder}; {free} MB are free."),
            needed=_megabytes(needed),
            free=_megabytes(free),
            folder=str(folder),
        )
    memory, needed = free_memory(), memory_bytes(plan)
    if memory is not None and memory < needed:
        raise BenchError(
            mark("The benchmark needs {needed} MB of memory; {free} MB are free."),
            needed=_megabytes(needed),
            free=_megabytes(memory),
        )


def _megabytes(amount: int) -> int:
    return -(-amount // 1_000_000)
