"""Cross-filtering: what is clicked on one chart narrows the others, as a chip to be removed."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.facets import FACETS, facet
from dashboard.filters import Filter, month_days
from dashboard.locale import Locale
from dashboard.pages.frame import escape
from dashboard.pages.view import (
    facet_values,
    set_facet,
    set_month,
    toggle_facet,
    toggle_month,
)


def chips(chosen: Filter, locale: Locale) -> None:
    """What narrows the flows beside the filters above, each to be removed with one click."""
    if not chosen.narrowed:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="chips"):
        if chosen.month is not None:
            _chip(
                locale.long_month(month_days(chosen.month)[0]),
                locale,
                key="chip_month",
                on_click=set_month,
                args=(None,),
            )
        for dimension in FACETS:
            for code in getattr(chosen, dimension.field):
                _chip(
                    f"{locale.text(dimension.title)}: {dimension.label(code, locale)}",
                    locale,
                    key=f"chip_{dimension.field}_{code}",
                    on_click=toggle_facet,
                    args=(dimension.field, code),
                )
        st.caption(escape(_what_is_narrowed(chosen, locale)), width="content")


def _what_is_narrowed(chosen: Filter, locale: Locale) -> str:
    until = chosen.within_month().until
    if chosen.month is None or until is None:
        return locale.text("Narrows activities and cases; coverage is counted from all records.")
    return locale.text(
        "Narrows activities and cases; coverage stands as of {day}.", day=locale.date(until)
    )


def _chip(words: str, locale: Locale, **options: Any) -> None:
    st.button(
        words,
        icon=":material/close:",
        icon_position="right",
        help=locale.text("Remove “{words}”", words=words),
        **options,
    )


def narrowing_controls(locale: Locale) -> None:
    """The same as clicks on charts, for the keyboard: one box for each dimension."""
    for dimension in FACETS:
        # Named by the language, since Streamlit tells options apart by their label.
        key = f"{dimension.field}_{locale.language}"
        if st.session_state.get(key) != facet_values(dimension.field):
            st.session_state[key] = facet_values(dimension.field)
        st.multiselect(
            locale.text(dimension.title),
            list(dimension.values),
            format_func=partial(dimension.label, locale=locale),
            placeholder=locale.text("All"),
            key=key,
            on_change=_use_box,
            args=(dimension.field, key),
            select_all=False,
        )


def _use_box(field: str, key: str) -> None:
    chosen = st.session_state[key]
    set_facet(field, [code for code in facet(field).values if code in chosen])


def narrow_by_click(chart: str, field: str) -> None:
    """Narrow to the mark of a plotly chart that was clicked, or no longer; for `on_select`.

    `field` is a facet's or `month`. The mark's code is the first item of its `customdata`, its
    month that of its place on a time axis. The chart itself asks `filter.without(field)`, so that
    it stays whole.
    """
    for point in st.session_state[chart].selection.points[:1]:
        if field == "month":
            toggle_month(str(point["x"])[:7])
            continue
        code = str(next(iter(point.get("customdata") or ()), ""))
        if code in facet(field).values:
            toggle_facet(field, code)
