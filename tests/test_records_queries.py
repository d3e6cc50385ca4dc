"""The records as listed and searched, against plain Python over the files' rows of text."""

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from making import make_version

from dashboard.elections import elections
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.labels import FIELD_VALUES
from dashboard.locale import Locale
from dashboard.regions import regions
from dashboard.resources import RECORDS, REFERENCE
from dashboard.searching import MOST_WORDS, read_search, vocabulary
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]
QUERIES = {
    "activities": "activity_records",
    "violations": "case_records",
    "published_figures": "published_figure_records",
    "risk_index": "risk_index_records",
}
IDS = {
    "activities": "activity_id",
    "violations": "violation_id",
    "published_figures": "figure_id",
    "risk_index": "index_id",
}
DAYS = {
    "activities": ("date_from", "date_to"),
    "violations": ("reported_from", "reported_to"),
    "published_figures": ("as_of_from", "as_of"),
    "risk_index": ("as_of", "as_of"),
}
FILTERS = {
    "nothing": Filter(),
    "province": Filter(provinces=("33",)),
    "regency": Filter(regencies=("33.01",)),
    "two provinces": Filter(provinces=("64", "73")),
    "election": Filter(elections=("pilkada_2020",)),
    "empty month": Filter(month="2001-02"),
    "month": Filter(month="2024-10"),
    "cut": Filter(since=dt.date(2024, 9, 20), until=dt.date(2024, 10, 10)),
    "within a year": Filter(since=dt.date(2020, 3, 3), until=dt.date(2020, 3, 4)),
    "kind": Filter(kinds=("sosialisasi", "imbauan")),
    "level": Filter(levels=("provinsi",), provinces=("33", "35")),
    "target": Filter(targets=("tni",)),
    "institution": Filter(institution_types=("kpu",)),
    "case facets": Filter(categories=("tim_sukses", "unknown"), subjects=("kepala_desa",)),
}


def _csv(table: str) -> list[Row]:
    with (RECORDS / f"{table}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ROWS = {table: _csv(table) for table in QUERIES}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


# --- by other means -------------------------------------------------------------------------------


def _regencies(row: Row) -> list[str]:
    text = row["regency_codes"] if "regency_codes" in row else row["regency_code"]
    return [code for code in text.split(";") if code]


def _institution_types() -> dict[str, str]:
    with (REFERENCE / "institution_terms.csv").open(encoding="utf-8", newline="") as source:
        terms = {row["term"].lower(): row["institution_type"] for row in csv.DictReader(source)}
    found = {}
    for row in ROWS["activities"]:
        for name in filter(None, row["institutions"].split(";")):
            parts = name.lower().split(" ")
            starts = [" ".join(parts[:n]) for n in range(len(parts), 0, -1)]
            found[name] = next((terms[s] for s in starts if s in terms), "lainnya")
    return found


TYPES = _institution_types()


def _is_asked(table: str, row: Row, chosen: Filter) -> bool:
    asked = chosen.within_month()
    first, last = (dt.date.fromisoformat(row[name]) for name in DAYS[table])
    if (asked.since and last < asked.since) or (asked.until and first > asked.until):
        return False
    if asked.elections and "election" in row and row["election"] not in asked.elections:
        return False
    regencies = _regencies(row)
    if asked.regencies:
        if not set(regencies) & set(asked.regencies):
            return False
    elif asked.provinces and not (
        {row["province_code"], *(code[:2] for code in regencies)} & set(asked.provinces)
    ):
        return False
    if table == "activities":
        types = {TYPES[name] for name in row["institutions"].split(";") if name}
        return (
            (not asked.kinds or row["kind"] in asked.kinds)
            and (not asked.levels or row["level"] in asked.levels)
            and (not asked.targets or bool(set(row["targets"].split(";")) & set(asked.targets)))
            and (not asked.institution_types or bool(types & set(asked.institution_types)))
        )
    if table == "violations":
        return (not asked.categories or row["category"] in asked.categories) and (
            not asked.subjects or row["subject"] in asked.subjects
        )
    return True


def _maybe_outside(table: str, row: Row, chosen: Filter) -> bool:
    asked = chosen.within_month()
    first, last = (dt.date.fromisoformat(row[name]) for name in DAYS[table])
    return bool(asked.since and first < asked.since) or bool(asked.until and last > asked.until)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).lower()


def _text(table: str, row: Row) -> str:
    """All that a search looks in."""
    parts = [row.get(name, "") for name in ("title", "organiser", "venue", "note", "source_name")]
    parts += row.get("institutions", "").split(";")
    parts.append(row[IDS[table]])
    for code in _regencies(row) or [row["province_code"]]:
        parts += [regions().name(part) for part in {code, code[:2]} if part]
    if row.get("district_code"):
        parts.append(regions().districts[row["district_code"]].name)
    if "election" in row:
        election = elections()[row["election"]]
        parts += [election.name_id, election.name_en]
    narrowed = ("category", "subject", "channel", "forwarded_to", "sanction")
    searched = {
        "activities": ("kind", "targets"),
        "violations": ("status", "origin", *narrowed),
        "published_figures": ("measure", "unit", *narrowed),
        "risk_index": ("index",),
    }[table]
    for field in searched:
        for code in row[field].split(";"):
            if code and code != "unknown":
                parts += [Locale(lang).text(FIELD_VALUES[field][code]) for lang in ("id", "en")]
    return _plain(" ".join(part for part in parts if part))


def _has(text: str, words: Sequence[str]) -> bool:
    for word in map(_plain, words):
        begins = r"(?<![a-z0-9_])" if re.match("[a-z0-9]", word) else ""
        if not re.search(begins + re.escape(word), text):
            return False
    return True


def _expected(table: str, chosen: Filter, words: Sequence[str] = ()) -> set[str]:
    return {
        row[IDS[table]]
        for row in ROWS[table]
        if _is_asked(table, row, chosen) and _has(_text(table, row), words)
    }


def _rows(warehouse: Warehouse, table: str, chosen: Filter, **further: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = warehouse.table(QUERIES[table], chosen, **further).to_pylist()
    return rows


def _words(*words: str) -> dict[str, object]:
    return {"words": list(words), "labels": vocabulary()}


# --- which records --------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("table", QUERIES)
def test_a_filter_finds_the_records_it_asks_for(
    real: Warehouse, table: str, chosen: Filter
) -> None:
    rows = _rows(real, table, chosen)
    ids = [row[IDS[table]] for row in rows]
    assert len(ids) == len(set(ids))
    assert set(ids) == _expected(table, chosen)
    assert {row["found"] for row in rows} <= {len(rows)}
    by_id = {row[IDS[table]]: row for row in ROWS[table]}
    if table != "risk_index":
        assert {row[IDS[table]]: row["maybe_outside"] for row in rows} == {
            key: _maybe_outside(table, by_id[key], chosen) for key in ids
        }


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=FILTERS)
def test_the_counts_are_those_of_the_lists(real: Warehouse, chosen: Filter) -> None:
    for words in ((), ("netral",)):
        given = _words(*words) if words else {}
        rows = real.table("records_by_table", chosen, **given).to_pylist()
        assert [row["table_name"] for row in rows] == list(QUERIES)
        for row in rows:
            table = row["table_name"]
            found = _expected(table, chosen, words)
            mine = [r for r in ROWS[table] if r[IDS[table]] in found]
            assert row["records"] == len(ROWS[table])
            assert row["found"] == len(found)
            assert row["maybe_outside"] == sum(_maybe_outside(table, r, chosen) for r in mine)
            preliminary = sum(r.get("origin") == "informasi_awal" for r in mine)
            assert row["preliminary"] == preliminary


def test_the_filters_find_something_and_leave_something_out() -> None:
    for name, chosen in FILTERS.items():
        total = sum(len(_expected(table, chosen)) for table in QUERIES)
        assert (total == 0) == (name == "empty month")
    assert any(
        _maybe_outside("violations", row, FILTERS["within a year"])
        for row in ROWS["violations"]
        if _is_asked("violations", row, FILTERS["within a year"])
    ), "a case known to the year only"


def test_single_tables_can_be_counted_alone(real: Warehouse) -> None:
    rows = real.table("records_by_table", Filter(), tables=["violations"]).to_pylist()
    assert [(row["table_name"], row["found"]) for row in rows] == [("violations", 230)]


# --- searching ------------------------------------------------------------------------------------

SEARCHES = [
    ("cilacap",),
    ("CiLaCaP", "pokja"),
    ("komitmen bersama",),
    ("bali",),  # begins words; “kembali” and “perbaikan” hold it inside
    ("tni",),
    ("roll call",),
    ("sosialisasi", "jawa"),
    ("kampanye", "kepala"),
    ("village heads",),
    ("sanctioned",),
    ("vulnerability", "sulawesi"),
    ("republika",),
    ("pilkada serentak 2020",),
    ("kg-2024-0001",),
    ("%",),
    ("(", ")"),
    ("asn", "kepala"),
    ("_",),
    (".*",),
    ("\\",),
    ("'; drop table activities; --",),
]
NOTHING = SEARCHES[-4:]


@pytest.mark.parametrize("words", SEARCHES, ids=" ".join)
@pytest.mark.parametrize("table", QUERIES)
def test_a_search_finds_the_records_with_all_words(
    real: Warehouse, table: str, words: tuple[str, ...]
) -> None:
    for chosen in (Filter(), FILTERS["province"]):
        rows = _rows(real, table, chosen, **_words(*words))
        assert {row[IDS[table]] for row in rows} == _expected(table, chosen, words)


def test_the_searches_find_something_and_leave_something_out() -> None:
    everything = sum(len(rows) for rows in ROWS.values())
    for words in SEARCHES:
        found = sum(len(_expected(table, Filter(), words)) for table in QUERIES)
        assert (found == 0) == (words in NOTHING), words
        assert found < everything


def _titles(tmp_path: Path, *titles: str) -> Warehouse:
    return Warehouse(
        make_version(
            tmp_path,
            activities=[
                {
                    "activity_id": f"KG-{n}",
                    "date_from": f"2024-06-{n + 1:02}",
                    "regency_codes": "33.01",
                    "title": title,
                }
                for n, title in enumerate(titles)
            ],
        )
    )


def test_letters_accents_signs_and_beginnings_by_hand(tmp_path: Path) -> None:
    warehouse = _titles(
        tmp_path,
        "Sosialisasi di Café Réunion",  # KG-0
        "50% ASN hadir (tahap_2)",  # KG-1
        "Perkotaan kembali netral",  # KG-2
        "Kota Tegal: pra-kampanye",  # KG-3
        "<b>Rapat</b> *tebal*",  # KG-4
    )

    def found(*words: str) -> list[str]:
        rows = _rows(warehouse, "activities", Filter(), **_words(*words))
        return sorted(str(row["activity_id"])[3:] for row in rows)

    assert found("cafe", "REUNION") == found("café") == ["0"]
    assert found("%") == found("50%") == ["1"]
    assert found("tahap_2") == found("(tahap") == ["1"]
    assert found("5_%") == []
    assert found("kota tegal") == found("tegal") == ["3"]
    assert "2" not in found("kota")  # “Perkotaan” holds it, no word begins with it
    assert found("kampanye") == ["3"]
    assert found("bali") == []
    assert found("<b>rapat") == ["4"]
    assert found("*tebal*") == ["4"]
    assert found("rapat", "kota tegal") == []
    assert found() == ["0", "1", "2", "3", "4"]
    assert found(*["netral"] * MOST_WORDS, "no such word") == ["2"]  # only ten are looked for
    warehouse.close()


def test_titles_with_the_words_come_first_then_the_newest(tmp_path: Path) -> None:
    warehouse = Warehouse(
        make_version(
            tmp_path,
            activities=[
                {"activity_id": "KG-1", "date_from": "2024-01-01", "title": "Ikrar netral"},
                {"activity_id": "KG-2", "date_from": "2024-03-01", "note": "ikrar"},
                {"activity_id": "KG-3", "date_from": "2024-02-01", "title": "Ikrar"},
                {"activity_id": "KG-4", "date_from": "2024-04-01", "title": "Rapat"},
            ],
        )
    )
    rows = _rows(warehouse, "activities", Filter(), **_words("ikrar"))
    assert [row["activity_id"] for row in rows] == ["KG-3", "KG-1", "KG-2"]
    rows = _rows(warehouse, "activities", Filter(), sort="date", **_words("ikrar"))
    assert [row["activity_id"] for row in rows] == ["KG-1", "KG-3", "KG-2"]
    warehouse.close()


def test_every_place_of_a_joint_event_finds_it_once(tmp_path: Path) -> None:
    warehouse = Warehouse(
        make_version(
            tmp_path,
            activities=[
                {
                    "activity_id": "KG-1",
                    "date_from": "2024-06-28",
                    "regency_codes": "33.01;34.02",
                    "province_code": "",
                }
            ],
        )
    )
    for word in ("cilacap", "bantul", "yogyakarta", "jawa tengah"):
        rows = _rows(warehouse, "activities", Filter(), **_words(word))
        assert [row["regency_codes"] for row in rows] == [["33.01", "34.02"]], word
    for chosen in (Filter(regencies=("34.02",)), Filter(provinces=("34",)), Filter()):
        assert len(_rows(warehouse, "activities", chosen)) == 1
    warehouse.close()


# --- order and parts ------------------------------------------------------------------------------


def _key(table: str, sort: str, row: dict[str, Any]) -> Any:
    if sort == "place":
        codes = row.get("regency_codes", [row.get("regency_code")])
        return (codes[0] if codes else None) or row["province_code"]
    if sort == "date":
        return row[DAYS[table][0] if table != "published_figures" else "as_of"]
    column = {"source": "source_name"}.get(sort, sort)
    value = row[column]
    return _plain(value) if sort in ("title", "organiser", "source") else value


SORTS = {
    "activities": "date place kind title organiser participants source",
    "violations": "date place category subject status people source",
    "published_figures": "date place measure value source",
    "risk_index": "date place rank score source",
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("table", "sort"), [(t, s) for t, sorts in SORTS.items() for s in sorts.split()]
)
def test_rows_are_sorted_as_a_whole_and_empty_ones_last(
    real: Warehouse, table: str, sort: str, descending: bool
) -> None:
    rows = _rows(real, table, Filter(), sort=sort, descending=descending)
    keys = [_key(table, sort, row) for row in rows]
    stated = [key for key in keys if key is not None]
    assert keys == [*sorted(stated, reverse=descending), *[None] * (len(keys) - len(stated))]
    parts = []
    for first in range(0, len(rows), 50):
        parts += _rows(
            real, table, Filter(), sort=sort, descending=descending, first_row=first, row_count=50
        )
    assert [row[IDS[table]] for row in parts] == [row[IDS[table]] for row in rows]
    assert {row["found"] for row in parts} == {len(rows)}


def test_the_newest_come_first_and_the_index_goes_by_region_code(real: Warehouse) -> None:
    for table, day in (
        ("activities", "date_from"),
        ("violations", "reported_from"),
        ("published_figures", "as_of"),
    ):
        rows = [(row[day], row[IDS[table]]) for row in _rows(real, table, Filter())]
        by_id = sorted(rows, key=lambda row: row[1])
        assert rows == sorted(by_id, key=lambda row: row[0], reverse=True)
    places = [
        (row["level"] != "provinsi", row["regency_code"] or row["province_code"])
        for row in _rows(real, "risk_index", Filter())
    ]
    assert places == sorted(places)


def test_one_record_is_found_by_its_id_alone(real: Warehouse) -> None:
    for table, rows in ROWS.items():
        wanted = rows[-1][IDS[table]]
        (row,) = _rows(real, table, Filter(), record_id=wanted)
        given = rows[-1]
        for name, value in row.items():
            if name in given:
                written = ";".join(value) if isinstance(value, list) else value
                text = "" if written is None else str(written)
                if isinstance(value, float):
                    assert float(given[name]) == value
                else:
                    assert text.lower() == given[name].lower(), name
    assert _rows(real, "activities", Filter(), record_id="' OR 1=1 --") == []


# --- the words of a search ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("  \t\n", ()),
        ("Pokja  Cilacap", ("Pokja", "Cilacap")),
        ('"komitmen   bersama" asn', ("komitmen bersama", "asn")),
        ("“komitmen bersama”", ("komitmen bersama",)),
        ('"nicht zu Ende', ("nicht zu Ende",)),
        ('""', ()),
        ("asn asn", ("asn",)),
        ("a\x00b\u202ec", ("a", "b", "c")),
        ("50%_x", ("50%_x",)),
    ],
)
def test_words_are_read_from_a_search(text: str, words: tuple[str, ...]) -> None:
    assert read_search(text).words == words
    assert read_search(text).problem is None


def test_a_search_that_is_too_long_is_cut_and_said() -> None:
    many = read_search(" ".join(f"w{n}" for n in range(11)))
    assert many.words == tuple(f"w{n}" for n in range(10))
    assert many.problem is not None
    assert "10" in many.problem.sentence(Locale("en"))
    long = read_search("x" * 201)
    assert long.words == ("x" * 200,)
    assert long.problem is not None
    assert "200" in long.problem.sentence(Locale("en"))
