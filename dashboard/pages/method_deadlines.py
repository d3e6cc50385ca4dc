"""The law's deadlines with what each is founded on and how certain that is, in words."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.deadline_words import (
    confidence_label,
    limit_words,
    regime_label,
    step_label,
)
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.field_labels import field_label
from dashboard.pages.frame import escape, heading
from dashboard.pages.markup import inner_link, paragraph, row, show, words
from dashboard.pages.method_rules import rule_address
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.prose import boxed_table
from dashboard.pages.settings_words import settings_sentences
from dashboard.pages.view import View
from dashboard.rules import rules

_RULE = "deadlines"


def deadlines_card(view: View) -> None:
    """The whole table of deadlines, and where its rule stands."""
    locale = view.locale
    found = plain_rows(view.data.ask("deadline_rules", Filter()))
    certain = sum(1 for rule in found if rule["confidence"] == "L")
    with st.container(border=True, key="card_deadlines"):
        heading(
            view,
            key="deadlines",
            title=locale.text(
                "{share} deadlines were read in the text of the law itself",
                share=locale.share(certain, len(found)),
            ),
            subtitle=locale.text(
                "The others are what officials say or practice shows; a lawyer should check them"
            ),
            table=lambda: _table(found, locale),
        )
        heads = [
            locale.text("Step"),
            locale.text("Election"),
            locale.text("Time limit"),
            locale.text("Runs from, until"),
            locale.text("Basis"),
            locale.text("How certain"),
        ]
        show(
            boxed_table(
                "deadlines",
                locale.text("The law's deadlines"),
                heads,
                (row(map(words, _cells(rule, locale))) for rule in found),
            )
        )
        if _RULE in rules():
            lead = locale.text("How a deadline is computed, with worked examples")
            show(paragraph(inner_link(lead, rule_address(view, _RULE)), "back"))
        notes = [
            locale.text(
                "No deadline is computed from the day on which a source made a case public."
            ),
            *settings_sentences(locale, ("first_day_counts", "joint_leave_free", "follow_up_days")),
        ]
        st.caption(escape(" ".join(notes)))


def _cells(rule: dict[str, Any], locale: Locale) -> list[str]:
    basis = rule["basis"]
    return [
        step_label(rule["step"], locale),
        regime_label(rule["regime"], locale),
        limit_words(rule["days"], rule["days_with_extension"], rule["day_type"], locale),
        _way(rule, locale),
        locale.text(basis),
        confidence_label(rule["confidence"], locale),
    ]


def _way(rule: dict[str, Any], locale: Locale) -> str:
    start, end = rule["clock_starts"], rule["ends"]
    if start is None:
        return locale.text("the records have no such days")
    until = field_label(end, locale) if end else locale.text("its end is not in the records")
    return f"{field_label(start, locale)} → {until}"


def _table(found: list[dict[str, Any]], locale: Locale) -> pd.DataFrame:
    return pd.DataFrame(
        [_cells(rule, locale) for rule in found],
        columns=[
            locale.text("Step"),
            locale.text("Election"),
            locale.text("Time limit"),
            locale.text("Runs from, until"),
            locale.text("Basis"),
            locale.text("How certain"),
        ],
    )
