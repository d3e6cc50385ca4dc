"""Every province with an activity as a small series, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.describe_activities import describe_panels
from dashboard.charts.months import with_days
from dashboard.charts.small_multiples import Chosen, Scale, grid_of, scale_of, small_multiples
from dashboard.locale import Locale
from dashboard.pages.activity_series_card import activities_told, widened
from dashboard.pages.frame import drawing, exhibit_heading, filter_sentence, footer, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.room import not_drawn
from dashboard.pages.trend_cards import stages_in, without_month
from dashboard.pages.view import View, go_to, places
from dashboard.press.exhibit import Exhibit
from dashboard.regions import regions

KEY: Final = "province_panels"
_FIGURES: Final = 3  # side by side, each of two columns; they stack where there is no room
_COLUMNS: Final = 2
_WIDTH, _HEIGHT = 1200, 620  # px, of one figure of all provinces


@dataclass(frozen=True)
class _Panels:
    """What the panels share, whatever part of them a figure draws.

    `whole`: the view without its place and month, which are marked, not cut out, or there would be
    nothing to compare them with. `rows`: the answer; `counted`: the same with days, code and count;
    `codes`: the provinces in order, `sums` their activities.
    """

    view: View
    whole: View
    rows: pd.DataFrame
    counted: pd.DataFrame
    sums: "pd.Series[int]"
    scale: Scale | None

    @property
    def codes(self) -> list[str]:
        return sorted(str(code) for code in self.sums.index)

    def figure(self, codes: Sequence[str], **options: Any) -> go.Figure:
        """The panels of these provinces."""
        chosen = self.view.filter
        stages = stages_in(self.view)
        return small_multiples(
            self.counted,
            {code: regions().name(code) for code in codes},
            scale=self.scale,
            totals={code: int(self.sums[code]) for code in codes},
            told=partial(activities_told, self.view.locale),
            voting_days=list(stages.loc[stages["stage"] == "pemungutan_suara", "from"]),
            locale=self.view.locale,
            mode=self.view.mode,
            chosen=Chosen(
                {*chosen.provinces, *(code[:2] for code in chosen.regencies)}, chosen.month
            ),
            **options,
        )

    def alt(self, codes: Sequence[str]) -> str:
        """The panels of these provinces in words."""
        return describe_panels(
            [regions().name(code) for code in codes],
            [int(self.sums[code]) for code in codes],
            locale=self.view.locale,
        )


def _panels(view: View) -> _Panels:
    whole = widened(view, replace(view.filter, provinces=(), regencies=(), month=None))
    rows = view.data.ask("activities_by_province_over_time", whole.filter)
    counted = with_days(rows).rename(columns={"province_code": "code", "activities": "count"})
    sums = counted.groupby("code")["count"].sum()
    return _Panels(view, whole, rows, counted, sums, scale_of(counted))


@remembered
def province_panels_exhibit(view: View) -> Exhibit:
    """The provinces in order of their codes, in one figure."""
    panels = _panels(view)
    codes, place = panels.codes, (view.width(_WIDTH), view.height(_HEIGHT))
    grid = grid_of(len(codes), place)
    drawn = codes[: grid.panels]
    exhibit = _described(panels)
    return replace(
        exhibit,
        figure=panels.figure(drawn, columns=grid.columns, rows=grid.rows, room=place),
        alt=panels.alt(drawn),
        notes=(*not_drawn(len(codes) - len(drawn), view.locale), *exhibit.notes),
    )


def province_panels_card(view: View) -> None:
    """The same in three figures, which stack where there is no room; a click opens a province."""
    panels = _panels(view)
    codes = panels.codes
    deep = -(-len(codes) // (_FIGURES * _COLUMNS))
    exhibit = _described(panels)
    with st.container(border=True, key=f"card_{KEY}"):
        exhibit_heading(panels.whole, exhibit)
        for place, column in enumerate(st.columns(_FIGURES, gap="small") if codes else []):
            part = codes[place * deep * _COLUMNS : (place + 1) * deep * _COLUMNS]
            if not part:
                continue
            key = f"{KEY}_{place}"
            with column:
                drawing(
                    panels.whole,
                    key=key,
                    figure=panels.figure(part, columns=_COLUMNS, rows=min(deep, len(part))),
                    alt=panels.alt(part),
                    on_select=partial(_open_clicked, key),
                )
        hint = view.locale.text("A click opens a province.")
        footer(panels.whole, exhibit.records, [*exhibit.notes, hint])


def _described(panels: _Panels) -> Exhibit:
    """All but the figure."""
    locale, rows = panels.view.locale, panels.rows
    figures = panels.view.data.figures("activity_figures", panels.whole.filter)
    n, total = len(panels.codes), int(figures["provinces"])
    undated = int(rows.loc[rows["month"].isna(), "activities"].sum())
    national = int(figures["activities_without_province"])
    notes = _notes(panels.view, n, total, panels.scale.top if panels.scale else 0)
    if national:
        notes.append(
            locale.plural(
                "{n} activity names no province and is in none.",
                "{n} activities name no province and are in none.",
                national,
            )
        )
    return Exhibit(
        key=KEY,
        title=locale.text(
            "{n} of {total} provinces have an activity on record",
            n=locale.number(n),
            total=locale.number(total),
        ),
        sentence=filter_sentence(panels.whole, ("activities",)),
        table=lambda: _table(rows, locale),
        records=int(figures["activities"]),
        notes=(*notes, *without_month(undated, locale)),
        until=panels.whole.until,
    )


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
    notes.append(locale.text("An event in several provinces counts once in each."))
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
