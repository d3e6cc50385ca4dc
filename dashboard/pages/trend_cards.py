"""How things develop over time: coverage, activities and violations, month by month."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd

from dashboard.charts.describe import describe_growth, describe_months
from dashboard.charts.trend import (
    activities_by_month,
    coverage_growth,
    undated,
    violations_by_month,
)
from dashboard.elections import stages_of
from dashboard.labels import category_label, kind_label
from dashboard.locale import Locale
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

GROWTH: Final = "coverage_growth"
ACTIVITIES: Final = "activities_by_month"
VIOLATIONS: Final = "violations_by_month"


def stages_in(view: View) -> pd.DataFrame:
    """The stages of the chosen elections: election, stage, from, to."""
    found = stages_of(view.filter.elections)
    return pd.DataFrame(
        [(stage.election, stage.code, stage.first, stage.last) for stage in found],
        columns=["election", "stage", "from", "to"],
    )


@remembered
def growth_exhibit(view: View) -> Exhibit:
    """How many of all regencies had a Pokja, had signed, were active, month by month."""
    locale = view.locale
    rows = view.data.ask("coverage_over_time", view.filter)
    total = int(view.data.figures("key_figures", view.filter)["regencies"])
    until = view.until or view.data.version.published_on
    if rows.empty:
        title = locale.text("No activity is recorded for this filter")
    elif total == 1:
        title = locale.text(
            "{place}: what is recorded, month by month", place=view.filter.place(locale)
        )
    else:
        title = locale.text(
            "By {day}, {pokja} kabupaten/kota have a Pokja on record and {signed} have signed",
            day=locale.date(until),
            pokja=locale.number(int(rows["regencies_with_pokja"].iloc[-1])),
            signed=locale.number(int(rows["regencies_signed"].iloc[-1])),
        )
    return Exhibit(
        key=GROWTH,
        title=title,
        sentence=filter_sentence(view),
        figure=coverage_growth(
            rows,
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            total=total,
            as_of=until,
            height=view.height(380),
            width=view.width(390),
        ),
        alt=describe_growth(rows, total=total, as_of=until, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "month": locale.text("Month"),
                "regencies_with_pokja": locale.text("Kabupaten/kota with Pokja"),
                "regencies_signed": locale.text("Kabupaten/kota signed"),
                "regencies_active": locale.text("Kabupaten/kota with any activity"),
            },
        ),
        records=int(view.data.figures("records_behind", view.filter)["state_records"]),
    )


@remembered
def activities_exhibit(view: View) -> Exhibit:
    """Prevention activities by month and kind."""
    locale = view.locale
    count = int(view.data.figures("key_figures", view.filter)["activities"])
    rows = view.data.ask("activities_over_time", view.filter)
    every_kind = view.data.ask("activities_over_time", view.filter.without("kinds"))
    readable = rows.assign(kind=[kind_label(kind, locale) for kind in rows["kind"]])
    return Exhibit(
        key=ACTIVITIES,
        title=locale.plural(
            "{n} prevention activity is recorded", "{n} prevention activities are recorded", count
        ),
        sentence=filter_sentence(view, ("activities",)),
        figure=activities_by_month(
            every_kind,
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            chosen=view.filter.kinds,
            height=view.height(400),
            width=view.width(390),
            is_placed=view.place is not None,
        ),
        alt=describe_months(rows, locale=locale),
        table=lambda: renamed(
            readable,
            {
                "month": locale.text("Month"),
                "kind": locale.text("Kind"),
                "activities": locale.text("Activities"),
                "participants": locale.text("Participants"),
            },
        ),
        records=count,
        notes=(
            *_beside(view.filter.kinds, locale),
            *without_month(undated(rows), locale),
            *partial_months(view),
        ),
    )


@remembered
def violations_exhibit(view: View) -> Exhibit:
    """Cases by the month they were made public and category."""
    locale = view.locale
    count = int(view.data.figures("key_figures", view.filter)["violations"])
    rows = view.data.ask("violations_over_time", view.filter)
    every_category = view.data.ask("violations_over_time", view.filter.without("categories"))
    readable = rows.assign(category=[category_label(c, locale) for c in rows["category"]])
    return Exhibit(
        key=VIOLATIONS,
        title=locale.plural(
            "{n} suspected violation became public", "{n} suspected violations became public", count
        ),
        sentence=filter_sentence(view, ("violations",)),
        figure=violations_by_month(
            every_category,
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            chosen=view.filter.categories,
            height=view.height(400),
            width=view.width(390),
            is_placed=view.place is not None,
        ),
        alt=describe_months(rows, locale=locale),
        table=lambda: renamed(
            readable,
            {
                "month": locale.text("Month"),
                "category": locale.text("Category"),
                "violations": locale.text("Suspected violations"),
            },
        ),
        records=count,
        notes=(
            *_beside(view.filter.categories, locale),
            *without_month(undated(rows), locale),
            *partial_months(view),
            locale.text("By the day the source made the case public, not the day it was filed."),
        ),
    )


def growth_card(view: View) -> None:
    """Coverage month by month."""
    card(view, growth_exhibit(view))


def activities_card(view: View) -> None:
    """Activities by month; a click narrows to a kind."""
    on_select = partial(narrow_by_click, ACTIVITIES, "kinds")
    card(view, activities_exhibit(view), on_select=on_select)


def violations_card(view: View) -> None:
    """Cases by month; a click narrows to a category."""
    on_select = partial(narrow_by_click, VIOLATIONS, "categories")
    card(view, violations_exhibit(view), on_select=on_select)


def _beside(chosen: Sequence[str], locale: Locale) -> list[str]:
    """Says what the pale bars are where some are chosen; else nothing."""
    if not chosen:
        return []
    return [locale.text("Pale: what is beside the choice; neither title nor source counts it.")]


def partial_months(view: View) -> list[str]:
    """Says that the period cuts its first or last month; else nothing."""
    since, until = view.filter.since, view.filter.until
    begins_inside = since is not None and since.day != 1
    ends_inside = until is not None and (until + dt.timedelta(days=1)).day != 1
    if not (begins_inside or ends_inside):
        return []
    return [view.locale.text("The first or the last month is only partly in the period.")]


def without_month(count: int, locale: Locale) -> list[str]:
    """Says how many records are not drawn since their month is not known; else nothing."""
    if count == 0:
        return []
    return [
        locale.plural(
            "Without a known month, not drawn: {n} record.",
            "Without a known month, not drawn: {n} records.",
            count,
        )
    ]
