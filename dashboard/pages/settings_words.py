"""The settings that change numbers, each as the sentence that is true now."""

from collections.abc import Iterable

from dashboard.locale import Locale
from dashboard.settings import settings


def settings_sentences(locale: Locale, names: Iterable[str] = ()) -> list[str]:
    """A sentence for each of these settings, or for all that change numbers.

    Raises `KeyError` for a setting that changes none.
    """
    now = settings()
    said = {
        "data_complete": locale.text(
            "The owner has declared the records complete: regions may be ranked."
        )
        if now.data_complete
        else locale.text(
            "The records are not declared complete: regions are listed by code, none is named "
            "highest or lowest."
        ),
        "first_day_counts": locale.text(
            "A deadline counts the day its clock starts on as its first day."
        )
        if now.first_day_counts
        else locale.text(
            "A deadline does not count the day its clock starts on; its last day counts."
        ),
        "joint_leave_free": locale.text("Days of joint leave (cuti bersama) are no working days.")
        if now.joint_leave_free
        else locale.text("Days of joint leave (cuti bersama) are working days."),
        "follow_up_days": locale.plural(
            "The appointing officer is expected to follow up within {n} calendar day.",
            "The appointing officer is expected to follow up within {n} calendar days.",
            now.follow_up_days,
        ),
    }
    return [said[name] for name in names or now.numbers()]
