"""What the reader looks at: filter, language and version, held in the session and in the URL.

The session's widgets and the URL are two spellings of one state. `restore` reads the URL into the
session at the start of a run where the browser changed it (first opening, back and forward);
`remember` writes the session into the URL at the end. Streamlit's own `bind="query-params"` is not
used: it writes a widget's label into the URL, which for an election would be either an id on the
screen or a translated name in the link, and it drops what it does not know without a word.
"""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from dashboard.charts.theme import Mode
from dashboard.errors import PlainError
from dashboard.filters import ALL_ELECTIONS, Filter, FilterError, UrlParameters, read_url
from dashboard.locale import DEFAULT_LANGUAGE, LANGUAGES, Locale, mark
from dashboard.pages.data import Data

PROVINCES, REGENCIES, SINCE, UNTIL, ELECTION = (
    "provinces",
    "regencies",
    "since",
    "until",
    "election",
)
LANGUAGE, COMPARED = "language", "compared"
_SEEN_URL, _DROPPED, _FRESH, _VERSION = "_seen_url", "_dropped", "_fresh", "_version"
# The parameters that are a page's own, by the page's path and the session's key.
_OWN = {"mutu": {"banding": COMPARED}}


@dataclass(frozen=True)
class View:
    """All that decides what a page shows."""

    data: Data
    filter: Filter
    default_election: str | None
    until: dt.date | None
    """The day until which the numbers stand; None where there is no record."""
    locale: Locale
    mode: Mode
    path: str = ""
    """The page's path in the address; empty for the first page."""

    def permanent_link(self) -> str:
        """The address that shows the same numbers later: absolute days and the version."""
        last = max((day for day in (self.until, self.filter.since) if day), default=None)
        fixed = replace(self.filter, until=self.filter.until or last)
        found = fixed.url(self.default_election, fixed=True)
        found["versi"] = [str(self.data.version.number)]
        if self.locale.language != DEFAULT_LANGUAGE:
            found["bahasa"] = [self.locale.language]
        server = urlsplit(st.context.url or "")
        query = urlencode(found | _own(self.path), doseq=True)
        return urlunsplit((server.scheme, server.netloc, f"/{self.path}", query, ""))


def url() -> UrlParameters:
    """The URL's parameters as the browser has them."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def asked_language() -> str:
    """The reader's language: what was chosen on the page, else the URL's, else Indonesian."""
    chosen = st.session_state.get(LANGUAGE) if _SEEN_URL in st.session_state else None
    asked = chosen or st.query_params.get("bahasa", DEFAULT_LANGUAGE)
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def version_asked() -> tuple[int | None, PlainError | None]:
    """The version the URL names, and what is wrong with the name."""
    text = st.query_params.get("versi")
    if text is None:
        return None, None
    if text.isdecimal() and len(text) <= 9:
        return int(text), None
    return None, FilterError(
        mark("“{value}” is not a data version; expected is a number."), value=text[:60]
    )


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


def restore(default_election: str | None, last_day: dt.date, path: str) -> None:
    """Bring the session to the URL where the browser changed it, and note what it asks in vain.

    Links to other pages carry the parameters with them, so a URL without any means the defaults on
    every page. `last_day`: the day the version was published; nothing is known of later ones.
    """
    state = st.session_state
    asked = url()
    if state.get(_SEEN_URL) == asked:
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
            since=None if since is None or since > last_day else since,
            until=None if until is None else min(until, last_day),
        )
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
    for name, key in _OWN.get(path, {}).items():
        state[key] = asked.get(name, [])
    state[LANGUAGE] = language if language in LANGUAGES else DEFAULT_LANGUAGE
    state[_SEEN_URL] = asked
    state[_DROPPED] = dropped
    state[_FRESH] = True


def dropped(chosen: Filter, default_election: str | None, path: str) -> list[FilterError]:
    """What the link asked in vain; old news once the reader has moved on."""
    state = st.session_state
    if not state[_FRESH] and parameters(chosen, default_election, path) != state[_SEEN_URL]:
        state[_DROPPED] = []
    return list(state[_DROPPED])


# What a widget holds before it is first set. A value equal to it is not written: Streamlit would
# send the widget, with all its options, once more.
_BEFORE: dict[str, object] = {PROVINCES: [], REGENCIES: [], SINCE: None, UNTIL: None}


def _set(key: str, value: object) -> None:
    if st.session_state.get(key, _BEFORE.get(key)) != value:
        st.session_state[key] = value


def put(chosen: Filter) -> None:
    """Bring the filter's widgets to a filter."""
    go_to(chosen.provinces, chosen.regencies)
    set_period(chosen.since, chosen.until)
    _set(ELECTION, chosen.elections[0] if chosen.elections else ALL_ELECTIONS)


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
    """The filter the widgets hold. Raises `FilterError`."""
    provinces, regencies = places()
    election = st.session_state[ELECTION]
    return Filter(
        tuple(sorted(provinces)),
        tuple(sorted(regencies)),
        st.session_state.get(SINCE),
        st.session_state.get(UNTIL),
        () if election == ALL_ELECTIONS else (election,),
    )


def _own(path: str) -> UrlParameters:
    held = {name: st.session_state.get(key, []) for name, key in _OWN.get(path, {}).items()}
    return {name: values for name, values in held.items() if values}


def parameters(chosen: Filter, default_election: str | None, path: str) -> UrlParameters:
    """The URL parameters with which the page at `path` shows what the session shows now."""
    found = chosen.url(default_election)
    number, _ = version_asked()
    if number is not None:
        found["versi"] = [str(number)]
    if st.session_state[LANGUAGE] != DEFAULT_LANGUAGE:
        found["bahasa"] = [st.session_state[LANGUAGE]]
    return found | _own(path)


def remember(chosen: Filter, default_election: str | None, path: str) -> None:
    """Write the session into the URL where they differ."""
    wanted = parameters(chosen, default_election, path)
    if wanted != url():
        st.query_params.from_dict(wanted)
    st.session_state[_SEEN_URL] = wanted
    st.session_state[_FRESH] = False
