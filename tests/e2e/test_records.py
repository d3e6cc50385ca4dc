"""Catatan in a real browser: lists, words, order, parts, one record, and texts that stay texts."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import PATIENCE, SIZES, Visit, serve
from making import make_version
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.searching import vocabulary
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

HOSTILE = "=1+1 <script>alert(1)</script> <img src=x onerror=alert(1)> [klik](http://127.0.0.1) *x*"
SECRET = "https://127.0.0.1/nama-seorang-pejabat"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1 are the real records, version 2 holds texts that look like markup."""
    home = tmp_path_factory.mktemp("records") / "home"
    ensure_first_version(home)
    texts = ("title", "organiser", "institutions", "venue", "note", "source_name")
    make_version(
        home,
        activities=[
            {"activity_id": "KG-<b>1", "date_from": "2024-06-28", "regency_codes": "33.01"}
            | dict.fromkeys(texts, HOSTILE)
            | {"source_url": SECRET},
            {
                "activity_id": "KG-2",
                "date_from": "2024-01-01",
                "date_to": "2024-12-31",
                "regency_codes": "33.01",
            },
        ],
    )
    return home


@pytest.fixture(scope="module")
def real(home: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(open_version(home, 1))
    yield warehouse
    warehouse.close()


@pytest.fixture(scope="module")
def server(home: Path, browser: Browser) -> Iterator[Serving]:
    for running in serve(home.parent, home):
        Visit(browser, running.url).open("catatan").close()
        yield running


def _titles(visit: Visit) -> list[str]:
    return visit.page.locator("table.listed td:nth-child(2) a").all_inner_texts()


def _tabs(visit: Visit) -> list[int]:
    texts = visit.page.locator(".st-key-which [data-testid=stButtonGroup] button").all_inner_texts()
    return [int(re.sub(r"\D", "", text)) for text in texts]


@pytest.mark.parametrize(
    ("size", "scheme", "query"),
    [
        (SIZES[0], "light", "catatan?versi=1&cari=cilacap"),
        (SIZES[1], "dark", "catatan?versi=1&tabel=kasus&bahasa=en&pemilihan=all"),
        (SIZES[2], "light", "catatan?versi=1&tabel=angka&bahasa=en"),
        (SIZES[2], "dark", "catatan?versi=1&catatan=KG-2024-0001"),
    ],
    ids=["1440-light", "1920-dark", "390-light", "390-dark"],
)
def test_the_page_draws_whole_and_nothing_scrolls_sideways(
    browser: Browser, server: Serving, size: tuple[int, int], scheme: str, query: str
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme).open(query)
    expect(visit.page.locator("table.listed tbody tr").first).to_be_visible()
    main = visit.page.get_by_test_id("stMain")
    assert not main.evaluate("(e) => e.scrollWidth > e.clientWidth")
    table = visit.page.locator("table.listed")
    assert not table.evaluate("(e) => e.scrollWidth > e.parentElement.clientWidth")
    visit.failed = [url for url in visit.failed if "/catatan/_stcore/" not in url]
    visit.assert_clean()
    visit.close()


def test_the_numbers_are_those_of_the_queries(visit: Visit, real: Warehouse) -> None:
    chosen = Filter(provinces=("33",), elections=("pilkada_2024",))
    counts = {row["table_name"]: row for row in real.rows("records_by_table", chosen)}
    visit.open("catatan?versi=1&bahasa=en&provinsi=Jawa+Tengah")
    found = int(str(counts["activities"]["found"]))
    assert visit.title("records").startswith(f"{found} of 360 (")
    assert _tabs(visit) == [row["found"] for row in counts.values()]
    assert _titles(visit) == [row["title"] for row in real.rows("activity_records", chosen)]


def test_words_are_looked_for_in_all_tables_from_any_page(visit: Visit, real: Warehouse) -> None:
    visit.open("?versi=1&bahasa=en&provinsi=Jawa+Tengah")
    box = visit.page.locator(".st-key-search_box input")
    box.fill('"Kabupaten Cilacap"')
    box.press("Enter")
    visit.page.wait_for_url(re.compile(r"/catatan\?.*cari="))
    expect(visit.page.locator(".st-key-title_records")).to_contain_text("contain “Kabupaten")
    visit.settle()
    chosen = Filter(provinces=("33",), elections=("pilkada_2024",))
    given = {"words": ["kabupaten cilacap"], "labels": vocabulary()}
    counts = real.table("records_by_table", chosen, **given).to_pylist()
    assert _tabs(visit) == [row["found"] for row in counts]
    assert 0 < counts[0]["found"] == len(_titles(visit))
    query = visit.query()
    assert query.pop("cari") == ['"Kabupaten Cilacap"']
    assert query == {"provinsi": ["Jawa Tengah"], "bahasa": ["en"], "versi": ["1"]}
    visit.page.get_by_role("button", name="Remove the search").click()
    expect(visit.page.locator(".st-key-title_records")).to_contain_text("match this filter")
    visit.settle()
    assert "cari" not in visit.query()


def test_a_record_opens_in_place_and_its_link_restores_it(browser: Browser, visit: Visit) -> None:
    visit.open("catatan?versi=1&bahasa=en&tabel=kasus&urut=wilayah")
    visit.page.evaluate("window.same_page = true")
    visit.page.locator("table.listed td:nth-child(2) a").nth(2).click()
    card = visit.page.locator(".st-key-card_record")
    expect(card).to_be_visible()
    visit.settle()
    assert visit.page.evaluate("window.same_page")
    query = visit.query()
    assert (query["tabel"], query["urut"]) == (["kasus"], ["wilayah"])
    (wanted,) = query["catatan"]
    expect(card.locator("dd").first).to_have_text(wanted)
    assert "http" not in card.inner_text()
    again = Visit(browser, visit.base).open("catatan?" + urlsplit(visit.page.url).query)
    expect(again.page.locator(".st-key-card_record dl")).to_have_text(re.compile(re.escape(wanted)))
    expect(again.page.locator("tr[aria-current=true]")).to_have_count(1)
    again.page.get_by_role("button", name="Close").click()
    expect(again.page.locator(".st-key-card_record")).to_have_count(0)
    again.settle()
    assert "catatan" not in again.query()
    again.close()
    visit.page.go_back()
    expect(card).to_have_count(0)


def test_the_order_is_that_of_all_rows_and_parts_follow_each_other(
    visit: Visit, real: Warehouse
) -> None:
    visit.open("catatan?versi=1&bahasa=en&pemilihan=all")
    visit.page.get_by_role("combobox", name="Order of all rows").click()
    visit.page.get_by_role("option", name="Order: Title, falling").click()
    visit.page.wait_for_url(re.compile("urut=-judul"))
    visit.settle()
    rows = real.table("activity_records", Filter(), sort="title", descending=True).to_pylist()
    titles = [row["title"] for row in rows]
    assert _titles(visit) == titles[:200]
    visit.page.get_by_role("button", name="Next").click()
    visit.page.wait_for_url(re.compile("hal=2"))
    expect(visit.page.locator(".st-key-parts")).to_contain_text("Rows 201 to 360 of 360")
    visit.settle()
    assert _titles(visit) == titles[200:]
    expect(visit.page.get_by_role("button", name="Next")).to_be_disabled()
    visit.page.get_by_text("Suspected violations (", exact=False).click()
    visit.page.wait_for_url(re.compile("tabel=kasus"))
    visit.settle()
    assert {"hal", "urut"} & set(visit.query()) == set()


def test_texts_that_look_like_markup_stay_texts_and_no_address_is_saved(visit: Visit) -> None:
    query = "catatan?bahasa=en&pemilihan=all&catatan=KG-%3Cb%3E1&cari=%3Cscript%3E"
    visit.open(query)
    shown = " ".join(HOSTILE.split())
    row = visit.page.locator("table.listed tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("td:nth-child(2) a")).to_have_text(shown)
    source = row.locator("td:last-child a")
    expect(source).to_have_text(shown)
    assert source.get_attribute("href") == SECRET
    assert "noopener" in (source.get_attribute("rel") or "")
    card = visit.page.locator(".st-key-card_record")
    expect(card.locator("h5")).to_have_text(shown.replace("http://", "http\u2060://"))
    assert card.inner_text().count(shown) == 5
    for part in (row, card):
        expect(part.locator("script, img, em")).to_have_count(0)
        assert "nama-seorang" not in part.inner_text()
    expect(visit.page.locator(".st-key-title_records h5")).to_contain_text("“<script>”")
    content = visit.saved_csv("records")
    assert "nama-seorang" not in content
    (saved,) = csv.DictReader(content.splitlines())
    # An address within a text does not leave the house.
    assert saved["Title"].replace("'", "") == HOSTILE.replace("http://127.0.0.1)", "…").replace(
        "'", ""
    )
    assert (saved["Day, from"], saved["Kabupaten/kota"]) == ("2024-06-28", "Kabupaten Cilacap")
    assert visit.errors == []


def test_a_year_is_no_day_and_may_lie_outside(visit: Visit) -> None:
    visit.open("catatan?bahasa=en&pemilihan=all&periode=2024-10-01&periode=2024-10-31")
    rows = visit.page.locator("table.listed tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.locator("td").first).to_have_text(re.compile(r"^2024\s*may lie outside the period"))
    expect(visit.page.locator(".st-key-card_records")).to_contain_text(
        "The day of 1 record may lie outside the period."
    )


def test_what_a_link_asks_in_vain_is_said(visit: Visit) -> None:
    visit.open(
        "catatan?versi=1&bahasa=en&tabel=%3Cb%3E&urut=nilai&hal=-1&catatan=%3Cscript%3E&cari="
        + "w".join(f"{n} " for n in range(12))
    )
    alerts = " ".join(visit.page.get_by_test_id("stAlert").all_inner_texts())
    for told in (
        "tabel “<b>”, which does not exist",
        "hal “-1”, which does not exist",
        "cannot be sorted by “nilai”",
        "holds no record <script>",
        "more than 10 words",
    ):
        assert told in alerts
    assert {"tabel", "urut", "hal"} & set(visit.query()) == set()


def test_nothing_found_is_explained_with_a_way_back(visit: Visit) -> None:
    visit.open("catatan?versi=1&bahasa=en&cari=nosuchword")
    expect(visit.page.locator(".st-key-no_hits")).to_contain_text("contains all of these words")
    visit.page.locator(".st-key-remove_search button").click()
    expect(visit.page.locator("table.listed tbody tr")).to_have_count(200, timeout=PATIENCE)
    visit.open("catatan?versi=1&bahasa=en&periode=2001-01-01&periode=2001-12-31&hal=7")
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text("empty, not zero")
    visit.page.get_by_role("button", name="Remove all filters").click()
    expect(visit.page.locator("table.listed tbody tr")).to_have_count(200, timeout=PATIENCE)


def test_a_part_behind_the_last_shows_the_last(visit: Visit) -> None:
    visit.open("catatan?versi=1&bahasa=en&pemilihan=all&hal=99")
    expect(visit.page.locator(".st-key-parts")).to_contain_text("Rows 201 to 360 of 360")
    visit.settle()
    assert visit.query()["hal"] == ["2"]
