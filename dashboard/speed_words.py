"""The measured speed in words: the same for the command line, README and the page *Metodologi*."""

import re
import statistics
from typing import Final

from dashboard.locale import Locale, mark
from dashboard.speed import Line, QuerySummary, Speed, growth

# What a measure's spread promises of a second run, as numerator and denominator.
CERTAINTY: Final = (99, 100)
HEADS: Final = (
    mark("What was measured"),
    mark("Here"),
    mark("Beside it"),
    mark("Ratio"),
    mark("Spread"),
    mark("Budget"),
    mark("Budget kept"),
)
_WORDS: Final = {
    "filter_change": mark(
        "Filter change to last paint on the overview, against a bare Streamlit app that draws as "
        "many constant figures"
    ),
    "filter_change_large": mark(
        "The same with {rows} simulated records, against the embedded records"
    ),
    "filter_change_floor": mark(
        "The same against a page that draws the overview's very figures, made before"
    ),
    "filter_change_bytes": mark("Data sent for one filter change on the overview"),
    "filter_change_wire": mark("The same as compressed on the network"),
    "session_memory": mark("Memory per further open session"),
    "sessions_30_p95": mark(
        "30 sessions that change filters in the same instant: 95th percentile of a rerun, against "
        "one session alone"
    ),
    "sessions_30_floor": mark("The same of a bare Streamlit app with as many constant figures"),
    "startup": mark(
        "Start of the program to the first whole page, against a bare Streamlit app that imports "
        "the same packages"
    ),
    "naive_seconds": mark(
        "Filter change against the naive way: CSV read anew, geometry inside the map"
    ),
    "naive_bytes": mark("Data sent for it, against the naive way"),
}
# Keys with a number inside.
_NUMBERED: Final = (
    (
        re.compile(r"ingest_(?P<rows>\d+)"),
        mark(
            "Ingest of {rows} rows of CSV to a published version, against the query engine's plain "
            "copy of the files to Parquet"
        ),
    ),
    (
        re.compile(r"ingest_(?P<rows>\d+)_memory"),
        mark("Peak memory of that ingest of {rows} rows, against that of the copy"),
    ),
    (
        re.compile(r"thinking_(?P<sessions>\d+)_p(?P<share>\d+)"),
        mark(
            "{sessions} sessions that change filters as readers do, with time to think, a version "
            "published meanwhile: percentile {share} of a rerun, against one session alone"
        ),
    ),
    (
        re.compile(r"thinking_(?P<sessions>\d+)_large_p(?P<share>\d+)"),
        mark("{sessions} sessions with time to think, with simulated records: percentile {share}"),
    ),
)


def words(line: Line, speed: Speed, locale: Locale) -> str:
    """What the line is about; its key where there are no words for it."""
    for pattern, message in _NUMBERED:
        if found := pattern.fullmatch(line.key):
            numbers = {name: locale.number(int(text)) for name, text in found.groupdict().items()}
            return locale.text(message, **numbers)
    if line.key not in _WORDS:
        return line.key
    return locale.text(_WORDS[line.key], rows=locale.number(speed.large_rows))


def cells(line: Line, speed: Speed, locale: Locale) -> tuple[str, ...]:
    """A line of the table under `HEADS`, a dash where there is nothing to say."""
    ratio = _times if line.is_ratio else lambda value, locale: amount(value, line.unit, locale)
    return (
        words(line, speed, locale),
        amount(statistics.median(line.own), line.unit, locale),
        amount(statistics.median(line.base), line.unit, locale) if line.base else "–",
        _times(line.median, locale) if line.is_ratio else "–",
        f"{ratio(line.low, locale)} – {ratio(line.high, locale)}" if len(line.own) > 1 else "–",
        "–" if line.budget is None else f"≤ {ratio(line.budget, locale)}",
        _kept(line.keeps, locale),
    )


def measured_on(speed: Speed, locale: Locale) -> str:
    """When, with which version, on what."""
    return locale.text(
        "Measured on {day} with version {software} on {cores} processor cores and {memory} GB of "
        "memory, Python {python}, Chromium {chromium}.",
        day=locale.date(speed.day),
        software=speed.software,
        cores=locale.number(speed.machine.cores),
        memory=locale.number(speed.machine.memory_gb, 1),
        python=speed.machine.python,
        chromium=speed.machine.chromium or "–",
    )


def how_measured(locale: Locale) -> tuple[str, ...]:
    """What the columns of the table mean."""
    return (
        locale.text(
            "“Here” and “Beside it” are medians. Both are measured in turn and divided pair by "
            "pair, so that what slows the whole machine down divides out; the ratio is the median "
            "of these pairs, and the budget bounds it."
        ),
        locale.text(
            "The spread holds every pair, and the median of a second run with a probability of "
            "{share}.",
            share=locale.percent(*CERTAINTY),
        ),
    )


def query_sentence(summary: QuerySummary, locale: Locale) -> str:
    """How the queries do at one number of records; empty where none was answered."""
    if summary.middle is None:
        return ""
    return locale.text(
        "With {rows} records {share} questions to the records are answered within the time in "
        "which the engine merely reads the same columns; half of all take at most {middle}, the "
        "slowest {slowest}.",
        rows=locale.number(summary.rows),
        share=locale.share(summary.within, summary.compared),
        middle=amount(summary.middle, "s", locale),
        slowest=amount(summary.slowest[0].seconds, "s", locale),
    )


def growth_sentence(speed: Speed, locale: Locale) -> str:
    """How the time grows with the records; empty where it was measured at one number of them."""
    grown = growth(speed)
    if not grown:
        return ""
    sizes = {line.rows for line in speed.queries}
    return locale.text(
        "With {many} records instead of {few} half of the questions take at most {middle} times as "
        "long, all at most {most} times.",
        many=locale.number(max(sizes)),
        few=locale.number(min(sizes)),
        middle=_three_digits(statistics.median(grown), locale),
        most=_three_digits(grown[-1], locale),
    )


def _kept(keeps: bool | None, locale: Locale) -> str:
    if keeps is None:
        return "–"
    return locale.text("yes") if keeps else locale.text("no")


def amount(value: float, unit: str, locale: Locale) -> str:
    """`0,378 s`, `12,4 MB`: three digits that count."""
    return f"{_three_digits(value, locale)}\N{NO-BREAK SPACE}{unit}"


def _times(value: float, locale: Locale) -> str:
    return f"{_three_digits(value, locale)}×"


def _three_digits(value: float, locale: Locale) -> str:
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return locale.number(value, digits)
