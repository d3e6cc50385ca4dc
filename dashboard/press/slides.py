"""Figures as slides that can be edited: native charts and tables, a picture only for the rest.

Slides are light whatever the theme: they are printed and projected. Give sheets of the light mode,
since bars and pictures keep the colours of their sheet.
"""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any, Final

import pandas as pd
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import XmlPart
from pptx.oxml.ns import qn
from pptx.util import Pt

from dashboard.locale import Locale
from dashboard.press.cells import without_addresses
from dashboard.press.exhibit import Exhibit, Place, Sheet
from dashboard.press.fonts import BOLD
from dashboard.press.frame import PRODUCT
from dashboard.press.native_charts import FONT, Box, add_chart
from dashboard.press.native_tables import Pages, add_table, paged
from dashboard.press.office_archive import without_times
from dashboard.press.paper_table import column_in_words
from dashboard.press.paper_text import BETWEEN, fitted_paragraphs
from dashboard.press.redrawn import Panel, panels, words
from dashboard.press.simulated import marked
from dashboard.press.slide_parts import (
    LEADING,
    PAPER,
    add_qr_code,
    add_tiles,
    add_watermark,
    bar,
    describe,
    fitted,
    legible,
    lines_of,
    text_box,
    write,
)

Picture = Callable[[Sheet, Place], bytes | None]

_WIDTH, _HEIGHT = 960, 540  # pt, 16:9
_MARGIN: Final = 28
_ROOM: Final = _WIDTH - 2 * _MARGIN
_TITLE_SIZES: Final = (28, 26, 24, 22, 20, 18)
_SENTENCE: Final = 15
_SMALL: Final = 12
_NOTE_LINES: Final = 4
_LINK_LINES: Final = 3
_QR: Final = 84
_GAP: Final = 10
_MOST_TABLE_SLIDES: Final = 5
_FEW_ROWS: Final = 3
_REST: Final = 20  # pt for the line that says what has no room
_UNIT: Final = 18  # pt for what an axis counts
_NOTED_ROWS: Final = 40  # of the table in the speaker notes
# The room that figures are composed for: rows stand closer here than on the page.
_PLACE: Final = Place(_ROOM, 430)
_MARKED: Final = Box(_MARGIN, 26, _ROOM, 424)
_TITLE_ONLY: Final = 5  # python-pptx's layout with a title and nothing else
_EPOCH: Final = dt.date(2000, 1, 1)  # of a file without a day: no clock, or no two would be equal


def pptx(sheets: Sequence[Sheet], *, picture: Picture) -> bytes:
    """One slide for each sheet, more for a long table.

    `picture(sheet, place)` is a PNG of the figure alone, asked for only where PowerPoint has no
    such chart; where it gives None, the table takes its place and the speaker notes say why. Equal
    sheets give equal bytes. `sheets` are at least one.
    """
    first = sheets[0]
    deck = Presentation()
    _prepare(deck)
    for sheet in sheets:
        before = len(deck.slides)
        _add_sheet(deck, sheet, picture)
        if sheet.mark:
            _mark(list(deck.slides)[before:], sheet)
    _name(deck, first.exhibit.title, first)
    for part in deck.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.OFC_THEME:
            _set_typeface(part)
    saved = io.BytesIO()
    deck.save(saved)
    return without_times(saved.getvalue())


def _mark(slides: Sequence[Any], sheet: Sheet) -> None:
    """Lay the mark over all that is on the slides; a picture has its own."""
    for slide in slides:
        if not any(shape.shape_type is MSO_SHAPE_TYPE.PICTURE for shape in slide.shapes):
            add_watermark(slide.shapes, sheet.mark, _MARKED, sheet.locale)


def _prepare(deck: Any) -> None:
    """Make python-pptx's template a wide one, without its preview and properties."""
    ratio = Pt(_WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Pt(_WIDTH), Pt(_HEIGHT)
    master = deck.slide_master
    for shape in (*master.shapes, *(s for layout in master.slide_layouts for s in layout.shapes)):
        if shape._element.spPr.xfrm is not None:
            shape.left, shape.width = round(shape.left * ratio), round(shape.width * ratio)
    rels = deck.part.package._rels
    about_another = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    for key in [key for key, rel in rels.items() if rel.reltype in about_another]:
        rels.pop(key)


def _set_typeface(theme: Any) -> None:
    """Text that somebody adds is set like the rest."""
    if isinstance(theme, XmlPart):
        for latin in theme._element.iter(qn("a:latin")):
            latin.set("typeface", FONT)
    else:
        theme._blob = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())


def _name(deck: Any, title: str, first: Sheet) -> None:
    properties = deck.core_properties
    made = dt.datetime.combine(first.stands or _EPOCH, dt.time())
    properties.title = legible(title)[:255]
    properties.author = properties.last_modified_by = PRODUCT
    properties.created = properties.modified = made
    properties.language = first.locale.language
    properties.comments = legible(first.source_line)[:255]
    properties.revision = 1


# --- one sheet ------------------------------------------------------------------------------------


def _add_sheet(deck: Any, sheet: Sheet, picture: Picture) -> None:
    """The sheet's slide, and those on which its table goes on."""
    exhibit = sheet.composed(_PLACE)
    slide = _Slide(deck, sheet, exhibit)
    shapes, hole, locale = slide.shapes, slide.hole, sheet.locale
    spoken: list[str] = []
    table, _ = without_addresses(exhibit.on_paper())
    figure = exhibit.figure
    if figure is None and exhibit.tiles:
        add_tiles(shapes, exhibit.tiles, hole, locale)
    elif exhibit.paragraphs:
        _say(slide, exhibit.paragraphs)
    elif figure is None:
        _add_pages(slide, table)
    elif not figure.data:
        said = [words(note.text) for note in figure.layout.annotations]
        _say_nothing(slide, said[0] if said else locale.text("No record for this filter"))
    elif drawn := panels(figure, locale):
        _add_charts(slide, drawn)
    else:
        place = Place(round(hole.width), round(hole.height))
        image = picture(sheet, place)
        if image is None:
            spoken.append(
                locale.text(
                    "The figure itself needs Chromium on the computer that makes this file; the "
                    "table stands in its place."
                )
            )
            _add_pages(slide, table)
        else:
            box = Box(hole.x, hole.y, place.width, place.height)
            drawn_picture = shapes.add_picture(io.BytesIO(image), *(Pt(value) for value in box))
            describe(drawn_picture, exhibit.alt or exhibit.title)
            if not exhibit.is_map and _fits(table, hole, locale):
                _add_pages(_Slide(deck, sheet, exhibit), table)
    slide.speak([*spoken, *_numbers(table, locale)])


class _Slide:
    """A slide with all that stands around a figure; `hole` is what is left for it."""

    def __init__(self, deck: Any, sheet: Sheet, exhibit: Exhibit, part: str = "") -> None:
        """`part`: which slide of several it is, as `2/4`."""
        self.deck, self.sheet, self.exhibit, self._part = deck, sheet, exhibit, part
        self.locale = sheet.locale
        self._slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        self.shapes = self._slide.shapes
        top = self._head()
        bottom = self._foot()
        self.hole = Box(_MARGIN, top + _GAP, _ROOM, bottom - top - 2 * _GAP)

    def _head(self) -> float:
        bar(self.shapes, Box(0, 0, _WIDTH, 6), PAPER.accent)
        size, lines = fitted(self.exhibit.title, _ROOM, _TITLE_SIZES, BOLD, (2, 3))
        kicker = Box(_MARGIN, 13, _ROOM, _SMALL * LEADING)
        product = marked(PRODUCT, self.sheet.mark, " · ")
        self._text(kicker, [product], size=_SMALL, ink=PAPER.accent, bold=True)
        y, high = 31.0, len(lines) * size * LEADING
        title = self.shapes.title
        title.left, title.top, title.width, title.height = (
            Pt(value) for value in (_MARGIN, y, _ROOM, high)
        )
        write(title.text_frame, [" ".join(lines)], self.locale, size=size, bold=True)
        y += high + 3
        about = " · ".join(part for part in (self.exhibit.sentence, self._part) if part)
        sentence = lines_of(about, _ROOM, _SENTENCE, most=2)
        high = len(sentence) * _SENTENCE * LEADING
        self._text(Box(_MARGIN, y, _ROOM, high), sentence, size=_SENTENCE, ink=PAPER.muted)
        return y + high

    def _foot(self) -> float:
        """Notes, source, link; the result is where they begin."""
        sheet, step = self.sheet, _SMALL * LEADING
        room = _ROOM - _QR - 14
        notes = lines_of(" ".join(self.exhibit.notes), room, _SMALL, most=_NOTE_LINES)
        source = lines_of(sheet.source_line, room, _SMALL, most=2)
        address = lines_of(sheet.link.split("://", 1)[-1], room, _SMALL, most=_LINK_LINES)
        high = max((len(notes) + len(source) + len(address)) * step, _QR)
        y = top = _HEIGHT - 14 - high
        bar(self.shapes, Box(_MARGIN, top - 6, _ROOM, 1), PAPER.grid)
        for lines, ink in ((notes, PAPER.ink), (source, PAPER.muted)):
            if lines:
                place = Box(_MARGIN, y, room, len(lines) * step)
                self._text(place, lines, size=_SMALL, ink=ink)
                y += len(lines) * step
        place = Box(_MARGIN, y, room, len(address) * step)
        # An address has no spaces: PowerPoint breaks it where the line ends.
        text_box(self.shapes, place, ["".join(address)], self.locale, size=_SMALL, link=sheet.link)
        code = Box(_WIDTH - _MARGIN - _QR, top + (high - _QR) / 2, _QR, _QR)
        add_qr_code(
            self.shapes, sheet.link, code, self.locale.text("QR code of the permanent link")
        )
        return top - 6

    def _text(self, place: Box, lines: Sequence[str], **look: Any) -> None:
        # One paragraph: it is broken anew where it is edited.
        text_box(self.shapes, place, [" ".join(lines)], self.locale, **look)

    def speak(self, further: Sequence[str]) -> None:
        """The speaker notes: everything in full, and what the figure shows in words."""
        exhibit, sheet = self.exhibit, self.sheet
        spoken = [
            exhibit.title,
            exhibit.sentence,
            exhibit.alt,
            *exhibit.notes,
            sheet.source_line,
            sheet.link,
            *further,
        ]
        frame = self._slide.notes_slide.notes_text_frame
        frame.text = legible("\n".join(part for part in spoken if part))


def _add_charts(slide: _Slide, drawn: Sequence[Panel]) -> None:
    """The charts one below the other, over each what it counts."""
    hole = slide.hole
    high = hole.height / len(drawn)
    for number, panel in enumerate(drawn):
        y, left = hole.y + number * high, high
        if panel.unit:
            place = Box(hole.x, y, hole.width, _UNIT)
            text_box(
                slide.shapes, place, [panel.unit], slide.locale, size=_SMALL + 1, ink=PAPER.muted
            )
            y, left = y + _UNIT, high - _UNIT
        frame = add_chart(slide.shapes, panel, Box(hole.x, y, hole.width, left), slide.sheet.mark)
        describe(frame, slide.exhibit.alt or slide.exhibit.title)


def _add_pages(slide: _Slide, table: pd.DataFrame) -> None:
    """The table from this slide on, and what has no room on the last one."""
    locale, hole = slide.locale, slide.hole
    if not len(table):
        _say_nothing(slide, locale.text("No record for this filter"))
        return
    found = _paged(table, hole, locale)
    last, count = slide, len(found.pages)
    for number, page in enumerate(found.pages):
        if number:
            last = _Slide(slide.deck, slide.sheet, slide.exhibit, f"{number + 1}/{count}")
        describe(add_table(last.shapes, page, hole), slide.exhibit.alt or slide.exhibit.title)
        if number:
            last.speak([])
    rest = []
    if found.rows_left:
        rest.append(
            locale.plural(
                "{n} more row is in the workbook",
                "{n} more rows are in the workbook",
                found.rows_left,
            )
        )
    if found.columns_left:
        rest.append(
            locale.plural(
                "{n} more column is in the workbook",
                "{n} more columns are in the workbook",
                found.columns_left,
            )
        )
    if rest:
        place = Box(hole.x, hole.y + hole.height - _REST + 4, hole.width, _REST)
        text_box(last.shapes, place, [" · ".join(rest)], locale, size=_SMALL, ink=PAPER.muted)


def _say(slide: _Slide, paragraphs: Sequence[str]) -> None:
    """A page of text, as large as its room allows."""
    hole = slide.hole
    # Other typefaces, which stand in where ours is not installed, run wider.
    size, _ = fitted_paragraphs(paragraphs, hole.width * 0.9, hole.height)
    shape = text_box(slide.shapes, hole, paragraphs, slide.locale, size=size)
    for paragraph in shape.text_frame.paragraphs[:-1]:
        paragraph.space_after = Pt(size * BETWEEN)


def _paged(table: pd.DataFrame, hole: Box, locale: Locale) -> Pages:
    """The table on slides; one of few rows and many columns is laid on its side."""
    rooms = [(hole.width, hole.height - _REST)] * _MOST_TABLE_SLIDES
    found = paged(table, rooms, locale)
    if found.columns_left and len(table) <= _FEW_ROWS:
        return paged(_on_its_side(table, locale), rooms, locale)
    return found


def _on_its_side(table: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """The same in words, each column a row; the first column's cells are the headings."""
    names = [str(name) for name in table.columns]
    sides = [names, *(list(row) for row in _in_words(table, locale))]
    return pd.DataFrame({(place, side[0]): side[1:] for place, side in enumerate(sides)}).droplevel(
        0, axis=1
    )


def _fits(table: pd.DataFrame, hole: Box, locale: Locale) -> bool:
    """Whether slides can hold the whole table."""
    found = _paged(table, hole, locale)
    return len(table) > 0 and not found.rows_left and not found.columns_left


def _say_nothing(slide: _Slide, sentence: str) -> None:
    """Say calmly that there is nothing to show."""
    hole = slide.hole
    place = Box(hole.x, hole.y + hole.height / 2 - 14, hole.width, 28)
    text_box(slide.shapes, place, [sentence], slide.locale, size=20, ink=PAPER.muted)


def _in_words(table: pd.DataFrame, locale: Locale) -> list[tuple[str, ...]]:
    """The table's rows as they are read."""
    columns = [
        column_in_words(table.iloc[:, place].astype(object).tolist(), locale)
        for place in range(table.shape[1])
    ]
    return list(zip(*columns, strict=True))


def _numbers(table: pd.DataFrame, locale: Locale) -> list[str]:
    """The table in words, a row a line; of a long one its beginning."""
    if not len(table):
        return []
    lines = [" | ".join(str(name) for name in table.columns)]
    lines += [" | ".join(row) for row in _in_words(table.head(_NOTED_ROWS), locale)]
    rest = len(table) - _NOTED_ROWS
    if rest > 0:
        lines.append(
            locale.plural(
                "{n} more row is in the workbook", "{n} more rows are in the workbook", rest
            )
        )
    return lines
