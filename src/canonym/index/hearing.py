"""Names that a mention from another script may have been heard from, by their sound keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import beginnings
from canonym.index.keys import sound_key, sound_part_key
from canonym.index.mapped import IndexFile
from canonym.index.neighbours import Column
from canonym.sound import deletions

# Names that are read for one mention, at most: those of the likeliest and rarest keys first.
_BUDGET = 6000
# How much more than the rarest of its parts a whole name tells (nats).
_WHOLE = 2.0

# Sound keys that a heard one may stand for, with what each costs in nats.
Meant = Mapping[str, float]


class Hearing:
    """The sound keys of an index as numpy arrays over the file's own memory."""

    def __init__(self, file: IndexFile, names: int) -> None:
        self._keys: npt.NDArray[np.uint32] = np.frombuffer(file.section("sound_key", "I").whole(), "<u4")
        self._posts = Column(file.section("sound_post", "I"), "<u4")
        self._names = max(names, 2)

    def find(self, whole: Meant, parts: Sequence[Meant], most: int) -> list[int]:
        """Names by what they may have been heard from, as a whole (a letter more or less) and part by
        part: the likeliest so many, best first."""
        costs: list[dict[int, float]] = [{}]
        for key, cost in whole.items():
            for left in deletions(key):
                costs[0].setdefault(sound_key(left), cost - _WHOLE)
        costs += [{sound_part_key(key): cost for key, cost in part.items()} for part in parts]
        keys = np.fromiter(chain.from_iterable(costs), np.uint32)
        weights = -np.fromiter(chain.from_iterable(each.values() for each in costs), float)
        group = np.arange(len(costs)).repeat([len(each) for each in costs])
        starts = self._keys.searchsorted(keys)
        counts = self._keys.searchsorted(keys, side="right") - starts
        weights += np.log(self._names / np.maximum(counts, 1))
        order = np.lexsort((keys, -weights))
        order = order[(counts[order] > 0) & (counts[order].cumsum() <= _BUDGET)]
        rows = self._posts.ranges(starts[order], counts[order]).astype(np.int64)
        # Of the keys of one part the likeliest counts, and all parts together.
        pairs = rows * len(costs) + group[order].repeat(counts[order])
        _, first = np.unique(pairs, return_index=True)
        rows, weights = rows[first], weights[order].repeat(counts[order])[first]
        if not len(rows):
            return []
        starts = beginnings(rows)
        total = np.add.reduceat(weights, starts)
        found: list[int] = rows[starts][np.lexsort((rows[starts], -total))[:most]].tolist()
        return found

    def bearing(self, part: Meant, most: int) -> list[int]:
        """Names with a part that may be heard so: those of the likeliest keys, as long as these have no more
        than so many."""
        costs = np.fromiter(part.values(), float)
        keys = np.fromiter(map(sound_part_key, part), np.uint32)[np.argsort(costs, kind="stable")]
        starts = self._keys.searchsorted(keys)
        counts = self._keys.searchsorted(keys, side="right") - starts
        enough = counts.cumsum() <= most
        rows: list[int] = np.unique(self._posts.ranges(starts[enough], counts[enough])).tolist()
        return rows
