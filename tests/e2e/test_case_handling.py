"""Alur penanganan in a real browser: its numbers are the queries', a click narrows, it fits."""

from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import SIZES, Visit
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

CHOSEN = Filter(elections=("pilkada_2024",))
CARDS = ("case_flow", "case_stops", "track_other_law", "track_crime", "routing")
# The middle of a cell, in the window's pixels, once it has stood still for ten frames.
_MIDDLE = """
async (path) => {
  path.scrollIntoView({block: "center"});
  let before = "";
  for (;;) {
    for (let n = 0; n < 10; n++) await new Promise(requestAnimationFrame);
    const box = path.getBoundingClientRect();
    const now = [box.left + box.width / 2, box.top + box.height / 2];
    if (`${now}` === before) return now;
    before = `${now}`;
  }
}
"""


def _is_drawn(visit: Visit) -> None:
    for card in CARDS:
        expect(visit.page.locator(f".st-key-card_{card} .barlayer path").first).to_be_attached()


def test_the_numbers_are_those_of_the_queries_and_fit_every_size(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url, size=SIZES[0]).open("alur?bahasa=en")
    _is_drawn(visit)
    english = Locale("en")
    (figures,) = asked.rows("case_way_figures", CHOSEN)
    for name in ("received", "registered", "forwarded", "sanctioned"):
        assert visit.figure(name) == str(figures[name])
    received, forwarded, sanctioned = (
        int(str(figures[name])) for name in ("received", "forwarded", "sanctioned")
    )
    title = visit.title("case_flow")
    assert [word.strip(",") for word in title.split() if word.strip(",").isdigit()] == [
        str(received),
        str(forwarded),
        str(sanctioned),
    ]
    tracks = {str(row["track"]): row for row in asked.rows("sanctions_by_track", CHOSEN)}
    for track in ("other_law", "crime"):
        row = tracks[track]
        share = english.share(int(str(row["sanctioned"])), int(str(row["forwarded"])))
        assert share in visit.title(f"track_{track}")
    routed = asked.rows("routing", CHOSEN)
    fitting = sum(int(str(row["violations"])) for row in routed if row["fits"])
    assert english.share(fitting, forwarded) in visit.title("routing")
    flow = visit.page.locator(".st-key-case_flow .annotation-text")
    expect(flow.filter(has_text=english.share(forwarded, received))).to_be_visible()
    for width, height in SIZES:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.settle()
        _is_drawn(visit)
        assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    visit.assert_clean()
    visit.close()


def test_a_click_on_a_row_of_the_matrix_narrows_to_its_subjects(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("alur")
    _is_drawn(visit)
    cells = visit.page.locator(".st-key-routing .barlayer path")
    count = cells.count()
    visit.page.mouse.click(*cells.nth(1).evaluate(_MIDDLE))
    expect(visit.page.locator(".st-key-chips")).to_be_visible()
    visit.settle()
    subjects = ("asn", "pns", "pppk")
    assert parse_qs(urlsplit(visit.page.url).query) == {"subjek": list(subjects)}
    narrowed = Filter(elections=CHOSEN.elections, subjects=subjects)
    (figures,) = asked.rows("case_way_figures", narrowed)
    assert visit.figure("received") == str(figures["received"])
    assert cells.count() == count  # the clicked matrix stays whole
    visit.page.mouse.click(*cells.nth(1).evaluate(_MIDDLE))
    expect(visit.page.locator(".st-key-chips")).to_have_count(0)
    visit.assert_clean()
    visit.close()


def test_an_empty_filter_stands_calmly(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url).open("alur?periode=2001-01-01&periode=2001-01-31")
    expect(visit.page.locator(".st-key-nothing_here")).to_be_visible()
    assert visit.figure("received") == "0"
    for card in CARDS:
        expect(visit.page.locator(f".st-key-title_{card} h5")).to_be_visible()
    visit.assert_clean()
    visit.close()
