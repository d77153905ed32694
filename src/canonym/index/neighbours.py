"""Names that share windows of letters or of sounds with a mention, for many mentions at once.

Each key is weighed by how rare it is (IDF). The rarest keys of a mention are read first, until
they have given as many names as its budget allows; one sort adds up what each name shares, the
cosine of the two vectors of weights orders them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import Ints, beginnings, best, run_lengths, spread
from canonym.index.mapped import IndexFile
from canonym.index.section import Section
from canonym.index.weigh import idf

Floats = npt.NDArray[np.float32]

# Weights are added up as whole numbers in these shares of one, so that no order of adding, and no
# other mention beside, changes a sum.
_SHARES = 64
_MOST_SHARES = 60_000
# A key that more names have than this tells nothing, even if it is the rarest that a mention has.
_MOST_OF_ONE_KEY = 4000


class Found(NamedTuple):
    """Forms found, by mention and best first: which mention, which form, its cosine, and how much of
    one of the two is in the other, whichever share is more."""

    mention: Ints
    form: Ints
    cosine: Floats
    contained: Floats

    def only(self, places: Ints) -> Found:
        """What was found at some places."""
        return Found(self.mention[places], self.form[places], self.cosine[places], self.contained[places])


_NOTHING = Found(
    np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, np.float32)
)


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
        sizes = [len(found) for found in keys]
        wanted = np.fromiter(chain.from_iterable(keys), np.uint32, sum(sizes))
        if not len(self._keys) or not len(wanted):
            return _NOTHING
        places = self._keys.searchsorted(wanted)
        known = self._keys.take(places, mode="clip") == wanted
        places, mention = places[known], np.arange(len(keys)).repeat(sizes)[known]
        starts = self._at[places].astype(np.int64)
        counts = self._at[places + 1] - starts
        # Rarest first within each mention.
        order = (mention << 32 | counts).argsort(kind="stable")
        mention, starts, counts = mention[order], starts[order], counts[order]
        weights = idf(counts, len(self._norms)) ** 2
        lengths = np.sqrt(np.bincount(mention, weights, len(keys))).astype(np.float32)
        shares = np.minimum(weights * _SHARES, _MOST_SHARES).astype(np.int64)
        marks = mention << 48 | shares
        read = self._affordable(mention, counts, budgets)
        starts, counts = starts[read], counts[read]
        if not len(starts):
            return _NOTHING
        # Of each posting: mention, form, share. Mentions are under 2¹⁵, so no number is negative.
        packed = self._posts.ranges(starts, counts).astype(np.int64)
        packed <<= 16
        packed |= marks[read].repeat(counts)
        packed.sort()
        pairs = packed >> 16
        starts = beginnings(pairs)
        packed &= 0xFFFF
        cosine = np.add.reduceat(packed, starts).astype(np.float32)
        pairs = pairs[starts]
        mention, forms = pairs >> 32, pairs & 0xFFFFFFFF
        cosine /= self._norms[forms] * (_SHARES * lengths)[mention]
        np.minimum(cosine, 1, out=cosine)
        kept = best(mention, cosine, limits)
        mention, forms, cosine = mention[kept], forms[kept], cosine[kept]
        longer = lengths[mention] / self._norms[forms]
        return Found(mention, forms, cosine, cosine * np.maximum(longer, 1 / longer))

    def _affordable(self, mention: Ints, counts: Ints, budgets: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Which keys fit into the budgets of their mentions; the rarest one of each does, unless it
        tells nothing."""
        read = counts.cumsum()
        first = beginnings(mention)
        before = (read - counts)[first].repeat(run_lengths(first, len(read)))
        inside: npt.NDArray[np.bool_] = read - before <= np.asarray(budgets)[mention]
        inside[first] |= counts[first] <= _MOST_OF_ONE_KEY
        return inside


class Column:
    """A section as a numpy array; what is read of it is checked."""

    def __init__(self, section: Section, kind: str) -> None:
        self._section = section
        self.data: npt.NDArray[Any] = np.frombuffer(section.data, kind)

    def ranges(self, starts: Ints, counts: Ints, *, beyond: int = 0) -> npt.NDArray[Any]:
        """The numbers of several ranges, one behind the other.

        `beyond`: so many behind a range needn't be checked, or even be there, since they aren't used.
        """
        self._section.check_ranges(starts, counts - beyond)
        found: npt.NDArray[Any] = self.data.take(spread(starts, counts), mode="clip")
        return found
