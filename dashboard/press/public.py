"""Answers as the public may have them: no small cell of a place and something else of its cases.

`PublicData` gives the same answers as the data behind it, with counts masked so that nobody can be
recognised (`queries/rules/small_cells.md`); how a masked count stands in them, `masks.py` says.
Where an answer would be nothing but masks, it is not given: `Withheld`. Sources keep their name and
lose their address.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd

from dashboard.facets import FACETS
from dashboard.filters import Filter
from dashboard.locale import Locale
from dashboard.press import disclosure
from dashboard.press.answers import Answers
from dashboard.press.disclosure import Tells
from dashboard.press.masks import Figures, Withheld, mask, state_column
from dashboard.press.suppression import Protected, Row, State, protect
from dashboard.regions import regions
from dashboard.settings import settings
from dashboard.versions import Version

DAY: Final = "day"
MONTH: Final = "month"
SHORT_PERIOD: Final = 31  # days; a period up to it is as telling as a day
_NO_REGENCY: Final = ""
_TABLES: Final = 32  # that are kept, of all versions and filters; each has up to 50,000 cells
_UNKNOWN: Final = "unknown"
_LINK: Final = "source_url"
_DIMENSION_OF: Final = {
    "categories": "category",
    "subjects": "subject",
    "channels": "channel",
    "origins": "origin",
}
_FIELD_OF: Final = {dimension: name for name, dimension in _DIMENSION_OF.items()}


@dataclass(frozen=True)
class PublicData:
    """What the public may know of a data version; asks `whole` and masks its answers."""

    whole: Answers

    @property
    def home(self) -> Path:
        """The folder of the data versions."""
        return self.whole.home

    @property
    def version(self) -> Version:
        """The data version."""
        return self.whole.version

    def figures(self, name: str, chosen: Filter, **further: object) -> "pd.Series[Any]":
        """The one row of a query whose grain is one row; a masked number of it cannot be read."""
        rows = self.ask_masked(name, chosen, **further)
        counts = [count for count in rows.columns if state_column(count) in rows.columns]
        states: dict[str, State] = {count: rows[state_column(count)].iloc[0] for count in counts}
        row = rows.drop(columns=[state_column(count) for count in counts])
        found = Figures(row.astype(object).iloc[0])
        found.states = states
        return found

    def ask(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The answer to a named query. Raises `Withheld` where a count is masked, `QueryError`."""
        rows = self.ask_masked(name, chosen, **further)
        if any(state_column(str(count)) in rows for count in rows):
            raise Withheld(self._total(chosen))
        return rows

    def ask_masked(self, name: str, chosen: Filter, **further: object) -> pd.DataFrame:
        """The answer to a named query with its masks. Raises `Withheld`, `QueryError`."""
        if name in disclosure.LISTS:
            rows = self._listed(name, chosen, further)
        elif self._is_open(name, chosen):
            rows = self.whole.ask(name, chosen, **further)
        elif name in disclosure.BY_PLACE:
            rows = self._by_place(name, disclosure.BY_PLACE[name], chosen, further)
        elif name in disclosure.FIXED:
            rows = self._fixed(name, chosen, further)
        elif name in disclosure.BY_OUTCOME:
            rows = self._by_outcome(name, chosen, further)
        elif name in disclosure.SUMMED:
            rows = self._summed(name, disclosure.SUMMED[name], chosen, further)
        elif name in disclosure.BY_VALUE:
            rows = self._by_value(name, disclosure.BY_VALUE[name], chosen, further)
        else:
            self._refuse(name, chosen, further)
            rows = self.whole.ask(name, chosen, **further)
            rows = rows.assign(**dict.fromkeys(disclosure.DAYS.get(name, ())))
        return rows.assign(**{_LINK: None}) if _LINK in rows else rows

    def _is_open(self, name: str, chosen: Filter) -> bool:
        """Whether all of the answer may be known: also where no case at all is on record of the
        chosen places, so that everything is 0 by region alone."""
        if settings().small_cells < 2 or name in disclosure.OPEN:
            return True
        if name in disclosure.WIDER or not _is_placed(chosen):
            return False
        alone = chosen.whole()
        if DAY in _traits(alone):
            alone = replace(alone, since=None, until=None)
        found = self.whole.figures("violation_figures", alone)
        return int(found["violations"]) + int(found["preliminary_information"]) == 0

    # --- answers that are given whole or not at all -----------------------------------------------

    def _refuse(self, name: str, chosen: Filter, further: Mapping[str, object]) -> None:
        placed, traits = _is_placed(chosen), _traits(chosen)
        tables: Any = further.get("tables") or ["violations"]
        if (
            name in disclosure.NEVER
            or (name in disclosure.CROSSED and placed)
            or (name in disclosure.UNLESS_NARROWED and traits)
            or (
                name in disclosure.SEARCHED
                and "violations" in tables
                # Words may be anything about a case, its place too.
                and ((placed and traits) or further.get("words"))
            )
        ):
            raise Withheld(self._total(chosen))

    def _fixed(self, name: str, chosen: Filter, further: Mapping[str, object]) -> pd.DataFrame:
        """The rows as they always are, of places without their counts."""
        rows = self.whole.ask(name, chosen, **further)
        if not _is_placed(chosen):
            return rows
        kept = disclosure.FIXED[name] - (disclosure.ALL_CASES if _traits(chosen) else set())
        for count in rows.select_dtypes("number").columns:
            if count not in kept:
                rows = mask(rows, count, ["hidden"] * len(rows))
        return rows

    def _listed(self, name: str, chosen: Filter, further: Mapping[str, object]) -> pd.DataFrame:
        """Single cases, only those that the plenary has decided."""
        if 0 < undecided(self, chosen) < settings().small_cells and _is_placed(chosen):
            # All cases but the listed ones are those without a decision.
            raise Withheld("few")
        return self.whole.ask(name, chosen, **{**further, "decided": True})

    # --- answers about places ---------------------------------------------------------------------

    def _by_place(
        self, name: str, tells: Tells, chosen: Filter, further: Mapping[str, object]
    ) -> pd.DataFrame:
        rows = self.whole.ask(name, chosen, **further)
        for count in tells.months if _is_placed(chosen) else ():
            rows = mask(rows, count, ["hidden"] * len(rows))
        if not _traits(chosen):
            return rows
        if tells.places:
            codes = rows[list(tells.places)].bfill(axis=1).iloc[:, 0]
            places = [() if pd.isna(code) else _places_in(str(code), chosen) for code in codes]
        else:
            places = [_places(chosen)] * len(rows)
        states = [self._state(chosen, place) for place in places]
        for count in (*tells.counts, *tells.people):
            rows = mask(rows, count, states)
        loose = [self._state(chosen, _unplaced(place)) for place in places]
        for count in tells.unplaced:
            rows = mask(rows, count, loose)
        if tells.regions or tells.people:
            rows = self._with_regions_masked(rows, tells, chosen)
        if not _is_placed(chosen):
            return rows
        for count in tells.mixed:
            rows = mask(rows, count, ["hidden"] * len(rows))
        return _small_masked(rows, tells.counts[1:])

    def _with_regions_masked(
        self, rows: pd.DataFrame, tells: Tells, chosen: Filter
    ) -> pd.DataFrame:
        """How many regions have a case tells of them all where each has one."""
        table = self._table(chosen)
        hides = table is None or any(
            state != "shown" for state in (*table.rows.values(), *table.groups.values())
        )
        states: list[State] = ["hidden" if hides else "shown"] * len(rows)
        for count in tells.regions:
            rows = mask(rows, count, states)
        if _is_placed(chosen):
            for count in tells.people:
                rows = mask(rows, count, ["hidden"] * len(rows))
        return rows

    # --- answers by value -------------------------------------------------------------------------

    def _by_value(
        self, name: str, tells: Tells, chosen: Filter, further: Mapping[str, object]
    ) -> pd.DataFrame:
        rows = self.whole.ask(name, chosen, **further)
        if not _is_placed(chosen):
            return rows
        asked = str(further.get("dimension") or "category")
        by_month = name == "violations_by_period"
        axes = {asked} - {"all"} | ({MONTH} if by_month else set())
        traits = _traits(chosen) | axes
        if len(traits) > 1:
            raise Withheld(self._total(chosen))
        if not axes:
            states = [self._state(chosen, _places(chosen))] * len(rows)
            counts = (*tells.counts, *tells.people)
        else:
            (dimension,) = axes
            if dimension == MONTH:
                rows = self._with_masked_months(rows, chosen)
                values = [_month(first) for first in rows["period_from"]]
            else:
                rows = self._with_masked_values(rows, chosen, dimension)
                values = list(rows["value"])
            states = [self._state(chosen, _places(chosen), dimension, [v]) for v in values]
            counts = tells.counts
        for count in counts:
            rows = mask(rows, count, states)
        if axes:
            for count in tells.people:
                rows = mask(rows, count, ["hidden"] * len(rows))
        return rows

    def _masked_values(self, chosen: Filter, dimension: str) -> list[str]:
        """The values whose cells are masked for the filter's places, those without a case too."""
        table = self._table(chosen, dimension)
        known = {value for _, value in table.groups} if table else set()
        selected = set(getattr(chosen, _FIELD_OF.get(dimension, ""), ()))
        return sorted(
            value
            for value in (known & selected if selected else known)
            if self._state(chosen, _places(chosen), dimension, [value]) != "shown"
        )

    def _with_masked_values(
        self, rows: pd.DataFrame, chosen: Filter, dimension: str
    ) -> pd.DataFrame:
        """The shown rows in their order, then the masked ones by code, `unknown` last."""
        masked = self._masked_values(chosen, dimension)
        shown = rows[~rows["value"].isin(masked)]
        further = pd.DataFrame({"value": masked, "violations": 0, "violations_without_people": 0})
        found = pd.concat([shown, _like(further, rows)], ignore_index=True)
        last = found["value"] == _UNKNOWN
        return pd.concat([found[~last], found[last]], ignore_index=True)

    def _with_masked_months(self, rows: pd.DataFrame, chosen: Filter) -> pd.DataFrame:
        """All months from the first to the last that has a row or is masked, then none."""
        known = {_month(first) for first in rows["period_from"]}
        months = sorted((known | set(self._masked_values(chosen, MONTH))) - {_UNKNOWN})
        wanted: list[dt.date | None] = []
        if months:
            wanted += [
                day.date()
                for day in pd.date_range(f"{months[0]}-01", f"{months[-1]}-01", freq="MS")
            ]
        if _UNKNOWN in known or _UNKNOWN in self._masked_values(chosen, MONTH):
            wanted.append(None)
        missing = [first for first in wanted if _month(first) not in known]
        further = pd.DataFrame(
            {
                "period_from": pd.Series(missing, dtype=object),
                "period_until": pd.Series(
                    [
                        first and (pd.Timestamp(first) + pd.offsets.MonthEnd()).date()
                        for first in missing
                    ],
                    dtype=object,
                ),
                "value": "all",
                "violations": 0,
                "violations_without_people": 0,
            }
        )
        found = pd.concat([rows, _like(further, rows)], ignore_index=True)
        place = {_month(first): number for number, first in enumerate(wanted)}
        order = sorted(found.index, key=lambda at: place[_month(found["period_from"][at])])
        return found.loc[order].reset_index(drop=True)

    # --- answers by what became of cases ----------------------------------------------------------

    def _by_outcome(self, name: str, chosen: Filter, further: Mapping[str, object]) -> pd.DataFrame:
        """All provinces by what became of their cases."""
        if _is_placed(chosen) or _traits(chosen):
            raise Withheld(self._total(chosen))
        rows = self.whole.ask(name, chosen, **further)
        if name == "deadlines_by_region":
            return self._by_verdict(rows, chosen, further)
        return self._by_answer(rows, chosen)

    def _by_verdict(
        self, rows: pd.DataFrame, chosen: Filter, further: Mapping[str, object]
    ) -> pd.DataFrame:
        """Provinces by whether the steps of their cases kept their deadlines.

        A case counts in several steps, so a number of steps is small where too few cases can stand
        behind it; on which side of that a masked one lies is not told.
        """
        told = {*_VERDICTS, "region_code", "region_name", "cases", "steps"}
        parts = [name for name in rows.columns if name not in told]
        steps = self.whole.ask("deadlines_by_step", chosen, **further)
        of_a_case = int(steps.groupby("regime").size().max()) if len(steps) else 1
        least = (settings().small_cells - 1) * of_a_case + 1
        counts = {
            ((row["region_code"], _NO_REGENCY), verdict): int(row[verdict])
            for row in rows.to_dict("records")
            for verdict in _VERDICTS
        }
        table = protect(counts, least)
        # Also how many steps all of them have reached tells where they stand.
        few: list[State] = [
            "hidden" if cases and total < least else "shown"
            for cases, total in zip(rows["cases"], rows["steps"], strict=True)
        ]
        rows = mask(rows, "steps", few)
        for verdict in _VERDICTS:
            states: list[State] = [
                "shown" if table.group(code, verdict) == "shown" else "hidden"
                for code in rows["region_code"]
            ]
            rows = mask(mask(rows, verdict, states), verdict, few)
        for part in parts:
            rows = mask(rows, part, ["hidden"] * len(rows))
        return rows

    def _by_answer(self, rows: pd.DataFrame, chosen: Filter) -> pd.DataFrame:
        """Provinces by what became of their cases: answered, waiting, not forwarded."""
        crossed = self.whole.ask("cases_crossed", chosen, dimension="status")
        cases = crossed.groupby("province_code")["violations"].sum()
        # The parts are the rows here, so that those forwarded are a sum that is protected too.
        counts: dict[tuple[Row, str], int] = {}
        for code, total in cases.items():
            found = rows[rows["region_code"] == code]
            parts = {part: int(found[part].sum()) for part in ("answered", "waiting")}
            rest = int(total) - sum(parts.values())
            counts |= {(("forwarded", part), str(code)): n for part, n in parts.items()}
            counts[("rest", ""), str(code)] = rest
        table = protect(counts, settings().small_cells)

        def state(code: str, count: str) -> State:
            if count == "forwarded":
                return table.group("forwarded", code)
            return table.row(("forwarded", count), code)

        rows = self._with_masked_provinces(
            rows, [code for code in sorted(cases.index) if _any_masked(code, state)]
        )
        for count in _ANSWERS:
            rows = mask(rows, count, [state(code, count) for code in rows["region_code"]])
        for count in ("waiting_undated", "median_days", "longest_days"):
            rows = mask(rows, count, ["hidden"] * len(rows))
        return rows

    def _with_masked_provinces(self, rows: pd.DataFrame, masked: Sequence[str]) -> pd.DataFrame:
        """Also the provinces whose numbers are masked and 0."""
        missing = [code for code in masked if code not in set(rows["region_code"])]
        further = pd.DataFrame(
            {
                "region_code": missing,
                "region_name": [regions().name(code) for code in missing],
                "province_code": missing,
                "forwarded": 0,
                "answered": 0,
                "waiting": 0,
            }
        )
        found = pd.concat([rows, _like(further, rows)], ignore_index=True)
        return found.sort_values("region_code", ignore_index=True)

    # --- sums over kabupaten/kota -----------------------------------------------------------------

    def _summed(
        self, name: str, counts: Sequence[str], chosen: Filter, further: Mapping[str, object]
    ) -> pd.DataFrame:
        """The rows without the counts of each place, and a last one without a place: their sums.

        A sum over few kabupaten/kota with a case is as telling as the counts of each.
        """
        if _is_placed(chosen) or _traits(chosen):
            raise Withheld(self._total(chosen))
        places = self.whole.ask(disclosure.COMPARED, chosen, **further)
        compared = set(places.loc[places["left_out"].isna(), "regency_code"])
        cases = self.whole.ask("coverage_by_regency", replace(chosen, since=None))
        with_cases = set(cases.loc[cases["violations"] > 0, "regency_code"])
        if compared and len(compared & with_cases) < settings().small_cells:
            raise Withheld("hidden")
        rows = self.whole.ask(name, chosen, **further)
        if not counts:
            return rows
        sums = _like(pd.DataFrame({count: [rows[count].sum()] for count in counts}), rows)
        for count in counts:
            states: list[State] = [
                "hidden" if is_known else "shown" for is_known in rows[count].notna()
            ]
            rows = mask(rows, count, states)
        shown = {state_column(count): "shown" for count in counts}
        return pd.concat([rows, sums], ignore_index=True).fillna(shown)

    # --- masks ------------------------------------------------------------------------------------

    def _total(self, chosen: Filter) -> State:
        """What may be said of the number of cases of a filter."""
        return self._state(chosen, _places(chosen)) if _traits(chosen) else "hidden"

    def _table(self, chosen: Filter, dimension: str | None = None) -> Protected | None:
        """All places crossed with the one trait of the filter, or with the dimension; None where
        there are several, or one that has no table."""
        traits = _traits(chosen) | ({dimension} if dimension else set())
        if len(traits) != 1 or DAY in traits:
            return None
        (trait,) = traits
        whole = replace(chosen, provinces=(), regencies=())
        if trait in _FIELD_OF:
            whole = whole.without(_FIELD_OF[trait])
        crossing = _Crossing(
            self.home, self.version.number, whole, trait, settings().small_cells, self.whole
        )
        return _protected(crossing)

    def _state(
        self,
        chosen: Filter,
        places: Sequence[str | Row],
        dimension: str | None = None,
        values: Sequence[str] = (),
    ) -> State:
        """The state of the cases of these places with the one trait of the filter.

        Without places it is the country's, which crosses nothing.
        """
        if not places:
            return "shown"
        table = self._table(chosen, dimension)
        if table is None:
            return "hidden"
        if not values:
            (trait,) = _traits(chosen)
            values = getattr(chosen, _FIELD_OF[trait])
        states = [
            table.group(place, value) if isinstance(place, str) else table.row(place, value)
            for place in places
            for value in values
        ]
        if len(states) == 1:
            return states[0]
        return "shown" if all(state == "shown" for state in states) else "hidden"


_ANSWERS: Final = ("forwarded", "answered", "waiting")
_VERDICTS: Final = ("kept", "missed", "running", "unknown")


def _any_masked(code: str, state: Callable[[str, str], State]) -> bool:
    return any(state(code, count) != "shown" for count in _ANSWERS)


@dataclass(frozen=True)
class _Crossing:
    """All places crossed with one trait; `data` gives the counts and does not decide what it is."""

    home: Path
    version: int
    asked: Filter
    trait: str
    least: int
    data: Answers = field(compare=False)


@lru_cache(maxsize=_TABLES)
def _protected(crossing: _Crossing) -> Protected:
    """Which cells of it may be published; a version never changes, so this never grows old."""
    rows = crossing.data.ask("cases_crossed", crossing.asked, dimension=crossing.trait)
    counts: dict[tuple[Row, str], int] = {}
    decided: dict[tuple[Row, str], int] = {}
    for row in rows.to_dict("records"):
        regency = _NO_REGENCY if pd.isna(row["regency_code"]) else row["regency_code"]
        cell = ((row["province_code"], regency), row["value"])
        counts[cell], decided[cell] = int(row["violations"]), int(row["decided"])
    # Lists name the decided cases one by one.
    return protect(counts, crossing.least, decided)


def undecided(data: Answers, chosen: Filter) -> int:
    """Of how many cases no decision of the plenary is on record; they are in no list."""
    whole = data.whole if isinstance(data, PublicData) else data
    return int(whole.figures("cases_undecided", chosen)["undecided"])


def undecided_notes(data: Answers, chosen: Filter, locale: Locale) -> list[str]:
    """Says how many cases a list leaves out, where it is made for the public; else nothing."""
    if not isinstance(data, PublicData) or not (count := undecided(data, chosen)):
        return []
    return [
        locale.plural(
            "{n} case without a decision of the plenary on record is counted, not listed.",
            "{n} cases without a decision of the plenary on record are counted, not listed.",
            count,
        )
    ]


def _traits(chosen: Filter) -> set[str]:
    """What of cases the filter itself names: dimensions, and days."""
    found = {
        _DIMENSION_OF[f.field]
        for f in FACETS
        if f.field in _DIMENSION_OF and getattr(chosen, f.field)
    }
    asked = chosen.within_month()
    if (
        asked.since is not None
        and asked.until is not None
        and (asked.until - asked.since).days < SHORT_PERIOD
    ):
        found.add(DAY)
    return found


def _is_placed(chosen: Filter) -> bool:
    return bool(chosen.provinces or chosen.regencies)


def _places(chosen: Filter) -> tuple[str | Row, ...]:
    """The chosen places: provinces as their code, kabupaten/kota as a row; none for the country."""
    if chosen.regencies:
        return tuple((code[:2], code) for code in chosen.regencies)
    return chosen.provinces


def _places_in(code: str, chosen: Filter) -> tuple[str | Row, ...]:
    """The places that a row with this region's code is about."""
    if len(code) > 2:
        return ((code[:2], code),)
    within = tuple(regency for regency in chosen.regencies if regency[:2] == code)
    return tuple((code, regency) for regency in within) or (code,)


def _unplaced(places: Sequence[str | Row]) -> tuple[Row, ...]:
    """The cases of these places that name no kabupaten/kota; of the country: of all provinces."""
    provinces = (
        [place for place in places if isinstance(place, str)]
        if places
        else list(regions().provinces)
    )
    return tuple((code, _NO_REGENCY) for code in provinces)


def _small_masked(rows: pd.DataFrame, counts: Iterable[str]) -> pd.DataFrame:
    """What is a part of a shown count is masked where it is small itself, or leaves little."""
    for count in counts:
        if not pd.api.types.is_integer_dtype(rows[count]):
            continue
        small: list[State] = [
            "few" if pd.notna(value) and 0 < value < settings().small_cells else "shown"
            for value in rows[count]
        ]
        rows = mask(rows, count, small)
    return rows


def _like(further: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns and types of an answer; what they do not have is missing."""
    found: pd.DataFrame = further.reindex(columns=rows.columns).astype(rows.dtypes.to_dict())
    return found


def _month(first: Any) -> str:
    return _UNKNOWN if pd.isna(first) else f"{first:%Y-%m}"
