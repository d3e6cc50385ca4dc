"""The map page in a real browser: every measure, the day, the comparison, the way in and back."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

TITLE = "measure_map"


def _numbers(title: str) -> list[int]:
    return [int(number.replace(".", "").replace(",", "")) for number in re.findall(r"\d+", title)]


@pytest.mark.parametrize(
    ("size", "scheme", "query", "column"),
    [
        (SIZES[0], "light", "ukuran=kegiatan", "activities"),
        (SIZES[1], "dark", "ukuran=kasus&bahasa=en", "violations"),
        (SIZES[2], "light", "ukuran=rasio", "rate"),
    ],
)
def test_the_finding_has_the_querys_numbers_and_all_regencies_are_drawn(
    browser: Browser,
    server: Serving,
    asked: Warehouse,
    size: tuple[int, int],
    scheme: str,
    query: str,
    column: str,
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme).open(f"peta?{query}")
    visit.shapes(514)
    rows = asked.rows("coverage_by_regency", Filter(elections=("pilkada_2024",)))
    least = {"rate": 3}.get(column, 1)
    name = "violations" if column == "rate" else column
    count = sum(int(str(row[name])) >= least for row in rows)
    assert {count, 514} <= set(_numbers(visit.title(TITLE)))
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
    assert visit.elsewhere == visit.errors == []
    if size == SIZES[0]:
        box = visit.page.locator(f".st-key-{TITLE}").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900
    visit.close()


def test_a_click_opens_a_province_and_its_link_restores_the_view(
    browser: Browser, server: Serving, visit: Visit
) -> None:
    visit.open("peta?rinci=provinsi&ukuran=pokja")
    visit.shapes(38)
    visit.click_until("33", re.compile("provinsi=Jawa"))
    visit.shapes(35)
    visit.settle()
    assert visit.query() == {"provinsi": ["Jawa Tengah"], "ukuran": ["pokja"]}
    again = Visit(browser, server.url).open("peta?" + urlsplit(visit.page.url).query)
    again.shapes(35)
    assert again.title(TITLE) == visit.title(TITLE)
    again.close()
    visit.page.get_by_role("button", name="Indonesia", exact=True).click()
    visit.shapes(514)
    visit.settle()
    assert visit.query() == {"ukuran": ["pokja"]}


def test_the_slider_moves_by_keyboard_and_play_runs_to_the_last_day(
    visit: Visit, asked: Warehouse
) -> None:
    visit.open("peta?ukuran=tanda_tangan")
    visit.shapes(514)
    visit.page.get_by_role("slider").focus()
    visit.page.keyboard.press("ArrowLeft")
    visit.page.wait_for_url(re.compile("periode=2000-01-01&periode=2025-11-30"))
    visit.settle()
    expect(visit.page.locator(".st-key-brand")).to_contain_text("30 November 2025")
    visit.page.locator(".st-key-play button:visible").click()
    visit.page.wait_for_url(lambda url: "periode" not in url)
    visit.settle()
    expect(visit.page.locator(".st-key-play button:visible")).to_contain_text("play_arrow")
    rows = asked.rows("signings_by_regency", Filter(elections=("pilkada_2024",)))
    signed = sum(row["first_signing_on"] is not None for row in rows)
    assert _numbers(visit.title(TITLE))[:2] == [signed, 514]


def test_two_days_stand_side_by_side_with_what_differs(visit: Visit, asked: Warehouse) -> None:
    visit.open("peta?ukuran=pokja&dibanding=2024-08-31")
    expect(visit.page.locator(".choroplethlayer")).to_have_count(2)
    counts = []
    for side, until in (("left", dt.date(2024, 8, 31)), ("right", None)):
        chosen = Filter(elections=("pilkada_2024",), until=until)
        count = asked.rows("key_figures", chosen)[0]["regencies_with_pokja"]
        assert _numbers(visit.title(f"{TITLE}_{side}"))[0] == count
        counts.append(int(str(count)))
    words = visit.page.locator(".st-key-difference").inner_text()
    assert f"+{counts[1] - counts[0]}" in words
    assert "Kabupaten Aceh Utara" in words


def test_hostile_choices_are_dropped_with_a_notice(visit: Visit) -> None:
    visit.open("peta?ukuran=%27DROP&rinci=%3Cscript%3E&dibanding=2024-13-45&terbitan=a.b")
    visit.shapes(514)
    notice = visit.page.get_by_test_id("stAlert").first
    for words in ("ukuran", "rinci", "terbitan", "dibanding"):
        expect(notice).to_contain_text(words)
    visit.settle()
    assert visit.query() == {}


def test_an_empty_filter_says_so_and_leads_back(visit: Visit) -> None:
    visit.open("peta?provinsi=DKI+Jakarta&periode=2010-01-01&periode=2010-12-31&ukuran=kegiatan")
    visit.shapes(6)
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text("kosong, bukan nol")
    visit.page.get_by_role("button", name="Hapus semua filter").click()
    visit.shapes(514)


def test_published_figures_name_what_is_counted_and_the_index_its_day(visit: Visit) -> None:
    visit.open("peta?ukuran=angka&terbitan=diteruskan.cases&pemilihan=pilkada_2020")
    visit.shapes(514)
    assert _numbers(visit.title(TITLE))[:2] == [22, 514]
    visit.open("peta?ukuran=indeks&rinci=provinsi")
    visit.shapes(38)
    assert _numbers(visit.title(TITLE)) == [10, 38, 21, 2023]
