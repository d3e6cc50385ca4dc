"""Simulated and real records never share a version.

A simulated record bears two marks: its id begins with `SIM-`, and its source is `Data simulasi`. A
batch in which any row bears one of them, in whatever letters, has to bear both in every row; so
neither can a simulated record slip in among real ones, nor a real one look simulated.
"""

import string
from dataclasses import dataclass, replace

import pyarrow as pa

from dashboard.ingest.headings import template_headings
from dashboard.ingest.publish import IngestError
from dashboard.ingest.stage import Stage, StagedSheet
from dashboard.locale import mark
from dashboard.model import RECORD_TYPES
from dashboard.tables import arrow_schema
from dashboard.versions import Version

SIMULATED_ID = "SIM-"
SIMULATED_SOURCE = "Data simulasi"
_NARROW = "-" + string.ascii_letters
_WIDE = "".join(chr(ord(sign) - 0x20 + 0xFF00) for sign in _NARROW)
_SHOWN = 60  # characters of what was found


@dataclass(frozen=True)
class _Mark:
    """A column and what it holds of a simulated record: surely, and in other letters."""

    column: str
    value: str
    sure: str
    likely: str


def _folded(text: str) -> str:
    """The SQL of a text without width, letter case and white space."""
    narrow = f"translate({text}, '{_WIDE}', '{_NARROW}')"
    return f"lower(regexp_replace({narrow}, '[\\s\\p{{Z}}\\p{{Cf}}]+', '', 'g'))"


def _begins_as(text: str, value: str) -> str:
    """The SQL of whether a text's first letter is a value's: told much faster than by folding."""
    letter = value[0]
    same = "".join(sign + _WIDE[_NARROW.index(sign)] for sign in (letter.lower(), letter.upper()))
    return f"regexp_matches({text}, '^[\\s\\p{{Z}}\\p{{Cf}}]*[{same}]')"


def _marks(sheet: StagedSheet) -> tuple[_Mark, _Mark]:
    identity = f"coalesce(\"{sheet.record_type.id_column}\", '')"
    source = "coalesce(source_name, '')"
    return (
        _Mark(
            sheet.record_type.id_column,
            SIMULATED_ID,
            f"starts_with({identity}, $value)",
            f"{_begins_as(identity, SIMULATED_ID)} "
            f"AND starts_with({_folded(identity)}, {_folded('$value')})",
        ),
        _Mark(
            "source_name",
            SIMULATED_SOURCE,
            f"{source} = $value",
            f"{_begins_as(source, SIMULATED_SOURCE)} AND {_folded(source)} = {_folded('$value')}",
        ),
    )


def is_simulated(stage: Stage) -> bool:
    """Whether the batch is one of simulated records.

    Raises `IngestError` where some of its rows bear a mark and others do not.
    """
    marked = next(filter(None, (_first_marked(stage, sheet) for sheet in stage.sheets)), None)
    if marked is None:
        return False
    for sheet in stage.sheets:
        for asked in _marks(sheet):
            _refuse_unmarked(stage, sheet, asked, marked)
    return True


def _first_marked(stage: Stage, sheet: StagedSheet) -> str | None:
    """Where a row stands that bears a mark, None where none does."""
    for asked in _marks(sheet):
        for condition in (asked.sure, asked.likely):
            row = stage.one(
                f"SELECT min(row) FROM typed_{sheet.number} WHERE {condition}", value=asked.value
            )
            if row is not None:
                return f"{sheet.sheet.where} {row}"
    return None


def _refuse_unmarked(stage: Stage, sheet: StagedSheet, asked: _Mark, marked: str) -> None:
    found = stage.rows(
        f'SELECT row, "{asked.column}" FROM typed_{sheet.number} WHERE NOT ({asked.sure}) '
        "ORDER BY row LIMIT 1",
        value=asked.value,
    )
    for row, value in found:
        heading = sheet.layout.columns.get(asked.column)
        names = template_headings(sheet.record_type.table)
        raise IngestError(
            mark(
                "{where}, row {row}, {heading}: found is “{found}”; expected is “{expected}”, "
                "since {marked} is a simulated record. Simulated and real records are never "
                "handed in together."
            ),
            where=sheet.sheet.where,
            row=row,
            heading=heading.text if heading else names[asked.column],
            found=(value or "–")[:_SHOWN],
            expected=asked.value + ("..." if asked.value == SIMULATED_ID else ""),
            marked=marked,
        )


def without_records(base: Version, numbers: list[int]) -> Version:
    """The version that simulated records are published upon: `base`, simulated and empty.

    `numbers` are those of all versions of the home. Raises `IngestError` unless the only one is
    version 1, and real.
    """
    if base.manifest.simulated or numbers != [1]:
        raise IngestError(
            mark(
                "Simulated records take the place of the embedded ones, where a home holds nothing "
                "else; this one is at data version {version}. Name a new folder with --home."
            ),
            version=base.number,
        )
    nothing = {"simulated": True, "tables": {}, "batches": []}
    return replace(base, manifest=base.manifest.model_copy(update=nothing))


def empty_tables() -> dict[str, pa.Table]:
    """Every table without a row: what a simulated version holds of those that nobody simulated."""
    return {
        name: arrow_schema(record_type).empty_table() for name, record_type in RECORD_TYPES.items()
    }
