"""What the export engine is asked for, as it goes from the asking process to the worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FigureJob:
    """A plotly figure, `specification` as JSON, to be drawn as an SVG element of a size in px.

    `geometry`: the addresses below `/geo/` that it names.
    """

    specification: str
    geometry: tuple[str, ...]
    configuration: Mapping[str, Any]
    width: int
    height: int


@dataclass(frozen=True)
class PngJob:
    """An SVG document of a size in px to be made a PNG, `scale` pixels a px."""

    svg: str
    width: int
    height: int
    scale: float


@dataclass(frozen=True)
class PdfJob:
    """SVG documents of a size in px to be made the pages of a PDF."""

    svgs: tuple[str, ...]
    width: int
    height: int


Job = FigureJob | PngJob | PdfJob


class PageError(RuntimeError):
    """Something that Chromium refused to do."""
