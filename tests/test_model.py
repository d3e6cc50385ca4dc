"""What a valid record is: real rows pass, every rule refuses, and no personal data gets in."""

import csv
import datetime as dt
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from dashboard import model
from dashboard.model import RECORD_TYPES, Activity, PublishedFigure, RiskIndex, Violation
from dashboard.resources import RECORDS

ACTIVITY = {
    "activity_id": "KG-1",
    "date_from": "2024-06-28",
    "date_to": "2024-06-28",
    "date_kind": "event",
    "date_doubtful": "false",
    "kind": "pembentukan_pokja",
    "level": "kabupaten_kota",
    "scope": "wilayah",
    "province_code": "33",
    "regency_codes": "33.01",
    "district_code": "",
    "organiser": "Bawaslu Kabupaten Cilacap",
    "election": "pilkada_2024",
    "targets": "asn;tni",
    "participants": "",
    "institutions": "Bawaslu;Polresta",
    "pokja": "formed",
    "forum": "pokja",
    "signed": "no",
    "venue": "",
    "title": "Pembentukan Pokja",
    "source_name": "Siaran pers",
    "source_url": "",
    "note": "",
}
VIOLATION = {
    "violation_id": "PL-1",
    "reported_from": "2024-10-01",
    "reported_to": "2024-10-31",
    "date_doubtful": "false",
    "origin": "laporan",
    "province_code": "33",
    "regency_code": "33.01",
    "district_code": "33.01.01",
    "election": "pilkada_2024",
    "category": "politik_uang",
    "subject": "asn",
    "channel": "unknown",
    "status": "diterima",
    "forwarded_to": "none",
    "sanction": "none",
    "people": "2",
    "known_on": "",
    "received_on": "",
    "registered_on": "",
    "decided_on": "",
    "forwarded_on": "",
    "sanctioned_on": "",
    "source_name": "Koran",
    "source_url": "",
}
FIGURE = {
    "figure_id": "AT-1",
    "as_of_from": "2024-01-01",
    "as_of": "2024-12-31",
    "measure": "diterima",
    "unit": "cases",
    "cumulative": "",
    "value": "12",
    "forwarded_to": "none",
    "sanction": "unknown",
    "province_code": "",
    "regency_code": "",
    "election": "pilkada_2024",
    "category": "unknown",
    "subject": "asn",
    "channel": "unknown",
    "source_name": "Koran",
    "source_url": "",
    "note": "",
}
RISK = {
    "index_id": "IK-1",
    "as_of": "2023-09-21",
    "index": "ikp_netralitas_asn",
    "level": "provinsi",
    "province_code": "33",
    "regency_code": "",
    "rank": "8",
    "score": "4.96",
    "source_name": "Koran",
    "source_url": "",
}
BASES: dict[str, dict[str, str]] = {
    "activities": ACTIVITY,
    "violations": VIOLATION,
    "published_figures": FIGURE,
    "risk_index": RISK,
}


def _make(table: str, **changed: Any) -> Any:
    return RECORD_TYPES[table].model_validate({**BASES[table], **changed})


def _activity(**changed: Any) -> Activity:
    return Activity.model_validate({**ACTIVITY, **changed})


# --- the real records -----------------------------------------------------------------------------


def _rows(table: str) -> list[dict[str, str]]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.mark.parametrize(
    ("table", "rows"),
    [("activities", 360), ("violations", 230), ("published_figures", 548), ("risk_index", 30)],
)
def test_every_real_row_is_valid_and_keeps_its_cells(table: str, rows: int) -> None:
    found = _rows(table)
    assert len(found) == rows
    for row in found:
        record = RECORD_TYPES[table].model_validate(row)
        for name, cell in row.items():
            value = getattr(record, name)
            if isinstance(value, list):
                assert ";".join(map(str, value)) == cell
            elif isinstance(value, bool):
                assert str(value).lower() == cell
            elif isinstance(value, float):
                assert value == float(cell)
            else:
                assert ("" if value is None else str(value)) == cell


@pytest.mark.parametrize("table", list(BASES))
def test_the_header_of_a_record_file_is_the_record_types_columns(table: str) -> None:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        header = next(csv.reader(source))
    assert header == RECORD_TYPES[table].columns() == list(BASES[table])
    assert RECORD_TYPES[table].id_column == header[0]


@pytest.mark.parametrize(
    ("regency", "district", "day", "expected"),
    [
        ("33.01", "", "2024-06-28", {"pokja": "formed", "forum": "pokja"}),
        ("33.01", "", "2024-10-17", {"signed": "yes"}),
        ("33.29", "", "2023-09-14", {}),
        ("64.74", "", "2024-10-04", {}),
        ("32.02", "32.02.32", "2024-07-26", {}),
    ],
    ids=["Cilacap Pokja", "Cilacap signing", "Brebes", "Bontang", "Kecamatan Sukabumi"],
)
def test_the_events_of_the_five_documents_are_there(
    regency: str, district: str, day: str, expected: dict[str, str]
) -> None:
    found = [
        row
        for row in _rows("activities")
        if regency in row["regency_codes"].split(";")
        and row["date_from"] == day
        and row["district_code"] == district
        and expected.items() <= row.items()
    ]
    assert found


# --- enumerations ---------------------------------------------------------------------------------

SUBJECTS = "asn pns pppk non_asn tni polri kepala_desa perangkat_desa bpd unknown"


@pytest.mark.parametrize(
    ("enumeration", "values"),
    [
        (
            model.ActivityKind,
            "pembentukan_pokja rapat_koordinasi sosialisasi penandatanganan_pakta_integritas "
            "deklarasi_netralitas komitmen_bersama apel_ikrar imbauan pelatihan kerja_sama",
        ),
        (model.Level, "pusat provinsi kabupaten_kota kecamatan desa"),
        (model.Scope, "wilayah kecamatan desa instansi"),
        (model.PokjaState, "none planned formed exists"),
        (model.Forum, "pokja satgas desk"),
        (model.Signed, "yes no unknown"),
        (model.DateKind, "event statement publication"),
        (model.Subject, SUBJECTS),
        (model.Origin, "laporan temuan informasi_awal unknown"),
        (
            model.CaseStatus,
            "diterima diregistrasi tidak_diregistrasi diproses terbukti tidak_terbukti dihentikan "
            "diteruskan sanksi",
        ),
        (
            model.Category,
            "kampanye_medsos posting_like_share foto_bersama_calon pasang_spanduk hadir_deklarasi "
            "ikut_kampanye_sosialisasi kegiatan_keberpihakan pendekatan_parpol "
            "deklarasi_diri_calon keputusan_menguntungkan tim_sukses mobilisasi pemberian_bantuan "
            "politik_uang anggota_parpol dukungan_ktp fasilitas_negara lainnya unknown",
        ),
        (model.Channel, "media_sosial kegiatan_langsung unknown"),
        (
            model.Recipient,
            "kasn bkn ppk bupati gakkumdu polri tni instansi_lain none unknown",
        ),
        (model.Sanction, "none moral ringan sedang berat ptdh pidana unknown"),
        (model.Unit, "cases people violations recommendations court percent"),
        (model.CoverageStatus, "both signed pokja district_signed active none"),
    ],
)
def test_enumerations_are_the_documented_lists(enumeration: type[StrEnum], values: str) -> None:
    assert sorted(member.value for member in enumeration) == sorted(values.split())
    assert all(member.name == member.value for member in enumeration)


CODED = {
    "activities": "date_kind kind level scope targets pokja forum signed",
    "violations": "origin category subject channel status forwarded_to sanction",
    "published_figures": "measure unit forwarded_to sanction category subject channel",
    "risk_index": "level",
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, c) for table, columns in CODED.items() for c in columns.split()]
)
@pytest.mark.parametrize("value", ["entah", "NONE", "p3k"])
def test_unknown_value_is_refused(table: str, column: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _make(table, **{column: value})
    assert caught.value.errors()[0]["loc"][0] == column


# --- consistency ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "changed", "why"),
    [
        ("activities", {"date_to": "2024-06-27"}, "is after"),
        ("violations", {"reported_to": "2024-09-30"}, "is after"),
        ("published_figures", {"as_of": "2023-12-31"}, "is after"),
        (
            "violations",
            {"received_on": "2024-10-02", "registered_on": "2024-10-01"},
            "received_on .* is after registered_on",
        ),
        (
            "violations",
            {"known_on": "2024-10-02", "sanctioned_on": "2024-10-01"},
            "known_on .* is after sanctioned_on",
        ),
        ("activities", {"district_code": "33.02.01"}, "not inside"),
        ("violations", {"district_code": "33.02.01"}, "not inside"),
        ("violations", {"regency_code": "", "district_code": "33.01.01"}, "needs the region"),
        ("activities", {"regency_codes": "34.01"}, "not inside"),
        ("violations", {"regency_code": "34.01", "district_code": ""}, "not inside"),
        ("published_figures", {"regency_code": "33.01"}, "needs the region"),
        (
            "risk_index",
            {"level": "kabupaten_kota", "regency_code": "34.01", "score": ""},
            "not inside",
        ),
        (
            "activities",
            {"regency_codes": "33.01;33.02", "district_code": "33.01.01"},
            "exactly one kabupaten",
        ),
        (
            "activities",
            {"regency_codes": "", "district_code": "33.01.01"},
            "exactly one kabupaten",
        ),
        ("activities", {"regency_codes": "33.01;33.01"}, "twice"),
        ("activities", {"targets": "asn;asn"}, "twice"),
        ("activities", {"forum": ""}, "needs the forum"),
        ("activities", {"forum": "satgas"}, "needs the forum"),
        ("activities", {"pokja": "planned", "forum": "desk"}, "needs the forum"),
        ("published_figures", {"unit": "percent", "value": "100.1"}, "over 100 percent"),
        ("risk_index", {"level": "kabupaten_kota"}, "names its code"),
        ("risk_index", {"regency_code": "33.01"}, "names its code"),
        ("risk_index", {"score": "100.5"}, "less than or equal to 100"),
        ("risk_index", {"rank": "0"}, "greater than or equal to 1"),
        ("activities", {"participants": "-1"}, "greater than or equal to 0"),
        ("violations", {"people": "0"}, "greater than or equal to 1"),
        ("published_figures", {"value": "-1"}, "greater than or equal to 0"),
        ("published_figures", {"value": "nan"}, "greater than|finite"),
        ("activities", {"province_code": "3"}, "match pattern"),
        ("activities", {"regency_codes": "3301"}, "match pattern"),
        ("activities", {"election": "Pilkada 2024"}, "match pattern"),
        ("activities", {"title": "  "}, "at least 1 character"),
        ("activities", {"title": "x" * 2001}, "at most 2000 characters"),
        ("activities", {"date_from": ""}, "date"),
        ("activities", {"date_from": "28/06/2024"}, "date"),
        ("activities", {"nama_pelapor": "Budi"}, "[Ee]xtra"),
        ("violations", {"nip": ""}, "[Ee]xtra"),
    ],
)
def test_inconsistent_rows_are_refused(table: str, changed: dict[str, str], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        _make(table, **changed)


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("activities", {"pokja": "none", "forum": "satgas"}),
        ("activities", {"pokja": "none", "forum": ""}),
        ("activities", {"district_code": "33.01.01", "scope": "kecamatan"}),
        ("activities", {"regency_codes": "33.01;33.29"}),
        ("activities", {"province_code": "", "regency_codes": "33.01;34.01"}),
        ("activities", {"province_code": "", "regency_codes": ""}),
        ("activities", {"participants": "0"}),
        ("violations", {"regency_code": "", "district_code": ""}),
        ("violations", {"received_on": "2024-10-02", "registered_on": "2024-10-02"}),
        ("published_figures", {"unit": "percent", "value": "100"}),
        ("published_figures", {"unit": "cases", "value": "101"}),
        ("risk_index", {"level": "kabupaten_kota", "regency_code": "33.01", "score": ""}),
    ],
)
def test_the_edge_of_each_rule_is_accepted(table: str, changed: dict[str, str]) -> None:
    record = _make(table, **changed)
    assert isinstance(record, RECORD_TYPES[table])


def test_lists_are_split_and_empty_texts_are_none() -> None:
    record = _activity(regency_codes=" 33.01 ; 33.29;", institutions="", note="   ")
    assert record.regency_codes == ["33.01", "33.29"]
    assert record.institutions == []
    assert record.note is None
    assert record.date_from == dt.date(2024, 6, 28)


# What a spreadsheet cell may hold but a record must not.


@pytest.mark.parametrize("text", ["inf", "Infinity", "1e400"])
def test_an_infinite_figure_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PublishedFigure.model_validate({**FIGURE, "value": text})


@pytest.mark.parametrize("text", ["0", "86400", "1719532800"])
def test_a_bare_number_is_no_day(text: str) -> None:
    """Seconds since 1970 are how pydantic reads a number; a cell with 0 is no day in 1970."""
    with pytest.raises(ValidationError):
        _activity(date_from=text, date_to="2030-01-01")


@pytest.mark.parametrize("text", ["99999999999999999999", "9223372036854775808"])
def test_a_count_beyond_64_bits_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        _activity(participants=text)


@pytest.mark.parametrize("column", ["province_code", "regency_codes"])
def test_codes_have_ascii_digits(column: str) -> None:
    code = {"province_code": "٣٣", "regency_codes": "٣٣.٠١"}[column]
    with pytest.raises(ValidationError):
        _activity(**{"province_code": "", "regency_codes": "", column: code})


@pytest.mark.parametrize("level", ["pusat", "kecamatan", "desa"])
def test_the_risk_index_ranks_provinces_and_regencies_only(level: str) -> None:
    with pytest.raises(ValidationError):
        RiskIndex.model_validate({**RISK, "level": level})


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_day_no_filter_can_name_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        _activity(date_from=text, date_to=text)


# --- personal data --------------------------------------------------------------------------------

PERSONAL = [
    "３３０１０１２３４５６７８９０１",  # full-width digits
    "33010123\u00ad45678901",  # a soft hyphen, as copied from a PDF
    "kantor @ contoh.go.id",
    "kantor\u200b@contoh.go.id",
    "kantor (at) contoh.go.id",
    "kantor[at]contoh[dot]go[dot]id",
    "198501012010011001",
    "19850101 201001 1 001",
    "19850101.201001.1.001",
    "1985-0101-2010-0110-01",
    "3301010101850001",
    "3301 0101 0185 0001",
    "NIP. 198501012010011001, Camat",
    "kantor.kecamatan@bawaslu.go.id",
    "hubungi kantor+asn@mail.com segera",
]
TEXT_COLUMNS = [
    ("activities", "activity_id"),
    ("activities", "organiser"),
    ("activities", "institutions"),
    ("activities", "venue"),
    ("activities", "title"),
    ("activities", "source_name"),
    ("activities", "note"),
    ("violations", "violation_id"),
    ("violations", "source_name"),
    ("published_figures", "figure_id"),
    ("published_figures", "source_name"),
    ("published_figures", "note"),
    ("risk_index", "index_id"),
    ("risk_index", "index"),
    ("risk_index", "source_name"),
]


@pytest.mark.parametrize(("table", "column"), TEXT_COLUMNS)
@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_is_refused_in_every_text(table: str, column: str, text: str) -> None:
    with pytest.raises(ValidationError, match=rf"{column}: looks like"):
        _make(table, **{column: text})


def test_every_text_column_is_covered_by_the_test_above() -> None:
    texts = {
        (table, name)
        for table, record_type in RECORD_TYPES.items()
        for name, field in record_type.model_fields.items()
        if field.annotation in {str, str | None, list[str]} or name == "institutions"
    }
    coded = {
        (table, name)
        for table, name in texts
        if name in {"election", "source_url"} or "_code" in name
    }
    assert {name for _, name in texts - coded} <= {name for _, name in TEXT_COLUMNS}


@pytest.mark.parametrize("table", list(BASES))
def test_a_link_may_hold_long_numbers(table: str) -> None:
    url = "https://koran.id/berita/198501012010011001/pelanggaran"
    assert _make(table, source_url=url).source_url == url


@pytest.mark.parametrize(
    "text",
    [
        "002/HM.00.00/K.JT-07/06/2024",
        "28 Juni 2024 sampai 29 Juni 2024",
        "28-06-2024 s.d. 29-06-2024",
        "2024-06-28, 2024-06-29",
        "Nomor 270/1234/2024 tanggal 17-10-2024",
        "1.234 peserta dari 27 kecamatan, 282 desa",
        "Telp. 0282-541234",
        "UU 10/2016 pasal 71 ayat (1)",
        "SKB 800-5474 Tahun 2022",
    ],
)
def test_ordinary_texts_are_accepted(text: str) -> None:
    assert _activity(note=text).note == text


@pytest.mark.parametrize(
    "text",
    ["2024-10-17 2024-10-18", "17-10-2024 18-10-2024"],
)
def test_two_days_side_by_side_are_no_identity_number(text: str) -> None:
    assert _activity(note=text).note == text


@pytest.mark.parametrize(
    "text",
    ["19850101\u00a0201001\u00a01\u00a0001", "19850101  201001  1  001", "19850101/201001/1/001"],
)
def test_other_ways_to_group_a_nip_are_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="looks like"):
        _activity(note=text)


@st.composite
def grouped_numbers(draw: st.DrawFn) -> str:
    """A NIP or NIK, cut anywhere, its groups joined by one separator."""
    digits = draw(st.sampled_from(["198501012010011001", "3301010101850001"]))
    cuts = sorted(draw(st.sets(st.integers(1, len(digits) - 1))))
    parts = [digits[a:b] for a, b in zip([0, *cuts], [*cuts, len(digits)], strict=True)]
    return draw(st.sampled_from(["", " ", ".", "-", "/"])).join(parts)


@given(
    number=grouped_numbers(),
    around=st.sampled_from(["{}", "NIP {}", "({})", "a.n. {} di Cilacap"]),
)
@example(number="1985-01-01-2010011001", around="NIP {}")
@example(number="19.85.0101.2010011001", around="NIP {}")
def test_any_grouping_by_one_separator_is_refused(number: str, around: str) -> None:
    with pytest.raises(ValidationError, match="looks like"):
        _activity(note=around.format(number))


# --- shared helpers -------------------------------------------------------------------------------


def test_region_codes_names_each_code_with_its_column() -> None:
    joint = _activity(regency_codes="33.01;33.29")
    assert list(model.region_codes(joint)) == [
        ("province_code", "33"),
        ("regency_codes", "33.01"),
        ("regency_codes", "33.29"),
    ]
    case = Violation.model_validate(VIOLATION)
    assert list(model.region_codes(case)) == [
        ("province_code", "33"),
        ("regency_code", "33.01"),
        ("district_code", "33.01.01"),
    ]
    assert list(model.region_codes(PublishedFigure.model_validate(FIGURE))) == []


def test_records_are_frozen_and_the_tables_are_named() -> None:
    with pytest.raises(ValidationError):
        _activity().title = "anders"
    assert list(RECORD_TYPES) == list(BASES)
