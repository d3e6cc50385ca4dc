"""Tindak lanjut: which forwarded cases have no answer on record, since when, with whom, where."""

from typing import Final

import streamlit as st

from dashboard.pages.follow_up_answers_cards import recipients_card, subjects_card
from dashboard.pages.follow_up_figures_card import figures_card
from dashboard.pages.follow_up_list_card import PART, list_card
from dashboard.pages.follow_up_regions_card import regions_card
from dashboard.pages.follow_up_share_card import BASIS, share_card
from dashboard.pages.follow_up_waiting_card import waiting_card
from dashboard.pages.follow_up_words import as_of
from dashboard.pages.frame import escape
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.published_follow_up_card import published_card
from dashboard.pages.view import View

FOLLOW_UP_CHOICES: Final = (BASIS, PART)


def follow_up(view: View) -> None:
    """Draw the page."""
    if not int(view.data.figures("follow_up_figures", view.filter)["forwarded"]):
        nothing_here(view, view.locale.text("No forwarded case is on record for this filter."))
    figures_card(view)
    _what_absence_means(view)
    left, right = st.columns(2, gap="small")
    with left:
        waiting_card(view)
        share_card(view)
    with right:
        recipients_card(view)
        subjects_card(view)
    list_card(view)
    regions_card(view)
    published_card(view)


def _what_absence_means(view: View) -> None:
    """What nobody may read out of the page; once, where everybody sees it."""
    locale = view.locale
    with st.container(key="absence"):
        st.info(
            escape(
                locale.text(
                    "“No answer on record” says that the records hold none by {day}. It does not "
                    "say that there was none: recipients rarely publish what they decide, and the "
                    "supervisors are often not told.",
                    day=locale.date(as_of(view)),
                )
            ),
            icon=":material/info:",
        )
