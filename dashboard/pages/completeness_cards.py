"""How completely each field is filled; what is not known is counted apart from what is empty."""

import pandas as pd
import streamlit as st

from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES
from dashboard.pages.field_labels import field_label, table_label
from dashboard.pages.frame import escape, exhibit_heading, filter_sentence, listing, source_line
from dashboard.pages.view import View
from dashboard.pages.whole_version import whole_version
from dashboard.press.exhibit import Exhibit

_LIST_HEIGHT = 430  # px


def completeness_cards(view: View) -> None:
    """One card for each table, two in a row."""
    names = list(RECORD_TYPES)
    for pair in (names[:2], names[2:]):
        for column, name in zip(st.columns(2, gap="small"), pair, strict=True):
            with column:
                _card(view, name)


def completeness_exhibit(name: str, view: View) -> Exhibit:
    """How completely the fields of the records of this type are filled, as a table."""
    locale, whole, rows = view.locale, whole_version(view), _rows(view, name)
    records = int(rows["records"].iloc[0])
    complete = int((rows["filled"] == records).sum())
    label = table_label(name, locale)
    if records == 0:
        title = locale.text("{table}: no record", table=label)
    else:
        title = locale.text(
            "{table}: {complete} of {fields} fields are filled in all {n} records",
            table=label,
            complete=locale.number(complete),
            fields=locale.number(len(rows)),
            n=locale.number(records),
        )
    return Exhibit(
        key=f"completeness_{name}",
        title=title,
        sentence=filter_sentence(whole),
        table=lambda: _table(rows, locale),
        records=records,
        until=whole.until,
    )


def _rows(view: View, name: str) -> pd.DataFrame:
    """Those of `completeness_by_field` of one table by the field's name, in the record's order."""
    rows = view.data.ask("completeness_by_field", Filter())
    own = rows.loc[rows["table_name"] == name]
    return own.set_index("field").loc[RECORD_TYPES[name].columns()]


def _card(view: View, name: str) -> None:
    locale, exhibit = view.locale, completeness_exhibit(name, view)
    share = locale.text("Share filled")
    with st.container(border=True, key=f"card_{exhibit.key}", height="stretch"):
        exhibit_heading(view, exhibit)
        if exhibit.records:
            listing(
                _readable(_rows(view, name), exhibit.table(), locale),
                key=f"completeness_list_{name}",
                height=_LIST_HEIGHT,
                column_config={
                    share: st.column_config.ProgressColumn(
                        min_value=0, max_value=1, format=" ", width="small"
                    )
                },
            )
        st.caption(escape(source_line(view, exhibit.records)))


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """All counts as numbers, for the table and the file."""
    return pd.DataFrame(
        {
            locale.text("Field"): [field_label(str(name), locale) for name in rows.index],
            locale.text("Column"): list(rows.index),
            locale.text("Filled"): rows["filled"].to_list(),
            locale.text("Unknown"): rows["unknown"].to_list(),
            locale.text("Empty"): rows["empty"].to_list(),
            locale.text("Records"): rows["records"].to_list(),
        }
    )


def _readable(rows: pd.DataFrame, table: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """The share as a bar and with its numerator and denominator."""
    readable = table.drop(columns=[locale.text("Column"), locale.text("Records")])
    pairs = zip(rows["filled"], rows["records"], strict=True)
    readable[locale.text("Filled")] = [locale.share(int(n), int(total)) for n, total in pairs]
    share = (rows["filled"].astype(float) / rows["records"].astype(float)).round(4)
    readable.insert(1, locale.text("Share filled"), share.to_list())
    return readable
