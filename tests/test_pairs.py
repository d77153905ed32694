"""The table of pairs: names that an analyst would take for one, and names that only look alike."""

from __future__ import annotations

from typing import Any

import pytest
from strategies import read_cases

from canonym import compare

PAIRS: list[dict[str, Any]] = read_cases("pairs.toml")["pair"]
MARKED = [
    pytest.param(
        pair,
        id=f"{pair['first']} / {pair['second']}",
        marks=[pytest.mark.xfail(reason=pair["fails"])] if "fails" in pair else [],
    )
    for pair in PAIRS
]


@pytest.mark.parametrize("pair", MARKED)
def test_one_name_or_two(pair: dict[str, Any]) -> None:
    found = compare(pair["first"], pair["second"], type=pair["type"])
    assert (found.probability >= 0.5) == pair["same"]


def test_the_table_has_enough_of_each() -> None:
    assert len(PAIRS) >= 400
    apart = sum(not pair["same"] for pair in PAIRS)
    assert 0.45 <= apart / len(PAIRS) <= 0.55
    assert {pair["type"] for pair in PAIRS} == {"person", "place", "organization", "equipment"}
    assert all(pair["kind"] and pair["reason"] for pair in PAIRS)


def test_no_pair_stands_there_twice() -> None:
    pairs = [frozenset((pair["first"], pair["second"])) for pair in PAIRS]
    assert len(pairs) == len(set(pairs))
