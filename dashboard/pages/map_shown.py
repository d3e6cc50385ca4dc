"""What a measure of the map page gives back, and what several of them ask."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.charts.measures import Measured
from dashboard.facets import Narrowed
from dashboard.locale import Locale
from dashboard.pages.view import View


@dataclass(frozen=True)
class Shown:
    """A measure as a page shows it.

    `counted`: what is compared with another day or election: names for readers, and the codes of
    the regions of which it holds. `totals`: numbers that are compared, by their names. `details`:
    columns of the list behind the map, by region code, under the names readers see.
    """

    measured: Measured
    finding: str
    records: int
    counted: Mapping[str, frozenset[str]]
    totals: Mapping[str, int] = field(default_factory=dict)
    details: pd.DataFrame = field(default_factory=pd.DataFrame)
    about: Sequence[Narrowed] = ()
    notes: Sequence[str] = ()


def coverage_rows(view: View) -> pd.DataFrame:
    """`coverage_by_regency` with the precision of its first days."""
    rows = view.data.ask_masked("coverage_by_regency", view.filter)
    precision = view.data.ask("first_days_by_regency", view.filter)
    days = precision[["regency_code", "first_pokja_until", "first_signing_until"]]
    return rows.merge(days, on="regency_code", how="left")


def province_rows(view: View, name: str = "coverage_by_province") -> pd.DataFrame:
    """A query by province with the columns that measures of any region share."""
    rows = view.data.ask_masked(name, view.filter)
    return rows.assign(code=rows["province_code"], name=rows["province_name"])


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """A query by regency with the columns that measures of any region share."""
    return rows.assign(code=rows["regency_code"], name=rows["regency_name"])


def records_behind(view: View, name: str) -> int:
    """How many records stand behind the numbers: a column of the query of that name."""
    return int(view.data.figures("records_behind", view.filter)[name])


def grey_note(locale: Locale) -> str:
    """What grey means."""
    return locale.text("Grey means that no record is known, not that nothing was done.")


def of_one_region(measured: Measured) -> str | None:
    """The finding about a single region: what is on record of it."""
    if len(measured.regions) != 1:
        return None
    row = measured.regions.iloc[0]
    told = html.unescape(str(row["told"])).replace("<br>", ", ") or measured.fallback
    return f"{row['name']}: {told}"


def spread(measured: Measured, locale: Locale) -> tuple[str, str]:
    """Of how many regions the measure says yes, of how many in all, as written."""
    return locale.number(len(measured.on_record)), locale.number(len(measured.regions))


def codes_of(measured: Measured) -> frozenset[str]:
    """The codes of the regions of which the measure says yes."""
    return frozenset(measured.on_record)


def details_table(rows: pd.DataFrame, columns: Mapping[str, Any], key: str = "regency_code") -> Any:
    """Columns of the list behind a map, by the region codes of the rows."""
    return pd.DataFrame({name: list(values) for name, values in columns.items()}).set_axis(
        rows[key].tolist()
    )


def looks_column(measured: Measured, locale: Locale) -> dict[str, Any]:
    """The measure's classes in words, in the order of its regions."""
    words = {look.key: look.label for look in measured.looks}
    return {locale.text("On the map"): [words[key] for key in measured.regions["look"]]}


def first_days(rows: pd.DataFrame, locale: Locale) -> dict[str, Any]:
    """First days of `coverage_by_regency` under the names readers see."""
    evidence = {"formed": locale.text("formed"), "exists": locale.text("already there")}
    return {
        locale.text("First Pokja"): rows["first_pokja_on"],
        locale.text("Evidence"): rows["pokja_evidence"].map(evidence),
        locale.text("First signing"): rows["first_signing_on"],
    }
