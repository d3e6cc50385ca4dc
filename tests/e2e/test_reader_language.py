"""Streamlit's words, calendars and numbers follow the page's language, not the browser's."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit
from playwright.sync_api import Browser, Locator, Page, expect
from serving import Serving, serving

from dashboard.locale import Locale
from dashboard.streamlit_phrases import phrases

pytestmark = pytest.mark.browser

BROWSERS = ["en-US", "id-ID"]
INDONESIAN = phrases(Locale("id"))
OCTOBER = "periode=2024-10-01&periode=2024-11-23"
# One of each that speaks English, and data that happen to be such words.
WIDGETS = """
import datetime as dt
import pandas as pd
import streamlit as st
st.set_page_config(page_title="Kata", menu_items={"About": "Kata"})
st.markdown("Search")
st.html("<p class='own'>Upload</p>")
st.code("Copied", language=None)
st.dataframe(pd.DataFrame({"Format": ["Upload", "Close"]}))
st.selectbox("Satu", ["Open", "Dismiss"], index=None)
st.multiselect("Banyak", ["Close", "Light"], default=["Light"])
st.file_uploader("Berkas", accept_multiple_files=True)
st.number_input("Angka", 1, 9)
st.date_input("Hari", dt.date(2024, 11, 5), min_value=dt.date(2024, 10, 1),
              max_value=dt.date(2024, 12, 31), format="DD/MM/YYYY")
with st.form("borang"):
    st.text_input("Isian", key="isian")
    st.form_submit_button("Kirim")
"""
# Every text and label of Streamlit's own that a reader sees or hears.
_SAID = """
() => {
  const list = "canvas, svg, option, [role=option][data-key], [data-tag]";
  const data = `${list}, code, [data-testid=stMarkdownContainer], .own`;
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest(data)) said.push(node.data.trim());
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.closest(list))
      for (const name of ["aria-label", "aria-valuetext", "placeholder", "title"])
        if (node.getAttribute(name)) said.push(node.getAttribute(name));
  }
  return said;
}
"""


@pytest.fixture(scope="module")
def widgets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("widgets")
    (folder / "app.py").write_text(WIDGETS, encoding="utf-8")
    (folder / "current").write_text("1")
    with serving(
        folder / "app.py", home=folder, cwd=folder, settings={"PANTAU_UPLOADS": "true"}
    ) as running:
        yield running


def _language(page: Page) -> Any:
    return page.evaluate("[document.documentElement.lang, navigator.language.slice(0, 2)]")


def _english(page: Page) -> list[str]:
    """Streamlit's English words on the page."""
    said = page.evaluate(_SAID)
    assert said
    return sorted({text for text in said if text in INDONESIAN})


def _calendar(page: Page, field: Locator) -> Locator:
    field.get_by_test_id("stDateInputCalendarButton").click()
    calendar = page.get_by_test_id("stDateInputCalendar")
    expect(calendar).to_be_visible()
    return calendar


def _weekdays(calendar: Locator) -> str:
    return " ".join(calendar.locator("thead th").all_inner_texts())


@pytest.mark.parametrize("locale", BROWSERS)
def test_the_page_speaks_indonesian_and_english_in_every_browser(
    browser: Browser, server: Serving, locale: str
) -> None:
    visit = Visit(browser, server.url, locale=locale).open(f"?{OCTOBER}")
    page = visit.page
    assert _language(page) == ["id", "id"]
    assert _english(page) == []
    page.locator(".st-key-period").get_by_role("button").click()
    calendar = _calendar(page, page.get_by_test_id("stDateInput").first)
    expect(calendar).to_contain_text("Oktober")
    assert _weekdays(calendar) == "S S R K J S M"
    expect(calendar.get_by_role("button", name="Selasa, 1 Oktober 2024, dipilih")).to_be_visible()
    assert _english(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    page.get_by_text("EN", exact=True).click()
    expect(page.locator(".st-key-as_of")).to_contain_text("data version")
    visit.settle()
    assert _language(page) == ["en", "en"]
    expect(page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")
    page.locator(".st-key-period").get_by_role("button").click()
    calendar = _calendar(page, page.get_by_test_id("stDateInput").first)
    expect(calendar).to_contain_text("October")
    assert _weekdays(calendar) == "M T W T F S S"
    expect(calendar.get_by_role("button", name="Tuesday, 1 October 2024 selected")).to_be_visible()
    assert not set(page.evaluate(_SAID)) & set(INDONESIAN.values())
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    page.go_back()
    expect(page.locator(".st-key-as_of")).to_contain_text("versi data")
    visit.settle()
    assert _language(page) == ["id", "id"]
    assert _english(page) == []
    visit.assert_clean()
    visit.close()


@pytest.mark.parametrize("locale", BROWSERS)
def test_all_widgets_speak_indonesian_and_data_stay_as_they_are(
    browser: Browser, widgets: Serving, locale: str
) -> None:
    visit = Visit(browser, widgets.url, locale=locale).reach()
    page = visit.page
    expect(page.get_by_role("button", name="Kirim")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    visit.settle()
    assert _english(page) == []
    for data in ("Search", "Upload"):
        expect(page.get_by_text(data, exact=True).first).to_be_visible()
    expect(page.get_by_test_id("stCode").locator("code")).to_have_text("Copied")
    expect(page.get_by_test_id("stFileUploader").locator("button")).to_contain_text("Pilih berkas")
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("per berkas")
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_contain_text("Format")
    number = "new Intl.NumberFormat(navigator.languages).format(1234.5)"  # as its columns do
    assert page.evaluate(number) == "1.234,5"
    expect(page.get_by_test_id("stMultiSelect")).to_contain_text("Light")
    expect(page.get_by_role("button", name="Hapus Light", exact=True)).to_be_attached()

    page.get_by_role("combobox", name="Satu").click()
    expect(page.get_by_role("option", name="Dismiss")).to_be_visible()
    page.keyboard.type("xyz")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Isian").fill("a")
    expect(page.get_by_test_id("InputInstructions")).to_have_text("Tekan Enter untuk mengirim")
    field = page.get_by_test_id("stDateInput")
    field.get_by_role("spinbutton", name="bulan, Hari").focus()
    page.keyboard.type("01")
    page.keyboard.press("Tab")
    expect(field.get_by_role("alert")).to_have_text(
        re.compile("^Tanggal di luar rentang. Pilih tanggal antara ")
    )
    assert _english(page) == []
    page.get_by_test_id("stDataFrame").hover()
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("Ketik untuk mencari")).to_be_visible()
    page.keyboard.type("Upload")
    expect(page.get_by_test_id("search-result-area")).to_have_text("1 hasil")
    page.get_by_test_id("stMainMenuButton").click()
    expect(page.get_by_test_id("stMainMenuList")).to_contain_text("Tentang")
    assert _english(page) == []
    visit.assert_clean()
    visit.close()


def test_a_lost_connection_is_told_in_indonesian(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import streamlit as st\nst.write('Halo')", encoding="utf-8")
    (tmp_path / "current").write_text("1")
    with serving(tmp_path / "app.py", home=tmp_path, cwd=tmp_path) as running:
        visit = Visit(browser, running.url, locale="en-US").reach()
        expect(visit.page.get_by_text("Halo")).to_be_visible()
        running.stop()
        told = visit.page.get_by_role("dialog", name="Sambungan terputus")
        expect(told).to_contain_text("Server tidak menjawab")
        assert _english(visit.page) == []
        visit.close()
