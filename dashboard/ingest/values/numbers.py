"""Numbers as offices write them, Indonesian or English style, exact or estimated.

A dot or comma between groups of three digits separates thousands in a count. In an amount, which
may have decimals, a single one before exactly three digits is refused: "1.234" is 1234 to an
Indonesian reader and 1.234 to a computer. A word that counts whole things ("1.234 kasus") decides.
"""

import re
from dataclasses import dataclass

from dashboard.ingest.values.unreadable import Unreadable
from dashboard.ingest.values.writing import plain
from dashboard.locale import mark
from dashboard.model import LARGEST_COUNT


@dataclass(frozen=True)
class Count:
    """A number of people or things; `estimate` where the writer says about."""

    value: int
    estimate: bool


@dataclass(frozen=True)
class Amount:
    """A number that may have decimals; `estimate` where the writer says about."""

    value: float
    estimate: bool


_ABOUT = (
    r"±|\+ ?/ ?-|\+-|~|≈|[<>≤≥]=?|sekitar|sekira|kira ?-? ?kira|kurang ?-?/? ?lebih|lebih kurang"
    r"|lebih dari|kurang dari|hampir|diperkirakan|perkiraan|estimasi"
    r"|about|around|approximately|approx\.?|more than|less than|almost|over"
)
_COUNTED = (
    r"orang|org\.?|peserta|jiwa|kasus|perkara|laporan|temuan|pelanggaran|rekomendasi|putusan"
    r"|people|persons?|participants?|cases?|reports?|violations?|recommendations?|rulings?"
)
_PHRASE = re.compile(
    rf"(?:(?:sebanyak|total|jumlah) )?(?P<about>(?:{_ABOUT}) ?)?"
    r"(?P<number>[0-9](?:[0-9., ]*[0-9])?)"
    r"(?P<roughly>(?: ?-? ?an|\+| lebih)?)"
    rf"(?:(?P<counted>(?: ?(?:{_COUNTED})){{1,2}})|(?P<percent> ?(?:%|persen|percent)))?"
    r"(?P<more> lebih)?"
)

_GROUPED = r"(?P<digits>[0-9]+|[1-9][0-9]{0,2}(?P<by>[., ])[0-9]{3}(?:(?P=by)[0-9]{3})*)"
_WHOLE = re.compile(rf"{_GROUPED}(?:(?!(?P=by))[.,]0{{1,2}})?")  # 300,0 is a spreadsheet's 300
_DECIMAL = re.compile(rf"{_GROUPED}(?:(?!(?P=by))[.,](?P<decimals>[0-9]+))?")
_TWO_READINGS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")

_ZERO = "nihil"
_MOST_DIGITS = 15  # what a float holds exactly


@dataclass(frozen=True)
class _Phrase:
    number: str
    estimate: bool
    counted: bool  # it says that it counts people or things
    percent: bool


def _phrase(text: str) -> _Phrase | None:
    written = plain(text).casefold()
    if written == _ZERO:
        return _Phrase("0", estimate=False, counted=True, percent=False)
    match = _PHRASE.fullmatch(written)
    if match is None or sum(c.isdigit() for c in match["number"]) > _MOST_DIGITS:
        return None
    estimate = any(match[part] for part in ("about", "roughly", "more"))
    return _Phrase(match["number"], estimate, bool(match["counted"]), bool(match["percent"]))


def _whole(number: str) -> int | None:
    match = _WHOLE.fullmatch(number)
    return int(re.sub("[., ]", "", match["digits"])) if match else None


def read_count(text: str) -> Count:
    """A count of people: "1.200", "1 200 orang", "± 300", "300-an". Raises `Unreadable`.

    "nihil" is 0. Units and words such as "sebanyak" may stand beside the number.
    """
    phrase = _phrase(text)
    value = _whole(phrase.number) if phrase and not phrase.percent else None
    if phrase is None or value is None:
        raise Unreadable(
            mark("“{found}” is not a count; expected are digits such as 1200 or 1.200."),
            found=text,
        )
    if value > LARGEST_COUNT:
        raise Unreadable(
            mark("“{found}” is larger than any count that is accepted ({largest})."),
            found=text,
            largest=LARGEST_COUNT,
        )
    return Count(value, phrase.estimate)


def read_amount(text: str) -> Amount:
    """A figure that may have decimals: "12,5", "12.5%", "1.234,5". Raises `Unreadable`.

    "12,5%" is 12.5. "1.234" and "1,234" are refused, "1.234 kasus" is 1234, "0.125" is 0.125.
    """
    phrase = _phrase(text)
    if phrase is None:
        raise _no_amount(text)
    if phrase.counted:
        whole = _whole(phrase.number)
        if whole is None:
            raise _no_amount(text)
        return Amount(float(whole), phrase.estimate)
    if either := _TWO_READINGS.fullmatch(phrase.number):
        before, after = either.groups()
        raise Unreadable(
            mark("“{found}” may mean {whole} or {decimal}; write the one that is meant."),
            found=text,
            whole=f"{before}{after}",
            decimal=f"{before},{after}0",
        )
    match = _DECIMAL.fullmatch(phrase.number)
    if match is None:
        raise _no_amount(text)
    digits = re.sub("[., ]", "", match["digits"])
    return Amount(float(f"{digits}.{match['decimals'] or 0}"), phrase.estimate)


def _no_amount(text: str) -> Unreadable:
    return Unreadable(
        mark("“{found}” is not a figure; expected are digits such as 1234, 12,5 or 12,5%."),
        found=text,
    )
