"""Deadlines in words: steps, laws, kinds of days, how certain a rule is, states and reasons.

The codes are those of `data/reference/deadlines.csv` and of `deadlines_by_step`.
"""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.charts.canvas import whole
from dashboard.locale import Locale, mark

STEPS: Final[Mapping[str, str]] = {
    "report_filed": mark("A report is filed"),
    "finding_declared": mark("A finding is declared"),
    "finding_traced": mark("Initial information is traced"),
    "initial_study": mark("Initial study"),
    "handling": mark("Handling until the decision"),
    "police_investigation": mark("Police investigation"),
    "prosecutor_return": mark("Prosecutor returns the file"),
    "file_resubmission": mark("File is submitted again"),
    "file_to_court": mark("File goes to the court"),
    "district_court": mark("Verdict of the district court"),
    "appeal_filed": mark("Appeal is filed"),
    "appeal_file_sent": mark("File of the appeal is sent"),
    "high_court": mark("Verdict of the high court"),
    "ppk_follow_up": mark("Follow-up by the appointing officer"),
}

REGIMES: Final[Mapping[str, str]] = {
    "pemilu": mark("General election"),
    "pilkada": mark("Regional head election"),
    "both": mark("Both"),
}

# The same on one line with a step's name.
REGIMES_SHORT: Final[Mapping[str, str]] = {"pemilu": mark("Pemilu"), "pilkada": mark("Pilkada")}

CONFIDENCE: Final[Mapping[str, str]] = {
    "L": mark("Text of the law read"),
    "P": mark("Stated by officials, not confirmed"),
    "D": mark("Derived from another rule"),
    "?": mark("Not confirmed"),
}

# What the rows of the table are founded on, so that the catalogue holds it.
BASES: Final = (
    mark("UU 7/2017 art. 454(6)"),
    mark("UU 7/2017 art. 454(5)"),
    mark("Perbawaslu 7/2022 art. 15(1)"),
    mark("UU 7/2017 art. 454(7)-(8): 7 days, with further information 14 working days in total"),
    mark(
        "UU 7/2017, criminal procedure: 14 days from the report until the file is with the "
        "prosecutor"
    ),
    mark("UU 7/2017, criminal procedure"),
    mark("UU 7/2017, criminal procedure; no further remedy"),
    mark("UU 1/2015 as amended, art. 134(4)"),
    mark("Perbawaslu 8/2020; completion of a file 2 days more"),
    mark("UU 1/2015 as amended, art. 134(5)-(6)"),
    mark("Perbawaslu 9/2024 in practice"),
    mark("UU 10/2016, cases of Sentra Gakkumdu"),
    mark("public statements differ (10 or 14 days); a setting"),
)

STATES: Final[Mapping[str, str]] = {
    "kept": mark("Kept without an extension"),
    "kept_by_extension": mark("Kept only with an extension"),
    "missed": mark("Missed"),
    "running": mark("Running"),
    "unknown": mark("Cannot be told"),
}

REASONS: Final[Mapping[str, str]] = {
    "start_unknown": mark("Beginning not on record"),
    "end_unknown": mark("Over, its day not on record"),
    "no_end_recorded": mark("Past, no end on record"),
    "day_type_unknown": mark("Kind of days not stated"),
    "calendar_unknown": mark("Holidays not known"),
}


def step_label(code: str, locale: Locale) -> str:
    """The step in words; the code itself where a newer table holds another one."""
    return locale.text(STEPS[code]) if code in STEPS else code


def regime_label(code: str, locale: Locale) -> str:
    """For which elections a deadline holds, in words. Raises `KeyError`."""
    return locale.text(REGIMES[code])


def confidence_label(code: str, locale: Locale) -> str:
    """How certain a deadline is, in words. Raises `KeyError`."""
    return locale.text(CONFIDENCE[code])


def limit_words(days: int, extended: object, day_type: str, locale: Locale) -> str:
    """`3 hari kalender, dengan perpanjangan 5`; `extended` is null where there is no extension."""
    match day_type:
        case "working":
            words = locale.plural("{n} working day", "{n} working days", days)
        case "calendar":
            words = locale.plural("{n} calendar day", "{n} calendar days", days)
        case _:
            words = locale.plural(
                "{n} day, kind of day not stated", "{n} days, kind of day not stated", days
            )
    longest = whole(extended)
    if longest is None:
        return words
    return locale.text(
        "{days}, with an extension {n}",
        days=words,
        n=locale.number(longest),
    )


def state_counts(row: Mapping[Any, Any]) -> dict[str, int]:
    """How many steps of a row of `deadlines_by_step` or `deadlines_by_region` are in each state of
    `STATES`; the kept ones are those within the time without extension."""
    counts = {state: int(row[state]) for state in STATES}
    counts["kept"] -= counts["kept_by_extension"]
    return counts


def regime_short_label(code: str, locale: Locale) -> str:
    """A law's name short enough to stand beside that of a step."""
    return locale.text(REGIMES_SHORT[code])


def basis_label(basis: str, locale: Locale) -> str:
    """The basis of a deadline, as the reference table names it, in the reader's language."""
    return locale.text(basis)
