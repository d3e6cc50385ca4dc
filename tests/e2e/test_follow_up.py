"""Tindak lanjut in a real browser: its numbers, its list in parts, a click that narrows."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import SIZES, Visit, serve
from making import make_version
from playwright.sync_api import Browser, expect
from serving import Serving
from test_activity_trends import _click_mark

from dashboard.filters import Filter
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

ELECTION = "pilkada_2024"
ROWS = 25  # in one part of the list
UNTIL = dt.date(2024, 12, 31)
PERIOD = f"periode=2024-08-01&periode={UNTIL}"


def _cases() -> list[dict[str, str]]:
    """Waiting cases for two parts of the list, a few of them without a day, and answered ones."""
    first = dt.date(2024, 8, 1)
    return [
        {
            "violation_id": f"PL-2024-{n:04}",
            "reported_from": (first + dt.timedelta(days=n)).isoformat(),
            "regency_code": ("33.01", "35.02", "")[n % 3],
            "subject": ("asn", "asn", "kepala_desa")[n % 3],
            "forwarded_to": ("bkn", "kasn", "bupati")[n % 3],
            "status": "sanksi" if n % 5 == 0 else "diteruskan",
            "forwarded_on": "" if n % 7 == 0 else (first + dt.timedelta(days=n + 3)).isoformat(),
        }
        for n in range(50)
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("follow_up") / "home"
    make_version(folder, violations=_cases())
    return folder


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Serving]:
    yield from serve(home.parent, home)


@pytest.fixture(scope="module")
def asked(home: Path) -> Iterator[Warehouse]:
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


def _listed(visit: Visit) -> list[str]:
    return visit.page.locator("table.listed-menunggu a").all_inner_texts()


def test_the_page_shows_the_numbers_of_its_queries_at_every_size(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    chosen = Filter(elections=(ELECTION,), since=dt.date(2024, 8, 1), until=UNTIL)
    (figures,) = asked.rows("follow_up_figures", chosen)
    waiting = [row["violation_id"] for row in asked.rows("follow_up_waiting", chosen)]
    for size, scheme in zip(SIZES, ("light", "dark", "light"), strict=True):
        visit = Visit(browser, server.url, size=size, scheme=scheme)
        visit.open(f"tindaklanjut?{PERIOD}")
        for name in ("forwarded", "answered", "waiting", "waiting_undated"):
            assert visit.figure(name) == str(figures[name])
        assert visit.title("waiting_classes").startswith(f"{figures['waiting']} ")
        assert visit.title("waiting_list").startswith(f"{figures['waiting']} ")
        assert _listed(visit) == waiting[:ROWS]
        days = visit.page.locator("table.listed-menunggu tbody tr").first.locator("td").nth(1)
        expect(days).to_have_text(str(asked.rows("follow_up_waiting", chosen)[0]["days_waiting"]))
        for chart in ("waiting_classes", "follow_up_recipients", "answered_share"):
            expect(visit.page.locator(f".st-key-{chart} .barlayer path").first).to_be_attached()
        main = visit.page.get_by_test_id("stMain")
        assert not main.evaluate("(e) => e.scrollWidth > e.clientWidth")
        visit.assert_clean()
        visit.close()


def test_a_click_on_a_subject_narrows_the_page_and_the_chart_stays_whole(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open(f"tindaklanjut?{PERIOD}&hal_menunggu=2")
    chosen = Filter(elections=(ELECTION,), since=dt.date(2024, 8, 1), until=UNTIL)
    subjects = [row["subject"] for row in asked.rows("follow_up_by_subject", chosen)]
    _click_mark(visit, "follow_up_subjects", 3, subjects.index("kepala_desa"))
    expect(visit.page.locator(".st-key-chips")).to_be_visible()
    visit.settle()
    narrowed = Filter(
        elections=(ELECTION,),
        since=dt.date(2024, 8, 1),
        until=UNTIL,
        subjects=("kepala_desa",),
    )
    (figures,) = asked.rows("follow_up_figures", narrowed)
    assert visit.figure("forwarded") == str(figures["forwarded"])
    # Another list begins with its first part.
    assert visit.query() == {
        "periode": ["2024-08-01", UNTIL.isoformat()],
        "subjek": ["kepala_desa"],
    }
    bars = visit.page.locator(".st-key-follow_up_subjects .barlayer .trace").nth(3)
    expect(bars.locator("path")).to_have_count(len(subjects))
    visit.assert_clean()
    visit.close()


def test_the_list_goes_on_and_the_link_restores_what_is_chosen(
    browser: Browser, server: Serving, asked: Warehouse
) -> None:
    visit = Visit(browser, server.url).open("tindaklanjut?dasar_bulan=diteruskan")
    waiting = [
        row["violation_id"]
        for row in asked.rows("follow_up_waiting", Filter(elections=(ELECTION,)))
    ]
    visit.page.locator(".st-key-waiting_parts_next button").click()
    visit.page.wait_for_url("**hal_menunggu=2**")
    visit.settle()
    assert _listed(visit) == waiting[ROWS:]
    assert visit.query() == {"dasar_bulan": ["diteruskan"], "hal_menunggu": ["2"]}
    title = visit.title("answered_share")
    again = Visit(browser, server.url).open("tindaklanjut?" + urlsplit(visit.page.url).query)
    assert again.title("answered_share") == title
    assert _listed(again) == waiting[ROWS:]
    again.close()
    # A part behind the last one is the last one.
    visit.open("tindaklanjut?hal_menunggu=9999")
    assert _listed(visit) == waiting[ROWS:]
    visit.page.locator("table.listed-menunggu a").first.click()
    visit.page.wait_for_url("**/catatan?**")
    expect(visit.page.locator(".st-key-card_record")).to_contain_text(str(waiting[ROWS]))
    visit.assert_clean()
    visit.close()
