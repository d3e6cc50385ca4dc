"""What a new version would change in the key figures; above all what it would make shrink.

The figures are asked of both versions by the same named query that the screen shows.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from dashboard.filters import Filter
from dashboard.locale import mark
from dashboard.versions import Version
from dashboard.warehouse import Warehouse

SHARP_SHARE = 0.1  # of the figure before, and
SHARP_NUMBER = 3  # at least: what shrinks by both is no correction of a row or two
FIGURES = {  # columns of the query `key_figures`, and what readers call them
    "regencies_with_pokja": mark("Pokja on record"),
    "regencies_signed": mark("Commitment signed"),
    "activities": mark("Activities"),
    "participants": mark("Participants"),
    "violations": mark("Suspected violations"),
    "preliminary_information": mark("Initial information"),
}


@dataclass(frozen=True)
class Shrinkage:
    """A key figure that falls; `election` is None for all elections together."""

    figure: str
    election: str | None
    before: int
    after: int

    @property
    def sharp(self) -> bool:
        """Whether it falls by more than corrections do."""
        lost = self.before - self.after
        return lost >= SHARP_NUMBER and lost > SHARP_SHARE * self.before


def shrinkages(before: Version, after: Version) -> list[Shrinkage]:
    """The key figures that are lower in the version `after`. Raises `QueryError`."""
    with closing(Warehouse(before)) as old, closing(Warehouse(after)) as new:
        elections = [str(row["election"]) for row in old.rows("elections_with_records", Filter())]
        return [s for election in (None, *elections) for s in _shrunk(old, new, election)]


def _shrunk(old: Warehouse, new: Warehouse, election: str | None) -> Iterator[Shrinkage]:
    chosen = Filter(elections=(election,) if election else ())
    (was,), (is_now,) = old.rows("key_figures", chosen), new.rows("key_figures", chosen)
    for figure in FIGURES:
        before, after = int(str(was[figure] or 0)), int(str(is_now[figure] or 0))
        if after < before:
            yield Shrinkage(figure, election, before, after)
