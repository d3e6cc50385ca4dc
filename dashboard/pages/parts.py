"""Long lists in parts: which rows are shown, and the way to those before and after."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import escape
from dashboard.pages.view import Choice

MOST_IN_FILE: Final = 100_000  # rows of a list's table


def rest_left_out(found: int, locale: Locale) -> list[str]:
    """Says that a list's table does not hold all of the rows found; else nothing."""
    if found <= MOST_IN_FILE:
        return []
    return [
        locale.text(
            "The table and its files hold the first {n} rows of this order.",
            n=locale.number(MOST_IN_FILE),
        )
    ]


def _is_part(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 7 and int(text) > 0


def part_choice(parameter: str) -> Choice:
    """The choice of a part by its number; the first where none is chosen."""
    return Choice(parameter, _is_part, "1")


@dataclass(frozen=True)
class Parts:
    """A list of which `rows` at a time are asked for and shown."""

    choice: Choice
    rows: int
    key: str
    """The key of the controls."""

    @property
    def part(self) -> int:
        """The number of the part that is shown, from 1."""
        return int(self.choice.value)

    @property
    def first_row(self) -> int:
        """The first row of the part, from 0."""
        return (self.part - 1) * self.rows

    def begin_anew_with(self, listed: object) -> None:
        """Where the reader has changed what is listed, and not the part, show the first."""
        key = f"_{self.key}_shown_before"
        before, part = st.session_state.get(key, (listed, self.choice.value))
        if before != listed and part == self.choice.value:
            self.choice.choose()
        st.session_state[key] = (listed, self.choice.value)

    def end_at(self, found: int) -> None:
        """Of `found` rows, show the last part where the address names one behind it."""
        self.choice.choose(str(min(self.part, self._last(found))))

    def _last(self, found: int) -> int:
        return max(1, -(-found // self.rows))

    def controls(self, found: int, locale: Locale) -> None:
        """Which of the `found` rows these are, and the way to the others; nothing for one part."""
        last = self._last(found)
        if last == 1:
            return
        with st.container(
            horizontal=True,
            horizontal_alignment="center",
            vertical_alignment="center",
            key=self.key,
        ):
            st.button(
                locale.text("Previous"),
                icon=":material/chevron_left:",
                disabled=self.part == 1,
                on_click=self.choice.choose,
                args=(str(self.part - 1),),
                key=f"{self.key}_previous",
            )
            words = locale.text(
                "Rows {first} to {last} of {total}",
                first=locale.number(self.first_row + 1),
                last=locale.number(min(self.part * self.rows, found)),
                total=locale.number(found),
            )
            st.markdown(escape(words), width="content")
            st.button(
                locale.text("Next"),
                icon=":material/chevron_right:",
                icon_position="right",
                disabled=self.part == last,
                on_click=self.choice.choose,
                args=(str(self.part + 1),),
                key=f"{self.key}_next",
            )
