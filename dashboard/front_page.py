"""The page that every address leads to: Streamlit's, with the program's language, name and style.

Streamlit has no setting for these. Beside the page: the files it names and the policy that lets a
browser take nothing but those.
"""

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard.geo_files import FOR_GOOD, StaticFile
from dashboard.locale import DEFAULT_LANGUAGE, LANGUAGES, Locale, mark
from dashboard.resources import FONTS, PAGE_SCRIPTS, STYLE
from dashboard.streamlit_phrases import phrases

FONT_PREFIX = "/fonts/"
STYLE_PREFIX = "/style/"
SCRIPT_PREFIX = "/script/"
_NAME = "Pantau Netralitas"
# What Streamlit's calendars and numbers go by. The week begins with Monday in both.
_TAGS = {"id": "id-ID-u-fw-mon", "en": "en-GB"}
_NO_JAVASCRIPT = mark("Please allow JavaScript for this page; without it nothing can be shown.")


@dataclass(frozen=True)
class FrontPage:
    """The page as HTML, the files it names by their address, and its content security policy."""

    html: str
    files: Mapping[str, StaticFile]

    @property
    def content_security_policy(self) -> str:
        """Everything from this server alone; of inline scripts only those of the page itself."""
        inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", self.html, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in inline]
        # WebAssembly is no JavaScript `eval`: Streamlit's decoder of 64-bit numbers uses it.
        scripts = ["'self'", "'wasm-unsafe-eval'", *(f"'sha256-{d.decode()}'" for d in digests)]
        return "; ".join(
            [
                "default-src 'none'",
                f"script-src {' '.join(scripts)}",
                "style-src 'self' 'unsafe-inline'",  # Streamlit and plotly write styles as they run
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "worker-src 'self' blob:",
                "media-src 'self'",
                "manifest-src 'self'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            ]
        )


def front_page() -> FrontPage:
    """The page and its files, read once. Raises `OSError` when one of them cannot be read."""
    style = named_by_content(STYLE_PREFIX + "pantau", STYLE.read_bytes(), "css", "text/css")
    script = named_by_content(SCRIPT_PREFIX + "pantau", _script(), "js", "text/javascript")
    files = {**_fonts(), style.url: style, script.url: script}
    return FrontPage(_page(style.url, script.url), files)


def _page(style_url: str, script_url: str) -> str:
    """Streamlit's page with what is the program's own.

    Its pointers to the agent interface are left out, since that door is closed.
    """
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    sentence = Locale().text(_NO_JAVASCRIPT)
    font = next(FONTS.glob("*-latin-400.*.woff2"))
    for pattern, own in (
        (r'<html lang="\w+">', f'<html lang="{DEFAULT_LANGUAGE}">'),
        (r"<title>.*?</title>", f"<title>{_NAME}</title>"),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{html.escape(sentence)}</p></noscript>"),
        (r"<!--(?:(?!-->).)*agent API(?:(?!-->).)*-->\s*", ""),
        (r'<link rel="service-desc"[^>]*>', ""),
        # Modules run in the order of the page: ours before Streamlit's asks for the language.
        (
            r'(?=<script type="module")',
            f'<script type="module" src="{script_url}"></script>\n    ',
        ),
        (r"</head>", f'<link rel="stylesheet" href="{style_url}"></head>'),
        (r'(?<=href=")[^"]*\.woff2(?=")', FONT_PREFIX + font.name),
    ):
        page = re.sub(pattern, own, page, count=1, flags=re.DOTALL)
    return page


def _script() -> bytes:
    """The page's scripts, the languages' tags and phrases before them."""
    languages = {
        language: {"tag": _TAGS[language], "phrases": dict(phrases(Locale(language)))}
        for language in sorted(LANGUAGES, key=lambda known: known != DEFAULT_LANGUAGE)
    }
    table = json.dumps(languages, ensure_ascii=False, separators=(",", ":"))
    scripts = (script.read_text(encoding="utf-8") for script in PAGE_SCRIPTS)
    return "\n".join([f"const LANGUAGES = {table};", *scripts]).encode()


def named_by_content(stem: str, content: bytes, suffix: str, media_type: str) -> StaticFile:
    """A file of text that browsers may keep for good: its name changes with its content."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    # No time stamp inside: the same content gives the same bytes on every start.
    compressed = gzip.compress(content, mtime=0)
    return StaticFile(f"{stem}.{digest}.{suffix}", content, media_type, FOR_GOOD, compressed)


def _fonts() -> Mapping[str, StaticFile]:
    """The bundled fonts. A test holds that a font's name carries its content's hash."""
    fonts = (
        StaticFile(FONT_PREFIX + path.name, path.read_bytes(), "font/woff2", FOR_GOOD)
        for path in sorted(FONTS.glob("*.woff2"))
    )
    return {font.url: font for font in fonts}
