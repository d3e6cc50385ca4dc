"""Who was at which event of a region; the latest events first, a few at a time."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.attendance import (
    attendance_matrix,
    describe_attendance,
    events_in_order,
    names_left_out,
)
from dashboard.labels import institution_label, kind_label
from dashboard.locale import Locale
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.institution_choices import EVENTS, activities_named, role
from dashboard.pages.remembering import remembered
from dashboard.pages.room import room
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

AT_ONCE = 8  # events drawn, as many as a narrow screen holds


def events_card(view: View) -> None:
    """The events with the way to earlier and later ones."""
    page, pages, total = _pages(view)
    card(view, events_exhibit(view), above=lambda: _pager(page, pages, total, view.locale))


def _pages(view: View) -> tuple[int, int, int]:
    """The page of events that is shown, from 1; how many pages and how many events there are."""
    figures = view.data.figures("institution_figures", view.filter, role=role(view))
    total = int(figures["activities"]) - int(figures["activities_without_institution"])
    pages = max(-(-total // AT_ONCE), 1)
    return min(int(view.value(EVENTS)), pages), pages, total


@remembered
def events_exhibit(view: View) -> Exhibit:
    """Institutions by event."""
    locale = view.locale
    figures = view.data.figures("institution_figures", view.filter, role=role(view))
    page, pages, total = _pages(view)
    rows = view.data.ask(
        "institution_events",
        view.filter,
        role=role(view),
        skip=(page - 1) * AT_ONCE,
        most=AT_ONCE,
    )
    return Exhibit(
        key="institution_events",
        title=locale.plural(
            "{place}: {n} name of an institution at {activities}",
            "{place}: {n} names of institutions at {activities}",
            int(figures["institutions"]),
            place=view.filter.place(locale),
            activities=activities_named(total, view),
        ),
        sentence=filter_sentence(view, ("activities",)),
        figure=attendance_matrix(rows, locale=locale, mode=view.mode, room=room(view)),
        alt=describe_attendance(rows, locale=locale),
        table=lambda: _table(rows, locale),
        records=rows["event"].nunique(),
        notes=tuple(_notes(view, rows, page, pages, total)),
    )


def _pager(page: int, pages: int, total: int, locale: Locale) -> None:
    if pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="event_pages"):
        st.button(
            locale.text("Earlier events"),
            icon=":material/chevron_left:",
            disabled=page >= pages,
            on_click=EVENTS.choose,
            args=(str(page + 1),),
            key="events_earlier",
        )
        st.button(
            locale.text("Later events"),
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=page <= 1,
            on_click=EVENTS.choose,
            args=(str(page - 1),),
            key="events_later",
        )
        st.caption(_which_events(page, total, locale), width="content")


def _which_events(page: int, total: int, locale: Locale) -> str:
    first = (page - 1) * AT_ONCE + 1
    return locale.text(
        "Events {first} to {last} of {total}, counted from the latest",
        first=locale.number(first),
        last=locale.number(min(first + AT_ONCE - 1, total)),
        total=locale.number(total),
    )


def _notes(view: View, rows: pd.DataFrame, page: int, pages: int, total: int) -> list[str]:
    locale = view.locale
    notes = [f"{_which_events(page, total, locale)}."] if view.place and pages > 1 else []
    notes += [
        locale.text(
            "A mark says that the institution is on record at the event. Where the event was a "
            "signing, participants signed; the records do not say which of them signed and who "
            "refused."
        ),
        locale.text("No mark means that no record is known, not that the institution was absent."),
    ]
    if not rows["month_known"].astype(bool).all():
        notes.append(
            locale.text("Events whose day does not lie in one known month stand at the right end.")
        )
    if left := names_left_out(rows, locale=locale, room=room(view)):
        notes.append(
            locale.plural(
                "{n} more institution is in the table.",
                "{n} more institutions are in the table.",
                left,
            )
        )
    return notes


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    place = {event: index for index, event in enumerate(events_in_order(rows)["event"])}
    said = {True: locale.text("yes"), False: locale.text("no")}
    in_order = rows.assign(place=[place[event] for event in rows["event"]]).sort_values(
        ["place", "institution"], kind="stable", ignore_index=True
    )
    records: list[dict[Any, Any]] = in_order.to_dict("records")
    return renamed(
        in_order.assign(
            day=[locale.span(row["date_from"], row["date_to"]) for row in records],
            kind=[kind_label(row["kind"], locale) for row in records],
            type=[institution_label(row["institution_type"], locale) for row in records],
            pokja=[said[bool(row["with_pokja"])] for row in records],
            signing=[
                said[True] if row["with_signing"] else locale.text("not on record")
                for row in records
            ],
        ),
        {
            "day": locale.text("Day"),
            "kind": locale.text("Kind"),
            "title": locale.text("Event"),
            "institution": locale.text("Institution"),
            "type": locale.text("Type of institution"),
            "pokja": locale.text("At a Pokja event"),
            "signing": locale.text("At an event with a signing"),
        },
    )
