"""Siaran pers: figures from any page in order, the text beside them, and everything as a file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard.errors import PlainError
from dashboard.locale import LANGUAGES, Locale, mark
from dashboard.model import FIRST_DAY
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.files_menu import Groups, file_links
from dashboard.pages.frame import card, escape, exhibit_heading, footer, key_figure
from dashboard.pages.press_draft import (
    BRIEFING,
    LAST_BRIEFING,
    TEXTS,
    figures_of,
    fixed,
    last_briefing_of,
    parts_of,
)
from dashboard.pages.press_figures import figures_card
from dashboard.pages.press_text import text_of
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.picture import SIZES
from dashboard.press.public import PublicData
from dashboard.press.release import PARTS
from dashboard.press.simulated import prefix

_COLUMNS = 2  # of previews
_TILES_IN_A_ROW = 3


_FILES: Final[Groups] = (
    (mark("All figures with the text"), (("PPTX", "pptx", ""), ("PDF", "pdf", ""))),
    (
        mark("Pictures (PNG, in a ZIP file)"),
        tuple((size.replace("x", " × "), "zip", size) for size in SIZES),
    ),
    (mark("All figures as a workbook"), (("XLSX", "xlsx", ""),)),
)


def press_release(view: View, titles: Mapping[str, str]) -> None:
    """Draw the page; `titles` of all pages by their path, as messages of the catalogue."""
    # What is seen here is what leaves the house.
    public = replace(view, data=PublicData(view.data))
    figures, text = st.columns([44, 56], gap="small")
    with figures:
        figures_card(public, titles)
        _files(public)
    with text:
        _text_card(public)
    _previews(public)


def _files(view: View) -> None:
    """The whole draft as slides, paper, pictures and workbook."""
    locale = view.locale
    with st.container(border=True, key="card_press_files"):
        with st.container(key="title_press_files"):
            title = locale.text("Files")
            st.markdown(f"##### {escape(title)}")
        file_links(fixed(view), BRIEFING, _FILES)


def _text_card(view: View) -> None:
    """What the text says, the last briefing, and the text in every language."""
    locale = view.locale
    with st.container(border=True, key="card_press_text"):
        with st.container(key="title_press_text"):
            title = locale.text("Text")
            st.markdown(f"##### {escape(title)}")
        with st.container(key="press_text_choices"):
            _part_choice(view)
            _last_briefing(view)
        # The reader's own language first.
        languages = sorted(LANGUAGES, key=lambda language: language != locale.language)
        tabs = st.tabs([LANGUAGES[language] for language in languages])
        for tab, language in zip(tabs, languages, strict=True):
            with tab:
                _text(view, Locale(language))


def _part_choice(view: View) -> None:
    locale, chosen = view.locale, parts_of(view)
    # Named by the language, since Streamlit tells options apart by their label.
    key = f"{TEXTS.key}_{locale.language}"
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    st.pills(
        locale.text("What the text says"),
        list(PARTS),
        format_func=lambda name: locale.text(PARTS[name]),
        selection_mode="multi",
        key=key,
        on_change=_use_parts,
        args=(key,),
    )


def _use_parts(key: str) -> None:
    chosen = [name for name in PARTS if name in st.session_state[key]]
    TEXTS.choose(*([] if len(chosen) == len(PARTS) else chosen))


def _last_briefing(view: View) -> None:
    locale, day = view.locale, last_briefing_of(view)
    # Named by the day, so that the field starts anew whenever it was changed elsewhere.
    key = f"last_briefing_{day}"
    st.date_input(
        locale.text("Last briefing"),
        value=day,
        min_value=FIRST_DAY,
        max_value=max(day or FIRST_DAY, view.data.version.published_on),
        format="DD/MM/YYYY",
        key=key,
        help=locale.text("The text then says what has changed since the end of that day."),
        width=190,
        on_change=_use_last_briefing,
        args=(key,),
    )


def _use_last_briefing(key: str) -> None:
    day: dt.date | None = st.session_state[key]
    LAST_BRIEFING.choose(day.isoformat() if day else "")


def _text(view: View, locale: Locale) -> None:
    """The text in one language, to copy and as a file."""
    try:
        text = text_of(view, locale).text()
    except PlainError as error:
        st.error(escape(error.sentence(view.locale)))
        return
    st.code(text, language=None, wrap_lines=True)
    day = f"_{view.until.isoformat()}" if view.until else ""
    st.download_button(
        view.locale.text("Download as text"),
        text.encode("utf-8-sig"),
        file_name=f"{prefix(view.simulated)}siaran_pers_v{view.data.version.number}{day}_{locale.language}.txt",
        mime="text/plain",
        icon=":material/download:",
        on_click="ignore",
        key=f"press_text_{locale.language}",
    )


def _previews(view: View) -> None:
    """Each chosen figure in order, as it leaves."""
    names = figures_of(view)
    for first in range(0, len(names), _COLUMNS):
        row = names[first : first + _COLUMNS]
        for column, name in zip(st.columns(_COLUMNS, gap="small"), row, strict=False):
            with column:
                _preview(view, name)


def _preview(view: View, name: str) -> None:
    try:
        exhibit = EXHIBITS[name].compose(view)
    except PlainError as error:
        st.error(escape(error.sentence(view.locale)))
        return
    if exhibit.tiles:
        _tiles(view, exhibit)
    else:
        card(view, exhibit)


def _tiles(view: View, exhibit: Exhibit) -> None:
    """Numbers that stand for themselves, as they stand in the picture."""
    with st.container(border=True, key=f"card_{exhibit.key}"):
        exhibit_heading(view, exhibit)
        for first in range(0, len(exhibit.tiles), _TILES_IN_A_ROW):
            row = exhibit.tiles[first : first + _TILES_IN_A_ROW]
            columns = st.columns(_TILES_IN_A_ROW, gap="small")
            for number, (column, tile) in enumerate(zip(columns, row, strict=False), first):
                with column:
                    key_figure(
                        f"{exhibit.key}_{number}", tile.label, tile.value, tile.context, None
                    )
        footer(view, exhibit.records, exhibit.notes, exhibit.source)
