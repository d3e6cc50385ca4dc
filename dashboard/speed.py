"""How fast the program was when it was last measured: the file `data/speed.json`.

`pantau bench` writes such a file and prints it; README and the page *Metodologi* show the committed
one, in the words of `speed_words.py`. No number of it is typed in by hand.
"""

import datetime as dt
import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from dashboard.resources import SPEED


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Machine(_Frozen):
    """What was measured on: no names, no paths."""

    cores: int
    memory_gb: float
    python: str
    chromium: str | None
    packages: dict[str, str]


class Line(_Frozen):
    """A measure with its samples; `low` to `high` is its spread (`bench/measure.py`)."""

    key: str
    unit: str
    own: tuple[float, ...]
    base: tuple[float, ...]
    budget: float | None
    median: float
    low: float
    high: float
    keeps: bool | None

    @property
    def is_ratio(self) -> bool:
        """Whether `median`, `low`, `high` and `budget` are ratios of `own` to `base`."""
        return bool(self.base)


class QueryLine(_Frozen):
    """A named query at a number of records, in seconds, beside the scans of what it reads.

    Without samples `stopped` says why: `limit` (the program's limit of time or memory was reached)
    or `time` (the benchmark had none left).
    """

    query: str
    scope: str
    rows: int
    own: tuple[float, ...] = ()
    base: tuple[float, ...] = ()
    stopped: str = ""

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(self.own)

    @property
    def ratio(self) -> float | None:
        """The median of query by scan; None where it reads no records or was stopped."""
        if not self.own or not self.base:
            return None
        pairs = zip(self.own, self.base, strict=True)
        return statistics.median(own / base for own, base in pairs)


class Speed(_Frozen):
    """One run of the benchmark."""

    day: dt.date
    software: str
    machine: Machine
    large_rows: int
    lines: tuple[Line, ...]
    queries: tuple[QueryLine, ...]


@cache
def committed_speed() -> Speed | None:
    """The run that README and *Metodologi* show; None where nothing has been measured."""
    try:
        return Speed.model_validate_json(SPEED.read_bytes())
    except FileNotFoundError:
        return None


def as_json(speed: Speed) -> str:
    """The content of such a file: one line a measure and a query."""
    parts = []
    for name, value in speed.model_dump(mode="json").items():
        written = json.dumps(value)
        if isinstance(value, list):
            written = "[\n" + ",\n".join(map(json.dumps, value)) + "\n]"
        parts.append(f"{json.dumps(name)}: {written}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def budget_lines(speed: Speed) -> list[Line]:
    """The lines that have a budget."""
    return [line for line in speed.lines if line.budget is not None]


@dataclass(frozen=True)
class QuerySummary:
    """All queries at one number of records."""

    rows: int
    asked: int
    """Queries by scopes."""
    within: int
    """How many of `compared` took no longer than the scan."""
    compared: int
    """Those that read records."""
    middle: float | None
    """Half take no longer, in seconds; None where none was answered."""
    slowest: tuple[QueryLine, ...]
    stopped: tuple[QueryLine, ...]


def query_summaries(speed: Speed, shown: int = 5) -> Iterator[QuerySummary]:
    """One summary for each number of records, with the `shown` slowest queries."""
    for rows in sorted({line.rows for line in speed.queries}):
        asked = [line for line in speed.queries if line.rows == rows]
        done = sorted((line for line in asked if line.own), key=lambda line: -line.seconds)
        ratios = [line.ratio for line in done if line.ratio is not None]
        yield QuerySummary(
            rows,
            len(asked),
            sum(ratio <= 1 for ratio in ratios),
            len(ratios) + sum(line.stopped == "limit" for line in asked),
            statistics.median(line.seconds for line in done) if done else None,
            tuple(done[:shown]),
            tuple(line for line in asked if line.stopped),
        )


def growth(speed: Speed) -> Sequence[float]:
    """How many times as long each query takes with the most records as with the fewest, sorted."""
    by_rows: dict[int, dict[tuple[str, str], float]] = {}
    for line in speed.queries:
        if line.own:
            by_rows.setdefault(line.rows, {})[line.query, line.scope] = line.seconds
    if len(by_rows) < 2:
        return ()
    few, many = by_rows[min(by_rows)], by_rows[max(by_rows)]
    return sorted(many[asked] / few[asked] for asked in few.keys() & many.keys())
