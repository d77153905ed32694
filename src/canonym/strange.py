"""Consonants of a name that came out as nobody was ever heard to say them: then it is another name.

What becomes of sounds in another script is learnt from thousands of names, and vowels come out in many ways.
But a Serbian к that was an r in Latin letters was never met: Петковић is no Petrović, well as all else fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# Nobody errs in the first letter: if the consonants before the first vowel cost more than this, all told
# (nats), they are others.
_FIRST = 6.0
_VOWELS = frozenset("aeiouyEO")
# And the glides, and the h that many leave mute.
_SOFT = _VOWELS | frozenset("jwh ")
# That a hiss begins with a t or d is little difference, and so is dZ for the d before an i.
_AFFRICATES = frozenset(("tS", "tC", "ts", "tc", "dZ", "dz"))

# Any language may write Latin letters, and in most of them a c is a k: Carstens.
_LATIN_C = "ck"


class Step(NamedTuple):
    """What became of a sound that was meant, and what that costs (nats); one of the two is empty where it was
    lost, or added."""

    meant: str
    heard: str
    cost: float


def strange_consonants(steps: Sequence[Step], untold: float) -> int:
    """How many consonants became others, were added or lost at a cost that says that it was never met
    (`untold`); those before the first vowel count as one."""
    begun, found, first = 0.0, 0, True
    for place, step in enumerate(steps):
        sounds = step.meant + step.heard
        first = first and _VOWELS.isdisjoint(sounds)
        if _SOFT.issuperset(sounds) or sounds == _LATIN_C or _half_of_one(steps, place):
            continue
        if first:
            begun += step.cost
        else:
            found += step.cost >= untold
    return found + (begun > _FIRST)


def _half_of_one(steps: Sequence[Step], place: int) -> bool:
    """Whether a sound that was added or lost makes one with what stands beside it."""
    step = steps[place]
    if step.meant and step.heard:
        return False
    before, behind = (
        other.heard or other.meant
        for at in (place - 1, place + 1)
        for other in (steps[at] if 0 <= at < len(steps) else Step("", "", 0.0),)
    )
    sound = step.meant or step.heard
    return before + sound in _AFFRICATES or sound + behind in _AFFRICATES
