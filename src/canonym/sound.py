"""From spellings to sounds, from sounds to keys, and how far two sounds are apart.

Sounds are compared in three forms, each coarser than the one before:

- *fine*: the sounds as a reading writes them, `kastsjukoviCi`
- *coarse*: pairs that spellings confuse made one (voiced and voiceless, all sibilants, a and o,
  e and i and y), no j, nothing double: `kasukafisi`
- *skeleton*: the consonants of the coarse form, and A for a vowel at the start: `kskfs`

The skeleton, with r for l as Japanese has it, is the sound key: it finds candidates and decides
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from canonym.characters import load_characters
from canonym.confusion import Confusions
from canonym.records import Reading
from canonym.rules import Rules

# Spaces, hyphens, and the marks that Chinese and Japanese put between the parts of a foreign name.
_BETWEEN_WORDS = re.compile(r"[\s\-·・･•‧゠＝=]+")
_AFFRICATE = re.compile("[td][sSzZcC]")
_MERGED = str.maketrans("bdgxhvwzSZcCoOeEy", "ptkkkffsssssaaiii", "j ")
_DOUBLE = re.compile(r"(.)\1+")
_ALL_VOWELS = "aeiouyEO"
_CONSONANTS = "ptbdkgfvszSZxhcCmnlrw"
_NO_VOWELS = str.maketrans("", "", _ALL_VOWELS)
_VOWELS = str.maketrans("", "", "aiu")
# Words that a reading remembers: some 200 bytes each.
_REMEMBERED = 1024
# A key this short gets no deletions: too many names would share them.
_SHORT_KEY = 4


class Ear:
    """A reading ready to listen with. Hold one for many names: it compiles the rules once, and remembers
    the words that it heard last, since given names and the like come again and again."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._rules = Rules(f"reading-{reading.id}", reading.rules)
        self._word = lru_cache(_REMEMBERED)(self._hear_word)

    @cached_property
    def characters(self) -> dict[int, str]:
        """How it reads Chinese characters, if ICU doesn't."""
        return load_characters(self.reading.id)

    def hear(self, text: str) -> str:
        """The sounds of a text, its words still apart; nothing but sounds and spaces."""
        return " ".join(filter(None, map(self._word, _BETWEEN_WORDS.split(text))))

    def _hear_word(self, word: str) -> str:
        return self._rules.word(word.translate(self.characters))


class SoundDifference(NamedTuple):
    """How two sounds differ: whole numbers that a reader can check with a finger.

    `consonants`: consonants changed, added or lost; `vowels`: the same for vowels; `near`:
    sounds that spellings confuse anyway (d for t, o for a, a j). `length`: sounds of the longer.
    """

    consonants: int
    vowels: int
    near: int
    length: int

    @property
    def share(self) -> float:
        """The share of sounds that differ; a vowel counts half, what spellings confuse little."""
        return (self.consonants + 0.5 * self.vowels + 0.1 * self.near) / max(self.length, 1)

    def __str__(self) -> str:
        counts = ((self.consonants, "consonant"), (self.vowels, "vowel"), (self.near, "near sound"))
        found = [f"{count} {what}{'s' if count > 1 else ''}" for count, what in counts if count]
        return f"differing in {' and '.join(found)}" if found else "alike"


def coarse(sounds: str) -> str:
    """Sounds without the differences that spellings confuse."""
    return _DOUBLE.sub(r"\1", _AFFRICATE.sub("s", sounds).translate(_MERGED))


def skeleton(coarse_sounds: str) -> str:
    """The consonants of coarse sounds; a vowel at the start stays as A."""
    bones = coarse_sounds.translate(_VOWELS)
    return "A" + bones if coarse_sounds[:1] in ("a", "i", "u") else bones


def onset(fine: str) -> str:
    """The consonants that fine sounds begin with, an affricate as one and no glides."""
    single = _AFFRICATE.sub("C", fine).replace("j", "")
    return single[: len(single) - len(single.lstrip(_CONSONANTS))]


def consonants(fine: str) -> str:
    """The consonants of fine sounds; a vowel at the start stays as A."""
    single = _DOUBLE.sub(r"\1", _AFFRICATE.sub("C", fine).replace("j", ""))
    bones = single.translate(_NO_VOWELS)
    return "A" + bones if single[:1] in _ALL_VOWELS else bones


def deletions(key: str) -> Iterable[str]:
    """A key and what is left of it with any one letter gone."""
    found = {key: None}
    if len(key) >= _SHORT_KEY:
        found |= dict.fromkeys(key[:place] + key[place + 1 :] for place in range(len(key)))
    return found


class Sounds:
    """One sound in its three forms, each made once, and the key that it is found by.

    `confusions`: what becomes of the sounds of other languages where this was heard, if known.
    """

    __slots__ = ("bones", "coarse", "confusions", "fine", "key", "parts")

    def __init__(self, fine: str, confusions: Confusions | None = None) -> None:
        self.confusions = confusions
        self.parts = fine.split(" ")
        self.fine = "".join(self.parts)
        self.coarse = coarse(self.fine)
        self.bones = skeleton(self.coarse)
        self.key = self.bones.replace("l", "r")

    def part_keys(self) -> list[str]:
        """The keys of its parts, if it has several; single letters tell nothing."""
        if len(self.parts) == 1:
            return []
        keys = (skeleton(coarse(part)).replace("l", "r") for part in self.parts)
        return list(dict.fromkeys(key for key in keys if len(key) > 1))

    def meant(
        self, pieces: Iterable[str], *, wide: int = 1
    ) -> tuple[Mapping[str, float], list[Mapping[str, float]]]:
        """The sound keys that names heard so may have, with what each costs: as a whole, and those of the
        parts that it may be made of, by the sounds of these `pieces`, `wide` times as many as usual; single
        consonants tell nothing."""
        if self.confusions is None:
            return {}, []
        parts = dict.fromkeys(map(consonants, pieces))
        return (
            self.confusions.meant(consonants(self.fine)),
            [self.confusions.meant(part, wide=wide) for part in parts if len(part) > 1],
        )


def difference(first: Sounds, second: Sounds) -> SoundDifference:
    """How two sounds differ, counted by Levenshtein's distance on each of the three forms."""
    from rapidfuzz.distance.Levenshtein import distance  # only a name without an exact match needs it

    length = max(len(first.fine), len(second.fine))
    if first.fine == second.fine:
        return SoundDifference(0, 0, 0, length)
    consonants = distance(first.bones, second.bones)
    coarse_edits = max(consonants, distance(first.coarse, second.coarse))
    fine_edits = max(coarse_edits, distance(first.fine, second.fine))
    return SoundDifference(consonants, coarse_edits - consonants, fine_edits - coarse_edits, length)


def nearest(heard: Iterable[Sounds], other: str) -> tuple[int, Sounds] | None:
    """Of several sounds the one with the fewest fine differences from another, and how many.

    None where even that one differs in more than half of its sounds.
    """
    from rapidfuzz.distance.Levenshtein import distance

    best, fewest = None, len(other) // 2 + 1
    for sounds in heard:
        found = distance(sounds.fine, other, score_cutoff=fewest)
        if found < fewest:
            best, fewest = sounds, found
    return None if best is None else (fewest, best)
