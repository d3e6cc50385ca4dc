"""Pelanggaran in a real browser: numbers of its queries, clicks that narrow, its link."""

from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit
from playwright.sync_api import Browser, expect
from serving import Serving
from test_activity_trends import _click_mark

from dashboard.filters import Filter
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

CHOSEN = Filter(elections=("pilkada_2024",))
BARS = ("category", "subject", "channel", "origin", "status", "stage")


def test_numbers_are_those_of_the_queries_at_every_size(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("pelanggaran")
    (figures,) = asked.rows("violation_figures", CHOSEN)
    for name in ("violations", "people", "preliminary_information", "regencies_with_violations"):
        assert visit.figure(name) == str(figures[name])
    assert visit.title("case_series").startswith(f"{figures['violations']} ")
    for dimension in BARS:
        rows = asked.run("violations_by_dimension", CHOSEN, dimension=dimension)
        first = rows[~rows["value"].isin(["unknown", "lainnya"])].iloc[0]
        title = visit.title(f"cases_by_{dimension}")
        assert title.startswith(f"{first['violations']} "), dimension
        card = visit.page.locator(f".st-key-card_cases_by_{dimension}")
        expect(card).to_contain_text(f"{figures['violations']} catatan")
    stated = int(str(figures["violations"])) - int(str(figures["violations_without_people"]))
    assert visit.title("cases_and_people").startswith(f"{stated} ")
    published = asked.run("region_figures", CHOSEN)
    assert visit.title("published_beside").startswith(f"{len(published)} ")
    drawn = visit.page.locator(".st-key-card_published_beside tbody tr")
    expect(drawn).to_have_count(min(len(published), 10))
    for width, height in SIZES:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.settle()
        assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= width
    visit.assert_clean()
    visit.close()


def test_clicks_narrow_the_others_and_the_link_restores_the_view(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("pelanggaran?kasus_menurut=subjek")
    subjects = asked.run("violations_by_dimension", CHOSEN, dimension="subject")
    second = subjects.iloc[1]
    _click_mark(visit, "cases_by_subject", 2, 1)
    expect(visit.page.locator(f".st-key-chip_subjects_{second['value']}")).to_be_visible()
    visit.settle()
    assert visit.query() == {"kasus_menurut": ["subjek"], "subjek": [second["value"]]}
    assert visit.figure("violations") == str(second["violations"])
    assert visit.title("case_series").startswith(f"{second['violations']} ")
    bars = visit.page.locator(".st-key-cases_by_subject .barlayer .trace").nth(1).locator("path")
    expect(bars).to_have_count(len(subjects))  # the clicked chart stays whole

    narrowed = Filter(elections=CHOSEN.elections, subjects=(str(second["value"]),))
    months = asked.run("violations_by_period", narrowed, dimension="all")
    first = months[months["violations"] > 0].iloc[0]
    _click_mark(visit, "cases_and_people", 0, 0)
    expect(visit.page.locator(".st-key-chip_month")).to_be_visible()
    visit.settle()
    assert visit.query()["bulan"] == [f"{first['period_from']:%Y-%m}"]
    assert visit.title("case_series").startswith(f"{first['violations']} ")

    again = Visit(browser, server.url).open("pelanggaran?" + urlsplit(visit.page.url).query)
    assert again.query() == visit.query()
    assert again.figure("violations") == visit.figure("violations")
    assert again.title("cases_by_category") == visit.title("cases_by_category")
    again.close()
    visit.assert_clean()
    visit.close()


def test_people_are_another_picture_and_keep_their_choice_in_the_link(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("pelanggaran?hitung=orang&kasus_menurut=tahap")
    (figures,) = asked.rows("violation_figures", CHOSEN)
    assert visit.title("case_series").startswith(f"{figures['people']} ")
    stages = asked.run("violations_by_period", CHOSEN, dimension="stage")
    dated = stages[stages["period_from"].notna() & stages["people"].notna()]
    layers = visit.page.locator(".st-key-case_series .barlayer .trace")
    expect(layers).to_have_count(dated["value"].nunique())
    visit.page.get_by_role("radio", name="Kasus").click()
    visit.page.wait_for_url(lambda address: "hitung" not in address)
    visit.settle()
    assert visit.title("case_series").startswith(f"{figures['violations']} ")
    assert visit.query() == {"kasus_menurut": ["tahap"]}
    visit.assert_clean()
    visit.close()


def test_initial_information_is_no_case_and_leads_to_its_records(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("pelanggaran?asal=informasi_awal")
    (figures,) = asked.rows("violation_figures", CHOSEN)
    leads = str(figures["preliminary_information"])
    assert visit.figure("violations") == "0"
    assert visit.figure("people") == "–"
    assert visit.figure("preliminary_information") == leads
    expect(visit.page.locator(".st-key-nothing_here")).to_contain_text(leads)
    # The chart of the origin itself stays whole.
    bars = visit.page.locator(".st-key-cases_by_origin .barlayer .trace").nth(1).locator("path")
    origins = asked.run("violations_by_dimension", CHOSEN, dimension="origin")
    expect(bars).to_have_count(len(origins))
    visit.page.locator(".st-key-card_preliminary .stHtml a").click()
    rows = visit.page.locator(".st-key-card_records tbody tr")
    expect(rows).to_have_count(int(leads))
    visit.assert_clean()
    visit.close()
