"""Scores: the weights are those that are used, each feature pulls its way, and shares are shares."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.confusion import Misheard
from canonym.likeness import Likeness, PartLikeness
from canonym.nearness import Nearness
from canonym.score import USUAL_PROMINENCE, WEIGHT_FILE, Context, Weights, powers, probabilities
from canonym.sound import SoundDifference

WEIGHTS: dict[str, Any] = tomllib.loads(WEIGHT_FILE.read_text("utf-8"))
SLIP = SoundDifference(1, 1, 1, 10)
PARTS = (
    PartLikeness("a", "aleksandr", 0, "initial"),
    PartLikeness("b", "b", 1, "listed"),
    PartLikeness("c", "d", 2, "scheme", 7),
    PartLikeness("efgh", "efgk", 3, "alike", reading="de", difference=SLIP, letters=1),
    PartLikeness("john", "jan", 4, "given"),
    PartLikeness("bill", "william", 5, "short"),
    PartLikeness("petrov", "petrova", 6, "sexed"),
    PartLikeness("bank", "banque", 7, "term"),
)
ANOTHER = PartLikeness("anna", "anne", 0, "another")
FIT = PartLikeness("e", "f", 8, "alike", reading="ko", difference=Misheard(5.0, 2.0, "e", "f"))
NEAR = Likeness("near", "homel", nearness=Nearness(0.9, 0.8, 0.7, 1.0, 0.6))
# One likeness and context for each kind of feature.
LIKENESSES = (
    Likeness("listed", "homel"),
    Likeness("romanized", "homel"),
    Likeness("scheme", "homel", ending="de -s", chance=True, former=True, region=True),
    Likeness("alike", "homel", difference=SLIP, letters=2),
    Likeness(
        "alike", "homel", difference=Misheard(9.0, 3.0, "homel", "gomel"), other_family=True, strange=True
    ),
    Likeness("parts", "a b", parts=(*PARTS[1:4], PARTS[7]), extra=0.5, missing=0.25, contradiction=True),
    Likeness("parts", "a b", parts=(*PARTS[:7], FIT), missing=0.25, person=True, family_only=True),
    Likeness("parts", "a b", parts=PARTS[1:2], extra=0.25, person=True, contradiction=True),
    Likeness("parts", "a b", parts=(PARTS[0]._replace(how="named"), PARTS[0]._replace(how="formed"))),
    Likeness("parts", "a b", parts=(ANOTHER, *PARTS[1:3]), person=True),
    Likeness("alike", "homel", difference=SLIP, letters=2, person=True),
    Likeness("listed", "homel", plain=True),
    Likeness("scheme", "homel", plain=True, schemes=(3,)),
    NEAR,
)
CONTEXTS = (Context(), Context(*(0.5 for _ in Context._fields)), Context(*(-1.5 for _ in Context._fields)))
# What is trained stands under headers of its own.
TABLES = {"nearness": WEIGHTS["nearness"], "person": WEIGHTS["person"]} | {
    f"known.{key}": table for key, table in WEIGHTS["known"].items()
}
PLAIN_NUMBERS = {key: weight for key, weight in WEIGHTS.items() if not isinstance(weight, dict)}


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
    used = {"": Used(PLAIN_NUMBERS)} | {name: Used(table) for name, table in TABLES.items()}
    weights._weights, weights._nearness, weights._person = used[""], used["nearness"], used["person"]
    weights._known = {name.removeprefix("known."): used[name] for name in used if name.startswith("known.")}
    for likeness in LIKENESSES:
        for context in CONTEXTS:
            weights.contributions(likeness, context)
        weights.unlikely(likeness)
    assert {name: table.asked for name, table in used.items()} == {name: set(used[name]) for name in used}
    assert used["nearness"].keys() == set(Nearness._fields)
    assert {key for name in used if name.startswith("known.") for key in used[name]} == set(Context._fields)


def test_every_weight_is_a_number_with_a_comment_that_says_what_it_is_for() -> None:
    """One of its own, or the one above the header of its table or at the head of the file's part."""
    names: list[str] = []
    table, explained, lonely = "", False, []
    before = ""
    for line in WEIGHT_FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            table, explained = f"{line.strip('[]')}.", before.startswith("#") or table.startswith("known.")
        elif "=" in line.partition("#")[0]:
            key = f"{table}{line.split()[0]}"
            names.append(key)
            if "#" not in line and not (table and explained):
                lonely.append(key)
        before = line or before
    numbers = PLAIN_NUMBERS | {
        f"{name}.{key}": value for name, table in TABLES.items() for key, value in table.items()
    }
    assert sorted(names) == sorted(numbers)
    assert {type(weight) for weight in numbers.values()} == {float}
    # What consonants tell is told above them.
    assert set(lonely) <= {"alike", "vowel", "near", "plain_scheme"}


def test_weights_of_another_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    text = re.sub(r"= *-?[\d.]+", "= 1.0", WEIGHT_FILE.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert Weights(path).contributions(LIKENESSES[0], Context()) == (("listed", 1.0),)
    assert Weights(path).nearness() == [1.0] * len(Nearness._fields)
    assert Weights(path).neighbour == 1.0


def test_the_sum_is_what_is_told() -> None:
    for likeness in LIKENESSES:
        for context in CONTEXTS:
            parts = Weights().contributions(likeness, context)
            assert Weights().log_odds(likeness, context) == pytest.approx(sum(part.amount for part in parts))
            assert all(part.amount for part in parts)


def test_what_is_known_counts_by_what_was_compared() -> None:
    context = Context(homonyms=1.0, country=1.0, beside=1.0)
    for likeness, group in (
        (LIKENESSES[0], "other"),
        (Likeness("listed", "x", plain=True), "plain"),
        (NEAR, "near"),
    ):
        told = dict(Weights().contributions(likeness, context))
        table = WEIGHTS["known"][group]
        assert told["country"] == table["country"]
        assert told.get("homonyms") == table.get("homonyms")
        assert told.get("beside") == table.get("beside")
        known = Weights().known(group)
        assert known == [table.get(field, 0.0) for field in Context._fields]


def test_features_that_add_nothing_are_not_told() -> None:
    assert Weights().contributions(LIKENESSES[0], Context()) == (("listed", WEIGHTS["listed"]),)
    assert Weights().contributions(LIKENESSES[0], Context(hits=3.0)) == (("listed", WEIGHTS["listed"]),)


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


@pytest.mark.parametrize(
    "worse",
    [
        Likeness("parts", "x", parts=PARTS[1:2], extra=0.3),
        Likeness("parts", "x", parts=PARTS[1:2], missing=0.3),
        Likeness("parts", "x", parts=PARTS[1:2], missing=0.3, person=True),
        Likeness("parts", "x", parts=PARTS[1:2], extra=0.3, person=True),
        Likeness("parts", "x", parts=PARTS[1:2], contradiction=True),
        Likeness("parts", "x", parts=PARTS[1:2], contradiction=True, person=True),
        Likeness("parts", "x", parts=PARTS[1:2], family_only=True, person=True),
    ],
)
def test_what_finds_no_partner_costs(worse: Likeness) -> None:
    assert total(worse) < total(Likeness("parts", "x", parts=PARTS[1:2], person=worse.person))


def test_no_number_of_parts_outweighs_a_contradiction() -> None:
    for count in (1, 2, 5):
        parts = PARTS[1:2] * count
        assert total(Likeness("parts", "x", parts=parts, person=True)) <= WEIGHTS["person"]["most"]
        assert total(Likeness("parts", "x", parts=parts, person=True, contradiction=True)) < 0


def test_given_names_may_be_left_out_and_other_parts_not() -> None:
    person, place = (
        Likeness("parts", "x", parts=PARTS[1:2], missing=0.5, person=person) for person in (True, False)
    )
    assert total(person) > total(place)


def test_the_nearer_the_surer() -> None:
    for field in ("shared", "words", "hard", "soft"):
        nearness = Nearness(0.5, 0.5, 0.5, 0.5, 0.5)
        nearer = nearness._replace(**{field: 0.9})
        assert total(Likeness("near", "x", nearness=nearer)) > total(Likeness("near", "x", nearness=nearness))
    # Even the same letters are no listed name.
    assert total(Likeness("near", "x", nearness=Nearness(1, 1, 1, 1, 1))) > 0
    assert total(Likeness("near", "x", nearness=Nearness(0.5, 0.5, 0.5, 0.5, 0.5))) < 0


def test_context() -> None:
    listed = LIKENESSES[0]
    scores = [total(listed, Context(powers(prominence))) for prominence in (1.0, 1e3, 1e5, 1e7)]
    assert scores == sorted(set(scores))
    assert powers(0.0) == powers(USUAL_PROMINENCE) == 0
    assert powers(1e7) == 2
    for likeness in (listed, Likeness("listed", "x", plain=True), NEAR):
        here, unknown, there = (
            total(likeness, context)
            for context in (Context(country=1.0), Context(), Context(other_country=1.0))
        )
        assert here > unknown > there
    assert total(listed, Context(language=1.0)) > total(listed)


@pytest.mark.parametrize(
    ("likeness", "better"),
    [
        (Likeness("listed", "x", plain=True), {"hits": 1.0, "usual": 1.0, "elsewhere": 1.0, "length": 2.0}),
        (NEAR, {"hits": 1.0, "usual": 1.0, "length": 2.0}),
    ],
)
def test_what_speaks_for_a_name_without_a_language_and_what_against(
    likeness: Likeness, better: dict[str, float]
) -> None:
    for field, value in better.items():
        assert total(likeness, Context()._replace(**{field: value})) > total(likeness)
    for field in ("homonyms", "covered"):
        assert total(likeness, Context()._replace(**{field: 1.0})) < total(likeness)


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
