"""Between a page and the engine: what was checked, what was published, and the way there.

Nothing is published but what a reader has seen the verdict of. Files touch the disk only in a
private folder that is gone when the engine is done.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import streamlit as st

from dashboard.errors import PlainError
from dashboard.ingest import HandIn, Verdict
from dashboard.ingest.handing_in import SETTLING, PreviewOutdated
from dashboard.ingest.workplace import workplace
from dashboard.locale import Locale, mark
from dashboard.pages.view import View, move_to_version
from dashboard.settings import settings

_CHECKED, _DONE, _ROUND = "_hand_in_checked", "_hand_in_done", "_hand_in_round"
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


def check(view: View, batch: Batch, notice: PlainError | None = None) -> None:
    """Find out what would become of the batch."""
    st.session_state.pop(_DONE, None)
    locale = view.locale
    try:
        with _progress(locale.text("Reading and checking")) as show, _on_disk(view, batch) as paths:
            hand_in = HandIn(view.data.home, batch.by, locale, batch.table, progress=show)
            verdict = hand_in.preview(paths, with_workbook=True)
            result = Checked(batch.ticket, verdict, notice=notice)
    except PlainError as error:
        result = Checked(batch.ticket, problem=error, notice=notice)
    st.session_state[_CHECKED] = result


def publish(view: View, batch: Batch, previewed: Verdict, *, allow_shrinking: bool) -> None:
    """Publish what was previewed, or check it once more where that is no longer the same."""
    if not settings().uploads:  # a page opened before the setting was turned off
        return
    locale = view.locale
    outdated: PreviewOutdated | None = None
    try:
        with _progress(locale.text("Publishing")) as show, _on_disk(view, batch) as paths:

            def show_reading(share: float) -> None:
                # A click elsewhere ends this run at the next drawing: never in mid-publication.
                if share < SETTLING:
                    show(share)

            verdict = HandIn(
                view.data.home,
                batch.by,
                locale,
                batch.table,
                allow_shrinking,
                show_reading,
                lambda: _say_waiting(locale),
            ).publish(paths, previewed)
            _keep(verdict)  # before anything is drawn
    except PreviewOutdated as error:
        outdated = error
    except PlainError as error:
        st.session_state[_CHECKED] = Checked(batch.ticket, problem=error)
    if outdated is not None:
        check(view, batch, outdated)


def _keep(verdict: Verdict) -> None:
    st.session_state.pop(_CHECKED, None)
    st.session_state[_DONE] = verdict
    st.session_state[_ROUND] = current_round() + 1
    if verdict.version is not None:
        move_to_version(verdict.version)


def _say_waiting(locale: Locale) -> None:
    st.info(
        locale.text("Another process is publishing; waiting until it is done."),
        icon=":material/hourglass_top:",
    )


@contextmanager
def _progress(text: str) -> Iterator[Callable[[float], None]]:
    """A bar that is gone when the work is done; drawn once for each percent."""
    place = st.empty()
    shown = -1

    def show(share: float) -> None:
        nonlocal shown
        percent = min(int(100 * share), 100)
        if percent > shown:
            shown = percent
            place.progress(percent, text=text)

    show(0.0)
    yield show
    place.empty()


@contextmanager
def _on_disk(view: View, batch: Batch) -> Iterator[Sequence[Path]]:
    """The files under their own names, each in a folder of its own."""
    try:
        with workplace(view.data.home) as folder:
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
