"""The draft of a press release: what an address says of it, the version it looks back to."""

import datetime as dt
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import make_version
from pptx import Presentation

from dashboard.filters import Filter
from dashboard.journal import Entry
from dashboard.locale import Locale
from dashboard.pages import press_text
from dashboard.pages.data import opened
from dashboard.pages.deck import briefing
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.older_version import told
from dashboard.pages.opening import view_of
from dashboard.pages.order import Order
from dashboard.pages.press_draft import (
    DEFAULT_FIGURES,
    DRAFT_CHOICES,
    figures_of,
    fixed,
    last_briefing_of,
    parts_of,
)
from dashboard.pages.press_text import changes_of, text_of, version_on
from dashboard.pages.view import View
from dashboard.press.public import PublicData
from dashboard.press.release import PARTS


def _activity(number: int, day: str) -> dict[str, str]:
    return {"activity_id": f"KG-{number}", "date_from": day, "regency_codes": "33.01"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions: one activity, then three."""
    folder = tmp_path_factory.mktemp("draft") / "home"
    make_version(folder, activities=[_activity(1, "2024-09-01")])
    make_version(folder, activities=[_activity(n, "2024-09-01") for n in range(3)])
    return folder


def _view(home: Path, number: int | None = None, **parameters: list[str]) -> View:
    view, dropped = view_of(
        PublicData(opened(home, number)),
        parameters,
        path="siaran",
        choices=DRAFT_CHOICES,
        mode="light",
        server="https://contoh.id",
    )
    assert dropped == []
    return view


def test_nothing_chosen_is_the_usual_briefing(home: Path) -> None:
    view = _view(home)
    assert figures_of(view) == list(DEFAULT_FIGURES)
    assert set(DEFAULT_FIGURES) <= set(EXHIBITS)
    assert parts_of(view) == list(PARTS)
    assert last_briefing_of(view) is None


def test_an_address_holds_figures_in_their_order_the_parts_and_the_day(home: Path) -> None:
    view = _view(
        home,
        gambar=["violations_by_month", "coverage_map", "violations_by_month"],
        teks=["kasus", "cakupan"],
        sejak=["2026-11-21"],
    )
    assert figures_of(view) == ["violations_by_month", "coverage_map"]
    assert parts_of(view) == ["cakupan", "kasus"]
    assert last_briefing_of(view) == dt.date(2026, 11, 21)
    link = fixed(view).permanent_link()
    assert "gambar=violations_by_month&gambar=coverage_map&" in link
    assert "sejak=2026-11-21" in link
    assert "versi=2" in link


def test_a_permanent_link_spells_out_the_usual_figures(home: Path) -> None:
    link = fixed(_view(home)).permanent_link()
    assert all(f"gambar={name}" in link for name in DEFAULT_FIGURES)
    assert "teks=" not in link  # the whole text: a code has to stay small


@pytest.mark.parametrize("day", ["kemarin", "2026-13-01", "20261121", "2026-11-21T10:00", ""])
def test_a_day_that_is_none_is_dropped_and_said(home: Path, day: str) -> None:
    _, dropped = view_of(
        PublicData(opened(home, None)),
        {"sejak": [day], "gambar": ["tidak_ada"]},
        path="siaran",
        choices=DRAFT_CHOICES,
        mode="light",
        server="",
    )
    assert len(dropped) == 2


def _entry(version: int | None, at: str) -> Entry:
    """A line of the journal about a version, or about files that were refused."""
    moment = dt.datetime.fromisoformat(at)
    return Entry(at=moment, by="", action="ingest", version=version, base=None, files=[])


def test_the_version_of_a_day_is_the_last_one_in_the_time_of_the_capital(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entries = [
        _entry(1, "2026-11-01T03:00:00+00:00"),
        _entry(2, "2026-11-20T16:59:00+00:00"),  # 23.59 WIB
        _entry(3, "2026-11-20T17:01:00+00:00"),  # the next day in the capital
        _entry(None, "2026-11-22T03:00:00+00:00"),
    ]
    monkeypatch.setattr(press_text, "history", lambda home: entries[::-1])
    days = [(10, 31), (11, 1), (11, 19), (11, 20), (11, 21), (11, 30)]
    found = [version_on(tmp_path, dt.date(2026, *day)) for day in days]
    assert found == [None, 1, 1, 2, 3, 3]


def test_what_changed_since_the_last_briefing(home: Path, monkeypatch: Any) -> None:
    view = replace(_view(home, sejak=["2026-11-21"]), locale=Locale("en"))
    monkeypatch.setattr(press_text, "version_on", lambda home, day: 1)
    assert changes_of(view)[0] == (
        "Since 21 November 2026, 2 more prevention activities on record: from 1 to 3."
    )
    assert changes_of(view)[0] in text_of(view, Locale("en")).text()
    monkeypatch.setattr(press_text, "version_on", lambda home, day: 2)
    assert "no other data have been published" in changes_of(view)[0]
    monkeypatch.setattr(press_text, "version_on", lambda home, day: None)
    assert "no data version is as old as that" in changes_of(view)[0]
    monkeypatch.setattr(press_text, "version_on", lambda home, day: 77)
    assert "Data version 77 does not exist" in changes_of(view)[0]


def test_a_link_to_an_older_version_says_what_differs(home: Path) -> None:
    view = replace(_view(home, 1), data=opened(home, 1))
    newest = opened(home, 2).version
    words = told(view, newest, Locale("en"))
    assert words.startswith("This link shows data version 1; version 2 was published on ")
    assert words.endswith("Under this filter these differ: prevention activities: 1 → 3.")
    elsewhere = replace(view, filter=Filter(provinces=("31",)))
    assert told(elsewhere, newest, Locale("en")).endswith(
        "Its key figures are the same under this filter."
    )


def test_a_deck_about_few_cases_is_made_and_does_not_tell_their_number(tmp_path: Path) -> None:
    cases = [
        {
            "violation_id": f"PL-{n}",
            "reported_from": "2024-09-01",
            "regency_code": f"33.0{n}",
            "category": "politik_uang",
        }
        for n in (1, 2)
    ]
    make_version(tmp_path, activities=[_activity(1, "2024-09-01")], violations=cases)
    asked = {
        "provinsi": ["33"],
        "kategori": ["politik_uang"],
        "gambar": ["activities_by_month"],
        "teks": ["kasus", "penanganan", "metode"],
    }
    stem, deck = briefing(Order(tmp_path, asked, "https://contoh.id"), "pptx", "1920x1080")
    slides = Presentation(io.BytesIO(deck)).slides
    told = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in slides
    ]
    assert stem.startswith("briefing_v1_")
    assert len(told) == 5  # title, cases, what became of them, the figure, method
    assert "kurang dari 3" in told[1]
    assert not re.search(r"\b2 (kasus|dugaan)", " ".join(told))
    assert "catatan" not in told[1].split("Sumber:")[1].split("tiap catatan")[1]
