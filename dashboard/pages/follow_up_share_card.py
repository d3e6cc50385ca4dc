"""How the share of forwarded cases with an answer on record develops, month by month."""

from typing import Final

import pandas as pd

from dashboard.charts.describe_follow_up import describe_share
from dashboard.charts.follow_up import SHARE_HEIGHT, answered_share
from dashboard.locale import Locale, mark
from dashboard.pages.choosing import pick
from dashboard.pages.follow_up_words import as_of
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.remembering import remembered
from dashboard.pages.trend_cards import stages_in
from dashboard.pages.view import View, one_of
from dashboard.press.exhibit import Exhibit

SHARE: Final = "answered_share"

# Few records tell the day of forwarding, all tell when they became public.
BASIS: Final = one_of("dasar_bulan", ("terbit", "diteruskan"))
_BASES: Final = {
    "terbit": mark("By month made public"),
    "diteruskan": mark("By month of forwarding"),
}
_QUERY_BASIS: Final = {"terbit": "reported", "diteruskan": "forwarded"}
_FINDINGS: Final = {
    "terbit": mark(
        "An answer is on record for {share} forwarded cases; shown by the month they became public"
    ),
    "diteruskan": mark(
        "An answer is on record for {share} forwarded cases; shown by the month of forwarding"
    ),
}


def share_card(view: View) -> None:
    """The share with the choice of what it goes by."""
    locale = view.locale
    card(
        view,
        share_exhibit(view),
        above=lambda: pick(BASIS, _BASES, locale.text("Months by"), locale),
    )


@remembered
def share_exhibit(view: View) -> Exhibit:
    """The share of forwarded cases with an answer on record, of all cases until each month."""
    locale, basis = view.locale, view.value(BASIS)
    figures = view.data.figures("follow_up_figures", view.filter)
    rows = view.data.ask("follow_up_over_time", view.filter, basis=_QUERY_BASIS[basis])
    forwarded, answered = int(figures["forwarded"]), int(figures["answered"])
    title = locale.text("No forwarded case is on record for this filter")
    if forwarded:
        title = locale.text(_FINDINGS[basis], share=locale.share(answered, forwarded))
    return Exhibit(
        key=SHARE,
        title=title,
        sentence=filter_sentence(view, ("violations",)),
        figure=answered_share(
            rows,
            stages=stages_in(view),
            locale=locale,
            mode=view.mode,
            height=view.height(SHARE_HEIGHT),
            width=view.width(390),
        ),
        alt=describe_share(rows, locale=locale),
        table=lambda: renamed(
            rows,
            {
                "month": locale.text("Month"),
                "forwarded": locale.text("Forwarded"),
                "answered": locale.text("With an answer on record"),
                "forwarded_to_date": locale.text("Forwarded, all months so far"),
                "answered_to_date": locale.text("With an answer on record, all months so far"),
            },
        ),
        records=forwarded,
        notes=tuple(_notes(view, rows, forwarded, locale)),
    )


def _notes(view: View, rows: pd.DataFrame, forwarded: int, locale: Locale) -> list[str]:
    left_out = int(rows.loc[rows["month"].isna(), "forwarded"].sum())
    notes = [
        locale.text(
            "Answers are those on record by {day}, in whichever month they came: most have no day.",
            day=locale.date(as_of(view)),
        )
    ]
    if left_out:
        notes.append(
            locale.text(
                "Not drawn, since their month is not known: {share} cases.",
                share=locale.share(left_out, forwarded),
            )
        )
    return notes
