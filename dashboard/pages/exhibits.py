"""Every figure that can leave the house: its name, its question, its page and what composes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from dashboard.locale import mark
from dashboard.pages.activity_facet_cards import (
    BY_INSTITUTION,
    BY_KIND,
    BY_LEVEL,
    BY_TARGET,
    facet_exhibit,
)
from dashboard.pages.activity_figures import activity_figures_exhibit
from dashboard.pages.activity_series_card import series_exhibit
from dashboard.pages.before_after_card import before_after_exhibit
from dashboard.pages.case_bars_card import bars_exhibit
from dashboard.pages.case_dimensions import (
    BY_CATEGORY,
    BY_CHANNEL,
    BY_ORIGIN,
    BY_STAGE,
    BY_STATUS,
    BY_SUBJECT,
)
from dashboard.pages.case_flow_card import flow_exhibit, stops_exhibit
from dashboard.pages.case_handling import handling_figures_exhibit
from dashboard.pages.case_people_card import case_people_exhibit
from dashboard.pages.case_published_card import case_published_exhibit
from dashboard.pages.case_series_card import case_series_exhibit
from dashboard.pages.case_stage_card import case_stage_exhibit
from dashboard.pages.case_tracks_card import track_exhibit
from dashboard.pages.completeness_cards import completeness_exhibit
from dashboard.pages.coverage_card import coverage_exhibit
from dashboard.pages.deadline_list_card import deadline_list_exhibit
from dashboard.pages.deadline_reasons_card import reasons_exhibit
from dashboard.pages.deadline_regions_card import regions_exhibit
from dashboard.pages.deadline_steps_card import steps_exhibit
from dashboard.pages.deadlines import deadline_figures_exhibit
from dashboard.pages.follow_up_answers_cards import recipients_exhibit, subjects_exhibit
from dashboard.pages.follow_up_figures_card import follow_up_figures_exhibit
from dashboard.pages.follow_up_list_card import waiting_list_exhibit
from dashboard.pages.follow_up_regions_card import follow_up_regions_exhibit
from dashboard.pages.follow_up_share_card import share_exhibit
from dashboard.pages.follow_up_waiting_card import waiting_exhibit
from dashboard.pages.freshness_card import freshness_exhibit
from dashboard.pages.gap_card import gap_exhibit, gap_map_exhibit
from dashboard.pages.gap_list_card import gap_list_exhibit
from dashboard.pages.gap_provinces import gap_provinces_exhibit
from dashboard.pages.gaps_card import gaps_exhibit
from dashboard.pages.institution_events_card import events_exhibit
from dashboard.pages.institution_list_card import list_exhibit
from dashboard.pages.institution_matrix_card import matrix_exhibit
from dashboard.pages.institution_types_card import types_exhibit
from dashboard.pages.map_list_card import map_list_exhibit
from dashboard.pages.measure_map_cards import (
    left_map_exhibit,
    measure_map_exhibit,
    right_map_exhibit,
)
from dashboard.pages.months_of_place import or_months
from dashboard.pages.overview_figures import key_figures_exhibit
from dashboard.pages.preliminary_card import preliminary_exhibit
from dashboard.pages.profile_cards import (
    districts_exhibit,
    institutions_exhibit,
    regencies_exhibit,
    sources_exhibit,
)
from dashboard.pages.profile_comparison import comparison_exhibit
from dashboard.pages.profile_head import profile_figures_exhibit, profile_status_exhibit
from dashboard.pages.profile_published import profile_published_exhibit
from dashboard.pages.profile_records import history_exhibit
from dashboard.pages.profile_subject import of_one
from dashboard.pages.province_panels_card import province_panels_exhibit
from dashboard.pages.province_table import provinces_exhibit
from dashboard.pages.published_follow_up_card import published_follow_up_exhibit
from dashboard.pages.records import records_exhibit
from dashboard.pages.routing_card import routing_exhibit
from dashboard.pages.trend_cards import activities_exhibit, growth_exhibit, violations_exhibit
from dashboard.pages.view import View
from dashboard.pages.violations import case_figures_exhibit
from dashboard.pages.voting_day_card import voting_days_exhibit
from dashboard.pages.withheld import or_withheld
from dashboard.press.exhibit import Exhibit


@dataclass(frozen=True)
class Kind:
    """One figure: `path` of the page it stands on, `question` as a message of the catalogue."""

    path: str
    question: str
    compose: Callable[[View], Exhibit]


_KINDS: Final[Mapping[str, Kind]] = {
    "key_figures": Kind(
        "", mark("What are the key figures, and what are they a part of?"), key_figures_exhibit
    ),
    "coverage_map": Kind(
        "", mark("Which kabupaten/kota have a Pokja, which have signed?"), coverage_exhibit
    ),
    "gaps": Kind(
        "",
        mark("Where are violations reported, but neither a Pokja nor a signing?"),
        gaps_exhibit,
    ),
    "coverage_growth": Kind("", mark("How has coverage grown, month by month?"), growth_exhibit),
    "activities_by_month": Kind(
        "", mark("How many prevention activities by month and kind?"), activities_exhibit
    ),
    "violations_by_month": Kind(
        "",
        mark("How many suspected violations by month and category?"),
        or_months("violations_by_month", violations_exhibit),
    ),
    "coverage_by_province": Kind("", mark("How far has each province come?"), provinces_exhibit),
    "measure_map": Kind(
        "peta", mark("How does one measure spread over the regions?"), measure_map_exhibit
    ),
    "measure_map_left": Kind(
        "peta", mark("How was it on the earlier of two days or elections?"), left_map_exhibit
    ),
    "measure_map_right": Kind(
        "peta", mark("How was it on the later of two days or elections?"), right_map_exhibit
    ),
    "map_list": Kind("peta", mark("What is on record of each region?"), map_list_exhibit),
    "activity_figures": Kind(
        "tren", mark("How many activities and participants, where?"), activity_figures_exhibit
    ),
    "activity_series": Kind(
        "tren", mark("How do activities develop by week or month?"), series_exhibit
    ),
    "by_kind": Kind(
        "tren", mark("Of which kind are the activities?"), partial(facet_exhibit, BY_KIND)
    ),
    "by_level": Kind(
        "tren", mark("At which level are activities organised?"), partial(facet_exhibit, BY_LEVEL)
    ),
    "by_target": Kind(
        "tren", mark("For whom are the activities?"), partial(facet_exhibit, BY_TARGET)
    ),
    "by_institution_type": Kind(
        "tren",
        mark("Which institutions take part in activities?"),
        partial(facet_exhibit, BY_INSTITUTION),
    ),
    "voting_days": Kind(
        "tren", mark("How do elections compare by the days to voting day?"), voting_days_exhibit
    ),
    "province_panels": Kind(
        "tren", mark("How do activities develop in each province?"), province_panels_exhibit
    ),
    "profile_status": Kind(
        "wilayah",
        mark("Where does one region stand: Pokja, signing, first activity?"),
        of_one("region", "profile_status", profile_status_exhibit),
    ),
    "profile_figures": Kind(
        "wilayah",
        mark("What are the key figures of one region?"),
        of_one("region", "profile_figures", profile_figures_exhibit),
    ),
    "region_history": Kind(
        "wilayah",
        mark("What is on record of one region, day by day?"),
        of_one("region", "region_history", history_exhibit),
    ),
    "region_comparison": Kind(
        "wilayah",
        mark("How does one region stand beside its province and the country?"),
        of_one("region", "region_comparison", comparison_exhibit),
    ),
    "region_published": Kind(
        "wilayah",
        mark("Which figures of others, which places in the risk index does one region have?"),
        of_one("region", "region_published", profile_published_exhibit),
    ),
    "region_institutions": Kind(
        "wilayah",
        mark("Which institutions took part in one region?"),
        of_one("region", "region_institutions", institutions_exhibit),
    ),
    "region_districts": Kind(
        "wilayah",
        mark("Which kecamatan of one kabupaten/kota have signed?"),
        of_one("regency", "region_districts", districts_exhibit),
    ),
    "region_regencies": Kind(
        "wilayah",
        mark("Where do the kabupaten/kota of one province stand?"),
        of_one("province", "region_regencies", regencies_exhibit),
    ),
    "region_sources": Kind(
        "wilayah",
        mark("From which sources are the records of one region?"),
        of_one("region", "region_sources", sources_exhibit),
    ),
    "institution_types_bars": Kind(
        "lembaga", mark("Which types of institutions are on record?"), types_exhibit
    ),
    "institution_list": Kind(
        "lembaga", mark("Which institutions are on record, and where?"), list_exhibit
    ),
    "institution_events": Kind("lembaga", mark("Who was at which event?"), events_exhibit),
    "institution_matrix": Kind(
        "lembaga", mark("Where is which type of institution on record?"), matrix_exhibit
    ),
    "case_figures": Kind(
        "pelanggaran",
        mark("How many suspected violations, people, places?"),
        case_figures_exhibit,
    ),
    "case_series": Kind(
        "pelanggaran",
        mark("How did suspected violations develop month by month?"),
        or_months("case_series", case_series_exhibit),
    ),
    "cases_by_category": Kind(
        "pelanggaran",
        mark("Of which categories are the suspected violations?"),
        partial(bars_exhibit, dimension=BY_CATEGORY),
    ),
    "cases_by_channel": Kind(
        "pelanggaran",
        mark("Through which channels did they happen?"),
        partial(bars_exhibit, dimension=BY_CHANNEL),
    ),
    "cases_by_subject": Kind(
        "pelanggaran",
        mark("Whose neutrality do they concern?"),
        partial(bars_exhibit, dimension=BY_SUBJECT),
    ),
    "cases_by_stage": Kind(
        "pelanggaran",
        mark("In which stage of the election did they become public?"),
        partial(bars_exhibit, dimension=BY_STAGE),
    ),
    "cases_by_status": Kind(
        "pelanggaran",
        mark("What status was last reported?"),
        partial(bars_exhibit, dimension=BY_STATUS),
    ),
    "cases_and_people": Kind(
        "pelanggaran",
        mark("How many cases and how many people, month by month?"),
        or_months("cases_and_people", case_people_exhibit),
    ),
    "cases_by_origin": Kind(
        "pelanggaran",
        mark("From reports or found by supervisors?"),
        partial(bars_exhibit, dimension=BY_ORIGIN),
    ),
    "preliminary": Kind(
        "pelanggaran", mark("How much initial information is on record?"), preliminary_exhibit
    ),
    "categories_by_stage": Kind(
        "pelanggaran", mark("Which categories in which stage?"), case_stage_exhibit
    ),
    "published_beside": Kind(
        "pelanggaran", mark("What did others publish about these places?"), case_published_exhibit
    ),
    "handling_figures": Kind(
        "alur",
        mark("How many cases were received, registered, forwarded, sanctioned?"),
        handling_figures_exhibit,
    ),
    "case_flow": Kind("alur", mark("How do cases get from intake to sanction?"), flow_exhibit),
    "case_stops": Kind("alur", mark("Where do cases stop in the records?"), stops_exhibit),
    "track_other_law": Kind(
        "alur",
        mark("What became of the cases forwarded under other law?"),
        partial(track_exhibit, track="other_law"),
    ),
    "track_crime": Kind(
        "alur",
        mark("What became of the cases forwarded to Gakkumdu?"),
        partial(track_exhibit, track="crime"),
    ),
    "routing": Kind("alur", mark("Which body received the cases of whom?"), routing_exhibit),
    "deadline_figures": Kind(
        "tenggat", mark("How many deadlines were kept?"), deadline_figures_exhibit
    ),
    "deadline_reasons": Kind(
        "tenggat", mark("Why can it not be told whether deadlines were kept?"), reasons_exhibit
    ),
    "deadline_steps": Kind("tenggat", mark("Which steps kept their deadline?"), steps_exhibit),
    "deadline_list": Kind(
        "tenggat", mark("Which deadlines are running, missed or past?"), deadline_list_exhibit
    ),
    "deadline_regions": Kind(
        "tenggat", mark("How do the deadlines stand in each region?"), regions_exhibit
    ),
    "follow_up_figures": Kind(
        "tindaklanjut",
        mark("How many cases were forwarded, how many are answered?"),
        follow_up_figures_exhibit,
    ),
    "waiting_classes": Kind(
        "tindaklanjut",
        mark("How long have forwarded cases been without an answer on record?"),
        waiting_exhibit,
    ),
    "answered_share": Kind(
        "tindaklanjut",
        mark("How does the share of answered cases develop?"),
        share_exhibit,
    ),
    "follow_up_recipients": Kind(
        "tindaklanjut",
        mark("To whom were cases forwarded, who has answered?"),
        recipients_exhibit,
    ),
    "follow_up_subjects": Kind(
        "tindaklanjut",
        mark("Whom do the forwarded cases concern, which are answered?"),
        subjects_exhibit,
    ),
    "waiting_list": Kind(
        "tindaklanjut",
        mark("Which forwarded cases have no answer on record?"),
        waiting_list_exhibit,
    ),
    "follow_up_regions": Kind(
        "tindaklanjut",
        mark("Where are forwarded cases answered?"),
        follow_up_regions_exhibit,
    ),
    "published_follow_up": Kind(
        "tindaklanjut",
        mark("How many people did others report as proven and as sanctioned?"),
        published_follow_up_exhibit,
    ),
    "gap": Kind(
        "kesenjangan",
        mark("Where do prevention and reported cases meet, and where not?"),
        gap_exhibit,
    ),
    "gap_map": Kind(
        "kesenjangan",
        mark("Where on the map are cases without prevention?"),
        gap_map_exhibit,
    ),
    "gap_list": Kind(
        "kesenjangan",
        mark("Which kabupaten/kota have cases, prevention, both or neither?"),
        gap_list_exhibit,
    ),
    "before_after": Kind(
        "kesenjangan",
        mark("How many cases before and after the first Pokja or signing?"),
        before_after_exhibit,
    ),
    "gap_provinces": Kind(
        "kesenjangan",
        mark("How do the four fields of prevention and cases spread over the provinces?"),
        gap_provinces_exhibit,
    ),
    "records": Kind(
        "catatan",
        mark("Which records stand behind the numbers?"),
        records_exhibit,
    ),
    "freshness": Kind(
        "mutu",
        mark("How fresh are the records?"),
        freshness_exhibit,
    ),
    "completeness_activities": Kind(
        "mutu",
        mark("How completely are the fields of activities filled?"),
        partial(completeness_exhibit, "activities"),
    ),
    "completeness_violations": Kind(
        "mutu",
        mark("How completely are the fields of cases filled?"),
        partial(completeness_exhibit, "violations"),
    ),
    "completeness_published_figures": Kind(
        "mutu",
        mark("How completely are the fields of published figures filled?"),
        partial(completeness_exhibit, "published_figures"),
    ),
    "completeness_risk_index": Kind(
        "mutu",
        mark("How completely are the fields of the risk index filled?"),
        partial(completeness_exhibit, "risk_index"),
    ),
}

# By name, which is the key of the exhibit; in the order of the pages.
EXHIBITS: Final[Mapping[str, Kind]] = {
    name: replace(kind, compose=or_withheld(name, kind.question, kind.compose))
    for name, kind in _KINDS.items()
}
