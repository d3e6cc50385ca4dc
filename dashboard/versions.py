"""The version store: immutable, numbered states of all records, and the pointer to the current one.

    HOME/current                     the number of the current version
    HOME/versions/000001/            manifest.json with its checksum, one Parquet file a table,
                                     reference/*.parquet, counted/*.parquet
    HOME/journal.jsonl               how each version came about (`journal.py`)

A version is never edited. It appears by one rename and becomes current by one rename, so a crash at
any instant leaves the old one current; what it left behind is put in order by the next publication.
Nothing here deletes a published version.
"""

import datetime as dt
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict

from dashboard import journal
from dashboard.errors import PlainError
from dashboard.journal import Entry, HandedIn, JournalError, Text, Utc, sync_to_disk
from dashboard.locale import mark

LOCK_SECONDS = 30.0
_FOLDER_NAME = re.compile(r"^[0-9]{6}$")
_NUMBER = re.compile(r"^[0-9]{1,6}$")
_MANIFEST, _MANIFEST_SHA256 = "manifest.json", "manifest.sha256"


class VersionError(PlainError):
    """A version that is missing or damaged, or a home that cannot be read or written."""


class TableFile(BaseModel):
    """One file of a version: path inside the version's folder, rows, size and checksum."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: str
    rows: int
    bytes: int
    sha256: str


class Batch(BaseModel):
    """A handed-in file, or one sheet of it, that this version contains.

    Counts are of rows: read = accepted + unchanged + rejected, `updated` is within `accepted`; all
    are 0 in manifests older than they. `by` is an account or an office, never a person's name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: Text
    sheet: Text | None = None
    table: str
    rows: int
    sha256: str
    origin: Text
    retrieved_on: dt.date
    read: int = 0
    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    handed_in_at: Utc | None = None
    by: Text = ""


class Manifest(BaseModel):
    """What a version holds, what it was made with and how it came about.

    `counted` are tables made from the others once (`queries/counted`), by the edition of the rules
    that `counted_sha256` names. `created_at` is UTC; `base` is the version it was made from; `by`
    an account or an office, never a person's name; `quarantine` the path of the rejected rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    version: int
    created_at: Utc
    software: str
    simulated: bool
    tables: dict[str, TableFile]
    reference: dict[str, TableFile]
    counted: dict[str, TableFile] = {}
    counted_sha256: str = ""
    batches: list[Batch]
    queries_sha256: str
    settings: dict[str, str]
    action: Literal["first", "ingest", "rollback"] = "first"
    base: int | None = None
    by: Text = ""
    quarantine: Text | None = None

    def files(self) -> list[TableFile]:
        """Every file of the version but the manifest."""
        tables = (self.tables, self.reference, self.counted)
        return [file for named in tables for file in named.values()]


@dataclass(frozen=True)
class Version:
    """An intact version on disk."""

    folder: Path
    manifest: Manifest

    @property
    def number(self) -> int:
        """Its number, counted from 1."""
        return self.manifest.version

    @property
    def published_on(self) -> dt.date:
        """The day it was published (UTC)."""
        return self.manifest.created_at.date()


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _folder(home: Path, number: int) -> Path:
    return home / "versions" / f"{number:06d}"


def version_numbers(home: Path) -> list[int]:
    """The numbers of all versions on disk, in order, intact or not."""
    try:
        names = [entry.name for entry in (home / "versions").iterdir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(home, error) from error
    return sorted(int(name) for name in names if _FOLDER_NAME.match(name))


def current_version(home: Path) -> int:
    """The number of the current version. Raises `VersionError` where there is none."""
    pointer = home / "current"
    try:
        text = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise VersionError(
            mark("There is no published data version in {home}."), home=str(home)
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(home, error) from error
    if not _NUMBER.match(text):
        raise VersionError(
            mark("The pointer to the current data version in {home} is damaged."), home=str(home)
        )
    return int(text)


def open_version(home: Path, number: int | None = None) -> Version:
    """The version of that number, else the current one, every checksum compared.

    Raises `VersionError` where it is missing, incomplete or damaged.
    """
    wanted = current_version(home) if number is None else number
    folder = _folder(home, wanted)
    known = version_numbers(home)
    if wanted not in known:
        raise VersionError(
            mark("Data version {version} does not exist; available are: {known}."),
            version=wanted,
            known=", ".join(map(str, known)) or "–",
        )
    manifest = _manifest(home, wanted)
    for table in manifest.files():
        path = folder / table.file
        try:
            intact = path.stat().st_size == table.bytes and file_sha256(path) == table.sha256
        except OSError:
            intact = False
        if not intact:
            raise _damaged(wanted, table.file)
    return Version(folder, manifest)


def _manifest(home: Path, number: int) -> Manifest:
    """The manifest alone, its own checksum compared. Raises `VersionError`."""
    folder = _folder(home, number)
    try:
        content = (folder / _MANIFEST).read_bytes()
        stated = (folder / _MANIFEST_SHA256).read_text(encoding="ascii").strip()
        manifest = Manifest.model_validate_json(content)
    except (OSError, ValueError) as error:
        raise _damaged(number, _MANIFEST) from error
    if manifest.version != number or hashlib.sha256(content).hexdigest() != stated:
        raise _damaged(number, _MANIFEST)
    return manifest


def is_simulated(home: Path, number: int) -> bool:
    """Whether a version holds simulated records; its tables are not read.

    Raises `VersionError` where its manifest is missing or damaged.
    """
    return _manifest(home, number).simulated


def newest_intact(home: Path) -> Version | None:
    """The newest version that opens, None where none does."""
    for number in reversed(version_numbers(home)):
        try:
            return open_version(home, number)
        except VersionError:
            continue
    return None


def has_pointer(home: Path) -> bool:
    """Whether the home says which version is current, rightly or not."""
    try:
        return (home / "current").exists()
    except OSError as error:  # a name that is too long, a folder that may not be entered
        raise _unwritable(home, error) from error


@contextmanager
def publishing(home: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the one lock under which versions are published and the journal is written.

    Where another process holds it, `waiting` is called once and `LOCK_SECONDS` are waited. What
    killed publications left is put in order first: half-written files go, a complete version that
    had not become current does, and the journal gets its missing lines. Raises `VersionError`,
    `JournalError`.
    """
    lock = FileLock(home / "publish.lock")
    try:
        home.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            if waiting is not None:
                waiting()
            lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        raise VersionError(
            mark("Another process is publishing into {home}; try again in a moment."),
            home=str(home),
        ) from None
    except OSError as error:
        raise _unwritable(home, error) from error
    try:
        _sweep(home)
        _adopt_newest(home)
        _complete_journal(home)
        yield
    finally:
        lock.release()


def _sweep(home: Path) -> None:
    """Remove the unfinished files of killed processes: whoever holds the lock has made none yet."""
    for folder in (home / "versions").glob(".staging-*"):
        shutil.rmtree(folder, ignore_errors=True)
    for pointer in home.glob(".current-*"):
        with suppress(OSError):
            pointer.unlink()


def _adopt_newest(home: Path) -> None:
    """Make the newest intact version current where the pointer is older, lost or leads nowhere.

    A process killed between the two renames of a publication leaves this state.
    """
    known = version_numbers(home)
    current = _pointed_at(home)
    if not known or current == known[-1]:
        return
    newest = newest_intact(home)
    if newest is not None and (current not in known or newest.number > current):
        try:
            _point_to(home, newest.number)
        except OSError as error:
            raise _unwritable(home, error) from error


def _pointed_at(home: Path) -> int:
    """The number of the current version, 0 where the pointer is missing or damaged."""
    try:
        return current_version(home)
    except VersionError:
        return 0


def _complete_journal(home: Path) -> None:
    """Add the line of every published version that has none."""
    recorded = {entry.version for entry in journal.entries(home)}
    for number in version_numbers(home):
        if number not in recorded and number <= _pointed_at(home):
            with suppress(VersionError):  # damaged: what it held cannot be told
                journal.append(home, journal_entry(home, number))


def journal_entry(home: Path, number: int) -> Entry:
    """The journal's line about a version. Raises `VersionError` where it is missing or damaged."""
    return _journal_entry(home, _manifest(home, number))


def _journal_entry(home: Path, manifest: Manifest) -> Entry:
    """The journal's line about a version: the batches it has beyond its base are its own."""
    inherited: list[Batch] = []
    if manifest.base is not None:
        with suppress(VersionError):
            inherited = _manifest(home, manifest.base).batches
    return Entry(
        at=manifest.created_at,
        by=manifest.by,
        action=manifest.action,
        version=manifest.version,
        base=manifest.base,
        files=[
            HandedIn(**batch.model_dump(include=set(HandedIn.model_fields)))
            for batch in manifest.batches
            if batch not in inherited
        ],
        quarantine=manifest.quarantine,
    )


def add_version(home: Path, write: Callable[[Path, int], Manifest]) -> Version:
    """Publish the next version, make it current and journal it; call it inside `publishing`.

    `write(folder, number)` fills the empty folder and returns the manifest. Raises `VersionError`
    where the home cannot be written; whatever happens, the old version stays current until the new
    one is complete on disk.
    """
    staging: Path | None = None
    try:
        number = max(version_numbers(home), default=0) + 1
        folder = _folder(home, number)
        (home / "versions").mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=home / "versions"))
        manifest = write(staging, number)
        content = (manifest.model_dump_json(indent=2) + "\n").encode()
        (staging / _MANIFEST).write_bytes(content)
        (staging / _MANIFEST_SHA256).write_text(f"{hashlib.sha256(content).hexdigest()}\n")
        for path in [*staging.rglob("*"), staging]:
            path.chmod(0o755 if path.is_dir() else 0o644)  # other accounts may read a version
            sync_to_disk(path)
        staging.rename(folder)
        try:
            sync_to_disk(home / "versions")
            _point_to(home, number)
        except BaseException:
            if _pointed_at(home) != number:  # who is told of a failure must not find it published
                folder.rename(staging)
            raise
    except OSError as error:
        raise _unwritable(home, error) from error
    finally:
        if staging is not None and staging.exists():
            shutil.rmtree(staging, ignore_errors=True)
    with suppress(JournalError):  # it is published; the next publication adds the line
        journal.append(home, _journal_entry(home, manifest))
    return Version(folder, manifest)


def _point_to(home: Path, number: int) -> None:
    handle, name = tempfile.mkstemp(prefix=".current-", dir=home)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as pointer:
            pointer.write(f"{number}\n")
            pointer.flush()
            os.fsync(pointer.fileno())
        Path(name).chmod(0o644)
        os.replace(name, home / "current")
    finally:
        Path(name).unlink(missing_ok=True)
    sync_to_disk(home)


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def _unreadable(home: Path, error: BaseException) -> VersionError:
    return VersionError(
        mark("The data folder {home} cannot be read ({reason})."),
        home=str(home),
        reason=_reason(error),
    )


def _unwritable(home: Path, error: BaseException) -> VersionError:
    return VersionError(
        mark(
            "The data folder {home} cannot be written ({reason}); choose another one with --home "
            "or PANTAU_HOME."
        ),
        home=str(home),
        reason=_reason(error),
    )


def _damaged(number: int, file: str) -> VersionError:
    return VersionError(
        mark(
            "Data version {version} is damaged ({file}); choose another version or restore the "
            "folder from a backup."
        ),
        version=number,
        file=file,
    )
