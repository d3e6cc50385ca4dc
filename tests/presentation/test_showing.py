"""What a screen shows under an address: which figures, in which order, with which numbers."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from making import make_version

from dashboard.errors import PlainError
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.order import Order
from dashboard.pages.press_draft import usual_figures
from dashboard.pages.topics import TOPICS
from dashboard.presentation.showing import Showing
from dashboard.versions import VersionError, open_version
from dashboard.warehouse import Warehouse

PAIRED = {"measure_map_left", "measure_map_right"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("presentation") / "home"
    ensure_first_version(folder)
    return folder


@pytest.fixture(scope="module")
def warehouse(home: Path) -> Iterator[Warehouse]:
    opened = Warehouse(open_version(home))
    yield opened
    opened.close()


def showing(home: Path, **parameters: str | list[str]) -> Showing:
    asked = {name: [v] if isinstance(v, str) else v for name, v in parameters.items()}
    return Showing(Order(home, asked, "https://pantau.example"))


def names(screen: Showing) -> list[str]:
    return [slide.name for slide in screen.slides()]


def of_page(path: str) -> list[str]:
    return [name for name, kind in EXHIBITS.items() if kind.path == path]


def _text(svg: str) -> str:
    """The words of the frame, its lines joined."""
    return " ".join("".join(ElementTree.fromstring(svg).itertext()).split())


# -- which figures, in which order -------------------------------------------------------------


def test_a_page_shows_its_figures_in_their_order(home: Path) -> None:
    assert names(showing(home, halaman="")) == of_page("")
    assert names(showing(home, halaman="pelanggaran")) == of_page("pelanggaran")


def test_without_a_page_every_figure_is_shown_once_page_by_page(home: Path) -> None:
    shown = showing(home).slides()
    assert Counter(slide.name for slide in shown) == Counter(set(EXHIBITS) - PAIRED)
    paths = list(dict.fromkeys(slide.page for slide in shown))
    assert paths == [topic.path for topic in TOPICS if of_page(topic.path)]


def test_a_round_of_all_pages_begins_at_the_page_it_was_opened_from(home: Path) -> None:
    shown = names(showing(home, halaman="pelanggaran", semua="1"))
    assert shown[0] == of_page("pelanggaran")[0]
    assert Counter(shown) == Counter(set(EXHIBITS) - PAIRED)
    assert shown.index(of_page("")[0]) > shown.index(of_page("pelanggaran")[-1])


def test_a_draft_shows_the_named_figures_in_its_own_order(home: Path) -> None:
    draft = ["violations_by_month", "coverage_map", "violations_by_month"]
    assert names(showing(home, halaman="siaran", gambar=draft)) == draft[:2]


def test_a_draft_without_figures_of_its_own_shows_the_usual_ones(home: Path) -> None:
    assert names(showing(home, halaman="siaran")) == usual_figures()


def test_two_maps_are_shown_where_two_stand_beside_each_other(home: Path) -> None:
    alone = names(showing(home, halaman="peta"))
    paired = names(showing(home, halaman="peta", dibanding="2024-10-31"))
    assert not PAIRED & set(alone)
    assert set(paired) >= PAIRED


def test_a_figure_that_shows_nothing_here_says_so(home: Path) -> None:
    assert not showing(home, halaman="wilayah").slide("profile_figures")["tells"]
    screen = showing(home, halaman="wilayah", provinsi="Jawa Tengah")
    assert screen.slide("profile_figures")["tells"]
    assert showing(home, halaman="").slide("coverage_map")["tells"]


# -- what a slide says -------------------------------------------------------------------------


def test_a_slide_has_the_numbers_of_the_query_and_says_where_they_come_from(
    home: Path, warehouse: Warehouse
) -> None:
    asked = Order(home, {"provinsi": ["Jawa Tengah"]}, "").view("").filter
    rows = warehouse.run("coverage_by_regency", asked)
    pokja, signed = rows["first_pokja_on"].count(), rows["first_signing_on"].count()
    slide = showing(home, halaman="", provinsi="Jawa Tengah").slide("coverage_map")
    assert slide["title"] in _text(slide["frame"])
    assert "data version 1" in _text(showing(home, bahasa="en").slide("coverage_map")["frame"])
    left, top, width, height = slide["hole"]
    across, down = slide["size"]
    assert 0 <= left < left + width <= across
    assert 0 < top < top + height < down
    assert 16 * down == 9 * across
    layout = slide["figure"]["layout"]
    assert (layout["width"], layout["height"], layout["autosize"]) == (width, height, False)
    assert slide["title"].startswith(f"{pokja} dari {len(rows)} kabupaten/kota")
    assert f", {signed} " in slide["title"]


@pytest.mark.parametrize("path", dict.fromkeys(kind.path for kind in EXHIBITS.values()))
def test_a_figure_of_every_page_can_be_shown(home: Path, path: str) -> None:
    slide = showing(home, halaman=path, versi="1").slide(of_page(path)[0])
    assert slide["title"]
    assert slide["frame"].startswith("<svg")
    assert f"https://pantau.example/{path}?" in slide["frame"]


def test_what_is_chosen_on_one_page_is_no_choice_of_another(home: Path) -> None:
    """The same word may stand for something else there, or for nothing."""
    topic = next(topic for topic in TOPICS if topic.choices and of_page(topic.path))
    screen = showing(
        home, halaman=topic.path, semua="1", **{topic.choices[0].parameter: "tidak-ada"}
    )
    elsewhere = next(slide.name for slide in screen.slides() if slide.page != topic.path)
    assert screen.slide(elsewhere)["title"]
    with pytest.raises(PlainError, match="tidak-ada"):
        screen.slide(of_page(topic.path)[0])


# -- what cannot be shown ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"halaman": "ngawur"}, "There is no page “ngawur” to present."),
        ({"halaman": "tentang"}, "The page “About” has no figures to present."),
        ({"gambar": "ngawur"}, "There is no figure ngawur"),
        ({"halaman": "", "provinsi": "Atlantis"}, "a province that does not exist: “Atlantis”"),
        ({"halaman": "", "versi": "99"}, "Data version 99 does not exist; available are: 1."),
        ({"halaman": "", "versi": "satu"}, "“satu” is not a data version"),
    ],
)
def test_what_cannot_be_shown_is_said(
    home: Path, parameters: dict[str, str], sentence: str
) -> None:
    with pytest.raises(PlainError) as refusal:
        showing(home, bahasa="en", **parameters).programme()
    assert sentence in refusal.value.sentence(Locale("en"))


def test_nothing_on_record_is_a_sentence_and_no_empty_charts(home: Path) -> None:
    with pytest.raises(PlainError) as refusal:
        showing(home, halaman="", pemilihan="pilkada_2015", provinsi="Papua Selatan").programme()
    said = refusal.value.sentence(Locale("en"))
    assert "No record is known" in said
    assert "Papua Selatan" in said


# -- versions ----------------------------------------------------------------------------------


def _programme(home: Path, **parameters: str) -> dict[str, Any]:
    return showing(home, halaman="", **parameters).programme()


def test_a_new_round_shows_what_is_published_by_then_and_a_fixed_link_stays(
    tmp_path: Path,
) -> None:
    first = {"date_from": "2024-09-01", "regency_codes": "33.01"}
    make_version(tmp_path, activities=[{**first, "activity_id": "KG-1"}])
    assert _programme(tmp_path)["version"] == 1
    further = {**first, "regency_codes": "33.02", "activity_id": "KG-2"}
    make_version(tmp_path, activities=[{**first, "activity_id": "KG-1"}, further])
    assert _programme(tmp_path)["version"] == 2
    assert _programme(tmp_path, versi="1")["version"] == 1
    titles = [
        showing(tmp_path, versi=number).slide("activities_by_month")["title"]
        for number in ("1", "2")
    ]
    assert titles[0].startswith("1 ")
    assert titles[1].startswith("2 ")


def test_a_home_without_a_version_is_no_wrong_number(tmp_path: Path) -> None:
    with pytest.raises(VersionError):
        _programme(tmp_path)
