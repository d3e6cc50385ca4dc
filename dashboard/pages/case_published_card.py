"""What others published about the places of the filter: never added to the cases."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.elections import elections
from dashboard.locale import Locale
from dashboard.pages.figure_words import amount, what_is_counted
from dashboard.pages.frame import exhibit_heading, filter_sentence, footer, renamed
from dashboard.pages.markup import and_more, link, muted, row, show, table, words
from dashboard.pages.profile_subject import Row, plain_rows
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.regions import regions

KEY: Final = "published_beside"
_MOST: Final = 10  # rows drawn; the others stand in the table


def case_published_card(view: View) -> None:
    """A list of the latest published figures, each with its day and source."""
    locale, exhibit = view.locale, case_published_exhibit(view)
    figures = _figures(view)
    with st.container(border=True, key=f"card_{KEY}"):
        exhibit_heading(view, exhibit)
        if figures:
            heads = [
                locale.text("Value"),
                locale.text("What is counted"),
                locale.text("As of"),
                locale.text("Source"),
            ]
            show(table("beside", heads, (_row(figure, view) for figure in figures[:_MOST])))
            and_more(len(figures), _MOST, _MOST, locale)
        else:
            st.info(
                locale.text(
                    "No figure that others published about these places is on record: empty, not "
                    "zero."
                )
            )
        footer(view, exhibit.records, exhibit.notes)


@remembered
def case_published_exhibit(view: View) -> Exhibit:
    """The latest published figures about the places of the filter, as a table."""
    figures = _figures(view)
    return Exhibit(
        key=KEY,
        title=_title(view, len(figures)),
        sentence=filter_sentence(view),
        table=lambda: _table(figures, view.locale),
        brief=lambda: _brief(figures, view.locale),
        records=len(figures),
        notes=tuple(_notes(view, figures)),
    )


def _figures(view: View) -> list[Row]:
    return plain_rows(view.data.ask("region_figures", view.filter))


def _title(view: View, count: int) -> str:
    locale, place = view.locale, view.filter.place(view.locale)
    if not (view.filter.provinces or view.filter.regencies):
        if not count:
            return locale.text("No figure published by others about the whole country")
        return locale.plural(
            "{n} figure published by others about the whole country, not added to the cases",
            "{n} figures published by others about the whole country, not added to the cases",
            count,
        )
    if not count:
        return locale.text("No figure published by others about {place}", place=place)
    return locale.plural(
        "{n} figure published by others about {place}, not added to the cases",
        "{n} figures published by others about {place}, not added to the cases",
        count,
        place=place,
    )


def _row(figure: Row, view: View) -> str:
    locale = view.locale
    beside = []
    if len(view.filter.regencies or view.filter.provinces) > 1:
        beside.append(regions().name(figure["region_code"]))
    if len(view.filter.elections) != 1:
        beside.append(elections()[figure["election"]].name(locale))
    counted = words(what_is_counted(figure, locale)) + muted(", ".join(beside))
    return row(
        [
            words(amount(figure["value"], figure["unit"], locale)),
            counted,
            words(locale.span(figure["as_of_from"], figure["as_of"])),
            link(figure["source_name"], figure["source_url"]),
        ]
    )


def _notes(view: View, figures: list[Row]) -> list[str]:
    locale, chosen = view.locale, view.filter
    notes = [
        locale.text("Figures of others are never summed and never added to the cases."),
        locale.text(
            "Each is the latest by the end of the period; neither its start nor facets narrow them."
        ),
    ]
    if len(figures) > 1:
        notes.append(
            locale.text("Figures that contradict each other stand side by side, as published.")
        )
    places = chosen.regencies or chosen.provinces
    missing = len(set(places) - {figure["region_code"] for figure in figures})
    if figures and missing:
        notes.append(
            locale.text(
                "{share} of the chosen places have no figure of their own.",
                share=locale.share(missing, len(places)),
            )
        )
    if not places:
        notes.append(locale.text("Only figures about the nation as a whole."))
    elif not chosen.regencies:
        notes.append(locale.text("Only figures about the province as a whole."))
    return notes


def _table(figures: list[Row], locale: Locale) -> pd.DataFrame:
    """Addresses are left out, since they may hold names."""
    rows = [
        {
            "place": locale.text("All of Indonesia")
            if figure["region_code"] is None
            else regions().name(figure["region_code"]),
            "election": elections()[figure["election"]].name(locale),
            "value": amount(figure["value"], figure["unit"], locale),
            "counted": what_is_counted(figure, locale),
            "first": figure["as_of_from"],
            "last": figure["as_of"],
            "source": figure["source_name"],
        }
        for figure in figures
    ]
    columns = {
        "place": locale.text("Region"),
        "election": locale.text("Election"),
        "value": locale.text("Value"),
        "counted": locale.text("What is counted"),
        "first": locale.text("First day"),
        "last": locale.text("Last day"),
        "source": locale.text("Source"),
    }
    return renamed(pd.DataFrame(rows, columns=list(columns)), columns)


def _brief(figures: list[Row], locale: Locale) -> pd.DataFrame:
    """What a sheet has room for: regions and elections only where there are several."""
    table = _table(figures, locale)
    places = [locale.text("Region"), locale.text("Election")]
    told = [name for name in places if table[name].nunique() > 1]
    figure = [locale.text("Value"), locale.text("What is counted")]
    return table[[*told, *figure, locale.text("Last day"), locale.text("Source")]]
