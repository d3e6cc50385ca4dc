"""From the start of the server's process to the first whole page, against a bare Streamlit app.

A page is whole when a session that connects as soon as the server answers has received all of it:
the overview of the whole country here, one sentence there (`bare_start.py`, which imports the same
packages). What a browser then does is the same for both and not counted. The files of both are read
once before, as on any computer that has been started for a while.

Key: `startup`.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from dashboard.bench import live, serving
from dashboard.bench.measure import Measure

PAIRS: Final = 5
_BARE: Final = Path(__file__).with_name("bare_start.py")


def measures(embedded: Path) -> Iterator[Measure]:
    """Starts of both, in turn. Raises `NotServedError`, `SessionLostError`, `ShownError`."""
    own, base = [], []
    for number in range(PAIRS + 1):
        pair = _first_page(serving.program(embedded)), _first_page(serving.bare(_BARE))
        if number:  # the first start of each reads its files from the disk
            own.append(pair[0])
            base.append(pair[1])
    yield Measure("startup", tuple(own), tuple(base))


def _first_page(server: AbstractContextManager[serving.Server]) -> float:
    """Seconds until a session has the whole first page."""
    start = time.perf_counter()
    with server as running:
        run = asyncio.run(_ask(running.url))
        seconds = time.perf_counter() - start
    run.require_whole()
    return seconds


async def _ask(url: str) -> live.Run:
    async with live.opened(url) as session:
        return await session.run()
