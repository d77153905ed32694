"""gaelic.txt: what English writes for Gaelic family names."""

from __future__ import annotations

import re

import made
import pytest
from words import WORDS

from canonym import Resolver, compare
from canonym.gaelic import GAELIC_FILE

ROWS = list(WORDS.gaelic.rows())
GAELIC_LETTERS = re.compile("[A-Za-zÁÀÉÈÍÌÓÒÚÙáàéèíìóòúù' -]+")
PEOPLE = (
    "Gerry Kelly",
    "Martin McGuinness",
    "Lewis Macdonald",
    "Donald Dewar",
    "Máire Ní Mhurchú",
    "Anna Kelly",
)


@pytest.mark.parametrize(("gaelic", "english"), ROWS, ids=[row[0][0] for row in ROWS])
def test_every_row_has_both(gaelic: list[str], english: list[str]) -> None:
    assert len(set(gaelic)) == len(gaelic)
    assert len(set(english)) == len(english) > 0
    assert all(GAELIC_LETTERS.fullmatch(name) for name in (*gaelic, *english))
    assert not set(gaelic) & set(english)
    for name in gaelic:
        parts = WORDS.gaelic.fold(name).split()
        count, folds = WORDS.gaelic.at(parts, 0)
        assert count == len(parts)
        assert folds >= {WORDS.gaelic.fold(other).replace(" ", "") for other in english}


def test_no_row_comes_twice() -> None:
    lines = [line for line in GAELIC_FILE.read_text("utf-8").splitlines() if " = " in line]
    assert len(set(lines)) == len(lines) == len(ROWS) > 300


def test_the_longest_name_counts() -> None:
    assert WORDS.gaelic.at(["tomas", "mac", "giolla", "phadraig"], 1)[0] == 3
    assert WORDS.gaelic.at(["tomas", "mac", "giolla"], 1)[0] == 2
    assert WORDS.gaelic.at(["tomas", "mac"], 1) == (0, frozenset())


@pytest.fixture(scope="module")
def belfast() -> Resolver:
    return made.resolver_of_people(*PEOPLE)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Gearóid Ó Ceallaigh", "Gerry Kelly"),
        ("Ó Ceallaigh, Gearóid", "Gerry Kelly"),
        ("Máirtín Mag Aonghusa", "Martin McGuinness"),
        ("Lewis Dòmhnallach", "Lewis Macdonald"),
        ("Dòmhnall Mac an Deòir", "Donald Dewar"),
        ("Mary Murphy", "Máire Ní Mhurchú"),
        ("Áine Ní Cheallaigh", "Anna Kelly"),
    ],
)
def test_people_are_found_by_either(belfast: Resolver, name: str, wanted: str) -> None:
    found = belfast.resolve(name, type="person")
    assert (found.status, found.matches[0].entity.label) == ("resolved", wanted)
    assert "spelling of the family name" in found.matches[0].reason(name)


@pytest.mark.parametrize("name", ["Seán Ó Murchú", "Máirtín Ó Ceallaigh", "Gearóid Mac Aonghusa"])
def test_another_given_name_is_somebody_else(belfast: Resolver, name: str) -> None:
    assert belfast.resolve(name, type="person").status == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tomás Ó Dálaigh", "Thomas Daly", True),
        ("Nic Aonghusa, Máire", "Mary McGuinness", True),
        ("Seumas MacAoidh", "James Mackay", True),
        ("Seumas MacAoidh", "James MacLeod", False),
        ("Peter Ose", "Peter Shea", False),
    ],
)
def test_two_names(one: str, other: str, same: bool) -> None:
    assert (compare(one, other, type="person").probability >= 0.9) == same
    assert (compare(other, one, type="person").probability >= 0.9) == same
