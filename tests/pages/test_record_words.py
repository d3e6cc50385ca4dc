"""A record's fields in words, and rows of lists in which nothing but links is markup."""

import datetime as dt

import pytest

from dashboard import model
from dashboard.labels import FIELD_VALUES
from dashboard.locale import LANGUAGES, Locale
from dashboard.model import RECORD_TYPES
from dashboard.pages.record_tables import TABLES
from dashboard.pages.record_words import decimal, known, part_of_country, place, said

EN = Locale("en")
HOSTILE = '<img src=x onerror=alert(1)> & "x" [a](http://127.0.0.1) *x*'

ACTIVITY = {
    "activity_id": "KG-1",
    "date_from": dt.date(2024, 1, 1),
    "date_to": dt.date(2024, 12, 31),
    "maybe_outside": False,
    "date_kind": "event",
    "date_doubtful": True,
    "kind": "sosialisasi",
    "level": "kabupaten_kota",
    "scope": "wilayah",
    "province_code": "33",
    "regency_codes": ["33.01", "33.02"],
    "district_code": None,
    "organiser": "Bawaslu",
    "election": "pilkada_2024",
    "targets": ["asn", "tni"],
    "participants": None,
    "institutions": ["Bawaslu", "KPU"],
    "pokja": "none",
    "forum": None,
    "signed": "unknown",
    "venue": None,
    "title": "Judul",
    "source_name": "Harian",
    "source_url": "https://127.0.0.1/seorang-pejabat",
    "note": None,
    "found": 1,
}


def test_codes_places_flags_and_days_are_said() -> None:
    assert said(ACTIVITY, "regency_codes", EN) == "Kabupaten Cilacap, Kabupaten Banyumas"
    assert said(ACTIVITY, "targets", EN) == "Civil servants (ASN), Armed forces (TNI)"
    assert said(ACTIVITY, "date_doubtful", EN) == "yes"
    assert said(ACTIVITY, "date_from", EN) == "1 January 2024"
    assert said(ACTIVITY, "institutions", EN) == "Bawaslu, KPU"
    assert said(ACTIVITY, "participants", EN) == ""
    assert said(ACTIVITY | {"participants": 0}, "participants", EN) == "0"
    assert said(ACTIVITY | {"district_code": "33.01.01"}, "district_code", EN) == "Kedungreja"
    assert said({"index": "indeks_baru"}, "index", EN) == "indeks_baru"
    assert known("signed", ACTIVITY, EN) == known("pokja", ACTIVITY, EN) == ""


def test_an_event_is_where_it_says() -> None:
    assert place(ACTIVITY, EN) == "Kabupaten Cilacap, Kabupaten Banyumas"
    assert part_of_country(ACTIVITY, EN) == "Jawa Tengah"
    province = ACTIVITY | {"regency_codes": []}
    assert (place(province, EN), part_of_country(province, EN)) == ("Jawa Tengah", "")
    assert place(province | {"province_code": None}, EN) == "All of Indonesia"
    case = {"regency_code": None, "province_code": "33", "district_code": None}
    assert place(case, EN) == "Jawa Tengah"


@pytest.mark.parametrize(("value", "written"), [(3.9, "3.9"), (100.0, "100"), (4.96, "4.96")])
def test_numbers_have_the_decimals_they_have(value: float, written: str) -> None:
    assert decimal(value, EN) == written


def test_every_code_of_every_field_has_words_of_its_own() -> None:
    enumerations = {
        "scope": model.Scope,
        "pokja": model.PokjaState,
        "forum": model.Forum,
        "signed": model.Signed,
        "date_kind": model.DateKind,
        "origin": model.Origin,
        "channel": model.Channel,
        "forwarded_to": model.Recipient,
        "sanction": model.Sanction,
        "unit": model.Unit,
        "kind": model.ActivityKind,
        "level": model.Level,
        "targets": model.Subject,
        "subject": model.Subject,
        "category": model.Category,
        "status": model.CaseStatus,
        "measure": model.CaseStatus,
    }
    assert {*enumerations, "index"} == set(FIELD_VALUES)
    for field, values in enumerations.items():
        assert list(FIELD_VALUES[field]) == [value.value for value in values], field
        for language in LANGUAGES:
            words = [Locale(language).text(text) for text in FIELD_VALUES[field].values()]
            assert len(set(words)) == len(words), (field, language)


def test_a_row_is_literal_and_its_source_leads_out_by_name() -> None:
    texts = ("title", "organiser", "source_name")
    record = ACTIVITY | dict.fromkeys(texts, HOSTILE)
    (table,) = [table for table in TABLES if table.name == "activities"]
    cells = table.cells(record, "/catatan?catatan={}".format, EN)
    assert len(cells) == len(table.heads)
    assert "<img" not in "".join(cells)
    assert cells[0].startswith("2024<")  # a year, no day of it
    assert "day doubtful" in cells[0]
    assert cells[-1].startswith('<a href="https://127.0.0.1/seorang-pejabat" target="_blank">&lt;')
    for address in (None, "javascript:alert(1)", "/etc/passwd"):
        cells = table.cells(record | {"source_url": address}, str, EN)
        assert cells[-1].startswith("&lt;img")


def test_the_file_holds_every_field_but_the_address() -> None:
    (table,) = [table for table in TABLES if table.name == "activities"]
    frame = table.file([ACTIVITY], EN)
    assert frame.shape == (1, len(RECORD_TYPES["activities"].columns()) - 1)
    assert "seorang-pejabat" not in frame.to_csv()
    assert frame["Day, from"].iloc[0] == dt.date(2024, 1, 1)


def test_every_table_can_be_shown_and_sorted() -> None:
    assert [table.name for table in TABLES] == list(RECORD_TYPES)
    for table in TABLES:
        assert all(n < len(table.heads) for n in table.numbers)
        assert len({name for name, _ in table.sorts.values()}) == len(table.sorts)
