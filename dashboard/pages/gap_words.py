"""Why a regency lies where it lies: what is on record about it, in words made from its numbers."""

import datetime as dt
from typing import Any

from dashboard.charts.canvas import whole
from dashboard.locale import Locale


def reason(row: dict[Any, Any], locale: Locale) -> str:
    """What is on record about a regency. `row`: one of `prevention_and_cases`, null as None."""
    parts = [_cases(row, locale), *_prevention(row, locale)]
    others = whole(row["other_activities"])
    if others:
        parts.append(locale.plural("{n} other activity", "{n} other activities", others))
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def _cases(row: dict[Any, Any], locale: Locale) -> str:
    count = int(row["violations"])
    if not count:
        return locale.text("no case on record")
    first, last = row["first_case_on"], row["last_case_until"]
    if first is None:  # the public is not told the days
        return locale.plural("{n} case reported", "{n} cases reported", count)
    days = locale.span(first, last) if count == 1 else months(first, last, locale)
    return locale.plural(
        "{n} case reported, {days}", "{n} cases reported, {days}", count, days=days
    )


def _prevention(row: dict[Any, Any], locale: Locale) -> list[str]:
    pokja, signing = _pokja(row, locale), _signing(row, locale)
    if not pokja and not signing:
        return [locale.text("no Pokja or signing on record")]
    return [
        pokja or locale.text("no Pokja on record"),
        signing or locale.text("no signing on record"),
    ]


def _pokja(row: dict[Any, Any], locale: Locale) -> str:
    if row["has_pokja"]:
        day = locale.span(row["first_pokja_on"], row["first_pokja_until"])
        if row["pokja_evidence"] == "exists":
            return locale.text("Pokja already there on {day}", day=day)
        return locale.text("Pokja formed on {day}", day=day)
    if row["planned_pokja_on"] is not None:
        day = locale.span(row["planned_pokja_on"], row["planned_pokja_until"])
        return locale.text("Pokja only planned ({day})", day=day)
    return ""


def _signing(row: dict[Any, Any], locale: Locale) -> str:
    if row["has_signed"]:
        day = locale.span(row["first_signing_on"], row["first_signing_until"])
        return locale.text("signed on {day}", day=day)
    signed, districts = int(row["districts_signed"]), int(row["districts"])
    if signed:
        return locale.text(
            "signed in {n} of {total} kecamatan",
            n=locale.number(signed),
            total=locale.number(districts),
        )
    if row["signed_below"]:
        return locale.text("signed in villages or single offices only")
    return ""


def months(first: dt.date, last: dt.date, locale: Locale) -> str:
    """From which month to which: `Sep–Nov 2024`, `Des 2023 – Mar 2024`, `Okt 2024`."""
    if (first.year, first.month) == (last.year, last.month):
        return locale.month(first)
    if first.year == last.year:
        return f"{locale.month(first).removesuffix(f' {first.year}')}–{locale.month(last)}"
    return f"{locale.month(first)} – {locale.month(last)}"
