"""How much a key tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import HALF, beginnings, run_lengths


def idf(counts: np.ndarray[Any, Any], total: int) -> npt.NDArray[np.float32]:
    """Inverse document frequency: the rarer a key among `total` names, the more it tells."""
    weights: npt.NDArray[np.float64] = np.log(max(total, 1) / np.maximum(counts, 1)) + 0.5
    return weights.astype(np.float32)


class Norms:
    """The length of each name's vector of weights, summed up while its postings pass by."""

    def __init__(self, names: int) -> None:
        self._squares = np.zeros(names, np.float64)

    def weigh(self, blocks: Iterator[npt.NDArray[np.uint64]]) -> Iterator[npt.NDArray[np.uint64]]:
        """The same blocks of `key << 32 | name`, sorted, once their weights are added up."""
        rest = np.empty(0, np.uint64)
        for block in blocks:
            yield block
            waiting = np.concatenate([rest, block])
            # Of the last key more may come.
            cut = int(np.searchsorted(waiting, waiting[-1] >> HALF << HALF))
            self._add(waiting[:cut])
            rest = waiting[cut:]
        self._add(rest)

    def _add(self, postings: npt.NDArray[np.uint64]) -> None:
        if not len(postings):
            return
        keys = postings >> HALF
        starts = beginnings(keys)
        counts = run_lengths(starts, len(keys))
        weights = idf(counts, len(self._squares)).astype(np.float64) ** 2
        np.add.at(self._squares, postings.astype(np.uint32), np.repeat(weights, counts))

    def finish(self) -> npt.NDArray[np.float32]:
        """The lengths, when all blocks have passed."""
        return np.sqrt(self._squares).astype("<f4")
