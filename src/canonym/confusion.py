"""How the sounds of names come out in another language, and what a name may have been that is heard so.

Japanese has one sound for l and r, Korean writes f as p, Arabic leaves short vowels out, Chinese has a
character for syllables alone. A file of `confusions/` tells for one reading how often each sound of
a name becomes which, learnt by `benchmarks/confusions.py`; where it stands matters as well, since an
English r is lost before consonants, and many an e at the end. What is heard fits a name by the
logarithm of how much likelier the name makes it than chance does, in nats: a name that fits by 7 is a
thousand times as likely to be heard so as any odd word of the language is.
"""

from __future__ import annotations

import math
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from canonym.placing import MARKS, placed
from canonym.strange import Step, strange_consonants

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from canonym.many_fits import ManyFits

CONFUSION_FOLDER = Path(__file__).with_name("confusions")
# What a file doesn't tell happens so often, of one time.
_RARELY = 0.0005
_UNTOLD = -math.log(_RARELY)
# No name that lacks less than this (nats) can have a sound in it that the file doesn't tell of.
_STRANGE = 5.0
# Sound keys that a heard one may stand for, and how many are tried for each of its consonants.
_MEANT = 32
_OPTIONS = 6
# A consonant that costs more than this to be lost (nats) isn't looked for.
_SELDOM = 3.0
# Fits that are remembered, some 250 bytes each, and keys, some 5 kB each.
_REMEMBERED, _REMEMBERED_KEYS = 8192, 512
# What each sound costs behind the beginning of a name that is all that is said of it (nats).
_UNSAID = 0.3
# A space of a name is never heard (nats).
_NEVER = 99.0
_UNHEARD = {" ": _NEVER}
# What stands before a name.
_START = ""
_SOUNDS = "aeiouyEOpbtdkgfvszSZxhcCmnlrjw"
# Names were learnt from in English, which tells no open vowels apart.
_LEARNT_AS = {"E": "e", "O": "o"}


class Misheard(NamedTuple):
    """How what is heard fits a name, in nats: `fit` over chance, and what it `lacks` of the best
    fit that any name could have; what was `heard`, and what that is of the name that was `meant`.

    `worst`: what each sound of the word that fits worst lacks on average, where both have as many words;
    `strange`: how many consonants came out as nobody was ever heard to say them, or hardly anyone where they
    are the first.
    """

    fit: float
    lacks: float
    heard: str
    meant: str
    worst: float = 0.0
    strange: int = 0

    @property
    def share(self) -> float:
        """What each sound lacks of the best fit, on average."""
        return self.lacks / max(self.length, 1)

    @property
    def length(self) -> int:
        """How many sounds were heard."""
        return len(self.heard)


class Confusions:
    """What becomes of the sounds of names in one reading. What was asked last is remembered: many candidates
    have a part in common."""

    def __init__(self, path: Path) -> None:
        data = tomllib.loads(path.read_text("utf-8"))
        self.fit = lru_cache(_REMEMBERED)(self._fit)
        self.meant = lru_cache(_REMEMBERED_KEYS)(self._meant_by)
        self._heard = _costs(data["heard"])
        added = _costs(data["added"])
        self._usual = {sound: -cost for sound, cost in _row_costs(data["usual"]).items()}
        self._bests: dict[str, float] = {}
        # Not every sound was met in every place.
        for table in (self._heard, added):
            for sound in _SOUNDS:
                one = _LEARNT_AS.get(sound, sound)
                for mark in MARKS:
                    table.setdefault(sound + mark, table.get(one + mark, table.get(one, {})))
        added[" "] = added[_START] = added.get(_START, {})
        self._added: dict[str, dict[str, float]] = {}
        for before, row in added.items():
            for sound, cost in row.items():
                self._added.setdefault(sound, {})[before] = cost
        self._by_heard: dict[str, dict[str, float]] = {}
        for meant, row in self._heard.items():
            for sound, cost in row.items():
                self._by_heard.setdefault(sound, {" ": _NEVER})[meant] = cost
        bones = _costs(data["bones_heard"])
        bones_added = _row_costs(data["bones_added"])
        # For each consonant heard what is likeliest to have been meant: another one, perhaps with one
        # more that was lost, or none.
        lost = {meant: row[""] for meant, row in bones.items() if row.get("", _SELDOM) < _SELDOM}
        self._begun = {"": 0.0} | lost
        self._meant = {}
        for heard in data["bones_usual"]:
            options = [(row[heard], meant) for meant, row in bones.items() if heard in row]
            options += [(cost + more, one + two) for cost, one in options for two, more in lost.items()]
            options.append((bones_added.get(heard, _UNTOLD), ""))
            # Of the consonants that are one in a key each takes a share: what counts is how much less likely
            # than the best another one is.
            least = min(options)[0]
            self._meant[heard] = sorted((cost - least, meant) for cost, meant in options)

    def _meant_by(self, consonants: str, *, wide: int = 1) -> Mapping[str, float]:
        """The sound keys that names heard with these consonants may have, with what each costs in nats;
        `wide` times as many as usual."""
        found = self._begun
        for heard in consonants:
            longer: dict[str, float] = {}
            options = self._meant.get(heard, [])[: _OPTIONS * wide]
            for begun, cost in found.items():
                for more, meant in options:
                    told = begun + meant
                    if cost + more < longer.get(told, math.inf):
                        longer[told] = cost + more
            found = dict(nsmallest(_MEANT * wide, longer.items(), key=lambda each: (each[1], each[0])))
        return {meant: cost for meant, cost in found.items() if meant}

    def fits(self, heard: str, names: Sequence[str]) -> npt.NDArray[np.float64]:
        """How well what is heard fits each of some names (nats). Spaces of names part their words."""
        fits: npt.NDArray[np.float64] = -self.chance(heard) - self._many.costs(heard, names)
        return fits

    def begins(self, heard: str, names: Sequence[str]) -> list[tuple[float, int]]:
        """How well what is heard fits a beginning of each of some names (nats), and how many sounds of the
        name that is."""
        costs, said = self._many.beginnings(heard, names, _UNSAID)
        return list(zip((-self.chance(heard) - costs).tolist(), said.tolist(), strict=True))

    def _fit(self, heard: str, name: str) -> float:
        """How well it fits one name, without the arrays."""
        (last,) = deque(self._ways(heard, placed(name)), maxlen=1)
        return -self.chance(heard) - last[-1]

    def _ways(self, heard: str, name: Sequence[str]) -> Iterator[list[float]]:
        """For each beginning of what is heard, the shortest first, what it costs at least (nats) that each
        beginning of a name, its sounds in their places, comes out so."""
        lost = [self._cost_of(sound, "") for sound in name]
        row = list(accumulate(lost, initial=0.0))
        yield row
        for sound in heard:
            cost_of = self._by_heard.get(sound, _UNHEARD).get
            added_to = self._added.get(sound, _UNHEARD).get
            before, cost = row, row[0] + added_to(_START, _UNTOLD)
            row = [cost]
            for place, meant in enumerate(name):
                # Three ways to get here; min() would take three times as long, and this is called most.
                cost += lost[place]
                other = before[place + 1] + added_to(meant, _UNTOLD)
                if other < cost:
                    cost = other
                other = before[place] + cost_of(meant, _UNTOLD)
                if other < cost:
                    cost = other
                row.append(cost)
            yield row

    def chance(self, heard: str) -> float:
        """The logarithm of the probability of these sounds by chance."""
        return math.fsum(self._usual.get(sound, -_UNTOLD) for sound in heard)

    def misheard(self, heard: str, meant: str, fit: float) -> Misheard:
        """A fit, beside the best that there could be."""
        lacks = math.fsum(map(self._best, heard)) - fit
        strange = strange_consonants(self._steps(heard, meant), _UNTOLD) if lacks > _STRANGE else 0
        return Misheard(fit, lacks, heard, meant, strange=strange)

    def worst(self, heard: Sequence[str], meant: Sequence[str]) -> float:
        """What each sound of the word that fits worst lacks of its best fit, on average; 0 where not as many
        words are heard as were meant, or only one."""
        if len(heard) != len(meant) or len(heard) < 2:
            return 0.0
        pairs = zip(heard, meant, strict=True)
        return max(self.misheard(one, other, self.fit(one, other)).share for one, other in pairs)

    def changes(self, heard: str, name: str) -> list[tuple[str, str]]:
        """What became of each sound of a name on the likeliest way to what is heard: (meant, heard),
        one of them empty where a sound was lost or added."""
        return [(step.meant, step.heard) for step in self._steps(heard, name)]

    def _steps(self, heard: str, name: str) -> list[Step]:
        """The same with what each costs."""
        sounds = placed(name)
        ways = list(self._ways(heard, sounds))
        found = []
        i, j = len(heard), len(name)
        while i or j:
            # The same ways as there, the likeliest first; a change before what was added or lost.
            steps = [(1, 1)] if i and j else []
            steps += [(1, 0)] if i else []
            steps += [(0, 1)] if j else []
            costs = [self._cost_at(sounds, j, on, heard[i - up : i]) for up, on in steps]
            options = [
                (ways[i - up][j - on] + cost, place)
                for place, ((up, on), cost) in enumerate(zip(steps, costs, strict=True))
            ]
            place = min(options)[1]
            up, on = steps[place]
            found.append(Step(name[j - on : j], heard[i - up : i], costs[place]))
            i, j = i - up, j - on
        return found[::-1]

    def told(self, misheard: Misheard) -> str:
        """What became of the sounds of a name, in words."""
        steps = self.changes(misheard.heard, misheard.meant)
        changes = [step for step in steps if step[0] != step[1] and step[0] != " "]
        found = [
            f"{after} for {before}" if before and after else f"{after} added" if after else f"{before} lost"
            for before, after in dict.fromkeys(changes)
        ]
        return ", ".join(found) or "alike"

    def _cost_at(self, sounds: Sequence[str], place: int, on: int, heard: str) -> float:
        """What one step costs: from the sound before a place on, or of what is added there."""
        if on:
            return self._cost_of(sounds[place - 1], heard)
        return self._added.get(heard, {}).get(sounds[place - 1] if place else _START, _UNTOLD)

    def _cost_of(self, meant: str, heard: str) -> float:
        if meant == " ":
            return _NEVER if heard else 0.0
        return self._heard.get(meant, {}).get(heard, _UNTOLD)

    def _best(self, heard: str) -> float:
        """The most that a sound can add to a fit."""
        found = self._bests.get(heard)
        if found is None:
            least = min(self._cost_of(meant, heard) for meant in self._heard)
            found = self._bests[heard] = -least - self._usual.get(heard, -_UNTOLD)
        return found

    @cached_property
    def _many(self) -> ManyFits:
        from canonym.many_fits import ManyFits  # numpy: 50 ms, for who looks at many names

        return ManyFits(self._heard, self._added, _UNTOLD, _NEVER)


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
