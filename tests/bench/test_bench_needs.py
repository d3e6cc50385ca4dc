"""What a run needs is looked at first, and said in a sentence."""

from pathlib import Path

import pytest

from dashboard.bench import needs
from dashboard.bench.needs import BenchError, check, disk_bytes, memory_bytes
from dashboard.bench.plan import LARGE, PARTS, SIZES, Plan
from dashboard.locale import Locale
from dashboard.settings import settings

_QUERIES = ("queries",)


def test_a_plan_needs_the_records_of_its_parts_alone() -> None:
    assert Plan.of([], [], False) == Plan(tuple(PARTS), SIZES)
    assert Plan.of(["ingest", "pages"], [5_000, 2_000, 5_000], False) == Plan(
        ("pages", "ingest"), (2_000, 5_000)
    )
    ingest = Plan(("ingest",))
    assert (ingest.homes(), ingest.csv_folders()) == ((), (10_000, 1_000_000))
    assert Plan(("pages",)).homes() == (10_000_000,)
    naive = Plan(("naive",))
    assert (naive.homes(), naive.csv_folders()) == ((1_000_000,), (1_000_000,))
    assert Plan(_QUERIES, large=True).homes() == (*SIZES, LARGE)
    assert Plan(("startup",)).homes() == Plan(("startup",)).csv_folders() == ()
    only_many = Plan(("naive", "ingest"), (5_000_000,))
    assert only_many.homes() == only_many.csv_folders() == (5_000_000,)


def test_more_records_need_more() -> None:
    plans = [Plan(_QUERIES, (rows,)) for rows in SIZES]
    for needed in (disk_bytes, memory_bytes):
        amounts = [needed(plan) for plan in plans]
        assert amounts == sorted(set(amounts))


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (Plan(_QUERIES, (10**13,)), "on the disk of"),
        (Plan(("startup",)), "There is no Chromium to measure pages with"),
    ],
)
def test_too_little_room_and_no_browser_are_said(
    plan: Plan, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANTAU_CHROMIUM", str(tmp_path / "none"))
    settings.cache_clear()
    with pytest.raises(BenchError) as refused:
        check(plan, tmp_path)
    monkeypatch.undo()
    settings.cache_clear()
    assert words in refused.value.sentence(Locale("en"))


def test_too_little_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "free_memory", lambda: 1_234_567_890)
    with pytest.raises(BenchError) as refused:
        check(Plan(_QUERIES, (1_000,)), tmp_path)
    assert "of memory; 1235 MB are free." in refused.value.sentence(Locale("en"))


def test_a_package_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "EXTRA", ("psutil", "not_installed_anywhere"))
    with pytest.raises(BenchError) as refused:
        check(Plan(), tmp_path)
    sentence = refused.value.sentence(Locale("en"))
    assert "“pip install not_installed_anywhere” adds them" in sentence
