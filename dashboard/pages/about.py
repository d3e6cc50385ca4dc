"""Tentang: what this is and for whom, what stands behind it, and how a number can be traced."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard import __version__
from dashboard.locale import Locale, mark
from dashboard.pages.about_data import licences_card, version_card
from dashboard.pages.about_sources import SOURCE, sources_card
from dashboard.pages.frame import titled
from dashboard.pages.markup import inner_link, paragraph, show, words
from dashboard.pages.promises import promises_card
from dashboard.pages.prose import bullets, code, prose
from dashboard.pages.settings_words import settings_sentences
from dashboard.pages.view import View, parameters
from dashboard.settings import settings

ABOUT_CHOICES: Final = (SOURCE,)
_LISTING: Final = "pantau query --list"

# The questions in the order of the pages that answer them, by the page's path.
QUESTIONS: Final[Mapping[str, str]] = {
    "": mark("Who has formed a Pokja, who has signed, who has neither?"),
    "peta": mark("How does one measure lie over the whole country, on any day?"),
    "tren": mark("How do prevention activities develop, of which kind and for whom?"),
    "pelanggaran": mark("Which violations are reported, where, of what kind, by whom?"),
    "alur": mark("What became of the reported cases, step by step?"),
    "tenggat": mark("Were the law's deadlines kept?"),
    "tindaklanjut": mark("Which forwarded cases have no answer on record yet?"),
    "kesenjangan": mark("Where are violations reported, and no Pokja formed and nothing signed?"),
    "wilayah": mark("What do we know about this one kabupaten/kota?"),
    "lembaga": mark("Which institutions are on record at Pokja and signings?"),
    "catatan": mark("Which records stand behind a number?"),
    "siaran": mark("What may be shown and said to the press, and what has changed?"),
    "mutu": mark("How fresh and how complete are the records, and what changed?"),
    "metodologi": mark("By which rules does a number come about?"),
    "setor": mark("Is my spreadsheet in, what was rejected and why?"),
}


def about(view: View, pages: Sequence[tuple[str, str]]) -> None:
    """Draw the page. `pages`: path and title, a message of the catalogue, of those that exist."""
    locale = view.locale
    _purpose_card(view, pages)
    version_card(view)
    _trace_card(view)
    licences_card(locale)
    sources_card(view)


def _address(view: View, path: str) -> str:
    found = parameters(view.filter, view.default_election, ())
    return f"/{path}?{urlencode(found, doseq=True)}" if found else f"/{path}"


def _purpose_card(view: View, pages: Sequence[tuple[str, str]]) -> None:
    locale = view.locale
    with st.container(border=True, key="card_purpose"):
        titled(
            "purpose",
            locale.text("A picture of the neutrality of civil servants, from published records"),
            locale.text("For the leadership and staff of the election supervisory body"),
        )
        rows = (
            f"<dt>{inner_link(locale.text(title), _address(view, path))}</dt>"
            f"<dd>{words(locale.text(QUESTIONS[path]))}</dd>"
            for path, title in pages
            if path in QUESTIONS
        )
        show(
            paragraph(
                words(
                    locale.text(
                        "Civil servants, TNI, Polri, village heads and village officials have to "
                        "stay neutral in elections. In 514 kabupaten/kota the supervisory body "
                        "forms working groups, has pacts signed and handles reported violations. "
                        "Pantau Netralitas turns the records of that work into maps, trends and "
                        "lists that can be shown in public."
                    )
                ),
                "reading",
            ),
            f'<dl class="questions">{"".join(rows)}</dl>',
        )


def _trace_card(view: View) -> None:
    """How to come from a number to its records and back, and what it was counted with."""
    locale, version = view.locale, view.data.version
    command = f"pantau query key_figures --version {version.number}"
    ways = [
        locale.text(
            "Under every chart stand its sources, the day until which the data reach, the number "
            "of records and the data version; “Table” opens its numbers, also as a file."
        ),
        locale.text(
            "“Permanent link”, at the foot of every page, holds fixed days and the data version: "
            "it shows the same numbers later."
        ),
        locale.text(
            "Every number comes from a named query. `{command}` gives the same answer on the "
            "command line, `{listing}` names them all.",
            command=command,
            listing=_LISTING,
        ),
        locale.text(
            "The rules are a file each in `queries/rules`, with examples that tests run; the page "
            "Methodology prints them. Edition of queries and rules: `{edition}`.",
            edition=version.manifest.queries_sha256[:12],
        ),
    ]
    protection = [
        locale.text(
            "No personal names, NIP or NIK are kept: files with such columns are refused, and "
            "reporters are never recorded."
        ),
        locale.text(
            "Until the plenary has decided, every case is called suspected: the presumption of "
            "innocence holds."
        ),
        locale.text(
            "The map's boundaries are indicative, not a legal reference: batas indikatif, bukan "
            "acuan hukum."
        ),
    ]
    left, right = st.columns(2, gap="small")
    with left, st.container(border=True, height="stretch", key="card_trace"):
        titled(
            "trace",
            locale.text("How a number is traced"),
            locale.text("From the screen to the records, and back a year later"),
        )
        show(bullets(map(prose, ways)))
        show(paragraph(words(locale.text("Data protection and wording")), "subhead"))
        show(bullets(map(prose, protection)))
    with right:
        with st.container(border=True, key="card_settings"):
            titled(
                "settings",
                locale.text("Settings that change numbers, as they are now"),
                locale.text("They are the owner's choice; a changed one makes numbers change"),
            )
            show(bullets(_settings(locale)))
            _software(locale)
        promises_card(locale, locale.text("What this program promises"))


def _settings(locale: Locale) -> Iterable[str]:
    sentences = settings_sentences(locale)
    for name, sentence in zip(settings().numbers(), sentences, strict=True):
        yield f"{words(sentence)} {code(f'PANTAU_{name.upper()}')}"


def _software(locale: Locale) -> None:
    said = locale.text(
        "Software version {version}, MIT licence (file LICENSE). Font: IBM Plex Sans, SIL Open "
        "Font License 1.1.",
        version=__version__,
    )
    show(paragraph(words(said), "muted"))
