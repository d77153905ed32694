"""Numbers of an index file, each block checked when it is first looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING
from zlib import crc32

from canonym.errors import IndexFileError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Is told where bytes start and stop that are read next.
Expect = Callable[[int, int], None]


class Section:
    """One section as numbers. Nothing of it is read, and so nothing is checked, before it is asked for.

    Places count numbers, not bytes, from 0. Every method raises IndexFileError if a block that it
    needs is damaged, and IndexError for a place that isn't there.
    """

    __slots__ = (
        "_bytes", "_checked", "_checksums", "_damaged", "_expect", "_flags", "_high", "_last", "_left",
        "_low", "_shift", "_size", "_span", "_step", "data",
    )  # fmt: skip

    def __init__(
        self,
        content: memoryview,
        length: int,
        kind: str,
        checksums: memoryview,
        block: int,
        expect: Expect,
        damaged: str,
    ) -> None:
        """`content` with what fills it up; `expect` is told which bytes of it come next; the error
        says `damaged`."""
        # As numbers, unchecked: for who has called `check`.
        self.data: memoryview = content[:length].cast(kind)  # type: ignore[call-overload]
        self._bytes = content
        self._checksums = checksums
        self._expect = expect
        self._damaged = damaged
        self._size = len(self.data)
        self._last = len(checksums) - 1
        self._span = block // self.data.itemsize
        self._shift = self._span.bit_length() - 1
        # One for each block that has been checked, and the same as an array.
        self._flags = bytearray(len(checksums))
        # How many haven't.
        self._left = len(checksums)
        self._checked: npt.NDArray[np.bool_] | None = None
        # The least and the greatest number, and how far apart the first numbers of two blocks are
        # if all are spread evenly; known when first searched.
        self._low = self._high = self._step = 0

    def __len__(self) -> int:
        return self._size

    def item(self, place: int) -> int:
        """One number (of kind "f": a float)."""
        if place < 0 or not self._flags[place >> self._shift]:
            self._check(place, place + 1)
        return self.data[place]

    def pair(self, place: int) -> tuple[int, int]:
        """The number at a place and the next: where something starts and stops."""
        block = place >> self._shift
        if not (0 <= place < self._size - 1 and self._flags[block] and (place + 1) >> self._shift == block):
            self._check(place, place + 2)
        data = self.data
        return data[place], data[place + 1]

    def span(self, value: int) -> tuple[int, int]:
        """From where to where a value stands. The section must be sorted."""
        start = stop = self.place(value)
        # Where `place` points is checked: it compared the number there.
        if start < self._size and self.data[start] == value:
            stop += 1
            while stop < self._size and self.item(stop) == value:
                stop += 1
        return start, stop

    def read(self, start: int, stop: int) -> memoryview:
        """The numbers of [start, stop)."""
        self.check(start, stop)
        return self.data[start:stop]

    def check(self, start: int, stop: int) -> None:
        """Check what lies under [start, stop), so that `data` may be read there."""
        first = start >> self._shift
        if (
            first != (stop - 1) >> self._shift
            or not self._flags[first]
            or not 0 <= start <= stop <= self._size
        ):
            self._check(start, stop)

    def check_ranges(self, starts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> None:
        """Check what lies under each of several ranges, which start at `starts`."""
        if not self._left or not len(starts):
            return
        # Not longer than a block: no range has a block between those of its two ends.
        if not (
            counts.max() <= self._span
            and self._all_checked(starts >> self._shift)
            and self._all_checked((starts + counts - 1) >> self._shift)
        ):
            for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
                self.check(start, start + count)

    def _all_checked(self, blocks: npt.NDArray[np.int64]) -> bool:
        if self._checked is None:
            import numpy as np  # not before it is needed: a certain answer does without

            self._checked = np.frombuffer(self._flags, np.bool_)
        return bool(self._checked[blocks].all())

    def whole(self) -> memoryview:
        """All numbers, all checked: `np.frombuffer(section.whole(), "<u4")`."""
        self._check(0, self._size)
        return self.data

    def find(self, value: int) -> int:
        """The first place of a value, or the length if it isn't there. The section must be sorted."""
        place = self.place(value)
        # Where `place` points is checked: it compared the number there.
        return place if place < self._size and self.data[place] == value else self._size

    def place(self, value: int) -> int:
        """The first place whose number is not less than `value`, or the length, as `bisect_left`.

        The section must be sorted and of unsigned integers. Where they are spread evenly, as
        hashes are, one block is read, seldom two.
        """
        if not self._low < value <= self._high:
            return self._place_outside(value)
        block = (value - self._low) // self._step
        if not self._flags[block]:
            self._verify(block, block + 1)
        start = block << self._shift
        stop = start + self._span if block < self._last else self._size
        place = bisect_left(self.data, value, start, stop)
        # Strictly inside: the number before is less and stands in the same block.
        return place if start < place < stop else self._place_elsewhere(value, block, after=place == stop)

    def _place_outside(self, value: int) -> int:
        """Where a value stands that isn't within the bounds, or the bounds aren't known yet."""
        if not self._size:
            return 0
        if self._step:
            return 0 if value <= self._low else self._size
        self._low, self._high = self.item(0), self.item(self._size - 1)
        # So much that not even the greatest number is guessed behind the last block.
        self._step = ((self._high - self._low) << self._shift) // max(self._size - 1, 1) + 1
        return self.place(value)

    def _place_elsewhere(self, value: int, block: int, *, after: bool) -> int:
        """Where a value stands that isn't in the block guessed: steps that double, then halves."""
        shift = self._shift
        # The first number of block `low` is less than the value, that of `high` isn't.
        low, high = (block, self._last + 1) if after else (0, block)
        step = 1
        while high - low > 1:
            jump = min(max(step >> 1, 1), (high - low) >> 1)
            probe = low + jump if after else high - jump
            if self.item(probe << shift) < value:
                low = probe
            else:
                high = probe
            step <<= 1
        return bisect_left(self.data, value, low << shift, min(high << shift, self._size))

    def _check(self, start: int, stop: int) -> None:
        if not 0 <= start <= stop <= self._size:
            raise IndexError(f"[{start}, {stop}) of {self._size}")
        if start < stop:
            self._verify(start >> self._shift, (stop - 1 >> self._shift) + 1)

    def _verify(self, block: int, end: int) -> None:
        """Check the blocks of [block, end) that haven't been."""
        size = self._span * self.data.itemsize
        block = self._flags.find(0, block, end)
        if block >= 0:
            self._expect(block * size, min(end * size, len(self._bytes)))
        while block >= 0:
            if crc32(self._bytes[block * size : (block + 1) * size]) != self._checksums[block]:
                raise IndexFileError(self._damaged)
            self._flags[block] = 1
            self._left -= 1
            block = self._flags.find(0, block + 1, end)
