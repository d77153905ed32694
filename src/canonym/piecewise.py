"""Of many names in another script those whose parts fit the parts of a mention best, in whatever order they
stand, and whatever else either has: Миттеран Франсуа, Джон Уинстон Леннон."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from canonym.sound import Sounds


def fitting_in_parts(sounds: Sounds, names: Sequence[str], most: int) -> list[int]:
    """The numbers of so many names, as they sound, the best first: by the sum of how well each part of a
    mention fits that part of the name which it fits best (nats). Names of one part are passed over."""
    if sounds.confusions is None or len(sounds.parts) < 2:
        return []
    words: dict[str, int] = {}
    places: list[int] = []
    starts: list[int] = []
    numbers: list[int] = []
    for number, name in enumerate(names):
        parts = name.split(" ")
        if len(parts) > 1:
            numbers.append(number)
            starts.append(len(places))
            places += [words.setdefault(part, len(words)) for part in parts]
    if not numbers:
        return []
    spelled = list(words)
    total = np.zeros(len(numbers))
    for part in sounds.parts:
        fits = np.maximum(sounds.confusions.fits(part, spelled), 0)
        total += np.maximum.reduceat(fits[places], starts)
    best = np.argsort(-total, kind="stable")[:most].tolist()
    return [numbers[place] for place in best if total[place] > 0]
