"""Texts of the program's documents as HTML: prose with code, headings and tables in a box."""

import re
from collections.abc import Iterable, Sequence

from dashboard.pages.markup import table, words

_CODE = re.compile(r"(`[^`]+`)")
# Links lead to files of the repository, so their words are kept and they are not.
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKS = (
    (re.compile(r"\*\*([^*]+)\*\*"), "strong"),
    (re.compile(r"\*([^*]+)\*"), "em"),
)


def prose(text: str) -> str:
    """One paragraph of a document or of the catalogue, its code and emphasis as such."""
    parts = _CODE.split(_LINK.sub(r"\1", text))
    return "".join(_marked(part) for part in parts)


def _marked(part: str) -> str:
    if _CODE.fullmatch(part):
        return code(part.strip("`"))
    shown = _words(part)
    for pattern, tag in _MARKS:
        shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
    return shown


def _words(text: str) -> str:
    """`text` shown literally; the blanks at its ends part it from the code beside it."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{words(text)}{after}" if text.strip() else before or after


def code(text: str) -> str:
    """A name of a file, a table, a column or a value as the program writes it."""
    return f"<code>{words(text)}</code>"


def with_code(label: str | None, name: str) -> str:
    """What readers call something, its code below; the code alone where it has no name."""
    return f'{words(label)}<small class="muted">{code(name)}</small>' if label else code(name)


def bullets(items: Iterable[str], kind: str = "reading") -> str:
    """A list of finished items."""
    return f'<ul class="{kind}">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def boxed_table(name: str, label: str, heads: Sequence[str], rows: Iterable[str]) -> str:
    """A table that scrolls in a box of its own where it is too wide; `label` names the box.

    `heads` and `rows` are as in `markup.table`.
    """
    return in_box(label, table(name, heads, rows))


def in_box(label: str, content: str) -> str:
    """Finished content in a box that scrolls where it is too wide, for the keyboard too."""
    return (
        f'<div class="box" role="region" tabindex="0" aria-label="{words(label)}">{content}</div>'
    )
