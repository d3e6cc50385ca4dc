"""The region beside its province and the country, and beside itself earlier."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts.comparison_bars import comparison_bars
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.pages.frame import (
    drawing,
    escape,
    exhibit_heading,
    filter_sentence,
    renamed,
    source_line,
)
from dashboard.pages.markup import (
    SCREEN_ONLY,
    paragraph,
    row,
    show,
    table,
    words,
)
from dashboard.pages.profile_head import LEAST_CASES
from dashboard.pages.profile_subject import Row, Subject
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

COMPARISON: Final = "region_comparison"
_SMALLEST: Final = 0.01  # cases per 100,000 inhabitants that are written in figures


def comparison_card(view: View, subject: Subject) -> None:
    """The region beside its province and the country, and beside itself earlier."""
    locale, exhibit = view.locale, comparison_exhibit(view, subject)
    levels = list(subject.levels.values())
    with st.container(border=True, key=f"card_{COMPARISON}"):
        exhibit_heading(view, exhibit)
        with st.container(key="bars"):
            drawing(view, key="comparison_bars", figure=exhibit.figure, alt=exhibit.alt)
        show(f'<div class="print-only">{_printed(_bars(view, subject), levels, locale)}</div>')
        _earlier(view, subject)
        st.caption(escape(" ".join([*exhibit.notes, source_line(view, exhibit.records)])))


def comparison_exhibit(view: View, subject: Subject) -> Exhibit:
    """The region's numbers beside those of its province and the country."""
    locale, levels = view.locale, list(subject.levels.values())
    rows = _bars(view, subject)
    others = [locale.text("Indonesia")]
    if subject.is_regency:
        others.insert(0, subject.province_name)
    return Exhibit(
        key=COMPARISON,
        title=locale.text(
            "{place} beside {others}", place=subject.name, others=_listed(others, locale)
        ),
        sentence=filter_sentence(view, ("activities", "violations")),
        figure=comparison_bars(
            pd.DataFrame(rows),
            locale=locale,
            mode=view.mode,
            height=view.place.height if view.place else None,
            width=view.place.width if view.place else 0,
        ),
        alt=_spoken(rows),
        table=lambda: _comparison_table(levels, locale),
        records=_behind_nation(view),
        notes=(
            locale.text(
                "Activities per kabupaten/kota count a joint event in each it names; "
                "those that name none are not in them."
            ),
            locale.text("Under {n} cases there is no rate.", n=LEAST_CASES),
        ),
    )


def _bars(view: View, subject: Subject) -> list[Row]:
    """The rows of `comparison_bars`, those of the subject marked as its own."""
    groups = _groups(list(subject.levels.values()), view)
    return [row | {"own": row["level"] == subject.level} for rows in groups for row in rows]


def _listed(names: list[str], locale: Locale) -> str:
    if len(names) == 1:
        return names[0]
    return locale.text("{list} and {last}", list=", ".join(names[:-1]), last=names[-1])


def _behind_nation(view: View) -> int:
    nation = Filter(
        (), (), view.filter.since, view.filter.until, view.filter.elections, view.filter.month
    )
    behind = view.data.figures("records_behind", nation)
    return int(behind["state_records"]) + int(behind["flow_violations"])


def _groups(levels: list[Row], view: View) -> list[list[Row]]:
    locale = view.locale
    year = levels[-1]["population_year"]
    rate_title = locale.text("Cases per 100,000 inhabitants ({year})", year=year)
    most_activities = max(float(level["activities_per_regency"]) for level in levels)
    most_rate = max(float(level["violations_per_100k"] or 0) for level in levels)
    return [
        [
            _share(level, "regencies_with_pokja", locale.text("Pokja on record"), locale)
            for level in levels
        ],
        [
            _share(level, "regencies_signed", locale.text("Commitment signed"), locale)
            for level in levels
        ],
        [
            _line(
                level,
                locale.text("Activities per kabupaten/kota"),
                float(level["activities_per_regency"]),
                most_activities,
                _mean(level, locale),
                locale,
            )
            for level in levels
        ],
        [
            _line(
                level,
                rate_title,
                level["violations_per_100k"],
                most_rate,
                _rate(level, locale),
                locale,
            )
            for level in levels
        ],
    ]


def _line(
    level: Row, group: str, value: float | None, full: float, told: str, locale: Locale
) -> Row:
    return {
        "group": group,
        "place": level["region_name"] or locale.text("Indonesia"),
        "value": value,
        "full": full,
        "words": told,
        "level": level["level"],
        "own": False,
    }


def _share(level: Row, name: str, group: str, locale: Locale) -> Row:
    n, total = int(level[name]), int(level["regencies"])
    if level["level"] == "regency":
        told = locale.text("on record") if n else locale.text("no record")
        return _line(level, group, None, 1, told, locale)
    return _line(level, group, n / total, 1, locale.share(n, total), locale)


def _mean(level: Row, locale: Locale) -> str:
    n, total = int(level["activities_by_regency"]), int(level["regencies"])
    if level["level"] == "regency":
        return locale.number(n)
    return locale.text(
        "{mean} ({n} in {total})",
        mean=locale.number(level["activities_per_regency"], 2),
        n=locale.number(n),
        total=locale.number(total),
    )


def _rate(level: Row, locale: Locale) -> str:
    cases = locale.plural("{n} case", "{n} cases", int(level["violations"]))
    if level["violations_per_100k"] is None:
        return cases
    rate = float(level["violations_per_100k"])
    # A rate that two decimals would write as zero is none.
    written = f"<{locale.number(_SMALLEST, 2)}" if 0 < rate < _SMALLEST else locale.number(rate, 2)
    return f"{written} ({cases})"


def _spoken(rows: list[Row]) -> str:
    groups = dict.fromkeys(found["group"] for found in rows)
    return " ".join(
        f"{group}: "
        + "; ".join(
            f"{found['place']} {found['words']}" for found in rows if found["group"] == group
        )
        + "."
        for group in groups
    )


def _printed(rows: list[Row], levels: list[Row], locale: Locale) -> str:
    """The bars' numbers as a table, which takes less room on paper."""
    heads = ["", *(level["region_name"] or locale.text("Indonesia") for level in levels)]
    groups = dict.fromkeys(found["group"] for found in rows)
    return table(
        "compared",
        heads,
        (
            row([words(group), *(words(f["words"]) for f in rows if f["group"] == group)])
            for group in groups
        ),
    )


def _earlier(view: View, subject: Subject) -> None:
    """The same region in the period before and a year before, where a closed period is chosen."""
    locale = view.locale
    earlier = [view.filter.previous(), view.filter.year_before()]
    if not any(earlier):
        show(
            paragraph(
                words(
                    locale.text("Choose a period with two days to compare it with the one before.")
                ),
                f"muted {SCREEN_ONLY}",
            )
        )
        return
    asked: list[tuple[str, Any]] = [(view.filter.period(locale), subject.figures)]
    asked += [
        (past.period(locale), view.data.figures("key_figures", past)) for past in earlier if past
    ]
    heads = [
        locale.text("Period"),
        locale.text("Activities"),
        locale.text("Participants"),
        locale.text("Cases"),
    ]
    cells = (
        row(
            [
                words(period),
                words(locale.number(int(figures["activities"]))),
                words(
                    "–"
                    if pd.isna(figures["participants"])
                    else locale.number(int(figures["participants"]))
                ),
                words(locale.number(int(figures["violations"]))),
            ]
        )
        for period, figures in asked
    )
    show(table("counted numbers", heads, cells))


def _comparison_table(levels: list[Row], locale: Locale) -> pd.DataFrame:
    frame = pd.DataFrame(levels)
    frame["region_name"] = frame["region_name"].fillna(locale.text("Indonesia"))
    return renamed(
        frame,
        {
            "region_name": locale.text("Region"),
            "regencies": locale.text("Kabupaten/kota"),
            "regencies_with_pokja": locale.text("Kabupaten/kota with Pokja"),
            "regencies_signed": locale.text("Kabupaten/kota signed"),
            "districts": locale.text("Kecamatan"),
            "districts_signed": locale.text("Kecamatan signed"),
            "activities": locale.text("Activities"),
            "activities_by_regency": locale.text("Activities counted in each kabupaten/kota"),
            "activities_per_regency": locale.text("Activities per kabupaten/kota"),
            "violations": locale.text("Cases"),
            "population": locale.text("Inhabitants"),
            "population_year": locale.text("Population of the year"),
            "violations_per_100k": locale.text("Cases per 100,000 inhabitants (from 3 cases)"),
        },
    )
