"""One run of the benchmark: prepares the records, calls the parts, hands on what they measured.

All that is written lies in one temporary folder, and every process that is started belongs to a
block: whatever ends the run, nothing stays behind.
"""

import datetime as dt
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Final

from dashboard import __version__
from dashboard.bench.measure import Measure
from dashboard.bench.needs import BenchError, check
from dashboard.bench.plan import Plan
from dashboard.ingest import ensure_first_version
from dashboard.locale import mark
from dashboard.simulation import publish_simulated, simulate
from dashboard.speed import Line, QueryLine, Speed

# How long the queries of all sizes may take together; those of `--large` have as much again.
_QUERY_SECONDS: Final = 200.0
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Told of each step: a part's name or `records`, its number, how many there are.
Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class _Records:
    """Where the records lie that the parts measure with."""

    embedded: Path
    homes: dict[int, Path]
    csv: dict[int, Path]


def run(plan: Plan, say: Say) -> tuple[Speed, list[BenchError]]:
    """Measure; a part that fails has no lines, and its error stands beside what the others found.

    Raises `BenchError` where something is missing, before anything is written, and
    `KeyboardInterrupt` when it is interrupted or ended, everything put away.
    """
    check(plan, Path(tempfile.gettempdir()))
    # These need packages that `check` has looked for.
    from playwright.sync_api import Error as BrowserError

    from dashboard.bench.machine import machine

    lines: list[Line] = []
    queries: list[QueryLine] = []
    failures: list[BenchError] = []
    with _ended_in_order(), _one_place() as folder:
        say("records", 0, len(plan.parts))
        records = _prepared(plan, folder)
        for done, part in enumerate(plan.parts, 1):
            say(part, done, len(plan.parts))
            try:
                if part == "queries":
                    queries = list(_query_lines(plan, records))
                else:
                    lines += map(line_of, list(_measures(part, plan, records)))
            except (RuntimeError, BrowserError) as error:  # of servers, sessions, processes
                failures.append(_failure(part, error))
        speed = Speed(
            day=dt.datetime.now(dt.UTC).date(),
            software=__version__,
            machine=machine(),
            large_rows=plan.served,
            lines=tuple(lines),
            queries=tuple(queries),
        )
    return speed, failures


def _failure(part: str, error: Exception) -> BenchError:
    return BenchError(
        mark("The benchmark failed while measuring {part}: {reason}"), part=part, reason=str(error)
    )


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A request to end becomes `KeyboardInterrupt`, once: clearing up is not interrupted.

    Ctrl-C reaches servers and browsers, too; that they are gone is no failure then.
    """
    asked = False

    def end(_: int, __: FrameType | None) -> None:
        nonlocal asked
        asked = True
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in _SIGNALS}
    try:
        yield
        if asked:  # and taken for the failure of a part
            raise KeyboardInterrupt
    except Exception as error:
        if asked:
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _one_place() -> Iterator[Path]:
    """A folder for all that is written, also by what the parts start; gone at the end."""
    before = os.environ.get("TMPDIR")
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        try:
            yield Path(folder)
        finally:
            _end_children()
            tempfile.tempdir = None
            del os.environ["TMPDIR"]
            if before is not None:
                os.environ["TMPDIR"] = before


def _end_children() -> None:
    """End what a part was just starting when the run was interrupted."""
    import psutil

    children = psutil.Process().children(recursive=True)
    for child in children:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    psutil.wait_procs(children)


def _prepared(plan: Plan, folder: Path) -> _Records:
    """The embedded records, and simulated ones as versions and as CSV, as the plan needs them."""
    records = _Records(folder / "embedded", {}, {})
    records.embedded.mkdir()
    ensure_first_version(records.embedded)
    for rows in plan.csv_folders():
        records.csv[rows] = folder / f"csv-{rows}"
        simulate(records.csv[rows], rows, formats=("csv",))
    for rows in plan.homes():
        records.homes[rows] = folder / f"home-{rows}"
        with tempfile.TemporaryDirectory(dir=folder) as tables:
            simulate(Path(tables), rows, formats=("parquet",))
            publish_simulated(records.homes[rows], Path(tables))
    return records


def _measures(part: str, plan: Plan, records: _Records) -> Iterator[Measure]:
    """What a part measures; each is imported when it is its turn, for what it needs."""
    match part:
        case "pages":
            from dashboard.bench import pages

            return pages.measures(records.embedded, records.homes[plan.served])
        case "sessions":
            from dashboard.bench import sessions

            return sessions.measures(records.embedded, records.homes[plan.served])
        case "startup":
            from dashboard.bench import startup

            return startup.measures(records.embedded)
        case "naive":
            from dashboard.bench import naive

            rows = plan.csv_sizes[-1]
            return naive.measures(records.homes[rows], records.csv[rows])
        case "ingest":
            from dashboard.bench import ingest

            return ingest.measures(records.csv)
    raise KeyError(part)


def _query_lines(plan: Plan, records: _Records) -> Iterator[QueryLine]:
    from dashboard.bench import queries

    seconds = _QUERY_SECONDS * (2 if plan.large else 1)
    homes = {rows: records.homes[rows] for rows in plan.query_sizes}
    for time in queries.times(homes, seconds):
        own, base = (time.measure.own, time.measure.base) if time.measure else ((), ())
        yield QueryLine(
            query=time.query,
            scope=time.scope,
            rows=time.rows,
            own=_short(own),
            base=_short(base),
            stopped=time.stopped,
        )


def line_of(exact: Measure) -> Line:
    """The measure as the file holds it, its samples rounded first."""
    measure = replace(exact, own=_short(exact.own), base=_short(exact.base))
    return Line(
        key=measure.key,
        unit=measure.unit,
        own=measure.own,
        base=measure.base,
        budget=measure.budget,
        median=measure.median,
        low=measure.low,
        high=measure.high,
        keeps=measure.keeps,
    )


def _short(samples: tuple[float, ...]) -> tuple[float, ...]:
    """Six digits that count are more than a clock tells."""
    return tuple(float(f"{value:.6g}") for value in samples)
