"""What a reader sees in words, numbers and dates: gettext catalogues and Babel's locale data.

Messages are written in English in the code; `id/LC_MESSAGES/pantau.po` holds the Indonesian, which
is the default language. Placeholders are named: `locale.text("{n} of {total}", n=..., total=...)`.
"""

import datetime as dt
import io
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import Literal

from babel import Locale as BabelLocale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dashboard.resources import LOCALES

DEFAULT_LANGUAGE = "id"
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
_TERRITORY = {"id": "id_ID", "en": "en"}


def mark(message: str) -> str:
    """Mark a message for the catalogue without translating it yet."""
    return message


@cache
def _catalogue(language: str) -> NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "pantau.po"
    if not path.exists():
        return NullTranslations()  # English: the messages themselves
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _half_up(value: float | Decimal, digits: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Masked:
    """A count that is not told, so that nobody is recognised, but for its side of `least`.

    `state`: `few` below it, `more` from it on, `hidden` any number.
    """

    state: Literal["few", "more", "hidden"]
    least: int


Count = int | Masked


@dataclass(frozen=True)
class Locale:
    """One language's words, numbers and dates. Raises `ValueError` for an unknown language."""

    language: str = DEFAULT_LANGUAGE
    _babel: BabelLocale = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"Unknown language {self.language!r}; known: {', '.join(LANGUAGES)}.")
        object.__setattr__(self, "_babel", BabelLocale.parse(_TERRITORY[self.language]))

    @classmethod
    def asked(cls, language: str | None) -> "Locale":
        """The language a reader asks for, the default one where there is no such."""
        return cls(language if language in LANGUAGES else DEFAULT_LANGUAGE)

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language, its named placeholders filled in."""
        translated = _catalogue(self.language).gettext(message)
        return translated.format(**values) if values else translated

    def plural(self, singular: str, plural: str, n: Count, /, **values: object) -> str:
        """The form for `n`; the placeholder `{n}` is the count written in this language."""
        form = n.least if isinstance(n, Masked) else n
        translated = _catalogue(self.language).ngettext(singular, plural, form)
        return translated.format(n=self.count(n), **values)

    def count(self, n: Count) -> str:
        """A count in this language, as it stands before what is counted: `1.234`, or in words."""
        if not isinstance(n, Masked):
            return self.number(n)
        if n.state == "few":
            return self.text("fewer than {least}", least=self.number(n.least))
        if n.state == "more":
            return self.text("{least} or more", least=self.number(n.least))
        return self.text("a masked number of")

    def number(self, value: float | Decimal, digits: int = 0) -> str:
        """A number with `digits` decimals, rounded half up: 1.234,5 or 1,234.5."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(_half_up(value, digits), format=pattern, locale=self._babel))

    def percent(self, numerator: int, denominator: int) -> str:
        """A share with one decimal, half up, `6,0%`; a dash where the denominator is 0."""
        if denominator == 0:
            return "–"
        return f"{self.number(Decimal(100 * numerator) / Decimal(denominator), 1)}%"

    def share(self, numerator: int, denominator: int) -> str:
        """`31 dari 514 (6,0%)`."""
        return self.text(
            "{n} of {total} ({share})",
            n=self.number(numerator),
            total=self.number(denominator),
            share=self.percent(numerator, denominator),
        )

    def date(self, day: dt.date) -> str:
        """`17 Oktober 2024`."""
        return str(format_date(day, "d MMMM y", locale=self._babel))

    def short_date(self, day: dt.date) -> str:
        """`17 Okt 2024`."""
        return str(format_date(day, "d MMM y", locale=self._babel))

    def month(self, day: dt.date) -> str:
        """`Okt 2024`."""
        return str(format_date(day, "MMM y", locale=self._babel))

    def long_month(self, day: dt.date) -> str:
        """`Oktober 2024`."""
        return str(format_date(day, "MMMM y", locale=self._babel))

    def span(self, first: dt.date, last: dt.date) -> str:
        """A day as precisely as its first and last possible day say: day, month or year."""
        if first == last:
            return self.short_date(first)
        if (first.year, first.month) == (last.year, last.month):
            whole = last.day - first.day >= 27
            return self.month(first) if whole else f"{first.day}–{self.short_date(last)}"
        if first.year == last.year and (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{self.short_date(first)} – {self.short_date(last)}"

    @property
    def separators(self) -> str:
        """Decimal and thousands separator, as plotly's `layout.separators` wants them."""
        return ",." if self.language == "id" else ".,"
