"""Coverage by province as a table: shares with small bars, what belongs to the province alone."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import escape, filter_sentence, listing, source_line
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_notes, signed
from dashboard.press.sentences import count_of

KEY: Final = "coverage_by_province"


def provinces_section(view: View) -> None:
    """The provinces' table, asked for only when the reader opens it."""
    locale = view.locale
    opened = st.expander(
        locale.text("Coverage by province"),
        icon=":material/table_view:",
        on_change="rerun",
        key="province_table",
    )
    if opened.open:
        with opened:
            _provinces_list(view)


@remembered
def provinces_exhibit(view: View) -> Exhibit:
    """Every province with its shares and what belongs to it alone."""
    locale = view.locale
    rows = view.data.ask_masked("coverage_by_province", view.filter)
    figures = view.data.figures("key_figures", view.filter)
    return Exhibit(
        key=KEY,
        title=_finding(rows, locale),
        sentence=filter_sentence(view, ("activities", "violations")),
        table=lambda: province_table(rows, _planned(view), locale),
        brief=lambda: _brief(view, rows),
        records=int(view.data.figures("records_behind", view.filter)["state_records"]),
        notes=(
            _without_regency(figures, locale),
            locale.text(
                "Ordered by region code, not by rank. An event that names several kabupaten/kota "
                "counts once here and once in each of them; national events are in no province."
            ),
            *masked_notes(rows, "violations", locale),
        ),
    )


def _finding(rows: pd.DataFrame, locale: Locale) -> str:
    """In how many provinces something is on record; of a single one, what is."""
    if len(rows) == 1:
        row = rows.iloc[0]
        return locale.text(
            "{place}: {pokja} of {total} kabupaten/kota have a Pokja on record, {signed} have "
            "signed",
            place=row["province_name"],
            pokja=locale.number(int(row["regencies_with_pokja"])),
            total=locale.number(int(row["regencies"])),
            signed=locale.number(int(row["regencies_signed"])),
        )
    return locale.text(
        "In {n} of {total} provinces a kabupaten/kota has a Pokja or has signed",
        n=locale.number(int((rows["regencies_with_neither"] < rows["regencies"]).sum())),
        total=locale.number(len(rows)),
    )


def _provinces_list(view: View) -> None:
    exhibit = provinces_exhibit(view)
    listing(exhibit.table(), key="province_list", height=760, column_config=_bars(view.locale))
    st.caption(escape(" ".join(exhibit.notes)))
    st.caption(escape(source_line(view, exhibit.records)))


def _without_regency(figures: "pd.Series[Any]", locale: Locale) -> str:
    """What is in no kabupaten/kota: it is in the totals alone."""
    return locale.text(
        "Without kabupaten/kota: {activities} and {cases}.",
        activities=locale.plural(
            "{n} activity", "{n} activities", int(figures["activities_without_regency"])
        ),
        cases=locale.plural(
            "{n} case", "{n} cases", count_of(figures, "violations_without_regency")
        ),
    )


def _planned(view: View) -> dict[str, int]:
    """How many regencies of each province only plan a Pokja."""
    found = view.data.ask("other_pokja", view.filter)
    planned = found[found["pokja"] == "planned"]
    return {str(code): int(n) for code, n in planned.groupby("province_code").size().items()}


def _brief(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The table without the percent of its bars: the shares in words say it."""
    names = _names(view.locale)
    table = province_table(rows, _planned(view), view.locale)
    return table.drop(columns=[names["pokja_bar"], names["signed_bar"]])


def province_table(rows: pd.DataFrame, planned: dict[str, int], locale: Locale) -> pd.DataFrame:
    """The table for readers of `coverage_by_province`; `planned`: regencies by province that only
    plan a Pokja. A share stands twice: in words, and in percent for its bar."""
    evidence = {"formed": locale.text("formed"), "exists": locale.text("already there")}

    def shares(name: str) -> list[str]:
        pairs = zip(rows[name], rows["regencies"], strict=True)
        return [locale.share(int(n), int(total)) for n, total in pairs]

    def percents(name: str) -> list[float]:
        pairs = zip(rows[name], rows["regencies"], strict=True)
        return [round(100 * int(n) / int(total), 1) for n, total in pairs]

    names = _names(locale)
    return pd.DataFrame(
        {
            names["province"]: rows["province_name"],
            names["pokja"]: shares("regencies_with_pokja"),
            names["pokja_bar"]: percents("regencies_with_pokja"),
            names["signed"]: shares("regencies_signed"),
            names["signed_bar"]: percents("regencies_signed"),
            names["neither"]: rows["regencies_with_neither"],
            names["planned"]: [planned.get(code, 0) for code in rows["province_code"]],
            names["provincial"]: rows["provincial_pokja"].map(evidence).fillna("–"),
            names["activities"]: rows["activities"],
            names["activities_without"]: rows["activities_without_regency"],
            names["cases"]: signed(rows, "violations"),
            names["cases_without"]: signed(rows, "violations_without_regency"),
        }
    )


def _names(locale: Locale) -> dict[str, str]:
    return {
        "province": locale.text("Province"),
        "pokja": locale.text("Kabupaten/kota with Pokja"),
        "pokja_bar": locale.text("With Pokja, %"),
        "signed": locale.text("Kabupaten/kota signed"),
        "signed_bar": locale.text("Signed, %"),
        "neither": locale.text("Neither recorded"),
        "planned": locale.text("Pokja only planned"),
        "provincial": locale.text("Pokja of the province"),
        "activities": locale.text("Activities"),
        "activities_without": locale.text("Activities without kabupaten/kota"),
        "cases": locale.text("Cases"),
        "cases_without": locale.text("Cases without kabupaten/kota"),
    }


def _bars(locale: Locale) -> dict[str, Any]:
    """The bars beside the shares; they write no number, since the share stands beside them."""
    names = _names(locale)
    return {
        names[name]: st.column_config.ProgressColumn(
            min_value=0, max_value=100, format=" ", width=120
        )
        for name in ("pokja_bar", "signed_bar")
    }
