"""Elections laid over each other by the days to their voting days."""

import datetime as dt

import pandas as pd

from dashboard.charts.aligned import FIRST, LAST, aligned
from dashboard.charts.describe_activities import describe_aligned
from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.activity_series_card import HEIGHT, display_control, widened
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

_CONTROLS = 60  # px that the calendar's further controls take


def voting_day_card(view: View) -> None:
    """The lines with the way back to the calendar."""
    card(view, voting_days_exhibit(view), above=lambda: display_control(view.locale))


@remembered
def voting_days_exhibit(view: View) -> Exhibit:
    """Activities of every election so far; place and facets apply, period and election do not."""
    locale = view.locale
    every = Filter(
        provinces=view.filter.provinces,
        regencies=view.filter.regencies,
        kinds=view.filter.kinds,
        levels=view.filter.levels,
        targets=view.filter.targets,
        institution_types=view.filter.institution_types,
    )
    whole = widened(view, every)
    rows = view.data.ask("activities_to_voting_day", every)
    last = whole.until or view.data.version.published_on
    return Exhibit(
        key="voting_days",
        title=_finding(view, rows, last),
        sentence=filter_sentence(whole, ("activities",)),
        figure=aligned(
            rows,
            ends={e.id: (last - e.voting_day).days for e in elections().values()},
            locale=locale,
            mode=view.mode,
            chosen=view.filter.elections,
            height=view.height(HEIGHT + _CONTROLS),
        ),
        alt=describe_aligned(rows, locale=locale),
        table=lambda: renamed(
            rows.assign(
                election=[elections()[election].name(locale) for election in rows["election"]]
            ),
            {
                "election": locale.text("Election"),
                "voting_day": locale.text("Voting day"),
                "day": locale.text("Days after voting day"),
                "activities": locale.text("Activities"),
                "so_far": locale.text("Activities so far"),
            },
        ),
        records=int(rows["activities"].sum()),
        notes=tuple(_notes(view, rows)),
        until=whole.until,
    )


def _finding(view: View, rows: pd.DataFrame, last: dt.date) -> str:
    locale, chosen = view.locale, view.filter.elections
    if len(chosen) == 1:
        election = elections()[chosen[0]]
        mine = rows[(rows["election"] == election.id) & rows["day"].notna()]
        count = int(mine.loc[mine["day"] <= 0, "activities"].sum())
        name = election.name(locale)
        if last < election.voting_day:
            return locale.plural(
                "{election}: {n} activity on record so far",
                "{election}: {n} activities on record so far",
                count,
                election=name,
            )
        return locale.plural(
            "{election}: {n} activity on record by voting day",
            "{election}: {n} activities on record by voting day",
            count,
            election=name,
        )
    return locale.plural(
        "{n} election by the days to its voting day",
        "{n} elections by the days to their voting days",
        rows["election"].nunique(),
    )


def _notes(view: View, rows: pd.DataFrame) -> list[str]:
    locale = view.locale

    def count(where: "pd.Series[bool]") -> int:
        return int(rows.loc[where, "activities"].sum())

    days = rows["day"].fillna(0)
    undated, early = count(rows["day"].isna()), count(days < FIRST)
    late = count(days > LAST)
    notes = [
        locale.text(
            "Counts, not shares: the elections were held in different numbers of regions. A line "
            "ends where the records end."
        )
    ]
    if view.filter.since or view.filter.until or view.filter.month:
        notes.append(locale.text("The chosen period does not apply here."))
    if early:
        notes.append(
            locale.plural(
                "{n} activity from more than a year before voting day is in the height at which "
                "its line begins.",
                "{n} activities from more than a year before voting day are in the height at which "
                "their lines begin.",
                early,
            )
        )
    if late:
        notes.append(
            locale.plural(
                "More than 60 days after voting day, not drawn: {n} record.",
                "More than 60 days after voting day, not drawn: {n} records.",
                late,
            )
        )
    if undated:
        notes.append(_without_day(undated, locale))
    return notes


def _without_day(count: int, locale: Locale) -> str:
    return locale.plural(
        "Without a known day, not drawn: {n} record.",
        "Without a known day, not drawn: {n} records.",
        count,
    )
