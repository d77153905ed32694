"""Made-up places that look like real ones: real names with syllables of their neighbours.

A made-up name keeps the words that are common in its country and script ("San", "Nowa", "市") and swaps
most syllables of the others for syllables from the same part of other words there. So lengths, letters
and how often each group of letters occurs stay as they are in real names.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import name as letter_name
from unicodedata import normalize

from benchmarks.sample import Place

_WITH_VOWELS = ("LATIN", "CYRILLIC", "GREEK")
_WITHOUT_ALPHABET = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")
_VOWELS = frozenset("aeiouyæœøıəаеёиоуыэюяіїєαεηιουω")
# How many of a word's syllables are swapped, and how many tries a name has to become another.
_SWAPPED = 0.7
_TRIES = 4
# A word is common if more than this share of its country's names in its script have it.
_COMMON_SHARE = 0.001
_COMMON_LEAST = 5


class _Region(NamedTuple):
    """What the names of one country in one style of writing are made of."""

    words: Counter[str]
    syllables: dict[str, list[str]]
    names: list[int]  # one number: how many there are

    def is_common(self, word: str) -> bool:
        return self.words[word] > max(_COMMON_LEAST, self.names[0] * _COMMON_SHARE)


class Maker:
    """Makes places after the model of real ones, the same for the same seed."""

    def __init__(self, models: Sequence[Place], seed: int) -> None:
        self._models = models
        self._seed = seed
        self._regions: dict[tuple[str, str, str], _Region] = defaultdict(
            lambda: _Region(Counter(), defaultdict(list), [0])
        )
        for place in models:
            for name in place.names:
                self._learn(self._regions[place.country, *_style(name)], name)

    def places(self, each: int) -> Iterator[Place]:
        """So many made-up places for each real one, one after the other."""
        for place in self._models:
            for copy in range(each):
                chance = random.Random(f"{self._seed}/{place.id}/{copy}")
                names = dict.fromkeys(filter(None, (self._name(place, name, chance) for name in place.names)))
                if names:
                    yield Place(f"x{place.id}-{copy}", tuple(names), place.country, place.population)

    @staticmethod
    def _learn(region: _Region, name: str) -> None:
        region.names[0] += 1
        for word in name.split():
            region.words[word] += 1
            for part, syllable in _parts(syllables(word, _style(word)[0])):
                region.syllables[part].append(syllable)

    def _name(self, place: Place, name: str, chance: random.Random) -> str:
        """Another name like this one; empty if nothing in it can be swapped."""
        region = self._regions[place.country, *_style(name)]
        words = name.split()
        rare = [number for number, word in enumerate(words) if not region.is_common(word)]
        for _ in range(_TRIES):
            made = list(words)
            for number in rare or range(len(words)):
                made[number] = _swap(made[number], region, chance)
            # Made of signs alone, such as № and &, it would be no name.
            if made != words and any(map(str.isalnum, "".join(made))):
                return " ".join(made)
        return ""


def _swap(word: str, region: _Region, chance: random.Random) -> str:
    made = []
    for part, syllable in _parts(syllables(word, _style(word)[0])):
        known = region.syllables[part]
        swapped = known and chance.random() < _SWAPPED
        made.append(known[int(chance.random() * len(known))] if swapped else syllable)
    return "".join(made)


def _parts(found: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each syllable with the part of the word that it stands in."""
    last = len(found) - 1
    for number, syllable in enumerate(found):
        part = "whole" if not last else "start" if not number else "end" if number == last else "middle"
        yield part, syllable


def _style(name: str) -> tuple[str, str]:
    """Script and case of a name: codes and romanizations without capitals have their own pools."""
    first = next(filter(str.isalpha, name), "")
    case = "lower" if name.islower() else "upper" if name.isupper() else "title"
    return _script(first), case


@cache
def _script(letter: str) -> str:
    """The script as Unicode's names of letters begin: finer than the scripts that are reported."""
    return letter_name(letter, "").split(" ")[0] if letter else ""


@cache
def syllables(word: str, script: str) -> tuple[str, ...]:
    """A word cut after its vowels; where vowels are not written, into pieces of one or two letters."""
    if script in _WITH_VOWELS:
        vowel = [_is_vowel(letter) for letter in word]
        ends = [number + 1 for number in range(len(word) - 1) if vowel[number] and not vowel[number + 1]]
        if ends and not any(vowel[ends[-1] :]):
            ends.pop()  # consonants at the end belong to the last syllable
    else:
        step = 1 if script in _WITHOUT_ALPHABET else 2
        ends = list(range(step, len(word), step))
    return tuple(word[start:end] for start, end in pairwise((0, *ends, len(word))))


@cache
def _is_vowel(letter: str) -> bool:
    return normalize("NFD", letter)[0].lower() in _VOWELS
