"""A run of the benchmark as text, in the reader's language."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.locale import Locale, mark
from dashboard.pages.topics import TOPICS
from dashboard.speed import Line, QueryLine, Speed, query_summaries
from dashboard.speed_words import (
    HEADS,
    amount,
    cells,
    growth_sentence,
    measured_on,
    query_sentence,
    words,
)

_GAP = "  "
_WIDEST = 56  # characters of the first column, which holds words
_STOPPED: Final = {
    "limit": mark("Stopped at the program's own limit of time or memory: {queries}"),
    "time": mark("Not measured, since the time for it was over: {queries}"),
}


def report(speed: Speed, locale: Locale) -> str:
    """The whole report: what was measured on, the table, the queries."""
    blocks = [measured_on(speed, locale)]
    if speed.lines:
        rows = [
            (_what(line, speed, locale), *cells(line, speed, locale)[1:]) for line in speed.lines
        ]
        blocks.append("\n".join(_aligned([locale.text(head) for head in HEADS], rows)))
    blocks += ["\n".join(block) for block in _query_blocks(speed, locale)]
    return "\n\n".join(blocks) + "\n"


def _what(line: Line, speed: Speed, locale: Locale) -> str:
    """What the line is about; pages by their titles."""
    titles = {f"page_{topic.path}": topic.title for topic in TOPICS}
    if line.key not in titles:
        return words(line, speed, locale)
    title = locale.text(titles[line.key])
    return locale.text(
        "Opening the page “{page}” with {rows} simulated records, against the embedded records",
        page=title,
        rows=locale.number(speed.large_rows),
    )


def _aligned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table: words to the left and wrapped, numbers to the right."""
    wrapped = [textwrap.wrap(row[0], _WIDEST) for row in rows]
    first = max(len(line) for lines in (*wrapped, [heads[0]]) for line in lines)
    columns = list(zip(*(row[1:] for row in (heads, *rows)), strict=True))
    widths = [max(map(len, column)) for column in columns]

    def line(beginning: str, numbers: Sequence[str]) -> str:
        aligned = (cell.rjust(width) for cell, width in zip(numbers, widths, strict=True))
        return _GAP.join([beginning.ljust(first), *aligned]).rstrip()

    yield line(heads[0], heads[1:])
    yield _GAP.join("-" * width for width in (first, *widths))
    for row, (beginning, *more) in zip(rows, wrapped, strict=True):
        yield line(beginning, row[1:])
        yield from more


def _query_blocks(speed: Speed, locale: Locale) -> Iterator[list[str]]:
    """The queries at each number of records, and how they grow with it."""
    for summary in query_summaries(speed):
        lines: list[str] = []
        if sentence := query_sentence(summary, locale):
            lines += [sentence, locale.text("The slowest:")]
        lines += [f"{_GAP}{_named(one)}{_GAP}{_time(one, locale)}" for one in summary.slowest]
        for why, message in _STOPPED.items():
            if left := [_named(one) for one in summary.stopped if one.stopped == why]:
                lines.append(locale.text(message, queries=", ".join(left)))
        yield lines
    if sentence := growth_sentence(speed, locale):
        yield [sentence]


def _named(line: QueryLine) -> str:
    return f"{line.query} ({line.scope})"


def _time(line: QueryLine, locale: Locale) -> str:
    return amount(line.seconds, "s", locale)
