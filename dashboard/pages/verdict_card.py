"""What becomes of a batch, row by row, and the one button that publishes it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from dashboard.elections import elections
from dashboard.errors import PlainError
from dashboard.ingest import Verdict
from dashboard.ingest.handing_in import MOST_WORKBOOK, SHOWN, RowVerdict
from dashboard.ingest.quarantine import WORKBOOK, Rejection
from dashboard.locale import DEFAULT_LANGUAGE, Locale, mark
from dashboard.pages.field_labels import number_label, table_label
from dashboard.pages.frame import escape, key_figure, listing, titled
from dashboard.pages.templates_card import XLSX
from dashboard.pages.view import View

_STATES = {
    "rejected": ("✕", mark("rejected")),
    "new": ("✓", mark("new")),
    "updated": ("↻", mark("updates a record")),
    "unchanged": ("=", mark("unchanged")),
}


def verdict_card(view: View, verdict: Verdict) -> None:
    """Draw a verdict: counts that add up, what to mind, each row, the workbook to correct."""
    locale = view.locale
    with st.container(border=True, key="card_verdict"):
        titled("verdict", _finding(verdict, locale), _about(verdict, locale))
        _figures(verdict, locale)
        say_warnings(verdict, locale)
        listing(
            _rows(verdict, locale),
            key="verdict_rows",
            height=460,
            column_config={
                locale.text("Column"): st.column_config.TextColumn(width=110),
                locale.text("Found"): st.column_config.TextColumn(width=120),
                locale.text("Expected"): st.column_config.TextColumn(width=540),
                locale.text("Suggestion"): st.column_config.TextColumn(width=230),
                locale.text("Row begins with"): st.column_config.TextColumn(width=270),
            },
        )
        counts = verdict.counts
        if counts.read > len(verdict.rows) or len(verdict.rejections) == SHOWN:
            st.caption(
                escape(
                    locale.text(
                        "The first rows are listed, rejected ones before the others; the counts "
                        "are of all rows, the workbook to correct holds all that were rejected."
                    )
                )
            )
        if counts.rejected:
            _workbook(verdict.workbook, locale)


def _finding(verdict: Verdict, locale: Locale) -> str:
    counts = verdict.counts
    if counts.rejected:
        return locale.plural(
            "{n} of {read} row has to be corrected",
            "{n} of {read} rows have to be corrected",
            counts.rejected,
            read=locale.number(counts.read),
        )
    if counts.accepted:
        return locale.plural(
            "{n} row can be published", "{n} rows can be published", counts.accepted
        )
    return locale.text("Nothing is new: the current data version holds all of it.")


def _about(verdict: Verdict, locale: Locale) -> str:
    sheets = "; ".join(
        f"{s.file}{f' [{s.sheet}]' if s.sheet else ''} → {table_label(s.table, locale)}"
        for s in verdict.sheets
    )
    against = locale.text("compared with data version {version}", version=verdict.base)
    return " · ".join([sheets, against, locale.text("nothing has been published yet")])


def _figures(verdict: Verdict, locale: Locale) -> None:
    counts = verdict.counts
    accepted, unchanged = locale.text("Accepted"), locale.text("Unchanged")
    rejected = locale.text("Rejected")
    figures = (
        ("read", locale.text("Rows read"), counts.read, locale.text("empty rows aside")),
        (
            "accepted",
            f"= {accepted}",
            counts.accepted,
            locale.text("{n} of them update records", n=locale.number(counts.updated)),
        ),
        (
            "unchanged",
            f"\\+ {unchanged}",
            counts.unchanged,
            locale.text("the data hold them already"),
        ),
        (
            "rejected",
            f"\\+ {rejected}",
            counts.rejected,
            locale.text("to be corrected, not lost"),
        ),
    )
    with st.container(key="key_figures"):
        for place, (key, label, number, context) in zip(st.columns(4), figures, strict=True):
            with place:
                key_figure(f"rows_{key}", label, locale.number(number), context, None)


def say_warnings(verdict: Verdict, locale: Locale) -> None:
    """What the reader should look at before publishing."""
    told = [_in_words(warning, locale) for warning in verdict.warnings]
    if told:
        lines = "\n".join(f"- {escape(line)}" for line in told)
        st.warning(lines, icon=":material/visibility:")


def _in_words(error: PlainError, locale: Locale) -> str:
    """The sentence; figures and elections in a fall by the names readers know."""
    values = error.values
    if "figure" not in values:
        return error.sentence(locale)
    known = elections().get(str(values["election"]))
    return locale.text(
        "The figure {figure} falls from {before} to {after} ({election}).",
        figure=number_label(str(values["figure"]), locale),
        before=values["before"],
        after=values["after"],
        election=known.name(locale) if known else locale.text("All elections"),
    )


def _rows(verdict: Verdict, locale: Locale) -> pd.DataFrame:
    """One line a row; of a rejected row, one line a reason."""
    reasons: dict[tuple[str, str | None, int], list[Rejection]] = {}
    for rejection in verdict.rejections:
        key = (rejection.file, rejection.sheet, rejection.row)
        reasons.setdefault(key, []).append(rejection)
    ordered = sorted(verdict.rows, key=lambda row: row.state != "rejected")
    lines = []
    for row in ordered:
        told: Sequence[Rejection | None] = reasons.get((row.file, row.sheet, row.row), [None])
        lines += [_line(row, reason, locale, named=len(verdict.sheets) > 1) for reason in told]
    return pd.DataFrame(lines)


def _line(
    row: RowVerdict, reason: Rejection | None, locale: Locale, *, named: bool
) -> dict[str, object]:
    """A line of the table; `named` where it has to say of which file."""
    icon, state = _STATES[row.state]
    where = {locale.text("File"): f"{row.file} [{row.sheet}]" if row.sheet else row.file}
    return {
        locale.text("State"): f"{icon} {locale.text(state)}",
        **(where if named else {}),
        locale.text("Row"): row.row,
        locale.text("Column"): reason and reason.heading,
        locale.text("Found"): reason and reason.found,
        locale.text("Expected"): reason and reason.expected,
        locale.text("Suggestion"): reason and reason.suggestion,
        locale.text("Row begins with"): row.summary,
        locale.text("Id"): None if row.state == "rejected" else row.id,
    }


def _bounded(workbook: Path) -> bytes | None:
    return workbook.read_bytes() if workbook.stat().st_size <= MOST_WORKBOOK else None


def _workbook(content: bytes | None, locale: Locale) -> None:
    if content is None:
        st.caption(
            escape(
                locale.text(
                    "The workbook to correct is too large to be kept here; correct the file itself."
                )
            )
        )
        return
    st.download_button(
        locale.text("Download the rejected rows, with reasons, to correct them"),
        content,
        file_name=WORKBOOK,
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="verdict_workbook",
    )


def confirmation(verdict: Verdict, locale: Locale) -> tuple[bool, bool]:
    """Draw the button that publishes; whether it was pressed and whether falls are allowed."""
    allowed = True
    for stop in verdict.stops:
        st.error(escape(_in_words(stop, locale)), icon=":material/trending_down:")
    if verdict.stops:
        allowed = st.checkbox(
            locale.text("The fall is meant: publish all the same"), key="allow_shrinking"
        )
    counts = verdict.counts
    pressed = st.button(
        locale.plural("Publish {n} row", "Publish {n} rows", counts.accepted),
        type="primary",
        icon=":material/publish:",
        disabled=not counts.accepted or not allowed,
        key="publish",
    )
    if counts.rejected and counts.accepted:
        st.caption(
            escape(
                locale.text(
                    "Only the accepted rows are published. The rejected ones are kept with their "
                    "reasons until they are handed in again, corrected."
                )
            )
        )
    return pressed and allowed, bool(verdict.stops)


def done_card(view: View, verdict: Verdict) -> None:
    """Say what was published, lead to it, and give the rejected rows back."""
    locale = view.locale
    with st.container(key="published"):
        st.success(
            "\n\n".join(escape(line) for line in _published(verdict, locale)),
            icon=":material/check_circle:",
        )
        with st.container(horizontal=True, key="after_publishing"):
            st.link_button(
                locale.text(
                    "Open the overview with data version {version}", version=verdict.version
                ),
                _overview(verdict, locale),
                icon=":material/map:",
            )
            if verdict.quarantine is not None and verdict.quarantine.is_file():
                _workbook(_bounded(verdict.quarantine), locale)


def _published(verdict: Verdict, locale: Locale) -> Iterator[str]:
    counts = verdict.counts
    yield locale.text("Published as data version {version}.", version=verdict.version)
    yield locale.text(
        "{read} rows read = {accepted} accepted ({updated} of them updated) + {unchanged} "
        "unchanged + {rejected} rejected",
        read=locale.number(counts.read),
        accepted=locale.number(counts.accepted),
        updated=locale.number(counts.updated),
        unchanged=locale.number(counts.unchanged),
        rejected=locale.number(counts.rejected),
    )


def _overview(verdict: Verdict, locale: Locale) -> str:
    server = urlsplit(st.context.url or "")
    query = {"versi": str(verdict.version)}
    if locale.language != DEFAULT_LANGUAGE:
        query["bahasa"] = locale.language
    return urlunsplit((server.scheme, server.netloc, "/", urlencode(query), ""))
