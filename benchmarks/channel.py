"""Learn which sounds become which, of pairs of what is heard and what was meant.

Each sound that was meant becomes one of the heard sounds or none, and sounds are added between; how
often, is what makes the pairs likeliest (Ristad and Yianilos, Learning String-Edit Distance, 1998),
here with conditional probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Codes = npt.NDArray[np.int64]

_TURNS = 10
# The share of pairs, the worst, that are noise: titles, nicknames, other people.
_NOISE = 0.07
# What all readings together do to a sound counts as much as it does so many times in one.
_PRIOR = 8.0
# And as many that have it in any other place.
_ELSEWHERE = 8.0

# What is heard, and what was meant: sounds, each by itself.
Sequences = tuple[Sequence[str], Sequence[str]]


class Alphabets(NamedTuple):
    """The sounds that may be heard, and those that may be meant; the first of either is none.

    `everywhere`: what is added is so whatever stands before it.
    """

    heard: Sequence[str]
    meant: Sequence[str]
    everywhere: bool = False


class Channel(NamedTuple):
    """Probabilities: `heard[meant, heard]`, `lost[meant]`, `added[meant, heard]` behind a sound, the first at
    the start, and `usual[heard]`."""

    heard: Floats
    lost: Floats
    added: Floats
    usual: Floats


def learn(pairs: Sequence[Sequences], alphabets: Alphabets, prior: Channel | None = None) -> Channel:
    """The channel that makes the heard sounds likeliest, given those of the names.

    `prior` is what other languages do, which counts for as much as some pairs of its own.
    """
    heard, heard_at = _encoded([pair[0] for pair in pairs], alphabets.heard)
    meant, meant_at = _encoded([pair[1] for pair in pairs], alphabets.meant)
    size, others = len(alphabets.heard), len(alphabets.meant)
    own = np.array([alphabets.meant.index(sound[:1]) for sound in alphabets.meant])
    usual = np.bincount(heard[heard > 0], minlength=size) + 1.0
    usual /= usual.sum()
    same = np.array([[one[:1] == two for two in alphabets.heard] for one in alphabets.meant])
    start = prior or Channel(
        0.3 / size + 0.6 * same, np.full(others, 0.1), np.full((others, size), 0.2 / size), usual
    )
    channel = start._replace(usual=usual)
    for _ in range(_TURNS):
        channel = _turn(
            channel, heard, heard_at, meant, meant_at, prior, everywhere=alphabets.everywhere, own=own
        )
    return channel


def _turn(
    channel: Channel,
    heard: Codes,
    heard_at: Codes,
    meant: Codes,
    meant_at: Codes,
    prior: Channel | None,
    *,
    everywhere: bool,
    own: Codes,
) -> Channel:
    """One turn of expectation maximization, all pairs at once: every array has a column a pair.

    `own`: each sound without the mark of its place.
    """
    pairs, long = heard.shape
    wide = meant.shape[1]
    swap = [[channel.heard[meant[:, j], heard[:, i]] for j in range(wide)] for i in range(long)]
    lose = [channel.lost[meant[:, j]] for j in range(wide)]
    start = np.zeros(pairs, np.int64)
    begun = [start, *(meant[:, j] for j in range(wide))]
    add = [[channel.added[begun[j], heard[:, i]] for j in range(wide + 1)] for i in range(long)]
    before, behind = np.zeros((2, long + 1, wide + 1, pairs))
    for i in range(long + 1):
        for j in range(wide + 1):
            here = before[i, j]
            if i == j == 0:
                here += 1
            if i and j:
                here += before[i - 1, j - 1] * swap[i - 1][j - 1]
            if i:
                here += before[i - 1, j] * add[i - 1][j]
            if j:
                here += before[i, j - 1] * lose[j - 1]
    for i in reversed(range(long + 1)):
        for j in reversed(range(wide + 1)):
            here = behind[i, j]
            here += (heard_at == i) & (meant_at == j)
            if i < long and j < wide:
                here += behind[i + 1, j + 1] * swap[i][j]
            if i < long:
                here += behind[i + 1, j] * add[i][j]
            if j < wide:
                here += behind[i, j + 1] * lose[j]
    total = before[heard_at, meant_at, np.arange(pairs)]
    likely = np.log(np.maximum(total, 1e-300)) / np.maximum(heard_at, 1)
    weight = np.where(likely > np.quantile(likely, _NOISE), 1 / np.maximum(total, 1e-300), 0)
    swapped, lost = np.full_like(channel.heard, 0.01), np.full_like(channel.lost, 0.05)
    added = np.full_like(channel.added, 0.01)
    for i in range(long + 1):
        for j in range(wide + 1):
            here = before[i, j] * weight
            if i < long and j < wide:
                np.add.at(swapped, (meant[:, j], heard[:, i]), here * swap[i][j] * behind[i + 1, j + 1])
            if i < long:
                np.add.at(added, (begun[j], heard[:, i]), here * add[i][j] * behind[i + 1, j])
            if j < wide:
                np.add.at(lost, meant[:, j], here * lose[j] * behind[i, j + 1])
    if not everywhere:
        _lean_on_other_places(swapped, lost, own)
    if prior is not None:
        swapped += _PRIOR * prior.heard
        lost += _PRIOR * prior.lost
        added += _PRIOR * prior.added
    each = swapped.sum(axis=1) + lost
    met = each.copy()
    met[0] = np.count_nonzero(weight)
    if prior is not None:
        met[0] += _PRIOR
    if everywhere:
        added = np.tile(added.sum(axis=0) / each.sum(), (len(added), 1))
    else:
        added /= met[:, None]
    return Channel(swapped / each[:, None], lost / each, added, channel.usual)


def _lean_on_other_places(swapped: Floats, lost: Floats, own: Codes) -> None:
    """Count with each sound in a place what becomes of it in all places: few names have each of them."""
    everywhere, gone = np.zeros_like(swapped), np.zeros_like(lost)
    np.add.at(everywhere, own, swapped)
    np.add.at(gone, own, lost)
    each = everywhere.sum(axis=1) + gone
    each[each == 0] = 1
    swapped += _ELSEWHERE * (everywhere / each[:, None])[own]
    lost += _ELSEWHERE * (gone / each)[own]


def _encoded(texts: Sequence[Sequence[str]], alphabet: Sequence[str]) -> tuple[Codes, Codes]:
    """Sounds as their places in the alphabet, padded with 0, and how many each text has."""
    number = {sound: place for place, sound in enumerate(alphabet)}
    codes = np.zeros((len(texts), max(map(len, texts))), np.int64)
    for row, text in enumerate(texts):
        codes[row, : len(text)] = [number[sound] for sound in text]
    return codes, np.array([len(text) for text in texts])
