"""Written names: read where there is one reading, never where there are two or none."""

import string
from collections.abc import Callable, Iterator

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.region_names import (
    Reading,
    described,
    read_district,
    read_province,
    read_regency,
)
from dashboard.regions import RegionError, regions
from dashboard.resources import REFERENCE


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype=str, keep_default_na=False)


def _compact(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


PROVINCES = _table("provinces").set_index("province_code")["name"]
REGENCIES = _table("regencies").set_index("regency_code")["name"]
DISTRICTS = _table("districts").set_index("district_code")["name"]
ALIASES = _table("region_aliases")
BARE = REGENCIES.str.replace(r"^(Kabupaten|Kota) (Administrasi )?", "", regex=True)
KIND = REGENCIES.str.split().str[0]
# Words that offices and the reference table itself abbreviate, written out.
DISTRICT_KEYS = (
    DISTRICTS.str.lower()
    .replace({r"\bsei\b": "sungai", r"\bgn\b": "gunung", r"\bkep\b": "kepulauan"}, regex=True)
    .map(_compact)
)

_KINDS = {"Kabupaten": ["", "kabupaten", "kab", "pemkab"], "Kota": ["", "kota", "pemkot", "pemko"]}


def _written() -> dict[str, set[str]]:
    """Codes by the keys of all names and aliases of regencies, with and without the kind."""
    forms: dict[str, set[str]] = {}
    aliases = ALIASES[ALIASES["code"].str.len() == 5]
    for code, name in [*BARE.items(), *zip(aliases["code"], aliases["alias"], strict=True)]:
        for kind in _KINDS[KIND[code]]:
            forms.setdefault(kind + _compact(name), set()).add(str(code))
    return forms


WRITTEN = _written()
READ = {2: read_province, 5: read_regency, 8: read_district}


# --- spellings seen ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("Kukar", "64.02"),
        ("Kutim", "64.08"),
        ("Kobar", "62.01"),
        ("Kotim", "62.02"),
        ("Gumas", "62.10"),
        ("Barut", "62.05"),
        ("Barsel", "62.04"),
        ("Batola", "63.04"),
        ("Tala", "63.01"),
        ("Tanbu", "63.10"),
        ("Halteng", "82.02"),
        ("Halsel", "82.04"),
        ("Halbar", "82.01"),
        ("Minut", "71.06"),
        ("Minsel", "71.05"),
        ("Bolmong", "71.01"),
        ("Polman", "76.04"),
        ("Parimo", "72.08"),
        ("Touna|Tojo Unauna|TOJO UNA UNA", "72.09"),
        ("KLU|K.L.U.", "52.08"),
        ("KSB", "52.07"),
        ("Lobar", "52.01"),
        ("Lotim", "52.03"),
        ("Pasbar", "13.12"),
        ("Solsel", "13.11"),
        ("Humbahas", "12.16"),
        ("Bateng", "19.04"),
        ("Rohul", "14.06"),
        ("Rohil", "14.07"),
        ("Kuansing", "14.09"),
        ("Lambar", "18.04"),
        ("Pesbar", "18.13"),
        ("Tubaba", "18.12"),
        ("OKI", "16.02"),
        ("OKU|Kab. OKU|Ogan Komering Ulu", "16.01"),
        ("OKU Timur|Kab. OKU Timur", "16.08"),
        ("OKU Selatan", "16.09"),
        ("PALI", "16.12"),
        ("Lutim", "73.24"),
        ("Lutra", "73.22"),
        ("Torut", "73.26"),
        ("Matim", "53.19"),
        ("SBT", "81.05"),
        ("Lima Puluh Kota|50 Kota|Limapuluh Kota|Kab. 50 Kota|Kabupaten Limapuluhkota", "13.07"),
        ("Bau-Bau|Baubau|Bau Bau|Kota Bau-Bau", "74.72"),
        ("Pangkal Pinang|Pangkalpinang|PEMKOT PANGKAL PINANG", "19.71"),
        ("Tanjung Pinang|Tanjungpinang|Tj. Pinang", "21.72"),
        ("Fak Fak|Fakfak|Fak-Fak", "92.03"),
        ("Toli-Toli|Tolitoli|Toli Toli", "72.04"),
        ("Palangkaraya|Palangka Raya|Kota Palangkaraya", "62.71"),
        ("Kab. Cilacap|Kab Cilacap|kab.cilacap|KABUPATEN CILACAP|Pemkab Cilacap|Cilacap", "33.01"),
        ("Pemerintah Kabupaten Cilacap|Pemda Kab. Cilacap|  Kab.\xa0Cilacap ", "33.01"),
        ("Bawaslu Kabupaten Cilacap|Cilacap, Kab.|Cilacap (Kabupaten)", "33.01"),
        ("Kab. Cilacap, Jawa Tengah|Cilacap (Jateng)|Cilacap - Prov. Jateng", "33.01"),
        ("33.01|3301| 33.01. |'3301", "33.01"),
        ("Kota Sukabumi|Pemkot Sukabumi|Pemko Sukabumi|Kotamadya Sukabumi|Sukabumi, Kota", "32.72"),
        ("Kab. Sukabumi|Sukabumi (Kab.), Jabar", "32.02"),
        ("Kota Banjar|Banjar, Jawa Barat", "32.79"),
        ("Kabupaten Banjar|Banjar (Kalsel)", "63.03"),
        ("Kotabaru|Kota Baru|Kab. Kotabaru|Kab. Kota Baru|KOTA BARU, KALSEL", "63.02"),
        ("Kotamobagu|Kota Kotamobagu|Kota Mobagu|Pemko Kotamobagu", "71.74"),
        ("Kotawaringin Barat|Kab. Kotawaringin Barat|Kota Waringin Barat", "62.01"),
        ("Kabupaten Kotawaringin Timur", "62.02"),
        ("Jakarta Selatan|Kota Adm. Jakarta Selatan|Kota Administrasi Jakarta Selatan", "31.74"),
        ("Kota Jakarta Selatan, DKI Jakarta|Jaksel, DKI|Pemkot Administrasi Jaksel", "31.74"),
        ("Kepulauan Seribu|Kab. Adm. Kep. Seribu|Kabupaten Kepulauan Seribu", "31.01"),
        ("Kota Jogja|Kota Yogyakarta, D.I. Yogyakarta", "34.71"),
        ("Sungai Penuh|Sei Penuh|Kota Sei. Penuh", "15.72"),
        ("Tanjungbalai|Tj. Balai|Kota Tjg Balai", "12.74"),
        ("Gn. Kidul|Gunung Kidul|Gunungkidul", "34.03"),
        ("Kep. Meranti|Kepulauan Meranti|Meranti", "14.10"),
        ("Sidrap|Sidenreng Rappang", "73.14"),
        ("Pangkep|Pangkajene & Kepulauan|Pangkajene dan Kep.", "73.10"),
    ],
)
def test_regencies_as_offices_and_the_press_write_them(names: str, code: str) -> None:
    for name in names.split("|"):
        assert read_regency(name) == Reading(code), name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " . ",
        "Kab.",
        "Kota",
        "Jawa Tengah",
        "33",
        "33.01.01",
        "33.99",
        "9901",
        "331",
        "33.001",
        "33,01",
        "Kota Cilacap",
        "Kab. Administrasi Cilacap",
        "Cilacap, Jawa Timur",
        "Cilacap, Jawa Tenga",
        "Cilacap (zona 2)",
        "Cilacap, Kebumen",
        "Cilacap dan Kebumen",
        "Кilacap",
        "Kilacap",
        "\0",
        "Cilacap" * 1000,
    ],
)
def test_what_is_no_regency_is_not_read(name: str) -> None:
    reading = read_regency(name)
    assert (reading.code, reading.candidates) == (None, ())


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("DKI|DKI Jakarta|Jakarta|Provinsi DKI Jakarta|Pemprov DKI|Daerah Khusus Jakarta", "31"),
        ("DIY|D.I.Y.|D.I. Yogyakarta|DI Yogyakarta|Daerah Istimewa Yogyakarta", "34"),
        ("NTB|Nusa Tenggara Barat|Prov. NTB", "52"),
        ("NTT|nusa tenggara timur", "53"),
        ("Babel|Bangka Belitung|Kep. Bangka Belitung|Kepulauan Bangka-Belitung", "19"),
        ("Kepri|Kepulauan Riau|Kep. Riau|Pemerintah Provinsi Kepulauan Riau", "21"),
        ("Sulsel|SULAWESI SELATAN|Propinsi Sulawesi Selatan|Bawaslu Provinsi Sulsel", "73"),
        ("Jabar|Jawa Barat|JAWA  BARAT|jawabarat|32", "32"),
        ("PBD|Papua Barat Daya", "96"),
        ("Papua", "91"),
        ("Gorontalo", "75"),
        ("Sumut|Sumatera Utara", "12"),
        ("Kaltara", "65"),
        ("Malut", "82"),
    ],
)
def test_provinces_as_offices_and_the_press_write_them(names: str, code: str) -> None:
    for name in names.split("|"):
        assert read_province(name) == Reading(code), name


@pytest.mark.parametrize("name", ["", "99", "3", "33.01", "Kab. Gorontalo", "Jawa", "Jawa Tengh"])
def test_what_is_no_province_is_not_read(name: str) -> None:
    reading = read_province(name)
    assert (reading.code, reading.candidates) == (None, ())


@pytest.mark.parametrize(
    ("name", "regency", "code"),
    [
        ("Kec. Rembang", "33.17", "33.17.10"),
        ("Kecamatan Rembang", "35.14", "35.14.15"),
        ("REMBANG", "33.03", "33.03.13"),
        ("Kec. Rembang, Kab. Pasuruan", None, "35.14.15"),
        ("Rembang (Purbalingga, Jateng)", None, "33.03.13"),
        ("Kec. Rembang, Jawa Timur", None, "35.14.15"),
        ("Cibadak, Sukabumi", None, "32.02.11"),  # only the kabupaten has one
        ("Kapanewon Depok", "34.04", "34.04.07"),
        ("Kemantren Kraton", "34.71", "34.71.09"),
        ("Keraton", "35.14", "35.14.16"),
        ("Kraton", "35.14", "35.14.16"),
        ("Purwonegoro", None, "33.04.04"),
        ("Purwanegara", "33.04", "33.04.04"),
        ("Distrik Fakfak", "92.03", "92.03.01"),
        ("Tiro/Truseb", None, "11.07.21"),
        ("Misool (Misool Utara)", "96.03", "96.03.01"),
        ("Sa’dan", "73.26", "73.26.06"),
        ("Gunung Bintang Awai", None, "62.04.05"),
        ("Kepulauan Masaloka Raya", None, "74.06.17"),
        ("33.01.01", None, "33.01.01"),
        ("330101", "33.01", "33.01.01"),
    ],
)
def test_districts_within_their_regency(name: str, regency: str | None, code: str) -> None:
    assert read_district(name, regency) == Reading(code)
    assert read_district(name, regency, code[:2]) == Reading(code)
    assert code in DISTRICTS.index


# --- doubt ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Mura", "Kab. Mura", "MURA"])
def test_mura_is_two_regencies(name: str) -> None:
    assert read_regency(name) == Reading(None, candidates=("16.05", "62.12"))
    assert read_regency(f"{name}, Kalteng") == Reading("62.12")
    assert read_regency(name, province="16") == Reading("16.05")
    assert read_regency(name, province="33").code is None


def _homonyms(keys: pd.Series) -> dict[str, tuple[str, ...]]:
    return {str(key): tuple(sorted(codes)) for key, codes in keys.groupby(keys).groups.items()}


def _expected(codes: tuple[str, ...]) -> Reading:
    return Reading(codes[0]) if len(codes) == 1 else Reading(None, candidates=codes)


def test_a_regency_s_name_without_its_kind_is_certain_where_it_is_the_only_one() -> None:
    keys = BARE.map(_compact)
    homonyms = _homonyms(keys)
    assert sum(len(codes) > 1 for codes in homonyms.values()) == 26
    for code, name in BARE.items():
        codes = homonyms[keys[code]]
        assert read_regency(name) == _expected(codes), name
        assert read_regency(f"Kab/Kota {name}") == _expected(codes)
        inside = tuple(c for c in codes if c[:2] == str(code)[:2])
        assert read_regency(name, province=str(code)[:2]) == _expected(inside)
        assert read_regency(f"{name}, {PROVINCES[str(code)[:2]]}") == _expected(inside)


def test_a_district_s_name_is_certain_where_it_is_the_only_one() -> None:
    country = _homonyms(DISTRICT_KEYS)
    province = _homonyms(DISTRICTS.index.str[:2].to_series(index=DISTRICTS.index) + DISTRICT_KEYS)
    regency = _homonyms(DISTRICTS.index.str[:5].to_series(index=DISTRICTS.index) + DISTRICT_KEYS)
    assert {len(codes) for codes in regency.values()} == {1}
    assert sum(len(codes) > 1 for codes in country.values()) > 250
    for code, name in DISTRICTS.astype(str).items():
        key = DISTRICT_KEYS[code]
        assert read_district(name) == _expected(country[key]), name
        inside = province[str(code)[:2] + key]
        assert read_district(f"Kec. {name}", province=str(code)[:2]) == _expected(inside)
        assert read_district(name, regency=str(code)[:5]) == Reading(str(code))


def test_no_written_form_belongs_to_two_regions_but_those_listed() -> None:
    """Aliases against official names and each other, with and without the kind."""
    keys = BARE.map(_compact)
    pairs = set(keys[keys.duplicated()])
    shared = {form for form, codes in WRITTEN.items() if len(codes) > 1}
    assert shared == pairs | {"mura", "kabupatenmura", "kabmura", "pemkabmura", "tasik"}
    for form, codes in WRITTEN.items():
        assert read_regency(form) == _expected(tuple(sorted(codes))), form


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("33.1", ("33.01", "33.10")),
        ("64.1", ("64.01",)),  # there is no 64.10, still nobody said 64.01
        ("31.7", ()),
        ("99.1", ()),
    ],
)
def test_a_code_with_a_lost_zero_is_not_guessed(text: str, candidates: tuple[str, ...]) -> None:
    assert read_regency(text) == Reading(None, candidates)
    assert read_regency(text, province="12") == Reading(None)


def test_a_district_code_with_a_lost_zero_is_not_guessed() -> None:
    assert read_district("33.1.20") == Reading(None, ("33.01.20", "33.10.20"))
    assert read_district("33.01.1") == Reading(None, ("33.01.01", "33.01.10"))


def test_a_code_outside_what_is_given_is_none() -> None:
    assert read_regency("33.01", province="35") == Reading(None)
    assert read_district("33.01.01", regency="33.02") == Reading(None)
    assert read_district("33.01.01", regency="33.01", province="35") == Reading(None)


# --- official names, disguised -------------------------------------------------------------------

_BEFORE = {
    "": ["", "Provinsi ", "Prov. ", "prov ", "Pemprov ", "Pemerintah Provinsi "],
    "Kabupaten": ["Kabupaten ", "Kab. ", "Kab.", "Pemkab ", "Pemerintah Kabupaten ", "Kab\t"],
    "Kota": ["Kota ", "Pemkot ", "Pemko ", "Pemerintah Kota ", "Kotamadya ", "KOTA. "],
    "Kecamatan": ["", "Kecamatan ", "Kec. ", "Kec ", "Distrik ", "Kapanewon ", "Kemantren "],
}
_BETWEEN = st.sampled_from([" ", "  ", "\xa0", "-", ".", ". ", "", "'", " \n", "\u200b"])
_CASES: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str.swapcase, str]


def _official(code: str) -> tuple[str, str]:
    """The kind, empty for a province, and the name without it."""
    if len(code) == 2:
        return "", PROVINCES[code]
    return (KIND[code], BARE[code]) if len(code) == 5 else ("Kecamatan", DISTRICTS[code])


ALL = st.sampled_from([*PROVINCES.index, *REGENCIES.index, *DISTRICTS.index])
UPPER = st.one_of(st.sampled_from([*PROVINCES.index]), st.sampled_from([*REGENCIES.index]))


@given(st.one_of(UPPER, ALL), st.data())
def test_an_official_name_in_disguise_reads_back(code: str, data: st.DataObject) -> None:
    kind, name = _official(code)
    between = data.draw(_BETWEEN)
    text = data.draw(st.sampled_from(_BEFORE[kind])) + between.join(name.split())
    text = data.draw(st.sampled_from(_CASES))(f"{data.draw(_BETWEEN)}{text}{data.draw(_BETWEEN)}")
    if len(code) == 8:
        assert read_district(text, code[:5]) == Reading(code)
    else:
        assert READ[len(code)](text) == Reading(code)
    if len(code) == 5:
        assert read_regency(f"{text} ({PROVINCES[code[:2]]})") == Reading(code)
        wrong = data.draw(st.sampled_from([p for p in PROVINCES.index if p != code[:2]]))
        assert read_regency(f"{text}, {PROVINCES[wrong]}").code is None
        assert read_regency(text, province=wrong).code is None


def test_every_region_described_reads_back() -> None:
    for code in [*PROVINCES.index, *REGENCIES.index, *DISTRICTS.index]:
        assert READ[len(code)](described(code)) == Reading(code)
        assert READ[len(code)](code) == READ[len(code)](code.replace(".", "")) == Reading(code)


def test_described_names_the_outer_regions() -> None:
    assert described("33") == "Jawa Tengah"
    assert described("32.02") == "Kabupaten Sukabumi, Jawa Barat"
    assert described("35.14.15") == "Kecamatan Rembang, Kabupaten Pasuruan, Jawa Timur"
    with pytest.raises(RegionError):
        described("33.99")


# --- misspellings --------------------------------------------------------------------------------


def _typos(key: str) -> Iterator[str]:
    for i in range(len(key) + 1):
        head, tail = key[:i], key[i:]
        yield from (head + letter + tail for letter in string.ascii_lowercase)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in string.ascii_lowercase)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def test_a_typo_of_an_official_name_is_hardly_ever_another_region() -> None:
    """Every letter inserted, dropped, changed or swapped in all 514 names."""
    met = set()
    for code, kind, name in zip(REGENCIES.index, KIND, BARE, strict=True):
        for before in ("", kind):
            for typo in _typos(_compact(before + name)):
                if others := WRITTEN.get(typo, set()) - {code}:
                    met |= {(name, typo.removeprefix("kabupaten"), other) for other in others}
    aliases = set(ALIASES["alias"].map(_compact))
    assert {(name, typo) for name, typo, _ in met if typo in aliases} == {
        ("Garut", "barut"),  # these are in use, and a record has its province beside it
        ("Batang", "bateng"),
        ("Palu", "pali"),
        ("Pati", "pali"),
        ("Muna", "mura"),  # ambiguous in itself
    }
    official = {_compact(name) for name in [*BARE, *REGENCIES]}
    assert {typo for _, typo, _ in met} - aliases <= official


@given(st.sampled_from([*REGENCIES.index]), st.data())
def test_a_typo_is_never_accepted(code: str, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["", KIND[code]]))
    typo = data.draw(st.sampled_from(sorted(set(_typos(_compact(BARE[code]))))))
    reading = read_regency(f"{kind} {typo}")
    owners = WRITTEN.get(_compact(kind + typo), set())
    assert (reading.code, reading.candidates) == (
        _expected(tuple(sorted(owners))).code if owners else None,
        tuple(sorted(owners)) if len(owners) > 1 else (),
    )


def test_a_name_that_begins_like_a_kind_is_no_abbreviation_behind_it() -> None:
    assert read_regency("Kabupaten Kotabaru").code == "63.02"
    assert read_regency("Kabupaten Kotabarut").code is None
    assert read_regency("Kabupaten Barut").code == "62.05"


@given(st.sampled_from([*DISTRICTS.index]), st.data())
def test_a_typo_of_a_district_is_never_accepted(code: str, data: st.DataObject) -> None:
    typo = data.draw(st.sampled_from(sorted(set(_typos(_compact(DISTRICTS[code]))))))
    inside = DISTRICT_KEYS[DISTRICT_KEYS.index.str.startswith(code[:5])]
    aliases = ALIASES[ALIASES["code"].str.startswith(code[:5] + ".")]
    known = [*inside.items(), *zip(aliases["code"], aliases["alias"].map(_compact), strict=True)]
    owners = {str(other) for other, key in known if key == typo}
    assert read_district(typo, regency=code[:5]).code == (owners.pop() if owners else None)


@pytest.mark.parametrize(
    ("reading", "first"),
    [
        (read_regency("Kab. Cilcap"), "33.01"),
        (read_regency("Kab. Cilcap, Jawa Tengah"), "33.01"),
        (read_regency("Cilacap, Jawa Tenga"), "33.01"),
        (read_regency("Kab. Sukabum"), "32.02"),
        (read_regency("Kota Sukabum"), "32.72"),
        (read_regency("Kotamobag"), "71.74"),
        (read_regency("Kab. Muara Jambi"), "15.05"),
        (read_province("Jawa Tengh"), "33"),
        (read_district("Kec. Rembng", "35.14"), "35.14.15"),
        (read_district("Rembng, Kab. Pasuruan"), "35.14.15"),
        (read_district("Purwonegara", None, "33"), "33.04.04"),
    ],
)
def test_the_nearest_official_names_are_suggested(reading: Reading, first: str) -> None:
    assert reading.code is None
    assert reading.nearest[0] == first


def test_suggestions_stay_inside_the_province_or_regency() -> None:
    assert {c[:2] for c in read_regency("Kab. Sukoharja", province="33").nearest} == {"33"}
    assert {c[:2] for c in read_regency("Sukabumy, Jawa Barat").nearest} == {"32"}
    elsewhere = read_district("Rembang", regency="33.01")
    assert elsewhere.code is None
    assert all(c[:5] == "33.01" for c in elsewhere.nearest)
    assert read_district("Kedungrejo", regency="33.01").nearest[0] == "33.01.01"


@given(st.text(max_size=60), st.sampled_from([None, *PROVINCES.index]))
def test_any_text_gives_a_consistent_reading(text: str, province: str | None) -> None:
    for reading in (
        read_province(text),
        read_regency(text, province),
        read_district(text, province=province),
    ):
        codes = [reading.code] if reading.code else [*reading.candidates, *reading.nearest]
        assert all(regions().exists(code) for code in codes)
        assert not (reading.candidates and reading.nearest)
        assert list(reading.candidates) == sorted(set(reading.candidates))
        assert len(reading.nearest) <= 3


def test_the_alias_table_holds_known_codes_in_order_and_no_official_name() -> None:
    assert list(ALIASES["code"]) == sorted(ALIASES["code"])
    assert not ALIASES.duplicated().any()
    official = {"2": PROVINCES, "5": BARE, "8": DISTRICTS}
    for code, alias in zip(ALIASES["code"], ALIASES["alias"], strict=True):
        names = official[str(len(code))].map(_compact)
        assert code in names.index
        assert _compact(alias) not in set(names), alias
