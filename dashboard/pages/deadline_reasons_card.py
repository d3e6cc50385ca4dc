"""How many steps cannot be judged, and why."""

import pandas as pd

from dashboard.charts.deadline_words import REASONS
from dashboard.charts.describe_activities import describe_ranked
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.locale import Locale
from dashboard.pages.deadline_totals import Totals, totals_of
from dashboard.pages.fitting import bars_that_fit
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit


def reasons_card(view: View) -> None:
    """The first thing the page says."""
    card(view, reasons_exhibit(view))


@remembered
def reasons_exhibit(view: View) -> Exhibit:
    """Why it cannot be told of some steps whether their deadline was kept, as bars."""
    locale = view.locale
    totals = totals_of(view)
    unknown = totals.counts["unknown"]
    rows = pd.DataFrame(
        [
            {
                "code": reason,
                "label": locale.text(message),
                "count": totals.counts[reason],
                "told": locale.share(totals.counts[reason], unknown),
            }
            for reason, message in REASONS.items()
            # Where every step can be judged, each reason is a zero: cases are on record.
            if totals.counts[reason] or (totals.steps and not unknown)
        ],
        columns=["code", "label", "count", "told"],
    )
    fitting = bars_that_fit(rows, view)
    return Exhibit(
        key="deadline_reasons",
        title=finding(totals, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=ranked_bars(
            fitting.bars,
            locale=locale,
            mode=view.mode,
            quiet=set(rows["code"]),
            height=fitting.height,
        ),
        alt=describe_ranked(rows, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "label": locale.text("Why it cannot be told"),
                "count": locale.text("Steps"),
                "told": locale.text("Share of what cannot be told"),
            },
        ),
        records=totals.cases,
        notes=(*fitting.notes, *_notes(totals, locale)),
    )


def finding(totals: Totals, locale: Locale) -> str:
    """How many of the steps cannot be judged, in a sentence."""
    if not totals.steps:
        return locale.text("No step with a deadline is on record for this filter")
    counts = totals.counts
    if not counts["unknown"]:
        return locale.plural(
            "The {n} step with a deadline can be judged",
            "All {n} steps with a deadline can be judged",
            totals.steps,
        )
    values = {
        "total": locale.number(totals.steps),
        "n": locale.number(counts["unknown"]),
        "share": locale.percent(counts["unknown"], totals.steps),
    }
    if counts["day_type_unknown"] or counts["calendar_unknown"]:
        return locale.text(
            "Of {total} steps with a deadline, {n} ({share}) cannot be judged", **values
        )
    return locale.text(
        "Of {total} steps with a deadline, {n} ({share}) cannot be judged: their days are not "
        "on record",
        **values,
    )


def _notes(totals: Totals, locale: Locale) -> list[str]:
    notes = [locale.text("A step counts once for each case that has reached it.")]
    if totals.cases_of_unknown_origin:
        notes.append(
            locale.plural(
                "Origin not known: {n} case; whether it began with a report or a finding cannot be "
                "told, so its first steps are not counted.",
                "Origin not known: {n} cases; whether they began with a report or a finding cannot "
                "be told, so their first steps are not counted.",
                totals.cases_of_unknown_origin,
            )
        )
    return notes
