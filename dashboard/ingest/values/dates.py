"""Days as offices write them. The day comes before the month, always; the year may come first.

A month or a year is read as its whole interval. A weekday beside a day is a checksum: where the
two contradict each other, neither is taken.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from babel import Locale as BabelLocale
from babel.dates import format_date

from dashboard.ingest.values.unreadable import Unreadable
from dashboard.ingest.values.writing import plain
from dashboard.locale import mark
from dashboard.model import FIRST_DAY, LAST_DAY


@dataclass(frozen=True)
class Days:
    """First and last day, both included; equal for a single day."""

    first: dt.date
    last: dt.date


# Spellings met in the wild beside the names that Babel knows.
_MORE_MONTHS: Final = {
    "pebruari": 2, "peb": 2, "febr": 2, "mrt": 3, "agt": 8, "ags": 8, "agst": 8,
    "agus": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11,
}  # fmt: skip
_MORE_WEEKDAYS: Final = {"ahad": 6, "tues": 1, "thur": 3, "thurs": 3}


def _names(field: str, more: dict[str, int]) -> dict[str, int]:
    """Names and abbreviations of months or weekdays, Indonesian and English, by number."""
    found = dict(more)
    for language in ("id", "en"):
        for width in ("wide", "abbreviated"):
            names = getattr(BabelLocale.parse(language), field)["format"][width]
            found |= {name.casefold(): number for number, name in names.items()}
    return found


_MONTHS: Final = _names("months", _MORE_MONTHS)
_WEEKDAYS: Final = _names("days", _MORE_WEEKDAYS)


def _any_of(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_NAME = rf"(?P<name>{_any_of(_MONTHS)})"
_DAY = "(?P<day>[0-9]{1,2})"
_MONTH = "(?P<month>[0-9]{1,2})"
_YEAR = "(?P<year>[0-9]{4})"
_SHORT_YEAR = "(?P<year>[0-9]{4}|[0-9]{2})"
_BY = " ?[-./]? ?"  # between a number and a name
_SAME = "(?P<by> ?[-./] ?)"
_TIME = r"(?:[ t](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?)?"

_DATES: Final = [
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}{_BY}{_NAME}{_BY}{_YEAR}",
        rf"{_DAY}(?P<by>[ ./-]){_NAME}(?P=by)(?P<year>[0-9]{{2}})",  # not "24 Juni - 27"
        rf"{_DAY}{_SAME}{_MONTH}(?P=by){_SHORT_YEAR}{_TIME}",
        rf"{_YEAR}{_SAME}{_MONTH}(?P=by){_DAY}{_TIME}",
        rf"(?:bulan )?{_NAME}{_BY}{_YEAR}",
        rf"{_MONTH} ?[-./] ?{_YEAR}",
        rf"{_YEAR}[-/]{_MONTH}",
        rf"(?:(?:tahun|thn|th)\.? )?{_YEAR}",
    )
]
# What may stand before a range's separator: the rest is named after it.
_BEGINNINGS: Final = [
    re.compile(pattern)
    for pattern in (_DAY, rf"{_DAY}{_BY}{_NAME}", _NAME, rf"{_DAY} ?[-./] ?{_MONTH}")
]
_MONTH_FIRST = re.compile(rf"{_NAME}{_BY}{_DAY} {_YEAR}")
_MISSPELT = re.compile(rf"{_DAY}{_BY}(?P<name>[a-z]{{3,12}}){_BY}{_YEAR}")
# A spreadsheet's day number, or a year it took for a number.
_NUMBER = re.compile(r"(?P<whole>[0-9]{4,5})(?:[.,](?P<fraction>[0-9]+))?")
_DAY_ZERO = dt.date(1899, 12, 30)  # of the 1900 system, from March 1900 on

_UNTIL = r"(?<![a-z])(?:s ?[./]? ?d\.?|sampai dengan|sampai|hingga)(?![a-z])"
_WEEKDAY = re.compile(rf"(?<![a-z])({_any_of(_WEEKDAYS)})(?![a-z])[./ ]*")
_BETWEEN_WEEKDAYS = re.compile(rf"({_WEEKDAY.pattern})(?:-|{_UNTIL}) ?(?={_WEEKDAY.pattern})")
_ASIDE = re.compile(r"(?<![a-z])(?:hari|tanggal|tgl)(?![a-z])[.:/ ]*")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_APOSTROPHES = str.maketrans("", "", "'‘’ʼ`´")
# The first that occurs once separates a range; a hyphen may also stand inside its dates.
_SEPARATORS: Final = [re.compile(p) for p in (rf" ?{_UNTIL} ?", " - |- | -", "-")]


@dataclass(frozen=True)
class _Written:
    """The parts of a date that are written; those left out are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def read_days(text: str) -> Days:
    """The day, month, year or range of days that a cell names. Raises `Unreadable`.

    Spreadsheets' day numbers ("45471") are days, a two-digit year is 20yy, the time of day is
    passed over. Days outside `FIRST_DAY` to `LAST_DAY` are refused.
    """
    number = _NUMBER.fullmatch(plain(text))
    days = _from_number(text, number) if number else _from_words(text)
    if not FIRST_DAY <= days.first <= days.last <= LAST_DAY:
        raise Unreadable(
            mark("“{found}” lies outside the years {first} to {last}."),
            found=text,
            first=FIRST_DAY.year,
            last=LAST_DAY.year,
        )
    return days


def _from_number(text: str, number: re.Match[str]) -> Days:
    whole, fraction = number["whole"], number["fraction"] or ""
    if len(whole) == 5:
        day = _DAY_ZERO + dt.timedelta(days=int(whole))
        return Days(day, day)
    if fraction.strip("0"):
        raise _no_date(text)
    return _interval(text, _Written(year=int(whole)))


def _from_words(text: str) -> Days:
    written = plain(text).casefold().translate(_APOSTROPHES).replace(",", " ")
    written = _ASIDE.sub(" ", _BRACKETED.sub(r" \1 ", written))
    weekdays = [_WEEKDAYS[name] for name in _WEEKDAY.findall(written)]
    without = _WEEKDAY.sub(" ", _BETWEEN_WEEKDAYS.sub(r"\1 ", written))
    dates = " ".join(without.rstrip(" .").split())
    single = _parts(dates, _DATES)
    if single is not None:
        _check_order(text, single)
        days = _interval(text, single)
        _check_weekdays(text, [days.first] * len(weekdays), weekdays, single)
        return days
    ends = _ends(dates)
    if ends is None:
        raise _meant(text, dates)
    first, last = ends
    days = Days(_interval(text, first).first, _interval(text, last).last)
    if days.last < days.first:
        raise Unreadable(mark("“{found}” ends before it begins."), found=text)
    _check_weekdays(text, [days.first, days.last], weekdays, first)
    return days


def _parts(written: str, patterns: list[re.Pattern[str]]) -> _Written | None:
    """The parts of a date in one of the patterns, None where none fits."""
    for pattern in patterns:
        if match := pattern.fullmatch(written):
            part = match.groupdict()
            month = _MONTHS[part["name"]] if part.get("name") else part.get("month")
            year, day = part.get("year"), part.get("day")
            return _Written(
                year=int(year) + (2000 if len(year) == 2 else 0) if year else None,
                month=int(month) if month else None,
                day=int(day) if day else None,
            )
    return None


def _ends(dates: str) -> tuple[_Written, _Written] | None:
    """Both ends of a range; what the first end leaves out is named by the last."""
    for separator in _SEPARATORS:
        pieces = separator.split(dates)
        if len(pieces) == 2:
            first = _parts(pieces[0], _DATES) or _parts(pieces[0], _BEGINNINGS)
            last = _parts(pieces[1], _DATES)
            if first is None or last is None:
                return None
            first = replace(
                first,
                year=last.year if first.year is None else first.year,
                month=last.month if first.month is None else first.month,
            )
            alike = [(end.month is None, end.day is None) for end in (first, last)]
            return (first, last) if alike[0] == alike[1] else None
    return None


def _check_order(text: str, written: _Written) -> None:
    """Refuse a month before the day, as in American dates."""
    swapped = replace(written, month=written.day, day=written.month)
    if (written.month or 0) > 12 and (suggestion := _in_words(swapped)):
        raise _month_first(text, suggestion)


def _interval(text: str, written: _Written) -> Days:
    """First and last day of what is written."""
    year, month, day = written.year or 0, written.month, written.day
    try:
        if month is None:
            return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))
        if day is None:
            first = dt.date(year, month, 1)
            return Days(first, first.replace(day=calendar.monthrange(year, month)[1]))
        return Days(dt.date(year, month, day), dt.date(year, month, day))
    except ValueError:
        raise Unreadable(mark("“{found}” is not in the calendar."), found=text) from None


def _check_weekdays(text: str, days: list[dt.date], weekdays: list[int], written: _Written) -> None:
    """Each weekday belongs to the day in its place; months and years have none."""
    if weekdays and (written.day is None or len(weekdays) > len(days)):
        raise _no_date(text)
    for day, weekday in zip(days, weekdays, strict=False):
        if day.weekday() != weekday:
            single = days[0] == days[-1]
            raise Unreadable(
                mark("“{found}”: the weekday and the date contradict each other."),
                found=text,
                suggestion=_indonesian(day, "EEEE, d MMMM y") if single else None,
            )


def _indonesian(day: dt.date, pattern: str) -> str:
    return str(format_date(day, pattern, locale="id"))


def _in_words(written: _Written) -> str | None:
    """The day as it is best written, None where it is not in the calendar."""
    try:
        day = dt.date(written.year or 0, written.month or 0, written.day or 0)
    except ValueError:
        return None
    return _indonesian(day, "d MMMM y")


def _meant(text: str, dates: str) -> Unreadable:
    """The error for what is no date, with the date it resembles."""
    if american := _parts(dates, [_MONTH_FIRST]):
        return _month_first(text, _in_words(american))
    if misspelt := _MISSPELT.fullmatch(dates):
        for name in get_close_matches(misspelt["name"], _MONTHS, n=1):
            day = _Written(int(misspelt["year"]), _MONTHS[name], int(misspelt["day"]))
            return _no_date(text, _in_words(day))
    return _no_date(text)


def _month_first(text: str, suggestion: str | None) -> Unreadable:
    return Unreadable(
        mark("“{found}” has the month before the day; expected is the day first."),
        found=text,
        suggestion=suggestion,
    )


def _no_date(text: str, suggestion: str | None = None) -> Unreadable:
    return Unreadable(
        mark(
            "“{found}” is not a date; expected is a day (28 Juni 2024, 28/6/2024 or 2024-06-28), "
            "a month (Juni 2024), a year or a range (24-27 September 2024)."
        ),
        found=text,
        suggestion=suggestion,
    )
