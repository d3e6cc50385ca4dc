"""Controls for what is chosen on one page alone."""

from collections.abc import Mapping

import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.view import Choice


def pick(choice: Choice, words: Mapping[str, str], title: str, locale: Locale) -> None:
    """A row of buttons for a choice between the few values of `words`.

    `words`: messages of the catalogue by value; `title` is read out to those who do not see it.
    """
    # Named by the language, since Streamlit tells options apart by their label.
    key = f"{choice.key}_{locale.language}"
    if st.session_state.get(key) != choice.value:
        st.session_state[key] = choice.value
    st.segmented_control(
        title,
        list(words),
        format_func=lambda value: locale.text(words[value]),
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_use,
        args=(choice, key),
    )


def _use(choice: Choice, key: str) -> None:
    choice.choose(st.session_state[key])
