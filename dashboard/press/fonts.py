"""The bundled typeface off the web: how wide a text is, where it breaks, and the fonts embedded."""

import base64
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

from dashboard.resources import FONTS

REGULAR: Final = 400
SEMIBOLD: Final = 600
BOLD: Final = 700
ELLIPSIS: Final = "…"
_FAMILY: Final = "IBM Plex Sans"
_MEASURED_AT: Final = 100  # px; widths grow in proportion to the size


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide a line of text is, in px, at a font size in px."""
    return _relative_width(text, weight) * size


def cut(text: str, room: float, size: float, weight: int = REGULAR) -> str:
    """The text where it fits into `room` px, else as much of it as fits before an ellipsis."""
    if width(text, size, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def wrap(
    text: str, room: float, size: float, weight: int = REGULAR, most: int | None = None
) -> list[str]:
    """The text in lines no wider than `room` px; words that are wider are broken.

    Of more than `most` lines the last one ends with an ellipsis.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *broken, line = _broken(word, room, size, weight)
        lines += broken
    if line:
        lines.append(line)
    if most is not None and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], _cut_at_word(rest, room, size, weight)]
    return lines


def font_faces(weights: Iterable[int]) -> str:
    """Style rules that carry the fonts of these weights with them."""
    rules = (
        f"@font-face{{font-family:'{_FAMILY}';font-style:normal;font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_encoded(weight)}) format('woff2')}}"
        for weight in sorted(set(weights))
    )
    return "".join(rules)


@cache
def weights() -> tuple[int, ...]:
    """The weights that are bundled."""
    return tuple(sorted(int(path.name.split("-latin-")[1][:3]) for path in FONTS.glob("*.woff2")))


def _cut_at_word(text: str, room: float, size: float, weight: int) -> str:
    """As many whole words as fit before an ellipsis, or a part of the first."""
    shortened = cut(text, room, size, weight)
    head, space, _ = shortened.rpartition(" ")
    return f"{head.rstrip(' ,;.·')}{ELLIPSIS}" if space else shortened


def _broken(word: str, room: float, size: float, weight: int) -> list[str]:
    """A word in parts no wider than `room`; a part has at least one character."""
    parts = [""]
    for character in word:
        if parts[-1] and width(parts[-1] + character, size, weight) > room:
            parts.append("")
        parts[-1] += character
    return parts


@lru_cache(maxsize=20_000)
def _relative_width(text: str, weight: int) -> float:
    return float(_font(weight).getlength(text)) / _MEASURED_AT


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    # Laid out without a shaping engine: the same widths on every machine.
    engine = ImageFont.Layout.BASIC
    return ImageFont.truetype(_path(weight), _MEASURED_AT, layout_engine=engine)


@cache
def _path(weight: int) -> Path:
    return next(FONTS.glob(f"*-latin-{weight}.*.woff2"))


@cache
def _encoded(weight: int) -> str:
    return base64.b64encode(_path(weight).read_bytes()).decode()
