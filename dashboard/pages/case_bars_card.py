"""How many suspected violations are of each value of one dimension, as bars."""

from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from dashboard.charts.describe_activities import describe_ranked
from dashboard.charts.ranked_bars import ranked_bars
from dashboard.locale import Locale
from dashboard.pages.case_dimensions import UNKNOWN, CaseDimension
from dashboard.pages.frame import card, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.view import View

_UNTELLING: Final = ("lainnya", UNKNOWN)  # no finding begins with them


def bars_card(view: View, dimension: CaseDimension) -> None:
    """Horizontal bars of one dimension; where it is a facet, a click narrows the others."""
    locale, field = view.locale, dimension.field
    whole = replace(view, filter=view.filter.without(field)) if field else view
    chosen: tuple[str, ...] = getattr(view.filter, field) if field else ()
    rows = _ranked(whole, dimension)
    total = int(rows["violations"].sum())
    drawn = _drawn(rows, dimension, chosen, total, locale)
    key = f"cases_by_{dimension.code}"
    card(
        whole,
        key=key,
        title=finding(rows, dimension, chosen, locale),
        figure=ranked_bars(drawn, locale=locale, mode=view.mode, chosen=chosen, quiet=(UNKNOWN,)),
        alt=describe_ranked(drawn, locale=locale),
        table=lambda: _table(rows, dimension, locale),
        records=total,
        notes=_notes(rows, dimension, locale),
        about=("violations",),
        on_select=partial(narrow_by_click, key, field) if field else None,
    )


def _ranked(view: View, dimension: CaseDimension) -> pd.DataFrame:
    """The most frequent first, ties in the order of the enumeration, unknown last.

    Columns: value, violations, people, violations_without_people, label.
    """
    rows = view.data.ask("violations_by_dimension", view.filter, dimension=dimension.code)
    order = sorted(
        range(len(rows)),
        key=lambda index: (
            rows["value"].iloc[index] == UNKNOWN,
            -int(rows["violations"].iloc[index]),
            dimension.place(rows["value"].iloc[index]),
        ),
    )
    ranked = rows.iloc[order].reset_index(drop=True)
    return ranked.assign(label=[dimension.label(code, view.locale) for code in ranked["value"]])


def _drawn(
    rows: pd.DataFrame,
    dimension: CaseDimension,
    chosen: tuple[str, ...],
    total: int,
    locale: Locale,
) -> pd.DataFrame:
    """What is drawn: the frequent ones and what is chosen, one bar of the others, the unknown."""
    stated = rows[rows["value"] != UNKNOWN]
    # One bar for a single rare value would hide its name and save nothing.
    most = dimension.most if len(stated) > dimension.most + 1 else len(stated)
    named = stated[(stated.index < most) | stated["value"].isin(chosen)]
    rare = stated.drop(named.index)
    bars: list[tuple[str | None, str, int]] = [
        (row["value"], row["label"], int(row["violations"])) for row in named.to_dict("records")
    ]
    if len(rare):
        words = locale.plural("{n} rarer one", "{n} rarer ones", len(rare))
        bars.append((None, words, int(rare["violations"].sum())))
    for row in rows[rows["value"] == UNKNOWN].to_dict("records"):
        bars.append((row["value"], row["label"], int(row["violations"])))
    frame = pd.DataFrame(bars, columns=["code", "label", "count"])
    return frame.assign(told=[_told(count, total, locale) for count in frame["count"]])


def _told(count: int, total: int, locale: Locale) -> str:
    return locale.text("{share} cases", share=locale.share(count, total))


def finding(
    rows: pd.DataFrame, dimension: CaseDimension, chosen: tuple[str, ...], locale: Locale
) -> str:
    """The first of what is chosen, else of all that is known, in a sentence."""
    total = int(rows["violations"].sum())
    if not total:
        return locale.text("No suspected violation is recorded for this filter")
    named = rows[rows["value"].isin(chosen)] if chosen else rows[rows["value"] != UNKNOWN]
    if not chosen and not (telling := named[~named["value"].isin(_UNTELLING)]).empty:
        named = telling
    if chosen and named.empty:
        return locale.text("No suspected violation of this choice is recorded")
    first = (rows if named.empty else named).iloc[0]
    if first["value"] == UNKNOWN:
        share = locale.share(int(first["violations"]), total)
        return locale.text(
            "{label}: {share} suspected violations", label=first["label"], share=share
        )
    return locale.text(
        dimension.finding,
        n=locale.number(int(first["violations"])),
        total=locale.number(total),
        share=locale.percent(int(first["violations"]), total),
        value=first["label"],
    )


def _notes(rows: pd.DataFrame, dimension: CaseDimension, locale: Locale) -> list[str]:
    notes = [locale.text(dimension.note)] if dimension.note else []
    unknown = int(rows.loc[rows["value"] == UNKNOWN, "violations"].sum())
    if unknown:
        share = locale.share(unknown, int(rows["violations"].sum()))
        label = dimension.label(UNKNOWN, locale)
        notes.append(locale.text("{label}: {share} cases.", label=label, share=share))
    return notes


def _table(rows: pd.DataFrame, dimension: CaseDimension, locale: Locale) -> pd.DataFrame:
    return renamed(
        rows,
        {
            "label": locale.text(dimension.title),
            "violations": locale.text("Cases"),
            "people": locale.text("People, where stated"),
            "violations_without_people": locale.text("Cases that state no people"),
        },
    )
