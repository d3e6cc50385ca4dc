"""The measured speed in words, as a file and in README."""

import datetime as dt
import re

import pytest

from dashboard.bench.measure import Measure
from dashboard.bench.readme import README, renewed, section
from dashboard.bench.report import report
from dashboard.bench.run import line_of
from dashboard.locale import Locale
from dashboard.speed import (
    Machine,
    QueryLine,
    Speed,
    as_json,
    budget_lines,
    committed_speed,
    growth,
    query_summaries,
)
from dashboard.speed_words import amount, cells

_EN, _ID = Locale("en"), Locale("id")
_MEASURES = (
    Measure("filter_change", (0.4, 0.5, 0.42, 0.6, 0.38), (0.3,) * 5, budget=2.0),
    Measure("filter_change_bytes", (70.2, 70.1), unit="KB", budget=60.0),
    Measure("ingest_1000000", (30.0,), (3.0,)),
    Measure("ingest_1000000_memory", (1_200.0,), (800.0,), unit="MB"),
)
_QUERIES = (
    QueryLine(query="a", scope="election", rows=1_000, own=(0.01, 0.03, 0.02), base=(0.02,) * 3),
    QueryLine(query="b", scope="election", rows=1_000, own=(0.002,)),
    QueryLine(query="a", scope="election", rows=5_000_000, own=(0.5,), base=(0.4,)),
    QueryLine(query="b", scope="election", rows=5_000_000, own=(0.003,)),
    QueryLine(query="c", scope="province", rows=5_000_000, stopped="limit"),
    QueryLine(query="d", scope="province", rows=5_000_000, stopped="time"),
)


@pytest.fixture
def speed() -> Speed:
    return Speed(
        day=dt.date(2026, 11, 30),
        software="1.2.3",
        machine=Machine(cores=2, memory_gb=8.0, python="3.11.7", chromium=None, packages={}),
        large_rows=5_000_000,
        lines=tuple(map(line_of, _MEASURES)),
        queries=_QUERIES,
    )


def test_a_line_says_what_was_measured_against_what(speed: Speed) -> None:
    change, sent, ingest, memory = (cells(line, speed, _EN) for line in speed.lines)
    spread = f"{_MEASURES[0].low:.3f}× – {_MEASURES[0].high:.2f}×"
    assert change[1:4] == ("0.420\N{NO-BREAK SPACE}s", "0.300\N{NO-BREAK SPACE}s", "1.40×")
    assert change[4:] == (spread, "≤ 2.00×", "yes")
    assert sent[1:4] == ("70.2\N{NO-BREAK SPACE}KB", "–", "–")
    assert sent[5:] == ("≤ 60.0\N{NO-BREAK SPACE}KB", "no")
    assert ingest[0].startswith("Ingest of 1,000,000 rows of CSV")
    assert ingest[4:] == ("–", "–", "–")  # of one sample there is no spread
    assert memory[0].startswith("Peak memory of that ingest of 1,000,000 rows")
    assert memory[3] == "1.50×"


def test_numbers_have_three_digits_that_count_in_the_readers_language() -> None:
    written = [amount(value, "s", _ID) for value in (1234.5, 123.45, 12.345, 1.2345, 0.12345)]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in written] == [
        *("1.235 s", "123 s", "12,3 s", "1,23 s", "0,123 s")
    ]


def test_queries_are_summed_up(speed: Speed) -> None:
    few, many = query_summaries(speed)
    assert (few.rows, few.within, few.compared, few.middle) == (1_000, 1, 1, 0.011)
    # What was stopped at the limit was not within it; what there was no time for is no answer.
    assert (many.rows, many.within, many.compared) == (5_000_000, 0, 2)
    assert [line.query for line in many.slowest] == ["a", "b"]
    assert growth(speed) == pytest.approx([1.5, 25.0])


def test_where_no_query_was_answered_there_is_no_sentence(speed: Speed) -> None:
    stopped = tuple(line for line in _QUERIES if line.stopped)
    text = report(speed.model_copy(update={"queries": stopped}), _EN)
    assert "limit of time or memory: c (province)" in text
    assert "half of all" not in text


def test_the_report_names_everything(speed: Speed) -> None:
    text = report(speed, _EN)
    for words in (
        "Measured on 30 November 2026 with version 1.2.3 on 2 processor cores and 8.0 GB",
        "0 of 2 (0.0%) questions",
        "limit of time or memory: c (province)",
        "the time for it was over: d (province)",
    ):
        assert words in text
    assert max(map(len, text.split("\n\n")[1].splitlines())) <= 150


def test_a_file_is_read_as_it_was_written(speed: Speed) -> None:
    assert Speed.model_validate_json(as_json(speed)) == speed


# --- the committed measurement --------------------------------------------------------------------


def test_the_committed_file_is_consistent() -> None:
    committed = committed_speed()
    assert committed is not None
    for line in committed.lines:
        measure = Measure(line.key, line.own, line.base, line.unit, line.budget)
        assert line_of(measure) == line
    assert budget_lines(committed)


def test_readme_holds_the_committed_measurement() -> None:
    committed = committed_speed()
    assert committed is not None
    text = README.read_text(encoding="utf-8")
    assert renewed(text, committed) == text, "run python -m dashboard.bench.readme"


def test_readme_without_a_place_is_not_touched(speed: Speed) -> None:
    with pytest.raises(ValueError, match="no place"):
        renewed("# Title\n", speed)


def test_the_section_is_a_table_of_all_budgets(speed: Speed) -> None:
    rows = re.findall(r"^\| .* \|$", section(speed), re.MULTILINE)
    assert len(rows) == 2 + 2  # heads, rule, two lines with a budget
    assert {row.count("|") for row in rows} == {8}
