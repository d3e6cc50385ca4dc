"""The page Siaran pers without a browser: choosing, ordering, the text, links to the files."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from making import make_version
from streamlit.testing.v1 import AppTest

from dashboard.locale import Locale
from dashboard.pages.data import opened
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.files_menu import export_address
from dashboard.pages.opening import view_of
from dashboard.pages.press_draft import DEFAULT_FIGURES, DRAFT_CHOICES, fixed

USUAL = list(DEFAULT_FIGURES)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("press_page") / "home"
    case = {"violation_id": "PL-1", "reported_from": "2024-10-01", "regency_code": "33.01"}
    make_version(
        folder,
        activities=[{"activity_id": "KG-1", "date_from": "2024-09-01", "regency_codes": "33.01"}],
        violations=[case],
    )
    return folder


def _page(home):  # type: ignore[no-untyped-def]  # it runs where no name of this file is known
    """What the script of the program does for this page; run by `AppTest`."""
    from dashboard.pages.data import opened
    from dashboard.pages.opening import view_of
    from dashboard.pages.press_draft import DRAFT_CHOICES
    from dashboard.pages.press_release import press_release
    from dashboard.pages.topics import TOPICS

    view, _ = view_of(
        opened(home, None),
        {choice.parameter: choice.values() for choice in DRAFT_CHOICES},
        path="siaran",
        choices=DRAFT_CHOICES,
        mode="light",
        server="https://contoh.id",
    )
    press_release(view, {topic.path: topic.title for topic in TOPICS})


@pytest.fixture
def page(home: Path) -> AppTest:
    shown = AppTest.from_function(_page, kwargs={"home": home}, default_timeout=120).run()
    assert not shown.exception
    return shown


def _press(page: AppTest, key: str) -> Any:
    """Press a button; the figures the session then holds for the address."""
    page.button(key=key).click().run()
    assert not page.exception
    return page.session_state["choice_gambar"]


def test_figures_move_leave_and_come_back(page: AppTest) -> None:
    assert page.button(key="up_0").disabled
    assert page.button(key=f"down_{len(USUAL) - 1}").disabled
    assert page.button(key="press_usual").disabled
    assert _press(page, "down_0") == [USUAL[1], USUAL[0], *USUAL[2:]]
    assert _press(page, "up_2") == [USUAL[1], USUAL[2], USUAL[0], *USUAL[3:]]
    assert _press(page, "remove_2") == [USUAL[1], USUAL[2], *USUAL[3:]]
    # The usual figures need no words in the address.
    assert _press(page, "press_usual") == []


def test_a_figure_is_found_by_page_and_question_and_added_at_the_end(page: AppTest) -> None:
    box = page.selectbox[0]
    question = Locale("id").text(EXHIBITS["case_flow"].question)
    label = f"Alur penanganan: {question}"
    assert label in box.options
    assert len(box.options) == len(EXHIBITS) - len(USUAL)
    box.select(label).run()
    assert not page.exception
    assert page.session_state["choice_gambar"] == [*USUAL, "case_flow"]
    assert label not in page.selectbox[0].options


def test_the_last_figure_stays(page: AppTest) -> None:
    for _ in USUAL[1:]:
        _press(page, "remove_1")
    assert page.session_state["choice_gambar"] == USUAL[:1]
    assert page.button(key="remove_0").disabled


def test_the_text_stands_in_both_languages_and_the_readers_comes_first(page: AppTest) -> None:
    assert [tab.label for tab in page.tabs] == ["Bahasa Indonesia", "English"]
    indonesian, english = (code.value for code in page.code)
    assert "tercatat 1 kasus dugaan pelanggaran netralitas" in indonesian
    assert "1 case of suspected violation of neutrality is on record" in english
    assert indonesian.rstrip().splitlines()[-1].startswith("https://contoh.id/siaran?")


def test_addresses_of_files_hold_the_whole_draft(home: Path) -> None:
    view, _ = view_of(
        opened(home, None),
        {"sejak": ["2024-12-01"], "provinsi": ["33"]},
        path="siaran",
        choices=DRAFT_CHOICES,
        mode="light",
        server="",
    )
    address = urlsplit(export_address(fixed(view), "briefing", "zip", "1080x1350"))
    asked = parse_qs(address.query)
    assert address.path == "/ekspor/briefing.zip"
    assert asked["gambar"] == USUAL
    assert (asked["sejak"], asked["versi"]) == (["2024-12-01"], ["1"])
    assert asked["piksel"] == ["1080x1350"]
