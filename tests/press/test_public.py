"""What the public may know: nothing that leaves the house depends on a masked number."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from making import make_version

from dashboard.charts.redrawing import RING
from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.locale import Locale
from dashboard.pages.data import Data, opened
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.opening import view_of
from dashboard.pages.topics import TOPICS
from dashboard.pages.view import View
from dashboard.press import disclosure
from dashboard.press.exhibit import Exhibit, Place
from dashboard.press.masks import Withheld, sign, state_column, state_of
from dashboard.press.public import PublicData
from dashboard.press.redrawn import panels
from dashboard.settings import settings
from dashboard.warehouse import queries

LEAST = 3
DIMENSIONS = {
    "category": "categories",
    "subject": "subjects",
    "channel": "channels",
    "origin": "origins",
}
KINDS = (
    disclosure.BY_PLACE,
    disclosure.BY_VALUE,
    disclosure.FIXED,
    disclosure.CROSSED,
    disclosure.BY_OUTCOME,
    disclosure.SUMMED,
    disclosure.NEVER,
    disclosure.UNLESS_NARROWED,
    disclosure.LISTS,
    disclosure.SEARCHED,
    disclosure.OPEN,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Data:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return opened(home, None)


@pytest.fixture(scope="module")
def public(whole: Data) -> PublicData:
    return PublicData(whole)


@pytest.fixture
def without_masks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PANTAU_SMALL_CELLS", "0")
    settings.cache_clear()
    yield
    settings.cache_clear()


# --- every query ----------------------------------------------------------------------------------


def test_every_query_is_declared_once() -> None:
    declared = [name for kind in KINDS for name in kind]
    assert sorted(declared) == sorted(queries())


def test_open_queries_count_no_cases_of_places(whole: Data) -> None:
    telling = {"violations", "cases", "people"}
    columns = {
        (name, column)
        for name in disclosure.OPEN
        for column in whole.ask(name, Filter()).columns
        if telling & set(column.split("_"))
    }
    # Of the whole version, whatever place is chosen.
    assert columns == {("elections_with_records", "violations"), ("sources", "violations")}


@pytest.mark.parametrize("name", [*disclosure.BY_PLACE, *disclosure.BY_VALUE])
def test_every_count_is_declared(whole: Data, name: str) -> None:
    tells = (disclosure.BY_PLACE | disclosure.BY_VALUE)[name]
    rows = whole.ask(name, Filter())
    known = {*tells.counts, *tells.unplaced, *tells.regions, *tells.people, *tells.mixed}
    known |= {*tells.months}
    assert known <= set(rows.columns)
    assert set(tells.places) <= set(rows.columns)
    telling = {"violations", "cases", "people", "preliminary"}
    assert {c for c in rows.columns if telling & set(c.split("_"))} <= known


@pytest.mark.parametrize(
    "name",
    sorted(
        set(queries())
        - disclosure.NEVER
        - disclosure.LISTS
        - disclosure.BY_OUTCOME
        - set(disclosure.SUMMED)
    ),
)
def test_the_country_is_not_masked(whole: Data, public: PublicData, name: str) -> None:
    chosen = Filter(elections=("pilkada_2024",))
    told, truth = public.ask(name, chosen), whole.ask(name, chosen)
    for column in {"source_url", *disclosure.DAYS.get(name, ())} & set(told.columns):
        assert told[column].isna().all()
        told, truth = told.drop(columns=column), truth.drop(columns=column)
    pd.testing.assert_frame_equal(told, truth)


# --- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dimension", [*DIMENSIONS, "status", "stage"])
def test_no_small_cell_of_a_province_is_shown(
    whole: Data, public: PublicData, dimension: str
) -> None:
    masked = 0
    for province in ("32", "33", "35", "73", "74"):
        chosen = Filter(provinces=(province,))
        truth = whole.ask("violations_by_dimension", chosen, dimension=dimension)
        known = dict(zip(truth["value"], truth["violations"], strict=True))
        told = public.ask_masked("violations_by_dimension", chosen, dimension=dimension)
        for row in told.to_dict("records"):
            count = known.get(row["value"], 0)
            state = row.get(state_column("violations"), "shown")
            assert pd.isna(row["violations"]) == (state != "shown")
            masked += state != "shown"
            if state == "shown":
                assert row["violations"] == count
                assert count == 0 or count >= LEAST
            elif state != "hidden":
                assert (state == "few") == (count < LEAST)
    assert masked


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_cell_is_masked_however_it_is_asked_for(public: PublicData, dimension: str) -> None:
    """As a bar of the region, as the region on the map of the value, as a figure of both."""
    chosen = Filter(provinces=("33",))
    bars = public.ask_masked("violations_by_dimension", chosen, dimension=dimension)
    assert len(bars)
    for row in bars.to_dict("records"):
        narrowed = {DIMENSIONS[dimension]: (row["value"],)}
        state = row.get(state_column("violations"), "shown")
        figures = public.figures("violation_figures", replace(chosen, **narrowed))
        assert state_of(figures, "violations") == state
        if state != "shown":
            with pytest.raises(Withheld):
                figures["violations"]
        table = public.ask_masked("coverage_by_province", Filter(**narrowed))
        found = table[table["province_code"] == "33"].iloc[0]
        assert found.get(state_column("violations"), "shown") == state


def test_masked_provinces_cannot_be_told_from_the_others(whole: Data, public: PublicData) -> None:
    for subject in ("asn", "kepala_desa", "unknown"):
        chosen = Filter(subjects=(subject,))
        table = public.ask_masked("coverage_by_province", chosen)
        masked = table["violations"].isna()
        total = int(whole.figures("violation_figures", chosen)["violations"])
        rest = total - int(table["violations"].sum())
        assert masked.sum() != 1
        assert rest == 0 or masked.sum() > 1


def test_answers_of_provinces_cannot_be_told_from_those_of_the_country(
    whole: Data, public: PublicData
) -> None:
    everything = Filter()
    truth = whole.ask("follow_up_by_region", everything).set_index("region_code")
    told = public.ask_masked("follow_up_by_region", everything).set_index("region_code")
    cases = whole.ask("coverage_by_province", everything).set_index("province_code")["violations"]
    assert set(truth.index) <= set(told.index)
    masked = {name: told[name].isna() for name in ("answered", "waiting", "forwarded")}
    for code, row in told.iterrows():
        known = {name: int(truth[name].get(code, 0)) for name in masked}
        for name, flags in masked.items():
            if not flags[code]:
                assert row[name] == known[name]
                assert known[name] not in range(1, LEAST)
        if not masked["forwarded"][code]:
            assert int(cases[code]) - known["forwarded"] not in range(1, LEAST)
    assert all(1 < flags.sum() < len(flags) for flags in masked.values())


def test_numbers_of_steps_are_told_where_several_cases_stand_behind_them(
    whole: Data, public: PublicData
) -> None:
    truth = whole.ask("deadlines_by_region", Filter())
    told = public.ask_masked("deadlines_by_region", Filter())
    reached = whole.ask("deadlines_by_step", Filter()).groupby("regime")["step"].nunique().max()
    enough = (LEAST - 1) * reached + 1  # two cases reach fewer steps
    assert told["cases"].tolist() == truth["cases"].tolist()
    for name in ("steps", "kept", "missed", "running", "unknown"):
        shown = told[name].notna()
        assert told[name][shown].tolist() == truth[name][shown].tolist()
        assert all(count == 0 or count >= enough for count in told[name][shown])
        assert not truth["cases"][shown & (truth["steps"] < enough)].any()
        assert (~shown).sum() > 1
    assert told["unknown"].notna().sum() > 10
    assert told["kept_by_extension"].isna().all()


def test_months_of_a_place_are_those_of_its_records(whole: Data, public: PublicData) -> None:
    for code in ("33", "35", "73"):
        chosen = Filter(provinces=(code,))
        records = whole.ask("case_records", chosen)
        records = records[records["origin"] != "informasi_awal"]
        days = records[["reported_from", "reported_to"]].apply(pd.to_datetime)
        first, last = (days[day].dt.strftime("%Y-%m") for day in days)
        truth = first.where(first == last, "unknown").value_counts()
        rows = public.ask_masked("violations_by_period", chosen, dimension="all")
        states = []
        for row in rows.to_dict("records"):
            known = pd.notna(row["period_from"])
            month = f"{row['period_from']:%Y-%m}" if known else "unknown"
            count = truth.pop(month) if month in truth else 0
            states.append(row["violations_state"])
            assert pd.isna(row["violations"]) == (states[-1] != "shown")
            if states[-1] == "shown":
                assert row["violations"] == count
                assert count not in range(1, LEAST)
            assert states[-1] != "few" or count < LEAST
        assert not len(truth)
        assert {"shown"} < set(states)


def test_counts_that_tell_of_months_are_not_told_of_a_place(public: PublicData) -> None:
    for name in ("key_figures", "violation_figures"):
        figures = public.figures(name, Filter(regencies=("33.02",)))
        assert state_of(figures, "violations_without_month") == "hidden"
        assert state_of(figures, "violations") == "shown"


def test_several_things_at_once_are_not_told_of_places(public: PublicData) -> None:
    two = Filter(provinces=("33",), subjects=("asn",), origins=("laporan",))
    assert state_of(public.figures("violation_figures", two), "violations") == "hidden"
    assert state_of(public.figures("key_figures", two), "activities") == "shown"
    month = Filter(provinces=("33",), month="2024-10")
    assert state_of(public.figures("key_figures", month), "violations") == "hidden"
    for name in ("violations_over_time", "routing", "violations_by_stage"):
        with pytest.raises(Withheld):
            public.ask(name, Filter(provinces=("33",)))


def test_nothing_is_masked_where_no_case_is_on_record(whole: Data, public: PublicData) -> None:
    empty = Filter(regencies=("33.01",), until=dt.date(2016, 1, 1), subjects=("asn",))
    for name in ("violations_over_time", "violation_figures", "case_flow", "follow_up_by_region"):
        pd.testing.assert_frame_equal(public.ask(name, empty), whole.ask(name, empty))
    around = public.ask_masked("region_comparison", Filter(regencies=("95.01",), subjects=("asn",)))
    assert around["level"].tolist() == ["regency", "province", "nation"]
    assert around["violations"].notna()[around["level"] == "nation"].all()


def test_what_is_searched_for_is_not_counted_in_cases(public: PublicData) -> None:
    words = ["cilacap"]
    with pytest.raises(Withheld):
        public.ask("records_by_table", Filter(), words=words, tables=["violations"])
    assert len(public.ask("records_by_table", Filter(), words=words, tables=["activities"])) > 0
    assert len(public.ask("records_by_table", Filter())) == 4


def test_frames_with_masks_are_not_given_to_who_does_not_ask_for_them(public: PublicData) -> None:
    chosen = Filter(subjects=("asn",))
    with pytest.raises(Withheld):
        public.ask("coverage_by_regency", chosen)
    assert public.ask_masked("coverage_by_regency", chosen)["violations"].isna().any()


def test_masked_months_hide_when_the_first_case_was(public: PublicData) -> None:
    rows = public.ask_masked("violations_by_period", Filter(regencies=("33.02",)), dimension="all")
    months = [f"{day:%Y-%m}" for day in rows["period_from"].dropna()]
    assert len(months) == len(set(months))
    assert months == [f"{m}" for m in pd.period_range(months[0], months[-1], freq="M").astype(str)]
    masked = rows[rows["violations"].isna()]
    assert len(masked) > 1


@pytest.mark.usefixtures("without_masks")
def test_a_setting_of_nought_masks_nothing(whole: Data, public: PublicData) -> None:
    chosen = Filter(provinces=("33",), subjects=("asn",))
    told = PublicData(whole).ask("violations_by_dimension", chosen, dimension="origin")
    truth = whole.ask("violations_by_dimension", chosen, dimension="origin")
    pd.testing.assert_frame_equal(told, truth)


# --- single cases ---------------------------------------------------------------------------------


def test_only_decided_cases_are_listed(whole: Data, public: PublicData) -> None:
    every, told = (data.ask("case_records", Filter()) for data in (whole, public))
    days = every[["decided_on", "forwarded_on", "sanctioned_on"]].notna().any(axis=1)
    decided = every["status"].isin(["terbukti", "tidak_terbukti", "diteruskan", "sanksi"]) | days
    expected = every[decided & (every["origin"] != "informasi_awal")]
    assert list(told["violation_id"]) == list(expected["violation_id"])
    assert set(told["found"]) == {len(expected)}
    assert told["source_url"].isna().all()
    assert told["source_name"].notna().all()
    figures = whole.figures("cases_undecided", Filter())
    cases = every[every["origin"] != "informasi_awal"]
    assert int(figures["undecided"]) == len(cases) - len(expected)

    history = public.ask("region_records", Filter())
    listed = history[history["record_type"] != "activity"]
    assert set(listed["record_id"]) == set(expected["violation_id"])
    deadlines = public.ask("deadline_records", Filter())
    assert set(deadlines["violation_id"]) <= set(expected["violation_id"])
    waiting = public.ask("follow_up_waiting", Filter())
    assert set(waiting["violation_id"]) <= set(expected["violation_id"])


def test_a_list_is_withheld_where_it_would_tell_the_few_others(
    whole: Data, public: PublicData
) -> None:
    cases = whole.ask("case_records", Filter())
    few = [
        code
        for code in cases["regency_code"].dropna().unique()
        if whole.figures("cases_undecided", Filter(regencies=(code,)))["undecided"] in (1, 2)
    ]
    assert few
    with pytest.raises(Withheld):
        public.ask("case_records", Filter(regencies=(few[0],)))


# --- all figures ----------------------------------------------------------------------------------

# Who is hurt: two cases of neighbouring kabupaten/kota change their categories, subjects, channels
# and origins; all totals of places and of values stay what they are.
_ONE = {"category": "mobilisasi", "subject": "asn", "channel": "media_sosial", "origin": "laporan"}
_OTHER = {
    "category": "tim_sukses",
    "subject": "kepala_desa",
    "channel": "kegiatan_langsung",
    "origin": "temuan",
}


# Or two cases of provinces beside each other, one on its way and one at its end.
_NOVEMBER, _OCTOBER = {"reported_from": "2024-11-05"}, {"reported_from": "2024-10-05"}
_WAITING = {"status": "diteruskan", "forwarded_on": "2024-10-10", "forwarded_to": "bkn"}
_STOPPED = {"status": "dihentikan"}


def _cases(
    first: Mapping[str, str], second: Mapping[str, str], places: tuple[str, str]
) -> list[dict[str, str]]:
    known = {"reported_from": "2024-10-05", "status": "diproses"}
    here, there = places
    cases = [
        {"violation_id": "PL-0001", "regency_code": here, **known, **first},
        {"violation_id": "PL-0002", "regency_code": there, **known, **second},
    ]
    kinds = sorted((first, second), key=str)  # the same, whichever of them comes first
    around = [(here, kinds[0]), (there, kinds[1])]
    around += [(code, kind) for code in ("32.01", *["36.01"] * 4) for kind in kinds]
    for number, (code, traits) in enumerate(around, start=3):
        cases.append({"violation_id": f"PL-{number:04}", "regency_code": code, **known, **traits})
    return cases


PLACES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "country": {},
    "province": {"provinsi": ["33"]},
    "regency": {"kabupaten": ["33.02"]},
}
FILTERS: Mapping[str, Mapping[str, Sequence[str]]] = {
    **PLACES,
    "value": {"kategori": ["mobilisasi"], "ukuran": ["kasus"]},
    "province and value": {"provinsi": ["33"], "subjek": ["asn"], "ukuran": ["kasus"]},
    "regency and value": {"kabupaten": ["33.02"], "asal": ["laporan"]},
    "regency and two values": {"kabupaten": ["33.02"], "asal": ["laporan"], "subjek": ["asn"]},
    "regency and month": {"kabupaten": ["33.02"], "bulan": ["2024-10"]},
}


def _view(
    data: Data,
    name: str,
    asked: Mapping[str, Sequence[str]],
    language: str,
    *,
    is_public: bool = True,
) -> View:
    kind = EXHIBITS[name]
    topic = next(topic for topic in TOPICS if topic.path == kind.path)
    view, dropped = view_of(
        PublicData(data) if is_public else data,
        {**asked, "bahasa": [language]},
        path=kind.path,
        choices=topic.choices,
        mode="light",
        server="https://pantau.example",
    )
    assert [e for e in dropped if not {"ukuran", "peristiwa"} & set(str(e).split("“"))] == []
    return replace(view, place=Place(900, 420))


def _made(data: Data, name: str, asked: Mapping[str, Sequence[str]], language: str) -> Exhibit:
    return EXHIBITS[name].compose(_view(data, name, asked, language))


def _all_of(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "title": exhibit.title,
        "sentence": exhibit.sentence,
        "notes": exhibit.notes,
        "tiles": exhibit.tiles,
        "alt": exhibit.alt,
        "records": exhibit.records,
        "figure": exhibit.figure.to_json() if exhibit.figure is not None else "",
        "table": exhibit.table().to_csv(),
    }


def _twins(
    tmp_path_factory: pytest.TempPathFactory,
    one: Mapping[str, str],
    other: Mapping[str, str],
    places: tuple[str, str] = ("33.01", "33.02"),
    activities: Sequence[Mapping[str, str]] = (),
) -> tuple[Data, Data]:
    homes = [tmp_path_factory.mktemp(name) for name in ("one", "other")]
    make_version(homes[0], violations=_cases(one, other, places), activities=activities)
    make_version(homes[1], violations=_cases(other, one, places), activities=activities)
    return opened(homes[0], None), opened(homes[1], None)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, Data]:
    return _twins(tmp_path_factory, _ONE, _OTHER)


@pytest.mark.parametrize("asked", FILTERS)
def test_no_figure_depends_on_what_is_masked(twins: tuple[Data, Data], asked: str) -> None:
    chosen = FILTERS[asked]
    for name in EXHIBITS:
        one, other = (_all_of(_made(data, name, chosen, "en")) for data in twins)
        assert one == other, name


# The day before which 90 days of records are known, and after which as many are over.
_SIGNINGS = [
    {"activity_id": "KG-0001", "date_from": "2024-01-01", "regency_codes": "35.01"},
    *(
        {
            "activity_id": f"KG-{number:04}",
            "date_from": "2024-10-20",
            "regency_codes": code,
            "signed": "yes",
        }
        for number, code in enumerate(("33.01", "33.02", "32.01", "36.01"), start=2)
    ),
]


@pytest.fixture(scope="module")
def twins_of_months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Data, Data]:
    return _twins(tmp_path_factory, _OCTOBER, _NOVEMBER, activities=_SIGNINGS)


@pytest.mark.parametrize("asked", PLACES)
def test_no_figure_depends_on_masked_months(twins_of_months: tuple[Data, Data], asked: str) -> None:
    chosen = {**PLACES[asked], "peristiwa": ["penandatanganan"]}
    for name in EXHIBITS:
        one, other = (_all_of(_made(data, name, chosen, "en")) for data in twins_of_months)
        assert one == other, name


def test_sums_over_several_regencies_are_told(twins_of_months: tuple[Data, Data]) -> None:
    chosen = {"peristiwa": ["penandatanganan"]}
    told = _made(twins_of_months[0], "before_after", chosen, "en")
    view = _view(twins_of_months[0], "before_after", chosen, "en", is_public=False)
    truth = EXHIBITS["before_after"].compose(view)
    assert told.title == truth.title
    assert "7 cases in the 90 days before, 7 cases in the 90 days" in told.title
    counts = [column for column in truth.table() if "Cases" in str(column)]
    assert set(told.table()[counts].stack()) == {"*"}
    assert set(truth.table()[counts].stack()) - {0}


def test_sums_over_few_regencies_are_not_told(whole: Data) -> None:
    """Of six kabupaten/kota with a known day of a Pokja one has cases: the sum would be its own."""
    assert _made(whole, "before_after", {"peristiwa": ["pokja"]}, "en").is_withheld
    signings = _made(whole, "before_after", {"peristiwa": ["penandatanganan"]}, "en")
    assert not signings.is_withheld


def test_no_province_depends_on_a_masked_outcome(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = _twins(tmp_path_factory, _WAITING, _STOPPED, ("33.01", "34.01"))
    for query in ("follow_up_by_region", "deadlines_by_region"):
        whole = [data.ask(query, Filter()) for data in made]
        assert not whole[0].equals(whole[1])
    for name in ("follow_up_regions", "deadline_regions"):
        one, other = (_all_of(_made(data, name, {}, "en")) for data in made)
        assert one == other, name


def test_the_twins_differ_where_nothing_is_masked(twins: tuple[Data, Data]) -> None:
    one, other = (
        data.ask("violations_by_dimension", Filter(regencies=("33.01",)), dimension="category")
        for data in twins
    )
    assert not one.equals(other)


@pytest.mark.parametrize(
    ("asked", "language"),
    [("province", "id"), ("value", "en"), ("regency and value", "id"), ("regency and month", "en")],
)
def test_every_figure_of_the_embedded_records_is_made(
    whole: Data, asked: str, language: str
) -> None:
    """All of them, and wherever something is masked it is said."""
    masked = 0
    for name in EXHIBITS:
        exhibit = _made(whole, name, FILTERS[asked], language)
        table = exhibit.table().astype(object)
        signs = {sign("few"), sign("more"), sign("hidden")}
        shown = table.isin(signs).to_numpy().any() or any(t.value in signs for t in exhibit.tiles)
        words = " ".join([exhibit.title, *exhibit.notes, *(t.context for t in exhibit.tiles)])
        if shown:
            masked += 1
            assert "masked" in words or "disamarkan" in words, (name, words)
        masked += exhibit.is_withheld
        if exhibit.is_withheld:
            assert exhibit.tiles[0].value in {*signs, "masked", "disamarkan"}
    assert masked


def test_months_of_a_place_are_drawn_with_their_masks(whole: Data) -> None:
    for name in ("violations_by_month", "case_series", "cases_and_people"):
        exhibit = _made(whole, name, {"provinsi": ["33"], "pemilihan": ["all"]}, "en")
        shown = exhibit.table()["Cases"]
        assert exhibit.figure is not None
        bars, masks = exhibit.figure.data
        assert list(bars.y) == [n for n in shown[exhibit.table()["From"].notna()] if n in {3, 8}]
        assert len(set(masks.y)) == 1
        assert max(masks.y) < 1
        signs = {sign("few"), sign("more"), sign("hidden")}
        dated = exhibit.table()["From"].notna()
        assert len(masks.y) == shown[dated].isin(signs).sum() > 1
        (panel,) = panels(exhibit.figure, Locale("en"))
        assert sum(RING in category for category in panel.categories) == len(masks.y)
        assert len(panel.categories) == dated.sum()
        assert [value for value in panel.series[0].values if value] == list(bars.y)
        assert exhibit.title.startswith("41 ")


def test_months_that_are_all_masked_are_not_drawn(whole: Data) -> None:
    exhibit = _made(
        whole, "violations_by_month", {"kabupaten": ["33.02"], "pemilihan": ["all"]}, "en"
    )
    assert exhibit.figure is None
    assert not exhibit.is_withheld
    assert [tile.label for tile in exhibit.tiles] == ["Suspected violations", "Masked months"]
    assert exhibit.tiles[0].value == "4"


def test_no_month_is_masked_where_nothing_is_on_record(whole: Data) -> None:
    asked = {"kabupaten": ["33.01"], "periode": ["2000-01-01", "2016-01-01"]}
    exhibit = _made(whole, "violations_by_month", asked, "en")
    assert not exhibit.is_withheld
    assert exhibit.title == "0 suspected violations became public"
    assert exhibit.table().empty


def test_tables_of_masks_are_made_once(whole: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    chosen = Filter(provinces=("33",), elections=("pilkada_2020",))
    real = Data.ask

    def counted(data: Data, name: str, *given: Any, **further: Any) -> pd.DataFrame:
        asked.append(name)
        return real(data, name, *given, **further)

    monkeypatch.setattr(Data, "ask", counted)
    for _ in range(2):
        PublicData(whole).ask_masked("violations_by_dimension", chosen, dimension="channel")
    assert asked.count("cases_crossed") == 1


def test_too_few_to_be_told_is_said_in_words(whole: Data) -> None:
    cases = whole.ask("cases_crossed", Filter(elections=("pilkada_2024",)), dimension="subject")
    small = cases[(cases["violations"] < LEAST) & cases["regency_code"].notna()].iloc[0]
    asked = {"kabupaten": [small["regency_code"]], "subjek": [small["value"]]}
    exhibit = _made(whole, "case_figures", asked, "en")
    assert "fewer than 3 suspected violations" in exhibit.title
    assert exhibit.tiles[0].value == "< 3"
    tile = _made(whole, "key_figures", asked, "en").tiles[-1]
    assert (tile.value, tile.label) == ("< 3", "Suspected violations")


def test_home_is_that_of_the_data(whole: Data, public: PublicData) -> None:
    assert (public.home, public.version) == (Path(whole.home), whole.version)
