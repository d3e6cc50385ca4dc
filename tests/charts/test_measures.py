"""Every measure of the map: the right class, words and counts; grey, zero and small stay apart."""

import datetime as dt
import json
from itertools import combinations
from typing import Any, get_args

import pandas as pd
import pytest

from dashboard.charts.describe import describe_measure
from dashboard.charts.measures import (
    Measured,
    activities_measure,
    cases_measure,
    coverage_measure,
    pokja_measure,
    published_measure,
    rank_measure,
    rate_measure,
    share_measure,
    signing_measure,
)
from dashboard.charts.region_map import region_map
from dashboard.charts.theme import PALETTES, Mode
from dashboard.locale import Locale
from tests.charts.builders import coverage
from tests.charts.colour import EYES, difference, lab

EN = Locale("en")
LOOKS_APART = 8.0  # CIEDE2000 between any two looks of one map; the legend stands below


def _regions(*codes: str, **columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": codes,
            "name": [f"Kabupaten {code}" for code in codes],
            "province_code": [code[:2] for code in codes],
            **columns,
        }
    )


def _looks(measured: Measured) -> list[str]:
    return measured.regions["look"].tolist()


def _signings(**columns: list[Any]) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    frame = pd.DataFrame(
        {
            "regency_code": [f"33.{n + 1:02}" for n in range(rows)],
            "regency_name": [f"Kabupaten {n + 1}" for n in range(rows)],
            "province_code": ["33"] * rows,
            "first_signing_on": [None] * rows,
            "first_signing_until": [None] * rows,
            "signed_below": [False] * rows,
            "districts_signed": [0] * rows,
            "districts": [20] * rows,
        }
    )
    return frame.assign(**columns)


def test_a_pokja_is_formed_already_there_planned_or_not_on_record() -> None:
    rows = coverage(4)
    rows["first_pokja_on"] = [dt.date(2024, 6, 28), dt.date(2024, 7, 1), None, None]
    rows["first_pokja_until"] = rows["first_pokja_on"]
    rows["pokja_evidence"] = ["formed", "exists", None, None]
    planned = pd.DataFrame(
        {
            "regency_code": [rows["regency_code"][2]],
            "on_from": [dt.date(2024, 8, 1)],
            "on_until": [dt.date(2024, 8, 31)],
        }
    )
    measured = pokja_measure(rows, planned, EN, "light")
    assert _looks(measured) == ["formed", "exists", "planned", "none"]
    assert measured.on_record == rows["regency_code"][:2].tolist()
    assert measured.regions["told"].tolist() == [
        "Pokja formed on 28 Jun 2024",
        "Pokja already there on 1 Jul 2024",
        "Pokja planned, reported on Aug 2024",
        "",
    ]


def test_a_signing_of_the_whole_outranks_one_of_a_part() -> None:
    day = dt.date(2024, 10, 17)
    rows = _signings(
        first_signing_on=[day, None, None, None, None],
        first_signing_until=[day, None, None, None, None],
        signed_below=[True, True, True, True, False],
        districts_signed=[3, 4, 10, 0, 0],
    )
    measured = signing_measure(rows, EN, "light")
    assert _looks(measured) == ["signed", "class_0", "class_2", "small", "none"]
    assert measured.on_record == ["33.01"]
    assert measured.regions["told"][0] == "signed on 17 Oct 2024<br>signed in 3 of 20 kecamatan"
    assert measured.regions["value"].tolist()[1:3] == [20.0, 50.0]


def test_counts_have_fixed_classes_and_no_class_for_zero() -> None:
    rows = _regions("33.01", "33.02", "33.03", violations=[0, 2, 12])
    measured = cases_measure(rows, "count", "cases", EN, "light")
    assert _looks(measured) == ["none", "class_1", "class_4"]
    assert measured.regions["told"].tolist() == ["", "2 cases", "12 cases"]
    assert [measured.count(look.key) for look in measured.looks] == [0, 1, 0, 0, 1, 1]


def test_activities_tell_their_participants_and_who_states_none() -> None:
    rows = _regions(
        "33.01",
        "33.02",
        activities=[3, 1],
        participants=pd.array([150, None], dtype="Int64"),
        activities_without_participants=[1, 1],
    )
    told = activities_measure(rows, "count", "", EN, "light").regions["told"].tolist()
    silent = "1 activity states no number of participants"
    assert told == [f"3 activities<br>150 participants<br>{silent}", "1 activity"]


def test_under_three_cases_no_rate_is_coloured() -> None:
    rows = _regions(
        "33.01",
        "33.02",
        "33.03",
        violations=[0, 2, 3],
        population=[100_000, 1_000, 300_000],
        population_year=[2024, 2024, 2024],
        violations_per_100k=[None, None, 1.0],
    )
    measured = rate_measure(rows, EN, "light")
    assert _looks(measured) == ["none", "small", "class_2"]
    assert measured.regions["value"].notna().tolist() == [False, False, True]
    assert "2 cases" in measured.regions["told"][1]
    assert "300,000 inhabitants in 2024" in measured.regions["told"][2]


def _figure(code: str, value: float | None, **given: Any) -> dict[str, Any]:
    return {
        "region_code": code,
        "as_of_from": dt.date(2020, 10, 4),
        "as_of": dt.date(2020, 10, 4),
        "election": "pilkada_2020",
        "figures": 1,
        "value": value,
        "subject": "asn",
        "source_name": "<b>Koran</b>",
    } | given


def test_a_published_zero_is_neither_grey_nor_a_class_and_two_figures_are_never_one() -> None:
    figures = pd.DataFrame(
        [
            _figure("33.01", 0.0),
            _figure("33.02", 12.0),
            _figure("33.03", None, figures=2, subject=None, source_name=None),
            _figure("33.04", 3.0),
            _figure("33.04", 5.0, election="pemilu_2024"),
        ]
    )
    rows = _regions("33.01", "33.02", "33.03", "33.04", "33.05")
    measured = published_measure(rows, figures, "Received, cases", "cases", EN, "light")
    assert _looks(measured) == ["zero", "class_2", "several", "several", "none"]
    assert measured.regions["value"].tolist()[:2] == [0.0, 12.0]
    assert measured.regions["value"][2:].isna().all()
    told = measured.regions["told"]
    assert "12 as of 4 Oct 2020" in told[1]
    assert "&lt;b&gt;Koran" in told[1]
    assert "2 figures of 4 Oct 2020" in told[2]


def test_a_percentage_has_the_classes_of_shares() -> None:
    figures = pd.DataFrame([_figure("33.01", 40.0)])
    measured = published_measure(_regions("33.01"), figures, "x", "percent", EN, "light")
    assert measured.looks[2].label == "25% – < 50%"
    assert _looks(measured) == ["class_2"]


def test_outside_the_published_list_there_is_no_rank() -> None:
    ranking = pd.DataFrame(
        {
            "region_code": ["33.01"],
            "rank": [7],
            "as_of": [dt.date(2023, 9, 21)],
            "score": [None],
        }
    )
    measured = rank_measure(_regions("33.01", "33.02"), ranking, EN, "light")
    assert _looks(measured) == ["class_1", "none"]
    assert measured.fallback == "Not in the published list"
    assert measured.looks[0].colour == PALETTES["light"].sequential[4]


def test_a_share_has_numerator_and_denominator_and_names_the_provinces_own_pokja() -> None:
    rows = _regions("33", "34", regencies=[35, 5], signed=[7, 0], provincial_pokja=[None, "exists"])
    measured = share_measure(rows, "signed", "share", EN, "light")
    assert _looks(measured) == ["class_1", "none"]
    assert "7 of 35 (20.0%)" in measured.regions["told"][0]
    assert "Pokja of its own" in measured.regions["told"][1]


MEASURED = {
    "coverage": lambda mode: coverage_measure(coverage(8), EN, mode),
    "pokja": lambda mode: pokja_measure(
        coverage(8), pd.DataFrame(columns=["regency_code", "on_from", "on_until"]), EN, mode
    ),
    "signing": lambda mode: signing_measure(_signings(districts_signed=[0, 5]), EN, mode),
    "cases": lambda mode: cases_measure(
        _regions("33.01", violations=[1]), "count", "cases", EN, mode
    ),
    "published": lambda mode: published_measure(
        _regions("33.01"), pd.DataFrame([_figure("33.01", 0.0)]), "x", "cases", EN, mode
    ),
}


@pytest.mark.parametrize("mode", get_args(Mode))
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("measured", MEASURED.values(), ids=list(MEASURED))
def test_the_looks_of_one_map_differ_for_every_eye(measured: Any, eye: str, mode: Mode) -> None:
    colours = [look.colour for look in measured(mode).looks]
    closest = min(difference(lab(a, eye), lab(b, eye)) for a, b in combinations(colours, 2))
    assert closest >= LOOKS_APART


@pytest.mark.parametrize("measured", MEASURED.values(), ids=list(MEASURED))
def test_every_look_is_drawn_and_told_with_its_count(measured: Any) -> None:
    drawn = measured("light")
    figure = region_map(
        drawn.regions.drop(columns="name").sample(frac=1, random_state=5),
        drawn.looks,
        regions_url="/geo/a.geojson",
        provinces_url="/geo/b.geojson",
        box=(95.0, -11.0, 141.0, 6.0),
        locale=EN,
        mode="light",
        fallback=drawn.fallback,
        legend_title=drawn.unit,
    )
    written = json.loads(figure.to_json())["data"]
    keys = [look.key for look in drawn.looks]
    assert [keys[z] for z in written[0]["z"]] == _looks(drawn)
    assert len(written[0]["colorscale"]) == 2 * len(drawn.looks)
    legend = [trace["name"] for trace in written if trace["type"] == "scattergeo"]
    assert [name.rsplit("<b>", 1)[1] for name in legend] == [
        f"{drawn.count(key)}</b>" for key in keys
    ]
    alt = describe_measure(drawn, title="T", locale=EN)
    for look in drawn.looks:
        told = f"{look.label} {drawn.count(look.key)}"
        assert (told in alt) is (drawn.count(look.key) > 0)


def test_provinces_bring_their_names_since_their_geometry_has_none() -> None:
    rows = _regions("33", violations=[4]).assign(name="<i>Jawa</i> Tengah")
    drawn = cases_measure(rows, "province_count", "cases", EN, "dark")
    figure = region_map(
        drawn.regions,
        drawn.looks,
        regions_url="/geo/p.geojson",
        provinces_url="/geo/p.geojson",
        box=(95.0, -11.0, 141.0, 6.0),
        locale=EN,
        mode="dark",
        fallback=drawn.fallback,
    )
    trace = json.loads(figure.to_json())["data"][0]
    assert trace["text"] == ["&lt;i&gt;Jawa&lt;/i&gt; Tengah"]
    assert trace["hovertemplate"].startswith("<b>%{text}</b>")
