"""True records, and the many ways in which an office may write them into a file."""

import csv
import datetime as dt
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from babel.dates import format_date
from handing import csv_text, xlsx_file

from dashboard.elections import elections
from dashboard.ingest.values.terms import terms
from dashboard.model import RECORD_TYPES, Record
from dashboard.regions import Region, regions
from dashboard.resources import REFERENCE

Row = dict[str, str]

FIRST, LAST = dt.date(2010, 1, 1), dt.date(2025, 12, 31)

TEXTS = [
    "Rapat koordinasi netralitas",
    "Aula Bawaslu, lantai 2",
    "Siaran pers; ringkas",
    "Baris pertama\nbaris kedua",
    '"Kutipan" di awal',
    "=1+1",
    "<b>tebal</b> & [tautan](https://example.org)",
    "Café né 5°",
    "12345",
    "0012",
    "1.200",
    "2024-10-17",
    "ya",
    "'tanda petik",
    "a" * 2000,
]
_STEPS = [
    "known_on",
    "received_on",
    "registered_on",
    "decided_on",
    "forwarded_on",
    "sanctioned_on",
]
NAMES = ["Bawaslu Kabupaten", "Dinas Pendidikan", "Kodim 0703", "Forkopimda (Bupati, Kapolres)"]


# --- the truth ------------------------------------------------------------------------------------


def _day(chance: Random) -> dt.date:
    return FIRST + dt.timedelta(days=chance.randrange((LAST - FIRST).days))


def _interval(chance: Random) -> tuple[str, str]:
    """A day, some days, a month or a year."""
    day = _day(chance)
    month = day.replace(day=1)
    following = (month + dt.timedelta(days=31)).replace(day=1)
    first, last = chance.choice(
        [
            (day, day),
            (day, day),
            (day, min(day + dt.timedelta(days=chance.randrange(1, 9)), LAST)),
            (month, following - dt.timedelta(days=1)),
            (day.replace(month=1, day=1), day.replace(month=12, day=31)),
        ]
    )
    return first.isoformat(), last.isoformat()


def _in_order(chance: Random, columns: Sequence[str]) -> Row:
    """Days in the order of their columns, some of them not known."""
    days = sorted(_day(chance) for _ in columns)
    return {c: chance.choice(["", d.isoformat()]) for c, d in zip(columns, days, strict=True)}


def _one_of(chance: Random, kind: type[StrEnum]) -> str:
    return str(chance.choice(list(kind)))


def _plain_types(annotation: Any) -> list[Any]:
    parts = typing.get_args(annotation)
    return [t for part in parts for t in _plain_types(part)] if parts else [annotation]


@cache
def enumeration(table: str, column: str) -> type[StrEnum] | None:
    """The enumeration of a column."""
    annotation = typing.get_type_hints(RECORD_TYPES[table], include_extras=True)[column]
    kinds = [t for t in _plain_types(annotation) if isinstance(t, type) and issubclass(t, StrEnum)]
    return kinds[0] if kinds else None


def _place(chance: Random, table: str) -> Row:
    """A nation's, a province's, a regency's, a district's or several regencies' place."""
    district = chance.choice(sorted(regions().district_codes))
    province, regency = district[:2], district[:5]
    one, several = {"province_code": province}, table == "activities"
    where = "regency_codes" if several else "regency_code"
    choices = [one, one | {where: regency}]
    if table in ("activities", "violations"):
        choices.append(one | {where: regency, "district_code": district})
    if table in ("activities", "published_figures"):
        choices.append({})
    if several:
        inside = chance.sample(regions().in_provinces([province]), 3)
        two = chance.sample(sorted(regions().provinces), 2)  # of one, it would be the province
        across = [chance.choice(regions().in_provinces([code])) for code in two]
        choices += [one | {where: ";".join(inside)}, {where: ";".join(across)}]
    return chance.choice(choices)


def true_row(chance: Random, table: str, number: int) -> Row:
    """A valid record as canonical text; `number` makes its id and its natural key its own."""
    record_type = RECORD_TYPES[table]
    row = dict.fromkeys(record_type.columns(), "")
    for column in row:
        kind = enumeration(table, column)
        if kind is not None:
            row[column] = _one_of(chance, kind)
    row |= {record_type.id_column: f"{record_type.id_prefix}-{number:04}"}
    row |= {"source_name": f"Kantor {number}"} | _place(chance, table)
    row["source_url"] = chance.choice(["", "https://example.org/1234567890123456"])
    if "election" in row:
        row["election"] = chance.choice(list(elections()))
    if "note" in row:
        row["note"] = chance.choice(["", *TEXTS])
    for column, day in zip(record_type.interval, _interval(chance), strict=False):
        row[column] = day
    count = chance.choice(["", *map(str, (0, 7, 35, 1200, 1234567))])
    if table == "activities":
        row |= {
            "organiser": f"Penyelenggara {number}",
            "title": chance.choice(TEXTS),
            "venue": chance.choice(["", *TEXTS]),
            "date_doubtful": chance.choice(["true", "false"]),
            "participants": count,
            "targets": _some(chance, [str(m) for m in enumeration(table, "targets") or []]),
            "institutions": _some(chance, NAMES),
            "forum": chance.choice(["", "pokja", "satgas", "desk"]),
        }
        if row["pokja"] != "none":
            row["forum"] = "pokja"
    elif table == "violations":
        row |= {"date_doubtful": chance.choice(["true", "false"])}
        row |= {"people": "" if count == "0" else count}
        row |= _in_order(chance, _STEPS)
    elif table == "published_figures":
        row["cumulative"] = chance.choice(["", "true", "false"])
        row["value"] = chance.choice(["0", "12", "12.5", "99.75"])
        if row["unit"] != "percent":
            row["value"] = chance.choice(["29", "1234", "1234567", "12.5"])
    else:
        row |= {"as_of": _day(chance).isoformat(), "index": f"indeks {number}"}
        row |= {"level": "kabupaten_kota" if row["regency_code"] else "provinsi"}
        row |= {"rank": str(chance.randrange(1, 515)), "score": chance.choice(["", "4.96", "80"])}
    return row


def _some(chance: Random, items: Sequence[str]) -> str:
    return ";".join(chance.sample(list(items), chance.randrange(len(items))))


def record(table: str, row: Mapping[str, str]) -> Record:
    """The record of a canonical row."""
    return RECORD_TYPES[table].model_validate(row)


# --- what is wrong for certain --------------------------------------------------------------------


def broken_row(chance: Random, table: str, number: int) -> Row:
    """A record in which one thing is wrong for certain."""
    row = true_row(chance, table, number)
    record_type = RECORD_TYPES[table]
    first = (record_type.interval or ("as_of",))[0]
    last = (*record_type.interval, "as_of")[1] if record_type.interval else "as_of"
    kinds = [c for c in row if enumeration(table, c) and c != "level"]
    wrong = [
        {first: "31 Februari 2024", last: ""},
        {first: "Senin, 17 Oktober 2024", last: ""},  # it was a Thursday
        {first: "17 Oktober 2009", last: ""},
        {first: "17 Oktober 2090", last: ""},
        {first: "10/17/2024", last: ""},
        {chance.choice(kinds or ["level"]): "entah apa"},
        {"source_name": "198701012010011001"},
        {"source_url": "laman kantor"},
        {"province_code": "Atlantis"},
        {"province_code": "33", _regency(table): "Kota Bontang", "district_code": ""},
        {"province_code": "", _regency(table): "Sukabumi", "district_code": ""},
    ]
    if "election" in row:
        wrong.append({"election": "Pemilihan kepala desa"})
    if table == "activities":
        wrong += [
            {"participants": "banyak"},
            {"participants": "-5"},
            {"title": ""},
            {"title": "x" * 2001},
            {"pokja": "planned", "forum": "desk"},
            {"regency_codes": "33.01;33.01", "province_code": "33", "district_code": ""},
        ]
    elif table == "violations":
        wrong += [
            {"people": "0"},
            {"status": ""},
            {"known_on": "17/10/2024", "sanctioned_on": "16/10/2024"},
            {"received_on": "Oktober 2024"},
        ]
    elif table == "published_figures":
        wrong += [
            {"value": "1.234"},
            {"unit": "percent", "value": "100,5"},
            {"unit": "percent", "value": "tinggi"},
            {"value": "", "unit": "percent"},
        ]
    else:
        wrong += [{"rank": "0"}, {"score": "100,5"}, {"level": "pusat"}, {"rank": ""}]
    return row | {k: v for k, v in chance.choice(wrong).items() if k in row}


def _regency(table: str) -> str:
    return "regency_codes" if table == "activities" else "regency_code"


# --- writing --------------------------------------------------------------------------------------


def _weekday(day: dt.date) -> str:
    return str(format_date(day, "EEEE", locale="id")).replace("Jumat", "Jum'at")


DAY_STYLES: list[Callable[[dt.date], str]] = [
    lambda d: d.isoformat(),
    lambda d: format_date(d, "d MMMM y", locale="id"),
    lambda d: format_date(d, "EEEE, d MMMM y", locale="id"),
    lambda d: f"{_weekday(d)} ({d:%-d/%-m/%Y})",
    lambda d: f"{d:%d/%m/%y}",
    lambda d: f"{d:%-d-%-m-%Y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: format_date(d, "d MMM y", locale="en"),
    lambda d: str((d - dt.date(1899, 12, 30)).days),
]


def _written_day(chance: Random, text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return chance.choice(DAY_STYLES)(day)


def _written_interval(chance: Random, first: str, last: str) -> tuple[str, str]:
    """Two cells for the two columns of an interval."""
    try:
        begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        return first, last
    whole_month = begin.day == 1 and (end + dt.timedelta(days=1)).day == 1
    if begin == end:
        return _written_day(chance, first), chance.choice(["", "-", _written_day(chance, last)])
    if (begin.year, begin.month) == (end.year, end.month) and whole_month:
        return str(format_date(begin, "MMMM y", locale="id")), ""
    if begin.year == end.year and (begin.month, end.month) == (1, 12) and whole_month:
        return str(begin.year), ""
    if (begin.year, begin.month) == (end.year, end.month) and chance.random() < 0.5:
        return f"{begin.day}-{format_date(end, 'd MMMM y', locale='id')}", ""
    return _written_day(chance, first), _written_day(chance, last)


def _any_case(chance: Random, text: str) -> str:
    return chance.choice([text, text, text.upper(), text.lower(), f" {text} "])


def _written_region(chance: Random, code: str, among: Mapping[str, Region], alone: bool) -> str:
    if code not in among:
        return code
    name = among[code].name
    ways = [code, name, name.upper(), f"  {name} "]
    if len(code) == 5:
        ways += [
            name.replace("Kabupaten ", "Kab. "),
            name.replace("Kabupaten ", "KAB "),
            code.replace(".", ""),
        ]
        if alone:
            ways.append(f"{name}, {regions().name(code[:2])}")
    return chance.choice(ways)


def _written_number(chance: Random, text: str) -> str:
    if not text.isdigit():
        return chance.choice([text, text.replace(".", ",")]) if text.count(".") == 1 else text
    grouped = f"{int(text):,}"
    ways = [text, f"{text} orang", f" {grouped.replace(',', ' ')} orang ", f"{text},0"]
    return chance.choice([*ways, f"{grouped.replace(',', '.')} orang"])


def _written_term(chance: Random, kind: type[StrEnum], value: str, listed: bool) -> str:
    words = terms()[kind.__name__].get(value, [])
    words = [word for word in words if not (listed and set(word) & set(",;"))]
    return _any_case(chance, chance.choice([value, *words]))


def written(chance: Random, table: str, row: Mapping[str, str]) -> Row:
    """The same record as an office may write it, by canonical column."""
    record_type = RECORD_TYPES[table]
    found = dict(row)
    for column, text in row.items():
        kind = enumeration(table, column)
        if not text:
            found[column] = chance.choice(["", "", "-", "–"]) if column != "title" else ""
        elif kind is not None:
            items = text.split(";") if column == "targets" else [text]
            terms_ = [_written_term(chance, kind, item, column == "targets") for item in items]
            found[column] = chance.choice(["; ", ";", "\n"]).join(terms_)
            if text == str(record_type.when_blank.get(column)) and chance.random() < 0.4:
                found[column] = ""
        elif column in ("date_doubtful", "cumulative"):
            yes = text == "true"
            found[column] = chance.choice(["ya", "v", "1", "Yes"] if yes else ["tidak", "0", "No"])
        elif column == "province_code":
            found[column] = _written_region(chance, text, regions().provinces, True)
        elif column in ("regency_code", "regency_codes"):
            codes = text.split(";")
            names = [
                _written_region(chance, c, regions().regencies, len(codes) == 1) for c in codes
            ]
            found[column] = chance.choice(["; ", ";\n"]).join(names)
        elif column in ("participants", "people", "value", "rank", "score"):
            plain = column in ("rank", "score") or table == "published_figures"
            found[column] = text.replace(".", ",") if plain and "." in text else text
            if column in ("participants", "people"):
                found[column] = _written_number(chance, text)
        elif column == "institutions":
            found[column] = ";".join(text.split(";")) + (";" if "," in text else "")
        elif column.endswith("_on") or column == "as_of":
            found[column] = _written_day(chance, text)
        elif column in ("title", "venue", "note", "organiser", "source_name"):
            found[column] = chance.choice([text, text, f"  {text} "])
    if record_type.interval:
        first, last = record_type.interval
        if table == "published_figures":  # the last day is the column that is always there
            found[first] = _written_day(chance, row[first])
            found[last] = _written_day(chance, row[last])
        else:
            found[first], found[last] = _written_interval(chance, row[first], row[last])
    return found


@cache
def aliases() -> dict[tuple[str, str], list[str]]:
    """All headings of a column, by table and column."""
    found: dict[tuple[str, str], list[str]] = {}
    with (REFERENCE / "headings.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            found.setdefault((row["table"], row["column"]), []).append(row["heading"])
    return found


@dataclass
class Written:
    """One table as written: its cells with the heading row, and where each record stands."""

    cells: list[list[str]]
    rows: list[int] = field(default_factory=list)
    """The row number of each record, counted from 1 as the office sees it."""


def lay_out(chance: Random, table: str, records: Sequence[Row], *, ids: bool = True) -> Written:
    """The records below their headings, in any order of columns, titles above, blanks between."""
    columns = [
        c for c in RECORD_TYPES[table].columns() if ids or c != RECORD_TYPES[table].id_column
    ]
    chance.shuffle(columns)
    headings = {c: chance.choice([c, *aliases()[table, c]]) for c in columns}
    if len({h.casefold() for h in headings.values()}) < len(columns):
        headings = {c: c for c in columns}
    extra = chance.choice([[], ["No"], ["No", "Kolom lain"]])
    head = [_any_case(chance, headings[c]) for c in columns] + extra
    titles = chance.choice([[], [["REKAPITULASI"]], [["Rekap\nTahun 2024"], []]])
    cells = [*titles, head]
    rows = []
    for number, row in enumerate(records, start=1):
        if chance.random() < 0.2:
            cells.append(chance.choice([[], [""] * len(head), [" "] * len(head)]))
        texts = written(chance, table, row)
        cells.append([texts[c] for c in columns] + [str(number), "lain"][: len(extra)])
        rows.append(len(cells))
    return Written(cells, rows)


def write_csv(chance: Random, path: Path, table: Written) -> Path:
    """One of the dialects in which spreadsheets write CSV."""
    delimiter, ends = chance.choice([",", ";", "\t"]), chance.choice(["\r\n", "\n", "\r"])
    text = csv_text(table.cells, delimiter, ends)
    encodings = ["utf-8", "utf-8-sig", "utf-16"]
    if all(ord(c) < 256 for c in text):
        encodings.append("cp1252")
    path.write_bytes(text.encode(chance.choice(encodings)))
    return path


def write_workbook(path: Path, tables: Mapping[str, Written]) -> Path:
    """One workbook with a sheet for each table."""
    return xlsx_file(path, {name: table.cells for name, table in tables.items()})
