"""Pairs, their ratio and its spread."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.bench.measure import ENOUGH, Measure

_AMOUNTS = st.floats(0.001, 1_000)
_PAIRS = st.lists(st.tuples(_AMOUNTS, _AMOUNTS), min_size=1, max_size=12)


def test_ratios_are_taken_pair_by_pair() -> None:
    measure = Measure("x", (2.0, 9.0, 4.0), (1.0, 3.0, 4.0), budget=2.0)
    assert measure.ratios == (2.0, 3.0, 1.0)
    assert measure.median == 2.0
    assert measure.keeps is True
    assert Measure("x", (2.1,), (1.0,), budget=2.0).keeps is False
    assert Measure("x", (2.1,), (1.0,)).keeps is None


def test_without_a_base_the_amount_is_bounded() -> None:
    measure = Measure("x", (50.0, 61.0, 40.0), unit="KB", budget=60.0)
    assert (measure.ratios, measure.median, measure.keeps) == ((), 50.0, True)


@pytest.mark.parametrize(("own", "base"), [((), ()), ((1.0, 2.0), (1.0,)), ((1.0,), (0.0,))])
def test_what_is_no_measure_is_refused(own: tuple[float, ...], base: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"^broken: "):
        Measure("broken", own, base)


@given(_PAIRS, st.floats(0.1, 10))
def test_a_machine_that_is_slower_for_both_changes_no_ratio(
    pairs: list[tuple[float, float]], slower: float
) -> None:
    own, base = zip(*pairs, strict=True)
    one = Measure("x", own, base)
    other = Measure("x", tuple(slower * v for v in own), tuple(slower * v for v in base))
    assert other.median == pytest.approx(one.median)
    assert (other.low, other.high) == pytest.approx((one.low, one.high), abs=1e-9)


@given(_PAIRS)
def test_the_spread_holds_the_median_and_every_sample(pairs: list[tuple[float, float]]) -> None:
    own, base = zip(*pairs, strict=True)
    measure = Measure("x", own, base)
    ratios = [a / b for a, b in pairs]
    assert measure.median == statistics.median(ratios)
    assert 0 <= measure.low <= min(ratios) <= max(ratios) <= measure.high
    if len(pairs) < ENOUGH:
        assert (measure.low, measure.high) == (min(ratios), max(ratios))


@pytest.mark.parametrize("samples", [5, 7, 10])
def test_a_second_run_has_its_median_in_the_spread_of_the_first(samples: int) -> None:
    random = np.random.default_rng(7)
    for draw in (
        lambda: random.normal(2, 0.2, samples),
        lambda: np.exp(random.normal(0, 0.3, samples)),
        lambda: 1 + random.exponential(0.3, samples),
    ):
        firsts = [Measure("x", tuple(draw())) for _ in range(1_000)]
        held = [first.low <= statistics.median(draw()) <= first.high for first in firsts]
        assert sum(held) >= 970
