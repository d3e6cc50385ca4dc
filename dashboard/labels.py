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

# In which stage a case became public (rules/stages.md), in the order of the calendar.
CASE_STAGES: Final[Mapping[str, str]] = {
    "sebelum_pendaftaran": mark("Before registration"),
    **STAGES,
    "sesudah_pemungutan": mark("After voting day"),
    "unknown": mark("Stage not known"),
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
    "tni": mark("Armed forces, branch not stated (TNI)"),
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
    "forum_bersama": mark("Joint forums (Forkopimda, Gakkumdu)"),
    "kecamatan": mark("Kecamatan (camat)"),
    "desa": mark("Village government"),
    "pendidikan": mark("Schools and universities"),
    "organisasi": mark("Organisations and media"),
    "lainnya": mark("Other institutions"),
}

# Short enough for the rows and columns of a chart.
INSTITUTION_TYPES_SHORT: Final[Mapping[str, str]] = {
    "bawaslu": mark("Bawaslu"),
    "kpu": mark("KPU"),
    "polri": mark("Polri"),
    "tni_ad": mark("TNI AD"),
    "tni_al": mark("TNI AL"),
    "tni_au": mark("TNI AU"),
    "tni": mark("TNI (general)"),
    "kejaksaan": mark("Prosecution"),
    "pengadilan": mark("Courts"),
    "kementerian": mark("National bodies"),
    "pemda": mark("Regional govt"),
    "inspektorat": mark("Inspectorate"),
    "bkpsdm": mark("BKPSDM, BKD"),
    "kesbangpol": mark("Kesbangpol"),
    "dispermades": mark("DPMD"),
    "satpol_pp": mark("Satpol PP"),
    "dinas": mark("Other offices"),
    "dprd": mark("DPRD"),
    "forum_bersama": mark("Joint forums"),
    "kecamatan": mark("Kecamatan"),
    "desa": mark("Villages"),
    "pendidikan": mark("Education"),
    "organisasi": mark("Organisations"),
    "lainnya": mark("Others"),
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

UNITS: Final[Mapping[str, str]] = {
    "cases": mark("cases"),
    "people": mark("people"),
    "violations": mark("breaches"),
    "recommendations": mark("recommendations"),
    "court": mark("court rulings"),
    "percent": mark("percent"),
}

SCOPES: Final[Mapping[str, str]] = {
    "wilayah": mark("The whole region"),
    "kecamatan": mark("One kecamatan"),
    "desa": mark("One village"),
    "instansi": mark("One institution's own staff"),
}

POKJA_STATES: Final[Mapping[str, str]] = {
    "none": mark("None mentioned"),
    "planned": mark("Planned"),
    "formed": mark("Formed at this activity"),
    "exists": mark("Already there on that day"),
}

FORUMS: Final[Mapping[str, str]] = {
    "pokja": mark("Pokja of the supervisory body"),
    "satgas": mark("Task force (satgas) of the government"),
    "desk": mark("Desk"),
}

SIGNED: Final[Mapping[str, str]] = {
    "yes": mark("Yes, signed"),
    "no": mark("No, not signed"),
    "unknown": mark("Not known"),
}

DATE_KINDS: Final[Mapping[str, str]] = {
    "event": mark("Day of the activity"),
    "statement": mark("Day of the statement"),
    "publication": mark("Day of publication"),
}

ORIGINS: Final[Mapping[str, str]] = {
    "laporan": mark("Report (laporan)"),
    "temuan": mark("Finding (temuan)"),
    "informasi_awal": mark("Initial information, no case yet"),
    "unknown": mark("Not stated"),
}

CHANNELS: Final[Mapping[str, str]] = {
    "media_sosial": mark("Social media"),
    "kegiatan_langsung": mark("In person"),
    "unknown": mark("Not stated"),
}

RECIPIENTS: Final[Mapping[str, str]] = {
    "kasn": mark("Civil Service Commission (KASN)"),
    "bkn": mark("Civil Service Agency (BKN)"),
    "ppk": mark("Appointing officer (PPK)"),
    "bupati": mark("Regent or mayor"),
    "gakkumdu": mark("Sentra Gakkumdu"),
    "polri": mark("Police (Polri)"),
    "tni": mark("Armed forces (TNI)"),
    "instansi_lain": mark("Another institution"),
    "none": mark("Not forwarded"),
    "unknown": mark("Not stated"),
}

SANCTIONS: Final[Mapping[str, str]] = {
    "none": mark("No sanction"),
    "moral": mark("Moral sanction"),
    "ringan": mark("Light disciplinary sanction"),
    "sedang": mark("Medium disciplinary sanction"),
    "berat": mark("Severe disciplinary sanction"),
    "ptdh": mark("Dishonourable discharge (PTDH)"),
    "pidana": mark("Criminal sentence"),
    "unknown": mark("Not stated"),
}

INDEXES: Final[Mapping[str, str]] = {
    "ikp_netralitas_asn": mark("Election vulnerability index, civil-service neutrality"),
}

# Which words the codes of a record's field have, by the field's name.
FIELD_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": KINDS,
    "level": LEVELS,
    "scope": SCOPES,
    "targets": SUBJECTS,
    "pokja": POKJA_STATES,
    "forum": FORUMS,
    "signed": SIGNED,
    "date_kind": DATE_KINDS,
    "category": CATEGORIES,
    "subject": SUBJECTS,
    "status": CASE_STATUSES,
    "measure": CASE_STATUSES,
    "origin": ORIGINS,
    "channel": CHANNELS,
    "forwarded_to": RECIPIENTS,
    "sanction": SANCTIONS,
    "unit": UNITS,
    "index": INDEXES,
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


def institution_label(code: str, locale: Locale) -> str:
    """The type of an institution in words. Raises `KeyError` if unknown."""
    return locale.text(INSTITUTION_TYPES[code])


def institution_short_label(code: str, locale: Locale) -> str:
    """The same, short enough for a row or column of a chart. Raises `KeyError` if unknown."""
    return locale.text(INSTITUTION_TYPES_SHORT[code])


def case_status_label(code: str, locale: Locale) -> str:
    """Where a case stands, in words. Raises `KeyError` if unknown."""
    return locale.text(CASE_STATUSES[code])


def unit_label(code: str, locale: Locale) -> str:
    """What a published figure counts, in words. Raises `KeyError` if unknown."""
    return locale.text(UNITS[code])


def value_label(field: str, code: str, locale: Locale) -> str:
    """The code of a record's field in words; a code without words, such as the name of a new index,
    stays as it is. Raises `KeyError` for a field that holds no codes."""
    values = FIELD_VALUES[field]
    return locale.text(values[code]) if code in values else code
