"""What a name must not be taken for: near names, other digits, namesakes, common words, nonsense."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import known_failures, read_cases, syllables

from canonym.comparison import compare
from canonym.resolve import Resolver
from canonym.script import _TO_LATIN

CASES = read_cases("must-not-match.toml")
UNKNOWN = [name for names in CASES["unknown"].values() for name in names]
AMBIGUOUS = list(CASES["ambiguous"].items())


def known(kind: str) -> list[Any]:
    """The known failures of a kind, as parameters of a test."""
    return [
        pytest.param(row, id=row["name"], marks=pytest.mark.xfail(reason=row["reason"]))
        for row in known_failures(kind)
    ]


@pytest.mark.parametrize(("name", "others"), CASES["not"].items())
def test_is_not_the_other(resolver: Resolver, name: str, others: list[str]) -> None:
    assert [other for other in others if resolver.index.find(other) is None] == []
    assert resolver.resolve(name).id not in others


@pytest.mark.parametrize("row", known("not"))
def test_is_not_the_other_yet(resolver: Resolver, row: dict[str, Any]) -> None:
    assert resolver.resolve(row["name"]).id not in row["ids"]


@pytest.mark.parametrize("name", UNKNOWN)
def test_unknown(resolver: Resolver, name: str) -> None:
    """As it is, and at the start of a sentence."""
    for form in (name, name[:1].upper() + name[1:]):
        found = resolver.resolve(form)
        assert (found.status, found.id) == ("unknown", None)


@pytest.mark.parametrize("row", known("unknown"))
def test_unknown_yet(resolver: Resolver, row: dict[str, Any]) -> None:
    assert resolver.resolve(row["name"]).status == "unknown"


@pytest.mark.parametrize(("name", "ids"), AMBIGUOUS)
def test_ambiguous(resolver: Resolver, name: str, ids: list[str]) -> None:
    """None is chosen, or the likelier one with the others listed."""
    found = resolver.resolve(name)
    assert found.status in ("ambiguous", "resolved")
    assert {match.id for match in found.matches} >= set(ids)
    assert found.matches[0].id in ids


def test_there_are_enough_cases() -> None:
    assert len(CASES["not"]) + len(UNKNOWN) + len(AMBIGUOUS) >= 150
    assert {"german", "english", "russian", "polish", "french"} <= set(CASES["unknown"])
    assert min(map(len, CASES["unknown"].values())) > 5


@pytest.mark.parametrize("word", syllables(seed=20, count=100))
def test_syllables_mean_nothing(resolver: Resolver, word: str) -> None:
    assert resolver.resolve(word.capitalize()).status == "unknown"


@given(st.lists(st.sampled_from(syllables(seed=20, count=100)), min_size=2, max_size=3, unique=True))
def test_several_such_words_mean_nothing(resolver: Resolver, words: list[str]) -> None:
    name = " ".join(words).title()
    assert resolver.resolve(name).status == "unknown"


@pytest.fixture(scope="module")
def designations(resolver: Resolver) -> dict[str, str]:
    """Every listed designation of letters, a hyphen and digits (S-300, Mi-8 …), with its entity."""
    index = resolver.index
    rows = ((index.name(row).text, index.entity(index.owner(row)).id) for row in range(index.names))
    return {text: entity for text, entity in rows if re.fullmatch(r"[A-Z][A-Za-z]*-\d+", text)}


@given(st.data())
def test_another_number_is_another_thing(
    designations: dict[str, str], resolver: Resolver, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(designations)))
    letters, digits = name.split("-")
    index = resolver.index
    other = f"{letters}-{data.draw(st.integers(1, 999).filter(lambda number: str(number) != digits))}"
    assert len(designations) > 50
    # What has the other designation as its name, or in it: Polonez is B-200 as well, and Х-55 is X-55; or
    # what a scheme writes so: Х-69 is Ch-69 in German.
    written = {
        index.entity(index.owner(row)).id for row, _ in index.spelled(resolver.orthography.fold(other))
    }
    key = other.casefold()
    spelled = {
        index.entity(index.owner(row)).id
        for row in range(index.names)
        if key in index.name(row).text.translate(_TO_LATIN).casefold().split()
    }
    assert resolver.resolve(name).id == designations[name]
    assert resolver.resolve(other).id in spelled | written | {None}


@pytest.mark.parametrize(("first", "second"), CASES["compare"]["apart"])
def test_compared_names_that_are_apart(first: str, second: str) -> None:
    assert compare(first, second).probability < 0.5
    assert compare(second, first).probability < 0.5
