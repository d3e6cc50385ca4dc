"""Servers as processes of their own: the program's, and other Streamlit scripts to hold it against.

Each listens on a free port of this computer alone and has ended, whatever happened, when its block
ends.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import psutil

import dashboard
from dashboard.errors import PlainError
from dashboard.locale import mark

START_SECONDS = 60.0
_HOST = "127.0.0.1"
_SOURCE = Path(dashboard.__file__).parent.parent
# Bare of everything but Streamlit itself, and as quiet as ours.
_BARE_OPTIONS: Final = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "logger.level": "error",
}
PANTAU: Final = "from dashboard.cli import main; main()"
_BESIDE: Final = """
import sys
from pathlib import Path
from dashboard.server import serve
serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
"""
_MEGABYTE = 1_000_000
_LAST = 2_000  # characters of what a server wrote that say why it did not start


class NotServedError(PlainError):
    """A server did not come up; the message holds what it wrote."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: psutil.Popen
    log: Path
    """What it writes on its outputs."""

    def memory(self) -> float:
        """What the process and its children hold in memory (resident), in MB."""
        everyone = [self.process, *self.process.children(recursive=True)]
        return sum(one.memory_info().rss for one in everyone) / _MEGABYTE

    def connections(self) -> int:
        """How many connections with others are open."""
        return sum(one.status == psutil.CONN_ESTABLISHED for one in self.process.net_connections())


@contextmanager
def program(home: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`pantau serve` over the versions of `home`; `settings` are environment variables.

    Raises `NotServedError`.
    """
    port = free_port()
    command = (sys.executable, "-c", PANTAU, "serve", "--host", _HOST, "--port", str(port))
    with running(command, port, "/healthz", _of(home, settings)) as server:
        yield server


@contextmanager
def beside(script: Path, home: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The program's own server around another script. Raises `NotServedError`."""
    port = free_port()
    command = (sys.executable, "-c", _BESIDE, _HOST, str(port), str(script))
    with running(command, port, "/healthz", _of(home, settings)) as server:
        yield server


@contextmanager
def bare(script: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`streamlit run` with a script and nothing of the program around it.

    Raises `NotServedError`.
    """
    port = free_port()
    options = {**_BARE_OPTIONS, "server.address": _HOST, "server.port": str(port)}
    command = (
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *(f"--{name}={value}" for name, value in options.items()),
    )
    with running(command, port, "/_stcore/health", settings or {}) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str], port: int, health: str, settings: Mapping[str, str]
) -> Iterator[Server]:
    """A server that answers at the path `health`, in an empty folder of its own.

    Raises `NotServedError`.
    """
    with TemporaryDirectory(prefix="pantau-bench-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as output:
            process = psutil.Popen(
                command,
                cwd=folder,
                env=os.environ | {"PYTHONPATH": str(_SOURCE)} | dict(settings),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        try:
            server = Server(f"http://{_HOST}:{port}", process, log)
            if not _answers(server, health):
                written = log.read_text(encoding="utf-8", errors="replace")[-_LAST:]
                raise NotServedError(mark("A server did not start. It wrote: {log}"), log=written)
            yield server
        finally:
            _end(process)


def _of(home: Path, settings: Mapping[str, str] | None) -> dict[str, str]:
    return {**(settings or {}), "PANTAU_HOME": str(home)}


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.create_server((_HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _answers(server: Server, path: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=START_SECONDS)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return True
        except OSError:
            pass  # nobody listens yet
        finally:
            connection.close()
        time.sleep(0.02)
    return False


def _end(process: psutil.Popen) -> None:
    """End the process and what it started; a server that waits for nobody has nothing to save."""
    try:
        everyone = [*process.children(recursive=True), process]
    except psutil.NoSuchProcess:
        everyone = [process]
    for one in everyone:
        try:
            one.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(everyone)
