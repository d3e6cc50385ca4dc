"""How long forwarded cases have been without an answer on record, in fixed classes of days."""

from typing import Any, Final

import pandas as pd

from dashboard.charts.describe_follow_up import describe_answers
from dashboard.charts.follow_up import class_label, waiting_bars
from dashboard.locale import Locale
from dashboard.pages.follow_up_words import as_of, days
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.settings import settings

WAITING: Final = "waiting_classes"


def waiting_card(view: View) -> None:
    """The classes as bars."""
    card(view, waiting_exhibit(view))


@remembered
def waiting_exhibit(view: View) -> Exhibit:
    """How many forwarded cases without an answer on record wait for how long."""
    locale = view.locale
    figures = view.data.figures("follow_up_figures", view.filter)
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
    return Exhibit(
        key=WAITING,
        title=waiting_finding(figures, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=waiting_bars(
            rows,
            locale=locale,
            mode=view.mode,
            height=view.place.height if view.place else None,
        ),
        alt=describe_answers(rows, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "label": locale.text("Waiting"),
                "waiting": locale.text("Cases without an answer on record"),
            },
        ),
        records=waiting,
        notes=tuple(_notes(view, figures)),
    )


def waiting_finding(figures: "pd.Series[Any]", locale: Locale) -> str:
    """How many of the forwarded cases wait for an answer; `figures` of `follow_up_figures`."""
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
