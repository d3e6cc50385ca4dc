"""The overview against the naive way (`naive_app.py`): one filter change over the websocket.

Both servers have the same simulated records, ours as a version, the other as CSV files. A session
with each asks for one province after the other, in turn, no province twice. The naive script shows
one map and three charts, the overview more; the bytes are those on the network, each server as it
sends them by itself (ours compresses).

Keys: `naive_seconds`, `naive_bytes`.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from dashboard.bench import live, serving
from dashboard.bench.measure import Measure
from dashboard.regions import regions

FOLDER_VARIABLE: Final = "PANTAU_NAIVE_FOLDER"
PAIRS: Final = 5
SCRIPT: Final = Path(__file__).with_name("naive_app.py")


def measures(home: Path, csv_files: Path) -> Iterator[Measure]:
    """Seconds and bytes of a filter change; `csv_files` holds the records that `home` serves.

    Raises `NotServedError`, `SessionLostError`, `ShownError`.
    """
    with (
        serving.program(home) as own,
        serving.bare(SCRIPT, {FOLDER_VARIABLE: str(csv_files)}) as base,
    ):
        pairs = asyncio.run(_changes(own.url, base.url))
    ours, theirs = zip(*pairs, strict=True)
    yield Measure(
        "naive_seconds", tuple(run.seconds for run in ours), tuple(run.seconds for run in theirs)
    )
    yield Measure(
        "naive_bytes",
        tuple(run.wire / 1000 for run in ours),
        tuple(run.wire / 1000 for run in theirs),
        unit="KB",
    )


async def _changes(own: str, base: str) -> list[tuple[live.Run, live.Run]]:
    """A filter change of each, province by province."""
    provinces = [regions().name(code) for code in regions().provinces][:PAIRS]
    pairs = []
    async with live.opened(own) as ours, live.opened(base) as theirs:
        await ours.run()
        await theirs.run()
        for name in provinces:
            query = urlencode({"provinsi": name})
            pairs.append((await ours.run(query), await theirs.run(query)))
    for run in (run for pair in pairs for run in pair):
        run.require_whole()
    return pairs
