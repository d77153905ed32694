"""family-names.txt: which family names people bear, and that two of them are no slip of one."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.family_names import of_census, of_mimesis, text_of
from canonym import Gazetteer, Resolver, compare
from canonym.family_names import FAMILY_NAME_FILE, FamilyNames

NAMES = FamilyNames()
SCRIPTS = {
    (lines := section.splitlines())[0].rstrip("]"): [name for line in lines[1:] for name in line.split(" ")]
    for section in FAMILY_NAME_FILE.read_text("utf-8").split("\n[")[1:]
}
LISTED = SCRIPTS["Latn"]
TOLD = "two family names"


def told(first: str, second: str) -> bool:
    """Whether a comparison of two people says that they have two family names."""
    found = compare(first, second, type="person")
    said = any("both are family names of their own" in step.by for step in found.evidence)
    assert said == (TOLD in dict(found.contributions))
    return said


@pytest.mark.parametrize("script", ["Latn", "Cyrl"])
def test_each_name_stands_once_in_order(script: str) -> None:
    names = SCRIPTS[script]
    assert sorted(set(names)) == names
    assert all(name.isascii() and name.isalpha() and name.islower() for name in names)


def test_names_of_one_script_are_none_of_another() -> None:
    assert NAMES.tell_apart("mishkin", "myshkin", "Cyrl")
    for script in ("Latn", "Grek", ""):
        assert not NAMES.tell_apart("mishkin", "myshkin", script)


@given(st.sampled_from(LISTED), st.sampled_from(LISTED))
def test_any_two_listed_names_are_two(one: str, other: str) -> None:
    assert not NAMES.tell_apart(one, one, "Latn")
    assert NAMES.tell_apart(one, other, "Latn") == NAMES.tell_apart(other, one, "Latn")
    assert NAMES.tell_apart(one, other, "Latn") or one.replace("e", "") == other.replace("e", "")


@given(st.sampled_from(LISTED), st.text("abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_what_isnt_listed_is_no_name(name: str, text: str) -> None:
    assert not NAMES.tell_apart(name, text, "Latn") or text in set(LISTED)


@pytest.mark.parametrize("text", ["", "m", "mul", "ler", "mulle", "xyzzy", "mul ler", "#"])
def test_no_name(text: str) -> None:
    assert not NAMES.tell_apart("muller", text, "Latn")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("muller", "moller", True),
        ("muller", "mueller", False),
        ("schafer", "schaefer", False),
        ("schafer", "schaffer", True),
        ("schroder", "schroeder", False),
        ("jensen", "joensen", True),
    ],
)
def test_an_e_for_an_umlaut_makes_no_other_name(one: str, other: str, apart: bool) -> None:
    assert {one, other} <= set(LISTED)
    assert NAMES.tell_apart(one, other, "Latn") == apart


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hans Bender", "Hans Binder"),
        ("Bender, Hans", "Binder, Hans"),
        ("H. Bender", "H. Binder"),
        ("Marek Nowak", "Marek Nowacki"),
        ("Алексей Мишкин", "Алексей Мышкин"),
        # At the end stands a family name, though others are called so.
        ("Günter Marten", "Günter Martin"),
    ],
)
def test_two_family_names(first: str, second: str) -> None:
    assert told(first, second)
    assert compare(first, second, type="person").probability < 0.5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # A slip makes a name that nobody bears.
        ("Hans Bender", "Hans Bendder"),
        ("Paul Becker", "Paul Beckre"),
        # Given names are told apart by lists of their own.
        ("Martin Huber", "Marten Huber"),
        # Heard alike, and written as two schemes do.
        ("Georgi Markov", "Georgi Markow"),
        ("Angela Smith", "Angela Smyth"),
        # The dots of a ё are mostly left out.
        ("Алексей Королев", "Алексей Королёв"),
        ("Aleksey Korolev", "Aleksey Korolyov"),
        # In another script no letter is another.
        ("Ханс Бендер", "Hans Binder"),
        # As Latvian has it.
        ("Willy Brandt", "Villijs Brants"),
    ],
)
def test_one_family_name_at_most(first: str, second: str) -> None:
    assert not told(first, second)


LETTERS_APART = [
    (one, other)
    for one, other in pairwise(LISTED)
    if len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
]


@given(st.sampled_from(LETTERS_APART), st.sampled_from(("Anna", "Jan", "Peter")))
def test_the_order_makes_no_difference(names: tuple[str, str], first: str) -> None:
    one, other = (f"{first} {name.title()}" for name in names)
    forth, back = (compare(*pair, type="person") for pair in ((one, other), (other, one)))
    assert forth.probability == back.probability
    assert compare(one, one, type="person").probability > max(0.99, forth.probability - 0.01)


@pytest.mark.parametrize("lang", ["de", ""])
def test_of_two_people_in_an_index_neither_is_taken_for_the_other(lang: str) -> None:
    # With a language names are compared by sounds as well, and without one by letters.
    row = {"id": "bender", "name": "Hans Bender", "type": "person"}
    resolver = Resolver(Gazetteer.from_rows([row | ({"lang": lang} if lang else {})]))
    slip, other = (resolver.resolve(name, type="person") for name in ("Hans Bendder", "Hans Binder"))
    assert (slip.status, slip.id) == ("resolved", "bender")
    assert other.status == "unknown"
    assert TOLD in dict(other.matches[0].contributions)


def test_the_table_is_made_of_lists(tmp_path: Path) -> None:
    census = tmp_path / "dist.all.last"
    census.write_text("SMITH 1.006 1.006 1\nDREW 0.001 1.007 2\nODDITY 0.000 1.007 3\n", "ascii")
    assert list(of_census(census)) == ["SMITH", "DREW"]
    for lang in ("de", "cs"):
        (tmp_path / lang).mkdir()
    (tmp_path / "de" / "person.json").write_text(json.dumps({"surnames": ["Abt"]}), "utf-8")
    (tmp_path / "cs" / "person.json").write_text(
        json.dumps({"surnames": {"male": ["Novák"], "female": ["Nováková"]}}), "utf-8"
    )
    assert list(of_mimesis(tmp_path, ("de", "cs"))) == ["Abt", "Novák", "Nováková"]
    path = tmp_path / "family-names.txt"
    path.write_text(
        text_of({"Latn": ["smithers", "smith", "drew", "smith", "abt", "de smet", "smit"]}), "utf-8"
    )
    assert path.read_text("utf-8").splitlines()[-2:] == ["drew", "smit smith smithers"]
    made = FamilyNames(path)
    assert made.tell_apart("smith", "smithers", "Latn")
    assert made.tell_apart("smit", "drew", "Latn")
    # Names of several words, and of fewer than four letters, aren't kept.
    assert not made.tell_apart("smith", "smet", "Latn")
    assert not made.tell_apart("smith", "abt", "Latn")


def test_a_long_line_goes_on_in_the_next(tmp_path: Path) -> None:
    many = [f"aab{a}{b}{c}" for a in "abc" for b in "abcde" for c in "abcde"]
    path = tmp_path / "family-names.txt"
    path.write_text(text_of({"Latn": many}), "utf-8")
    lines = [line for line in path.read_text("utf-8").splitlines() if line[0] not in "#["]
    assert len(lines) > 1
    assert all(len(line) <= 100 for line in lines)
    made = FamilyNames(path)
    assert all(made.tell_apart(one, other, "Latn") for one, other in pairwise(many))
