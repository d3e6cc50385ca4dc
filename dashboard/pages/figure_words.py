"""What published figures and cases say, in words."""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.labels import case_status_label, category_label, subject_label
from dashboard.locale import Locale, mark

_RECIPIENTS: Final[Mapping[str, str]] = {
    "kasn": mark("to KASN"),
    "bkn": mark("to BKN"),
    "ppk": mark("to the appointing officer (PPK)"),
    "bupati": mark("to the regent or mayor"),
    "gakkumdu": mark("to Gakkumdu"),
    "polri": mark("to the police"),
    "tni": mark("to the armed forces"),
    "instansi_lain": mark("to another institution"),
}
_SANCTIONS: Final[Mapping[str, str]] = {
    "moral": mark("moral sanction"),
    "ringan": mark("light sanction"),
    "sedang": mark("medium sanction"),
    "berat": mark("severe sanction"),
    "ptdh": mark("dismissal"),
    "pidana": mark("criminal sentence"),
}
_CHANNELS: Final[Mapping[str, str]] = {
    "media_sosial": mark("on social media"),
    "kegiatan_langsung": mark("at events"),
}
_ORIGINS: Final[Mapping[str, str]] = {
    "laporan": mark("from a report"),
    "temuan": mark("found by supervisors"),
    "informasi_awal": mark("initial information"),
}


def origin_words(code: str, locale: Locale) -> str:
    """Where a case comes from; nothing where that is not stated."""
    return locale.text(_ORIGINS[code]) if code in _ORIGINS else ""


def maybe_outside(count: int, locale: Locale) -> str:
    """Says where a count holds records whose day may lie outside the period; else nothing."""
    if count == 0:
        return ""
    return locale.plural(
        "of these {n} whose day may lie outside the period",
        "of these {n} whose day may lie outside the period",
        count,
    )


def stated_by(activities: int, silent: int, locale: Locale) -> str:
    """How many of the activities state participants; `silent` of them do not."""
    return locale.text(
        "stated by {n} of {total} activities",
        n=locale.number(activities - silent),
        total=locale.number(activities),
    )


def without_regency(count: int, locale: Locale) -> str:
    """How many of the counted records name no regency."""
    return locale.plural(
        "{n} names no kabupaten/kota",
        "{n} name no kabupaten/kota",
        count,
    )


def amount(value: float, unit: str, locale: Locale) -> str:
    """A published value with its unit."""
    n = int(value)
    if unit == "percent":
        return f"{locale.number(value, 0 if value == n else 1)}%"
    if unit == "people":
        return locale.plural("{n} person", "{n} people", n)
    if unit == "violations":
        return locale.plural("{n} breach", "{n} breaches", n)
    if unit == "recommendations":
        return locale.plural("{n} recommendation", "{n} recommendations", n)
    if unit == "court":
        return locale.plural("{n} court ruling", "{n} court rulings", n)
    return locale.plural("{n} case", "{n} cases", n)


def what_is_counted(figure: Mapping[str, Any], locale: Locale) -> str:
    """The measure of a published figure with everything that narrows it."""
    parts = [case_status_label(figure["measure"], locale)]
    parts += _words(_RECIPIENTS, figure["forwarded_to"], locale)
    parts += _words(_SANCTIONS, figure["sanction"], locale)
    if figure["subject"] != "unknown":
        parts.append(subject_label(figure["subject"], locale))
    if figure["category"] != "unknown":
        parts.append(category_label(figure["category"], locale))
    parts += _words(_CHANNELS, figure["channel"], locale)
    if figure["cumulative"]:
        parts.append(locale.text("counted from the start"))
    return ", ".join(parts)


def _words(messages: Mapping[str, str], code: str, locale: Locale) -> list[str]:
    """What the code means; nothing where it says nothing."""
    return [locale.text(messages[code])] if code in messages else []
