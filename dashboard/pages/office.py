"""Which office hands in: chosen, never typed, so that no person's name can stand there."""

import streamlit as st

from dashboard.locale import Locale, mark
from dashboard.regions import regions

_LEVEL, _PROVINCE, _REGENCY = "office_level", "office_province", "office_regency"
_ACEH = "11"  # its supervisory bodies have a name of their own
_LEVELS = {
    "pusat": mark("Bawaslu RI"),
    "provinsi": mark("Office of a province"),
    "kabupaten_kota": mark("Office of a kabupaten/kota"),
}


def office_name(region: str | None) -> str:
    """The office of a region's code, of the whole country where it is None."""
    if region is None:
        return "Bawaslu RI"
    body = "Panwaslih" if region.startswith(_ACEH) else "Bawaslu"
    name = regions().name(region)
    return f"{body} {name}" if region in regions().regencies else f"{body} Provinsi {name}"


def office_choice(locale: Locale) -> str | None:
    """Draw the choice; the office's name, None until the choice is complete."""
    with st.container(border=True, key="card_office"):
        level_box, province_box, regency_box = st.columns([2, 3, 3], vertical_alignment="bottom")
        level = level_box.selectbox(
            locale.text("Who hands in"),
            list(_LEVELS),
            index=2,
            format_func=lambda known: locale.text(_LEVELS[known]),
            key=f"{_LEVEL}_{locale.language}",
            persist_state="session",
            required=True,
        )
        if level == "pusat":
            return office_name(None)
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
            return None if province is None else office_name(province)
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
        return None if regency is None else office_name(regency)


def _forget_regency() -> None:
    st.session_state[_REGENCY] = None
