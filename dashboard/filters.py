"""The one filter: what a reader chose, as URL parameters, SQL parameters and a sentence.

`Filter` says what is asked; `read_url` and `Filter.url` are inverse to each other. The names of the
URL parameters are part of the product's contract.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.elections import elections
from dashboard.errors import PlainError
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
    """Places, period and elections. Empty means all; both days are included.

    Raises `FilterError` where a code or election is unknown, a regency lies outside the chosen
    provinces, a day is out of range, or `since` is after `until`.
    """

    provinces: tuple[str, ...] = ()
    regencies: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    elections: tuple[str, ...] = ()

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

    # --- SQL -------------------------------------------------------------------------------------

    def parameters(self) -> dict[str, object]:
        """The parameters every query may use: `$provinces`, `$regencies`, `$elections` (lists,
        empty for all), `$from` and `$to` (days or null)."""
        return {
            "provinces": list(self.provinces),
            "regencies": list(self.regencies),
            "elections": list(self.elections),
            "from": self.since,
            "to": self.until,
        }

    # --- periods ---------------------------------------------------------------------------------

    def previous(self) -> "Filter | None":
        """The same question over as many days just before; None without a closed period."""
        if self.since is None or self.until is None:
            return None
        last = self.since - dt.timedelta(days=1)
        first = self.since - (self.until - self.since) - dt.timedelta(days=1)
        if first < FIRST_DAY:
            return None
        return replace(self, since=first, until=last)

    # --- URL -------------------------------------------------------------------------------------

    def url(self, default_election: str | None, *, fixed: bool = False) -> UrlParameters:
        """The URL parameters; what equals the default is left out, unless the link is `fixed`."""
        parameters: UrlParameters = {}
        if self.provinces:
            parameters["provinsi"] = [regions().name(code) for code in self.provinces]
        if self.regencies:
            parameters["kabupaten"] = [regions().name(code) for code in self.regencies]
        if self.since is not None or self.until is not None:
            # One day alone is the start, so a period without a start writes the earliest day.
            period = [self.since or FIRST_DAY, self.until]
            parameters["periode"] = [day.isoformat() for day in period if day is not None]
        if fixed or self.elections != ((default_election,) if default_election else ()):
            parameters["pemilihan"] = list(self.elections) or [ALL_ELECTIONS]
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

    def sentence(self, locale: Locale) -> str:
        """What the numbers are about, in one line; stands under every chart."""
        return f"{self.place(locale)} · {self.election_names(locale)} · {self.period(locale)}"


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

    return (
        Filter(tuple(sorted(provinces)), tuple(sorted(regencies)), since, until, wanted),
        dropped,
    )
