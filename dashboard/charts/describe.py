"""Alternative texts: what a figure shows, in one or two sentences, for those who do not see it.

They tell totals of the whole view and never name a highest or lowest region.
"""

import datetime as dt

import pandas as pd

from dashboard.charts.measures import Measured
from dashboard.charts.months import first_day
from dashboard.charts.theme import COVERAGE_ORDER, coverage_label
from dashboard.charts.trend import undated
from dashboard.locale import Locale


def describe_coverage(regencies: pd.DataFrame, *, locale: Locale) -> str:
    """The coverage map in words: how many regencies have each status.

    `regencies`: the columns of `coverage_by_regency`, one row per regency.
    """
    counts = regencies["status"].value_counts()
    parts = [
        f"{coverage_label(status, locale)} {locale.number(int(counts[status]))}"
        for status in COVERAGE_ORDER
        if status in counts
    ]
    if not parts:
        return locale.text("No record for this filter")
    opening = locale.text(
        "Map of {n} kabupaten/kota by what is on record.", n=locale.number(len(regencies))
    )
    return f"{opening} {'; '.join(parts)}."


def describe_measure(measured: Measured, *, title: str, locale: Locale) -> str:
    """A map of any measure in words: what it shows, and how many regions look how."""
    parts = [
        f"{look.label} {locale.number(measured.count(look.key))}"
        for look in measured.looks
        if measured.count(look.key)
    ]
    if not parts:
        return locale.text("No record for this filter")
    opening = locale.text(
        "Map of {n} regions: {title}.", n=locale.number(len(measured.regions)), title=title
    )
    counted = f"{measured.unit}: " if measured.unit else ""
    return f"{opening} {counted}{'; '.join(parts)}."


def describe_growth(frame: pd.DataFrame, *, total: int, as_of: dt.date, locale: Locale) -> str:
    """The coverage over time in words: where the three lines end on `as_of`.

    `frame`: the columns of `coverage_over_time`, cumulative; `total`: regencies in view.
    """
    rows = frame[frame["month"].notna()].sort_values("month", kind="stable")
    rows = rows[[first_day(month) <= as_of for month in rows["month"]]]
    if rows.empty:
        return locale.text("No record for this filter")
    end = rows.iloc[-1]
    return locale.text(
        "Three lines from {first} to {last}: of {total} kabupaten/kota, {pokja} have a Pokja on "
        "record, {signed} a signing and {active} an activity of any kind.",
        first=locale.month(first_day(rows["month"].iloc[0])),
        last=locale.date(as_of),
        total=locale.number(total),
        pokja=locale.number(int(end["regencies_with_pokja"])),
        signed=locale.number(int(end["regencies_signed"])),
        active=locale.number(int(end["regencies_active"])),
    )


def describe_months(frame: pd.DataFrame, *, locale: Locale) -> str:
    """Activities or violations a month in words: the span, the total, what has no month.

    `frame`: the columns of `activities_over_time` or of `violations_over_time`.
    """
    violations = "violations" in frame
    column = "violations" if violations else "activities"
    rows = frame[frame["month"].notna()]
    drawn = int(rows[column].fillna(0).sum())
    missing = undated(frame)
    sentences = []
    if drawn:
        records = locale.plural("{n} case", "{n} cases", drawn)
        if not violations:
            records = locale.plural("{n} activity", "{n} activities", drawn)
        sentences.append(
            locale.text(
                "Stacked columns by month from {first} to {last}: {records} in all.",
                first=locale.month(first_day(rows["month"].min())),
                last=locale.month(first_day(rows["month"].max())),
                records=records,
            )
        )
    if missing:
        sentences.append(
            locale.plural(
                "{n} record without a month is not drawn.",
                "{n} records without a month are not drawn.",
                missing,
            )
        )
    return " ".join(sentences) or locale.text("No record for this filter")
