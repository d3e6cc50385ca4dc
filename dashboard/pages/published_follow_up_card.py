"""What others published of people found proven and of people sanctioned."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer, renamed
from dashboard.pages.markup import link, row, show, table, words
from dashboard.pages.profile_subject import Row, plain_rows
from dashboard.pages.record_words import said
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

PUBLISHED: Final = "published_follow_up"


def published_card(view: View) -> None:
    """The published pairs as a table; nothing where there are none."""
    locale = view.locale
    figures = _pairs(view)
    if not figures:
        return
    exhibit = published_follow_up_exhibit(view)
    with st.container(border=True, key=f"card_{PUBLISHED}"):
        exhibit_heading(view, exhibit)
        show(
            table(
                "figures",
                [
                    locale.text("As of"),
                    locale.text("Found proven"),
                    locale.text("Sanctioned"),
                    locale.text("Election"),
                    locale.text("Source"),
                ],
                (row(_cells(found, locale)) for found in figures),
            )
        )
        footer(view, exhibit.records, exhibit.notes)


@remembered
def published_follow_up_exhibit(view: View) -> Exhibit:
    """The pairs that others published, as a table."""
    locale = view.locale
    figures = _pairs(view)
    if figures:
        title = locale.text("Published by others: people found proven, and people sanctioned")
    else:
        title = locale.text("No published figure of people proven and sanctioned is on record")
    return Exhibit(
        key=PUBLISHED,
        title=title,
        sentence=filter_sentence(view, ("violations",), view.filter.whole()),
        table=lambda: _table(figures, locale),
        records=2 * len(figures),
        notes=(
            locale.text(
                "Published figures count people, not cases: they are never added to the cases "
                "above. Both numbers of a row are from one source and day, but need not be "
                "about the same people, so no share is made of them."
            ),
        ),
    )


def _pairs(view: View) -> list[Row]:
    return plain_rows(view.data.ask("published_follow_up", view.filter))


def _cells(found: Row, locale: Locale) -> list[str]:
    proven, sanctioned = found["proven"], found["sanctioned"]
    return [
        words(locale.span(found["as_of_from"], found["as_of"])),
        words(locale.plural("{n} person", "{n} people", proven)),
        words(locale.plural("{n} person", "{n} people", sanctioned)),
        words(said(found, "election", locale)),
        link(found["source_name"], found["source_url"]),
    ]


def _table(figures: list[Row], locale: Locale) -> pd.DataFrame:
    """Addresses are left out, since they may hold names."""
    rows = [found | {"election": said(found, "election", locale)} for found in figures]
    columns = {
        "as_of_from": locale.text("First day"),
        "as_of": locale.text("Last day"),
        "proven": locale.text("Found proven, people"),
        "sanctioned": locale.text("Sanctioned, people"),
        "election": locale.text("Election"),
        "source_name": locale.text("Source"),
    }
    return renamed(pd.DataFrame(rows, columns=list(columns)), columns)
