"""What readers call the columns of answers and the values that stand in them."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from dashboard.charts.case_steps import FORWARDED, STOPS, TRACKS, node_label
from dashboard.charts.case_steps import STEPS as CASE_STEPS
from dashboard.charts.deadline_words import REASONS, REGIMES, STATES
from dashboard.charts.deadline_words import STEPS as DEADLINE_STEPS
from dashboard.charts.theme import COVERAGE_LABELS
from dashboard.elections import elections
from dashboard.labels import (
    CASE_STAGES,
    FIELD_VALUES,
    INSTITUTION_TYPES,
    RECIPIENTS,
    value_label,
)
from dashboard.locale import Locale, mark
from dashboard.pages.field_labels import field_label, number_label
from dashboard.regions import regions

# Columns of answers that are neither fields of records nor compared between versions.
_COLUMNS: Final[Mapping[str, str]] = {
    "answered": mark("Answered"),
    "answered_to_date": mark("Answered to date"),
    "by_extension": mark("Only with an extension"),
    "cases": mark("Cases"),
    "cases_after": mark("Cases after"),
    "cases_before": mark("Cases before"),
    "cases_undecided": mark("Cases on neither side"),
    "class": mark("Class"),
    "day": mark("Days to voting day"),
    "day_type": mark("Kind of days"),
    "day_type_unknown": mark("Unknown: kind of days"),
    "days": mark("Days"),
    "days_from": mark("Days, from"),
    "days_left": mark("Days left"),
    "days_over": mark("Days over"),
    "days_to": mark("Days, to"),
    "days_until": mark("Days, until"),
    "days_waiting": mark("Days waiting"),
    "end_unknown": mark("Unknown: end"),
    "ended_on": mark("Ended on"),
    "event_on": mark("Day of the event"),
    "first_signing_until": mark("First signing at the latest"),
    "fits": mark("Fits a listed way"),
    "forwarded": mark("Forwarded"),
    "forwarded_to_date": mark("Forwarded to date"),
    "has_pokja": mark("With Pokja"),
    "has_signed": mark("With signing"),
    "institution": mark("Institution"),
    "institution_type": mark("Type of institution"),
    "kept": mark("Kept"),
    "last_day": mark("Last day"),
    "last_day_calendar": mark("Last day, calendar days"),
    "last_day_extended": mark("Last day, extended"),
    "last_day_working": mark("Last day, working days"),
    "left_out": mark("Left out because"),
    "limit_on": mark("Last day for the follow-up"),
    "longest_days": mark("Longest wait, days"),
    "median_days": mark("Median wait, days"),
    "missed": mark("Missed"),
    "month": mark("Month"),
    "no_end_recorded": mark("Past, no end on record"),
    "other_activities": mark("Other activities"),
    "period": mark("Before or after"),
    "pokja_activities": mark("Activities with a Pokja"),
    "population": mark("Population"),
    "population_year": mark("Population of the year"),
    "quadrant": mark("Field"),
    "recipient": mark("Recipient"),
    "regencies_active": mark("Kabupaten/kota with any activity"),
    "regime": mark("Election"),
    "running": mark("Running"),
    "sanctioned": mark("Sanctioned"),
    "signed_below": mark("Signing at a lower level"),
    "signing_activities": mark("Activities with a signing"),
    "so_far": mark("Activities so far"),
    "source": mark("From step"),
    "stage": mark("Stage"),
    "start_unknown": mark("Unknown: start"),
    "started_on": mark("Started on"),
    "state": mark("State"),
    "step": mark("Step"),
    "target": mark("To step"),
    "track": mark("Track"),
    "unknown": mark("Unknown"),
    "waiting": mark("Waiting"),
    "waiting_over_limit": mark("Waiting beyond the limit"),
    "waiting_undated": mark("Waiting, day not known"),
    "with_day": mark("With a known day"),
}
_YES_NO: Final = {"true": mark("yes"), "false": mark("no")}
_FURTHER_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "institution_type": INSTITUTION_TYPES,
    "pokja_evidence": {"formed": mark("formed"), "exists": mark("already there")},
    "recipient": RECIPIENTS,
    "stage": CASE_STAGES,
    "track": TRACKS,
    "source": CASE_STEPS,
    "target": {**CASE_STEPS, **STOPS},
    "step": {**CASE_STEPS, **DEADLINE_STEPS},
    "regime": REGIMES,
    "state": {**STATES, **REASONS},
    "day_type": {
        "working": mark("working days"),
        "calendar": mark("calendar days"),
        "unspecified": mark("kind not stated"),
    },
    "left_out": {
        "exists": mark("already there"),
        "day_unknown": mark("day not known exactly"),
        "begins_before_data": mark("begins before the data"),
        "ends_after_today": mark("not over yet"),
    },
    "quadrant": {
        "cases_only": mark("Cases only"),
        "both": mark("Cases and prevention"),
        "prevention_only": mark("Prevention only"),
        "neither": mark("Neither on record"),
    },
    "period": {"before": mark("before"), "after": mark("after")},
    **dict.fromkeys(("by_extension", "fits", "has_pokja", "has_signed", "signed_below"), _YES_NO),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def column_label(name: str, locale: Locale, *, answer: bool) -> str | None:
    """What readers call a column of an answer, or of a record; None where only its name is known.

    Some names mean another thing in an answer than in a record, such as `status`.
    """
    for label in (number_label, field_label) if answer else (field_label,):
        try:
            return label(name, locale)
        except KeyError:
            continue
    return locale.text(_COLUMNS[name]) if name in _COLUMNS else None


def code_label(column: str, code: str, locale: Locale) -> str | None:
    """A code of this column in words; None where it has none."""
    if code in regions().provinces or code in regions().regencies:
        return regions().name(code) if column.endswith(("_code", "_codes")) else None
    if column == "election" and code in elections():
        return elections()[code].name(locale)
    further = _FURTHER_VALUES.get(column, {})
    if code in further or code.lower() in further:
        return locale.text(further[code if code in further else code.lower()])
    if column in ("source", "target") and code.startswith(FORWARDED):
        return node_label(code, locale)
    if column == "status" and code in COVERAGE_LABELS:
        return locale.text(COVERAGE_LABELS[code])
    if column in FIELD_VALUES and code in FIELD_VALUES[column]:
        return value_label(column, code, locale)
    return None


def plain_value(column: str, value: str, locale: Locale) -> str:
    """A day, a month or a number as readers write it; any other text as it stands."""
    if _DAY.fullmatch(value):
        return locale.short_date(dt.date.fromisoformat(value))
    if column == "month" and _MONTH.fullmatch(value):
        return locale.month(dt.date.fromisoformat(f"{value}-01"))
    if column.endswith("_year") or not _NUMBER.fullmatch(value):
        return value
    decimals = value.partition(".")[2]
    return locale.number(Decimal(value), min(len(decimals), 4))
