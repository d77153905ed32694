"""People's names part by part: what may be left out or said otherwise, and what contradicts."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym import compare
from canonym.comparison import _shipped
from canonym.people import person_of

NAMES = ("Viktor Aleksandrovich Petrov", "Maria Lopez Garcia", "Ahmad Khalil Masri", "Jean-Pierre Lambert")
names = st.sampled_from(NAMES)


def parts_of(text: str) -> list[str]:
    orthography, _, lexicon = _shipped()
    parts = orthography.fold(text).split()
    return [part.fold for part in person_of(parts, orthography.words, lexicon).parts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dr. Viktor Petrov", ["viktor", "petrov"]),
        ("Abd al-Rahman al-Otaibi", ["abdalrahman", "otaibi"]),
        ("Harold Bennett Jr.", ["harold", "bennett"]),
        ("Omar bin Said", ["omar", "said"]),
        ("A. G. Lukashenko", ["a", "g", "lukashenko"]),
        ("President", ["president"]),
        ("", []),
    ],
)
def test_parts_that_name_someone(text: str, wanted: list[str]) -> None:
    assert parts_of(text) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_parts_contradicts_nothing(name: str) -> None:
    for turned in list(permutations(name.split(" ")))[:6]:
        assert compare(name, " ".join(turned), type="person").probability > 0.5


@given(names, st.sampled_from(("Dr.", "Prof.", "General", "President")))
def test_a_title_contradicts_nothing(name: str, title: str) -> None:
    assert compare(f"{title} {name}", name, type="person").probability > 0.5


def test_a_patronymic_may_be_left_out_and_initials_stand_for_names() -> None:
    full = "Viktor Aleksandrovich Petrov"
    for short in ("Viktor Petrov", "V. A. Petrov", "Petrov V.A.", "Petrov, Viktor"):
        assert compare(full, short, type="person").probability > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viktor Aleksandrovich Petrov", "Viktor Sergeevich Petrov"),
        ("Viktor Petrov", "Pavel Petrov"),
        ("V. Petrov", "Pavel Petrov"),
        ("Harold Bennett Jr.", "Harold Bennett Sr."),
        ("Omar bin Said", "Said bin Omar"),
        ("Mr. Robin Ashby", "Mrs. Robin Ashby"),
        ("N. Krylova", "Nikolai Krylov"),
    ],
)
def test_what_contradicts(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = compare(first, second, type="person")
        assert found.probability < 0.5
        assert dict(found.contributions).get("contradiction", 0.0) < 0 or not found.evidence


def test_a_thousand_parts_take_no_time_to_speak_of() -> None:
    many = " ".join(f"Part{number}" for number in range(1000))
    assert 0 <= compare(many, many[::-1], type="person").probability <= 1


def test_a_digit_more_is_another_thing() -> None:
    for digit in "0123456789":
        same = compare("T-72", f"T-7{digit}", type="equipment").probability > 0.5
        assert same == (digit == "2")
