"""The one filter: what a reader chose, as URL parameters, SQL parameters and a sentence.

`Filter` says what is asked; `read_url` and `Filter.url` are inverse to each other. The names of the
URL parameters are part of the product's contract.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.elections import elections
from dashboard.errors import PlainError
from dashboard.facets import FACETS, Narrowed
from dashboard.locale import Locale, mark
from dashboard.model import FIRST_DAY, LAST_DAY
from dashboard.regions import regions

ALL_ELECTIONS = "all"
_ALL_SPELLINGS = {ALL_ELECTIONS, "semua"}

UrlParameters = dict[str, list[str]]


class FilterError(PlainError):
    """A filter that asks for something that does not exist."""


@dataclass(frozen=True)
class Filter:
    """Places, period, elections and facets. Empty means all; both days are included.

    `month`, as `2024-10`, is a part of the period that a reader points at; what is asked is asked
    of that part. `kinds` and the fields after it are the facets of `facets.py`.

    Raises `FilterError` where a code or election is unknown, a regency lies outside the chosen
    provinces, a day is out of range, `since` is after `until`, or the month outside the period.
    """

    provinces: tuple[str, ...] = ()
    regencies: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    elections: tuple[str, ...] = ()
    month: str | None = None
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    institution_types: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for code in self.provinces:
            if code not in regions().provinces:
                raise FilterError(mark("There is no province with the code {code}."), code=code)
        for code in self.regencies:
            if code not in regions().regencies:
                raise FilterError(
                    mark("There is no kabupaten/kota with the code {code}."), code=code
                )
            if self.provinces and code[:2] not in self.provinces:
                raise FilterError(
                    mark("{regency} ({code}) is not in the chosen provinces ({provinces})."),
                    regency=regions().name(code),
                    code=code,
                    provinces=", ".join(regions().name(p) for p in self.provinces),
                )
        for election in self.elections:
            if election not in elections():
                raise FilterError(
                    mark("There is no election {election}; known are {known}."),
                    election=election,
                    known=", ".join(elections()),
                )
        for day in (self.since, self.until):
            if day is not None and not FIRST_DAY <= day <= LAST_DAY:
                raise FilterError(
                    mark("The day {day} is out of range: {first} to {last}."),
                    day=day.isoformat(),
                    first=FIRST_DAY.isoformat(),
                    last=LAST_DAY.isoformat(),
                )
        if self.since and self.until and self.since > self.until:
            raise FilterError(
                mark("The first day {since} is after the last day {until}."),
                since=self.since.isoformat(),
                until=self.until.isoformat(),
            )
        if self.month is not None and not _is_within(self.month, self.since, self.until):
            raise FilterError(mark("The month {month} is not in the period."), month=self.month)
        for facet in FACETS:
            for code in getattr(self, facet.field):
                if code not in facet.values:
                    raise FilterError(
                        mark("There is no {value}; known for {parameter} are {known}."),
                        value=code,
                        parameter=facet.parameter,
                        known=", ".join(facet.values),
                    )

    # --- SQL -------------------------------------------------------------------------------------

    def parameters(self) -> dict[str, object]:
        """The parameters every query may use: `$provinces`, `$regencies`, `$elections` and the
        facets (lists, empty for all), `$from` and `$to` (days or null)."""
        asked = self.within_month()
        return {
            "provinces": list(asked.provinces),
            "regencies": list(asked.regencies),
            "elections": list(asked.elections),
            "from": asked.since,
            "to": asked.until,
            **{facet.field: list(getattr(asked, facet.field)) for facet in FACETS},
        }

    # --- periods ---------------------------------------------------------------------------------

    def within_month(self) -> "Filter":
        """The same question with the month as its period, cut at the period; the same without."""
        if self.month is None:
            return self
        first, last = month_days(self.month)
        return replace(
            self,
            month=None,
            since=max(first, self.since or first),
            until=min(last, self.until or last),
        )

    def contains_month(self, month: str) -> bool:
        """Whether a day of the month, written `2024-10`, is in the period. Raises `FilterError`."""
        return _is_within(month, self.since, self.until)

    def open_after(self, last_day: dt.date) -> "Filter":
        """The same question without an end where that is not before the last day of which anything
        is known: a permanent link names that day, a reader who chose no end means it."""
        if self.until is None or self.until < last_day:
            return self
        return replace(self, until=None)

    def previous(self) -> "Filter | None":
        """The same question over as many days just before; None without a closed period.

        Before whole months there are as many whole months.
        """
        asked = self.within_month()
        if asked.since is None or asked.until is None:
            return None
        last = asked.since - dt.timedelta(days=1)
        first = asked.since - (asked.until - asked.since) - dt.timedelta(days=1)
        if asked.since.day == 1 and (asked.until + dt.timedelta(days=1)).day == 1:
            months = 12 * (asked.until.year - asked.since.year)
            months += asked.until.month - asked.since.month + 1
            index = 12 * asked.since.year + asked.since.month - 1 - months
            first = dt.date(max(index // 12, 1), index % 12 + 1, 1)
        if first < FIRST_DAY:
            return None
        return replace(asked, since=first, until=last)

    def year_before(self) -> "Filter | None":
        """The same question a year earlier; None without a closed period.

        29 February becomes 28 February.
        """
        asked = self.within_month()
        if asked.since is None or asked.until is None:
            return None
        since, until = _year_earlier(asked.since), _year_earlier(asked.until)
        if since < FIRST_DAY:
            return None
        return replace(asked, since=since, until=until)

    # --- facets ----------------------------------------------------------------------------------

    def without(self, field: str) -> "Filter":
        """The same question without a facet or the month: what the chart of that field asks."""
        nothing: Any = None if field == "month" else ()
        return replace(self, **{field: nothing})

    def whole(self) -> "Filter":
        """The same question without any facet and month."""
        nothing: dict[str, Any] = {facet.field: () for facet in FACETS}
        return replace(self, month=None, **nothing)

    @property
    def narrowed(self) -> bool:
        """Whether a facet or month is chosen."""
        return self != self.whole()

    # --- URL -------------------------------------------------------------------------------------

    def url(self, default_election: str | None, *, fixed: bool = False) -> UrlParameters:
        """The URL parameters; what equals the default is left out, unless the link is `fixed`.

        A fixed one names regions by their code: it has to be short and outlive a change of names.
        """
        parameters: UrlParameters = {}
        for parameter, codes in (("provinsi", self.provinces), ("kabupaten", self.regencies)):
            if codes:
                parameters[parameter] = [code if fixed else regions().name(code) for code in codes]
        if self.since is not None or self.until is not None:
            # One day alone is the start, so a period without a start writes the earliest day.
            period = [self.since or FIRST_DAY, self.until]
            parameters["periode"] = [day.isoformat() for day in period if day is not None]
        if fixed or self.elections != ((default_election,) if default_election else ()):
            parameters["pemilihan"] = list(self.elections) or [ALL_ELECTIONS]
        if self.month is not None:
            parameters["bulan"] = [self.month]
        for facet in FACETS:
            if codes := getattr(self, facet.field):
                parameters[facet.parameter] = list(codes)
        return parameters

    # --- sentence --------------------------------------------------------------------------------

    def place(self, locale: Locale) -> str:
        """The chosen places in words."""
        chosen = self.regencies or self.provinces
        if not chosen:
            return locale.text("All of Indonesia")
        names = [regions().name(code) for code in chosen]
        if len(names) > 3:
            more = len(names) - 2
            names = [*names[:2], locale.plural("{n} more region", "{n} more regions", more)]
        if len(names) == 1:
            return names[0]
        return locale.text("{list} and {last}", list=", ".join(names[:-1]), last=names[-1])

    def election_names(self, locale: Locale) -> str:
        """The chosen elections in words."""
        if not self.elections:
            return locale.text("all elections")
        return ", ".join(elections()[e].name(locale) for e in self.elections)

    def period(self, locale: Locale) -> str:
        """The chosen period in words."""
        if self.month is not None:
            asked = self.within_month()
            first, last = month_days(self.month)
            if (asked.since, asked.until) == (first, last):
                return locale.long_month(first)
            return asked.period(locale)
        if self.since is not None and self.until is not None:
            if self.since == self.until:
                return locale.date(self.since)
            return locale.text(
                "{since} to {until}",
                since=locale.date(self.since),
                until=locale.date(self.until),
            )
        if self.since is not None:
            return locale.text("since {since}", since=locale.date(self.since))
        if self.until is not None:
            return locale.text("until {until}", until=locale.date(self.until))
        return locale.text("all dates")

    def sentence(self, locale: Locale, about: Sequence[Narrowed] = ()) -> str:
        """What the numbers are about, in one line; stands under every chart.

        `about`: the tables whose flows are counted; their facets are named.
        """
        parts = [self.place(locale), self.election_names(locale), self.period(locale)]
        return " · ".join([*parts, *self.narrowing(locale, about)])

    def state_sentence(self, locale: Locale) -> str:
        """What a state is about: place, election and the day as of which it stands."""
        until = self.within_month().until
        day = locale.text("all dates")
        if until is not None:
            day = locale.text("as of {day}", day=locale.date(until))
        return " · ".join([self.place(locale), self.election_names(locale), day])

    def narrowing(self, locale: Locale, about: Sequence[Narrowed]) -> list[str]:
        """The chosen facets of these tables in words, one part for each."""
        return [
            locale.text(
                "{dimension}: {values}",
                dimension=locale.text(facet.title),
                values=", ".join(facet.label(code, locale) for code in codes),
            )
            for facet in FACETS
            if facet.table in about and (codes := getattr(self, facet.field))
        ]


def month_days(month: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a month written `2024-10`. Raises `FilterError`."""
    if not _MONTH.fullmatch(month) or not FIRST_DAY.year <= int(month[:4]) <= LAST_DAY.year:
        raise FilterError(
            mark("“{value}” is not a month; expected is one such as 2024-10."), value=month[:60]
        )
    year, number = int(month[:4]), int(month[5:])
    following = dt.date(year + number // 12, number % 12 + 1, 1)
    return dt.date(year, number, 1), following - dt.timedelta(days=1)


_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def _is_within(month: str, since: dt.date | None, until: dt.date | None) -> bool:
    first, last = month_days(month)
    return (since is None or last >= since) and (until is None or first <= until)


def _year_earlier(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def read_url(
    parameters: Mapping[str, Sequence[str]], default_election: str | None
) -> tuple[Filter, list[FilterError]]:
    """The filter a URL asks for, and what of it had to be dropped, each with its reason.

    Never raises: a stale or hostile value is dropped and the rest is kept. Regions are accepted by
    official name or code, in any letter case.
    """
    dropped: list[FilterError] = []

    def drop(message: str, value: str, **values: object) -> None:
        dropped.append(FilterError(message, value=value[:60], **values))

    provinces: list[str] = []
    for value in parameters.get("provinsi", ()):
        code = regions().find(value, regions().provinces)
        if code is None:
            drop(mark("The link names a province that does not exist: “{value}”."), value)
        elif code not in provinces:
            provinces.append(code)

    regencies: list[str] = []
    for value in parameters.get("kabupaten", ()):
        code = regions().find(value, regions().regencies)
        if code is None:
            drop(mark("The link names a kabupaten/kota that does not exist: “{value}”."), value)
        elif provinces and code[:2] not in provinces:
            drop(mark("“{value}” is not in the chosen provinces."), value)
        elif code not in regencies:
            regencies.append(code)

    days: list[dt.date] = []
    written = parameters.get("periode", ())
    if len(written) > 2:
        drop(mark("A period has two days; the link names {value}."), str(len(written)))
    for value in written[:2]:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            drop(mark("“{value}” is not a day; expected is a date such as 2024-10-31."), value)
            continue
        if FIRST_DAY <= day <= LAST_DAY:
            days.append(day)
        else:
            drop(
                mark("The day {value} is out of range: {first} to {last}."),
                value,
                first=FIRST_DAY.isoformat(),
                last=LAST_DAY.isoformat(),
            )
    if len(written) > len(days):
        days = []  # half a period is another period: none is safer than a wrong one
    if len(days) == 2 and days[0] > days[1]:
        drop(
            mark("The period {value} ends before it starts."),
            f"{days[0].isoformat()} – {days[1].isoformat()}",
        )
        days = []
    since = days[0] if days and days[0] != FIRST_DAY else None
    until = days[1] if len(days) == 2 else None

    default = (default_election,) if default_election else ()
    chosen: list[str] = []
    everything = False
    for value in parameters.get("pemilihan", ()):
        if value in _ALL_SPELLINGS:
            everything = True
        elif value not in elections():
            drop(mark("The link names an election that does not exist: “{value}”."), value)
        elif value not in chosen:
            chosen.append(value)
    if everything and chosen:
        drop(
            mark("The link asks for all elections and for {value}; shown are all."),
            ", ".join(chosen),
        )
    wanted = () if everything else tuple(chosen) or default

    month: str | None = None
    for value in parameters.get("bulan", ())[:1]:
        try:
            if _is_within(value, since, until):
                month = value
            else:
                drop(mark("The month {value} is not in the period."), value)
        except FilterError as error:
            dropped.append(error)

    facets: dict[str, tuple[str, ...]] = {}
    for facet in FACETS:
        codes = parameters.get(facet.parameter, ())
        for code in codes:
            if code not in facet.values:
                drop(
                    mark("The link asks for {parameter} “{value}”, which does not exist."),
                    code,
                    parameter=facet.parameter,
                )
        facets[facet.field] = tuple(code for code in facet.values if code in codes)

    places = tuple(sorted(provinces)), tuple(sorted(regencies))
    return Filter(*places, since, until, wanted, month, **facets), dropped
