"""What a valid record is: the enumerations and the four record types. The only definition.

A field named `*_code(s)` holds Kemendagri codes: `33`, `33.01`, `33.01.01`. An empty text is None.
Whether a code exists is `regions.py`'s business; here its form and its nesting are checked.
"""

import datetime as dt
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from dashboard.errors import PlainError
from dashboard.locale import mark

LIST_SEPARATOR = ";"


class ActivityKind(StrEnum):
    pembentukan_pokja = "pembentukan_pokja"
    rapat_koordinasi = "rapat_koordinasi"
    sosialisasi = "sosialisasi"
    penandatanganan_pakta_integritas = "penandatanganan_pakta_integritas"
    deklarasi_netralitas = "deklarasi_netralitas"
    komitmen_bersama = "komitmen_bersama"
    apel_ikrar = "apel_ikrar"
    imbauan = "imbauan"
    pelatihan = "pelatihan"
    kerja_sama = "kerja_sama"


class Level(StrEnum):
    """Level of the organiser."""

    pusat = "pusat"
    provinsi = "provinsi"
    kabupaten_kota = "kabupaten_kota"
    kecamatan = "kecamatan"
    desa = "desa"


class Scope(StrEnum):
    """Whom an activity reached; `instansi` is one office's own staff."""

    wilayah = "wilayah"
    kecamatan = "kecamatan"
    desa = "desa"
    instansi = "instansi"


class PokjaState(StrEnum):
    none = "none"
    planned = "planned"
    formed = "formed"
    exists = "exists"


class Forum(StrEnum):
    pokja = "pokja"
    satgas = "satgas"
    desk = "desk"


class Signed(StrEnum):
    yes = "yes"
    no = "no"
    unknown = "unknown"


class DateKind(StrEnum):
    event = "event"
    statement = "statement"
    publication = "publication"


class Subject(StrEnum):
    """Whose neutrality: the targets of an activity, the subject of a case."""

    asn = "asn"
    pns = "pns"
    pppk = "pppk"
    non_asn = "non_asn"
    tni = "tni"
    polri = "polri"
    kepala_desa = "kepala_desa"
    perangkat_desa = "perangkat_desa"
    bpd = "bpd"
    unknown = "unknown"


class Origin(StrEnum):
    laporan = "laporan"
    temuan = "temuan"
    informasi_awal = "informasi_awal"
    unknown = "unknown"


class CaseStatus(StrEnum):
    diterima = "diterima"
    diregistrasi = "diregistrasi"
    tidak_diregistrasi = "tidak_diregistrasi"
    diproses = "diproses"
    terbukti = "terbukti"
    tidak_terbukti = "tidak_terbukti"
    dihentikan = "dihentikan"
    diteruskan = "diteruskan"
    sanksi = "sanksi"


class Category(StrEnum):
    kampanye_medsos = "kampanye_medsos"
    posting_like_share = "posting_like_share"
    foto_bersama_calon = "foto_bersama_calon"
    pasang_spanduk = "pasang_spanduk"
    hadir_deklarasi = "hadir_deklarasi"
    ikut_kampanye_sosialisasi = "ikut_kampanye_sosialisasi"
    kegiatan_keberpihakan = "kegiatan_keberpihakan"
    pendekatan_parpol = "pendekatan_parpol"
    deklarasi_diri_calon = "deklarasi_diri_calon"
    keputusan_menguntungkan = "keputusan_menguntungkan"
    tim_sukses = "tim_sukses"
    mobilisasi = "mobilisasi"
    pemberian_bantuan = "pemberian_bantuan"
    politik_uang = "politik_uang"
    anggota_parpol = "anggota_parpol"
    dukungan_ktp = "dukungan_ktp"
    fasilitas_negara = "fasilitas_negara"
    lainnya = "lainnya"
    unknown = "unknown"


class Channel(StrEnum):
    media_sosial = "media_sosial"
    kegiatan_langsung = "kegiatan_langsung"
    unknown = "unknown"


class Recipient(StrEnum):
    kasn = "kasn"
    bkn = "bkn"
    ppk = "ppk"
    bupati = "bupati"
    gakkumdu = "gakkumdu"
    polri = "polri"
    tni = "tni"
    instansi_lain = "instansi_lain"
    none = "none"
    unknown = "unknown"


class Sanction(StrEnum):
    none = "none"
    moral = "moral"
    ringan = "ringan"
    sedang = "sedang"
    berat = "berat"
    ptdh = "ptdh"
    pidana = "pidana"
    unknown = "unknown"


class Unit(StrEnum):
    cases = "cases"
    people = "people"
    violations = "violations"
    recommendations = "recommendations"
    court = "court"
    percent = "percent"


class CoverageStatus(StrEnum):
    """A regency's coverage, exactly one each; `queries/rules/coverage.md` says which."""

    both = "both"
    signed = "signed"
    pokja = "pokja"
    district_signed = "district_signed"
    active = "active"
    none = "none"


# --- building blocks of the record types ---------------------------------------------------------


def _empty_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _split(value: Any) -> Any:
    """A list written as text: items separated by semicolons."""
    if isinstance(value, str):
        return [item for part in value.split(LIST_SEPARATOR) if (item := part.strip())]
    return [] if value is None else value


def _written_day(value: Any) -> Any:
    """A day is written `2024-10-31`; a bare number is none."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        raise ValueError("expected is a day such as 2024-10-31")
    return value


FIRST_DAY = dt.date(2000, 1, 1)  # no record and no filter names a day outside these two
LAST_DAY = dt.date(2099, 12, 31)
LARGEST_COUNT = 1_000_000_000
LONGEST_TEXT = 2000  # characters
LINK = r"^https?://\S+$"
LINK_COLUMN = "source_url"  # a target only, never shown; its slug may hold names and long numbers

Empty = BeforeValidator(_empty_is_none)
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
OptionalText = Annotated[Text | None, Empty]
OptionalLink = Annotated[Annotated[Text, Field(pattern=LINK)] | None, Empty]
Day = Annotated[dt.date, BeforeValidator(_written_day), Field(ge=FIRST_DAY, le=LAST_DAY)]
OptionalDay = Annotated[Day | None, Empty]
OptionalCount = Annotated[Annotated[int, Field(ge=0, le=LARGEST_COUNT)] | None, Empty]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
ProvinceCode = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
RegencyCode = Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}$")]
DistrictCode = Annotated[str, Field(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$")]
ElectionId = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*_[0-9]{4}$")]

# An official's number is 18 (NIP) or 16 (NIK) digits, often written in groups; days are no such.
_DAY_IN_TEXT = re.compile(
    r"(?<![0-9])(?<![0-9][-./])"
    r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4})"
    r"(?![0-9])(?![-./][0-9])"
)
_PERSONAL = re.compile(
    r"(?<![0-9])[0-9](?:[\s./-]{0,3}[0-9]){15}(?:(?:[\s./-]{0,3}[0-9]){2})?(?![0-9])"
    r"|[\w.+-]+\s{0,2}(?:@|[(\[]\s*at\s*[)\]])\s{0,2}"
    r"[\w-]+(?:\.|\s{0,2}[(\[]\s*dot\s*[)\]]\s{0,2})\w+"
)


# Neither digits nor what an address needs, and no sign that may be folded into one of them.
_HARMLESS = re.compile(r"[^0-9@(\[\x80-\U0010ffff]*")


def _plain_letters(text: str) -> str:
    """The text as it is read: other forms of digits and letters folded, invisible ones left out."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf")


def looks_personal(text: str) -> bool:
    """Whether a text holds what looks like a NIP, a NIK or an e-mail address."""
    if _HARMLESS.fullmatch(text):  # most texts
        return False
    return _PERSONAL.search(_DAY_IN_TEXT.sub(" day ", _plain_letters(text))) is not None


def without_personal(text: str, instead: str) -> str:
    """The text with `instead` in place of all that looks like a NIP, a NIK or an e-mail address."""
    return _PERSONAL.sub(instead, _plain_letters(text)) if looks_personal(text) else text


class Breach(PlainError, ValueError):
    """A rule of the record that does not hold, and the column to be corrected."""

    def __init__(self, column: str, message: str, /, **values: object) -> None:
        self.column = column
        super().__init__(message, **values)


@dataclass(frozen=True)
class Rule:
    """What must hold between columns of one record.

    `breach` gets their values in order and says what is wrong, None where all is well. Rules are
    data, so that ingest can ask them once for each combination of values instead of each row.
    """

    columns: tuple[str, ...]
    breach: Callable[..., Breach | None]


def _in_order(*columns: str) -> Rule:
    """Known days come in the order of their columns."""

    def breach(*days: dt.date | None) -> Breach | None:
        known = [(c, day) for c, day in zip(columns, days, strict=True) if day is not None]
        for (first, earlier), (second, later) in pairwise(known):
            if earlier > later:
                return Breach(
                    second,
                    mark("{first} ({earlier}) is after {second} ({later})."),
                    first=first,
                    earlier=earlier,
                    second=second,
                    later=later,
                )
        return None

    return Rule(columns, breach)


def _inside(outer: str, inner: str) -> Rule:
    """The inner region lies in the outer one."""

    def breach(outer_code: str | None, inner_code: str | None) -> Breach | None:
        return _not_inside(inner, outer_code, inner_code)

    return Rule((outer, inner), breach)


def _not_inside(column: str, outer: str | None, inner: str | None) -> Breach | None:
    if inner is None or (outer is not None and inner.startswith(f"{outer}.")):
        return None
    if outer is None:
        return Breach(
            column, mark("{inner} needs the region beside it that it lies in."), inner=inner
        )
    return Breach(column, mark("{inner} is not inside {outer}."), inner=inner, outer=outer)


def _no_item_twice(column: str) -> Rule:
    def breach(items: list[str]) -> Breach | None:
        if len(set(items)) == len(items):
            return None
        return Breach(column, mark("The list names an item twice."))

    return Rule((column,), breach)


class Record(BaseModel):
    """What all records share. Field order is the canonical column order."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    table: ClassVar[str]
    id_column: ClassVar[str]
    id_prefix: ClassVar[str]
    natural_key: ClassVar[tuple[str, ...]]
    """What makes two records without ids the same record."""
    telling: ClassVar[tuple[str, ...]] = ()
    """Of records with one natural key: where two of these differ, they may be two events."""
    alike: ClassVar[tuple[str, ...]]
    """What makes two records with different ids worth a look: they may tell of the same."""
    when_blank: ClassVar[Mapping[str, object]] = {}
    """What an empty cell means in a column that may not be empty."""
    stand_ins: ClassVar[Mapping[str, str]] = {}
    """What an empty cell takes over from another column: the other end of an interval, the province
    a regency lies in, the office as the source of what it hands in itself."""
    interval: ClassVar[tuple[str, ...]] = ()
    """The two columns that hold the first and last day on which it may have been."""
    rules: ClassVar[tuple[Rule, ...]] = ()

    @classmethod
    def columns(cls) -> list[str]:
        """The canonical columns in order."""
        return list(cls.model_fields)

    @classmethod
    def optional_columns(cls) -> list[str]:
        """The columns in which nothing, or an empty list, is a value."""
        return [
            name
            for name, field in cls.model_fields.items()
            if typing.get_origin(field.annotation) in (list, typing.Union, types.UnionType)
        ]

    @model_validator(mode="after")
    def _no_personal_data(self) -> Self:
        for name, value in self:
            texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            if name != LINK_COLUMN and any(looks_personal(str(text)) for text in texts):
                raise Breach(
                    name,
                    mark("{column}: looks like a NIP, a NIK or an e-mail address."),
                    column=name,
                )
        return self

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        for rule in self.rules:
            breach = rule.breach(*(getattr(self, column) for column in rule.columns))
            if breach is not None:
                raise breach
        return self


def _places_nest(province: str | None, regencies: list[str], district: str | None) -> Breach | None:
    if province is not None:
        for code in regencies:
            if outside := _not_inside("regency_codes", province, code):
                return outside
    if district is None:
        return None
    if len(regencies) != 1:
        return Breach(
            "district_code", mark("A kecamatan needs exactly one kabupaten/kota beside it.")
        )
    return _not_inside("district_code", regencies[0], district)


def _pokja_is_no_other_forum(state: str, forum: str | None) -> Breach | None:
    if state == PokjaState.none or forum == Forum.pokja:
        return None
    return Breach(
        "forum",
        mark("A Pokja that is planned, formed or already there needs the forum “pokja”."),
    )


def _percent_is_at_most_100(unit: str, value: float) -> Breach | None:
    if unit != Unit.percent or value <= 100:
        return None
    return Breach("value", mark("{value} is over 100 percent."), value=value)


def _index_level_fits_place(level: str, regency: str | None) -> Breach | None:
    if level not in (Level.provinsi, Level.kabupaten_kota):
        return Breach("level", mark("The index ranks provinces and kabupaten/kota only."))
    if (level == Level.kabupaten_kota) != (regency is not None):
        return Breach(
            "regency_code",
            mark("The row of a kabupaten/kota names its code, that of a province names none."),
        )
    return None


class Activity(Record):
    """One public prevention event."""

    table = "activities"
    id_column = "activity_id"
    id_prefix = "KG"
    interval = ("date_from", "date_to")
    natural_key = (
        "date_from",
        "kind",
        "scope",
        "province_code",
        "regency_codes",
        "district_code",
        "organiser",
    )
    telling = ("title", "targets", "participants")
    alike = ("date_from", "kind", "scope", "province_code", "regency_codes", "district_code")
    when_blank: ClassVar[Mapping[str, object]] = {
        "date_kind": DateKind.event,
        "date_doubtful": False,
        "pokja": PokjaState.none,
        "signed": Signed.unknown,
    }
    stand_ins: ClassVar[Mapping[str, str]] = {"date_to": "date_from", "source_name": "organiser"}
    rules = (
        _in_order("date_from", "date_to"),
        _no_item_twice("regency_codes"),
        _no_item_twice("targets"),
        Rule(("province_code", "regency_codes", "district_code"), _places_nest),
        Rule(("pokja", "forum"), _pokja_is_no_other_forum),
    )

    activity_id: Text
    date_from: Day
    date_to: Day
    date_kind: DateKind
    date_doubtful: bool
    kind: ActivityKind
    level: Level
    scope: Scope
    province_code: Annotated[ProvinceCode | None, Empty]
    regency_codes: Annotated[list[RegencyCode], BeforeValidator(_split)]
    district_code: Annotated[DistrictCode | None, Empty]
    organiser: Text
    election: ElectionId
    targets: Annotated[list[Subject], BeforeValidator(_split)]
    participants: OptionalCount
    institutions: Annotated[list[Text], BeforeValidator(_split)]
    pokja: PokjaState
    forum: Annotated[Forum | None, Empty]
    signed: Signed
    venue: OptionalText
    title: Text
    source_name: Text
    source_url: OptionalLink
    note: OptionalText


class Violation(Record):
    """One case; `people` where it concerns several; `reported_*` is when it was made public."""

    table = "violations"
    id_column = "violation_id"
    id_prefix = "PL"
    interval = ("reported_from", "reported_to")
    natural_key = (
        "reported_from",
        "category",
        "subject",
        "province_code",
        "regency_code",
        "district_code",
        "source_name",
    )
    alike = (*natural_key, "origin", "people")
    when_blank: ClassVar[Mapping[str, object]] = {
        "date_doubtful": False,
        "origin": Origin.unknown,
        "category": Category.unknown,
        "subject": Subject.unknown,
        "channel": Channel.unknown,
        "forwarded_to": Recipient.unknown,
        "sanction": Sanction.unknown,
    }
    stand_ins: ClassVar[Mapping[str, str]] = {
        "reported_to": "reported_from",
        "province_code": "regency_code",
    }
    rules = (
        _in_order("reported_from", "reported_to"),
        _in_order(
            "known_on",
            "received_on",
            "registered_on",
            "decided_on",
            "forwarded_on",
            "sanctioned_on",
        ),
        _inside("province_code", "regency_code"),
        _inside("regency_code", "district_code"),
    )

    violation_id: Text
    reported_from: Day
    reported_to: Day
    date_doubtful: bool
    origin: Origin
    province_code: ProvinceCode
    regency_code: Annotated[RegencyCode | None, Empty]
    district_code: Annotated[DistrictCode | None, Empty]
    election: ElectionId
    category: Category
    subject: Subject
    channel: Channel
    status: CaseStatus
    forwarded_to: Recipient
    sanction: Sanction
    people: Annotated[Annotated[int, Field(ge=1, le=LARGEST_COUNT)] | None, Empty]
    known_on: OptionalDay
    received_on: OptionalDay
    registered_on: OptionalDay
    decided_on: OptionalDay
    forwarded_on: OptionalDay
    sanctioned_on: OptionalDay
    source_name: Text
    source_url: OptionalLink


class PublishedFigure(Record):
    """A number somebody else published; never summed, never added to cases."""

    table = "published_figures"
    id_column = "figure_id"
    id_prefix = "AT"
    interval = ("as_of_from", "as_of")
    natural_key = (
        "as_of_from",
        "as_of",
        "measure",
        "unit",
        "forwarded_to",
        "sanction",
        "province_code",
        "regency_code",
        "election",
        "category",
        "subject",
        "channel",
        "source_name",
    )
    alike = natural_key
    when_blank: ClassVar[Mapping[str, object]] = {
        "forwarded_to": Recipient.unknown,
        "sanction": Sanction.unknown,
        "category": Category.unknown,
        "subject": Subject.unknown,
        "channel": Channel.unknown,
    }
    stand_ins: ClassVar[Mapping[str, str]] = {"as_of_from": "as_of"}
    rules = (
        _in_order("as_of_from", "as_of"),
        _inside("province_code", "regency_code"),
        Rule(("unit", "value"), _percent_is_at_most_100),
    )

    figure_id: Text
    as_of_from: Day
    as_of: Day
    measure: CaseStatus
    unit: Unit
    cumulative: Annotated[bool | None, Empty]
    value: Amount
    forwarded_to: Recipient
    sanction: Sanction
    province_code: Annotated[ProvinceCode | None, Empty]
    regency_code: Annotated[RegencyCode | None, Empty]
    election: ElectionId
    category: Category
    subject: Subject
    channel: Channel
    source_name: Text
    source_url: OptionalLink
    note: OptionalText


class RiskIndex(Record):
    """A place in Bawaslu's vulnerability index. Provinces and regencies are two rankings."""

    table = "risk_index"
    id_column = "index_id"
    id_prefix = "IK"
    natural_key = ("as_of", "index", "level", "province_code", "regency_code")
    alike = natural_key
    stand_ins: ClassVar[Mapping[str, str]] = {"province_code": "regency_code"}
    rules = (
        _inside("province_code", "regency_code"),
        Rule(("level", "regency_code"), _index_level_fits_place),
    )

    index_id: Text
    as_of: Day
    index: Text
    level: Level
    province_code: ProvinceCode
    regency_code: Annotated[RegencyCode | None, Empty]
    rank: Annotated[int, Field(ge=1, le=LARGEST_COUNT)]
    score: Annotated[Annotated[Amount, Field(le=100)] | None, Empty]
    source_name: Text
    source_url: OptionalLink


RECORD_TYPES: dict[str, type[Record]] = {
    record_type.table: record_type
    for record_type in (Activity, Violation, PublishedFigure, RiskIndex)
}


def region_codes(record: Record) -> Iterator[tuple[str, str]]:
    """Each region code of a record with the column that holds it."""
    for name, value in record:
        if name.endswith("_code") and value is not None:
            yield name, value
        elif name == "regency_codes":
            yield from ((name, code) for code in value)
