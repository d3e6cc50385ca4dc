"""The elections records belong to, and their stages (`data/reference/elections*.csv`)."""

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.locale import Locale
from dashboard.resources import REFERENCE


@dataclass(frozen=True)
class Election:
    """One election; `rerun` is a repeat in a few regions after another election."""

    id: str
    name_id: str
    name_en: str
    regime: str
    voting_day: dt.date
    rerun: bool
    regions_known: bool

    def name(self, locale: Locale) -> str:
        """The election's name in the reader's language."""
        return self.name_id if locale.language == "id" else self.name_en


@dataclass(frozen=True)
class Stage:
    """A stage of an election; both days are included."""

    election: str
    code: str
    first: dt.date
    last: dt.date


@cache
def elections() -> dict[str, Election]:
    """All elections by id, by voting day."""
    with (REFERENCE / "elections.csv").open(encoding="utf-8", newline="") as source:
        found = [
            Election(
                id=row["election"],
                name_id=row["name_id"],
                name_en=row["name_en"],
                regime=row["regime"],
                voting_day=dt.date.fromisoformat(row["voting_day"]),
                rerun=row["scope"] == "ulang",
                regions_known=row["regions_voting"].startswith("all"),
            )
            for row in csv.DictReader(source)
        ]
    return {election.id: election for election in sorted(found, key=lambda e: e.voting_day)}


@cache
def stages() -> tuple[Stage, ...]:
    """All known stages, by election and first day."""
    with (REFERENCE / "election_stages.csv").open(encoding="utf-8", newline="") as source:
        found = [
            Stage(
                row["election"],
                row["stage"],
                dt.date.fromisoformat(row["from"]),
                dt.date.fromisoformat(row["to"]),
            )
            for row in csv.DictReader(source)
        ]
    # Of some elections only the voting day is known.
    known = {stage.election for stage in found}
    found += [
        Stage(e.id, "pemungutan_suara", e.voting_day, e.voting_day)
        for e in elections().values()
        if e.id not in known
    ]
    return tuple(sorted(found, key=lambda s: (elections()[s.election].voting_day, s.first)))


def stages_of(chosen: Iterable[str]) -> tuple[Stage, ...]:
    """The stages of the chosen elections; of all where none is chosen."""
    wanted = set(chosen)
    return tuple(stage for stage in stages() if not wanted or stage.election in wanted)


def latest(present: Iterable[str]) -> str | None:
    """The election shown when nothing is chosen: the latest one among those with records.

    A rerun in a few regions is passed over while a general one has records: shown by default it
    would leave nearly the whole country without a record.
    """
    known = [elections()[e] for e in present if e in elections()]
    known.sort(key=lambda e: (not e.rerun, e.voting_day))
    return known[-1].id if known else None
