"""Alternative texts of the charts about activities: what each shows, in words."""

from collections.abc import Sequence

import pandas as pd

from dashboard.elections import elections
from dashboard.locale import Locale


def describe_periods(frame: pd.DataFrame, *, column: str, weekly: bool, locale: Locale) -> str:
    """Columns by week or month in words: the span and the total drawn.

    `frame`: period_from, period_until, the `column` that is summed: activities or participants.
    """
    rows = frame[frame["period_from"].notna()]
    total = int(rows[column].fillna(0).sum())
    if not total:
        return locale.text("No record for this filter")
    if column == "participants":
        counted = locale.plural("{n} participant", "{n} participants", total)
    else:
        counted = locale.plural("{n} activity", "{n} activities", total)
    span = {
        "first": locale.short_date(min(rows["period_from"])),
        "last": locale.short_date(max(rows["period_until"])),
        "counted": counted,
    }
    if weekly:
        return locale.text("Stacked columns by week from {first} to {last}: {counted}.", **span)
    return locale.text("Stacked columns by month from {first} to {last}: {counted}.", **span)


def describe_ranked(rows: pd.DataFrame, *, locale: Locale) -> str:
    """Horizontal bars in words: each with its count. `rows`: label, count."""
    if rows.empty:
        return locale.text("No record for this filter")
    parts = [
        f"{label} {locale.number(int(count))}"
        for label, count in zip(rows["label"], rows["count"], strict=True)
    ]
    return locale.text("Horizontal bars: {list}.", list="; ".join(parts))


def describe_panels(names: Sequence[str], totals: Sequence[int], *, locale: Locale) -> str:
    """Small series in words: the total of each, in the order drawn."""
    if not names:
        return locale.text("No record for this filter")
    parts = [f"{name} {locale.number(total)}" for name, total in zip(names, totals, strict=True)]
    return locale.text("Small columns over time on one scale: {list}.", list="; ".join(parts))


def describe_aligned(frame: pd.DataFrame, *, locale: Locale) -> str:
    """Lines by the days to voting day in words: how many activities each election has by that day.

    `frame`: the columns of `activities_to_voting_day`.
    """
    rows = frame[frame["day"].notna()]
    before = rows[rows["day"] <= 0].groupby("election")["activities"].sum()
    parts = [
        f"{elections()[election].name(locale)} {locale.number(int(before.get(election, 0)))}"
        for election in elections()
        if election in set(rows["election"])
    ]
    if not parts:
        return locale.text("No record for this filter")
    return locale.text(
        "Lines of the activities so far by days to voting day; by voting day: {list}.",
        list="; ".join(parts),
    )
