"""Streamlit's phrases: each is one that the installed Streamlit says, and each is translated."""

import datetime as dt
import re
import string
from pathlib import Path

import pytest
import streamlit as st
from babel.messages.pofile import read_po

from dashboard.locale import Locale
from dashboard.locale.catalogue import po_path
from dashboard.streamlit_phrases import PHRASES, phrases

# Said alike in both languages.
ALIKE = {"April", "Format", "Median", "Euro", "Yen", "September", "November", "{number} – {month}"}
# Not written anywhere: the browser gives the names of months and of a day's parts.
OF_THE_BROWSER = {
    *(dt.date(2024, month, 1).strftime("%B") for month in range(1, 13)),
    *("day", "month", "year", "day, {label}", "month, {label}", "year, {label}"),
    "{number} – {month}",
}
# Put together from pieces, which stand in Streamlit's code one by one.
PUT_TOGETHER = {
    "Choose date, {month}": ["Choose date"],
    "{date}, First available date": ["First available date"],
    "{date}, Last available date": ["Last available date"],
    "{n} result": [" result"],
    "{n} results": [" result", "s"],
    "{n} of {results}": [" of "],
    "{size} per file • {types}": [" per file", " • "],
    "Press Enter to apply": ["Press Enter to ", "apply"],
    "Press Enter to submit form": ["Press Enter to ", "submit form"],
    "You have requested page /{page}, but no corresponding file was found in the app's pages/ "
    "directory. Running the app's main page.": [
        "You have requested page /",
        ", but no corresponding file was found in the app's pages/ directory",
        ". Running the app's main page.",
    ],
    "The page that you have requested does not seem to exist. Running the app's main page.": [
        "The page that you have requested does not seem to exist",
        ". Running the app's main page.",
    ],
    **{
        f"{start}: Date set outside allowed range. Please select a date {rest}": [
            f": Date set outside allowed range. Please select a date {words}" for words in pieces
        ]
        for start in ("Error", "")
        for rest, pieces in {
            "between {first} and {last}.": ["between "],
            "on or after {first}.": ["on or after "],
            "on or before {last}.": ["on or before "],
        }.items()
    },
}


@pytest.fixture(scope="module")
def streamlit() -> str:
    """All JavaScript that Streamlit sends to browsers."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


def _pieces(phrase: str) -> list[str]:
    if phrase in PUT_TOGETHER:
        return PUT_TOGETHER[phrase]
    return [literal for literal, *_ in string.Formatter().parse(phrase) if literal]


def test_every_phrase_is_one_that_this_streamlit_says(streamlit: str) -> None:
    written = [phrase for phrase in PHRASES if phrase not in OF_THE_BROWSER]
    missing = [(p, piece) for p in written for piece in _pieces(p) if piece not in streamlit]
    assert missing == []


def test_the_exceptions_are_phrases() -> None:
    assert set(PUT_TOGETHER) | OF_THE_BROWSER | ALIKE <= set(PHRASES)
    assert len(PHRASES) == len(set(PHRASES))


def test_every_phrase_is_translated() -> None:
    with po_path("id").open("rb") as source:
        catalogue = read_po(source, locale="id")
    translated = {message.id: message.string for message in catalogue if message.id}
    assert [phrase for phrase in PHRASES if not translated.get(phrase)] == []
    assert {phrase for phrase in PHRASES if translated[phrase] == phrase} == ALIKE


def test_a_reader_of_english_needs_none_and_of_indonesian_those_that_differ() -> None:
    assert phrases(Locale("en")) == {}
    own = phrases(Locale("id"))
    assert set(own) == set(PHRASES) - ALIKE
    assert own["Search"] == "Cari"


def test_no_translation_is_a_phrase_that_means_something_else() -> None:
    """What is written in place of a phrase is looked at again, and has to stay."""
    own = phrases(Locale("id"))
    assert [said for said in own.values() if said in own] == []


def test_placeholders_are_plain_names() -> None:
    for phrase in PHRASES:
        assert re.sub(r"\{\w+\}", "", phrase).strip(" ,•–") or phrase == "{number} – {month}"
        assert not re.search(r"[{}]", re.sub(r"\{\w+\}", "", phrase))
