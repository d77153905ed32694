"""Consonants that came out as nobody was ever heard to say them."""

from __future__ import annotations

import pytest

from canonym.strange import Step, strange_consonants

NEVER = 7.6


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ([("p", "p", 0.1), ("e", "e", 0.1), ("t", "t", 0.1), ("r", "k", NEVER)], 1),
        ([("e", "e", 0.1), ("t", "", NEVER), ("r", "r", 0.1), ("", "s", NEVER)], 2),
        ([("e", "e", 0.1), ("r", "k", 5.0)], 0),
        ([("p", "p", 0.1), ("e", "a", NEVER), ("", "h", NEVER), ("j", "w", NEVER)], 0),
        # A half of an affricate; but another sound is another one.
        ([("a", "a", 0.1), ("d", "d", 0.1), ("", "Z", NEVER), ("i", "i", 0.1)], 0),
        ([("a", "a", 0.1), ("t", "", NEVER), ("S", "S", 0.1)], 0),
        ([("a", "a", 0.1), ("t", "s", NEVER)], 1),
        # A Latin c is as often a k, but a k is no c.
        ([("c", "k", NEVER), ("a", "a", 0.1)], 0),
        ([("k", "c", NEVER), ("a", "a", 0.1)], 1),
        # Before the first vowel two that are rare count as one that is never met.
        ([("C", "S", 3.0), ("", "k", 4.0), ("u", "u", 0.1)], 1),
        ([("u", "u", 0.1), ("C", "S", 3.0), ("", "k", 4.0)], 0),
        ([], 0),
    ],
)
def test_how_many_consonants_are_strange(steps: list[tuple[str, str, float]], count: int) -> None:
    assert strange_consonants([Step(*step) for step in steps], NEVER) == count
