"""Setor data in a real browser: look first, then publish; corrected rows come in again."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import python_calamine as calamine
import xlsxwriter
from browsing import SIZES, Visit
from making import make_version
from playwright.sync_api import Browser, Locator, expect
from serving import Serving, serving

from dashboard.ingest import ensure_first_version
from dashboard.ingest.headings import REASON_PREFIX
from dashboard.ingest.templates import file_name, template_workbook
from dashboard.versions import current_version, open_version

pytestmark = pytest.mark.browser

NOTICED_WITHIN = 15_000  # ms
APP = Path(__file__).parents[2] / "dashboard" / "app.py"
HEADINGS = (
    "Tgl Kegiatan;Jenis Kegiatan;Tingkat;Cakupan;Kab/Kota;Penyelenggara;Pemilihan;Judul;"
    "Jumlah Peserta;www.jahat.example"
)
GOOD = (
    "Kamis (17/10/24);Sosialisasi;Kabupaten/kota;Wilayah;Kab. Cilacap;Bawaslu Kabupaten Cilacap;"
    "Pilkada 2024;Sosialisasi netralitas;1.200;"
)
# Markup, addresses and a formula in place of a title, and two cells that cannot be understood.
HOSTILE = (
    "Jumat (17/10/24);Sosialisasi;Kabupaten/kota;Wilayah;Cilacapp;Bawaslu Kabupaten Cilacap;"
    "Pilkada 2024;<img src=x onerror=alert(1)> [klik](https://jahat.example) www.jahat.example;;"
    '=HYPERLINK("http://jahat.example")'
)
MESSY = "\r\n".join([HEADINGS, GOOD, f"{HOSTILE.rpartition(';')[0]};", ""]).encode()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    ensure_first_version(home)
    return home


@pytest.fixture
def server(tmp_path: Path, home: Path) -> Iterator[Serving]:
    opened = {"PANTAU_UPLOADS": "true", "PANTAU_UPLOAD_MEGABYTES": "1"}
    with serving(APP, home=home, cwd=tmp_path, settings=opened) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, server: Serving) -> Iterator[Visit]:
    visit = Visit(browser, server.url)
    yield _go(visit)
    visit.close()


def _go(visit: Visit, query: str = "") -> Visit:
    """Open the page as a reader does, by the way from the first page."""
    visit.open(query)
    visit.follow("/setor")
    visit.page.wait_for_url(re.compile("/setor"))
    visit.settle()
    return visit


def _choose(visit: Visit, box: Locator, name: str) -> None:
    box.fill(name[:-1])  # the whole name would close the list by itself
    visit.page.get_by_role("option", name=name, exact=True).click()
    expect(box).to_have_value(name)
    visit.settle()


def _choose_office(visit: Visit) -> None:
    boxes = visit.page.locator(".st-key-card_office").get_by_role("combobox")
    _choose(visit, boxes.nth(1), "Jawa Tengah")
    _choose(visit, boxes.nth(2), "Kabupaten Cilacap")
    expect(visit.page.locator(".st-key-card_office")).to_contain_text("Bawaslu Kabupaten Cilacap")


def _upload(visit: Visit, name: str, content: bytes) -> None:
    field = visit.page.get_by_test_id("stFileUploaderDropzoneInput")
    field.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    expect(visit.page.get_by_test_id("stFileChipName")).to_have_attribute("title", name)


def _check(visit: Visit, button: str = "check_files") -> None:
    press = visit.page.locator(f".st-key-{button} button")
    expect(press).to_be_enabled()
    press.click()


def _publish(visit: Visit) -> None:
    press = visit.page.locator(".st-key-publish button")
    expect(press).to_be_enabled()
    press.click()
    expect(visit.page.locator(".st-key-published")).to_be_visible()
    visit.settle()


def _expect_counts(visit: Visit, *counts: int) -> None:
    """Wait for the verdict: rows read, accepted, unchanged, rejected."""
    names = ("read", "accepted", "unchanged", "rejected")
    for name, count in zip(names, counts, strict=True):
        figure = visit.page.locator(f".st-key-figure_rows_{name}").get_by_test_id("stMetricValue")
        expect(figure).to_have_text(str(count))
    visit.settle()


def _download(visit: Visit, key: str) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.locator(f".st-key-{key} button").click()
    return Path(waiting.value.path()).read_bytes()


def _corrected(workbook: bytes, cells: dict[str, str]) -> bytes:
    """The workbook of rejected rows as an office saves it after correcting these cells."""
    sheet = calamine.load_workbook(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    headings = [str(cell) for cell in sheet[0]]
    assert any(heading.startswith(REASON_PREFIX) for heading in headings)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet()
    for line, row in enumerate(sheet):
        for place, text in enumerate(row):
            page.write_string(line, place, cells.get(headings[place], str(text)) if line else text)
    book.close()
    return content.getvalue()


# --- off ------------------------------------------------------------------------------------------


def test_turned_off_it_says_so_and_still_offers_the_templates(
    browser: Browser, tmp_path: Path, home: Path
) -> None:
    with serving(APP, home=home, cwd=tmp_path) as server:
        visit = _go(Visit(browser, server.url))
        closed = visit.page.locator(".st-key-card_closed")
        expect(closed).to_contain_text("PANTAU_UPLOADS=true")
        expect(visit.page.get_by_test_id("stFileUploader")).to_have_count(0)
        expect(visit.page.locator(".st-key-card_office")).to_have_count(0)
        assert _download(visit, "template_activities_xlsx") == template_workbook("activities")
        visit.assert_clean()
        visit.close()
        # A bookmark is the first thing a fresh server may be asked for.
    (tmp_path / "again").mkdir()
    with serving(APP, home=home, cwd=tmp_path / "again") as server:
        visit = Visit(browser, server.url).open("setor")
        expect(visit.page.locator(".st-key-card_closed")).to_be_visible()
        expect(visit.page.get_by_test_id("stDialog")).to_have_count(0)
        visit.close()


# --- files ----------------------------------------------------------------------------------------


def test_messy_rows_are_seen_published_noticed_corrected_and_handed_in_again(
    browser: Browser, server: Serving, visit: Visit, home: Path
) -> None:
    presenter = Visit(browser, server.url).open()
    _choose_office(visit)
    _upload(visit, "kegiatan.csv", MESSY)
    _check(visit)
    _expect_counts(visit, 2, 1, 0, 1)
    assert current_version(home) == 1
    workbook = _download(visit, "verdict_workbook")
    assert not (home / "quarantine").exists()

    _publish(visit)
    assert current_version(home) == 2
    newest = open_version(home).manifest
    assert newest.by == "Bawaslu Kabupaten Cilacap"
    assert [(b.read, b.accepted, b.rejected) for b in newest.batches[-1:]] == [(2, 1, 1)]
    expect(visit.page.locator(".st-key-as_of")).to_contain_text("2")
    link = visit.page.locator(".st-key-after_publishing a")
    expect(link).to_have_attribute("href", f"{server.url}/?versi=2")
    expect(presenter.page.locator(".st-key-news")).to_be_visible(timeout=NOTICED_WITHIN)
    presenter.close()

    correction = _corrected(workbook, {"Tgl Kegiatan": "18/10/2024", "Kab/Kota": "Kab. Cilacap"})
    _upload(visit, "perbaikan.xlsx", correction)
    _check(visit)
    _expect_counts(visit, 1, 1, 0, 0)
    _publish(visit)
    assert current_version(home) == 3
    _upload(visit, "perbaikan.xlsx", correction)
    _check(visit)
    _expect_counts(visit, 1, 0, 1, 0)
    expect(visit.page.locator(".st-key-publish button")).to_be_disabled()
    assert list((home / "work").iterdir()) == []
    visit.assert_clean()


def test_hostile_text_is_shown_as_text(visit: Visit) -> None:
    _choose_office(visit)
    _upload(visit, "[klik](https:jahat.example) www.jahat.example.csv", MESSY)
    _check(visit)
    _expect_counts(visit, 2, 1, 0, 1)
    verdict = visit.page.locator(".st-key-card_verdict")
    expect(verdict).to_contain_text("www.jahat.example")
    expect(verdict).to_contain_text("[klik](https:jahat.example)")
    expect(visit.page.get_by_test_id("stMain").locator("a[href*=jahat]")).to_have_count(0)
    expect(visit.page.get_by_test_id("stMain").locator("img")).to_have_count(0)
    visit.assert_clean()


def test_what_is_no_table_is_refused_in_a_sentence(visit: Visit, home: Path) -> None:
    _choose_office(visit)
    _upload(visit, "gambar.csv", b"\x89PNG\r\n\x1a\n")
    _check(visit)
    expect(visit.page.get_by_test_id("stAlert")).to_contain_text("gambar.csv")
    expect(visit.page.locator(".st-key-publish")).to_have_count(0)
    expect(visit.page.get_by_test_id("stProgress")).to_have_count(0)
    assert current_version(home) == 1
    visit.assert_clean()


def test_a_file_above_the_limit_stays_outside_and_the_page_says_so(visit: Visit) -> None:
    _choose_office(visit)
    _upload(visit, "besar.csv", b"a" * (1 << 20) + b"a")
    expect(visit.page.get_by_test_id("stFileChip")).to_have_attribute("aria-invalid", "true")
    said = visit.page.get_by_test_id("stFileUploader").evaluate(
        "(e) => getComputedStyle(e, '::after').content"
    )
    assert "terlalu besar" in said
    expect(visit.page.locator(".st-key-check_files button")).to_be_disabled()


def test_what_another_published_meanwhile_is_looked_at_before_it_is_confirmed(
    visit: Visit, home: Path
) -> None:
    _choose_office(visit)
    _upload(visit, "kegiatan.csv", MESSY)
    _check(visit)
    _expect_counts(visit, 2, 1, 0, 1)
    make_version(home, activities=[])
    visit.page.locator(".st-key-publish button").click()
    notice = visit.page.get_by_test_id("stAlert").first
    expect(notice).to_contain_text("2")
    visit.settle()
    assert current_version(home) == 2
    expect(visit.page.locator(".st-key-title_verdict")).to_contain_text("2")
    _publish(visit)
    assert current_version(home) == 3
    visit.assert_clean()


@pytest.mark.parametrize(
    "size", [*(pytest.param(size, marks=pytest.mark.long) for size in SIZES[:2]), SIZES[2]], ids=str
)
def test_nothing_speaks_streamlits_english_and_nothing_scrolls_sideways(
    browser: Browser, server: Serving, size: tuple[int, int]
) -> None:
    visit = _go(Visit(browser, server.url, size=size, scheme="dark"))
    _choose_office(visit)
    _upload(visit, file_name("activities", "csv"), MESSY)
    _check(visit)
    expect(visit.page.locator(".st-key-card_verdict")).to_be_visible()
    main = visit.page.get_by_test_id("stMain")
    assert not main.evaluate("(e) => e.scrollWidth > e.clientWidth")
    for word in ("Upload", "per file", "Browse", "Drag and drop", "required"):
        assert word not in main.inner_text()
    visit.assert_clean()
    visit.close()


# --- the form -------------------------------------------------------------------------------------


def _field(visit: Visit, column: str) -> Locator:
    return visit.page.locator(f"[class*='st-key-form_'][class*='_{column}'] input").first


def _below(visit: Visit, column: str) -> Locator:
    return visit.page.locator(f"[class*='st-key-form_'][class*='_{column}_below']")


def test_one_activity_goes_through_the_form_and_errors_stand_at_their_fields(
    visit: Visit, home: Path
) -> None:
    # All of it in view: a list of words closes when the page scrolls to its field.
    visit.page.set_viewport_size({"width": 1440, "height": 2400})
    before = open_version(home).manifest.tables["activities"].rows
    _choose_office(visit)
    visit.page.get_by_text("Satu kegiatan", exact=True).click()
    visit.settle()
    _field(visit, "activities_title").fill("Apel **netralitas** www.jahat.example")
    _field(visit, "activities_date_from").fill("Jumat (17/10/24)")
    _check(visit, "check_form")
    expect(_below(visit, "activities_date_from")).to_contain_text("Kamis, 17 Oktober 2024")
    expect(_below(visit, "activities_kind")).not_to_be_empty()
    expect(_field(visit, "activities_title")).to_have_value("Apel **netralitas** www.jahat.example")
    expect(visit.page.locator(".st-key-publish")).to_have_count(0)
    visit.settle()

    _field(visit, "activities_date_from").fill("Kamis (17/10/24)")
    for column, word in (
        ("activities_kind", "Apel dan ikrar"),
        ("activities_election", "Pilkada Serentak 2024"),
        ("activities_level", "Kabupaten/kota"),
        ("activities_scope", "Wilayah"),
    ):
        box = visit.page.locator(f"[class*='_{column}_id']").get_by_role("combobox")
        _choose(visit, box, word)
    _check(visit, "check_form")
    assert current_version(home) == 1
    _publish(visit)
    newest = open_version(home)
    assert newest.number == 2
    assert newest.manifest.tables["activities"].rows == before + 1
    expect(_field(visit, "activities_title")).to_have_value("")
    expect(visit.page.get_by_test_id("stMain").locator("a[href*=jahat]")).to_have_count(0)
    visit.assert_clean()
