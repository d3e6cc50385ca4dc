"""The version store: immutable, numbered states of all records, and the pointer to the current one.

    HOME/current                     the number of the current version
    HOME/versions/000001/            manifest.json with its checksum, one Parquet file a table,
                                     reference/*.parquet

A version is never edited. It appears by one rename and becomes current by one rename, so a crash at
any instant leaves the old one current. Nothing here deletes a version.
"""

import datetime as dt
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict

from dashboard.errors import PlainError
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
    """A handed-in file that this version contains."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: str
    table: str
    rows: int
    sha256: str
    origin: str
    retrieved_on: dt.date


class Manifest(BaseModel):
    """What a version holds and what it was made with. `created_at` is UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    version: int
    created_at: dt.datetime
    software: str
    simulated: bool
    tables: dict[str, TableFile]
    reference: dict[str, TableFile]
    batches: list[Batch]
    queries_sha256: str
    settings: dict[str, str]


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
    try:
        content = (folder / _MANIFEST).read_bytes()
        stated = (folder / _MANIFEST_SHA256).read_text(encoding="ascii").strip()
        manifest = Manifest.model_validate_json(content)
    except (OSError, ValueError) as error:
        raise _damaged(wanted, _MANIFEST) from error
    if manifest.version != wanted or hashlib.sha256(content).hexdigest() != stated:
        raise _damaged(wanted, _MANIFEST)
    for table in [*manifest.tables.values(), *manifest.reference.values()]:
        path = folder / table.file
        try:
            intact = path.stat().st_size == table.bytes and file_sha256(path) == table.sha256
        except OSError:
            intact = False
        if not intact:
            raise _damaged(wanted, table.file)
    return Version(folder, manifest)


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


def repair_pointer(home: Path) -> bool:
    """Point at the newest intact version where the pointer is missing; call it in `publishing`.

    A crash between the two renames of the very first publication leaves this state. Returns whether
    a version is current now.
    """
    if has_pointer(home):
        return True
    newest = newest_intact(home)
    if newest is None:
        return False
    try:
        _point_to(home, newest.number)
    except OSError as error:
        raise _unwritable(home, error) from error
    return True


@contextmanager
def publishing(home: Path) -> Iterator[None]:
    """Hold the one lock under which versions are published. Raises `VersionError`."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "publish.lock", timeout=LOCK_SECONDS)
        lock.acquire()
    except Timeout:
        raise VersionError(
            mark("Another process is publishing into {home}; try again in a moment."),
            home=str(home),
        ) from None
    except OSError as error:
        raise _unwritable(home, error) from error
    try:
        yield
    finally:
        lock.release()


def add_version(home: Path, write: Callable[[Path, int], Manifest]) -> Version:
    """Publish the next version and make it current; call it inside `publishing`.

    `write(folder, number)` fills the empty folder and returns the manifest. Raises `VersionError`
    where the home cannot be written; whatever happens, the old version stays current until the new
    one is complete on disk.
    """
    staging: Path | None = None
    try:
        number = max(version_numbers(home), default=0) + 1
        (home / "versions").mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=home / "versions"))
        manifest = write(staging, number)
        content = (manifest.model_dump_json(indent=2) + "\n").encode()
        (staging / _MANIFEST).write_bytes(content)
        (staging / _MANIFEST_SHA256).write_text(f"{hashlib.sha256(content).hexdigest()}\n")
        for path in [*staging.rglob("*"), staging]:
            _fsync(path)
        staging.chmod(0o755)  # mkdtemp makes it private; a version may be read by other accounts
        staging.rename(_folder(home, number))
        _fsync(home / "versions")
        _point_to(home, number)
    except OSError as error:
        raise _unwritable(home, error) from error
    finally:
        if staging is not None and staging.exists():
            shutil.rmtree(staging, ignore_errors=True)
    return Version(_folder(home, number), manifest)


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
    _fsync(home)


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
