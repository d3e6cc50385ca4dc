"""Numbers beside those of the period before or of the year before, as the reader chooses."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import mark
from dashboard.pages.choosing import pick
from dashboard.pages.frame import escape, signed
from dashboard.pages.view import View, one_of
from dashboard.press.exhibit import Tile
from dashboard.press.masks import sign, state_of

BASIS: Final = one_of("banding_periode", ("sebelum", "tahun"))
_BASES: Final = {
    "sebelum": mark("Against the period before"),
    "tahun": mark("Against the year before"),
}


class Compared:
    """The answer of a query whose grain is one row, beside the same for the time before.

    Only where a closed period is chosen is there a time before.
    """

    def __init__(self, view: View, query: str) -> None:
        self._view = view
        chosen = view.filter
        self._other: Filter | None = (
            chosen.year_before() if view.value(BASIS) == "tahun" else chosen.previous()
        )
        self._now = view.data.figures(query, chosen)
        self._before = view.data.figures(query, self._other) if self._other else None

    @property
    def now(self) -> "pd.Series[Any]":
        """The numbers of the filter."""
        return self._now

    def change(self, name: str) -> str | int | None:
        """By how much a number has changed, with its sign; None where one of the two is unknown."""
        if self._before is None or self._is_masked(name):
            return None
        if pd.isna(self._now[name]) or pd.isna(self._before[name]):
            return None
        return signed(int(self._now[name]) - int(self._before[name]), self._view.locale)

    def _is_masked(self, name: str) -> bool:
        both = (self._now, self._before)
        return any(state_of(row, name) != "shown" for row in both if row is not None)

    def shown(self, name: str) -> str:
        """A number of the filter in words, a dash where it is unknown, a sign where masked."""
        if (state := state_of(self._now, name)) != "shown":
            return sign(state)
        value = self._now[name]
        return "–" if pd.isna(value) else self._view.locale.number(int(value))

    def tile(self, name: str, label: str, context: str) -> Tile:
        """A number as it stands on paper, where its change has no line of its own."""
        change = self.change(name)
        if change is not None:
            locale = self._view.locale
            context = locale.text("{context}; change: {change}", context=context, change=change)
        return Tile(label, self.shown(name), context)

    def notes(self) -> tuple[str, ...]:
        """What the changes on paper are measured against; nothing where there are none."""
        return (self._words(),) if self.possible else ()

    @property
    def possible(self) -> bool:
        """Whether a closed period is chosen, so that there is a time before."""
        asked = self._view.filter.within_month()
        return asked.since is not None and asked.until is not None

    def controls(self) -> None:
        """What it is compared with; how to get there where no closed period is chosen."""
        locale = self._view.locale
        if not self.possible:
            st.caption(
                escape(
                    locale.text(
                        "Choose a period with a first and a last day, or a month, to see the "
                        "change against the time before."
                    )
                )
            )
            return
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key="comparison_basis"
        ):
            pick(BASIS, _BASES, locale.text("Compared with"), locale)
            st.caption(escape(self._words()), width="content")

    def _words(self) -> str:
        locale = self._view.locale
        if self._other is None:
            return locale.text("There is no such period within the range of the data.")
        period = self._other.period(locale)
        if self._view.filter.elections:
            return locale.text("Change against {period}, same election", period=period)
        return locale.text("Change against {period}", period=period)
