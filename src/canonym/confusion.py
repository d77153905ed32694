"""How the sounds of names come out in another language, and what a name may have been that is heard so.

Japanese has one sound for l and r, Korean writes f as p, Arabic leaves short vowels out, Chinese has a
character for syllables alone. A file of `confusions/` tells for one reading how often each sound of
a name becomes which, learnt by `benchmarks/confusions.py`. What is heard fits a name by the logarithm
of how much likelier the name makes it than chance does, in nats: a name that fits by 7 is a thousand
times as likely to be heard so as any odd word of the language is.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

CONFUSION_FOLDER = Path(__file__).with_name("confusions")
# What a file doesn't tell happens so often, of one time.
_RARELY = 0.0005
# Sound keys that a heard one may stand for, and how many are tried for each of its consonants.
_MEANT = 32
_OPTIONS = 6
# A consonant that costs more than this to be lost (nats) isn't looked for.
_SELDOM = 3.0
# A name that has so many sounds more than twice those that are heard is another one.
_LONGER = 16


class Misheard(NamedTuple):
    """How what is heard fits a name, in nats: `fit` over chance, and what it `lacks` of the best
    fit that any name could have; what was `heard`, and what that is of the name that was `meant`."""

    fit: float
    lacks: float
    heard: str
    meant: str

    @property
    def share(self) -> float:
        """What each sound lacks of the best fit, on average."""
        return self.lacks / max(self.length, 1)

    @property
    def length(self) -> int:
        """How many sounds were heard."""
        return len(self.heard)


class Confusions:
    """What becomes of the sounds of names in one reading."""

    def __init__(self, path: Path) -> None:
        data = tomllib.loads(path.read_text("utf-8"))
        self._heard = _costs(data["heard"])
        self._added = _row_costs(data["added"])
        self._usual = {sound: -cost for sound, cost in _row_costs(data["usual"]).items()}
        self._bests: dict[str, float] = {}
        bones = _costs(data["bones_heard"])
        added = _row_costs(data["bones_added"])
        # For each consonant heard what is likeliest to have been meant: another one, perhaps with one
        # more that was lost, or none.
        lost = {meant: row[""] for meant, row in bones.items() if row.get("", _SELDOM) < _SELDOM}
        self._begun = {"": 0.0} | lost
        self._meant = {}
        for heard in bones:
            options = [(row[heard], meant) for meant, row in bones.items() if heard in row]
            options += [(cost + more, one + two) for cost, one in options for two, more in lost.items()]
            options.append((added.get(heard, _LEAST), ""))
            self._meant[heard] = nsmallest(_OPTIONS, options)

    def meant(self, key: str) -> dict[str, float]:
        """The sound keys that names heard with this one may have, with what each costs in nats."""
        found = self._begun
        for heard in key:
            longer: dict[str, float] = {}
            for begun, cost in found.items():
                for more, meant in self._meant.get(heard, ()):
                    told = begun + meant
                    if cost + more < longer.get(told, math.inf):
                        longer[told] = cost + more
            cheapest = sorted((cost, told) for told, cost in longer.items())[:_MEANT]
            found = {told: cost for cost, told in cheapest}
        return {meant: cost for meant, cost in found.items() if meant}

    def fits(self, heard: str, names: Sequence[str]) -> npt.NDArray[np.float64]:
        """How well what is heard fits each of some names (nats). Both are sounds without spaces."""
        import numpy as np

        table, lost, added = self._tables
        width = max(map(len, names), default=0)
        if not width:
            return np.full(len(names), -math.inf)
        width = min(width, 2 * len(heard) + _LONGER)
        letters = np.frombuffer("".join(name[:width].ljust(width) for name in names).encode(), np.uint8)
        meant = letters.reshape(len(names), width)
        # What it costs to leave out all sounds of the name up to each place.
        skipped = np.zeros((len(names), width + 1))
        np.cumsum(lost[meant], axis=1, out=skipped[:, 1:])
        row = skipped.copy()
        for sound in heard.encode("ascii", "replace"):
            step = row + added[sound]
            np.minimum(step[:, 1:], row[:, :-1] + table[sound][meant], out=step[:, 1:])
            # Sounds of the name may be left out before the next one: the cheapest way to each place.
            row = np.minimum.accumulate(step - skipped, axis=1) + skipped
        lengths = np.fromiter(map(len, names), np.int64, len(names))
        costs = row[np.arange(len(names)), np.minimum(lengths, width)]
        costs[lengths > width] = math.inf
        return -self.chance(heard) - costs

    def fit(self, heard: str, name: str) -> float:
        """The same for one name, without the arrays."""
        rows = [self._heard.get(meant, {}) for meant in name]
        lost = [costs.get("", _LEAST) for costs in rows]
        row = list(accumulate(lost, initial=0.0))
        for sound in heard:
            added = self._added.get(sound, _LEAST)
            before, row = row, [row[0] + added]
            best = row[0]
            for place, costs in enumerate(rows):
                best = min(
                    before[place] + costs.get(sound, _LEAST), before[place + 1] + added, best + lost[place]
                )
                row.append(best)
        return -self.chance(heard) - row[-1]

    def chance(self, heard: str) -> float:
        """The logarithm of the probability of these sounds by chance."""
        return math.fsum(self._usual.get(sound, -_LEAST) for sound in heard)

    def misheard(self, heard: str, meant: str, fit: float) -> Misheard:
        """A fit, beside the best that there could be."""
        best = math.fsum(map(self._best, heard))
        return Misheard(fit, best - fit, heard, meant)

    def changes(self, heard: str, name: str) -> list[tuple[str, str]]:
        """What became of each sound of a name on the likeliest way to what is heard: (meant, heard),
        one of them empty where a sound was lost or added."""
        ways: dict[tuple[int, int], tuple[float, tuple[int, int], tuple[str, str]]] = {}
        for i in range(len(heard) + 1):
            for j in range(len(name) + 1):
                options = []
                if i and j:
                    step = name[j - 1], heard[i - 1]
                    options.append((ways[i - 1, j - 1][0] + self._cost_of(*step), (i - 1, j - 1), step))
                if i:
                    step = "", heard[i - 1]
                    options.append((ways[i - 1, j][0] + self._cost_of(*step), (i - 1, j), step))
                if j:
                    step = name[j - 1], ""
                    options.append((ways[i, j - 1][0] + self._cost_of(*step), (i, j - 1), step))
                ways[i, j] = min(options, default=(0.0, (0, 0), ("", "")))
        found, place = [], (len(heard), len(name))
        while place != (0, 0):
            _, place, step = ways[place]
            found.append(step)
        return found[::-1]

    def told(self, misheard: Misheard) -> str:
        """What became of the sounds of a name, in words."""
        changes = [step for step in self.changes(misheard.heard, misheard.meant) if step[0] != step[1]]
        found = [
            f"{after} for {before}" if before and after else f"{after} added" if after else f"{before} lost"
            for before, after in dict.fromkeys(changes)
        ]
        return ", ".join(found) or "alike"

    def _cost_of(self, meant: str, heard: str) -> float:
        if not meant:
            return self._added.get(heard, _LEAST)
        return self._heard.get(meant, {}).get(heard, _LEAST)

    def _best(self, heard: str) -> float:
        """The most that a sound can add to a fit."""
        found = self._bests.get(heard)
        if found is None:
            least = min(self._cost_of(meant, heard) for meant in ("", *self._heard))
            found = self._bests[heard] = -least - self._usual.get(heard, -_LEAST)
        return found

    @cached_property
    def _tables(self) -> tuple[Any, Any, Any]:
        """The costs by the codes of the letters: `[heard][meant]`, of lost ones, of added ones."""
        import numpy as np

        table, lost, added = (np.full(shape, _cost(0)) for shape in ((128, 128), 128, 128))
        for meant, row in self._heard.items():
            for heard, cost in row.items():
                if heard:
                    table[ord(heard), ord(meant)] = cost
                else:
                    lost[ord(meant)] = cost
        lost[ord(" ")] = 0  # what fills short names up
        for heard, cost in self._added.items():
            added[ord(heard)] = cost
        return table, lost, added


def load_confusions(reading: str, folder: Path = CONFUSION_FOLDER) -> Confusions | None:
    """The confusions of a reading, if any have been learnt."""
    path = folder / f"{reading}.toml"
    return Confusions(path) if path.is_file() else None


def _costs(rows: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {meant: _row_costs(row) for meant, row in rows.items()}


def _row_costs(row: dict[str, float]) -> dict[str, float]:
    return {sound: _cost(share / 1000) for sound, share in row.items()}


def _cost(share: float) -> float:
    return -math.log(max(share, _RARELY))


_LEAST = _cost(0)
