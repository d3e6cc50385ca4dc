"""Who was at which event: institutions by event, grouped by type."""

import textwrap
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, empty
from dashboard.charts.matrix import short
from dashboard.charts.placing import text_width
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.labels import INSTITUTION_TYPES, institution_short_label, kind_label
from dashboard.locale import Locale, mark

MOST_NAMES: Final = 60  # institutions drawn; the table holds them all
_LONGEST_NAME: Final = 26  # letters of an institution's name that are drawn
_ROW: Final = 23  # px
_LEGEND: Final = 90  # px: three lines of it in a narrow place
_SMALL_LEGEND: Final = 68  # px: the same in small type
_LEGEND_LINE: Final = 26  # px
_LEAST_ROW: Final = 19  # px, in a room of a given height
_LEAST_COLUMN: Final = 74  # px that the parts of a heading take side by side
_HEADING_LINE: Final = 17  # px

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


def attendance_matrix(
    frame: pd.DataFrame, *, locale: Locale, mode: Mode, room: tuple[int, int] | None = None
) -> go.Figure:
    """Institutions (rows, by type) at events (columns, by day; without a known month at the end).

    `frame`: the columns of `institution_events`, of the events to draw. A mark says that the
    institution is on record at the event, and what the event was; nothing says who signed.
    `room`: width and height in px of a given room; what has no row there is left out, see
    `names_left_out`.
    """
    if frame.empty:
        return empty(locale, mode, room[1] if room else 240)
    palette = PALETTES[mode]
    events = events_in_order(frame)
    place = {event: index for index, event in enumerate(events["event"])}
    head = _head(events, locale, room)
    lines = _lines(frame, _most_lines(head, room))
    labels = [
        f"<b>{plain(institution_short_label(line.type, locale))}</b>"
        if line.name is None
        else plain(short(line.name.replace("Kabupaten ", "Kab. "), _LONGEST_NAME))
        for line in lines
    ]
    figure = canvas(
        locale, mode, room[1] if room else head.height + _ROW * len(lines) + head.legend
    )
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
            "t": head.height,
            "b": head.legend,
        },
        hovermode="closest",
        xaxis={
            "side": "top",
            "range": [-0.5, max(len(events), 4) - 0.5],
            "tickmode": "array",
            "tickvals": list(range(len(events))),
            "ticktext": head.texts,
            "tickangle": 0 if head.level else -90,
            "tickfont": {"color": palette.ink},
            "showgrid": True,
        },
        yaxis={
            "range": [_span(head, len(lines), room) - 0.5, -0.5],
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
            "font": {"size": SMALL_SIZE if room and not head.level else FONT_SIZE},
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


def names_left_out(
    frame: pd.DataFrame, *, locale: Locale, room: tuple[int, int] | None = None
) -> int:
    """How many institutions of these events have no row, for lack of room."""
    if frame.empty:
        return 0
    lines = _lines(frame, _most_lines(_head(events_in_order(frame), locale, room), room))
    return int(frame["institution"].nunique()) - sum(line.name is not None for line in lines)


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


class _Head(NamedTuple):
    """The headings over the columns, and what they and the legend take in px."""

    texts: list[str]
    level: bool
    height: int
    legend: int


def _head(events: pd.DataFrame, locale: Locale, room: tuple[int, int] | None) -> _Head:
    rows = events.to_dict("records")
    days = [plain(locale.span(row["date_from"], row["date_to"])) for row in rows]
    kinds = [plain(_kind(row["kind"], locale)) for row in rows]
    names = text_width("m" * _LONGEST_NAME, SMALL_SIZE) + 14
    if room and (room[0] - names) / max(len(rows), 4) >= _LEAST_COLUMN:
        wrapped = [[*textwrap.wrap(day, 10), kind] for day, kind in zip(days, kinds, strict=True)]
        height = _HEADING_LINE * max(map(len, wrapped)) + 10
        return _Head(["<br>".join(lines) for lines in wrapped], True, height, _LEGEND_LINE * 2)
    if room:  # upright in two lines, which a column is wide enough for, and half as high
        texts = [f"{day}<br>{kind}" for day, kind in zip(days, kinds, strict=True)]
        height = round(max(text_width(text, SMALL_SIZE) for text in (*days, *kinds))) + 14
        return _Head(texts, False, height, _SMALL_LEGEND)
    texts = [f"{day} · {kind}" for day, kind in zip(days, kinds, strict=True)]
    height = round(max(text_width(text, SMALL_SIZE) for text in texts)) + 14
    return _Head(texts, False, height, _LEGEND)


def _most_lines(head: _Head, room: tuple[int, int] | None) -> int | None:
    """How many lines, heads of types among them, a room holds; None for as many as there are."""
    if room is None:
        return None
    return max(2, (room[1] - head.height - head.legend) // _LEAST_ROW)


def _span(head: _Head, lines: int, room: tuple[int, int] | None) -> float:
    """How many lines high the figure is: few lines do not spread over a large room."""
    if room is None:
        return lines
    return round(max(lines, (room[1] - head.height - head.legend) / (2 * _ROW)), 3)


def _lines(frame: pd.DataFrame, most: int | None) -> list[_Line]:
    known = frame.drop_duplicates("institution")
    pairs = sorted(
        zip(known["institution_type"], known["institution"], strict=True),
        key=lambda pair: (list(INSTITUTION_TYPES).index(pair[0]), pair[1].lower(), pair[1]),
    )[:MOST_NAMES]
    lines: list[_Line] = []
    for code, name in pairs:
        if not lines or lines[-1].type != code:
            if most is not None and len(lines) + 2 > most:
                break  # a head without a name under it says nothing
            lines.append(_Line(code, None))
        if most is not None and len(lines) == most:
            break
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
