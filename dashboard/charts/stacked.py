"""Bars by week or month, stacked: colours of their own for the frequent, one for the rest."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import PALE, canvas, empty, whole
from dashboard.charts.legend import LINE, add_legend, lines_of
from dashboard.charts.months import (
    AXIS_HEIGHT,
    LEFT,
    RIGHT,
    add_stages,
    every_month,
    finish,
    month_axis,
)
from dashboard.charts.redrawing import Redrawing
from dashboard.charts.theme import PALETTES, Mode, plain
from dashboard.locale import Locale

FEWEST_MONTHS: Final = 6  # an axis is as long as this, so that few bars do not grow into walls
TOP: Final = 4  # values with a colour of their own; the others share one
LEGEND_GAP: Final = 74  # px from the plot to the legend; shrinks with the plot on narrow places
_BAR_SHARE: Final = 0.8  # of the shortest week or month
_FEWEST_DAYS: Final = 28  # of a month
_DAY: Final = 86_400_000  # ms


@dataclass(frozen=True)
class Stack:
    """What is stacked and what its height counts."""

    group: str
    """The column with the codes, e.g. `kind`."""
    column: str
    """The column that is summed: activities, participants, violations or people."""
    values: Mapping[str, str]
    """The codes in the order of the enumeration."""
    label: Callable[[str, Locale], str]
    unit: str
    """What the y axis counts, a message of the catalogue."""
    unstated_label: str
    """Stands for rows without a known code, a message of the catalogue."""
    unstated: str = ""
    """The code that says that nothing is stated."""


class _Layer(NamedTuple):
    name: str
    code: str  # empty where several codes share the layer
    colour: str
    edge: str  # empty for that of all
    pale: bool
    rows: pd.DataFrame


def stacked_periods(
    frame: pd.DataFrame,
    stack: Stack,
    *,
    stages: pd.DataFrame,
    locale: Locale,
    mode: Mode,
    size: tuple[int, int],
    chosen: Collection[str] = (),
    month: str | None = None,
    is_placed: bool = False,
) -> go.Figure:
    """Counts a week or month, stacked by the column `stack.group`.

    `frame`: period_from, period_until (days; empty where the record is coarser, then not drawn),
    the columns of the `stack`, and participants where activities are counted. `size`: width and
    height in px, which `is_placed` says are those of a given room: then the legend fills its lines.
    Codes other than the `chosen` and periods outside `month` (`2024-10`) are pale.
    The marks' customdata: code, the days of a week, and the line about participants.
    """
    dated = frame[frame["period_from"].notna()].reset_index(drop=True)
    drawn = dated[dated[stack.column].fillna(0) > 0]
    width, height = size
    if drawn.empty:
        return empty(locale, mode, height)
    palette = PALETTES[mode]
    figure = canvas(locale, mode, height)
    start, last = min(dated["period_from"]), max(dated["period_until"])
    end = last + dt.timedelta(days=1)
    top = add_stages(
        figure,
        stages,
        (start, end),
        plot_width=width - LEFT - RIGHT,
        unit=locale.text(stack.unit),
        locale=locale,
        palette=palette,
    )
    bar = min(
        (until - since).days + 1
        for since, until in zip(dated["period_from"], dated["period_until"], strict=True)
    )
    # Edges part few columns; between many they would be all one sees.
    edge = palette.background if drawn["period_from"].nunique() <= 18 else "rgba(0,0,0,0)"
    figure.layout.template.data.bar = [_shared(stack, bar, edge, locale)]
    for layer in _layers(drawn, stack, locale, mode, chosen):
        figure.add_trace(_bars(layer, stack, bar, month, locale))
    highest = int(drawn.groupby("period_from")[stack.column].sum().max())
    axis = month_axis(start, last, locale, end)
    room = dt.timedelta(days=15 * max(0, FEWEST_MONTHS - len(every_month(start, last))))
    axis["range"] = [(start - room).isoformat(), (end + room).isoformat()]
    finish(figure, top, highest, axis)
    figure.update_layout(
        meta=Redrawing(
            "month" if bar >= _FEWEST_DAYS else "week", units={"y": plain(locale.text(stack.unit))}
        ).meta(),
        barmode="stack",
        hovermode="closest",
        legend={
            "x": 0,
            "xanchor": "left",
            "y": round(-LEGEND_GAP / (height - top - AXIS_HEIGHT), 4),
            "yanchor": "top",
            "traceorder": "normal",
        },
        showlegend=not is_placed,
    )
    if is_placed:
        entries = [(bar.marker.color, bar.name) for bar in figure.data]
        lines = lines_of([name for _, name in entries], width)
        figure.update_layout(margin_b=AXIS_HEIGHT + LINE * lines + 8)
        add_legend(figure, entries, width=width, left=LEFT, below=AXIS_HEIGHT + 6)
    return figure


def _layers(
    drawn: pd.DataFrame, stack: Stack, locale: Locale, mode: Mode, chosen: Collection[str]
) -> list[_Layer]:
    """What is stacked, from the axis up: own colours, the rest, what is not stated."""
    palette = PALETTES[mode]
    groups = drawn[stack.group].where(drawn[stack.group].notna(), stack.unstated)
    unstated = ~groups.isin(set(stack.values) - {stack.unstated})
    totals = drawn[~unstated].groupby(groups)[stack.column].sum()
    order = list(stack.values)
    ranked = sorted(totals.index, key=lambda code: (-int(totals[code]), order.index(code)))
    # What was chosen is never hidden in the rest.
    ranked.sort(key=lambda code: code not in chosen)
    own = ranked[:TOP] if len(ranked) > TOP + 1 else ranked[: TOP + 1]
    own.sort(key=lambda code: (-int(totals[code]), order.index(code)))
    colours = _colours(own, order, (*palette.categorical, palette.rest))

    def pale(*codes: str) -> bool:
        return bool(chosen) and not set(codes) & set(chosen)

    layers = [
        _Layer(
            stack.label(code, locale),
            code,
            colours[code],
            "",
            pale(code),
            drawn[groups == code],
        )
        for code in own
    ]
    rest = [code for code in ranked if code not in own]
    if rest:
        layers.append(
            _Layer(
                _others(stack, len(rest), locale),
                "",
                palette.rest,
                "",
                pale(*rest),
                drawn[groups.isin(rest)],
            )
        )
    if unstated.any():
        layers.append(
            _Layer(
                locale.text(stack.unstated_label),
                stack.unstated,
                palette.no_data,
                palette.axis,
                pale(stack.unstated),
                drawn[unstated],
            )
        )
    return layers


def _others(stack: Stack, count: int, locale: Locale) -> str:
    if stack.group == "category":
        return locale.plural("{n} other category", "{n} other categories", count)
    if stack.group == "subject":
        return locale.plural("{n} other group", "{n} other groups", count)
    if stack.group == "stage":
        return locale.plural("{n} other stage", "{n} other stages", count)
    return locale.plural("{n} other kind", "{n} other kinds", count)


# Frequent values own a colour, so that it stays the same under every filter; a rarer one that rises
# into the top takes a colour left free.
_OWNERS: Final[Mapping[str, int]] = {
    "sosialisasi": 0,
    "apel_ikrar": 1,
    "rapat_koordinasi": 2,
    "deklarasi_netralitas": 3,
    "ikut_kampanye_sosialisasi": 0,
    "kegiatan_keberpihakan": 1,
    "foto_bersama_calon": 2,
    "keputusan_menguntungkan": 3,
    "kabupaten_kota": 0,
    "provinsi": 1,
    "kecamatan": 2,
    "pusat": 3,
    "desa": 4,
    "asn": 0,
    "kepala_desa": 1,
    "perangkat_desa": 2,
    "pns": 3,
    "media_sosial": 0,
    "kegiatan_langsung": 1,
    "laporan": 0,
    "temuan": 1,
    "kampanye": 0,
    "pendaftaran": 1,
    "sesudah_pemungutan": 2,
    "masa_tenang": 3,
}


def _colours(
    codes: Sequence[str], order: Sequence[str], available: Sequence[str]
) -> dict[str, str]:
    chosen = {code: available[_OWNERS[code]] for code in codes if code in _OWNERS}
    free = [colour for colour in available if colour not in chosen.values()]
    others = sorted((code for code in codes if code not in chosen), key=order.index)
    return chosen | dict(zip(others, free, strict=False))


def _bars(layer: _Layer, stack: Stack, days: int, month: str | None, locale: Locale) -> go.Bar:
    columns = [stack.column]
    if stack.column == "activities":
        columns.append("participants")
    sums = layer.rows.groupby(["period_from", "period_until"])[columns].sum(min_count=1)
    spans = list(sums.index)
    values = [int(value) for value in sums[stack.column]]
    people = sums["participants"] if "participants" in sums else [None] * len(spans)
    marker: dict[str, object] = {"color": layer.colour}
    if layer.edge:
        marker["line"] = {"color": layer.edge}
    if layer.pale or month is not None:
        faint = [layer.pale or not _touches(span, month) for span in spans]
        marker["opacity"] = [PALE if pale else 1 for pale in faint]
    return go.Bar(
        x=[_middle(*span) for span in spans],
        y=values,
        customdata=[
            [
                layer.code,
                *([] if days >= _FEWEST_DAYS else [plain(locale.span(*span))]),
                *_stated(stated, locale),
            ]
            for span, stated in zip(spans, people, strict=True)
        ],
        name=f"{plain(layer.name)} · <b>{locale.number(sum(values))}</b>",
        meta=plain(layer.name),
        marker=marker,
    )


def _shared(stack: Stack, days: int, edge: str, locale: Locale) -> go.Bar:
    """What all bars have in common; as the template's it is sent once with a figure.

    A month is written from its place on the axis and a count from its height: each further word
    would be sent with every change of the filter.
    """
    monthly = days >= _FEWEST_DAYS
    when = "%{x|%b %Y}" if monthly else "%{customdata[1]}"
    counted = f"{plain(locale.text(stack.unit))}: %{{y:,d}}"
    stated = f"%{{customdata[{1 if monthly else 2}]}}"
    return go.Bar(
        width=round(days * _BAR_SHARE * _DAY),
        hovertemplate=f"<b>%{{meta}}</b><br>{when}<br>{counted}{stated}<extra></extra>",
        hovertemplatefallback="",
        marker={"line": {"color": edge, "width": 0.8}},
    )


def _middle(first: dt.date, last: dt.date) -> str:
    return (first + dt.timedelta(days=((last - first).days + 1) // 2)).isoformat()


def _touches(span: tuple[dt.date, dt.date], month: str | None) -> bool:
    return month is None or f"{span[0]:%Y-%m}" <= month <= f"{span[1]:%Y-%m}"


def _stated(participants: object, locale: Locale) -> list[str]:
    """The line about an activity's participants; nothing where none states any."""
    stated = whole(participants)
    if stated is None:
        return []
    return ["<br>" + locale.plural("{n} participant", "{n} participants", stated)]
