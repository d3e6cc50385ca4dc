"""The way from a page to its figures on the whole screen."""

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard.filters import UrlParameters
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.press_draft import FIGURES, figures_of
from dashboard.pages.view import View

SCREEN_PATH: Final = "/layar"
PAGE: Final = "halaman"
DRAFT_PAGE: Final = "siaran"
"""The page whose figures are those of a draft."""


def screen_link(view: View, parameters: UrlParameters) -> None:
    """A quiet link, where the page has figures or a draft of them; `parameters` are the page's."""
    asked = {PAGE: [view.path], **parameters}
    if view.path == DRAFT_PAGE:
        asked[FIGURES.parameter] = figures_of(view)
    elif not any(kind.path == view.path for kind in EXHIBITS.values()):
        return
    if view.mode == "dark":
        asked["tema"] = ["gelap"]
    st.link_button(
        view.locale.text("Presentation view"),
        f"{SCREEN_PATH}?{urlencode(asked, doseq=True)}",
        icon=":material/slideshow:",
        type="tertiary",
    )
