"""Cases of a place by month, as the public may have them: all kinds together, small ones masked."""

from collections.abc import Callable
from functools import wraps

import pandas as pd

from dashboard.charts.describe_cases import describe_masked_months
from dashboard.charts.masked_months import masked_months
from dashboard.locale import Locale
from dashboard.pages.activity_series_card import widened
from dashboard.pages.frame import filter_sentence, renamed
from dashboard.pages.trend_cards import partial_months, stages_in, without_month
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Tile
from dashboard.press.masks import (
    Withheld,
    masked_note,
    masked_rows,
    sign,
    signed,
    state_of,
    states_of,
)
from dashboard.settings import settings

_HEIGHT = 400  # px


def or_months(key: str, compose: Callable[[View], Exhibit]) -> Callable[[View], Exhibit]:
    """`compose`, with the cases by month alone where its answers are withheld of a place."""

    @wraps(compose)
    def composed(view: View) -> Exhibit:
        try:
            return compose(view)
        except Withheld:
            return _months_exhibit(key, view)

    return composed


def _months_exhibit(key: str, view: View) -> Exhibit:
    """The cases of a filter by month, not divided any further.

    Without a month that is told and has a case there is no figure, but how many are on record and
    how many months are masked. Raises `Withheld` where the filter names something else of cases.
    """
    locale = view.locale
    whole = widened(view, view.filter.without("month"))
    rows = view.data.ask_masked("violations_by_period", whole.filter, dimension="all")
    figures = view.data.figures("violation_figures", whole.filter)
    if (state := state_of(figures, "violations")) != "shown":
        raise Withheld(state)
    count = int(figures["violations"])
    dated = rows[rows["period_from"].notna()]
    masked = masked_rows(dated, "violations")
    told = dated.assign(sign=_signs(dated))
    is_drawn = bool((dated["violations"].fillna(0) > 0).any())
    unit = locale.text("reported cases per month")
    return Exhibit(
        key=key,
        title=locale.plural(
            "{n} suspected violation became public", "{n} suspected violations became public", count
        ),
        sentence=filter_sentence(whole, ("violations",)),
        figure=masked_months(
            told,
            unit=unit,
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            size=(view.width(390), view.height(_HEIGHT)),
            month=view.filter.month,
        )
        if is_drawn
        else None,
        tiles=() if is_drawn else _tiles(count, masked, locale),
        alt=describe_masked_months(told, masked=masked, locale=locale),
        table=lambda: _table(rows, locale),
        records=count,
        notes=(
            locale.text(
                "Of a place, the public is told cases by month alone: not of which kind they are, "
                "nor how many people they concern."
            ),
            *([masked_note(masked_rows(rows, "violations"), locale)] if masked else []),
            *([_look(locale)] if masked and is_drawn else []),
            *_undated(rows, locale),
            *partial_months(whole),
            locale.text("By the day the source made the case public, not the day it was filed."),
        ),
        until=whole.until,
    )


def _signs(rows: pd.DataFrame) -> list[str]:
    return ["" if s == "shown" else sign(s) for s in states_of(rows, "violations")]


def _tiles(count: int, masked: int, locale: Locale) -> tuple[Tile, ...]:
    return (
        Tile(
            locale.text("Suspected violations"),
            locale.number(count),
            locale.text("all months together"),
        ),
        Tile(
            locale.text("Masked months"),
            locale.number(masked),
            locale.text(
                "Counts of cases under {least} are masked so that nobody can be recognised.",
                least=locale.number(settings().small_cells),
            ),
        ),
    )


def _look(locale: Locale) -> str:
    return locale.text(
        "Masked months are hatched; their height says nothing. In charts that can be edited they "
        "have a ring in place of a bar: that is not 0."
    )


def _undated(rows: pd.DataFrame, locale: Locale) -> list[str]:
    undated = rows[rows["period_from"].isna()]
    if masked_rows(undated, "violations"):
        (told,) = signed(undated, "violations")
        return [locale.text("Without a known month, not drawn: {n}.", n=told)]
    return without_month(int(undated["violations"].sum()), locale)


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return renamed(
        rows,
        {
            "period_from": locale.text("From"),
            "period_until": locale.text("Until"),
            "violations": locale.text("Cases"),
        },
    )
