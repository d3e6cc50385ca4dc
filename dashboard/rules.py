"""The rules that decide the numbers, with their examples: `queries/rules/*.md`.

Tests run every example; the page *Metodologi* prints them; the catalogue translates their texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.documents import Section, Table, sections
from dashboard.resources import QUERIES

Rows = list[dict[str, str]]
"""Rows of text as written; an empty text is an empty cell."""


@dataclass(frozen=True)
class Example:
    """Records that are given, what is asked of them and what comes out."""

    rule: str
    """The rule's name."""
    title: str
    paragraphs: tuple[str, ...]
    options: Mapping[str, str]
    """`query` or `classes`, and what narrows it, as written."""
    given: Mapping[str, Rows]
    """Records by table."""
    expected: Rows


@dataclass(frozen=True)
class Rule:
    """One rule in English prose with code in backticks; each paragraph is one line."""

    name: str
    """That of its file."""
    title: str
    paragraphs: tuple[str, ...]
    examples: tuple[Example, ...]

    def texts(self) -> Iterator[str]:
        """What readers read, in order: titles and paragraphs."""
        yield self.title
        yield from self.paragraphs
        for example in self.examples:
            yield example.title
            yield from example.paragraphs


def read_rule(path: Path) -> Rule:
    """The rule of a file: its title, its prose, then an example per heading `##`."""
    head, *examples = sections(path.read_text(encoding="utf-8"))
    return Rule(
        path.stem,
        head.title,
        tuple(head.paragraphs),
        tuple(_example(path.stem, section) for section in examples),
    )


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name."""
    return {path.stem: read_rule(path) for path in sorted((QUERIES / "rules").glob("*.md"))}


def _example(rule: str, section: Section) -> Example:
    """A table whose first head is `table: column` holds records, the other one what comes out."""
    given: dict[str, Rows] = {}
    expected: Rows = []
    for table in section.tables:
        name, _, first = table.header[0].rpartition(": ")
        rows = _rows(table, first)
        if name:
            given[name] = rows
        else:
            expected = rows
    return Example(
        rule, section.title, tuple(section.paragraphs), dict(section.options), given, expected
    )


def _rows(table: Table, first: str) -> Rows:
    header = (first, *table.header[1:])
    return [dict(zip(header, row, strict=True)) for row in table.rows]
