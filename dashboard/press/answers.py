"""What figures are composed from: answers of one data version, whoever gives them."""

from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from dashboard.filters import Filter
from dashboard.versions import Version


class Answers(Protocol):
    """One version as figures see it: whole, or with what the public may know of it."""

    @property
    def home(self) -> Path:
        """The folder of the data versions."""

    @property
    def version(self) -> Version:
        """The data version."""

    def ask(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The answer to a named query, `further` its parameters beyond the filter's.

        Raises `PlainError`, also where the public may not have all of it.
        """

    def ask_masked(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The same for who can do with a part: what the public may not have is missing
        (`press/masks.py`). Raises `PlainError` where that is everything.
        """

    def figures(self, name: str, chosen: Filter, **further: object) -> "pd.Series[Any]":
        """The one row of a query whose grain is one row. Raises `PlainError`."""
