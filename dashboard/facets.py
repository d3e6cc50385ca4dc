"""The dimensions by which activities and cases can be narrowed, beside place, period and election.

Only flows are narrowed: which activities and which cases are counted. A state, such as a regency's
coverage, follows from all records (rules/states_and_flows.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.labels import (
    CATEGORIES,
    CHANNELS,
    INSTITUTION_TYPES,
    KINDS,
    LEVELS,
    ORIGINS,
    SUBJECTS,
)
from dashboard.locale import Locale, mark

Narrowed = Literal["activities", "violations"]


@dataclass(frozen=True, eq=False)
class Facet:
    """One dimension: a list of codes in the filter, empty for all."""

    field: str
    """The field of `Filter` and the parameter of queries."""
    parameter: str
    """The URL parameter."""
    table: Narrowed
    """Whose records it narrows."""
    title: str
    """A message of the catalogue."""
    values: Mapping[str, str]
    """Messages by code, in the order readers see."""

    def label(self, code: str, locale: Locale) -> str:
        """The code in words. Raises `KeyError` for a code that does not exist."""
        return locale.text(self.values[code])


FACETS: Final = (
    Facet("kinds", "jenis", "activities", mark("Kind of activity"), KINDS),
    Facet("levels", "tingkat", "activities", mark("Level of the organiser"), LEVELS),
    Facet("targets", "sasaran", "activities", mark("Target group"), SUBJECTS),
    Facet(
        "institution_types",
        "instansi",
        "activities",
        mark("Institution taking part"),
        INSTITUTION_TYPES,
    ),
    Facet("categories", "kategori", "violations", mark("Category of the case"), CATEGORIES),
    Facet("subjects", "subjek", "violations", mark("Whose neutrality"), SUBJECTS),
    Facet("channels", "saluran", "violations", mark("Channel of the case"), CHANNELS),
    Facet("origins", "asal", "violations", mark("Origin of the case"), ORIGINS),
)


def facet(field: str) -> Facet:
    """The facet of that field. Raises `KeyError`."""
    return _BY_FIELD[field]


_BY_FIELD: Final = {facet.field: facet for facet in FACETS}
