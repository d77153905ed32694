"""Sorting more numbers than memory holds."""

from __future__ import annotations

import tempfile
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.index import runs as module
from canonym.index.runs import Numbers, Runs

TEMPORARY = Path(tempfile.gettempdir())
NOWHERE = Path("/nowhere/at/all")
MOST = 2**64 - 1
# Few numbers, often the same; or any.
PIECES = st.lists(
    st.lists(st.integers(0, 20), max_size=30) | st.lists(st.integers(0, MOST), max_size=30), max_size=8
)


def numbers(*listed: int) -> Numbers:
    return np.array(listed, np.uint64)


@given(pieces=PIECES, limit=st.integers(1, 60), window=st.integers(1, 20))
def test_every_number_comes_once_and_in_order(pieces: list[list[int]], limit: int, window: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_WINDOW", window)
        with Runs(TEMPORARY, limit=limit) as runs:
            for piece in pieces:
                runs.add(numbers(*piece))
            blocks = list(runs.merged())
    found = [int(number) for block in blocks for number in block]
    assert found == sorted({number for piece in pieces for number in piece})
    assert all(block.dtype == np.uint64 for block in blocks)
    kept = -(-sum(map(len, pieces)) // limit)  # a run gives one number at least
    assert all(1 <= len(block) <= max(window, kept) for block in blocks)


def test_runs_that_do_not_overlap() -> None:
    with Runs(TEMPORARY, limit=100) as runs:
        for start in (300, 100, 200, 0):
            runs.add(np.arange(start, start + 100, dtype=np.uint64))
        found = np.concatenate(list(runs.merged()))
    assert found.tolist() == list(range(400))


def test_few_numbers_need_no_file() -> None:
    with Runs(NOWHERE, limit=4) as runs:
        runs.add(numbers(3, 1))
        runs.add(numbers(3, 2))
        assert np.concatenate(list(runs.merged())).tolist() == [1, 2, 3]
    with Runs(NOWHERE, limit=4) as runs:
        assert list(runs.merged()) == []
    with Runs(NOWHERE, limit=4) as runs, pytest.raises(OSError, match="No such file or directory"):
        runs.add(numbers(1, 2, 3, 4, 5))


def test_the_file_is_gone_with_the_runs(tmp_path: Path) -> None:
    with Runs(tmp_path, limit=2) as runs:
        runs.add(numbers(1, 2, 3, 4, 5))
        merged = runs.merged()
        assert next(merged)[0] == 1
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="closed"):
        list(merged)


def test_numbers_are_merged_once() -> None:
    with Runs(TEMPORARY) as runs:
        runs.add(numbers(1))
        runs.merged()
        with pytest.raises(ValueError, match="merged before"):
            runs.merged()
        with pytest.raises(ValueError, match="merged before"):
            runs.add(numbers(2))


def test_memory_does_not_grow_with_the_numbers() -> None:
    limit = 1 << 15
    random = np.random.default_rng(1)
    pieces = [random.integers(0, MOST, limit // 2, np.uint64) for _ in range(80)]
    tracemalloc.start()
    try:
        with Runs(TEMPORARY, limit=limit) as runs:
            for piece in pieces:
                runs.add(piece)
            count = sum(len(block) for block in runs.merged())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == len(np.unique(np.concatenate(pieces)))
    assert peak < 3 * 8 * limit < 8 * count / 10
