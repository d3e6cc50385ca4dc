"""What can be chosen on the page of deadlines: what is listed, the day to count from."""

import datetime as dt
from typing import Final

from dashboard.pages.parts import part_choice
from dashboard.pages.view import Choice, one_of

FIRST_DAY, LAST_DAY = dt.date(2015, 1, 1), dt.date(2027, 12, 31)
"""The days of the calendar: those of the years in `public_holidays.csv`."""


def _is_day(text: str) -> bool:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return False
    return text == day.isoformat() and FIRST_DAY <= day <= LAST_DAY


LISTED: Final = one_of("tenggat_kasus", ("terbuka", "ditepati"))
PART: Final = part_choice("hal_tenggat")
START: Final = Choice("mulai_tenggat", _is_day)
DEADLINE_CHOICES: Final = (LISTED, PART, START)
