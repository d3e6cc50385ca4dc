"""Which forwarded cases are answered: by whom they were forwarded to, and by whom they concern."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.describe_follow_up import describe_answers
from dashboard.charts.follow_up import answer_bars, answers_that_fit
from dashboard.labels import subject_label, value_label
from dashboard.locale import Locale
from dashboard.pages.follow_up_words import answer_columns, answer_rows
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

RECIPIENTS: Final = "follow_up_recipients"
SUBJECTS: Final = "follow_up_subjects"


def recipients_card(view: View) -> None:
    """Bars by recipient."""
    card(view, recipients_exhibit(view))


@remembered
def recipients_exhibit(view: View) -> Exhibit:
    """The forwarded cases by whom they were forwarded to, answered and waiting."""
    locale = view.locale
    figures = view.data.figures("follow_up_figures", view.filter)
    answer = view.data.ask("follow_up_by_recipient", view.filter)
    forwarded = int(figures["forwarded"])
    labels = [_recipient(code, locale) for code in answer["recipient"]]
    rows = answer_rows(answer, [None] * len(answer), labels, locale)
    drawn = rows[answer["forwarded"] > 0].reset_index(drop=True)
    return Exhibit(
        key=RECIPIENTS,
        title=_recipients_finding(answer, labels, forwarded, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=_bars(view, drawn),
        alt=describe_answers(drawn, locale=locale),
        table=lambda: renamed(
            answer.assign(label=labels),
            answer_columns("label", locale.text("Forwarded to"), locale),
        ),
        records=forwarded,
        notes=(*_recipients_notes(answer, locale), *_without_room(view, len(drawn))),
    )


def _bars(view: View, rows: pd.DataFrame, chosen: Collection[str] = ()) -> go.Figure:
    """The bars: as high as their rows on the page, as many as fit where they leave it."""
    return answer_bars(
        rows,
        locale=view.locale,
        mode=view.mode,
        chosen=chosen,
        height=view.place.height if view.place else None,
        width=view.width(390),
    )


def _without_room(view: View, rows: int) -> list[str]:
    """Says how many of the rows are not drawn since they do not fit; else nothing."""
    if view.place is None:
        return []
    more = rows - answers_that_fit(view.place.height, view.place.width, view.locale)
    if more <= 0:
        return []
    return [
        view.locale.plural(
            "Not drawn, in the table: {n} further bar.",
            "Not drawn, in the table: {n} further bars.",
            more,
        )
    ]


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
    notes = [locale.text("Beside each name: answer on record, of all forwarded.")]
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
    card(
        view,
        subjects_exhibit(view),
        on_select=partial(narrow_by_click, SUBJECTS, "subjects"),
        hints=[view.locale.text("A click on a bar narrows the other numbers to it.")],
    )


@remembered
def subjects_exhibit(view: View) -> Exhibit:
    """The forwarded cases by whom they concern, answered and waiting; chosen ones stand out."""
    locale = view.locale
    whole = replace(view, filter=view.filter.without("subjects"))
    answer = view.data.ask("follow_up_by_subject", whole.filter)
    labels = [
        locale.text("Subject not stated") if code == "unknown" else subject_label(code, locale)
        for code in answer["subject"]
    ]
    rows = answer_rows(answer, list(answer["subject"]), labels, locale)
    forwarded = int(answer["forwarded"].sum())
    return Exhibit(
        key=SUBJECTS,
        title=subjects_finding(answer, labels, forwarded, locale),
        sentence=filter_sentence(whole, ("violations",)),
        figure=_bars(view, rows, view.filter.subjects),
        alt=describe_answers(rows, locale=locale),
        table=lambda: renamed(
            answer.assign(label=labels),
            answer_columns("label", locale.text("Whose neutrality"), locale),
        ),
        records=forwarded,
        notes=(
            locale.text("Beside each name: answer on record, of all forwarded."),
            *_without_room(view, len(rows)),
        ),
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
