"""Files by address: the same as on the command line, or a sentence that says why there is none."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import Serving, serving

from dashboard.ingest import ensure_first_version
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.press_draft import MOST_FIGURES
from dashboard.resources import DATA

ADDRESS = "https://pantau.contoh.go.id"
PANTAU = Path(sys.executable).parent / "pantau"
SCRIPT = DATA.parent / "dashboard" / "app.py"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shared") / "home"
    ensure_first_version(home)
    return home


@pytest.fixture(scope="module")
def server(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("server")
    with serving(SCRIPT, home=home, cwd=folder, settings={"PANTAU_ADDRESS": ADDRESS}) as started:
        yield started


def _command(home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [PANTAU, "export", *arguments],
        env={**os.environ, "PANTAU_HOME": str(home), "PANTAU_ADDRESS": ADDRESS},
        capture_output=True,
        check=True,
        timeout=120,
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "svg", "pdf"])
def test_an_address_gives_the_file_of_the_command_line(
    server: Serving, home: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"file.{suffix}"
    chosen = ("--province", "33", "--from", "2024-01-01", "--to", "2024-10-31")
    election = ("--election", "pilkada_2024")
    _command(home, "violations_by_month", *chosen, *election, "--version", "1", "--out", str(out))
    answer = server.ask(
        f"/ekspor/violations_by_month.{suffix}?provinsi={quote('Jawa Tengah')}"
        "&periode=2024-01-01&periode=2024-10-31&pemilihan=pilkada_2024&versi=1"
    )
    assert answer.status == 200
    assert answer.body == out.read_bytes()
    name = answer.headers["content-disposition"]
    assert name.startswith('attachment; filename="violations_by_month_v1_2024-')
    assert name.endswith(f'.{suffix}"')
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        ("gaps.csv?pemilihan=pilkada_2024&provinsi=33&versi=1", "pilkada_2024_33.csv"),
        ("gaps.csv?pemilihan=all&kabupaten=33.01&versi=1&bahasa=en", "33.01_en.csv"),
        ("gaps.csv?provinsi=33&provinsi=34&provinsi=35&provinsi=36", "_4_wilayah.csv"),
        ("gaps.png?pemilihan=pilkada_2024&piksel=1080x1080", "pilkada_2024_1080x1080.png"),
    ],
)
def test_names_of_files_tell_place_election_size_and_language_apart(
    server: Serving, path: str, ends: str
) -> None:
    answer = server.ask(f"/ekspor/{path}")
    assert answer.status == 200
    assert answer.headers["content-disposition"].endswith(f'{ends}"')


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("no_such.csv", "no_such"),
        ("coverage_map.docx", "docx"),
        ("coverage_map.png?piksel=500x500", "500x500"),
        ("coverage_map.csv?versi=99", "99"),
        ("coverage_map.csv?versi=baru", "baru"),
        ("coverage_map.csv?provinsi=Jawa+Atas", "Jawa Atas"),
        ("coverage_map.csv?periode=2024-02-30", "2024-02-30"),
        ("briefing.txt?gambar=no_such", "no_such"),
        ("coverage_map.csv?provinsi=%3Cscript%3E", "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_made_is_a_sentence(server: Serving, path: str, said: str) -> None:
    answer = server.ask(f"/ekspor/{path}")
    assert answer.status == 422
    assert answer.headers["content-type"].startswith("text/html")
    page = answer.body.decode()
    assert said in page
    assert "<script>" not in page
    assert "Traceback" not in page


def test_the_sentence_is_in_the_readers_language(server: Serving) -> None:
    assert b"There is no figure" in server.ask("/ekspor/no_such.csv?bahasa=en").body


def test_a_figure_too_many_is_said(server: Serving) -> None:
    figures = "&".join(f"gambar={name}" for name in list(EXHIBITS)[: MOST_FIGURES + 1])
    answer = server.ask(f"/ekspor/briefing.xlsx?{figures}&bahasa=en")
    assert answer.status == 422
    assert f"At most {MOST_FIGURES} of gambar can be asked for" in answer.body.decode()


def test_pages_answer_while_pictures_are_made(server: Serving) -> None:
    done: list[str] = []

    def make(size: str) -> None:
        answer = server.ask(f"/ekspor/coverage_map.png?piksel={size}")
        done.append(f"{size} {answer.status}")

    makers = [threading.Thread(target=make, args=(size,)) for size in ("1080x1080", "1080x1350")]
    for maker in makers:
        maker.start()
    answered_meanwhile = 0
    while any(maker.is_alive() for maker in makers):
        assert server.ask("/healthz").status == 200
        answered_meanwhile += any(maker.is_alive() for maker in makers)
    assert sorted(done) == ["1080x1080 200", "1080x1350 200"]
    assert answered_meanwhile > 20


def test_no_chromium_outlives_the_server(home: Path, tmp_path: Path) -> None:
    with serving(SCRIPT, home=home, cwd=tmp_path) as started:
        assert started.ask("/ekspor/violations_by_month.png").status == 200
        family = _descendants(started.process.pid)
        assert any("chrom" in name for name in family.values())
        started.stop(signal.SIGTERM)
    assert not [pid for pid in family if _is_running(pid)]


def test_a_server_that_stops_does_not_wait_for_a_long_deck(home: Path, tmp_path: Path) -> None:
    figures = "&".join(f"gambar={name}" for name in list(EXHIBITS)[:40])
    with serving(SCRIPT, home=home, cwd=tmp_path) as started:
        started.ask("/ekspor/key_figures.png")
        family = _descendants(started.process.pid)
        failed: list[object] = []

        def ask() -> None:
            try:
                failed.append(started.ask(f"/ekspor/briefing.zip?{figures}").status != 200)
            except OSError:
                failed.append(True)

        asking = threading.Thread(target=ask)
        asking.start()
        asking.join(1)
        began = time.monotonic()
        started.stop(signal.SIGTERM)
        assert time.monotonic() - began < 15
        asking.join()
        assert failed == [True]
    assert not [pid for pid in family if _is_running(pid)]


def _descendants(root: int) -> dict[int, str]:
    """The names of all processes that a process started, and theirs, by number."""
    found: dict[int, str] = {}
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                name, _, rest = (entry / "stat").read_text().partition(") ")
            except OSError:
                continue
            parents[int(entry.name)] = (int(rest.split()[1]), name.partition("(")[2])
    added = {root}
    while added:
        added = {pid for pid, (parent, _) in parents.items() if parent in added}
        found.update({pid: parents[pid][1] for pid in added})
    return found


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
