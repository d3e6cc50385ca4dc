"""No small cell can be told from what is published: proven by trying all tables that agree."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dashboard.press.suppression import Protected, Row, protect

LEAST = 3
Table = dict[tuple[Row, str], int]


def _table(*rows: tuple[str, str, str]) -> Table:
    """Rows as group, row and the counts of the values a, b, c ..."""
    return {
        ((group, row), "abcdef"[place]): int(count)
        for group, row, counts in rows
        for place, count in enumerate(counts.split())
    }


def _sums(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways to part a total."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _sums(total - first, parts - 1):
            yield (first, *rest)


def _agree(state: str, truth: int, count: int) -> bool:
    if state in ("shown", "hidden"):
        return state == "hidden" or count == truth
    return count < LEAST if state == "few" else count >= LEAST


def _possible(
    table: Table, told: Protected | None, listed: Table | None = None
) -> dict[object, set[int]]:
    """Every value each cell of rows and groups has in some table that agrees with the totals of
    rows and columns, with what is told of the cells, and with the cases that are listed."""
    known = listed or {}
    rows = sorted({row for row, _ in table})
    values = sorted({value for _, value in table})
    truth = {(row, v): table.get((row, v), 0) for row in rows for v in values}
    group_truth: dict[tuple[str, str], int] = defaultdict(int)
    for (row, v), count in truth.items():
        group_truth[row[0], v] += count
    columns = [sum(truth[row, v] for row in rows) for v in values]

    def ways(row: Row) -> Iterator[tuple[int, ...]]:
        for way in _sums(sum(truth[row, v] for v in values), len(values)):
            if any(n < known.get((row, v), 0) for v, n in zip(values, way, strict=True)):
                continue
            if told is None or all(
                _agree(told.row(row, v), truth[row, v], n) for v, n in zip(values, way, strict=True)
            ):
                yield way

    found: dict[object, set[int]] = defaultdict(set)
    for choice in product(*(list(ways(row)) for row in rows)):
        if [sum(column) for column in zip(*choice, strict=True)] != columns:
            continue
        groups: dict[tuple[str, str], int] = defaultdict(int)
        for row, way in zip(rows, choice, strict=True):
            for v, n in zip(values, way, strict=True):
                groups[row[0], v] += n
        if told is not None and not all(
            _agree(told.group(*cell), group_truth[cell], n) for cell, n in groups.items()
        ):
            continue
        for row, way in zip(rows, choice, strict=True):
            for v, n in zip(values, way, strict=True):
                found[row, v].add(n)
        for cell, n in groups.items():
            found[cell].add(n)
    return found


def _check(table: Table) -> None:
    told = protect(table, LEAST)
    possible, by_totals = _possible(table, told), _possible(table, None)
    groups: dict[tuple[str, str], int] = defaultdict(int)
    for (row, value), count in table.items():
        groups[row[0], value] += count
    states = [(cell, count, told.row(*cell)) for cell, count in table.items()]
    states += [(cell, count, told.group(*cell)) for cell, count in groups.items()]
    for cell, count, state in states:
        if state in ("few", "more"):
            assert (state == "few") == (count < LEAST)
        if 0 < count < LEAST:
            assert state in ("few", "hidden"), cell
            assert len(possible[cell]) > 1 or len(by_totals[cell]) == 1, (cell, possible[cell])


_CELL = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4])
_COUNTS = st.lists(_CELL, min_size=3, max_size=3)


@given(st.lists(st.tuples(st.sampled_from("AB"), _COUNTS), max_size=3))
@hypothesis_settings(max_examples=300)
def test_no_small_cell_can_be_told(rows: list[tuple[str, list[int]]]) -> None:
    table = {
        ((group, f"{group}{number}"), "abc"[place]): count
        for number, (group, counts) in enumerate(rows)
        for place, count in enumerate(counts)
    }
    _check({cell: count for cell, count in table.items() if count})


@given(st.lists(st.tuples(st.sampled_from("AB"), _COUNTS, _COUNTS), max_size=3))
@hypothesis_settings(max_examples=200)
def test_small_numbers_beside_a_list_cannot_be_told(
    rows: list[tuple[str, list[int], list[int]]],
) -> None:
    cells = {
        ((group, f"{group}{number}"), value): pair
        for number, (group, listed, others) in enumerate(rows)
        for value, pair in zip("abc", zip(listed, others, strict=True), strict=True)
    }
    listed = {cell: min(pair[0], 2) for cell, pair in cells.items() if pair[0]}
    others = {cell: min(pair[1], 3) for cell, pair in cells.items() if pair[1]}
    table = {cell: count for cell in cells if (count := listed.get(cell, 0) + others.get(cell, 0))}
    told = protect(table, LEAST, listed)
    possible, by_totals = _possible(table, told, listed), _possible(table, None, listed)
    for cell, count in others.items():
        if count < LEAST:
            assert told.row(*cell) != "shown"
            assert len(possible[cell]) > 1 or len(by_totals[cell]) == 1, (cell, possible[cell])


def test_listed_cases_do_not_hide_others() -> None:
    table = _table(("A", "A1", "1 1"), ("A", "A2", "1 1"), ("A", "A3", "4 4"))
    listed = {(("A", "A2"), value): 1 for value in "ab"}
    cell = (("A", "A1"), "a")
    assert _possible(table, protect(table, LEAST), listed)[cell] == {1}
    assert len(_possible(table, protect(table, LEAST, listed), listed)[cell]) > 1


@pytest.mark.parametrize(
    "rows",
    [
        # a small cell alone in its row and its column
        [("A", "A1", "2 5 0"), ("A", "A2", "4 6 3"), ("B", "B1", "3 7 9")],
        # masked cells that sum to as many as they are
        [("A", "A1", "1 1 0"), ("B", "B1", "1 1 5")],
        # one kabupaten/kota in its province
        [("A", "A1", "1 4 0"), ("B", "B1", "5 4 3"), ("B", "B2", "5 4 3")],
        # the province could be told from its only two kabupaten/kota
        [("A", "A1", "3 3 0"), ("A", "A2", "1 0 3"), ("B", "B1", "4 4 4")],
    ],
)
def test_known_traps(rows: list[tuple[str, str, str]]) -> None:
    _check(_table(*rows))


def test_what_is_not_small_is_shown() -> None:
    told = protect(_table(("A", "A1", "3 0 4"), ("B", "B1", "5 3 0")), LEAST)
    assert set(told.rows.values()) | set(told.groups.values()) == {"shown"}


def test_large_cells_are_masked_only_where_zeros_do_not_help() -> None:
    told = protect(_table(("A", "A1", "1 9 1"), ("B", "B1", "1 7 1")), LEAST)
    assert [told.row(("A", "A1"), v) for v in "abc"] == ["few", "shown", "few"]
    told = protect(_table(("A", "A1", "1 9 0"), ("B", "B1", "0 7 0")), LEAST)
    assert [told.row(("A", "A1"), v) for v in "ab"] == ["few", "more"]


@pytest.mark.parametrize("least", [0, 1])
def test_a_limit_under_two_masks_nothing(least: int) -> None:
    assert protect(_table(("A", "A1", "1 2 0")), least) == Protected({}, {})
