"""Which kinds of suspected violations belong to which stage of the election."""

from typing import Final

import pandas as pd

from dashboard.charts.describe_cases import describe_stage_table
from dashboard.charts.matrix import Cell, count_matrix, most_rows
from dashboard.labels import CASE_STAGES, CATEGORIES, category_label
from dashboard.locale import Locale
from dashboard.pages.case_dimensions import BY_STAGE, UNKNOWN
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.room import not_drawn, room
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY: Final = "categories_by_stage"
CONFIRMED: Final = "penetapan"  # from here on there are candidates, before it only would-be ones


def case_stage_card(view: View) -> None:
    """Categories by stages."""
    card(view, case_stage_exhibit(view))


@remembered
def case_stage_exhibit(view: View) -> Exhibit:
    """Categories by stages, the stages in the order of the calendar."""
    locale = view.locale
    rows = view.data.ask("violations_by_stage", view.filter)
    cells = {
        (row["category"], row["stage"]): Cell(
            int(row["violations"]),
            locale.plural("{n} case", "{n} cases", int(row["violations"])),
        )
        for row in rows.to_dict("records")
    }
    stages = set(rows["stage"])
    columns = {code: BY_STAGE.label(code, locale) for code in CASE_STAGES if code in stages}
    categories = _frequent(rows)
    place = room(view)
    drawn = categories
    if place and columns:
        drawn = categories[: most_rows(columns.values(), place)]
    return Exhibit(
        key=KEY,
        title=finding(rows, locale),
        sentence=filter_sentence(view, ("violations",)),
        figure=count_matrix(
            cells,
            rows={code: category_label(code, locale) for code in drawn},
            columns=columns,
            zero="",
            locale=locale,
            mode=view.mode,
            two_lines=True,
            room=place,
        ),
        alt=describe_stage_table(cells, columns, locale=locale),
        table=lambda: _table(rows, locale),
        records=int(rows["violations"].sum()),
        notes=(
            *not_drawn(len(categories) - len(drawn), locale),
            locale.text(
                "For civil servants (ASN) a breach before candidates are confirmed counts as one "
                "of ethics, afterwards as one of discipline (joint decree of five institutions, "
                "22 September 2022)."
            ),
            locale.text(BY_STAGE.note),
        ),
    )


def _frequent(rows: pd.DataFrame) -> list[str]:
    """The categories that occur, the most frequent first, the unknown last."""
    totals = rows.groupby("category")["violations"].sum()
    order = list(CATEGORIES)
    return sorted(
        totals.index, key=lambda code: (code == UNKNOWN, -int(totals[code]), order.index(code))
    )


def finding(rows: pd.DataFrame, locale: Locale) -> str:
    """How many became public since there are candidates. `rows` of `violations_by_stage`."""
    total = int(rows["violations"].sum())
    if not total:
        return locale.text("No suspected violation is recorded for this filter")
    known = [code for code in CASE_STAGES if code != UNKNOWN]
    since = known[known.index(CONFIRMED) :]
    after = int(rows.loc[rows["stage"].isin(since), "violations"].sum())
    if not rows["stage"].isin(known).any():
        # Nothing is known about before and after, and that is not a zero.
        return locale.text(
            "{label}: {share} suspected violations",
            label=BY_STAGE.label(UNKNOWN, locale),
            share=locale.share(total, total),
        )
    return locale.text(
        "{n} of {total} suspected violations ({share}) are known to have become public since "
        "candidates were confirmed",
        n=locale.number(after),
        total=locale.number(total),
        share=locale.percent(after, total),
    )


def _table(rows: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    order = {code: place for place, code in enumerate(CASE_STAGES)}
    places = [order[code] for code in rows["stage"]]
    sorted_rows = rows.assign(place=places).sort_values(
        ["place", "violations", "category"], ascending=[True, False, True], kind="stable"
    )
    readable = sorted_rows.assign(
        stage=[BY_STAGE.label(code, locale) for code in sorted_rows["stage"]],
        category=[category_label(code, locale) for code in sorted_rows["category"]],
    )
    return renamed(
        readable,
        {
            "stage": locale.text("Stage of the election"),
            "category": locale.text("Category"),
            "violations": locale.text("Cases"),
        },
    )
