"""A part beside another one: by which endings, vowels and letters they differ, and what that tells."""

from __future__ import annotations

import pytest
from words import WORDS

from canonym.parts import Words, lengths_alike, other_letter


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("petrov", "petrova", True),
        ("petrova", "petrov", True),
        ("gorskij", "gorskaya", True),
        ("petrov", "petrov", False),
        ("petrov", "ivanova", False),
        ("petrovskij", "petrova", False),
    ],
)
def test_family_names_of_the_two_sexes(one: str, other: str, wanted: bool) -> None:
    assert WORDS.other_sex(one, other) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("rohani", "rouhani", True),
        ("mousavi", "moosavi", True),
        ("stein", "sten", True),
        ("baer", "bar", False),
        ("rohani", "ruhani", False),
        ("rohani", "rohani", False),
    ],
)
def test_vowels_of_two_lengths(one: str, other: str, wanted: bool) -> None:
    assert lengths_alike(one, other) is lengths_alike(other, one) is wanted


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("petrov", "perov", 2),
        ("petrov", "petrenko", 0),
        ("kovalenko", "bondarenko", 4),
        ("popov", "ov", 0),
        ("nov", "popov", 0),
    ],
)
def test_endings_that_family_names_share(small_words: Words, one: str, other: str, letters: int) -> None:
    assert small_words.shared_ending(one, other) == small_words.shared_ending(other, one) == letters


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("wisniewski", "vishneveckij", True),
        ("petrovskaya", "petrovetskaya", True),
        ("trotzki", "trockij", False),
        ("zavadskij", "zawadzki", False),
        ("zavadskij", "zavacki", False),
        ("kozlowski", "kozlovskis", False),
        ("wisniewski", "wisniewska", False),
        ("nowak", "nowacki", False),
    ],
)
def test_family_names_made_of_places_in_two_ways(one: str, other: str, wanted: bool) -> None:
    assert WORDS.of_other_places(one, other) is WORDS.of_other_places(other, one) is wanted


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("black", "block", "ao"),
        ("gomez", "gamez", "oa"),
        ("barker", "parker", "bp"),
        ("vidal", "vital", "dt"),
        ("lukashenka", "lukashenko", ""),
        ("mehmed", "mehmet", ""),
        ("iwan", "ivan", ""),
        ("stanekzai", "stanikzai", ""),
        ("mousavi", "moosavi", ""),
        ("jordan", "yordan", ""),
        ("rosa", "roza", ""),
        ("davidova", "tabidova", ""),
        ("grand", "grands", ""),
        ("petrov", "petrov", ""),
    ],
)
def test_another_letter_inside_a_word(one: str, other: str, letters: str) -> None:
    assert (other_letter(one, other), other_letter(other, one)) == (letters[:1], letters[1:])
