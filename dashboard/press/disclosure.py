"""What each query tells about cases: which of its answers cross a place with something of the case.

Every query stands here; a test fails for one that does not (`queries/rules/small_cells.md`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Tells:
    """How a query counts cases.

    `places`: the columns with a row's region, the first that has a code counts; none where the
    answer is about the filter's places as a whole. `counts`: columns of cases of a row, and what
    can be computed from them. `unplaced`: counts of those of them that name no regency. `regions`:
    counts of regions with a case. `people`: counts of people, and of cases without them. `mixed`:
    counts of cases together with something that is counted apart. `months`: counts that say
    something of the months of cases.
    """

    places: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    months: tuple[str, ...] = ()


# One row per place, or one row: they cross nothing by themselves, but with the filter.
BY_PLACE: Final[Mapping[str, Tells]] = {
    "coverage_by_province": Tells(
        ("province_code",), ("violations",), unplaced=("violations_without_regency",)
    ),
    "coverage_by_regency": Tells(("regency_code",), ("violations", "violations_per_100k")),
    "key_figures": Tells(
        counts=("violations", "violations_maybe_outside", "preliminary_information"),
        unplaced=("violations_without_regency",),
        months=("violations_without_month",),
    ),
    "records_behind": Tells(mixed=("flow_violations",)),
    "region_comparison": Tells(("region_code",), ("violations", "violations_per_100k")),
    "violation_figures": Tells(
        counts=("violations", "violations_maybe_outside", "preliminary_information"),
        unplaced=("violations_without_regency",),
        months=("violations_without_month",),
        regions=("regencies_with_violations", "provinces_with_violations"),
        people=("people", "violations_without_people"),
    ),
    "violation_rates_by_province": Tells(("province_code",), ("violations", "violations_per_100k")),
    "violation_rates_by_regency": Tells(("regency_code",), ("violations", "violations_per_100k")),
}

# These have rows of what lies around the chosen places.
WIDER: Final = frozenset({"region_comparison"})

# One row per value of $dimension, of months also one per month.
BY_VALUE: Final[Mapping[str, Tells]] = {
    "violations_by_dimension": Tells(
        counts=("violations",), people=("people", "violations_without_people")
    ),
    "violations_by_period": Tells(
        counts=("violations",), people=("people", "violations_without_people")
    ),
}

# By two traits of a case, or by the way its status, days and recipient decide: not told of places.
# Those whose rows are always the same, with the columns that count no cases or all of them.
FIXED: Final[Mapping[str, frozenset[str]]] = {
    "case_flow": frozenset(),
    "case_way_figures": frozenset({"received"}),
    "cases_undecided": frozenset(),
    "deadline_cases": frozenset({"cases"}),
    "deadlines_by_step": frozenset({"days", "days_with_extension"}),
    "follow_up_by_recipient": frozenset(),
    "follow_up_by_waiting": frozenset({"days_from", "days_to"}),
    "follow_up_figures": frozenset(),
    "sanctions_by_track": frozenset(),
    "violation_pipeline": frozenset(),
}
# Of these columns, those that count all cases: of a region alone they cross nothing.
ALL_CASES: Final = frozenset({"cases", "received"})
# Those whose rows tell what occurs.
CROSSED: Final = frozenset(
    {
        "follow_up_by_subject",
        "follow_up_over_time",
        "routing",
        "violations_by_category",
        "violations_by_stage",
        "violations_over_time",
    }
)

# One row per place, in columns by what became of its cases: of all provinces alone.
BY_OUTCOME: Final = frozenset({"deadlines_by_region", "follow_up_by_region"})

# By days of the cases of those kabupaten/kota that are compared: of the country alone, and only
# their sums. With the columns of counts of each of them.
COMPARED: Final = "cases_around_prevention"
SUMMED: Final[Mapping[str, tuple[str, ...]]] = {
    COMPARED: ("cases_before", "cases_after", "cases_undecided"),
    "cases_around_prevention_over_time": (),
}

# Each row crosses a place with what became of its cases.
NEVER: Final = frozenset({"cases_crossed"})
# A row of these tells that there is a case.
UNLESS_NARROWED: Final = frozenset({"prevention_and_cases", "violations_without_prevention"})
# Days of the cases of a place, by column.
DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "prevention_and_cases": ("first_case_on", "last_case_until")
}

# Single cases: those that the plenary has decided.
LISTS: Final = frozenset(
    {"case_records", "deadline_records", "follow_up_waiting", "region_records"}
)
# Found by words, which may be anything about a case.
SEARCHED: Final = frozenset({"records_by_table"})

# No counts of cases, none of a place, or numbers that others have published already.
OPEN: Final = frozenset(
    {
        "activities_by_dimension",
        "activities_by_period",
        "activities_by_province_over_time",
        "activities_over_time",
        "activities_to_voting_day",
        "activity_figures",
        "activity_records",
        "completeness_by_field",
        "coverage_over_time",
        "days_with_records",
        "deadline_days",
        "deadline_rules",
        "district_points",
        "district_signings",
        "elections_with_records",
        "first_days_by_regency",
        "freshness_by_table",
        "holidays_between",
        "institution_events",
        "institution_figures",
        "institution_list",
        "institutions_by_province",
        "institutions_by_regency",
        "institutions_by_type",
        "latest_published_figures",
        "other_pokja",
        "published_figure_measures",
        "published_figure_records",
        "published_follow_up",
        "records_by_id",
        "region_facts",
        "region_figures",
        "region_institutions",
        "region_risk_index",
        "region_sources",
        "risk_index_ranking",
        "risk_index_records",
        "routing_rules",
        "signings_by_regency",
        "sources",
    }
)
