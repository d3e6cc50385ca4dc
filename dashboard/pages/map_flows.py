"""Measures of flows on the map page: activities, cases, cases per inhabitants."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dashboard.charts.measures import (
    MASKED,
    Measured,
    activities_measure,
    cases_measure,
    rate_measure,
)
from dashboard.locale import Locale, mark
from dashboard.pages.map_choices import by_provinces
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
from dashboard.press.masks import masked_notes, signed, state_of

_COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    "activities": (mark("Kabupaten/kota with activities"), mark("Provinces with activities")),
    "cases": (mark("Kabupaten/kota with cases"), mark("Provinces with cases")),
    "rates": (mark("Kabupaten/kota with 3 cases or more"), mark("Provinces with 3 cases or more")),
}


def _with(view: View, what: str) -> str:
    """What is compared with another day or election, in words."""
    regencies, provinces = _COUNTED[what]
    counted = provinces if by_provinces(view) else regencies
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
    rows = view.data.ask_masked("violation_rates_by_regency", view.filter)
    measured = cases_measure(
        named(rows), "count", locale.text("cases per kabupaten/kota"), locale, view.mode
    )
    n, total = spread(measured, locale)
    finding = locale.text("In {n} of {total} kabupaten/kota cases are recorded", n=n, total=total)
    finding = _beside_masked(measured, finding, locale)
    details = details_table(rows, {locale.text("Cases"): signed(rows, "violations")})
    notes = [*_case_notes(view), *masked_notes(rows, "violations", locale)]
    return _cases_shown(view, measured, of_one_region(measured) or finding, details, notes)


def cases_of_provinces(view: View) -> Shown:
    """Cases of each province, those that name no regency included."""
    locale = view.locale
    rows = province_rows(view)
    measured = cases_measure(
        rows, "province_count", locale.text("cases per province"), locale, view.mode
    )
    n, total = spread(measured, locale)
    finding = locale.text("In {n} of {total} provinces cases are recorded", n=n, total=total)
    finding = _beside_masked(measured, finding, locale)
    details = details_table(
        rows,
        {
            locale.text("Cases"): signed(rows, "violations"),
            locale.text("Cases without kabupaten/kota"): signed(rows, "violations_without_regency"),
        },
        "province_code",
    )
    notes = [*_case_notes(view), *masked_notes(rows, "violations", locale)]
    return _cases_shown(view, measured, of_one_region(measured) or finding, details, notes)


def _beside_masked(measured: Measured, finding: str, locale: Locale) -> str:
    """The finding; where some regions are masked it is how many are not."""
    masked = measured.count(MASKED)
    if not masked:
        return finding
    n, total = spread(measured, locale)
    return locale.text(
        "Of {total} regions {n} with cases are shown; {masked} are masked so that nobody can be "
        "recognised",
        n=n,
        total=total,
        masked=locale.number(masked),
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
        *_unplaced(figures, locale),
        *_uncertain(view, "violations_maybe_outside"),
    ]


def _unplaced(figures: "pd.Series[Any]", locale: Locale) -> list[str]:
    """How many cases are on no map; nothing of a masked number."""
    if state_of(figures, "violations_without_regency") != "shown":
        return []
    count = int(figures["violations_without_regency"])
    return [
        locale.plural("{n} names no kabupaten/kota.", "{n} name no kabupaten/kota.", count),
    ]


def rates(view: View) -> Shown:
    """Cases per 100,000 inhabitants of each regency."""
    locale = view.locale
    rows = view.data.ask_masked("violation_rates_by_regency", view.filter)
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
            locale.text("Cases"): signed(rows, "violations"),
            locale.text("Inhabitants"): rows["population"],
            locale.text("Year of the count"): rows["population_year"],
        },
        key,
    )
    notes = [
        locale.text("Inhabitants of {year}.", year=", ".join(years)),
        locale.text("Under 3 cases no rate is ranked or coloured."),
        *_case_notes(view),
        *masked_notes(rows, "violations", locale),
    ]
    finding = of_one_region(measured) or _beside_masked(measured, finding, locale)
    return _cases_shown(view, measured, finding, details, notes, "rates")
