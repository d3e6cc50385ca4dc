"""Versions made for a test: a few columns are given, the rest is filled with plain values."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from dashboard.ingest.publish import Draft, publish
from dashboard.model import RECORD_TYPES, Record
from dashboard.tables import arrow_table
from dashboard.versions import Version, publishing

_DEFAULTS: dict[str, dict[str, str]] = {
    "activities": {
        "date_kind": "event",
        "date_doubtful": "false",
        "kind": "sosialisasi",
        "level": "kabupaten_kota",
        "scope": "wilayah",
        "organiser": "Bawaslu",
        "election": "pilkada_2024",
        "targets": "asn",
        "institutions": "Bawaslu",
        "pokja": "none",
        "signed": "no",
        "title": "Kegiatan",
        "source_name": "Uji",
    },
    "violations": {
        "date_doubtful": "false",
        "origin": "laporan",
        "election": "pilkada_2024",
        "category": "unknown",
        "subject": "asn",
        "channel": "unknown",
        "status": "diterima",
        "forwarded_to": "none",
        "sanction": "unknown",
        "source_name": "Uji",
    },
}


def filled(table: str, given: Mapping[str, str]) -> dict[str, str]:
    """A row of text with plain values where nothing is given."""
    row = dict.fromkeys(RECORD_TYPES[table].columns(), "")
    row |= _DEFAULTS.get(table, {})
    row |= given
    if table == "activities":
        row["date_to"] = row["date_to"] or row["date_from"]
        if "province_code" not in given:
            row["province_code"] = row["regency_codes"][:2]
    if table == "violations":
        row["reported_to"] = row["reported_to"] or row["reported_from"]
        row["province_code"] = row["province_code"] or row["regency_code"][:2] or "33"
    return row


def records(table: str, given: Iterable[Mapping[str, str]]) -> list[Record]:
    """Valid records of a table from partly given rows of text."""
    return [RECORD_TYPES[table].model_validate(filled(table, row)) for row in given]


def make_version(
    home: Path,
    *,
    activities: Iterable[Mapping[str, str]] = (),
    violations: Iterable[Mapping[str, str]] = (),
) -> Version:
    """Publish a version that holds these records and nothing else."""
    given = {"activities": activities, "violations": violations}
    tables = {
        name: arrow_table(record_type, records(name, given.get(name, ())))
        for name, record_type in RECORD_TYPES.items()
    }
    with publishing(home):
        return publish(home, Draft(tables, []))


def without_table(version: Version, table: str) -> None:
    """Make the version on disk one of a time before the table."""
    path = version.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    del manifest["tables"][table]
    text = json.dumps(manifest)
    path.write_text(text, encoding="utf-8")
    checksum = hashlib.sha256(text.encode()).hexdigest()
    (version.folder / "manifest.sha256").write_text(checksum, encoding="utf-8")
