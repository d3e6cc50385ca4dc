"""Which office hands in: chosen, never typed, so that no person's name can stand there."""

from dataclasses import dataclass

import streamlit as st

from dashboard.locale import Locale, mark
from dashboard.pages.frame import escape
from dashboard.regions import regions

_LEVEL, _PROVINCE, _REGENCY = "office_level", "office_province", "office_regency"
_ACEH = "11"  # its supervisory bodies have a name of their own
_LEVELS = {
    "pusat": mark("Bawaslu RI"),
    "provinsi": mark("Office of a province"),
    "kabupaten_kota": mark("Office of a kabupaten/kota"),
}


@dataclass(frozen=True)
class Office:
    """A supervisory body's office; `region` is the code of its province or regency."""

    region: str | None
    """None for the whole country's."""

    @property
    def name(self) -> str:
        """`Bawaslu Kabupaten Cilacap`."""
        if self.region is None:
            return "Bawaslu RI"
        body = "Panwaslih" if self.region.startswith(_ACEH) else "Bawaslu"
        name = regions().name(self.region)
        return f"{body} {name}" if self.region in regions().regencies else f"{body} Provinsi {name}"


def office_choice(locale: Locale) -> Office | None:
    """Draw the choice; None until it is complete."""
    with st.container(border=True, key="card_office"):
        office = _choice(locale)
        told = locale.text("Choose the office that hands in; it is put on record.")
        st.caption(escape(told if office is None else office.name))
    return office


def _choice(locale: Locale) -> Office | None:
    level_box, province_box, regency_box = st.columns([2, 3, 3], vertical_alignment="bottom")
    level = level_box.selectbox(
        locale.text("Who hands in"),
        list(_LEVELS),
        index=2,
        format_func=lambda known: locale.text(_LEVELS[known]),
        key=f"{_LEVEL}_{locale.language}",
        persist_state="session",
    )
    if level == "pusat":
        return Office(None)
    province = province_box.selectbox(
        locale.text("Province"),
        list(regions().provinces),
        index=None,
        format_func=lambda code: regions().name(code),
        placeholder=locale.text("Choose the province"),
        key=_PROVINCE,
        persist_state="session",
        on_change=_forget_regency,
    )
    if level == "provinsi":
        return None if province is None else Office(province)
    regency = regency_box.selectbox(
        locale.text("Kabupaten/kota"),
        [] if province is None else regions().in_provinces([province]),
        index=None,
        format_func=lambda code: regions().name(code),
        placeholder=locale.text("Choose the kabupaten/kota"),
        key=_REGENCY,
        persist_state="session",
        disabled=province is None,
    )
    return None if regency is None else Office(regency)


def _forget_regency() -> None:
    st.session_state[_REGENCY] = None
