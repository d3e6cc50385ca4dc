"""Choosing the figures of a press release and putting them in order."""

from collections.abc import Mapping

import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.frame import escape
from dashboard.pages.press_draft import FIGURES, MOST_FIGURES, figures_of, usual_figures
from dashboard.pages.view import View

_ADDED = "press_added"


def figures_card(view: View, titles: Mapping[str, str]) -> None:
    """The chosen figures with their buttons, and a box to find and add another.

    `titles`: the title of each page by its path, as messages of the catalogue.
    """
    locale, names = view.locale, figures_of(view)
    with st.container(border=True, key="card_press_figures"):
        with st.container(
            horizontal=True,
            horizontal_alignment="distribute",
            vertical_alignment="center",
            key="title_press_figures",
        ):
            title = locale.text("Figures")
            st.markdown(f"##### {escape(title)}", width="content")
            st.button(
                locale.text("The usual figures"),
                type="tertiary",
                icon=":material/restart_alt:",
                key="press_usual",
                disabled=names == usual_figures(),
                on_click=_keep,
                args=(usual_figures(),),
            )
        for place, name in enumerate(names):
            _row(names, place, locale.text(titles[EXHIBITS[name].path]), locale)
        _box(names, titles, locale)


def _row(names: list[str], place: int, page: str, locale: Locale) -> None:
    """One chosen figure: its place, its question, its page, and what can be done with it."""
    question = locale.text(EXHIBITS[names[place]].question)
    # Named by the place: buttons stay where they are, and with them the keyboard's focus.
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"chosen_{place}"
    ):
        st.markdown(
            f"{place + 1}\\. {escape(question)} :small[:gray[{escape(page)}]]", width="stretch"
        )
        buttons = (
            ("up", ":material/arrow_upward:", locale.text("Up: {figure}", figure=question)),
            ("down", ":material/arrow_downward:", locale.text("Down: {figure}", figure=question)),
            ("remove", ":material/close:", locale.text("Remove: {figure}", figure=question)),
        )
        impossible = {"up": place == 0, "down": place == len(names) - 1, "remove": len(names) == 1}
        for act, icon, label in buttons:
            st.button(
                label,
                icon=icon,
                type="tertiary",
                key=f"{act}_{place}",
                disabled=impossible[act],
                on_click=_act,
                args=(act, names, place),
            )


def _act(act: str, names: list[str], place: int) -> None:
    """Move the figure at this place up or down, or remove it."""
    changed = list(names)
    figure = changed.pop(place)
    if act != "remove":
        changed.insert(place + (1 if act == "down" else -1), figure)
    _keep(changed)


def _keep(names: list[str]) -> None:
    """Hold these figures; the usual ones need no words in the address."""
    FIGURES.choose(*([] if names == usual_figures() else names))


def _box(names: list[str], titles: Mapping[str, str], locale: Locale) -> None:
    """Every figure that is not chosen yet, by page; searched by typing."""
    others = [name for name in EXHIBITS if name not in names]
    if not others or len(names) >= MOST_FIGURES:
        return
    # Named by what is chosen and by the language, so that the box is empty after each choice.
    key = f"{_ADDED}_{locale.language}_{len(names)}_{'_'.join(names)}"
    st.selectbox(
        locale.text("Add a figure"),
        others,
        index=None,
        format_func=lambda name: locale.text(
            "{page}: {question}",
            page=locale.text(titles[EXHIBITS[name].path]),
            question=locale.text(EXHIBITS[name].question),
        ),
        placeholder=locale.text("Search by page or question"),
        key=key,
        on_change=_add,
        args=(names, key),
    )


def _add(names: list[str], key: str) -> None:
    added = st.session_state[key]
    if added is not None:
        _keep([*names, added])
