"""Words with a fixed meaning: every label, every variant, and none with two meanings."""

import csv
import re
from collections import defaultdict
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import model
from dashboard.ingest.values import Unreadable, is_blank, labels, read_flag, read_term
from dashboard.labels import CASE_STATUSES, CATEGORIES, KINDS, SUBJECTS
from dashboard.locale import LANGUAGES, Locale
from dashboard.model import (
    ActivityKind,
    CaseStatus,
    Category,
    Channel,
    DateKind,
    Forum,
    Level,
    Origin,
    PokjaState,
    Recipient,
    Sanction,
    Scope,
    Signed,
    Subject,
    Unit,
)
from dashboard.resources import REFERENCE

ENUMERATIONS: list[type[StrEnum]] = [
    ActivityKind, Level, Scope, PokjaState, Forum, Signed, DateKind, Subject, Origin, CaseStatus,
    Category, Channel, Recipient, Sanction, Unit,
]  # fmt: skip
OTHERS = {"flag": {"true", "false"}, "regime": {"pemilu", "pilkada"}, "blank": {"blank"}}

with (REFERENCE / "terms.csv").open(encoding="utf-8", newline="") as source:
    ROWS = list(csv.DictReader(source))


def _bare(text: str) -> str:
    """The normal form as the dictionary describes it, computed here on its own."""
    return re.sub(r"[^\w%✓✔√✗✘]|_", "", text.casefold())


def test_the_table_speaks_of_every_enumeration_that_a_record_uses() -> None:
    used = {
        found
        for record_type in model.RECORD_TYPES.values()
        for field in record_type.model_fields.values()
        for name in re.findall(r"\w+", str(field.annotation))
        if isinstance(found := getattr(model, name, None), type) and issubclass(found, StrEnum)
    }
    assert used == set(ENUMERATIONS)
    assert {row["enumeration"] for row in ROWS} == {e.__name__ for e in used} | set(OTHERS)


def test_every_value_has_a_term_and_every_row_a_value() -> None:
    allowed = {e.__name__: {member.value for member in e} for e in ENUMERATIONS} | OTHERS
    found = defaultdict(set)
    for row in ROWS:
        assert row["term"] == row["term"].strip() != ""
        found[row["enumeration"]].add(row["value"])
    assert found == allowed


def test_no_term_belongs_to_two_values_and_none_stands_twice() -> None:
    meanings = defaultdict(list)
    for row in ROWS:
        assert _bare(row["term"])
        meanings[row["enumeration"], _bare(row["term"])].append(row["value"])
    assert {key: values for key, values in meanings.items() if len(values) > 1} == {}
    for enumeration in ENUMERATIONS:
        for member in enumeration:
            known = meanings.get((enumeration.__name__, _bare(member.value)), [member.value])
            assert known == [member.value]


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_each_value_term_and_label_reads_back(enumeration: type[StrEnum]) -> None:
    for member in enumeration:
        assert read_term(enumeration, member.value) is member
    rows = [row for row in ROWS if row["enumeration"] == enumeration.__name__]
    for row in rows:
        for change in (str.upper, str.lower, str.swapcase):
            assert read_term(enumeration, change(row["term"])) is enumeration(row["value"])
    first = {row["value"]: row["term"] for row in reversed(rows)}
    assert labels(enumeration) == first
    assert list(labels(enumeration)) == [member.value for member in enumeration]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_screen_shows_may_be_typed(language: str) -> None:
    shown = {
        ActivityKind: KINDS, Category: CATEGORIES, Subject: SUBJECTS, CaseStatus: CASE_STATUSES,
    }  # fmt: skip
    for enumeration, messages in shown.items():
        for code, message in messages.items():
            assert read_term(enumeration, Locale(language).text(message)) == code


def test_the_labels_are_what_the_screen_shows() -> None:
    assert labels(ActivityKind) == {k: Locale("id").text(m) for k, m in KINDS.items()}
    assert labels(Category) == {k: Locale("id").text(m) for k, m in CATEGORIES.items()}
    assert labels(CaseStatus) == {k: Locale("id").text(m) for k, m in CASE_STATUSES.items()}
    assert labels(Subject) == {k: Locale("id").text(m) for k, m in SUBJECTS.items()}


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Rakor", ActivityKind.rapat_koordinasi),
        ("RAPAT  KOORDINASI", ActivityKind.rapat_koordinasi),
        ("rapat-koordinasi", ActivityKind.rapat_koordinasi),
        ("Rapat_Koordinasi.", ActivityKind.rapat_koordinasi),
        ("Bimtek", ActivityKind.pelatihan),
        ("Fakta Integritas", ActivityKind.penandatanganan_pakta_integritas),
        ("Ikrar", ActivityKind.apel_ikrar),
        ("M.o.U", ActivityKind.kerja_sama),
        ("MoU / PKS", ActivityKind.kerja_sama),
        ("Himbauan", ActivityKind.imbauan),
        ("Kab/Kota", Level.kabupaten_kota),
        ("Kab./Kota", Level.kabupaten_kota),
        ("Kab. / Kota", Level.kabupaten_kota),
        ("Kapanewon", Level.kecamatan),
        ("OPD", Scope.instansi),
        ("sudah dibentuk", PokjaState.exists),
        ("dibentuk", PokjaState.formed),
        ("rencana", PokjaState.planned),
        ("ya", Signed.yes),
        ("belum", Signed.no),
        ("tidak diketahui", Signed.unknown),
        ("kades", Subject.kepala_desa),
        ("Wali Nagari", Subject.kepala_desa),
        ("walinagari", Subject.kepala_desa),
        ("Kuwu", Subject.kepala_desa),
        ("Perbekel", Subject.kepala_desa),
        ("Hukum Tua", Subject.kepala_desa),
        ("P3K", Subject.pppk),
        ("PPPK (P3K)", None),
        ("non ASN", Subject.non_asn),
        ("Non-ASN", Subject.non_asn),
        ("Honorer", Subject.non_asn),
        ("lurah", None),  # a village head in Yogyakarta, a civil servant elsewhere
        ("penghulu", None),  # a village head in Riau, a marriage registrar elsewhere
        ("Laporan", Origin.laporan),
        ("Informasi Awal", Origin.informasi_awal),
        ("terbukti", CaseStatus.terbukti),
        ("tdk terbukti", None),
        ("Medsos", Channel.media_sosial),
        ("Timses", Category.tim_sukses),
        ("Lain-lain", Category.lainnya),
        ("BKN", Recipient.bkn),
        ("wali kota", None),  # superior of village heads, or appointing authority (ppk)
        ("Hukuman disiplin sedang", Sanction.sedang),
        ("%", Unit.percent),
        ("tanggal terbit", DateKind.publication),
        ("Satgas", Forum.satgas),
    ],
)
def test_spellings(text: str, member: StrEnum | None) -> None:
    if member is not None:
        assert read_term(type(member), text) is member
    else:
        for enumeration in (Subject, CaseStatus, Recipient):
            with pytest.raises(Unreadable):
                read_term(enumeration, text)


@pytest.mark.parametrize(
    ("enumeration", "text", "suggestion"),
    [
        (ActivityKind, "sosialisai", "Sosialisasi"),
        (ActivityKind, "Rapat kordinasi", "Rapat koordinasi"),
        (Subject, "kads", "Kepala desa"),
        (CaseStatus, "tdk terbukti", "Tidak terbukti"),
        (Level, "qqq", None),
        (Level, "-", None),
        (Subject, "TNI/Polri", None),
        (Subject, "ASN, TNI dan Polri", None),
        (Subject, "x" * 5000, None),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest_and_all_labels(
    enumeration: type[StrEnum], text: str, suggestion: str | None
) -> None:
    with pytest.raises(Unreadable) as caught:
        read_term(enumeration, text)
    assert caught.value.suggestion == suggestion
    if suggestion is not None:
        read_term(enumeration, suggestion)
        sentence = caught.value.sentence(Locale("id"))
        assert all(label in sentence for label in labels(enumeration).values())


def test_several_values_in_one_are_said_to_be_several() -> None:
    with pytest.raises(Unreadable) as caught:
        read_term(Subject, "TNI/Polri")
    assert "semicolons" in caught.value.sentence(Locale("en"))


@given(st.sampled_from(ENUMERATIONS), st.text(max_size=40))
def test_no_other_text_is_a_term(enumeration: type[StrEnum], text: str) -> None:
    known = {_bare(row["term"]) for row in ROWS if row["enumeration"] == enumeration.__name__}
    known |= {_bare(member.value) for member in enumeration}
    try:
        read_term(enumeration, text)
    except Unreadable as error:
        error.sentence(Locale("id"))
    else:
        assert _bare(text) in known


@pytest.mark.parametrize(
    ("text", "expected"),
    [(t, True) for t in ("ya", "Iya", "YA.", "sudah", "ada", "TRUE", "yes", "1", "v", "✓", "√")]
    + [(t, False) for t in ("tidak", "Belum", "tidak ada", "False", "no", "N", "0", "✗")],
)
def test_flags(text: str, expected: bool) -> None:
    assert read_flag(text) is expected


@pytest.mark.parametrize("text", ["t", "f", "2", "10", "mungkin", "ya/tidak", "?", "-", "on", "x"])
def test_what_is_no_flag(text: str) -> None:
    with pytest.raises(Unreadable):
        read_flag(text)


@pytest.mark.parametrize(
    "text",
    ["-", "–", "—", "--", "- -", "?", "...", "…", "_", ".", "n/a", "N.A.", "na", "Tidak diketahui",
     "belum diketahui", "tidak ada data", "belum ada data", "Tidak disebutkan", "null"],
)  # fmt: skip
def test_blanks(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["nihil", "0", "tidak", "tidak ada", "none", "unknown", "x", "/", "✓", "ASN", "*"]
)
def test_what_is_not_blank(text: str) -> None:
    assert not is_blank(text)
