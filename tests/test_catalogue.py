"""The translation catalogue holds exactly today's messages, all of them translated."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dashboard import dictionary
from dashboard.locale import Locale
from dashboard.locale.catalogue import messages, po_path, update
from dashboard.resources import LOCALES, QUERIES
from dashboard.rules import rules

PACKAGE = LOCALES.parent


@pytest.fixture(scope="module")
def committed() -> Catalog:
    with po_path("id").open("rb") as source:
        return read_po(source, locale="id")


def _ids(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def _literals() -> Iterator[tuple[Path, str | tuple[str, str]]]:
    """Every literal message of the code, found by Python's own parser."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [
                a.value
                for a in node.args
                if isinstance(a, ast.Constant) and isinstance(a.value, str)
            ]
            if name in {"text", "mark"} and texts:
                yield path, texts[0]
            if name == "plural" and len(texts) >= 2:
                yield path, (texts[0], texts[1])


def _questions() -> set[str]:
    first_lines = (p.read_text(encoding="utf-8").splitlines()[0] for p in QUERIES.glob("*.sql"))
    return {line.removeprefix("--").strip() for line in first_lines}


def _documents() -> set[str]:
    """What the rules and the dictionary of the data say to readers."""
    return {text for rule in rules().values() for text in rule.texts()} | set(dictionary.texts())


def test_every_message_of_the_code_is_in_the_catalogue(committed: Catalog) -> None:
    known = _ids(committed)
    missing = {(path.name, text) for path, text in _literals() if text not in known}
    assert missing == set()
    assert _questions() <= known
    assert _documents() <= known


def test_the_catalogue_holds_nothing_else(committed: Catalog) -> None:
    wanted = {text for _, text in _literals()} | _questions() | _documents()
    assert _ids(committed) - wanted == set()
    assert len(committed.obsolete) == 0


def test_the_committed_catalogue_is_what_an_update_yields(committed: Catalog) -> None:
    updated = update("id")
    assert _ids(updated) == _ids(committed) == set(messages())
    for message in committed:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            assert updated[key].string == message.string


def _forms(message: object) -> Iterator[tuple[str, str]]:
    """Pairs of an English form and its translation; each plural form against its own."""
    if isinstance(message.id, str):  # type: ignore[attr-defined]
        yield message.id, message.string  # type: ignore[attr-defined]
    else:
        yield from zip(message.id, message.string, strict=True)  # type: ignore[attr-defined]


def test_every_message_is_translated_and_certain(committed: Catalog) -> None:
    untranslated = [m.id for m in committed if m.id and not all(t.strip() for _, t in _forms(m))]
    assert untranslated == []
    assert [message.id for message in committed if message.id and message.fuzzy] == []


def _fields(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


def test_placeholders_are_named_and_kept(committed: Catalog) -> None:
    for message in committed:
        if not message.id:
            continue
        for english, indonesian in _forms(message):
            # A singular may spell its number out; it must not invent a placeholder.
            plural = message.id if isinstance(message.id, str) else message.id[1]
            assert set(_fields(indonesian)) <= set(_fields(plural)), english
            if isinstance(message.id, str):
                assert _fields(indonesian) == _fields(english), english
            assert all(name.isidentifier() for name in _fields(english)), english


def test_sentences_end_alike(committed: Catalog) -> None:
    for message in committed:
        if message.id:
            for english, indonesian in _forms(message):
                for mark in ("?", ".", "…", ":"):
                    assert english.endswith(mark) == indonesian.endswith(mark), english
                assert (english[0], english[-1]).count(" ") == (
                    indonesian[0],
                    indonesian[-1],
                ).count(" "), english


def test_every_translation_is_used(committed: Catalog) -> None:
    locale, english = Locale("id"), Locale("en")
    for message in committed:
        if isinstance(message.id, str) and message.id:
            assert locale.text(message.id) == message.string
            assert english.text(message.id) == message.id
        elif message.id:
            singular, plural = message.id[0], message.id[1]
            values = {name: "x" for name in _fields(plural) if name != "n"}
            many = locale.plural(singular, plural, 1234, **values)
            assert many == list(message.string or "")[1].format(n="1.234", **values)
