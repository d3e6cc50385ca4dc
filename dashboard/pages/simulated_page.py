"""A page of simulated records: a band over it, and what style sheets need to mark each card."""

import json

import streamlit as st

from dashboard.charts.theme import Mode
from dashboard.locale import Locale
from dashboard.pages.markup import words
from dashboard.press.simulated import BADGE, watermark_tile

_BAND = 3  # times the words stand in the band, so that no half of it is without them


def mark_page(said: str, locale: Locale, mode: Mode) -> None:
    """Say `said` over the page; its cards, tiles, tables and menus take it from `style.css`."""
    quoted = json.dumps(said, ensure_ascii=False)
    # A style alone is no element of the page; the words go to where a style sheet can name them.
    st.html(
        f"<style>:root{{--simulated-words:{quoted};"
        f'--simulated-tile:url("{watermark_tile(said, mode)}");--simulated-badge:{BADGE}}}'
        f"@page{{@top-center{{content:{quoted};font:700 9pt sans-serif;color:{BADGE}}}}}</style>"
    )
    spoken = f"<strong>{words(said)}</strong> · "
    spoken += words(locale.text("not one of these records is real"))
    silent = f'<span aria-hidden="true">{spoken}</span>' * (_BAND - 1)
    with st.container(key="simulated"):
        st.html(f'<p role="note"><span>{spoken}</span>{silent}</p>')
