"""Scores: the weights are those that are used, each feature pulls its way, and shares are shares."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.likeness import Likeness, PartLikeness
from canonym.score import USUAL_PROMINENCE, WEIGHT_FILE, Context, Weights, probabilities
from canonym.sound import SoundDifference

WEIGHTS = tomllib.loads(WEIGHT_FILE.read_text("utf-8"))
SLIP = SoundDifference(1, 1, 1, 10)
PARTS = (
    PartLikeness("a", "aleksandr", 0, "initial"),
    PartLikeness("b", "b", 1, "listed"),
    PartLikeness("c", "d", 2, "scheme", 7),
    PartLikeness("efgh", "efgk", 3, "alike", reading="de", difference=SLIP, letters=1),
)
# One likeness and context for each kind of feature.
LIKENESSES = (
    Likeness("listed", "homel"),
    Likeness("romanized", "homel"),
    Likeness("scheme", "homel", ending="de -s", chance=True, former=True, region=True),
    Likeness("alike", "homel", difference=SLIP, letters=2),
    Likeness("parts", "a b", parts=PARTS, extra=0.5, missing=0.25, contradiction=True),
    Likeness("parts", "a b", parts=PARTS[1:2], missing=0.25, person=True, family_only=True),
)
CONTEXTS = (
    Context(),
    Context(1000.0, country_agrees=True, language_agrees=True),
    Context(1e7, country_agrees=False),
)


def total(likeness: Likeness, context: Context | None = None) -> float:
    found = Weights().contributions(likeness, context or Context())
    return sum(amount for _, amount in found)


def alike(length: int = 8, consonants: int = 0, vowels: int = 0, near: int = 0, letters: int = 0) -> float:
    difference = SoundDifference(consonants, vowels, near, length)
    return total(Likeness("alike", "x" * length, difference=difference, letters=letters))


class Used(dict[str, float]):
    """Weights that remember which of them were asked for."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__(weights)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> float:
        self.asked.add(key)
        return super().__getitem__(key)


def test_the_file_has_exactly_the_weights_that_are_used() -> None:
    weights = Weights()
    used = weights._weights = Used(WEIGHTS)
    for likeness in LIKENESSES:
        for context in CONTEXTS:
            weights.contributions(likeness, context)
    assert used.asked == set(WEIGHTS)


def test_every_weight_is_a_number_with_a_comment_that_says_what_it_is_for() -> None:
    lines = [line for line in WEIGHT_FILE.read_text("utf-8").splitlines() if "=" in line.partition("#")[0]]
    assert [line.split()[0] for line in lines] == list(WEIGHTS)
    assert {type(weight) for weight in WEIGHTS.values()} == {float}
    assert sum("#" in line for line in lines) >= len(lines) - 4


def test_weights_of_another_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text("\n".join(f"{key} = 1.0" for key in WEIGHTS), "utf-8")
    assert Weights(path).contributions(LIKENESSES[0], Context()) == (("listed", 1.0),)


def test_features_that_add_nothing_are_not_told() -> None:
    assert Weights().contributions(LIKENESSES[0], Context()) == (("listed", WEIGHTS["listed"]),)
    assert Weights().contributions(LIKENESSES[0], Context(USUAL_PROMINENCE)) == (
        ("listed", WEIGHTS["listed"]),
    )


@pytest.mark.parametrize("likeness", LIKENESSES, ids=lambda likeness: likeness.how)
def test_no_feature_is_told_twice(likeness: Likeness) -> None:
    for context in CONTEXTS:
        features = [feature for feature, _ in Weights().contributions(likeness, context)]
        assert len(features) == len(set(features)) > 0


def test_the_surer_stages_score_higher() -> None:
    listed, romanized, scheme = (total(likeness) for likeness in (*LIKENESSES[:2], Likeness("scheme", "x")))
    assert listed > scheme > romanized > alike() > 0
    assert (
        listed > total(Likeness("listed", "x", ending="de -s")) > total(Likeness("listed", "x", chance=True))
    )
    assert total(Likeness("listed", "x", region=True)) < listed


def test_whatever_differs_costs_and_consonants_cost_most() -> None:
    assert alike() > alike(near=1, letters=8) > alike(vowels=1, letters=8) > alike(consonants=1, letters=8)
    assert alike(consonants=1, letters=1) > alike(consonants=2, letters=2)


def test_the_longer_a_name_the_less_it_is_alike_by_chance() -> None:
    scores = [alike(length) for length in range(1, 30)]
    assert scores == sorted(scores)
    assert alike(3) < 0 < alike(9)
    assert scores[-1] == scores[-2]


def test_letters_or_sounds_whichever_are_nearer_count() -> None:
    assert alike(consonants=3, letters=0) == alike(letters=8)
    assert alike(consonants=3, letters=8) < alike(consonants=3, letters=1)


def test_the_weakest_part_counts_and_more_parts_help() -> None:
    def parts(*some: PartLikeness) -> float:
        return total(Likeness("parts", "x", parts=some))

    assert parts(PARTS[1]) > parts(PARTS[2])
    assert parts(PARTS[1], PARTS[2]) == parts(PARTS[2]) + WEIGHTS["another_part"]
    assert parts(PARTS[1], PARTS[0]) < parts(PARTS[1])


@pytest.mark.parametrize(
    "worse",
    [
        Likeness("parts", "x", parts=PARTS[1:2], extra=0.3),
        Likeness("parts", "x", parts=PARTS[1:2], missing=0.3),
        Likeness("parts", "x", parts=PARTS[1:2], missing=0.3, person=True),
        Likeness("parts", "x", parts=PARTS[1:2], contradiction=True),
        Likeness("parts", "x", parts=PARTS[1:2], family_only=True),
    ],
)
def test_what_finds_no_partner_costs(worse: Likeness) -> None:
    assert total(worse) < total(Likeness("parts", "x", parts=PARTS[1:2]))


def test_given_names_may_be_left_out_and_other_parts_not() -> None:
    person, place = (
        Likeness("parts", "x", parts=PARTS[1:2], missing=0.5, person=person) for person in (True, False)
    )
    assert total(person) > total(place)


def test_context() -> None:
    listed = LIKENESSES[0]
    scores = [total(listed, Context(prominence)) for prominence in (1.0, 1e3, 1e5, 1e7)]
    assert scores == sorted(set(scores))
    assert total(listed, Context(0.0)) == total(listed, Context(USUAL_PROMINENCE))
    here, unknown, there = (total(listed, Context(country_agrees=agrees)) for agrees in (True, None, False))
    assert here > unknown > there
    assert total(listed, Context(language_agrees=True)) > total(listed)


numbers = st.lists(st.floats(-800, 800), max_size=8)


@given(numbers)
def test_shares_are_shares(log_odds: list[float]) -> None:
    shares = probabilities(log_odds)
    assert len(shares) == len(log_odds)
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) <= 1 + 1e-9
    assert [share for _, share in sorted(zip(log_odds, shares, strict=True))] == sorted(shares)


@given(st.floats(-30, 30))
def test_one_share_is_the_logistic_of_its_log_odds(value: float) -> None:
    assert probabilities([value]) == [pytest.approx(1 / (1 + math.exp(-value)))]


@given(numbers, st.floats(-800, 800))
def test_a_rival_never_helps(log_odds: list[float], rival: float) -> None:
    alone, beside = probabilities(log_odds), probabilities([*log_odds, rival])
    assert all(after <= before + 1e-12 for before, after in zip(alone, beside, strict=False))


def test_no_candidates_no_shares() -> None:
    assert probabilities([]) == []
    assert probabilities([0.0]) == [0.5]
    assert probabilities([5.0, 5.0])[0] == probabilities([5.0, 5.0])[1] < 0.5
