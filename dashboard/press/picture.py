"""A sheet as a picture: SVG, PNG and PDF, with real text and vectors."""

import io
from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf
import plotly.graph_objects as go

from dashboard.charts.theme import SMALL_SIZE
from dashboard.press import engine
from dashboard.press.exhibit import Exhibit, Place, Sheet
from dashboard.press.fonts import font_faces, weights
from dashboard.press.frame import PRODUCT, SIZES, Frame, Hole, Size, frame
from dashboard.press.simulated import watermark

__all__ = ["SIZES", "Frame", "Hole", "Size", "figure_png", "frame", "pdf", "png", "svg"]

_MOST_PAGES: Final = 60  # of one table; what is beyond them is in the workbook
_NARROW: Final = 600  # px of a place
_FIGURE_SCALE: Final = 3  # pixels of a figure alone for one px of its place


def svg(sheet: Sheet, size: str) -> bytes:
    """The sheet as one SVG document that carries its fonts.

    Raises `KeyError` for a size that is not among `SIZES`, `EngineError` where a figure cannot be
    drawn.
    """
    return _with_fonts(_drawn(sheet, frame(sheet, size))).encode()


def png(sheet: Sheet, size: str) -> bytes:
    """The sheet as a PNG of twice the pixels that `size` says. Raises like `svg`."""
    drawn = _drawn(sheet, frame(sheet, size))
    measures = SIZES[size]
    return engine.png(drawn, measures.logical_width, measures.logical_height, measures.scale)


def pdf(sheets: Sequence[Sheet], size: str) -> bytes:
    """The sheets as a PDF, one a page; a table goes on over as many pages as it needs.

    Raises like `svg`.
    """
    pages = [page for sheet in sheets for page in _pages(sheet, size)]
    measures = SIZES[size]
    printed = engine.pdf(pages, measures.logical_width, measures.logical_height)
    return _settled(printed, sheets)


def figure_png(sheet: Sheet, place: Place) -> bytes | None:
    """The figure alone as a PNG for a place of these px; None where there is no Chromium.

    Raises `EngineError` where Chromium fails, `ValueError` for an exhibit without a figure.
    """
    if not engine.available():
        return None
    drawn = _figure_svg(sheet, sheet.composed(place), place)
    over = watermark(sheet.mark, place.width, place.height, sheet.mode)
    if over:
        drawn = f"{drawn.removesuffix('</svg>')}{over}</svg>"
    return engine.png(drawn, place.width, place.height, _FIGURE_SCALE)


def _pages(sheet: Sheet, size: str) -> Iterator[str]:
    first_row: int | None = 0
    for number in range(1, _MOST_PAGES + 1):
        if first_row is None:
            return
        page = frame(sheet, size, first_row=first_row, goes_on=number < _MOST_PAGES)
        yield _drawn(sheet, page)
        first_row = page.next_row


def _drawn(sheet: Sheet, framed: Frame) -> str:
    if framed.exhibit.figure is None:
        return framed.filled()
    place = Place(framed.hole.width, framed.hole.height)
    return framed.filled(_figure_svg(sheet, framed.exhibit, place))


def _figure_svg(sheet: Sheet, exhibit: Exhibit, place: Place) -> str:
    """The figure of an exhibit that was made for this place."""
    if exhibit.figure is None:
        raise ValueError(f"{exhibit.key} has no figure")
    figure = go.Figure(exhibit.figure, skip_invalid=True)
    figure.update_layout(width=place.width, height=place.height, autosize=False)
    if exhibit.is_map and place.width < _NARROW:
        # Two entries of a map's legend then stand in a line, and the map gets the room.
        figure.update_layout(legend_font_size=SMALL_SIZE)
    return engine.figure_svg(figure.to_dict(), sheet.locale, place.width, place.height)


def _with_fonts(document: str) -> str:
    head, tag, rest = document.partition("<title>")
    return f"{head}<style>{font_faces(weights())}</style>{tag}{rest}"


def _settled(printed: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The PDF with its title and language, and without the time and tool of its making."""
    first = sheets[0]
    title = first.exhibit.title if len(sheets) == 1 else PRODUCT
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as document:
        del document.docinfo
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.clear()
            metadata["dc:title"] = title
            metadata["dc:language"] = [first.locale.language]
            metadata["dc:source"] = first.link
        document.docinfo["/Title"] = title
        document.docinfo["/Author"] = PRODUCT
        document.Root.Lang = first.locale.language
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        document.save(made, deterministic_id=True, linearize=False)
    return made.getvalue()
