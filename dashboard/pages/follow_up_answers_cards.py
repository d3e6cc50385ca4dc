"""Which forwarded cases are answered: by whom they were forwarded to, and by whom they concern."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts.describe_follow_up import describe_answers
from dashboard.charts.follow_up import answer_bars
from dashboard.labels import subject_label, value_label
from dashboard.locale import Locale
from dashboard.pages.follow_up_words import answer_columns, answer_rows
from dashboard.pages.frame import card, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.view import View

_SUBJECTS = "follow_up_subjects"


def recipients_card(view: View, figures: "pd.Series[Any]") -> None:
    """Bars by recipient; `figures` of `follow_up_figures`."""
    locale = view.locale
    answer = view.data.ask("follow_up_by_recipient", view.filter)
    forwarded = int(figures["forwarded"])
    labels = [_recipient(code, locale) for code in answer["recipient"]]
    rows = answer_rows(answer, [None] * len(answer), labels, locale)
    drawn = rows[answer["forwarded"] > 0].reset_index(drop=True)
    card(
        view,
        key="follow_up_recipients",
        title=_recipients_finding(answer, labels, forwarded, locale),
        figure=answer_bars(drawn, locale=locale, mode=view.mode),
        alt=describe_answers(drawn, locale=locale),
        table=lambda: renamed(
            answer.assign(label=labels),
            answer_columns("label", locale.text("Forwarded to"), locale),
        ),
        records=forwarded,
        notes=_recipients_notes(answer, locale),
        about=("violations",),
    )


def _recipient(code: str, locale: Locale) -> str:
    if code == "unknown":
        return locale.text("Recipient not on record")
    return value_label("forwarded_to", code, locale)


def _recipients_finding(
    answer: pd.DataFrame, labels: list[str], forwarded: int, locale: Locale
) -> str:
    named = answer[(answer["recipient"] != "unknown") & (answer["forwarded"] > 0)]
    if named.empty:
        return locale.text("No recipient of a forwarded case is on record for this filter")
    most = int(named["forwarded"].max())
    first = [place for place in named.index if int(named.loc[place, "forwarded"]) == most]
    if len(first) > 1:
        return locale.plural(
            "Forwarded cases went to {n} recipient",
            "Forwarded cases went to {n} recipients",
            len(named),
        )
    return locale.text(
        "{share} forwarded cases went to: {recipient}",
        share=locale.share(most, forwarded),
        recipient=labels[first[0]],
    )


def _recipients_notes(answer: pd.DataFrame, locale: Locale) -> list[str]:
    notes = [locale.text("At the right: answer on record, of all forwarded.")]
    if int(answer.loc[answer["recipient"] == "kasn", "forwarded"].iloc[0]):
        notes.append(
            locale.text(
                "KASN closed in 2024 and its task passed to BKN; on 3 October 2024 Tribun Sulbar "
                "reported 33 files of Sulawesi Barat stranded by the closure. Some reports of late "
                "2024 still say KASN by habit."
            )
        )
    return notes


def subjects_card(view: View) -> None:
    """Bars by subject; a click on one narrows everything else to it."""
    locale = view.locale
    whole = replace(view, filter=view.filter.without("subjects"))
    answer = view.data.ask("follow_up_by_subject", whole.filter)
    labels = [
        locale.text("Subject not stated") if code == "unknown" else subject_label(code, locale)
        for code in answer["subject"]
    ]
    rows = answer_rows(answer, list(answer["subject"]), labels, locale)
    forwarded = int(answer["forwarded"].sum())
    card(
        whole,
        key=_SUBJECTS,
        title=subjects_finding(answer, labels, forwarded, locale),
        figure=answer_bars(rows, locale=locale, mode=view.mode, chosen=view.filter.subjects),
        alt=describe_answers(rows, locale=locale),
        table=lambda: renamed(
            answer.assign(label=labels),
            answer_columns("label", locale.text("Whose neutrality"), locale),
        ),
        records=forwarded,
        notes=[
            locale.text("At the right: answer on record, of all forwarded."),
            locale.text("A click on a bar narrows the other numbers to it."),
        ],
        about=("violations",),
        on_select=partial(narrow_by_click, _SUBJECTS, "subjects"),
    )


def subjects_finding(
    answer: pd.DataFrame, labels: list[str], forwarded: int, locale: Locale
) -> str:
    """Whom most of the cases concern that say so. `answer` of `follow_up_by_subject`."""
    if not forwarded:
        return locale.text("No forwarded case is on record for this filter")
    known = answer[answer["subject"] != "unknown"]
    if known.empty:
        share = locale.share(forwarded, forwarded)
        return locale.text("{share} forwarded cases do not state whose neutrality", share=share)
    first = known.index[0]
    share = locale.share(int(answer.loc[first, "forwarded"]), forwarded)
    return locale.text(
        "{share} forwarded cases concern: {subject}", share=share, subject=labels[first]
    )
