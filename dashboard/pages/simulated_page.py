"""A page of simulated records: a band over it, and what style sheets need to mark each card."""

import json
from functools import cache

import streamlit as st

from dashboard.charts.theme import Mode
from dashboard.locale import Locale
from dashboard.pages.markup import words
from dashboard.press.simulated import BADGE, watermark_tile
from dashboard.resources import SIMULATED_STYLE

_BAND = 3  # times the words stand in the band, so that no half of it is without them


def mark_page(said: str, locale: Locale, mode: Mode) -> None:
    """Say `said` over the page, and on its cards, tiles, tables and menus by `simulated.css`."""
    quoted = json.dumps(said, ensure_ascii=False)
    # A style alone is no element of the page. It comes with the page and is not a part of
    # `style.css` behind a condition on the page: the browser would weigh that anew at each change.
    st.html(
        f"<style>:root{{--simulated-words:{quoted};"
        f'--simulated-tile:url("{watermark_tile(said, mode)}");--simulated-badge:{BADGE}}}'
        f"@page{{@top-center{{content:{quoted};font:700 9pt sans-serif;color:{BADGE}}}}}"
        f"{_style()}</style>"
    )
    spoken = f"<strong>{words(said)}</strong> · "
    spoken += words(locale.text("not one of these records is real"))
    silent = f'<span aria-hidden="true">{spoken}</span>' * (_BAND - 1)
    with st.container(key="simulated"):
        st.html(f'<p role="note"><span>{spoken}</span>{silent}</p>')


@cache
def _style() -> str:
    return SIMULATED_STYLE.read_text(encoding="utf-8")
