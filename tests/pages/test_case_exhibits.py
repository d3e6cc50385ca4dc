"""What exhibits of cases say is what the records hold, counted here without the queries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ingest import ensure_first_version
from dashboard.pages.case_bars_card import bars_exhibit
from dashboard.pages.case_dimensions import BY_CATEGORY, BY_STATUS
from dashboard.pages.data import Data, open_data
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.opening import view_of
from dashboard.pages.topics import TOPICS
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Place

RECORDS = Path(__file__).parents[2] / "data" / "records" / "violations.csv"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    home = tmp_path_factory.mktemp("home")
    ensure_first_version(home)
    return open_data(home, None)[0]


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    """The cases of Pilkada 2024; initial information is none."""
    records = pd.read_csv(RECORDS, dtype=str, keep_default_na=False)
    return records[
        (records["election"] == "pilkada_2024") & (records["origin"] != "informasi_awal")
    ]


def view_at(data: Data, path: str, parameters: Mapping[str, Sequence[str]]) -> View:
    topic = next(topic for topic in TOPICS if topic.path == path)
    asked = {"bahasa": ["en"], **parameters}
    view, dropped = view_of(
        data, asked, path=path, choices=topic.choices, mode="light", server="https://x"
    )
    assert not dropped
    return view


def exhibit(data: Data, name: str, **parameters: Sequence[str]) -> Exhibit:
    kind = EXHIBITS[name]
    return kind.compose(view_at(data, kind.path, parameters))


def test_the_tiles_are_the_numbers_of_the_records(data: Data, cases: pd.DataFrame) -> None:
    found = exhibit(data, "case_figures")
    people = pd.to_numeric(cases["people"])
    with_regency = cases.loc[cases["regency_code"] != "", "regency_code"].nunique()
    values = [str(len(cases)), str(int(people.sum())), "2", str(with_regency)]
    assert [tile.value for tile in found.tiles] == values
    assert list(found.table()["Number"]) == [int(value) for value in values]
    assert found.tiles[1].context == f"stated by {people.notna().sum()} of {len(cases)} cases"
    assert found.records == len(cases)


def test_bars_without_room_are_added_up_and_what_is_chosen_keeps_its_own(
    data: Data, cases: pd.DataFrame
) -> None:
    counts = cases["category"].value_counts()
    rare = str(counts.drop("unknown").index[-1])
    view = view_at(data, "pelanggaran", {"kategori": [rare]})
    place = Place(544, 180)
    drawn = bars_exhibit(replace(view, place=place), BY_CATEGORY).figure
    assert drawn is not None
    bars = drawn.data[1]
    assert drawn.layout.height == 180
    assert sum(bars.x) == len(cases)
    assert rare in [words[0] for words in bars.customdata]
    assert len(bars.x) < counts.size
    whole = bars_exhibit(replace(view, place=Place(544, 2000)), BY_STATUS).table()
    assert whole["Cases"].sum() == counts[rare]


def test_choices_are_read_from_the_view(data: Data, cases: pd.DataFrame) -> None:
    people = int(pd.to_numeric(cases["people"]).sum())
    by_people = exhibit(data, "case_series", hitung=["orang"], kasus_menurut=["tahap"])
    assert by_people.title.startswith(f"{people} people in ")
    assert "Stage of the election" in by_people.table()
    assert exhibit(data, "case_series").title.startswith(f"{len(cases)} suspected violations")
    kept = exhibit(data, "deadline_list", tenggat_kasus=["ditepati"])
    assert kept.title == "1 deadline was kept"
    assert len(kept.table()) == kept.records == len(kept.on_paper()) == 1


def test_a_month_narrows_the_title_and_not_the_series(data: Data) -> None:
    narrowed = exhibit(data, "case_series", bulan=["2024-10"])
    whole = exhibit(data, "case_series")
    assert narrowed.table().equals(whole.table())
    assert narrowed.records == whole.records
    assert " in October 2024" in narrowed.title
    # The numbers stand until the last day of all months, which the sheet has to say.
    assert narrowed.until == whole.until == view_at(data, "pelanggaran", {}).until


def test_a_change_stands_on_the_tile_with_what_it_is_measured_against(data: Data) -> None:
    period = ["2024-10-01", "2024-10-31"]
    found = exhibit(data, "handling_figures", periode=period)
    before = exhibit(data, "handling_figures", periode=["2024-09-01", "2024-09-30"])
    now, then = (int(one.tiles[0].value) for one in (found, before))
    assert found.tiles[0].context.endswith(f"; change: +{now - then}")
    assert "September 2024" in found.notes[0]
    assert exhibit(data, "handling_figures").notes == ()


def test_the_reader_of_paper_gets_the_columns_of_the_page(data: Data) -> None:
    regions = exhibit(data, "deadline_regions")
    assert len(regions.on_paper()) == len(regions.table()) == 38
    assert len(regions.on_paper().columns) == 8 < len(regions.table().columns)
    listed = exhibit(data, "deadline_list", pemilihan=["semua"])
    assert list(listed.on_paper()["Case"]) == list(listed.table()["Case"])
    assert len(listed.on_paper().columns) == 6
