"""Every page of simulated records says that they are, over it and on each of its cards."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from browsing import SIZES, Visit, serve
from playwright.sync_api import Browser, expect
from serving import Serving
from simulating import simulated_home

from dashboard.locale import Locale
from dashboard.pages.topics import TOPICS
from dashboard.press.simulated import words

pytestmark = pytest.mark.browser

WORDS = words(Locale("id"), True)
# The cards that a reader sees, and which of them say nothing or stop a click.
UNMARKED = """
(said) => [...document.querySelectorAll(
  "[class*=st-key-card_], [class*=st-key-figure_], [data-testid=stMain] [data-testid=stExpander]"
)]
  .filter((card) => !card.parentElement.closest("[class*=st-key-card_]"))
  .filter((card) => {
    const over = getComputedStyle(card, "::after"), edge = getComputedStyle(card, "::before");
    const lies = over.backgroundImage.includes("data:image/svg") && over.content !== "none";
    const box = [over.top, over.right, over.bottom, over.left].every((side) => side === "0px");
    return !lies || !box || over.pointerEvents !== "none" || !edge.content.includes(said);
  })
  .map((card) => card.className)
"""
TOPMOST = """
() => {
  const band = document.querySelector(".st-key-simulated").getBoundingClientRect();
  return [band.left, band.top, band.width, band.height > 20];
}
"""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("simulated")
    yield from serve(folder, simulated_home(folder))


def _assert_marked(visit: Visit) -> None:
    band = visit.page.locator(".st-key-simulated")
    expect(band.get_by_text(WORDS).first).to_be_visible()
    assert visit.page.title().startswith(f"{WORDS} · ")
    visit.page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 700)")
    width = visit.page.viewport_size["width"] if visit.page.viewport_size else 0
    assert visit.page.evaluate(TOPMOST) == [0, 0, width, True]
    assert visit.page.evaluate(UNMARKED, WORDS) == []


def test_the_overview_is_marked_and_its_map_still_takes_clicks(
    browser: Browser, made_up: Serving
) -> None:
    assert json.loads(made_up.ask("/healthz").body)["simulated"] is True
    visit = Visit(browser, made_up.url)
    visit.open("")
    _assert_marked(visit)
    visit.click_until("33.01", re.compile(r"provinsi=Jawa\+Tengah"))
    visit.assert_clean()
    visit.close()


@pytest.mark.long
@pytest.mark.parametrize("path", [topic.path for topic in TOPICS])
def test_every_page_is_marked_at_its_smallest(
    browser: Browser, made_up: Serving, path: str
) -> None:
    visit = Visit(browser, made_up.url, size=SIZES[2], scheme="dark")
    visit.open(path)
    _assert_marked(visit)
    wide = "(e) => e.scrollWidth > e.clientWidth"
    assert not visit.page.get_by_test_id("stMain").evaluate(wide)
    visit.assert_clean()
    visit.close()


def test_handing_in_says_that_simulated_records_take_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    uploads = {"PANTAU_UPLOADS": "true"}
    for made_up in serve(tmp_path, simulated_home(tmp_path), uploads):
        visit = Visit(browser, made_up.url)
        visit.open("setor")
        expect(visit.page.locator(".st-key-card_closed")).to_contain_text("PANTAU_HOME=")
        expect(visit.page.get_by_test_id("stFileUploader")).to_have_count(0)
        visit.assert_clean()
        visit.close()


@pytest.mark.long
def test_a_printed_profile_keeps_the_mark_and_its_one_sheet(
    browser: Browser, made_up: Serving
) -> None:
    visit = Visit(browser, made_up.url)
    visit.open("wilayah?provinsi=Jawa+Tengah&kabupaten=Kabupaten+Cilacap")
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".st-key-simulated").get_by_text(WORDS).first).to_be_visible()
    assert visit.page.evaluate(UNMARKED, WORDS) == []
    with pikepdf.open(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))) as printed:
        assert len(printed.pages) == 1
    visit.close()


@pytest.mark.long
def test_a_page_of_real_records_has_nothing_of_it(visit: Visit) -> None:
    visit.open("")
    expect(visit.page.locator(".st-key-simulated")).to_have_count(0)
    assert visit.page.title().startswith("Ringkasan")
    cards = visit.page.evaluate(UNMARKED, "–")
    assert len(cards) > 8
    assert "imula" not in visit.page.content()
