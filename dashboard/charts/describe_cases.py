"""Alternative texts of the charts about cases: what each shows, in words."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts.matrix import Cells
from dashboard.locale import Locale


def describe_case_months(frame: pd.DataFrame, *, column: str, locale: Locale) -> str:
    """Columns by month in words: the span and the total drawn.

    `frame`: period_from, period_until, the `column` that is summed: violations or people.
    """
    rows = frame[frame["period_from"].notna()]
    total = int(rows[column].fillna(0).sum())
    if not total:
        return locale.text("No record for this filter")
    return locale.text(
        "Stacked columns by month from {first} to {last}: {counted}.",
        first=locale.short_date(min(rows["period_from"])),
        last=locale.short_date(max(rows["period_until"])),
        counted=_people(total, locale) if column == "people" else _cases(total, locale),
    )


def describe_masked_months(frame: pd.DataFrame, *, masked: int, locale: Locale) -> str:
    """Columns by month of which some are masked, in words.

    `frame`: period_from, period_until, violations (null where masked), one row a month; `masked`:
    how many of them are.
    """
    if frame.empty:
        return locale.text("No record for this filter")
    words = locale.text(
        "Columns by month from {first} to {last}: {counted} in the months that are told.",
        first=locale.short_date(min(frame["period_from"])),
        last=locale.short_date(max(frame["period_until"])),
        counted=_cases(int(frame["violations"].sum()), locale),
    )
    if not masked:
        return words
    hidden = locale.plural("{n} month is masked.", "{n} months are masked.", masked)
    return f"{words} {hidden}"


def describe_cases_and_people(frame: pd.DataFrame, *, locale: Locale) -> str:
    """Cases above, people below, by month, in words.

    `frame`: the columns of `violations_by_period`.
    """
    rows = frame[frame["period_from"].notna()]
    cases = int(rows["violations"].sum())
    if not cases:
        return locale.text("No record for this filter")
    return locale.text(
        "Two rows of columns by month from {first} to {last}, each with its own scale: above "
        "{cases}, below {people} in the cases that state it.",
        first=locale.short_date(min(rows["period_from"])),
        last=locale.short_date(max(rows["period_until"])),
        cases=_cases(cases, locale),
        people=_people(int(rows["people"].fillna(0).sum()), locale),
    )


def describe_stage_table(cells: Cells, columns: Mapping[str, str], *, locale: Locale) -> str:
    """A table of categories by stages in words: the cases of each stage.

    `cells`: by the codes of category and stage; `columns`: the stages' names by code.
    """
    totals = {
        code: sum(cell.number for (_, stage), cell in cells.items() if stage == code)
        for code in columns
    }
    if not totals:
        return locale.text("No record for this filter")
    parts = [f"{columns[code]} {locale.number(total)}" for code, total in totals.items()]
    return locale.text("Table of cases by category and stage: {list}.", list="; ".join(parts))


def _cases(count: int, locale: Locale) -> str:
    return locale.plural("{n} case", "{n} cases", count)


def _people(count: int, locale: Locale) -> str:
    return locale.plural("{n} person", "{n} people", count)
