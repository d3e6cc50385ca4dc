"""The page around the slides: its words, its files, what its script may not do."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path
from string import Template

import pytest

import dashboard.presentation
from dashboard.front_page import FONT_PREFIX
from dashboard.locale import LANGUAGES, Locale
from dashboard.presentation.page import read_screen
from dashboard.resources import FONTS

SCREEN = read_screen()
SCRIPT = Path(dashboard.presentation.__file__).with_name("screen.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_its_files_alone_and_has_no_script_within(language: str) -> None:
    page = SCREEN.page(Locale(language), "light")
    assert f'<html lang="{language}" data-mode="light"' in page
    assert set(re.findall(r'(?:src|href)="(/[^"]*)"', page)) == set(SCREEN.files)
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert "http" not in page
    assert "$" not in page


def test_the_page_speaks_the_readers_language() -> None:
    pages = {language: SCREEN.page(Locale(language), "dark") for language in LANGUAGES}
    assert "<title>Mode layar · Pantau Netralitas</title>" in pages["id"]
    assert "<title>Presentation view · Pantau Netralitas</title>" in pages["en"]
    labels = [set(re.findall(r'aria-label="([^"]+)"', page)) for page in pages.values()]
    assert len(labels[0]) == len(labels[1]) >= 8
    assert not labels[0] & labels[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_script_comes_with_the_page(language: str) -> None:
    page = SCREEN.page(Locale(language), "light")
    (said,) = re.findall(r'data-said="([^"]*)"', page)
    words = json.loads(html.unescape(said))
    assert set(re.findall(r"SAID\.(\w+)", SCRIPT)) == set(words)
    for name, values in re.findall(r"fill\(SAID\.(\w+), \{ ([^}]*) \}\)", SCRIPT):
        given = {value.split(":")[0].strip() for value in values.split(",")}
        assert set(re.findall(r"\{(\w+)\}", words[name])) == given


def test_the_script_finds_all_it_looks_for_on_the_page() -> None:
    page = SCREEN.page(Locale(), "light")
    buttons = SCRIPT[SCRIPT.index("const BUTTONS") : SCRIPT.index("const KEYS")]
    wanted = set(re.findall(r'part\("(\w+)"\)', SCRIPT)) | set(re.findall(r"(\w+):", buttons))
    assert wanted - {"leave"} <= set(re.findall(r'\bid="(\w+)"', page))


def test_the_script_makes_no_code_of_texts_and_asks_nobody_else() -> None:
    assert not re.search(
        r"\beval\b|\bFunction\b|innerHTML|insertAdjacentHTML|https?:|Storage|cookie", SCRIPT
    )


def test_the_style_names_exactly_the_bundled_fonts_with_their_weights() -> None:
    style = SCREEN.style.content.decode()
    faces = re.findall(r'font-weight: (\d+); src: url\("([^"]+)"\)', style)
    assert {url for _, url in faces} == {FONT_PREFIX + p.name for p in FONTS.glob("*.woff2")}
    assert all(f"-{weight}." in url for weight, url in faces)


def test_another_script_or_page_is_another_edition() -> None:
    assert read_screen().edition == SCREEN.edition
    script = replace(SCREEN.script, url=SCREEN.script.url + "x")
    assert replace(SCREEN, script=script).edition != SCREEN.edition
    page = Template(SCREEN.template.template + " ")
    assert replace(SCREEN, template=page).edition != SCREEN.edition
