"""What the records hold, their limits and licences: read from `data/README.md`, their one home."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dashboard.documents import Section, codes, has_words, sections
from dashboard.resources import DATA, RECORDS


@dataclass(frozen=True)
class Columns:
    """One row of a table's dictionary: columns that share a meaning."""

    names: tuple[str, ...]
    meaning: str
    values: tuple[str, ...]
    """The codes they may hold; none where they hold text, numbers or days."""


@dataclass(frozen=True)
class Described:
    """A table of records in words."""

    name: str
    paragraphs: tuple[str, ...]
    columns: tuple[Columns, ...]


@dataclass(frozen=True)
class Licence:
    """What some files may be used for."""

    files: tuple[str, ...]
    """Below `data/`, as written: with `*` or a folder for several."""
    licence: str
    """In words, with code in backticks."""


@dataclass(frozen=True)
class ReferenceFile:
    """A reference table."""

    files: tuple[str, ...]
    rows: str
    """As written; empty where it is no table."""
    content: str


@cache
def record_tables() -> tuple[Described, ...]:
    """The dictionary of every table of records, in the order of the file."""
    return tuple(
        _described(section)
        for section in _sections()
        if section.tables and section.tables[0].header[0] == "column"
    )


def values_of(column: str, found: Columns) -> tuple[str, ...]:
    """The codes a column of this row may hold: those of the row, else of its own row elsewhere."""
    if found.values or not found.names[1:]:
        return found.values
    alone = (row for table in record_tables() for row in table.columns if row.names == (column,))
    return next((row.values for row in alone), ())


@cache
def licences() -> tuple[Licence, ...]:
    """Under which licence each file below `data/` stands."""
    folder = ""
    found = []
    for what, licence in _section("Licences").tables[0].rows:
        names = []
        for name in codes(what):
            # A name without a folder lies in that of the name before it.
            folder = name.rpartition("/")[0] or folder
            names.append(name if "/" in name else f"{folder}/{name}")
        found.append(Licence(tuple(names), licence))
    return tuple(found)


@cache
def limits() -> tuple[str, ...]:
    """What has to be kept in mind about the records, a paragraph each."""
    return tuple(_section("Limits").bullets)


@cache
def reference_files() -> tuple[ReferenceFile, ...]:
    """What each reference table holds."""
    return tuple(
        ReferenceFile(codes(files), rows, content)
        for files, rows, content in _section("reference").tables[0].rows
    )


def texts() -> Iterator[str]:
    """Everything readers read of it, and what the birth certificates say."""
    for table in record_tables():
        yield from table.paragraphs
        yield from (columns.meaning for columns in table.columns)
    yield from limits()
    yield from (licence.licence for licence in licences())
    yield from filter(has_words, (file.content for file in reference_files()))
    for path in sorted(RECORDS.glob("*.toml")):
        certificate = tomllib.loads(path.read_text(encoding="utf-8"))
        yield certificate["origin"]
        yield certificate["licence"]


def _sections() -> list[Section]:
    return sections((DATA / "README.md").read_text(encoding="utf-8"))


def _section(word: str) -> Section:
    """The section whose title begins with a word. Raises `StopIteration` where there is none."""
    return next(section for section in _sections() if section.title.split()[0] == word)


def _described(section: Section) -> Described:
    columns = tuple(
        Columns(codes(names), meaning, codes(values))
        for names, meaning, values in section.tables[0].rows
    )
    return Described(section.title.split()[0], tuple(section.paragraphs), columns)
