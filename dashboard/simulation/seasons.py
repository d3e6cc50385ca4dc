"""When things happen: the days of each election with their weights.

A season begins long before voting day, grows until the candidates are fixed, is high in the
campaign, highest just before voting day, and fades after it. Where an election's stages are not in
the reference table, those of a usual calendar stand in. Reruns in single regions are left out.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from dashboard.elections import Election, elections, stages_of
from dashboard.simulation.country import Floats, Ints
from dashboard.simulation.drawing import Days, cumulative

# Nearly all records are about the last two general elections.
_SHARES = {"pemilu_2024": 0.39, "pilkada_2024": 0.57, "pilkada_2020": 0.02, "pemilu_2019": 0.01}
_SHARE_OF_OTHERS = 0.0025
_BEFORE = {"pemilu": 540, "pilkada": 270}  # days before voting day, when the first records are made
_AFTER = 150
EARLY, CAMPAIGN, LATE = range(3)  # phases: until the candidates are fixed, until voting day, after
_USUAL = {"penetapan": 78, "kampanye": 75, "masa_tenang": 3, "pemungutan_suara": 0}


@dataclass(frozen=True)
class Curve:
    """How much happens on a day of each stage; `weekend` against other days."""

    before: float
    fixed: float
    campaign: float
    campaign_end: float
    quiet: float
    voting_day: float
    after: float
    weekend: float


ACTIVITIES = Curve(1.0, 4.0, 2.5, 3.5, 3.0, 0.6, 0.4, 0.35)
VIOLATIONS = Curve(0.4, 1.2, 2.0, 4.0, 6.0, 3.0, 2.0, 0.8)


@dataclass(frozen=True)
class Calendar:
    """Days of elections, by day. `election` is a place in `election_ids`, `share` adds up to 1."""

    election_ids: pa.Array
    election_names: pa.Array
    election: Ints
    day: Days
    phase: Ints
    share: Floats


@cache
def calendar(curve: Curve) -> Calendar:
    """All days on which something may happen."""
    known = [e for e in elections().values() if not e.rerun]
    parts = [_season(number, election, curve) for number, election in enumerate(known)]
    election, day, phase, share = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((election, day))
    return Calendar(
        pa.array([e.id for e in known]),
        pa.array([e.name_id for e in known]),
        election[order],
        day[order],
        phase[order],
        share[order] / share.sum(),
    )


def cells(rng: np.random.Generator, season: Calendar, first: int, count: int, of: int) -> Ints:
    """The calendar's cells of the records number `first` (from 0) and following of `of`.

    They go by day, each day as often as its share says: record k lies at the k-th part of all.
    """
    part = (np.arange(first, first + count) + rng.random(count)) / of
    # Of very many records the last part may be rounded to 1.
    return np.minimum(
        np.searchsorted(cumulative(season.share), part, side="right"), len(season.share) - 1
    )


def _season(number: int, election: Election, curve: Curve) -> tuple[Ints, Days, Ints, Floats]:
    first_of = {stage.code: stage.first for stage in stages_of([election.id])}
    vote = election.voting_day
    fixed, campaign, quiet, _ = (
        first_of.get(stage, vote - dt.timedelta(back)) for stage, back in _USUAL.items()
    )
    begin = vote - dt.timedelta(_BEFORE[election.regime])
    points = {
        begin: 0.05,
        fixed - dt.timedelta(30): curve.before,
        fixed: curve.fixed,
        campaign: curve.campaign,
        quiet - dt.timedelta(1): curve.campaign_end,
        quiet: curve.quiet,
        vote - dt.timedelta(1): curve.quiet,
        vote: curve.voting_day,
        vote + dt.timedelta(1): curve.after,
        vote + dt.timedelta(30): curve.after / 4,
        vote + dt.timedelta(_AFTER): 0.01,
    }
    ordered = sorted(points)
    day = np.arange(np.datetime64(begin), np.datetime64(vote) + _AFTER + 1)
    weight = np.interp(
        day.astype(np.int64),
        np.array(ordered, dtype="datetime64[D]").astype(np.int64),
        [points[at] for at in ordered],
    )
    weight[~np.is_busday(day)] *= curve.weekend
    phase = np.where(day < np.datetime64(fixed), EARLY, CAMPAIGN)
    phase[day > np.datetime64(vote)] = LATE
    share = weight / weight.sum() * _SHARES.get(election.id, _SHARE_OF_OTHERS)
    return np.full(len(day), number), day, phase, share
