"""The words of the field in Indonesian and English, to be searched."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.glossary import Term, glossary
from dashboard.locale import Locale
from dashboard.pages.frame import heading
from dashboard.pages.markup import row, show, words
from dashboard.pages.prose import boxed_table
from dashboard.pages.search_field import search_choice, search_field
from dashboard.pages.view import View

TERM: Final = search_choice("istilah")


def glossary_card(view: View) -> None:
    """Every term, or those that hold the words searched."""
    locale = view.locale
    found = [term for term in glossary() if _holds(term, TERM.value)]
    with st.container(border=True, key="card_glossary"):
        heading(
            view,
            key="glossary",
            title=_finding(len(found), locale),
            subtitle=locale.text("Indonesian and English, by subject"),
            table=lambda: _table(found, locale),
        )
        search_field(TERM, locale.text("Search for a term, such as pleno"), locale)
        if not found:
            st.info(locale.text("No term holds these words."))
            return
        heads = [locale.text("Indonesian"), locale.text("English")]
        rows = (
            row([f'<span lang="id">{words(t.indonesian)}</span>', words(t.english)]) for t in found
        )
        show(boxed_table("glossary", locale.text("Glossary"), heads, rows))


def _holds(term: Term, searched: str) -> bool:
    text = f"{term.indonesian} {term.english}".casefold()
    return all(word in text for word in searched.casefold().split())


def _finding(found: int, locale: Locale) -> str:
    if TERM.value:
        return locale.text(
            "{share} terms hold “{words}”",
            share=locale.share(found, len(glossary())),
            words=TERM.value,
        )
    return locale.text("{n} terms in both languages", n=locale.number(found))


def _table(found: list[Term], locale: Locale) -> pd.DataFrame:
    return pd.DataFrame(
        {
            locale.text("Indonesian"): [term.indonesian for term in found],
            locale.text("English"): [term.english for term in found],
        }
    )
