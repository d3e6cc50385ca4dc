"""The profile before a region is chosen: a search over all, short ways to the chosen ones."""

import streamlit as st

from dashboard.pages.markup import inner_link, paragraph, show, words
from dashboard.pages.profile_subject import address
from dashboard.pages.view import View, go_to
from dashboard.regions import regions

_MOST_LINKS = 60


def profile_start(view: View) -> None:
    """Draw the search, and links where the filter names several regions."""
    locale = view.locale
    with st.container(border=True, key="card_start"):
        # Named by the language, since Streamlit tells options apart by their label.
        key = f"profile_search_{locale.language}"
        st.selectbox(
            locale.text("Choose a kabupaten/kota or a province"),
            [*regions().provinces, *regions().regencies],
            index=None,
            format_func=lambda code: regions().name(code),
            placeholder=locale.text("Type a name"),
            key=key,
            on_change=_use_search,
            args=(key,),
        )
        st.caption(
            locale.text(
                "The profile shows what is recorded about one region: its status, everything in "
                "order of days, who took part, and the sources. It fits on one printed page."
            )
        )
        _links(view)


def _use_search(key: str) -> None:
    code = st.session_state[key]
    if code is not None:
        go_to((code[:2],), () if code in regions().provinces else (code,))


def _links(view: View) -> None:
    """Links to the chosen regions, to all provinces where none is chosen."""
    chosen, locale = view.filter, view.locale
    codes = chosen.regencies or chosen.provinces
    if codes:
        lead = locale.text("Several regions are chosen; open one of them:")
    else:
        lead = locale.text("Or open a province:")
        codes = tuple(regions().provinces)
    links = [
        inner_link(
            regions().name(code),
            address(view, (code[:2],), (code,) if chosen.regencies else ()),
        )
        for code in codes[:_MOST_LINKS]
    ]
    more = len(codes) - len(links)
    if more:
        links.append(words(locale.plural("{n} more region", "{n} more regions", more)))
    show(
        paragraph(words(lead), "subhead"),
        '<ul class="flow">',
        *(f"<li>{link}</li>" for link in links),
        "</ul>",
    )
