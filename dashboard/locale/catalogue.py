"""Brings the translation catalogue up to the messages in the code: `make catalogue`.

Messages are what `text`, `plural` and `mark` are called with, the questions of the queries, and
what the rules and the dictionary of the data say.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dashboard import dictionary
from dashboard.resources import LOCALES, QUERIES
from dashboard.rules import rules

_KEYWORDS = {"text": None, "mark": None, "plural": (1, 2)}
_HEADER = "# Pantau Netralitas: Bahasa Indonesia.\n#"


def messages() -> Iterator[str | tuple[str, ...]]:
    """Every message of the code, the queries, the rules and the dictionary, in a stable order."""
    package = LOCALES.parent
    for _, _, message, _, _ in extract_from_dir(
        str(package), method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        yield tuple(message) if isinstance(message, (tuple, list)) else message
    for path in sorted(QUERIES.glob("*.sql")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        yield first.removeprefix("--").strip()
    for rule in rules().values():
        yield from rule.texts()
    yield from dictionary.texts()


def po_path(language: str) -> Path:
    """The catalogue's file."""
    return LOCALES / language / "LC_MESSAGES" / "pantau.po"


def update(language: str) -> Catalog:
    """The catalogue with exactly today's messages, translations kept where they exist."""
    template = Catalog()
    for message in messages():
        template.add(message)
    path = po_path(language)
    catalogue = Catalog(
        locale=language,
        header_comment=_HEADER,
        project="Pantau Netralitas",
        version="1",
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def main() -> None:
    """Write the Indonesian catalogue; English needs none, its messages are the code's."""
    path = po_path("id")
    catalogue = update("id")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, no_location=True, sort_output=True, omit_header=False)


if __name__ == "__main__":
    main()
