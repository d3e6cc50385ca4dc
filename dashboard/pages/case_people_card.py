"""Cases and the people they concern, month by month: two counts, two axes."""

from typing import Final

import pandas as pd

from dashboard.charts.describe_cases import describe_cases_and_people
from dashboard.charts.paired_months import Counted, paired_months
from dashboard.locale import Locale
from dashboard.pages.activity_series_card import widened
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.remembering import remembered
from dashboard.pages.trend_cards import partial_months, stages_in, without_month
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "cases_and_people"
_HEIGHT: Final = 470  # px


def case_people_card(view: View) -> None:
    """Two panels that share the months; a click on a bar points at its month."""
    card(view, case_people_exhibit(view), on_select=lambda: narrow_by_click(KEY, "month"))


@remembered
def case_people_exhibit(view: View) -> Exhibit:
    """Cases and the people they concern by month, in two panels."""
    locale = view.locale
    whole = widened(view, view.filter.without("month"))
    rows = view.data.ask("violations_by_period", whole.filter, dimension="all")
    count = int(rows["violations"].sum())
    undated = int(rows.loc[rows["period_from"].isna(), "violations"].sum())
    return Exhibit(
        key=KEY,
        title=_finding(rows, count, locale),
        sentence=filter_sentence(whole, ("violations",)),
        figure=paired_months(
            rows,
            Counted(
                "violations",
                locale.text("cases per month"),
                lambda n: locale.plural("{n} case", "{n} cases", n),
            ),
            Counted(
                "people",
                locale.text("people per month, where stated"),
                lambda n: locale.plural("{n} person", "{n} people", n),
            ),
            unstated=locale.text("No case of this month states how many people"),
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            size=(view.width(390), view.height(_HEIGHT)),
            month=view.filter.month,
        ),
        alt=describe_cases_and_people(rows, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "period_from": locale.text("From"),
                "period_until": locale.text("Until"),
                "violations": locale.text("Cases"),
                "people": locale.text("People, where stated"),
                "violations_without_people": locale.text("Cases that state no people"),
            },
        ),
        records=count,
        notes=(
            locale.text(
                "A case may concern several people, so cases and people are two counts with two "
                "scales and are never added."
            ),
            *_rings(rows, locale),
            *without_month(undated, locale),
            *partial_months(whole),
        ),
        until=whole.until,
    )


def _rings(rows: pd.DataFrame, locale: Locale) -> list[str]:
    silent = rows["period_from"].notna() & (rows["violations"] > 0) & rows["people"].isna()
    if not silent.any():
        return []
    return [locale.text("Ring: cases are on record, but none of them states how many people.")]


def _finding(rows: pd.DataFrame, count: int, locale: Locale) -> str:
    if not count:
        return locale.text("No suspected violation is recorded for this filter")
    people = rows["people"].sum(min_count=1)
    if pd.isna(people):
        return locale.text("No suspected violation here states how many people it concerns")
    stated = count - int(rows["violations_without_people"].sum())
    return locale.text(
        "{n} of {total} suspected violations ({share}) state how many people they concern: "
        "{people} in all",
        n=locale.number(stated),
        total=locale.number(count),
        share=locale.percent(stated, count),
        people=locale.plural("{n} person", "{n} people", int(people)),
    )
