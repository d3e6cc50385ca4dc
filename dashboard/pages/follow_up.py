"""Tindak lanjut: which forwarded cases have no answer on record, since when, with whom, where."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.follow_up_answers_cards import recipients_card, subjects_card
from dashboard.pages.follow_up_list_card import PART, list_card
from dashboard.pages.follow_up_regions_card import regions_card
from dashboard.pages.follow_up_share_card import BASIS, share_card
from dashboard.pages.follow_up_waiting_card import waiting_card
from dashboard.pages.follow_up_words import as_of
from dashboard.pages.frame import escape, key_figure
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.published_follow_up_card import published_card
from dashboard.pages.view import View
from dashboard.settings import settings

FOLLOW_UP_CHOICES: Final = (BASIS, PART)


def follow_up(view: View) -> None:
    """Draw the page."""
    figures = view.data.figures("follow_up_figures", view.filter)
    if not int(figures["forwarded"]):
        nothing_here(view, view.locale.text("No forwarded case is on record for this filter."))
    _key_figures(figures, view.locale)
    _what_absence_means(view)
    left, right = st.columns(2, gap="small")
    with left:
        waiting_card(view, figures)
        share_card(view, figures)
    with right:
        recipients_card(view, figures)
        subjects_card(view)
    list_card(view, figures)
    regions_card(view, figures)
    published_card(view)


def _key_figures(figures: "pd.Series[Any]", locale: Locale) -> None:
    forwarded, answered = int(figures["forwarded"]), int(figures["answered"])
    waiting, undated = int(figures["waiting"]), int(figures["waiting_undated"])
    cards = [
        (locale.text("Forwarded"), "forwarded", _forwarded_context(figures, locale)),
        (
            locale.text("Answer on record"),
            "answered",
            locale.text("{share} of those forwarded", share=locale.percent(answered, forwarded)),
        ),
        (locale.text("No answer on record"), "waiting", _waiting_context(figures, locale)),
        (
            locale.text("No day on record"),
            "waiting_undated",
            locale.text(
                "of {total} without an answer, day of forwarding not known",
                total=locale.number(waiting),
            ),
        ),
    ]
    numbers = {
        "forwarded": forwarded,
        "answered": answered,
        "waiting": waiting,
        "waiting_undated": undated,
    }
    with st.container(key="key_figures"):
        for column, (label, name, context) in zip(st.columns(4, gap="small"), cards, strict=True):
            with column:
                key_figure(name, label, locale.number(numbers[name]), context, None)


def _forwarded_context(figures: "pd.Series[Any]", locale: Locale) -> str:
    uncertain = int(figures["maybe_outside"])
    if uncertain:
        return locale.plural(
            "of these {n} whose day may lie outside the period",
            "of these {n} whose day may lie outside the period",
            uncertain,
        )
    nameless = int(figures["forwarded_without_recipient"])
    return locale.plural(
        "{n} without a recipient on record", "{n} without a recipient on record", nameless
    )


def _waiting_context(figures: "pd.Series[Any]", locale: Locale) -> str:
    forwarded, waiting = int(figures["forwarded"]), int(figures["waiting"])
    dated, late = waiting - int(figures["waiting_undated"]), int(figures["waiting_over_limit"])
    if not waiting:
        return locale.text("{share} of those forwarded", share=locale.percent(waiting, forwarded))
    if not dated:
        return locale.text("since when is on record for none of them")
    return locale.text(
        "of {dated} with a known day, {n} for more than {days} days",
        dated=locale.number(dated),
        n=locale.number(late),
        days=locale.number(settings().follow_up_days),
    )


def _what_absence_means(view: View) -> None:
    """What nobody may read out of the page; once, where everybody sees it."""
    locale = view.locale
    with st.container(key="absence"):
        st.info(
            escape(
                locale.text(
                    "“No answer on record” says that the records hold none by {day}. It does not "
                    "say that there was none: recipients rarely publish what they decide, and the "
                    "supervisors are often not told.",
                    day=locale.date(as_of(view)),
                )
            ),
            icon=":material/info:",
        )
