"""Which column a heading means: the one alias table, `data/reference/headings.csv`.

The canonical column names always count. Letter case, spaces and punctuation do not. The first
heading of a column in the table is the one that templates write.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from dashboard.ingest.publish import IngestError
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES, Record
from dashboard.resources import REFERENCE

REASON_PREFIX = "Alasan: "  # heads the columns that a file of rejected rows has beside the cells
_EVERY_TABLE = "*"
_IGNORED, _REFUSED = "ignored", "refused"
_IDENTIFIER = re.compile(r"\b(nip|nik|nrp|ktp|e-?mail|surel|telepon|telp|hp|whatsapp)\b")
_NAME_OF_PERSON = re.compile(
    r"^nama\b.*\b(terlapor|pelapor|terduga|pelaku|saksi|orang|pejabat|pegawai|asn|pns|pppk|peserta|"
    r"ketua|anggota|narasumber|bupati|wali ?kota|kepala|kades|camat|lurah|tni|polri)\b"
)


@dataclass(frozen=True)
class Heading:
    """One heading of a sheet and the column it means, None where it means none."""

    position: int
    text: str
    column: str | None


@dataclass(frozen=True)
class Layout:
    """What the headings of a sheet mean for one table."""

    record_type: type[Record]
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> dict[str, Heading]:
        """The headings by the column they mean."""
        return {h.column: h for h in self.headings if h.column is not None}

    @property
    def extra(self) -> list[str]:
        """Headings that mean nothing here; their cells are left aside."""
        return [h.text for h in self.headings if h.column is None and _is_content(h.text)]


def normal(text: str) -> str:
    """A heading without letter case, punctuation and spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or c == "#")


@cache
def _aliases() -> Mapping[str, Mapping[str, str]]:
    """Per table (or `*`): normal heading -> column."""
    found: dict[str, dict[str, str]] = {name: {} for name in (_EVERY_TABLE, *RECORD_TYPES)}
    for table, record_type in RECORD_TYPES.items():
        found[table] = {normal(column): column for column in record_type.columns()}
    with (REFERENCE / "headings.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            found[row["table"]].setdefault(normal(row["heading"]), row["column"])
    return found


@cache
def template_headings(table: str) -> Mapping[str, str]:
    """The heading that templates write, by column in canonical order."""
    first: dict[str, str] = {}
    with (REFERENCE / "headings.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["table"] == table:
                first.setdefault(row["column"], row["heading"])
    return MappingProxyType({column: first[column] for column in RECORD_TYPES[table].columns()})


def _is_content(heading: str) -> bool:
    if not normal(heading) or heading.startswith(REASON_PREFIX):
        return False
    return _aliases()[_EVERY_TABLE].get(normal(heading)) != _IGNORED


def _known(headings: Sequence[str], table: str) -> int:
    aliases = _aliases()[table]
    return len({aliases[key] for h in headings if (key := normal(h)) in aliases})


def recognised(headings: Sequence[str]) -> int:
    """How many columns the headings name, in the table they name most of."""
    return max(_known(headings, table) for table in RECORD_TYPES)


def is_personal(heading: str) -> bool:
    """Whether a column of this heading holds persons' names, numbers or addresses."""
    if any(normal(heading) in _aliases()[table] for table in RECORD_TYPES):
        return False
    if _aliases()[_EVERY_TABLE].get(normal(heading)) == _REFUSED:
        return True
    words = heading.casefold().strip()
    return bool(_IDENTIFIER.search(words) or _NAME_OF_PERSON.search(words))


def layout(headings: Sequence[str], where: str, table: str | None = None) -> Layout:
    """What the headings mean, for the named table or else the one they fit best.

    Raises `IngestError` where they fit no table or several alike, name a column twice, lack a
    column that no record can do without, or head personal data. `where` names file and sheet.
    """
    personal = [h for h in headings if is_personal(h)]
    if personal:
        raise IngestError(
            mark(
                "{where}: the column “{headings}” would hold names or numbers of persons. Remove "
                "it and hand the file in again; nothing of it was kept."
            ),
            where=where,
            headings="”, “".join(personal),
        )
    record_type = RECORD_TYPES[table or _fitting(headings, where)]
    aliases = _aliases()[record_type.table]
    found = _once_noted(
        Heading(position, text, aliases.get(normal(text))) for position, text in enumerate(headings)
    )
    _refuse_double(found, where, record_type.table)
    missing = set(needed(record_type)) - {h.column for h in found}
    if missing:
        names = template_headings(record_type.table)
        raise IngestError(
            mark("{where}: a column is missing for the table {table}: {missing}."),
            where=where,
            table=record_type.table,
            missing=", ".join(f"{names[c]} ({c})" for c in record_type.columns() if c in missing),
        )
    return Layout(record_type, found)


def _once_noted(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """The headings with one note at most; a second column of remarks is left aside."""
    kept: list[Heading] = []
    for heading in headings:
        again = heading.column == "note" and any(h.column == "note" for h in kept)
        kept.append(replace(heading, column=None) if again else heading)
    return tuple(kept)


def _refuse_double(found: Sequence[Heading], where: str, table: str) -> None:
    seen: dict[str, str] = {}
    for heading in found:
        if heading.column is None:
            continue
        if heading.column in seen:
            raise IngestError(
                mark("{where}: the headings “{first}” and “{second}” both mean {column}."),
                where=where,
                first=seen[heading.column],
                second=heading.text,
                column=template_headings(table)[heading.column],
            )
        seen[heading.column] = heading.text


def _fitting(headings: Sequence[str], where: str) -> str:
    """The one table whose columns the headings name: lacking fewest needed, naming most."""

    def fit(table: str) -> tuple[int, int]:
        aliases = _aliases()[table]
        named = {aliases[key] for h in headings if (key := normal(h)) in aliases}
        return -len(set(needed(RECORD_TYPES[table])) - named), len(named)

    best = max(fit(table) for table in RECORD_TYPES)
    fitting = [table for table in RECORD_TYPES if fit(table) == best]
    if best[1] < 2:
        raise IngestError(
            mark(
                "{where}: no table is recognised from the headings. Expected are those of a "
                "template; found are: {found}."
            ),
            where=where,
            found=", ".join(h[:40] for h in headings[:12]) or "–",
        )
    if len(fitting) > 1:
        raise IngestError(
            mark("{where}: the headings fit several tables ({tables}); name it with --table."),
            where=where,
            tables=", ".join(fitting),
        )
    return fitting[0]


def needed(record_type: type[Record]) -> list[str]:
    """Columns that a file cannot do without: a record has them, and nothing stands in for them."""
    dispensable = {
        record_type.id_column,
        *record_type.when_blank,
        *record_type.stand_ins,
        *record_type.optional_columns(),
    }
    return [column for column in record_type.columns() if column not in dispensable]
