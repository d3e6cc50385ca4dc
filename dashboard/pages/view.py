"""What the reader looks at: filter, language and version, held in the session and in the URL.

The session's widgets and the URL are two spellings of one state. `restore` reads the URL into the
session at the start of a run where the browser changed it (first opening, back and forward);
`remember` writes the session into the URL at the end. Streamlit's own `bind="query-params"` is not
used: it writes a widget's label into the URL, which for an election would be either an id on the
screen or a translated name in the link, and it drops what it does not know without a word.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from dashboard.charts.theme import Mode
from dashboard.errors import PlainError
from dashboard.facets import FACETS
from dashboard.filters import ALL_ELECTIONS, Filter, FilterError, UrlParameters, read_url
from dashboard.locale import DEFAULT_LANGUAGE, LANGUAGES, Locale, mark
from dashboard.model import FIRST_DAY
from dashboard.press.answers import Answers
from dashboard.press.exhibit import Exhibit, Place, Sheet
from dashboard.press.simulated import words
from dashboard.settings import settings

PROVINCES, REGENCIES, SINCE, UNTIL, ELECTION = (
    "provinces",
    "regencies",
    "since",
    "until",
    "election",
)
MONTH = "month"
LANGUAGE = "language"
_SEEN_URL, _DROPPED, _FRESH, _VERSION = "_seen_url", "_dropped", "_fresh", "_version"
_LEFT = "_left"


@dataclass(frozen=True)
class Choice:
    """What a reader chooses on one page alone: held in the session and in the page's address.

    `is_value` says whether a text of the address can be chosen; the rest is dropped and said.
    Where nothing is chosen the `default` holds, which is not written into the address.
    """

    parameter: str
    is_value: Callable[[str], bool]
    default: str = ""
    most: int = 1
    """How many values it takes."""

    @property
    def key(self) -> str:
        """The session's key."""
        return f"choice_{self.parameter}"

    def values(self) -> list[str]:
        """What is chosen; empty where nothing is."""
        return list(st.session_state.get(self.key, []))

    @property
    def value(self) -> str:
        """The one value, the default where none is chosen."""
        return next(iter(self.values()), self.default)

    def choose(self, *values: str) -> None:
        """Choose these values; for callbacks and pages."""
        st.session_state[self.key] = [value for value in values if value != self.default]


def one_of(parameter: str, values: Iterable[str]) -> Choice:
    """A choice between fixed values, the first of which is the default."""
    known = tuple(values)
    return Choice(parameter, known.__contains__, known[0])


@dataclass(frozen=True)
class View:
    """All that decides what a page shows."""

    data: Answers
    filter: Filter
    default_election: str | None
    until: dt.date | None
    """The day until which the numbers stand; None where there is no record."""
    locale: Locale
    mode: Mode
    path: str = ""
    """The page's path in the address; empty for the first page."""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is chosen on this page alone, by the parameter of the choice."""
    server: str = ""
    """Where the program is reached, as `https://host`."""
    place: Place | None = None
    """The room of a figure that leaves the page; None: as the page has it."""

    @property
    def simulated(self) -> bool:
        """Whether the records are simulated, so that all that is shown has to say so."""
        return self.data.version.manifest.simulated

    @property
    def mark(self) -> str:
        """The words that simulated records carry; empty for real ones."""
        return words(self.locale, self.simulated)

    @property
    def identity(self) -> tuple[object, ...]:
        """All that decides what a page shows, to be compared: equal views show the same."""
        return (
            self.data.version.folder,
            self.filter,
            self.default_election,
            self.until,
            self.locale.language,
            self.mode,
            self.path,
            tuple(sorted(self.chosen.items())),
            self.server,
            self.place,
        )

    def values(self, choice: Choice) -> tuple[str, ...]:
        """What is chosen; empty where nothing is."""
        return self.chosen.get(choice.parameter, ())

    def value(self, choice: Choice) -> str:
        """The one value, the default where none is chosen."""
        return next(iter(self.values(choice)), choice.default)

    def height(self, on_page: int) -> int:
        """How high a figure is, in px, that is `on_page` px high on the page."""
        return self.place.height if self.place else on_page

    def width(self, on_page: int) -> int:
        """The width in px by which a figure spaces its labels, `on_page` px on the page."""
        return self.place.width if self.place else on_page

    def fixed_parameters(self) -> UrlParameters:
        """The URL parameters that show the same numbers later: absolute days and the version."""
        last = max(self.data.version.published_on, self.filter.since or FIRST_DAY)
        fixed = replace(self.filter, until=self.filter.until or last)
        found = fixed.url(self.default_election, fixed=True)
        found["versi"] = [str(self.data.version.number)]
        if self.locale.language != DEFAULT_LANGUAGE:
            found["bahasa"] = [self.locale.language]
        return found | self.own()

    def own(self) -> UrlParameters:
        """The URL parameters of what is chosen on this page alone."""
        return {name: list(values) for name, values in self.chosen.items()}

    def permanent_link(self) -> str:
        """The address that shows the same numbers later."""
        return f"{self.server}/{self.path}?{urlencode(self.fixed_parameters(), doseq=True)}"

    def sheet(self, compose: "Callable[[View], Exhibit]") -> Sheet:
        """What `compose` makes of this view, ready to leave the house."""
        return Sheet(
            lambda place: compose(replace(self, place=place)),
            self.locale,
            self.mode,
            self.data.version.number,
            self.until,
            self.permanent_link(),
            self.simulated,
        )


def url() -> UrlParameters:
    """The URL's parameters as the browser has them."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def asked_language() -> str:
    """The reader's language: what was chosen on the page, else the URL's, else Indonesian."""
    chosen = st.session_state.get(LANGUAGE) if _SEEN_URL in st.session_state else None
    asked = chosen or st.query_params.get("bahasa", DEFAULT_LANGUAGE)
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def read_version(
    parameters: Mapping[str, Sequence[str]],
) -> tuple[int | None, PlainError | None]:
    """The version an address names, and what is wrong with the name."""
    text = next(iter(parameters.get("versi", ())), None)
    if text is None:
        return None, None
    if text.isdecimal() and len(text) <= 9:
        return int(text), None
    return None, FilterError(
        mark("“{value}” is not a data version; expected is a number."), value=text[:60]
    )


def version_asked() -> tuple[int | None, PlainError | None]:
    """The version the URL names, and what is wrong with the name."""
    return read_version(url())


def session_version() -> int | None:
    """The version this session opened and keeps, whatever is published meanwhile."""
    number: int | None = st.session_state.get(_VERSION)
    return number


def keep_version(number: int) -> None:
    """Keep the session at this version."""
    st.session_state[_VERSION] = number


def move_to_version(number: int) -> None:
    """Show this version from now on, also where the URL named another one."""
    keep_version(number)
    st.query_params.pop("versi", None)


def restore(default_election: str | None, last_day: dt.date, choices: tuple[Choice, ...]) -> None:
    """Bring the session to the URL where the browser changed it, and note what it asks in vain.

    Links to other pages carry the parameters with them, so a URL without any means the defaults on
    every page. `last_day`: the day the version was published; nothing is known of later ones.
    """
    state = st.session_state
    asked = url()
    if state.get(_SEEN_URL) == asked or _has_acted():
        return
    chosen, dropped = read_url(asked, default_election)
    since, until = chosen.since, chosen.until
    if max(since or last_day, until or last_day) > last_day:
        dropped.append(
            FilterError(
                mark("The period is cut at {day}, the day this data version was published."),
                day=last_day.isoformat(),
            )
        )
        chosen = replace(
            chosen,
            month=None,
            since=None if since is None or since > last_day else since,
            until=None if until is None else min(until, last_day),
        )
    else:
        chosen = chosen.open_after(last_day)
    if len(chosen.elections) > 1:
        dropped.append(
            FilterError(mark("A page shows one election at a time; shown is the first."))
        )
    language = asked.get("bahasa", [DEFAULT_LANGUAGE])[0]
    if language not in LANGUAGES:
        dropped.append(
            FilterError(
                mark("There is no language “{value}”; known are id and en."), value=language[:60]
            )
        )
    put(chosen)
    found, unknown = read_choices(asked, choices)
    dropped += unknown
    for choice in choices:
        choice.choose(*found.get(choice.parameter, ()))
    state[LANGUAGE] = language if language in LANGUAGES else DEFAULT_LANGUAGE
    state[_SEEN_URL] = asked
    state[_DROPPED] = dropped
    state[_FRESH] = True


def _has_acted() -> bool:
    """Whether the reader has changed something since the last run ended.

    Then the browser may still have the address from before that run, and the session is the newer
    of the two. Links, back and forward change the address alone.
    """
    left: _Held | None = st.session_state.get(_LEFT)
    if left is None:
        return False
    try:
        return _held(chosen_filter(), left.choices) != left
    except FilterError:
        return True


@dataclass(frozen=True)
class _Held:
    """What a reader has chosen, as a run left it."""

    filter: Filter
    language: str
    choices: tuple[Choice, ...]
    own: list[list[str]]


def _held(chosen: Filter, choices: tuple[Choice, ...]) -> _Held:
    own = [choice.values() for choice in choices]
    return _Held(chosen, st.session_state[LANGUAGE], choices, own)


def dropped(
    chosen: Filter, default_election: str | None, choices: tuple[Choice, ...]
) -> list[FilterError]:
    """What the link asked in vain; old news once the reader has moved on."""
    state = st.session_state
    if not state[_FRESH] and parameters(chosen, default_election, choices) != state[_SEEN_URL]:
        state[_DROPPED] = []
    return list(state[_DROPPED])


# What a widget holds before it is first set. A value equal to it is not written: Streamlit would
# send the widget, with all its options, once more.
_BEFORE: dict[str, object] = {
    PROVINCES: [],
    REGENCIES: [],
    SINCE: None,
    UNTIL: None,
    MONTH: None,
    **{facet.field: [] for facet in FACETS},
}


def _set(key: str, value: object) -> None:
    if st.session_state.get(key, _BEFORE.get(key)) != value:
        st.session_state[key] = value


def put(chosen: Filter) -> None:
    """Bring the filter's widgets to a filter."""
    go_to(chosen.provinces, chosen.regencies)
    set_period(chosen.since, chosen.until)
    _set(ELECTION, chosen.elections[0] if chosen.elections else ALL_ELECTIONS)
    _set(MONTH, chosen.month)
    for facet in FACETS:
        _set(facet.field, list(getattr(chosen, facet.field)))


def facet_values(field: str) -> list[str]:
    """The codes chosen of a facet of `facets.py`."""
    return list(st.session_state.get(field, []))


def set_facet(field: str, codes: Iterable[str]) -> None:
    """Narrow to these codes of a facet; none means all."""
    _set(field, list(codes))


def toggle_facet(field: str, code: str) -> None:
    """Narrow to this code of a facet too, or no longer; used by clicks on charts."""
    codes = facet_values(field)
    set_facet(field, [c for c in codes if c != code] if code in codes else [*codes, code])


def set_month(month: str | None) -> None:
    """Point at this month, as `2024-10`, of the period; None means all."""
    _set(MONTH, month)


def toggle_month(month: str) -> None:
    """Point at this month, or no longer; used by clicks on charts."""
    set_month(None if st.session_state.get(MONTH) == month else month)


def go_to(provinces: tuple[str, ...], regencies: tuple[str, ...]) -> None:
    """Show these places; used by the map's clicks and the path above it."""
    _set(PROVINCES, list(provinces))
    _set(REGENCIES, list(regencies))


def set_period(since: dt.date | None, until: dt.date | None) -> None:
    """Show this period."""
    _set(SINCE, since)
    _set(UNTIL, until)


def start_anew(default_election: str | None) -> None:
    """Show the whole country, all dates and the default election."""
    put(Filter(elections=(default_election,) if default_election else ()))


def places() -> tuple[list[str], list[str]]:
    """The codes of the chosen provinces and regencies."""
    return st.session_state.get(PROVINCES, []), st.session_state.get(REGENCIES, [])


def chosen_filter() -> Filter:
    """The filter the widgets hold; a month outside the period is let go. Raises `FilterError`."""
    provinces, regencies = places()
    election = st.session_state[ELECTION]
    narrowing: dict[str, Any] = {
        facet.field: tuple(code for code in facet.values if code in facet_values(facet.field))
        for facet in FACETS
    }
    chosen = Filter(
        tuple(sorted(provinces)),
        tuple(sorted(regencies)),
        st.session_state.get(SINCE),
        st.session_state.get(UNTIL),
        () if election == ALL_ELECTIONS else (election,),
        **narrowing,
    )
    month = st.session_state.get(MONTH)
    if month is not None and not chosen.contains_month(month):
        set_month(month := None)
    return replace(chosen, month=month)


def read_choices(
    parameters: Mapping[str, Sequence[str]], choices: Iterable[Choice]
) -> tuple[dict[str, tuple[str, ...]], list[FilterError]]:
    """What an address asks for on one page alone, by parameter, and what it asks in vain."""
    found: dict[str, tuple[str, ...]] = {}
    unknown: list[FilterError] = []
    for choice in choices:
        values = parameters.get(choice.parameter, ())
        existing = [value for value in values if choice.is_value(value)]
        accepted = existing[: choice.most]
        unknown += [
            FilterError(
                mark("At most {most} of {parameter} can be asked for; “{value}” is one too many.")
                if value in existing
                else mark("The link asks for {parameter} “{value}”, which does not exist."),
                most=choice.most,
                parameter=choice.parameter,
                value=value[:60],
            )
            for value in values
            if value not in accepted
        ]
        if kept := [value for value in accepted if value != choice.default]:
            found[choice.parameter] = tuple(kept)
    return found, unknown


def chosen_of(choices: tuple[Choice, ...]) -> dict[str, tuple[str, ...]]:
    """What the session holds of these choices, by parameter; those at their default are absent."""
    return {choice.parameter: tuple(found) for choice in choices if (found := choice.values())}


def server() -> str:
    """Where the program is reached, as `https://host`: the setting, else as this reader does."""
    address = urlsplit(st.context.url or "")
    return settings().address or urlunsplit((address.scheme, address.netloc, "", "", ""))


def _own(choices: tuple[Choice, ...]) -> UrlParameters:
    return {parameter: list(values) for parameter, values in chosen_of(choices).items()}


def parameters(
    chosen: Filter, default_election: str | None, choices: tuple[Choice, ...]
) -> UrlParameters:
    """The URL parameters with which a page of these choices shows what the session shows now."""
    found = chosen.url(default_election)
    number, _ = version_asked()
    if number is not None:
        found["versi"] = [str(number)]
    if st.session_state[LANGUAGE] != DEFAULT_LANGUAGE:
        found["bahasa"] = [st.session_state[LANGUAGE]]
    return found | _own(choices)


def remember(chosen: Filter, default_election: str | None, choices: tuple[Choice, ...]) -> None:
    """Write the session into the URL where they differ."""
    wanted = parameters(chosen, default_election, choices)
    if wanted != url():
        st.query_params.from_dict(wanted)
    st.session_state[_SEEN_URL] = wanted
    st.session_state[_FRESH] = False
    st.session_state[_LEFT] = _held(chosen, choices)
