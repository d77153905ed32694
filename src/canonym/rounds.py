"""Compare mentions with names that share windows with them, many at once, in two rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from canonym.index.arrays import Ints, beginnings, best, run_lengths
from canonym.index.neighbours import Found
from canonym.nearness import Nearness
from canonym.parts import numbered
from canonym.rough import Heard

Values = npt.NDArray[np.float32]

Flags = npt.NDArray[np.bool_]

# How much it counts in the first round that a name contains the mention, or the mention a name.
_CONTAINED = 0.3
_LINE_FEED, _SPACE, _ZERO, _NINE = b"\n 09"


class Texts(NamedTuple):
    """Folds of names: as texts, and as bytes with a line feed behind each; from where to where each
    stands there, with its line feed."""

    lines: list[str]
    letters: npt.NDArray[np.uint8]
    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, letters: npt.NDArray[np.uint8], counts: Ints) -> Texts:
        """Texts of so many letters each, with a byte behind each that becomes a line feed."""
        ends = (counts + 1).cumsum()
        letters[ends - 1] = _LINE_FEED
        # One text to decode, not hundreds.
        return cls(str(letters.tobytes(), "ascii").split("\n")[:-1], letters, ends - counts - 1, ends)

    def may_have_designator(self) -> Flags:
        """Which have a digit, or a single letter at either end."""
        letters, starts = self.letters, self.starts
        found: Flags = np.logical_or.reduceat((letters >= _ZERO) & (letters <= _NINE), starts)
        second = letters[starts + 1]
        # Behind a text of one letter stands a line feed; before the first one there is none.
        found |= (second == _SPACE) | (second == _LINE_FEED)
        found |= letters[self.ends - 3] == _SPACE
        return found


def alike(scorer: Any, mentions: Sequence[str], texts: Sequence[str], mention: Ints) -> Values:
    """How alike each text is to its mention, 0 to 1. `mention` is sorted."""
    found = np.empty(len(texts), np.float32)
    starts = mention.searchsorted(np.arange(len(mentions) + 1)).tolist()
    for text, start, stop in zip(mentions, starts, starts[1:], strict=False):
        if start < stop:
            found[start:stop] = process.cdist((text,), texts[start:stop], scorer=scorer)[0]
    return found / np.float32(100)


def letters_alike(folds: Sequence[str], texts: Sequence[str], mention: Ints) -> Values:
    """How alike the letters of each text and its mention are without their spaces."""
    joined = "\n".join(texts).replace(" ", "").split("\n") if texts else []
    return alike(fuzz.ratio, [fold.replace(" ", "") for fold in folds], joined, mention)


def words_alike(folds: Sequence[str], texts: Sequence[str], mention: Ints, letters: Values) -> Values:
    """How alike the words are, or the letters if that is more: Xin Jian and Xinjian differ in none."""
    several = [" " in fold for fold in folds]
    # Of two single words the words are what the letters are.
    places = [
        place
        for place, (text, number) in enumerate(zip(texts, mention.tolist(), strict=True))
        if " " in text or several[number]
    ]
    words = letters.copy()
    if places:
        own = alike(fuzz.token_set_ratio, folds, [texts[place] for place in places], mention[places])
        words[places] = np.maximum(own, letters[places])
    return words


def first_round(found: Found, letters: Values, compared: Sequence[int]) -> Ints:
    """The places of the names that share most and whose letters look most alike. That one contains the
    other counts as well: of several words one may be all that was written."""
    if not len(found.mention):
        return found.mention
    starts = beginnings(found.mention)
    most = np.maximum.reduceat(found.cosine, starts).repeat(run_lengths(starts, len(found.mention)))
    likely = found.cosine / most + letters + _CONTAINED * np.minimum(found.contained, 1)
    return best(found.mention, likely / (2 + _CONTAINED), compared)


def without_other_designators(
    found: Found, texts: Texts, letters: Values, folds: Sequence[str], spaced: Sequence[bool], kept: Ints
) -> Ints:
    """Leave out the mention's own form, which is found by its key, and names that differ in a
    number or in a single letter at either end.

    `spaced` tells where a mention's spaces are the writer's: 拉布拉斯克 ends in no single letter,
    whatever syllables ICU makes of it.
    """
    if not len(kept):
        return kept
    numbers = [numbered(fold) for fold in folds]
    ends = [_single_ends(fold) if own else _NO_ENDS for fold, own in zip(folds, spaced, strict=True)]
    telling = np.array([bool(number) or end != _NO_ENDS for number, end in zip(numbers, ends, strict=True)])
    mention = found.mention[kept]
    # Few have anything to look at.
    doubtful = texts.may_have_designator()[kept] | telling[mention] | (letters[kept] == 1)
    stays = ~doubtful
    places = doubtful.nonzero()[0]
    for place, number in zip(places.tolist(), mention[places].tolist(), strict=True):
        text = texts.lines[kept[place]]
        stays[place] = (
            text != folds[number]
            and (not spaced[number] or _single_ends(text) == ends[number])
            and numbered(text) == numbers[number]
        )
    left: Ints = kept[stays]
    return left


_NO_ENDS = ("", "")


def _single_ends(fold: str) -> tuple[str, str]:
    """The single letters that a name begins and ends with. Amid a name they are particles, and need
    not be the same: Pul-e Khumri, Pul-i-Khumri."""
    return fold[:1] if fold[1:2] in ("", " ") else "", fold[-1:] if fold[-2:-1] == " " else ""


def nearness_of(
    found: Found, letters: Values, words: Values, heard: Sequence[Heard], rough: Sequence[str]
) -> Values:
    """The fields of Nearness, a row a form. `heard` is what rough ears hear of each mention; of each
    form `rough` has two lines: what the hard one hears, and the consonants that the soft one does."""
    values = np.empty((len(rough) // 2, len(Nearness._fields)), np.float32)
    values[:, 0], values[:, 1], values[:, 2] = found.cosine, words, letters
    values[:, 3] = alike(fuzz.ratio, [own.hard for own in heard], rough[::2], found.mention)
    values[:, 4] = alike(fuzz.ratio, [own.soft_bones for own in heard], rough[1::2], found.mention)
    return values
