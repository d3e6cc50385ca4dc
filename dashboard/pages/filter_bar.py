"""The row of filters under the header: provinsi, kabupaten/kota, periode, pemilihan."""

import datetime as dt
from typing import Any

import streamlit as st

from dashboard.elections import elections, stages_of
from dashboard.filters import ALL_ELECTIONS, Filter
from dashboard.labels import stage_label
from dashboard.locale import Locale
from dashboard.model import FIRST_DAY
from dashboard.pages.narrowing import chips, narrowing_controls
from dashboard.pages.view import (
    ELECTION,
    PROVINCES,
    REGENCIES,
    go_to,
    places,
    set_period,
)
from dashboard.regions import regions

_PRESET, _REVERSED = "preset", "_reversed"
Period = tuple[dt.date | None, dt.date | None]


def filter_bar(chosen: Filter, with_records: list[str], last_day: dt.date, locale: Locale) -> None:
    """Draw the filters. Their state is the session's; `chosen` is what it holds now.

    `with_records`: ids of the elections to choose from; `last_day`: the last one with data.
    """
    with st.container(key="filters"):
        province, regency, period, election, more = st.columns(
            [3, 3, 2.2, 2.6, 1.2], vertical_alignment="bottom", gap="small"
        )
        with province:
            st.multiselect(
                locale.text("Province"),
                list(regions().provinces),
                format_func=lambda code: regions().name(code),
                placeholder=locale.text("All provinces"),
                key=PROVINCES,
                persist_state="session",
                on_change=_keep_regencies_inside,
                select_all=False,
                wrap=False,
            )
        with regency:
            st.multiselect(
                locale.text("Kabupaten/kota"),
                regions().in_provinces(chosen.provinces),
                format_func=lambda code: regions().name(code),
                placeholder=locale.text("All kabupaten/kota"),
                key=REGENCIES,
                persist_state="session",
                select_all=False,
                wrap=False,
            )
        with period, st.container(key="period"):
            st.markdown(locale.text("Period"))
            with st.popover(_short_period(chosen, locale), width="stretch"):
                _period_controls(chosen, last_day, locale)
        with election:
            _election_choice(chosen, with_records, locale)
        with more:
            # Filled when it is opened, so that its boxes are not sent with each change.
            opened = st.popover(
                locale.text("More"),
                icon=":material/tune:",
                width="stretch",
                on_change="rerun",
                key="more_filters",
            )
            if opened.open:
                with opened:
                    narrowing_controls(locale)
    chips(chosen, locale)


def _election_choice(chosen: Filter, with_records: list[str], locale: Locale) -> None:
    known = [e for e in reversed(elections()) if e in with_records]
    if chosen.elections and chosen.elections[0] not in known:
        known.append(chosen.elections[0])
    # Streamlit tells options apart by their label, so each language has a box of its own.
    key = f"{ELECTION}_{locale.language}"
    if st.session_state.get(key) != st.session_state[ELECTION]:
        st.session_state[key] = st.session_state[ELECTION]
    st.selectbox(
        locale.text("Election"),
        [*known, ALL_ELECTIONS],
        format_func=lambda election: _election_name(election, locale),
        key=key,
        on_change=_use_election,
        args=(key, chosen, locale),
    )


def _use_election(key: str, before: Filter, locale: Locale) -> None:
    st.session_state[ELECTION] = st.session_state[key]
    if (before.since, before.until) in presets(before, locale).values():
        set_period(None, None)  # a stage of one election says nothing about another


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


def _period_controls(chosen: Filter, last_day: dt.date, locale: Locale) -> None:
    choices = presets(chosen, locale)
    current = (chosen.since, chosen.until)
    st.session_state[_PRESET] = next((k for k, v in choices.items() if v == current), None)
    st.pills(
        locale.text("Quick choices"),
        list(choices),
        key=_PRESET,
        on_change=_use_preset,
        args=(choices,),
    )
    # Named by the period, so that the fields start anew whenever it was changed elsewhere.
    keys = f"since_{chosen.since}_{chosen.until}", f"until_{chosen.since}_{chosen.until}"
    with st.form("period_form", border=False):
        limits: dict[str, Any] = {
            "min_value": FIRST_DAY,
            "max_value": last_day,
            "format": "DD/MM/YYYY",
        }
        # In one row, so that an open calendar hides neither the other field nor the button.
        since, until, apply = st.columns([3, 3, 2], vertical_alignment="bottom")
        since.date_input(locale.text("From"), value=chosen.since, key=keys[0], **limits)
        until.date_input(locale.text("Until"), value=chosen.until, key=keys[1], **limits)
        apply.form_submit_button(
            locale.text("Apply"), on_click=_use_fields, args=keys, width="stretch"
        )
    if st.session_state.pop(_REVERSED, False):
        st.error(locale.text("The first day is after the last day; the period was not changed."))


def _use_preset(choices: dict[str, Period]) -> None:
    set_period(*choices.get(st.session_state[_PRESET] or "", (None, None)))


def _use_fields(since_key: str, until_key: str) -> None:
    since, until = st.session_state[since_key], st.session_state[until_key]
    if since and until and since > until:
        st.session_state[_REVERSED] = True
    else:
        set_period(since, until)
