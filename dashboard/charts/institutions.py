"""Types of institutions: at how many activities, Pokja and signings each is on record."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty
from dashboard.charts.placing import text_width
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.theme import FONT_SIZE, PALETTES, SMALL_SIZE, Mode, plain
from dashboard.labels import institution_label, institution_short_label
from dashboard.locale import Locale, mark

_ROW: Final = 25  # px
_LEGEND: Final = 64  # px: two lines of it in a narrow place
_EDGE: Final = 12  # px above and below the bars
_LEAST_ROW: Final = 20  # px, in a room of a given height
_MOST_BAR: Final = 34  # px


def most_types(height: int) -> int:
    """How many bars a figure of this height, in px, has room for; at least one."""
    return max(1, (height - _LEGEND - _EDGE) // _LEAST_ROW)


class _Part(NamedTuple):
    name: str  # a message
    status: str  # of the coverage, whose colour it shares


# What an activity was; the parts of a bar, none of them in another.
_PARTS: Final = (
    _Part(mark("With a Pokja and a signing"), "both"),
    _Part(mark("With a signing"), "signed"),
    _Part(mark("With a Pokja"), "pokja"),
    _Part(mark("Other activities"), "active"),
)


def institution_bars(
    frame: pd.DataFrame,
    *,
    chosen: Sequence[str],
    locale: Locale,
    mode: Mode,
    height: int | None = None,
) -> go.Figure:
    """Activities by type of institution, the most frequent first, split by what they were.

    `frame`: the columns of `institutions_by_type`. `chosen`: codes of types to bring out; the
    others grow faint. A bar's `customdata` begins with the code of its type. `height`: that of a
    given room in px, which the bars share; it has to hold them (`most_types`).
    """
    rows = ordered(frame)
    if rows.empty:
        return empty(locale, mode, height or 240)
    palette = PALETTES[mode]
    size = height or _ROW * len(rows) + _LEGEND + _EDGE
    row = (size - _LEGEND - _EDGE) / len(rows)
    figure = canvas(locale, mode, size)
    codes = rows["institution_type"].tolist()
    names = [plain(institution_short_label(code, locale)) for code in codes]
    hover = [
        [code, _told(row, locale), locale.number(int(row["activities"]))]
        for code, row in zip(codes, rows.to_dict("records"), strict=True)
    ]
    for part, values in zip(_PARTS, _parts(rows), strict=True):
        if not any(values):
            continue
        figure.add_trace(
            go.Bar(
                x=values,
                y=list(range(len(codes))),
                orientation="h",
                name=f"{plain(locale.text(part.name))}",
                meta=plain(locale.text(part.name)),
                customdata=hover,
                hovertemplate="%{customdata[1]}<extra></extra>",
                marker={
                    "color": palette.coverage[part.status],
                    "opacity": [1 if not chosen or code in chosen else PALE for code in codes],
                },
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
            )
        )
    totals = rows["activities"].astype(int).tolist()
    for index, total in enumerate(totals):
        figure.add_annotation(
            text=f"<b>{locale.number(total)}</b>",
            x=total,
            y=index,
            xanchor="left",
            yanchor="middle",
            xshift=4,
            font={"size": SMALL_SIZE},
        )
    left = round(max(text_width(name, FONT_SIZE) for name in names)) + 14
    figure.update_layout(
        meta=Redrawing("name", shown=2).meta(),
        barmode="stack",
        bargap=round(max(0.24, 1 - _MOST_BAR / row), 3),
        hovermode="closest",
        clickmode="event+select",
        margin={"l": left, "r": 44, "t": 6, "b": _LEGEND},
        xaxis={"visible": False, "range": [0, max(totals)]},
        yaxis={
            "range": [len(codes) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": list(range(len(codes))),
            "ticktext": [
                f"<b>{name}</b>" if code in chosen else name
                for code, name in zip(codes, names, strict=True)
            ],
            "tickfont": {"color": palette.ink, "size": FONT_SIZE},
            "ticks": "outside",
            "ticklen": 6,
            "tickcolor": palette.background,
            "showgrid": False,
        },
        legend={
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "y": 0,
            "yanchor": "bottom",
            "yref": "container",
            "traceorder": "normal",
        },
        showlegend=True,
    )
    return figure


def describe_types(frame: pd.DataFrame, *, total: int, locale: Locale) -> str:
    """The bars in words. `frame`: the columns of `institutions_by_type`; `total`: activities."""
    rows = ordered(frame)
    if rows.empty:
        return locale.text("No record for this filter")
    parts = [
        f"{institution_label(row['institution_type'], locale)} "
        f"{locale.number(int(row['activities']))}"
        for row in rows.to_dict("records")
    ]
    opening = locale.text(
        "Bars by type of institution: at how many of {total} activities it is on record.",
        total=locale.number(total),
    )
    return f"{opening} {'; '.join(parts)}."


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The types by activities, the most first; ties by code, the unclassified last."""
    ranked = frame.assign(
        unclassified=frame["institution_type"] == "lainnya", rank=-frame["activities"].astype(int)
    ).sort_values(["unclassified", "rank", "institution_type"], kind="stable", ignore_index=True)
    return ranked.drop(columns=["unclassified", "rank"])


def _parts(rows: pd.DataFrame) -> list[list[int]]:
    both = rows["pokja_and_signing_activities"].astype(int)
    signed = rows["signing_activities"].astype(int) - both
    pokja = rows["pokja_activities"].astype(int) - both
    rest = rows["activities"].astype(int) - both - signed - pokja
    return [part.tolist() for part in (both, signed, pokja, rest)]


def _told(row: dict[Any, Any], locale: Locale) -> str:
    def count(name: str) -> int:
        return int(row[name])

    lines = [
        f"<b>{plain(institution_label(row['institution_type'], locale))}</b>",
        plain(locale.plural("{n} activity", "{n} activities", count("activities"))),
        plain(locale.text("with a Pokja: {n}", n=locale.number(count("pokja_activities")))),
        plain(locale.text("with a signing: {n}", n=locale.number(count("signing_activities")))),
        plain(locale.text("kabupaten/kota: {n}", n=locale.number(count("regencies")))),
        plain(locale.text("names on record: {n}", n=locale.number(count("institutions")))),
    ]
    return "<br>".join(lines)
