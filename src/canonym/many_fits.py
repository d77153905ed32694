"""How well what is heard fits many names, all at once: in arrays what `Confusions.fit` tells of one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from canonym.placing import CODES, MARKS, code_of, codes_of

# A name that has so many sounds more than twice those that are heard is another one.
_LONGER = 16

Floats = npt.NDArray[np.float32]
Costs = Mapping[str, Mapping[str, float]]


class ManyFits:
    """The costs (nats) of what becomes of sounds, by the codes of their letters: `[heard][meant]`, of lost
    ones, and of added ones by what stands before."""

    def __init__(self, heard: Costs, added: Costs, untold: float, never: float) -> None:
        """`heard`: by what was meant; `added`: by what is heard; `untold`: what no table tells; `never`:
        that the space between two words is heard."""
        codes = len(MARKS) * CODES
        self._heard, self._added = (np.full((CODES, codes), untold, np.float32) for _ in range(2))
        self._lost = np.full(codes, untold, np.float32)
        for meant, row in heard.items():
            code = code_of(meant)
            for sound, cost in row.items():
                if sound:
                    self._heard[ord(sound), code] = cost
                else:
                    self._lost[code] = cost
        # Between words, and what fills short names up.
        self._heard[:, ord(" ")], self._lost[ord(" ")] = never, 0
        for sound, costs in added.items():
            for before, cost in costs.items():
                if before:
                    self._added[ord(sound), code_of(before)] = cost

    def costs(self, heard: str, names: Sequence[str]) -> npt.NDArray[np.float64]:
        """What it costs that each name comes out as what is heard; infinity for names much longer."""
        costs, lengths = self._of_beginnings(heard, names)
        width = len(costs) - 1
        found = costs[np.minimum(lengths, width), np.arange(len(names))].astype(float)
        found[lengths > width] = math.inf
        return found

    def beginnings(
        self, heard: str, names: Sequence[str], unsaid: float
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        """The same of that beginning of each name which comes out so most cheaply, where each sound behind it
        costs `unsaid`; and how many sounds it has."""
        costs, lengths = self._of_beginnings(heard, names)
        left = lengths - np.arange(len(costs))[:, None]
        total = np.where(left < 0, math.inf, costs + unsaid * left)
        said = total.argmin(axis=0)
        return total[said, np.arange(len(names))], said

    def _of_beginnings(self, heard: str, names: Sequence[str]) -> tuple[Floats, npt.NDArray[np.int64]]:
        """What it costs that each beginning of each name (a column a name, a row a place) comes out as what
        is heard, as far as names are not too long; and how long they are."""
        lengths = np.fromiter(map(len, names), np.int64, len(names))
        width = int(min(lengths.max(initial=0), 2 * len(heard) + _LONGER))
        lines = "".join([name[: width + 1].ljust(width + 1) for name in names]).encode("ascii", "replace")
        # What is done to a row is done to all names at once.
        letters = np.frombuffer(lines, np.uint8).reshape(len(names), width + 1).T.copy()
        # What stands before each place, and there: a word begins at the first.
        before = np.full(letters.shape, ord(" "), np.intp)
        meant = before[1:]
        meant[:] = codes_of(letters)
        # What it costs to leave out all sounds of the name up to each place.
        skipped = np.zeros(letters.shape, np.float32)
        np.cumsum(self._lost.take(meant), axis=0, out=skipped[1:])
        # Large arrays are dear to make: the same few are filled again and again.
        row, step, cost = skipped.copy(), np.empty_like(skipped), np.empty_like(skipped)
        for sound in heard.encode("ascii", "replace"):
            np.add(row, self._added[sound].take(before, out=cost, mode="clip"), out=step)
            row[:-1] += self._heard[sound].take(meant, out=cost[1:], mode="clip")
            np.minimum(step[1:], row[:-1], out=step[1:])
            # Sounds of the name may be left out before the next one: the cheapest way to each place. Each
            # round looks twice as far back.
            step -= skipped
            for back in (1 << power for power in range(width.bit_length())):
                np.minimum(step[back:], step[:-back], out=step[back:])
            np.add(step, skipped, out=row)
        return row, lengths
