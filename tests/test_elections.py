"""Elections and stages: read from the reference tables; the one shown when nothing is chosen."""

import csv
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.elections import elections, latest, stages, stages_of
from dashboard.locale import Locale
from dashboard.resources import RECORDS, REFERENCE


def _rows(file: str) -> list[dict[str, str]]:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_every_row_is_an_election_and_they_come_by_voting_day() -> None:
    rows = _rows("elections.csv")
    assert set(elections()) == {row["election"] for row in rows}
    assert len(elections()) == len(rows) == 8
    days = [election.voting_day for election in elections().values()]
    assert days == sorted(days)
    for row in rows:
        election = elections()[row["election"]]
        assert election.id == row["election"]
        assert election.voting_day.isoformat() == row["voting_day"]
        assert election.regime == row["regime"]
        assert election.name(Locale("id")) == row["name_id"]
        assert election.name(Locale("en")) == row["name_en"]


def test_known_voting_days() -> None:
    assert elections()["pilkada_2024"].voting_day == dt.date(2024, 11, 27)
    assert elections()["pilkada_2020"].voting_day == dt.date(2020, 12, 9)
    assert elections()["pemilu_2024"].voting_day == dt.date(2024, 2, 14)


def test_stages_are_closed_intervals_by_election_and_first_day() -> None:
    rows = _rows("election_stages.csv")
    assert len(rows) == 16
    known = {(r["election"], r["stage"], r["from"], r["to"]) for r in rows}
    # Of elections without a known stage the voting day alone is known.
    bare = {
        (r["election"], "pemungutan_suara", r["voting_day"], r["voting_day"])
        for r in _rows("elections.csv")
        if r["election"] not in {election for election, *_ in known}
    }
    assert len(bare) == 4
    found = [(s.election, s.code, s.first.isoformat(), s.last.isoformat()) for s in stages()]
    assert len(found) == 20
    assert set(found) == known | bare
    assert all(stage.first <= stage.last for stage in stages())
    order = [(elections()[s.election].voting_day, s.first) for s in stages()]
    assert order == sorted(order)


def test_stages_of_chosen_elections() -> None:
    assert stages_of([]) == stages()
    chosen = stages_of(["pilkada_2024"])
    assert chosen
    assert {stage.election for stage in chosen} == {"pilkada_2024"}
    assert stages_of(["nicht_2024"]) == ()


def test_every_record_names_a_known_election() -> None:
    for table in ("activities", "violations", "published_figures"):
        with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
            assert {row["election"] for row in csv.DictReader(source)} <= set(elections())


RERUNS = {row["election"] for row in _rows("elections.csv") if row["scope"] == "ulang"}


def test_there_is_a_rerun_to_pass_over() -> None:
    assert RERUNS
    assert {e.id for e in elections().values() if e.rerun} == RERUNS
    last_day = max(elections().values(), key=lambda e: e.voting_day)
    assert last_day.rerun


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ([], None),
        (["pemilu_1899"], None),
        (["pilkada_2020"], "pilkada_2020"),
        (["pilkada_2024", "pilkada_2020"], "pilkada_2024"),
        (["pemilu_2024", "pilkada_2020"], "pemilu_2024"),
        (["pilkada_2020", *sorted(RERUNS)], "pilkada_2020"),
        (sorted(RERUNS)[:1], sorted(RERUNS)[0]),
        (list(elections()), "pilkada_2024"),
        (["pemilu_1899", "pilkada_2015"], "pilkada_2015"),
    ],
)
def test_latest(present: list[str], expected: str | None) -> None:
    assert latest(present) == expected


@given(st.lists(st.sampled_from(list(elections())), unique=True))
def test_latest_is_the_last_general_one_whatever_the_order(present: list[str]) -> None:
    by_day = {row["election"]: row["voting_day"] for row in _rows("elections.csv")}
    general = [e for e in present if e not in RERUNS]
    expected = max(general or present, key=by_day.__getitem__, default=None)
    assert latest(present) == latest(reversed(present)) == expected
