"""Write what belongs to each key, sorted, as sections of an index."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import numpy as np

from canonym.errors import CanonymError
from canonym.index.arrays import HALF, beginnings
from canonym.index.runs import Numbers, Runs
from canonym.index.store import IndexWriter

# `_at` counts values in a uint32.
_MOST_VALUES = (1 << 32) - 1
# Bytes that wait in memory while others are written, and that are copied at once.
_SPOOL = 1 << 24


def write_postings(
    writer: IndexWriter, name: str, merged: Iterator[Numbers], *, folder: Path | None = None
) -> int:
    """Write sorted numbers `key << 32 | value` as three sections; how many values there are.

    `{name}_post` has the values, `{name}_key` each key once, `{name}_at` where each key's values
    start, with one more at the end: all uint32. Keys wait in `folder` while values are written.

    Raises:
        CanonymError: there are 2**32 values or more.
    """
    count = 0
    previous = -1
    with ExitStack() as spools:
        place = None if folder is None else str(folder)
        keys, starts = (
            spools.enter_context(tempfile.SpooledTemporaryFile(_SPOOL, dir=place)) for _ in range(2)
        )
        with writer.section(f"{name}_post") as add:
            for block in merged:
                found = (block >> HALF).astype("<u4")
                fresh = beginnings(found, continued=int(found[0]) == previous)
                previous = int(found[-1])
                if count + len(block) > _MOST_VALUES:
                    raise CanonymError(f"{name}: more than {_MOST_VALUES:,} postings; index fewer names")
                keys.write(found[fresh].data)
                starts.write((fresh + count).astype("<u4").data)
                add(block.astype("<u4"))  # the lower half
                count += len(block)
        starts.write(np.array([count], "<u4").data)
        for part, spool in (("key", keys), ("at", starts)):
            _copy(spool, writer, f"{name}_{part}")
    return count


def write_pairs(writer: IndexWriter, name: str, runs: Runs, *, folder: Path | None = None) -> None:
    """Write numbers `key << 32 | value` as two sections: `{name}_key` has the keys, which may come more than
    once, and `{name}_post` beside each its value. Values wait in `folder` while keys are written."""
    with runs, tempfile.TemporaryFile(dir=folder) as values:
        with writer.section(f"{name}_key") as add:
            for block in runs.merged():
                add((block >> HALF).astype("<u4"))
                values.write(block.astype("<u4").data)
        _copy(values, writer, f"{name}_post")


def _copy(file: IO[bytes], writer: IndexWriter, section: str) -> None:
    """A section of all that was written to a file."""
    file.seek(0)
    with writer.section(section) as add:
        while piece := file.read(_SPOOL):
            add(piece)
