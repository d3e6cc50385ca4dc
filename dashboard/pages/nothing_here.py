"""What a page says where a filter finds nothing, with the way back."""

import streamlit as st

from dashboard.pages.view import View, start_anew


def nothing_here(view: View) -> None:
    """Say that a filter finds nothing, and lead back to where there is something."""
    with st.container(horizontal=True, vertical_alignment="center", key="nothing_here"):
        st.info(
            view.locale.text("No record is known for this filter: empty, not zero."),
            width="stretch",
        )
        st.button(
            view.locale.text("Remove all filters"),
            on_click=start_anew,
            args=(view.default_election,),
            key="start_anew",
        )
