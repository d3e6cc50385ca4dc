"""Query results as correct sentences, with numerator, denominator and day, in both languages.

Every function takes the answers it speaks of and a `Scope`, and returns sentences that can be
quoted one by one. Three things are kept apart in words: nothing on record is never “nothing was
done”, what no source states is never 0, and a count that is `Masked` is neither. A case is
suspected until its own status says more.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dashboard.facets import Narrowed
from dashboard.filters import Filter
from dashboard.locale import Count, Locale, Masked, mark
from dashboard.press.masks import masked_note, state_column, state_of
from dashboard.settings import settings

Figures = Mapping[Any, Any] | pd.Series


@dataclass(frozen=True)
class Scope:
    """What sentences are about: the filter, and the day until which its records stand."""

    chosen: Filter
    until: dt.date
    locale: Locale

    @property
    def by_day(self) -> str:
        """`Hingga 31 Oktober 2024`."""
        return self.locale.text("By {day}", day=self.locale.date(self.until))

    @property
    def period(self) -> str:
        """The period of flows in words, as a sentence begins with it."""
        locale, since = self.locale, self.chosen.within_month().since
        if since is None:
            return self.by_day
        if since > self.until:  # nothing is on record after the first day
            return locale.text("Since {day}", day=locale.date(since))
        if since == self.until:
            return locale.text("On {day}", day=locale.date(since))
        return locale.text(
            "From {since} to {until}", since=locale.date(since), until=locale.date(self.until)
        )

    @property
    def election(self) -> str:
        """`untuk Pilkada Serentak 2024`.

        Several are counted together: a Pokja for one of them is none for each.
        """
        locale, names = self.locale, self.chosen.election_names(self.locale)
        if not self.chosen.elections:
            return locale.text("(all elections together)")
        if len(self.chosen.elections) > 1:
            return locale.text("({elections} together)", elections=names)
        if locale.language == "en":  # the name begins with a capital, and is a word in English
            names = names[0].lower() + names[1:]
        return locale.text("for the {election}", election=names)

    def about(self, table: Narrowed) -> str:
        """The election, the places and the facets of a table's flows in words."""
        words = [self.election]
        if self.chosen.regencies or self.chosen.provinces:
            place = self.locale.text("in {place}", place=self.chosen.place(self.locale))
            # What is in brackets comes last.
            words.insert(1 if len(self.chosen.elections) == 1 else 0, place)
        if narrowing := self.chosen.narrowing(self.locale, (table,)):
            words.append(f"({'; '.join(narrowing)})")
        return " ".join(words)

    def regencies(self, total: int) -> str:
        """The regencies that are counted: `35 kabupaten/kota di Jawa Tengah`."""
        locale, place = self.locale, self.chosen.place(self.locale)
        if self.chosen.regencies:
            return locale.text(
                "{n} chosen kabupaten/kota ({place})", n=locale.number(total), place=place
            )
        if self.chosen.provinces:
            return locale.text("{n} kabupaten/kota in {place}", n=locale.number(total), place=place)
        return locale.plural("{n} kabupaten/kota", "{n} kabupaten/kota", total)


@dataclass(frozen=True)
class Wording:
    """The sentences about a part of a whole, as messages of the catalogue.

    `some` names `{part}`, as “31 of 514 (6.0%)”; `none` and `every` name `{whole}`; `yes` and `no`
    speak of a whole of one. All may name what the caller gives.
    """

    some: str
    none: str
    every: str
    yes: str
    no: str

    def sentence(self, n: int, total: int, whole: str, locale: Locale, **given: str) -> str:
        """The sentence for `n` of a `total` above 0, which is called `whole`."""
        if n == 0:
            message = self.no if total == 1 else self.none
        elif n == total:
            message = self.yes if total == 1 else self.every
        else:
            message = self.some
        return locale.text(message, part=_part(n, total, whole, locale), whole=whole, **given)


def _part(n: int, total: int, whole: str, locale: Locale) -> str:
    """`31 dari 514 kabupaten/kota (6,0%)`."""
    return locale.text(
        "{n} of {whole} ({share})",
        n=locale.number(n),
        whole=whole,
        share=locale.percent(n, total),
    )


POKJA: Final = Wording(
    some=mark("{period}, a Neutrality Pokja is on record in {part} {election}."),
    none=mark("{period}, a Neutrality Pokja is on record in none of {whole} {election}."),
    every=mark("{period}, a Neutrality Pokja is on record in all {whole} {election}."),
    yes=mark("{period}, a Neutrality Pokja is on record in {place} {election}."),
    no=mark("{period}, no Neutrality Pokja is on record in {place} {election}."),
)
SIGNED: Final = Wording(
    some=mark("{period}, a signed commitment to neutrality is on record in {part} {election}."),
    none=mark(
        "{period}, a signed commitment to neutrality is on record in none of {whole} {election}."
    ),
    every=mark(
        "{period}, a signed commitment to neutrality is on record in all {whole} {election}."
    ),
    yes=mark("{period}, a signed commitment to neutrality is on record in {place} {election}."),
    no=mark("{period}, no signed commitment to neutrality is on record in {place} {election}."),
)
NEITHER: Final = Wording(
    some=mark(
        "{period}, neither a Pokja nor a signing is on record in {part} {election}, which does not "
        "mean that nothing was done there."
    ),
    none=mark("{period}, all {whole} have a Pokja or a signing on record {election}."),
    every=mark(
        "{period}, neither a Pokja nor a signing is on record in any of {whole} {election}, which "
        "does not mean that nothing was done there."
    ),
    yes=mark("What is not on record in {place} may have been done all the same."),
    no="",
)
ACTIVE: Final = Wording(
    some=mark("{period}, at least one activity is on record in {part} {election}."),
    none=mark("None of these activities names a kabupaten/kota."),
    every=mark("{period}, at least one activity is on record in all {whole} {election}."),
    yes="",
    no="",
)
NAMED: Final = Wording(
    some=mark("{period}, at least one of these cases names {part}."),
    none=mark("None of these cases names a kabupaten/kota."),
    every=mark("{period}, at least one of these cases names each of {whole}."),
    yes="",
    no="",
)
DECIDED: Final = Wording(
    some=mark("{period}, a decision is on record in {part} {about}."),
    none=mark("{period}, a decision is on record in none of {whole} {about}."),
    every=mark("{period}, a decision is on record in all {whole} {about}."),
    yes=mark("{period}, a decision is on record in the {whole} {about}."),
    no=mark("{period}, no decision is on record in the {whole} {about}."),
)
FORWARDED: Final = Wording(
    some=mark("{period}, {part} went on record as forwarded or recommended to the competent body."),
    none=mark(
        "{period}, none of {whole} is on record as forwarded or recommended to a competent body."
    ),
    every=mark(
        "{period}, all {whole} went on record as forwarded or recommended to the competent body."
    ),
    yes=mark("{period}, the case is on record as forwarded or recommended to the competent body."),
    no=mark("{period}, the case is not on record as forwarded or recommended to a competent body."),
)
SANCTIONED: Final = Wording(
    some=mark("{period}, a sanction is on record in {part}."),
    none=mark("{period}, a sanction is on record in none of {whole}."),
    every=mark("{period}, a sanction is on record in all {whole}."),
    yes=mark("{period}, a sanction is on record in the case."),
    no=mark("{period}, no sanction is on record in the case."),
)
ANSWERED: Final = Wording(
    some=mark("By {day}, an answer or a sanction is on record for {part}."),
    none=mark(
        "By {day}, an answer or a sanction is on record for none of {whole}, which does not mean "
        "that there was none."
    ),
    every=mark("By {day}, an answer or a sanction is on record for all {whole}."),
    yes=mark("By {day}, an answer or a sanction is on record for the forwarded case."),
    no=mark(
        "By {day}, no answer or sanction is on record for the forwarded case, which does not mean "
        "that there was none."
    ),
)

# How a status reads behind a number, in the order of a case's way.
_STATUSES: Final[Mapping[str, str]] = {
    "diterima": mark("{n} received"),
    "tidak_diregistrasi": mark("{n} not registered"),
    "diregistrasi": mark("{n} registered"),
    "diproses": mark("{n} being examined"),
    "tidak_terbukti": mark("{n} found not proven"),
    "dihentikan": mark("{n} closed"),
    "terbukti": mark("{n} found proven"),
    "diteruskan": mark("{n} forwarded or recommended to the competent body"),
    "sanksi": mark("{n} sanctioned"),
    "unknown": mark("{n} without a known status"),
}
_PROVEN: Final = {"terbukti", "sanksi"}
_TRACKS: Final[Mapping[str, str]] = {
    "forwarded_other_law": mark("{n} as suspected breaches of other law"),
    "forwarded_crime": mark("{n} as suspected crimes (Gakkumdu)"),
    "forwarded_unknown": mark("{n} to a recipient that is not on record"),
}
_DEADLINES: Final[Mapping[str, str]] = {
    "kept": mark("{n} kept"),
    "missed": mark("{n} missed"),
    "running": mark("{n} running"),
    "unknown": mark("{n} that cannot be judged, since the days are not on record"),
}


def coverage_sentences(figures: Figures, scope: Scope) -> list[str]:
    """Which regencies have a Pokja, have signed, have neither; `figures` of `key_figures`."""
    total = int(figures["regencies"])
    if total == 0:
        return []
    given = {
        "period": scope.by_day,
        "election": scope.election,
        "place": scope.chosen.place(scope.locale),
    }
    told = [(POKJA, "regencies_with_pokja"), (SIGNED, "regencies_signed")]
    if total > 1 or figures["regencies_with_neither"]:
        told.append((NEITHER, "regencies_with_neither"))
    whole = scope.regencies(total)
    return [
        wording.sentence(int(figures[name]), total, whole, scope.locale, **given)
        for wording, name in told
    ]


def prevention_sentences(figures: Figures, scope: Scope) -> list[str]:
    """How many activities, where, with how many participants; `figures` of `activity_figures`."""
    locale, about = scope.locale, scope.about("activities")
    activities = int(figures["activities"])
    if activities == 0:
        return [
            locale.text(
                "{period}, no prevention activity is on record {about}.",
                period=scope.period,
                about=about,
            )
        ]
    found = [
        locale.plural(
            "{period}, {n} prevention activity is on record {about}.",
            "{period}, {n} prevention activities are on record {about}.",
            activities,
            period=scope.period,
            about=about,
        )
    ]
    found += _maybe_outside(int(figures["activities_maybe_outside"]), locale)
    total = int(figures["regencies"])
    if total > 1:
        found.append(
            ACTIVE.sentence(
                int(figures["regencies_with_activity"]),
                total,
                scope.regencies(total),
                locale,
                period=scope.period,
                election=scope.election,
            )
        )
    return [*found, _participants(figures, activities, locale)]


def _participants(figures: Figures, activities: int, locale: Locale) -> str:
    """How many took part, where that is stated: what is not stated is not 0."""
    stated = activities - int(figures["activities_without_participants"])
    if stated == 0:
        return locale.plural(
            "The number of participants of the activity is not stated.",
            "The number of participants is not stated for any of the {n} activities.",
            activities,
        )
    people = locale.plural("{n} person", "{n} people", int(figures["participants"]))
    if stated == activities:
        return locale.plural(
            "The number of participants of the activity is stated: {people}.",
            "The number of participants is stated for all {n} activities: {people} altogether.",
            activities,
            people=people,
        )
    whole = locale.plural("{n} activity", "{n} activities", activities)
    return locale.text(
        "The number of participants is stated for {part}: {people} altogether.",
        part=_part(stated, activities, whole, locale),
        people=people,
    )


def case_sentences(figures: Figures, statuses: pd.DataFrame | None, scope: Scope) -> list[str]:
    """How many cases, where, how far, about how many people.

    `figures` of `violation_figures`; `statuses` of `violations_by_dimension` by status, None where
    the public may not know them.
    """
    locale = scope.locale
    cases = count_of(figures, "violations")
    if cases == 0:
        return [_no_case(scope), *_preliminary(figures, locale)]
    if isinstance(cases, Masked) and cases.state == "hidden":
        return [
            locale.text(
                "{period}, the number of cases of suspected violation of neutrality {about} is "
                "masked, so that nobody can be recognised.",
                period=scope.period,
                about=scope.about("violations"),
            )
        ]
    found = [_cases(cases, statuses, scope)]
    found += _maybe_outside(count_of(figures, "violations_maybe_outside"), locale)
    total, named = int(figures["regencies"]), count_of(figures, "regencies_with_violations")
    if total > 1 and not isinstance(named, Masked):
        found.append(
            NAMED.sentence(
                named,
                total,
                scope.regencies(total),
                locale,
                period=scope.period,
            )
        )
    known = _by_status(statuses)
    if told := _listed(_STATUSES, known, locale):
        found.append(locale.text("By the last status on record: {list}.", list=told))
    if masked := sum(isinstance(n, Masked) for n in known.values()):
        found.append(masked_note(masked, locale))
    return [*found, *_people(figures, cases, locale), *_preliminary(figures, locale)]


def _no_case(scope: Scope) -> str:
    return scope.locale.text(
        "{period}, no suspected violation of neutrality is on record {about}.",
        period=scope.period,
        about=scope.about("violations"),
    )


def _cases(cases: Count, statuses: pd.DataFrame | None, scope: Scope) -> str:
    """How many cases, called what their status allows."""
    locale, given = scope.locale, {"period": scope.period, "about": scope.about("violations")}
    if _all_proven(statuses):
        return locale.plural(
            "{period}, {n} case of violated neutrality, found proven, is on record {about}.",
            "{period}, {n} cases of violated neutrality, all found proven, are on record {about}.",
            cases,
            **given,
        )
    return locale.plural(
        "{period}, {n} case of suspected violation of neutrality is on record {about}.",
        "{period}, {n} cases of suspected violation of neutrality are on record {about}.",
        cases,
        **given,
    )


def _all_proven(statuses: pd.DataFrame | None) -> bool:
    """Whether every case is found proven, so that none is only suspected."""
    known = _by_status(statuses)
    return bool(known) and set(known) <= _PROVEN


def _by_status(statuses: pd.DataFrame | None) -> dict[str, Count]:
    """Cases by status, without those of which none is on record."""
    rows = [] if statuses is None else statuses.astype(object).to_dict("records")
    counted = {str(row["value"]): count_of(row, "violations") for row in rows}
    return {status: n for status, n in counted.items() if n != 0}


def _people(figures: Figures, cases: Count, locale: Locale) -> list[str]:
    """How many people the cases concern, where that is stated."""
    silent = count_of(figures, "violations_without_people")
    people = None if silent == cases else count_of(figures, "people")
    if isinstance(cases, Masked) or isinstance(silent, Masked) or isinstance(people, Masked):
        return []  # a masked number of cases leaves nothing to say about the people in them
    if people is None:
        return [
            locale.plural(
                "How many people the case concerns is not stated.",
                "How many people they concern is not stated for any of the {n} cases.",
                cases,
            )
        ]
    words = locale.plural("{n} person", "{n} people", people)
    if silent == 0:
        return [
            locale.plural(
                "The case concerns {people}; cases and people are two counts.",
                "The {n} cases concern {people}; cases and people are two counts.",
                cases,
                people=words,
            )
        ]
    whole = locale.plural("{n} case", "{n} cases", cases)
    return [
        locale.text(
            "How many people they concern is stated for {part}: {people}; cases and people are two "
            "counts.",
            part=_part(cases - silent, cases, whole, locale),
            people=words,
        )
    ]


def _preliminary(figures: Figures, locale: Locale) -> list[str]:
    """Initial information, which is counted apart."""
    n = count_of(figures, "preliminary_information")
    if n == 0 or isinstance(n, Masked):
        return []
    return [
        locale.plural(
            "Apart from cases, {n} piece of initial information is on record, no case yet.",
            "Apart from cases, {n} pieces of initial information are on record, no cases yet.",
            n,
        )
    ]


def handling_sentences(
    way: Figures,
    statuses: pd.DataFrame | None,
    follow_up: Figures,
    deadlines: pd.DataFrame,
    as_of: dt.date,
    scope: Scope,
) -> list[str]:
    """What became of the cases: decided, forwarded, answered, sanctioned, in time.

    `way` of `case_way_figures`; `statuses` of `violations_by_dimension` by status; `follow_up` of
    `follow_up_figures` and `deadlines` of `deadlines_by_step`, both as of the day `as_of`.
    """
    locale = scope.locale
    received = count_of(way, "received")
    if received == 0:
        return [_no_case(scope)]
    if isinstance(received, Masked):
        return [handling_not_told(locale)]
    if _all_proven(statuses):
        named = locale.plural("{n} case found proven", "{n} cases found proven", received)
    else:
        named = locale.plural(
            "{n} case of suspected violation", "{n} cases of suspected violation", received
        )
    given = {"period": scope.period, "about": scope.about("violations")}

    def part(wording: Wording, name: str, whole: str) -> list[str]:
        n = count_of(way, name)
        if isinstance(n, Masked):
            return []
        return [wording.sentence(n, received, whole, locale, **given)]

    tracks = _listed(_TRACKS, {name: count_of(way, name) for name in _TRACKS}, locale)
    found = [
        *part(DECIDED, "decided", named),
        *part(FORWARDED, "forwarded", named),
        *([locale.text("Of those forwarded: {list}.", list=tracks)] if tracks else []),
        *_answers(follow_up, as_of, locale),
        *part(SANCTIONED, "sanctioned", locale.plural("{n} case", "{n} cases", received)),
        *_deadlines(deadlines, as_of, locale),
    ]
    steps = [count_of(way, name) for name in ("decided", "forwarded", "sanctioned")]
    if any(isinstance(n, Masked) for n in steps):
        found.append(handling_not_told(locale))
    return found


def handling_not_told(locale: Locale) -> str:
    """Says that the public is not told, or not all, of what became of cases."""
    return locale.text(
        "What became of the cases of chosen regions is not fully told, so that nobody can be "
        "recognised."
    )


def _answers(figures: Figures, as_of: dt.date, locale: Locale) -> list[str]:
    """Whether forwarded cases are answered, and since when the others wait."""
    forwarded, answered = count_of(figures, "forwarded"), count_of(figures, "answered")
    if forwarded == 0 or isinstance(forwarded, Masked) or isinstance(answered, Masked):
        return []
    whole = locale.plural("{n} forwarded case", "{n} forwarded cases", forwarded)
    found = [ANSWERED.sentence(answered, forwarded, whole, locale, day=locale.date(as_of))]
    waiting, undated = count_of(figures, "waiting"), count_of(figures, "waiting_undated")
    if waiting == 0 or isinstance(waiting, Masked) or isinstance(undated, Masked):
        return found
    if undated == waiting:
        return [
            *found,
            locale.plural(
                "Since when the unanswered case has been waiting cannot be told: the day of "
                "forwarding is not on record.",
                "Since when the {n} unanswered cases have been waiting cannot be told: the days of "
                "forwarding are not on record.",
                waiting,
            ),
        ]
    found.append(
        locale.plural(
            "The unanswered case waiting longest was forwarded {n} day before.",
            "The unanswered case waiting longest was forwarded {n} days before.",
            int(figures["longest_days"]),
        )
    )
    if undated:
        found.append(
            locale.plural(
                "For {n} further unanswered case the day of forwarding is not on record.",
                "For {n} further unanswered cases the day of forwarding is not on record.",
                undated,
            )
        )
    return found


def _deadlines(steps: pd.DataFrame, as_of: dt.date, locale: Locale) -> list[str]:
    """How many of the law's deadlines were kept, over all steps of all cases."""
    rows = steps.astype(object).to_dict("records")
    counts = {name: [count_of(row, name) for row in rows] for name in ("cases", *_DEADLINES)}
    if any(isinstance(n, Masked) for column in counts.values() for n in column):
        return []
    sums = {name: sum(n for n in column if isinstance(n, int)) for name, column in counts.items()}
    if sums["cases"] == 0:
        return []
    found = [
        locale.plural(
            "By {day}, of {n} deadline on a step of a case: {list}.",
            "By {day}, of {n} deadlines on steps of cases: {list}.",
            sums["cases"],
            day=locale.date(as_of),
            list=_listed(_DEADLINES, sums, locale),
        )
    ]
    if any(row["confidence"] != "L" and row["cases"] for row in rows):
        found.append(
            locale.text("Some of these deadlines are not confirmed by a text of the law read here.")
        )
    return found


def _maybe_outside(n: Count, locale: Locale) -> list[str]:
    """Says that a count holds records whose day may lie outside the period."""
    if n == 0 or isinstance(n, Masked):
        return []
    return [
        locale.plural(
            "Of these records, {n} may lie outside the period.",
            "Of these records, {n} may lie outside the period.",
            n,
        )
    ]


def _listed(messages: Mapping[str, str], counts: Mapping[str, Count], locale: Locale) -> str:
    """The counts above 0 that are not masked in words, in the order of `messages`."""
    told = [
        locale.text(message, n=locale.count(counts[name]))
        for name, message in messages.items()
        if (count := counts.get(name, 0)) and not isinstance(count, Masked)
    ]
    return enumerated(told, locale)


def enumerated(words: Sequence[str], locale: Locale) -> str:
    """`a`, `a dan b`, `a, b dan c`; empty for nothing."""
    if len(words) < 2:
        return "".join(words)
    return locale.text("{list} and {last}", list=", ".join(words[:-1]), last=words[-1])


def count_of(figures: Figures, name: str) -> Count:
    """A count of a single row or of a row of a table, `Masked` where the public may not know it."""
    if isinstance(figures, pd.Series):
        state = state_of(figures, name)
    else:
        state = figures.get(state_column(name), "shown")
    return int(figures[name]) if state == "shown" else Masked(state, settings().small_cells)
