"""The factual text for the press: its parts, put together from sentences that queries give."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.filters import Filter
from dashboard.locale import Locale, mark
from dashboard.press.answers import Answers
from dashboard.press.exhibit import origin
from dashboard.press.masks import Withheld, state_of
from dashboard.press.sentences import (
    Scope,
    case_sentences,
    coverage_sentences,
    handling_not_told,
    handling_sentences,
    prevention_sentences,
)
from dashboard.press.simulated import marked, words
from dashboard.settings import settings

# What the text can say, in its order.
PARTS: Final = {
    "cakupan": mark("Coverage"),
    "pencegahan": mark("Prevention"),
    "kasus": mark("Cases"),
    "penanganan": mark("What became of the cases"),
    "perubahan": mark("Since the last briefing"),
    "metode": mark("Method and limits"),
}

_METHOD: Final = mark(
    "Method: counted from published records ({records}), data version {version} of "
    "{published}; coverage is a state as of a day, activities and cases are counted in a "
    "period, a joint event counts once."
)
_SIMULATED_METHOD: Final = mark(
    "Method: counted from simulated records ({records}), data version {version} of "
    "{published}; coverage is a state as of a day, activities and cases are counted in a "
    "period, a joint event counts once."
)


@dataclass(frozen=True)
class Part:
    """One part of the text: its name in the address, its heading, its sentences."""

    name: str
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """The text: what it is called, the filter in words, its parts, where its numbers come from.

    `mark`: the words that simulated records carry; empty for real ones.
    """

    title: str
    sentence: str
    parts: tuple[Part, ...]
    origin: str
    link: str
    mark: str = ""

    def text(self) -> str:
        """The whole as plain text, a sentence a line; a mark begins, ends and heads each part."""
        ends = [self.mark] if self.mark else []
        blocks = [*ends, f"{self.title}\n{self.sentence}"]
        for part in self.parts:
            blocks.append("\n".join([marked(self.mark, part.heading), *part.sentences]))
        blocks += [f"{self.origin}\n{self.link}", *ends]
        return "\n\n".join(blocks) + "\n"


def release(
    data: Answers,
    chosen: Filter,
    until: dt.date | None,
    locale: Locale,
    *,
    parts: Sequence[str],
    changes: Sequence[str],
    published: dt.date,
    link: str,
) -> Release:
    """The text about a filter, whose records stand until that day, with these `parts` of `PARTS`.

    `changes`: the sentences about what changed since the last briefing; that part is left out where
    there are none. `published`: the day of the data version, in the capital's time. `link`: the
    permanent address of what the text tells. Raises `QueryError`.
    """
    if until is None:
        told = {"cakupan": [locale.text("Nothing is on record for this filter.")]}
        title = locale.text("Neutrality of the civil service in elections: figures on record")
    else:
        told = _told(data, chosen, Scope(chosen, until, locale), parts)
        title = locale.text(
            "Neutrality of the civil service in elections: figures on record until {day}",
            day=locale.date(until),
        )
    told |= {"perubahan": list(changes), "metode": list(method(data, chosen, published, locale))}
    said: set[str] = set()
    made = []
    for name, heading in PARTS.items():
        # The same thing may follow from two parts; it is said where it comes first.
        sentences = [sentence for sentence in told.get(name, ()) if sentence not in said]
        said.update(sentences)
        if sentences and (name in parts or until is None):
            made.append(Part(name, locale.text(heading), tuple(sentences)))
    return Release(
        title,
        chosen.sentence(locale, ("activities", "violations")),
        tuple(made),
        " · ".join(_origin(data, until, locale)),
        link,
        words(locale, data.version.manifest.simulated),
    )


def _told(
    data: Answers, chosen: Filter, scope: Scope, parts: Sequence[str]
) -> dict[str, list[str]]:
    """The sentences of the parts about figures that are asked for."""
    told: dict[str, list[str]] = {}
    if "cakupan" in parts:
        told["cakupan"] = coverage_sentences(data.figures("key_figures", chosen), scope)
    if "pencegahan" in parts:
        told["pencegahan"] = prevention_sentences(data.figures("activity_figures", chosen), scope)
    if "kasus" in parts:
        figures = data.figures("violation_figures", chosen)
        told["kasus"] = case_sentences(figures, _statuses(data, chosen), scope)
    if "penanganan" in parts:
        told["penanganan"] = _handling(data, chosen, scope)
    return told


def _handling(data: Answers, chosen: Filter, scope: Scope) -> list[str]:
    try:
        return handling_sentences(
            data.figures("case_way_figures", chosen),
            _statuses(data, chosen),
            data.figures("follow_up_figures", chosen),
            data.ask_masked("deadlines_by_step", chosen),
            chosen.within_month().until or data.version.published_on,
            scope,
        )
    except Withheld:
        return [handling_not_told(scope.locale)]


def _statuses(data: Answers, chosen: Filter) -> pd.DataFrame | None:
    """Cases by status; None where the public may not know them."""
    try:
        return data.ask_masked("violations_by_dimension", chosen, dimension="status")
    except Withheld:
        return None


def _origin(data: Answers, until: dt.date | None, locale: Locale) -> list[str]:
    """Source, as-of day and data version; how many records there are the method says."""
    day = [locale.text("data until {day}", day=locale.date(until))] if until else []
    return [
        origin(locale, data.version.manifest.simulated),
        *day,
        locale.text("data version {version}", version=data.version.number),
    ]


def method(data: Answers, chosen: Filter, published: dt.date, locale: Locale) -> tuple[str, str]:
    """How the figures come about and what they cannot show, in a line each."""
    behind = data.figures("records_behind", chosen)
    records = locale.plural(
        "{n} record of activities", "{n} records of activities", int(behind["state_records"])
    )
    if state_of(behind, "flow_violations") == "shown":
        records = locale.text(
            "{activities} and {cases}",
            activities=records,
            cases=locale.plural(
                "{n} record of cases", "{n} records of cases", int(behind["flow_violations"])
            ),
        )
    else:
        records = locale.text("{activities} and a masked number of cases", activities=records)
    simulated = data.version.manifest.simulated
    basis = locale.text(
        _SIMULATED_METHOD if simulated else _METHOD,
        records=records,
        version=data.version.number,
        published=locale.date(published),
    )
    if simulated:
        return basis, locale.text(
            "Limits: the records are simulated; nothing in this text tells of real events."
        )
    if settings().data_complete:
        return basis, locale.text(
            "Limits: the owner of the data declares the records complete; nothing is known of what "
            "was never recorded. A case is suspected until it is found proven."
        )
    return basis, locale.text(
        "Limits: not a census; what is not on record may have been done or have happened all the "
        "same, so regions are not ranked. A case is suspected until it is found proven."
    )
