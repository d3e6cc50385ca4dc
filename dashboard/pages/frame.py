"""The frame around every chart: title that states the finding, filter's sentence, source, table."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.theme import config
from dashboard.geo_files import TOPOJSON_URL
from dashboard.locale import Locale
from dashboard.pages.view import View

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:-])")


def escape(text: str) -> str:
    """`text` from data as Markdown shows it literally."""
    return _MARKDOWN.sub(r"\\\1", text)


def source_line(view: View, records: int, extra: str = "") -> str:
    """Source, as-of day, records and version: stands under every chart."""
    locale = view.locale
    parts = [
        locale.text("Source: published reports, each record names its own"),
        locale.text("data until {day}", day=locale.date(view.until)) if view.until else "",
        locale.plural("{n} record", "{n} records", records),
        locale.text("data version {version}", version=view.data.version.number),
        extra,
    ]
    return " · ".join(part for part in parts if part)


def card(
    view: View,
    *,
    key: str,
    title: str,
    figure: go.Figure,
    alt: str,
    table: Callable[[], pd.DataFrame],
    records: int,
    notes: list[str] | None = None,
    source: str = "",
    on_select: Callable[[], None] | None = None,
) -> None:
    """One chart with its anatomy.

    `table()` gives the figure's numbers with columns for readers; it is asked for only when the
    reader opens the menu. `records` stand behind the figure, `source` is added to the footer.
    """
    with st.container(border=True, key=f"card_{key}"):
        heading(view, key=key, title=title, table=table)
        options: dict[str, Any] = (
            {"on_select": on_select, "selection_mode": "points"} if on_select else {}
        )
        st.plotly_chart(
            figure,
            key=key,
            theme=None,
            config=config(view.locale, TOPOJSON_URL),
            alt=alt,
            **options,
        )
        for note in notes or ():
            st.caption(escape(note))
        st.caption(escape(source_line(view, records, source)))


def heading(view: View, *, key: str, title: str, table: Callable[[], pd.DataFrame]) -> None:
    """A chart's title, the filter's sentence and the menu with its table."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", key=f"head_{key}"):
        with st.container(gap=None):
            st.markdown(f"#### {escape(title)}")
            st.caption(escape(view.filter.sentence(view.locale)))
        menu(view.locale, key, table)


def menu(locale: Locale, key: str, table: Callable[[], pd.DataFrame]) -> None:
    """The numbers behind a chart, as a table and as a file; made when the menu is opened."""
    opened = st.popover(
        "",
        icon=":material/table_view:",
        help=locale.text("Show as a table"),
        type="tertiary",
        key=f"menu_{key}",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        frame = table()
        st.dataframe(frame, hide_index=True, height=min(420, 38 + 35 * max(len(frame), 1)))
        st.download_button(
            locale.text("Download CSV"),
            frame.to_csv(index=False).encode("utf-8-sig"),
            file_name=f"{key}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"csv_{key}",
        )


def key_figure(
    label: str, value: str, context: str, *, change: int | None, change_text: str, locale: Locale
) -> None:
    """A number with what it is a part of, and its change where a period is chosen."""
    delta: int | str | None = None
    if change is not None:
        delta = 0 if change == 0 else f"{'+' if change > 0 else '−'}{locale.number(abs(change))}"
    with st.container(border=True, height="stretch", gap=None):
        st.metric(
            label,
            value,
            delta=delta,
            delta_color="off",
            delta_arrow="off",
            delta_description=change_text if change is not None else None,
        )
        st.caption(escape(context))


def renamed(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The chosen columns in order, under the names readers see."""
    return frame[list(columns)].rename(columns=dict(columns))
