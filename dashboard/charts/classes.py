"""The classes of all choropleths: fixed, published, the same at every date (class_breaks.md).

A colour means the same in October as in March, in one province as in the whole country, so maps can
be laid side by side.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.locale import Locale


@dataclass(frozen=True)
class Breaks:
    """Where the classes of one kind of value begin; the last is open, or ends at `last`.

    A 0 belongs to no class, every larger value to one.
    """

    bounds: tuple[float, ...]
    whole: bool = True
    """Whether the values are whole numbers, so that a class is written `3–4`."""
    last: float | None = None
    unit: str = ""
    digits: int = 0

    def class_of(self, value: float) -> int | None:
        """The number of the value's class, counted from 0; None for a 0."""
        return None if value <= 0 else max(bisect_right(self.bounds, value) - 1, 0)

    def label(self, place: int, locale: Locale) -> str:
        """The class in words: `3–4`, `10 atau lebih`, `25% – < 50%`."""
        low = self.bounds[place]
        following = self.bounds[place + 1] if place + 1 < len(self.bounds) else None
        if self.whole:
            if following is None:
                return locale.text("{n} or more", n=self._written(low, locale))
            if following == low + 1:
                return self._written(low, locale)
            return f"{self._written(low, locale)}–{self._written(following - 1, locale)}"
        if low == 0 and following is not None:
            return f"< {self._written(following, locale)}"
        if following is not None:
            return f"{self._written(low, locale)} – < {self._written(following, locale)}"
        if self.last is not None:
            return f"{self._written(low, locale)} – {self._written(self.last, locale)}"
        return locale.text("{n} or more", n=self._written(low, locale))

    def _written(self, bound: float, locale: Locale) -> str:
        return f"{locale.number(bound, self.digits)}{self.unit}"


# Five classes each, as many as the sequential colours; fewer where a class would never be used.
CLASSES: Final[Mapping[str, Breaks]] = {
    "count": Breaks((1, 2, 3, 5, 10)),
    "province_count": Breaks((1, 5, 10, 20, 50)),
    "published": Breaks((1, 5, 10, 20, 50)),
    "rate": Breaks((0, 0.5, 1, 2, 4), whole=False, digits=1),
    "share": Breaks((0, 10, 25, 50, 75), whole=False, last=100, unit="%"),
    "kecamatan": Breaks((0, 25, 50), whole=False, last=100, unit="%"),
    "rank": Breaks((1, 6, 11, 16, 21)),
}
