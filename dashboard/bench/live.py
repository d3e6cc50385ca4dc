"""A reader's session over Streamlit's own websocket, without a browser: what it asks and gets.

It speaks as Streamlit's page does: the subprotocol `streamlit`, one `BackMsg` that asks for a run
of the script with an address, `ForwardMsg`s until `script_finished`. Like the page it keeps the
larger messages and names them with each run, so that the server sends a reference to what it has
sent before (`global.minCachedMessageSize`, `global.maxCachedMessageAge`).
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from dashboard.errors import PlainError
from dashboard.locale import mark

PATIENCE_SECONDS = 120.0
_SUBPROTOCOL = Subprotocol("streamlit")


class SessionLostError(PlainError):
    """A session got no whole answer: its connection broke, or nothing came in time."""


class ShownError(PlainError):
    """The page that a session got shows an error."""


@dataclass(frozen=True)
class Run:
    """One run of the script as one session received it."""

    seconds: float
    """From asking to the message that the script has ended."""
    payload: int
    """Bytes of all messages, as they are after decompression."""
    wire: int
    """Bytes of the websocket as they went over the network, compressed where that was agreed."""
    elements: tuple[Element, ...] = field(repr=False)
    """All that the page shows, what the server only referred to among it."""

    def figures(self) -> Iterator[tuple[str, str]]:
        """Each plotly figure and its options, as JSON."""
        for element in self.elements:
            if element.WhichOneof("type") == "plotly_chart":
                yield element.plotly_chart.spec, element.plotly_chart.config

    def require_whole(self) -> None:
        """Raises `ShownError` where the page shows an error."""
        if problems := self.problems():
            raise ShownError(
                mark("The page shows an error: {problem}"), problem="; ".join(problems)
            )

    def problems(self) -> list[str]:
        """The errors that the page shows."""
        found = []
        for element in self.elements:
            kind = element.WhichOneof("type")
            if kind == "exception":
                found.append(element.exception.message or element.exception.type)
            elif kind == "alert" and element.alert.format == Alert.ERROR:
                found.append(element.alert.body)
        return found


class _Counting(ClientConnection):
    """Counts what arrives, before it is decompressed."""

    arrived = 0

    def data_received(self, data: bytes) -> None:
        self.arrived += len(data)
        super().data_received(data)


class _MessageCache:
    """What the browser has kept, by hash; the same rules as in Streamlit's page."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[ForwardMsg, int]] = {}
        self._runs = 0

    def hashes(self) -> list[str]:
        return list(self._kept)

    def resolved(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "ref_hash":
            kept, _ = self._kept[message.ref_hash]
            self._kept[message.ref_hash] = (kept, self._runs)
            return kept
        if message.metadata.cacheable and message.hash not in self._kept:
            self._kept[message.hash] = (message, self._runs)
        return message

    def end_of_run(self, oldest: int) -> None:
        self._runs += 1
        self._kept = {
            name: (message, used)
            for name, (message, used) in self._kept.items()
            if self._runs - used <= oldest
        }


class Session:
    """One open session. `async with opened(url) as session: await session.run("provinsi=...")`."""

    def __init__(self, connection: _Counting) -> None:
        self._connection = connection
        self._cache = _MessageCache()
        self._oldest = 0

    @classmethod
    async def open(cls, url: str) -> Self:
        """A new session with the server at this address, as a page of its own would open it.

        Raises `SessionLostError`.
        """
        try:
            connection = await connect(
                f"ws://{urlsplit(url).netloc}/_stcore/stream",
                additional_headers={"Origin": url},
                subprotocols=[_SUBPROTOCOL],
                max_size=None,
                open_timeout=PATIENCE_SECONDS,
                ping_interval=None,
                proxy=None,
                create_connection=_Counting,
            )
        except (OSError, TimeoutError, WebSocketException) as error:
            raise SessionLostError(
                mark("A session with {url} could not be opened: {reason}"),
                url=url,
                reason=repr(error),
            ) from error
        assert isinstance(connection, _Counting)
        return cls(connection)

    @property
    def compression(self) -> str:
        """The compression both sides agreed on; empty where none."""
        return ", ".join(extension.name for extension in self._connection.protocol.extensions)

    async def run(self, query: str = "", page: str = "") -> Run:
        """Have the script run with this query, on the page of this path; all that came of it.

        Raises `SessionLostError`.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self._cache.hashes())
        elements: list[Element] = []
        wire, payload = self._connection.arrived, 0
        start = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._connection.send(message.SerializeToString())
                while True:
                    data = await self._connection.recv(decode=False)
                    payload += len(data)
                    received = self._cache.resolved(ForwardMsg.FromString(data))
                    kind = received.WhichOneof("type")
                    if kind == "new_session":
                        elements.clear()
                        self._oldest = received.new_session.config.max_cached_message_age
                    elif kind == "delta" and received.delta.WhichOneof("type") == "new_element":
                        elements.append(received.delta.new_element)
                    elif kind == "script_finished" and self._ended(received):
                        break
        except (OSError, TimeoutError, WebSocketException) as error:
            raise SessionLostError(
                mark("A session was lost before it had its answer: {reason}"), reason=repr(error)
            ) from error
        seconds = time.perf_counter() - start
        self._cache.end_of_run(self._oldest)
        wire = self._connection.arrived - wire
        return Run(seconds, payload, wire, tuple(elements))

    @staticmethod
    def _ended(message: ForwardMsg) -> bool:
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise SessionLostError(mark("The page’s script could not be read."))
        return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    async def close(self) -> None:
        """Say goodbye, as a page does that is closed."""
        await self._connection.close()

    def vanish(self) -> None:
        """Break the connection off without a word, as a computer does whose power fails."""
        self._connection.transport.abort()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Session]:
    """A session for the length of a block. Raises `SessionLostError`."""
    session = await Session.open(url)
    try:
        yield session
    finally:
        await session.close()
