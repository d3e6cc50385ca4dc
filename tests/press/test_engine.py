import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import plotly.graph_objects as go
import pytest
from made_sheets import chart

from dashboard.locale import Locale
from dashboard.press import engine
from dashboard.press.engine import EngineError, EngineMissing
from dashboard.settings import Settings

pytestmark = pytest.mark.browser
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="9"/></svg>'


def running(group: int) -> list[int]:
    """The processes of a group that have not ended, by /proc."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text()
                threads = len(list((entry / "task").iterdir()))
            except OSError:  # it ended while it was looked at
                continue
            state, _, its_group = stat.rpartition(")")[2].split(maxsplit=3)[:3]
            if int(its_group) == group and (state != "Z" or threads > 1):
                found.append(int(entry.name))
    return found


def wait_until_gone(group: int) -> None:
    """Until no process of the group is left; fails after 20 seconds."""
    for _ in range(400):
        if not running(group):
            return
        threading.Event().wait(0.05)
    pytest.fail(f"still running: {running(group)}")


def worker() -> int:
    """The number of the warm worker, which is that of its group."""
    engine.png(SQUARE, 40, 40, 1)
    assert engine._engine._worker is not None
    return engine._engine._worker._process.pid


def drawn() -> str:
    return engine.figure_svg(chart().to_dict(), Locale(), 400, 300)


def test_the_worker_stays_warm_and_holds_chromium() -> None:
    pid = worker()
    assert worker() == pid
    assert len(running(pid)) > 2
    assert os.getpgid(0) != pid


def test_the_order_of_attributes_is_not_left_to_chance() -> None:
    tags = re.findall(r"<[a-z]+ ([^<>]+?)/?>", drawn())
    orders = [re.findall(r'[\w:-]+="[^"]*"', tag) for tag in tags]
    assert any(len(order) > 3 and "style=" in " ".join(order) for order in orders)
    assert [order for order in orders if order != sorted(order)] == []


def test_a_killed_worker_takes_chromium_along_and_is_replaced() -> None:
    pid = worker()
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    assert worker() != pid
    assert "1678" in drawn()


def test_a_killed_chromium_ends_its_worker_and_is_replaced() -> None:
    pid = worker()
    for process in set(running(pid)) - {pid}:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    wait_until_gone(pid)
    assert "1678" in drawn()


def test_a_job_whose_engine_is_killed_in_the_middle_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pid = worker()
    held = engine._engine._worker
    assert held is not None
    send, sent = held.connection.send, threading.Event()

    def send_and_say(job: object) -> None:
        send(job)
        sent.set()

    monkeypatch.setattr(held.connection, "send", send_and_say)
    os.killpg(pid, signal.SIGSTOP)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(drawn)
        assert sent.wait(30)
        os.killpg(pid, signal.SIGKILL)
        with pytest.raises(EngineError) as caught:
            job.result()
    assert "coba lagi" in caught.value.sentence(Locale()) or "again" in str(caught.value)
    assert "1678" in drawn()


def test_an_engine_that_hangs_is_given_up_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    pid = worker()
    with monkeypatch.context() as patch:
        patch.setattr(engine, "settings", lambda: Settings(export_seconds=1))
        os.killpg(pid, signal.SIGSTOP)
        with pytest.raises(EngineError, match="1 seconds"):
            # More than the connection holds: already sending it hangs.
            engine.png(SQUARE.replace("/></svg>", f"{' ' * 2_000_000}/></svg>"), 40, 40, 1)
    wait_until_gone(pid)
    assert "1678" in drawn()


def test_two_at_once_both_get_their_own() -> None:
    with ThreadPoolExecutor() as pool:
        widths = range(300, 308)
        figures = [
            pool.submit(engine.figure_svg, chart().to_dict(), Locale(), width, 200)
            for width in widths
        ]
        for width, figure in zip(widths, figures, strict=True):
            assert f'width="{width}"' in figure.result()


def test_more_than_can_wait_are_sent_away() -> None:
    pid = worker()
    places = engine._engine._places
    taken = 0
    while places.acquire(blocking=False):
        taken += 1
    try:
        with pytest.raises(EngineError, match="Too many"):
            drawn()
    finally:
        for _ in range(taken):
            places.release()
    assert taken >= 2
    assert worker() == pid


def test_without_chromium_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.close()
    for path in (None, Path("/nowhere/chromium")):
        missing = Settings(chromium=path)
        monkeypatch.setattr(engine, "settings", lambda settings=missing: settings)
        assert not engine.available()
        with pytest.raises(EngineMissing, match="apt-get install chromium"):
            drawn()


def test_a_chromium_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.close()
    monkeypatch.setattr(engine, "settings", lambda: Settings(chromium=Path("/bin/false")))
    with pytest.raises(EngineError, match="/bin/false"):
        drawn()


def test_nothing_is_asked_of_any_host() -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        spying = go.Figure(chart())
        spying.add_layout_image(source=f"{address}/a.png", x=0, y=0, sizex=1, sizey=1)
        inside = f'<image width="9" height="9" href="{address}/b.png"/></svg>'
        script = f"<script>fetch('{address}/c')</script></svg>"
        engine.figure_svg(spying.to_dict(), Locale(), 300, 200)
        for hostile in (inside, script):
            engine.png(SQUARE.replace("</svg>", hostile), 40, 40, 1)
            engine.pdf([SQUARE.replace("</svg>", hostile)], 40, 40)
        server.shutdown()
        thread.join()
    assert asked == []


def test_nothing_is_left_when_the_asking_process_is_killed() -> None:
    script = (
        "from dashboard.press import engine\n"
        f"engine.png({SQUARE!r}, 40, 40, 1)\n"
        "worker = engine._engine._worker\n"
        "print(worker._process.pid, worker._profile.name, flush=True)\n"
        "input()\n"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with asking:
        group, profile = asking.stdout.readline().split()
        assert running(int(group))
        asking.kill()
    wait_until_gone(int(group))
    assert not list(Path(profile).glob("*/Default"))


def test_nothing_is_left_when_the_asking_process_ends() -> None:
    script = (
        "from dashboard.press import engine\n"
        f"engine.png({SQUARE!r}, 40, 40, 1)\n"
        "worker = engine._engine._worker\n"
        "print(worker._process.pid, worker._profile.name)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    group, profile = done.stdout.split()
    wait_until_gone(int(group))
    assert not Path(profile).exists()


@pytest.fixture(scope="module", autouse=True)
def _no_engine_left() -> Iterator[None]:
    yield
    engine.close()
