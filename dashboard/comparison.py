"""What differs between two versions: the published numbers one by one, and the records.

The numbers are the answers of the same named queries, asked of both versions; whatever a reader can
see on a page comes from these.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.filters import Filter

Ask = Callable[[str, Filter], pd.DataFrame]

# The compared queries: the column that says whose numbers a row holds, and what is no number.
_QUERIES: dict[str, tuple[str | None, set[str]]] = {
    "key_figures": (None, set()),
    "coverage_by_province": ("province_code", {"province_name"}),
    "coverage_by_regency": ("regency_code", {"regency_name", "province_code", "province_name"}),
}
NATION = ""
_NUMBERS = ["election", "place_code", "figure", "before", "after"]


def number_changes(before: Ask, after: Ask, elections: Sequence[str]) -> pd.DataFrame:
    """Every number that differs, for all elections together and for each of `elections`.

    Columns: `election` (None for all), `place_code` (empty for the nation, else of a province or
    regency), `figure` (the query's column), `before` and `after` (as the query gives them, None for
    empty). Rows go by election in the given order, then nation, provinces, regencies by code.
    """
    found: list[tuple[object, ...]] = []
    for election in (None, *elections):
        chosen = Filter(elections=(election,) if election else ())
        for name in _QUERIES:
            old, new = _by_place(before(name, chosen), name), _by_place(after(name, chosen), name)
            old, new = old.align(new)
            differs = (old != new) & ~(old.isna() & new.isna())
            found += [
                (election, place, figure, _plain(old, place, figure), _plain(new, place, figure))
                for place in old.index
                for figure in old.columns[differs.loc[place]]
            ]
    return pd.DataFrame(found, columns=_NUMBERS, dtype=object)


def _by_place(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """One row per place, one column per number, cells as plain objects."""
    place, others = _QUERIES[name]
    numbers = rows.drop(columns=[*others, *([place] if place else [])]).astype(object)
    numbers.index = pd.Index(rows[place] if place else [NATION], dtype=object)
    return numbers.where(numbers.notna(), None)


def _plain(cells: pd.DataFrame, place: Any, figure: str) -> object:
    value: Any = cells.at[place, figure]
    return None if pd.isna(value) else value


def record_changes(before: pa.Table, after: pa.Table) -> pd.DataFrame:
    """How many records of each table were added, removed, changed or left as they are.

    `before` and `after` are answers to `records_by_id`. One row per table with records in either
    version: `table_name`, `added`, `removed`, `changed`, `unchanged`.
    """
    both = (
        before.join(
            after,
            keys=["table_name", "record_id"],
            join_type="full outer",
            right_suffix="_after",
        )
        .select(["table_name", "fingerprint", "fingerprint_after"])
        .to_pandas()
    )
    old, new = both["fingerprint"], both["fingerprint_after"]
    kinds = {
        "added": old.isna(),
        "removed": new.isna(),
        "changed": old.notna() & new.notna() & (old != new),
        "unchanged": old.notna() & (old == new),
    }
    return (
        pd.DataFrame(kinds)
        .groupby(both["table_name"])
        .sum()
        .astype("int64")
        .rename_axis("table_name")
        .reset_index()
    )
