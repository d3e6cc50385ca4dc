"""Every example of `queries/rules/*.md` holds: the rules that decide the numbers, as documented."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from making import make_version

from dashboard.charts.classes import CLASSES
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.data import opened
from dashboard.pages.frame import renamed
from dashboard.press.public import PublicData
from dashboard.resources import QUERIES
from dashboard.rules import Example, rules
from dashboard.settings import Settings, settings
from dashboard.warehouse import Warehouse

EXAMPLES = [example for rule in rules().values() for example in rule.examples]


def test_every_rule_has_examples() -> None:
    assert {e.rule for e in EXAMPLES} == {p.stem for p in (QUERIES / "rules").glob("*.md")}
    for e in EXAMPLES:
        assert e.expected
        assert (e.given and "query" in e.options) or "classes" in e.options, e.title


def _written(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


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
    # A setting that decides numbers may be named as an option.
    set_to = {name: value for name, value in options.items() if name in settings().numbers()}
    columns = list(example.expected[0])
    if "small_cells" in options:  # what the public may know
        assert int(options["small_cells"]) == settings().small_cells
        told = PublicData(opened(tmp_path, None)).ask_masked(options["query"], chosen)
        table = renamed(told, {column: column for column in columns})
        rows = [
            {column: _written(value) for column, value in row.items()}
            for row in table.astype(object).to_dict("records")
        ]
    else:
        warehouse = Warehouse(version)
        rows = [
            {column: _written(row[column]) for column in columns}
            for row in warehouse.table(
                options["query"], chosen, **Settings.model_validate(set_to).numbers()
            ).to_pylist()
        ]
        warehouse.close()
    if options["query"] in {
        "coverage_by_regency",
        "violation_rates_by_regency",
        "prevention_and_cases",
    }:
        shown = {row["regency_code"] for row in example.expected}
        rows = [row for row in rows if row["regency_code"] in shown]
    if options.get("rows") == "some":
        rows = [row for row in rows if row in example.expected]
    assert rows == example.expected
