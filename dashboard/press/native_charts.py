"""Charts that PowerPoint draws itself, so that they can be edited: numbers, names, colours."""

import datetime as dt
import io
import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from dashboard.charts.theme import PALETTES, contrast
from dashboard.press.fonts import width
from dashboard.press.redrawn import Panel, Series
from dashboard.press.simulated import BADGE

FONT: Final = "Arial"  # on every machine that opens the file
_TYPE: Final = 14  # pt
_COUNT: Final = "#,##0"
_COUNT_OR_NOTHING: Final = "#,##0;-#,##0;"
_SHARE: Final = '0.0"%"'
_FEWEST_FOR_STEPS: Final = 5  # up to which an axis counts in ones
_FEWEST_BARS: Final = 6
_AXIS: Final = 60  # pt left of a plot
_MOST_NAMES: Final = 12  # of rows with type of the common size, of columns with their numbers
_LABEL_SHARE: Final = 0.022  # of the axis that a digit needs inside a bar
_WORKBOOK_MADE: Final = dt.datetime(2000, 1, 1)  # no clock: equal charts give equal bytes
_PAPER: Final = PALETTES["light"]
_DASHES: Final = {
    "dash": MSO_LINE_DASH_STYLE.DASH,
    "dot": MSO_LINE_DASH_STYLE.ROUND_DOT,
    "dashdot": MSO_LINE_DASH_STYLE.DASH_DOT,
    "longdash": MSO_LINE_DASH_STYLE.LONG_DASH,
    "longdashdot": MSO_LINE_DASH_STYLE.LONG_DASH_DOT,
}


class Box(NamedTuple):
    """A place on a slide, in pt."""

    x: float
    y: float
    width: float
    height: float


def add_chart(shapes: Any, panel: Panel, box: Box, mark: str = "") -> Any:
    """Draw the panel as a native chart; the result is its graphic frame.

    The workbook behind it holds the same numbers, and text that begins like a formula as text.
    `mark` is the chart's title, which goes with it wherever it is copied; empty for real records.
    """
    data = _xy_data(panel) if panel.kind == "steps" else _category_data(panel)
    place = (Pt(value) for value in box)
    frame = shapes.add_chart(_chart_type(panel), *place, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(panel))
    chart.font.name, chart.font.size = FONT, Pt(_TYPE)
    chart.font.color.rgb = colour(_PAPER.ink)
    chart.has_title = bool(mark)
    if mark:
        _entitle(chart, mark)
    chart.has_legend = len(panel.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _look(chart, panel)
    if panel.kind in ("rows", "full_rows"):
        _lay_rows(chart, panel)
    else:
        _lay_columns(chart, panel, box.width)
    return frame


def _entitle(chart: Chart, mark: str) -> None:
    chart.chart_title.include_in_layout = False
    frame = chart.chart_title.text_frame
    frame.text = mark
    font = frame.paragraphs[0].runs[0].font
    font.name, font.size, font.bold = FONT, Pt(_TYPE), True
    font.color.rgb = colour(BADGE)


def _chart_type(panel: Panel) -> Any:
    several = len(panel.series) > 1
    return {
        "columns": XL_CHART_TYPE.COLUMN_STACKED if several else XL_CHART_TYPE.COLUMN_CLUSTERED,
        "rows": XL_CHART_TYPE.BAR_STACKED if several else XL_CHART_TYPE.BAR_CLUSTERED,
        "full_rows": XL_CHART_TYPE.BAR_STACKED_100,
        "lines": XL_CHART_TYPE.LINE,
        "steps": XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
    }[panel.kind]


# --- data -----------------------------------------------------------------------------------------


def _format(panel: Panel) -> str:
    return _SHARE if panel.percent else _COUNT


def _names(panel: Panel) -> list[str]:
    """The categories' names; parts of a bar have no place for words behind it, so they are here."""
    if panel.shown and len(panel.series) > 1:
        pairs = zip(panel.categories, panel.shown, strict=True)
        return [f"{name} · {shown}" for name, shown in pairs]
    return list(panel.categories)


def _category_data(panel: Panel) -> Any:
    data: Any = CategoryChartData(number_format=_format(panel))  # type: ignore[no-untyped-call]
    data.categories = _names(panel)
    for series in panel.series:
        data.add_series(series.name, series.values)
    return data


def _xy_data(panel: Panel) -> Any:
    data: Any = XyChartData(number_format=_format(panel))  # type: ignore[no-untyped-call]
    for series in panel.series:
        points = data.add_series(series.name)
        for x, y in zip(series.places, series.values, strict=True):
            points.add_data_point(x, y)
    return data


def _workbook(panel: Panel) -> bytes:
    """The chart's own workbook, laid out as python-pptx refers to it.

    Its own writer would make formulas of names that begin like one.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": _WORKBOOK_MADE})
        page = book.add_worksheet("Sheet1")
        look = book.add_format({"num_format": _format(panel)})
        if panel.kind == "steps":
            row = 0
            for series in panel.series:
                page.write_string(row, 1, series.name)
                for offset, (x, y) in enumerate(
                    zip(series.places, series.values, strict=True), start=1
                ):
                    page.write_number(row + offset, 0, x)
                    if y is not None:
                        page.write_number(row + offset, 1, y, look)
                row += len(series.values) + 2
        else:
            for row, name in enumerate(_names(panel), start=1):
                page.write_string(row, 0, name)
            for column, series in enumerate(panel.series, start=1):
                page.write_string(0, column, series.name)
                for row, value in enumerate(series.values, start=1):
                    if value is not None:
                        page.write_number(row, column, value, look)
    return buffer.getvalue()


# --- looks ----------------------------------------------------------------------------------------


def colour(text: str) -> RGBColor:
    """A colour of the palette, `#rrggbb`, for PowerPoint."""
    channels = (int(text[start : start + 2], 16) for start in (1, 3, 5))
    return RGBColor(*channels)  # type: ignore[no-untyped-call]


def _look(chart: Chart, panel: Panel) -> None:
    """The colours of marks and lines, those of the page."""
    plot = chart.plots[0]
    plot.vary_by_categories = False
    for drawn, series in zip(plot.series, panel.series, strict=True):
        if panel.kind in ("lines", "steps"):
            drawn.smooth = False
            line = drawn.format.line
            line.color.rgb, line.width = colour(series.colours[0]), Pt(3)
            if series.dash in _DASHES:
                line.dash_style = _DASHES[series.dash]
            if panel.kind == "lines":
                drawn.marker.style = None
                drawn.marker._element.get_or_add_marker().get_or_add_symbol().set("val", "none")
            continue
        drawn.invert_if_negative = False
        _fill(drawn, series.colours[0])
        if len(series.colours) > 1:
            for place, shade in enumerate(series.colours):
                if shade != series.colours[0]:
                    _fill(drawn.points[place], shade)


def _fill(mark: Any, shade: str) -> None:
    mark.format.fill.solid()
    mark.format.fill.fore_color.rgb = colour(shade)
    if contrast(shade, _PAPER.background) < 1.6:  # as pale as the paper
        mark.format.line.color.rgb = colour(_PAPER.axis)
        mark.format.line.width = Pt(0.75)


def _lay_columns(chart: Chart, panel: Panel, wide: float) -> None:
    """Months, weeks or numbers from left to right, counts upwards."""
    across, up = chart.category_axis, chart.value_axis
    _line(across)
    across.has_major_gridlines = False
    across.major_tick_mark = XL_TICK_MARK.OUTSIDE
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.tick_labels.font.size = Pt(_TYPE)
    if panel.place_unit:
        _title(across, panel.place_unit)
    if panel.kind == "steps":
        across.tick_labels.number_format, across.tick_labels.number_format_is_linked = _COUNT, False
        places = [x for series in panel.series for x in series.places]
        unit = _round_unit(max(places) - min(places))
        across.major_unit = unit
        across.minimum_scale = math.floor(min(places) / unit) * unit
        across.maximum_scale = math.ceil(max(places) / unit) * unit
    else:
        _thin_out(across, panel.categories, wide)
        if panel.kind == "columns":  # few of them do not grow into walls
            chart.plots[0].gap_width = 25 + 90 * max(_FEWEST_BARS - len(panel.categories), 0)
    values = [value for series in panel.series for value in series.values if value is not None]
    up.minimum_scale = 0
    if panel.percent:
        up.maximum_scale, up.major_unit = 100, 25
    elif max(_heights(panel), default=0) <= _FEWEST_FOR_STEPS:
        up.major_unit = 1
        up.maximum_scale = max(max(_heights(panel), default=0), 1)
    up.has_major_gridlines = True
    up.major_gridlines.format.line.color.rgb = colour(_PAPER.grid)
    if panel.kind == "steps":  # stands at 0, the day that all lines are laid over
        _line(up)
        up.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    else:
        up.format.line.fill.background()
    up.major_tick_mark = XL_TICK_MARK.NONE
    up.tick_labels.font.size = Pt(_TYPE)
    up.tick_labels.number_format_is_linked = False
    up.tick_labels.number_format = '0"%"' if panel.percent else _COUNT
    single = panel.kind == "columns" and len(panel.series) == 1
    if single and len(values) <= _MOST_NAMES:
        _label(chart.plots[0].series[0], panel, XL_LABEL_POSITION.OUTSIDE_END)


def _round_unit(span: float) -> float:
    """A round step that parts the span into at most eight."""
    power = 10.0 ** math.floor(math.log10(max(span, 1) / 8))
    return next(step * power for step in (1, 2, 5, 10) if step * power * 8 >= span)


def _heights(panel: Panel) -> list[float]:
    """How high the marks reach."""
    if panel.kind == "columns":
        stacks = zip(*(series.values for series in panel.series), strict=True)
        return [sum(value or 0 for value in stack) for stack in stacks]
    return [value or 0 for series in panel.series for value in series.values]


def _lay_rows(chart: Chart, panel: Panel) -> None:
    """Names from the top down, their bars to the right with a number at each."""
    down, across = chart.category_axis, chart.value_axis
    down.reverse_order = True
    down.format.line.fill.background()
    down.has_major_gridlines = False
    down.major_tick_mark = XL_TICK_MARK.NONE
    down.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    size = _TYPE if len(panel.categories) <= _MOST_NAMES else _TYPE - 2
    down.tick_labels.font.size = Pt(size)
    _every_name(down)
    across.visible = False
    across.has_major_gridlines = False
    across.minimum_scale = 0
    chart.plots[0].gap_width = 45 if len(panel.categories) <= _MOST_NAMES else 20
    longest = max(_lengths(panel), default=0) or 1
    if panel.kind == "rows":
        # Room for the number behind the longest bar.
        across.maximum_scale = longest * (1.12 if len(panel.series) == 1 else 1.0)
    for drawn, series in zip(chart.plots[0].series, panel.series, strict=True):
        if panel.kind == "rows" and len(panel.series) == 1:
            _label(drawn, panel, XL_LABEL_POSITION.OUTSIDE_END)
        else:
            _label(drawn, panel, XL_LABEL_POSITION.CENTER)
            drawn.data_labels.font.color.rgb = colour(_readable(series.colours[0]))
            _hide_labels(drawn, _without_room(panel, series, longest))


def _lengths(panel: Panel) -> list[float]:
    stacks = zip(*(series.values for series in panel.series), strict=True)
    return [sum(value or 0 for value in stack) for stack in stacks]


def _without_room(panel: Panel, series: Series, longest: float) -> list[int]:
    """The places of numbers that would stand beyond their part of the bar."""
    axes = _lengths(panel) if panel.kind == "full_rows" else [longest] * len(series.values)
    return [
        place
        for place, (value, axis) in enumerate(zip(series.values, axes, strict=True))
        if value and value / (axis or 1) < _LABEL_SHARE * len(str(value))
    ]


def _readable(shade: str) -> str:
    return max((_PAPER.ink, _PAPER.background), key=lambda ink: contrast(ink, shade))


def _label(drawn: Any, panel: Panel, position: Any) -> None:
    """Numbers at the marks, or the words that the figure shows in their place."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.position = position
    # A bar of length 0 is a statement, a part of length 0 is none.
    labels.number_format = _COUNT if len(panel.series) == 1 else _COUNT_OR_NOTHING
    labels.number_format_is_linked = False
    if panel.percent:
        labels.number_format = _SHARE
    labels.font.size = Pt(_TYPE if len(panel.categories) <= _MOST_NAMES else _TYPE - 3)
    labels.font.bold = True
    for place, words in enumerate(panel.shown if len(panel.series) == 1 else ()):
        label = drawn.points[place].data_label
        label.position = position
        run = label.text_frame.paragraphs[0].add_run()
        run.text = words
        run.font.size, run.font.bold, run.font.name = Pt(_TYPE), True, FONT


def _hide_labels(drawn: Any, places: list[int]) -> None:
    labels = drawn.data_labels._element
    for position, place in enumerate(places):
        hidden = parse_xml(
            f'<c:dLbl {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'
        )
        labels.insert(position, hidden)


def _line(axis: Any) -> None:
    axis.format.line.color.rgb = colour(_PAPER.axis)


def _title(axis: Any, words: str) -> None:
    axis.has_title = True
    run = axis.axis_title.text_frame.paragraphs[0].add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.name = Pt(_TYPE - 2), False, FONT
    run.font.color.rgb = colour(_PAPER.muted)


def _thin_out(axis: Any, names: Sequence[str], wide: float) -> None:
    """Name every category of an axis of so many pt where the words have room, else every nth."""
    room = wide - _AXIS
    word = max(width(part, _TYPE) for name in names for part in name.split())
    if (word + 4) * len(names) <= room:
        step, turn = 1, 0
    else:
        longest = max(width(name, _TYPE) for name in names)
        step = math.ceil(len(names) / max(int(room / (longest + _TYPE)), 1))
        # Level, by a turn that nobody sees: without one other programs slant the names, and at 0
        # they break them into letters.
        turn = 1
    for tag in ("tickLblSkip", "tickMarkSkip"):
        _before_last(axis, f'<c:{tag} {nsdecls("c")} val="{step}"/>')
    axis._element.txPr.bodyPr.set("rot", str(turn))


def _every_name(axis: Any) -> None:
    _before_last(axis, f'<c:tickLblSkip {nsdecls("c")} val="1"/>')


_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _before_last(axis: Any, xml: str) -> None:
    """Put an element before `c:noMultiLvlLbl`, where the schema wants it."""
    axis._element.find(f"{{{_C}}}noMultiLvlLbl").addprevious(parse_xml(xml))
