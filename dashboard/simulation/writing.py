"""Simulated records as files: all of them, or none.

    OUT/activities.csv, violations.csv, activities.parquet, violations.parquet

Records are made and written a chunk at a time, so that memory does not grow with their number. The
files are written into a folder beside OUT that becomes OUT by one rename at the end.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.model import LIST_SEPARATOR, Activity, Record, Violation
from dashboard.simulation.activities import activities
from dashboard.simulation.offices import Offices, offices
from dashboard.simulation.room import free_disk, free_memory
from dashboard.simulation.violations import violations
from dashboard.tables import arrow_schema

FORMATS = ("csv", "parquet")
MOST_ROWS = 1_000_000_000  # what nine digits number
LAST_SEED = 2**32 - 1
ACTIVITIES = 0.6  # the share of activities among all records
CHUNK = 200_000  # rows made at once
# Bytes a record takes on disk, and a format's two files without any, whatever the seed, with a
# tenth to spare; a test measures it.
BYTES_PER_ROW = {"csv": 330, "parquet": 45}
BYTES_OF_FILES = 50_000
LEAST_MEMORY = 1 << 30  # bytes that the work takes at most, whatever the number of rows


class SimulationError(PlainError):
    """Records that cannot be simulated as asked, or a home that cannot take them."""


@dataclass(frozen=True)
class Simulated:
    """What was written: the folder, the rows of each table, and the bytes of each file by name."""

    folder: Path
    rows: dict[str, int]
    bytes: dict[str, int]


class _Maker(Protocol):
    def __call__(
        self, rng: np.random.Generator, offices: Offices, first: int, count: int, of: int
    ) -> pa.Table: ...


_MAKERS: dict[type[Record], _Maker] = {Activity: activities, Violation: violations}
TABLES = tuple(_MAKERS)


def simulate(
    out: Path,
    rows: int,
    seed: int = 1,
    formats: Sequence[str] = FORMATS,
    progress: Callable[[float], None] = lambda share: None,
) -> Simulated:
    """Write so many simulated records, six of ten activities and the others cases, into a folder.

    The same rows, seed and program give the same bytes. `progress` gets the share that is done.
    Raises `SimulationError`, before anything is written, where a number is out of range, the folder
    holds anything already, or disk or memory do not suffice; later where it cannot be written.
    Whatever ends the work, nothing half is left under the folder's name.
    """
    _refuse_numbers(rows, seed, formats)
    numbers = _split(rows)
    try:
        out = out.resolve()
        _refuse_place(out, rows, formats)
        with _beside(out) as folder:
            done = 0
            for record_type, count in numbers.items():
                made = _chunks(record_type, count, seed)
                for written in _write(made, record_type, folder, formats):
                    done += written
                    progress(done / rows)
            sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    except MemoryError as error:
        raise SimulationError(
            mark("There is not enough memory; nothing was written to {folder}."), folder=str(out)
        ) from error
    except OSError as error:
        raise SimulationError(
            mark("{folder} cannot be written ({reason})."),
            folder=str(out),
            reason=error.strerror or str(error),
        ) from error
    return Simulated(out, {kind.table: count for kind, count in numbers.items()}, sizes)


def bytes_needed(rows: int, formats: Sequence[str] = FORMATS) -> int:
    """The bytes of disk that so many records take at most."""
    return sum(rows * BYTES_PER_ROW[name] + BYTES_OF_FILES for name in formats)


def _split(rows: int) -> dict[type[Record], int]:
    """How many of the records are of each table."""
    first = round(rows * ACTIVITIES)
    return {Activity: first, Violation: rows - first}


def _refuse_numbers(rows: int, seed: int, formats: Sequence[str]) -> None:
    if not 1 <= rows <= MOST_ROWS:
        raise SimulationError(
            mark("{rows} rows cannot be simulated; expected are 1 to {most}."),
            rows=rows,
            most=MOST_ROWS,
        )
    if not 0 <= seed <= LAST_SEED:
        raise SimulationError(
            mark("The seed {seed} is out of range; expected is 0 to {last}."),
            seed=seed,
            last=LAST_SEED,
        )
    if not formats or not set(formats) <= set(FORMATS):
        raise SimulationError(
            mark("{formats}: expected are formats among {known}."),
            formats=", ".join(formats) or "–",
            known=", ".join(FORMATS),
        )


def _refuse_place(out: Path, rows: int, formats: Sequence[str]) -> None:
    if out.exists() and not out.is_dir():
        raise SimulationError(mark("{folder} is a file; expected is a folder."), folder=str(out))
    if out.is_dir() and any(out.iterdir()):
        raise SimulationError(
            mark("{folder} holds files already; name a new or an empty folder."), folder=str(out)
        )
    needed, free = bytes_needed(rows, formats), free_disk(out)
    if needed > free:
        raise SimulationError(
            mark("{rows} rows take up to {needed} MB on disk; {folder} has {free} MB left."),
            rows=rows,
            needed=_megabytes(needed),
            folder=str(out),
            free=_megabytes(free),
        )
    memory = free_memory()
    if memory is not None and memory < LEAST_MEMORY:
        raise SimulationError(
            mark("Simulating takes up to {needed} MB of memory; {free} MB are left."),
            needed=_megabytes(LEAST_MEMORY),
            free=_megabytes(memory),
        )


def _megabytes(amount: int) -> int:
    return -(-amount // 1_000_000)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder beside `out` that becomes it in the end, or vanishes.

    What a killed run left behind goes first; one that is at work is left alone.
    """
    folder = out.with_name(f".{out.name}.unfinished")
    missing = [parent for parent in out.parents if not parent.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        _remove_empty(missing)
        raise
    lock = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SimulationError(
                mark("Another process is writing {folder} just now."), folder=str(out)
            ) from None
        try:
            for left in folder.iterdir():
                left.unlink()
            yield folder
            folder.rename(out)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            _remove_empty(missing)
            raise
    finally:
        os.close(lock)


def _remove_empty(folders: Sequence[Path]) -> None:
    """Remove folders, the innermost first, up to one that is missing or in use."""
    with suppress(OSError):
        for folder in filter(Path.exists, folders):
            folder.rmdir()


def _chunks(record_type: type[Record], count: int, seed: int) -> Iterator[pa.Table]:
    """The records of a table, a chunk at a time; each has random numbers of its own."""
    table = TABLES.index(record_type) + 1
    make, chosen = _MAKERS[record_type], offices(seed)

    def chunk(first: int) -> pa.Table:
        rng = np.random.default_rng([seed, table, first])
        return make(rng, chosen, first, min(CHUNK, count - first), count)

    with ThreadPoolExecutor(1) as ahead:  # the next one is made while one is written
        upcoming = None
        for first in range(0, count, CHUNK):
            following = ahead.submit(chunk, first)
            if upcoming is not None:
                yield upcoming.result()
            upcoming = following
        if upcoming is not None:
            yield upcoming.result()


def _write(
    chunks: Iterator[pa.Table], record_type: type[Record], folder: Path, formats: Sequence[str]
) -> Iterator[int]:
    """Write a table's files; yields the number of rows of each chunk that is written."""
    schema = arrow_schema(record_type)
    file = folder / record_type.table
    with ExitStack() as stack:
        writers: list[Callable[[pa.Table], None]] = []
        if "csv" in formats:
            writer = stack.enter_context(
                pacsv.CSVWriter(
                    file.with_suffix(".csv"),
                    _as_text(schema.empty_table()).schema,
                    write_options=pacsv.WriteOptions(quoting_style="none"),
                )
            )
            writers.append(lambda table: writer.write_table(_as_text(table)))
        if "parquet" in formats:
            archive = stack.enter_context(
                pq.ParquetWriter(file.with_suffix(".parquet"), schema, compression="zstd")
            )
            writers.append(archive.write_table)
        for table in chunks:
            for write in writers:
                write(table)
            yield table.num_rows


def _as_text(table: pa.Table) -> pa.Table:
    """The table with its lists as CSV has them."""
    for place, column in enumerate(table.schema):
        if pa.types.is_list(column.type):
            joined = pc.binary_join(table.column(place), LIST_SEPARATOR)
            table = table.set_column(place, column.name, joined)
    return table
