"""Masked answers: how a count that is not told stands in them, and how readers have it.

A masked count is NA in its column, and the column `COUNT_state` beside it says why; the row of a
single answer is `Figures`. An answer without such columns masks nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dashboard.errors import PlainError
from dashboard.locale import Locale, mark
from dashboard.press.suppression import State
from dashboard.settings import settings

_STATE: Final = "_state"


class Withheld(PlainError):
    """An answer, or a number of it, that would tell the public about single cases.

    `state`: what may be said of the number of cases it is about.
    """

    def __init__(self, state: State) -> None:
        super().__init__(
            mark("Counts of cases under {least} are masked so that nobody can be recognised."),
            least=settings().small_cells,
        )
        self.state: State = "hidden" if state == "shown" else state


class Figures(pd.Series):
    """The one row of an answer; to read a masked number of it raises `Withheld`."""

    _metadata = ("states",)
    states: Mapping[str, State]

    def __getitem__(self, key: Any) -> Any:
        state = self.states.get(key, "shown") if isinstance(key, str) else "shown"
        if state != "shown":
            raise Withheld(state)
        return super().__getitem__(key)


def state_of(figures: "pd.Series[Any]", name: str) -> State:
    """Whether a number of a single row may be read; always, unless it was made for the public."""
    return figures.states.get(name, "shown") if isinstance(figures, Figures) else "shown"


def states_of(rows: pd.DataFrame, count: str) -> list[State]:
    """The state of a count in each row."""
    name = state_column(count)
    return list(rows[name]) if name in rows else ["shown"] * len(rows)


def masked_rows(rows: pd.DataFrame, count: str) -> int:
    """In how many rows a count is masked."""
    return sum(state != "shown" for state in states_of(rows, count))


def state_column(count: str) -> str:
    """The name of the column that tells why a count is missing."""
    return f"{count}{_STATE}"


def signed(rows: pd.DataFrame, count: str) -> "pd.Series[Any]":
    """The column of a count as readers have it: signs instead of what is masked."""
    if state_column(count) not in rows:
        return rows[count]
    told = [
        value if state == "shown" else sign(state)
        for value, state in zip(rows[count], states_of(rows, count), strict=True)
    ]
    return pd.Series(told, index=rows.index, dtype=object)


def sign(state: State) -> str:
    """What stands in a cell instead of a masked count, in any language."""
    least = settings().small_cells
    return {"few": f"< {least}", "more": f"≥ {least}", "hidden": "*"}[state]


def telling(rows: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, str]:
    """Of the columns and their names those that hold more than signs for masked counts."""
    return {
        name: words
        for name, words in columns.items()
        if rows.empty or masked_rows(rows, name) < len(rows)
    }


def shown_rows(rows: pd.DataFrame, count: str) -> pd.DataFrame:
    """The rows in which a count is not masked."""
    return rows.loc[[state == "shown" for state in states_of(rows, count)]]


def masked_notes(rows: pd.DataFrame, count: str, locale: Locale) -> list[str]:
    """Says in how many rows a count is masked, and why; nothing where none is."""
    note = masked_note(masked_rows(rows, count), locale)
    return [note] if note else []


def masked_note(count: int, locale: Locale) -> str:
    """Says how many values are masked and why; empty where none is."""
    if count == 0:
        return ""
    return locale.plural(
        "{n} value is masked: below {least}, or telling one that is, so that nobody can be "
        "recognised.",
        "{n} values are masked: below {least}, or telling one that is, so that nobody can be "
        "recognised.",
        count,
        least=locale.number(settings().small_cells),
    )


def mask(rows: pd.DataFrame, count: str, states: Sequence[State]) -> pd.DataFrame:
    """The count is missing where a state says so, and the column beside it says why."""
    name = state_column(count)
    told: list[State] = [
        before if before != "shown" else state
        for before, state in zip(states_of(rows, count), states, strict=True)
    ]
    if all(state == "shown" for state in told):
        return rows
    found = rows.copy()
    found[count] = rows[count].where(pd.Series([s == "shown" for s in told], index=rows.index))
    found[name] = told
    return found
