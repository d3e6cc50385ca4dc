"""What pages ask of the warehouse, remembered by version, question and filter."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.filters import Filter
from dashboard.versions import (
    Version,
    VersionError,
    current_version,
    newest_intact,
    open_version,
)
from dashboard.warehouse import Warehouse


# Every checksum is compared once, when a version is opened: it never changes, and comparing them at
# each run of the page would cost more the more records there are.
@st.cache_resource(max_entries=16, show_spinner=False)
def _version(home: Path, number: int) -> Version:
    return open_version(home, number)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Warehouse.close)
def _warehouse(home: Path, number: int) -> Warehouse:
    return Warehouse(_version(home, number))


@st.cache_data(max_entries=1000, show_spinner=False)
def _answer(home: Path, number: int, name: str, chosen: Filter) -> pd.DataFrame:
    # A version never changes, so an answer never grows old and needs no time to live.
    return _warehouse(home, number).run(name, chosen)


@dataclass(frozen=True)
class Data:
    """One version as pages see it."""

    home: Path
    version: Version

    def ask(self, name: str, chosen: Filter) -> pd.DataFrame:
        """The answer to a named query. Raises `QueryError`."""
        return _answer(self.home, self.version.number, name, chosen)

    def figures(self, name: str, chosen: Filter) -> "pd.Series[Any]":
        """The one row of a query whose grain is one row."""
        return self.ask(name, chosen).astype(object).iloc[0]


def open_data(home: Path, number: int | None) -> tuple[Data, VersionError | None]:
    """The asked-for version, else the current one, else the newest intact one.

    The error says why another version than the asked-for one is shown. Raises `VersionError` where
    no version can be read at all.
    """
    problem: VersionError | None = None
    for wanted in dict.fromkeys((number, None)):
        try:
            opened = current_version(home) if wanted is None else wanted
            return Data(home, _version(home, opened)), problem
        except VersionError as error:
            problem = problem or error
    newest = newest_intact(home)
    if newest is None:
        assert problem is not None
        raise problem
    return Data(home, newest), problem
