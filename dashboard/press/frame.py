"""The sheet as it leaves the house, all but the figure: finding, filter, notes, source, link.

What has to be read comes first: the finding shrinks before it is cut, the footer grows at the cost
of the figure, and the room that is left is the figure's `hole`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from dashboard.charts.theme import FONT_FAMILY, PALETTES, Palette
from dashboard.locale import Locale
from dashboard.press.drawing import line_of_text, linked, literal, rectangle, rule
from dashboard.press.exhibit import Exhibit, Place, Sheet
from dashboard.press.fonts import BOLD, SEMIBOLD, wrap
from dashboard.press.fonts import width as width_of
from dashboard.press.paper_table import draw_table
from dashboard.press.paper_text import draw_paragraphs
from dashboard.press.qr import qr_code
from dashboard.press.simulated import BADGE, watermark
from dashboard.press.tiles import draw_tiles

PRODUCT: Final = "Pantau Netralitas"


@dataclass(frozen=True)
class Size:
    """A picture's size in px, and in the logical px that everything on it is laid out in.

    A third of the picture's size still shows 15 logical px as 9 or more: small, but readable.
    """

    width: int
    height: int
    logical_width: int
    logical_height: int

    @property
    def scale(self) -> float:
        """Pixels of a picture at twice its size for one logical px."""
        return 2 * self.width / self.logical_width


SIZES: Final[Mapping[str, Size]] = {
    "1920x1080": Size(1920, 1080, 960, 540),
    "1080x1080": Size(1080, 1080, 600, 600),
    "1080x1350": Size(1080, 1350, 600, 750),
}


class Hole(NamedTuple):
    """Where the figure goes, in logical px."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Frame:
    """A sheet without its figure: an SVG document `width` x `height` logical px, and the hole.

    The hole is empty where the exhibit has a figure; tiles and tables are drawn in it already.
    `exhibit` is the sheet's, made for the hole: it has the figure whose notes are in the footer.
    `next_row` is the first row of a table that had no room, None where all have been drawn.
    `over` is an SVG element that lies over it all: the mark of simulated records, else empty.
    """

    svg: str
    width: int
    height: int
    hole: Hole
    exhibit: Exhibit
    next_row: int | None = None
    over: str = ""

    def filled(self, drawn: str = "") -> str:
        """The document with `drawn`, an SVG element as large as the hole, in its place."""
        head = self.svg.removesuffix("</svg>")
        if drawn:
            drawn = f'<g transform="translate({self.hole.x} {self.hole.y})">{drawn}</g>'
        return f"{head}{drawn}{self.over}</svg>"


_MARGIN: Final = 28
_KICKER: Final = 13  # the product's name over everything
_TITLE_SIZES: Final = (28, 26, 24, 22, 20, 18)
_TITLE_LINES: Final = 3
_SENTENCE: Final = 15
_SMALL: Final = 12.5
_LINK_LINES: Final = 3
_APART: Final = 3  # px between notes, source and link
_QR: Final = 104
_QR_TOP: Final = 8
_LEAST_OF_FIGURE: Final = 0.52  # of the sheet's height; longer notes are cut
_GAP: Final = 10
_LEADING: Final = 1.28


def frame(sheet: Sheet, size: str, *, first_row: int = 0, goes_on: bool = False) -> Frame:
    """The sheet at one of the `SIZES` without its figure; a table begins at `first_row`.

    `goes_on`: what has no room of a table follows on a next page.

    Raises `KeyError` for an unknown size.
    """
    measures = SIZES[size]
    width, height = measures.logical_width, measures.logical_height
    palette = PALETTES[sheet.mode]
    head = _Head(sheet, palette, width)
    most = height - head.bottom - _LEAST_OF_FIGURE * height
    exhibit = sheet.exhibit
    foot = _Foot(sheet, exhibit.notes, palette, width, most)
    hole = _hole(head, foot, width, height)
    while exhibit.figure is not None:
        # A figure notes what it has no room for, and its notes take room.
        exhibit = sheet.composed(Place(hole.width, hole.height))
        noted = _Foot(sheet, exhibit.notes, palette, width, most)
        if noted.height <= foot.height:
            foot.notes = noted.notes
            break
        foot = noted
        hole = _hole(head, foot, width, height)
    inside: list[str] = []
    next_row: int | None = None
    if exhibit.figure is None and exhibit.tiles:
        inside = draw_tiles(exhibit.tiles, hole.width, hole.height, palette)
    elif exhibit.figure is None and exhibit.paragraphs:
        inside = draw_paragraphs(exhibit.paragraphs, hole.width, hole.height, palette)
    elif exhibit.figure is None:
        inside, next_row = draw_table(
            exhibit.on_paper(),
            hole.width,
            hole.height,
            palette,
            sheet.locale,
            first_row,
            goes_on=goes_on,
        )
    marks = [
        rectangle(0, 0, width, height, palette.background),
        *head.marks(),
        *foot.marks(height),
    ]
    if inside:
        marks.append(f'<g transform="translate({hole.x} {hole.y})">{"".join(inside)}</g>')
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONT_FAMILY}" role="img"'
        f' lang="{sheet.locale.language}">'
        f"<title>{literal(exhibit.title)}</title><desc>{literal(exhibit.alt)}</desc>"
        f"{''.join(marks)}</svg>"
    )
    # The foot says it in words, and a camera has to read its code.
    over = watermark(sheet.mark, width, round(height - foot.height), sheet.mode)
    return Frame(document, width, height, hole, exhibit, next_row, over)


def _hole(head: "_Head", foot: "_Foot", width: int, height: int) -> Hole:
    top = round(head.bottom + _GAP)
    bottom = round(height - foot.height - _GAP)
    return Hole(_MARGIN, top, width - 2 * _MARGIN, bottom - top)


class _Head:
    """The product's name, the finding, and what it is about."""

    def __init__(self, sheet: Sheet, palette: Palette, width: int) -> None:
        self._palette = palette
        self._width = width
        self._mark = sheet.mark
        room = width - 2 * _MARGIN
        self._size, self._title = _fitted_title(sheet.exhibit.title, room)
        self._sentence = wrap(sheet.exhibit.sentence, room, _SENTENCE, most=3)
        self._title_top = 18 + _KICKER * _LEADING + 4
        self._sentence_top = self._title_top + len(self._title) * self._size * 1.18 + 3
        self.bottom = self._sentence_top + len(self._sentence) * _SENTENCE * _LEADING

    def marks(self) -> Iterator[str]:
        """Everything over the figure. Right of the product's name the line stays free, but for
        the mark of simulated records."""
        palette = self._palette
        yield rectangle(0, 0, self._width, 6, palette.accent)
        yield line_of_text(
            PRODUCT, _MARGIN, 18 + _KICKER, size=_KICKER, fill=palette.accent, weight=SEMIBOLD
        )
        if self._mark:
            yield from self._badge()
        for number, line in enumerate(self._title):
            baseline = self._title_top + self._size * (0.92 + 1.18 * number)
            yield line_of_text(
                line, _MARGIN, baseline, size=self._size, fill=palette.ink, weight=BOLD
            )
        for number, line in enumerate(self._sentence):
            baseline = self._sentence_top + _SENTENCE * (1 + _LEADING * number)
            yield line_of_text(line, _MARGIN, baseline, size=_SENTENCE, fill=palette.muted)

    def _badge(self) -> Iterator[str]:
        left = _MARGIN + width_of(PRODUCT, _KICKER, SEMIBOLD) + 10
        high = _KICKER * 1.35
        wide = width_of(self._mark, _KICKER, BOLD) + 12
        yield rectangle(left, 18 + _KICKER * 0.92 - high * 0.7, wide, high, BADGE)
        yield line_of_text(
            self._mark, left + 6, 18 + _KICKER, size=_KICKER, fill="#ffffff", weight=BOLD
        )


class _Foot:
    """Notes, source, and the link in words and as a QR code; no higher than `most` px."""

    def __init__(
        self, sheet: Sheet, notes: Sequence[str], palette: Palette, width: int, most: float
    ) -> None:
        self._palette = palette
        self._width = width
        self._link = sheet.link
        self._code = qr_code(sheet.link)
        room = width - 2 * _MARGIN - (_QR + 14 if self._code else 0)
        step = _SMALL * _LEADING
        self._source = wrap(sheet.source_line, room, _SMALL, most=4)
        self._address = _link_lines(sheet.link, room)
        fixed = _QR_TOP + (len(self._source) + len(self._address)) * step + 2 * _APART + 12
        lines = max(int((most - fixed) / step), 1)
        self.notes = _noted(notes, room, lines, sheet.locale)
        text = fixed + len(self.notes) * step
        self.height = max(text, _QR_TOP + _QR + 10 if self._code else 0)

    def marks(self, bottom: int) -> Iterator[str]:
        """Everything under the figure, down to `bottom`."""
        palette = self._palette
        top = bottom - self.height
        yield rule(_MARGIN, top, self._width - 2 * _MARGIN, palette.grid)
        baseline = top + _QR_TOP + _SMALL
        for line in self.notes:
            yield line_of_text(line, _MARGIN, baseline, size=_SMALL, fill=palette.ink)
            baseline += _SMALL * _LEADING
        baseline += _APART if self.notes else 0
        for line in self._source:
            yield line_of_text(line, _MARGIN, baseline, size=_SMALL, fill=palette.muted)
            baseline += _SMALL * _LEADING
        baseline += _APART
        address = [
            line_of_text(
                line, _MARGIN, baseline + _SMALL * _LEADING * n, size=_SMALL, fill=palette.accent
            )
            for n, line in enumerate(self._address)
        ]
        yield linked(self._link, address)
        if self._code is not None:
            # Dark on white in both themes: many readers know no other codes.
            scale = _QR / self._code.modules
            x, y = self._width - _MARGIN - _QR, top + _QR_TOP
            code = (
                f'<g transform="translate({x} {y:.2f}) scale({scale:.5f})">'
                f"{rectangle(0, 0, self._code.modules, self._code.modules, '#ffffff')}"
                f'<path d="{self._code.path}" fill="#000000" shape-rendering="crispEdges"/></g>'
            )
            yield linked(self._link, [code])


def _noted(notes: Sequence[str], room: float, most: int, locale: Locale) -> list[str]:
    """The notes in at most so many lines: whole ones, in their order, and how many have no room.

    A note cut in the middle would say half a truth; only where none has room is the first one cut.
    """
    everything = wrap(" ".join(notes), room, _SMALL)
    if len(everything) <= most:
        return everything
    kept: list[str] = []
    found: list[str] = []
    for note in notes:
        others = len(notes) - len(kept) - 1
        words = locale.plural(
            "{n} more note is in the workbook.", "{n} more notes are in the workbook.", others
        )
        lines = wrap(" ".join([*kept, note, *([words] if others else [])]), room, _SMALL)
        if len(lines) <= most:
            kept, found = [*kept, note], lines
    return found or wrap(" ".join(notes), room, _SMALL, most=most)


def _link_lines(link: str, room: float) -> list[str]:
    """A web address as it is read, without what every address begins with, broken after `&`."""
    parts = re.sub(r"(?<=[?&])", " ", link.split("://", 1)[-1])
    return [line.replace(" ", "") for line in wrap(parts, room, _SMALL, most=_LINK_LINES)]


def _fitted_title(title: str, room: float) -> tuple[int, list[str]]:
    """The finding's size and lines: as few lines as its size allows, cut where none does."""
    for lines, smallest in ((1, 22), (2, 20), (_TITLE_LINES, _TITLE_SIZES[-1])):
        for size in _TITLE_SIZES:
            wrapped = wrap(title, room, size, BOLD)
            if len(wrapped) <= lines and size >= smallest:
                return size, wrapped
    smallest = _TITLE_SIZES[-1]
    return smallest, wrap(title, room, smallest, BOLD, most=_TITLE_LINES)
