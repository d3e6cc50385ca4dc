"""The way of cases as a picture, and where they stop."""

from typing import Any

import pandas as pd

from dashboard.charts.case_flow import case_flow, describe_case_flow, links_of, stops_of
from dashboard.charts.case_steps import node_label, stop_label
from dashboard.charts.describe_activities import describe_ranked
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.locale import Locale
from dashboard.pages.fitting import bars_that_fit
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.room import room
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit


def flow_card(view: View) -> None:
    """From intake to sanction."""
    card(view, flow_exhibit(view))


@remembered
def flow_exhibit(view: View) -> Exhibit:
    """How many cases got how far from intake to sanction, and what became of the others."""
    locale = view.locale
    figures = view.data.figures("case_way_figures", view.filter)
    rows = view.data.ask("case_flow", view.filter)
    return Exhibit(
        key="case_flow",
        title=flow_finding(figures, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=case_flow(
            rows,
            locale=locale,
            mode=view.mode,
            room=room(view),
        ),
        alt=describe_case_flow(rows, locale=locale),
        table=lambda: renamed(
            rows.assign(
                source=[node_label(code, locale) for code in rows["source"]],
                target=[node_label(code, locale) for code in rows["target"]],
            ),
            {
                "source": locale.text("From"),
                "target": locale.text("To"),
                "violations": locale.text("Suspected violations"),
            },
        ),
        records=int(figures["received"]),
        notes=tuple(_notes(view, figures)),
    )


def flow_finding(figures: "pd.Series[Any]", locale: Locale) -> str:
    """How many cases were forwarded, how many sanctioned. `figures`: of `case_way_figures`."""
    received = int(figures["received"])
    if not received:
        return locale.text("No suspected violation is recorded for this filter")
    return locale.plural(
        "Of {n} suspected violation, {forwarded} is on record as forwarded, {sanctioned} with a "
        "sanction",
        "Of {n} suspected violations, {forwarded} are on record as forwarded, {sanctioned} with a "
        "sanction",
        received,
        forwarded=locale.number(int(figures["forwarded"])),
        sanctioned=locale.number(int(figures["sanctioned"])),
    )


def _notes(view: View, figures: "pd.Series[Any]") -> list[str]:
    if not int(figures["received"]):
        return []
    locale = view.locale
    notes = [
        locale.text(
            "Grey: closed. Yellow: the rest of the way is not on record, which does not mean that "
            "nothing happened."
        ),
        locale.text("A record names one recipient: a file on both tracks is shown on one."),
    ]
    if view.filter.within_month().until is not None:
        notes.append(
            locale.text(
                "Steps after the last day of the period are counted, too: the period chooses cases "
                "by the day they became public."
            )
        )
    named = int(figures["named_not_forwarded"])
    if named:
        notes.append(
            locale.plural(
                "{n} further case names a recipient, but not that it was forwarded.",
                "{n} further cases name a recipient, but not that they were forwarded.",
                named,
            )
        )
    return notes


def stops_card(view: View) -> None:
    """What is last on record about the cases."""
    card(view, stops_exhibit(view))


@remembered
def stops_exhibit(view: View) -> Exhibit:
    """What is last on record about the cases, the most frequent first."""
    locale = view.locale
    rows = view.data.ask("case_flow", view.filter)
    total = sum(count for (source, _), count in links_of(rows).items() if source == "received")
    counts = stops_of(rows)
    ranked = sorted(counts, key=lambda stop: -counts[stop]) if total else []
    bars = pd.DataFrame(
        {
            "code": [stop if stop == "sanctioned" else None for stop in ranked],
            "label": [stop_label(stop, locale) for stop in ranked],
            "count": [counts[stop] for stop in ranked],
            "shown": [
                f"{locale.number(counts[stop])} ({locale.percent(counts[stop], total)})"
                for stop in ranked
            ],
            "told": [locale.share(counts[stop], total) for stop in ranked],
        }
    )
    fitting = bars_that_fit(bars, view)
    return Exhibit(
        key="case_stops",
        title=_last_on_record(bars, total, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=ranked_bars(fitting.bars, locale=locale, mode=view.mode, height=fitting.height),
        alt=describe_ranked(bars, locale=locale),
        table=lambda: pd.DataFrame(
            {
                locale.text("Last on record"): [stop_label(stop, locale) for stop in counts],
                locale.text("Suspected violations"): list(counts.values()),
                locale.text("Share"): [locale.share(n, total) for n in counts.values()],
            }
        ),
        records=total,
        notes=(
            *fitting.notes,
            locale.text(
                "Each case once, by what is last on record about it. Until the plenary has "
                "decided, it is a suspicion."
            ),
        ),
    )


def _last_on_record(bars: pd.DataFrame, total: int, locale: Locale) -> str:
    if not total:
        return locale.text("No suspected violation is recorded for this filter")
    ends = bars[bars["code"].isna() & (bars["count"] > 0)]
    if ends.empty:
        return locale.text("Where cases stop")
    first = ends.iloc[0]
    label = str(first["label"])
    return locale.text(
        "In {share} cases: {stop}",
        share=locale.share(int(first["count"]), total),
        stop=label[:1].lower() + label[1:],
    )
