"""What browser tests share: one browser, one server of the embedded records and their answers.

Tests of other records bring a `home`, a `server` and, where they ask, an `asked` of their own.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visit, chromium, serve
from playwright.sync_api import Browser
from serving import Serving

from dashboard.ingest import ensure_first_version
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose only version holds the embedded records."""
    home = tmp_path_factory.mktemp("embedded") / "home"
    ensure_first_version(home)
    return home


@pytest.fixture(scope="session")
def server(embedded: Path) -> Iterator[Serving]:
    yield from serve(embedded.parent, embedded)


@pytest.fixture(scope="session")
def asked(embedded: Path) -> Iterator[Warehouse]:
    """What the queries answer about the embedded records."""
    warehouse = Warehouse(open_version(embedded))
    yield warehouse
    warehouse.close()


@pytest.fixture
def visit(browser: Browser, server: Serving) -> Iterator[Visit]:
    visit = Visit(browser, server.url)
    yield visit
    visit.close()
