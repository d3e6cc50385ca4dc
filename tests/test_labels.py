"""Labels for every enumeration value, and alternative texts that rank no region."""

import datetime as dt

import pytest

from dashboard import labels
from dashboard.charts.describe import describe_coverage, describe_growth, describe_months
from dashboard.charts.theme import COVERAGE_ORDER, coverage_label
from dashboard.locale import LANGUAGES, Locale
from tests.charts.builders import activities, coverage, growth, violations

EN = Locale("en")
VALUES = {
    labels.kind_label: (
        "pembentukan_pokja rapat_koordinasi sosialisasi penandatanganan_pakta_integritas "
        "deklarasi_netralitas komitmen_bersama apel_ikrar imbauan pelatihan kerja_sama"
    ),
    labels.category_label: (
        "kampanye_medsos posting_like_share foto_bersama_calon pasang_spanduk hadir_deklarasi "
        "ikut_kampanye_sosialisasi kegiatan_keberpihakan pendekatan_parpol deklarasi_diri_calon "
        "keputusan_menguntungkan tim_sukses mobilisasi pemberian_bantuan politik_uang "
        "anggota_parpol dukungan_ktp fasilitas_negara lainnya unknown"
    ),
    labels.stage_label: "pendaftaran penetapan kampanye masa_tenang pemungutan_suara",
    labels.subject_label: (
        "asn pns pppk p3k non_asn tni polri kepala_desa perangkat_desa bpd unknown"
    ),
    labels.case_status_label: (
        "diterima diregistrasi tidak_diregistrasi diproses terbukti tidak_terbukti dihentikan "
        "diteruskan sanksi"
    ),
    coverage_label: " ".join(COVERAGE_ORDER),
}
EACH = [(label, value) for label, values in VALUES.items() for value in values.split()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("label", "value"), EACH)
def test_every_value_has_words(label, value, language):
    words = label(value, Locale(language))
    assert words
    assert "_" not in words


@pytest.mark.parametrize(("label", "value"), EACH)
def test_every_value_has_words_of_its_own_in_indonesian(label, value):
    assert label(value, Locale("id")) != label(value, EN)


@pytest.mark.parametrize("label", VALUES)
def test_no_two_values_share_their_words(label):
    values = [value for value in VALUES[label].split() if value != "p3k"]
    assert len({label(value, EN) for value in values}) == len(values)


def test_the_map_in_words_counts_and_ranks_no_region():
    text = describe_coverage(coverage(), locale=EN)
    assert text.startswith("Map of 514 kabupaten/kota")
    assert "Pokja and signing 65" in text
    assert "Nama Panjang" not in text
    assert "Provinsi" not in text


def test_growth_in_words():
    text = describe_growth(growth(), total=514, as_of=dt.date(2024, 10, 31), locale=EN)
    assert "31 have a Pokja on record, 32 a signing and 142" in text


def test_months_in_words_count_what_has_no_month():
    assert "62 activities in all. 3 records without a month" in describe_months(
        activities(), locale=EN
    )
    assert "13 cases in all. 5 records without a month" in describe_months(violations(), locale=EN)


def test_nothing_in_words():
    nothing = EN.text("No record for this filter")
    assert describe_coverage(coverage().iloc[:0], locale=EN) == nothing
    assert describe_months(violations().iloc[:0], locale=EN) == nothing
    assert (
        describe_growth(growth().iloc[:0], total=514, as_of=dt.date(2024, 1, 1), locale=EN)
        == nothing
    )
