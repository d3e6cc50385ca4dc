"""The templates to download, one for each table."""

from functools import cache

import streamlit as st

from dashboard.ingest.templates import file_name, template_csv, template_workbook
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES
from dashboard.pages.field_labels import table_label
from dashboard.pages.frame import escape, titled

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cache
def _template(table: str, suffix: str) -> bytes:
    return template_workbook(table) if suffix == "xlsx" else template_csv(table)


def templates_card(locale: Locale) -> None:
    """Draw a download of each table's template as a workbook and as CSV."""
    with st.container(border=True, key="card_templates"):
        titled(
            "templates",
            locale.text("Templates to fill in"),
            locale.text(
                "The workbook offers the allowed words as lists and explains every column. Own "
                "tables are understood as well, as long as their headings are alike."
            ),
        )
        for place, table in zip(st.columns(len(RECORD_TYPES)), RECORD_TYPES, strict=True):
            with place, st.container(key=f"template_{table}", gap="small"):
                st.markdown(escape(table_label(table, locale)))
                with st.container(horizontal=True, gap="small"):
                    for suffix, mime in (("xlsx", XLSX), ("csv", "text/csv")):
                        st.download_button(
                            suffix.upper(),
                            _template(table, suffix),
                            file_name=file_name(table, suffix),
                            mime=mime,
                            icon=":material/download:",
                            on_click="ignore",
                            key=f"template_{table}_{suffix}",
                        )
