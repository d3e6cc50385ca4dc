"""By what cases can be told apart: codes of the queries, words, what a title says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.labels import (
    CASE_STAGES,
    CASE_STATUSES,
    CATEGORIES,
    CHANNELS,
    ORIGINS,
    SUBJECTS,
)
from dashboard.locale import Locale, mark

UNKNOWN: Final = "unknown"


@dataclass(frozen=True)
class CaseDimension:
    """One dimension of cases."""

    code: str
    """The parameter of the queries."""
    field: str
    """The facet of the filter; empty where there is none."""
    title: str
    """A message of the catalogue, for tables and controls."""
    finding: str
    """A message of the catalogue: how many of the cases have a value."""
    values: Mapping[str, str]
    """Messages by code, in the order of the enumeration."""
    note: str = ""
    """What readers have to know, a message of the catalogue."""
    most: int = 12
    """So many values have bars of their own; the rarer ones share one."""

    def label(self, code: str, locale: Locale) -> str:
        """The code in words. Raises `KeyError` for a code that does not exist."""
        return locale.text(self.values[code])

    def place(self, code: str) -> int:
        """Where the code stands in the enumeration."""
        return list(self.values).index(code)


BY_CATEGORY: Final = CaseDimension(
    "category",
    "categories",
    mark("Category"),
    mark("{n} of {total} suspected violations ({share}) are of the category {value}"),
    CATEGORIES,
    most=5,
)
BY_SUBJECT: Final = CaseDimension(
    "subject",
    "subjects",
    mark("Whose neutrality"),
    mark("{n} of {total} suspected violations ({share}) concern {value}"),
    SUBJECTS,
)
BY_CHANNEL: Final = CaseDimension(
    "channel",
    "channels",
    mark("Channel"),
    mark("{n} of {total} suspected violations ({share}) have the channel {value}"),
    CHANNELS,
)
BY_ORIGIN: Final = CaseDimension(
    "origin",
    "origins",
    mark("Origin of the case"),
    mark("{n} of {total} suspected violations ({share}) have the origin {value}"),
    ORIGINS,
)
BY_STAGE: Final = CaseDimension(
    "stage",
    "",
    mark("Stage of the election"),
    mark("{n} of {total} suspected violations ({share}) became public in the stage {value}"),
    CASE_STAGES,
    mark(
        "A stage lasts here until the next one begins, by the calendar of the case's own election; "
        "a case has one where all its possible days lie in it."
    ),
)
BY_STATUS: Final = CaseDimension(
    "status",
    "",
    mark("Status of the case"),
    mark("{n} of {total} suspected violations ({share}) were last reported as {value}"),
    CASE_STATUSES,
    mark("The status is the last one the source reported; it may have changed since."),
)
