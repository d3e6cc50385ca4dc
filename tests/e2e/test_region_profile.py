"""The profile of one region in a real browser: it tells what the queries tell, on one A4 page."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit, serve
from making import make_version
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=alert(1)> **tebal** [tautan](https://contoh.id) $x^2$ & <b>b</b>"
A4_POINTS = (595, 842)


def _text(visit: Visit, key: str) -> str:
    return visit.page.locator(f".st-key-{key}").inner_text()


def _assert_fits(visit: Visit) -> None:
    wide = "(e) => e.scrollWidth > e.clientWidth"
    assert not visit.page.get_by_test_id("stMain").evaluate(wide)


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(SIZES[0], "dark", "id"), (SIZES[1], "light", "en"), (SIZES[2], "dark", "en")],
)
def test_a_regency_is_told_as_the_queries_tell_it(
    browser: Browser,
    server: Serving,
    asked: Warehouse,
    size: tuple[int, int],
    scheme: str,
    language: str,
) -> None:
    chosen, locale = Filter(regencies=("33.03",)), Locale(language)
    figures = asked.rows("key_figures", chosen)[0]
    own = asked.rows("region_comparison", chosen)[0]
    records: list[dict[str, Any]] = asked.rows("region_records", chosen)
    visit = Visit(browser, server.url, size=size, scheme=scheme)
    visit.open(f"wilayah?kabupaten=Kabupaten+Purbalingga&pemilihan=all&bahasa={language}")
    visit.shapes(34)  # its neighbours, blank
    assert visit.page.locator("h1").inner_text() == "Kabupaten Purbalingga"
    head = _text(visit, "card_head")
    assert locale.number(int(str(own["population"]))) in head
    assert locale.share(0, 18) in head
    for name in ("activities", "participants", "violations"):
        assert visit.figure(name) == locale.number(int(str(figures[name])))
    assert visit.figure("rate") == locale.number(float(str(own["violations_per_100k"])), 2)
    rows = visit.page.locator("table.records tbody tr")
    expect(rows).to_have_count(len(records))
    for row, record in zip(rows.all(), records, strict=True):
        expect(row).to_contain_text(locale.span(record["day_from"], record["day_to"]))
        link = row.locator("a")
        assert link.inner_text() == record["source_name"]
        assert link.get_attribute("href") == record["source_url"]
        assert link.get_attribute("target") == "_blank"
    marks = visit.page.locator(".st-key-record_strip .scatterlayer path.point")
    expect(marks).to_have_count(len(records))
    _assert_fits(visit)
    visit.assert_clean()
    visit.close()


def test_a_province_shows_all_with_a_click_and_the_link_restores_it(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    chosen = Filter(provinces=("33",))
    records = asked.rows("region_records", chosen)
    undated = sum(not record["has_month"] for record in records)
    visit = Visit(browser, server.url).open("wilayah?provinsi=Jawa+Tengah&pemilihan=all")
    expect(visit.page.locator("table.records tbody tr")).to_have_count(10 + 3)
    assert undated > 3
    visit.page.locator(".st-key-more_records button").click()
    expect(visit.page.locator("table.records tbody tr")).to_have_count(len(records))
    visit.settle()
    assert visit.query()["riwayat"] == ["semua"]
    second = visit.page.locator("table.records").nth(1)
    expect(second.locator("tbody tr")).to_have_count(undated)
    days = second.locator("tbody td:first-child").all_inner_texts()
    assert all(re.fullmatch(r"\d{4}|.* – .*", day.splitlines()[0]) for day in days)
    regencies = visit.page.locator("ul.regencies a")
    assert [name.strip() for name in regencies.all_inner_texts()] == [
        row["regency_name"] for row in asked.rows("coverage_by_regency", chosen)
    ]

    again = Visit(browser, server.url).open("wilayah?" + urlsplit(visit.page.url).query)
    expect(again.page.locator("table.records tbody tr")).to_have_count(len(records))
    again.page.locator("ul.regencies a").first.click()
    expect(again.page.locator("h1")).to_have_text("Kabupaten Cilacap")
    again.settle()
    assert again.query()["kabupaten"] == ["Kabupaten Cilacap"]
    assert again.query()["pemilihan"] == ["all"]
    again.assert_clean()
    again.close()
    visit.close()


def test_a_region_is_searched_from_the_start_and_left_again(
    browser: Browser, server: Serving
) -> None:
    visit = Visit(browser, server.url, size=SIZES[2])
    visit.open("wilayah?bahasa=en&riwayat=%3Cb%3E")
    expect(visit.page.get_by_test_id("stAlert")).to_contain_text("riwayat")
    expect(visit.page.locator("ul.flow a")).to_have_count(38)
    _assert_fits(visit)
    visit.page.locator(".st-key-card_start").get_by_role("combobox").click()
    visit.page.keyboard.type("Sawahlunto")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("h1")).to_have_text("Kota Sawahlunto")
    visit.settle()
    assert visit.query()["kabupaten"] == ["Kota Sawahlunto"]
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text("empty, not zero")
    visit.page.locator(".st-key-show_everything button").click()
    visit.page.wait_for_url(re.compile("pemilihan=all"))
    visit.settle()
    visit.page.locator(".st-key-way_up button").click()
    expect(visit.page.locator("h1")).to_have_text("Sumatera Barat")
    visit.settle()
    visit.page.locator(".st-key-way_back button").click()
    expect(visit.page.locator(".st-key-card_start")).to_be_visible()
    visit.assert_clean()
    visit.close()


def test_several_regions_are_offered_one_by_one(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url)
    visit.open("wilayah?kabupaten=Kabupaten+Cilacap&kabupaten=Kota+Bontang")
    links = visit.page.locator("ul.flow a")
    expect(links).to_have_text(["Kabupaten Cilacap", "Kota Bontang"])
    links.nth(1).click()
    expect(visit.page.locator("h1")).to_have_text("Kota Bontang")
    visit.close()


def test_a_closed_period_is_compared_with_the_one_before(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    address = "wilayah?provinsi=Jawa+Tengah&periode=2024-05-01&periode=2024-10-31&jenis=sosialisasi"
    visit = Visit(browser, server.url).open(address)
    table = visit.page.locator(".st-key-card_region_comparison table.counted tbody tr")
    expect(table).to_have_count(3)
    expect(visit.page.locator(".st-key-title_region_history")).to_contain_text("Sosialisasi")
    expect(visit.page.locator(".st-key-title_region_comparison")).to_contain_text("Sosialisasi")
    assert visit.figure("activities") == table.first.locator("td").nth(1).inner_text()
    visit.close()


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize(
    ("query", "scheme", "size"),
    [
        ("kabupaten=Kabupaten+Purbalingga&pemilihan=all&riwayat=semua", "light", SIZES[0]),
        ("kabupaten=Kota+Sawahlunto", "light", SIZES[2]),
        ("provinsi=Jawa+Tengah&pemilihan=all&riwayat=semua", "dark", SIZES[1]),
        (
            "provinsi=Jawa+Timur&pemilihan=all&periode=2023-01-01&periode=2024-12-31&bahasa=en",
            "light",
            SIZES[0],
        ),
    ],
)
def test_the_profile_is_one_page_of_paper(
    browser: Browser, server: Serving, query: str, scheme: str, size: tuple[int, int]
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme).open(f"wilayah?{query}")
    expect(visit.page.locator(".choroplethlayer path").first).to_be_attached()
    pdf = visit.page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert _pages(pdf) == 1
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    sides = tuple(round(float(side)) for side in boxes[0])
    assert sides == pytest.approx(A4_POINTS, abs=1)
    visit.page.emulate_media(media="print")
    for hidden in (".st-key-filters", ".st-key-navigation", ".st-key-header", ".st-key-print"):
        expect(visit.page.locator(hidden)).to_be_hidden()
    expect(visit.page.locator(".foot")).to_be_visible()
    foot = visit.page.locator(".foot").inner_text()
    assert visit.base in foot
    assert "versi=1" in foot
    colours = visit.page.locator("[class*=st-key-card_] h5, .stHtml td").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).color))]"
    )
    assert colours == ["rgb(27, 37, 48)"]
    visit.close()


def test_the_button_opens_the_dialogue_of_the_browser(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url)
    visit.page.add_init_script(
        "window.print = () => { document.documentElement.dataset.printed = 1; };"
    )
    visit.open("wilayah?kabupaten=Kabupaten+Cilacap")
    visit.page.locator(".st-key-print button:visible").first.click()
    expect(visit.page.locator("html[data-printed]")).to_be_attached()
    visit.assert_clean()
    visit.close()


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("marked")
    texts = dict.fromkeys(("organiser", "title", "institutions"), MARKUP)
    make_version(
        folder / "home",
        activities=[
            {
                "activity_id": f"KG-{n}",
                "date_from": f"2024-10-{n:02}",
                "regency_codes": "33.01",
                "source_name": MARKUP * 3,
                "source_url": 'https://contoh.id/a"onmouseover="alert(1)',
                **texts,
                "title": MARKUP * 4,
            }
            for n in range(1, 29)
        ],
        violations=[
            {
                "violation_id": "PL-1",
                "reported_from": "2024-01-01",
                "reported_to": "2024-12-31",
                "regency_code": "33.01",
                "source_name": MARKUP,
            }
        ],
    )
    yield from serve(folder, folder / "home")


def test_markup_in_records_stays_text_and_long_words_stay_on_the_page(
    browser: Browser, marked: Serving
) -> None:
    visit = Visit(browser, marked.url, size=SIZES[2])
    visit.page.on("dialog", lambda dialog: visit.errors.append(dialog.message))
    visit.open("wilayah?kabupaten=Kabupaten+Cilacap")
    page = visit.page
    for place in ("table.records td:nth-child(3) > div", "table.counted td", "ul.flow a"):
        expect(page.locator(place).first).to_contain_text(MARKUP)
    assert page.locator("img[src=x], .stHtml b, .stHtml strong, [onmouseover]").count() == 0
    expect(page.locator("table.records").nth(1).locator("tbody tr")).to_have_count(1)
    _assert_fits(visit)
    assert _pages(page.pdf(format="A4", prefer_css_page_size=True)) == 1
    visit.assert_clean()
    visit.close()
