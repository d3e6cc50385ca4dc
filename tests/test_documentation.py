"""What a reader can set, ask or run is written down in README.md or data/README.md."""

import re

import click
import pytest

from dashboard.cli import main
from dashboard.model import RECORD_TYPES
from dashboard.resources import DATA
from dashboard.settings import Settings
from dashboard.warehouse import queries

READMES = [DATA.parent / "README.md", DATA / "README.md"]


@pytest.fixture(scope="module")
def text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in READMES)


def _missing(words: list[str], text: str) -> list[str]:
    return [w for w in words if not re.search(rf"(?<![\w-]){re.escape(w)}(?![\w-])", text)]


def _commands(group: click.Group, name: str = "pantau") -> list[str]:
    found = []
    for command in group.commands.values():
        path = f"{name} {command.name}"
        found += _commands(command, path) if isinstance(command, click.Group) else [path]
    return found


def test_there_is_something_to_document() -> None:
    assert "pantau boundaries build" in _commands(main)
    assert "coverage_by_regency" in queries()


def test_every_setting_is_documented(text: str) -> None:
    assert _missing([f"PANTAU_{name.upper()}" for name in Settings.model_fields], text) == []


def test_every_named_query_is_documented(text: str) -> None:
    assert _missing(list(queries()), text) == []


def test_every_command_is_documented(text: str) -> None:
    assert _missing(_commands(main), text) == []


def test_no_setting_is_documented_that_does_not_exist(text: str) -> None:
    known = {f"PANTAU_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bPANTAU_[A-Z_]+\b", text)) - known == set()


def _section(table: str) -> str:
    """The part of data/README.md under the table's heading."""
    content = (DATA / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {table}\b.*?(?=^## |\Z)", content, re.MULTILINE | re.DOTALL)
    assert found, f"data/README.md has no section {table}"
    return found.group()


@pytest.mark.parametrize("table", list(RECORD_TYPES))
def test_every_column_is_in_the_dictionary(table: str) -> None:
    columns = RECORD_TYPES[table].columns()
    section = _section(table)
    assert [column for column in columns if f"`{column}`" not in section] == []
    documented = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, re.MULTILINE)
    named = [name for cell in documented for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(columns)
