"""Brings the table of README up to the committed measurement, as `make speed` does.

    python -m dashboard.bench.readme

The table stands between two comments; what is between them is replaced.
"""

from pathlib import Path
from typing import Final

from dashboard.locale import Locale
from dashboard.resources import DATA
from dashboard.speed import Speed, budget_lines, committed_speed, query_summaries
from dashboard.speed_words import HEADS, cells, growth_sentence, measured_on, query_sentence

README: Final = DATA.parent / "README.md"
_FIRST: Final = "<!-- speed: from data/speed.json by python -m dashboard.bench.readme -->"
_LAST: Final = "<!-- /speed -->"


def section(speed: Speed) -> str:
    """The table of budgets and a sentence on the queries, in README's language."""
    locale = Locale("en")
    heads = [locale.text(head) for head in HEADS]
    rows = [cells(line, speed, locale) for line in budget_lines(speed)]
    table = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    sentences = [query_sentence(summary, locale) for summary in query_summaries(speed)]
    paragraphs = [
        measured_on(speed, locale),
        "\n".join(f"| {' | '.join(cells_of_row)} |" for cells_of_row in table),
        " ".join(filter(None, [*sentences, growth_sentence(speed, locale)])),
    ]
    return "\n\n".join(filter(None, paragraphs))


def renewed(text: str, speed: Speed) -> str:
    """README with today's section between the comments. Raises `ValueError` without them."""
    before, first, rest = text.partition(_FIRST)
    _, last, after = rest.partition(_LAST)
    if not first or not last:
        raise ValueError(f"README has no place for the table, between {_FIRST} and {_LAST}")
    return f"{before}{first}\n\n{section(speed)}\n\n{last}{after}"


def main(readme: Path = README) -> None:
    """Rewrite README where something has been measured."""
    speed = committed_speed()
    if speed is not None:
        readme.write_text(renewed(readme.read_text(encoding="utf-8"), speed), encoding="utf-8")


if __name__ == "__main__":
    main()
