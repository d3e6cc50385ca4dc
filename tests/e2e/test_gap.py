"""Kesenjangan in a real browser: four fields, their list, and the days around the first Pokja."""

from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

CHOSEN = Filter(elections=("pilkada_2024",))
QUADRANTS = ("cases_only", "neither", "both", "prevention_only")
# The middle of a mark, in the window's pixels, once it has stood still for ten frames.
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


def _counts(asked: Warehouse, prevention: str) -> dict[str, int]:
    rows = asked.run("prevention_and_cases", CHOSEN, prevention=prevention)
    return {code: int((rows["quadrant"] == code).sum()) for code in QUADRANTS}


def _shown(visit: Visit) -> list[str]:
    """The numbers written in the four fields."""
    notes = visit.page.locator(".st-key-gap_fields .annotation")
    expect(notes).to_have_count(4)
    found: list[str] = notes.locator("tspan.line:first-child").all_text_contents()
    return [words.strip() for words in found]


def _click_field(visit: Visit, code: str) -> None:
    visit.settle()
    fields = visit.page.locator(".st-key-gap_fields .barlayer path")
    expect(fields).to_have_count(4)
    visit.page.mouse.click(*fields.nth(QUADRANTS.index(code)).evaluate(_MIDDLE))


def test_the_page_draws_with_the_numbers_of_its_queries_at_every_size(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    counts = _counts(asked, "any")
    events = asked.run("cases_around_prevention", CHOSEN, event="pokja")
    compared = events[events["left_out"].isna()]
    for size, scheme in zip(SIZES, ("light", "dark", "dark"), strict=True):
        visit = Visit(browser, server.url, size=size, scheme=scheme).open("kesenjangan")
        visit.shapes(514)
        assert _shown(visit) == [str(counts[code]) for code in QUADRANTS]
        share = Locale("id").share(counts["cases_only"], 514)
        assert visit.title("gap").startswith(share)
        assert share in visit.title("gap_list")
        assert f"{len(compared)} kabupaten/kota" in visit.title("before_after")
        expect(visit.page.locator(".st-key-limits li").first).to_be_visible()
        expect(visit.page.locator(".st-key-before_after .barlayer .point")).to_have_count(6)
        wide = "(e) => e.scrollWidth > e.clientWidth"
        assert not visit.page.get_by_test_id("stMain").evaluate(wide)
        visit.assert_clean()
        visit.close()


def test_a_click_on_a_field_lists_its_regencies_and_the_link_restores_it(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("kesenjangan?pencegahan=pokja")
    counts = _counts(asked, "pokja")
    assert _shown(visit) == [str(counts[code]) for code in QUADRANTS]
    _click_field(visit, "prevention_only")
    visit.page.wait_for_url("**kuadran=pencegahan**")
    visit.settle()
    share = Locale("id").share(counts["prevention_only"], 514)
    assert share in visit.title("gap_list")
    assert visit.query() == {"pencegahan": ["pokja"], "kuadran": ["pencegahan"]}

    again = Visit(browser, server.url).open("kesenjangan?" + urlsplit(visit.page.url).query)
    assert again.title("gap_list") == visit.title("gap_list")
    again.close()

    _click_field(visit, "cases_only")  # the default, which is not written into the address
    expect(visit.page.locator(".st-key-title_gap_list h5")).not_to_contain_text(share)
    visit.settle()
    assert visit.query() == {"pencegahan": ["pokja"]}
    visit.assert_clean()
    visit.close()


def test_the_keyboard_reaches_every_choice(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url).open("kesenjangan?provinsi=Jawa+Tengah")
    visit.shapes(35)
    before = visit.title("before_after")
    for card, radio in (("gap", 2), ("gap_list", 1), ("before_after", 1)):
        button = visit.page.locator(f".st-key-card_{card} [data-testid=stButtonGroup] button")
        button.nth(radio).focus()
        visit.page.keyboard.press("Enter")
        visit.settle()
    visit.page.wait_for_url("**peristiwa=penandatanganan**")
    assert visit.query() == {
        "provinsi": ["Jawa Tengah"],
        "pencegahan": ["penandatanganan"],
        "kuadran": ["bertemu"],
        "peristiwa": ["penandatanganan"],
    }
    assert visit.title("before_after") != before
    visit.page.locator(".st-key-gap_provinces summary").click()
    expect(
        visit.page.locator(".st-key-gap_provinces").get_by_test_id("stDataFrame")
    ).to_be_visible()
    visit.assert_clean()
    visit.close()
