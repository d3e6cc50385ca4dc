"""The way between the pages: a slim rail at the left, a row at the top of a narrow screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.filters import UrlParameters
from dashboard.pages.news import news
from dashboard.pages.view import Choice, View


@dataclass(frozen=True)
class Topic:
    """One page: what it is called, where it lives and what draws it."""

    path: str
    """Its path in the address; empty for the first page."""
    title: str
    """A message of the catalogue."""
    icon: str
    draw: Callable[[View], None]
    filtered: bool = False
    """Whether the reader's filter decides what it shows."""
    choices: tuple[Choice, ...] = ()
    """What can be chosen on this page alone."""


def navigation_rail(
    view: View,
    topics: Sequence[Topic],
    pages: Mapping[str, Page],
    parameters: Callable[[tuple[Choice, ...]], UrlParameters],
) -> None:
    """Links to all pages and, at the end, the news of newer data.

    `parameters(choices)`: what the link to a page of these choices carries, so that filter,
    language and version stay.
    """
    with st.container(horizontal=True, gap="small", key="navigation"):
        for topic in topics:
            st.page_link(
                pages[topic.path],
                label=view.locale.text(topic.title),
                icon=topic.icon,
                query_params=list(parameters(topic.choices).items()),
            )
        news(view.data.home, view.data.version.number, view.locale)
