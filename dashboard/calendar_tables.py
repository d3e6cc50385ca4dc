"""Write the public holidays: `python -m dashboard.calendar_tables [OUT]`.

They come from the package `holidays` (MIT), which the program itself does not need: working days
are counted from the committed table.
"""

import csv
import datetime as dt
import sys
from pathlib import Path
from typing import Final

from holidays.countries.indonesia import Indonesia

from dashboard.resources import REFERENCE

YEARS: Final = range(2015, 2028)
COLUMNS: Final = ("day", "name", "kind")
_KINDS: Final = {"public": "libur_nasional", "government": "cuti_bersama"}
_SEVERAL: Final = "; "  # between the names of holidays that fall on one day
_MISSPELT: Final = {"Pegangti ": "Pengganti "}


def public_holidays() -> list[tuple[dt.date, str, str]]:
    """Day, name and kind of all holidays of `YEARS`, one row a day, by day.

    A day that is both is a national holiday. The day of a holiday that was not announced when the
    package was published is an estimate, which its name says.
    """
    found: dict[dt.date, tuple[str, str]] = {}
    for category, kind in _KINDS.items():
        named = Indonesia(years=YEARS, language="id", categories=(category,))
        for day, names in named.items():
            found.setdefault(day, (_plain(names), kind))
    return [(day, *found[day]) for day in sorted(found)]


def _plain(names: str) -> str:
    for wrong, right in _MISSPELT.items():
        names = names.replace(wrong, right)
    return " / ".join(names.split(_SEVERAL))


def write_public_holidays(out: Path = REFERENCE) -> int:
    """Write `public_holidays.csv` into the folder; the number of its rows."""
    rows = public_holidays()
    with (out / "public_holidays.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return len(rows)


if __name__ == "__main__":
    print(f"{write_public_holidays(*map(Path, sys.argv[1:]))} public holidays")
