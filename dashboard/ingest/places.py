"""From the written province, kabupaten/kota and kecamatan of a row to codes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.errors import PlainError
from dashboard.ingest.reasons import Reason
from dashboard.ingest.values import read_list
from dashboard.locale import mark
from dashboard.region_names import (
    Reading,
    described,
    read_district,
    read_province,
    read_regency,
)

_AND = re.compile(r"\s+(?:dan|serta|and|&)\s+|\s+/\s+", re.IGNORECASE)
_WHOLE_PROVINCE = re.compile(r"\s*(se-|se |seluruh|semua)", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Codes of a place; a joint event has several regencies, a national one nothing."""

    province: str | None
    regencies: tuple[str, ...]
    district: str | None


def read_place(
    province: str | None, regency: str | None, district: str | None, regency_column: str
) -> tuple[Place, list[Reason]]:
    """Read the three cells together, each within the one before; None is an empty cell.

    A province that is not written is that of the regencies, and a regency that is not written that
    of the district, where they leave no choice.
    """
    reasons: list[Reason] = []

    def take(reading: Reading, column: str, text: str) -> str | None:
        if reading.code is None:
            reasons.append(_unread(reading, column, text))
        return reading.code

    province_code = None
    if province is not None:
        province_code = take(read_province(province), "province_code", province)
    regency_codes: list[str] = []
    if regency is not None and _WHOLE_PROVINCE.match(regency):
        sentence = mark("For an event of a whole province or of the country leave the cell empty.")
        reasons.append(Reason(regency_column, PlainError(sentence)))
    elif regency is not None:
        for reading, text in _regencies(regency, province_code):
            elsewhere = read_regency(text).code if reading.code is None else None
            if elsewhere is not None and province_code is not None:
                reasons.append(_elsewhere(elsewhere, regency_column, text))
            elif (code := take(reading, regency_column, text)) is not None:
                regency_codes.append(code)
    district_code = None
    if district is not None and not reasons:
        inside = regency_codes[0] if len(regency_codes) == 1 else None
        district_code = take(
            read_district(district, inside, province_code), "district_code", district
        )
    if district_code is not None and regency is None:
        regency_codes = [district_code[:5]]
    provinces = {code[:2] for code in regency_codes}
    if province is None and len(provinces) == 1:
        province_code = min(provinces)
    return Place(province_code, tuple(regency_codes), district_code), reasons


def _regencies(text: str, province: str | None) -> Sequence[tuple[Reading, str]]:
    """One name, or a list of names; "Cilacap, Jawa Tengah" is one."""
    items = read_list(text)
    if len(items) == 1:
        (text,) = items  # without what ends a list
    listed = _each(items, province) if len(items) > 1 and ";" in text else []
    if listed and all(reading.code is not None for reading, _ in listed):
        return listed
    whole = read_regency(text, province)
    if whole.code is not None:
        return [(whole, text)]
    return listed or _each(items or [text], province)


def _each(items: Sequence[str], province: str | None) -> list[tuple[Reading, str]]:
    found: list[tuple[Reading, str]] = []
    for item in items:
        reading = read_regency(item, province)
        parts = _AND.split(item) if reading.code is None else [item]
        found += [(read_regency(part, province), part) for part in parts]
    return found


def _elsewhere(code: str, column: str, text: str) -> Reason:
    """A region that exists, but not in the province that is written beside it."""
    sentence = mark("“{found}” is {described}, not in the province that is written beside it.")
    return Reason(column, PlainError(sentence, found=text[:80], described=described(code)))


def _unread(reading: Reading, column: str, text: str) -> Reason:
    shown = text[:80]
    if reading.candidates:
        names = [described(code) for code in reading.candidates]
        return Reason(
            column,
            PlainError(
                mark("“{found}” may be {candidates}; write which one."),
                found=shown,
                candidates=" / ".join(names[:6]) + (" …" if len(names) > 6 else ""),
            ),
        )
    return Reason(
        column,
        PlainError(
            mark("“{found}” is not the official name or code of such a region."),
            found=shown,
        ),
        " / ".join(described(code) for code in reading.nearest) or None,
    )
