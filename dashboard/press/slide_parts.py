"""The parts of a slide: text that fits its place, tiles, the QR code, alternative texts."""

import re
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import Any, Final

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from shapely import box, coverage_union_all

from dashboard.charts.theme import PALETTES
from dashboard.locale import Locale
from dashboard.press.exhibit import Tile
from dashboard.press.fonts import BOLD, REGULAR, SEMIBOLD, width, wrap
from dashboard.press.native_charts import FONT, Box, colour
from dashboard.press.qr import qr_code
from dashboard.press.simulated import INKS, LETTERS, STRENGTHS, TURNED

PAPER: Final = PALETTES["light"]
LEADING: Final = 1.2
_SAFE: Final = 1.02  # the measured typeface is not the one that is set
_LANGUAGES: Final = {"id": MSO_LANGUAGE_ID.INDONESIAN, "en": MSO_LANGUAGE_ID.ENGLISH_US}
_RUN: Final = re.compile(r"M(\d+) (\d+)h(\d+)")  # of dark modules, in a code's path
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARK_STEP: Final = (240, 104)  # pt from one mark to the next
_MARK_STRENGTH: Final = round(STRENGTHS["light"] * 100_000)
_LOCKED: Final = ("noGrp", "noSelect", "noRot", "noMove", "noResize", "noTextEdit")
_TILE_GAP: Final = 14
_TILE_PAD: Final = 14
_NARROWEST_TILE: Final = 210  # pt
_HIGHEST_TILE: Final = 190


def lines_of(
    text: str, room: float, size: float, weight: int = REGULAR, most: int = 99
) -> list[str]:
    """The text in lines of `room` pt; of more than `most` the last one ends with an ellipsis."""
    return wrap(text, room / _SAFE, size, weight, most=most)


def fitted(
    text: str, room: float, sizes: Sequence[int], weight: int, lines: Sequence[int]
) -> tuple[int, list[str]]:
    """The largest of the `sizes` at which the text has the first of the numbers of `lines`, else
    the next; cut where it has no room at the smallest size."""
    for most in lines:
        for size in sizes:
            found = lines_of(text, room, size, weight)
            if len(found) <= most:
                return size, found
    return sizes[-1], lines_of(text, room, sizes[-1], weight, most=lines[-1])


def legible(text: str) -> str:
    """The text without what no XML can hold."""
    return _CONTROL.sub("", text)


def write(
    frame: Any,
    paragraphs: Sequence[str],
    locale: Locale,
    *,
    size: float,
    ink: str = PAPER.ink,
    bold: bool = False,
    link: str | None = None,
) -> None:
    """Fill a text frame; its text stays where it is put and as large as it is set."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.line_spacing = Pt(size * LEADING)
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = legible(words)
        font = run.font
        font.name, font.size, font.bold = FONT, Pt(size), bold
        font.language_id = _LANGUAGES[locale.language]
        if link is not None:
            run.hyperlink.address = link
        else:
            font.color.rgb = colour(ink)


def text_box(
    shapes: Any, place: Box, paragraphs: Sequence[str], locale: Locale, **look: Any
) -> Any:
    """A text box at a place; `look` as `write` takes it."""
    shape = shapes.add_textbox(*(Pt(value) for value in place))
    write(shape.text_frame, paragraphs, locale, **look)
    return shape


def bar(shapes: Any, place: Box, fill: str) -> Any:
    """A rectangle without an edge, for the eye only."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(value) for value in place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.fill.background()
    style = shape._element.find(qn("p:style"))
    shape._element.remove(style)  # the theme's, which throws a shadow
    return shape


def describe(shape: Any, words: str) -> None:
    """Give a shape its alternative text."""
    shape._element._nvXxPr.cNvPr.set("descr", legible(words))


def add_watermark(shapes: Any, said: str, room: Box, locale: Locale) -> None:
    """The mark again and again over the room, see-through and out of the way of whoever edits."""
    across, down = _MARK_STEP
    wide, high = width(said, LETTERS, BOLD) * _SAFE * 1.1, LETTERS * LEADING
    for row in range(int(room.height // down)):
        first = room.x + (across / 2 if row % 2 else 0)
        for column in range(int((room.x + room.width - first - wide) // across) + 1):
            place = Box(first + column * across, room.y + (row + 0.5) * down - high / 2, wide, high)
            shape = text_box(
                shapes, place, [said], locale, size=LETTERS, ink=INKS["light"], bold=True
            )
            shape.rotation = TURNED
            ink = shape.text_frame.paragraphs[0].runs[0].font._element.find(f".//{qn('a:srgbClr')}")
            ink.append(parse_xml(f'<a:alpha {nsdecls("a")} val="{_MARK_STRENGTH}"/>'))
            locks = " ".join(f'{lock}="1"' for lock in _LOCKED)
            shape._element.nvSpPr.cNvSpPr.append(parse_xml(f"<a:spLocks {nsdecls('a')} {locks}/>"))


def add_tiles(shapes: Any, tiles: Sequence[Tile], room: Box, locale: Locale) -> None:
    """Key figures in a grid: what it is, the number, what it is a part of."""
    most = max(int((room.width + _TILE_GAP) // (_NARROWEST_TILE + _TILE_GAP)), 1)
    rows = ceil(len(tiles) / most)
    columns = ceil(len(tiles) / rows)
    wide = (room.width - _TILE_GAP * (columns - 1)) / columns
    high = min((room.height - _TILE_GAP * (rows - 1)) / rows, _HIGHEST_TILE)
    top = room.y + (room.height - rows * high - _TILE_GAP * (rows - 1)) / 2
    for number, tile in enumerate(tiles):
        row, column = divmod(number, columns)
        place = Box(
            room.x + column * (wide + _TILE_GAP), top + row * (high + _TILE_GAP), wide, high
        )
        _add_tile(shapes, tile, place, locale)


def _add_tile(shapes: Any, tile: Tile, place: Box, locale: Locale) -> None:
    bar(shapes, place, PAPER.band)
    bar(shapes, Box(place.x, place.y, 4, place.height), PAPER.accent)
    inner = place.width - 2 * _TILE_PAD
    x, y = place.x + _TILE_PAD, place.y + _TILE_PAD * 0.8
    label = lines_of(tile.label, inner, 15, SEMIBOLD, most=2)
    high = len(label) * 15 * LEADING
    text_box(shapes, Box(x, y, inner, high), [" ".join(label)], locale, size=15, bold=True)
    y += high + 2
    left = place.y + place.height - y - _TILE_PAD * 0.6
    size = min(54.0, left * 0.5, 54 * inner / (width(tile.value, 54, BOLD) * _SAFE or 1))
    text_box(
        shapes, Box(x, y, inner, size * LEADING), [tile.value], locale, size=round(size), bold=True
    )
    y += size * LEADING + 2
    lines = max(int((place.y + place.height - y) / (13 * LEADING)), 1)
    context = lines_of(tile.context, inner, 13, most=lines)
    high = len(context) * 13 * LEADING
    text_box(shapes, Box(x, y, inner, high), [" ".join(context)], locale, size=13, ink=PAPER.muted)


def add_qr_code(shapes: Any, link: str, place: Box, words: str) -> None:
    """Draw the link's QR code as one vector shape; nothing for a link too long for one."""
    outline = _code_outline(link)
    if outline is None:
        return
    bar(shapes, place, "#ffffff")
    shape = bar(shapes, place, "#000000")
    properties = shape._element.spPr
    # python-pptx's own builder of outlines takes seconds for the thousand corners of a code.
    properties.replace(properties.prstGeom, parse_xml(outline))
    shape.click_action.hyperlink.address = link
    describe(shape, words)


@lru_cache(maxsize=64)
def _code_outline(link: str) -> str | None:
    """The dark modules of a link's code as one outline, in PowerPoint's words."""
    code = qr_code(link)
    if code is None:
        return None
    runs = [tuple(int(part) for part in found.groups()) for found in _RUN.finditer(code.path)]
    squares = [box(x + step, y, x + step + 1, y + 1) for x, y, many in runs for step in range(many)]
    # In one piece, or fine white seams would part the modules on screens.
    dark = coverage_union_all(squares)
    rings = [ring.coords[:-1] for area in dark.geoms for ring in (area.exterior, *area.interiors)]
    contours = "".join(_contour(ring) for ring in rings)
    return (
        f"<a:custGeom {nsdecls('a')}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{code.modules}" h="{code.modules}">{contours}</a:path>'
        "</a:pathLst></a:custGeom>"
    )


def _contour(ring: Sequence[tuple[float, ...]]) -> str:
    points = [f'<a:pt x="{x:.0f}" y="{y:.0f}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"
