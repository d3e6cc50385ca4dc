"""A search from every page: words typed here are looked for on the page of records."""

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.filters import UrlParameters
from dashboard.locale import Locale
from dashboard.pages.record_choices import SEARCH
from dashboard.searching import LONGEST_SEARCH

PATH = "catatan"
_SENT = "_search_sent"


def search_box(page: Page, parameters: UrlParameters, locale: Locale) -> None:
    """Draw the box; where words were sent, go to `page` with them and its `parameters`.

    A narrow screen has room for a link to that page only.
    """
    key = f"search_box_{locale.language}"
    with st.container(horizontal=True, width="content", key="search_box"):
        st.text_input(
            locale.text("Search in all records"),
            placeholder=locale.text("Search the records"),
            icon=":material/search:",
            label_visibility="collapsed",
            max_chars=LONGEST_SEARCH,
            key=key,
            on_change=_send,
            args=(key,),
        )
        st.page_link(
            page,
            label=locale.text("Search the records"),
            icon=":material/search:",
            query_params=list(parameters.items()),
        )
    words = st.session_state.pop(_SENT, "")
    if words:
        st.switch_page(page, query_params=list((parameters | {SEARCH.parameter: [words]}).items()))


def _send(key: str) -> None:
    st.session_state[_SENT] = st.session_state[key].strip()
    st.session_state[key] = ""
