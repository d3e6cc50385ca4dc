"""The steps, tracks and ends of a case in words. The codes are those of `case_flow`."""

from collections.abc import Mapping
from typing import Final

from dashboard.locale import Locale, mark

STEPS: Final[Mapping[str, str]] = {
    "received": mark("Received"),
    "registered": mark("Registered"),
    "decided": mark("Decided"),
    "forwarded": mark("Forwarded"),
    "sanctioned": mark("Sanctioned"),
}

TRACKS: Final[Mapping[str, str]] = {
    "other_law": mark("Other law"),
    "crime": mark("Crime (Gakkumdu)"),
    "unknown": mark("Recipient not on record"),
}

FORWARDED: Final = "forwarded_"  # begins the name of a track's node

# Where a case ends: what is last on record about it. A stop other than a sanction is no judgement
# on anybody: what is not on record may have happened.
STOPS: Final[Mapping[str, str]] = {
    "in_initial_study": mark("Registration not on record"),
    "not_registered": mark("Not registered"),
    "in_handling": mark("Decision not on record"),
    "not_proven": mark("Not proven"),
    "stopped": mark("Stopped"),
    "proven_only": mark("Proven, forwarding not on record"),
    "decision_unknown": mark("Outcome not on record"),
    "waiting": mark("Answer not on record"),
    "closed_after": mark("Closed after forwarding"),
    "answered": mark("Imposition of sanction not on record"),
    "sanctioned": mark("Sanctioned"),
}

# Ends at which the rest of the way is only not on record; at the others it is closed.
OPEN_STOPS: Final = frozenset(
    {"in_initial_study", "in_handling", "proven_only", "decision_unknown", "waiting", "answered"}
)


def stop_label(code: str, locale: Locale) -> str:
    """The end of a case in words. Raises `KeyError` for a stop that does not exist."""
    return locale.text(STOPS[code])


def track_label(code: str, locale: Locale) -> str:
    """The track in words. Raises `KeyError` for a track that does not exist."""
    return locale.text(TRACKS[code])


def node_label(code: str, locale: Locale) -> str:
    """A node of `case_flow` in words: a step, a track, or an end. Raises `KeyError`."""
    if code in STEPS:
        return locale.text(STEPS[code])
    if code.startswith(FORWARDED):
        return locale.text(
            "Forwarded: {track}", track=track_label(code.removeprefix(FORWARDED), locale)
        )
    return stop_label(code, locale)
