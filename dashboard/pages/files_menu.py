"""The files of a figure: one link for each format, leading to `/ekspor/`."""

import html
from typing import Final
from urllib.parse import urlencode

from dashboard.locale import Locale, mark
from dashboard.pages.markup import show, words
from dashboard.pages.view import View

# What stands before the links of a group, and each link: its words, suffix and size.
_GROUPS: Final = (
    (
        mark("Picture (PNG)"),
        (
            ("1920 × 1080", "png", "1920x1080"),
            ("1080 × 1080", "png", "1080x1080"),
            ("1080 × 1350", "png", "1080x1350"),
        ),
    ),
    (mark("Vector"), (("SVG", "svg", ""), ("PDF", "pdf", ""))),
    (mark("Slides"), (("PPTX", "pptx", ""),)),
    (mark("Data"), (("XLSX", "xlsx", ""), ("CSV", "csv", ""))),
)


def export_address(view: View, name: str, suffix: str, size: str = "", **further: list[str]) -> str:
    """The address on this server of a figure as a file, for good: fixed days and version."""
    asked = view.fixed_parameters() | further
    if size:
        asked["piksel"] = [size]
    if view.mode == "dark":
        asked["tema"] = ["gelap"]
    return f"/ekspor/{name}.{suffix}?{urlencode(asked, doseq=True)}"


def file_link(label: str, address: str) -> str:
    """A link whose file the page's script fetches, saying so meanwhile and what went wrong."""
    return f'<a class="file" href="{html.escape(address)}" target="_blank">{words(label)}</a>'


def said_meanwhile(locale: Locale) -> str:
    """Where the script says that a file is being made, or why there is none."""
    busy = words(locale.text("Making the file …"))
    lost = words(locale.text("The server cannot be reached."))
    return f'<span class="said" role="status" data-busy="{busy}" data-lost="{lost}"></span>'


def file_links(view: View, name: str) -> None:
    """All formats of the figure `name` as this view shows it to the public."""
    locale = view.locale
    groups = "".join(
        f"<dt>{words(locale.text(title))}</dt><dd>"
        + "".join(
            file_link(label, export_address(view, name, suffix, size))
            for label, suffix, size in links
        )
        + "</dd>"
        for title, links in _GROUPS
    )
    show(f'<dl class="files">{groups}</dl>{said_meanwhile(locale)}')
