"""A table's cells as files hold them: plain values, nothing that is no value, no addresses."""

import datetime as dt
import math
import re
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

Cell = bool | int | float | dt.date | dt.datetime | str | None

_ADDRESS: Final = re.compile(r"https?://\S*", re.IGNORECASE)


def cell(value: Any) -> Cell:
    """One value as a file holds it; None where there is none, infinite numbers included.

    A moment at midnight is a day. What is neither number, day nor text is written in words.
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    elif hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() and value.tzinfo is None else value
    if isinstance(value, bool | int | dt.date | str):
        return value
    return str(value)


def rows(frame: pd.DataFrame) -> Iterator[list[Cell]]:
    """The rows of a table, each with one cell a column."""
    for row in frame.astype(object).itertuples(index=False, name=None):
        yield [cell(value) for value in row]


def without_addresses(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The table without its columns of addresses, and the names of these columns.

    Sources are named by their publisher; what an address leads to may name persons. An address
    within a text becomes an ellipsis.
    """
    kept: dict[str, Any] = {}
    left_out: list[str] = []
    for place, name in enumerate(frame.columns):
        values = frame.iloc[:, place]
        holding = [isinstance(value, str) and bool(_ADDRESS.search(value)) for value in values]
        stated = [value for value in values if isinstance(value, str) and value]
        if any(holding) and all(_ADDRESS.match(value) for value in stated):
            left_out.append(str(name))
        elif any(holding):
            kept[name] = [
                _ADDRESS.sub("…", value) if held else value
                for value, held in zip(values, holding, strict=True)
            ]
        else:
            kept[name] = values
    return pd.DataFrame(kept, index=frame.index), left_out
