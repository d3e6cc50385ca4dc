"""What a reader sees for each enumeration value: one table of messages per enumeration."""

from collections.abc import Mapping
from typing import Final

from dashboard.locale import Locale, mark

KINDS: Final[Mapping[str, str]] = {
    "pembentukan_pokja": mark("Forming a Pokja"),
    "rapat_koordinasi": mark("Coordination meeting"),
    "sosialisasi": mark("Outreach (sosialisasi)"),
    "penandatanganan_pakta_integritas": mark("Signing of an integrity pact"),
    "deklarasi_netralitas": mark("Declaration of neutrality"),
    "komitmen_bersama": mark("Joint commitment"),
    "apel_ikrar": mark("Roll call with pledge"),
    "imbauan": mark("Appeal"),
    "pelatihan": mark("Training"),
    "kerja_sama": mark("Agreement between institutions"),
}

LEVELS: Final[Mapping[str, str]] = {
    "pusat": mark("National"),
    "provinsi": mark("Province"),
    "kabupaten_kota": mark("Kabupaten/kota"),
    "kecamatan": mark("Kecamatan"),
    "desa": mark("Village"),
}

CATEGORIES: Final[Mapping[str, str]] = {
    "kampanye_medsos": mark("Campaigning on social media"),
    "posting_like_share": mark("Posting, liking, sharing"),
    "foto_bersama_calon": mark("Photo with a candidate"),
    "pasang_spanduk": mark("Putting up banners"),
    "hadir_deklarasi": mark("Attending a candidate's declaration"),
    "ikut_kampanye_sosialisasi": mark("Taking part in a campaign"),
    "kegiatan_keberpihakan": mark("Partisan activity"),
    "pendekatan_parpol": mark("Approaching a party"),
    "deklarasi_diri_calon": mark("Declaring own candidacy"),
    "keputusan_menguntungkan": mark("Decision favouring a candidate"),
    "tim_sukses": mark("Member of a campaign team"),
    "mobilisasi": mark("Mobilising others"),
    "pemberian_bantuan": mark("Handing out aid"),
    "politik_uang": mark("Money politics"),
    "anggota_parpol": mark("Party membership"),
    "dukungan_ktp": mark("Identity card given in support"),
    "fasilitas_negara": mark("Use of state facilities"),
    "lainnya": mark("Other category"),
    "unknown": mark("Category not stated"),
}

STAGES: Final[Mapping[str, str]] = {
    "pendaftaran": mark("Registration"),
    "penetapan": mark("Candidates confirmed"),
    "kampanye": mark("Campaign"),
    "masa_tenang": mark("Quiet period"),
    "pemungutan_suara": mark("Voting day"),
}

SUBJECTS: Final[Mapping[str, str]] = {
    "asn": mark("Civil servants (ASN)"),
    "pns": mark("Permanent civil servants (PNS)"),
    "pppk": mark("Contract civil servants (PPPK)"),
    "non_asn": mark("Staff outside the civil service"),
    "tni": mark("Armed forces (TNI)"),
    "polri": mark("Police (Polri)"),
    "kepala_desa": mark("Village heads"),
    "perangkat_desa": mark("Village officials"),
    "bpd": mark("Village council (BPD)"),
    "unknown": mark("Not stated"),
}

INSTITUTION_TYPES: Final[Mapping[str, str]] = {
    "bawaslu": mark("Election supervisors (Bawaslu)"),
    "kpu": mark("Election commission (KPU)"),
    "polri": mark("Police (Polri)"),
    "tni_ad": mark("Army (TNI AD)"),
    "tni_al": mark("Navy (TNI AL)"),
    "tni_au": mark("Air force (TNI AU)"),
    "tni": mark("Armed forces (TNI)"),
    "kejaksaan": mark("Prosecution service"),
    "pengadilan": mark("Courts"),
    "kementerian": mark("Ministries and national agencies"),
    "pemda": mark("Regional government"),
    "inspektorat": mark("Inspectorate"),
    "bkpsdm": mark("Personnel agency (BKPSDM, BKD)"),
    "kesbangpol": mark("Kesbangpol"),
    "dispermades": mark("Village affairs (Dispermades, DPMD)"),
    "satpol_pp": mark("Satpol PP"),
    "dinas": mark("Other regional offices"),
    "dprd": mark("Regional council (DPRD)"),
    "kecamatan": mark("Kecamatan (camat)"),
    "desa": mark("Village government"),
    "pendidikan": mark("Schools and universities"),
    "organisasi": mark("Organisations and media"),
    "lainnya": mark("Other institutions"),
}

CASE_STATUSES: Final[Mapping[str, str]] = {
    "diterima": mark("Received"),
    "diregistrasi": mark("Registered"),
    "tidak_diregistrasi": mark("Not registered"),
    "diproses": mark("Being examined"),
    "terbukti": mark("Proven"),
    "tidak_terbukti": mark("Not proven"),
    "dihentikan": mark("Stopped"),
    "diteruskan": mark("Forwarded"),
    "sanksi": mark("Sanctioned"),
}

_OTHER_SPELLINGS: Final[Mapping[str, str]] = {"p3k": "pppk"}


def kind_label(code: str, locale: Locale) -> str:
    """The activity kind `code` in words, e.g. `Rapat koordinasi`. Raises `KeyError` if unknown."""
    return locale.text(KINDS[code])


def level_label(code: str, locale: Locale) -> str:
    """The level of an organiser in words. Raises `KeyError` if unknown."""
    return locale.text(LEVELS[code])


def category_label(code: str, locale: Locale) -> str:
    """The violation category `code` in words. Raises `KeyError` if unknown."""
    return locale.text(CATEGORIES[code])


def stage_label(code: str, locale: Locale) -> str:
    """The election stage `code` in words, short enough for an axis. Raises `KeyError`."""
    return locale.text(STAGES[code])


def subject_label(code: str, locale: Locale) -> str:
    """Whom an activity addresses or a case concerns, in words. Raises `KeyError` if unknown."""
    return locale.text(SUBJECTS[_OTHER_SPELLINGS.get(code, code)])


def case_status_label(code: str, locale: Locale) -> str:
    """Where a case stands, in words. Raises `KeyError` if unknown."""
    return locale.text(CASE_STATUSES[code])
