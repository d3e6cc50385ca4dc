"""What others published of people found proven and of people sanctioned."""

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import footer, heading, renamed
from dashboard.pages.markup import link, row, show, table, words
from dashboard.pages.profile_subject import Row, plain_rows
from dashboard.pages.record_words import said
from dashboard.pages.view import View


def published_card(view: View) -> None:
    """The published pairs as a table; nothing where there are none."""
    locale = view.locale
    figures = plain_rows(view.data.ask("published_follow_up", view.filter))
    if not figures:
        return
    with st.container(border=True, key="card_published_follow_up"):
        heading(
            view,
            key="published_follow_up",
            title=locale.text("Published by others: people found proven, and people sanctioned"),
            table=lambda: _table(figures, locale),
            asked=view.filter.whole(),
            about=("violations",),
        )
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
        footer(
            view,
            2 * len(figures),
            [
                locale.text(
                    "Published figures count people, not cases: they are never added to the cases "
                    "above. Both numbers of a row are from one source and day, but need not be "
                    "about the same people, so no share is made of them."
                )
            ],
        )


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
    return renamed(
        pd.DataFrame(rows),
        {
            "as_of_from": locale.text("First day"),
            "as_of": locale.text("Last day"),
            "proven": locale.text("Found proven, people"),
            "sanctioned": locale.text("Sanctioned, people"),
            "election": locale.text("Election"),
            "source_name": locale.text("Source"),
        },
    )
