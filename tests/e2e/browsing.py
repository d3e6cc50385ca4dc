"""A real browser for tests: Debian's Chromium, other hosts blocked, complaints noted."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    TimeoutError,
    expect,
    sync_playwright,
)
from serving import Serving, serving

from dashboard.bench.browsing import ARGUMENTS

SIZES = [(1440, 900), (1920, 1080), (390, 844)]
# Every size meets every theme in the long run, each once in the quick one.
LOOKS = [
    pytest.param(
        size,
        scheme,
        id=f"{size[0]}x{size[1]}-{scheme}",
        marks=() if scheme == quick else pytest.mark.long,
    )
    for size, quick in zip(SIZES, ("light", "dark", "light"), strict=True)
    for scheme in ("light", "dark")
]
PATIENCE = 60_000  # ms; test machines are slow and shared
expect.set_options(timeout=PATIENCE)
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
_BEING_DRAWN = "[data-stale=true], [data-testid=stSkeleton]"
_END = ".st-key-footer, [data-testid=stAlertContentError]"
_CHROMIUM = "/usr/bin/chromium"
_PANTAU = str(Path(sys.executable).with_name("pantau"))
_BELOW_A_PAGE = re.compile(r"/[a-z]+/_stcore/(health|host-config)")
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
# The browser has painted several times; what was due to move has moved.
_NEXT_FRAMES = """
async () => {
  for (let n = 0; n < 10; n++) await new Promise(requestAnimationFrame);
}
"""
# A point inside the regency's shape, in the window's pixels.
POINT_INSIDE = """
(code) => {
  const shapes = [...document.querySelectorAll(".choroplethlayer path")];
  const shape = shapes.find((path) => path.__data__ && path.__data__.loc === code);
  if (!shape) return null;
  shape.scrollIntoView({block: "center"});
  const box = shape.getBoundingClientRect(), toShape = shape.getScreenCTM().inverse();
  for (let n = 2; n < 40; n++)
    for (let i = 1; i < n; i++)
      for (let j = 1; j < n; j++) {
        const x = box.left + (box.width * i) / n, y = box.top + (box.height * j) / n;
        if (shape.isPointInFill(new DOMPoint(x, y).matrixTransform(toShape))) return [x, y];
      }
  return null;
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@cache
def _context(browser: Browser, size: tuple[int, int], scheme: Any, locale: str) -> BrowserContext:
    """One reader's browser; its cache lasts as long as the browser."""
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale=locale
    )


def serve(folder: Path, home: Path, settings: dict[str, str] | None = None) -> Iterator[Serving]:
    """The program's own command, serving the versions of `home`."""
    command = (_PANTAU, "serve", "--port", "0")
    with serving(Path(), home=home, cwd=folder, settings=settings, command=command) as running:
        yield running


class Visit:
    """A page that notes what it asks for elsewhere, what fails and what the browser refuses."""

    def __init__(
        self,
        browser: Browser,
        base: str,
        *,
        size: tuple[int, int] = SIZES[0],
        scheme: Any = "light",
        locale: str = "id-ID",
    ) -> None:
        self.base = base
        self.failed: list[str] = []
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.received = 0
        self.context = _context(browser, size, scheme, locale)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.add_init_script(_WATCH)
        self.page.on("request", self._note_request)
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._note_answer)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def _note_answer(self, response: Response) -> None:
        # Below a page's path Streamlit looks for its own server before it looks at the root.
        if response.status >= 400 and not _BELOW_A_PAGE.fullmatch(urlsplit(response.url).path):
            self.failed.append(response.url)

    def _note_failure(self, request: Request) -> None:
        # Chromium aborts requests of a page it leaves; those are no failures.
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(request.url)

    def _count(self, frame: str | bytes) -> None:
        self.received += len(frame)

    def reach(self, query: str = "") -> "Visit":
        """Open whatever page the server has and wait until it stands still."""
        self.page.goto(f"{self.base}/{query}")
        self.settle()
        return self

    def open(self, query: str = "") -> "Visit":
        """Open a page of the program and wait until it is whole and stands still."""
        self.page.goto(f"{self.base}/{query}")
        # The last thing a page draws; before it the script may not have begun.
        expect(self.page.locator(_END).first).to_be_attached()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run to its end and nothing is being redrawn."""
        expect(self.page.locator(IDLE)).to_be_attached(timeout=PATIENCE)
        expect(self.page.locator(_BEING_DRAWN)).to_have_count(0, timeout=PATIENCE)

    def shapes(self, count: int) -> None:
        """Wait until the map's first layer has this many shapes."""
        layer = self.page.locator(".choroplethlayer .trace").first.locator("path")
        expect(layer).to_have_count(count, timeout=PATIENCE)

    def saved_csv(self, card: str) -> str:
        """The text of the CSV file of a card, which for a figure the server makes."""
        self.page.locator(f".st-key-menu_{card}").get_by_role("button").first.click()
        button = self.page.locator(f".st-key-csv_{card}").get_by_role("button")
        link = self.page.locator("a.file").get_by_text("CSV", exact=True)
        expect(button.or_(link)).to_be_visible()
        with self.page.expect_download() as download:
            button.or_(link).click()
        return Path(download.value.path()).read_text(encoding="utf-8-sig")

    def click_region(self, code: str) -> None:
        """Click into the regency's shape on the map."""
        self.settle()
        before, point = None, self.page.evaluate(POINT_INSIDE, code)
        while point != before:  # charts below may still be pushing the page about
            self.page.evaluate(_NEXT_FRAMES)
            before, point = point, self.page.evaluate(POINT_INSIDE, code)
        assert point is not None, f"{code} cannot be hit on the map"
        self.page.mouse.click(*point)

    def click_until(self, code: str, address: re.Pattern[str]) -> None:
        """Click into the shape, once more if a chart being replaced swallowed the click."""
        self.click_region(code)
        try:
            self.page.wait_for_url(address, timeout=PATIENCE / 3)
        except TimeoutError:
            self.click_region(code)
            self.page.wait_for_url(address)

    def follow(self, path: str) -> None:
        """Click the link to the page of this path, as `/mutu`."""
        links = self.page.locator(".st-key-navigation a")
        addresses = links.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
        links.nth(0 if path == "/" else addresses.index(path)).click()

    def choose_election(self, name: str) -> None:
        """Choose an election by its name and wait for the page to follow."""
        self.page.get_by_role("combobox", name="Pemilihan").click()
        self.page.get_by_role("option", name=name, exact=True).click()
        expect(self.page.locator(".st-key-brand")).to_contain_text(name)
        self.settle()

    def query(self) -> dict[str, list[str]]:
        """The parameters of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    def title(self, card: str) -> str:
        """The finding above a chart."""
        return self.page.locator(f".st-key-title_{card} h5").inner_text()

    def figure(self, name: str) -> str:
        """A key figure's value as shown."""
        card = self.page.locator(f".st-key-figure_{name}")
        return card.get_by_test_id("stMetricValue").inner_text().strip()

    def assert_clean(self) -> None:
        """Nothing failed, nothing came from elsewhere, the browser refused nothing."""
        assert self.failed == []
        assert self.elsewhere == []
        assert self.errors == []
        assert self.page.evaluate("window.violations") == []

    def close(self) -> None:
        """Forget the page and, where it is the last, all it stored; what was fetched stays."""
        if len(self.context.pages) == 1:
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            self.context.clear_cookies()
        self.page.close()
