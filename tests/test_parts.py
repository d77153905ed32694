"""Parts of a name: words that stand beside it, the language they tell, places of its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from words import WORDS

from canonym.orthography import Orthography
from canonym.parts import Words, family_place, is_designator


def test_words_are_folded_part_by_part(small_words: Words) -> None:
    assert small_words.titles == {"prasident", "prime", "minister"}
    assert small_words.settlements == {"stadt"}
    assert small_words.regions == {"gebiet"}
    assert small_words.particles == {"of", "von"}
    assert set(small_words.inflections) == {"de", "en", "ru", "be"}


def test_what_the_library_ships() -> None:
    assert Orthography([], []).words == WORDS
    assert {"prasident", "ministr"} <= WORDS.titles
    assert {"de", "en", "pl", "ru", "be", "uk"} <= set(WORDS.inflections)


@pytest.mark.parametrize(
    ("fold", "wanted"),
    [
        ("", []),
        ("homel", [(0, "homel")]),
        ("stadt homel", [(1, "homel")]),
        ("prasident von homel", [(2, "homel")]),
        ("prime minister john major", [(2, "john"), (3, "major")]),
        ("gebiet homel", [(0, "gebiet"), (1, "homel")]),  # a region is another entity than its town
        ("prasident", [(0, "prasident")]),  # nothing else is there
        ("stadt of", [(0, "stadt"), (1, "of")]),
    ],
)
def test_core(fold: str, wanted: list[tuple[int, str]], small_words: Words) -> None:
    assert small_words.core(fold) == wanted


@given(st.text("abofstd ", max_size=20))
def test_the_core_keeps_places_and_is_never_empty(fold: str) -> None:
    parts = fold.split()
    core = WORDS.core(fold)
    assert all(parts[place] == part for place, part in core)
    assert [place for place, _ in core] == sorted(place for place, _ in core)
    assert bool(core) == bool(parts)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("", None),
        ("1 2 3", None),
        ("Homel Minsk", None),
        ("der", "en"),  # the later of equals
        ("Der Minister und der Sprecher", "de"),
        ("THE minister AND the speaker", "en"),
        ("the " + "minister " * 11, "en"),
        ("the " + "minister " * 12, None),  # one word in thirteen
        ("of-the", "en"),
        ("minister " * 3000 + "the " * 3000, None),  # only the beginning is looked at
    ],
)
def test_guess_language(text: str, lang: str | None, small_words: Words) -> None:
    assert small_words.guess_language(text) == lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Der Minister sprach am Montag in Minsk mit den Journalisten und reiste dann nach Moskau.", "de"),
        ("The minister spoke to journalists in Minsk on Monday and then travelled to Moscow.", "en"),
        ("Le ministre a parlé lundi avec les journalistes dans la ville et il est parti pour Moscou.", "fr"),
        ("Minister rozmawiał w poniedziałek z dziennikarzami w Mińsku i pojechał do Moskwy.", "pl"),
        ("Ministr mluvil v pondělí na letišti, že se také pojede podle plánu, který je znám.", "cs"),
        ("Министр говорил в понедельник с журналистами и сказал, что не поедет на встречу.", "ru"),
        ("Міністр у панядзелак гаварыў з журналістамі і сказаў, што гэта не так, як было.", "be"),
        ("Міністр у понеділок говорив з журналістами та сказав, що це не так, і поїхав до Києва.", "uk"),
        ("Ministri puhui maanantaina toimittajille Minskissä.", None),
    ],
)
def test_the_language_of_a_sentence(text: str, lang: str | None) -> None:
    assert WORDS.guess_language(text) == lang


@given(st.text(max_size=60))
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert WORDS.guess_language(text) in {None, *WORDS.common}


@pytest.mark.parametrize(
    ("text", "lang", "parts", "place"),
    [
        ("Viktor Khrenin", "en", 2, 1),
        ("Khrenin", "en", 1, 0),
        ("Khrenin, Viktor", "en", 2, 0),
        ("Хрэнін Віктар", "be", 2, 1),
        ("Orbán Viktor", "hu", 2, 0),
        ("習近平", "zh", 3, 0),
        ("Kim Jong Un", "ko", 3, 0),
    ],
)
def test_family_place(text: str, lang: str, parts: int, place: int) -> None:
    assert family_place(text, lang, parts) == place


@pytest.mark.parametrize(
    ("part", "wanted"),
    [("m", True), ("72", True), ("9k720", True), ("b3", True), ("su", False), ("minsk", False)],
)
def test_is_designator(part: str, wanted: bool) -> None:
    assert is_designator(part) is wanted
