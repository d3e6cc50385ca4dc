"""Alternative texts of the charts about prevention beside reported cases, in words."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts.two_by_two import Field
from dashboard.locale import Locale


def describe_two_by_two(fields: Sequence[Field], *, locale: Locale) -> str:
    """The four fields with their numbers."""
    return locale.text("Four fields with kabupaten/kota: {list}.", list=_numbers(fields, locale))


def describe_gap_map(fields: Sequence[Field], *, locale: Locale) -> str:
    """The map of the four fields with their numbers."""
    return locale.text("Map of kabupaten/kota: {list}.", list=_numbers(fields, locale))


def _numbers(fields: Sequence[Field], locale: Locale) -> str:
    return "; ".join(f"{field.label} {locale.number(field.regions)}" for field in fields)


def describe_around_day(steps: pd.DataFrame, *, day: str, locale: Locale) -> str:
    """The counts of the steps around a day. `steps`: the columns of `around_day`."""
    drawn = steps[steps["days_from"].notna()]
    if drawn.empty:
        return locale.text("No record for this filter")
    counts = [locale.number(int(count)) for count in drawn["violations"]]
    before = sum(int(first) < 0 for first in drawn["days_from"])
    return locale.text(
        "Columns in steps of days around “{day}”: cases before {before}; from the day on {after}.",
        day=day,
        before=", ".join(counts[:before]),
        after=", ".join(counts[before:]),
    )
