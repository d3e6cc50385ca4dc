"""Every example of `queries/rules/*.md` holds: the rules that decide the numbers, as documented."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from making import make_version

from dashboard.charts.classes import CLASSES
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.resources import QUERIES
from dashboard.warehouse import Warehouse

Rows = list[dict[str, str]]


@dataclass
class Example:
    rule: str
    title: str
    options: dict[str, str] = field(default_factory=dict)
    given: dict[str, Rows] = field(default_factory=dict)
    expected: Rows = field(default_factory=list)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def read_examples(path: Path) -> list[Example]:
    examples: list[Example] = []
    table: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            header = _cells(table[0])
            name, _, first = header[0].rpartition(": ")
            header[0] = first
            rows = [dict(zip(header, _cells(row), strict=True)) for row in table[2:]]
            if name:
                examples[-1].given[name] = rows
            else:
                examples[-1].expected = rows
            table = []
        if line.startswith("## "):
            examples.append(Example(path.stem, line.removeprefix("## ")))
        elif examples and ": " in line and not examples[-1].given:
            key, _, value = line.partition(": ")
            examples[-1].options[key] = value
    return examples


EXAMPLES = [e for path in sorted((QUERIES / "rules").glob("*.md")) for e in read_examples(path)]


def test_every_rule_has_examples() -> None:
    assert {e.rule for e in EXAMPLES} == {p.stem for p in (QUERIES / "rules").glob("*.md")}
    for e in EXAMPLES:
        assert e.expected
        assert (e.given and "query" in e.options) or "classes" in e.options, e.title


def _written(value: object) -> str:
    return "" if value is None else str(value)


ASKED = [e for e in EXAMPLES if "query" in e.options]
CLASSED = [e for e in EXAMPLES if "classes" in e.options]


@pytest.mark.parametrize("example", CLASSED, ids=lambda e: f"{e.rule}: {e.title}")
def test_class_breaks(example: Example) -> None:
    breaks = CLASSES[example.options["classes"]]
    for row in example.expected:
        place = breaks.class_of(float(row["value"]))
        assert ("" if place is None else breaks.label(place, Locale("en"))) == row["class"]


def test_every_class_break_is_published() -> None:
    assert {e.options["classes"] for e in CLASSED} == set(CLASSES)
    for name, breaks in CLASSES.items():
        labels = {breaks.label(place, Locale("en")) for place in range(len(breaks.bounds))}
        shown = {r["class"] for e in CLASSED if e.options["classes"] == name for r in e.expected}
        assert shown - {""} == labels, name


@pytest.mark.parametrize("example", ASKED, ids=lambda e: f"{e.rule}: {e.title}")
def test_rule(example: Example, tmp_path: Path) -> None:
    version = make_version(tmp_path, **example.given)
    options = example.options
    chosen = Filter(
        provinces=tuple(options.get("provinces", "").split()),
        elections=tuple(options.get("elections", "").split()),
        since=dt.date.fromisoformat(options["from"]) if "from" in options else None,
        until=dt.date.fromisoformat(options["to"]) if "to" in options else None,
    )
    warehouse = Warehouse(version)
    columns = list(example.expected[0])
    rows = [
        {column: _written(row[column]) for column in columns}
        for row in warehouse.rows(options["query"], chosen)
    ]
    warehouse.close()
    if options["query"] in {"coverage_by_regency", "violation_rates_by_regency"}:
        shown = {row["regency_code"] for row in example.expected}
        rows = [row for row in rows if row["regency_code"] in shown]
    assert rows == example.expected
