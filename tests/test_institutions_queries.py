"""The page Lembaga's numbers once more, by other means, and the type of every name on record."""

import csv
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import make_version

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.labels import INSTITUTION_TYPES, INSTITUTION_TYPES_SHORT
from dashboard.regions import regions
from dashboard.resources import RECORDS, REFERENCE
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

Row = dict[str, str]
LEADING = "awalan"


def _csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


ACTIVITIES = _csv(RECORDS / "activities.csv")
TERMS = _csv(REFERENCE / "institution_terms.csv")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    warehouse = Warehouse(open_version(home))
    yield warehouse
    warehouse.close()


# --- the type of a name ---------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    """Words of letters and digits in small letters; everything else separates."""
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text.lower())
    return kept.split()


TYPES = {
    tuple(_words(row["term"])): row["institution_type"]
    for row in TERMS
    if row["institution_type"] != LEADING
}
LEADS = {tuple(_words(row["term"])) for row in TERMS if row["institution_type"] == LEADING}


def _type_of(name: str) -> str:
    words = _words(name)
    return _longest(words) or _longest(_without_leads(words)) or "lainnya"


def _longest(words: list[str]) -> str | None:
    fits = [term for term in TYPES if tuple(words[: len(term)]) == term]
    return TYPES[max(fits, key=lambda term: len(" ".join(term)))] if fits else None


def _without_leads(words: list[str]) -> list[str]:
    """What follows the numbers and leading words; the last word is never put aside."""
    leads = [lead for lead in LEADS if tuple(words[: len(lead)]) == lead]
    if words and words[0].isnumeric():
        leads.append((words[0],))
    longest = max((len(lead) for lead in leads), default=0)
    return _without_leads(words[longest:]) if 0 < longest < len(words) else words


def _names(row: Row) -> list[str]:
    return [name for name in row["institutions"].split(";") if name]


def test_every_name_on_record_has_the_type_of_the_rule(real: Warehouse) -> None:
    rows = real.rows("institution_list", Filter())
    expected = {name: _type_of(name) for row in ACTIVITIES for name in _names(row)}
    assert {row["institution"]: row["institution_type"] for row in rows} == expected
    assert len(rows) == len(expected) == 968


def test_few_names_are_left_without_a_type(real: Warehouse) -> None:
    left = {
        row["institution"]
        for row in real.rows("institution_list", Filter())
        if row["institution_type"] == "lainnya"
    }
    assert left == {
        "AGPG",
        "ASN dan perangkat desa se-Kecamatan Ambarawa",
        "BUMD",
        "BUMN",
        "MPU",
    }


# Read one by one from the records and typed by hand.
BY_HAND = {
    "bawaslu": """
        Bawaslu RI; Bawaslu Kabupaten Cilacap; Bawaslu provinsi dari 17 provinsi; Panwascam
        se-Brebes; Panwaslih Kota Lhokseumawe; Panwaslu kecamatan dan desa se-Purworejo;
        Panwaslucam Kuala Behe; Panwas Kabupaten Wonogiri
    """,
    "kpu": "KPU RI; KPU Kota Parepare; PPK Rancabungur",
    "polri": """
        Polri; Kepolisian resor; Polda DIY; Polres Metro Bekasi Kota; Polresta Cilacap;
        Polsek Rupat; Polres dan Kodim se-Jawa Tengah
    """,
    "tni_ad": """
        Kodim 0703 Cilacap; Kodim 0306/50 Kota; Kodam IV/Diponegoro; Korem 172/PWY; Koramil
        04/Rupat; Pabung Kodim 1205
    """,
    "tni_al": "TNI AL; Lanal Cilacap",
    "tni_au": "TNI AU; Lanud Leo Wattimena; Satpom Lanud ZAM Mataram",
    "tni": "TNI",
    "kejaksaan": "Kejaksaan Agung; Kejaksaan Negeri Mataram; Kejari OKU; Kejati Bengkulu",
    "pengadilan": "Pengadilan Negeri Sampit",
    "kementerian": """
        KASN; BKN Regional VI Medan; Kemendagri; KemenPANRB; Kementerian PANRB; Kemenko
        Polhukam; Kemenag Kota Solok; KUA; Kanwil DJKN Jawa Tengah dan DIY; Kantor Wakil
        Presiden; Sekretariat Jenderal Kemenkumham; Lapas Parepare; Binda Papua; BIN Daerah
        Sulawesi Selatan; Ombudsman RI; DKPP
    """,
    "pemda": """
        Pemda DIY; Pemerintah Aceh; Pemkab se-Sulawesi Barat; Pemko Padang; Pemkot
        Administrasi Jakarta Pusat; Pemprov, pemkab, dan pemkot se-Indonesia; Pemerintah
        provinsi se-Indonesia; Setda Madiun; Sekretariat Daerah Gorontalo Utara
    """,
    "inspektorat": "Inspektorat Provinsi Lampung",
    "bkpsdm": "BKD Diklat Kota Banjarmasin; BKPP Kota Semarang; BKPSDM; BKPSDMD Makassar",
    "kesbangpol": "Kesbangpol; Bakesbangpol Cilacap; Badan Kesbangpol dan Linmas Manado",
    "dispermades": """
        Dispermades Cilacap; Dinpermades Purworejo; DPMD Kabupaten Sumedang; DPMPD Rokan
        Hulu; DPMKPPKB Kulon Progo; Dinas PMD; Dinas PMK Bantul; Dinas Pemberdayaan
        Masyarakat dan Desa kabupaten/kota
    """,
    "satpol_pp": "Satpol PP dan Damkar",
    "dinas": """
        Dinas Kesehatan; OPD, kecamatan, dan kelurahan se-Batam; SKPK Aceh Utara; Puskesmas;
        Bapeda; BPKAD; Bagian Hukum Setda Pati; Badan Penghubung Pemerintah Aceh; DPMPTSP
        Provinsi Kalimantan Tengah; Perangkat daerah
    """,
    "dprd": "DPRD OKU; Sekretariat DPRD Kota Metro",
    "forum_bersama": "Forkopimda NTT; FKPD; Sentra Gakkumdu Tuban",
    "kecamatan": """
        Kecamatan; Kecamatan, kelurahan, dan desa se-Prabumulih; Camat se-Padang Pariaman;
        Distrik dan kampung se-Kepulauan Yapen; Kapanewon dan kalurahan se-Kulon Progo;
        Kemantren Mergangsan
    """,
    "desa": """
        Pemerintah desa; Pemerintah Desa Sekapuk; 11 kelurahan se-Klojen; Kelurahan se-Kemantren
        Kraton; Pekon Purawiwitan; Wali nagari se-Padang Pariaman; APDESI Sambas;
        AKD Tuban; PPDI Pati; FKPD Dipayudha; Forum Kades OKI; Forum Komunikasi BPD Pati;
        Paguyuban Pamong Kalurahan Sleman
    """,
    "pendidikan": """
        UIN Sultan Syarif Kasim; Politeknik Negeri Lhokseumawe; SMPN dan SDN se-Kota Kendari;
        Sekolah negeri dan kelurahan se-Kecamatan Indihiang; Perguruan tinggi
    """,
    "organisasi": "Korpri; PGRI Grobogan; Media; PWI Katingan",
    "lainnya": "BUMN; ASN dan perangkat desa se-Kecamatan Ambarawa",
}


def test_tricky_names_have_the_type_read_by_hand(real: Warehouse) -> None:
    found = {
        row["institution"]: row["institution_type"]
        for row in real.rows("institution_list", Filter())
    }
    expected = {
        re.sub(r"\s+", " ", name.strip()): code
        for code, names in BY_HAND.items()
        for name in names.split(";")
    }
    assert len(expected) >= 80
    assert {name: found[name] for name in expected} == expected
    assert set(BY_HAND) == set(INSTITUTION_TYPES)


def test_the_terms_name_known_types_each_once() -> None:
    assert {row["institution_type"] for row in TERMS} == set(INSTITUTION_TYPES) - {"lainnya"} | {
        LEADING
    }
    spelled = [tuple(_words(row["term"])) for row in TERMS]
    assert len(set(spelled)) == len(spelled)
    assert list(INSTITUTION_TYPES_SHORT) == list(INSTITUTION_TYPES)


# --- the numbers of the page ----------------------------------------------------------------------

YEAR_ONLY = {
    "activity_id": "KG-Y",
    "date_from": "2024-01-01",
    "date_to": "2024-12-31",
    "regency_codes": "33.01",
    "institutions": "Polres Cilacap;Bawaslu",
}
FILTERS = {
    "nothing": Filter(),
    "province": Filter(provinces=("33",)),
    "provinces": Filter(provinces=("33", "73")),
    "regency": Filter(regencies=("33.01",)),
    "election": Filter(elections=("pilkada_2024",)),
    "month without records": Filter(month="2016-01"),
    "period that cuts": Filter(since=dt.date(2024, 9, 10), until=dt.date(2024, 10, 14)),
    "regency of a joint event": Filter(regencies=("73.14",)),
    "kind": Filter(kinds=("apel_ikrar", "imbauan")),
    "target": Filter(targets=("kepala_desa",), elections=("pilkada_2024",)),
    "level": Filter(levels=("provinsi",)),
    "type": Filter(institution_types=("polri",)),
    "types in a province": Filter(provinces=("33",), institution_types=("tni_ad", "desa")),
    "all at once": Filter(
        ("33",), (), dt.date(2024, 1, 1), dt.date(2024, 12, 31), ("pilkada_2024",), None,
        ("rapat_koordinasi",), (), (), ("bawaslu", "polri"),
    ),
}  # fmt: skip
ROLES = ("all", "pokja", "signing")


def _codes(row: Row) -> list[str]:
    return [code for code in row["regency_codes"].split(";") if code]


def _with_pokja(row: Row) -> bool:
    return row["forum"] == "pokja" and row["pokja"] in {"formed", "exists"}


def _counts(row: Row, chosen: Filter, role: str) -> bool:
    """Whether an activity is of the filter and the role, types aside."""
    asked = chosen.within_month()
    if asked.elections and row["election"] not in asked.elections:
        return False
    if asked.since and row["date_to"] < asked.since.isoformat():
        return False
    if asked.until and row["date_from"] > asked.until.isoformat():
        return False
    if asked.regencies:
        if not set(_codes(row)) & set(asked.regencies):
            return False
    elif asked.provinces:
        places = {row["province_code"], *(code[:2] for code in _codes(row))}
        if not places & set(asked.provinces):
            return False
    if asked.kinds and row["kind"] not in asked.kinds:
        return False
    if asked.levels and row["level"] not in asked.levels:
        return False
    if asked.targets and not set(row["targets"].split(";")) & set(asked.targets):
        return False
    if role == "pokja":
        return _with_pokja(row)
    return role != "signing" or row["signed"] == "yes"


def _present(row: Row, chosen: Filter) -> dict[str, str]:
    """The names at an activity with their types, of the chosen types."""
    wanted = chosen.institution_types
    typed = {name: _type_of(name) for name in _names(row)}
    return {name: code for name, code in typed.items() if not wanted or code in wanted}


def _attended(chosen: Filter, role: str) -> list[tuple[Row, dict[str, str]]]:
    """Activities with at least one institution of the chosen types, and these."""
    pairs = [(row, _present(row, chosen)) for row in ACTIVITIES if _counts(row, chosen, role)]
    return [(row, present) for row, present in pairs if present]


def _inside(chosen: Filter) -> set[str]:
    everywhere = regions().in_provinces(chosen.provinces)
    return {code for code in everywhere if not chosen.regencies or code in chosen.regencies}


@pytest.fixture(params=[(f, r) for f in FILTERS for r in ROLES], ids="-".join)
def asked(request: pytest.FixtureRequest) -> tuple[Filter, str]:
    name, role = request.param
    return FILTERS[name], role


def test_the_filters_find_something() -> None:
    empty = {name for name, chosen in FILTERS.items() if not _attended(chosen, "all")}
    assert empty == {"month without records"}


def test_institutions_by_type(real: Warehouse, asked: tuple[Filter, str]) -> None:
    chosen, role = asked
    activities: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for row, present in _attended(chosen, role):
        for code in set(present.values()):
            activities[code].append(row)
        for name, code in present.items():
            names[code].add(name)
    expected = [
        {
            "institution_type": code,
            "activities": len(rows),
            "pokja_activities": sum(_with_pokja(row) for row in rows),
            "signing_activities": sum(row["signed"] == "yes" for row in rows),
            "pokja_and_signing_activities": sum(
                _with_pokja(row) and row["signed"] == "yes" for row in rows
            ),
            "regencies": len({c for row in rows for c in _codes(row)} & _inside(chosen)),
            "institutions": len(names[code]),
        }
        for code, rows in sorted(activities.items())
    ]
    assert real.table("institutions_by_type", chosen, role=role).to_pylist() == expected


def test_institution_figures(real: Warehouse, asked: tuple[Filter, str]) -> None:
    chosen, role = asked
    flow = [row for row in ACTIVITIES if _counts(row, chosen, role)]
    if chosen.institution_types:
        flow = [row for row in flow if _present(row, chosen)]
    attended = _attended(chosen, role)
    typed = {name: code for _, present in attended for name, code in present.items()}
    named = {code for row, _ in attended for code in _codes(row)}
    since, until = chosen.within_month().since, chosen.within_month().until
    [found] = real.table("institution_figures", chosen, role=role).to_pylist()
    assert found == {
        "activities": len(flow),
        "activities_without_institution": sum(not _names(row) for row in flow),
        "activities_without_regency": sum(not _codes(row) for row in flow),
        "activities_without_province": sum(
            not _codes(row) and not row["province_code"] for row in flow
        ),
        "activities_maybe_outside": sum(
            bool(since and row["date_from"] < since.isoformat())
            or bool(until and row["date_to"] > until.isoformat())
            for row in flow
        ),
        "institutions": len(typed),
        "institutions_other": sum(code == "lainnya" for code in typed.values()),
        "institution_types": len(set(typed.values())),
        "regencies_with_institution": len(named & _inside(chosen)),
        "regencies": len(_inside(chosen)),
    }


def test_institutions_by_province_and_by_regency(
    real: Warehouse, asked: tuple[Filter, str]
) -> None:
    chosen, role = asked
    inside = _inside(chosen)
    provinces: dict[tuple[str, str], list[Row]] = defaultdict(list)
    regencies: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row, present in _attended(chosen, role):
        places = {row["province_code"], *(code[:2] for code in _codes(row))} - {""}
        for code in set(present.values()):
            for place in places & {regency[:2] for regency in inside}:
                provinces[place, code].append(row)
            for place in set(_codes(row)) & inside:
                regencies[place, code].append(row)
    assert real.table("institutions_by_province", chosen, role=role).to_pylist() == [
        {
            "province_code": place,
            "province_name": regions().name(place),
            "institution_type": code,
            "activities": len(rows),
            "regencies": len(
                {c for row in rows for c in _codes(row) if c in inside and c[:2] == place}
            ),
            "regencies_in_province": sum(c[:2] == place for c in inside),
        }
        for (place, code), rows in sorted(provinces.items())
    ]
    assert real.table("institutions_by_regency", chosen, role=role).to_pylist() == [
        {
            "province_code": place[:2],
            "regency_code": place,
            "regency_name": regions().name(place),
            "institution_type": code,
            "activities": len(rows),
            "pokja_activities": sum(_with_pokja(row) for row in rows),
            "signing_activities": sum(row["signed"] == "yes" for row in rows),
        }
        for (place, code), rows in sorted(regencies.items())
    ]


def test_institution_list(real: Warehouse, asked: tuple[Filter, str]) -> None:
    chosen, role = asked
    inside = _inside(chosen)
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for row, present in _attended(chosen, role):
        for name in present:
            rows_of[name].append(row)
    found = real.table("institution_list", chosen, role=role).to_pylist()
    assert [row["institution"] for row in found] == sorted(rows_of, key=lambda n: (n.lower(), n))
    for row in found:
        mine = rows_of[row["institution"]]
        days = sorted((r["date_from"], r["date_to"]) for r in mine)
        last = max(first for first, _ in days)
        named = {code for r in mine for code in _codes(r)} & inside
        assert row == {
            "institution": row["institution"],
            "institution_type": _type_of(row["institution"]),
            "activities": len(mine),
            "pokja_activities": sum(_with_pokja(r) for r in mine),
            "signing_activities": sum(r["signed"] == "yes" for r in mine),
            "regencies": len(named),
            "regency_name": regions().name(next(iter(named))) if len(named) == 1 else None,
            "first_on": dt.date.fromisoformat(days[0][0]),
            "first_until": dt.date.fromisoformat(days[0][1]),
            "last_on": dt.date.fromisoformat(last),
            "last_until": dt.date.fromisoformat(min(end for day, end in days if day == last)),
            "institutions": len(rows_of),
        }


def test_institution_events(real: Warehouse, asked: tuple[Filter, str]) -> None:
    chosen, role = asked
    attended = _attended(chosen, role)
    days = {row["activity_id"]: row for row, _ in attended}

    def place(activity: str) -> tuple[bool, int, int, str]:
        first = dt.date.fromisoformat(days[activity]["date_from"])
        last = dt.date.fromisoformat(days[activity]["date_to"])
        one_month = (first.year, first.month) == (last.year, last.month)
        return (not one_month, -first.toordinal(), -last.toordinal(), activity)

    order = {activity: n for n, activity in enumerate(sorted(days, key=place), start=1)}
    expected = [
        (order[row["activity_id"]], row["activity_id"], row["signed"] == "yes", name, code)
        for row, present in attended
        for name, code in present.items()
    ]
    names = ("event", "activity_id", "with_signing", "institution", "institution_type")
    for skip, most in ((None, None), (2, 3)):
        found = real.table(
            "institution_events", chosen, role=role, skip=skip, most=most
        ).to_pylist()
        low, high = skip or 0, (skip or 0) + (most or len(order))
        assert [tuple(row[name] for name in names) for row in found] == sorted(
            (row for row in expected if low < row[0] <= high), key=lambda row: (row[0], row[3])
        )
        assert {row["events"] for row in found} <= {len(order)}


# --- corner cases by hand -------------------------------------------------------------------------


def _made(tmp_path: Path, *activities: Row) -> Warehouse:
    return Warehouse(make_version(tmp_path, activities=activities))


def test_a_record_known_by_its_year_stands_after_all_others(tmp_path: Path) -> None:
    day = {"date_from": "2024-03-01", "regency_codes": "33.01", "institutions": "Kodim"}
    warehouse = _made(tmp_path, YEAR_ONLY, {"activity_id": "KG-D", **day})
    rows = warehouse.rows("institution_events", Filter())
    assert [(row["event"], row["activity_id"], row["month_known"]) for row in rows] == [
        (1, "KG-D", True),
        (2, "KG-Y", False),
        (2, "KG-Y", False),
    ]
    names = {str(row["institution"]): row for row in warehouse.rows("institution_list", Filter())}
    assert names["Bawaslu"]["first_on"] == dt.date(2024, 1, 1)
    assert names["Bawaslu"]["first_until"] == dt.date(2024, 12, 31)
    june = Filter(month="2024-06")
    [figures] = warehouse.rows("institution_figures", june)
    assert (figures["activities"], figures["activities_maybe_outside"]) == (1, 1)
    warehouse.close()


def test_a_joint_event_counts_once_in_the_nation_and_in_each_place(tmp_path: Path) -> None:
    warehouse = _made(
        tmp_path,
        {
            "activity_id": "KG-1",
            "date_from": "2024-10-14",
            "regency_codes": "33.01;33.02;34.01",
            "province_code": "",
            "level": "pusat",
            "institutions": "Polri;Polres Cilacap;Kodim",
            "signed": "yes",
        },
        {
            "activity_id": "KG-2",
            "date_from": "2024-10-15",
            "regency_codes": "",
            "province_code": "33",
            "level": "provinsi",
            "institutions": "Polda Jawa Tengah",
        },
        {
            "activity_id": "KG-3",
            "date_from": "2024-10-16",
            "regency_codes": "",
            "province_code": "",
            "level": "pusat",
            "institutions": "Polri",
        },
        {
            "activity_id": "KG-4",
            "date_from": "2024-10-16",
            "regency_codes": "33.01",
            "institutions": "",
        },
    )
    polri, tni_ad = sorted(
        warehouse.rows("institutions_by_type", Filter()), key=lambda row: row["institution_type"]
    )
    assert (polri["activities"], polri["signing_activities"]) == (3, 1)
    assert (polri["regencies"], polri["institutions"]) == (3, 3)
    assert (tni_ad["activities"], tni_ad["regencies"]) == (1, 3)
    assert [
        (row["province_code"], row["institution_type"], row["activities"], row["regencies"])
        for row in warehouse.rows("institutions_by_province", Filter())
    ] == [("33", "polri", 2, 2), ("33", "tni_ad", 1, 2), ("34", "polri", 1, 1),
          ("34", "tni_ad", 1, 1)]  # fmt: skip
    inside = Filter(provinces=("33",))
    assert [
        (row["regency_code"], row["institution_type"], row["activities"])
        for row in warehouse.rows("institutions_by_regency", inside)
    ] == [("33.01", "polri", 1), ("33.01", "tni_ad", 1), ("33.02", "polri", 1),
          ("33.02", "tni_ad", 1)]  # fmt: skip
    [figures] = warehouse.rows("institution_figures", Filter())
    assert figures["activities"] == 4
    assert figures["activities_without_institution"] == 1
    assert figures["activities_without_regency"] == 2
    assert figures["activities_without_province"] == 1
    assert figures["regencies_with_institution"] == 3
    warehouse.close()


def test_a_search_finds_words_whatever_their_case_and_punctuation(real: Warehouse) -> None:
    everything = Filter()

    def found(words: str, most: int | None = None) -> list[str]:
        table = real.table("institution_list", everything, search=words, most=most)
        return [row["institution"] for row in table.to_pylist()]

    assert found("KODIM 0703 cilacap") == found("kodim 0703/Cilacap") == ["Kodim 0703 Cilacap"]
    assert found("%") == found("")
    assert len(found("")) == 968
    assert found("'; DROP TABLE activities; --") == []
    assert len(found("polres")) > 40
    first = real.table("institution_list", everything, search="polres", most=3).to_pylist()
    assert [row["institution"] for row in first] == found("polres")[:3]
    assert {row["institutions"] for row in first} == {len(found("polres"))}
