"""The frame around every chart: title that states the finding, filter's sentence, source, table."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pyarrow as pa
import streamlit as st

from dashboard.charts.theme import config
from dashboard.facets import Narrowed
from dashboard.filters import Filter
from dashboard.geo_files import TOPOJSON_URL
from dashboard.locale import Locale
from dashboard.pages.view import View

_HEADER_HEIGHT, _ROW_HEIGHT = 38, 35  # px, of Streamlit's table
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:.&-])")
# Where an address begins. Streamlit makes links of addresses in the finished text, where no
# backslash is left, so an invisible character has to stand in them.
_ADDRESS = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


_FORMULA = re.compile(r"[=+\-@\t\r]")


def escape(text: str) -> str:
    """`text` from data as Markdown shows it literally."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_WORD_JOINER, text))


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
    about: Sequence[Narrowed] = (),
    asked: Filter | None = None,
    above: Callable[[], None] | None = None,
) -> None:
    """One chart with its anatomy.

    `table()` gives the figure's numbers with columns for readers; it is asked for only when the
    reader opens the menu. `records` stand behind the figure, `source` is added to the footer;
    `about`: the tables whose flows are counted, so that their facets are named; `asked`: the filter
    the figure was asked with, where it is not the reader's; `above()` draws over the title.
    """
    with st.container(border=True, key=f"card_{key}"):
        if above is not None:
            above()
        heading(view, key=key, title=title, table=table, about=about, asked=asked)
        drawing(view, key=key, figure=figure, alt=alt, on_select=on_select)
        footer(view, records, notes, source)


def drawing(
    view: View,
    *,
    key: str,
    figure: go.Figure,
    alt: str,
    on_select: Callable[[], None] | None = None,
) -> None:
    """The figure alone; `on_select` is called where a mark of it was clicked."""
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


def footer(view: View, records: int, notes: Sequence[str] | None = None, source: str = "") -> None:
    """What stands under a chart: notes, then source, as-of day, records and version."""
    paragraphs = [" ".join(notes or ()), source_line(view, records, source)]
    st.caption("\n\n".join(escape(text) for text in paragraphs if text))


def heading(
    view: View,
    *,
    key: str,
    title: str,
    table: Callable[[], pd.DataFrame],
    subtitle: str | None = None,
    about: Sequence[Narrowed] = (),
    asked: Filter | None = None,
) -> None:
    """A chart's title, what it is about and the menu with its table.

    What it is about is the sentence of the filter it was `asked` with, the reader's by default,
    with the facets of the tables it is `about`; without any it is a state of one day. A `subtitle`
    says it otherwise.
    """
    chosen = asked or view.filter
    words = chosen.sentence(view.locale, about) if about else chosen.state_sentence(view.locale)
    sentence = escape(subtitle or words)
    with st.container(
        horizontal=True,
        wrap=False,
        horizontal_alignment="distribute",
        vertical_alignment="top",
        key=f"title_{key}",
    ):
        st.markdown(f"##### {escape(title)}\n\n:small[:gray[{sentence}]]")
        menu(view, key, table)


def titled(key: str, title: str, sentence: str) -> None:
    """A title and what it is about, where there is no chart below."""
    with st.container(key=f"title_{key}"):
        st.markdown(f"##### {escape(title)}\n\n:small[:gray[{escape(sentence)}]]")


def menu(view: View, key: str, table: Callable[[], pd.DataFrame]) -> None:
    """The numbers behind a chart, as a table and as a file; made when the menu is opened."""
    locale = view.locale
    day = f"_{view.until.isoformat()}" if view.until else ""
    opened = st.popover(
        locale.text("Table"),
        icon=":material/table_view:",
        type="tertiary",
        key=f"menu_{key}",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        frame = table()
        listing(frame, key=f"table_{key}")
        st.download_button(
            locale.text("Download CSV"),
            _without_formulas(frame).to_csv(index=False).encode("utf-8-sig"),
            file_name=f"{key}_v{view.data.version.number}{day}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"csv_{key}",
        )


def _without_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would compute gets an apostrophe before it and stays text."""
    words = frame.select_dtypes(["object", "string"]).columns
    return frame.assign(
        **{
            name: [f"'{v}" if isinstance(v, str) and _FORMULA.match(v) else v for v in frame[name]]
            for name in words
        }
    )


def listing(frame: pd.DataFrame, *, key: str, height: int = 420, **options: Any) -> None:
    """A table as high as its rows need, scrolling from `height` px on."""
    rows = _HEADER_HEIGHT + _ROW_HEIGHT * max(len(frame), 1)
    days = {
        name: st.column_config.DateColumn(format="localized")
        for name in frame.columns
        if pd.api.types.infer_dtype(frame[name], skipna=True) == "date"
    }
    options["column_config"] = days | options.get("column_config", {})
    options |= {"hide_index": True, "height": min(height, rows), "placeholder": "–"}
    st.dataframe(_lean(frame), key=key, **options)


def _lean(frame: pd.DataFrame) -> pa.Table:
    """The same values in fewer bytes: repeated words once, no memory of pandas' types."""
    words = frame.select_dtypes(["object", "string"]).columns
    repeated = [name for name in words if frame[name].nunique() <= len(frame) / 2]
    compact = frame.astype(dict.fromkeys(repeated, "category"))
    return pa.Table.from_pandas(compact, preserve_index=False).replace_schema_metadata(None)


def key_figure(key: str, label: str, value: str, context: str, change: str | int | None) -> None:
    """A number, what it is a part of, and its change where a period is chosen."""
    with st.container(border=True, height="stretch", key=f"figure_{key}"):
        st.metric(label, value, delta=change, delta_color="off", delta_arrow="off")
        st.caption(escape(context))


def signed(change: int, locale: Locale) -> str | int:
    """A change with its sign; no change is the number 0, which Streamlit writes in grey."""
    if change == 0:
        return 0
    return f"{'+' if change > 0 else '−'}{locale.number(abs(change))}"


def renamed(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The chosen columns in order, under the names readers see."""
    return frame[list(columns)].rename(columns=dict(columns))
