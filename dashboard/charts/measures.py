"""What a map can show: each measure turns the answer to a query into looks, words and values.

Classes are those of `classes.py`. Grey is no record, `zero` a stated 0, `small` too little for the
scale; none of them is a class.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dashboard.charts.canvas import whole
from dashboard.charts.classes import CLASSES, Breaks
from dashboard.charts.coverage_map import coverage_looks, coverage_regions
from dashboard.charts.region_map import Look
from dashboard.charts.theme import PALETTES, Mode, coverage_label, plain
from dashboard.elections import elections
from dashboard.labels import subject_label
from dashboard.locale import Locale

NONE, ZERO, SMALL, SEVERAL, MASKED = "none", "zero", "small", "several", "masked"
_COLUMNS: Final = ["code", "name", "province_code", "look", "told", "value"]


@dataclass(frozen=True)
class Measured:
    """A measure of regions, ready to be drawn, told and compared.

    `regions`: code, name, province_code, look (the key of one of `looks`), told (lines joined by
    `<br>`, safe to be shown as they are; empty where nothing is on record) and value (a number in
    the measure's unit, none where there is none), by code.
    `fallback`: what is said of a region without words. `positive`: the looks that say yes.
    `unit`: what the classes count; empty where looks are no classes.
    """

    regions: pd.DataFrame
    looks: list[Look]
    fallback: str
    positive: frozenset[str]
    unit: str = ""

    @property
    def on_record(self) -> list[str]:
        """The codes of the regions of which the measure says yes."""
        chosen = self.regions["look"].isin(self.positive)
        return [str(code) for code in self.regions.loc[chosen, "code"]]

    def count(self, look: str) -> int:
        """How many regions have this look."""
        return int((self.regions["look"] == look).sum())


def coverage_measure(coverage: pd.DataFrame, locale: Locale, mode: Mode) -> Measured:
    """The coverage status; `coverage` as `coverage_map` wants it. Yes is a Pokja or a signing."""
    drawn = coverage_regions(coverage, locale).assign(name=coverage["regency_name"], value=None)
    return Measured(
        drawn[_COLUMNS],
        coverage_looks(locale, mode),
        coverage_label("none", locale),
        frozenset({"both", "signed", "pokja"}),
    )


def pokja_measure(
    coverage: pd.DataFrame, planned: pd.DataFrame, locale: Locale, mode: Mode
) -> Measured:
    """Who has a Pokja; `planned`: regency_code, on_from, on_until of those only planned."""
    plans = {row["regency_code"]: row for row in planned.to_dict("records")}
    colours = PALETTES[mode].pokja

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        if not pd.isna(row["first_pokja_on"]):
            day = locale.span(row["first_pokja_on"], row["first_pokja_until"])
            if row["pokja_evidence"] == "exists":
                return "exists", locale.text("Pokja already there on {day}", day=day), None
            return "formed", locale.text("Pokja formed on {day}", day=day), None
        plan = plans.get(row["regency_code"])
        if plan is not None:
            day = locale.span(plan["on_from"], plan["on_until"])
            return "planned", locale.text("Pokja planned, reported on {day}", day=day), None
        return NONE, "", None

    looks = [
        Look("formed", locale.text("Pokja formed"), colours["formed"]),
        Look("exists", locale.text("Pokja already there"), colours["exists"]),
        Look("planned", locale.text("Pokja only planned"), colours["planned"]),
        _no_record(locale, mode),
    ]
    return _measured(_regencies(coverage), look, looks, {"formed", "exists"}, locale)


def signing_measure(signings: pd.DataFrame, locale: Locale, mode: Mode) -> Measured:
    """Who has signed; below regency level by the share of the kecamatan that signed.

    `signings`: the columns of `signings_by_regency`.
    """
    breaks, palette = CLASSES["kecamatan"], PALETTES[mode]
    # The darkest of the scale is the whole regency, so the shares take the palest.
    shares = [
        Look(
            _class(place),
            locale.text("in {share} of its kecamatan", share=breaks.label(place, locale)),
            palette.sequential[place],
        )
        for place in range(len(breaks.bounds))
    ]

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        signed, districts = int(row["districts_signed"]), int(row["districts"])
        share = 100 * signed / districts if districts else 0.0
        below = locale.text(
            "signed in {n} of {total} kecamatan",
            n=locale.number(signed),
            total=locale.number(districts),
        )
        if not pd.isna(row["first_signing_on"]):
            day = locale.span(row["first_signing_on"], row["first_signing_until"])
            lines = [locale.text("signed on {day}", day=day), *([below] if signed else [])]
            return "signed", "<br>".join(plain(line) for line in lines), None
        place = breaks.class_of(share)
        if place is not None:
            return _class(place), plain(below), share
        if row["signed_below"]:
            return SMALL, plain(locale.text("Signed by an office or a village only")), None
        return NONE, "", None

    looks = [
        Look("signed", locale.text("Signed, whole kabupaten/kota"), palette.sequential[4]),
        *reversed(shares),
        Look(SMALL, locale.text("one office or village only"), palette.small),
        _no_record(locale, mode),
    ]
    return _measured(_regencies(signings), look, looks, {"signed"}, locale)


def activities_measure(
    rows: pd.DataFrame, breaks: str, unit: str, locale: Locale, mode: Mode
) -> Measured:
    """How many activities; `rows`: code, name, province_code, activities, and participants where
    they are told."""

    def told(row: dict[Any, Any]) -> list[str]:
        words = [locale.plural("{n} activity", "{n} activities", int(row["activities"]))]
        people = whole(row.get("participants"))
        if people is not None:
            words.append(locale.plural("{n} participant", "{n} participants", people))
            silent = int(row["activities_without_participants"])
            if silent:
                words.append(
                    locale.plural(
                        "{n} activity states no number of participants",
                        "{n} activities state no number of participants",
                        silent,
                    )
                )
        return words

    return _counted(rows, "activities", breaks, unit, told, locale, mode)


def cases_measure(
    rows: pd.DataFrame, breaks: str, unit: str, locale: Locale, mode: Mode
) -> Measured:
    """How many cases; `rows`: code, name, province_code, violations."""

    def told(row: dict[Any, Any]) -> list[str]:
        return [locale.plural("{n} case", "{n} cases", int(row["violations"]))]

    return _counted(rows, "violations", breaks, unit, told, locale, mode)


def rate_measure(rows: pd.DataFrame, locale: Locale, mode: Mode) -> Measured:
    """Cases per 100,000 inhabitants; `rows`: code, name, province_code and the columns of
    `violation_rates_by_regency`. Under 3 cases nothing is ranked or coloured."""
    breaks, palette = CLASSES["rate"], PALETTES[mode]

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        if pd.isna(row["violations"]):
            return MASKED, plain(locale.text("masked")), None
        cases, rate = int(row["violations"]), row["violations_per_100k"]
        if cases == 0:
            return NONE, "", None
        words = locale.plural("{n} case", "{n} cases", cases)
        if pd.isna(rate):
            few = locale.text("too few for a rate")
            return SMALL, plain(f"{words}: {few}"), None
        lines = [
            locale.text("{n} per 100,000 inhabitants", n=locale.number(rate, 2)),
            locale.text(
                "{cases}; {n} inhabitants in {year}",
                cases=words,
                n=locale.number(int(row["population"])),
                year=int(row["population_year"]),
            ),
        ]
        return _classed(breaks, rate), "<br>".join(plain(line) for line in lines), float(rate)

    looks = [
        *_scale(breaks, locale, mode),
        Look(SMALL, locale.text("Fewer than 3 cases"), palette.small),
        *_masked(rows, "violations", locale, mode),
        _no_record(locale, mode),
    ]
    unit = locale.text("cases per 100,000 inhabitants")
    return _measured(rows, look, looks, _classes(breaks), locale, unit)


def published_measure(
    rows: pd.DataFrame, figures: pd.DataFrame, unit: str, code: str, locale: Locale, mode: Mode
) -> Measured:
    """The latest published figure of each region.

    `rows`: code, name, province_code of all regions; `figures`: those of `latest_published_figures`
    that are the latest in any of the elections, with region_code; `unit`: the figure in words;
    `code`: its unit.
    """
    breaks, palette = CLASSES["share" if code == "percent" else "published"], PALETTES[mode]
    latest: dict[str, list[dict[Any, Any]]] = {}
    for figure in figures.to_dict("records"):
        latest.setdefault(figure["region_code"], []).append(figure)

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        found = latest.get(row["code"], [])
        if not found:
            return NONE, "", None
        told = "<br>".join(_figure(figure, locale) for figure in found)
        if len(found) > 1 or pd.isna(found[0]["value"]):
            return SEVERAL, told, None
        value = float(found[0]["value"])
        return (ZERO if value == 0 else _classed(breaks, value)), told, value

    looks = [
        *_scale(breaks, locale, mode),
        Look(ZERO, locale.text("0, as published"), palette.zero, edged=True),
        Look(SEVERAL, locale.text("several on one day"), palette.small),
        Look(NONE, locale.text("No figure"), palette.coverage["none"], edged=True),
    ]
    positive = {*_classes(breaks), ZERO, SEVERAL}
    return _measured(rows, look, looks, positive, locale, unit, locale.text("No figure"))


def _figure(figure: dict[Any, Any], locale: Locale) -> str:
    day = locale.span(figure["as_of_from"], figure["as_of"])
    election = elections()[figure["election"]].name(locale)
    if pd.isna(figure["value"]):
        several = locale.plural(
            "{n} figure of {day}, not one of them drawn",
            "{n} figures of {day}, none of them drawn",
            int(figure["figures"]),
            day=day,
        )
        return "<br>".join([plain(several), plain(election)])
    value = float(figure["value"])
    digits = 0 if value == int(value) else 1
    lines = [
        locale.text("{n} as of {day}", n=locale.number(value, digits), day=day),
        election,
        subject_label(figure["subject"], locale),
        locale.text("by {source}", source=figure["source_name"]),
    ]
    return "<br>".join(plain(line) for line in lines)


def rank_measure(rows: pd.DataFrame, ranking: pd.DataFrame, locale: Locale, mode: Mode) -> Measured:
    """The place in one published ranking.

    `rows`: code, name, province_code of all regions; `ranking`: the rows of one level of
    `risk_index_ranking`.
    """
    breaks = CLASSES["rank"]
    places = {row["region_code"]: row for row in ranking.to_dict("records")}
    absent = locale.text("Not in the published list")

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        found = places.get(row["code"])
        if found is None:
            return NONE, "", None
        rank = int(found["rank"])
        lines = [
            locale.text("Place {n} of the list", n=locale.number(rank)),
            locale.text("published on {day}", day=locale.date(found["as_of"])),
        ]
        if not pd.isna(found["score"]):
            lines.insert(1, locale.text("Score {n}", n=locale.number(float(found["score"]), 2)))
        return _classed(breaks, rank), "<br>".join(plain(line) for line in lines), float(rank)

    # The first places are the darkest.
    scale = _scale(breaks, locale, mode)
    colours = reversed([look.colour for look in scale])
    looks = [
        *(entry._replace(colour=colour) for entry, colour in zip(scale, colours, strict=True)),
        Look(NONE, absent, PALETTES[mode].coverage["none"], edged=True),
    ]
    unit = locale.text("place in the published list")
    return _measured(rows, look, looks, _classes(breaks), locale, unit, absent)


def share_measure(
    rows: pd.DataFrame, column: str, unit: str, locale: Locale, mode: Mode
) -> Measured:
    """The share of a province's regencies.

    `rows`: code, name, province_code, regencies, the `column` of those that count, and
    provincial_pokja (formed, exists or none), which is told beside it.
    """
    breaks = CLASSES["share"]
    own = {
        "formed": locale.text("The province has formed a Pokja of its own"),
        "exists": locale.text("The province already has a Pokja of its own"),
    }

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        n, total = int(row[column]), int(row["regencies"])
        share = 100 * n / total
        lines = [locale.text("{share} kabupaten/kota", share=locale.share(n, total))] if n else []
        if not pd.isna(row["provincial_pokja"]):
            lines += ([] if lines else [coverage_label("none", locale)]) + [
                own[row["provincial_pokja"]]
            ]
        return (
            _classed(breaks, share) if n else NONE,
            "<br>".join(plain(line) for line in lines),
            share,
        )

    looks = [*_scale(breaks, locale, mode), _no_record(locale, mode)]
    return _measured(rows, look, looks, _classes(breaks), locale, unit)


def _counted(
    rows: pd.DataFrame,
    column: str,
    breaks_name: str,
    unit: str,
    told: Callable[[dict[Any, Any]], list[str]],
    locale: Locale,
    mode: Mode,
) -> Measured:
    breaks = CLASSES[breaks_name]

    def look(row: dict[Any, Any]) -> tuple[str, str, float | None]:
        if pd.isna(row[column]):
            return MASKED, plain(locale.text("masked")), None
        count = int(row[column])
        if count == 0:
            return NONE, "", 0.0
        return _classed(breaks, count), "<br>".join(plain(w) for w in told(row)), float(count)

    masked = _masked(rows, column, locale, mode)
    looks = [*_scale(breaks, locale, mode), *masked, _no_record(locale, mode)]
    return _measured(rows, look, looks, _classes(breaks), locale, unit)


def _masked(rows: pd.DataFrame, column: str, locale: Locale, mode: Mode) -> list[Look]:
    """The look of regions whose count is not for the public, where there are any."""
    if not rows[column].isna().any():
        return []
    return [Look(MASKED, locale.text("masked"), PALETTES[mode].zero, edged=True)]


def _measured(
    rows: pd.DataFrame,
    look: Callable[[dict[Any, Any]], tuple[str, str, float | None]],
    looks: list[Look],
    positive: frozenset[str] | set[str],
    locale: Locale,
    unit: str = "",
    fallback: str = "",
) -> Measured:
    found = [look(row) for row in rows.to_dict("records")]
    regions = pd.DataFrame(
        {
            "code": rows["code"].tolist(),
            "name": rows["name"].tolist(),
            "province_code": rows["province_code"].tolist(),
            "look": [key for key, _, _ in found],
            "told": [words for _, words, _ in found],
            "value": [value for _, _, value in found],
        },
        columns=_COLUMNS,
    )
    return Measured(
        regions.sort_values("code", kind="stable", ignore_index=True),
        looks,
        fallback or coverage_label("none", locale),
        frozenset(positive),
        unit,
    )


def _regencies(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(code=rows["regency_code"], name=rows["regency_name"])


def _class(place: int) -> str:
    return f"class_{place}"


def _classed(breaks: Breaks, value: float) -> str:
    place = breaks.class_of(value)
    assert place is not None, "a value of a class is above its first bound"
    return _class(place)


def _classes(breaks: Breaks) -> frozenset[str]:
    return frozenset(_class(place) for place in range(len(breaks.bounds)))


def _scale(breaks: Breaks, locale: Locale, mode: Mode) -> list[Look]:
    colours: Mapping[int, str] = dict(enumerate(PALETTES[mode].sequential))
    return [
        Look(_class(place), breaks.label(place, locale), colours[place])
        for place in range(len(breaks.bounds))
    ]


def _no_record(locale: Locale, mode: Mode) -> Look:
    colour = PALETTES[mode].coverage["none"]
    return Look(NONE, coverage_label("none", locale), colour, edged=True)
