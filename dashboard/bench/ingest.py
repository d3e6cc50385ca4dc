"""From canonical CSV to a published version, against DuckDB's own COPY of the files to Parquet.

Each runs in a process of its own, in turn. The clock starts when all is imported and a home is
ready; the peak of memory is that of the whole process.

    python -m dashboard.bench.ingest ingest|copy FOLDER     one run; prints seconds and MB

Keys, ROWS being the number of rows: `ingest_ROWS`, `ingest_ROWS_memory`.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from dashboard.bench.budgets import BUDGETS
from dashboard.bench.measure import Measure
from dashboard.ingest import HandIn, ensure_first_version
from dashboard.settings import settings

PAIRS: Final = 5
_DIALECT = """header=true, delim=',', quote='"', escape='"'"""


class NotIngestedError(RuntimeError):
    """A measured process did not do its work; the message holds what it wrote."""


@dataclass(frozen=True)
class _Cost:
    """What one process took."""

    seconds: float
    megabytes: float


def measures(folders: Mapping[int, Path]) -> Iterator[Measure]:
    """Time and memory for each folder of canonical CSV files, the key being its number of rows.

    Raises `NotIngestedError`.
    """
    for rows, folder in sorted(folders.items()):
        pairs = [(_measured("ingest", folder), _measured("copy", folder)) for _ in range(PAIRS)]
        key = f"ingest_{rows}"
        yield Measure(
            key,
            tuple(own.seconds for own, _ in pairs),
            tuple(base.seconds for _, base in pairs),
            budget=BUDGETS.get(key),
        )
        yield Measure(
            f"{key}_memory",
            tuple(own.megabytes for own, _ in pairs),
            tuple(base.megabytes for _, base in pairs),
            unit="MB",
        )


def _measured(what: str, folder: Path) -> _Cost:
    with subprocess.Popen(
        [sys.executable, "-m", __name__, what, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            told, errors = process.communicate()
        finally:  # it has ended before its files are put away
            process.kill()
            process.wait()
    if process.returncode:
        raise NotIngestedError(errors[-4000:])
    return _Cost(**json.loads(told))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


def _copy(folder: Path, target: Path) -> float:
    """Seconds of DuckDB's COPY to Parquet, all columns as text."""
    begun = time.perf_counter()
    with duckdb.connect(config={"threads": settings().query_threads}) as connection:
        for path in _files(folder):
            connection.execute(
                f"COPY (SELECT * FROM read_csv($source, all_varchar=true, {_DIALECT})) "
                "TO $target (FORMAT parquet)",
                {"source": str(path), "target": str(target / f"{path.stem}.parquet")},
            )
    return time.perf_counter() - begun


def _ingest(folder: Path, home: Path) -> float:
    """Seconds from the files to a published version; every row has to be accepted."""
    ensure_first_version(home)
    begun = time.perf_counter()
    counts = HandIn(home, "bench", allow_simulated=True).publish(_files(folder)).counts
    seconds = time.perf_counter() - begun
    if counts.accepted != counts.read:
        raise NotIngestedError(f"{counts.read - counts.accepted} rows were not accepted")
    return seconds


def _main(what: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        run = _ingest if what == "ingest" else _copy
        seconds = run(folder, Path(place))
    print(json.dumps({"seconds": seconds, "megabytes": _peak()}))


def _peak() -> float:
    """This program's highest resident memory so far, in MB.

    Not `ru_maxrss`, which begins with the memory of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    if found is None:
        raise NotIngestedError("the system does not tell the peak of memory")
    return int(found.group(1)) * 1024 / 1e6


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
