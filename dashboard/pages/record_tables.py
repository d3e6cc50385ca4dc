"""The four tables of records: what a row shows, how it can be sorted, what a file of it holds."""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.facets import Narrowed
from dashboard.locale import Locale, mark
from dashboard.model import LINK_COLUMN, RECORD_TYPES
from dashboard.pages.field_labels import field_label
from dashboard.pages.figure_words import amount, what_is_counted
from dashboard.pages.markup import inner_link, link, muted, words
from dashboard.pages.record_words import Record, decimal, known, part_of_country, place, said

Address = Callable[[str], str]


@dataclass(frozen=True)
class RecordTable:
    """One kind of record as the page lists it."""

    value: str
    """In the page's address."""
    name: str
    """Of the table in the version, and of its records' type."""
    query: str
    title: str
    """A message of the catalogue, like the next two."""
    things: str
    default_order: str
    about: tuple[Narrowed, ...]
    """Whose facets narrow it."""
    heads: tuple[str, ...]
    cells: Callable[[Record, Address, Locale], list[str]]
    """A row's finished cells; the address is that of the record with the id."""
    sorts: Mapping[str, tuple[str, str]]
    """By the value in the page's address: what the query calls it, a message."""
    numbers: tuple[int, ...] = ()
    """Places of the columns that hold numbers."""

    @property
    def id_column(self) -> str:
        """The field that identifies a record."""
        return RECORD_TYPES[self.name].id_column

    @property
    def interval(self) -> tuple[str, str]:
        """The fields with the first and the last possible day."""
        first, last = RECORD_TYPES[self.name].interval or ("as_of", "as_of")
        return first, last

    def fields(self) -> list[str]:
        """The fields that are shown as text; the address of the source is a link's target only."""
        return [field for field in RECORD_TYPES[self.name].columns() if field != LINK_COLUMN]

    def file(self, records: Sequence[Record], locale: Locale) -> pd.DataFrame:
        """All fields in words, for a file that may be made public."""
        return pd.DataFrame(
            {field_label(f, locale): _column(records, f, locale) for f in self.fields()}
        )


def _column(records: Sequence[Record], field: str, locale: Locale) -> list[object]:
    """The field of every record; what many of them say is put into words once."""
    told: dict[Hashable, object] = {}
    cells = []
    for record in records:
        value = record[field]
        said_before = value if isinstance(value, Hashable) else tuple(value)
        if said_before not in told:
            told[said_before] = _written(record, field, locale)
        cells.append(told[said_before])
    return cells


def _written(record: Record, field: str, locale: Locale) -> object:
    """As a spreadsheet can go on with it: days and numbers as such, codes in words."""
    value = record[field]
    plain = isinstance(value, dt.date | int | float) and not isinstance(value, bool)
    return value if plain else said(record, field, locale) or None


def _source(record: Record) -> str:
    return link(record["source_name"], record["source_url"])


def _day(record: Record, first: str, last: str, locale: Locale) -> str:
    notes = [
        locale.text("day doubtful") if record.get("date_doubtful") else "",
        locale.text("may lie outside the period") if record["maybe_outside"] else "",
    ]
    day = locale.span(record[first], record[last])
    return words(day) + muted(", ".join(note for note in notes if note))


def _where(record: Record, locale: Locale) -> str:
    return words(place(record, locale)) + muted(part_of_country(record, locale))


def _count(number: int | None, locale: Locale) -> str:
    return "–" if number is None else words(locale.number(number))


def _activity(record: Record, address: Address, locale: Locale) -> list[str]:
    came = [known("pokja", record, locale), _signed(record, locale)]
    if came[0]:
        came[0] = locale.text("Pokja: {state}", state=came[0][0].lower() + came[0][1:])
    return [
        _day(record, "date_from", "date_to", locale),
        inner_link(record["title"], address(record["activity_id"]))
        + muted(said(record, "kind", locale)),
        _where(record, locale),
        words(record["organiser"]) + muted(said(record, "level", locale)),
        words(said(record, "targets", locale) or "–"),
        words("; ".join(part for part in came if part) or "–"),
        _count(record["participants"], locale),
        _source(record),
    ]


def _signed(record: Record, locale: Locale) -> str:
    return locale.text("commitment signed") if record["signed"] == "yes" else ""


def _case(record: Record, address: Address, locale: Locale) -> list[str]:
    further = [known("forwarded_to", record, locale), known("sanction", record, locale)]
    return [
        _day(record, "reported_from", "reported_to", locale),
        inner_link(said(record, "category", locale), address(record["violation_id"]))
        + muted(said(record, "subject", locale)),
        _where(record, locale),
        words(said(record, "status", locale)) + muted(", ".join(p for p in further if p)),
        words(said(record, "origin", locale)),
        _count(record["people"], locale),
        _source(record),
    ]


def _figure(record: Record, address: Address, locale: Locale) -> list[str]:
    return [
        _day(record, "as_of_from", "as_of", locale),
        inner_link(amount(record["value"], record["unit"], locale), address(record["figure_id"])),
        _where(record, locale),
        words(what_is_counted(record, locale)),
        words(said(record, "election", locale)),
        _source(record),
    ]


def _index_row(record: Record, address: Address, locale: Locale) -> list[str]:
    score = record["score"]
    return [
        words(locale.span(record["as_of"], record["as_of"])),
        inner_link(place(record, locale), address(record["index_id"]))
        + muted(part_of_country(record, locale)),
        words(said(record, "level", locale)),
        _count(record["rank"], locale),
        "–" if score is None else words(decimal(score, locale)),
        words(said(record, "index", locale)),
        _source(record),
    ]


_DATE, _PLACE, _SOURCE = mark("Date"), mark("Place"), mark("Source")

TABLES = (
    RecordTable(
        "kegiatan",
        "activities",
        "activity_records",
        mark("Activities"),
        mark("activities"),
        mark("Newest first"),
        ("activities",),
        (
            _DATE,
            mark("Activity"),
            _PLACE,
            mark("Organiser"),
            mark("For whom"),
            mark("What came of it"),
            mark("Participants"),
            _SOURCE,
        ),
        _activity,
        {
            "tanggal": ("date", _DATE),
            "wilayah": ("place", _PLACE),
            "jenis": ("kind", mark("Kind of activity")),
            "judul": ("title", mark("Title")),
            "penyelenggara": ("organiser", mark("Organiser")),
            "peserta": ("participants", mark("Participants")),
            "sumber": ("source", _SOURCE),
        },
        (6,),
    ),
    RecordTable(
        "kasus",
        "violations",
        "case_records",
        mark("Suspected violations"),
        mark("suspected violations"),
        mark("Newest first"),
        ("violations",),
        (
            mark("Made public"),
            mark("Case"),
            _PLACE,
            mark("Status of the case"),
            mark("Origin of the case"),
            mark("People"),
            _SOURCE,
        ),
        _case,
        {
            "tanggal": ("date", mark("Made public")),
            "wilayah": ("place", _PLACE),
            "kategori": ("category", mark("Category")),
            "subjek": ("subject", mark("Whose neutrality")),
            "status": ("status", mark("Status of the case")),
            "orang": ("people", mark("People")),
            "sumber": ("source", _SOURCE),
        },
        (5,),
    ),
    RecordTable(
        "angka",
        "published_figures",
        "published_figure_records",
        mark("Published figures"),
        mark("published figures"),
        mark("Newest first"),
        (),
        (
            mark("As of"),
            mark("Figure"),
            _PLACE,
            mark("What was counted"),
            mark("Election"),
            _SOURCE,
        ),
        _figure,
        {
            "tanggal": ("date", mark("As of")),
            "wilayah": ("place", _PLACE),
            "ukuran": ("measure", mark("What was counted")),
            "nilai": ("value", mark("Value")),
            "sumber": ("source", _SOURCE),
        },
    ),
    RecordTable(
        "indeks",
        "risk_index",
        "risk_index_records",
        mark("Vulnerability index"),
        mark("rows of the index"),
        mark("By region code"),
        (),
        (
            _DATE,
            _PLACE,
            mark("Level"),
            mark("Rank"),
            mark("Score"),
            mark("Name of the index"),
            _SOURCE,
        ),
        _index_row,
        {
            "tanggal": ("date", _DATE),
            "wilayah": ("place", _PLACE),
            "peringkat": ("rank", mark("Rank")),
            "skor": ("score", mark("Score")),
            "sumber": ("source", _SOURCE),
        },
        (3, 4),
    ),
)
