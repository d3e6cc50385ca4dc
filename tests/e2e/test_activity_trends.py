"""Tren kegiatan in a real browser: it draws, a click narrows the rest, its link restores it."""

from urllib.parse import urlencode, urlsplit

import pytest
from browsing import Visit
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

ELECTION = "pilkada_2024"
CARDS = (
    "activity_series",
    "by_kind",
    "by_level",
    "by_target",
    "by_institution_type",
    "province_panels",
)
# The middle of a mark, in the window's pixels, once it has stood still for ten frames.
_MIDDLE = """
async (path) => {
  path.scrollIntoView({block: "center"});
  let before = "";
  for (;;) {
    for (let n = 0; n < 10; n++) await new Promise(requestAnimationFrame);
    const box = path.getBoundingClientRect();
    const now = [box.left + box.width / 2, box.top + box.height / 2];
    if (`${now}` === before) return now;
    before = `${now}`;
  }
}
"""


def _click_mark(visit: Visit, chart: str, trace: int, mark: int) -> None:
    """Click a bar of a chart, by the order of its traces and marks."""
    visit.settle()
    path = visit.page.locator(f".st-key-{chart} .barlayer .trace").nth(trace).locator("path")
    expect(path.nth(mark)).to_be_attached()
    visit.page.mouse.click(*path.nth(mark).evaluate(_MIDDLE))


def _is_drawn(visit: Visit) -> None:
    for card in CARDS:
        expect(visit.page.locator(f".st-key-card_{card} .barlayer path").first).to_be_attached()


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [((1440, 900), "light", "id"), ((1920, 1080), "dark", "en"), ((390, 844), "dark", "id")],
    ids=["1440x900", "1920x1080", "390x844"],
)
def test_every_chart_draws_with_the_numbers_of_its_query(
    browser: Browser,
    server: Serving,
    asked: Warehouse,
    size: tuple[int, int],
    scheme: str,
    language: str,
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme)
    visit.open(f"tren?bahasa={language}")
    _is_drawn(visit)
    chosen = Filter(elections=(ELECTION,))
    (figures,) = asked.rows("activity_figures", chosen)
    kinds = asked.rows("activities_by_dimension", chosen)
    assert visit.figure("activities") == str(figures["activities"])
    assert visit.figure("regencies_with_activity") == str(figures["regencies_with_activity"])
    assert visit.figure("provinces_with_activity") == str(figures["provinces_with_activity"])
    assert visit.title("activity_series").startswith(f"{figures['activities']} ")
    assert visit.title("by_kind").startswith(f"{kinds[0]['activities']} ")
    assert visit.title("province_panels").startswith(f"{figures['provinces_with_activity']} ")
    panels = visit.page.locator(".st-key-card_province_panels .subplot")
    expect(panels).to_have_count(int(str(figures["provinces_with_activity"])))
    for card in CARDS:
        footer = visit.page.locator(f".st-key-card_{card} [data-testid=stCaptionContainer]").last
        expect(footer).to_contain_text("versi data 1" if language == "id" else "data version 1")
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
    visit.assert_clean()
    visit.close()


def test_clicks_narrow_the_others_and_the_link_restores_the_view(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("tren")
    _is_drawn(visit)
    kinds = asked.rows("activities_by_dimension", Filter(elections=(ELECTION,)))
    second = kinds[1]
    _click_mark(visit, "by_kind", 2, 1)
    expect(visit.page.locator(".st-key-chips")).to_be_visible()
    visit.settle()
    assert visit.query() == {"jenis": [second["value"]]}
    assert visit.figure("activities") == str(second["activities"])
    bars = visit.page.locator(".st-key-by_kind .barlayer .trace").nth(1).locator("path")
    expect(bars).to_have_count(len(kinds))  # the clicked chart stays whole

    narrowed = Filter(elections=(ELECTION,), kinds=(str(second["value"]),))
    months = asked.run("activities_by_period", narrowed, dimension="all")
    first = months[months["activities"] > 0].iloc[0]
    month = f"{first['period_from']:%Y-%m}"
    _click_mark(visit, "activity_series", 0, 0)
    expect(visit.page.locator(".st-key-chip_month")).to_be_visible()
    visit.settle()
    assert visit.query() == {"jenis": [second["value"]], "bulan": [month]}
    assert visit.figure("activities") == str(first["activities"])
    assert visit.title("activity_series").startswith(f"{first['activities']} ")

    again = Visit(browser, server.url).open("tren?" + urlsplit(visit.page.url).query)
    assert again.figure("activities") == visit.figure("activities")
    assert again.title("activity_series") == visit.title("activity_series")
    assert again.query() == visit.query()
    again.close()

    _click_mark(visit, "activity_series", 0, 0)
    expect(visit.page.locator(".st-key-chip_month")).to_have_count(0)
    visit.settle()
    _click_mark(visit, "province_panels_0", 0, 0)
    visit.page.wait_for_url("**provinsi=**")
    visit.settle()
    assert set(visit.query()) == {"jenis", "provinsi"}
    visit.assert_clean()
    visit.close()


def test_what_is_chosen_on_the_page_stays_in_the_link_and_the_keyboard_reaches_it(
    browser: Browser, server: Serving
) -> None:
    chosen = {"butir": "minggu", "ukuran_tren": "peserta", "menurut": "sasaran"}
    visit = Visit(browser, server.url).open(
        "tren?" + urlencode(chosen) + "&periode=2024-08-05&periode=2024-11-24"
    )
    expect(visit.page.locator(".st-key-activity_series .subplot").first).to_be_attached()
    expect(
        visit.page.locator(".st-key-figure_activities [data-testid=stMetricDelta]")
    ).to_be_visible()
    assert {name: values[0] for name, values in visit.query().items()} | chosen == {
        **chosen,
        "periode": "2024-08-05",
    }
    box = visit.page.locator(".st-key-card_activity_series [role=combobox]")
    box.focus()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**bulan=2024-0**")
    visit.settle()
    expect(visit.page.locator(".st-key-chip_month")).to_be_visible()
    visit.assert_clean()
    visit.close()


def test_elections_lie_over_each_other_by_the_days_to_voting_day(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("tren?tampilan=hari&periode=2024-11-01")
    rows = asked.run("activities_to_voting_day", Filter())
    drawn = rows[(rows["day"] <= 60).fillna(False)]["election"].nunique()
    lines = visit.page.locator(".st-key-voting_days .scatterlayer .trace")
    expect(lines).to_have_count(drawn)
    mine = rows[(rows["election"] == ELECTION) & (rows["day"] <= 0).fillna(False)]
    assert f": {mine['activities'].sum()} " in visit.title("voting_days")
    sentence = visit.page.locator(".st-key-title_voting_days")
    expect(sentence).to_contain_text("semua tanggal")
    assert visit.query()["tampilan"] == ["hari"]
    visit.assert_clean()
    visit.close()


def test_values_that_do_not_exist_are_dropped_with_a_notice(
    browser: Browser, server: Serving
) -> None:
    hostile = {
        "tampilan": "<script>alert(1)</script>",
        "butir": "jam",
        "menurut": "' OR 1=1",
    }
    visit = Visit(browser, server.url).open("tren?" + urlencode(hostile))
    notice = visit.page.get_by_test_id("stAlert")
    for value in hostile.values():
        expect(notice).to_contain_text(value)
    _is_drawn(visit)
    assert visit.query() == {}
    visit.assert_clean()
    visit.close()


def test_an_empty_filter_says_so_and_leads_back(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url).open(
        "tren?provinsi=DKI+Jakarta&periode=2010-01-01&periode=2010-12-31"
    )
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text("kosong, bukan nol")
    assert visit.figure("activities") == "0"
    assert visit.figure("participants") == "–"
    visit.page.get_by_role("button", name="Hapus semua filter").click()
    _is_drawn(visit)
    visit.settle()
    assert visit.query() == {}
    visit.close()


def test_a_click_on_the_overview_narrows_the_activities_alone(
    browser: Browser, server: Serving
) -> None:
    visit = Visit(browser, server.url).open()
    visit.shapes(514)
    before = {name: visit.figure(name) for name in ("regencies_with_pokja", "activities")}
    _click_mark(visit, "activities_by_month", 0, 0)
    visit.page.wait_for_url("**jenis=**")
    visit.settle()
    assert visit.figure("regencies_with_pokja") == before["regencies_with_pokja"]
    assert int(visit.figure("activities")) < int(before["activities"])
    traces = visit.page.locator(".st-key-activities_by_month .barlayer .trace")
    assert traces.count() > 1  # the other kinds are still there
    visit.assert_clean()
    visit.close()
