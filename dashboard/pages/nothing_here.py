"""What a page says where a filter finds nothing, with the way back."""

from collections.abc import Callable

import streamlit as st

from dashboard.pages.view import View, start_anew


def nothing_here(
    view: View, words: str = "", leave: Callable[[str | None], None] = start_anew
) -> None:
    """Say that a filter finds nothing, and lead back to where there is something.

    `words` say it otherwise; `leave` is called with the default election by who wants to go back.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="nothing_here"):
        st.info(
            words or view.locale.text("No record is known for this filter: empty, not zero."),
            width="stretch",
        )
        st.button(
            view.locale.text("Remove all filters"),
            on_click=leave,
            args=(view.default_election,),
            key="start_anew",
        )
