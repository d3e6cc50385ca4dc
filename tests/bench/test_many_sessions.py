"""Sessions that share a server: each sees its own; those that vanish leave nothing behind."""

import asyncio
import re
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.Element_pb2 import Element

from dashboard.bench import serving, sessions
from dashboard.bench.live import Run, ShownError
from dashboard.bench.sessions import Crowd, SessionMixedError, checked, percentile
from dashboard.ingest import ensure_first_version

# The program's server, which forgets a broken-off session after 2 seconds and writes how many
# sessions it holds when it is asked by a signal.
_COUNTING_SERVER = """
import gc, signal, sys
from streamlit.runtime.app_session import AppSession
from dashboard import server
def count(*_):
    gc.collect()
    print("sessions", sum(type(one) is AppSession for one in gc.get_objects()), flush=True)
signal.signal(signal.SIGUSR1, count)
server.SAFETY = {**server.SAFETY, "server.disconnectedSessionTTL": 2}
server.serve("127.0.0.1", int(sys.argv[1]))
"""

_COUNTED = re.compile(r"^sessions (\d+)\n", re.MULTILINE)


def _run(*bodies: str, error: str = "") -> Run:
    elements = []
    for body in bodies:
        element = Element()
        element.markdown.body = body
        elements.append(element)
    if error:
        element = Element()
        element.alert.body, element.alert.format = error, Alert.ERROR
        elements.append(element)
    return Run(1.0, 1, 1, tuple(elements))


def test_a_session_that_sees_its_own_place_tells_its_version() -> None:
    run = _run("Kabupaten Tojo Una\\-Una · Pilkada Serentak 2024", "data · versi data 12")
    assert checked(run, "Kabupaten Tojo Una-Una") == 12
    # A kecamatan there is called as a kabupaten/kota elsewhere.
    run = _run("Kabupaten Rejang Lebong", "Kota Padang", "versi data 3")
    assert checked(run, "Kabupaten Rejang Lebong") == 3


@pytest.mark.parametrize(
    ("run", "message"),
    [
        pytest.param(_run("Kota Ambon", "Kota Tual", "versi data 1"), "Kota Tual", id="two places"),
        pytest.param(_run("Kota Tual", "versi data 1"), "Kota Tual", id="another place"),
        pytest.param(_run("versi data 1"), "was shown", id="no place"),
        pytest.param(_run("Kota Ambon"), "names 0", id="no version"),
        pytest.param(_run("Kota Ambon", "versi data 1", "versi data 2"), "names 2", id="versions"),
    ],
)
def test_a_session_that_sees_something_else_is_an_error(run: Run, message: str) -> None:
    with pytest.raises(SessionMixedError, match=message):
        checked(run, "Kota Ambon")


def test_a_session_that_sees_an_error_is_an_error() -> None:
    with pytest.raises(ShownError, match="rusak"):
        checked(_run("Kota Ambon", "versi data 1", error="rusak"), "Kota Ambon")


@given(st.lists(st.floats(0, 100), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_smallest_value_that_holds_the_share(
    values: list[float], share: int
) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= share * len(values)
    assert sum(value < found for value in values) * 100 < share * len(values)


@pytest.mark.long
def test_thirty_sessions_work_while_a_version_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "MANY", 40)
    monkeypatch.setitem(sessions.WORKING_ROUNDS, 40, 1)
    monkeypatch.setattr(sessions, "STEP", 13)
    monkeypatch.setattr(sessions, "ROUNDS", 1)
    monkeypatch.setattr(sessions, "WORKING_SECONDS", 15.0)
    ensure_first_version(tmp_path / "home")
    with serving.program(tmp_path / "home") as server:
        found = asyncio.run(sessions._embedded(Crowd(server), server, tmp_path / "home"))
    measured = {measure.key: measure for measure in found}
    assert measured["sessions_30_p95"].median > 1
    assert measured["filter_change_wire"].median < measured["filter_change_bytes"].median


@pytest.mark.long
def test_sessions_that_vanish_are_forgotten(tmp_path: Path) -> None:
    ensure_first_version(tmp_path)
    port = serving.free_port()
    command = (sys.executable, "-c", _COUNTING_SERVER, str(port))
    with serving.running(command, port, "/healthz", {"PANTAU_HOME": str(tmp_path)}) as server:
        assert asyncio.run(_left_behind(server)) <= 1


async def _left_behind(server: serving.Server) -> int:
    """How many sessions the server holds after 12 have vanished and their time is over."""
    crowd = Crowd(server)
    await crowd.grow(12)
    assert _held(server) == 12
    await crowd.vanish()
    await asyncio.sleep(2.5)  # the time for which the server keeps them, which is what is tested
    await crowd.grow(1)  # Streamlit clears up when the next one leaves
    await crowd.vanish()
    return _held(server)


def _held(server: serving.Server) -> int:
    """How many sessions the server holds, as it writes when it is asked."""
    before = len(_COUNTED.findall(server.log.read_text(encoding="utf-8")))
    server.process.send_signal(signal.SIGUSR1)
    while len(counts := _COUNTED.findall(server.log.read_text(encoding="utf-8"))) == before:
        pass
    return int(counts[-1])
