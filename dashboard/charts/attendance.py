"""Who was at which event: institutions by event, grouped by type."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.matrix import short
from dashboard.charts.placing import text_width
from dashboard.charts.theme import PALETTES, SMALL_SIZE, Mode, plain
from dashboard.labels import INSTITUTION_TYPES, institution_short_label, kind_label
from dashboard.locale import Locale, mark

MOST_NAMES: Final = 60  # institutions drawn; the table holds them all
_LONGEST_NAME: Final = 26  # letters of an institution's name that are drawn
_ROW: Final = 23  # px
_LEGEND: Final = 90  # px: three lines of it in a narrow place

# Short enough for the head of a column.
_KINDS: Final[Mapping[str, str]] = {
    "pembentukan_pokja": mark("Pokja"),
    "rapat_koordinasi": mark("Meeting"),
    "sosialisasi": mark("Outreach"),
    "penandatanganan_pakta_integritas": mark("Integrity pact"),
    "deklarasi_netralitas": mark("Declaration"),
    "komitmen_bersama": mark("Commitment"),
    "apel_ikrar": mark("Pledge"),
    "imbauan": mark("Appeal"),
    "pelatihan": mark("Training"),
    "kerja_sama": mark("Agreement"),
}


class _Look(NamedTuple):
    name: str  # a message
    status: str  # of the coverage, whose colour it shares
    symbol: str


_LOOKS: Final[Mapping[tuple[bool, bool], _Look]] = {  # with a Pokja, with a signing
    (True, True): _Look(mark("At a Pokja event with a signing"), "both", "star"),
    (False, True): _Look(mark("At an event with a signing"), "signed", "diamond"),
    (True, False): _Look(mark("At a Pokja event"), "pokja", "square"),
    (False, False): _Look(mark("At another event"), "active", "circle"),
}


def attendance_matrix(frame: pd.DataFrame, *, locale: Locale, mode: Mode) -> go.Figure:
    """Institutions (rows, by type) at events (columns, by day; without a known month at the end).

    `frame`: the columns of `institution_events`, of the events to draw. A mark says that the
    institution is on record at the event, and what the event was; nothing says who signed.
    """
    if frame.empty:
        return empty(locale, mode, 240)
    palette = PALETTES[mode]
    events = events_in_order(frame)
    place = {event: index for index, event in enumerate(events["event"])}
    lines = _lines(frame)
    labels = [
        f"<b>{plain(institution_short_label(line.type, locale))}</b>"
        if line.name is None
        else plain(short(line.name.replace("Kabupaten ", "Kab. "), _LONGEST_NAME))
        for line in lines
    ]
    headings = [
        plain(f"{locale.span(row['date_from'], row['date_to'])} · {_kind(row['kind'], locale)}")
        for row in events.to_dict("records")
    ]
    top = round(max(text_width(heading, SMALL_SIZE) for heading in headings)) + 14
    figure = canvas(locale, mode, top + _ROW * len(lines) + _LEGEND)
    at = {line.name: index for index, line in enumerate(lines) if line.name is not None}
    drawn = frame[frame["institution"].isin(list(at))]
    for (with_pokja, with_signing), look in _LOOKS.items():
        rows = drawn[(drawn["with_pokja"] == with_pokja) & (drawn["with_signing"] == with_signing)]
        if rows.empty:
            continue
        figure.add_trace(
            go.Scatter(
                x=[place[event] for event in rows["event"]],
                y=[at[name] for name in rows["institution"]],
                mode="markers",
                marker={"symbol": look.symbol, "size": 13, "color": palette.coverage[look.status]},
                name=plain(locale.text(look.name)),
                customdata=[_told(row, locale) for row in rows.to_dict("records")],
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    for index, line in enumerate(lines):
        if line.name is None:
            figure.add_shape(
                type="rect",
                x0=0,
                x1=1,
                xref="paper",
                y0=index - 0.5,
                y1=index + 0.5,
                layer="below",
                fillcolor=palette.band,
                line={"width": 0},
            )
    names = [label.replace("<b>", "").replace("</b>", "") for label in labels]
    figure.update_layout(
        margin={
            "l": round(max(text_width(name, SMALL_SIZE) for name in names)) + 14,
            "r": 8,
            "t": top,
            "b": _LEGEND,
        },
        hovermode="closest",
        xaxis={
            "side": "top",
            "range": [-0.5, max(len(events), 4) - 0.5],
            "tickmode": "array",
            "tickvals": list(range(len(events))),
            "ticktext": headings,
            "tickangle": -90,
            "tickfont": {"color": palette.ink},
            "showgrid": True,
        },
        yaxis={
            "range": [len(lines) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(lines))),
            "ticktext": labels,
            "tickfont": {"color": palette.ink},
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": palette.background,
        },
        legend={
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "traceorder": "normal",
        },
        showlegend=True,
    )
    return figure


def events_in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per event as they are drawn: by day, those without a known month after them."""
    events = frame.drop_duplicates("event").sort_values("event", ascending=False, kind="stable")
    return pd.concat(
        [events[events["month_known"].astype(bool)], events[~events["month_known"].astype(bool)]]
    )


def names_left_out(frame: pd.DataFrame) -> int:
    """How many institutions of these events have no row, for lack of room."""
    return max(int(frame["institution"].nunique()) - MOST_NAMES, 0)


def describe_attendance(frame: pd.DataFrame, *, locale: Locale) -> str:
    """The matrix in words: event by event, how many institutions are on record."""
    if frame.empty:
        return locale.text("No record for this filter")
    counts = frame.groupby("event")["institution"].nunique()
    parts = [
        f"{locale.span(row['date_from'], row['date_to'])}, "
        f"{kind_label(row['kind'], locale)}: {locale.number(int(counts[row['event']]))}"
        for row in events_in_order(frame).to_dict("records")
    ]
    opening = locale.text("Institutions by event; how many are on record at each.")
    return f"{opening} {'; '.join(parts)}."


class _Line(NamedTuple):
    type: str
    name: str | None  # none for the head of a type


def _lines(frame: pd.DataFrame) -> list[_Line]:
    known = frame.drop_duplicates("institution")
    pairs = sorted(
        zip(known["institution_type"], known["institution"], strict=True),
        key=lambda pair: (list(INSTITUTION_TYPES).index(pair[0]), pair[1].lower(), pair[1]),
    )[:MOST_NAMES]
    lines: list[_Line] = []
    for code, name in pairs:
        if not lines or lines[-1].type != code:
            lines.append(_Line(code, None))
        lines.append(_Line(code, name))
    return lines


def _kind(code: str, locale: Locale) -> str:
    return locale.text(_KINDS[code])


def _told(row: dict[Any, Any], locale: Locale) -> str:
    look = _LOOKS[bool(row["with_pokja"]), bool(row["with_signing"])]
    lines = [
        plain(locale.span(row["date_from"], row["date_to"])),
        plain(kind_label(row["kind"], locale)),
        plain(row["title"]),
        plain(locale.text(look.name)),
    ]
    return "<br>".join([f"<b>{plain(row['institution'])}</b>", *lines])
