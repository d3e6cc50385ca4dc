"""Every figure that can leave the house: its name, its question, its page and what composes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.locale import mark
from dashboard.pages.coverage_card import coverage_exhibit
from dashboard.pages.trend_cards import activities_exhibit, growth_exhibit, violations_exhibit
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit


@dataclass(frozen=True)
class Kind:
    """One figure: `path` of the page it stands on, `question` as a message of the catalogue."""

    path: str
    question: str
    compose: Callable[[View], Exhibit]


# By name, which is the key of the exhibit; in the order of the pages.
EXHIBITS: Final[Mapping[str, Kind]] = {
    "coverage_map": Kind(
        "", mark("Which kabupaten/kota have a Pokja, which have signed?"), coverage_exhibit
    ),
    "coverage_growth": Kind("", mark("How has coverage grown, month by month?"), growth_exhibit),
    "activities_by_month": Kind(
        "", mark("How many prevention activities by month and kind?"), activities_exhibit
    ),
    "violations_by_month": Kind(
        "", mark("How many suspected violations by month and category?"), violations_exhibit
    ),
}
