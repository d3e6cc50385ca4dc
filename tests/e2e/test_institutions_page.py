"""The page Lembaga in a real browser: it draws, a click narrows, its link restores it."""

import re
from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

BARS, MATRIX, EVENTS = "institution_types_bars", "institution_matrix", "institution_events"
ID, EN = Locale("id"), Locale("en")


def _figures(asked: Warehouse, chosen: Filter, role: str = "all") -> dict[str, int]:
    [row] = asked.table("institution_figures", chosen, role=role).to_pylist()
    return row


def _clean(visit: Visit) -> None:
    # Streamlit looks for its server below the page's path before it looks above it.
    visit.failed = [url for url in visit.failed if "/lembaga/_stcore/" not in url]
    visit.assert_clean()


def _drawn(visit: Visit, chart: str) -> None:
    expect(visit.page.locator(f".st-key-{chart} .main-svg").first).to_be_attached()


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(SIZES[0], "light", "id"), (SIZES[1], "dark", "en"), (SIZES[2], "dark", "id")],
    ids=str,
)
def test_the_page_draws_and_its_titles_hold_the_queries_numbers(
    browser: Browser,
    server: Serving,
    asked: Warehouse,
    size: tuple[int, int],
    scheme: str,
    language: str,
) -> None:
    locale = Locale(language)
    visit = Visit(browser, server.url, size=size, scheme=scheme)
    visit.open(f"lembaga?pemilihan=all&bahasa={language}")
    for chart in (BARS, MATRIX):
        _drawn(visit, chart)
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
    figures = _figures(asked, Filter())
    types = {
        str(row["institution_type"]): int(str(row["activities"]))
        for row in asked.rows("institutions_by_type", Filter())
    }
    most = max(n for code, n in types.items() if code not in {"bawaslu", "lainnya"})
    title = visit.title(BARS)
    assert f" {locale.number(most)} " in title
    assert f" {locale.number(figures['activities'])} " in title
    assert locale.percent(most, figures["activities"]) in title
    share = locale.share(figures["regencies_with_institution"], figures["regencies"])
    assert share in visit.title(MATRIX)
    assert locale.number(figures["institutions"]) in visit.title("institution_list")
    alt = visit.page.locator(f".st-key-{BARS} [role=figure]").get_attribute("aria-label")
    assert alt is not None
    assert f" {locale.number(types['polri'])}; " in alt
    _clean(visit)
    visit.close()


def test_a_click_on_a_type_narrows_and_the_link_restores_it(
    visit: Visit, browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit.open("lembaga?pemilihan=all")
    _drawn(visit, BARS)
    before = visit.title(BARS)
    chart = visit.page.locator(f".st-key-{BARS}")
    bars = chart.locator(".barlayer .trace").last.locator(".point path")
    names = chart.locator(".yaxislayer-above text").all_text_contents()
    bar = bars.nth(names.index("Polri"))
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    # Plotly's layer for pointers lies above its bars, so the window is clicked, not the bar.
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.wait_for_url(re.compile("instansi=polri"))
    visit.settle()
    narrowed = _figures(asked, Filter(institution_types=("polri",)))
    share = ID.share(narrowed["regencies_with_institution"], narrowed["regencies"])
    assert share in visit.title(MATRIX)
    assert ID.number(narrowed["institutions"]) in visit.title("institution_list")
    assert visit.title(BARS) == before
    again = Visit(browser, server.url).open("lembaga?" + urlsplit(visit.page.url).query)
    assert again.title(MATRIX) == visit.title(MATRIX)
    assert again.query() == visit.query()
    again.close()
    visit.page.locator(".st-key-chip_institution_types_polri button").first.click()
    expect(visit.page.locator(".st-key-chips")).to_have_count(0)
    visit.settle()
    assert "instansi" not in visit.query()
    _clean(visit)


def test_a_regency_shows_who_was_at_which_event_and_says_what_is_not_known(
    visit: Visit, asked: Warehouse
) -> None:
    visit.open("lembaga?kabupaten=Kabupaten+Cilacap&pemilihan=all")
    _drawn(visit, EVENTS)
    chosen = Filter(regencies=("33.01",))
    rows = asked.rows("institution_events", chosen)
    marks = visit.page.locator(f".st-key-{EVENTS} .scatterlayer .point")
    expect(marks).to_have_count(len(rows))
    card = visit.page.locator(f".st-key-card_{EVENTS}")
    expect(card).to_contain_text("siapa yang menolak")
    expect(card).to_contain_text("belum ada catatan")
    assert ID.number(_figures(asked, chosen)["institutions"]) in visit.title(EVENTS)
    expect(visit.page.locator(f".st-key-{MATRIX}")).to_have_count(0)
    _clean(visit)


def test_the_role_the_search_and_the_page_of_events_are_in_the_link(
    visit: Visit, asked: Warehouse
) -> None:
    visit.open("lembaga?provinsi=Jawa+Tengah&pemilihan=all")
    _drawn(visit, EVENTS)
    visit.page.get_by_role("button", name="Kegiatan lebih awal").click()
    visit.page.wait_for_url(re.compile("acara=2"))
    visit.settle()
    visit.page.get_by_role("radio", name="Dengan Pokja").click()
    visit.page.wait_for_url(re.compile("peran=pokja"))
    visit.settle()
    assert "acara" not in visit.query()
    figures = _figures(asked, Filter(provinces=("33",)), "pokja")
    assert ID.number(figures["institutions"]) in visit.title("institution_list")
    box = visit.page.get_by_role("textbox", name="Cari lembaga")
    box.fill("polres")
    box.press("Enter")
    visit.page.wait_for_url(re.compile("cari_lembaga=polres"))
    visit.settle()
    found = asked.table(
        "institution_list", Filter(provinces=("33",)), role="pokja", search="polres"
    ).num_rows
    assert visit.title("institution_list").startswith(f"{found} dari ")
    visit.page.reload()
    visit.settle()
    expect(visit.page.get_by_role("textbox", name="Cari lembaga")).to_have_value("polres")
    assert visit.title("institution_list").startswith(f"{found} dari ")
    _clean(visit)


def test_hostile_values_are_dropped_with_a_notice(visit: Visit) -> None:
    visit.open("lembaga?pemilihan=all&peran=%3Cscript%3E&isi_matriks=x&jenis_lembaga=y&acara=-1")
    notice = visit.page.get_by_test_id("stAlert").first
    for value in ("peran", "isi_matriks", "jenis_lembaga", "acara"):
        expect(notice).to_contain_text(value)
    _drawn(visit, BARS)
    assert visit.query() == {"pemilihan": ["all"]}
    _clean(visit)


def test_an_empty_filter_says_so_and_leads_back(visit: Visit) -> None:
    visit.open("lembaga?provinsi=DKI+Jakarta&periode=2010-01-01&periode=2010-12-31&peran=pokja")
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text("kosong, bukan nol")
    visit.page.get_by_role("button", name="Hapus semua filter").click()
    _drawn(visit, BARS)
    visit.settle()
    assert visit.query() == {}
    _clean(visit)
