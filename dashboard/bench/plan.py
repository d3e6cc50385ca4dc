"""What a run of the benchmark measures: which parts, at which numbers of records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PARTS: Final = {
    "pages": "Filter changes and pages in a real Chromium.",
    "sessions": "Many sessions over the websocket, and their memory.",
    "startup": "From the start of the process to the first page.",
    "queries": "Each named query against a plain scan of its columns.",
    "naive": "A filter change against pandas over CSV.",
    "ingest": "From CSV to a published version against a plain copy.",
}
SIZES: Final = (10_000, 1_000_000, 10_000_000)
LARGE: Final = 100_000_000
# CSV is made up to this number of rows: what an office may hand in, not a whole country's records.
_MOST_CSV: Final = 1_000_000


@dataclass(frozen=True)
class Plan:
    """Parts, in the order of `PARTS`, and ascending numbers of simulated records."""

    parts: tuple[str, ...] = tuple(PARTS)
    sizes: tuple[int, ...] = SIZES
    large: bool = False

    @classmethod
    def of(cls, parts: Sequence[str], sizes: Sequence[int], large: bool) -> "Plan":
        """All parts, and the usual numbers of records, where none are named."""
        chosen = tuple(part for part in PARTS if not parts or part in parts)
        return cls(chosen, tuple(sorted(set(sizes or SIZES))), large)

    @property
    def served(self) -> int:
        """The number of records behind the pages that are held against the embedded ones."""
        return self.sizes[-1]

    @property
    def csv_sizes(self) -> tuple[int, ...]:
        """The numbers of records to be ingested; the largest is also that of the naive way."""
        return tuple(rows for rows in self.sizes if rows <= _MOST_CSV) or self.sizes[:1]

    @property
    def query_sizes(self) -> tuple[int, ...]:
        """The numbers of records that queries are asked of."""
        return (*self.sizes, LARGE) if self.large else self.sizes

    def homes(self) -> tuple[int, ...]:
        """The numbers of records of which a version is needed."""
        needed: set[int] = set()
        if "queries" in self.parts:
            needed.update(self.query_sizes)
        if {"pages", "sessions"} & set(self.parts):
            needed.add(self.served)
        if "naive" in self.parts:
            needed.add(self.csv_sizes[-1])
        return tuple(sorted(needed))

    def csv_folders(self) -> tuple[int, ...]:
        """The numbers of records of which CSV files are needed."""
        if "ingest" in self.parts:
            return self.csv_sizes
        return self.csv_sizes[-1:] if "naive" in self.parts else ()
