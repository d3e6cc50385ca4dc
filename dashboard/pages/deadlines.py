"""Tenggat: were the law's deadlines kept, by step and region; how much of it is not known."""

from typing import Final

import streamlit as st

from dashboard.charts.deadline_words import STATES
from dashboard.locale import Locale, mark
from dashboard.pages.deadline_calculator_card import calculator_card
from dashboard.pages.deadline_list_card import list_card
from dashboard.pages.deadline_meanings_card import meanings_card
from dashboard.pages.deadline_reasons_card import reasons_card
from dashboard.pages.deadline_regions_card import regions_card
from dashboard.pages.deadline_steps_card import steps_card
from dashboard.pages.deadline_totals import Totals, totals_of
from dashboard.pages.frame import escape, key_figure
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.settings_words import settings_sentences
from dashboard.pages.view import View

_SETTINGS: Final = ("first_day_counts", "joint_leave_free", "follow_up_days")


def deadlines(view: View) -> None:
    """Draw the page."""
    steps = view.data.ask("deadlines_by_step", view.filter)
    totals = totals_of(steps, view.data.figures("deadline_cases", view.filter))
    if not totals.cases:
        nothing_here(view)
    _key_figures(totals, view.locale)
    _what_holds(view)
    narrow, wide = st.columns([38, 62], gap="small")
    with narrow:
        reasons_card(view, totals)
        meanings_card(view.locale)
    with wide:
        steps_card(view, steps, totals)
    list_card(view, totals)
    regions_card(view, totals)
    calculator_card(view)


def _key_figures(totals: Totals, locale: Locale) -> None:
    counts = totals.counts

    def of_steps(n: int) -> str:
        if not totals.steps:
            return locale.text("No step with a deadline is on record")
        return locale.text(
            "of {total} steps with a deadline ({share})",
            total=locale.number(totals.steps),
            share=locale.percent(n, totals.steps),
        )

    extended = counts["kept_by_extension"]
    cards = [
        ("unknown", STATES["unknown"], counts["unknown"], of_steps(counts["unknown"])),
        (
            "kept",
            mark("Kept"),
            counts["kept"],
            locale.plural(
                "{n} of them only with an extension", "{n} of them only with an extension", extended
            )
            if totals.steps
            else of_steps(0),
        ),
        ("missed", STATES["missed"], counts["missed"], of_steps(counts["missed"])),
        ("running", STATES["running"], counts["running"], of_steps(counts["running"])),
    ]
    with st.container(key="key_figures"):
        for column, (state, title, number, context) in zip(
            st.columns(4, gap="small"), cards, strict=True
        ):
            with column:
                value = locale.number(number) if totals.steps else "–"
                key_figure(f"deadlines_{state}", locale.text(title), value, context, None)


def _what_holds(view: View) -> None:
    """As of which day, and the settings that decide the days."""
    locale = view.locale
    today = view.filter.within_month().until or view.data.version.published_on
    st.caption(
        escape(
            " ".join(
                [
                    locale.text("As of {day}.", day=locale.date(today)),
                    locale.text(
                        "No deadline is computed from the day on which a source made a case public."
                    ),
                    *settings_sentences(locale, _SETTINGS),
                ]
            )
        )
    )
