"""Names that share windows: the nearest first, the rarest windows first, many mentions as one."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear import WideNeighbours
from made import index_of, places
from strategies import plain_rows, syllables

from canonym.errors import IndexFileError
from canonym.index.keys import window_keys
from canonym.index.mapped import IndexFile
from canonym.index.neighbours import Column, Found
from canonym.index.search import Index
from canonym.index.store import pack
from canonym.index.weigh import Norms, idf

ALL = 10**6
WORDS = syllables(5, 400)


def find(index: Index, folds: list[str], *, budget: int = ALL, limit: int = ALL) -> Found:
    keys = [sorted(found) for found in window_keys(folds)]
    return index.neighbours.find(keys, [budget] * len(folds), [limit] * len(folds))


def pairs(found: Found) -> list[tuple[int, int]]:
    return list(zip(found.mention.tolist(), found.form.tolist(), strict=True))


def forms(index: Index, fold: str, **limits: int) -> list[str]:
    return [index.form(form) for form in find(index, [fold], **limits).form.tolist()]


@pytest.fixture(scope="module")
def many() -> Index:
    """Names of two or three of few words, so that they share much; one word is in every fourth."""
    chance = random.Random(6)  # noqa: S311
    names = [" ".join(chance.sample(WORDS[:60], 2)) for _ in range(600)]
    return index_of(
        places(*(f"{name} banovo" if not number % 4 else name for number, name in enumerate(names)))
    )


def test_the_nearest_comes_first() -> None:
    index = index_of(places("Kobryn", "Kobrynka", "Slonim", "Kobrinka"))
    assert forms(index, "kobryn") == ["kobryn", "kobrynka", "kobrinka"]
    assert forms(index, "kobrynka")[0] == "kobrynka"
    assert forms(index, "kobrynka", limit=1) == ["kobrynka"]
    assert find(index, ["kobryn"]).cosine[0] == pytest.approx(1, abs=0.01)


def test_what_shares_no_window_is_not_found() -> None:
    index = index_of(places("Kobryn", "Slonim"))
    assert forms(index, "xyzzy") == []
    assert forms(index, "") == []
    assert find(index, []).form.tolist() == []
    assert index.neighbours.find([[], [1, 2]], [9, 9], [9, 9]).form.tolist() == []
    assert forms(index_of([]), "kobryn") == []


def test_the_same_sounds_are_found_without_a_letter_in_common() -> None:
    assert forms(index_of(places("Quecke", "Slonim")), "kaga") == ["quecke"]


def test_common_windows_are_read_last_and_only_as_far_as_the_budget_goes(many: Index) -> None:
    rare = many.form(0).split(" ")[0]
    asked = f"{rare} banovo"
    every, few = forms(many, asked), forms(many, asked, budget=149)
    assert set(few) < set(every)
    assert [fold for fold in every if rare in fold.split(" ") and fold not in few] == []
    others = [sum("banovo" in fold and rare not in fold for fold in found) for found in (every, few)]
    assert others[0] > 100 > 2 * others[1]


def test_the_rarest_window_is_read_whatever_the_budget(many: Index) -> None:
    assert forms(many, many.form(0), budget=0)


@given(plain_rows(), st.lists(st.sampled_from(WORDS[:40]), min_size=1, max_size=3))
@settings(max_examples=30)
def test_cosines_are_those_of_every_form(some: list[dict[str, Any]], asked: list[str]) -> None:
    index = index_of([*some, *places(*WORDS[:40:5])])
    keys = [sorted(found) for found in window_keys([*asked, *(index.form(form) for form in range(2))])]
    limits = [ALL] * len(keys)
    slow = WideNeighbours(index.file, [index.form(form) for form in range(index.file.facts["forms"])])
    one, other = index.neighbours.find(keys, limits, limits), slow.find(keys, limits, limits)
    for field in ("cosine", "contained"):
        first, second = (
            dict(zip(pairs(found), np.minimum(getattr(found, field), 1).tolist(), strict=True))
            for found in (one, other)
        )
        assert first == pytest.approx(second, rel=1e-5)


def test_what_is_contained_counts_for_more_than_the_cosine() -> None:
    index = index_of(places("Kobryn", "Baranavichy", "Kobryn Baranavichy"))
    found = find(index, ["kobryn"])
    more = found.contained / found.cosine
    own, longer = (index.form(form) for form in found.form.tolist())
    assert (own, longer) == ("kobryn", "kobryn baranavichy")
    assert more[0] == pytest.approx(1, abs=0.01)
    assert more[1] > 1.3


@given(st.lists(st.sampled_from([*WORDS[:80], "xyzzy"]), max_size=5), st.integers(0, 300), st.integers(0, 9))
def test_many_mentions_find_what_each_finds(many: Index, asked: list[str], budget: int, limit: int) -> None:
    """Names are put together of two words, so that all are near to some name."""
    asked = [f"{first} {second}" for first, second in zip(asked, reversed(asked), strict=True)]
    together = find(many, asked, budget=budget, limit=limit)
    for number, fold in enumerate(asked):
        alone = find(many, [fold], budget=budget, limit=limit)
        own = together.mention == number
        assert together.form[own].tolist() == alone.form.tolist()
        assert together.cosine[own].tolist() == alone.cosine.tolist()
        assert len(alone.form) <= limit
    assert together.mention.tolist() == sorted(together.mention.tolist())


def test_each_mention_has_its_own_budget_and_limit(many: Index) -> None:
    keys = [sorted(found) for found in window_keys([many.form(0)] * 3)]
    found = many.neighbours.find(keys, [ALL, ALL, 0], [ALL, 2, ALL])
    counts = np.bincount(found.mention, minlength=3).tolist()
    assert counts[0] > counts[2] >= 1
    assert counts[1] == 2


def test_the_rarer_a_key_the_more_it_tells() -> None:
    weights = list(idf(np.array([1, 10, 100]), 100))
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 3))), st.integers(1, 7))
def test_norms_are_summed_up_in_blocks_of_any_size(pairs: set[tuple[int, int]], size: int) -> None:
    postings = np.array(sorted(key << 32 | name for key, name in pairs), np.uint64)
    norms = Norms(4)
    blocks = [postings[start : start + size] for start in range(0, len(postings), size)]
    assert np.concatenate([postings[:0], *norms.weigh(iter(blocks))]).tolist() == postings.tolist()
    holders = {key: sum(other == key for other, _ in pairs) for key, _ in pairs}
    squares = [
        sum(float(idf(np.array([holders[key]]), 4)[0]) ** 2 for key, owner in pairs if owner == name)
        for name in range(4)
    ]
    assert norms.finish().tolist() == pytest.approx([square**0.5 for square in squares])


def column(damaged: int | None = None) -> Column:
    """The numbers 0 to 99 in blocks of eight."""
    content = bytearray(pack({"x": np.arange(100, dtype="<u4")}, {}, block=32))
    if damaged is not None:
        content[content.index(np.arange(100, dtype="<u4").tobytes()) + 4 * damaged] ^= 1
    return Column(IndexFile(bytes(content), "").section("x", "I"), "<u4")


ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=5)


@given(ranges)
def test_ranges_stand_one_behind_the_other(some: list[tuple[int, int]]) -> None:
    starts, counts = (np.array([pair[end] for pair in some], np.int64) for end in (0, 1))
    expected = [number for start, count in some for number in range(start, start + count)]
    assert column().ranges(starts, counts).tolist() == expected


@given(ranges, st.integers(0, 99))
def test_what_is_read_of_a_column_is_checked(some: list[tuple[int, int]], damaged: int) -> None:
    starts, counts = (np.array([pair[end] for pair in some], np.int64) for end in (0, 1))
    blocks = {number // 8 for start, count in some for number in range(start, start + count)}
    if damaged // 8 in blocks:
        with pytest.raises(IndexFileError, match="section 'x' is damaged"):
            column(damaged).ranges(starts, counts)
    else:
        column(damaged).ranges(starts, counts)
