"""What is written of sorted numbers: keys, and what belongs to each."""

from __future__ import annotations

import io
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.errors import CanonymError
from canonym.index import postings
from canonym.index.mapped import IndexFile
from canonym.index.postings import write_pairs, write_postings
from canonym.index.runs import Numbers, Runs
from canonym.index.store import IndexWriter

TEMPORARY = Path(tempfile.gettempdir())
NOWHERE = Path("/nowhere/at/all")
HALVES = st.integers(0, 5) | st.integers(0, 2**32 - 1)


def numbers(*listed: int) -> Numbers:
    return np.array(listed, np.uint64)


def written(merged: Iterator[Numbers], folder: Path | None = None) -> tuple[int, IndexFile]:
    stream = io.BytesIO()
    writer = IndexWriter(stream)
    count = write_postings(writer, "x", merged, folder=folder)
    writer.finish({})
    return count, IndexFile(stream.getvalue(), "memory")


@given(
    pairs=st.sets(st.tuples(HALVES, st.integers(0, 2**32 - 1))),
    size=st.integers(1, 9),
    spool=st.integers(1, 30),
)
def test_every_key_has_its_values(pairs: set[tuple[int, int]], size: int, spool: int) -> None:
    listed = numbers(*sorted(key << 32 | value for key, value in pairs))
    blocks = [listed[start : start + size] for start in range(0, len(listed), size)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_SPOOL", spool)
        count, file = written(iter(blocks))
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
    assert written(iter([numbers(1, 2)]), NOWHERE)[0] == 2
    monkeypatch.setattr(postings, "_SPOOL", 3)
    with pytest.raises(OSError, match="No such file or directory"):
        written(iter([numbers(1, 2)]), NOWHERE)


def test_more_postings_than_can_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert postings._MOST_VALUES == 2**32 - 1
    monkeypatch.setattr(postings, "_MOST_VALUES", 4)
    assert written(iter([numbers(1, 2), numbers(3, 4)]))[0] == 4
    with pytest.raises(CanonymError, match=r"^x: more than 4 postings"):
        written(iter([numbers(1, 2), numbers(3, 4, 5)]))


@given(pairs=st.sets(st.tuples(HALVES, HALVES)), spool=st.integers(1, 30))
def test_every_pair_stands_there_in_order(pairs: set[tuple[int, int]], spool: int) -> None:
    stream = io.BytesIO()
    writer = IndexWriter(stream)
    runs = Runs(TEMPORARY, limit=7)
    runs.add(numbers(*(key << 32 | value for key, value in pairs)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_SPOOL", spool)
        write_pairs(writer, "x", runs)
    writer.finish({})
    file = IndexFile(stream.getvalue(), "memory")
    keys, values = (file.section(f"x_{part}", "I").whole().tolist() for part in ("key", "post"))
    assert list(zip(keys, values, strict=True)) == sorted(pairs)
