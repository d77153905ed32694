"""Names that share windows of letters or of sounds with a mention, for many mentions at once.

Each key is weighed by how rare it is (IDF). The rarest keys of a mention are read first, until
they have given as many names as its budget allows; one sort adds up what each name shares, the
cosine of the two vectors of weights orders them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from canonym.index.mapped import IndexFile
from canonym.index.section import Section
from canonym.index.weigh import idf

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# Weights are added up as whole numbers in these shares of one, so that no order of adding, and no
# other mention beside, changes a sum.
_SHARES = 64
_MOST = np.uint64(0xFFFF)
_16, _48 = np.uint64(16), np.uint64(48)


class Found(NamedTuple):
    """Forms found, by mention and best first: which mention, which form, and its cosine."""

    mention: Ints
    form: Ints
    cosine: Floats


class Neighbours:
    """The windows of an index as numpy arrays over the file's own memory."""

    def __init__(self, file: IndexFile) -> None:
        self._keys: npt.NDArray[np.uint32] = np.frombuffer(file.section("window_key", "I").whole(), "<u4")
        self._at: npt.NDArray[np.uint32] = np.frombuffer(file.section("window_at", "I").whole(), "<u4")
        self._norms: Floats = np.frombuffer(file.section("window_norm", "f").whole(), "<f4")
        self._posts = Column(file.section("window_post", "I"), "<u4")

    def find(self, keys: Sequence[Sequence[int]], budgets: Sequence[int], limits: Sequence[int]) -> Found:
        """The forms nearest to each of several mentions, which are given by their keys.

        `budgets` tell how many postings may be read for each, `limits` how many forms are wanted.
        """
        none = Found(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
        if not len(self._keys):
            return none
        sizes = [len(found) for found in keys]
        wanted = np.fromiter((key for found in keys for key in found), np.uint32, sum(sizes))
        mention = np.repeat(np.arange(len(keys)), sizes) if len(keys) > 1 else np.zeros(len(wanted), np.int64)
        places = np.searchsorted(self._keys, wanted)
        places[places == len(self._keys)] = 0
        known = self._keys[places] == wanted
        places, mention = places[known], mention[known]
        if not len(places):
            return none
        starts = self._at[places].astype(np.int64)
        counts = self._at[places + 1] - starts
        weights = idf(counts, len(self._norms)) ** 2
        lengths = np.sqrt(np.bincount(mention, weights=weights, minlength=len(keys))).astype(np.float32)
        # Rarest first within each mention.
        order = np.argsort(mention << 32 | counts, kind="stable")
        mention, starts, counts, weights = mention[order], starts[order], counts[order], weights[order]
        read = np.cumsum(counts)
        first = beginnings(mention)
        before = np.repeat((read - counts)[first], run_lengths(first, len(read)))
        inside = read - before <= np.asarray(budgets)[mention]
        inside[first] |= counts[first] <= _MOST_OF_ONE_KEY
        mention, starts, counts, weights = mention[inside], starts[inside], counts[inside], weights[inside]
        if not len(starts):
            return none
        forms = self._posts.ranges(starts, counts)
        shares = np.minimum(weights * _SHARES, 60_000).astype(np.uint64)
        packed = np.repeat(mention.astype(np.uint64) << _48 | shares, counts) | forms.astype(np.uint64) << _16
        packed.sort()
        pairs = packed >> _16
        starts = beginnings(pairs)
        sums = np.add.reduceat(packed & _MOST, starts).astype(np.float32)
        pairs = pairs[starts].astype(np.int64)
        mention, forms = pairs >> 32, pairs & 0xFFFFFFFF
        cosine = sums / (_SHARES * self._norms[forms] * lengths[mention])
        return _best(mention, forms, np.minimum(cosine, 1).astype(np.float32), limits)


def run_lengths(starts: Ints, total: int) -> Ints:
    """How long the runs are that begin at some places, of so many values in all."""
    found = np.empty(len(starts), np.int64)
    np.subtract(starts[1:], starts[:-1], out=found[:-1])
    found[-1:] = total - starts[-1:]
    return found


def beginnings(values: npt.NDArray[Any]) -> Ints:
    """Where runs of equal values begin."""
    fresh = np.empty(len(values), bool)
    fresh[:1] = True
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return np.flatnonzero(fresh)


# A key that more names have than this tells nothing, even if it is the rarest that a mention has.
_MOST_OF_ONE_KEY = 4000


def _best(mention: Ints, forms: Ints, cosine: Floats, limits: Sequence[int]) -> Found:
    """The forms of each mention with the highest cosine, equal ones in their order."""
    mentions = len(limits)
    order = np.lexsort((forms, -cosine, mention)) if mentions > 1 else np.argsort(-cosine, kind="stable")
    mention, forms, cosine = mention[order], forms[order], cosine[order]
    starts = np.searchsorted(mention, np.arange(mentions))
    kept = np.arange(len(mention)) - starts[mention] < np.asarray(limits)[mention]
    return Found(mention[kept], forms[kept], cosine[kept])


class Column:
    """A section as a numpy array; what is read of it is checked."""

    def __init__(self, section: Section, kind: str) -> None:
        self._section = section
        self.data: npt.NDArray[Any] = np.frombuffer(section.data, kind)

    def ranges(self, starts: Ints, counts: Ints) -> Ints:
        """The numbers of several ranges, one behind the other."""
        self._section.check_ranges(starts, counts)
        found: Ints = self.data[spread(starts, counts)]
        return found


def spread(starts: Ints, counts: Ints) -> Ints:
    """The places of several ranges, one behind the other."""
    if not len(starts):
        return np.empty(0, np.int64)
    ends = np.cumsum(counts)
    places: Ints = np.arange(ends[-1])
    places += np.repeat(starts - (ends - counts), counts)
    return places
