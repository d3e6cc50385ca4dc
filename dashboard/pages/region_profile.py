"""Profil wilayah: everything on record about one kabupaten/kota or one province, on one page."""

import streamlit as st

from dashboard.filters import Filter
from dashboard.pages.frame import source_line
from dashboard.pages.map_ground import boundaries_line
from dashboard.pages.markup import PRINT_ONLY, paragraph, show, words
from dashboard.pages.profile_cards import (
    districts_card,
    institutions_card,
    regencies_card,
    sources_card,
)
from dashboard.pages.profile_comparison import comparison_card
from dashboard.pages.profile_head import head, limits, profile_figures
from dashboard.pages.profile_published import published_card
from dashboard.pages.profile_records import records_card
from dashboard.pages.profile_start import profile_start
from dashboard.pages.profile_subject import Subject, subject_of
from dashboard.pages.view import View, go_to, put


def region_profile(view: View) -> None:
    """Draw the page."""
    subject = subject_of(view)
    if subject is None:
        profile_start(view)
        return
    with st.container(key=f"profile_{view.mode}"):
        _way(view, subject)
        head(view, subject)
        _nothing_here(view, subject)
        profile_figures(view, subject)
        records_card(view, subject)
        wide, narrow = st.columns(2, gap="small")
        with wide:
            comparison_card(view, subject)
            if subject.is_regency:
                published_card(view, subject)
        with narrow:
            if subject.is_regency:
                districts_card(view, subject)
            institutions_card(view, subject)
            if not subject.is_regency:
                published_card(view, subject)
        if not subject.is_regency:
            regencies_card(view, subject)
        sources_card(view, subject)
        _printed_foot(view, subject)


def _way(view: View, subject: Subject) -> None:
    """Back to the choice, up to the province, and onto paper."""
    locale = view.locale
    with st.container(horizontal=True, gap="small", key="way"):
        st.button(
            locale.text("Choose another region"),
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=go_to,
            args=((), ()),
            key="way_back",
        )
        if subject.is_regency:
            st.button(
                locale.text("Profile of {province}", province=subject.province_name),
                type="tertiary",
                icon=":material/arrow_upward:",
                on_click=go_to,
                args=((subject.province_code,), ()),
                key="way_up",
            )
        # Opens the browser's own dialogue; the script is part of the served page.
        st.button(
            locale.text("Print"),
            type="tertiary",
            icon=":material/print:",
            help=locale.text("One A4 page; Ctrl+P does the same"),
            key="print",
        )


def _nothing_here(view: View, subject: Subject) -> None:
    if subject.records:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="nothing_here"):
        st.info(
            view.locale.text("No record is known for this filter: empty, not zero."),
            width="stretch",
        )
        everything = Filter(view.filter.provinces, view.filter.regencies)
        if view.filter != everything:
            st.button(
                view.locale.text("Show all elections and all dates"),
                on_click=put,
                args=(everything,),
                key="show_everything",
            )


def _printed_foot(view: View, subject: Subject) -> None:
    """On paper the context of all numbers stands once, at the end."""
    context = [
        view.filter.sentence(view.locale, ("activities", "violations")),
        source_line(view, subject.records, boundaries_line(view.locale)),
    ]
    show(
        f'<div class="{PRINT_ONLY} foot">',
        paragraph(words(" · ".join(context))),
        paragraph(words(" ".join(limits(view)))),
        paragraph(words(view.permanent_link())),
        "</div>",
    )
