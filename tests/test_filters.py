"""The one filter: URL and back, SQL parameters, the period before, the sentence; hostile links."""

import calendar
import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.elections import elections
from dashboard.facets import FACETS
from dashboard.filters import ALL_ELECTIONS, Filter, FilterError, month_days, read_url
from dashboard.locale import Locale
from dashboard.model import FIRST_DAY, LAST_DAY
from dashboard.regions import regions

NAMES = ("provinsi", "kabupaten", "periode", "pemilihan")
DAYS = st.dates(FIRST_DAY, LAST_DAY)
DEFAULTS = st.none() | st.sampled_from(list(elections()))


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Any filter a link can write: places by code, not starting on the very first day."""
    provinces = draw(st.lists(st.sampled_from(list(regions().provinces)), max_size=4, unique=True))
    inside = regions().in_provinces(provinces)
    regencies = draw(st.lists(st.sampled_from(inside), max_size=4, unique=True))
    since, until = sorted(draw(st.tuples(DAYS.filter(lambda d: d > FIRST_DAY), DAYS)))
    inside_period = draw(st.dates(since, until))
    narrowing: dict[str, Any] = {
        facet.field: tuple(
            code
            for code, wanted in zip(
                facet.values, draw(st.tuples(*[st.booleans()] * len(facet.values))), strict=True
            )
            if wanted
        )
        for facet in draw(st.lists(st.sampled_from(FACETS), max_size=2, unique=True))
    }
    return Filter(
        tuple(sorted(provinces)),
        tuple(sorted(regencies)),
        draw(st.sampled_from([since if since != FIRST_DAY else None, None])),
        draw(st.sampled_from([until, None])),
        tuple(draw(st.lists(st.sampled_from(list(elections())), max_size=3, unique=True))),
        draw(st.sampled_from([f"{inside_period:%Y-%m}", None])),
        **narrowing,
    )


# --- there and back -------------------------------------------------------------------------------


@given(chosen=filters(), default=DEFAULTS)
def test_a_link_reads_back_as_the_filter_it_was_written_from(
    chosen: Filter, default: str | None
) -> None:
    assert read_url(chosen.url(default), default) == (chosen, [])


@given(chosen=filters(), default=DEFAULTS)
def test_a_link_survives_a_browsers_query_string(chosen: Filter, default: str | None) -> None:
    text = urlencode(chosen.url(default), doseq=True)
    assert read_url(parse_qs(text), default) == (chosen, [])


@given(chosen=filters(), default=DEFAULTS)
def test_codes_and_any_letter_case_are_read_alike(chosen: Filter, default: str | None) -> None:
    link = chosen.url(default)
    by_code = {**link, "provinsi": [*chosen.provinces], "kabupaten": [*chosen.regencies]}
    shouted = {
        name: [v.upper() if name in NAMES[:2] else v for v in values]
        for name, values in link.items()
    }
    assert read_url(by_code, default) == read_url(shouted, default) == (chosen, [])


@given(until=DAYS | st.none())
def test_a_period_from_the_very_first_day_is_read_as_one_without_a_start(
    until: dt.date | None,
) -> None:
    """The one filter that is not read back as it was: in a link that day stands for no start."""
    chosen = Filter(since=FIRST_DAY, until=until)
    assert read_url(chosen.url(None), None) == (Filter(until=until), [])


def test_places_are_read_in_the_order_of_their_codes() -> None:
    found, dropped = read_url({"provinsi": ["Papua", "Aceh"], "kabupaten": []}, None)
    assert found.provinces == ("11", regions().find("Papua", regions().provinces))
    assert dropped == []


def test_a_link_in_full() -> None:
    chosen = Filter(
        ("33",), ("33.01", "33.29"), dt.date(2024, 9, 1), dt.date(2024, 10, 31), ("pilkada_2024",)
    )
    assert chosen.url("pemilu_2024") == {
        "provinsi": ["Jawa Tengah"],
        "kabupaten": ["Kabupaten Cilacap", "Kabupaten Brebes"],
        "periode": ["2024-09-01", "2024-10-31"],
        "pemilihan": ["pilkada_2024"],
    }
    assert "pemilihan" not in chosen.url("pilkada_2024")
    assert Filter().url("pilkada_2024") == {"pemilihan": [ALL_ELECTIONS]}
    assert Filter().url(None) == {}
    assert Filter(since=dt.date(2024, 1, 1)).url(None) == {"periode": ["2024-01-01"]}
    assert Filter(until=dt.date(2024, 1, 1)).url(None) == {"periode": ["2000-01-01", "2024-01-01"]}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ("pilkada_2024",)),
        ({"pemilihan": []}, ("pilkada_2024",)),
        ({"pemilihan": ["all"]}, ()),
        ({"pemilihan": ["semua"]}, ()),
        ({"pemilihan": ["pemilu_2024"]}, ("pemilu_2024",)),
        ({"pemilihan": ["pemilu_2024", "pilkada_2020"]}, ("pemilu_2024", "pilkada_2020")),
        ({"pemilihan": ["pemilu_2024", "pemilu_2024"]}, ("pemilu_2024",)),
        ({"pemilihan": ["pemilu_1899", "pemilu_2024"]}, ("pemilu_2024",)),
        ({"pemilihan": ["pemilu_1899"]}, ("pilkada_2024",)),
    ],
)
def test_elections_of_a_link(asked: dict[str, list[str]], expected: tuple[str, ...]) -> None:
    found, dropped = read_url(asked, "pilkada_2024")
    assert found.elections == expected
    assert len(dropped) == asked.get("pemilihan", []).count("pemilu_1899")


# --- hostile links --------------------------------------------------------------------------------

HOSTILE = st.text(max_size=80) | st.sampled_from(
    [
        "",
        " ",
        "\0",
        "33\0",
        "9" * 100_000,
        "' OR 1=1 --",
        "{}",
        "{value}",
        "{0.__class__}",
        "%s%n",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "2024-13-01",
        "2024-02-30",
        "0000-00-00",
        "1999-12-31",
        "2100-01-01",
        "2024-W01-1",
        "-2024-01-01",
        "2024-10-31T00:00:00",
        "٢٠٢٤-١٠-٣١",
        "İ" * 70,
        "ß",
        "NaN",
        "33",
        "33.01",
        "Jawa Tengah",
        "kabupaten cilacap",
        "2024-10-31",
        "2024-01-01",
        "all",
        "pilkada_2024",
    ]
)


@given(
    link=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=9), st.lists(HOSTILE)),
    default=DEFAULTS,
)
def test_no_link_raises_and_what_was_dropped_is_said(
    link: dict[str, list[str]], default: str | None
) -> None:
    found, dropped = read_url(link, default)
    # What is left is a filter that a link can write and read again.
    assert read_url(found.url(default), default) == (found, [])
    for error in dropped:
        for language in ("id", "en"):
            sentence = error.sentence(Locale(language))
            assert sentence
            assert len(sentence) < 250
    # Whatever was written but is not in the filter has been named.
    provinces = {regions().find(v, regions().provinces) for v in link.get("provinsi", [])}
    regencies = {regions().find(v, regions().regencies) for v in link.get("kabupaten", [])}
    lost = (provinces | regencies) - {*found.provinces, *found.regencies}
    unknown = {v for v in link.get("pemilihan", []) if v not in {"all", "semua", *elections()}}
    periods = link.get("periode", [])
    kept = found.since is not None or found.until is not None or periods == ["2000-01-01"]
    no_period = periods and len(periods) <= 2 and not kept and "2000-01-01" not in periods
    if lost or unknown or no_period:
        assert dropped


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"provinsi": ["Jawa Barat Daya"]}, ["Jawa Barat Daya"]),
        ({"kabupaten": ["33.99"]}, ["33.99"]),
        ({"provinsi": ["11"], "kabupaten": ["Kabupaten Cilacap"]}, ["Kabupaten Cilacap"]),
        ({"periode": ["kemarin"]}, ["kemarin"]),
        ({"periode": ["1999-12-31"]}, ["1999-12-31", "2000-01-01", "2099-12-31"]),
        ({"periode": ["2024-02-01", "2024-01-01"]}, ["2024-02-01", "2024-01-01"]),
        ({"pemilihan": ["pemilu_1899"]}, ["pemilu_1899"]),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_reason_names_the_dropped_value(
    link: dict[str, list[str]], words: list[str], language: str
) -> None:
    _, dropped = read_url(link, None)
    (error,) = dropped
    sentence = error.sentence(Locale(language))
    assert all(word in sentence for word in words)


def test_a_long_value_is_cut_in_the_reason() -> None:
    _, dropped = read_url({"provinsi": ["x" * 100_000]}, None)
    assert len(dropped[0].sentence(Locale("id"))) < 150


def test_half_a_period_is_no_period() -> None:
    found, dropped = read_url({"periode": ["2024-01-01", "kemarin"]}, None)
    assert (found.since, found.until) == (None, None)
    assert len(dropped) == 1


def test_a_third_day_is_said_to_be_dropped() -> None:
    found, dropped = read_url({"periode": ["2024-01-01", "2024-02-01", "2024-03-01"]}, None)
    assert (found.since, found.until) == (None, None)
    assert dropped


def test_single_elections_beside_all_are_said_to_be_dropped() -> None:
    found, dropped = read_url({"pemilihan": ["all", "pilkada_2024"]}, None)
    assert found.elections == ()
    assert dropped


# --- what a filter refuses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"provinces": ("99",)}, ["99"]),
        ({"provinces": ("33.01",)}, ["33.01"]),
        ({"provinces": ("Jawa Tengah",)}, ["Jawa Tengah"]),
        ({"regencies": ("33.99",)}, ["33.99"]),
        ({"regencies": ("33",)}, ["33"]),
        (
            {"provinces": ("34", "11"), "regencies": ("33.01",)},
            ["Kabupaten Cilacap", "33.01", "Aceh"],
        ),
        ({"elections": ("all",)}, ["all", "pilkada_2024"]),
        ({"elections": ("pilkada_2024", "x")}, ["x", "pilkada_2024"]),
        ({"since": dt.date(1999, 12, 31)}, ["1999-12-31", "2000-01-01"]),
        ({"until": dt.date(2100, 1, 1)}, ["2100-01-01", "2099-12-31"]),
        (
            {"since": dt.date(2024, 2, 2), "until": dt.date(2024, 2, 1)},
            ["2024-02-02", "2024-02-01"],
        ),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_impossible_filters_are_refused_in_a_sentence(
    given_: dict[str, object], words: list[str], language: str
) -> None:
    with pytest.raises(FilterError) as caught:
        Filter(**given_)  # type: ignore[arg-type]
    sentence = caught.value.sentence(Locale(language))
    assert all(word in sentence for word in words)
    assert sentence.endswith(".")


def test_the_outermost_days_and_one_single_day_are_allowed() -> None:
    assert Filter(since=FIRST_DAY, until=LAST_DAY).until == LAST_DAY
    day = dt.date(2024, 10, 17)
    assert Filter(since=day, until=day).period(Locale("id")) == "17 Oktober 2024"


# --- parameters and the period before -------------------------------------------------------------


@given(chosen=filters())
def test_sql_parameters(chosen: Filter) -> None:
    found = chosen.parameters()
    assert found | {"from": None, "to": None} == {
        "provinces": list(chosen.provinces),
        "regencies": list(chosen.regencies),
        "elections": list(chosen.elections),
        "kinds": list(chosen.kinds),
        "levels": list(chosen.levels),
        "targets": list(chosen.targets),
        "institution_types": list(chosen.institution_types),
        "categories": list(chosen.categories),
        "subjects": list(chosen.subjects),
        "channels": list(chosen.channels),
        "origins": list(chosen.origins),
        "from": None,
        "to": None,
    }
    if chosen.month is None:
        assert (found["from"], found["to"]) == (chosen.since, chosen.until)


@given(chosen=filters(), day=DAYS)
def test_a_month_asks_for_the_days_that_lie_in_both_month_and_period(
    chosen: Filter, day: dt.date
) -> None:
    asked = chosen.within_month()
    inside = (chosen.since is None or day >= chosen.since) and (
        chosen.until is None or day <= chosen.until
    )
    if chosen.month is not None:
        inside = inside and f"{day:%Y-%m}" == chosen.month
    expected = (asked.since is None or day >= asked.since) and (
        asked.until is None or day <= asked.until
    )
    assert inside == expected
    assert asked.month is None


def test_the_days_of_a_month() -> None:
    for year, month in ((2024, 2), (2023, 2), (2024, 12), (2000, 1), (2099, 12)):
        last = calendar.monthrange(year, month)[1]
        found = month_days(f"{year}-{month:02}")
        assert found == (dt.date(year, month, 1), dt.date(year, month, last))


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-00", "1999-01", "2100-01", "2024", "x", "２０２４-01"]
)
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(FilterError):
        month_days(text)
    with pytest.raises(FilterError):
        Filter(month=text)
    assert read_url({"bulan": [text]}, None)[0] == Filter()
    assert len(read_url({"bulan": [text]}, None)[1]) == 1


def test_a_month_outside_the_period_is_dropped_from_a_link_and_refused_elsewhere() -> None:
    period = ["2024-09-15", "2024-10-14"]
    found, dropped = read_url({"periode": period, "bulan": ["2024-11"]}, None)
    assert found == Filter(since=dt.date(2024, 9, 15), until=dt.date(2024, 10, 14))
    assert "2024-11" in dropped[0].sentence(Locale("id"))
    with pytest.raises(FilterError):
        Filter(until=dt.date(2024, 10, 14), month="2024-11")
    found, dropped = read_url({"periode": period, "bulan": ["2024-10"]}, None)
    assert dropped == []
    assert found.parameters()["from"] == dt.date(2024, 10, 1)
    assert found.parameters()["to"] == dt.date(2024, 10, 14)


def test_unknown_values_of_a_facet_are_dropped_from_a_link_and_refused_elsewhere() -> None:
    link = {"jenis": ["sosialisasi", "<b>", "imbauan"], "sasaran": ["p3k"]}
    found, dropped = read_url(link, None)
    assert found == Filter(kinds=("sosialisasi", "imbauan"))
    assert [error.values["value"] for error in dropped] == ["<b>", "p3k"]
    with pytest.raises(FilterError):
        Filter(kinds=("pesta",))


@given(chosen=filters())
def test_a_chart_asks_for_all_values_of_its_own_facet(chosen: Filter) -> None:
    for facet in FACETS:
        asked = chosen.without(facet.field)
        assert getattr(asked, facet.field) == ()
        assert asked.parameters() | {facet.field: None} == (
            chosen.parameters() | {facet.field: None}
        )
    assert chosen.without("month").month is None
    assert not chosen.whole().narrowed
    assert chosen.narrowed == (chosen != chosen.whole())


def test_a_year_before_by_hand() -> None:
    leap = Filter(since=dt.date(2024, 2, 29), until=dt.date(2024, 3, 31), kinds=("imbauan",))
    assert leap.year_before() == Filter(
        since=dt.date(2023, 2, 28), until=dt.date(2023, 3, 31), kinds=("imbauan",)
    )
    assert Filter(since=dt.date(2024, 1, 1)).year_before() is None
    assert Filter(since=dt.date(2000, 1, 1), until=dt.date(2000, 2, 1)).year_before() is None


@given(chosen=filters())
def test_the_period_before_is_as_long_and_ends_the_day_before(chosen: Filter) -> None:
    chosen = chosen.within_month()
    before = chosen.previous()
    if chosen.since is None or chosen.until is None:
        assert before is None
        return
    months = pd.period_range(chosen.since, chosen.until, freq="M")
    whole = (months[0].start_time.date(), months[-1].end_time.date()) == (
        chosen.since,
        chosen.until,
    )
    expected = chosen.since - (chosen.until - chosen.since) - dt.timedelta(days=1)
    if whole:
        expected = (months[0] - len(months)).start_time.date()
    if before is None:
        assert expected < FIRST_DAY
        return
    assert before.until is not None
    assert before.since == expected
    assert before.until + dt.timedelta(days=1) == chosen.since
    assert (before.provinces, before.regencies) == (chosen.provinces, chosen.regencies)
    assert before.elections == chosen.elections


def test_the_period_before_by_hand() -> None:
    march = Filter(since=dt.date(2024, 3, 1), until=dt.date(2024, 3, 31))
    assert march.previous() == Filter(since=dt.date(2024, 2, 1), until=dt.date(2024, 2, 29))
    assert Filter(month="2024-03").previous() == march.previous()
    winter = Filter(since=dt.date(2023, 12, 1), until=dt.date(2024, 2, 29))
    assert winter.previous() == Filter(since=dt.date(2023, 9, 1), until=dt.date(2023, 11, 30))
    days = Filter(since=dt.date(2024, 3, 1), until=dt.date(2024, 3, 30))
    assert days.previous() == Filter(since=dt.date(2024, 1, 31), until=dt.date(2024, 2, 29))
    first = Filter(since=dt.date(2000, 1, 2), until=dt.date(2000, 1, 2))
    assert first.previous() == Filter(since=FIRST_DAY, until=FIRST_DAY)
    assert Filter(since=FIRST_DAY, until=FIRST_DAY).previous() is None
    assert Filter(since=FIRST_DAY, until=LAST_DAY).previous() is None


# --- sentences ------------------------------------------------------------------------------------

CODES = ("33.01", "33.02", "33.03", "33.04")


@pytest.mark.parametrize(
    ("chosen", "indonesian", "english"),
    [
        (
            Filter(),
            "Seluruh Indonesia · semua pemilihan · semua tanggal",
            "All of Indonesia · all elections · all dates",
        ),
        (
            Filter(("33",), (), dt.date(2024, 9, 1), dt.date(2024, 10, 31), ("pilkada_2024",)),
            "Jawa Tengah · Pilkada Serentak 2024 · 1 September 2024 sampai 31 Oktober 2024",
            "Jawa Tengah · Simultaneous local elections 2024 · 1 September 2024 to 31 October 2024",
        ),
        (
            Filter(("33",), ("33.01", "33.29"), since=dt.date(2024, 5, 1)),
            "Kabupaten Cilacap dan Kabupaten Brebes · semua pemilihan · sejak 1 Mei 2024",
            "Kabupaten Cilacap and Kabupaten Brebes · all elections · since 1 May 2024",
        ),
    ],
)
def test_sentences(chosen: Filter, indonesian: str, english: str) -> None:
    assert chosen.sentence(Locale("id")) == indonesian
    assert chosen.sentence(Locale("en")) == english


def test_facets_are_named_where_they_count() -> None:
    chosen = Filter(kinds=("imbauan", "sosialisasi"), subjects=("tni",), month="2024-10")
    plain = "All of Indonesia · all elections · October 2024"
    assert chosen.sentence(Locale("en")) == plain
    assert chosen.sentence(Locale("en"), ("activities",)) == (
        f"{plain} · Kind of activity: Appeal, Outreach (sosialisasi)"
    )
    assert chosen.sentence(Locale("en"), ("violations",)) == (
        f"{plain} · Whose neutrality: Armed forces (TNI)"
    )


def test_many_places_are_counted() -> None:
    locale = Locale("en")
    names = [regions().name(code) for code in CODES]
    assert Filter(regencies=CODES[:1]).place(locale) == names[0]
    assert Filter(regencies=CODES[:3]).place(locale) == f"{names[0]}, {names[1]} and {names[2]}"
    assert Filter(regencies=CODES).place(locale) == (f"{names[0]}, {names[1]} and 2 more regions")


@given(chosen=filters(), language=st.sampled_from(["id", "en"]))
def test_every_filter_has_a_sentence_of_three_parts(chosen: Filter, language: str) -> None:
    sentence = chosen.sentence(Locale(language))
    place, _, period = sentence.split(" · ")
    assert place
    assert "{" not in sentence
    until = chosen.within_month().until
    if until is not None:
        assert str(until.year) in period
    for election in chosen.elections:
        assert elections()[election].name(Locale(language)) in sentence


@pytest.mark.parametrize(
    ("until", "left"),
    [
        (None, None),
        (dt.date(2026, 11, 29), dt.date(2026, 11, 29)),
        (dt.date(2026, 11, 30), None),
        (dt.date(2027, 1, 1), None),
    ],
)
def test_an_end_on_the_last_known_day_is_no_end(
    until: dt.date | None, left: dt.date | None
) -> None:
    chosen = Filter(since=dt.date(2024, 1, 1), until=until, month="2024-03")
    opened = chosen.open_after(dt.date(2026, 11, 30))
    assert (opened.until, opened.since, opened.month) == (left, chosen.since, "2024-03")
