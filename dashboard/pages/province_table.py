"""Coverage by province as a table: shares with small bars, what belongs to the province alone."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import escape, listing, source_line
from dashboard.pages.view import View


def provinces_section(view: View, records: int) -> None:
    """The provinces' table, asked for only when the reader opens it; `records` stand behind it."""
    locale = view.locale
    opened = st.expander(
        locale.text("Coverage by province"),
        icon=":material/table_view:",
        on_change="rerun",
        key="province_table",
    )
    if opened.open:
        with opened:
            provinces_list(view, records)


def provinces_list(view: View, records: int) -> None:
    """The provinces' table with its notes; `records` stand behind it."""
    locale = view.locale
    rows = view.data.ask("coverage_by_province", view.filter)
    table = province_table(rows, _planned(view), locale)
    listing(table, key="province_list", height=760, column_config=_bars(locale))
    figures = view.data.figures("key_figures", view.filter)
    notes = [
        _without_regency(figures, locale),
        locale.text(
            "Ordered by region code, not by rank. An event that names several kabupaten/kota "
            "counts once here and once in each of them; national events are in no province."
        ),
    ]
    st.caption(escape(" ".join(note for note in notes if note)))
    st.caption(escape(source_line(view, records)))


def _without_regency(figures: "pd.Series[Any]", locale: Locale) -> str:
    """What is in no kabupaten/kota: it is in the totals alone."""
    return locale.text(
        "Without kabupaten/kota: {activities} and {cases}.",
        activities=locale.plural(
            "{n} activity", "{n} activities", int(figures["activities_without_regency"])
        ),
        cases=locale.plural("{n} case", "{n} cases", int(figures["violations_without_regency"])),
    )


def _planned(view: View) -> dict[str, int]:
    """How many regencies of each province only plan a Pokja."""
    found = view.data.ask("other_pokja", view.filter)
    planned = found[found["pokja"] == "planned"]
    return {str(code): int(n) for code, n in planned.groupby("province_code").size().items()}


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
            names["cases"]: rows["violations"],
            names["cases_without"]: rows["violations_without_regency"],
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
