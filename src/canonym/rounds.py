"""Compare mentions with names that share windows with them, many at once, in two rounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from canonym.index.neighbours import Found, Ints
from canonym.rough import bones, hard, soft

Values = npt.NDArray[np.float32]

# How much the letters count in the first round, beside the words and what the windows share.
_LETTERS = 0.5
# A part with a digit, or one letter long, must be the same in both names.
_DESIGNATOR = re.compile(r"(?:^| )(?:[^ ](?= |$)|[^ \d]*\d[^ ]*)")


def alike(scorer: Any, mentions: Sequence[str], texts: Sequence[str], mention: Ints) -> Values:
    """How alike each text is to its mention, 0 to 1."""
    if not texts:
        return np.empty(0, np.float32)
    if len(mentions) == 1:
        found = process.cdist(mentions, texts, scorer=scorer, dtype=np.float32)[0]
    else:
        own = [mentions[number] for number in mention.tolist()]
        found = process.cpdist(own, texts, scorer=scorer, dtype=np.float32)
    return np.asarray(found, np.float32) / np.float32(100)


def first_round(found: Found, letters: Values, words: Values, compared: Sequence[int]) -> Ints:
    """The places of the names that share most and look most alike."""
    starts = np.searchsorted(found.mention, np.arange(len(compared)))
    if not len(found.mention):
        return found.mention
    most = found.cosine[np.minimum(starts, len(found.cosine) - 1)][found.mention]
    order = np.lexsort((found.form, -(found.cosine / most + words + _LETTERS * letters), found.mention))
    own = found.mention[order]
    kept: Ints = order[np.arange(len(order)) - starts[own] < np.asarray(compared)[own]]
    return kept


def only(found: Found, texts: list[str], kept: Ints) -> tuple[Found, list[str]]:
    """Some of what was found, with its texts."""
    return (
        Found(found.mention[kept], found.form[kept], found.cosine[kept]),
        [texts[place] for place in kept.tolist()],
    )


def without_other_designators(found: Found, texts: list[str], folds: Sequence[str], kept: Ints) -> Ints:
    """Leave out the mention's own form, which is found by its key, and names that differ in a
    number or in a single letter."""
    designators = [_DESIGNATOR.findall(fold) for fold in folds]
    mentions = found.mention[kept].tolist()
    return np.array(
        [
            place
            for place, number in zip(kept.tolist(), mentions, strict=True)
            if (text := texts[place]) != folds[number] and _DESIGNATOR.findall(text) == designators[number]
        ],
        np.int64,
    )


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
