"""What differs between two data versions under one filter: the key figures, as sentences.

Serves the press release (since the last briefing) and the notice on links to an older version.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.filters import Filter
from dashboard.locale import Count, Locale, Masked, mark
from dashboard.press.answers import Answers
from dashboard.press.masks import Withheld
from dashboard.press.sentences import count_of
from dashboard.settings import settings

# The compared figures with what is counted, and the query and column each comes from.
_FIGURES: Final = {
    "pokja": ("key_figures", "regencies_with_pokja", mark("kabupaten/kota with a Pokja")),
    "signed": ("key_figures", "regencies_signed", mark("kabupaten/kota that have signed")),
    "activities": ("activity_figures", "activities", mark("prevention activities")),
    "participants": ("activity_figures", "participants", mark("participants")),
    "cases": ("violation_figures", "violations", mark("cases of suspected violation")),
    "decided": ("case_way_figures", "decided", mark("decided cases")),
    "forwarded": ("case_way_figures", "forwarded", mark("forwarded cases")),
    "sanctioned": ("case_way_figures", "sanctioned", mark("sanctioned cases")),
}
_SILENT: Final = {"participants": ("activities", "activities_without_participants")}

Figure = Count | None
"""A compared figure; None where no source states it."""


@dataclass(frozen=True)
class Difference:
    """One key figure that two versions give differently; `figure` is its name here."""

    figure: str
    before: Figure
    after: Figure

    def what(self, locale: Locale) -> str:
        """What the figure counts."""
        return locale.text(_FIGURES[self.figure][2])


def differences(before: Answers, after: Answers, chosen: Filter) -> list[Difference]:
    """The key figures that differ under the same filter, in the order of the overview.

    Counts that are masked alike do not differ: nothing more is known of them.
    """
    old, new = _figures(before, chosen), _figures(after, chosen)
    return [Difference(name, old[name], new[name]) for name in _FIGURES if old[name] != new[name]]


def any_masked(data: Answers, chosen: Filter) -> bool:
    """Whether a key figure is masked under the filter, so that it cannot be compared."""
    return any(isinstance(figure, Masked) for figure in _figures(data, chosen).values())


def _figures(data: Answers, chosen: Filter) -> dict[str, Figure]:
    return {name: _figure(data, name, chosen) for name in _FIGURES}


def _figure(data: Answers, name: str, chosen: Filter) -> Figure:
    query, column, _ = _FIGURES[name]
    try:
        row = data.figures(query, chosen)
    except Withheld as error:
        state = "hidden" if error.state == "shown" else error.state
        return Masked(state, settings().small_cells)
    if name in _SILENT:
        whole, silent = (row[part] for part in _SILENT[name])
        if whole == silent:
            return None
    return count_of(row, column)


def written(figure: Figure, locale: Locale) -> str:
    """A figure in words; a dash where it is not stated."""
    return "–" if figure is None else locale.count(figure)


def before_and_after(difference: Difference, locale: Locale) -> str:
    """`kabupaten/kota dengan Pokja: 31 → 43`, short enough for a notice."""
    return locale.text(
        "{what}: {before} → {after}",
        what=difference.what(locale),
        before=written(difference.before, locale),
        after=written(difference.after, locale),
    )


def change_sentences(
    found: Sequence[Difference],
    day: dt.date,
    versions: tuple[int, int],
    locale: Locale,
    *,
    masked: bool = False,
) -> list[str]:
    """What changed since the `day` of the last briefing, between two `versions`, sentence by
    sentence; that nothing did, or nothing was published since, is a sentence too.

    `masked`: some key figures are, so that of these no change can be told.
    """
    before, after = versions
    if before == after:
        return [
            locale.text(
                "Since {day} no other data have been published: data version {version} was the "
                "current one then, too.",
                day=locale.date(day),
                version=before,
            )
        ]
    compared = {"day": locale.date(day), "before": before, "after": after}
    if not found and masked:
        return [
            locale.text(
                "Since {day} none of the key figures that are told has changed (data versions "
                "{before} and {after}); others are masked so that nobody can be recognised.",
                **compared,
            )
        ]
    if not found:
        return [
            locale.text(
                "Since {day} none of the key figures has changed (data versions {before} and "
                "{after}).",
                **compared,
            )
        ]
    if masked:
        basis = locale.text(
            "Compared are the data versions {before} and {after} under the same filter; other key "
            "figures have not changed or are masked so that nobody can be recognised.",
            **compared,
        )
    else:
        basis = locale.text(
            "Compared are the data versions {before} and {after} under the same filter; other key "
            "figures have not changed.",
            **compared,
        )
    return [*(_sentence(difference, day, locale) for difference in found), basis]


def nothing_to_compare(day: dt.date, locale: Locale) -> list[str]:
    """Says that no version is as old as the last briefing."""
    return [
        locale.text(
            "What changed since {day} cannot be told: no data version is as old as that.",
            day=locale.date(day),
        )
    ]


def _sentence(difference: Difference, day: dt.date, locale: Locale) -> str:
    before, after = difference.before, difference.after
    given = {
        "day": locale.date(day),
        "before": written(before, locale),
        "after": written(after, locale),
    }
    if before is None:
        return locale.text(
            "Since {day} the number of {what} is {after}; before, none was stated.",
            what=difference.what(locale),
            **given,
        )
    if after is None:
        return locale.text(
            "Since {day} the number of {what} is no longer stated; before, it was {before}.",
            what=difference.what(locale),
            **given,
        )
    if isinstance(before, Masked) or isinstance(after, Masked):
        return locale.text(
            "Since {day} the number of {what} has changed: from {before} to {after}.",
            what=difference.what(locale),
            **given,
        )
    if after < before:
        return locale.text(
            "Since {day} the recorded number of {what} has fallen by {n}: from {before} to "
            "{after}.",
            what=difference.what(locale),
            n=locale.number(before - after),
            **given,
        )
    return locale.text(
        "Since {day}, {more} on record: from {before} to {after}.",
        more=_more(difference.figure, after - before, locale),
        **given,
    )


def _more(figure: str, n: int, locale: Locale) -> str:
    """By how much a figure has grown: `12 kabupaten/kota lagi dengan Pokja`."""
    match figure:
        case "pokja":
            return locale.plural(
                "{n} more kabupaten/kota with a Pokja", "{n} more kabupaten/kota with a Pokja", n
            )
        case "signed":
            return locale.plural(
                "{n} more kabupaten/kota that has signed",
                "{n} more kabupaten/kota that have signed",
                n,
            )
        case "activities":
            return locale.plural(
                "{n} more prevention activity", "{n} more prevention activities", n
            )
        case "participants":
            return locale.plural("{n} more stated participant", "{n} more stated participants", n)
        case "cases":
            return locale.plural(
                "{n} more case of suspected violation", "{n} more cases of suspected violation", n
            )
        case "decided":
            return locale.plural("{n} more decided case", "{n} more decided cases", n)
        case "forwarded":
            return locale.plural("{n} more forwarded case", "{n} more forwarded cases", n)
        case _:
            return locale.plural("{n} more sanctioned case", "{n} more sanctioned cases", n)
