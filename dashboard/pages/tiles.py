"""Numbers that stand for themselves, as a table."""

from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.locale import Locale
from dashboard.press.exhibit import Tile


def tile_table(
    tiles: Iterable[Tile], values: Sequence[int | float | None], locale: Locale
) -> pd.DataFrame:
    """One row a tile: what it is, its number (null where there is none), what it is a part of.

    `values`: the numbers of the `tiles`, in their order.
    """
    shown = list(tiles)
    return pd.DataFrame(
        {
            locale.text("Figure"): [tile.label for tile in shown],
            # A share beside counts would make fractions of them all: “93.0 cases”.
            locale.text("Number"): pd.Series(list(values), dtype=object),
            locale.text("Context"): [tile.context for tile in shown],
        }
    )


def masked_table(tiles: Iterable[Tile], locale: Locale) -> pd.DataFrame:
    """The same where numbers are masked: each stands as its tile writes it."""
    shown = list(tiles)
    return pd.DataFrame(
        {
            locale.text("Figure"): [tile.label for tile in shown],
            locale.text("Number"): [tile.value for tile in shown],
            locale.text("Context"): [tile.context for tile in shown],
        }
    )
