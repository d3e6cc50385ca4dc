"""The two tracks of forwarded cases side by side: other law, and crime."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.case_steps import track_label
from dashboard.charts.describe_activities import describe_ranked
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.labels import value_label
from dashboard.locale import Locale, mark
from dashboard.pages.fitting import bars_that_fit
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

_FINDINGS = {
    "other_law": mark("Other law: {share} forwarded cases are sanctioned on record"),
    "crime": mark("Crime: {share} forwarded cases are sanctioned on record"),
}
_NONE = {
    "other_law": mark("Other law: no case is on record as forwarded"),
    "crime": mark("Crime: no case is on record as forwarded to Gakkumdu"),
}


def track_cards(view: View) -> None:
    """One card a track."""
    for column, track in zip(st.columns(2, gap="small"), _FINDINGS, strict=True):
        with column:
            card(view, track_exhibit(view, track))


def track_exhibit(view: View, track: str) -> Exhibit:
    """How far the cases of one track got on record; `track`: other_law or crime."""
    locale = view.locale
    unknown = int(view.data.figures("case_way_figures", view.filter)["forwarded_unknown"])
    rows = view.data.ask("sanctions_by_track", view.filter)
    imposed = rows[(rows["violations"] > 0) & rows["track"].isin(_FINDINGS)]
    # The same kinds on both sides, so that the two compare at a glance.
    shown = rows[rows["sanction"].isin(imposed["sanction"])]
    bars = _bars(rows[rows["track"] == track].iloc[0], shown[shown["track"] == track], locale)
    forwarded, sanctioned = int(bars["count"].iloc[0]), int(bars["count"].iloc[2])
    title = locale.text(_NONE[track])
    if forwarded:
        title = locale.text(_FINDINGS[track], share=locale.share(sanctioned, forwarded))
    fitting = bars_that_fit(bars, view)
    notes = [
        *fitting.notes,
        locale.text("No answer on record does not mean that there was none; sources rarely tell."),
        locale.text(
            "Sources report some outcomes more often than others: a share of these records, not of "
            "all cases."
        ),
    ]
    if unknown:
        notes.append(
            locale.plural(
                "On neither track: {n} forwarded case whose recipient is not on record.",
                "On neither track: {n} forwarded cases whose recipient is not on record.",
                unknown,
            )
        )
    return Exhibit(
        key=f"track_{track}",
        title=title,
        sentence=filter_sentence(view, ("violations",)),
        figure=ranked_bars(fitting.bars, locale=locale, mode=view.mode, height=fitting.height),
        alt=describe_ranked(bars, locale=locale),
        table=lambda: renamed(
            rows.assign(
                track=[track_label(code, locale) for code in rows["track"]],
                sanction=[value_label("sanction", code, locale) for code in rows["sanction"]],
            ),
            {
                "track": locale.text("Track"),
                "forwarded": locale.text("Forwarded"),
                "answered": locale.text("With an answer on record"),
                "sanctioned": locale.text("Sanctioned"),
                "sanction": locale.text("Sanction"),
                "violations": locale.text("Suspected violations"),
            },
        ),
        records=forwarded,
        notes=tuple(notes),
    )


def _bars(track: "pd.Series[Any]", kinds: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """Forwarded, answered, sanctioned of a `track`, then the `kinds` of sanction."""
    forwarded = int(track["forwarded"])
    steps = [
        ("forwarded", locale.text("Forwarded")),
        ("answered", locale.text("With an answer on record")),
        ("sanctioned", locale.text("Sanctioned")),
    ]
    names = [
        locale.text("Kind of sanction not stated")
        if code == "unknown"
        else value_label("sanction", code, locale)
        for code in kinds["sanction"]
    ]
    counts = [int(track[code]) for code, _ in steps] + [int(n) for n in kinds["violations"]]
    return pd.DataFrame(
        {
            "code": [code for code, _ in steps] + [None] * len(names),
            "label": [label for _, label in steps] + [f"– {name}" for name in names],
            "count": counts,
            "told": [locale.share(count, forwarded) for count in counts],
        }
    )
