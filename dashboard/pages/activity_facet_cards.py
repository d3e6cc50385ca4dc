"""How many activities are of each kind, level, target group and type of institution."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import pandas as pd

from dashboard.charts.describe_activities import describe_ranked
from dashboard.charts.ranked_bars import most_bars, ranked_bars
from dashboard.facets import facet
from dashboard.locale import Locale, mark
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.room import not_drawn
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

_UNTELLING: Final = ("lainnya", "unknown")  # no finding begins with them
_MOST: Final = 12  # bars of one chart; what is rarer stands in its table


@dataclass(frozen=True)
class Breakdown:
    """One dimension of activities as a chart."""

    field: str
    """The facet of the filter."""
    dimension: str
    """The parameter of the query."""
    title: str
    """A message of the catalogue, for the table."""
    finding: str
    """A message of the catalogue: how many of the activities have a value."""
    note: str = ""
    """What readers have to know, a message of the catalogue."""


BY_KIND: Final = Breakdown(
    "kinds",
    "kind",
    mark("Kind"),
    mark("{n} of {total} activities ({share}) are of the kind {value}"),
)
BY_LEVEL: Final = Breakdown(
    "levels",
    "level",
    mark("Level"),
    mark("{n} of {total} activities ({share}) are organised at the level {value}"),
)
BY_TARGET: Final = Breakdown(
    "targets",
    "target",
    mark("Target group"),
    mark("{n} of {total} activities ({share}) address {value}"),
    mark("An activity for several target groups counts in each, so they do not add up."),
)
BY_INSTITUTION: Final = Breakdown(
    "institution_types",
    "institution_type",
    mark("Institution taking part"),
    mark("{n} of {total} activities ({share}) name {value}"),
    mark("An activity counts once for each type of institution it names, so they do not add up."),
)


def facet_card(view: View, breakdown: Breakdown) -> None:
    """The bars of one dimension; a click on one narrows everything else to it."""
    exhibit = facet_exhibit(breakdown, view)
    card(view, exhibit, on_select=partial(narrow_by_click, exhibit.key, breakdown.field))


def facet_exhibit(breakdown: Breakdown, view: View) -> Exhibit:
    """Horizontal bars of one dimension; they stay whole whatever of it is chosen."""
    locale, field = view.locale, breakdown.field
    whole = replace(view, filter=view.filter.without(field))
    chosen: tuple[str, ...] = getattr(view.filter, field)
    label = facet(field).label
    answer = view.data.ask("activities_by_dimension", whole.filter, dimension=breakdown.dimension)
    total = int(view.data.figures("activity_figures", whole.filter)["activities"])
    rows = pd.DataFrame(
        {
            "code": [None if pd.isna(code) else code for code in answer["value"]],
            "label": [
                locale.text("Not stated") if pd.isna(code) else label(code, locale)
                for code in answer["value"]
            ],
            "count": answer["activities"],
            "told": [
                locale.text("{share} activities", share=locale.share(int(count), total))
                for count in answer["activities"]
            ],
        }
    )
    drawn = _frequent(rows, chosen, most_bars(view.place.height) if view.place else _MOST)
    notes = [locale.text(breakdown.note)] if breakdown.note else []
    hidden = len(rows) - len(drawn)
    if view.place:
        notes = [*not_drawn(hidden, locale), *notes]
    elif hidden:
        notes.append(
            locale.plural(
                "{n} rarer one stands in the table.", "{n} rarer ones stand in the table.", hidden
            )
        )
    return Exhibit(
        key=f"by_{breakdown.dimension}",
        title=_finding(breakdown, rows, chosen, total, locale),
        sentence=filter_sentence(whole, ("activities",)),
        figure=ranked_bars(
            drawn,
            locale=locale,
            mode=view.mode,
            chosen=chosen,
            height=view.place.height if view.place else None,
        ),
        alt=describe_ranked(drawn, locale=locale),
        table=lambda: renamed(
            answer.assign(label=list(rows["label"])),
            {
                "label": locale.text(breakdown.title),
                "activities": locale.text("Activities"),
                "participants": locale.text("Participants"),
                "activities_without_participants": locale.text("Activities without participants"),
            },
        ),
        records=total,
        notes=tuple(notes),
    )


def _frequent(rows: pd.DataFrame, chosen: tuple[str, ...], most: int) -> pd.DataFrame:
    """The rows to draw: the most frequent, and always what is chosen."""
    mine = rows["code"].isin(chosen)
    if most == _MOST:
        return rows[(rows.index < most) | mine]
    # In a given room what is chosen takes the place of others.
    return rows[mine | (~mine & ((~mine).cumsum() <= most - mine.sum()))].head(most)


def _finding(
    breakdown: Breakdown,
    rows: pd.DataFrame,
    chosen: tuple[str, ...],
    total: int,
    locale: Locale,
) -> str:
    """The first of what is chosen, else of all, in a sentence."""
    named = rows[rows["code"].isin(chosen)] if chosen else rows[rows["code"].notna()]
    if not chosen and not (telling := named[~named["code"].isin(_UNTELLING)]).empty:
        named = telling
    if named.empty:
        return locale.text("No activity is recorded for this filter")
    count = int(named["count"].iloc[0])
    return locale.text(
        breakdown.finding,
        n=locale.number(count),
        total=locale.number(total),
        share=locale.percent(count, total),
        value=named["label"].iloc[0],
    )
