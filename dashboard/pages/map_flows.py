"""Measures of flows on the map page: activities, cases, cases per inhabitants."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from dashboard.charts.measures import (
    Measured,
    activities_measure,
    cases_measure,
    rate_measure,
)
from dashboard.locale import mark
from dashboard.pages.map_choices import LEVEL
from dashboard.pages.map_shown import (
    Shown,
    codes_of,
    coverage_rows,
    details_table,
    first_days,
    grey_note,
    named,
    of_one_region,
    province_rows,
    records_behind,
    spread,
)
from dashboard.pages.view import View

_COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "activities": (mark("Kabupaten/kota with activities"), mark("Provinces with activities")),
    "cases": (mark("Kabupaten/kota with cases"), mark("Provinces with cases")),
    "rates": (mark("Kabupaten/kota with 3 cases or more"), mark("Provinces with 3 cases or more")),
}


def _with(view: View, what: str) -> str:
    """What is compared with another day or election, in words."""
    regencies, provinces = _COUNTED[what]
    counted = provinces if LEVEL.value == "provinsi" else regencies
    return view.locale.text(counted)


def activities(view: View) -> Shown:
    """Activities of each regency."""
    locale = view.locale
    rows = coverage_rows(view)
    measured = activities_measure(
        named(rows), "count", locale.text("activities per kabupaten/kota"), locale, view.mode
    )
    n, total = spread(measured, locale)
    finding = locale.text(
        "In {n} of {total} kabupaten/kota activities are recorded", n=n, total=total
    )
    return _activities_shown(
        view,
        measured,
        of_one_region(measured) or finding,
        details_table(
            rows,
            {
                locale.text("Activities"): rows["activities"],
                locale.text("Participants"): rows["participants"],
                locale.text("Activities without participants"): rows[
                    "activities_without_participants"
                ],
                **first_days(rows, locale),
            },
        ),
    )


def activities_of_provinces(view: View) -> Shown:
    """Activities of each province, province-wide ones included."""
    locale = view.locale
    rows = province_rows(view)
    measured = activities_measure(
        rows, "province_count", locale.text("activities per province"), locale, view.mode
    )
    n, total = spread(measured, locale)
    return _activities_shown(
        view,
        measured,
        of_one_region(measured)
        or locale.text("In {n} of {total} provinces activities are recorded", n=n, total=total),
        details_table(
            rows,
            {
                locale.text("Activities"): rows["activities"],
                locale.text("Activities without kabupaten/kota"): rows[
                    "activities_without_regency"
                ],
            },
            "province_code",
        ),
    )


def _activities_shown(view: View, measured: Measured, finding: str, details: pd.DataFrame) -> Shown:
    locale = view.locale
    figures = view.data.figures("key_figures", view.filter)
    count = int(figures["activities"])
    nowhere = int(figures["activities_without_regency"])
    notes = [
        grey_note(locale),
        locale.plural("{n} activity in all.", "{n} activities in all.", count),
        locale.plural("{n} names no kabupaten/kota.", "{n} name no kabupaten/kota.", nowhere),
        locale.text("A joint event counts once in all and once in each place it names."),
    ]
    return Shown(
        measured,
        finding,
        records_behind(view, "flow_activities"),
        {_with(view, "activities"): codes_of(measured)},
        totals={locale.text("Activities"): count},
        details=details,
        about=("activities",),
        notes=[*notes, *_uncertain(view, "activities_maybe_outside")],
    )


def _uncertain(view: View, name: str) -> list[str]:
    """Says where a count holds records whose day may lie outside the period."""
    count = int(view.data.figures("key_figures", view.filter)[name])
    if count == 0:
        return []
    return [
        view.locale.plural(
            "The day of {n} of them may lie outside the period.",
            "The day of {n} of them may lie outside the period.",
            count,
        )
    ]


def cases(view: View) -> Shown:
    """Cases of each regency."""
    locale = view.locale
    rows = view.data.ask("violation_rates_by_regency", view.filter)
    measured = cases_measure(
        named(rows), "count", locale.text("cases per kabupaten/kota"), locale, view.mode
    )
    n, total = spread(measured, locale)
    finding = locale.text("In {n} of {total} kabupaten/kota cases are recorded", n=n, total=total)
    details = details_table(rows, {locale.text("Cases"): rows["violations"]})
    return _cases_shown(
        view, measured, of_one_region(measured) or finding, details, _case_notes(view)
    )


def cases_of_provinces(view: View) -> Shown:
    """Cases of each province, those that name no regency included."""
    locale = view.locale
    rows = province_rows(view)
    measured = cases_measure(
        rows, "province_count", locale.text("cases per province"), locale, view.mode
    )
    n, total = spread(measured, locale)
    finding = locale.text("In {n} of {total} provinces cases are recorded", n=n, total=total)
    details = details_table(
        rows,
        {
            locale.text("Cases"): rows["violations"],
            locale.text("Cases without kabupaten/kota"): rows["violations_without_regency"],
        },
        "province_code",
    )
    return _cases_shown(
        view, measured, of_one_region(measured) or finding, details, _case_notes(view)
    )


def _cases_shown(
    view: View,
    measured: Measured,
    finding: str,
    details: pd.DataFrame,
    notes: Sequence[str],
    counted: str = "cases",
) -> Shown:
    locale = view.locale
    count = int(view.data.figures("key_figures", view.filter)["violations"])
    return Shown(
        measured,
        finding,
        count,
        {_with(view, counted): codes_of(measured)},
        totals={locale.text("Cases"): count},
        details=details,
        about=("violations",),
        notes=notes,
    )


def _case_notes(view: View) -> list[str]:
    locale = view.locale
    figures = view.data.figures("key_figures", view.filter)
    return [
        grey_note(locale),
        locale.plural("{n} case in all.", "{n} cases in all.", int(figures["violations"])),
        locale.plural(
            "{n} names no kabupaten/kota.",
            "{n} name no kabupaten/kota.",
            int(figures["violations_without_regency"]),
        ),
        *_uncertain(view, "violations_maybe_outside"),
    ]


def rates(view: View) -> Shown:
    """Cases per 100,000 inhabitants of each regency."""
    locale = view.locale
    rows = view.data.ask("violation_rates_by_regency", view.filter)
    measured = rate_measure(named(rows), locale, view.mode)
    n, total = spread(measured, locale)
    finding = locale.text(
        "In {n} of {total} kabupaten/kota 3 cases or more are recorded, enough for a rate",
        n=n,
        total=total,
    )
    return _rates_shown(view, measured, finding, rows, "regency_code")


def rates_of_provinces(view: View) -> Shown:
    """Cases per 100,000 inhabitants of each province."""
    locale = view.locale
    rows = province_rows(view, "violation_rates_by_province")
    measured = rate_measure(rows, locale, view.mode)
    n, total = spread(measured, locale)
    finding = locale.text(
        "In {n} of {total} provinces 3 cases or more are recorded, enough for a rate",
        n=n,
        total=total,
    )
    return _rates_shown(view, measured, finding, rows, "province_code")


def _rates_shown(
    view: View, measured: Measured, finding: str, rows: pd.DataFrame, key: str
) -> Shown:
    locale = view.locale
    years = sorted({str(int(year)) for year in rows["population_year"].dropna()})
    details = details_table(
        rows,
        {
            locale.text("Cases per 100,000 inhabitants (from 3 cases)"): rows[
                "violations_per_100k"
            ].round(2),
            locale.text("Cases"): rows["violations"],
            locale.text("Inhabitants"): rows["population"],
            locale.text("Year of the count"): rows["population_year"],
        },
        key,
    )
    notes = [
        locale.text("Inhabitants of {year}.", year=", ".join(years)),
        locale.text("Under 3 cases no rate is ranked or coloured."),
        *_case_notes(view),
    ]
    finding = of_one_region(measured) or finding
    return _cases_shown(view, measured, finding, details, notes, "rates")
