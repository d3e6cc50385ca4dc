"""The sentences for the press: every situation of the figures, in both languages, by hand."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest

from dashboard.filters import Filter
from dashboard.locale import Locale, Masked
from dashboard.press.masks import Figures, masked_note
from dashboard.press.sentences import (
    Scope,
    case_sentences,
    count_of,
    coverage_sentences,
    enumerated,
    handling_sentences,
    prevention_sentences,
)
from dashboard.press.suppression import State

ID, EN = Locale("id"), Locale("en")
DAY = dt.date(2024, 10, 31)
PILKADA = Filter(elections=("pilkada_2024",))
CENTRAL_JAVA = Filter(elections=("pilkada_2024",), provinces=("33",))
CILACAP = Filter(elections=("pilkada_2024",), regencies=("33.01",))


def _scopes(chosen: Filter = PILKADA, until: dt.date = DAY) -> tuple[Scope, Scope]:
    return Scope(chosen, until, ID), Scope(chosen, until, EN)


def _coverage(total: int, pokja: int, signed: int, neither: int) -> dict[str, int]:
    return {
        "regencies": total,
        "regencies_with_pokja": pokja,
        "regencies_signed": signed,
        "regencies_with_neither": neither,
    }


def test_coverage_of_some_names_numerator_denominator_share_and_day() -> None:
    indonesian, english = (
        coverage_sentences(_coverage(514, 31, 1, 483), scope) for scope in _scopes()
    )
    assert indonesian == [
        "Hingga 31 Oktober 2024, 31 dari 514 kabupaten/kota (6,0%) tercatat memiliki Pokja "
        "Netralitas untuk Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, 1 dari 514 kabupaten/kota (0,2%) tercatat telah menandatangani "
        "komitmen netralitas untuk Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, 483 dari 514 kabupaten/kota (94,0%) belum tercatat memiliki Pokja "
        "maupun penandatanganan untuk Pilkada Serentak 2024, yang tidak berarti bahwa belum ada "
        "yang dilakukan di sana.",
    ]
    assert english == [
        "By 31 October 2024, a Neutrality Pokja is on record in 31 of 514 kabupaten/kota (6.0%) "
        "for the simultaneous local elections 2024.",
        "By 31 October 2024, a signed commitment to neutrality is on record in 1 of 514 "
        "kabupaten/kota (0.2%) for the simultaneous local elections 2024.",
        "By 31 October 2024, neither a Pokja nor a signing is on record in 483 of 514 "
        "kabupaten/kota (94.0%) for the simultaneous local elections 2024, which does not mean "
        "that nothing was done there.",
    ]


def test_coverage_of_none_says_on_record_and_of_all_says_all() -> None:
    indonesian, english = (
        coverage_sentences(_coverage(35, 0, 35, 0), scope) for scope in _scopes(CENTRAL_JAVA)
    )
    assert indonesian == [
        "Hingga 31 Oktober 2024, tidak ada satu pun dari 35 kabupaten/kota di Jawa Tengah yang "
        "tercatat memiliki Pokja Netralitas untuk Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, seluruh 35 kabupaten/kota di Jawa Tengah tercatat telah "
        "menandatangani komitmen netralitas untuk Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, seluruh 35 kabupaten/kota di Jawa Tengah tercatat memiliki Pokja "
        "atau penandatanganan untuk Pilkada Serentak 2024.",
    ]
    assert english == [
        "By 31 October 2024, a Neutrality Pokja is on record in none of 35 kabupaten/kota in Jawa "
        "Tengah for the simultaneous local elections 2024.",
        "By 31 October 2024, a signed commitment to neutrality is on record in all 35 "
        "kabupaten/kota in Jawa Tengah for the simultaneous local elections 2024.",
        "By 31 October 2024, all 35 kabupaten/kota in Jawa Tengah have a Pokja or a signing on "
        "record for the simultaneous local elections 2024.",
    ]


def test_coverage_of_one_regency_has_no_shares() -> None:
    indonesian, english = (
        coverage_sentences(_coverage(1, 1, 0, 0), scope) for scope in _scopes(CILACAP)
    )
    assert indonesian == [
        "Hingga 31 Oktober 2024, Kabupaten Cilacap tercatat memiliki Pokja Netralitas untuk "
        "Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, tidak ada penandatanganan komitmen netralitas yang tercatat di "
        "Kabupaten Cilacap untuk Pilkada Serentak 2024.",
    ]
    assert english == [
        "By 31 October 2024, a Neutrality Pokja is on record in Kabupaten Cilacap for the "
        "simultaneous local elections 2024.",
        "By 31 October 2024, no signed commitment to neutrality is on record in Kabupaten Cilacap "
        "for the simultaneous local elections 2024.",
    ]
    assert coverage_sentences(_coverage(1, 0, 0, 1), _scopes(CILACAP)[0])[2] == (
        "Yang tidak tercatat di Kabupaten Cilacap dapat saja telah dilakukan."
    )


def test_a_pokja_for_one_of_several_elections_is_not_called_one_for_all() -> None:
    indonesian, english = (
        coverage_sentences(_coverage(514, 31, 1, 483), scope)[0] for scope in _scopes(Filter())
    )
    assert indonesian.endswith("tercatat memiliki Pokja Netralitas (semua pemilihan digabung).")
    assert english.endswith("in 31 of 514 kabupaten/kota (6.0%) (all elections together).")
    two = Filter(elections=("pilkada_2020", "pilkada_2024"))
    assert coverage_sentences(_coverage(514, 31, 1, 483), _scopes(two)[0])[0].endswith(
        "(Pilkada Serentak 2020, Pilkada Serentak 2024 digabung)."
    )


def _activities(n: int, silent: int, people: int | None, regencies: int = 5) -> dict[str, Any]:
    return {
        "activities": n,
        "activities_maybe_outside": 0,
        "activities_without_participants": silent,
        "participants": people,
        "regencies": 514,
        "regencies_with_activity": regencies,
    }


@pytest.mark.parametrize(
    ("figures", "indonesian", "english"),
    [
        (
            _activities(0, 0, None),
            ["Hingga 31 Oktober 2024, tidak ada kegiatan pencegahan yang tercatat {untuk}."],
            ["By 31 October 2024, no prevention activity is on record {for}."],
        ),
        (
            _activities(1, 1, None, 0),
            [
                "Hingga 31 Oktober 2024, tercatat 1 kegiatan pencegahan {untuk}.",
                "Tidak ada kabupaten/kota yang disebut dalam catatan kegiatan itu.",
                "Jumlah peserta kegiatan itu tidak disebutkan.",
            ],
            [
                "By 31 October 2024, 1 prevention activity is on record {for}.",
                "None of these activities names a kabupaten/kota.",
                "The number of participants of the activity is not stated.",
            ],
        ),
        (
            _activities(4, 4, None, 514),
            [
                "Hingga 31 Oktober 2024, tercatat 4 kegiatan pencegahan {untuk}.",
                "Hingga 31 Oktober 2024, sedikitnya satu kegiatan tercatat di seluruh 514 "
                "kabupaten/kota {untuk}.",
                "Jumlah peserta tidak disebutkan pada 4 kegiatan itu.",
            ],
            [
                "By 31 October 2024, 4 prevention activities are on record {for}.",
                "By 31 October 2024, at least one activity is on record in all 514 kabupaten/kota "
                "{for}.",
                "The number of participants is not stated for any of the 4 activities.",
            ],
        ),
        (
            _activities(4, 3, 1),
            [
                "Hingga 31 Oktober 2024, tercatat 4 kegiatan pencegahan {untuk}.",
                "Hingga 31 Oktober 2024, sedikitnya satu kegiatan tercatat di 5 dari 514 "
                "kabupaten/kota (1,0%) {untuk}.",
                "Jumlah peserta disebutkan untuk 1 dari 4 kegiatan (25,0%), seluruhnya 1 orang.",
            ],
            [
                "By 31 October 2024, 4 prevention activities are on record {for}.",
                "By 31 October 2024, at least one activity is on record in 5 of 514 kabupaten/kota "
                "(1.0%) {for}.",
                "The number of participants is stated for 1 of 4 activities (25.0%): 1 person "
                "altogether.",
            ],
        ),
        (
            _activities(2, 0, 1250),
            [
                "Hingga 31 Oktober 2024, tercatat 2 kegiatan pencegahan {untuk}.",
                "Hingga 31 Oktober 2024, sedikitnya satu kegiatan tercatat di 5 dari 514 "
                "kabupaten/kota (1,0%) {untuk}.",
                "Jumlah peserta disebutkan untuk 2 kegiatan itu: 1.250 orang.",
            ],
            [
                "By 31 October 2024, 2 prevention activities are on record {for}.",
                "By 31 October 2024, at least one activity is on record in 5 of 514 kabupaten/kota "
                "(1.0%) {for}.",
                "The number of participants is stated for all 2 activities: 1,250 people "
                "altogether.",
            ],
        ),
    ],
    ids=["none", "one", "all regencies, none stated", "one stated", "all stated"],
)
def test_prevention(figures: dict[str, Any], indonesian: list[str], english: list[str]) -> None:
    words = {
        "untuk": "untuk Pilkada Serentak 2024",
        "for": "for the simultaneous local elections 2024",
    }
    for scope, wanted in zip(_scopes(), (indonesian, english), strict=True):
        told = prevention_sentences(figures, scope)
        assert told == [sentence.format_map(words) for sentence in wanted]


def _cases(n: int | None, **others: Any) -> dict[str, Any]:
    plain = {
        "violations": n,
        "violations_maybe_outside": 0,
        "violations_without_people": n,
        "people": None,
        "preliminary_information": 0,
        "regencies": 1,
        "regencies_with_violations": 1,
    }
    return plain | others


def _statuses(counts: Mapping[str, int | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": list(counts),
            "violations": pd.array(list(counts.values()), dtype="Int64"),
        }
    )


def test_no_case_is_a_record_that_is_missing_and_initial_information_stands_apart() -> None:
    figures = _cases(0, preliminary_information=2)
    indonesian, english = (
        case_sentences(figures, _statuses({}), scope) for scope in _scopes(CENTRAL_JAVA)
    )
    assert indonesian == [
        "Hingga 31 Oktober 2024, tidak ada dugaan pelanggaran netralitas yang tercatat untuk "
        "Pilkada Serentak 2024 di Jawa Tengah.",
        "Di luar kasus, tercatat 2 informasi awal yang belum menjadi kasus.",
    ]
    assert english == [
        "By 31 October 2024, no suspected violation of neutrality is on record for the "
        "simultaneous local elections 2024 in Jawa Tengah.",
        "Apart from cases, 2 pieces of initial information are on record, no cases yet.",
    ]


def test_cases_are_suspected_and_each_status_has_its_own_word() -> None:
    figures = _cases(
        111,
        violations_without_people=102,
        people=89,
        violations_maybe_outside=3,
        regencies=514,
        regencies_with_violations=78,
    )
    statuses = _statuses({"diterima": 70, "terbukti": 10, "diteruskan": 30, "sanksi": 1})
    indonesian, english = (case_sentences(figures, statuses, scope) for scope in _scopes())
    assert indonesian == [
        "Hingga 31 Oktober 2024, tercatat 111 kasus dugaan pelanggaran netralitas untuk Pilkada "
        "Serentak 2024.",
        "Dari catatan itu, 3 mungkin bertanggal di luar periode.",
        "Hingga 31 Oktober 2024, 78 dari 514 kabupaten/kota (15,2%) disebut dalam sedikitnya satu "
        "kasus itu.",
        "Menurut status terakhir yang tercatat: 70 diterima, 10 dinyatakan terbukti, 30 diteruskan "
        "atau direkomendasikan kepada instansi yang berwenang dan 1 dikenai sanksi.",
        "Jumlah orang disebutkan untuk 9 dari 111 kasus (8,1%), seluruhnya 89 orang; kasus dan "
        "orang adalah dua hitungan.",
    ]
    assert english == [
        "By 31 October 2024, 111 cases of suspected violation of neutrality are on record for the "
        "simultaneous local elections 2024.",
        "Of these records, 3 may lie outside the period.",
        "By 31 October 2024, at least one of these cases names 78 of 514 kabupaten/kota (15.2%).",
        "By the last status on record: 70 received, 10 found proven, 30 forwarded or recommended "
        "to the competent body and 1 sanctioned.",
        "How many people they concern is stated for 9 of 111 cases (8.1%): 89 people; cases and "
        "people are two counts.",
    ]


def test_a_case_is_called_proven_only_where_every_case_is() -> None:
    proven = case_sentences(_cases(1), _statuses({"terbukti": 1}), _scopes(CILACAP)[0])
    assert proven == [
        "Hingga 31 Oktober 2024, tercatat 1 kasus pelanggaran netralitas yang dinyatakan terbukti "
        "untuk Pilkada Serentak 2024 di Kabupaten Cilacap.",
        "Menurut status terakhir yang tercatat: 1 dinyatakan terbukti.",
        "Jumlah orang dalam kasus itu tidak disebutkan.",
    ]
    both = case_sentences(_cases(2), _statuses({"terbukti": 1, "sanksi": 1}), _scopes()[1])
    assert both[0] == (
        "By 31 October 2024, 2 cases of violated neutrality, all found proven, are on record for "
        "the simultaneous local elections 2024."
    )
    for status in ("diterima", "diregistrasi", "diproses", "diteruskan", "tidak_terbukti"):
        mixed = _statuses({"terbukti": 1, status: 1})
        for scope, word in zip(_scopes(), ("dugaan pelanggaran", "suspected"), strict=True):
            assert word in case_sentences(_cases(2), mixed, scope)[0]


def test_people_are_told_for_one_case_and_for_all() -> None:
    one = _cases(1, violations_without_people=0, people=1)
    some = _cases(2, violations_without_people=0, people=12)
    scopes = _scopes(CILACAP)
    told = [
        case_sentences(figures, _statuses({}), s)[-1] for figures in (one, some) for s in scopes
    ]
    assert told == [
        "Kasus itu menyangkut 1 orang; kasus dan orang adalah dua hitungan.",
        "The case concerns 1 person; cases and people are two counts.",
        "Jumlah orang disebutkan untuk 2 kasus itu, seluruhnya 12 orang; kasus dan orang adalah "
        "dua hitungan.",
        "The 2 cases concern 12 people; cases and people are two counts.",
    ]


def test_masked_counts_are_fewer_than_the_limit_and_have_no_share() -> None:
    given = _cases(None, violations_without_people=None, regencies=35)
    figures = _public(given, ("violations", "violations_without_people"), "few")
    statuses = _statuses({"diproses": None, "sanksi": 4}).assign(violations_state=["few", "shown"])
    indonesian, english = (
        case_sentences(figures, statuses, scope) for scope in _scopes(CENTRAL_JAVA)
    )
    assert indonesian == [
        "Hingga 31 Oktober 2024, tercatat kurang dari 3 kasus dugaan pelanggaran netralitas untuk "
        "Pilkada Serentak 2024 di Jawa Tengah.",
        "Hingga 31 Oktober 2024, 1 dari 35 kabupaten/kota di Jawa Tengah (2,9%) disebut dalam "
        "sedikitnya satu kasus itu.",
        "Menurut status terakhir yang tercatat: 4 dikenai sanksi.",
        masked_note(1, ID),
    ]
    assert english[0] == (
        "By 31 October 2024, fewer than 3 cases of suspected violation of neutrality are on record "
        "for the simultaneous local elections 2024 in Jawa Tengah."
    )
    assert count_of(figures, "violations") == Masked("few", 3)


def test_a_hidden_number_may_be_none_and_is_not_called_some() -> None:
    figures = _public(_cases(None), ("violations",), "hidden")
    told = [case_sentences(figures, None, scope) for scope in _scopes(CENTRAL_JAVA)]
    assert told == [
        [
            "Hingga 31 Oktober 2024, jumlah kasus dugaan pelanggaran netralitas untuk Pilkada "
            "Serentak 2024 di Jawa Tengah disamarkan agar tidak ada orang yang dapat dikenali."
        ],
        [
            "By 31 October 2024, the number of cases of suspected violation of neutrality for the "
            "simultaneous local elections 2024 in Jawa Tengah is masked, so that nobody can be "
            "recognised."
        ],
    ]


def _public(given: dict[str, Any], counts: tuple[str, ...], state: State) -> Figures:
    """The figures as the public gets them, these counts masked."""
    figures = Figures(pd.Series(given, dtype=object))
    figures.states = dict.fromkeys(counts, state)
    return figures


def _way(
    received: int, decided: int, forwarded: int, sanctioned: int, crime: int = 0
) -> dict[str, int]:
    return {
        "received": received,
        "decided": decided,
        "forwarded": forwarded,
        "sanctioned": sanctioned,
        "forwarded_other_law": forwarded - crime,
        "forwarded_crime": crime,
        "forwarded_unknown": 0,
    }


def _follow_up(forwarded: int, answered: int, undated: int, longest: int | None) -> dict[str, Any]:
    return {
        "forwarded": forwarded,
        "answered": answered,
        "waiting": forwarded - answered,
        "waiting_undated": undated,
        "longest_days": longest,
    }


def _deadlines(*rows: tuple[int, int, int, int, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kept", "missed", "running", "unknown", "confidence"])
    return frame.assign(cases=frame[["kept", "missed", "running", "unknown"]].sum(axis=1))


def test_handling_of_some_cases() -> None:
    statuses = _statuses({"diproses": 60, "diteruskan": 30, "sanksi": 8})
    arguments = (
        _way(111, 56, 38, 8, crime=9),
        statuses,
        _follow_up(38, 8, 29, 45),
        _deadlines((1, 2, 0, 97, "L"), (0, 0, 0, 0, "?")),
        dt.date(2024, 11, 30),
    )
    indonesian, english = (handling_sentences(*arguments, scope) for scope in _scopes())
    assert indonesian == [
        "Hingga 31 Oktober 2024, putusan tercatat pada 56 dari 111 kasus dugaan pelanggaran (50,5%)"
        " untuk Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, 38 dari 111 kasus dugaan pelanggaran (34,2%) tercatat diteruskan "
        "atau direkomendasikan kepada instansi yang berwenang.",
        "Di antara yang diteruskan: 29 sebagai dugaan pelanggaran hukum lainnya dan 9 sebagai "
        "dugaan tindak pidana (Gakkumdu).",
        "Hingga 30 November 2024, jawaban atau sanksi tercatat untuk 8 dari 38 kasus yang "
        "diteruskan (21,1%).",
        "Kasus yang paling lama belum tercatat dijawab diteruskan 45 hari sebelumnya.",
        "Untuk 29 kasus lain yang belum tercatat dijawab, hari penerusannya tidak tercatat.",
        "Hingga 31 Oktober 2024, sanksi tercatat pada 8 dari 111 kasus (7,2%).",
        "Hingga 30 November 2024, dari 100 tenggat tahapan: 1 dipatuhi, 2 terlewati dan 97 tidak "
        "dapat dinilai karena harinya tidak tercatat.",
    ]
    assert english == [
        "By 31 October 2024, a decision is on record in 56 of 111 cases of suspected violation "
        "(50.5%) for the simultaneous local elections 2024.",
        "By 31 October 2024, 38 of 111 cases of suspected violation (34.2%) went on record as "
        "forwarded or recommended to the competent body.",
        "Of those forwarded: 29 as suspected breaches of other law and 9 as suspected crimes "
        "(Gakkumdu).",
        "By 30 November 2024, an answer or a sanction is on record for 8 of 38 forwarded cases "
        "(21.1%).",
        "The unanswered case waiting longest was forwarded 45 days before.",
        "For 29 further unanswered cases the day of forwarding is not on record.",
        "By 31 October 2024, a sanction is on record in 8 of 111 cases (7.2%).",
        "By 30 November 2024, of 100 deadlines on steps of cases: 1 kept, 2 missed and 97 that "
        "cannot be judged, since the days are not on record.",
    ]


def test_handling_of_none_and_of_all() -> None:
    nothing = handling_sentences(
        _way(4, 0, 0, 0), _statuses({"diterima": 4}), _follow_up(0, 0, 0, None), _deadlines(), DAY,
        _scopes()[0],
    )  # fmt: skip
    assert nothing == [
        "Hingga 31 Oktober 2024, tidak ada putusan yang tercatat pada 4 kasus dugaan pelanggaran "
        "untuk Pilkada Serentak 2024.",
        "Hingga 31 Oktober 2024, tidak ada satu pun dari 4 kasus dugaan pelanggaran yang tercatat "
        "diteruskan atau direkomendasikan kepada instansi yang berwenang.",
        "Hingga 31 Oktober 2024, tidak ada sanksi yang tercatat pada 4 kasus.",
    ]
    everything = handling_sentences(
        _way(4, 4, 4, 4), _statuses({"sanksi": 4}), _follow_up(4, 4, 0, None), _deadlines(), DAY,
        _scopes()[1],
    )  # fmt: skip
    assert everything == [
        "By 31 October 2024, a decision is on record in all 4 cases found proven for the "
        "simultaneous local elections 2024.",
        "By 31 October 2024, all 4 cases found proven went on record as forwarded or recommended "
        "to the competent body.",
        "Of those forwarded: 4 as suspected breaches of other law.",
        "By 31 October 2024, an answer or a sanction is on record for all 4 forwarded cases.",
        "By 31 October 2024, a sanction is on record in all 4 cases.",
    ]


def test_masked_steps_leave_their_sentence_out_and_that_is_said() -> None:
    hidden = _public(dict(_way(40, 20, 9, 1)), ("sanctioned", "forwarded_crime"), "few")
    follow_up = _public(_follow_up(9, 1, 8, None), ("answered", "waiting"), "few")
    deadlines = _deadlines((1, 2, 0, 97, "L")).assign(kept_state="few")
    told = handling_sentences(hidden, None, follow_up, deadlines, DAY, _scopes(CENTRAL_JAVA)[1])
    assert told == [
        "By 31 October 2024, a decision is on record in 20 of 40 cases of suspected violation "
        "(50.0%) for the simultaneous local elections 2024 in Jawa Tengah.",
        "By 31 October 2024, 9 of 40 cases of suspected violation (22.5%) went on record as "
        "forwarded or recommended to the competent body.",
        "Of those forwarded: 9 as suspected breaches of other law.",
        "What became of the cases of chosen regions is not fully told, so that nobody can be "
        "recognised.",
    ]
    nothing = _public(dict(_way(1, 1, 1, 1)), ("received",), "few")
    assert handling_sentences(nothing, None, follow_up, deadlines, DAY, _scopes()[1]) == told[-1:]


def test_handling_of_one_case() -> None:
    told = handling_sentences(
        _way(1, 1, 1, 0), _statuses({"diteruskan": 1}), _follow_up(1, 0, 1, None),
        _deadlines((0, 0, 1, 0, "?")), DAY, _scopes()[0],
    )  # fmt: skip
    assert told == [
        "Hingga 31 Oktober 2024, putusan tercatat pada 1 kasus dugaan pelanggaran untuk Pilkada "
        "Serentak 2024.",
        "Hingga 31 Oktober 2024, kasus itu tercatat diteruskan atau direkomendasikan kepada "
        "instansi yang berwenang.",
        "Di antara yang diteruskan: 1 sebagai dugaan pelanggaran hukum lainnya.",
        "Hingga 31 Oktober 2024, tidak ada jawaban atau sanksi yang tercatat untuk kasus yang "
        "diteruskan itu, yang tidak berarti bahwa jawaban itu tidak ada.",
        "Sejak kapan kasus yang belum tercatat dijawab itu menunggu tidak dapat dinilai: hari "
        "penerusannya tidak tercatat.",
        "Hingga 31 Oktober 2024, tidak ada sanksi yang tercatat pada kasus itu.",
        "Hingga 31 Oktober 2024, dari 1 tenggat tahapan: 1 masih berjalan.",
        "Sebagian tenggat itu belum dipastikan dengan naskah peraturannya.",
    ]
    no_case = handling_sentences(
        _way(0, 0, 0, 0), _statuses({}), _follow_up(0, 0, 0, None), _deadlines(), DAY, _scopes()[0]
    )
    assert no_case == [
        "Hingga 31 Oktober 2024, tidak ada dugaan pelanggaran netralitas yang tercatat untuk "
        "Pilkada Serentak 2024."
    ]


def test_periods_and_facets_are_named() -> None:
    october = Filter(
        elections=("pilkada_2024",),
        since=dt.date(2024, 10, 1),
        until=DAY,
        kinds=("pelatihan",),
        categories=("politik_uang",),
    )
    indonesian, english = _scopes(october)
    assert (indonesian.period, english.period) == (
        "Dari 1 Oktober 2024 hingga 31 Oktober 2024",
        "From 1 October 2024 to 31 October 2024",
    )
    assert indonesian.about("activities") == (
        "untuk Pilkada Serentak 2024 (Jenis kegiatan: Pelatihan)"
    )
    assert english.about("violations") == (
        "for the simultaneous local elections 2024 (Category of the case: Money politics)"
    )
    later = Scope(Filter(since=dt.date(2025, 1, 1)), DAY, ID)
    assert later.period == "Sejak 1 Januari 2025"
    assert Scope(Filter(since=DAY, until=DAY), DAY, EN).period == "On 31 October 2024"


def test_lists_read_as_lists() -> None:
    assert [enumerated(words, ID) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a dan b",
        "a, b dan c",
    ]
