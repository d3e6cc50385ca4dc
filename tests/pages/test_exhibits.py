"""Every exhibit is composed of a view alone: no session, no browser, any filter, both languages."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

import dashboard.pages
from dashboard.charts.theme import Mode
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale
from dashboard.pages.data import Data, open_data
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.opening import view_of
from dashboard.pages.topics import TOPICS
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Place

LANGUAGES = ("id", "en")
FILTERS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "everything": {},
    "one province": {"provinsi": ["33"]},
    "one regency": {"kabupaten": ["33.01"]},
    "nothing on record": {"kabupaten": ["95.01"], "periode": ["2001-01-01", "2001-01-31"]},
}
WIDE, HIGH = Place(900, 340), Place(610, 560)

Rows = Callable[[View], int]


def asked(query: str, **further: object) -> Rows:
    """The rows of a query under the view's filter."""
    return lambda view: len(view.data.ask(query, view.filter, **further))


def without(field: str, query: str, **further: object) -> Rows:
    """The rows of a query without what the figure itself narrows."""
    return lambda view: len(view.data.ask(query, view.filter.without(field), **further))


def of_one_region(query: str) -> Rows:
    """The rows of a query about one region; without one the table is empty."""
    return lambda view: (
        len(view.data.ask(query, view.filter))
        if len(view.filter.regencies or view.filter.provinces) == 1
        else 0
    )


def events(view: View) -> int:
    """The participations at the eight latest events."""
    return len(view.data.ask("institution_events", view.filter, role="all", skip=0, most=8))


def institutions(view: View) -> int:
    """The institutions by region, as the table of the matrix counts them."""
    whole = not view.filter.regencies and len(view.filter.provinces) != 1
    name = "institutions_by_province" if whole else "institutions_by_regency"
    return len(view.data.ask(name, view.filter, role="all"))


def provinces_over_time(view: View) -> int:
    """The provinces by month, whatever place is chosen."""
    everywhere = replace(view.filter, provinces=(), regencies=(), month=None)
    return len(view.data.ask("activities_by_province_over_time", everywhere))


def every_election(view: View) -> int:
    """The days of all elections to their voting days, whatever period is chosen."""
    every = replace(view.filter, since=None, until=None, month=None, elections=())
    return len(view.data.ask("activities_to_voting_day", every))


# How many rows the table of an exhibit has, asked of the warehouse itself.
ROWS: dict[str, Rows] = {
    "key_figures": lambda view: 6,
    "coverage_map": asked("coverage_by_regency"),
    "gaps": asked("violations_without_prevention"),
    "coverage_growth": asked("coverage_over_time"),
    "activities_by_month": asked("activities_over_time"),
    "violations_by_month": asked("violations_over_time"),
    "coverage_by_province": asked("coverage_by_province"),
    "measure_map": asked("coverage_by_regency"),
    "measure_map_left": asked("coverage_by_regency"),
    "measure_map_right": asked("coverage_by_regency"),
    "map_list": asked("coverage_by_regency"),
    "activity_figures": lambda view: 4,
    "activity_series": without("month", "activities_by_period", grain="month", dimension="kind"),
    "by_kind": without("kinds", "activities_by_dimension", dimension="kind"),
    "by_level": without("levels", "activities_by_dimension", dimension="level"),
    "by_target": without("targets", "activities_by_dimension", dimension="target"),
    "by_institution_type": without(
        "institution_types", "activities_by_dimension", dimension="institution_type"
    ),
    "voting_days": every_election,
    "province_panels": provinces_over_time,
    "institution_types_bars": without("institution_types", "institutions_by_type", role="all"),
    "institution_list": asked("institution_list", role="all", search=None, most=None),
    "institution_events": events,
    "institution_matrix": institutions,
    "region_history": of_one_region("region_records"),
    "region_institutions": of_one_region("region_institutions"),
    "follow_up_figures": lambda view: 4,
    "follow_up_recipients": asked("follow_up_by_recipient"),
    "follow_up_subjects": without("subjects", "follow_up_by_subject"),
    "waiting_list": asked("follow_up_waiting"),
    "follow_up_regions": asked("follow_up_by_region"),
    "answered_share": asked("follow_up_over_time", basis="reported"),
    "published_follow_up": asked("published_follow_up"),
    "gap": asked("prevention_and_cases", prevention="any"),
    "gap_map": asked("prevention_and_cases", prevention="any"),
    "gap_list": lambda view: (
        view.data.ask("prevention_and_cases", view.filter, prevention="any")["quadrant"]
        .eq("cases_only")
        .sum()
    ),
    "records": asked("activity_records"),
    "freshness": lambda view: 4,
}


class NoSession:
    """Stands for Streamlit's session and address: whoever asks for it fails."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"asked the session: {name}")

    def __getitem__(self, name: str) -> object:
        raise AssertionError(f"asked the session: {name}")

    def __contains__(self, name: str) -> bool:
        raise AssertionError(f"asked the session: {name}")


@pytest.fixture(autouse=True)
def _no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("session_state", "query_params", "context"):
        monkeypatch.setattr(st, name, NoSession())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    home: Path = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return open_data(home, None)[0]


def view_at(
    data: Data, name: str, parameters: Mapping[str, Sequence[str]], mode: Mode = "light"
) -> View:
    """The view of the page of that exhibit at an address that drops nothing."""
    topic = next(topic for topic in TOPICS if topic.path == EXHIBITS[name].path)
    view, dropped = view_of(
        data, parameters, path=topic.path, choices=topic.choices, mode=mode, server="https://x"
    )
    assert not dropped
    return view


def composed(data: Data, name: str, language: str, chosen: str) -> tuple[View, Exhibit]:
    view = view_at(data, name, {**FILTERS[chosen], "bahasa": [language]})
    return view, EXHIBITS[name].compose(replace(view, place=WIDE))


# The quick run has each filter once, the languages in turn; the long one every pair.
IN_TURN = [
    pytest.param(
        chosen,
        language,
        id=f"{chosen}-{language}",
        marks=() if (place + turn) % 2 == 0 else pytest.mark.long,
    )
    for place, chosen in enumerate(FILTERS)
    for turn, language in enumerate(LANGUAGES)
]


@pytest.mark.parametrize(("chosen", "language"), IN_TURN)
@pytest.mark.parametrize("name", EXHIBITS)
def test_an_exhibit_says_what_it_shows_and_fills_its_place(
    data: Data, name: str, language: str, chosen: str
) -> None:
    view, exhibit = composed(data, name, language, chosen)
    assert exhibit.key == name
    assert re.fullmatch("[a-z][a-z0-9_]*", name)
    assert exhibit.title.strip()
    assert exhibit.sentence.strip()
    assert "{" not in exhibit.title + exhibit.sentence + " ".join(exhibit.notes)
    assert all(note.strip() for note in exhibit.notes)
    assert exhibit.records >= 0
    table = exhibit.table()
    assert table.columns.is_unique
    if name in ROWS:
        assert len(table) == ROWS[name](view)
    if exhibit.figure is not None:
        assert exhibit.alt.strip()
        assert exhibit.figure.layout.height == WIDE.height
    for tile in exhibit.tiles:
        assert tile.label.strip()
        assert tile.value.strip()
        assert tile.context.strip()


@pytest.mark.parametrize("name", EXHIBITS)
def test_an_exhibit_fills_a_high_place_and_is_the_same_each_time(data: Data, name: str) -> None:
    view = view_at(data, name, {})
    first, again = (EXHIBITS[name].compose(replace(view, place=HIGH)) for _ in range(2))
    assert first.notes == again.notes
    assert first.table().equals(again.table())
    if first.figure is not None and again.figure is not None:
        assert first.figure.layout.height == HIGH.height
        assert first.figure.to_json() == again.figure.to_json()


@pytest.mark.parametrize(
    "chosen",
    [
        pytest.param(
            {"provinsi": ["33"], "periode": ["2024-01-01", "2024-10-31"]},
            id="period",
            marks=pytest.mark.long,
        ),
        pytest.param(
            {
                "bulan": ["2024-09"],
                "jenis": ["sosialisasi"],
                "periode": ["2024-01-01", "2024-10-31"],
            },
            id="month",
        ),
        pytest.param({"pemilihan": ["all"]}, id="open"),
        pytest.param({"bulan": ["2024-03"]}, id="open_month", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("name", EXHIBITS)
def test_the_link_of_an_exhibit_composes_the_same(
    data: Data, name: str, chosen: Mapping[str, Sequence[str]]
) -> None:
    """An address that is opened later shows what it showed."""
    view = view_at(data, name, chosen)
    once = EXHIBITS[name].compose(view)
    later = EXHIBITS[name].compose(view_at(data, name, view.fixed_parameters()))
    assert later.title == once.title
    assert later.table().equals(once.table())
    assert (later.records, later.until or view.until) == (once.records, once.until or view.until)


def composing() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions of the pages that give back an exhibit."""
    for module in pkgutil.iter_modules(dashboard.pages.__path__, "dashboard.pages."):
        for name, function in inspect.getmembers(
            importlib.import_module(module.name), inspect.isfunction
        ):
            own = function.__module__ == module.name and not name.startswith("_")
            if own and inspect.signature(function).return_annotation is Exhibit:
                yield f"{module.name}.{name}", function


def test_every_exhibit_of_the_pages_is_registered() -> None:
    composers = [inspect.unwrap(kind.compose) for kind in EXHIBITS.values()]
    registered = {c.func if isinstance(c, partial) else c for c in composers}
    assert len(dict(composing())) >= 20
    found = dict(composing()).items()
    assert [name for name, each in found if inspect.unwrap(each) not in registered] == []


def test_every_exhibit_stands_on_a_page() -> None:
    assert {kind.path for kind in EXHIBITS.values()} <= {topic.path for topic in TOPICS}
    assert ROWS.keys() <= EXHIBITS.keys()
    questions = [kind.question for kind in EXHIBITS.values()]
    assert len(set(questions)) == len(questions)
    indonesian = Locale("id")
    for question in questions:
        assert indonesian.text(question).endswith("?")


# --- what is chosen on a page alone ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "level", "column"),
    [
        ("kegiatan", "kabupaten", "activities"),
        ("kasus", "kabupaten", "violations"),
        ("kegiatan", "provinsi", "activities"),
        ("kasus", "provinsi", "violations"),
    ],
)
def test_the_map_shows_the_chosen_measure_of_the_chosen_regions(
    data: Data, measure: str, level: str, column: str
) -> None:
    view = view_at(data, "measure_map", {"ukuran": [measure], "rinci": [level], "bahasa": ["en"]})
    query = "coverage_by_province" if level == "provinsi" else "coverage_by_regency"
    rows = data.ask(query, view.filter)
    name = "Activities" if measure == "kegiatan" else "Cases"
    for exhibit in ("measure_map", "map_list"):
        made = EXHIBITS[exhibit].compose(view)
        assert made.table()[name].tolist() == rows[column].tolist()
        counted = int((rows[column] > 0).sum())
        assert f"{counted} of {len(rows)}" in made.title


@pytest.mark.parametrize("measure", ["pokja", "tanda_tangan", "rasio", "angka", "indeks"])
@pytest.mark.parametrize("level", ["kabupaten", "provinsi"])
def test_every_measure_has_a_row_for_every_region(data: Data, measure: str, level: str) -> None:
    view = view_at(data, "measure_map", {"ukuran": [measure], "rinci": [level]})
    made = EXHIBITS["measure_map"].compose(replace(view, place=WIDE))
    assert len(made.table()) == (38 if level == "provinsi" else 514)
    assert made.figure is not None
    assert made.figure.layout.height == WIDE.height


def test_two_maps_stand_as_of_their_own_days(data: Data) -> None:
    chosen = {"periode": ["2000-01-01", "2024-10-31"], "dibanding": ["2024-08-31"]}
    view = view_at(data, "measure_map_left", chosen)
    left, right = (
        EXHIBITS[name].compose(view) for name in ("measure_map_left", "measure_map_right")
    )
    assert "31 Agustus 2024" in left.sentence
    assert "31 Oktober 2024" in right.sentence
    assert left.until is not None
    assert right.until is not None
    assert left.until <= right.until
    assert left.until.isoformat() <= "2024-08-31"
    earlier = replace(view.filter, until=left.until)
    rows = data.ask("coverage_by_regency", earlier)
    assert left.table()["Status"].tolist() != right.table()["Status"].tolist()
    assert left.table()["Pokja pertama"].notna().sum() == rows["first_pokja_on"].notna().sum()


@pytest.mark.parametrize(
    ("chosen", "grain", "dimension"),
    [
        ({"butir": ["minggu"]}, "week", "kind"),
        ({"menurut": ["tingkat"]}, "month", "level"),
        ({"menurut": ["sasaran"], "ukuran_tren": ["peserta"]}, "month", "target"),
    ],
)
def test_the_series_is_divided_as_chosen(
    data: Data, chosen: dict[str, list[str]], grain: str, dimension: str
) -> None:
    view = view_at(data, "activity_series", chosen)
    rows = data.ask("activities_by_period", view.filter, grain=grain, dimension=dimension)
    for place in (WIDE, HIGH):
        made = EXHIBITS["activity_series"].compose(replace(view, place=place))
        assert made.table()["Kegiatan"].tolist() == rows["activities"].tolist()
        assert made.figure is not None
        assert made.figure.layout.height == place.height


@pytest.mark.parametrize("role", ["pokja", "tanda_tangan"])
def test_institutions_are_those_of_the_chosen_activities(data: Data, role: str) -> None:
    view = view_at(data, "institution_list", {"peran": [role]})
    asked_role = "pokja" if role == "pokja" else "signing"
    rows = data.ask("institutions_by_type", view.filter, role=asked_role)
    bars = EXHIBITS["institution_types_bars"].compose(view).table()
    assert sorted(bars["Kegiatan"]) == sorted(rows["activities"])
    found = data.ask("institution_list", view.filter, role=asked_role, search=None, most=None)
    assert len(EXHIBITS["institution_list"].compose(view).table()) == len(found)
    searched = view_at(data, "institution_list", {"peran": [role], "cari_lembaga": ["polres"]})
    names = EXHIBITS["institution_list"].compose(searched).table()["Lembaga"]
    assert 0 < len(names) < len(found)
    assert names.str.lower().str.contains("polres|kepolisian resor").all()


def test_a_month_is_pointed_at_and_the_series_stays_whole(data: Data) -> None:
    view = view_at(data, "activity_series", {"bulan": ["2024-10"], "bahasa": ["en"]})
    made = EXHIBITS["activity_series"].compose(view)
    whole = data.ask(
        "activities_by_period", view.filter.without("month"), grain="month", dimension="all"
    )
    inside = whole[whole["period_from"].astype(str) == "2024-10-01"]["activities"].sum()
    assert made.title.startswith(f"{inside} of {whole['activities'].sum()} activities")
    assert made.until is not None
    assert view.until is not None
    assert made.until > view.until


# --- what has no room -----------------------------------------------------------------------------


@pytest.mark.parametrize("place", [WIDE, HIGH, Place(320, 160)])
@pytest.mark.parametrize(
    "name",
    ["by_kind", "by_institution_type", "institution_types_bars", "institution_matrix"],
)
def test_rows_without_room_are_said(data: Data, name: str, place: Place) -> None:
    view = view_at(data, name, {"bahasa": ["en"]})
    made = EXHIBITS[name].compose(replace(view, place=place))
    said = [note for note in made.notes if "in the workbook" in note]
    if name == "institution_matrix":
        total = 38
        assert made.figure is not None
        shown = max(len(made.figure.data[0].z), len(made.figure.data[0].z[0]))
    else:
        total = len(made.table())
        assert made.figure is not None
        shown = len(made.figure.data[0].y)
    hidden = total - shown
    assert [int(note.split()[0]) for note in said] == ([hidden] if hidden else [])


@pytest.mark.parametrize("place", [WIDE, HIGH, Place(320, 160)])
def test_panels_without_room_are_said(data: Data, place: Place) -> None:
    view = view_at(data, "province_panels", {"bahasa": ["en"]})
    made = EXHIBITS["province_panels"].compose(replace(view, place=place))
    assert made.figure is not None
    shown = len({name for name in made.figure.layout if str(name).startswith("xaxis")})
    total = int(made.title.split()[0])
    said = [int(note.split()[0]) for note in made.notes if "in the workbook" in note]
    assert said == ([total - shown] if total > shown else [])
    if place != Place(320, 160):
        assert shown == total
