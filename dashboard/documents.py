"""Reads the Markdown files that travel with the program into their parts; nothing is rendered.

Understood are headings, paragraphs, lists with dashes, tables with pipes and lines `name: value`;
fenced blocks are skipped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADING = re.compile(r"(#+) (.+)")
_OPTION = re.compile(r"([a-z_]+): (\S.*)")
_CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class Table:
    """The cells of a table as written, markup included."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass
class Section:
    """What stands between a heading and the next one, each kind of block in its order."""

    level: int
    """1 for the title of the file."""
    title: str
    paragraphs: list[str] = field(default_factory=list)
    """Each on one line."""
    bullets: list[str] = field(default_factory=list)
    """Each on one line."""
    tables: list[Table] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    """From blocks that hold nothing but lines `name: value`."""


def sections(text: str) -> list[Section]:
    """The sections of a file in their order; what stands before the first heading is left out.

    Raises `ValueError` where a row of a table has not as many cells as its header.
    """
    found: list[Section] = []
    for block in _blocks(text):
        heading = _HEADING.fullmatch(block[0])
        if heading:
            found.append(Section(len(heading.group(1)), heading.group(2).strip()))
        elif found:
            _add(found[-1], block)
    return found


def has_words(text: str) -> bool:
    """Whether a text holds more than code in backticks: whether it can be translated."""
    return any(character.isalpha() for character in _CODE.sub("", text))


def codes(text: str) -> tuple[str, ...]:
    """What stands in backticks, in order."""
    return tuple(code.strip("`") for code in _CODE.findall(text))


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines that belong together; a heading is a block of its own."""
    block: list[str] = []
    fenced = False
    for line in [*text.splitlines(), ""]:
        fence = line.startswith("```")
        fenced ^= fence
        heading = bool(_HEADING.fullmatch(line))
        if block and (not line.strip() or fence or fenced or heading):
            yield block
            block = []
        if heading and not fenced:
            yield [line]
        elif line.strip() and not fence and not fenced:
            block.append(line)


def _add(section: Section, block: list[str]) -> None:
    options = [found for line in block if (found := _OPTION.fullmatch(line.strip()))]
    if block[0].startswith("|"):
        section.tables.append(_table(block))
    elif block[0].startswith("- "):
        section.bullets += _bullets(block)
    elif len(options) == len(block):
        section.options |= {option.group(1): option.group(2) for option in options}
    else:
        section.paragraphs.append(" ".join(line.strip() for line in block))


def _table(block: list[str]) -> Table:
    header, _, *rows = (_cells(line) for line in block)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row has {len(row)} cells, its table {len(header)}: {row}")
    return Table(header, tuple(rows))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _bullets(block: list[str]) -> list[str]:
    found: list[str] = []
    for line in block:
        if line.startswith("- "):
            found.append(line.removeprefix("- ").strip())
        else:
            found[-1] += f" {line.strip()}"
    return found
