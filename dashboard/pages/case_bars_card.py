"""How many suspected violations are of each value of one dimension, as bars."""

from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from dashboard.charts.canvas import whole
from dashboard.charts.describe_activities import describe_ranked
from dashboard.charts.ranked_bars import most_bars, ranked_bars
from dashboard.locale import Locale
from dashboard.pages.case_dimensions import UNKNOWN, CaseDimension
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_notes, masked_rows, shown_rows
from dashboard.settings import settings

_UNTELLING: Final = ("lainnya", UNKNOWN)  # no finding begins with them


def bars_card(view: View, dimension: CaseDimension) -> None:
    """Horizontal bars of one dimension; where it is a facet, a click narrows the others."""
    exhibit, field = bars_exhibit(view, dimension), dimension.field
    on_select = partial(narrow_by_click, exhibit.key, field) if field else None
    card(view, exhibit, on_select=on_select)


def bars_exhibit(view: View, dimension: CaseDimension) -> Exhibit:
    """The cases by the values of one dimension; what is chosen of them is beside the rest."""
    locale, field = view.locale, dimension.field
    wide = replace(view, filter=view.filter.without(field)) if field else view
    chosen: tuple[str, ...] = getattr(view.filter, field) if field else ()
    rows = _ranked(wide, dimension)
    total = _total(wide, rows)
    drawn = _drawn(rows, dimension, chosen, total, view)
    return Exhibit(
        key=f"cases_by_{dimension.code}",
        title=finding(shown_rows(rows, "violations"), dimension, chosen, locale, total),
        sentence=filter_sentence(wide, ("violations",)),
        figure=ranked_bars(
            drawn,
            locale=locale,
            mode=view.mode,
            chosen=chosen,
            quiet=(UNKNOWN,),
            height=view.place.height if view.place else None,
        ),
        alt=describe_ranked(drawn, locale=locale),
        table=lambda: _table(rows, dimension, locale),
        records=total,
        notes=(
            *_notes(shown_rows(rows, "violations"), dimension, total, locale),
            *(masked_notes(rows, "violations", locale) or masked_notes(rows, "people", locale)),
        ),
    )


def _ranked(view: View, dimension: CaseDimension) -> pd.DataFrame:
    """The most frequent first, ties in the order of the enumeration, unknown last.

    Columns: value, violations, people, violations_without_people, label.
    """
    rows = view.data.ask_masked("violations_by_dimension", view.filter, dimension=dimension.code)
    order = sorted(
        range(len(rows)),
        key=lambda index: (
            rows["value"].iloc[index] == UNKNOWN,
            -(whole(rows["violations"].iloc[index]) or 0),
            dimension.place(rows["value"].iloc[index]),
        ),
    )
    ranked = rows.iloc[order].reset_index(drop=True)
    return ranked.assign(label=[dimension.label(code, view.locale) for code in ranked["value"]])


def _total(view: View, rows: pd.DataFrame) -> int:
    """All cases, also those of masked values."""
    if not masked_rows(rows, "violations"):
        return int(rows["violations"].sum())
    return int(view.data.figures("violation_figures", view.filter)["violations"])


def _drawn(
    every: pd.DataFrame,
    dimension: CaseDimension,
    chosen: tuple[str, ...],
    total: int,
    view: View,
) -> pd.DataFrame:
    """What is drawn: the frequent ones and what is chosen, one bar of the others, the unknown, and
    one of all masked values together, unless these are few themselves."""
    locale, rows = view.locale, shown_rows(every, "violations")
    stated = rows[rows["value"] != UNKNOWN]
    # One bar for a single rare value would hide its name and save nothing.
    most = dimension.most if len(stated) > dimension.most + 1 else len(stated)
    named = stated[(stated.index < most) | stated["value"].isin(chosen)]
    if view.place:
        room = most_bars(view.place.height) - (len(rows) - len(stated))
        if len(named) + (len(named) < len(stated)) > room:
            first = sorted(named.index, key=lambda at: named["value"][at] not in chosen)
            named = named.loc[sorted(first[: max(room - 1, 1)])]
    rare = stated.drop(named.index)
    bars: list[tuple[str | None, str, int]] = [
        (row["value"], row["label"], int(row["violations"])) for row in named.to_dict("records")
    ]
    if len(rare):
        words = locale.plural("{n} rarer one", "{n} rarer ones", len(rare))
        bars.append((None, words, int(rare["violations"].sum())))
    for row in rows[rows["value"] == UNKNOWN].to_dict("records"):
        bars.append((row["value"], row["label"], int(row["violations"])))
    masked, rest = masked_rows(every, "violations"), total - int(rows["violations"].sum())
    if masked and rest >= settings().small_cells:
        words = locale.plural("{n} masked value", "{n} masked values", masked)
        bars.append((None, words, rest))
    frame = pd.DataFrame(bars, columns=["code", "label", "count"])
    return frame.assign(told=[_told(count, total, locale) for count in frame["count"]])


def _told(count: int, total: int, locale: Locale) -> str:
    return locale.text("{share} cases", share=locale.share(count, total))


def finding(
    rows: pd.DataFrame,
    dimension: CaseDimension,
    chosen: tuple[str, ...],
    locale: Locale,
    total: int | None = None,
) -> str:
    """The first of what is chosen, else of all that is known, in a sentence.

    `total`: all cases, where some of them are in no row since they are masked.
    """
    total = int(rows["violations"].sum()) if total is None else total
    if total and rows.empty:
        return locale.plural(
            "{n} suspected violation became public", "{n} suspected violations became public", total
        )
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


def _notes(rows: pd.DataFrame, dimension: CaseDimension, total: int, locale: Locale) -> list[str]:
    notes = [locale.text(dimension.note)] if dimension.note else []
    unknown = int(rows.loc[rows["value"] == UNKNOWN, "violations"].sum())
    if unknown:
        share = locale.share(unknown, total)
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
