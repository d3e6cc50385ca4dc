"""The overview in a real browser: it draws, it drills down, its link restores it, it forgives."""

import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import LOOKS, Visit, serve
from making import make_version
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.ingest import ensure_first_version

pytestmark = pytest.mark.browser

BYTES_A_CHANGE = 60_000
KEY_FIGURES = ("regencies_with_pokja", "regencies_signed", "activities", "violations")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_map_draws_and_a_click_leads_to_a_link_that_restores_the_view(
    browser: Browser, server: Serving, size: tuple[int, int], scheme: str
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme).open()
    visit.shapes(514)
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
    visit.click_until("64.03", re.compile("provinsi=Kalimantan"))
    visit.shapes(10)
    visit.settle()
    visit.click_until("64.03", re.compile("kabupaten="))
    visit.settle()
    assert visit.query() == {"provinsi": ["Kalimantan Timur"], "kabupaten": ["Kabupaten Berau"]}
    visit.shapes(1)
    visit.assert_clean()

    again = Visit(browser, server.url, size=size, scheme=scheme)
    again.open("?" + urlsplit(visit.page.url).query)
    again.shapes(1)
    assert again.title("coverage_map") == visit.title("coverage_map")
    assert again.figure("activities") == visit.figure("activities")
    assert again.query() == visit.query()
    again.assert_clean()
    again.close()
    visit.close()


def test_everything_is_above_the_fold_at_1440_by_900(visit: Visit) -> None:
    visit.open()
    visit.shapes(514)
    for part in (
        ".st-key-key_figures",
        ".st-key-coverage_map",
        ".st-key-card_gaps [data-testid=stDataFrame]",
    ):
        box = visit.page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, part
    box = visit.page.locator(".st-key-coverage_map").bounding_box()
    assert box is not None
    assert box["width"] >= 0.6 * (1440 - 2 * 32)


def test_the_way_back_by_the_path_and_by_the_browser(visit: Visit) -> None:
    visit.open("?provinsi=Jawa+Tengah&kabupaten=Kabupaten+Cilacap")
    visit.shapes(1)
    visit.page.get_by_role("button", name="Jawa Tengah", exact=True).click()
    visit.shapes(35)
    visit.settle()
    assert visit.query() == {"provinsi": ["Jawa Tengah"]}
    visit.page.go_back()
    visit.shapes(1)
    visit.settle()
    assert visit.query()["kabupaten"] == ["Kabupaten Cilacap"]
    visit.page.get_by_role("button", name="Indonesia", exact=True).click()
    visit.shapes(514)
    visit.settle()
    assert visit.query() == {}


def test_a_region_is_reached_by_keyboard_alone(visit: Visit) -> None:
    visit.open()
    visit.shapes(514)
    box = visit.page.get_by_role("combobox", name="Kabupaten/kota")
    box.focus()
    visit.page.keyboard.type("Bontang")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("Bontang"))
    visit.shapes(1)
    expect(visit.page.locator(".st-key-title_coverage_map")).to_contain_text("Kota Bontang")


def test_one_change_of_the_filter_stays_small_on_the_wire(visit: Visit) -> None:
    """Counted before compression, which makes it about a third on the wire."""
    visit.open("?pemilihan=pemilu_2024")
    visit.shapes(514)
    for election in ("Pilkada Serentak 2024", "Pilkada Serentak 2020", "Pilkada Serentak 2024"):
        before = visit.received
        visit.choose_election(election)
        assert 0 < visit.received - before <= BYTES_A_CHANGE
    before = visit.received
    visit.click_region("64.03")
    visit.shapes(10)
    visit.settle()
    visit.page.get_by_role("button", name="Indonesia", exact=True).click()
    visit.shapes(514)
    visit.settle()
    assert 0 < visit.received - before <= 2 * BYTES_A_CHANGE


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?provinsi=Atlantis", "Atlantis"),
        ("?kabupaten=%3Cscript%3Ealert(1)%3C/script%3E", "tidak ada"),
        ("?provinsi=Aceh&kabupaten=Kota+Bontang", "tidak berada di provinsi"),
        ("?periode=2024-13-45", "bukan tanggal"),
        ("?periode=2024-12-01&periode=2024-01-01", "berakhir sebelum dimulai"),
        ("?pemilihan=pilkada_1955", "pilkada_1955"),
        ("?periode=2024-01-01&periode=2099-12-31", "Periode dipotong"),
        ("?periode=2098-01-01", "Periode dipotong"),
        ("?versi=99", "Versi data 99 tidak ada"),
        ("?versi=..%2F..%2Fetc", "bukan versi data"),
        ("?bahasa=xx", "Tidak ada bahasa"),
        ("?provinsi=%27%3B+DROP+TABLE+activities%3B--", "tidak ada"),
    ],
)
def test_a_hostile_or_stale_link_still_opens(visit: Visit, query: str, message: str) -> None:
    visit.open(query)
    expect(visit.page.get_by_test_id("stAlert").first).to_contain_text(message)
    expect(visit.page.locator(".st-key-key_figures")).to_be_visible()
    expect(visit.page.locator(".choroplethlayer path").first).to_be_attached()
    visit.assert_clean()


def test_the_notice_about_a_bad_link_goes_when_the_reader_moves_on(visit: Visit) -> None:
    visit.open("?provinsi=Atlantis")
    expect(visit.page.get_by_test_id("stAlert")).to_have_count(1)
    visit.choose_election("Pemilu 2024")
    expect(visit.page.get_by_test_id("stAlert")).to_have_count(0)


def test_english_is_complete_and_stays_in_the_link(visit: Visit) -> None:
    visit.open("?bahasa=en")
    visit.shapes(514)
    assert visit.title("coverage_map").endswith("have signed")
    visit.page.get_by_text("ID", exact=True).click()
    expect(visit.page.locator(".st-key-title_coverage_map")).to_contain_text("tercatat")
    visit.settle()
    assert visit.query() == {}
    visit.page.get_by_text("EN", exact=True).click()
    expect(visit.page.locator(".st-key-title_coverage_map")).to_contain_text("on record")
    visit.settle()
    assert visit.query() == {"bahasa": ["en"]}


def test_a_change_of_language_keeps_the_filter(visit: Visit) -> None:
    visit.open("?provinsi=Jawa+Tengah&periode=2024-05-01&periode=2024-10-31&pemilihan=pemilu_2024")
    visit.shapes(35)
    before = visit.query()
    shown = [visit.figure(name) for name in KEY_FIGURES]
    for language, words in (("EN", "General election 2024"), ("ID", "Pemilu 2024")):
        visit.page.get_by_text(language, exact=True).click()
        expect(visit.page.locator(".st-key-brand")).to_contain_text(words)
        visit.settle()
    assert visit.query() == before
    assert [visit.figure(name) for name in KEY_FIGURES] == shown
    expect(visit.page.get_by_test_id("stAlert")).to_have_count(0)


def test_an_empty_filter_says_so_and_leads_back(visit: Visit) -> None:
    visit.open("?provinsi=DKI+Jakarta&periode=2010-01-01&periode=2010-12-31")
    visit.shapes(6)
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text("kosong, bukan nol")
    visit.page.get_by_role("button", name="Hapus semua filter").click()
    visit.shapes(514)
    visit.settle()
    assert visit.query() == {}


def test_a_stage_of_the_election_is_one_click_away_and_goes_with_it(visit: Visit) -> None:
    visit.open()
    visit.shapes(514)
    visit.page.locator(".st-key-period").get_by_role("button").click()
    visit.page.get_by_test_id("stPopoverBody").get_by_text("Kampanye", exact=True).click()
    visit.page.wait_for_url(re.compile("periode=2024-09-25&periode=2024-11-23"))
    visit.settle()
    card = visit.page.locator(".st-key-figure_violations")
    expect(card).to_contain_text("belum tentu dalam periode ini")
    visit.page.keyboard.press("Escape")
    visit.choose_election("Pemilu 2024")
    assert visit.query() == {"pemilihan": ["pemilu_2024"]}


def test_typed_days_count_when_they_are_applied(visit: Visit) -> None:
    visit.open("?provinsi=Jawa+Tengah")
    visit.shapes(35)
    visit.page.locator(".st-key-period").get_by_role("button").click()
    body = visit.page.get_by_test_id("stPopoverBody")
    field = body.get_by_test_id("stDateInput").first
    field.click()
    visit.page.keyboard.press("Control+A")
    visit.page.keyboard.type("01102024")
    body.get_by_role("button", name="Terapkan").click()
    visit.page.wait_for_url(re.compile("periode=2024-10-01"))


def test_a_name_typed_and_entered_chooses_that_one_province(visit: Visit) -> None:
    visit.open()
    visit.shapes(514)
    visit.page.get_by_role("combobox", name="Provinsi").focus()
    visit.page.keyboard.type("Bali")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("provinsi="))
    visit.settle()
    assert visit.query()["provinsi"] == ["Bali"]


def test_a_period_shows_the_change_against_the_one_before(visit: Visit) -> None:
    visit.open("?provinsi=Jawa+Tengah&periode=2024-05-01&periode=2024-10-31")
    visit.shapes(35)
    assert visit.figure("regencies_with_pokja") == "2"
    card = visit.page.locator(".st-key-figure_regencies_with_pokja")
    expect(card.get_by_test_id("stMetricDelta")).to_have_text("+2")
    expect(visit.page.locator(".st-key-key_figures")).to_contain_text("1 November 2023")


def test_the_table_behind_a_chart_opens_and_downloads(visit: Visit) -> None:
    visit.open("?provinsi=Jawa+Tengah")
    visit.shapes(35)
    lines = visit.saved_csv("coverage_map").splitlines()
    menu = visit.page.get_by_test_id("stPopoverBody")
    expect(menu.get_by_test_id("stDataFrame")).to_be_visible()
    assert len(lines) == 36
    assert lines[1].startswith("33.01,Kabupaten Cilacap,Jawa Tengah,Pokja dan penandatanganan")


@pytest.mark.parametrize("election", ["pilkada_2024", "all"])
def test_the_permanent_link_has_absolute_days_and_the_version(
    browser: Browser, visit: Visit, election: str
) -> None:
    visit.open(f"?provinsi=Jawa+Tengah&pemilihan={election}")
    visit.shapes(35)
    visit.page.get_by_role("button", name="Tautan tetap").click()
    link = visit.page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{visit.base}/?")
    parameters = parse_qs(urlsplit(link).query)
    assert parameters["versi"] == ["1"]
    assert parameters["pemilihan"] == [election]
    assert len(parameters["periode"]) == 2
    shown = [visit.figure(name) for name in KEY_FIGURES]
    again = Visit(browser, visit.base).open("?" + urlsplit(link).query)
    again.shapes(35)
    assert [again.figure(name) for name in KEY_FIGURES] == shown
    again.close()


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    ensure_first_version(home)
    return home


def test_a_damaged_version_is_said_and_the_last_intact_one_shown(
    browser: Browser, damaged: Path, tmp_path: Path
) -> None:
    second = make_version(
        damaged,
        activities=[{"activity_id": "KG-1", "date_from": "2024-06-28", "regency_codes": "33.01"}],
    )
    (second.folder / "activities.parquet").write_bytes(b"PAR1")
    for server in serve(tmp_path, damaged):
        visit = Visit(browser, server.url).open()
        expect(visit.page.get_by_test_id("stAlert")).to_contain_text("Versi data 2 rusak")
        visit.shapes(514)
        expect(visit.page.locator(".st-key-as_of")).to_contain_text("versi data 1")
        visit.close()


def test_without_any_readable_version_the_page_still_says_why(
    browser: Browser, damaged: Path, tmp_path: Path
) -> None:
    shutil.rmtree(damaged / "versions" / "000001" / "reference")
    for server in serve(tmp_path, damaged):
        visit = Visit(browser, server.url).open()
        expect(visit.page.get_by_test_id("stAlert")).to_contain_text("Versi data 1 rusak")
        assert "Traceback" not in visit.page.content()
        visit.close()
