"""Elections as offices name them: by id, by name, or by kind and year."""

import re
from difflib import get_close_matches
from functools import cache

from dashboard.elections import elections
from dashboard.ingest.values.terms import find
from dashboard.ingest.values.unreadable import Unreadable
from dashboard.ingest.values.writing import compact, plain
from dashboard.locale import mark

_YEAR = re.compile(r"(?:\b(?:tahun|thn|th)\b\.? ?)?(?<![0-9])(20[0-9]{2})(?![0-9])", re.IGNORECASE)
_SIMILAR = 0.8  # below it, "Pemilihan 2024" would be taken for "Pemilu 2024"


@cache
def _index() -> dict[str, str]:
    """The id of each name in its compact form."""
    return {
        compact(name): election.id
        for election in elections().values()
        for name in (election.id, election.name_id, election.name_en)
    }


def read_election(text: str) -> str:
    """The id of the election that the text names. Raises `Unreadable`.

    "Pilkada 2024" and "Pemilihan Serentak Tahun 2024" are the general one of that year, never a
    rerun, which goes by its own name.
    """
    if (known := _index().get(compact(text))) is not None:
        return known
    written = plain(text)
    years = _YEAR.findall(written)
    meant = [
        election
        for election in elections().values()
        if len(years) == 1
        and election.voting_day.year == int(years[0])
        and not election.rerun
        and election.regime == find("regime", _YEAR.sub(" ", written))
    ]
    if len(meant) == 1:
        return meant[0].id
    same_year = [name for name in _index() if len(years) == 1 and name.endswith(years[0])]
    near = get_close_matches(compact(text), same_year, n=1, cutoff=_SIMILAR)
    raise Unreadable(
        mark("“{found}” is not one known election; expected is one of: {allowed}."),
        found=text,
        suggestion=elections()[_index()[near[0]]].name_id if near else None,
        allowed=", ".join(election.name_id for election in elections().values()),
    )
