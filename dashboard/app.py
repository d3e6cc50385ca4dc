"""The Streamlit script: the pages; who looks at which version in which language and filter."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import __version__
from dashboard.charts.theme import Mode
from dashboard.elections import latest
from dashboard.errors import PlainError
from dashboard.filters import Filter, FilterError, UrlParameters
from dashboard.locale import LANGUAGES, Locale, mark
from dashboard.pages import view as views
from dashboard.pages.data import data_until, open_data
from dashboard.pages.field_labels import table_label
from dashboard.pages.filter_bar import filter_bar
from dashboard.pages.frame import escape
from dashboard.pages.moments import day_in_capital
from dashboard.pages.navigation import Topic, navigation_rail
from dashboard.pages.older_version import older_version
from dashboard.pages.screen_link import screen_link
from dashboard.pages.search_box import PATH as SEARCH_PATH
from dashboard.pages.search_box import search_box
from dashboard.pages.simulated_page import mark_page
from dashboard.pages.topics import TOPICS
from dashboard.pages.view import View
from dashboard.press.simulated import marked
from dashboard.resources import ICON
from dashboard.settings import settings
from dashboard.warehouse import absent_tables, counts_anew

NOTICES = 4  # sentences shown at once
_LANGUAGE_BOX = "language_box"
_NO_CENSUS = mark(
    "The records are what the press and public offices published, not a census. "
    "Data version {version} was published on {day}."
)
_SIMULATED = mark(
    "The records are simulated, not one of them is real. "
    "Data version {version} was published on {day}."
)


def _mode() -> Mode:
    return "dark" if st.context.theme.type == "dark" else "light"


def _header(
    locale: Locale, subtitle: str, facts: list[str], search: Callable[[], None] | None = None
) -> None:
    row: dict[str, Any] = {"horizontal": True, "vertical_alignment": "center"}
    with st.container(**row, horizontal_alignment="distribute", key="header"):
        with st.container(**row, width="content", key="brand"):
            name = locale.text("Pantau Netralitas")
            st.markdown(f"**{name}**", width="content")
            if subtitle:
                st.markdown(escape(subtitle), width="content")
        with st.container(**row, width="content", key="as_of"):
            if facts:
                st.caption(escape(" · ".join(facts)), width="content")
            if search is not None:
                search()
            _language_choice(locale)


def _language_choice(locale: Locale) -> None:
    # Each page has a box of its own, which Streamlit forgets when the reader leaves the page.
    if st.session_state.get(_LANGUAGE_BOX) != st.session_state[views.LANGUAGE]:
        st.session_state[_LANGUAGE_BOX] = st.session_state[views.LANGUAGE]
    st.segmented_control(
        locale.text("Language"),
        list(LANGUAGES),
        format_func=str.upper,
        key=_LANGUAGE_BOX,
        required=True,
        label_visibility="collapsed",
        on_change=_use_language,
    )


def _use_language() -> None:
    st.session_state[views.LANGUAGE] = st.session_state[_LANGUAGE_BOX]


def _run(topic: Topic, pages: Mapping[str, Page]) -> None:
    locale = Locale(views.asked_language())
    page_title = f"{locale.text(topic.title)} · {locale.text('Pantau Netralitas')}"
    st.set_page_config(
        page_title=page_title,
        page_icon=ICON,
        layout="wide",
        # Without an entry of ours Streamlit hides the menu, and with it the choice of the theme.
        menu_items={"About": locale.text("Pantau Netralitas {version}", version=__version__)},
    )
    number, problem = views.version_asked()
    try:
        data, other = open_data(settings().home, number or views.session_version())
    except PlainError as error:
        st.session_state.setdefault(views.LANGUAGE, locale.language)
        _header(locale, "", [])
        st.error(escape(error.sentence(locale)), icon=":material/error:")
        return
    if number is None and other is None:
        views.keep_version(data.version.number)
    counted = data.ask("elections_with_records", Filter())
    with_records = list(counted["election"])
    default_election = latest(with_records)
    views.restore(default_election, data.version.published_on, topic.choices)
    notices: list[PlainError | None] = [problem, other]
    try:
        chosen = views.chosen_filter()
    except FilterError as error:  # widgets that disagree: start anew rather than guess
        notices.append(error)
        views.start_anew(default_election)
        chosen = views.chosen_filter()
    notices += [
        PlainError(
            mark("Data version {version} holds no table “{table}”; its numbers are empty here."),
            version=data.version.number,
            table=table_label(table, locale),
        )
        for table in absent_tables(data.version)
    ]
    if number is not None and counts_anew(data.version):
        notices.append(
            PlainError(
                mark(
                    "Rules or settings have changed since version {version} was published; its "
                    "records are counted here by those of today."
                ),
                version=data.version.number,
            )
        )
    notices += views.dropped(chosen, default_election, topic.choices)
    locale = Locale(st.session_state[views.LANGUAGE])
    shown = chosen if topic.filtered else Filter()
    until = data_until(data, shown)
    view = View(
        data,
        chosen,
        default_election,
        until,
        locale,
        _mode(),
        topic.path,
        views.chosen_of(topic.choices),
        views.server(),
    )
    if view.simulated:
        st.set_page_config(page_title=marked(view.mark, page_title, " · "))
        mark_page(view.mark, locale, _mode())
    navigation_rail(
        view, TOPICS, pages, lambda choices: views.parameters(chosen, default_election, choices)
    )
    facts = [locale.text("data version {version}", version=data.version.number)]
    if until:
        facts.insert(0, locale.text("data until {day}", day=locale.date(until)))
    subtitle = (
        chosen.sentence(locale, ("activities", "violations"))
        if topic.filtered
        else locale.text(topic.title)
    )
    search = partial(
        search_box, pages[SEARCH_PATH], views.parameters(chosen, default_election, ()), locale
    )
    # The page of records has a field of its own.
    _header(locale, subtitle, facts, None if topic.path == SEARCH_PATH else search)
    _say([notice.sentence(locale) for notice in notices if notice is not None], locale)
    if number is not None:
        older_version(view)
    if topic.filtered:
        filter_bar(chosen, with_records, data.version.published_on, locale)
    topic.draw(view)
    _footer(view, views.parameters(chosen, default_election, topic.choices))
    views.remember(chosen, default_election, topic.choices)


def _say(sentences: list[str], locale: Locale) -> None:
    """What the reader has to know before the numbers, in one box however much it is."""
    told = list(dict.fromkeys(sentences))
    lines = told[:NOTICES]
    more = len(told) - len(lines)
    if more:
        lines.append(locale.plural("{n} more like these.", "{n} more like these.", more))
    if lines:
        st.warning("\n\n".join(escape(line) for line in lines), icon=":material/info:")


def _footer(view: View, parameters: UrlParameters) -> None:
    locale = view.locale
    told = _SIMULATED if view.simulated else _NO_CENSUS
    with st.container(horizontal=True, vertical_alignment="center", key="footer"):
        st.caption(
            escape(
                locale.text(
                    told,
                    version=view.data.version.number,
                    day=locale.date(day_in_capital(view.data.version.manifest.created_at)),
                )
            )
        )
        screen_link(view, parameters)
        opened = st.popover(
            locale.text("Permanent link"),
            icon=":material/link:",
            type="tertiary",
            key="permalink",
            on_change="rerun",
        )
        if opened.open:
            with opened:
                words = locale.text("Shows the same numbers later: fixed days and version.")
                st.caption(escape(words))
                st.code(view.permanent_link(), language=None, wrap_lines=True)


def _navigate() -> None:
    locale = Locale(views.asked_language())
    pages: dict[str, Page] = {}
    for topic in TOPICS:
        pages[topic.path] = st.Page(
            partial(_run, topic, pages),
            title=locale.text(topic.title),
            url_path=topic.path or None,
            default=not topic.path,
        )
    # Without this call Streamlit takes every module of `pages/` for a page.
    st.navigation(list(pages.values()), position="hidden").run()


_navigate()
