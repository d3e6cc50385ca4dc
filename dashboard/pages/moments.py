"""Moments in words, in the time of the capital: the whole country can convert it."""

import datetime as dt

from dashboard.locale import Locale

CAPITAL = dt.timezone(dt.timedelta(hours=7), "WIB")


def day_in_capital(when: dt.datetime) -> dt.date:
    """The calendar day of a moment."""
    return when.astimezone(CAPITAL).date()


def moment(when: dt.datetime, locale: Locale) -> str:
    """`22 Nov 2026 10.15 WIB`."""
    local = when.astimezone(CAPITAL)
    return locale.text(
        "{day} {hour}:{minute} WIB",
        day=locale.short_date(local.date()),
        hour=f"{local:%H}",
        minute=f"{local:%M}",
    )
