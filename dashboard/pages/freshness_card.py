"""How fresh the records are: last event, last report, last publication, never mixed up."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.field_labels import table_label
from dashboard.pages.frame import (
    escape,
    exhibit_heading,
    filter_sentence,
    key_figure,
    listing,
    source_line,
)
from dashboard.pages.moments import day_in_capital, moment
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.pages.whole_version import whole_version
from dashboard.press.exhibit import Exhibit

FRESHNESS: Final = "freshness"
_ORDER = ("activities", "violations", "published_figures", "risk_index")


def freshness_card(view: View) -> None:
    """The three moments, and the days of each table."""
    locale, version = view.locale, view.data.version
    rows = _rows(view)
    latest = dict(zip(_ORDER, _days(rows, "last", locale), strict=True))
    published = version.manifest.created_at
    figures = [
        (
            "last_event",
            locale.text("Last event"),
            latest["activities"],
            locale.text("latest day of an activity on record"),
        ),
        (
            "last_report",
            locale.text("Last report"),
            latest["violations"],
            locale.text("latest day on which a suspected violation was made public"),
        ),
        (
            "last_publication",
            locale.text("Last publication"),
            locale.short_date(day_in_capital(published)),
            locale.text(
                "data version {version}, published {moment}",
                version=version.number,
                moment=moment(published, locale),
            ),
        ),
    ]
    with st.container(key="freshness"):
        for column, (key, label, value, context) in zip(
            st.columns(3, gap="small"), figures, strict=True
        ):
            with column:
                key_figure(key, label, value, context, None)
    exhibit = freshness_exhibit(view)
    with st.container(border=True, key=f"card_{FRESHNESS}"):
        exhibit_heading(view, exhibit)
        listing(exhibit.table(), key="freshness_list")
        st.caption(escape(source_line(view, exhibit.records)))


@remembered
def freshness_exhibit(view: View) -> Exhibit:
    """The first and the last day of each table of the version, as a table."""
    locale, whole, rows = view.locale, whole_version(view), _rows(view)
    return Exhibit(
        key=FRESHNESS,
        title=_finding(rows, locale),
        sentence=filter_sentence(whole),
        table=lambda: _table(rows, locale),
        records=int(rows["records"].sum()),
        until=whole.until,
    )


def _rows(view: View) -> pd.DataFrame:
    """Those of `freshness_by_table` by the table's name, in the order of the records' types."""
    return view.data.ask("freshness_by_table", Filter()).set_index("table_name").loc[list(_ORDER)]


def _days(rows: pd.DataFrame, which: str, locale: Locale) -> list[str]:
    pairs = zip(rows[f"{which}_from"], rows[f"{which}_until"], strict=True)
    return ["–" if pd.isna(first) else locale.span(first, last) for first, last in pairs]


def _finding(rows: pd.DataFrame, locale: Locale) -> str:
    filled = rows.loc[rows["records"] > 0]
    if filled.empty:
        return locale.text("This data version holds no record")
    return locale.text(
        "{n} records reach from {first} to {last}",
        n=locale.number(int(filled["records"].sum())),
        first=locale.date(filled["first_from"].min()),
        last=locale.date(filled["last_from"].max()),
    )


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return pd.DataFrame(
        {
            locale.text("Table"): [table_label(str(name), locale) for name in rows.index],
            locale.text("Records"): rows["records"].to_list(),
            locale.text("Earliest day"): _days(rows, "first", locale),
            locale.text("Latest day"): _days(rows, "last", locale),
        }
    )
