"""Deadlines by province, or by regency of the chosen places: a table with bars, by region code."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.deadline_totals import Totals, state_columns, totals_of
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer, listing, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_rows, sign, telling
from dashboard.settings import settings

_STATES: Final = ("kept", "kept_by_extension", "missed", "running", "unknown")


def regions_card(view: View) -> None:
    """One row a region; regions without a case have dashes."""
    locale, exhibit = view.locale, regions_exhibit(view)
    bar = locale.text("Can be judged, %")
    with st.container(border=True, key="card_deadline_regions"):
        exhibit_heading(view, exhibit)
        listing(
            _readable(_rows(view), _by_regency(view), locale),
            key="deadline_regions_list",
            height=600,
            column_config={
                bar: st.column_config.ProgressColumn(
                    min_value=0, max_value=100, format=" ", width=120
                )
            },
        )
        footer(view, exhibit.records, exhibit.notes)


@remembered
def regions_exhibit(view: View) -> Exhibit:
    """How the deadlines stand in each region, as a table."""
    locale, by_regency = view.locale, _by_regency(view)
    totals, rows = totals_of(view), _rows(view)
    notes = [locale.text("Ordered by region code, not by rank. A dash: nothing is on record.")]
    if by_regency and rows["region_code"].isna().any():
        notes.append(
            locale.plural(
                "{n} case names no kabupaten/kota and stands in the last row.",
                "{n} cases name no kabupaten/kota and stand in the last row.",
                int(rows.loc[rows["region_code"].isna(), "cases"].sum()),
            )
        )
    if any(masked_rows(rows, state) for state in _STATES):
        notes.append(_masked(locale))
    return Exhibit(
        key="deadline_regions",
        title=_finding(totals, by_regency, locale),
        sentence=filter_sentence(view, ("violations",)),
        table=lambda: _file(rows, by_regency, locale),
        brief=lambda: _brief(rows, by_regency, locale),
        records=totals.cases,
        notes=tuple(notes),
    )


def _rows(view: View) -> pd.DataFrame:
    return view.data.ask_masked("deadlines_by_region", view.filter)


def _by_regency(view: View) -> bool:
    return bool(view.filter.provinces or view.filter.regencies)


def _masked(locale: Locale) -> str:
    return locale.text(
        "{sign}: masked, so that nobody can be recognised. A number of steps is told where at "
        "least {least} cases must stand behind it and no masked one follows from it.",
        sign=sign("hidden"),
        least=locale.number(settings().small_cells),
    )


def _finding(totals: Totals, by_regency: bool, locale: Locale) -> str:
    share = locale.share(totals.told, totals.steps)
    if not totals.steps:
        return locale.text("No step with a deadline is on record for this filter")
    if by_regency:
        return locale.text("By kabupaten/kota: {share} steps can be judged", share=share)
    return locale.text("By province: {share} steps can be judged", share=share)


def _names(rows: pd.DataFrame, locale: Locale) -> list[str]:
    return [
        locale.text("Without kabupaten/kota") if pd.isna(name) else str(name)
        for name in rows["region_name"]
    ]


def _head(by_regency: bool, locale: Locale) -> str:
    return locale.text("Kabupaten/kota") if by_regency else locale.text("Province")


def _readable(rows: pd.DataFrame, by_regency: bool, locale: Locale) -> pd.DataFrame:
    """What is shown: nothing, not 0, where no step is on record."""
    nothing = (rows["steps"] == 0).fillna(False)
    told = rows["steps"] - rows["unknown"]
    shown = rows.assign(
        region_name=_names(rows, locale),
        cases=rows["cases"].mask(rows["cases"] == 0),
        steps=rows["steps"].mask(nothing),
        told=[
            _share(known, steps, locale) for known, steps in zip(told, rows["steps"], strict=True)
        ],
        told_bar=(100 * told / rows["steps"].mask(nothing)).round(1),
        **{state: rows[state].mask(nothing) for state in _STATES},
    )
    states = state_columns(locale)
    return renamed(
        shown,
        {
            "region_name": _head(by_regency, locale),
            "cases": locale.text("Cases"),
            "steps": locale.text("Steps with a deadline"),
            "told": locale.text("Can be judged"),
            "told_bar": locale.text("Can be judged, %"),
            **{state: states[state] for state in _STATES},
        },
    )


def _share(known: Any, steps: Any, locale: Locale) -> str:
    """How many of the steps can be judged; a sign where either number is masked."""
    if pd.isna(steps) or pd.isna(known):
        return sign("hidden")
    return locale.share(int(known), int(steps)) if steps else "–"


def _brief(rows: pd.DataFrame, by_regency: bool, locale: Locale) -> pd.DataFrame:
    """The columns of the page's list, without the bar and what is a part of another column."""
    readable = _readable(rows, by_regency, locale)
    extended = state_columns(locale)["kept_by_extension"]
    return readable.drop(columns=[locale.text("Can be judged, %"), extended])


def _file(rows: pd.DataFrame, by_regency: bool, locale: Locale) -> pd.DataFrame:
    return renamed(
        rows.assign(region_name=_names(rows, locale)),
        {
            "region_code": locale.text("Region code"),
            "region_name": _head(by_regency, locale),
            "cases": locale.text("Cases"),
            "steps": locale.text("Steps with a deadline"),
            **telling(rows, state_columns(locale)),
        },
    )
