"""Which cells of a table of places and values may be published, so that no small one can be told.

The table has two levels of rows (`Row`: a regency within its province) and one of columns. The
total of each row and of each column is published; so is each cell that is `shown`, of a regency and
of a province. A cell from 1 to below the limit is small. It is masked, and so are further cells
until every small cell has at least two values that agree with all that is published
(`queries/rules/small_cells.md`). Cases that are listed one by one are published, too: who takes
them off a cell must not be able to tell a small number of the others.

Which values agree is a question of flow: cases flow from rows through provinces to columns, shown
cells are pipes of a fixed flow, masked ones have bounds. A cell can have another value where some
circle in the residual network runs through it; one step along it makes another table of the same
totals. Integers stay integers, so this is exact.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

State = Literal["shown", "few", "more", "hidden"]
"""`few`: from 0 to below the limit; `more`: the limit or above; `hidden`: any number."""

Row = tuple[str, str]
"""The codes of a group and of a row in it."""

_Node = tuple[str, ...]
# What masking a cell costs: a zero tells readers least, a large cell most.
_ZERO_COSTS: Final = 1
_SMALL_COSTS: Final = 0
_LARGE_COSTS: Final = 1000


@dataclass(eq=False)
class _Pipe:
    """A cell: the way of its cases from `tail` to `head`."""

    tail: _Node
    head: _Node
    count: int
    listed: int = 0
    """How many of them readers know one by one."""
    is_masked: bool = False
    is_hidden: bool = False
    """Masked, and readers are not even told on which side of the limit its count lies."""


@dataclass(eq=False)
class _Network:
    """All cells, and which of them touch each node."""

    least: int
    minds_lists: bool
    """Whether cases flow only where readers do not know from a list that they are there."""
    rows: dict[tuple[Row, str], _Pipe]
    groups: dict[tuple[str, str], _Pipe]
    touching: dict[_Node, list[_Pipe]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for pipe in self.pipes():
            self.touching[pipe.tail].append(pipe)
            self.touching[pipe.head].append(pipe)

    def pipes(self) -> Iterator[_Pipe]:
        yield from self.groups.values()
        yield from self.rows.values()

    def mask(self, pipe: _Pipe) -> None:
        """Mask a cell, and the zeros beside it: else who is left would be known to have a case."""
        if pipe.is_masked:
            return
        pipe.is_masked = True
        # A province's cells do not share a tail: they are told by the code in it.
        if pipe.tail[0] == "row":
            beside = self.touching[pipe.tail]
        else:
            beside = [p for (group, _), p in self.groups.items() if group == pipe.tail[1]]
        for other in beside:
            if other.count == 0:
                other.is_masked = True

    def state(self, pipe: _Pipe) -> State:
        """What readers are told of a cell."""
        if not pipe.is_masked:
            return "shown"
        if pipe.is_hidden:
            return "hidden"
        return "few" if pipe.count < self.least else "more"

    def hide_around(self) -> None:
        """Hide all masked cells of a group where one is hidden: which one it is tells something."""
        hidden = {pipe.tail[1] for pipe in self.pipes() if pipe.is_hidden}
        for pipe in self.pipes():
            pipe.is_hidden = pipe.is_masked and pipe.tail[1] in hidden

    def cheapest_circle(self, through: _Pipe, *, hiding: bool) -> list[_Pipe] | None:
        """The cells, masked or not, along which one case more or less of this cell can flow at the
        least cost of masking; None where there are none. `hiding`: cells may be hidden for it."""
        found = []
        if self._may_rise(through, hiding):
            found.append(self._way(through.head, through.tail, through, hiding))
        if self._may_fall(through, hiding):
            found.append(self._way(through.tail, through.head, through, hiding))
        ways = [way for way in found if way is not None]
        return min(ways, key=lambda way: way[0])[1] if ways else None

    def _may_rise(self, pipe: _Pipe, hiding: bool) -> bool:
        return hiding or pipe.is_hidden or pipe.count != self.least - 1

    def _may_fall(self, pipe: _Pipe, hiding: bool) -> bool:
        fixed = pipe.listed if self.minds_lists else 0
        return pipe.count > fixed and (hiding or pipe.is_hidden or pipe.count != self.least)

    def _way(
        self, start: _Node, end: _Node, without: _Pipe, hiding: bool
    ) -> tuple[int, list[_Pipe]] | None:
        best: dict[_Node, int] = {start: 0}
        came: dict[_Node, _Pipe] = {}
        queue: list[tuple[int, _Node]] = [(0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == end:
                return cost, self._walked(came, start, end)
            if cost > best[node]:
                continue
            for pipe in self.touching[node]:
                forward = pipe.tail == node
                passes = self._may_rise if forward else self._may_fall
                if pipe is without or not passes(pipe, hiding):
                    continue
                following = pipe.head if forward else pipe.tail
                total = cost + self._cost(pipe)
                if total < best.get(following, total + 1):
                    best[following] = total
                    came[following] = pipe
                    heapq.heappush(queue, (total, following))
        return None

    def _cost(self, pipe: _Pipe) -> int:
        if pipe.is_masked:
            return 0
        if pipe.count == 0:
            return _ZERO_COSTS
        return _SMALL_COSTS if pipe.count < self.least else _LARGE_COSTS + pipe.count

    @staticmethod
    def _walked(came: Mapping[_Node, _Pipe], start: _Node, end: _Node) -> list[_Pipe]:
        pipes, node = [], end
        while node != start:
            pipe = came[node]
            pipes.append(pipe)
            node = pipe.head if pipe.tail == node else pipe.tail
        return pipes


@dataclass(frozen=True)
class Protected:
    """What may be published of a table; cells it does not hold are zeros that are shown."""

    rows: Mapping[tuple[Row, str], State]
    groups: Mapping[tuple[str, str], State]

    def row(self, row: Row, value: str) -> State:
        """The state of a row's cell."""
        return self.rows.get((row, value), "shown")

    def group(self, group: str, value: str) -> State:
        """The state of a group's cell."""
        return self.groups.get((group, value), "shown")


def protect(
    counts: Mapping[tuple[Row, str], int],
    least: int,
    listed: Mapping[tuple[Row, str], int] = MappingProxyType({}),
) -> Protected:
    """The states of all cells of the rows that have a case.

    `counts`: how many cases each row has of each value; what is missing is 0. `least`: counts from
    1 to below it are small; under 2 nothing is. `listed`: how many of the counted cases readers
    know one by one; a small number of the others is protected like a small cell. A small cell whose
    count the totals alone tell is masked all the same. Where `few` and `more` would tell a count,
    all masked cells of the group are `hidden`.
    """
    if least < 2:
        return Protected({}, {})
    network = _network(counts, least, listed)
    pipes = list(network.pipes())
    _protect(network, [pipe for pipe in pipes if 0 < pipe.count < least])
    network.minds_lists = True
    _protect(network, [pipe for pipe in pipes if 0 < pipe.count - pipe.listed < least])
    network.hide_around()
    return Protected(
        {cell: network.state(pipe) for cell, pipe in network.rows.items()},
        {cell: network.state(pipe) for cell, pipe in network.groups.items()},
    )


def _protect(network: _Network, small: Sequence[_Pipe]) -> None:
    """Mask these cells, and others until each can have another value."""
    for pipe in small:
        network.mask(pipe)
    for pipe in small:
        circle = network.cheapest_circle(pipe, hiding=False)
        if circle is None:
            circle = network.cheapest_circle(pipe, hiding=True) or []
            for around in (pipe, *circle) if circle else ():
                around.is_hidden = True
        for further in circle:
            network.mask(further)


def _network(
    counts: Mapping[tuple[Row, str], int], least: int, listed: Mapping[tuple[Row, str], int]
) -> _Network:
    cases = {cell: count for cell, count in counts.items() if count}
    values = sorted({value for _, value in cases})
    rows: dict[tuple[Row, str], _Pipe] = {}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    listed_sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in sorted({row for row, _ in cases}):
        for value in values:
            count = cases.get((row, value), 0)
            known = listed.get((row, value), 0)
            sums[row[0], value] += count
            listed_sums[row[0], value] += known
            rows[row, value] = _Pipe(("row", *row), ("group", row[0], value), count, known)
    groups = {
        (group, value): _Pipe(
            ("group", group, value), ("value", value), count, listed_sums[group, value]
        )
        for (group, value), count in sums.items()
    }
    return _Network(least, False, rows, groups)
