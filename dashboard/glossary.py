"""The words of the field in both languages: `data/reference/glossary.csv`."""

import csv
from dataclasses import dataclass
from functools import cache

from dashboard.resources import REFERENCE


@dataclass(frozen=True)
class Term:
    """One word or expression in Indonesian and in English."""

    indonesian: str
    english: str


@cache
def glossary() -> tuple[Term, ...]:
    """All terms in the order of the file: by subject, not by letter."""
    with (REFERENCE / "glossary.csv").open(encoding="utf-8", newline="") as source:
        return tuple(Term(row["id"], row["en"]) for row in csv.DictReader(source))
