"""Moving between pages keeps what was chosen; a newer version waits until it is asked for."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import PATIENCE, SIZES, Visit, serve
from making import make_version
from playwright.sync_api import Browser, WebSocket, expect
from serving import Serving
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from test_overview import KEY_FIGURES

from dashboard.ingest import ensure_first_version

pytestmark = pytest.mark.browser

NOTICED_WITHIN = 15_000  # ms
BYTES_A_CHECK = 3_000
CHOSEN = (
    "?provinsi=Jawa+Tengah&periode=2024-05-01&periode=2024-10-31&pemilihan=pemilu_2024&versi=1"
    "&bahasa=en"
)


def _path(visit: Visit) -> str:
    return urlsplit(visit.page.url).path


def _go(visit: Visit, path: str) -> None:
    visit.follow(path)
    visit.page.wait_for_url(lambda url: urlsplit(url).path == path)
    visit.settle()


def _scrolls_sideways(visit: Visit) -> bool:
    wide = "(e) => e.scrollWidth > e.clientWidth"
    return bool(visit.page.get_by_test_id("stMain").evaluate(wide))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_way_stands_at_the_left_or_on_top_and_covers_nothing(
    browser: Browser, server: Serving, size: tuple[int, int]
) -> None:
    visit = Visit(browser, server.url, size=size).open()
    visit.shapes(514)
    rail = visit.page.locator(".st-key-navigation").bounding_box()
    header = visit.page.locator(".st-key-header").bounding_box()
    assert rail is not None
    assert header is not None
    if size[0] > 640:
        assert rail["x"] + rail["width"] <= header["x"]
        assert rail["width"] <= 80
    else:
        assert rail["y"] + rail["height"] <= header["y"]
    assert not _scrolls_sideways(visit)
    _go(visit, "/mutu")
    expect(visit.page.locator(".st-key-card_promises")).to_be_attached(timeout=PATIENCE)
    assert not _scrolls_sideways(visit)
    visit.assert_clean()
    visit.close()


def test_filter_language_and_version_survive_a_change_of_page(visit: Visit) -> None:
    visit.open(CHOSEN)
    visit.shapes(35)
    before, shown = visit.query(), [visit.figure(name) for name in KEY_FIGURES]
    assert set(before) == {"provinsi", "periode", "pemilihan", "versi", "bahasa"}
    _go(visit, "/mutu")
    expect(visit.page.locator(".st-key-brand")).to_contain_text("Data quality")
    assert visit.query() == before
    expect(visit.page.locator(".st-key-filters")).to_have_count(0)
    _go(visit, "/")
    visit.shapes(35)
    assert visit.query() == before
    assert [visit.figure(name) for name in KEY_FIGURES] == shown
    expect(visit.page.get_by_role("combobox", name="Province")).to_be_visible()
    expect(visit.page.locator(".st-key-filters")).to_contain_text("Jawa Tengah")
    expect(visit.page.get_by_test_id("stAlert")).to_have_count(0)


def test_a_choice_made_on_the_page_survives_too_and_the_browser_leads_back(visit: Visit) -> None:
    visit.open()
    visit.shapes(514)
    visit.choose_election("Pemilu 2024")
    shown = visit.figure("activities")
    _go(visit, "/mutu")
    visit.page.get_by_text("EN", exact=True).click()
    expect(visit.page.locator(".st-key-as_of")).to_contain_text("data version", timeout=PATIENCE)
    visit.settle()
    assert visit.query() == {"pemilihan": ["pemilu_2024"], "bahasa": ["en"]}
    _go(visit, "/")
    visit.shapes(514)
    assert visit.figure("activities") == shown
    visit.page.go_back()
    expect(visit.page.locator(".st-key-card_promises")).to_be_attached(timeout=PATIENCE)
    visit.settle()
    assert (_path(visit), visit.query()["pemilihan"]) == ("/mutu", ["pemilu_2024"])


def test_a_page_has_an_address_of_its_own_and_a_permanent_link_keeps_it(
    browser: Browser, visit: Visit
) -> None:
    visit.open("mutu?bahasa=en")
    expect(visit.page).to_have_title("Data quality · Pantau Netralitas")
    visit.page.get_by_role("button", name="Permanent link").click()
    link = visit.page.get_by_test_id("stCode").inner_text().strip()
    assert urlsplit(link).path == "/mutu"
    assert parse_qs(urlsplit(link).query)["versi"] == ["1"]
    again = Visit(browser, visit.base).open(link.removeprefix(f"{visit.base}/"))
    expect(again.page).to_have_title("Data quality · Pantau Netralitas")
    again.close()


# --- a newer version ------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    ensure_first_version(home)
    return home


@pytest.fixture
def running(tmp_path: Path, home: Path) -> Iterator[Serving]:
    yield from serve(tmp_path, home)


def _publish(home: Path) -> None:
    make_version(
        home,
        activities=[{"activity_id": "KG-1", "date_from": "2024-06-28", "regency_codes": "33.01"}],
    )


def test_new_data_are_announced_and_shown_only_when_asked_for(
    browser: Browser, running: Serving, home: Path
) -> None:
    visit = Visit(browser, running.url).open("?bahasa=en&provinsi=Jawa+Tengah")
    visit.shapes(35)
    before = visit.figure("activities")
    news = visit.page.locator(".st-key-news")
    expect(news).to_have_count(0)
    where = visit.page.locator(".st-key-coverage_map").bounding_box()
    _publish(home)
    expect(news).to_be_visible(timeout=NOTICED_WITHIN)
    expect(news).to_contain_text("New data available: version 2")
    assert visit.page.locator(".st-key-coverage_map").bounding_box() == where
    visit.page.get_by_text("ID", exact=True).click()  # a rerun of the whole page changes nothing
    expect(visit.page.locator(".st-key-as_of")).to_contain_text("versi data 1", timeout=PATIENCE)
    visit.settle()
    assert visit.figure("activities") == before
    visit.page.locator(".st-key-show_news button").click()
    expect(visit.page.locator(".st-key-as_of")).to_contain_text("versi data 2", timeout=PATIENCE)
    visit.settle()
    assert visit.figure("activities") == "1"
    assert visit.query() == {"provinsi": ["Jawa Tengah"]}
    expect(news).to_have_count(0)
    visit.assert_clean()
    visit.close()


def test_a_link_to_a_version_stays_there_and_leads_to_the_newer_one(
    browser: Browser, running: Serving, home: Path
) -> None:
    _publish(home)
    visit = Visit(browser, running.url).open("?versi=1&pemilihan=all")
    expect(visit.page.locator(".st-key-as_of")).to_contain_text("versi data 1", timeout=PATIENCE)
    expect(visit.page.locator(".st-key-news")).to_be_visible()
    visit.page.locator(".st-key-show_news button").click()
    expect(visit.page.locator(".st-key-as_of")).to_contain_text("versi data 2", timeout=PATIENCE)
    visit.settle()
    assert visit.query() == {"pemilihan": ["all"]}
    visit.close()


def _open_watched(visit: Visit) -> WebSocket:
    with visit.page.expect_websocket() as opened:
        visit.open()
    visit.shapes(514)
    visit.settle()
    return opened.value


def _await_check(socket: WebSocket) -> None:
    """Wait until the page has looked for newer data once more."""
    finished = ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY

    def is_end(frame: str | bytes) -> bool:
        message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else ForwardMsg()
        return message.WhichOneof("type") == "script_finished" and (
            message.script_finished == finished
        )

    socket.wait_for_event("framereceived", predicate=is_end, timeout=2 * NOTICED_WITHIN)


@pytest.mark.long
def test_looking_for_new_data_sends_nothing_of_the_page(visit: Visit) -> None:
    socket = _open_watched(visit)
    _await_check(socket)
    before = visit.received
    _await_check(socket)
    assert 0 < visit.received - before <= BYTES_A_CHECK


@pytest.mark.long
def test_a_pointer_that_cannot_be_read_for_a_moment_breaks_nothing(
    browser: Browser, running: Serving, home: Path
) -> None:
    visit = Visit(browser, running.url)
    socket = _open_watched(visit)
    (home / "current").rename(home / "elsewhere")
    _await_check(socket)
    visit.choose_election("Pemilu 2024")
    expect(visit.page.get_by_test_id("stAlert")).to_have_count(0)
    (home / "elsewhere").rename(home / "current")
    _publish(home)
    expect(visit.page.locator(".st-key-news")).to_be_visible(timeout=NOTICED_WITHIN)
    visit.assert_clean()
    visit.close()
