"""What a reader chooses on the page Lembaga alone, and how it is said."""

from typing import Final

import streamlit as st

from dashboard.locale import Locale, mark
from dashboard.pages.view import Choice, View, one_of

ALL, POKJA, SIGNING = "semua", "pokja", "tanda_tangan"
_ROLES: Final = {  # the word in the address: that of the queries, the label
    ALL: ("all", mark("All activities")),
    POKJA: ("pokja", mark("With a Pokja")),
    SIGNING: ("signing", mark("With a signing")),
}
ROLE = one_of("peran", _ROLES)

REGENCIES, ACTIVITIES = "kabupaten", "kegiatan"
MEASURE = one_of("isi_matriks", (REGENCIES, ACTIVITIES))

MAIN, EVERY = "utama", "semua"
TYPES = one_of("jenis_lembaga", (MAIN, EVERY))

LONGEST_SEARCH: Final = 60  # letters


def _is_search(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST_SEARCH and text.isprintable()


SEARCH = Choice("cari_lembaga", _is_search)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6 and text[0] != "0"


EVENTS = Choice("acara", _is_number, "1")

CHOICES: Final = (ROLE, MEASURE, TYPES, SEARCH, EVENTS)


def role(view: View) -> str:
    """The parameter `$role` of the queries."""
    return _ROLES[view.value(ROLE)][0]


def activities_named(n: int, view: View) -> str:
    """So many activities of the chosen role, in words."""
    locale = view.locale
    if view.value(ROLE) == POKJA:
        return locale.plural("{n} activity with a Pokja", "{n} activities with a Pokja", n)
    if view.value(ROLE) == SIGNING:
        return locale.plural("{n} activity with a signing", "{n} activities with a signing", n)
    return locale.plural("{n} activity", "{n} activities", n)


def choose_freely() -> None:
    """Let all choices of this page go."""
    for choice in CHOICES:
        choice.choose()


def role_control(locale: Locale) -> None:
    """Which activities are looked at."""
    segments(
        ROLE,
        locale.text("Activities looked at"),
        {k: locale.text(v) for k, (_, v) in _ROLES.items()},
        locale,
    )


def segments(choice: Choice, label: str, options: dict[str, str], locale: Locale) -> None:
    """A row of buttons for a choice between fixed values, `options` their labels by value."""
    # Named by language and value, so that it follows an address that the browser changed.
    key = f"{choice.parameter}_{locale.language}_{choice.value}"
    st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        default=choice.value,
        required=True,
        key=key,
        on_change=_use,
        args=(choice, key),
        label_visibility="collapsed",
    )


def _use(choice: Choice, key: str) -> None:
    choice.choose(st.session_state[key] or choice.default)
    EVENTS.choose()
