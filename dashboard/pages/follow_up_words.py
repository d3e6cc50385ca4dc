"""What the cards of the page Tindak lanjut share: the rows of their bars, their words, the day."""

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.locale import Locale
from dashboard.pages.profile_subject import plain_rows
from dashboard.pages.view import View


def as_of(view: View) -> dt.date:
    """The day as of which cases wait: the filter's last day, else that of the version."""
    return view.filter.within_month().until or view.data.version.published_on


def days(value: float, locale: Locale) -> str:
    """A number of days, with a decimal where it has one."""
    whole = value == int(value)
    if whole:
        return locale.plural("{n} day", "{n} days", int(value))
    return locale.text("{days} days", days=locale.number(value, 1))


def answers_told(row: dict[str, Any], locale: Locale) -> str:
    """The numbers of a group of forwarded cases in a sentence."""
    answered, longest = (
        locale.share(int(row["answered"]), int(row["forwarded"])),
        row["longest_days"],
    )
    parts = [locale.text("answer on record for {share}", share=answered)]
    if longest is not None:
        parts.append(locale.text("longest waiting {days}", days=days(int(longest), locale)))
    return ", ".join(parts)


def answer_rows(
    rows: pd.DataFrame, codes: list[str | None], labels: list[str], locale: Locale
) -> pd.DataFrame:
    """The rows of `answer_bars` from an answer of the queries `follow_up_by_...`."""
    return pd.DataFrame(
        {
            "code": pd.Series(codes, dtype=object),
            "label": labels,
            "told": [answers_told(row, locale) for row in plain_rows(rows)],
            "answered": rows["answered"].to_numpy(),
            "dated": (rows["waiting"] - rows["waiting_undated"]).to_numpy(),
            "undated": rows["waiting_undated"].to_numpy(),
        }
    )


def answer_columns(first: str, name: str, locale: Locale) -> dict[str, str]:
    """The columns of a table of `follow_up_by_...`, as readers see them, the `first` called so."""
    return {
        first: name,
        "forwarded": locale.text("Forwarded"),
        "answered": locale.text("With an answer on record"),
        "waiting": locale.text("Without an answer on record"),
        "waiting_undated": locale.text("Of them, day of forwarding not known"),
        "median_days": locale.text("Days waiting, median"),
        "longest_days": locale.text("Days waiting, longest"),
    }
