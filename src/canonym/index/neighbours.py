"""Names that share windows of letters or of sounds with a mention, for many mentions at once.

Each key is weighed by how rare it is (IDF). The rarest keys of a mention are read first, until
they have given as many names as its budget allows; one sort adds up what each name shares, the
cosine of the two vectors of weights orders them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import Ints, beginnings, best, spread
from canonym.index.mapped import IndexFile
from canonym.index.section import Section
from canonym.index.weigh import idf

Floats = npt.NDArray[np.float32]

# Weights are added up as whole numbers in these shares of one, so that no order of adding, and no
# other mention beside, changes a sum.
_SHARES = 64
_MOST_SHARES = 60_000
_MOST = np.uint64(0xFFFF)
_16, _48 = np.uint64(16), np.uint64(48)
# A key that more names have than this tells nothing, even if it is the rarest that a mention has.
_MOST_OF_ONE_KEY = 4000


class Found(NamedTuple):
    """Forms found, by mention and best first: which mention, which form, and its cosine."""

    mention: Ints
    form: Ints
    cosine: Floats

    def only(self, places: Ints) -> Found:
        """What was found at some places."""
        return Found(self.mention[places], self.form[places], self.cosine[places])


class Neighbours:
    """The windows of an index as numpy arrays over the file's own memory."""

    def __init__(self, file: IndexFile) -> None:
        self._keys: npt.NDArray[np.uint32] = np.frombuffer(file.section("window_key", "I").whole(), "<u4")
        self._at: npt.NDArray[np.uint32] = np.frombuffer(file.section("window_at", "I").whole(), "<u4")
        self._norms: Floats = np.frombuffer(file.section("window_norm", "f").whole(), "<f4")
        self._posts = Column(file.section("window_post", "I"), "<u4")
        # By how many forms a key has: there are few such numbers.
        self._weights: dict[int, float] = {}

    def find(self, keys: Sequence[Sequence[int]], budgets: Sequence[int], limits: Sequence[int]) -> Found:
        """The forms nearest to each of several mentions, which are given by their keys.

        `budgets` tell how many postings may be read for each, `limits` how many forms are wanted.
        """
        none = Found(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
        postings: list[npt.NDArray[np.uint32]] = []
        marks: list[int] = []
        counts: list[int] = []
        lengths = [1.0] * len(keys)
        for mention, (spans, budget) in enumerate(zip(self._spans(keys), budgets, strict=True)):
            weights = [self._weight(count) for count, _ in spans]
            lengths[mention] = math.sqrt(sum(weights)) or 1.0
            left = budget
            for (count, start), weight in zip(spans, weights, strict=True):
                # The rarest key is read in any case, unless it tells nothing.
                if count > left and (left < budget or count > _MOST_OF_ONE_KEY):
                    break
                left -= count
                postings.append(self._posts.read(start, start + count))
                marks.append(mention << 48 | min(int(weight * _SHARES), _MOST_SHARES))
                counts.append(count)
        if not postings:
            return none
        # Of each posting: mention, form, share.
        packed = np.concatenate(postings, dtype=np.uint64)
        packed <<= _16
        packed |= np.array(marks, np.uint64).repeat(counts)
        packed.sort()
        pairs = packed >> _16
        starts = beginnings(pairs)
        packed &= _MOST
        sums = np.add.reduceat(packed, starts).astype(np.float32)
        pairs = pairs[starts].view(np.int64)
        mentions, forms = pairs >> 32, pairs & 0xFFFFFFFF
        sums /= self._norms[forms]
        cosine = np.minimum(sums / (_SHARES * np.array(lengths, np.float32))[mentions], np.float32(1))
        kept = best(mentions, cosine, limits)
        return Found(mentions[kept], forms[kept], cosine[kept])

    def _spans(self, keys: Sequence[Sequence[int]]) -> Iterator[list[tuple[int, int]]]:
        """For each mention how many forms have each of its keys, and where these stand: rarest first."""
        sizes = [len(found) for found in keys]
        wanted = np.fromiter(chain.from_iterable(keys), np.uint32, sum(sizes))
        places = self._keys.searchsorted(wanted)
        known = self._keys.take(places, mode="clip") == wanted if len(self._keys) else places < 0
        starts = self._at.take(places)
        # Of a key that no form has nothing is read.
        counts = (self._at.take(places + 1, mode="clip") - starts) * known
        spans = zip(counts.tolist(), starts.tolist(), strict=True)
        for size in sizes:
            yield sorted(span for span in islice(spans, size) if span[0])

    def _weight(self, count: int) -> float:
        """How much a key tells that so many forms have, squared."""
        weight = self._weights.get(count)
        if weight is None:
            weight = self._weights[count] = float(idf(np.array([count]), len(self._norms))[0]) ** 2
        return weight


class Column:
    """A section as a numpy array; what is read of it is checked."""

    def __init__(self, section: Section, kind: str) -> None:
        self._section = section
        self.data: npt.NDArray[Any] = np.frombuffer(section.data, kind)

    def read(self, start: int, stop: int) -> npt.NDArray[Any]:
        """The numbers of [start, stop)."""
        self._section.check(start, stop)
        return self.data[start:stop]

    def at(self, places: Ints) -> npt.NDArray[Any]:
        """The numbers at some places."""
        self._section.check_each(places)
        return self.data[places]

    def ranges(self, starts: Ints, counts: Ints) -> npt.NDArray[Any]:
        """The numbers of several ranges, one behind the other."""
        self._section.check_ranges(starts, starts + counts)
        found: npt.NDArray[Any] = self.data[spread(starts, counts)]
        return found

    def texts(self, starts: npt.NDArray[np.uint32], stops: npt.NDArray[np.uint32]) -> list[str]:
        """The lines of text that stand in several ranges of bytes."""
        self._section.check_ranges(starts, stops)
        data = self._section.data
        pieces = [data[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
        # One text to decode, not hundreds.
        return str(b"\n".join(pieces), "ascii").split("\n") if pieces else []
