"""Drawing values at random, a whole column at a time."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.simulation.country import Floats, Ints

Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]
Weights = Mapping[str, float]


def cumulative(weights: Sequence[float] | Floats) -> Floats:
    """The weights added up and scaled to end at 1."""
    sums = np.cumsum(np.asarray(weights, dtype=np.float64))
    scaled: Floats = sums / sums[-1]
    scaled[-1] = 1.0
    return scaled


def pick(rng: np.random.Generator, weights: Sequence[float] | Floats, count: int) -> Ints:
    """Places in a list of weights, each as often as its weight says."""
    return np.searchsorted(cumulative(weights), rng.random(count), side="right")


def pick_by(rng: np.random.Generator, weights: Floats, group: Ints) -> Ints:
    """The same with the weights of each row's group: one row of `weights` a group."""
    sums = np.stack([cumulative(row) for row in weights])
    drawn = rng.random(len(group))
    found = np.zeros(len(group), dtype=np.int64)
    for column in range(weights.shape[1] - 1):
        found += drawn >= sums[group, column]
    return found


def happens(rng: np.random.Generator, share: float | Floats, count: int) -> Flags:
    """What happens in this share of the rows."""
    found: Flags = rng.random(count) < share
    return found


def texts(words: Sequence[str] | pa.Array, places: Ints, missing: Flags | None = None) -> pa.Array:
    """The word at each place, null where it is missing."""
    vocabulary = words if isinstance(words, pa.Array) else pa.array(words)
    return vocabulary.take(pa.array(places, mask=missing))


def ids(prefix: str, first: int, count: int) -> pa.Array:
    """Ids that go on from number `first`, nine digits each: PREFIX000000001."""
    numbers = pa.array(np.arange(first, first + count)).cast(pa.string())
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(numbers, 9, "0"), "")


def lists(values: pa.Array, lengths: Ints) -> pa.Array:
    """Lists of these lengths, one after another from the values."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def days(values: Days, missing: Flags | None = None) -> pa.Array:
    """Days as Arrow has them."""
    return pa.array(values.astype("datetime64[D]"), mask=missing)


def interval(day: Days, precision: Ints) -> tuple[Days, Days]:
    """First and last day of what is known to the day (0), to the month (1) or to the year (2)."""
    first, last = day.copy(), day.copy()
    for known_to, unit in ((1, "M"), (2, "Y")):
        rows = precision == known_to
        start = day[rows].astype(f"datetime64[{unit}]")
        first[rows] = start.astype("datetime64[D]")
        last[rows] = (start + 1).astype("datetime64[D]") - 1
    return first, last
