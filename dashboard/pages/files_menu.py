"""The files of a figure: one link for each format, leading to `/ekspor/`."""

import html
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from dashboard.locale import Locale, mark
from dashboard.pages.markup import show, words
from dashboard.pages.view import View

# What stands before the links of a group, a message of the catalogue; and each link: its words, the
# suffix of the file and the size of a picture.
Groups = Sequence[tuple[str, Sequence[tuple[str, str, str]]]]

FORMATS: Final[Groups] = (
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


def file_links(view: View, name: str, groups: Groups = FORMATS) -> None:
    """Links to the files of `name` as this view shows it to the public, group by group."""
    locale = view.locale
    listed = "".join(
        f"<dt>{words(locale.text(title))}</dt><dd>"
        + "".join(
            file_link(label, export_address(view, name, suffix, size))
            for label, suffix, size in links
        )
        + "</dd>"
        for title, links in groups
    )
    show(f'<dl class="files">{listed}</dl>{said_meanwhile(locale)}')
