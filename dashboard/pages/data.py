"""What pages ask of the warehouse, remembered by version, question and filter."""

import datetime as dt
import logging
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from typing import Any, Final

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached

from dashboard import journal
from dashboard.comparison import number_changes, record_changes
from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.journal import Entry
from dashboard.locale import mark
from dashboard.press.answers import Answers
from dashboard.versions import (
    Version,
    VersionError,
    current_version,
    journal_entry,
    newest_intact,
    open_version,
    version_numbers,
)
from dashboard.warehouse import Warehouse

MOST_BYTES: Final = 256 << 20
"""Of answers that are remembered."""

# Exports and screens ask without a session, of which Streamlit warns; its caches work all the same.
logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(
    lambda record: not record.getMessage().startswith("No runtime found")
)


# Every checksum is compared once, when a version is opened: it never changes, and comparing them at
# each run of the page would cost more the more records there are.
@st.cache_resource(max_entries=16, show_spinner=False)
def _version(home: Path, number: int) -> Version:
    return open_version(home, number)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Warehouse.close)
def _warehouse(home: Path, number: int) -> Warehouse:
    return Warehouse(_version(home, number))


def _question(
    home: Path, number: int, name: str, chosen: Filter, further: dict[str, object]
) -> tuple[object, ...]:
    # Parameters may be lists of lists; what they are written as tells them apart.
    return home, number, name, chosen, repr(sorted(further.items()))


def _bytes(frame: pd.DataFrame) -> int:
    return int(frame.memory_usage(deep=True).sum())


# A version never changes, so an answer never grows old and needs no time to live. Not Streamlit's
# cache, which hashes the question and unpickles the answer each time; a page asks a dozen times.
@cached(LRUCache(MOST_BYTES, getsizeof=_bytes), key=_question, condition=Condition())
def _answer(
    home: Path, number: int, name: str, chosen: Filter, further: dict[str, object]
) -> pd.DataFrame:
    return _warehouse(home, number).run(name, chosen, **further)


@dataclass(frozen=True)
class Data:
    """One version as pages see it."""

    home: Path
    version: Version

    def ask(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The answer to a named query, `further` its parameters beyond the filter's.

        Raises `QueryError`.
        """
        answer = _answer(self.home, self.version.number, name, chosen, further)
        return answer.copy(deep=False)  # what a page writes into it stays its own

    def ask_masked(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The same: on the pages nothing is masked."""
        return self.ask(name, chosen, **further)

    def figures(self, name: str, chosen: Filter, **further: object) -> "pd.Series[Any]":
        """The one row of a query whose grain is one row."""
        return self.ask(name, chosen, **further).astype(object).iloc[0]


def data_until(data: Answers, chosen: Filter) -> dt.date | None:
    """The day until which the records of a filter stand; None where there is none."""
    last: dt.date | None = data.figures("records_behind", chosen)["data_until"]
    return None if pd.isna(last) else last


def published_version(home: Path, *, than: int) -> Version | None:
    """The current version where it is newer `than` this number, readable and as real as that one.

    Reads the pointer and nothing else while nothing was published.
    """
    try:
        number = current_version(home)
        if number <= than:
            return None
        refuse_mixture(_version(home, than), _version(home, number))
        return _version(home, number)
    except VersionError:
        return None


def refuse_mixture(before: Version, after: Version) -> None:
    """Raise `VersionError` where one of two versions is simulated and the other real."""
    if before.manifest.simulated != after.manifest.simulated:
        raise VersionError(
            mark(
                "Of data versions {before} and {after} one holds real records and the other "
                "simulated ones; they are never compared."
            ),
            before=before.number,
            after=after.number,
        )


@dataclass(frozen=True)
class Changes:
    """What differs between two versions; the frames are those of `comparison.py`."""

    numbers: pd.DataFrame
    records: pd.DataFrame


@st.cache_data(max_entries=32, show_spinner=False)
def changes(home: Path, before: int, after: int) -> Changes:
    """What differs from one version to another. Raises `VersionError`, `QueryError`.

    Two versions never change, so their difference is computed once.
    """
    refuse_mixture(_version(home, before), _version(home, after))
    # Engines of their own: the shared ones may be closed when many versions are open.
    with (
        closing(Warehouse(_version(home, before))) as old,
        closing(Warehouse(_version(home, after))) as new,
    ):
        everything = Filter()
        with_records = {
            row["election"]
            for warehouse in (old, new)
            for row in warehouse.rows("elections_with_records", everything)
        }
        return Changes(
            number_changes(old.run, new.run, [e for e in elections() if e in with_records]),
            record_changes(
                old.table("records_by_id", everything), new.table("records_by_id", everything)
            ),
        )


def version_choices(home: Path, shown: int) -> list[int]:
    """The numbers of the versions that can be compared, in order; the one `shown` is among them."""
    try:
        return sorted({*version_numbers(home), shown})
    except VersionError:  # the folder cannot be listed for the moment
        return [shown]


def history(home: Path) -> list[Entry]:
    """What the journal holds, the newest first, with the versions that are older than it.

    Raises `JournalError` where the journal cannot be read.
    """
    entries = journal.entries(home)
    recorded = {entry.version for entry in entries}
    for number in version_numbers(home):
        if number not in recorded:
            with suppress(VersionError):  # damaged: what it holds cannot be told
                entries.append(journal_entry(home, number))
    # Reversed as a whole: of two entries of one second the later line is the newer.
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def opened(home: Path, number: int | None) -> Data:
    """The asked-for version, else the current one. Raises `VersionError`."""
    return Data(home, _version(home, current_version(home) if number is None else number))


def open_data(home: Path, number: int | None) -> tuple[Data, VersionError | None]:
    """The asked-for version, else the current one, else the newest intact one.

    The error says why another version than the asked-for one is shown. Raises `VersionError` where
    no version can be read at all.
    """
    problem: VersionError | None = None
    for wanted in dict.fromkeys((number, None)):
        try:
            return opened(home, wanted), problem
        except VersionError as error:
            problem = problem or error
    newest = newest_intact(home)
    if newest is None:
        assert problem is not None
        raise problem
    return Data(home, newest), problem
