"""Many open sessions at once, over the websocket: time, bytes, memory; none disturbs another.

Every session is a reader of the overview who chooses kabupaten/kota that nobody else chooses (drawn
by a fixed seed): no answer lies ready, and each answer shows whose it is, which `checked` reads in
all that a run sends. A session that is lost, sees an error, another one's place or another data
version than it has kept ends the benchmark with an error: there is no number for that.

The sessions run in this process, on the same processor cores as the server they ask.

Keys:

- `filter_change_bytes` (KB): what one filter change sends, before compression; `filter_change_wire`
  as it goes over the network, compressed (permessage-deflate);
- `session_memory` (MB): how the server's resident memory grows per session, answers it keeps for
  the session's place included, by steps of `STEP` from one open session to `MANY`;
- `sessions_30_p95`: 30 sessions that all change their filter at the same moment, the 95th
  percentile of these reruns, against one session alone (the median of three), in rounds of both;
  `sessions_30_floor` is the same of the bare Streamlit app (`bare_figures.py`);
- `thinking_N_p50`, `_p95`, `_p99`: N sessions with time to think between changes (exponential with
  a mean of `THINKING_SECONDS`, so that they come as they like), against one session alone, in
  rounds of both. While they work a version is published: they keep theirs, and a new session sees
  the new one;
- `thinking_30_large_p50`, `_p95`, `_p99`: these with the simulated records, nothing published.

When the work is done, some of the answers that came under load are asked for once more by a session
alone: figures, tables and numbers have to be the same. At the end all sessions break off without a
word; the server has to let go of their connections.
"""

import asyncio
import csv
import itertools
import math
import random
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

from dashboard.bench import bare_figures, serving
from dashboard.bench.budgets import BUDGETS
from dashboard.bench.live import Run, Session, SessionLostError
from dashboard.bench.measure import Measure
from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.regions import regions
from dashboard.resources import RECORDS
from dashboard.versions import current_version

CROWD: Final = 30
MANY: Final = 100
STEP: Final = 20
ROUNDS: Final = 5
_ALONE: Final = 3  # reruns of one session alone, in each round
CHANGES: Final = 7
THINKING_SECONDS: Final = 20.0
WORKING_SECONDS: Final = 12.0  # of a round
WORKING_ROUNDS: Final = {CROWD: 5, MANY: 1}
ASKED_AGAIN: Final = 15
_SHARES: Final = (50, 95, 99)
_TOLD: Final = ("metric", "plotly_chart", "dataframe")
_SEED: Final = 1
_VERSION: Final = re.compile(r"versi data (\d+)")


class SessionMixedError(PlainError):
    """A session saw something else than its own: another's place, another version."""


class NotPublishedError(PlainError):
    """The version that should come in the middle did not."""


@dataclass
class Visitor:
    """One session, and what it was told last."""

    session: Session
    places: Iterator[str]
    version: int = 0
    told: tuple[str, Run] | None = field(default=None, repr=False)

    async def change(self) -> Run:
        """Choose the next place; what came of it, checked.

        Raises `SessionLostError`, `ShownError`, `SessionMixedError`.
        """
        place = next(self.places)
        run = await self.session.run(_query(place))
        version = checked(run, place)
        if self.version not in (0, version):
            raise SessionMixedError(
                mark("A session went from data version {before} to {version}."),
                before=self.version,
                version=version,
            )
        self.version, self.told = version, (place, run)
        return run


class Crowd:
    """Sessions with one server, each with its own places."""

    def __init__(self, server: serving.Server) -> None:
        self._server = server
        self._places = _drawn()
        self.visitors: list[Visitor] = []

    async def grow(self, number: int) -> list[Visitor]:
        """That many sessions more, each at a place of its own, one opened after the other."""
        for _ in range(number):
            visitor = Visitor(await Session.open(self._server.url), self._places)
            self.visitors.append(visitor)
            await visitor.change()
        return self.visitors[-number:]

    async def vanish(self) -> None:
        """All sessions break off; the server lets go of their connections.

        Raises `SessionLostError`.
        """
        for visitor in self.visitors:
            visitor.session.vanish()
        self.visitors.clear()
        for _ in range(100):
            if not self._server.connections():
                return
            await asyncio.sleep(0.1)
        raise SessionLostError(
            mark("The server holds connections of sessions that have broken off.")
        )


def measures(embedded: Path, large: Path) -> Iterator[Measure]:
    """Sessions over the records of two homes.

    Raises `NotServedError`, `SessionLostError`, `ShownError`, `SessionMixedError`,
    `NotPublishedError`.
    """
    with TemporaryDirectory(prefix="pantau-bench-") as folder:
        home = Path(folder) / "home"  # a version is published into it
        copytree(embedded, home)
        with serving.program(home) as server:
            yield from asyncio.run(_embedded(Crowd(server), server, home))
    with serving.program(large) as server:
        yield from asyncio.run(_large(Crowd(server)))
    with serving.bare(Path(bare_figures.__file__)) as server:
        yield asyncio.run(_floor(server))


async def _embedded(crowd: Crowd, server: serving.Server, home: Path) -> list[Measure]:
    [first] = await crowd.grow(1)
    runs = [await first.change() for _ in range(CHANGES)]
    found = [
        Measure("filter_change_bytes", tuple(run.payload / 1000 for run in runs), unit="KB"),
        Measure("filter_change_wire", tuple(run.wire / 1000 for run in runs), unit="KB"),
        Measure("session_memory", await _memory(crowd, server), unit="MB"),
    ]
    rounds = [await _round(first, crowd.visitors[:CROWD]) for _ in range(ROUNDS)]
    alone, together = zip(*rounds, strict=True)
    found.append(Measure("sessions_30_p95", together, alone))
    for number in (CROWD, MANY):
        working = asyncio.create_task(_rounds_of_work(crowd.visitors[:number]))
        await asyncio.sleep(WORKING_SECONDS / 2)
        await _publish(home)
        found += _percentiles(f"thinking_{number}", await working)
        [newcomer] = await crowd.grow(1)
        if newcomer.version != current_version(home):
            raise SessionMixedError(
                mark("A new session sees data version {version}, which is not the newest."),
                version=newcomer.version,
            )
    await _ask_again(crowd.visitors[:ASKED_AGAIN])
    await crowd.vanish()
    return [replace(measure, budget=BUDGETS.get(measure.key)) for measure in found]


async def _large(crowd: Crowd) -> list[Measure]:
    visitors = await crowd.grow(CROWD)
    alone = await _alone(visitors[0])
    return _percentiles(f"thinking_{CROWD}_large", [(alone, await _work(visitors))])


async def _floor(server: serving.Server) -> Measure:
    """30 sessions of the bare app that choose another place at the same moment."""
    places = _drawn()
    sessions = [await Session.open(server.url) for _ in range(CROWD)]

    async def change(session: Session) -> float:
        return (await session.run(_query(next(places)))).seconds

    for session in sessions:
        await change(session)
    alone, together = [], []
    for _ in range(ROUNDS):
        by_itself = [await change(sessions[0]) for _ in range(_ALONE)]
        alone.append(statistics.median(by_itself))
        together.append(percentile(await asyncio.gather(*map(change, sessions)), 95))
    for session in sessions:
        session.vanish()
    return Measure(f"sessions_{CROWD}_floor", tuple(together), tuple(alone))


async def _rounds_of_work(visitors: Sequence[Visitor]) -> list[tuple[float, list[float]]]:
    """Seconds of a rerun of one session alone, and of each rerun of all; round by round."""
    rounds = range(WORKING_ROUNDS[len(visitors)])
    return [(await _alone(visitors[0]), await _work(visitors, number)) for number in rounds]


async def _memory(crowd: Crowd, server: serving.Server) -> tuple[float, ...]:
    """How much the server grows by each further session, in MB, step by step."""
    slopes, before = [], server.memory()
    while len(crowd.visitors) < MANY:
        await crowd.grow(STEP)
        now = server.memory()
        slopes.append((now - before) / STEP)
        before = now
    return tuple(slopes)


async def _round(alone: Visitor, together: Sequence[Visitor]) -> tuple[float, float]:
    """Seconds of a rerun: of one session alone, and the 95th percentile of all at once."""
    by_itself = await _alone(alone)
    runs = await asyncio.gather(*(visitor.change() for visitor in together))
    return by_itself, percentile([run.seconds for run in runs], 95)


async def _alone(visitor: Visitor) -> float:
    """Seconds of a rerun of one session while the others do nothing."""
    return statistics.median([(await visitor.change()).seconds for _ in range(_ALONE)])


async def _work(visitors: Sequence[Visitor], seed: int = 0) -> list[float]:
    """Seconds of each rerun while all look, think and change at their own pace."""
    end = time.monotonic() + WORKING_SECONDS

    async def one(number: int, visitor: Visitor) -> list[float]:
        thinking = random.Random(f"{seed} {number}")
        seconds: list[float] = []
        while True:
            pause = thinking.expovariate(1 / THINKING_SECONDS)
            if time.monotonic() + pause > end:
                return seconds
            await asyncio.sleep(pause)
            seconds.append((await visitor.change()).seconds)

    every = await asyncio.gather(*(one(number, each) for number, each in enumerate(visitors)))
    return list(itertools.chain.from_iterable(every))


async def _ask_again(visitors: Sequence[Visitor]) -> None:
    """What each was told last is what it is told now that nobody else asks."""
    for visitor in visitors:
        if visitor.told is not None:
            place, before = visitor.told
            if told(before) != told(await visitor.session.run(_query(place))):
                raise SessionMixedError(
                    mark("Among many sessions {place} was shown other numbers than alone."),
                    place=place,
                )


async def _publish(home: Path) -> None:
    """One activity more, handed in as an office does, by a process of its own."""
    with TemporaryDirectory(prefix="pantau-bench-") as folder:
        file = Path(folder) / "activities.csv"
        with (RECORDS / "activities.csv").open(encoding="utf-8", newline="") as known:
            header, first, *_ = csv.reader(known)
        first[header.index("activity_id")] = f"UKUR-{current_version(home)}"
        with file.open("w", encoding="utf-8", newline="") as written:
            csv.writer(written).writerows([header, first])
        command = (sys.executable, "-c", serving.PANTAU, "ingest", str(file), "--home", str(home))
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        output, _ = await process.communicate()
        if process.returncode != 0:
            raise NotPublishedError(
                mark("No data version could be published: {reason}"), reason=output.decode()
            )


def checked(run: Run, place: str) -> int:
    """The data version that a run shows; it shows this place and no other one.

    Raises `ShownError`, `SessionMixedError`.
    """
    run.require_whole()
    text = "\n".join(_texts(run)).replace("\\", "")
    names = set(_names().findall(text))
    if place not in names or names - {place} - _districts()[place]:
        raise SessionMixedError(
            mark("A session that asked for {place} was shown “{others}”."),
            place=place,
            others=", ".join(sorted(names)),
        )
    versions = set(_VERSION.findall(text))
    if len(versions) != 1:
        raise SessionMixedError(
            mark("The page of {place} names {number} data versions."),
            place=place,
            number=len(versions),
        )
    return int(versions.pop())


def told(run: Run) -> list[bytes]:
    """The figures, tables and numbers of a run."""
    return [
        element.SerializeToString(deterministic=True)
        for element in run.elements
        if element.WhichOneof("type") in _TOLD
    ]


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest of the values that at least `share` of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def _percentiles(key: str, rounds: Sequence[tuple[float, list[float]]]) -> list[Measure]:
    if not all(seconds for _, seconds in rounds):
        raise SessionLostError(mark("No session changed its filter."))
    return [
        Measure(
            f"{key}_p{share}",
            tuple(percentile(seconds, share) for _, seconds in rounds),
            tuple(alone for alone, _ in rounds),
        )
        for share in _SHARES
    ]


def _texts(run: Run) -> Iterator[str]:
    """What a reader of the page sees; the boxes that offer every place are left out."""
    for element in run.elements:
        if element.WhichOneof("type") in ("markdown", *_TOLD):
            yield element.SerializeToString().decode("utf-8", "ignore")


def _query(place: str) -> str:
    return urlencode({"kabupaten": place})


def _drawn() -> Iterator[str]:
    """All kabupaten/kota in an order drawn once; enough of them for one server's sessions."""
    names = [regions().name(code) for code in regions().regencies]
    random.Random(_SEED).shuffle(names)
    return iter(names)


@cache
def _districts() -> dict[str, set[str]]:
    """The kecamatan of each kabupaten/kota by name; some are called as a kabupaten/kota is."""
    found: dict[str, set[str]] = {regions().name(code): set() for code in regions().regencies}
    for code, district in regions().districts.items():
        found[regions().name(code[:5])].add(district.name)
    return found


@cache
def _names() -> re.Pattern[str]:
    names = sorted((regions().name(code) for code in regions().regencies), key=len, reverse=True)
    # Any letter may stand beside a name in a message; only a longer name goes on in small ones.
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?![a-z])")
