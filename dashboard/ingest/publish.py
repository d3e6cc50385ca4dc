"""From validated tables to a published version."""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard import __version__
from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.settings import settings_that_count
from dashboard.tables import REFERENCE_TABLES, reference_table
from dashboard.versions import (
    Batch,
    Manifest,
    TableFile,
    Version,
    VersionError,
    add_version,
    current_version,
    file_sha256,
    is_simulated,
    open_version,
    publishing,
    version_numbers,
)
from dashboard.warehouse import counted_sha256, queries_sha256, write_counted

# Writes a table as Parquet to the path and returns the number of its rows; raises `OSError` where
# the disk is full or the like.
TableWriter: TypeAlias = Callable[[Path], int]


class IngestError(PlainError):
    """Records that cannot be published."""


@dataclass(frozen=True)
class Draft:
    """All that makes a version before it has a number.

    `batches` are those of the version `base`, from which this one is made, and the new ones; `by`
    is an account or an office, `quarantine` the path of the rejected rows.
    """

    tables: Mapping[str, pa.Table | TableWriter]
    batches: Sequence[Batch]
    simulated: bool = False
    action: Literal["first", "ingest"] = "first"
    base: int | None = None
    by: str = ""
    quarantine: str | None = None

    def write(self, folder: Path, number: int) -> Version:
        """Write the version's files into an empty folder.

        Raises `IngestError` where a file does not hold the rows its writer reports.
        """
        (folder / "reference").mkdir()
        manifest = Manifest(
            version=number,
            created_at=_now(),
            software=__version__,
            simulated=self.simulated,
            tables={
                name: _table_file(table, folder, f"{name}.parquet")
                for name, table in sorted(self.tables.items())
            },
            reference={
                name: _table_file(reference_table(name), folder, f"reference/{name}.parquet")
                for name in REFERENCE_TABLES
            },
            batches=list(self.batches),
            queries_sha256=queries_sha256(),
            settings=settings_that_count(),
            action=self.action,
            base=self.base,
            by=self.by,
            quarantine=self.quarantine,
        )
        return Version(folder, _with_counted(Version(folder, manifest)))


def publish(
    home: Path, draft: Draft, check: Callable[[Version], None] = lambda version: None
) -> Version:
    """Write the next version and make it current; call it inside `publishing`.

    `check` sees the complete version before anybody else does; what it raises stops the
    publication. Raises `VersionError` where the home cannot be written, `IngestError`.
    """

    def write(folder: Path, number: int) -> Manifest:
        version = draft.write(folder, number)
        check(version)
        return version.manifest

    return add_version(home, write)


def rollback(
    home: Path, number: int, by: str, waiting: Callable[[], None] | None = None
) -> Version:
    """Publish the content of an older version once more, under the next number.

    Records, reference tables and settings are the old ones, byte by byte; program and queries are
    today's. `by` and `waiting` as in `publish` and `publishing`. Raises `VersionError` where that
    version is unknown, damaged or current, is real in a home of simulated records, or the home
    cannot be written; `JournalError`.
    """
    with publishing(home, waiting):
        old = open_version(home, number)
        if number == current_version(home):
            raise VersionError(mark("Data version {version} is already current."), version=number)
        if not old.manifest.simulated and _is_of_simulations(home):
            raise VersionError(
                mark(
                    "Data version {version} holds real records; this folder has become one of "
                    "simulated records and stays so. Name another folder with --home."
                ),
                version=number,
            )

        def write(folder: Path, following: int) -> Manifest:
            for table in [*old.manifest.tables.values(), *old.manifest.reference.values()]:
                copy = folder / table.file
                copy.parent.mkdir(exist_ok=True)
                shutil.copyfile(old.folder / table.file, copy)
            manifest = Manifest.model_validate(
                old.manifest.model_dump()
                | {
                    "version": following,
                    "created_at": _now(),
                    "software": __version__,
                    "queries_sha256": queries_sha256(),
                    "action": "rollback",
                    "base": number,
                    "by": by,
                    "quarantine": None,
                }
            )
            return _with_counted(Version(folder, manifest))

        return add_version(home, write)


def _is_of_simulations(home: Path) -> bool:
    """Whether any version that can be read is simulated."""
    for number in version_numbers(home):
        with suppress(VersionError):
            if is_simulated(home, number):
                return True
    return False


def _with_counted(version: Version) -> Manifest:
    """Count what is counted once, by today's rules; the manifest that names it."""
    folder = version.folder / "counted"
    folder.mkdir()
    names = write_counted(version, folder)
    counted = {name: _described(version.folder, f"counted/{name}.parquet") for name in names}
    return version.manifest.model_copy(
        update={"counted": counted, "counted_sha256": counted_sha256()}
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _table_file(table: pa.Table | TableWriter, folder: Path, file: str) -> TableFile:
    """Write the table and read its number of rows back from the file."""
    path = folder / file
    if isinstance(table, pa.Table):
        pq.write_table(table, path, compression="zstd")
        rows = table.num_rows
    else:
        rows = table(path)
    try:
        complete = pq.read_metadata(path).num_rows == rows
    except pa.ArrowInvalid:
        complete = False
    if not complete:
        raise IngestError(
            mark("{file} was not written completely; nothing has been published."), file=file
        )
    return _described(folder, file)


def _described(folder: Path, file: str) -> TableFile:
    path = folder / file
    rows = pq.read_metadata(path).num_rows
    return TableFile(file=file, rows=rows, bytes=path.stat().st_size, sha256=file_sha256(path))
