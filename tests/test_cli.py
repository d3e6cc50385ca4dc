"""The command line: answers in three forms, errors in one sentence, nothing written for nothing."""

import csv
import datetime as dt
import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard import __version__, versions
from dashboard.cli import main
from dashboard.filters import Filter
from dashboard.ingest import Draft, ensure_first_version, publish
from dashboard.ingest.templates import template_csv, template_workbook
from dashboard.model import RECORD_TYPES
from dashboard.settings import Settings, settings
from dashboard.versions import Batch, current_version, open_version, publishing
from dashboard.warehouse import Warehouse, queries

PANTAU = Path(sys.executable).parent / "pantau"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in Settings.model_fields:
        monkeypatch.setenv(f"PANTAU_{name.upper()}", "x")  # so that it is restored
        monkeypatch.delenv(f"PANTAU_{name.upper()}")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shared") / "home"
    ensure_first_version(home)
    return home


def _run(*arguments: str, **environment: str) -> Result:
    """The command in this process."""
    settings.cache_clear()
    return CliRunner().invoke(main, list(arguments), env=environment)


def _process(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [PANTAU, *arguments],
        env={**os.environ, **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _sentence(code: int, out: str, err: str) -> str:
    """The one sentence of a refused command."""
    assert "Traceback" not in err, err
    assert code == 2, err
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1, err
    assert err.strip().endswith(".")
    return err.strip()


def _refused(*arguments: str, **environment: str) -> str:
    result = _run(*arguments, **environment)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return _sentence(result.exit_code, result.stdout, result.stderr)


# --- refusals -------------------------------------------------------------------------------------

WRONG = [
    (("query",), ["pantau query --list"]),
    (("query", "nope"), ["nope", "pantau query --list"]),
    (("query", "../views/01_records"), ["01_records"]),
    (("query", "key_figures", "--province", "99"), ["99"]),
    (("query", "key_figures", "--province", ""), []),
    (("query", "key_figures", "--province", "33.01"), ["33.01"]),
    (("query", "key_figures", "--province", "{code}"), ["{code}"]),
    (("query", "key_figures", "--regency", "33.99"), ["33.99"]),
    (("query", "key_figures", "--regency", "3301"), ["3301"]),
    (
        ("query", "key_figures", "--province", "34", "--regency", "33.01"),
        ["Kabupaten Cilacap", "33.01", "Yogyakarta"],
    ),
    (("query", "key_figures", "--election", "pilkada_1999"), ["pilkada_1999", "pilkada_2024"]),
    (("query", "key_figures", "--election", ""), ["pilkada_2024"]),
    (("query", "key_figures", "--election", "all", "--election", "pilkada_2024"), ["all"]),
    (
        ("query", "key_figures", "--from", "2024-10-02", "--to", "2024-10-01"),
        ["2024-10-02", "2024-10-01"],
    ),
    (("query", "key_figures", "--from", "2024-02-30"), ["--from", "2024-02-30"]),
    (("query", "key_figures", "--to", "31.10.2024"), ["--to", "31.10.2024"]),
    (("query", "key_figures", "--to", ""), ["--to"]),
    (("query", "key_figures", "--from", "1999-12-31"), ["1999-12-31", "2000-01-01"]),
    (("query", "key_figures", "--to", "2100-01-01"), ["2100-01-01", "2099-12-31"]),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=lambda v: " ".join(v))
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wrong_argument_is_one_sentence_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], words: list[str], language: str
) -> None:
    fresh = tmp_path / "fresh"
    sentence = _refused(*arguments, "--home", str(fresh), PANTAU_LANGUAGE=language)
    assert all(word in sentence for word in words)
    assert not fresh.exists()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("query", "key_figures", "--version", "abc"), "abc"),
        (("query", "key_figures", "--format", "xml"), "xml"),
        (("query", "key_figures", "--unknown"), "--unknown"),
        (("query", "key_figures", "second"), "second"),
        (("query", "key_figures", "--province"), "--province"),
        (("nope",), "nope"),
    ],
)
def test_a_misspelt_command_line_ends_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], word: str
) -> None:
    result = _run(*arguments, PANTAU_HOME=str(tmp_path / "fresh"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert word in result.stderr.splitlines()[-1]
    assert not (tmp_path / "fresh").exists()


def test_a_name_with_a_line_break_stays_one_line(tmp_path: Path) -> None:
    sentence = _refused("query", "a\nb", "--home", str(tmp_path / "fresh"))
    assert "a" in sentence


def test_the_language_of_the_sentence(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path))
    indonesian = "Tidak ada kueri nope; “pantau query --list” menyebutkan semuanya."
    english = "There is no query nope; “pantau query --list” names them all."
    assert _refused("query", "nope", *home) == indonesian
    assert _refused("query", "nope", *home, PANTAU_LANGUAGE="id") == indonesian
    assert _refused("query", "nope", *home, PANTAU_LANGUAGE="en") == english


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUERY_SECONDS", "0"),
        ("QUERY_SECONDS", "lange"),
        ("QUERY_MEMORY", "viel"),
        ("QUERY_MEMORY", "0MB"),
        ("QUERY_MEMORY", "1MB"),
        ("QUERY_MEMORY", "99999999999999999999GB"),
        ("QUERY_THREADS", "0"),
        ("LANGUAGE", "de"),
        ("DATA_COMPLETE", "vielleicht"),
    ],
)
def test_a_wrong_setting_is_named(home: Path, name: str, value: str) -> None:
    environment = {f"PANTAU_{name}": value}
    sentence = _refused("query", "key_figures", "--home", str(home), **environment)
    if value != "1MB":  # valid, but too little for the query
        assert f"PANTAU_{name}" in sentence
        assert value in sentence


@pytest.mark.parametrize("number", ["0", "2", "-1", "999999999999"])
def test_an_unknown_version(home: Path, number: str) -> None:
    sentence = _refused("query", "key_figures", "--home", str(home), "--version", number)
    assert number in sentence
    assert "1" in sentence


@pytest.mark.parametrize(
    "file", ["manifest.json", "activities.parquet", "reference/deadlines.parquet"]
)
def test_a_damaged_version(tmp_path: Path, file: str) -> None:
    ensure_first_version(tmp_path)
    path = tmp_path / "versions" / "000001" / file
    path.write_bytes(path.read_bytes()[:-5])
    for arguments in ((), ("--version", "1")):
        sentence = _refused("query", "key_figures", "--home", str(tmp_path), *arguments)
        assert file in sentence


@pytest.mark.parametrize("pointer", ["", "x", "7", "-1", "9" * 5000])
def test_a_damaged_pointer(tmp_path: Path, pointer: str) -> None:
    ensure_first_version(tmp_path)
    (tmp_path / "current").write_text(pointer)
    _refused("query", "key_figures", "--home", str(tmp_path))


@pytest.mark.parametrize(
    "home",
    ["/proc/nowhere/home", "/dev/null", "/dev/null/home", "~nosuchuser/home", "/" + "x" * 300],
)
def test_a_home_that_cannot_be_used(home: str) -> None:
    sentence = _refused("query", "key_figures", "--home", home)
    assert home in sentence
    if not home.startswith("~"):
        assert "--home" in sentence
        assert _refused("query", "key_figures", PANTAU_HOME=home) == sentence


@pytest.mark.parametrize("how", ["option", "environment"])
def test_an_empty_home_is_refused_and_not_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if how == "option":
        _refused("query", "key_figures", "--home", "")
    else:
        _refused("query", "key_figures", PANTAU_HOME="")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["/proc/none/x.csv", "/dev/full", "/", "missing/x.csv", ""])
def test_an_answer_that_cannot_be_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    monkeypatch.chdir(tmp_path)
    sentence = _refused("query", "key_figures", "--home", str(home), "--out", out)
    assert out in sentence
    assert list(tmp_path.iterdir()) == []


# --- the same as a process ------------------------------------------------------------------------


def test_process_answers_and_refuses(home: Path, tmp_path: Path) -> None:
    answered = _process("query", "violation_pipeline", "--home", str(home), "--format", "json")
    assert (answered.returncode, answered.stderr) == (0, "")
    assert [row["step"] for row in json.loads(answered.stdout)] == [
        "received",
        "registered",
        "decided",
        "forwarded",
        "sanctioned",
    ]
    fresh = tmp_path / "fresh"
    refused = _process("query", "nope", "--home", str(fresh))
    assert "nope" in _sentence(refused.returncode, refused.stdout, refused.stderr)
    refused = _process("query", "key_figures", PANTAU_QUERY_SECONDS="nan")
    assert "PANTAU_QUERY_SECONDS" in _sentence(refused.returncode, refused.stdout, refused.stderr)
    assert not fresh.exists()


def test_process_survives_bytes_and_terminals_without_unicode(tmp_path: Path) -> None:
    name = b"\xff".decode("utf-8", "surrogateescape")
    refused = _process("query", name, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    _sentence(refused.returncode, refused.stdout, refused.stderr)


def test_process_whose_reader_went_away(home: Path) -> None:
    command = (
        f"'{PANTAU}' query coverage_by_regency --home '{home}' | head -n 1; echo ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    first, code = done.stdout.splitlines()
    assert first.split()[:2] == ["regency_code", "regency_name"]
    assert code == "0"


def test_process_whose_output_is_full(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [PANTAU, "query", "coverage_by_regency", "--home", home],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    _sentence(done.returncode, "", done.stderr)


# --- help and lists -------------------------------------------------------------------------------


def test_version_and_help() -> None:
    assert _run("--version").stdout.strip().endswith(__version__)
    groups = ("query", "serve", "versions", "rollback", "boundaries")
    for arguments in ((), *((name,) for name in groups), ("boundaries", "import")):
        for option in ("--help", "-h"):
            result = _run(*arguments, option)
            assert result.exit_code == 0
            assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_of_queries(tmp_path: Path, language: str) -> None:
    fresh = tmp_path / "fresh"
    result = _run("query", "--list", "--home", str(fresh), PANTAU_LANGUAGE=language)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    names, questions = lines[::2], lines[1::2]
    assert names == sorted(queries())
    assert all(name == name.strip() and " " not in name for name in names)
    assert all(q.startswith("    ") and q[4] != " " and q.endswith("?") for q in questions)
    if language == "en":
        assert [q.strip() for q in questions] == [queries()[name].question for name in names]
    else:
        assert not {q.strip() for q in questions} & {q.question for q in queries().values()}
    assert not fresh.exists()


# --- answers --------------------------------------------------------------------------------------


def _json(home: Path, *arguments: str) -> list[dict[str, object]]:
    result = _run("query", *arguments, "--home", str(home), "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    found: list[dict[str, object]] = json.loads(result.stdout, parse_constant=refuse)
    return found


def test_json_has_514_rows_nulls_and_iso_days(home: Path) -> None:
    rows = _json(home, "coverage_by_regency")
    assert len(rows) == 514
    cilacap = next(row for row in rows if row["regency_code"] == "33.01")
    assert cilacap["first_pokja_on"] == "2024-06-28"
    assert cilacap["status"] == "both"
    empty = next(row for row in rows if row["status"] == "none")
    assert empty["first_activity_on"] is None
    assert empty["participants"] is None
    assert isinstance(empty["violations_per_100k"], float)


def test_json_months(home: Path) -> None:
    rows = _json(home, "violations_over_time", "--election", "pilkada_2024")
    months = [row["month"] for row in rows if row["month"] is not None]
    assert "2024-10" in months
    assert all(str(month)[4] == "-" and len(str(month)) == 7 for month in months)
    assert _json(home, "coverage_over_time", "--to", "2001-01-01") == []


@pytest.mark.parametrize(
    "name",
    [
        "activities_over_time",
        "coverage_by_regency",
        "coverage_over_time",
        "other_pokja",
        "records_behind",
        "violation_pipeline",
        "violations_by_category",
        "violations_over_time",
    ],
)
def test_every_form_of_an_answer_says_the_same(home: Path, name: str) -> None:
    arguments = ("--province", "33", "--from", "2024-01-01", "--to", "2024-12-31")
    rows = _json(home, name, *arguments)
    warehouse = Warehouse(open_version(home))
    chosen = Filter(("33",), since=dt.date(2024, 1, 1), until=dt.date(2024, 12, 31))
    direct = warehouse.rows(name, chosen)
    columns = warehouse.table(name, chosen).column_names
    warehouse.close()

    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, dt.date) else value

    assert rows == [{column: plain(value) for column, value in row.items()} for row in direct]
    texts = [["" if v is None else str(v) for v in row.values()] for row in rows]
    written = _run("query", name, *arguments, "--home", str(home), "--format", "csv").stdout
    assert list(csv.reader(io.StringIO(written), strict=True)) == [columns, *texts]
    assert "\r" not in written

    table = _run("query", name, *arguments, "--home", str(home)).stdout.splitlines()
    assert len(table) == len(rows) + 2
    assert table[0].split() == columns
    assert set(table[1]) == {"-", " "}
    assert not any(line != line.rstrip() for line in table)
    starts = [i for i, c in enumerate(table[1]) if c == "-" and (i == 0 or table[1][i - 1] == " ")]
    cells = [
        [line[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]
        for line in table[2:]
    ]
    assert cells == texts


def test_out_writes_the_same_answer_to_a_file(home: Path, tmp_path: Path) -> None:
    for layout in ("csv", "json", "table"):
        common = ("query", "violations_by_category", "--home", str(home), "--format", layout)
        out = tmp_path / f"answer.{layout}"
        out.write_text("older and longer " * 10_000)
        result = _run(*common, "--out", str(out))
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        assert out.read_bytes() == _run(*common).stdout.encode()


def test_filters_reach_the_query(home: Path) -> None:
    rows = _json(home, "coverage_by_regency", "--province", "33")
    assert len(rows) == 35
    rows = _json(home, "coverage_by_regency", "--province", "33", "--province", "34")
    assert len(rows) == 40
    both = ("--regency", "33.29", "--regency", "33.01", "--regency", "33.01")
    rows = _json(home, "coverage_by_regency", *both)
    assert [row["regency_code"] for row in rows] == ["33.01", "33.29"]


def test_elections_on_the_command_line(home: Path) -> None:
    def activities(*elections: str) -> object:
        options = [word for e in elections for word in ("--election", e)]
        return _json(home, "key_figures", *options)[0]["activities"]

    assert activities() == activities("all") == 360
    by_election = {e["election"]: e["activities"] for e in _json(home, "elections_with_records")}
    assert activities("pilkada_2024") == by_election["pilkada_2024"]
    two = by_election["pilkada_2024"] + by_election["pemilu_2024"]  # type: ignore[operator]
    assert activities("pilkada_2024", "pemilu_2024", "pilkada_2024") == two


def test_all_elections_named_twice_are_all_elections(home: Path) -> None:
    rows = _json(home, "key_figures", "--election", "all", "--election", "all")
    assert rows[0]["activities"] == 360


def test_a_chosen_version_is_answered_from(tmp_path: Path, home: Path) -> None:
    assert _json(home, "key_figures", "--version", "1") == _json(home, "key_figures")
    fresh = tmp_path / "fresh"
    assert _json(fresh, "key_figures", "--version", "1") == _json(home, "key_figures")
    assert (fresh / "current").read_text() == "1\n"


def test_home_after_the_subcommand_beats_the_environment(tmp_path: Path, home: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    result = _run("query", "key_figures", "--home", str(ours), PANTAU_HOME=str(theirs))
    assert result.exit_code == 0
    assert (ours / "current").exists()
    assert not theirs.exists()
    result = _run("query", "key_figures", PANTAU_HOME=str(theirs))
    assert result.exit_code == 0
    assert (theirs / "current").exists()
    # A damaged home in the environment does not matter either.
    (theirs / "current").write_text("x")
    result = _run("query", "key_figures", "--home", str(home), PANTAU_HOME=str(theirs))
    assert result.exit_code == 0


def test_a_relative_home_is_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run("query", "key_figures", "--home", "sub/home").exit_code == 0
    assert (tmp_path / "sub" / "home" / "current").read_text() == "1\n"


def test_a_tilde_in_the_environment_is_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, user = tmp_path / "work", tmp_path / "user"
    work.mkdir()
    user.mkdir()
    monkeypatch.chdir(work)
    result = _run("query", "key_figures", PANTAU_HOME="~/data", HOME=str(user))
    assert (result.exit_code, result.stderr) == (0, "")
    assert (user / "data" / "current").read_text() == "1\n"
    assert list(work.iterdir()) == []


def test_new_pokja_are_counted_within_a_period_only(home: Path) -> None:
    first = _json(home, "key_figures", "--from", "2024-10-01", "--to", "2024-10-31")
    assert first[0]["new_pokja"] is not None
    assert _json(home, "key_figures", "--to", "2024-10-31")[0]["new_pokja"] is None


# --- versions -------------------------------------------------------------------------------------

HANDED_IN = Batch(
    file="a\x1b[2J\nb.xlsx",
    sheet="Kegiatan",
    table="activities",
    rows=3,
    sha256="0" * 64,
    origin="Bawaslu",
    retrieved_on=dt.date(2024, 10, 17),
    read=1205,
    accepted=1200,
    updated=7,
    unchanged=3,
    rejected=2,
    by="bawaslu-jateng",
)


@pytest.fixture
def history(home: Path, tmp_path: Path) -> Path:
    """A home with the embedded version and an ingested, simulated one without tables."""
    return _second_version(Path(shutil.copytree(home, tmp_path / "history")), simulated=True)


@pytest.fixture
def real_history(home: Path, tmp_path: Path) -> Path:
    """The same, but that the second version is a real one."""
    return _second_version(Path(shutil.copytree(home, tmp_path / "history")), simulated=False)


def _second_version(copied: Path, *, simulated: bool) -> Path:
    with publishing(copied):
        publish(
            copied,
            Draft(
                {},
                [HANDED_IN],
                simulated=simulated,
                action="ingest",
                base=1,
                by="bawaslu-jateng",
            ),
        )
    return copied


def _versions(home: Path) -> list[dict[str, object]]:
    result = _run("versions", "--json", "--home", str(home))
    assert (result.exit_code, result.stderr) == (0, "")
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_versions_makes_the_first_one(tmp_path: Path) -> None:
    (only,) = _versions(tmp_path / "fresh")
    batches = only.pop("batches")
    created_at = open_version(tmp_path / "fresh").manifest.created_at
    assert only == {
        "version": 1,
        "current": True,
        "damaged": False,
        "problem": None,
        "published_at": f"{created_at:%Y-%m-%dT%H:%M:%SZ}",
        "action": "first",
        "base": None,
        "by": "",
        "simulated": False,
        "rows": {"activities": 360, "published_figures": 548, "risk_index": 30, "violations": 230},
    }
    assert isinstance(batches, list)
    assert [(b["file"], b["table"], b["read"], b["accepted"], b["rejected"]) for b in batches] == [
        ("activities.csv", "activities", 360, 360, 0),
        ("violations.csv", "violations", 230, 230, 0),
        ("published_figures.csv", "published_figures", 548, 548, 0),
        ("risk_index.csv", "risk_index", 30, 30, 0),
    ]


def test_versions_as_json_newest_first(history: Path) -> None:
    newest, first = _versions(history)
    assert [newest["version"], first["version"]] == [2, 1]
    assert [newest["current"], first["current"]] == [True, False]
    assert (newest["action"], newest["base"], newest["by"]) == ("ingest", 1, "bawaslu-jateng")
    assert (newest["simulated"], first["simulated"]) == (True, False)
    assert newest["batches"] == [HANDED_IN.model_dump(mode="json")]
    assert set(newest) == set(first)


def test_versions_to_read(history: Path) -> None:
    lines = _run("versions", "--home", str(history), PANTAU_LANGUAGE="en").stdout.splitlines()
    at = open_version(history, 2).manifest.created_at
    assert lines[0] == (
        f"data version 2, current, {at:%Y-%m-%d %H:%M} UTC, records handed in, from version 1, "
        "by bawaslu-jateng, simulated"
    )
    assert lines[2] == (
        "    a�[2J�b.xlsx [Kegiatan] -> activities: read 1,205, accepted 1,200 (updated 7), "
        "unchanged 3, rejected 2"
    )
    assert lines[3].startswith("data version 1, ")
    assert "current" not in lines[3]
    assert lines[4] == "    activities 360, published_figures 548, risk_index 30, violations 230"
    assert len(lines) == 4 + 5


@pytest.mark.parametrize(("rows", "words"), [(1, "1 row"), (1360, "1,360 rows")])
def test_a_batch_from_before_the_counts_shows_its_rows(
    tmp_path: Path, rows: int, words: str
) -> None:
    batch = Batch(
        file="a.csv",
        table="activities",
        rows=rows,
        sha256="0" * 64,
        origin="Bawaslu",
        retrieved_on=dt.date(2024, 10, 17),
    )
    with publishing(tmp_path):
        publish(tmp_path, Draft({}, [batch]))
    result = _run("versions", "--home", str(tmp_path), PANTAU_LANGUAGE="en")
    assert result.stdout.splitlines()[-1] == f"    a.csv -> activities: {words}"


@pytest.mark.parametrize("file", ["manifest.json", "reference/deadlines.parquet"])
def test_a_damaged_version_hides_no_other(history: Path, file: str) -> None:
    path = history / "versions" / "000001" / file
    path.write_bytes(path.read_bytes()[:-5])
    intact, damaged = _versions(history)
    assert (intact["version"], intact["damaged"], intact["problem"]) == (2, False, None)
    assert (damaged["version"], damaged["damaged"], damaged["current"]) == (1, True, False)
    assert file in str(damaged["problem"])
    assert set(damaged) == set(intact)
    text = _run("versions", "--home", str(history), PANTAU_LANGUAGE="en").stdout
    assert "data version 1, damaged\n    Data version 1 is damaged" in text
    assert text.startswith("data version 2, current, ")


def test_versions_are_listed_under_a_damaged_pointer(history: Path) -> None:
    (history / "current").write_text("x")
    result = _run("versions", "--json", "--home", str(history))
    assert result.exit_code == 0
    assert [v["current"] for v in json.loads(result.stdout)] == [False, False]
    assert result.stderr.count("\n") == 1
    assert str(history) in result.stderr


def test_a_rollback_says_the_new_number(real_history: Path) -> None:
    history = real_history
    result = _run("rollback", "1", "--home", str(history), PANTAU_LANGUAGE="en", LOGNAME="kantor")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Data version 3 is current now; it holds what version 1 holds.\n"
    newest, _, first = _versions(history)
    assert (newest["version"], newest["current"]) == (3, True)
    assert (newest["action"], newest["base"], newest["by"]) == ("rollback", 1, "kantor")
    assert (newest["rows"], newest["batches"]) == (first["rows"], first["batches"])
    assert _json(history, "key_figures") == _json(history, "key_figures", "--version", "1")


@pytest.mark.parametrize("number", ["2", "3", "0", "999999999999"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_refused_rollback_is_one_sentence(history: Path, number: str, language: str) -> None:
    sentence = _refused("rollback", number, "--home", str(history), PANTAU_LANGUAGE=language)
    assert number in sentence
    assert current_version(history) == 2
    assert len(_versions(history)) == 2


@pytest.mark.parametrize("arguments", [(), ("x",), ("1.5",), ("1", "2")])
def test_a_misspelt_rollback_writes_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = _run("rollback", *arguments, "--home", str(tmp_path / "fresh"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert not (tmp_path / "fresh").exists()


def test_a_rollback_to_the_only_version_is_refused(tmp_path: Path) -> None:
    assert "1" in _refused("rollback", "1", "--home", str(tmp_path / "fresh"))
    assert [v["version"] for v in _versions(tmp_path / "fresh")] == [1]


def test_an_account_without_a_name_may_roll_back(
    real_history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)
    assert _run("rollback", "1", "--home", str(real_history)).exit_code == 0
    assert _versions(real_history)[0]["by"] == ""


def test_a_rollback_says_that_it_waits(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "LOCK_SECONDS", 0.1)
    with (history / "publish.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        result = _run("rollback", "1", "--home", str(history), PANTAU_LANGUAGE="en")
    assert (result.exit_code, result.stdout) == (2, "")
    waits, gives_up = result.stderr.splitlines()
    assert waits == "Another process is publishing; waiting until it is done."
    assert gives_up.startswith("Another process is publishing into ")


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("table", list(RECORD_TYPES))
def test_a_template_is_written(tmp_path: Path, table: str, suffix: str) -> None:
    out = tmp_path / f"templat.{suffix.upper()}"
    result = _run("template", table, "--out", str(out))
    assert (result.exit_code, result.output) == (0, "")
    make = template_workbook if suffix == "xlsx" else template_csv
    assert out.read_bytes() == make(table)


@pytest.mark.parametrize("name", ["templat.pdf", "templat", "nirwana/templat.csv"])
def test_a_template_that_cannot_be_written_is_one_sentence(tmp_path: Path, name: str) -> None:
    sentence = _refused("template", "activities", "--out", str(tmp_path / name))
    assert name in sentence
    assert list(tmp_path.iterdir()) == []
