"""What the benchmark hands on: samples of the program, paired with samples of what it is held to.

A shared machine's speed drifts, so an amount of seconds says little an hour later. The two sides
are measured in turn and divided pair by pair; what they share divides out.
"""

import math
import statistics
from dataclasses import dataclass

from scipy.special import stdtrit

from dashboard.speed_words import CERTAINTY

ENOUGH = 5  # samples from which on the spread says something of a second run


@dataclass(frozen=True)
class Measure:
    """One line of the table: `own` against `base`, measured in turn in one run.

    Raises `ValueError` where nothing was measured, the sides are no pairs, or a base is 0 or less.
    """

    key: str  # snake_case, unique, stable; `speed.py` has the words for it
    own: tuple[float, ...]  # in `unit`
    base: tuple[float, ...] = ()  # the same number, paired one by one; empty: the amount is bounded
    unit: str = "s"  # s | MB | KB
    budget: float | None = None  # on the ratio, or on the amount where there is no base

    def __post_init__(self) -> None:
        if not self.own:
            raise ValueError(f"{self.key}: nothing was measured")
        if self.base and len(self.base) != len(self.own):
            raise ValueError(f"{self.key}: {len(self.own)} samples against {len(self.base)}")
        if any(value <= 0 for value in self.base):
            raise ValueError(f"{self.key}: a base of 0 has no ratio")

    @property
    def ratios(self) -> tuple[float, ...]:
        """Own by base, pair by pair; empty without a base."""
        return tuple(own / base for own, base in zip(self.own, self.base, strict=False))

    @property
    def values(self) -> tuple[float, ...]:
        """What the budget bounds and the median is taken of: the ratios, else the amounts."""
        return self.ratios or self.own

    @property
    def median(self) -> float:
        """The middle of `values`."""
        return statistics.median(self.values)

    @property
    def low(self) -> float:
        """The lower end of the spread; see `_reach`."""
        return min(*self.values, self.median, max(0.0, self.median - self._reach()))

    @property
    def high(self) -> float:
        """The upper end of the spread; see `_reach`."""
        return max(*self.values, self.median + self._reach())

    @property
    def keeps(self) -> bool | None:
        """Whether the median keeps the budget; None where there is none."""
        return None if self.budget is None else self.median <= self.budget

    def _reach(self) -> float:
        """How far from this median that of a second run may lie.

        The spread is all that was seen, and at least the range that holds the median of a second
        run of as many samples with the probability `CERTAINTY` where samples scatter normally (98%
        where they scatter like waiting times). Minimum to maximum alone would hold it in 83% of
        cases at 5 samples, in 93% at 7. Under `ENOUGH` samples nothing can be said of a second run
        and the spread is what was seen.
        """
        n = len(self.values)
        if n < ENOUGH:
            return 0.0
        certain, of = CERTAINTY
        quantile = float(stdtrit(n - 1, (1 + certain / of) / 2))
        # Both medians scatter, each with a variance of pi / 2n times that of one sample.
        return float(quantile * statistics.stdev(self.values) * (math.pi / n) ** 0.5)
