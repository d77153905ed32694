"""Idioms of numpy: two numbers in one, runs of equal values, several ranges at once, the best of each of
several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
# Where the upper half of a number begins.
HALF = np.uint64(32)

# Values are ordered by so many steps between the least and the greatest: fine enough to tell names
# apart, and one sort of whole numbers does it, in a third of the time that sorting floats takes.
_STEPS = 0xFFFF


def packed(upper: npt.NDArray[Any], lower: npt.NDArray[np.unsignedinteger[Any]]) -> npt.NDArray[np.uint64]:
    """Two numbers of 32 bits in one, ordered by the upper first."""
    return upper.astype(np.uint64, copy=False) << HALF | lower


def beginnings(values: npt.NDArray[Any], *, continued: bool = False) -> Ints:
    """Where runs of equal values begin; `continued`: the first value goes on with one before."""
    fresh = np.empty(len(values), bool)
    fresh[:1] = not continued
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return fresh.nonzero()[0]


def run_lengths(starts: Ints, total: int) -> Ints:
    """How long the runs are that begin at some places, of so many values in all."""
    found = np.empty(len(starts), np.int64)
    np.subtract(starts[1:], starts[:-1], out=found[:-1])
    found[-1:] = total - starts[-1:]
    return found


def spread(starts: Ints, counts: Ints) -> Ints:
    """The places of several ranges, one behind the other."""
    if not len(starts):
        return np.empty(0, np.int64)
    ends = counts.cumsum()
    places: Ints = np.arange(int(ends[-1]))
    places += (starts - ends + counts).repeat(counts)
    return places


def best(mention: Ints, values: npt.NDArray[np.floating[Any]], limits: Sequence[int]) -> Ints:
    """The places of the highest values of each mention, so many as its limit says, best first.

    `mention` is sorted and under 2¹⁵, values are from 0 to 1; of equal ones the first comes first.
    """
    steps = _STEPS - (values * _STEPS).astype(np.int64)
    order = mention << 48 | steps << 32 | np.arange(len(values))
    order.sort()
    order &= 0xFFFFFFFF
    if len(limits) == 1:
        return order[: limits[0]]
    kept: Ints = order[leading(mention, limits)]
    return kept


def leading(mention: Ints, limits: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Which places are among the first of their mention, so many as its limit says."""
    starts = mention.searchsorted(np.arange(len(limits)))
    inside: npt.NDArray[np.bool_] = np.arange(len(mention)) - starts[mention] < np.asarray(limits)[mention]
    return inside
