"""Metodologi: how a number comes about; rules, deadlines, dictionary, glossary, speed, limits."""

from typing import Final

import streamlit as st

from dashboard.dictionary import limits
from dashboard.filters import Filter
from dashboard.locale import Locale, mark
from dashboard.pages.choosing import pick
from dashboard.pages.frame import escape, source_line, titled
from dashboard.pages.markup import show, words
from dashboard.pages.method_deadlines import deadlines_card
from dashboard.pages.method_dictionary import dictionary_cards
from dashboard.pages.method_glossary import TERM, glossary_card
from dashboard.pages.method_rules import RULE, rules_card
from dashboard.pages.method_speed import speed_card
from dashboard.pages.prose import bullets, prose
from dashboard.pages.view import View, one_of

_RULES = "aturan"
_PARTS: Final = {
    _RULES: mark("Rules"),
    "tenggat": mark("The law's deadlines"),
    "kamus": mark("Data dictionary"),
    "glosarium": mark("Glossary"),
    "kecepatan": mark("Speed"),
    "batasan": mark("Limits"),
}
PART: Final = one_of("bagian", _PARTS)
METHOD_CHOICES: Final = (PART, RULE, TERM)


def methodology(view: View) -> None:
    """Draw the page; it is about the whole version, whatever the reader has filtered elsewhere."""
    locale = view.locale
    if PART.value == _RULES and not RULE.value:
        _opening_card(view)
    with st.container(key="method_parts"):
        pick(PART, _PARTS, locale.text("Part of the methodology"), locale)
    match PART.value:
        case "tenggat":
            deadlines_card(view)
        case "kamus":
            dictionary_cards(view)
        case "glosarium":
            glossary_card(view)
        case "kecepatan":
            speed_card(view)
        case "batasan":
            _limits_card(locale)
        case _:
            rules_card(view)


def _opening_card(view: View) -> None:
    """What is counted and which two kinds of numbers there are."""
    locale = view.locale
    asked = view.data.ask("freshness_by_table", Filter()).set_index("table_name")["records"]
    tables = ("activities", "violations", "published_figures")
    activities, violations, figures = (int(asked[table]) for table in tables)
    things = (
        (
            locale.text("Prevention activities"),
            locale.plural("{n} record", "{n} records", activities),
            locale.text(
                "Public events for neutrality: forming a Pokja, meetings, outreach, signing a "
                "pact. They say who has a Pokja and who has signed."
            ),
        ),
        (
            locale.text("Suspected violations"),
            locale.plural("{n} record", "{n} records", violations),
            locale.text(
                "One case a row, from a report or a finding; initial information is no case yet "
                "and is counted apart. Cases and people are two different counts."
            ),
        ),
        (
            locale.text("Published figures"),
            locale.plural("{n} record", "{n} records", figures),
            locale.text(
                "Numbers that others have published, each with its day. They are never summed and "
                "never added to the cases counted here."
            ),
        ),
    )
    kinds = (
        (
            locale.text("A state stands as of a day"),
            locale.text(
                "Who has a Pokja, who has signed, since when: all that happened until the last day "
                "of the period counts, also what happened before its first day."
            ),
        ),
        (
            locale.text("A flow counts a period"),
            locale.text(
                "Activities, participants and cases: what lies between the first and the last day "
                "of the period counts, and nothing else."
            ),
        ),
    )
    with st.container(border=True, key="card_opening"):
        titled(
            "opening",
            locale.text("Three things are counted, and never added to each other"),
            locale.text(
                "Every number names its day, its denominator, its sources and its data version."
            ),
        )
        show(
            '<div class="three">',
            *(
                f'<section><h6>{words(name)}</h6><p class="amount">{words(amount)}</p>'
                f"<p>{words(what)}</p></section>"
                for name, amount, what in things
            ),
            '</div><div class="two">',
            *(
                f"<section><h6>{words(name)}</h6><p>{words(what)}</p></section>"
                for name, what in kinds
            ),
            "</div>",
        )
        st.caption(escape(source_line(view, int(asked.sum()))))


def _limits_card(locale: Locale) -> None:
    with st.container(border=True, key="card_limits"):
        titled(
            "limits",
            locale.text("What the numbers cannot say"),
            locale.text("To be kept in mind with every figure of every page"),
        )
        show(bullets(prose(locale.text(text)) for text in limits()))
