"""A real browser that measures, by the page's own clock, until when a page keeps changing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    Error,
    Locator,
    Page,
    TimeoutError,
    ViewportSize,
    sync_playwright,
)

from dashboard.bench.serving import Server
from dashboard.errors import PlainError
from dashboard.locale import mark
from dashboard.settings import settings

SIZE: Final = ViewportSize(width=1440, height=900)
_PATIENCE: Final = 60_000  # ms
_QUIET: Final = 400  # ms without a change after which a page that stands is taken to stand
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-background-networking",
    # No other machine is found. Requests are not intercepted, which would turn the cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
_PROBLEM: Final = "[data-testid=stException], [data-testid=stAlertContentError]"
# `asked` is when the reader last pressed a key or the mouse; `painted` the frame after the one in
# which the last change of the document was drawn; `figures` what was drawn since. A table's canvas
# is drawn in the frame of the change that gave it its data. What is only read aloud is not painted.
_WATCH: Final = """
(() => {
  const watch = (window.__bench = {asked: 0, changed: 0, painted: 0, figures: new Set()});
  const act = (event) => { watch.asked = event.timeStamp; watch.figures.clear(); };
  addEventListener("keydown", act, true);
  addEventListener("mousedown", act, true);
  new MutationObserver((mutations) => {
    let painted = false;
    for (const {target} of mutations) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      if (element?.closest("[data-live-announcer], [aria-live]")) continue;
      painted = true;
      const figure = element?.closest(".js-plotly-plot");
      if (figure) watch.figures.add(figure);
    }
    if (!painted) return;
    watch.changed = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      watch.painted = performance.now();
    }));
  }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
})();
"""
# `there` has to be shown by then and `gone` no more: a page that is yet to change stands as well.
_STANDS: Final = f"""
([there, gone]) => {{
  const watch = window.__bench;
  const shown = document.querySelector(".st-key-brand")?.innerText ?? "";
  return document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
    && document.querySelector(".st-key-footer, {_PROBLEM}")
    && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
    && shown.includes(there) && !(gone && shown.includes(gone))
    && watch.changed > watch.asked && performance.now() - watch.changed > {_QUIET}
    && watch.painted >= watch.changed;
}}
"""
_TOOK: Final = f"""
() => ({{
  milliseconds: window.__bench.painted - window.__bench.asked,
  figures: [...window.__bench.figures].filter((one) => one.isConnected).length,
  problem: document.querySelector("{_PROBLEM}")?.innerText ?? "",
}})
"""


class PageError(PlainError):
    """A page does not show what it was asked for; its time would be that of something else."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, without a screen. Whatever it complains of is a `PageError`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=settings().chromium, args=list(ARGUMENTS)
        )
        try:
            yield browser
        except Error as error:
            raise PageError(mark("The browser failed: {reason}"), reason=str(error)) from error
        finally:
            browser.close()


@dataclass(frozen=True)
class Painted:
    """A change of a page, from the reader's act to the last frame it led to."""

    seconds: float
    figures: int
    """How many figures were drawn."""


class Reader:
    """One page in a browser context of its own, and a reader who acts on it."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self._url = server.url
        context = browser.new_context(viewport=SIZE, locale="id-ID")
        self._page: Page = context.new_page()
        self._page.set_default_timeout(_PATIENCE)
        self._page.add_init_script(_WATCH)

    def open(self, query: str = "") -> Painted:
        """Open a page by its address; the time counts from the start of the navigation.

        Raises `PageError`.
        """
        self._page.goto(f"{self._url}/{query}")
        return self._painted()

    def choose(self, province: str) -> Painted:
        """Add a province to the filter, from the key that chooses it. Raises `PageError`."""
        self._page.bring_to_front()
        box = self._box()
        box.fill(province)
        self._page.get_by_role("option", name=province, exact=True).wait_for()
        self._page.keyboard.press("Enter")
        painted = self._painted(there=province)
        self._page.keyboard.press("Escape")
        return painted

    def remove(self, province: str) -> Painted:
        """Take the last province out of the filter. Raises `PageError`."""
        self._page.bring_to_front()
        self._box().press("Backspace")
        painted = self._painted(gone=province)
        self._page.keyboard.press("Escape")
        return painted

    def follow(self, path: str) -> Painted:
        """Open another page by its link; the overview's path is empty. Raises `PageError`."""
        self._page.bring_to_front()
        links = self._page.locator(".st-key-navigation a")
        addresses = links.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
        links.nth(addresses.index(f"/{path}") if path else 0).click()  # the overview's is the first
        self._page.wait_for_url(lambda url: urlsplit(url).path == f"/{path}")
        return self._painted()

    def close(self) -> None:
        """Close the page and forget all it has kept."""
        self._page.context.close()

    def _box(self) -> Locator:
        box = self._page.get_by_role("combobox", name="Provinsi")
        box.click()
        return box

    def _painted(self, there: str = "", gone: str = "") -> Painted:
        try:
            self._page.wait_for_function(_STANDS, arg=[there, gone])
        except TimeoutError:
            shown = self._page.locator(".st-key-brand").all_inner_texts()
            raise PageError(
                mark("{url} does not come to rest; it shows “{shown}”."),
                url=self._page.url,
                shown=" ".join(shown),
            ) from None
        took = self._page.evaluate(_TOOK)
        if took["problem"]:
            raise PageError(
                mark("{url} shows an error: {problem}"), url=self._page.url, problem=took["problem"]
            )
        return Painted(took["milliseconds"] / 1000, took["figures"])
