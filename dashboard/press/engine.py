"""The export engine: Chromium in a process of its own, warm, with a queue and a time limit.

Chromium is never a child of the process that asks: a worker holds it, and both are in one process
group that is killed as a whole when a job takes too long or either of them dies. The worker ends
by itself when the asking process does.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from plotly.io.json import to_json_plotly

from dashboard.charts.theme import config
from dashboard.errors import PlainError
from dashboard.geo_files import TOPOJSON_URL
from dashboard.locale import Locale, mark
from dashboard.press.jobs import FigureJob, Job, PageError, PdfJob, PngJob
from dashboard.settings import settings

_WAITING: Final = 16  # jobs that may wait; whoever comes then is asked to come again
_START_SECONDS: Final = 30.0  # until a new Chromium answers, on a busy machine


class EngineError(PlainError):
    """A picture that could not be made."""


class EngineMissing(EngineError):
    """There is no Chromium, so nothing that needs it can be made."""


def available() -> bool:
    """Whether there is a Chromium to draw with."""
    path = settings().chromium
    return path is not None and path.is_file() and os.access(path, os.X_OK)


def figure_svg(figure: Mapping[str, Any], locale: Locale, width: int, height: int) -> str:
    """A plotly figure, as a dictionary, drawn as an SVG element of this size in px.

    Raises `EngineError`.
    """
    named = (trace.get("geojson") for trace in figure["data"])
    geometry = tuple(dict.fromkeys(address for address in named if isinstance(address, str)))
    specification = to_json_plotly(dict(figure))
    job = FigureJob(specification, geometry, config(locale, TOPOJSON_URL), width, height)
    drawn: str = _engine.do(job)
    return drawn


def png(svg: str, width: int, height: int, scale: float) -> bytes:
    """An SVG document of this size in px as a PNG, `scale` pixels a px. Raises `EngineError`."""
    taken: bytes = _engine.do(PngJob(svg, width, height, scale))
    return taken


def pdf(svgs: Sequence[str], width: int, height: int) -> bytes:
    """SVG documents of this size in px as the pages of a PDF. Raises `EngineError`."""
    printed: bytes = _engine.do(PdfJob(tuple(svgs), width, height))
    return printed


def close() -> None:
    """End the worker and its Chromium; the next job starts new ones."""
    _engine.close()


def shut() -> None:
    """Fail what is being made and all that is asked for from now on: this process ends."""
    _engine.shut()


class _Worker:
    """One process with its Chromium and the connection to it. Raises `OSError`."""

    def __init__(self, chromium: Path) -> None:
        self._profile = TemporaryDirectory(prefix="pantau-export-", ignore_cleanup_errors=True)
        self.connection, theirs = Pipe()
        with theirs:
            handle = theirs.fileno()
            command = [sys.executable, "-P", "-m", "dashboard.press.worker"]
            self._process = subprocess.Popen(
                [*command, str(handle), str(chromium), self._profile.name],
                pass_fds=[handle],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def lives(self) -> bool:
        """Whether the worker, and with it its Chromium, still runs and has nothing to say."""
        # A dead one is not taken note of yet, so that its number stays taken.
        watched = os.WEXITED | os.WNOHANG | os.WNOWAIT
        ended = os.waitid(os.P_PID, self._process.pid, watched)
        return ended is None and not self.connection.poll()

    def stop(self) -> None:
        """Kill the worker, Chromium and all that they started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill them, and remove what they leave."""
        self.stop()
        self._process.wait()
        self.connection.close()
        self._profile.cleanup()


class _Engine:
    """One job at a time, the others in a queue of limited length."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(_WAITING)
        self._worker: _Worker | None = None
        self._is_shut = False

    def do(self, job: Job) -> Any:
        """What the worker makes of a job. Raises `EngineError`."""
        limit = settings().export_seconds
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            if not self._turn.acquire(timeout=2 * limit):
                raise _busy()
            try:
                return self._done(job, limit)
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def close(self) -> None:
        """End the worker; a job in it fails."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def shut(self) -> None:
        """Take no job any more; one that is in the worker fails, and whoever asked cleans up."""
        self._is_shut = True
        if (worker := self._worker) is not None:
            worker.stop()

    def _done(self, job: Job, limit: float) -> Any:
        worker = self._ready()
        overdue = threading.Event()

        def give_up() -> None:
            overdue.set()
            worker.stop()

        # Neither end of the connection can wait for ever then, whatever the worker hangs at.
        timer = threading.Timer(limit, give_up)
        timer.start()
        try:
            worker.connection.send(job)
            answer = worker.connection.recv()
        except (OSError, EOFError) as error:
            self.close()
            if overdue.is_set():
                raise EngineError(
                    mark("The picture took longer than {seconds} seconds and was given up."),
                    seconds=f"{limit:g}",
                ) from error
            raise _stopped() from error
        finally:
            timer.cancel()
        if isinstance(answer, PageError):
            raise EngineError(
                mark("The export engine could not draw this figure ({reason})."),
                reason=next(iter(str(answer).splitlines()), "")[:200],
            ) from answer
        return answer

    def _ready(self) -> _Worker:
        """The worker that lives, or a new one as soon as its Chromium answers."""
        if self._is_shut:
            raise _stopped()
        if self._worker is not None and self._worker.lives:
            return self._worker
        self.close()
        path = settings().chromium
        if path is None or not available():
            raise EngineMissing(
                mark(
                    "Pictures and PDF need Chromium, which is not found here. Install it with "
                    "“apt-get install chromium”, or name it in PANTAU_CHROMIUM."
                )
            )
        worker = self._worker = _Worker(path)
        if not _answers(worker.connection):
            self.close()
            raise EngineError(
                mark("Chromium ({path}) does not start; pictures and PDF need it."), path=str(path)
            )
        return worker


def _answers(connection: Connection) -> bool:
    """Whether a new worker says that it is ready."""
    with suppress(OSError, EOFError):
        return bool(connection.poll(_START_SECONDS) and connection.recv() is None)
    return False


def _stopped() -> EngineError:
    return EngineError(mark("The export engine was stopped in the middle; please try again."))


def _busy() -> EngineError:
    return EngineError(
        mark("Too many pictures are being made at this moment; please try again in a minute.")
    )


_engine = _Engine()
atexit.register(_engine.close)
