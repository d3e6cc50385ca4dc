"""Every page is fit for screen readers and for the keyboard, as far as machines can tell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from accessibility import of_an_empty_page, violations
from browsing import Visit
from playwright.sync_api import Browser, Page, expect
from serving import Serving, serving

from dashboard.pages.topics import TOPICS

pytestmark = pytest.mark.browser

EMPTY = """
import streamlit as st
st.set_page_config(page_title="Kosong", menu_items={"About": "Kosong"})
st.button("Tombol", help="Petunjuk")
"""
READERS = [("id", "light"), ("en", "dark"), ("en", "light"), ("id", "dark")]
# Every page meets every reader in the long run, one of them in the quick one.
PAGES = [
    pytest.param(
        topic.path,
        *reader,
        id="-".join((topic.path, *reader)),
        marks=() if place == number % len(READERS) else pytest.mark.long,
    )
    for number, topic in enumerate(TOPICS)
    for place, reader in enumerate(READERS)
]
ACCENT = "rgb(11, 92, 122)"  # the border of a box that the keyboard is in
REGENCY = "provinsi=Jawa+Tengah&kabupaten=Kabupaten+Cilacap"
# Where the keyboard is: the named part of the page, and how the browser shows the focus.
_FOCUS = """
() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const keys = [];
  for (let at = element; at; at = at.parentElement)
    keys.push(...[...at.classList].filter((name) => name.startsWith("st-key-")));
  const box = element.closest("[data-testid=stMultiSelect], [data-testid=stSelectbox]");
  const around = [...box?.querySelectorAll("div") ?? []].filter((part) => part.contains(element));
  const borders = around.map((part) => getComputedStyle(part).borderColor);
  // A cell of a table is focused within its canvas, which paints the frame around it.
  const painted = element.closest("canvas") !== null;
  return {
    keys: keys.map((key) => key.replace("st-key-", "")),
    shown: painted || style.outlineStyle !== "none" || style.boxShadow !== "none",
    borders, tag: element.tagName, text: element.textContent.slice(0, 60),
  };
}
"""


def _assert_accessible(visit: Visit) -> None:
    found = violations(visit.page)
    assert {of: found[of] for of in found if of not in of_an_empty_page()} == {}


def test_the_list_of_an_empty_page_is_measured(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(EMPTY, encoding="utf-8")
    (tmp_path / "current").write_text("1")
    with serving(tmp_path / "app.py", home=tmp_path, cwd=tmp_path) as running:
        visit = Visit(browser, running.url).reach()
        found = set(violations(visit.page))
        visit.page.get_by_role("button", name="Tombol").hover()
        expect(visit.page.get_by_role("tooltip")).to_be_visible()
        found |= set(violations(visit.page))
        visit.page.get_by_test_id("stMainMenuButton").click()
        expect(visit.page.get_by_test_id("stMainMenuList")).to_be_visible()
        found |= set(violations(visit.page))
        visit.close()
    assert found == of_an_empty_page()


def test_a_violation_is_found(visit: Visit) -> None:
    visit.open("mutu")
    visit.page.locator(".st-key-footer").evaluate(
        "(e) => e.append(document.createElement('button'))"
    )
    assert "button-name" in {rule for rule, _ in violations(visit.page)}


@pytest.mark.parametrize(("path", "language", "scheme"), PAGES)
def test_every_page_is_accessible(
    browser: Browser, server: Serving, path: str, language: str, scheme: str
) -> None:
    visit = Visit(browser, server.url, scheme=scheme).open(f"{path}?bahasa={language}")
    assert visit.page.evaluate("document.documentElement.lang") == language
    _assert_accessible(visit)
    visit.close()


@pytest.mark.parametrize(("language", "scheme"), READERS[2:])
def test_one_region_is_accessible(
    browser: Browser, server: Serving, language: str, scheme: str
) -> None:
    visit = Visit(browser, server.url, scheme=scheme).open(f"?{REGENCY}&bahasa={language}")
    _assert_accessible(visit)
    visit.close()


def _calendar(page: Page) -> None:
    page.locator(".st-key-period").get_by_role("button").click()
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_visible()


def _more(page: Page) -> None:
    page.locator(".st-key-filters").get_by_test_id("stPopover").last.get_by_role("button").click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def _table(page: Page) -> None:
    page.locator(".st-key-menu_coverage_map").get_by_role("button").first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_test_id("stDataFrame")).to_be_visible()


def _menu(page: Page) -> None:
    page.get_by_test_id("stMainMenuButton").click()
    expect(page.get_by_test_id("stMainMenuList")).to_be_visible()


@pytest.mark.parametrize("show", [_calendar, _more, _table, _menu])
def test_what_opens_over_the_page_is_accessible(visit: Visit, show: Callable[[Page], None]) -> None:
    visit.open(f"?{REGENCY}")
    show(visit.page)
    visit.settle()
    _assert_accessible(visit)


# --- the keyboard ---------------------------------------------------------------------------------


def test_the_keyboard_goes_from_the_rail_to_the_filters_to_the_cards_and_is_seen(
    visit: Visit,
) -> None:
    visit.open()
    visit.shapes(514)
    places, unseen = [], []
    for _ in range(len(TOPICS) + 22):
        visit.page.keyboard.press("Tab")
        focus = visit.page.evaluate(_FOCUS)
        parts = [key for key in focus["keys"] if key in ("navigation", "header", "filters")]
        parts += [key for key in focus["keys"] if key.startswith("card_")]
        if not parts:
            continue
        places.append(parts[0])
        if not focus["shown"] and ACCENT not in focus["borders"]:
            unseen.append(focus)
    order = list(dict.fromkeys(places))
    assert order[:3] == ["navigation", "header", "filters"]
    assert order[3].startswith("card_")
    assert places.count("navigation") == len(TOPICS)
    assert places.count("filters") == 5
    assert unseen == []


@pytest.mark.parametrize("path", ["", "mutu"])
def test_one_step_leads_past_the_navigation_and_the_filters(visit: Visit, path: str) -> None:
    visit.open(path)
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_test_id("stSkipToContent")).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    keys = visit.page.evaluate(_FOCUS)["keys"]
    assert any(key.startswith("card_") for key in keys), keys
