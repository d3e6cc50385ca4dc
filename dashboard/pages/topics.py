"""Every page of the program: its address, its title and what draws it."""

from dataclasses import replace

from dashboard.locale import mark
from dashboard.pages.about import ABOUT_CHOICES, about
from dashboard.pages.activity_trends import TREND_CHOICES, activity_trends
from dashboard.pages.case_handling import HANDLING_CHOICES, case_handling
from dashboard.pages.changes_card import COMPARED
from dashboard.pages.comparing import BASIS
from dashboard.pages.coverage_map_page import CHOICES as MAP_CHOICES
from dashboard.pages.coverage_map_page import coverage_map_page
from dashboard.pages.deadline_choices import DEADLINE_CHOICES
from dashboard.pages.deadlines import deadlines
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.follow_up import FOLLOW_UP_CHOICES, follow_up
from dashboard.pages.gap import gap
from dashboard.pages.gap_choices import GAP_CHOICES
from dashboard.pages.hand_in import hand_in
from dashboard.pages.institution_choices import CHOICES as INSTITUTION_CHOICES
from dashboard.pages.institutions import institutions
from dashboard.pages.methodology import METHOD_CHOICES, methodology
from dashboard.pages.navigation import Topic
from dashboard.pages.overview import overview
from dashboard.pages.press_draft import DRAFT_CHOICES
from dashboard.pages.press_release import press_release
from dashboard.pages.profile_records import SHOWN
from dashboard.pages.quality import quality
from dashboard.pages.record_choices import CHOICES as RECORD_CHOICES
from dashboard.pages.records import records
from dashboard.pages.region_profile import region_profile
from dashboard.pages.view import Choice, View
from dashboard.pages.violations import VIOLATION_CHOICES, violations


def _about(view: View) -> None:
    about(view, [(topic.path, topic.title) for topic in TOPICS])


def _press_release(view: View) -> None:
    press_release(view, {topic.path: topic.title for topic in TOPICS})


_PRESS = "siaran"

# In the order of the questions.
_PAGES = (
    Topic("", mark("Overview"), ":material/map:", overview, filtered=True, choices=(BASIS,)),
    Topic(
        "peta",
        mark("Coverage map"),
        ":material/public:",
        coverage_map_page,
        filtered=True,
        choices=MAP_CHOICES,
    ),
    Topic(
        "tren",
        mark("Activity trends"),
        ":material/trending_up:",
        activity_trends,
        filtered=True,
        choices=TREND_CHOICES,
    ),
    Topic(
        "wilayah",
        mark("Region profile"),
        ":material/location_city:",
        region_profile,
        filtered=True,
        choices=(SHOWN,),
    ),
    Topic(
        "lembaga",
        mark("Partners"),
        ":material/account_balance:",
        institutions,
        filtered=True,
        choices=INSTITUTION_CHOICES,
    ),
    Topic(
        "pelanggaran",
        mark("Violations"),
        ":material/gavel:",
        violations,
        filtered=True,
        choices=VIOLATION_CHOICES,
    ),
    Topic(
        "alur",
        mark("Case handling"),
        ":material/account_tree:",
        case_handling,
        filtered=True,
        choices=HANDLING_CHOICES,
    ),
    Topic(
        "tenggat",
        mark("Deadlines"),
        ":material/event_busy:",
        deadlines,
        filtered=True,
        choices=DEADLINE_CHOICES,
    ),
    Topic(
        "tindaklanjut",
        mark("Follow-up"),
        ":material/mark_email_unread:",
        follow_up,
        filtered=True,
        choices=FOLLOW_UP_CHOICES,
    ),
    Topic(
        "kesenjangan",
        mark("The gap"),
        ":material/join_inner:",
        gap,
        filtered=True,
        choices=GAP_CHOICES,
    ),
    Topic(
        "catatan",
        mark("Records"),
        ":material/list_alt:",
        records,
        filtered=True,
        choices=RECORD_CHOICES,
    ),
    Topic(
        _PRESS,
        mark("Press release"),
        ":material/newspaper:",
        _press_release,
        filtered=True,
        choices=DRAFT_CHOICES,
    ),
    Topic("mutu", mark("Data quality"), ":material/fact_check:", quality, choices=(COMPARED,)),
    Topic("setor", mark("Hand in data"), ":material/upload_file:", hand_in),
    Topic(
        "metodologi",
        mark("Methodology"),
        ":material/menu_book:",
        methodology,
        choices=METHOD_CHOICES,
    ),
    Topic("tentang", mark("About"), ":material/info:", _about, choices=ABOUT_CHOICES),
)


def _chosen_for_figures() -> tuple[Choice, ...]:
    """What can be chosen on pages whose figures a press release may show: there they look alike."""
    paths = {kind.path for kind in EXHIBITS.values()}
    found = {
        choice.parameter: choice
        for topic in _PAGES
        if topic.path in paths
        for choice in topic.choices
    }
    return tuple(found.values())


TOPICS = tuple(
    replace(topic, choices=(*topic.choices, *_chosen_for_figures()))
    if topic.path == _PRESS
    else topic
    for topic in _PAGES
)
