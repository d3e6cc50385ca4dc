"""Pages in a real Chromium: from the reader's act to the last paint, by the page's own clock.

Four pages of 1440x900 are open side by side: the overview with the embedded records, the overview
with the simulated ones, and two pages it is held against:

- `bare_figures.py` under plain `streamlit run`: the same box of provinces and as many figures, bars
  of numbers that stand in the script. It has no map and asks nothing. The place stands in each
  figure's title, so that each is sent and drawn anew at a change, as those of the overview are;
- `same_figures.py` in the program's own server: the overview's very figures, made before. What the
  overview takes beyond it is the program's own doing, the rest is the platform's.

A sample is one province chosen in that box by keyboard, on each page in turn, each time another
page first. No province is chosen twice, so no server has an answer ready. The province is removed
again before the next: each change starts from the whole country. A page whose figures were not all
drawn anew is an error.

The pages behind the overview are opened by their links, for the first time on that server: once for
the whole country and once for a province. Both are samples of one line.

Keys: `filter_change`, `filter_change_large`, `filter_change_floor` (against the very figures),
`page_PATH` (with the simulated records, against the embedded ones; the overview is `page_`).
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlencode

from dashboard.bench import live, serving
from dashboard.bench.bare_figures import FIGURES
from dashboard.bench.browsing import PageError, Reader, chromium
from dashboard.bench.budgets import BUDGETS
from dashboard.bench.measure import Measure
from dashboard.bench.same_figures import COUNTRY, FIGURES_VARIABLE
from dashboard.locale import mark
from dashboard.pages.topics import TOPICS
from dashboard.regions import regions

PAIRS: Final = 8
_BARE: Final = Path(__file__).with_name("bare_figures.py")
_SAME: Final = Path(__file__).with_name("same_figures.py")
_OWN, _LARGE, _BASE, _FLOOR = "own", "large", "base", "floor"


def measures(embedded: Path, large: Path) -> Iterator[Measure]:
    """Filter changes and pages, with the records of two homes.

    Raises `PageError`, `NotServedError`, `SessionLostError`.
    """
    provinces = [regions().name(code) for code in regions().provinces]
    chosen, last = provinces[:PAIRS], provinces[PAIRS]
    with ExitStack() as stack:
        made = Path(stack.enter_context(TemporaryDirectory(prefix="pantau-bench-"))) / "figures"
        made.write_text(json.dumps(_figures(embedded, chosen)), encoding="utf-8")
        servers = {
            _OWN: serving.program(embedded),
            _LARGE: serving.program(large),
            _BASE: serving.bare(_BARE),
            _FLOOR: serving.beside(_SAME, embedded, {FIGURES_VARIABLE: str(made)}),
        }
        browser = stack.enter_context(chromium())
        readers = {
            name: Reader(browser, stack.enter_context(server)) for name, server in servers.items()
        }
        for reader in readers.values():
            reader.open()
        yield from _filter_changes(readers, chosen)
        yield from _pages(readers[_OWN], readers[_LARGE], last)


def _figures(home: Path, provinces: list[str]) -> dict[str, list[tuple[str, str]]]:
    """The overview's figures, as JSON, and their options, of each place."""

    async def ask(url: str) -> dict[str, list[tuple[str, str]]]:
        async with live.opened(url) as session:
            runs = {COUNTRY: await session.run()}
            for name in provinces:
                runs[name] = await session.run(urlencode({"provinsi": name}))
        return {name: list(run.figures()) for name, run in runs.items()}

    with serving.program(home) as server:
        return asyncio.run(ask(server.url))


def _filter_changes(readers: Mapping[str, Reader], provinces: list[str]) -> Iterator[Measure]:
    taken: dict[str, list[float]] = {name: [] for name in readers}
    order = list(readers)
    for province in provinces:
        for name in order:
            change = readers[name].choose(province)
            if change.figures != FIGURES:
                raise PageError(
                    mark("{drawn} of {figures} figures were drawn anew."),
                    drawn=change.figures,
                    figures=FIGURES,
                )
            taken[name].append(change.seconds)
            readers[name].remove(province)
        order.append(order.pop(0))
    for key, own, base in (
        ("filter_change", _OWN, _BASE),
        ("filter_change_floor", _OWN, _FLOOR),
        ("filter_change_large", _LARGE, _OWN),
    ):
        yield Measure(key, tuple(taken[own]), tuple(taken[base]), budget=BUDGETS.get(key))


def _pages(own: Reader, large: Reader, province: str) -> Iterator[Measure]:
    """Each page of the program, opened by its link; the overview last, which is open already."""
    paths = [topic.path for topic in TOPICS if topic.path] + [""]
    taken: dict[str, list[tuple[float, float]]] = {path: [] for path in paths}
    for place in ("", province):
        if place:
            own.choose(place)
            large.choose(place)
        for path in paths:
            taken[path].append((large.follow(path).seconds, own.follow(path).seconds))
    for path, pairs in taken.items():
        ours, theirs = zip(*pairs, strict=True)
        yield Measure(f"page_{path}", ours, theirs)
