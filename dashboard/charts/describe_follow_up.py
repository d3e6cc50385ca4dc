"""Alternative texts of the charts about forwarded cases: what each shows, in words."""

from typing import Any

import pandas as pd

from dashboard.charts.months import first_day
from dashboard.locale import Locale


def describe_answers(rows: pd.DataFrame, *, locale: Locale) -> str:
    """Bars of answered and waiting cases in words: each row's. `rows`: label, told."""
    if rows.empty:
        return locale.text("No record for this filter")
    parts = [f"{label}: {told}" for label, told in zip(rows["label"], rows["told"], strict=True)]
    return locale.text("Horizontal bars: {list}.", list="; ".join(parts))


def describe_share(frame: pd.DataFrame, *, locale: Locale) -> str:
    """The line of the share answered in words: where it begins and ends.

    `frame`: month (null is not drawn), forwarded_to_date, answered_to_date.
    """
    rows = frame[frame["month"].notna() & (frame["forwarded_to_date"].fillna(0) > 0)]
    if rows.empty:
        return locale.text("No record for this filter")
    since, until = (
        (locale.long_month(first_day(row["month"])), _share(row, locale))
        for row in (rows.iloc[0], rows.iloc[-1])
    )
    return locale.text(
        "Line of the share answered, from {first} in {since} to {last} in {until}; columns of the "
        "cases of each month.",
        first=since[1],
        since=since[0],
        last=until[1],
        until=until[0],
    )


def _share(row: "pd.Series[Any]", locale: Locale) -> str:
    return locale.share(int(row["answered_to_date"]), int(row["forwarded_to_date"]))
