"""Faults of the program itself: logged under a number, which is all that a reader is told."""

import logging
import secrets
from typing import Final

from dashboard.locale import Locale, mark

_INCIDENT: Final = mark(
    "Something went wrong here, and the fault is ours. Please try again; if it happens again, "
    "report incident number {incident}."
)


def told(error: BaseException, log: logging.Logger, locale: Locale) -> str:
    """Log the error under a new number; the sentence for the reader names the number."""
    incident = secrets.token_hex(4).upper()
    log.error("Incident %s", incident, exc_info=error)
    return locale.text(_INCIDENT, incident=incident)
