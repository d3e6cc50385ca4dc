"""The day as of which a page stands, as a slider over the ends of months that can play."""

import datetime as dt
from typing import Final

import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.view import View, set_month, set_period

STEP: Final = 1.2  # seconds from one day to the next while playing
_PLAYING, _JUST_DRAWN = "playing", "_playing_just_drawn"


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last days of the months from that of `first` on that lie before `last`, then `last`."""
    ends: list[dt.date] = []
    year, month = first.year, first.month
    while True:
        year, month = year + month // 12, month % 12 + 1
        end = dt.date(year, month, 1) - dt.timedelta(days=1)
        if end >= last:
            return [*ends, last]
        ends.append(end)


def steps(chosen: Filter, first: dt.date | None, last: dt.date | None) -> list[dt.date]:
    """The days to choose from: ends of months within the records and the period, the last day with
    records, the filter's own day."""
    if first is None or last is None:
        return []
    since = chosen.since or first
    found = {day for day in month_ends(first, last) if day >= since}
    own = chosen.within_month().until
    return sorted(found | ({own} if own is not None else set()))


def as_of_slider(view: View) -> None:
    """Draw the slider with its button; nothing where there is no other day to choose.

    It sets the end of the filter's period, so all that a page shows follows.
    """
    span = view.data.figures("days_with_records", view.filter)
    first, last = _day(span["first_on"]), _day(span["last_on"])
    days = steps(view.filter, first, last)
    if len(days) < 2 or last is None:
        st.session_state[_PLAYING] = False
        return
    shown = view.filter.within_month().until or last
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="small", wrap=False, key="as_of_row"
    ):
        _button(view, days, shown)
        _slider(view, days, shown, last)
    if st.session_state.get(_PLAYING):
        st.session_state[_JUST_DRAWN] = True
        _clock(view.filter, days, shown, last)


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _slider(view: View, days: list[dt.date], shown: dt.date, last: dt.date) -> None:
    # Named by what can be chosen: Streamlit tells options apart by their label and their place.
    key = f"as_of_{view.locale.language}_{days[0]}_{days[-1]}_{len(days)}"
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    st.select_slider(
        view.locale.text("As of"),
        days,
        format_func=view.locale.short_date,
        key=key,
        on_change=_use_slider,
        args=(key, view.filter, last),
    )


def _use_slider(key: str, chosen: Filter, last: dt.date) -> None:
    st.session_state[_PLAYING] = False
    stand_at(st.session_state[key], chosen, last)


def stand_at(day: dt.date, chosen: Filter, last: dt.date) -> None:
    """Let the period end on this day; on the last day with records it has no end of its own."""
    set_month(None)
    set_period(chosen.since, None if day == last else day)


def _button(view: View, days: list[dt.date], shown: dt.date) -> None:
    locale = view.locale
    playing = bool(st.session_state.get(_PLAYING))
    st.button(
        locale.text("Pause") if playing else locale.text("Play"),
        icon=":material/pause:" if playing else ":material/play_arrow:",
        help=locale.text("Shows one day after the other, to the last one with records."),
        key="play",
        on_click=_pause if playing else _play,
        args=() if playing else (view.filter, days, shown),
    )


def _pause() -> None:
    st.session_state[_PLAYING] = False


def _play(chosen: Filter, days: list[dt.date], shown: dt.date) -> None:
    st.session_state[_PLAYING] = True
    if shown >= days[-1]:
        stand_at(days[0], chosen, days[-1])


@st.fragment(run_every=STEP)
def _clock(chosen: Filter, days: list[dt.date], shown: dt.date, last: dt.date) -> None:
    """Draws nothing; run by the browser's clock it shows the next day."""
    if st.session_state.pop(_JUST_DRAWN, False):
        return  # part of a run of the whole page: this day has only just appeared
    later = [day for day in days if day > shown]
    if later:
        stand_at(later[0], chosen, last)
    if len(later) < 2:
        st.session_state[_PLAYING] = False
    st.rerun()


def day_words(view: View, locale: Locale) -> str:
    """The day until which a view's numbers stand, for a sentence."""
    return locale.short_date(view.until) if view.until else view.filter.period(locale)
