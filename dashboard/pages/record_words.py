"""A record's fields as a reader sees them: codes in words, places by name, days as far as known."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dashboard.elections import elections
from dashboard.labels import FIELD_VALUES, value_label
from dashboard.locale import Locale
from dashboard.regions import regions

Record = Mapping[str, Any]


def said(record: Record, field: str, locale: Locale) -> str:
    """What the field says, in words; nothing where it is empty."""
    value = record[field]
    if value is None:
        return ""
    if field == "regency_codes":
        return ", ".join(regions().name(code) for code in value)
    if field in FIELD_VALUES:
        codes = [value] if isinstance(value, str) else value
        return ", ".join(value_label(field, code, locale) for code in codes)
    if field == "district_code":
        return regions().districts[value].name
    if field in ("province_code", "regency_code"):
        return regions().name(value)
    if field == "election":
        return elections()[value].name(locale)
    return _plain(value, locale)


def _plain(value: Any, locale: Locale) -> str:
    if isinstance(value, bool):
        return locale.text("yes") if value else locale.text("no")
    if isinstance(value, dt.date):
        return locale.date(value)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return decimal(value, locale)
    return ", ".join(str(item) for item in value)


def decimal(value: float, locale: Locale) -> str:
    """A number with as many decimals as it has, two at most."""
    digits = next((n for n in (0, 1) if round(value, n) == value), 2)
    return locale.number(value, digits)


def place(record: Record, locale: Locale) -> str:
    """Where it is: its regencies, else its province, else the whole country."""
    codes = record.get("regency_codes")
    if codes is None:
        codes = [record["regency_code"]] if record["regency_code"] else []
    if len(codes):
        return ", ".join(regions().name(code) for code in codes)
    if record["province_code"]:
        return regions().name(record["province_code"])
    return locale.text("All of Indonesia")


def part_of_country(record: Record, locale: Locale) -> str:
    """What of the place its name does not say: the kecamatan, the province of a regency."""
    parts = []
    if record.get("district_code"):
        name = regions().districts[record["district_code"]].name
        parts.append(locale.text("Kecamatan {name}", name=name))
    codes = record.get("regency_codes")
    named = bool(record.get("regency_code")) if codes is None else len(codes) > 0
    if named and record["province_code"]:
        parts.append(regions().name(record["province_code"]))
    return ", ".join(parts)


def known(field: str, record: Record, locale: Locale) -> str:
    """The field in words, nothing where it says that it is not known or that there is none."""
    return "" if record[field] in (None, "unknown", "none") else said(record, field, locale)
