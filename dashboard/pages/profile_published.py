"""Places in the risk index and figures of others: two more things, never added to cases."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.figure_words import amount, what_is_counted
from dashboard.pages.frame import escape, exhibit_heading, filter_sentence, renamed, source_line
from dashboard.pages.markup import (
    SCREEN_ONLY,
    and_more,
    link,
    paragraph,
    row,
    show,
    table,
    words,
)
from dashboard.pages.profile_subject import Row, Subject, plain_rows
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

PUBLISHED: Final = "region_published"
_FIGURES, _PRINTED_FIGURES = 8, 2


def published_card(view: View, subject: Subject) -> None:
    """Places in the risk index and figures of others: two more things, never added to cases."""
    locale = view.locale
    figures, places = _found(view)
    if not places and not figures:
        return
    exhibit = profile_published_exhibit(view, subject)
    with st.container(border=True, key=f"card_{PUBLISHED}"):
        exhibit_heading(view, exhibit)
        if places:
            show(*(paragraph(_index_place(found, locale)) for found in places))
        if figures:
            heads = [
                locale.text("Value"),
                locale.text("What is counted"),
                locale.text("As of"),
                locale.text("Source"),
            ]
            cells = (
                row(
                    [
                        words(amount(found["value"], found["unit"], locale)),
                        words(what_is_counted(found, locale)),
                        words(locale.span(found["as_of_from"], found["as_of"])),
                        link(found["source_name"], found["source_url"]),
                    ],
                    SCREEN_ONLY if place >= _PRINTED_FIGURES else "",
                )
                for place, found in enumerate(figures[:_FIGURES])
            )
            show(table("figures", heads, cells))
            and_more(len(figures), _FIGURES, _PRINTED_FIGURES, locale)
        st.caption(escape(" ".join([*exhibit.notes, source_line(view, exhibit.records)])))


def profile_published_exhibit(view: View, subject: Subject) -> Exhibit:
    """Places in the risk index and figures of others about the region, as a table."""
    locale = view.locale
    figures, places = _found(view)
    parts = [part for part in _parts(figures, places, locale) if part]
    if parts:
        title = locale.text("What others published: {what}", what=", ".join(parts))
    else:
        title = locale.text("{place}: no figure of others is on record", place=subject.name)
    return Exhibit(
        key=PUBLISHED,
        title=title,
        sentence=filter_sentence(view),
        table=lambda: _figure_table(figures, places, locale),
        records=len(figures) + len(places),
        notes=(locale.text("Figures of others are never summed and never added to the cases."),),
    )


def _found(view: View) -> tuple[list[Row], list[Row]]:
    """The figures of others, and the places in the risk index."""
    figures = view.data.ask("region_figures", view.filter)
    places = view.data.ask("region_risk_index", view.filter)
    return plain_rows(figures), plain_rows(places)


def _parts(figures: list[Row], places: list[Row], locale: Locale) -> list[str]:
    return [
        locale.plural("{n} figure", "{n} figures", len(figures)) if figures else "",
        locale.plural("{n} place in the risk index", "{n} places in the risk index", len(places))
        if places
        else "",
    ]


def _index_place(found: Row, locale: Locale) -> str:
    ranking = (
        locale.text("among kabupaten/kota")
        if found["level"] == "kabupaten_kota"
        else locale.text("among provinces")
    )
    told = locale.text(
        "Risk index of {day}: place {rank} {ranking}",
        day=locale.date(found["as_of"]),
        rank=locale.number(found["rank"]),
        ranking=ranking,
    )
    if found["score"] is not None:
        told += ", " + locale.text("score {score}", score=locale.number(found["score"], 2))
    return f"{words(told)} ({link(found['source_name'], found['source_url'])})"


def _figure_table(figures: list[Row], places: list[Row], locale: Locale) -> pd.DataFrame:
    """Addresses are left out, since they may hold names."""
    rows = [
        {
            "value": amount(found["value"], found["unit"], locale),
            "counted": what_is_counted(found, locale),
            "first": found["as_of_from"],
            "last": found["as_of"],
            "source": found["source_name"],
        }
        for found in figures
    ] + [
        {
            "value": locale.text("place {rank}", rank=locale.number(found["rank"])),
            "counted": locale.text("Risk index"),
            "first": found["as_of"],
            "last": found["as_of"],
            "source": found["source_name"],
        }
        for found in places
    ]
    columns = {
        "value": locale.text("Value"),
        "counted": locale.text("What is counted"),
        "first": locale.text("First day"),
        "last": locale.text("Last day"),
        "source": locale.text("Source"),
    }
    return renamed(pd.DataFrame(rows, columns=list(columns)), columns)
