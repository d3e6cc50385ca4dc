"""The presentation view in a real browser: keys, the round, numbers, a server that goes away."""

import math
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from accessibility import violations
from browsing import POINT_INSIDE, Visit, serve
from making import make_version
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.filters import Filter
from dashboard.pages.exhibits import EXHIBITS
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

OVERVIEW = [name for name, kind in EXHIBITS.items() if kind.path == ""]
WINDOWS = [(1920, 1080), (1280, 1024), (390, 844)]
ACTIVITY = {"date_from": "2024-09-01", "regency_codes": "33.01"}


def sheet(page: Page) -> Locator:
    """What stands on the screen, once it is whole."""
    return page.locator(".sheet.shown")


def expect_figure(page: Page, name: str) -> None:
    page.wait_for_url(re.compile(f"#{name}$"))
    expect(sheet(page)).to_have_count(1)


def open_screen(visit: Visit, query: str) -> Page:
    """The screen with its first figure; its clock stands in the test's hands."""
    visit.page.clock.install()
    visit.page.goto(f"{visit.base}/layar?{query}")
    expect(sheet(visit.page)).to_have_count(1)
    return visit.page


def test_keys_turn_the_figures_and_each_is_complete(visit: Visit, asked: Warehouse) -> None:
    page = open_screen(visit, "halaman=")
    expect_figure(page, OVERVIEW[0])
    for key, name in (
        ("ArrowRight", OVERVIEW[1]),
        ("PageDown", OVERVIEW[2]),
        ("ArrowLeft", OVERVIEW[1]),
        ("End", OVERVIEW[-1]),
        ("Space", OVERVIEW[0]),
        ("PageUp", OVERVIEW[-1]),
        ("Home", OVERVIEW[0]),
    ):
        page.keyboard.press(key)
        expect_figure(page, name)
    page.goto(f"{visit.base}/layar?halaman=#activities_by_month")
    page.reload()
    expect_figure(page, "activities_by_month")
    counted = asked.run("activities_over_time", Filter(elections=("pilkada_2024",)))
    total = int(counted["activities"].sum())
    expect(page.get_by_role("status")).to_contain_text(f"{total} kegiatan pencegahan tercatat")
    words = " ".join(sheet(page).locator("text").all_text_contents())
    assert f"{total} kegiatan pencegahan tercatat" in words
    for kind, count in counted.groupby("kind")["activities"].sum().nlargest(4).items():
        assert re.search(rf"· {count}\b", words), (kind, words)
    for part in ("Seluruh Indonesia · Pilkada Serentak 2024", "versi data 1", "data hingga 29 Des"):
        assert part in words
    assert sheet(page).locator("[inert] a path").count() == 1  # the code of the permanent link
    visit.assert_clean()


def test_a_map_is_drawn_and_answers_to_the_mouse_at_any_size(visit: Visit) -> None:
    page = open_screen(visit, "halaman=&bahasa=en&tema=gelap#coverage_map")
    expect_figure(page, "coverage_map")
    expect(page.locator(".choroplethlayer .trace").first.locator("path")).to_have_count(514)
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.clock.run_for(1000)
        scale = math.floor(1000 * min(width / 960, height / 540)) / 1000
        fitted = re.compile(rf"--scale: {re.escape(f'{scale:g}')}")
        expect(page.locator("#stage")).to_have_attribute("style", fitted)
        box = page.locator("#stage").bounding_box()
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
        assert box["width"] == pytest.approx(min(width, height * 16 / 9), abs=1)
        assert box["x"] == pytest.approx((width - box["width"]) / 2, abs=1)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.clock.run_for(1000)
    expect(page.locator(".choroplethlayer .trace").first.locator("path")).to_have_count(514)
    page.mouse.move(*page.evaluate(POINT_INSIDE, "62.03"))
    expect(page.locator(".hoverlayer")).to_contain_text("Kapuas")
    visit.assert_clean()


def test_the_round_goes_by_itself_as_fast_as_asked_and_stops(visit: Visit) -> None:
    page = open_screen(visit, "halaman=&putar=20")
    page.clock.run_for(19_000)
    expect_figure(page, OVERVIEW[0])
    page.clock.run_for(1_500)
    expect_figure(page, OVERVIEW[1])
    page.keyboard.press("+")
    expect(page.locator("#note")).to_contain_text("25 detik")
    page.clock.run_for(24_000)
    expect_figure(page, OVERVIEW[1])
    page.clock.run_for(1_500)
    expect_figure(page, OVERVIEW[2])
    page.keyboard.press("p")
    page.clock.run_for(60_000)
    expect_figure(page, OVERVIEW[2])
    expect(page.locator("#round")).to_have_attribute("aria-pressed", "false")
    for _ in range(6):  # from 25 to the shortest, and no further
        page.keyboard.press("-")
    expect(page.locator("#note")).to_contain_text("setiap 5 detik")
    visit.assert_clean()


def test_a_server_that_goes_away_leaves_the_last_figure_and_the_screen_says_since_when(
    visit: Visit,
) -> None:
    page = open_screen(visit, "halaman=")
    with page.expect_response(re.compile(f"/layar/isi/{OVERVIEW[2]}")):
        page.keyboard.press("ArrowRight")  # the figure after the next one is fetched ahead
    visit.context.set_offline(True)
    try:
        page.keyboard.press("ArrowRight")
        expect_figure(page, OVERVIEW[2])
        page.keyboard.press("ArrowRight")
        expect(page.locator("#note")).to_contain_text("Server tidak terhubung sejak")
        expect_figure(page, OVERVIEW[2])
    finally:
        visit.context.set_offline(False)
    page.clock.run_for(15_000)
    expect_figure(page, OVERVIEW[3])
    expect(page.locator("#note")).to_be_hidden()


def test_what_cannot_be_shown_is_said_over_the_whole_screen(visit: Visit) -> None:
    visit.page.goto(f"{visit.base}/layar?halaman=tentang")
    expect(visit.page.locator("#message")).to_contain_text("Halaman “Tentang” tidak memiliki")
    visit.page.goto(f"{visit.base}/layar?halaman=&versi=99&bahasa=en")
    expect(visit.page.locator("#message")).to_contain_text("Data version 99 does not exist")
    visit.page.goto(f"{visit.base}/layar?halaman=wilayah")  # no figure of it tells anything here
    expect(visit.page.locator("#message")).to_contain_text("Pilih satu kabupaten/kota")


def test_the_way_there_and_back_keeps_filter_and_language(visit: Visit) -> None:
    visit.open("pelanggaran?provinsi=Jawa+Tengah&bahasa=en")
    link = visit.page.get_by_role("link", name="Presentation view")
    address = link.get_attribute("href")
    assert address is not None
    asked = parse_qs(urlsplit(address).query)
    assert asked["halaman"] == ["pelanggaran"]
    assert asked["provinsi"] == ["Jawa Tengah"]
    visit.page.goto(f"{visit.base}/layar?{urlsplit(address).query}")
    expect(sheet(visit.page)).to_contain_text("Jawa Tengah · Simultaneous local elections 2024")
    visit.page.keyboard.press("Escape")
    visit.page.wait_for_url(re.compile(r"/pelanggaran\?"))
    assert visit.query() == {"provinsi": ["Jawa Tengah"], "bahasa": ["en"]}


def test_controls_come_with_the_mouse_or_the_keyboard_and_go(visit: Visit) -> None:
    page = open_screen(visit, "halaman=")
    controls = page.locator("#controls")
    page.clock.run_for(10_000)
    expect(page.locator("#note")).to_be_hidden()
    expect(controls).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    page.mouse.move(310, 300)
    expect(controls).to_have_css("opacity", "1")
    assert violations(page) == {}
    page.clock.run_for(4_000)
    expect(controls).to_have_css("opacity", "0")
    for _ in range(4):  # previous, next, shorter, round
        page.keyboard.press("Tab")
    expect(controls).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator("#round")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#round")).to_have_attribute("aria-pressed", "false")
    expect_figure(page, OVERVIEW[0])


@pytest.fixture
def growing(browser: Browser, tmp_path: Path) -> Iterator[tuple[Visit, Path]]:
    """A server whose records the test adds to."""
    home = tmp_path / "home"
    make_version(home, activities=[{**ACTIVITY, "activity_id": "KG-1"}])
    for server in serve(tmp_path, home):
        visit = Visit(browser, server.url)
        yield visit, home
        visit.close()


@pytest.mark.long
def test_a_new_round_shows_new_data_and_a_fixed_link_does_not(
    growing: tuple[Visit, Path],
) -> None:
    visit, home = growing
    page = open_screen(visit, "halaman=&putar=20&gambar=activities_by_month")
    expect(sheet(page)).to_contain_text("versi data 1")
    further = {**ACTIVITY, "regency_codes": "33.02", "activity_id": "KG-2"}
    make_version(home, activities=[{**ACTIVITY, "activity_id": "KG-1"}, further])
    page.clock.run_for(21_000)
    expect(sheet(page)).to_contain_text("versi data 2")
    expect(sheet(page)).to_contain_text("2 kegiatan pencegahan tercatat")
    page.goto(f"{visit.base}/layar?halaman=&putar=20&gambar=activities_by_month&versi=1")
    page.clock.run_for(61_000)
    expect(sheet(page)).to_contain_text("versi data 1")
    expect(sheet(page)).to_contain_text("1 kegiatan pencegahan tercatat")
