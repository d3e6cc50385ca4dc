"""The row of filters under the header: provinsi, kabupaten/kota, periode, pemilihan."""

import datetime as dt

import streamlit as st

from dashboard.charts.labels import stage_label
from dashboard.elections import elections, stages_of
from dashboard.filters import ALL_ELECTIONS, Filter
from dashboard.locale import Locale
from dashboard.model import FIRST_DAY, LAST_DAY
from dashboard.pages.view import (
    ELECTION,
    PROVINCES,
    REGENCIES,
    SINCE,
    UNTIL,
    go_to,
    places,
    set_period,
)
from dashboard.regions import regions

_PRESET = "preset"
Period = tuple[dt.date | None, dt.date | None]


def filter_bar(chosen: Filter, with_records: list[str], locale: Locale) -> None:
    """Draw the filters. Their state is the session's; `chosen` is what it holds now."""
    with st.container(key="filters"):
        province, regency, period, election = st.columns(
            [3, 3, 2.2, 2.6], vertical_alignment="bottom", gap="small"
        )
        with province:
            st.multiselect(
                locale.text("Province"),
                list(regions().provinces),
                format_func=lambda code: regions().name(code),
                placeholder=locale.text("All provinces"),
                key=PROVINCES,
                on_change=_keep_regencies_inside,
                wrap=False,
            )
        with regency:
            st.multiselect(
                locale.text("Kabupaten/kota"),
                regions().in_provinces(chosen.provinces),
                format_func=lambda code: regions().name(code),
                placeholder=locale.text("All kabupaten/kota"),
                key=REGENCIES,
                wrap=False,
            )
        with period, st.container(key="period"):
            st.markdown(locale.text("Period"))
            with st.popover(_short_period(chosen, locale), width="stretch"):
                _period_controls(chosen, locale)
        with election:
            known = [e for e in reversed(elections()) if e in with_records]
            if chosen.elections and chosen.elections[0] not in known:
                known.append(chosen.elections[0])
            st.selectbox(
                locale.text("Election"),
                [*known, ALL_ELECTIONS],
                format_func=lambda e: (
                    locale.text("All elections")
                    if e == ALL_ELECTIONS
                    else elections()[e].name(locale)
                ),
                key=ELECTION,
            )


def _election_name(election: str, locale: Locale) -> str:
    if election == ALL_ELECTIONS:
        return locale.text("All elections")
    return elections()[election].name(locale)


def _keep_regencies_inside() -> None:
    provinces, regencies = places()
    inside = [code for code in regencies if not provinces or code[:2] in provinces]
    go_to(tuple(provinces), tuple(inside))


def _short_period(chosen: Filter, locale: Locale) -> str:
    if chosen.since is None and chosen.until is None:
        return locale.text("All dates")
    if chosen.since is None or chosen.until is None:
        return chosen.period(locale)
    return f"{locale.short_date(chosen.since)} – {locale.short_date(chosen.until)}"


def presets(chosen: Filter, locale: Locale) -> dict[str, Period]:
    """Periods worth one click, by label: all dates, the year to voting day, the known stages."""
    found: dict[str, Period] = {locale.text("All dates"): (None, None)}
    if len(chosen.elections) != 1:
        return found
    voting_day = elections()[chosen.elections[0]].voting_day
    found[locale.text("12 months to voting day")] = (
        voting_day - dt.timedelta(days=365),
        voting_day,
    )
    for stage in stages_of(chosen.elections):
        found[stage_label(stage.code, locale)] = (stage.first, stage.last)
    return found


def _period_controls(chosen: Filter, locale: Locale) -> None:
    choices = presets(chosen, locale)
    current = (chosen.since, chosen.until)
    st.session_state[_PRESET] = next((k for k, v in choices.items() if v == current), None)
    st.pills(
        locale.text("Stages of the election"),
        list(choices),
        key=_PRESET,
        on_change=_use_preset,
        args=(choices,),
    )
    st.date_input(
        locale.text("From"),
        value=None,
        min_value=FIRST_DAY,
        max_value=chosen.until or LAST_DAY,
        format="DD/MM/YYYY",
        key=SINCE,
    )
    st.date_input(
        locale.text("Until"),
        value=None,
        min_value=chosen.since or FIRST_DAY,
        max_value=LAST_DAY,
        format="DD/MM/YYYY",
        key=UNTIL,
    )


def _use_preset(choices: dict[str, Period]) -> None:
    set_period(*choices.get(st.session_state[_PRESET] or "", (None, None)))
