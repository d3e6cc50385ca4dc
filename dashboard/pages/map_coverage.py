"""Measures of coverage on the map page: status, Pokja, signing; of provinces as shares."""

from collections.abc import Callable

import pandas as pd

from dashboard.charts.measures import (
    coverage_measure,
    pokja_measure,
    share_measure,
    signing_measure,
)
from dashboard.pages.coverage_card import coverage_finding, coverage_notes
from dashboard.pages.map_shown import (
    Shown,
    codes_of,
    coverage_rows,
    details_table,
    first_days,
    grey_note,
    looks_column,
    of_one_region,
    province_rows,
    records_behind,
    spread,
)
from dashboard.pages.view import View


def status(view: View) -> Shown:
    """Every regency in its status."""
    locale = view.locale
    rows = coverage_rows(view)
    figures = view.data.figures("key_figures", view.filter)
    measured = coverage_measure(rows, locale, view.mode)
    return Shown(
        measured,
        coverage_finding(view, figures, rows),
        records_behind(view, "state_records"),
        {
            locale.text("Kabupaten/kota with Pokja"): _having(rows, "first_pokja_on"),
            locale.text("Kabupaten/kota signed"): _having(rows, "first_signing_on"),
        },
        details=details_table(
            rows,
            {
                locale.text("Status"): looks_column(measured, locale)[locale.text("On the map")],
                **first_days(rows, locale),
            },
        ),
        notes=coverage_notes(view),
    )


def _having(rows: pd.DataFrame, column: str) -> frozenset[str]:
    return frozenset(str(code) for code in rows.loc[rows[column].notna(), "regency_code"])


def pokja(view: View) -> Shown:
    """Which regencies have a Pokja, which only plan one."""
    locale = view.locale
    rows = coverage_rows(view)
    other = view.data.ask("other_pokja", view.filter)
    measured = pokja_measure(rows, other[other["pokja"] == "planned"], locale, view.mode)
    n, total = spread(measured, locale)
    planned = measured.count("planned")
    if planned:
        finding = locale.text(
            "{n} of {total} kabupaten/kota have a Pokja on record, {planned} only plan one",
            n=n,
            total=total,
            planned=locale.number(planned),
        )
    else:
        finding = locale.text(
            "{n} of {total} kabupaten/kota have a Pokja on record", n=n, total=total
        )
    return Shown(
        measured,
        of_one_region(measured) or finding,
        records_behind(view, "state_records"),
        {locale.text("Kabupaten/kota with Pokja"): codes_of(measured)},
        details=details_table(rows, {**looks_column(measured, locale), **first_days(rows, locale)}),
        notes=coverage_notes(view, planned=False),
    )


def signing(view: View) -> Shown:
    """Which regencies have signed, as a whole or in part."""
    locale = view.locale
    rows = view.data.ask("signings_by_regency", view.filter)
    measured = signing_measure(rows, locale, view.mode)
    n, total = spread(measured, locale)
    partly = int((rows["signed_below"] & rows["first_signing_on"].isna()).sum())
    if partly:
        finding = locale.text(
            "{n} of {total} kabupaten/kota have signed, in {partly} more only a part has",
            n=n,
            total=total,
            partly=locale.number(partly),
        )
    else:
        finding = locale.text("{n} of {total} kabupaten/kota have signed", n=n, total=total)
    return Shown(
        measured,
        of_one_region(measured) or finding,
        records_behind(view, "state_records"),
        {locale.text("Kabupaten/kota signed"): codes_of(measured)},
        details=details_table(
            rows,
            {
                **looks_column(measured, locale),
                locale.text("First signing"): rows["first_signing_on"],
                locale.text("Kecamatan signed"): rows["districts_signed"],
                locale.text("Kecamatan"): rows["districts"],
            },
        ),
        notes=[
            grey_note(locale),
            locale.text(
                "A signing by a kecamatan, a village or one office does not make the whole "
                "kabupaten/kota signed."
            ),
        ],
    )


def share_of_regencies(
    column: str, provinces_title: str, regencies_title: str, unit: str, finding: str
) -> Callable[[View], Shown]:
    """A measure of provinces: the share of their regencies of which the `column` counts."""

    def shown(view: View) -> Shown:
        locale = view.locale
        rows = province_rows(view).assign(
            either=lambda r: r["regencies"] - r["regencies_with_neither"]
        )
        measured = share_measure(rows, column, locale.text(unit), locale, view.mode)
        n, total = spread(measured, locale)
        reached, regencies = int(rows[column].sum()), int(rows["regencies"].sum())
        details = details_table(
            rows,
            {
                locale.text(unit): [
                    locale.share(int(n), int(total))
                    for n, total in zip(rows[column], rows["regencies"], strict=True)
                ],
                locale.text("Kabupaten/kota"): rows["regencies"],
                locale.text("Kabupaten/kota with Pokja"): rows["regencies_with_pokja"],
                locale.text("Kabupaten/kota signed"): rows["regencies_signed"],
            },
            "province_code",
        )
        return Shown(
            measured,
            of_one_region(measured) or locale.text(finding, n=n, total=total),
            records_behind(view, "state_records"),
            {locale.text(provinces_title): codes_of(measured)},
            totals={locale.text(regencies_title): reached},
            details=details,
            notes=[
                locale.text(
                    "{share} kabupaten/kota in all.", share=locale.share(reached, regencies)
                ),
                *coverage_notes(view),
            ],
        )

    return shown
