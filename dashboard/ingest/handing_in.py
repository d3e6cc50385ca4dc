"""Handing in: files -> read, checked, settled -> the next version, and a verdict on every row.

Reading and checking need no lock; settling and publishing hold it, so that what a row is beside the
current version is decided against the version it is published upon.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyarrow as pa

from dashboard import journal
from dashboard.elections import elections
from dashboard.errors import PlainError
from dashboard.ingest.comparing import FIGURES, shrinkages
from dashboard.ingest.files import examine, plain_name
from dashboard.ingest.headings import layout
from dashboard.ingest.masking import masked
from dashboard.ingest.progress import Progress, part
from dashboard.ingest.publish import Draft, IngestError, TableWriter, publish
from dashboard.ingest.quarantine import Rejection, rejections, write_quarantine
from dashboard.ingest.settling import Counts, Settled, handed_types, merged, settle
from dashboard.ingest.sheets import sheets_of
from dashboard.ingest.simulated import empty_tables, is_simulated, without_records
from dashboard.ingest.stage import DiskFull, MemoryTooSmall, Stage, StagedSheet
from dashboard.ingest.templates import GUIDE_SHEET, WORDS_SHEET
from dashboard.ingest.workplace import workplace
from dashboard.journal import Entry, HandedIn, JournalError
from dashboard.locale import LANGUAGES, Locale, mark
from dashboard.versions import (
    Batch,
    Version,
    VersionError,
    open_version,
    publishing,
    version_numbers,
)

SHOWN = 200  # rejections and rows that a verdict repeats
READ = 0.75  # the share done when all is read
SETTLING = 0.8  # and when the lock is held and the publication begins
MOST_WORKBOOK = 20 << 20  # bytes of a preview's workbook, which is held in memory


class PreviewOutdated(IngestError):
    """What was previewed is not what would be published now."""


@dataclass(frozen=True)
class SheetVerdict:
    """What became of one sheet's rows."""

    file: str
    sheet: str | None
    table: str
    sha256: str
    counts: Counts


@dataclass(frozen=True)
class RowVerdict:
    """What becomes of one row: new, updated, unchanged or rejected; `summary` is its beginning."""

    file: str
    sheet: str | None
    row: int
    state: str
    id: str | None
    summary: str


@dataclass
class Verdict:
    """What became of a batch.

    `version` is the version that holds the rows, None where there is none;
    `published` says whether it is new;
    `rejections` and `rows` are the first ones; `quarantine` is the workbook of the rejected rows.
    `base` is the version they were compared with; `workbook` what `quarantine` would hold, of a
    preview that was asked for it.
    """

    sheets: list[SheetVerdict]
    warnings: list[PlainError]
    stops: list[PlainError]
    rejections: list[Rejection]
    rows: list[RowVerdict]
    base: int
    version: int | None = None
    published: bool = False
    quarantine: Path | None = None
    workbook: bytes | None = None

    @property
    def counts(self) -> Counts:
        """The counts of the whole batch."""
        return sum((sheet.counts for sheet in self.sheets), Counts())


@dataclass(frozen=True)
class HandIn:
    """How a batch is handed in.

    `by` is an account or an office, never a person's name; `table` overrides what the headings say;
    `allow_shrinking` publishes although key figures fall sharply; `allow_simulated` lets simulated
    records take the place of the embedded ones.
    """

    home: Path
    by: str
    locale: Locale = field(default_factory=Locale)
    table: str | None = None
    allow_shrinking: bool = False
    progress: Progress = lambda share: None
    waiting: Callable[[], None] = lambda: None
    allow_simulated: bool = False

    def publish(self, files: Sequence[Path], previewed: Verdict | None = None) -> Verdict:
        """Publish what can be accepted of the files as one version.

        Raises `IngestError` where a file cannot be read as a table or the whole would do harm:
        nothing is published then, of no file. Raises `PreviewOutdated` where the files or the
        current version are not those of the verdict that was `previewed`. Raises `VersionError`,
        `JournalError`.
        """
        try:
            with (
                _full_disk_in_words(self.home),
                workplace(self.home) as work,
                self._staged(files, work) as stage,
                publishing(self.home, self.waiting),
            ):
                return self._publish(stage, previewed)
        except PreviewOutdated:  # not refused: it is looked at and confirmed once more
            raise
        except IngestError as error:
            self._journal_refusal(files, error)
            raise

    def preview(self, files: Sequence[Path], *, with_workbook: bool = False) -> Verdict:
        """The verdict, and nothing else. Raises as `publish` does; a stop is in the verdict.

        `with_workbook`: also the workbook of the rejected rows, unless it is larger than
        `MOST_WORKBOOK`.
        """
        with (
            _full_disk_in_words(self.home),
            workplace(self.home) as work,
            self._staged(files, work) as stage,
        ):
            base = self._base(stage)
            settled = settle(stage, base)
            verdict = self._verdict(stage, settled, base)
            if with_workbook and settled.total.rejected:
                workbook = write_quarantine(stage, work / "quarantine", self.locale)
                if workbook.stat().st_size <= MOST_WORKBOOK:
                    verdict.workbook = workbook.read_bytes()
            if settled.total.accepted:
                (work / "draft").mkdir()
                draft = self._draft(stage, settled, base, None)
                after = draft.write(work / "draft", base.number + 1)
                self._judge_shrinking(verdict, base, after)
            self.progress(1.0)
            return verdict

    def _base(self, stage: Stage) -> Version:
        """The version that is published upon: of simulated records one without any record."""
        base = open_version(self.home)
        if is_simulated(stage):
            if not self.allow_simulated:
                raise IngestError(
                    mark(
                        "The records are simulated. Such are handed in on the command line only, "
                        "into a folder of their own: pantau ingest --home DIR."
                    )
                )
            return without_records(base, version_numbers(self.home))
        if base.manifest.simulated:
            raise IngestError(
                mark("Data version {version} holds simulated records; real ones never join them."),
                version=base.number,
            )
        return base

    # --- steps -------------------------------------------------------------------------------

    @contextmanager
    def _staged(self, files: Sequence[Path], work: Path) -> Iterator[Stage]:
        """All sheets of the files in one workspace."""
        with Stage(work) as stage:
            for number, path in enumerate(files):
                progress = part(self.progress, number / len(files) * READ, READ / len(files))
                file = examine(path, part(progress, 0, 0.2))
                try:
                    sheets, passed_over = sheets_of(file, work / f"{number}.unpacked")
                    stage.passed_over += passed_over
                    for sheet in sheets:
                        stage.add(
                            sheet,
                            layout(sheet.headings, sheet.where, self.table),
                            part(progress, 0.2, 0.8),
                        )
                finally:  # of a file that changed, no other reason tells the truth
                    file.refuse_change()
            if not sum(sheet.read for sheet in stage.sheets):
                raise IngestError(
                    mark("{files}: there are headings, but no row below them."),
                    files=", ".join(plain_name(path.name) for path in files),
                )
            yield stage

    def _publish(self, stage: Stage, previewed: Verdict | None) -> Verdict:
        base = self._base(stage)
        if previewed is not None:
            _refuse_outdated(previewed, stage, base)
        self.progress(SETTLING)
        settled = settle(stage, base)
        verdict = self._verdict(stage, settled, base)
        if settled.total.rejected:
            verdict.quarantine = self._quarantine(stage)
        if settled.total.accepted:
            draft = self._draft(stage, settled, base, verdict.quarantine)

            def check(after: Version) -> None:
                self.progress(0.95)
                self._judge_shrinking(verdict, base, after)
                if verdict.stops:
                    raise IngestError(verdict.stops[0].message, **verdict.stops[0].values)

            try:
                verdict.version = publish(self.home, draft, check).number
                verdict.published = True
            except BaseException:
                if verdict.quarantine is not None:
                    shutil.rmtree(verdict.quarantine.parent, ignore_errors=True)
                raise
        else:
            if not settled.total.rejected:
                verdict.version = base.number
            journal.append(
                self.home,
                Entry(
                    at=_now(),
                    by=self.by,
                    action="ingest",
                    base=base.number,
                    files=[_handed_in(sheet) for sheet in verdict.sheets],
                    quarantine=_text(verdict.quarantine),
                ),
            )
        self.progress(1.0)
        return verdict

    def _quarantine(self, stage: Stage) -> Path:
        moment = _now().strftime("%Y%m%dT%H%M%SZ")
        root = self.home / "quarantine"
        number = 1
        while (folder := root / f"{moment}-{number}").exists():
            number += 1
        return write_quarantine(stage, folder, self.locale)

    def _draft(
        self, stage: Stage, settled: Settled, base: Version, quarantine: Path | None
    ) -> Draft:
        tables: dict[str, pa.Table | TableWriter] = {
            name: _copier(base.folder / table.file, table.rows)
            for name, table in base.manifest.tables.items()
        }
        if base.manifest.simulated:
            tables |= empty_tables()
        for record_type in handed_types(stage):
            tables[record_type.table] = _merger(stage, merged(record_type))
        new = [
            Batch(
                **_handed_in(sheet).model_dump(),
                rows=sheet.counts.accepted,
                origin=self.by,
                retrieved_on=_now().date(),
                handed_in_at=_now(),
                by=self.by,
            )
            for sheet in self._sheet_verdicts(stage, settled)
        ]
        return Draft(
            tables,
            [*base.manifest.batches, *new],
            simulated=base.manifest.simulated,
            action="ingest",
            base=base.number,
            by=self.by,
            quarantine=_text(quarantine),
        )

    # --- verdicts ----------------------------------------------------------------------------

    def _sheet_verdicts(self, stage: Stage, settled: Settled) -> list[SheetVerdict]:
        return [
            SheetVerdict(
                sheet.sheet.file.name,
                sheet.sheet.name,
                sheet.record_type.table,
                sheet.sheet.file.sha256,
                settled.by_sheet[sheet.number],
            )
            for sheet in stage.sheets
        ]

    def _verdict(self, stage: Stage, settled: Settled, base: Version) -> Verdict:
        return Verdict(
            sheets=self._sheet_verdicts(stage, settled),
            warnings=list(_warnings(stage, settled, base)),
            stops=[],
            rejections=rejections(stage, self.locale, SHOWN),
            rows=_row_verdicts(stage),
            base=base.number,
        )

    def _judge_shrinking(self, verdict: Verdict, base: Version, after: Version) -> None:
        """A sharp fall stops the publication, unless it is allowed; any other is a warning."""
        if not verdict.counts.updated:
            return  # what is only added to lowers no figure
        for shrinkage in shrinkages(base, after):
            error = PlainError(
                mark(
                    "The figure {figure} falls from {before} to {after} ({election}). Is that "
                    "meant? Then allow it (--allow-shrinking)."
                )
                if shrinkage.sharp and not self.allow_shrinking
                else mark("The figure {figure} falls from {before} to {after} ({election})."),
                figure=self.locale.text(FIGURES[shrinkage.figure]),
                before=self.locale.number(shrinkage.before),
                after=self.locale.number(shrinkage.after),
                election=elections()[shrinkage.election].name(self.locale)
                if shrinkage.election
                else self.locale.text("all elections"),
            )
            sharp = shrinkage.sharp and not self.allow_shrinking
            (verdict.stops if sharp else verdict.warnings).append(error)

    def _journal_refusal(self, files: Sequence[Path], error: PlainError) -> None:
        entry = Entry(
            at=_now(),
            by=self.by,
            action="refused",
            files=[HandedIn(file=plain_name(path.name)) for path in files],
            reason=masked(str(error)),
        )
        # Where the journal cannot be written, why the files were refused is still to be told.
        with suppress(JournalError, VersionError), publishing(self.home, self.waiting):
            journal.append(self.home, entry)


def _refuse_outdated(previewed: Verdict, stage: Stage, base: Version) -> None:
    if base.number != previewed.base:
        raise PreviewOutdated(
            mark(
                "Meanwhile data version {version} was published, after this was checked against "
                "version {base}. Please look at the result once more."
            ),
            version=base.number,
            base=previewed.base,
        )
    if [s.sheet.file.sha256 for s in stage.sheets] != [s.sha256 for s in previewed.sheets]:
        raise PreviewOutdated(
            mark("The files are not those that were checked. Please look at the result once more.")
        )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _handed_in(sheet: SheetVerdict) -> HandedIn:
    counts = sheet.counts
    return HandedIn(
        file=sheet.file,
        sheet=sheet.sheet,
        table=sheet.table,
        sha256=sheet.sha256,
        read=counts.read,
        accepted=counts.accepted,
        updated=counts.updated,
        unchanged=counts.unchanged,
        rejected=counts.rejected,
    )


def _copier(source: Path, rows: int) -> TableWriter:
    def write(path: Path) -> int:
        shutil.copyfile(source, path)
        return rows

    return write


def _merger(stage: Stage, sql: str) -> TableWriter:
    return lambda path: stage.copy(sql, path)


@cache
def _own_sheets() -> tuple[str, ...]:
    """How the sheets end that the program itself puts beside the rows: nobody misses them."""
    reasons = (Locale(language).text("Reasons") for language in LANGUAGES)
    return tuple(f" [{name}]" for name in (GUIDE_SHEET, WORDS_SHEET, *reasons))


def _warnings(stage: Stage, settled: Settled, base: Version) -> Iterator[PlainError]:
    if base.manifest.simulated:
        yield PlainError(
            mark("The records are simulated: the data version holds them and no real ones.")
        )
    for name, rows in stage.passed_over:
        if name.endswith(_own_sheets()):
            continue
        yield PlainError(
            mark(
                "{sheet} was passed over with its {rows} filled rows: it is hidden or has no "
                "recognised headings."
            ),
            sheet=name,
            rows=rows,
        )
    for sheet in stage.sheets:
        if sheet.layout.extra:
            yield PlainError(
                mark("{where}: columns without a meaning here were left aside: {headings}."),
                where=sheet.sheet.where,
                headings=", ".join(sheet.layout.extra),
            )
        if sheet.estimates:
            yield PlainError(
                mark("{where}: numbers given as estimates, counted as written: {n}."),
                where=sheet.sheet.where,
                n=sheet.estimates,
            )
    if settled.placeless:
        yield PlainError(
            mark(
                "Events organised below the province that name no kabupaten/kota: {n} ({rows}). "
                "They count for no kabupaten/kota."
            ),
            n=len(settled.placeless),
            rows=", ".join(settled.placeless[:5]),
        )
    if settled.updates:
        yield PlainError(
            mark("Records that are updated: {n}, for example {records}."),
            n=settled.total.updated,
            records="; ".join(settled.updates),
        )
    if settled.repeated:
        yield PlainError(
            mark(
                "Rows that repeat another row of the batch word for word were counted once: {n} "
                "({rows}). If they are events or cases of their own, say what tells them apart."
            ),
            n=len(settled.repeated),
            rows=", ".join(settled.repeated[:5]),
        )
    if settled.twins:
        yield PlainError(
            mark(
                "Events or cases that seem to be recorded more than once: {n}, for example {ids}."
            ),
            n=len(settled.twins),
            ids="; ".join(" = ".join(ids[:4]) for ids in settled.twins[:3]),
        )
    yield PlainError(
        mark("Free text cannot be checked for names: please make sure that no person is named.")
    )


def _row_verdicts(stage: Stage) -> list[RowVerdict]:
    """The first rows: those that are rejected first, then in the order of the sheets."""
    found: list[RowVerdict] = []
    for sheet in stage.sheets:
        found += [
            RowVerdict(sheet.sheet.file.name, sheet.sheet.name, row, state, identity, summary)
            for row, state, identity, summary in stage.rows(
                f"WITH states AS (SELECT row, state FROM known WHERE sheet = $sheet "
                f"UNION ALL SELECT DISTINCT row, 'rejected' FROM problems WHERE sheet = $sheet), "
                f"rows AS (SELECT row FROM raw_{sheet.number} UNION SELECT row FROM states), "
                f"first AS (SELECT row, coalesce(state, 'new') AS state "
                f"FROM rows LEFT JOIN states USING (row) "
                f"ORDER BY state <> 'rejected', row LIMIT $most) "
                f"SELECT f.row, f.state, CASE WHEN f.state <> 'rejected' "
                f'THEN t."{sheet.record_type.id_column}" END, '
                f"left(coalesce({_summary(sheet)}, ''), 120) "
                f"FROM first f LEFT JOIN raw_{sheet.number} r USING (row) "
                f"LEFT JOIN typed_{sheet.number} t USING (row) "
                f"ORDER BY f.state <> 'rejected', f.row",
                sheet=sheet.number,
                most=SHOWN,
            )
        ]
    return found


def _summary(sheet: StagedSheet) -> str:
    """The first cells of a row, to know it by."""
    columns = sheet.layout.columns
    told = [c for c in ("title", "kind", "category", "measure", "index") if c in columns][:1]
    days = [c for c in sheet.record_type.interval[:1] if c in columns]
    places = [c for c in ("regency_codes", "regency_code", "province_code") if c in columns][:1]
    cells = [f"nullif(r.c{columns[c].position}, '')" for c in (*days, *places, *told)]
    return f"concat_ws(' · ', {', '.join(cells)})" if cells else "NULL"


@contextmanager
def _full_disk_in_words(home: Path) -> Iterator[None]:
    """Whatever the disk or the memory refuses becomes one sentence."""
    try:
        yield
    except MemoryTooSmall as error:  # one of the kinds of `DiskFull`
        raise IngestError(
            mark(
                "The batch needs more memory than PANTAU_QUERY_MEMORY allows. Nothing was "
                "published; allow more or hand it in in parts."
            )
        ) from error
    except (OSError, *DiskFull) as error:
        raise IngestError(
            mark("The data folder {home} cannot be written ({reason}). Nothing was published."),
            home=str(home),
            reason=getattr(error, "strerror", None) or str(error).partition("\n")[0],
        ) from error
