"""What holds for every page: it opens whatever the link or the records say, and leads back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import SIZES, Visit, serve
from making import make_version, without_table
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.facets import FACETS
from dashboard.pages.topics import TOPICS

pytestmark = pytest.mark.browser

PATHS = [topic.path for topic in TOPICS]
FILTERED = [topic.path for topic in TOPICS if topic.filtered]
MARKUP = "<img src=x onerror=alert(1)> **tebal** [tautan](https://contoh.id) $x^2$ :red[merah] |"
HOSTILE = [
    "provinsi=Atlantis&kabupaten=Kota+Gotham&pemilihan=pilkada_1955&periode=kemarin&bahasa=xx",
    "provinsi=%3Cscript%3Ealert(1)%3C/script%3E&bulan=2024-99&jenis=%27%3B+DROP+TABLE+x%3B--",
    "versi=..%2F..%2Fetc&periode=2098-01-01&sasaran=" + "x" * 500,
    "provinsi=Aceh&kabupaten=Kota+Bontang&bulan=2024-10&bulan=2024-11&kategori=&kategori=politik_uang",
]


def _by_turns(paths: list[str]) -> list[Any]:
    """Every other page in the quick run, each in the long one."""
    return [
        pytest.param(path, marks=pytest.mark.long if number % 2 else ())
        for number, path in enumerate(paths)
    ]


def _assert_shown(visit: Visit) -> None:
    """The page stands: its header, its footer, and nothing broke."""
    expect(visit.page.locator(".st-key-brand")).to_contain_text("Pantau Netralitas")
    expect(visit.page.locator(".st-key-footer")).to_be_attached()
    expect(visit.page.get_by_test_id("stException")).to_have_count(0)
    text = visit.page.get_by_test_id("stMain").inner_text()
    assert "Traceback" not in text
    assert not re.search(r"nomor insiden|incident number", text, re.IGNORECASE)


@pytest.mark.parametrize("path", _by_turns(PATHS))
def test_hostile_links_open_say_what_is_dropped_and_offer_the_way_back(
    browser: Browser, server: Serving, path: str
) -> None:
    choices = next(topic.choices for topic in TOPICS if topic.path == path)
    own = "&".join(f"{choice.parameter}=%3Cb%3E{'9' * 400}" for choice in choices)
    visit = Visit(browser, server.url)
    visit.page.on("dialog", lambda dialog: visit.errors.append(dialog.message))
    # The first link attacks every page, in the page's own parameters too; the others one page each.
    links = [f"{HOSTILE[0]}&{own}", *HOSTILE[1 + PATHS.index(path) :][:1]]
    for query in links:
        visit.open(f"{path}?{query}")
        _assert_shown(visit)
        expect(visit.page.get_by_test_id("stAlert").first).to_be_visible()
    visit.assert_clean()
    visit.close()


@pytest.mark.parametrize("path", _by_turns(FILTERED))
def test_a_filter_that_finds_nothing_is_explained_on_every_page(
    browser: Browser, server: Serving, path: str
) -> None:
    visit = Visit(browser, server.url, size=SIZES[2])
    visit.open(f"{path}?provinsi=DKI+Jakarta&periode=2010-01-01&periode=2010-12-31")
    _assert_shown(visit)
    wide = "(e) => e.scrollWidth > e.clientWidth"
    assert not visit.page.get_by_test_id("stMain").evaluate(wide)
    visit.assert_clean()
    visit.close()


def test_a_chip_says_what_narrows_and_is_removed(browser: Browser, server: Serving) -> None:
    visit = Visit(browser, server.url)
    visit.open("catatan?" + "&".join(f"{f.parameter}={next(iter(f.values))}" for f in FACETS))
    chips = visit.page.locator(".st-key-chips").get_by_role("button")
    for left in range(len(FACETS), 0, -1):
        expect(chips).to_have_count(left)
        chips.first.click()
    expect(visit.page.locator(".st-key-chips")).to_have_count(0)
    visit.settle()
    assert "?" not in visit.page.url
    visit.close()


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server over records with markup in every text."""
    folder = tmp_path_factory.mktemp("marked")
    text = {"organiser": MARKUP, "venue": MARKUP, "title": MARKUP, "source_name": MARKUP}
    text |= {"note": MARKUP}
    make_version(
        folder / "home",
        activities=[
            text
            | {
                "activity_id": f"KG-{n}",
                "date_from": f"2024-0{n}-12",
                "regency_codes": "33.01",
                "institutions": f"Polres {MARKUP}",
                "pokja": "formed" if n == 5 else "none",
                "forum": "pokja" if n == 5 else "",
                "signed": "yes",
            }
            for n in (5, 6, 7)
        ],
        violations=[
            {
                "violation_id": "PL-1",
                "reported_from": "2024-07-01",
                "regency_code": "33.01",
                "source_name": MARKUP,
            }
        ],
    )
    yield from serve(folder, folder / "home")


@pytest.mark.parametrize("path", _by_turns(PATHS))
def test_markup_in_the_records_is_shown_as_it_is_written(
    browser: Browser, marked: Serving, path: str
) -> None:
    visit = Visit(browser, marked.url)
    visit.page.on("dialog", lambda dialog: visit.errors.append(dialog.message))
    visit.open(f"{path}?provinsi=Jawa+Tengah&kabupaten=Kabupaten+Cilacap")
    _assert_shown(visit)
    main = visit.page.get_by_test_id("stMain")
    expect(main.locator("img[src=x]")).to_have_count(0)
    expect(main.locator("strong", has_text="tebal")).to_have_count(0)
    expect(main.locator("a[href='https://contoh.id']")).to_have_count(0)
    visit.assert_clean()
    visit.close()


@pytest.mark.long
def test_a_version_without_a_table_opens_on_every_page_and_says_so(
    browser: Browser, tmp_path: Path
) -> None:
    version = make_version(
        tmp_path / "home",
        activities=[{"activity_id": "KG-1", "date_from": "2024-06-28", "regency_codes": "33.01"}],
    )
    for table in ("violations", "risk_index", "published_figures"):
        without_table(version, table)
    for server in serve(tmp_path, tmp_path / "home"):
        visit = Visit(browser, server.url)
        for path in PATHS:
            visit.open(path)
            _assert_shown(visit)
            alert = visit.page.get_by_test_id("stAlert").first
            expect(alert).to_contain_text("Dugaan pelanggaran")
        visit.assert_clean()
        visit.close()
