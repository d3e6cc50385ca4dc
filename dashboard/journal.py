"""The journal: who handed in what and when, every version, every rollback, every refusal.

    HOME/journal.jsonl               one JSON object a line, oldest first

Lines are only ever added, under the lock of `versions.publishing`, which also adds the line of a
version whose publication was killed before it could. A line cut short by a crash is passed over.
"""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict

from dashboard.errors import PlainError
from dashboard.locale import mark

_FILE = "journal.jsonl"


class JournalError(PlainError):
    """A journal that cannot be read or written."""


def _encodable(value: object) -> object:
    # Names of files and accounts may hold bytes that are no UTF-8, which JSON cannot.
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_encodable)]
Utc = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(dt.UTC))]


class HandedIn(BaseModel):
    """A handed-in file, or one sheet of it, and what became of its rows.

    read = accepted + unchanged + rejected; `updated` is within `accepted`. `table` and `sha256` are
    empty where they could not be told.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")
    file: Text
    sheet: Text | None = None
    table: str = ""
    sha256: str = ""
    read: int = 0
    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


class Entry(BaseModel):
    """One line of the journal.

    `version` is the number that was published, None where none was; `base` the one it was made
    from; `by` an account or an office, never a person's name; `quarantine` the path of the rejected
    rows; `reason` why nothing was published.
    """

    # A line written by a newer program may hold more than this one knows.
    model_config = ConfigDict(frozen=True, extra="ignore")
    at: Utc
    by: Text = ""
    action: Literal["first", "ingest", "rollback", "refused"]
    version: int | None = None
    base: int | None = None
    files: list[HandedIn] = []
    quarantine: Text | None = None
    reason: Text = ""


def append(home: Path, entry: Entry) -> None:
    """Add a line and wait until it is on disk; call it inside `versions.publishing`.

    Raises `JournalError` where it cannot be written.
    """
    path = home / _FILE
    try:
        with path.open("a+b") as journal:
            if journal.tell() == 0:
                os.fchmod(journal.fileno(), 0o644)  # the dashboard may run under another account
            elif not _ends_a_line(path):
                journal.write(b"\n")
            journal.write(entry.model_dump_json().encode() + b"\n")
            journal.flush()
            os.fsync(journal.fileno())
        sync_to_disk(home)
    except OSError as error:
        raise JournalError(
            mark("The journal {file} cannot be written ({reason})."),
            file=str(path),
            reason=error.strerror,
        ) from error


def entries(home: Path) -> list[Entry]:
    """All entries, oldest first; lines that are no entry are passed over.

    Raises `JournalError` where the journal cannot be read.
    """
    path = home / _FILE
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise JournalError(
            mark("The journal {file} cannot be read ({reason})."),
            file=str(path),
            reason=error.strerror,
        ) from error
    return [entry for line in lines if (entry := _entry(line)) is not None]


def _entry(line: bytes) -> Entry | None:
    try:
        return Entry.model_validate_json(line)
    except ValueError:
        return None


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as journal:
        journal.seek(-1, os.SEEK_END)
        return journal.read(1) == b"\n"


def sync_to_disk(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on disk. Raises `OSError`."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
