"""Simulated activities, a chunk at a time, numbered in the order of their days."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.ingest.simulated import SIMULATED_ID, SIMULATED_SOURCE
from dashboard.model import (
    LIST_SEPARATOR,
    Activity,
    ActivityKind,
    DateKind,
    Forum,
    Level,
    PokjaState,
    Scope,
    Signed,
    Subject,
)
from dashboard.simulation.country import Floats, Ints, country
from dashboard.simulation.drawing import (
    Days,
    Flags,
    days,
    happens,
    ids,
    interval,
    lists,
    pick,
    pick_by,
    texts,
)
from dashboard.simulation.offices import Offices
from dashboard.simulation.seasons import ACTIVITIES, calendar, cells
from dashboard.simulation.words import NOTES, TARGETS, TITLES, VENUES
from dashboard.tables import arrow_schema

# Weights are in the order of the enumeration they are about.
_KINDS, _LEVELS, _SCOPES, _SIGNED = list(ActivityKind), list(Level), list(Scope), list(Signed)
_POKJA, _DATE_KINDS = list(PokjaState), list(DateKind)
_LEVEL_SHARES = (0.015, 0.085, 0.56, 0.28, 0.06)
_SCOPE_SHARES = np.array(  # by level
    [
        [0.88, 0.00, 0.00, 0.12],
        [0.90, 0.00, 0.00, 0.10],
        [0.93, 0.02, 0.00, 0.05],
        [0.00, 0.97, 0.03, 0.00],
        [0.00, 0.00, 1.00, 0.00],
    ]
)
# By phase. Early: Pokja and meetings; in the campaign: pledges and declarations.
_KIND_SHARES = np.array(
    [
        [0.12, 0.17, 0.33, 0.10, 0.06, 0.02, 0.07, 0.08, 0.03, 0.02],
        [0.04, 0.12, 0.28, 0.10, 0.13, 0.03, 0.20, 0.08, 0.01, 0.01],
        [0.02, 0.30, 0.45, 0.04, 0.04, 0.02, 0.06, 0.04, 0.02, 0.01],
    ]
)
_SIGNED_SHARES = np.array(  # by kind
    [
        [0.03, 0.33, 0.64],
        [0.20, 0.10, 0.70],
        [0.15, 0.05, 0.80],
        [0.97, 0.00, 0.03],
        [0.45, 0.02, 0.53],
        [0.80, 0.02, 0.18],
        [0.60, 0.02, 0.38],
        [0.00, 0.95, 0.05],
        [0.20, 0.20, 0.60],
        [0.00, 0.90, 0.10],
    ]
)
_POKJA_NAMED = np.array([1.0, 0.1, 0.01, 0.01, 0.01, 0.01, 0.015, 0.02, 0.02, 0.02])  # by kind
_POKJA_ANNOUNCED = 60  # days before it is formed, in which it is planned
_POKJA_NEW = 45  # days after it was formed, in which records still tell of the forming
_OTHER_FORUM, _DESK_AMONG_THEM = 0.01, 0.2
_DATE_KIND_SHARES = (0.86, 0.11, 0.03)
_PRECISION_SHARES = (0.96, 0.035, 0.005)  # to the day, the month, the year
_TO_THE_MONTH = 1
_SEVERAL_DAYS, _DOUBTFUL = 0.015, 0.01
_PARTICIPANTS_STATED, _NO_VENUE, _NO_NOTE, _REPORT_NAMED = 0.12, 0.28, 0.35, 0.35
_PARTICIPANTS = np.array([300.0, 180.0, 120.0, 60.0, 35.0])  # the median by level
_TARGETS: dict[str, float] = {
    "asn": 136,
    "asn;tni;polri": 52,
    "kepala_desa": 38,
    "asn;kepala_desa": 33,
    "asn;non_asn": 24,
    "asn;kepala_desa;perangkat_desa": 22,
    "kepala_desa;perangkat_desa": 13,
    "asn;tni;polri;kepala_desa": 10,
    "asn;tni;polri;kepala_desa;perangkat_desa": 7,
    "asn;pppk": 6,
    "asn;pns": 2,
    "kepala_desa;bpd": 4,
    "asn;kepala_desa;perangkat_desa;bpd": 6,
    "asn;non_asn;pppk": 3,
    "tni;polri": 2,
    "unknown": 4,
}
_ORGANISERS = (0.7, 0.22, 0.05, 0.03)  # the first institutions of the place
_MOST_INSTITUTIONS, _FURTHER_INSTITUTIONS = 12, 2.2  # the latter on average
_NEXT_INSTITUTION = 0.35  # the chance that the next frequent one is the next to be named
_JOINT_REGENCIES = 0.07  # of a regency's events
_FAR_AMONG_THEM = 0.08  # with regencies of other provinces
_PROVINCE_NAMES_REGENCIES, _COUNTRY_NAMES_REGENCIES = 0.28, 0.15
_COUNTRY_IN_A_PROVINCE = 0.15  # of national events without regencies
_NO_DISTRICT = 0.04
_FAR = 41  # steps in the order of codes: more than any province has regencies


@dataclass(frozen=True)
class _Members:
    """The regencies that each row names: `counts` of a row after the other in `regencies`.

    `far` are rows that name regencies of several provinces.
    """

    counts: Ints
    regencies: Ints
    far: Flags

    def latest(self, since: Days, election: Ints) -> Days:
        """The last of the members' days `since` (by election and regency); long ago without any."""
        found = np.full(len(self.counts), np.datetime64("1900-01-01"))
        named = self.counts > 0
        if named.any():
            starts = np.cumsum(self.counts) - self.counts
            each = since[np.repeat(election, self.counts), self.regencies]
            found[named] = np.maximum.reduceat(each.astype(np.int64), starts[named]).astype(
                "datetime64[D]"
            )
        return found


def activities(
    rng: np.random.Generator, offices: Offices, first: int, count: int, of: int
) -> pa.Table:
    """The activities number `first` (from 0) and following of a simulation that has `of`."""
    season, known = calendar(ACTIVITIES), country()
    cell = cells(rng, season, first, count, of)
    day, election = season.day[cell], season.election[cell]
    home = np.searchsorted(offices.activities, rng.random(count), side="right")
    level = pick(rng, _LEVEL_SHARES, count)
    province, below = known.province_of[home], level >= _LEVELS.index(Level.kecamatan)
    members = _members(rng, level, home)
    district = known.first_district[home] + (rng.random(count) * known.districts_in[home]).astype(
        np.int64
    )
    place = np.select(
        [below, level == _LEVELS.index(Level.provinsi), level == _LEVELS.index(Level.pusat)],
        [
            known.district_place(district),
            known.province_place(province),
            known.whole,
        ],
        home,
    )
    no_province = members.far | (
        (level == _LEVELS.index(Level.pusat)) & ~happens(rng, _COUNTRY_IN_A_PROVINCE, count)
    )
    scope = pick_by(rng, _SCOPE_SHARES, level)
    kind = pick_by(rng, _KIND_SHARES, season.phase[cell])
    pokja_since = members.latest(offices.pokja_since, election)
    kind, pokja = _pokja(rng, kind, level, day, pokja_since)
    signed = _signed(rng, kind, scope, day, members.latest(offices.signed_since, election))
    precision = pick(rng, _PRECISION_SHARES, count)
    # A state stands from its first possible day on: with years it would from January on everywhere.
    telling = (pokja >= _POKJA.index(PokjaState.formed)) | (signed == _SIGNED.index(Signed.yes))
    precision[telling] = np.minimum(precision[telling], _TO_THE_MONTH)
    begin, end = interval(day, precision)
    longer = happens(rng, _SEVERAL_DAYS, count) & (precision == 0)
    end[longer] += rng.integers(1, 4, longer.sum())
    forum = np.where(pokja > 0, 0, 1 + happens(rng, _DESK_AMONG_THEM, count))
    no_forum = (pokja == 0) & ~happens(rng, _OTHER_FORUM, count)
    organiser = pick(rng, _ORGANISERS, count)
    target = pick(rng, list(_TARGETS.values()), count)
    columns = {
        "activity_id": ids(f"{SIMULATED_ID}K-", first + 1, count),
        "date_from": days(begin),
        "date_to": days(end),
        "date_kind": texts(_DATE_KINDS, pick(rng, _DATE_KIND_SHARES, count)),
        "date_doubtful": pa.array(happens(rng, _DOUBTFUL, count)),
        "kind": texts(_KINDS, kind),
        "level": texts(_LEVELS, level),
        "scope": texts(_SCOPES, scope),
        "province_code": texts(known.province_codes, province, no_province),
        "regency_codes": lists(texts(known.regency_codes, members.regencies), members.counts),
        "district_code": texts(
            known.district_codes, district, ~below | happens(rng, _NO_DISTRICT, count)
        ),
        "organiser": texts(known.institutions, known.first_institution[place] + organiser),
        "election": texts(season.election_ids, election),
        "targets": pa.array([_parts(text) for text in _TARGETS]).take(pa.array(target)),
        "participants": _participants(rng, level),
        "institutions": _institutions(rng, place, organiser),
        "pokja": texts(_POKJA, pokja),
        "forum": texts(list(Forum), forum, no_forum),
        "signed": texts(_SIGNED, signed),
        "venue": texts(
            known.venues,
            place * len(VENUES) + rng.integers(0, len(VENUES), count),
            happens(rng, _NO_VENUE, count),
        ),
        "title": pc.binary_join_element_wise(
            texts([TITLES[k] for k in _KINDS], kind),
            texts([_in_words(text) for text in _TARGETS], target),
            texts(known.names, place),
            texts(season.election_names, election),
            " ",
        ),
        "source_name": texts([SIMULATED_SOURCE], np.zeros(count, dtype=np.int64)),
        "source_url": pa.nulls(count, pa.string()),
        "note": _notes(rng, count),
    }
    return pa.table(columns, schema=arrow_schema(Activity))


def _parts(text: str) -> list[str]:
    return text.split(LIST_SEPARATOR)


def _in_words(text: str) -> str:
    """The targets as a title names them."""
    return " dan ".join(TARGETS[Subject(target)] for target in _parts(text))


def _notes(rng: np.random.Generator, count: int) -> pa.Array:
    """A remark, or the number of the report that the record was taken from, or nothing."""
    remark = texts(NOTES, rng.integers(0, len(NOTES), count), happens(rng, _NO_NOTE, count))
    number = pa.array(rng.integers(1, 10_000, count)).cast(pa.string())
    report = pc.binary_join_element_wise("Laporan hasil pengawasan nomor", number, " ")
    return pc.if_else(pa.array(happens(rng, _REPORT_NAMED, count)), report, remark)


def _members(rng: np.random.Generator, level: Ints, home: Ints) -> _Members:
    """Which regencies an event names: neighbours by code, or such of other provinces."""
    known, count = country(), len(level)
    several = 1 + rng.geometric(0.4, count)
    names_some = happens(
        rng,
        np.array([_COUNTRY_NAMES_REGENCIES, _PROVINCE_NAMES_REGENCIES, _JOINT_REGENCIES, 0, 0])[
            level
        ],
        count,
    )
    of_regency = level == _LEVELS.index(Level.kabupaten_kota)
    far = names_some & (
        (level == _LEVELS.index(Level.pusat)) | (of_regency & happens(rng, _FAR_AMONG_THEM, count))
    )
    most = np.where(
        far, len(known.regency_codes) // _FAR, known.regencies_in[known.province_of[home]]
    )
    above = level < _LEVELS.index(Level.kabupaten_kota)
    counts = np.where(names_some, np.minimum(several, most), np.where(above, 0, 1))
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    each_home, each_far = np.repeat(home, counts), np.repeat(far, counts)
    province = known.province_of[each_home]
    start, size = known.first_regency[province], known.regencies_in[province]
    near = start + (each_home - start + step) % size
    regencies = np.where(each_far, (each_home + _FAR * step) % len(known.regency_codes), near)
    return _Members(counts, regencies, far)


def _pokja(
    rng: np.random.Generator, kind: Ints, level: Ints, day: Days, since: Days
) -> tuple[Ints, Ints]:
    """Kind and state of the Pokja: none before it is announced, then planned, formed, there.

    What would form one too early is a meeting; what is below the regency has none.
    """
    none, planned, formed, there = (
        _POKJA.index(state)
        for state in (PokjaState.none, PokjaState.planned, PokjaState.formed, PokjaState.exists)
    )
    may = (level <= _LEVELS.index(Level.kabupaten_kota)) & (day >= since - _POKJA_ANNOUNCED)
    state = np.select([~may, day < since, day < since + _POKJA_NEW], [none, planned, formed], there)
    state[~happens(rng, _POKJA_NAMED[kind], len(kind))] = none
    forming = kind == _KINDS.index(ActivityKind.pembentukan_pokja)
    kind = np.where(forming & ~may, _KINDS.index(ActivityKind.rapat_koordinasi), kind)
    return kind, state


def _signed(rng: np.random.Generator, kind: Ints, scope: Ints, day: Days, since: Days) -> Ints:
    """Whether it was signed: for a whole region not before all its regencies are that far."""
    signed = pick_by(rng, _SIGNED_SHARES, kind)
    too_early = (scope == _SCOPES.index(Scope.wilayah)) & (day < since)
    signed[too_early & (signed == _SIGNED.index(Signed.yes))] = _SIGNED.index(Signed.unknown)
    return signed


def _participants(rng: np.random.Generator, level: Ints) -> pa.Array:
    drawn: Floats = _PARTICIPANTS[level] * np.exp(rng.normal(0, 0.9, len(level)))
    stated = happens(rng, _PARTICIPANTS_STATED, len(level))
    return pa.array(np.clip(drawn, 5, 50_000).astype(np.int64), mask=~stated)


def _institutions(rng: np.random.Generator, place: Ints, organiser: Ints) -> pa.Array:
    """The institutions of the place that took part: the organiser and, as a rule, frequent ones."""
    known, shape = country(), (len(place), _MOST_INSTITUTIONS)
    most = known.institutions_of[place][:, None]
    steps = rng.geometric(_NEXT_INSTITUTION, shape)
    steps[:, 0] = organiser
    position = np.cumsum(steps, axis=1)
    wanted = 1 + rng.poisson(_FURTHER_INSTITUTIONS, len(place))[:, None]
    named = (position < most) & (np.arange(_MOST_INSTITUTIONS) < wanted)
    number = (known.first_institution[place][:, None] + position)[named]
    return lists(texts(known.institutions, number), named.sum(axis=1))
