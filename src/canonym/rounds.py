"""Compare mentions with names that share windows with them, many at once, in two rounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from canonym.index.arrays import Ints, beginnings, best, run_lengths
from canonym.index.neighbours import Found
from canonym.parts import numbered
from canonym.rough import bones, hard, soft

Values = npt.NDArray[np.float32]

# How much the letters count in the first round, beside the words and what the windows share.
_LETTERS = 0.5
_DIGIT = re.compile(r"\d")


def alike(scorer: Any, mentions: Sequence[str], texts: Sequence[str], mention: Ints) -> Values:
    """How alike each text is to its mention, 0 to 1."""
    if not texts:
        return np.empty(0, np.float32)
    if len(mentions) == 1:
        found = process.cdist(mentions, texts, scorer=scorer)[0]
    else:
        own = [mentions[number] for number in mention.tolist()]
        found = process.cpdist(own, texts, scorer=scorer)
    return np.asarray(found, np.float32) / np.float32(100)


def spelled_alike(folds: Sequence[str], texts: Sequence[str], mention: Ints) -> tuple[Values, Values]:
    """How alike the letters of each text and its mention are without their spaces, and how alike
    their words: Xin Jian and Xinjian differ in none."""
    if not texts:
        return np.empty(0, np.float32), np.empty(0, np.float32)
    joined = "\n".join(texts).replace(" ", "").split("\n")
    letters = alike(fuzz.ratio, [fold.replace(" ", "") for fold in folds], joined, mention)
    words = alike(fuzz.token_set_ratio, folds, texts, mention)
    return letters, np.maximum(words, letters)


def first_round(found: Found, letters: Values, words: Values, compared: Sequence[int]) -> Ints:
    """The places of the names that share most and look most alike."""
    if not len(found.mention):
        return found.mention
    starts = beginnings(found.mention)
    most = np.maximum.reduceat(found.cosine, starts).repeat(run_lengths(starts, len(found.mention)))
    return best(found.mention, (found.cosine / most + words + _LETTERS * letters) / (2 + _LETTERS), compared)


def only(found: Found, texts: list[str], kept: Ints) -> tuple[Found, list[str]]:
    """Some of what was found, with its texts."""
    return (
        Found(found.mention[kept], found.form[kept], found.cosine[kept]),
        [texts[place] for place in kept.tolist()],
    )


def without_other_designators(
    found: Found, texts: list[str], folds: Sequence[str], spaced: Sequence[bool], kept: Ints
) -> Ints:
    """Leave out the mention's own form, which is found by its key, and names that differ in a
    number or in a single letter at either end.

    `spaced` tells where a mention's spaces are the writer's: 拉布拉斯克 ends in no single letter,
    whatever syllables ICU makes of it.
    """
    kept_texts = [texts[place] for place in kept.tolist()]
    digits = _DIGIT.search(" ".join((*folds, *kept_texts))) is not None
    numbers = [numbered(fold) for fold in folds]
    ends = [_single_ends(fold) for fold in folds]
    return np.array(
        [
            place
            for place, text, number in zip(
                kept.tolist(), kept_texts, found.mention[kept].tolist(), strict=True
            )
            if text != folds[number]
            and (not spaced[number] or _single_ends(text) == ends[number])
            and (not digits or numbered(text) == numbers[number])
        ],
        np.int64,
    )


def _single_ends(fold: str) -> tuple[str, str]:
    """The single letters that a name begins and ends with. Amid a name they are particles, and need
    not be the same: Pul-e Khumri, Pul-i-Khumri."""
    return fold[:1] if fold[1:2] in ("", " ") else "", fold[-1:] if fold[-2:-1] == " " else ""


def nearness_of(
    found: Found, texts: list[str], letters: Values, words: Values, folds: Sequence[str]
) -> Values:
    """The fields of Nearness, a row a form."""
    # Mentions and names are heard together: a call of an ear costs more than what it hears.
    lines = "\n".join((*folds, *texts)) + "\n"
    heard_hard, heard_soft = hard(lines).split("\n")[:-1], bones(soft(lines)).split("\n")[:-1]
    count = len(folds)
    return np.stack(
        [
            found.cosine,
            words,
            letters,
            alike(fuzz.ratio, heard_hard[:count], heard_hard[count:], found.mention),
            alike(fuzz.ratio, heard_soft[:count], heard_soft[count:], found.mention),
        ],
        axis=1,
    )
