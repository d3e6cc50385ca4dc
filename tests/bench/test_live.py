"""A session over the real websocket: what it counts, keeps, notices; servers end with a block."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from dashboard.bench.live import Run, Session, SessionLostError, opened
from dashboard.bench.serving import NotServedError, Server, bare, free_port, running

# Streamlit keeps messages from 10,000 bytes on.
_LONG = "panjang " * 5_000
_SCRIPT = f"""
import streamlit as st
st.write("Anda meminta " + st.query_params.get("apa", "semua"))
st.write("panjang " * {_LONG.count(" ")})
if st.query_params.get("apa") == "galat":
    raise ValueError("rusak")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    script = tmp_path_factory.mktemp("script") / "script.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    with bare(script) as started:
        yield started


def _runs(server: Server, *queries: str) -> list[Run]:
    async def ask() -> list[Run]:
        async with opened(server.url) as session:
            return [await session.run(query) for query in queries]

    return asyncio.run(ask())


def _texts(run: Run) -> list[str]:
    return [one.markdown.body for one in run.elements if one.WhichOneof("type") == "markdown"]


def _sent_without_a_cache(server: Server, query: str) -> int:
    """Bytes of all messages to a session that keeps nothing, read another way."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    size = 0
    with connect(
        f"ws{server.url.removeprefix('http')}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
    ) as socket:
        socket.send(asked.SerializeToString())
        while True:
            data = socket.recv(timeout=60)
            size += len(data)
            if ForwardMsg.FromString(data).WhichOneof("type") == "script_finished":
                return size


def test_a_run_is_counted_in_full(server: Server) -> None:
    [run] = _runs(server, "apa=satu")
    assert _texts(run) == ["Anda meminta satu", _LONG.strip()]
    assert run.payload == pytest.approx(_sent_without_a_cache(server, "apa=satu"), abs=100)
    assert run.seconds > 0
    assert run.problems() == []


def test_what_the_browser_keeps_is_not_sent_again(server: Server) -> None:
    first, second, third = _runs(server, "apa=satu", "apa=dua", "apa=tiga")
    assert _texts(second) == ["Anda meminta dua", _LONG.strip()]
    assert _texts(third) == ["Anda meminta tiga", _LONG.strip()]
    assert first.payload > len(_LONG)
    for later in (second, third):
        assert later.payload < first.payload - 0.9 * len(_LONG)


def test_an_error_on_the_page_is_noticed(server: Server) -> None:
    [broken] = _runs(server, "apa=galat")
    assert any("rusak" in problem for problem in broken.problems())


def test_a_session_whose_server_is_gone_is_lost() -> None:
    with pytest.raises(SessionLostError):
        asyncio.run(Session.open(f"http://127.0.0.1:{free_port()}"))


def test_a_server_has_ended_when_its_block_ends() -> None:
    port = free_port()
    command = (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port))
    with running(command, port, "/", {}) as started:
        assert started.memory() > 1
        assert not started.connections()
    assert not psutil.pid_exists(started.process.pid)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('tidak ada data')")
    with pytest.raises(NotServedError, match="tidak ada data"), running(command, 1, "/", {}):
        pass
