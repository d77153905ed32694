"""Sort more numbers than memory holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TypeAlias

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import beginnings

Numbers: TypeAlias = npt.NDArray[np.uint64]

# Numbers that one merge step holds at most, and that an iteration gives at once.
_WINDOW = 1 << 20


class Runs:
    """Collects uint64 numbers and gives them back sorted, each once.

        with Runs(folder) as runs:
            runs.add(numbers)
            for block in runs.merged():
                ...

    Up to `limit` numbers stay in memory and make no file; more go, in sorted runs, to a file
    without a name in `folder`. However many come, they take at most 24 bytes x `limit` of memory.
    An OSError is what the disk said.
    """

    def __init__(self, folder: Path, *, limit: int = 1 << 23) -> None:
        self._folder = folder
        self._collected: Numbers = np.empty(limit, np.uint64)
        self._filled = 0
        # Half of what was collected: a merge step holds what it takes, what it gives and what is left.
        self._window = max(min(limit // 2, _WINDOW), 1)
        self._file: IO[bytes] | None = None
        # Where each run starts in the file, counted in numbers; one more at the end.
        self._starts = [0]
        self._merged = False

    def __enter__(self) -> Runs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._collected = np.empty(0, np.uint64)
        if self._file is not None:
            self._file.close()

    def add(self, numbers: Numbers) -> None:
        """Add numbers, in any order and as often as you like.

        Raises:
            ValueError: `merged` was called before.
        """
        self._expect_unmerged()
        while len(numbers):
            if self._filled == len(self._collected):
                self._spill()
            taken = numbers[: len(self._collected) - self._filled]
            self._collected[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            numbers = numbers[len(taken) :]

    def merged(self) -> Iterator[Numbers]:
        """All numbers, sorted and each once, in blocks of at most a million and never of none. Only one time.

        Raises:
            ValueError: it was called before.
        """
        self._expect_unmerged()
        self._merged = True
        if self._file is None:
            return self._sorted()
        self._spill()
        self._collected = np.empty(0, np.uint64)
        return self._merge(self._file)

    def _expect_unmerged(self) -> None:
        if self._merged:
            raise ValueError("the numbers were merged before")

    def _sorted(self) -> Iterator[Numbers]:
        """What was collected, sorted in its place, each once."""
        collected = self._collected[: self._filled]
        collected.sort()
        for start in range(0, len(collected), self._window):
            block = collected[start : start + self._window]
            found = block[beginnings(block, continued=start > 0 and block[0] == collected[start - 1])]
            if len(found):
                yield found

    def _spill(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 (closed by __exit__)
        written = 0
        for block in self._sorted():
            self._file.write(block.data)
            written += len(block)
        self._starts.append(self._starts[-1] + written)
        self._filled = 0

    def _merge(self, file: IO[bytes]) -> Iterator[Numbers]:
        """The runs as one. Each step gives all numbers up to the least that ends a run's part in
        memory: below it, nothing is left on the disk."""
        ends = self._starts[1:]
        places = self._starts[:-1]
        size = max(self._window // len(ends), 1)
        heads: list[Numbers] = [np.empty(0, np.uint64) for _ in ends]
        while True:
            for run, rest in enumerate(heads):
                wanted = min(size - len(rest), ends[run] - places[run])
                if wanted:
                    heads[run] = np.concatenate([rest, _read(file, places[run], wanted)])
                    places[run] += wanted
            more = [part[-1] for part, place, end in zip(heads, places, ends, strict=True) if place < end]
            last = min(more, default=None)
            cuts = [len(part) if last is None else part.searchsorted(last, "right") for part in heads]
            block = np.concatenate([part[:cut] for part, cut in zip(heads, cuts, strict=True)])
            block.sort()
            yield block[beginnings(block)]
            if last is None:
                return
            heads = [part[cut:] for part, cut in zip(heads, cuts, strict=True)]


def _read(file: IO[bytes], start: int, count: int) -> Numbers:
    file.seek(8 * start)
    return np.frombuffer(file.read(8 * count), np.uint64)
