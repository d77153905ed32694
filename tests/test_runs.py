"""Sorting more numbers than memory holds, and what is written of them."""

from __future__ import annotations

import io
import tempfile
import tracemalloc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.errors import CanonymError
from canonym.index import runs as module
from canonym.index.mapped import IndexFile
from canonym.index.runs import Numbers, Runs, write_postings
from canonym.index.store import IndexWriter

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


# Postings


def postings(merged: Iterator[Numbers], folder: Path | None = None) -> tuple[int, IndexFile]:
    stream = io.BytesIO()
    writer = IndexWriter(stream)
    count = write_postings(writer, "x", merged, folder=folder)
    writer.finish({})
    return count, IndexFile(stream.getvalue(), "memory")


@given(
    pairs=st.sets(st.tuples(st.integers(0, 5) | st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))),
    size=st.integers(1, 9),
    spool=st.integers(1, 30),
)
def test_every_key_has_its_values(pairs: set[tuple[int, int]], size: int, spool: int) -> None:
    listed = numbers(*sorted(key << 32 | value for key, value in pairs))
    blocks = [listed[start : start + size] for start in range(0, len(listed), size)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SPOOL", spool)
        count, file = postings(iter(blocks))
    expected = defaultdict(list)
    for key, value in sorted(pairs):
        expected[key].append(value)
    at = file.section("x_at", "I").whole().tolist()
    posts = file.section("x_post", "I").whole().tolist()
    keys = file.section("x_key", "I").whole().tolist()
    assert keys == sorted(expected)
    assert {key: posts[at[n] : at[n + 1]] for n, key in enumerate(keys)} == expected
    assert len(at) == len(keys) + 1
    assert count == at[-1] == len(posts) == len(pairs)


def test_keys_wait_in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert postings(iter([numbers(1, 2)]), NOWHERE)[0] == 2
    monkeypatch.setattr(module, "_SPOOL", 3)
    with pytest.raises(OSError, match="No such file or directory"):
        postings(iter([numbers(1, 2)]), NOWHERE)


def test_more_postings_than_can_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module._MOST_VALUES == 2**32 - 1
    monkeypatch.setattr(module, "_MOST_VALUES", 4)
    assert postings(iter([numbers(1, 2), numbers(3, 4)]))[0] == 4
    with pytest.raises(CanonymError, match=r"^x: more than 4 postings"):
        postings(iter([numbers(1, 2), numbers(3, 4, 5)]))
