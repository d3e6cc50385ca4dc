"""How fast a canonical CSV becomes a published version, against DuckDB's own COPY of the same file.

    python tests/bench/ingest.py [--rows 1000000] [--pairs 3]

Each pair runs the two one after the other, each in a process of its own; the ratio is taken pair by
pair, since a shared machine's speed drifts. The file holds the embedded activities again and again,
under ids of their own and with texts that differ, all of them acceptable.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboard.ingest import HandIn, ensure_first_version
from dashboard.resources import RECORDS
from dashboard.settings import settings

_DIALECT = """header=true, delim=',', quote='"', escape='"'"""
_ROWS = f"""
WITH events AS (
    SELECT * FROM read_csv($source, {_DIALECT}) WHERE date_from > '2012-01-01'
),
repeated AS (
    SELECT events.*, round FROM events, range(1 + $rows // (SELECT count(*) FROM events)) r(round)
    LIMIT $rows
)
SELECT * EXCLUDE (round) REPLACE (
    'KG-B-' || row_number() OVER () AS activity_id,
    CAST(date_from - CAST(round % 280 AS INTEGER) AS DATE) AS date_from,
    CAST(date_to - CAST(round % 280 AS INTEGER) AS DATE) AS date_to,
    venue || ' ' || (round * 7919 % 1000) AS venue,
    title || ' ' || round AS title,
    note || ' ' || (round % 977) AS note
)
FROM repeated
"""


def make(path: Path, rows: int) -> None:
    """Write the file."""
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY ({_ROWS}) TO $target (FORMAT csv, HEADER)",
            {"source": str(RECORDS / "activities.csv"), "rows": rows, "target": str(path)},
        )


def copy(path: Path) -> None:
    """DuckDB's COPY to Parquet, all columns as text."""
    target = str(path.with_suffix(".parquet"))
    with duckdb.connect(config={"threads": settings().query_threads}) as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv($source, all_varchar=true, {_DIALECT})) "
            "TO $target (FORMAT parquet)",
            {"source": str(path), "target": target},
        )


def ingest(path: Path) -> None:
    """From the file to a published version, every row accepted."""
    with tempfile.TemporaryDirectory(dir=path.parent) as home:
        ensure_first_version(Path(home))
        begun = time.perf_counter()
        counts = HandIn(Path(home), "bench").publish([path]).counts
        print(time.perf_counter() - begun)
        assert counts.accepted == counts.read, counts


def _measured(what: str, path: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of a process of its own, start-up and set-up aside."""
    done = subprocess.run(
        [sys.executable, __file__, "--only", what, "--file", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def main() -> None:
    """Print a line a pair and the median ratio."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--pairs", type=int, default=3)
    options.add_argument("--only", choices=["copy", "ingest"], help=argparse.SUPPRESS)
    options.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.only == "copy":
        begun = time.perf_counter()
        copy(chosen.file)
        print(time.perf_counter() - begun)
    elif chosen.only == "ingest":
        ingest(chosen.file)
    if chosen.only:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "activities.csv"
        make(path, chosen.rows)
        print(f"{chosen.rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB of CSV")
        print("      COPY s   ingest s   ratio   peak memory of ingest, MB")
        ratios = []
        for _ in range(chosen.pairs):
            (base, _), (own, peak) = _measured("copy", path), _measured("ingest", path)
            ratios.append(own / base)
            print(f"{base:12.2f} {own:10.2f} {ratios[-1]:7.1f} {peak:12,.0f}")
        print(f"median ratio {statistics.median(ratios):.1f} (budget 8)")


if __name__ == "__main__":
    main()
