"""Two names and no gazetteer: alike or not, why, and that the order makes no difference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import known_failures, misspelled, nasty_text, read_cases, reordered, words

from canonym.comparison import Comparison, compare
from canonym.records import EntityType

TOGETHER = read_cases("must-not-match.toml")["compare"]["together"]
APART = read_cases("must-not-match.toml")["compare"]["apart"]
KINDS: tuple[EntityType, ...] = ("person", "place", "organization", "equipment")


@pytest.mark.parametrize(("first", "second"), TOGETHER)
def test_names_that_go_together(first: str, second: str) -> None:
    found = compare(first, second)
    assert found.probability > 0.8
    assert " one name, probability " in found.explain()
    assert "not one name" not in found.explain()
    assert compare(second, first).probability == found.probability


@pytest.mark.parametrize(("first", "second"), APART)
def test_names_that_are_apart(first: str, second: str) -> None:
    found = compare(first, second)
    assert found.probability < 0.5
    assert ("nothing in common" in found.explain()) == (found.evidence == ())
    if found.evidence:
        assert "not one name" in found.explain()


@pytest.mark.parametrize("kind", [None, *KINDS])
@pytest.mark.parametrize(("first", "second"), [*TOGETHER, *APART])
def test_every_type_is_symmetric_and_bounded(first: str, second: str, kind: EntityType | None) -> None:
    forth, back = (compare(*pair, type=kind) for pair in ((first, second), (second, first)))
    assert forth.probability == back.probability
    assert 0 <= forth.probability <= 1
    assert {forth.first, forth.second} == {first, second}


def test_a_person_is_known_by_the_family_name() -> None:
    known, given = (compare("Viktor Chrenin", part, type="person") for part in ("Chrenin", "Viktor"))
    assert known.probability > given.probability


def yet(kind: str) -> list[Any]:
    """The pairs of a kind that are known to fail, as parameters of a test."""
    return [
        pytest.param(row, id=" / ".join(row["names"]), marks=pytest.mark.xfail(reason=row["reason"]))
        for row in known_failures(kind)
    ]


@pytest.mark.parametrize("row", yet("together"))
def test_names_that_should_go_together(row: dict[str, Any]) -> None:
    assert compare(*row["names"], type=row["type"]).probability > 0.5


@pytest.mark.parametrize("row", yet("apart"))
def test_names_that_should_be_apart(row: dict[str, Any]) -> None:
    assert compare(*row["names"], type=row["type"]).probability < 0.5


def test_without_a_type_both_kinds_are_tried() -> None:
    """As a person's name the one, as words in any order the other."""
    for first, second in (("V. Chrenin", "Viktor Chrenin"), ("Minsk Airport", "Airport Minsk")):
        kinds = [compare(first, second, type=kind).probability for kind in KINDS if kind != "equipment"]
        assert compare(first, second).probability == max(kinds) > 0.5


@given(words, words)
def test_words_that_nobody_knows(first: str, second: str) -> None:
    one, two = compare(first, second), compare(second.title(), first.upper())
    assert one.probability == pytest.approx(two.probability)
    assert one.probability < 1


@given(st.data(), words)
def test_nothing_is_nearer_than_the_name_itself(data: st.DataObject, word: str) -> None:
    slipped = data.draw(misspelled(word))
    assert compare(word, slipped).probability <= compare(word, word).probability


@given(st.lists(words, min_size=2, max_size=2, unique=True))
@example(["natalija", "natalina"])
def test_order_of_given_and_family_name(parts: list[str]) -> None:
    name = " ".join(parts).title()
    assert compare(name, reordered(name), type="person").probability > 0.8


@given(nasty_text)
def test_a_name_is_itself(text: str) -> None:
    assert compare(text, text).probability > 0.9


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("", "", True),
        (" ", "", True),
        ("!", "!", True),
        ("!", "?", False),
        ("", "Minsk", False),
        ("№", "—", False),
    ],
)
def test_names_without_letters(first: str, second: str, same: bool) -> None:
    found = compare(first, second)
    assert (found.probability > 0.9) is same
    if not same:
        assert found == Comparison(first, second, 0.0, (), ())
        assert found.explain() == f"“{first}” and “{second}” have nothing in common."


def test_the_answer_as_json() -> None:
    found = compare("Chrenin", "Хренин")
    assert found.to_json() == {
        "first": "Chrenin",
        "second": "Хренин",
        "probability": round(found.probability, 4),
        "evidence": [step.to_json() for step in found.evidence],
    }
    assert sum(amount for _, amount in found.contributions) > 0


def test_an_unknown_type() -> None:
    with pytest.raises(ValueError, match="type 'planet' is none of person, place, organization, equipment"):
        compare("a", "b", type="planet")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("НАТО", "OTAN", "“nato” is another name of “otan”"),
        ("Гомельский завод", "Gomel Plant", "“gomelskij” is another form of “gomel”"),
    ],
)
def test_what_makes_two_words_one_is_told(first: str, second: str, told: str) -> None:
    assert told in compare(first, second, type="organization").explain()
