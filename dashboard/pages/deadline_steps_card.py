"""Deadlines step by step, by the law of the cases' elections."""

import pandas as pd

from dashboard.charts.deadline_bars import deadline_bars, describe_deadlines, most_steps
from dashboard.charts.deadline_words import (
    basis_label,
    confidence_label,
    limit_words,
    regime_label,
    regime_short_label,
    step_label,
)
from dashboard.locale import Locale
from dashboard.pages.deadline_totals import Totals, state_columns, totals_of
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.room import not_drawn, room
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

_CERTAIN = "L"


def steps_card(view: View) -> None:
    """One bar a step."""
    card(view, steps_exhibit(view))


@remembered
def steps_exhibit(view: View) -> Exhibit:
    """What is known of each step with a deadline: kept, missed, running or not to be told."""
    locale = view.locale
    totals = totals_of(view)
    steps = view.data.ask("deadlines_by_step", view.filter)
    rows = _readable(steps, locale)
    place = room(view)
    left_out = len(rows) - most_steps(place) if place else 0
    return Exhibit(
        key="deadline_steps",
        title=steps_finding(totals, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=deadline_bars(rows, locale=locale, mode=view.mode, room=place),
        alt=describe_deadlines(rows, locale=locale),
        table=lambda: _table(rows, locale),
        records=totals.cases,
        notes=(
            *not_drawn(left_out, locale),
            *_notes(steps, totals, locale),
        ),
    )


def _readable(steps: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """With the words of the chart; the law stands beside a step where there are two."""
    rows = steps.to_dict("records")
    several = steps["regime"].nunique() > 1
    limits = [
        limit_words(row["days"], row["days_with_extension"], row["day_type"], locale)
        for row in rows
    ]
    certainties = [confidence_label(row["confidence"], locale) for row in rows]
    return steps.assign(
        label=[step_label(row["step"], locale) for row in rows],
        beside=[regime_short_label(row["regime"], locale) if several else "" for row in rows],
        limit=limits,
        certainty=certainties,
        told=[
            f"{basis_label(row['basis'], locale)}: {limit}. {certainty}."
            for row, limit, certainty in zip(rows, limits, certainties, strict=True)
        ],
    )


def steps_finding(totals: Totals, locale: Locale) -> str:
    """How the deadlines of the steps that can be judged stand, in a sentence."""
    counts = totals.counts
    if not totals.steps:
        return locale.text("No step with a deadline is on record for this filter")
    if not totals.told:
        return locale.text("Of no step is it known whether its deadline was kept")
    return locale.plural(
        "Of {n} step that can be judged: {kept} kept, {missed} missed, {running} running",
        "Of {n} steps that can be judged: {kept} kept, {missed} missed, {running} running",
        totals.told,
        kept=locale.number(counts["kept"]),
        missed=locale.number(counts["missed"]),
        running=locale.number(counts["running"]),
    )


def _notes(steps: pd.DataFrame, totals: Totals, locale: Locale) -> list[str]:
    notes = []
    if totals.counts["kept_by_extension"]:
        notes.append(
            locale.text(
                "Kept only with an extension: whether the extension was ordered is not on record."
            )
        )
    if (steps["confidence"] != _CERTAIN).any():
        notes.append(
            locale.text(
                "Where a limit is not confirmed by the text of the law, its line says so; a lawyer "
                "should check it before it is called legal."
            )
        )
    return notes


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return renamed(
        rows.assign(
            regime=[regime_label(regime, locale) for regime in rows["regime"]],
            basis=[locale.text(basis) for basis in rows["basis"]],
        ),
        {
            "label": locale.text("Step"),
            "regime": locale.text("Election"),
            "limit": locale.text("Time limit"),
            "cases": locale.text("Cases"),
            **state_columns(locale),
            "basis": locale.text("Basis"),
            "certainty": locale.text("How certain"),
        },
    )
