"""Mutu data in a real browser: what is fresh, complete, handed in and changed, shown as text."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import LOOKS, PATIENCE, Visit, serve
from making import records
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.ingest import ensure_first_version
from dashboard.ingest.publish import Draft, publish
from dashboard.model import RECORD_TYPES
from dashboard.tables import arrow_table
from dashboard.versions import Batch, publishing

pytestmark = pytest.mark.browser

HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> [klik](http://127.0.0.1) *x*.xlsx'


def _second_version(home: Path) -> None:
    """Version 2: one activity and one case, from a file with a hostile name."""
    given = {
        "activities": [
            {"activity_id": "KG-1", "date_from": "2024-06-28", "regency_codes": "33.01"}
        ],
        "violations": [
            {
                "violation_id": "PL-1",
                "reported_from": "2024-10-01",
                "reported_to": "2024-10-31",
                "regency_code": "33.02",
            }
        ],
    }
    tables = {
        name: arrow_table(record_type, records(name, given.get(name, ())))
        for name, record_type in RECORD_TYPES.items()
    }
    batch = Batch(
        file=HOSTILE,
        table="activities",
        rows=1,
        sha256="0" * 64,
        origin="Uji",
        retrieved_on=dt.date(2026, 1, 1),
        read=3,
        accepted=1,
        rejected=2,
    )
    with publishing(home):
        publish(home, Draft(tables, [batch], action="ingest", base=1, by="kantor-33"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("quality")
    home = folder / "home"
    ensure_first_version(home)
    _second_version(home)
    for running in serve(folder, home):
        Visit(browser, running.url).open().close()
        yield running


def _saved(visit: Visit, card: str) -> list[dict[str, str]]:
    """The rows of the card's CSV file."""
    return list(csv.DictReader(visit.saved_csv(card).splitlines()))


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_the_page_draws_whole_and_nothing_scrolls_sideways(
    browser: Browser, server: Serving, size: tuple[int, int], scheme: str
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme).open("mutu")
    for card in ("freshness", "completeness_activities", "batches", "changes", "promises"):
        expect(visit.page.locator(f".st-key-card_{card}")).to_be_visible()
    expect(visit.page.locator(".st-key-card_promises li")).to_have_count(6)
    wide = "(e) => e.scrollWidth > e.clientWidth"
    assert not visit.page.get_by_test_id("stMain").evaluate(wide)
    # Streamlit asks below the page's own address first where the server is; there is none.
    visit.failed = [url for url in visit.failed if "/mutu/_stcore/" not in url]
    visit.assert_clean()
    visit.close()


def test_the_three_days_of_freshness_are_kept_apart(visit: Visit) -> None:
    visit.open("mutu?bahasa=en")
    assert visit.figure("last_event") == "28 Jun 2024"
    assert visit.figure("last_report") == "Oct 2024"  # known to the month only
    expect(visit.page.locator(".st-key-figure_last_publication")).to_contain_text("data version 2")
    assert "ago" not in visit.page.locator(".st-key-freshness").inner_text().split()
    rows = {row["Table"]: row for row in _saved(visit, "freshness")}
    assert rows["Published figures"]["Records"] == "0"
    assert rows["Published figures"]["Latest day"] == "–"


def test_completeness_says_numerator_and_denominator(visit: Visit) -> None:
    visit.open("mutu?bahasa=en&versi=1")
    title = visit.title("completeness_activities")
    assert title.endswith("of 24 fields are filled in all 360 records")
    rows = {row["Column"]: row for row in _saved(visit, "completeness_activities")}
    assert rows["signed"]["Unknown"] == "179"
    assert (rows["participants"]["Filled"], rows["participants"]["Empty"]) == ("44", "316")
    assert all(
        int(row["Filled"]) + int(row["Unknown"]) + int(row["Empty"]) == int(row["Records"])
        for row in rows.values()
    )


def test_file_names_are_shown_as_text_and_saved_without_formulas(visit: Visit) -> None:
    visit.open("mutu?bahasa=en")
    rows = _saved(visit, "batches")
    first = rows[0]
    assert first["File"] == f"'{HOSTILE}"
    assert (first["Version"], first["By"], first["Read"]) == ("2", "kantor-33", "3")
    assert (first["Accepted"], first["Rejected"]) == ("1", "2")
    assert "from version 1" in first["What"]
    assert {row["Version"] for row in rows[1:]} == {"1"}
    expect(visit.page.locator(".st-key-card_batches a[href^=http]")).to_have_count(0)


def test_two_versions_are_compared_and_the_choice_is_in_the_link(
    browser: Browser, visit: Visit
) -> None:
    visit.open("mutu?bahasa=en")
    assert visit.title("changes").endswith("between data version 1 and 2")
    rows = _saved(visit, "changes")
    total = [r for r in rows if r["Election"] == "All elections"]
    activities = next(
        r for r in total if (r["Place"], r["Figure"]) == ("All of Indonesia", "Activities")
    )
    assert (activities["Before"], activities["After"]) == ("360", "1")
    assert int(visit.title("changes").split()[0].replace(",", "")) == len(rows)
    visit.page.keyboard.press("Escape")
    box = visit.page.get_by_role("combobox", name="After: data version")
    box.click()
    visit.page.get_by_role("option", name="1", exact=True).click()
    expect(visit.page.locator(".st-key-title_changes")).to_contain_text(
        "between data version 1 and 1", timeout=PATIENCE
    )
    visit.settle()
    assert visit.query()["banding"] == ["1", "1"]
    again = Visit(browser, visit.base).open("mutu?bahasa=en&banding=2&banding=1")
    assert again.title("changes").endswith("between data version 2 and 1")
    again.close()


@pytest.mark.parametrize("query", ["banding=1&banding=99", "banding=x", "banding=1"])
def test_a_comparison_of_unknown_versions_says_what_is_shown_instead(
    visit: Visit, query: str
) -> None:
    visit.open(f"mutu?bahasa=en&{query}")
    expect(visit.page.locator(".st-key-card_changes")).to_contain_text("do not exist")
    assert visit.title("changes").endswith("between data version 1 and 2")


def test_one_version_alone_has_nothing_to_compare(browser: Browser, tmp_path: Path) -> None:
    for server in serve(tmp_path, tmp_path / "home"):
        visit = Visit(browser, server.url).open("?bahasa=en")
        visit.follow("/mutu")
        expect(visit.page.locator(".st-key-card_changes")).to_contain_text(
            "one data version only", timeout=PATIENCE
        )
        visit.close()
