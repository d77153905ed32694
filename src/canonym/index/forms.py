"""Numbers for distinct texts: of millions, a dictionary would take gigabytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from canonym.index.columns import Texts

_EMPTY = np.uint32(0xFFFFFFFF)
# Places of the table at first; it is never more than half full.
_FIRST_SIZE = 1 << 12


class Forms:
    """Texts as they are numbered, in the order in which they first come.

    A hash table in which only numbers stand; what two texts of one hash are, their bytes tell. Which
    hashes Python makes of texts changes nothing but their places.
    """

    def __init__(self) -> None:
        self.texts = Texts()
        self._hashes = np.empty(_FIRST_SIZE // 2, np.int64)
        self._table = np.full(_FIRST_SIZE, _EMPTY)

    def __len__(self) -> int:
        return len(self.texts)

    def number(self, texts: Sequence[str]) -> npt.NDArray[np.uint32]:
        """The number of each text, none of which may come twice here; those that are new come last in
        the order of numbers."""
        encoded = [text.encode() for text in texts]
        hashes = np.fromiter(map(hash, encoded), np.int64, len(encoded))
        self._grow(len(self) + len(encoded))
        found = self._find(encoded, hashes)
        new = (found == _EMPTY).nonzero()[0]
        first = len(self)
        self.texts.extend([encoded[place] for place in new.tolist()])
        found[new] = np.arange(first, len(self), dtype=np.uint32)
        self._hashes[first : len(self)] = hashes[new]
        self._place(found[new], hashes[new])
        return found

    def _find(self, encoded: Sequence[bytes], hashes: npt.NDArray[np.int64]) -> npt.NDArray[np.uint32]:
        """The numbers of the texts that are known."""
        found = np.full(len(encoded), _EMPTY)
        mask = len(self._table) - 1
        places = hashes & mask
        seeking = np.arange(len(encoded))
        while len(seeking):
            numbers = self._table[places[seeking]]
            taken = numbers != _EMPTY
            seeking, numbers = seeking[taken], numbers[taken]
            same = (self._hashes[numbers] == hashes[seeking]).nonzero()[0]
            ours = [
                place
                for place, text, number in zip(
                    same.tolist(), seeking[same].tolist(), numbers[same].tolist(), strict=True
                )
                if self.texts[number] == encoded[text]
            ]
            found[seeking[ours]] = numbers[ours]
            seeking = np.delete(seeking, ours)
            places[seeking] = places[seeking] + 1 & mask
        return found

    def _place(self, numbers: npt.NDArray[np.uint32], hashes: npt.NDArray[np.int64]) -> None:
        """Put new numbers into the table."""
        mask = len(self._table) - 1
        places = hashes & mask
        while len(numbers):
            free = self._table[places] == _EMPTY
            self._table[places[free]] = numbers[free]
            # Of those that want one place, the last has got it.
            left = self._table[places] != numbers
            numbers, places = numbers[left], places[left] + 1 & mask

    def _grow(self, count: int) -> None:
        """Make room for so many."""
        size = len(self._table)
        while size < 2 * count:
            size *= 2
        if size > len(self._table):
            hashes = self._hashes[: len(self)]
            self._table = np.full(size, _EMPTY)
            self._hashes = np.empty(size // 2, np.int64)
            self._hashes[: len(hashes)] = hashes
            self._place(np.arange(len(hashes), dtype=np.uint32), hashes)
