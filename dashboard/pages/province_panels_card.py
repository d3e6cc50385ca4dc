"""Every province with an activity as a small series, all on one scale."""

from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts.describe_activities import describe_panels
from dashboard.charts.months import with_days
from dashboard.charts.small_multiples import Chosen, scale_of, small_multiples
from dashboard.locale import Locale
from dashboard.pages.activity_series_card import activities_told, widened
from dashboard.pages.frame import drawing, footer, heading, renamed
from dashboard.pages.trend_cards import stages_in, without_month
from dashboard.pages.view import View, go_to, places
from dashboard.regions import regions

_KEY: Final = "province_panels"
_FIGURES: Final = 3  # side by side, each of two columns; they stack where there is no room
_COLUMNS: Final = 2


def province_panels_card(view: View) -> None:
    """The provinces in order of their codes; a click on one opens it."""
    locale = view.locale
    # A chosen place or month is marked, not cut out, or there would be nothing to compare it with.
    whole = widened(view, replace(view.filter, provinces=(), regencies=(), month=None))
    rows = view.data.ask("activities_by_province_over_time", whole.filter)
    figures = view.data.figures("activity_figures", whole.filter)
    counted = with_days(rows).rename(columns={"province_code": "code", "activities": "count"})
    sums = counted.groupby("code")["count"].sum()
    codes = sorted(str(code) for code in sums.index)
    chosen = {*view.filter.provinces, *(code[:2] for code in view.filter.regencies)}
    scale = scale_of(counted)
    deep = -(-len(codes) // (_FIGURES * _COLUMNS))
    stages = stages_in(view)
    with st.container(border=True, key=f"card_{_KEY}"):
        heading(
            whole,
            key=_KEY,
            title=locale.text(
                "{n} of {total} provinces have an activity on record",
                n=locale.number(len(codes)),
                total=locale.number(int(figures["provinces"])),
            ),
            table=lambda: _table(rows, locale),
            about=("activities",),
        )
        for place, column in enumerate(st.columns(_FIGURES, gap="small") if codes else []):
            part = codes[place * deep * _COLUMNS : (place + 1) * deep * _COLUMNS]
            if not part:
                continue
            key = f"{_KEY}_{place}"
            totals = {code: int(sums[code]) for code in part}
            panels = {code: regions().name(code) for code in part}
            with column:
                drawing(
                    whole,
                    key=key,
                    figure=small_multiples(
                        counted,
                        panels,
                        scale=scale,
                        totals=totals,
                        told=partial(activities_told, locale),
                        voting_days=list(stages.loc[stages["stage"] == "pemungutan_suara", "from"]),
                        locale=locale,
                        mode=view.mode,
                        columns=_COLUMNS,
                        rows=min(deep, len(part)),
                        chosen=Chosen(chosen, view.filter.month),
                    ),
                    alt=describe_panels(
                        list(panels.values()), list(totals.values()), locale=locale
                    ),
                    on_select=partial(_open_clicked, key),
                )
        notes = _notes(view, len(codes), int(figures["provinces"]), scale.top if scale else 0)
        undated = int(rows.loc[rows["month"].isna(), "activities"].sum())
        national = int(figures["activities_without_province"])
        if national:
            notes.append(
                locale.plural(
                    "{n} activity names no province and is in none.",
                    "{n} activities name no province and are in none.",
                    national,
                )
            )
        footer(whole, int(figures["activities"]), [*notes, *without_month(undated, locale)])


def _notes(view: View, drawn: int, total: int, top: int) -> list[str]:
    locale = view.locale
    notes = []
    if view.filter.provinces or view.filter.regencies:
        notes.append(
            locale.text(
                "All provinces are shown here, whatever place is chosen; its own stands out."
            )
        )
    if drawn:
        notes.append(
            locale.text(
                "All panels share one scale, 0 to {top} activities per month; the dotted line is "
                "voting day.",
                top=locale.number(top),
            )
        )
    notes.append(locale.text("Ordered by region code, not by rank."))
    if total > drawn:
        notes.append(
            locale.plural(
                "Not drawn: {n} province without a record, which does not mean that nothing was "
                "done.",
                "Not drawn: {n} provinces without a record, which does not mean that nothing was "
                "done.",
                total - drawn,
            )
        )
    notes.append(
        locale.text("An event in several provinces counts once in each. A click opens a province.")
    )
    return notes


def _open_clicked(key: str) -> None:
    """Open the province that was clicked, or leave it where it was open."""
    for point in st.session_state[key].selection.points[:1]:
        code = str(next(iter(point.get("customdata") or [""])))
        if code in regions().provinces:
            go_to(() if places() == ([code], []) else (code,), ())


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return renamed(
        rows.sort_values(["province_code", "month"], kind="stable"),
        {
            "province_name": locale.text("Province"),
            "month": locale.text("Month"),
            "activities": locale.text("Activities"),
        },
    )
