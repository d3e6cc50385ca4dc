"""Tenggat in a real browser: the unknown comes first, numbers are the queries', links restore."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit, serve
from making import make_version
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.filters import Filter
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

CASES = [
    # Registered on a Monday: three days until Thursday, five with an extension until Saturday.
    *(
        {
            "violation_id": f"PL-{number:02}",
            "reported_from": "2024-11-05",
            "regency_code": "33.01",
            "known_on": "2024-10-28",
            "received_on": "2024-11-01",
            "registered_on": "2024-11-04",
            "status": "diregistrasi",
        }
        for number in range(30)
    ),
    {
        "violation_id": "PL-late",
        "reported_from": "2024-10-25",
        "regency_code": "73.14",
        "origin": "temuan",
        "registered_on": "2024-10-14",
        "decided_on": "2024-10-21",
        "status": "terbukti",
    },
    {"violation_id": "PL-unknown", "reported_from": "2024-10-25", "origin": "unknown"},
    {
        "violation_id": "PL-general",
        "reported_from": "2024-02-20",
        "election": "pemilu_2024",
        "origin": "unknown",
        "registered_on": "2024-02-07",
        "decided_on": "2024-02-21",
        "status": "terbukti",
    },
]
ON_THE_DAY = "periode=2024-10-01&periode=2024-11-06"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    make_version(home, violations=CASES)
    return home


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Iterator[Serving]:
    yield from serve(tmp_path_factory.mktemp("deadlines"), home)


@pytest.fixture(scope="module")
def asked(home: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def test_numbers_are_those_of_the_query_at_every_size(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    steps = asked.run("deadlines_by_step", Filter(elections=("pilkada_2024",)))
    total = int(steps["cases"].sum())
    for size in SIZES:
        visit = Visit(browser, server.url, size=size).open("tenggat")
        expect(visit.page.locator(".st-key-deadline_steps .barlayer path").first).to_be_attached()
        for state in ("unknown", "kept", "missed", "running"):
            assert visit.figure(f"deadlines_{state}") == str(int(steps[state].sum()))
        first = visit.page.locator("[class*=st-key-figure_]").first
        assert "st-key-figure_deadlines_unknown" in (first.get_attribute("class") or "")
        assert str(total) in visit.title("deadline_reasons")
        assert visit.page.evaluate("document.scrollingElement.scrollWidth") <= size[0]
        visit.assert_clean()
        visit.close()


def test_the_list_has_parts_and_its_link_restores_it(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url).open(f"tenggat?{ON_THE_DAY}")
    rows = visit.page.locator(".st-key-card_deadline_list tbody tr")
    expect(rows).to_have_count(25)
    expect(rows.first).to_contain_text("PL-00")
    assert visit.figure("deadlines_running") == "30"
    visit.page.locator(".st-key-deadline_parts_next button").click()
    visit.page.wait_for_url("**hal_tenggat=2**")
    expect(rows).to_have_count(6)
    expect(rows.last).to_contain_text("PL-late")
    again = Visit(browser, server.url).open("tenggat?" + urlsplit(visit.page.url).query)
    expect(again.page.locator(".st-key-card_deadline_list tbody tr")).to_have_count(6)
    again.close()
    link = rows.last.get_by_role("link", name="PL-late")
    assert "catatan=PL-late" in (link.get_attribute("href") or "")
    visit.assert_clean()
    visit.close()


def test_another_day_shows_another_state(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url).open("tenggat?periode=2024-10-01&periode=2024-11-12")
    assert visit.figure("deadlines_running") == "0"
    later = visit.title("deadline_list")
    assert later.count("30") == 1  # past, without an end on record
    visit.close()


def test_the_last_days_of_a_chosen_day(browser: Browser, server: Serving, asked: Warehouse) -> None:
    visit = Visit(browser, server.url).open("tenggat?mulai_tenggat=2024-11-18&bahasa=en")
    card = visit.page.locator(".st-key-card_deadline_days")
    expect(card.locator("tbody tr")).to_have_count(12)
    court = card.locator("tbody tr", has_text="district court")
    expect(court).to_contain_text("25 Nov 2024")
    expect(court).to_contain_text("28 Nov 2024")
    expect(card).to_contain_text("27 Nov 2024 (Hari Pemilihan Kepala Daerah)")
    assert visit.query()["mulai_tenggat"] == ["2024-11-18"]
    visit.assert_clean()
    visit.close()
