"""Lists and tables as HTML: real rows that print and wrap, where Streamlit's table is a picture.

Every word goes through `words` or `link`; nothing else of a record becomes markup.
"""

import html
from collections.abc import Collection, Iterable, Sequence

import streamlit as st

from dashboard.locale import Locale

SCREEN_ONLY, PRINT_ONLY = "screen-only", "print-only"


def words(text: object) -> str:
    """`text` from data or the catalogue, shown literally."""
    return html.escape(" ".join(str(text).split()))


def muted(text: object) -> str:
    """Secondary words on a line of their own; nothing where there are none."""
    return f'<small class="muted">{words(text)}</small>' if text else ""


def link(text: object, address: object) -> str:
    """The text, leading to the address where that is one of the web."""
    if not isinstance(address, str) or not address.lower().startswith(("http://", "https://")):
        return words(text)
    return f'<a href="{html.escape(address)}" target="_blank">{words(text)}</a>'


def inner_link(text: object, address: str) -> str:
    """The text, leading to another view of this program."""
    return f'<a href="{html.escape(address)}">{words(text)}</a>'


def row(cells: Iterable[str], kind: str = "") -> str:
    """A row of a table from finished cells; the block in each is what paper shortens."""
    opening = f'<tr class="{kind}">' if kind else "<tr>"
    return opening + "".join(f"<td><div>{cell}</div></td>" for cell in cells) + "</tr>"


def listed_table(
    kind: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[str] = ()
) -> str:
    """A table from finished cells; where it is narrow, the heads stand beside the cells.

    `kind` is its class; the columns of the heads in `numbers` are set as numbers.
    """
    classes = ["number" if head in numbers else "" for head in heads]
    top = "".join(
        f'<th scope="col" class="{look}">{words(head)}</th>'
        for head, look in zip(heads, classes, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-head="{words(head)}" class="{look}"><span>{cell}</span></td>'
            for head, look, cell in zip(heads, classes, cells, strict=True)
        )
        + "</tr>"
        for cells in rows
    )
    return (
        f'<table class="listed {kind}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
    )


def table(name: str, heads: Sequence[str], rows: Iterable[str]) -> str:
    """A table from finished rows; `name` is its class, an empty head a column without a name."""
    top = "".join(f'<th scope="col">{words(head)}</th>' for head in heads)
    return (
        f'<table class="{name}"><thead><tr>{top}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )


def paragraph(content: str, kind: str = "") -> str:
    """A paragraph of finished content."""
    return f'<p class="{kind}">{content}</p>' if kind else f"<p>{content}</p>"


def show(*parts: str) -> None:
    """Draw finished markup."""
    content = "".join(parts)
    if content:
        st.html(content)


def and_more(total: int, shown: int, printed: int, locale: Locale) -> None:
    """Says on screen what stands in the table alone, on paper what stands on the screen alone."""
    parts = ""
    if total > shown:
        more = locale.plural(
            "and {n} more in the table", "and {n} more in the table", total - shown
        )
        parts += paragraph(words(more), SCREEN_ONLY)
    if total > printed:
        more = locale.plural(
            "and {n} more on the screen", "and {n} more on the screen", total - printed
        )
        parts += paragraph(words(more), PRINT_ONLY)
    show(parts)
