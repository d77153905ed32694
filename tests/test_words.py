"""words.toml: every entry folds to something, stands there once, and is written in its language."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import Any

import icu
import pytest

from canonym.parts import WORD_FILE, Words
from canonym.script import scripts, scripts_of
from canonym.text import Folder

DATA: dict[str, Any] = tomllib.loads(WORD_FILE.read_text("utf-8"))
LISTS = [key for key, value in DATA.items() if isinstance(value, list)]
COMMON: dict[str, list[str]] = DATA["common"]
INFLECTIONS: dict[str, list[list[str]]] = DATA["inflections"]
FOLD = Folder().fold


def twice(items: Iterable[Any]) -> list[Any]:
    return [item for item, count in Counter(items).items() if count > 1]


def test_what_the_file_holds() -> None:
    assert {
        *LISTS,
        "common",
        "sexes",
        "endings",
        "inflections",
        "nominatives",
        "adjectives",
        "of_places",
    } == set(DATA)
    assert {"titles", "settlements", "regions", "particles", "connectives", "ordinal_ends"} <= set(LISTS)
    assert all(DATA[key] for key in LISTS)
    assert {*COMMON, *INFLECTIONS} <= set(icu.Locale.getISOLanguages())
    assert all(COMMON.values())


def alphabet(lang: str) -> set[str]:
    return set("".join(icu.LocaleData(lang).getExemplarSet()))


@pytest.mark.parametrize("key", LISTS)
def test_every_word_folds_to_something(key: str) -> None:
    assert [word for word in DATA[key] if not FOLD(word)] == []


@pytest.mark.parametrize("key", LISTS)
def test_no_word_stands_there_twice(key: str) -> None:
    assert twice(DATA[key]) == []


@pytest.mark.parametrize("key", LISTS)
def test_words_are_tidy(key: str) -> None:
    assert [word for word in DATA[key] if word != " ".join(word.split())] == []
    assert [word for word in DATA[key] if len(scripts(word)) != 1] == []


@pytest.mark.parametrize("lang", INFLECTIONS)
def test_an_inflection_is_an_ending_and_what_stands_for_it(lang: str) -> None:
    assert [row for row in INFLECTIONS[lang] if [type(cell) for cell in row] != [str, str]] == []
    assert [row for row in INFLECTIONS[lang] if row[0] == row[1]] == []
    assert [row for row in INFLECTIONS[lang] if row != [cell.strip().lower() for cell in row]] == []


@pytest.mark.parametrize("lang", INFLECTIONS)
def test_no_inflection_stands_there_twice(lang: str) -> None:
    assert twice(map(tuple, INFLECTIONS[lang])) == []


@pytest.mark.parametrize("lang", INFLECTIONS)
def test_every_ending_is_in_the_script_of_its_language(lang: str) -> None:
    script = icu.Locale(lang).addLikelySubtags().getScript()
    assert [row for row in INFLECTIONS[lang] if set(scripts("".join(row))) - set(scripts_of(script))] == []


def test_what_is_added_to_foreign_names_is_an_ending_in_s() -> None:
    """`Words.without_nominatives` looks at names of which every part ends so."""
    for lang, endings in DATA["nominatives"].items():
        assert lang in icu.Locale.getISOLanguages()
        assert endings == list(dict.fromkeys(endings))
        assert all(ending.endswith("s") and set(ending) <= alphabet(lang) for ending in endings)


@pytest.mark.parametrize("lang", COMMON)
def test_common_words_are_of_their_language(lang: str) -> None:
    assert twice(COMMON[lang]) == []
    assert [word for word in COMMON[lang] if not word.isalpha() or word != word.lower()] == []
    assert [word for word in COMMON[lang] if set(word) - alphabet(lang)] == []


@pytest.mark.parametrize("lang", INFLECTIONS)
def test_every_letter_of_an_ending_is_of_its_alphabet(lang: str) -> None:
    """ICU lists the letters of each language: no ы in Ukrainian, no и in Belarusian."""
    assert [row for row in INFLECTIONS[lang] if set("".join(row)) - alphabet(lang) - set("'’")] == []


@pytest.mark.parametrize("lang", sorted(DATA["sexes"]))
def test_endings_of_the_sexes_are_folded_pairs_that_differ(lang: str) -> None:
    rows = DATA["sexes"][lang]
    assert rows == [list(pair) for pair in dict.fromkeys(map(tuple, rows))]
    for man, woman in rows:
        assert man != woman
        assert (man + woman).isascii()
        assert (man + woman).islower()


def test_adjectives_are_folded_and_end_as_nothing_else_does() -> None:
    rows = DATA["adjectives"]
    texts = [*rows["endings"], *(cell for row in (*rows["stems"], *rows["whole"]) for cell in row)]
    assert [text for text in texts if FOLD(text) != text] == []
    assert twice(rows["endings"]) == []
    assert twice(map(tuple, rows["stems"])) == []


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("курская", "Kursk"),
        ("Sanocki", "Sanok"),
        ("ладожское", "Ladoga"),
        ("Kurskoye", "Kursk"),
        ("Leipziger", "Leipzig"),
        ("pražský", "Praha"),
        ("krośnieński", "Krosno"),
    ],
)
def test_adjectives_begin_as_the_name_does(adjective: str, name: str) -> None:
    stems = Words.load(FOLD).adjectives.stems_of(FOLD(adjective))
    assert {FOLD(name), FOLD(name).rstrip("aeiouy")} & stems


@pytest.mark.parametrize("word", ["Kursk", "Marino", "Marina", "Bank"])
def test_a_name_is_no_adjective(word: str) -> None:
    assert Words.load(FOLD).adjectives.stems_of(FOLD(word)) == frozenset()


@pytest.mark.parametrize("lang", sorted(DATA["endings"]))
def test_endings_of_family_names_are_folded(lang: str) -> None:
    endings = DATA["endings"][lang]
    assert twice(endings) == []
    assert [end for end in endings if not (end.isascii() and end.isalpha() and end.islower())] == []
