"""On links to an older data version: that there are newer data, and which key figures differ."""

from typing import Final

import streamlit as st

from dashboard.errors import PlainError
from dashboard.locale import Locale
from dashboard.pages.data import Data, published_version
from dashboard.pages.frame import escape
from dashboard.pages.moments import day_in_capital
from dashboard.pages.view import View, move_to_version
from dashboard.press.since import before_and_after, differences
from dashboard.versions import Version

SHOWN: Final = 4  # differing figures that are named


def older_version(view: View) -> None:
    """Say so where the view's version is not the newest; offer the newest."""
    newest = published_version(view.data.home, than=view.data.version.number)
    if newest is None:
        return
    locale = view.locale
    with st.container(horizontal=True, vertical_alignment="center", key="older_version"):
        st.warning(escape(told(view, newest, locale)), icon=":material/history:")
        label = locale.text("Show data version {version}", version=newest.number)
        if st.button(label, icon=":material/update:", key="show_newest"):
            move_to_version(newest.number)
            st.rerun()


def told(view: View, newest: Version, locale: Locale) -> str:
    """That there are newer data and what differs under this filter, in a few sentences."""
    words = [
        locale.text(
            "This link shows data version {version}; version {newest} was published on {day}.",
            version=view.data.version.number,
            newest=newest.number,
            day=locale.date(day_in_capital(newest.manifest.created_at)),
        )
    ]
    try:
        found = differences(view.data, Data(view.data.home, newest), view.filter)
    except PlainError as error:
        return " ".join([*words, error.sentence(locale)])
    if not found:
        words.append(locale.text("Its key figures are the same under this filter."))
        return " ".join(words)
    named = [before_and_after(difference, locale) for difference in found[:SHOWN]]
    if more := len(found) - len(named):
        named.append(locale.plural("{n} more", "{n} more", more))
    words.append(locale.text("Under this filter these differ: {list}.", list="; ".join(named)))
    return " ".join(words)
