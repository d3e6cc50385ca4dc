"""Which types of institutions are on record, at how many activities; a click narrows to one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from dashboard.charts.institutions import describe_types, institution_bars, most_types, ordered
from dashboard.labels import INSTITUTION_TYPES, institution_label, institution_short_label
from dashboard.locale import Locale
from dashboard.pages.frame import card, filter_sentence, renamed
from dashboard.pages.institution_choices import activities_named, role
from dashboard.pages.narrowing import narrow_by_click
from dashboard.pages.remembering import remembered
from dashboard.pages.room import not_drawn
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

KEY = "institution_types_bars"


def types_card(view: View) -> None:
    """The bars; a click narrows to a type."""
    card(view, types_exhibit(view), on_select=partial(narrow_by_click, KEY, "institution_types"))


@remembered
def types_exhibit(view: View) -> Exhibit:
    """The bars; they stay whole whatever type is chosen, and bring out the chosen ones."""
    locale, chosen = view.locale, view.filter.institution_types
    whole = view.filter.without("institution_types")
    rows = view.data.ask("institutions_by_type", whole, role=role(view))
    figures = view.data.figures("institution_figures", whole, role=role(view))
    total = int(figures["activities"])
    drawn = _that_fit(rows, chosen, view.place.height) if view.place else rows
    return Exhibit(
        key=KEY,
        title=_finding(rows, total, view),
        sentence=filter_sentence(view, ("activities",), whole),
        figure=institution_bars(
            drawn,
            chosen=chosen,
            locale=locale,
            mode=view.mode,
            height=view.place.height if view.place else None,
        ),
        alt=describe_types(rows, total=total, locale=locale),
        table=lambda: _table(rows, total, locale),
        records=total,
        notes=(*not_drawn(len(rows) - len(drawn), locale), *_notes(rows, figures, locale)),
    )


def _that_fit(rows: pd.DataFrame, chosen: Sequence[str], height: int) -> pd.DataFrame:
    """The rows to draw in a room of that height: the chosen types, then the most frequent."""
    ranked = ordered(rows)
    first = ranked["institution_type"].isin(chosen)
    return pd.concat([ranked[first], ranked[~first]]).head(most_types(height))


def _finding(rows: pd.DataFrame, total: int, view: View) -> str:
    locale = view.locale
    others = ordered(rows[~rows["institution_type"].isin(["bawaslu", "lainnya"])])
    activities = activities_named(total, view)
    if others.empty or (others["activities"] == others["activities"].iloc[0]).sum() > 1:
        return locale.text(
            "Institutions of {types} types are on record at {activities}",
            types=locale.number(len(rows)),
            activities=activities,
        )
    first = others.iloc[0]
    n = int(first["activities"])
    return locale.text(
        "Beside the election supervisors, most often on record: {type}, at {n} of {activities} "
        "({share})",
        type=institution_label(first["institution_type"], locale),
        n=locale.number(n),
        activities=activities,
        share=locale.percent(n, total),
    )


def _notes(rows: pd.DataFrame, figures: "pd.Series[Any]", locale: Locale) -> list[str]:
    notes = [
        locale.text(
            "An activity is in the bar of each type on record at it, so the bars add up to more "
            "than the whole. To be on record says that an institution took part; a type without a "
            "record may have taken part unrecorded."
        )
    ]
    absent = [
        institution_short_label(code, locale)
        for code in INSTITUTION_TYPES
        if code != "lainnya" and code not in set(rows["institution_type"])
    ]
    if absent:
        notes.append(locale.text("No record known here: {list}.", list=", ".join(absent)))
    notes.append(
        locale.text(
            "Types follow from the names: {n} names fit no type and stand under “{other}”; a name "
            "that joins several offices has the type of the first.",
            n=locale.share(int(figures["institutions_other"]), int(figures["institutions"])),
            other=institution_label("lainnya", locale),
        )
    )
    if uncertain := int(figures["activities_maybe_outside"]):
        notes.append(
            locale.plural(
                "{n} activity is counted whose day may lie outside the period.",
                "{n} activities are counted whose day may lie outside the period.",
                uncertain,
            )
        )
    return notes


def _table(rows: pd.DataFrame, total: int, locale: Locale) -> pd.DataFrame:
    ranked = ordered(rows)
    return renamed(
        ranked.assign(
            name=[institution_label(code, locale) for code in ranked["institution_type"]],
            share=[locale.percent(int(n), total) for n in ranked["activities"]],
            total=total,
        ),
        {
            "name": locale.text("Type of institution"),
            "activities": locale.text("Activities"),
            "total": locale.text("of activities"),
            "share": locale.text("Share"),
            "pokja_activities": locale.text("Of them with a Pokja"),
            "signing_activities": locale.text("Of them with a signing"),
            "pokja_and_signing_activities": locale.text("Of them with both"),
            "regencies": locale.text("Kabupaten/kota"),
            "institutions": locale.text("Names on record"),
        },
    )
