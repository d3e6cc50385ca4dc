"""How busy each regency's office is, and since when it has a Pokja and signings.

Drawn once for a seed: so the same regencies are the busy ones in all tables of one simulation.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.simulation.country import Floats, country
from dashboard.simulation.drawing import Days, cumulative, happens
from dashboard.simulation.seasons import ACTIVITIES, calendar

_SPREAD = 1.0  # of the logarithm of how busy an office is, beyond its population
_NEVER_POKJA = 0.12
_NEVER_SIGNED = 0.08
NEVER = np.datetime64("2100-01-01")


@dataclass(frozen=True)
class Offices:
    """`activities` and `violations` are shares of the regencies, added up; `pokja_since` and
    `signed_since` days by election and regency."""

    activities: Floats
    violations: Floats
    pokja_since: Days
    signed_since: Days


def offices(seed: int) -> Offices:
    """The offices of this seed."""
    rng = np.random.default_rng([seed, 0])
    people = country().population
    size = people**0.8
    busy = size * np.exp(rng.normal(0, _SPREAD, len(people)))
    troubled = size * np.exp(rng.normal(0, _SPREAD, len(people)))
    return Offices(
        cumulative(busy),
        cumulative(troubled),
        _onsets(rng, _NEVER_POKJA, 0.45),
        _onsets(rng, _NEVER_SIGNED, 0.6),
    )


def _onsets(rng: np.random.Generator, never: float, middle: float) -> Days:
    """The first day by election and regency, `middle` of the election's season gone on average."""
    season = calendar(ACTIVITIES)
    onsets = []
    for number in range(len(season.election_ids)):
        of_election = season.election == number
        day = season.day[of_election]
        gone = cumulative(season.share[of_election])
        drawn = rng.beta(4 * middle, 4 * (1 - middle), len(country().population))
        onset = day[np.searchsorted(gone, drawn)]
        onset[happens(rng, never, len(onset))] = NEVER
        onsets.append(onset)
    return np.stack(onsets)
