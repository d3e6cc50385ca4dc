"""A field for words looked for on one page alone; they stand in the page's address."""

from typing import Final

import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.view import Choice

LONGEST: Final = 60  # characters


def search_choice(parameter: str) -> Choice:
    """A choice of any words that fit the field."""
    return Choice(parameter, _is_search)


def search_field(choice: Choice, placeholder: str, locale: Locale) -> None:
    """Draw the field; what is typed is chosen, an empty field chooses nothing."""
    # Named by what is searched, so that the field starts anew whenever it was changed elsewhere.
    key = f"{choice.key}_{locale.language}_{choice.value}"
    st.text_input(
        placeholder,
        value=choice.value,
        max_chars=LONGEST,
        placeholder=placeholder,
        icon=":material/search:",
        label_visibility="collapsed",
        key=key,
        on_change=_use,
        args=(choice, key),
    )


def _is_search(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST and text.isprintable()


def _use(choice: Choice, key: str) -> None:
    text = " ".join(st.session_state[key].split())
    choice.choose(*([text] if text else []))
