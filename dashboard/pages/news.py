"""Says that newer data exist, and changes nothing under the reader's hands until asked to."""

from pathlib import Path

import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.data import published_version
from dashboard.pages.frame import escape
from dashboard.pages.moments import moment
from dashboard.pages.view import move_to_version

CHECK_SECONDS = 10


@st.fragment(run_every=CHECK_SECONDS)
def news(home: Path, shown: int, locale: Locale) -> None:
    """Look at the pointer alone every few seconds; offer what is newer than the version `shown`."""
    newer = published_version(home, than=shown)
    if newer is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="news"):
        st.markdown(
            escape(
                locale.text(
                    "New data available: version {version}, published {moment}",
                    version=newer.number,
                    moment=moment(newer.manifest.created_at, locale),
                )
            ),
            width="content",
        )
        if st.button(locale.text("Show"), type="primary", key="show_news"):
            move_to_version(newer.number)
            st.rerun()
