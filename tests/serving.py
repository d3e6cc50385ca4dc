"""Starts the real server as a process of its own and talks to it as browsers and others would."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

import dashboard

START_SECONDS = 60.0
STOP_SECONDS = 30.0
_SOURCE = Path(dashboard.__file__).parent.parent
_SERVE = """
import sys
from pathlib import Path
from dashboard.server import ServeError, serve
try:
    serve("127.0.0.1", int(sys.argv[1]), Path(sys.argv[2]))
except ServeError as error:
    sys.exit(str(error))
"""


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Serving:
    """A running server."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    @property
    def address(self) -> str:
        """Host and port."""
        return urlsplit(self.url).netloc

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """One request, the path sent exactly as given; `if_none_match` names `If-None-Match`."""
        connection = http.client.HTTPConnection(self.address, timeout=START_SECONDS)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            answered = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, answered, response.read())
        finally:
            connection.close()

    def connect(self, origin: str | None = None) -> ClientConnection:
        """Streamlit's websocket, opened as a page of `origin` would."""
        return connect(
            f"ws://{self.address}/_stcore/stream",
            additional_headers={"Origin": origin} if origin else None,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=START_SECONDS,
        )

    def run_script(self, query: str = "") -> bytes:
        """All that the server sends to a page opened with this query, until the script has ended.

        Raises `TimeoutError` when it does not end.
        """
        return b"".join(self.messages(query))

    def messages(self, query: str = "", page: str = "") -> list[bytes]:
        """The same, message by message. `page` is the page's path.

        Raises `TimeoutError` when it does not end.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        received = []
        with self.connect(self.url) as socket:
            socket.send(message.SerializeToString())
            while True:
                data = socket.recv(timeout=START_SECONDS)
                assert isinstance(data, bytes)
                received.append(data)
                if ForwardMsg.FromString(data).WhichOneof("type") == "script_finished":
                    return received

    def stop(self, stop: signal.Signals = signal.SIGTERM) -> int:
        """End the server; its exit code. Raises `subprocess.TimeoutExpired`."""
        self.process.send_signal(stop)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def serving(
    script: Path,
    *,
    home: Path,
    cwd: Path,
    command: tuple[str, ...] = (),
    settings: Mapping[str, str] | None = None,
) -> Iterator[Serving]:
    """The server around a script on a free port, working in `cwd`, stopped at the end.

    `command` replaces the call of `serve`; it has to print the address in its first line.
    `settings` are environment variables. Raises `RuntimeError` with the log when the server does
    not answer in time.
    """
    log = cwd / "server.log"
    environment = os.environ | {"PANTAU_HOME": str(home), "PYTHONPATH": str(_SOURCE)}
    environment |= settings or {}
    with log.open("w", encoding="utf-8") as stderr:
        process = subprocess.Popen(
            command or (sys.executable, "-c", _SERVE, "0", str(script)),
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
    # The first line would be waited for without end if the process hung.
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        started = Serving("http://" + line.rpartition("http://")[2].strip(), process, log)
        if not line or not _answers(started):
            raise RuntimeError(f"The server did not start:\n{log.read_text(encoding='utf-8')}")
        watchdog.cancel()
        yield started
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def _answers(server: Serving) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            server.ask("/healthz")
        except OSError:
            continue
        return True
    return False
