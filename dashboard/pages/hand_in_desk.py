"""Between a page and the engine: what was checked, what was published, and the way there.

Nothing is published but what a reader has seen the verdict of. Files touch the disk only in a
private folder that is gone when the engine is done.
"""

import re
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import streamlit as st

from dashboard.errors import PlainError
from dashboard.ingest import HandIn, Verdict
from dashboard.ingest.handing_in import PreviewOutdated
from dashboard.ingest.workplace import workplace
from dashboard.locale import Locale, mark
from dashboard.pages.view import View, move_to_version
from dashboard.settings import settings

_CHECKED, _DONE, _ROUND, _WORK = (
    "_hand_in_checked",
    "_hand_in_done",
    "_hand_in_round",
    "_hand_in_work",
)
_GLANCE_SECONDS = 0.1  # between two looks at how far the engine is
_LONGEST_NAME = 200  # bytes; file systems take 255
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Batch:
    """Files to hand in together, by name and content; `ticket` tells one batch from another."""

    ticket: Hashable
    files: tuple[tuple[str, bytes | memoryview], ...]
    by: str
    table: str | None = None


@dataclass(frozen=True)
class Checked:
    """What came of checking a batch: a verdict, or why there is none.

    `notice` says why it was checked once more.
    """

    ticket: Hashable
    verdict: Verdict | None = None
    problem: PlainError | None = None
    notice: PlainError | None = None


def checked(batch: Batch) -> Checked | None:
    """What came of checking exactly this batch, None where it was not checked."""
    last: Checked | None = st.session_state.get(_CHECKED)
    return last if last is not None and last.ticket == batch.ticket else None


def done() -> Verdict | None:
    """What this session published last, until it hands in something else."""
    verdict: Verdict | None = st.session_state.get(_DONE)
    return verdict


def current_round() -> int:
    """Counts this session's publications: widgets of a new round are empty."""
    number: int = st.session_state.get(_ROUND, 0)
    return number


class Work:
    """The engine at work in a thread of its own.

    A click of the reader ends the run of the page's script wherever it is. The engine goes on, and
    the next run attends to it.
    """

    def __init__(
        self, locale: Locale, batch: Batch, *, publishes: bool, notice: PlainError | None = None
    ) -> None:
        self.batch = batch
        self.publishes = publishes
        self.notice = notice
        self.text = locale.text("Publishing") if publishes else locale.text("Reading and checking")
        self.share = 0.0
        self.waits = False
        self.done = threading.Event()
        self.outcome: Verdict | BaseException | None = None

    def begin(self, engine: Callable[[], Verdict]) -> None:
        """Let the engine work; what comes of it, or what it raises, is the outcome."""

        def work() -> None:
            try:
                self.outcome = engine()
            except BaseException as error:
                self.outcome = error
            finally:
                self.done.set()

        st.session_state[_WORK] = self
        threading.Thread(target=work, name="hand-in", daemon=True).start()

    def advance(self, share: float) -> None:
        """Note how much is done."""
        self.share = min(max(self.share, share), 1.0)

    def wait(self) -> None:
        """Note that another process publishes."""
        self.waits = True


def check(view: View, batch: Batch, notice: PlainError | None = None) -> None:
    """Find out what would become of the batch. `notice`: why it is checked once more."""
    st.session_state.pop(_DONE, None)
    work = Work(view.locale, batch, publishes=False, notice=notice)
    home, locale = view.data.home, view.locale

    def engine() -> Verdict:
        with _on_disk(home, batch) as paths:
            hand_in = HandIn(home, batch.by, locale, batch.table, progress=work.advance)
            return hand_in.preview(paths, with_workbook=True)

    work.begin(engine)
    attend(view)


def publish(view: View, batch: Batch, previewed: Verdict, *, allow_shrinking: bool) -> None:
    """Publish what was previewed, or check it once more where that is no longer the same."""
    if not settings().uploads:  # a page opened before the setting was turned off
        return
    work = Work(view.locale, batch, publishes=True)
    home, locale = view.data.home, view.locale

    def engine() -> Verdict:
        with _on_disk(home, batch) as paths:
            return HandIn(
                home,
                batch.by,
                locale,
                batch.table,
                allow_shrinking,
                work.advance,
                work.wait,
            ).publish(paths, previewed)

    work.begin(engine)
    attend(view)


def attend(view: View) -> None:
    """Wait for the engine where it is at work, and keep what comes of it for this session."""
    work: Work | None = st.session_state.get(_WORK)
    if work is None:
        return
    place = st.empty()
    while not work.done.wait(_GLANCE_SECONDS):
        text = work.text
        if work.waits:
            text = view.locale.text("Another process is publishing; waiting until it is done.")
        place.progress(work.share, text=text)
    place.empty()
    st.session_state.pop(_WORK)
    ticket, outcome = work.batch.ticket, work.outcome
    work.outcome = None  # an error's traceback leads to the work, and so to all of the files
    if isinstance(outcome, PreviewOutdated):
        check(view, work.batch, outcome)
    elif isinstance(outcome, PlainError):
        problem = outcome.with_traceback(None)
        st.session_state[_CHECKED] = Checked(ticket, problem=problem, notice=work.notice)
    elif isinstance(outcome, BaseException):
        raise outcome
    elif outcome is not None and work.publishes:
        _keep(outcome)
    else:
        st.session_state[_CHECKED] = Checked(ticket, outcome, notice=work.notice)


def _keep(verdict: Verdict) -> None:
    st.session_state.pop(_CHECKED, None)
    st.session_state[_DONE] = verdict
    st.session_state[_ROUND] = current_round() + 1
    if verdict.version is not None:
        move_to_version(verdict.version)


@contextmanager
def _on_disk(home: Path, batch: Batch) -> Iterator[Sequence[Path]]:
    """The files under their own names, each in a folder of its own."""
    try:
        with workplace(home) as folder:
            paths = []
            for number, (name, content) in enumerate(batch.files):
                path = folder / str(number) / safe_name(name)
                path.parent.mkdir()
                path.write_bytes(content)
                paths.append(path)
            yield paths
    except OSError as error:
        raise PlainError(
            mark("The files cannot be put down for reading ({reason}). Nothing was published."),
            reason=error.strerror or type(error).__name__,
        ) from error


def safe_name(name: str) -> str:
    """The last part of a file's name, as a file system can take it."""
    last = PurePosixPath(_UNPRINTABLE.sub("", name).replace("\\", "/")).name
    if last in ("", ".", ".."):
        return "file"
    kept = last.encode("utf-8", "replace")
    if len(kept) > _LONGEST_NAME:
        suffix = PurePosixPath(last).suffix.encode("utf-8", "replace")[:20]
        kept = kept[: _LONGEST_NAME - len(suffix)] + suffix
    return kept.decode("utf-8", "ignore")
