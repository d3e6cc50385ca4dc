"""Words with a fixed meaning: members of enumerations, yes and no, words for an empty cell.

The words are those of `data/reference/terms.csv`, compared in their compact form. The first word
of a value is its label, the one that offices should write.
"""

import csv
import re
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Final, TypeVar

from dashboard.ingest.values.unreadable import Unreadable
from dashboard.ingest.values.writing import compact, plain
from dashboard.locale import mark
from dashboard.resources import REFERENCE

_FLAG: Final = "flag"
_BLANK: Final = "blank"
_NOTHING_WRITTEN = re.compile(r"[ .…?_-]+")
_SEVERAL = re.compile(r"[,;/&+]|\bdan\b|\band\b|-", re.IGNORECASE)

Member = TypeVar("Member", bound=StrEnum)


@cache
def terms() -> dict[str, dict[str, list[str]]]:
    """The words of each value of each enumeration, as written in the table; labels first."""
    found: dict[str, dict[str, list[str]]] = {}
    with (REFERENCE / "terms.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            values = found.setdefault(row["enumeration"], {})
            values.setdefault(row["value"], []).append(row["term"])
    return found


@cache
def _index(enumeration: str) -> dict[str, str]:
    """The value of each compact form; a value names itself."""
    return {
        compact(word): value
        for value, words in terms()[enumeration].items()
        for word in (value, *words)
    }


def labels(enumeration: type[StrEnum]) -> dict[str, str]:
    """The Indonesian label of each value, in the enumeration's order."""
    words = terms()[enumeration.__name__]
    return {member.value: words[member.value][0] for member in enumeration}


def read_term(enumeration: type[Member], text: str) -> Member:
    """The member of an enumeration of `model.py` that the text names. Raises `Unreadable`."""
    return enumeration(_read(enumeration.__name__, text))


def read_flag(text: str) -> bool:
    """Yes or no: ya, tidak, sudah, belum, ada, v, 1, 0, ✓ ... Raises `Unreadable`."""
    return _read(_FLAG, text) == "true"


def is_blank(text: str) -> bool:
    """Whether the text says that nothing is known: a dash, "n/a", "tidak ada data".

    "nihil" is none of them: it is zero.
    """
    if re.match(longer_than_blank(), text):  # most cells, and their normal form costs more
        return False
    return bool(_NOTHING_WRITTEN.fullmatch(plain(text))) or find(_BLANK, text) is not None


@cache
def longer_than_blank() -> str:
    """The pattern of more letters than the longest word for an empty cell has."""
    longest = max(map(len, _index(_BLANK)))
    return rf"(?:[\W_]*[^\W_]){{{longest + 1}}}"


def find(enumeration: str, text: str) -> str | None:
    """The value that the text names in an enumeration of the table, None where it names none."""
    return _index(enumeration).get(compact(text))


def _read(enumeration: str, text: str) -> str:
    index = _index(enumeration)
    if (value := find(enumeration, text)) is not None:
        return value
    words = terms()[enumeration]
    named = [index.get(compact(part)) for part in _SEVERAL.split(plain(text))]
    if len(named) > 1 and None not in named:
        raise Unreadable(
            mark(
                "“{found}” names several values; write one, or separate them by semicolons where "
                "the column takes a list."
            ),
            found=text,
        )
    near = get_close_matches(compact(text), index, n=1)
    raise Unreadable(
        mark("“{found}” is not among the allowed words: {allowed}."),
        found=text,
        suggestion=words[index[near[0]]][0] if near else None,
        allowed=", ".join(first for first, *_ in words.values()),
    )
