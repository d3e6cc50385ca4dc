"""What a reader searches for: words, looked for in texts and in what codes are called."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from dashboard.errors import PlainError
from dashboard.labels import FIELD_VALUES
from dashboard.locale import LANGUAGES, Locale, mark

MOST_WORDS: Final = 10
LONGEST_SEARCH: Final = 200  # characters

_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"""""')

# Fields whose codes a search finds by their words; the words of others are in nearly every record.
_SEARCHED: Final = (
    "kind",
    "targets",
    "category",
    "subject",
    "status",
    "measure",
    "origin",
    "channel",
    "forwarded_to",
    "sanction",
    "unit",
    "index",
)


@dataclass(frozen=True)
class Search:
    """The words all of which have to occur, and what of the text could not be looked for."""

    words: tuple[str, ...]
    problem: PlainError | None = None

    def parameters(self) -> dict[str, object]:
        """The parameters of the queries that take `$words`."""
        if not self.words:
            return {}
        return {"words": list(self.words), "labels": vocabulary()}


def read_search(text: str) -> Search:
    """The words of a search; those in quotation marks stay together. Never raises."""
    problem: PlainError | None = None
    if len(text) > LONGEST_SEARCH:
        problem = PlainError(
            mark("The search is longer than {most} characters; the rest was not looked for."),
            most=LONGEST_SEARCH,
        )
    readable = "".join(c if c.isprintable() else " " for c in text[:LONGEST_SEARCH])
    words = [
        " ".join((phrase or word).split())
        for phrase, word in _WORD.findall(readable.translate(_QUOTES))
    ]
    distinct = list(dict.fromkeys(word for word in words if word))
    if len(distinct) > MOST_WORDS:
        problem = PlainError(
            mark("The search has more than {most} words; the rest was not looked for."),
            most=MOST_WORDS,
        )
    return Search(tuple(distinct[:MOST_WORDS]), problem)


@cache
def vocabulary() -> list[dict[str, str]]:
    """Every code with its words in all languages; what is not known has none to look for."""
    return [
        {
            "enumeration": field,
            "code": code,
            "words": " ".join(Locale(language).text(message) for language in LANGUAGES),
        }
        for field in _SEARCHED
        for code, message in FIELD_VALUES[field].items()
        if code != "unknown"
    ]
