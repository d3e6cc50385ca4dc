"""The text of a press release as a view asks for it, and what changed since the last briefing."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from dashboard.errors import PlainError
from dashboard.locale import Locale
from dashboard.pages.data import history, opened, refuse_mixture
from dashboard.pages.moments import day_in_capital
from dashboard.pages.press_draft import fixed, last_briefing_of, parts_of
from dashboard.pages.view import View
from dashboard.press.public import PublicData
from dashboard.press.release import Release, release
from dashboard.press.since import (
    any_masked,
    change_sentences,
    differences,
    nothing_to_compare,
)


def text_of(view: View, locale: Locale) -> Release:
    """The text in that language, made from public numbers alone. Raises `PlainError`."""
    told = replace(fixed(view), locale=locale)
    return release(
        told.data,
        told.filter,
        told.until,
        locale,
        parts=parts_of(view),
        changes=changes_of(told),
        published=day_in_capital(told.data.version.manifest.created_at),
        link=told.permanent_link(),
    )


def changes_of(view: View) -> list[str]:
    """What changed since the last briefing, in sentences; none where its day is not given.

    Compared is the version that was current at the end of that day, in the capital's time.
    """
    day, locale = last_briefing_of(view), view.locale
    if day is None:
        return []
    shown = view.data.version.number
    try:
        number = version_on(view.data.home, day)
        if number is None:
            return nothing_to_compare(day, locale)
        then = opened(view.data.home, number)
        refuse_mixture(then.version, view.data.version)
        before = PublicData(then)
        found = [] if number == shown else differences(before, view.data, view.filter)
        masked = any_masked(view.data, view.filter)
    except PlainError as error:
        return [error.sentence(locale)]
    return change_sentences(found, day, (number, shown), locale, masked=masked)


def version_on(home: Path, day: dt.date) -> int | None:
    """The number of the version that was current at the end of that day; None where none was.

    Raises `JournalError`.
    """
    published = [
        entry.version
        for entry in history(home)
        if entry.version is not None and day_in_capital(entry.at) <= day
    ]
    return max(published, default=None)
