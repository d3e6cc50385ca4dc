"""Simulated cases, a chunk at a time, numbered in the order of the days they became public."""

import numpy as np
import pyarrow as pa

from dashboard.ingest.simulated import SIMULATED_ID, SIMULATED_SOURCE
from dashboard.model import (
    CaseStatus,
    Category,
    Channel,
    Origin,
    Recipient,
    Sanction,
    Subject,
    Violation,
)
from dashboard.simulation.country import Ints, country
from dashboard.simulation.drawing import (
    Days,
    Flags,
    days,
    happens,
    ids,
    interval,
    pick,
    pick_by,
    texts,
)
from dashboard.simulation.offices import Offices
from dashboard.simulation.seasons import VIOLATIONS, calendar, cells
from dashboard.tables import arrow_schema

# Weights are in the order of the enumeration they are about.
_ORIGINS, _CHANNELS, _STATUSES = list(Origin), list(Channel), list(CaseStatus)
_CATEGORIES, _SUBJECTS = list(Category), list(Subject)
_RECIPIENTS, _SANCTIONS = list(Recipient), list(Sanction)
_ORIGIN_SHARES = (0.33, 0.25, 0.04, 0.38)
_PRECISION_SHARES = (0.84, 0.08, 0.08)  # to the day, the month, the year
_DOUBTFUL, _NO_REGENCY, _DISTRICT, _PEOPLE = 0.005, 0.06, 0.05, 0.09
_CATEGORY_SHARES: dict[Category, float] = {
    Category.kampanye_medsos: 15,
    Category.posting_like_share: 14,
    Category.foto_bersama_calon: 17,
    Category.pasang_spanduk: 2,
    Category.hadir_deklarasi: 12,
    Category.ikut_kampanye_sosialisasi: 27,
    Category.kegiatan_keberpihakan: 26,
    Category.pendekatan_parpol: 4,
    Category.deklarasi_diri_calon: 2,
    Category.keputusan_menguntungkan: 16,
    Category.tim_sukses: 4,
    Category.mobilisasi: 6,
    Category.pemberian_bantuan: 3,
    Category.politik_uang: 2,
    Category.anggota_parpol: 2,
    Category.dukungan_ktp: 1,
    Category.fasilitas_negara: 3,
    Category.lainnya: 3,
    Category.unknown: 87,
}
_SUBJECT_SHARES = (0.60, 0.04, 0.02, 0.015, 0.005, 0.02, 0.20, 0.035, 0.015, 0.05)
_STATUS_SHARES = (0.12, 0.06, 0.04, 0.24, 0.10, 0.05, 0.04, 0.27, 0.08)
# Where a category is known to happen: media_sosial, kegiatan_langsung, unknown.
_ONLINE, _EITHER, _UNSEEN = (0.97, 0.0, 0.03), (0.28, 0.66, 0.06), (0.03, 0.07, 0.9)
_IN_PERSON = (0.02, 0.9, 0.08)
_CHANNEL_SHARES = np.array(
    [
        {
            Category.kampanye_medsos: _ONLINE,
            Category.posting_like_share: _ONLINE,
            Category.foto_bersama_calon: _EITHER,
            Category.unknown: _UNSEEN,
        }.get(category, _IN_PERSON)
        for category in Category
    ]
)
# How far a case of each status has come: received, registered, decided, forwarded, sanctioned.
_RECEIVED, _REGISTERED, _DECIDED, _FORWARDED, _SANCTIONED = 1, 2, 3, 4, 5
_STEPS = {
    CaseStatus.diterima: _RECEIVED,
    CaseStatus.diregistrasi: _REGISTERED,
    CaseStatus.tidak_diregistrasi: _RECEIVED,
    CaseStatus.diproses: _REGISTERED,
    CaseStatus.terbukti: _DECIDED,
    CaseStatus.tidak_terbukti: _DECIDED,
    CaseStatus.dihentikan: _DECIDED,
    CaseStatus.diteruskan: _FORWARDED,
    CaseStatus.sanksi: _SANCTIONED,
}
_STEP_OF = np.array([_STEPS[status] for status in CaseStatus])
_RECIPIENT_UNNAMED, _RECIPIENT_BESIDE_THE_WAYS = 0.15, 0.02
_CRIME = 0.12
_CIVIL_SERVANTS = (Subject.asn, Subject.pns, Subject.pppk)
_AUTHORITY = {  # where other law is handled, whatever the day
    Subject.non_asn: (Recipient.ppk, Recipient.instansi_lain),
    Subject.tni: (Recipient.tni,),
    Subject.polri: (Recipient.polri,),
    Subject.kepala_desa: (Recipient.bupati,),
    Subject.perangkat_desa: (Recipient.bupati,),
    Subject.bpd: (Recipient.bupati,),
    Subject.unknown: (Recipient.unknown,),
}
_HANDED_OVER = np.datetime64("2024-09-01")  # the first day on which BKN has KASN's task
_SANCTION_SHARES = (0.02, 0.30, 0.14, 0.16, 0.05, 0.01, 0.0, 0.32)
_DAYS_NOTED, _STEP_NOTED = 0.08, 0.85  # of the cases, and of the steps of such a case


def violations(
    rng: np.random.Generator, offices: Offices, first: int, count: int, of: int
) -> pa.Table:
    """The cases number `first` (from 0) and following of a simulation that has `of`."""
    season, known = calendar(VIOLATIONS), country()
    cell = cells(rng, season, first, count, of)
    day, election = season.day[cell], season.election[cell]
    home = np.searchsorted(offices.violations, rng.random(count), side="right")
    no_regency = happens(rng, _NO_REGENCY, count)
    district = known.first_district[home] + (rng.random(count) * known.districts_in[home]).astype(
        np.int64
    )
    category = pick(rng, [_CATEGORY_SHARES[c] for c in _CATEGORIES], count)
    subject = pick(rng, _SUBJECT_SHARES, count)
    status = pick(rng, _STATUS_SHARES, count)
    step = _STEP_OF[status]
    recipient = _recipients(rng, subject, step, day)
    precision = pick(rng, _PRECISION_SHARES, count)
    begin, end = interval(day, precision)
    columns = {
        "violation_id": ids(f"{SIMULATED_ID}P-", first + 1, count),
        "reported_from": days(begin),
        "reported_to": days(end),
        "date_doubtful": pa.array(happens(rng, _DOUBTFUL, count)),
        "origin": texts(_ORIGINS, pick(rng, _ORIGIN_SHARES, count)),
        "province_code": texts(known.province_codes, known.province_of[home]),
        "regency_code": texts(known.regency_codes, home, no_regency),
        "district_code": texts(
            known.district_codes, district, no_regency | ~happens(rng, _DISTRICT, count)
        ),
        "election": texts(season.election_ids, election),
        "category": texts(_CATEGORIES, category),
        "subject": texts(_SUBJECTS, subject),
        "channel": texts(_CHANNELS, pick_by(rng, _CHANNEL_SHARES, category)),
        "status": texts(_STATUSES, status),
        "forwarded_to": texts(_RECIPIENTS, recipient),
        "sanction": texts(_SANCTIONS, _sanctions(rng, status, recipient)),
        "people": pa.array(
            np.minimum(1 + rng.geometric(0.18, count), 200), mask=~happens(rng, _PEOPLE, count)
        ),
        **_step_days(rng, day, step, precision == 0),
        "source_name": texts([SIMULATED_SOURCE], np.zeros(count, dtype=np.int64)),
        "source_url": pa.nulls(count, pa.string()),
    }
    return pa.table(columns, schema=arrow_schema(Violation))


def _recipients(rng: np.random.Generator, subject: Ints, step: Ints, day: Days) -> Ints:
    """To whom it was forwarded: a body listed for the subject on that day, as a rule.

    A case that is not that far has none, but a crime, which Gakkumdu looks at from the start.
    """
    count = len(subject)
    number = {recipient: place for place, recipient in enumerate(_RECIPIENTS)}
    drawn = rng.random(count)
    found = np.full(count, number[Recipient.unknown])
    for place, whose in enumerate(_SUBJECTS):
        rows = subject == place
        if whose in _CIVIL_SERVANTS:
            office = np.where(day < _HANDED_OVER, number[Recipient.kasn], number[Recipient.bkn])
            way = np.select(
                [drawn < 0.78, drawn < 0.95],
                [office, number[Recipient.ppk]],
                number[Recipient.instansi_lain],
            )
            found[rows] = way[rows]
        else:
            ways = np.array([number[recipient] for recipient in _AUTHORITY[whose]])
            found[rows] = ways[(drawn[rows] * len(ways)).astype(np.int64)]
    beside = happens(rng, _RECIPIENT_BESIDE_THE_WAYS, count)
    found[beside] = number[Recipient.kasn]
    found[happens(rng, _RECIPIENT_UNNAMED, count)] = number[Recipient.unknown]
    crime = happens(rng, _CRIME, count)
    found[step < _FORWARDED] = np.where(
        happens(rng, 0.2, count), number[Recipient.unknown], number[Recipient.none]
    )[step < _FORWARDED]
    found[crime & (step >= _REGISTERED)] = number[Recipient.gakkumdu]
    return found


def _sanctions(rng: np.random.Generator, status: Ints, recipient: Ints) -> Ints:
    """The sanction: of a crime a criminal one; of a case that was proved and more not known."""
    count = len(status)
    none, unknown, criminal = (
        _SANCTIONS.index(s) for s in (Sanction.none, Sanction.unknown, Sanction.pidana)
    )
    found = np.full(count, unknown)
    closed = np.isin(
        status, [_STATUSES.index(s) for s in (CaseStatus.tidak_terbukti, CaseStatus.dihentikan)]
    )
    found[closed & happens(rng, 0.9, count)] = none
    sanctioned = status == _STATUSES.index(CaseStatus.sanksi)
    found[sanctioned] = pick(rng, _SANCTION_SHARES, count)[sanctioned]
    crime = recipient == _RECIPIENTS.index(Recipient.gakkumdu)
    found[sanctioned & crime & happens(rng, 0.85, count)] = criminal
    return found


def _step_days(
    rng: np.random.Generator, public: Days, step: Ints, to_the_day: Flags
) -> dict[str, pa.Array]:
    """The days of the steps in order, most of them not noted. It is public once it is decided."""
    count = len(public)
    noted = happens(rng, _DAYS_NOTED, count) & to_the_day
    registered = public - rng.geometric(0.15, count)
    received = registered - rng.integers(0, 4, count)
    decided = registered + rng.geometric(0.2, count)
    forwarded = decided + rng.integers(0, 5, count)
    steps = {
        "known_on": (received - rng.integers(0, 12, count), _RECEIVED),
        "received_on": (received, _RECEIVED),
        "registered_on": (registered, _REGISTERED),
        "decided_on": (decided, _DECIDED),
        "forwarded_on": (forwarded, _FORWARDED),
        "sanctioned_on": (forwarded + 5 + rng.geometric(0.02, count), _SANCTIONED),
    }
    return {
        column: days(day, ~(noted & (step >= reached) & happens(rng, _STEP_NOTED, count)))
        for column, (day, reached) in steps.items()
    }
