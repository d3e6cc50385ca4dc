"""The page that shows the slides: its HTML in the reader's language, and the files it names."""

import hashlib
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final

from plotly.offline import get_plotlyjs

from dashboard.charts.theme import Mode
from dashboard.front_page import FONT_PREFIX, SCRIPT_PREFIX, STYLE_PREFIX, named_by_content
from dashboard.geo_files import StaticFile
from dashboard.locale import Locale, mark
from dashboard.resources import FONTS

_FOLDER = Path(__file__).parent

# What the page says, by the names it stands under in `screen.html`.
_TEXTS: Final[Mapping[str, str]] = {
    "title": mark("Presentation view"),
    "product": mark("Pantau Netralitas"),
    "no_script": mark("Please allow JavaScript for this page; without it nothing can be shown."),
    "controls": mark("Controls of the presentation"),
    "previous": mark("Previous figure"),
    "next": mark("Next figure"),
    "round": mark("Automatic round"),
    "shorter": mark("Shorter: every figure {step} seconds less"),
    "longer": mark("Longer: every figure {step} seconds more"),
    "full": mark("Full screen"),
    "leave": mark("Back to the page"),
    "loading": mark("The figures are being put together …"),
}
# What its script says.
_SAID: Final[Mapping[str, str]] = {
    "help": mark(
        "→ next · ← previous · P automatic round · + and − its seconds · F full screen · Esc back"
    ),
    "seconds": mark("Automatic round: a figure every {seconds} seconds"),
    "stopped": mark("The automatic round is stopped"),
    "lost": mark(
        "No connection to the server since {time}. Shown is what it sent last; it is asked again."
    ),
    "unreachable": mark("The server cannot be reached. It is asked again by itself."),
    "place": mark("{n} of {total}"),
}
STEP: Final = 5  # seconds


@dataclass(frozen=True)
class Screen:
    """The page's template and the files it names, by address."""

    template: Template
    style: StaticFile
    script: StaticFile
    plotly: StaticFile

    @property
    def files(self) -> Mapping[str, StaticFile]:
        """What the page loads."""
        return {file.url: file for file in (self.style, self.script, self.plotly)}

    @property
    def edition(self) -> str:
        """Changes with the page or its files, so that a screen left on knows it is outdated."""
        parts = "\n".join([self.template.template, *self.files])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    def page(self, locale: Locale, mode: Mode) -> str:
        """The page as HTML."""
        said = {name: locale.text(message) for name, message in _SAID.items()}
        values = {
            **{name: locale.text(message, step=STEP) for name, message in _TEXTS.items()},
            "language": locale.language,
            "mode": mode,
            "edition": self.edition,
            "step": STEP,
            "said": json.dumps(said, ensure_ascii=False),
            "style_url": self.style.url,
            "script_url": self.script.url,
            "plotly_url": self.plotly.url,
        }
        return self.template.substitute({n: html.escape(str(v)) for n, v in values.items()})


def read_screen() -> Screen:
    """Read the template and the files. Raises `OSError`."""
    style = _font_faces() + (_FOLDER / "screen.css").read_text(encoding="utf-8")
    script = (_FOLDER / "screen.js").read_bytes()
    return Screen(
        Template((_FOLDER / "screen.html").read_text(encoding="utf-8")),
        named_by_content(STYLE_PREFIX + "screen", style.encode(), "css", "text/css"),
        named_by_content(SCRIPT_PREFIX + "screen", script, "js", "text/javascript"),
        named_by_content(
            SCRIPT_PREFIX + "plotly", get_plotlyjs().encode(), "js", "text/javascript"
        ),
    )


def _font_faces() -> str:
    """Style rules for the bundled fonts, whose names carry their weight."""
    return "".join(
        f'@font-face {{ font-family: "IBM Plex Sans"; font-weight: {path.name.split("-")[4][:3]}; '
        f'src: url("{FONT_PREFIX}{path.name}") format("woff2"); }}\n'
        for path in sorted(FONTS.glob("*.woff2"))
    )
