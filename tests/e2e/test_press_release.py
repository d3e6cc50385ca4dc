"""Siaran pers in a real browser: a draft that lives in its link, and links to older data."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
import zxingcpp
from browsing import SIZES, Visit, serve
from making import make_version
from PIL import Image
from playwright.sync_api import Browser, Locator, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.exhibits import EXHIBITS
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

DRAFT = "gambar=coverage_growth&gambar=violations_by_month"


def _pokja(regency: str) -> dict[str, str]:
    return {
        "activity_id": f"KG-{regency}",
        "date_from": "2024-09-01",
        "kind": "pembentukan_pokja",
        "regency_codes": regency,
        "forum": "pokja",
        "pokja": "formed",
    }


def _case(number: int) -> dict[str, str]:
    return {
        "violation_id": f"PL-2024-{number:04}",
        "reported_from": "2024-10-01",
        "regency_code": "33.01",
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One Pokja and four cases, then three Pokja."""
    folder = tmp_path_factory.mktemp("press_release") / "home"
    cases = [_case(n) for n in range(4)]
    make_version(folder, activities=[_pokja("33.01")], violations=cases)
    pokja = [_pokja(code) for code in ("33.01", "33.02", "35.01")]
    make_version(folder, activities=pokja, violations=cases)
    return folder


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Serving]:
    yield from serve(home.parent, home)


@pytest.fixture(scope="module")
def asked(home: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def _button(visit: Visit, act: str, place: int) -> Locator:
    return visit.page.locator(f".st-key-{act}_{place} button")


def _press(visit: Visit, act: str, place: int, figures: str) -> None:
    """Press a button by keyboard and wait until the address holds these figures alone."""
    _button(visit, act, place).press("Enter")
    expect(visit.page).to_have_url(re.compile(rf"siaran\?{figures}$"))
    visit.settle()


def test_figures_are_ordered_by_keyboard_and_the_draft_lives_in_the_link(
    browser: Browser, server: Serving
) -> None:
    visit = Visit(browser, server.url).open(f"siaran?{DRAFT}")
    expect(_button(visit, "up", 0)).to_be_disabled()
    expect(_button(visit, "down", 1)).to_be_disabled()
    question = Locale("id").text(EXHIBITS["coverage_growth"].question)
    expect(_button(visit, "down", 0)).to_have_accessible_name(f"Turunkan: {question}")
    _press(visit, "down", 0, "gambar=violations_by_month&gambar=coverage_growth")
    expect(_button(visit, "down", 0)).to_be_focused()
    cards = visit.page.locator(".st-key-card_coverage_growth, .st-key-card_violations_by_month")
    expect(cards).to_have_count(2)
    expect(cards.first).to_have_class(re.compile(r"\bst-key-card_violations_by_month\b"))
    deck = visit.page.locator('.st-key-card_press_files a[href*="briefing.pptx"]')
    address = parse_qs(urlsplit(deck.get_attribute("href") or "").query)
    assert address["gambar"] == ["violations_by_month", "coverage_growth"]
    assert address["versi"] == ["2"]
    _press(visit, "remove", 0, "gambar=coverage_growth")
    expect(_button(visit, "remove", 0)).to_be_disabled()
    visit.assert_clean()
    visit.close()


def test_the_text_tells_the_numbers_of_the_queries_at_every_size(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    (figures,) = asked.rows("key_figures", Filter(elections=("pilkada_2024",)))
    for size in SIZES:
        visit = Visit(browser, server.url, size=size).open(
            f"siaran?{DRAFT}&teks=cakupan&teks=kasus"
        )
        text = visit.page.locator(".st-key-card_press_text [data-testid=stCode]").first
        expect(text).to_contain_text(
            f"{figures['regencies_with_pokja']} dari 514 kabupaten/kota (0,6%) tercatat memiliki "
            "Pokja Netralitas untuk Pilkada Serentak 2024."
        )
        expect(text).to_contain_text(f"tercatat {figures['violations']} kasus dugaan pelanggaran")
        expect(text).not_to_contain_text("Metode:")
        main = visit.page.get_by_test_id("stMain")
        assert not main.evaluate("(e) => e.scrollWidth > e.clientWidth")
        visit.assert_clean()
        visit.close()


def test_a_link_to_older_data_says_what_differs_and_leads_to_the_newest(
    browser: Browser, server: Serving
) -> None:
    visit = Visit(browser, server.url).open("?versi=1")
    notice = visit.page.locator(".st-key-older_version")
    expect(notice).to_contain_text("Tautan ini menampilkan versi data 1; versi 2 diterbitkan pada")
    expect(notice).to_contain_text(
        "Menurut saringan ini yang berbeda: kabupaten/kota dengan Pokja: 1 → 3; kegiatan "
        "pencegahan: 1 → 3."
    )
    assert visit.figure("regencies_with_pokja") == "1"
    notice.get_by_role("button").click()
    expect(notice).to_have_count(0)
    visit.settle()
    assert visit.figure("regencies_with_pokja") == "3"
    assert "versi" not in visit.query()
    visit.assert_clean()
    visit.close()


def test_the_code_on_a_picture_leads_to_the_numbers_that_stand_on_it(visit: Visit) -> None:
    """Read as a telephone reads it from a projected picture."""
    asked = f"{visit.base}/ekspor/key_figures.png?provinsi=33&piksel=1080x1080"
    with urlopen(asked) as answer:
        picture = Image.open(io.BytesIO(answer.read()))
    (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert code.text.startswith(f"{visit.base}/?")
    assert parse_qs(urlsplit(code.text).query)["versi"] == ["2"]
    visit.open("?" + urlsplit(code.text).query)
    assert visit.figure("regencies_with_pokja") == "2"
    assert visit.figure("violations") == "4"
    visit.assert_clean()
