"""Cases before and after the first Pokja or signing: two counts side by side, and their limits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.charts.around_day import HEIGHT, around_day
from dashboard.charts.describe_gap import describe_around_day
from dashboard.elections import elections
from dashboard.locale import Locale, mark
from dashboard.pages.choosing import pick
from dashboard.pages.frame import (
    drawing,
    escape,
    exhibit_heading,
    filter_sentence,
    footer,
    renamed,
)
from dashboard.pages.gap_choices import EVENT, EVENT_WORDS, event, records_behind
from dashboard.pages.remembering import remembered
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit
from dashboard.press.masks import masked_rows

KEY: Final = "before_after"
WINDOW_DAYS: Final = 90
_LOW: Final = 160  # px of a figure without a case
_TOO_FEW: Final = 5  # cases, under which the numbers tell nothing
_DAY_OF: Final[Mapping[str, str]] = {
    "pokja": mark("day of the first Pokja"),
    "penandatanganan": mark("day of the first signing"),
}
_FINDINGS: Final[Mapping[str, str]] = {
    "pokja": mark(
        "{n} kabupaten/kota with a Pokja formed on a known day: {before} in the {days} days "
        "before, {after} in the {days} days from that day on"
    ),
    "penandatanganan": mark(
        "{n} kabupaten/kota with a first signing on a known day: {before} in the {days} days "
        "before, {after} in the {days} days from that day on"
    ),
}
_LEFT_OUT: Final[Mapping[str, str]] = {
    "exists": mark("Pokja already there on that day"),
    "day_unknown": mark("day not known exactly"),
    "begins_before_data": mark("days before it begin before the data do"),
    "ends_after_today": mark("days after it are not over yet"),
}


def before_after_card(view: View) -> None:
    """The two counts, what they cannot show, and their steps of 30 days."""
    locale, exhibit = view.locale, before_after_exhibit(view)
    rows, sums, steps = _answers(view)
    compared = rows[rows["left_out"].isna()]
    with st.container(border=True, key=f"card_{KEY}"):
        pick(EVENT, EVENT_WORDS, locale.text("The day around which cases are counted"), locale)
        exhibit_heading(view, exhibit)
        left, right = st.columns([42, 58], gap="medium")
        with left, st.container(border=True, key="limits"):
            _limits(sums, locale)
        with right:
            if exhibit.figure is None:
                st.info(
                    locale.text(
                        "Nothing to compare: no kabupaten/kota of this view has such a day with "
                        "{days} days of data on either side of it.",
                        days=locale.number(WINDOW_DAYS),
                    )
                )
            else:
                drawing(view, key=KEY, figure=exhibit.figure, alt=exhibit.alt)
                st.markdown(escape(_regencies(compared, locale)))
        footer(view, exhibit.records, _notes(rows, sums, steps, locale))


@remembered
def before_after_exhibit(view: View) -> Exhibit:
    """The cases in the days before and after, and what they cannot show; without a figure where no
    regency can be compared."""
    locale, asked = view.locale, _asked(view)
    rows, sums, steps = _answers(view)
    compared = rows[rows["left_out"].isna()]
    cases = _cases(sums)
    day = locale.text(_DAY_OF[view.value(EVENT)])
    notes = _notes(rows, sums, steps, locale)
    if not compared.empty:
        notes = [_caution(sums, locale), _reasons(locale)[-1], *notes]
    if masked := masked_rows(compared, "cases_before"):
        notes.append(_masked(masked, locale))
    elif cases:
        notes.append(_regencies(compared, locale))
    return Exhibit(
        key=KEY,
        title=_title(sums, view),
        sentence=filter_sentence(asked, ("violations",)),
        figure=None
        if compared.empty
        else around_day(
            steps,
            day=day,
            locale=locale,
            mode=view.mode,
            height=view.height(HEIGHT if cases else _LOW),
        ),
        alt=describe_around_day(steps, day=day, locale=locale),
        table=lambda: _table(rows, locale),
        records=records_behind(asked),
        notes=tuple(notes),
    )


def _asked(view: View) -> View:
    """Two states of the last day: the first day of the period cuts neither of the windows."""
    return replace(view, filter=replace(view.filter.within_month(), since=None).without("month"))


class _Sums(NamedTuple):
    """The cases of all regencies that are compared, together."""

    regencies: int
    before: int
    after: int
    undecided: int


def _answers(view: View) -> tuple[pd.DataFrame, _Sums, pd.DataFrame]:
    """The regencies with their counts, the sums of these, and the counts in steps of days.

    The public has no counts of a regency; then the sums are a row of their own, without one.
    """
    asked = _asked(view)
    rows, steps = (
        view.data.ask_masked(query, asked.filter, event=event(view), window_days=WINDOW_DAYS)
        for query in ("cases_around_prevention", "cases_around_prevention_over_time")
    )
    is_sum = rows["regency_code"].isna()
    regencies = rows[~is_sum]
    compared = regencies[regencies["left_out"].isna()]
    counted = rows[is_sum] if is_sum.any() else compared
    before, after, undecided = (
        int(counted[count].sum()) for count in ("cases_before", "cases_after", "cases_undecided")
    )
    count = int(compared["regency_code"].nunique())
    return regencies, _Sums(count, before, after, undecided), steps


def _cases(sums: _Sums) -> int:
    return sums.before + sums.after


def _title(sums: _Sums, view: View) -> str:
    locale = view.locale
    if not sums.regencies:
        return locale.text("No days before and after can be compared here")
    return locale.text(
        _FINDINGS[view.value(EVENT)],
        n=locale.number(sums.regencies),
        before=locale.plural("{n} case", "{n} cases", sums.before),
        after=locale.plural("{n} case", "{n} cases", sums.after),
        days=locale.number(WINDOW_DAYS),
    )


def _reasons(locale: Locale) -> list[str]:
    """Why neither number explains the other."""
    return [
        locale.text(
            "Cases are known from press reports: where the press reports more, more is on record."
        ),
        locale.text("An office that does more of its work may also find and publish more cases."),
        locale.text(
            "Pokja are formed and commitments are signed as the campaign draws near, when cases "
            "are reported more often anyway."
        ),
        locale.text(
            "Kabupaten/kota without such a day are not compared: two numbers stand side by side, "
            "and neither explains the other."
        ),
    ]


def _too_few(sums: _Sums) -> bool:
    return bool(sums.regencies) and _cases(sums) < _TOO_FEW


def _caution(sums: _Sums, locale: Locale) -> str:
    """What so many cases can tell at all."""
    if _too_few(sums):
        return locale.plural(
            "With {n} case in all the numbers are too small to read anything from them.",
            "With {n} cases in all the numbers are too small to read anything from them.",
            _cases(sums),
        )
    return locale.text("Where cases are few, one more or one less changes the picture.")


def _limits(sums: _Sums, locale: Locale) -> None:
    limits, caution = _reasons(locale), _caution(sums, locale)
    boxed = locale.text("What this comparison cannot show")
    st.markdown(f"**{escape(boxed)}**")
    if _too_few(sums):
        st.markdown(f"**{escape(caution)}**")
    else:
        limits.insert(0, caution)
    st.markdown("\n".join(f"- {escape(limit)}" for limit in limits))


def _regencies(compared: pd.DataFrame, locale: Locale) -> str:
    before, after = compared["cases_before"], compared["cases_after"]
    equal = before == after
    return locale.text(
        "More cases after than before: {more}; fewer: {fewer}; equally many: {equal} "
        "(of these without any case: {none}).",
        more=locale.share(int((after > before).sum()), len(compared)),
        fewer=locale.share(int((after < before).sum()), len(compared)),
        equal=locale.share(int(equal.sum()), len(compared)),
        none=locale.number(int((equal & (after == 0)).sum())),
    )


def _masked(count: int, locale: Locale) -> str:
    return locale.plural(
        "Cases of {n} kabupaten/kota by itself are masked; their sum is told.",
        "Cases of {n} kabupaten/kota by themselves are masked; their sums are told.",
        count,
    )


def _notes(rows: pd.DataFrame, sums: _Sums, steps: pd.DataFrame, locale: Locale) -> list[str]:
    notes = [
        locale.text(
            "The day itself counts to the days after it. Counted are cases of the same election "
            "whose possible days all lie on one side."
        )
    ]
    compared = rows[rows["left_out"].isna()]
    if compared["regency_code"].duplicated().any():
        notes.append(
            locale.text(
                "A kabupaten/kota with such a day in several elections counts once in each: "
                "{n} days are compared.",
                n=locale.number(len(compared)),
            )
        )
    if sums.undecided:
        notes.append(
            locale.plural(
                "On neither side, since its day is not known well enough: {n} case.",
                "On neither side, since their days are not known well enough: {n} cases.",
                sums.undecided,
            )
        )
    between = int(steps.loc[steps["days_from"].isna(), "violations"].sum())
    if between:
        notes.append(
            locale.plural(
                "Counted, but in no column, since it may lie in several: {n} case.",
                "Counted, but in no column, since they may lie in several: {n} cases.",
                between,
            )
        )
    out = rows["left_out"].value_counts()
    if len(out):
        notes.append(
            locale.text(
                "Left out: {list}.",
                list="; ".join(
                    f"{locale.text(words)} ({locale.number(int(out[code]))})"
                    for code, words in _LEFT_OUT.items()
                    if code in out
                ),
            )
        )
    return notes


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    return renamed(
        rows.assign(
            election=[elections()[code].name(locale) for code in rows["election"]],
            left_out=[
                "" if pd.isna(code) else locale.text(_LEFT_OUT[code]) for code in rows["left_out"]
            ],
        ),
        {
            "regency_code": locale.text("Code"),
            "regency_name": locale.text("Kabupaten/kota"),
            "province_name": locale.text("Province"),
            "election": locale.text("Election"),
            "event_on": locale.text("First possible day"),
            "event_until": locale.text("Last possible day"),
            "cases_before": locale.text("Cases before"),
            "cases_after": locale.text("Cases from the day on"),
            "cases_undecided": locale.text("Cases on neither side"),
            "left_out": locale.text("Left out because"),
        },
    )
