"""The mark of simulated records: its words, and how it lies over whatever is drawn.

Nothing of a simulated version is shown or leaves the house without it; real records never have it.
"""

from typing import Final
from urllib.parse import quote

import pandas as pd

from dashboard.charts.theme import FONT_FAMILY, PALETTES, Mode
from dashboard.locale import Locale, mark
from dashboard.press.drawing import literal
from dashboard.press.fonts import BOLD

_WORDS: Final = mark("SIMULATED DATA")
_COLUMN: Final = mark("simulated_data")
_PREFIX: Final = "SIMULASI_"  # of files' names, which are Indonesian in every language

BADGE: Final = "#93201a"  # behind white words, in both themes
INKS: Final[dict[Mode, str]] = {"light": "#93201a", "dark": "#ff9d96"}
# How much of the ink lies over a figure: to be seen on a photograph, and no digit lost under it.
STRENGTHS: Final[dict[Mode, float]] = {"light": 0.17, "dark": 0.26}
EDGE: Final = 0.35
LETTERS: Final = 20  # px
TURNED: Final = -22  # degrees
STEP: Final = (232, 96)  # px from one to the next; every other line begins half a step later


def words(locale: Locale, simulated: bool) -> str:
    """What the mark says; empty where the records are real."""
    return locale.text(_WORDS) if simulated else ""


def prefix(simulated: bool) -> str:
    """What the name of a file begins with; empty where the records are real."""
    return _PREFIX if simulated else ""


def marked(said: str, text: str, between: str = ": ") -> str:
    """A text behind the words `said` of the mark; as it is where these are empty."""
    return between.join(filter(None, (said, text)))


def marked_rows(frame: pd.DataFrame, locale: Locale, simulated: bool) -> pd.DataFrame:
    """The table with the mark at the end of each row, so that none is copied without it."""
    if not simulated:
        return frame
    last = pd.Series(words(locale, simulated), index=frame.index, dtype=object)
    return pd.concat([frame, last.rename(locale.text(_COLUMN))], axis=1)


def watermark(said: str, width: float, height: float, mode: Mode) -> str:
    """The words again and again over a room of these px, as one SVG element; empty without any."""
    if not said:
        return ""
    across, down = STEP
    places = [
        (column * across + (across / 2 if row % 2 else 0), (row + 0.5) * down)
        for row in range(int(height // down) + 1)
        for column in range(int(width // across) + 2)
    ]
    drawn = "".join(_turned(said, x, y) for x, y in places)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' aria-hidden="true" pointer-events="none" {_lettering(mode)}>{drawn}</svg>'
    )


def watermark_tile(said: str, mode: Mode) -> str:
    """Two lines of the same as an image that repeats without a seam, as style sheets name it."""
    across, down = STEP[0], 2 * STEP[1]
    places = ((across / 2, down / 4), (0.0, down * 3 / 4), (float(across), down * 3 / 4))
    drawn = "".join(_turned(said, x, y) for x, y in places)
    image = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}"'
        f" {_lettering(mode)}>{drawn}</svg>"
    )
    return f"data:image/svg+xml,{quote(image)}"


def _lettering(mode: Mode) -> str:
    # The edge in the colour of the background shows the letters on fields as dark as their ink.
    return (
        f'font-family="{FONT_FAMILY}" font-size="{LETTERS}" font-weight="{BOLD}"'
        f' letter-spacing="1" text-anchor="middle"'
        f' fill="{INKS[mode]}" fill-opacity="{STRENGTHS[mode]}"'
        f' stroke="{PALETTES[mode].background}" stroke-opacity="{EDGE}" stroke-width="3"'
        ' paint-order="stroke"'
    )


def _turned(said: str, x: float, y: float) -> str:
    return f'<text transform="translate({x:g} {y:g}) rotate({TURNED})">{literal(said)}</text>'
