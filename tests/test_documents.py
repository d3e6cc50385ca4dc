"""The program's documents are read whole: rules, dictionary, licences, glossary."""

import csv
import re
import typing
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from dashboard import dictionary
from dashboard.documents import codes, has_words, sections
from dashboard.glossary import glossary
from dashboard.labels import value_label
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES
from dashboard.pages.field_labels import field_label
from dashboard.pages.method_examples import example
from dashboard.pages.method_rules import grouped
from dashboard.pages.prose import prose
from dashboard.pages.settings_words import settings_sentences
from dashboard.resources import DATA, QUERIES, REFERENCE
from dashboard.rules import read_rule, rules
from dashboard.settings import settings

TEXT = """
Before the title nothing counts.

# Title

One sentence
over two lines.

```
# no heading
| no | table |
```

- a point
  that goes on
- another one

## An example

query: some_query
from: 2024-01-01

| activities: activity_id | note |
|---|---|
| KG-1 | |

| activity_id |
|---|
| KG-1 |
"""


def test_every_kind_of_block_is_read() -> None:
    head, shown = sections(TEXT)
    assert (head.level, head.title) == (1, "Title")
    assert head.paragraphs == ["One sentence over two lines."]
    assert head.bullets == ["a point that goes on", "another one"]
    assert head.tables == []
    assert shown.options == {"query": "some_query", "from": "2024-01-01"}
    assert [table.header for table in shown.tables] == [
        ("activities: activity_id", "note"),
        ("activity_id",),
    ]
    assert shown.tables[0].rows == (("KG-1", ""),)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        sections("# T\n\n| a |\n|---|\n| 1 | 2 |\n")


def test_codes_and_words_are_told_apart() -> None:
    assert codes("`a.csv`, `b/`") == ("a.csv", "b/")
    assert not has_words("`a.csv`, `b/`: 3")
    assert has_words("`a.csv` and more")


def test_a_rule_is_read_with_its_example(tmp_path: Path) -> None:
    path = tmp_path / "a_rule.md"
    path.write_text(TEXT, encoding="utf-8")
    rule = read_rule(path)
    (shown,) = rule.examples
    assert (rule.name, rule.title, shown.rule) == ("a_rule", "Title", "a_rule")
    assert shown.given == {"activities": [{"activity_id": "KG-1", "note": ""}]}
    assert shown.expected == [{"activity_id": "KG-1"}]
    assert list(rule.texts()) == ["Title", "One sentence over two lines.", "An example"]


def test_nothing_of_a_rule_file_is_lost() -> None:
    for name, rule in rules().items():
        text = (QUERIES / "rules" / f"{name}.md").read_text(encoding="utf-8")
        assert len(rule.examples) == len(re.findall(r"^## ", text, re.MULTILINE)), name
        rows = sum(len(rows) for e in rule.examples for rows in (*e.given.values(), e.expected))
        tables = sum(len(e.given) + bool(e.expected) for e in rule.examples)
        assert rows + 2 * tables == len(re.findall(r"^\|", text, re.MULTILINE)), name
        words = " ".join(text.split())
        for sentence in rule.texts():
            assert sentence in words, name
        assert rule.paragraphs, name


def test_every_rule_stands_once_in_a_group_of_its_own() -> None:
    groups = grouped(rules())
    placed = [rule.name for _, members in groups for rule in members]
    assert sorted(placed) == sorted(rules())
    assert "Further rules" not in dict(groups), "give the new rule a place in method_rules.py"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_example_is_drawn_with_all_its_cells(language: str) -> None:
    for rule in rules().values():
        for shown in rule.examples:
            drawn = example(shown, Locale(language))
            tables = [*shown.given.values(), shown.expected]
            assert drawn.count("<td>") == sum(len(row) for rows in tables for row in rows)
            for rows in tables:
                for column in rows[0]:
                    assert f"<code>{column}</code>" in drawn


def test_prose_marks_code_and_emphasis_and_nothing_else() -> None:
    assert prose("a `b*c*` *d* **e** <i> [f](http://g)") == (
        "a <code>b*c*</code> <em>d</em> <strong>e</strong> &lt;i&gt; f"
    )


# --- the dictionary -------------------------------------------------------------------------------


def _enumeration(annotation: Any) -> list[str] | None:
    """The values of a field's enumeration; None where it is none."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [str(value) for value in annotation]
    for part in typing.get_args(annotation):
        found = _enumeration(part)
        if found is not None:
            return found
    return None


@pytest.mark.parametrize("table", list(RECORD_TYPES))
def test_the_dictionary_is_the_model(table: str) -> None:
    described = next(found for found in dictionary.record_tables() if found.name == table)
    fields = RECORD_TYPES[table].model_fields
    assert sorted(n for found in described.columns for n in found.names) == sorted(fields)
    for found in described.columns:
        assert found.meaning
        for name in found.names:
            assert field_label(name, Locale("id"))
            values = _enumeration(fields[name].annotation) or []
            if (table, name) == ("risk_index", "level"):  # a rule of the model leaves two
                values = ["provinsi", "kabupaten_kota"]
            assert sorted(dictionary.values_of(name, found)) == sorted(values), name
            assert all(value_label(name, value, Locale("id")) for value in values)


def test_limits_and_licences_are_there() -> None:
    assert len(dictionary.limits()) >= 6
    assert all(found.licence for found in dictionary.licences())


def test_a_licence_is_named_for_every_file() -> None:
    named = [name for found in dictionary.licences() for name in found.files]
    for path in [*REFERENCE.iterdir(), *(DATA / "records").glob("*.csv")]:
        relative = path.relative_to(DATA)
        assert any(relative.match(name) for name in named), relative


def test_every_reference_table_is_described_with_its_rows() -> None:
    described = {name: found.rows for found in dictionary.reference_files() for name in found.files}
    for path in REFERENCE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as source:
            rows = sum(1 for _ in csv.reader(source)) - 1
        assert described[path.name].replace(",", "") == str(rows), path.name


# --- the glossary and the settings ----------------------------------------------------------------


def test_the_glossary_is_well_formed() -> None:
    with (REFERENCE / "glossary.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    assert rows[0] == ["id", "en"]
    assert {len(row) for row in rows} == {2}
    assert len(rows) - 1 == len(glossary()) > 200
    for term in glossary():
        for text in (term.indonesian, term.english):
            assert text == " ".join(text.split()) != ""
    words = [term.indonesian.casefold() for term in glossary()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_setting_that_changes_numbers_is_said(language: str) -> None:
    said = settings_sentences(Locale(language))
    assert len(said) == len(set(said)) == len(settings().numbers())
