"""The frame around every chart: title that states the finding, filter's sentence, source, table."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
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
from dashboard.pages.files_menu import file_links
from dashboard.pages.view import View
from dashboard.press.csv_file import table_csv
from dashboard.press.exhibit import Exhibit
from dashboard.press.exhibit import source_line as sourced
from dashboard.press.masks import signed as signed_counts
from dashboard.press.masks import state_column
from dashboard.press.simulated import marked, marked_rows, prefix

_HEADER_HEIGHT, _ROW_HEIGHT = 38, 35  # px, of Streamlit's table
_MOST_LISTED = 5000  # rows of a menu's table
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~$:.&-])")
# Where an address begins. Streamlit makes links of addresses in the finished text, where no
# backslash is left, so an invisible character has to stand in them.
_ADDRESS = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    """`text` from data as Markdown shows it literally."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_WORD_JOINER, text))


def source_line(view: View, records: int, extra: str = "") -> str:
    """Source, as-of day, records and version: stands under every chart."""
    return sourced(
        view.locale,
        view.until,
        records,
        view.data.version.number,
        extra,
        simulated=view.simulated,
    )


def card(
    view: View,
    exhibit: Exhibit,
    *,
    on_select: Callable[[], None] | None = None,
    above: Callable[[], None] | None = None,
    hints: Sequence[str] = (),
) -> None:
    """One exhibit on the page; `above()` draws over the title.

    `on_select` is called where a mark of the figure was clicked. `hints` are notes for those who
    can click; they do not leave the page.
    """
    if exhibit.until is not None:
        view = replace(view, until=exhibit.until)
    with st.container(border=True, key=f"card_{exhibit.key}"):
        if above is not None:
            above()
        exhibit_heading(view, exhibit)
        if exhibit.figure is not None:
            drawing(
                view,
                key=exhibit.key,
                figure=exhibit.figure,
                alt=exhibit.alt,
                on_select=on_select,
            )
        else:
            listing(exhibit.table(), key=f"list_{exhibit.key}")
        footer(view, exhibit.records, (*exhibit.notes, *hints), exhibit.source)


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
        alt=marked(view.mark, alt, ". "),
        **options,
    )


def footer(view: View, records: int, notes: Sequence[str] | None = None, source: str = "") -> None:
    """What stands under a chart: notes, then source, as-of day, records and version."""
    paragraphs = [" ".join(notes or ()), source_line(view, records, source)]
    st.caption("\n\n".join(escape(text) for text in paragraphs if text))


def filter_sentence(
    view: View, narrowed: Sequence[Narrowed] = (), asked: Filter | None = None
) -> str:
    """What an exhibit is about: the sentence of the filter it was `asked` with, by default the
    reader's, with the facets of the tables it is about; without any it is a state of one day."""
    chosen = asked or view.filter
    if narrowed:
        return chosen.sentence(view.locale, narrowed)
    return chosen.state_sentence(view.locale)


def exhibit_heading(view: View, exhibit: Exhibit) -> None:
    """An exhibit's title, what it is about and the menu with its table and files."""
    with _heading(exhibit.key, exhibit.title, exhibit.sentence):
        menu(view, exhibit.key, exhibit.table, files=True)


def heading(
    view: View, *, key: str, title: str, subtitle: str, table: Callable[[], pd.DataFrame]
) -> None:
    """A title, what it is about and the menu with its table, where there is no exhibit."""
    with _heading(key, title, subtitle):
        menu(view, key, table, files=False)


@contextmanager
def _heading(key: str, title: str, subtitle: str) -> Iterator[None]:
    with st.container(
        horizontal=True,
        wrap=False,
        horizontal_alignment="distribute",
        vertical_alignment="top",
        key=f"title_{key}",
    ):
        st.markdown(f"##### {escape(title)}\n\n:small[:gray[{escape(subtitle)}]]")
        yield


def titled(key: str, title: str, sentence: str) -> None:
    """A title and what it is about, where there is no chart below."""
    with st.container(key=f"title_{key}"):
        st.markdown(f"##### {escape(title)}\n\n:small[:gray[{escape(sentence)}]]")


def menu(view: View, key: str, table: Callable[[], pd.DataFrame], *, files: bool) -> None:
    """The numbers as a table and as a file, made when the menu is opened.

    `files`: an exhibit, which can leave the house in every format; else the table as CSV.
    """
    locale = view.locale
    day = f"_{view.until.isoformat()}" if view.until else ""
    opened = st.popover(
        locale.text("Table and files") if files else locale.text("Table"),
        icon=":material/table_view:",
        type="tertiary",
        key=f"menu_{key}",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        frame = table()
        if files:
            file_links(view, key)
        listing(frame.head(_MOST_LISTED), key=f"table_{key}")
        if len(frame) > _MOST_LISTED:
            shown = locale.number(_MOST_LISTED)
            told = locale.text("Shown are the first {n}; the file holds all of them.", n=shown)
            st.caption(escape(told))
        if files:
            return
        st.download_button(
            locale.text("Download CSV"),
            table_csv(marked_rows(frame, locale, view.simulated)),
            file_name=f"{prefix(view.simulated)}{key}_v{view.data.version.number}{day}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"csv_{key}",
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


def sorting_hint(view: View) -> str:
    """How a reader orders and searches a `listing` by region; simulated ones have no toolbar."""
    if view.simulated:
        return view.locale.text(
            "Ordered by region code, not by rank; a click on a column's head sorts."
        )
    return view.locale.text(
        "Ordered by region code, not by rank; a click on a column's head sorts, the magnifying "
        "glass over the table searches."
    )


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
    """The chosen columns in order, under the names readers see; masked counts as signs."""
    masked = [name for name in columns if state_column(name) in frame]
    told = frame.assign(**{name: signed_counts(frame, name) for name in masked})
    return told[list(columns)].rename(columns=dict(columns))
