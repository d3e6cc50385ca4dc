"""How long forwarded cases have been without an answer on record, in fixed classes of days."""

from typing import Any

import pandas as pd

from dashboard.charts.describe_follow_up import describe_answers
from dashboard.charts.follow_up import class_label, waiting_bars
from dashboard.locale import Locale
from dashboard.pages.follow_up_words import as_of, days
from dashboard.pages.frame import card, renamed
from dashboard.pages.view import View
from dashboard.settings import settings


def waiting_card(view: View, figures: "pd.Series[Any]") -> None:
    """The classes as bars; `figures` of `follow_up_figures`."""
    locale = view.locale
    answer = view.data.ask("follow_up_by_waiting", view.filter)
    waiting = int(figures["waiting"])
    if not int(figures["forwarded"]):
        answer = answer.iloc[:0]
    rows = pd.DataFrame(
        {
            "label": [
                class_label(first, last, locale)
                for first, last in zip(answer["days_from"], answer["days_to"], strict=True)
            ],
            "waiting": answer["waiting"],
            "dated": answer["days_from"].notna(),
            "told": [locale.share(int(count), waiting) for count in answer["waiting"]],
        }
    )
    card(
        view,
        key="waiting_classes",
        title=_finding(figures, locale),
        figure=waiting_bars(rows, locale=locale, mode=view.mode),
        alt=describe_answers(rows, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "label": locale.text("Waiting"),
                "waiting": locale.text("Cases without an answer on record"),
            },
        ),
        records=waiting,
        notes=_notes(view, figures),
        about=("violations",),
    )


def _finding(figures: "pd.Series[Any]", locale: Locale) -> str:
    forwarded, waiting = int(figures["forwarded"]), int(figures["waiting"])
    if not forwarded:
        return locale.text("No forwarded case is on record for this filter")
    if not waiting:
        return locale.text("An answer is on record for every forwarded case")
    return locale.text(
        "{share} forwarded cases have no answer on record",
        share=locale.share(waiting, forwarded),
    )


def _notes(view: View, figures: "pd.Series[Any]") -> list[str]:
    locale, limit = view.locale, settings().follow_up_days
    notes = [
        locale.text(
            "Calendar days from the day of forwarding to {day}.", day=locale.date(as_of(view))
        ),
        locale.text(
            "{n} days are the time in which the appointing officer is expected to follow up; "
            "public statements say 10 or 14 days.",
            n=locale.number(limit),
        ),
    ]
    if not pd.isna(figures["longest_days"]):
        longest = days(int(figures["longest_days"]), locale)
        median = days(float(figures["median_days"]), locale)
        words = locale.text("Longest {longest}, median {median}.", longest=longest, median=median)
        notes.insert(1, words)
    return notes
