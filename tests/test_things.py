"""Names of organizations and places, term by term."""

from __future__ import annotations

import pytest

from canonym import compare
from canonym.comparison import _shipped
from canonym.equipment import equipment_of
from canonym.namer import Namer, number_of, words_of
from canonym.terms import load_terms
from canonym.things import Thing
from canonym.word_forms import akin, declined_together, formed_alike


def thing(name: str, *, known: bool = False, parted: bool = False) -> Thing:
    orthography, _, lexicon = _shipped()
    namer = Namer(lexicon.vocabulary, orthography.words, orthography.fold)
    return namer.thing(name, known=known, parted=frozenset(words_of(name) if parted else ()))


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("58", 58),
        ("58th", 58),
        ("007", 7),
        ("xii", 12),
        ("iv", 4),
        ("ix", 9),
        ("i", None),
        ("58aya", 58),
        ("58tanks", None),
        ("bank", None),
        ("", None),
    ],
)
def test_numbers(word: str, wanted: int | None) -> None:
    orthography, _, _ = _shipped()
    assert number_of(word, orthography.words.ordinal_ends) == wanted


@pytest.mark.parametrize(
    ("name", "words", "legal", "countries", "numbers"),
    [
        ("ООО «Вектор»", ["vektor"], {"legal/llc"}, set(), ()),
        ("Nordlicht e.V.", ["nordlicht"], {"legal/association"}, set(), ()),
        ("Министерство обороны РФ", [], set(), {"countries/RU"}, ()),
        ("58-я армия", [], set(), set(), (58,)),
        ("First National Bank of Dunmore", ["dunmore"], set(), set(), (1,)),
        ("ТОВ «Берег»", [], {"legal/llc"}, set(), ()),
        ("Ministère de la Défense de la Russie", [], set(), {"countries/RU"}, ()),
        ("Bundesministerium", [], set(), {"countries/DE", "countries/AT"}, ()),
        ("институт в Минске V", ["minske"], set(), set(), (5,)),
        ("القامشلي", ["qamshly"], set(), set(), ()),
    ],
)
def test_what_a_name_is_made_of(
    name: str, words: list[str], legal: set[str], countries: set[str], numbers: tuple[int, ...]
) -> None:
    found = thing(name)
    assert [word.fold for word in found.words] == words
    assert found.legal >= legal
    assert (set(found.countries), found.numbers) == (countries, numbers)


@pytest.mark.parametrize(
    ("name", "words", "concept"),
    [
        ("Baikalsee", ["baikal"], "places/lake"),
        ("Oberengadin", ["engadin"], "places/upper"),
        ("Oberschlesien", [], "regions/silesia"),
        ("千葉県", ["qianye"], "places/prefecture"),
        ("ヤマト銀行", ["yamato"], "heads/bank"),
        ("외교부", [], "heads/foreign-affairs"),
        ("부산광역시", ["busan"], "places/city"),
    ],
)
def test_what_is_written_together_is_taken_apart(name: str, words: list[str], concept: str) -> None:
    found = thing(name, parted=True)
    assert [word.fold for word in found.words] == words
    assert concept in {meaning for each in found.concepts for meaning in each.means}


@pytest.mark.parametrize("name", ["京都", "Saal", "Bering", "北海"])
def test_a_name_needs_letters_of_its_own(name: str) -> None:
    assert [word.written for word in thing(name, parted=True).words] == [name]


def test_known_names_are_terms_where_they_are_wanted() -> None:
    assert thing("Управление ФСБ", known=True).known == {"organization/ru/fsb"}
    assert thing("OTAN", known=True).known == thing("НАТО", known=True).known == {"organization/int/nato"}
    assert not thing("OTAN").known


@pytest.mark.parametrize(
    ("name", "designation", "number", "words"),
    [
        ("Lockheed Martin F-16C", "f16c", "", []),
        ("Т-72Б3", "t72b3", "", []),
        ("USS Nimitz (CVN-68)", "", "cvn68", ["nimitz"]),
        ("танк Т-90М «Прорыв»", "t90m", "", ["proryv"]),
        ("hull number 601", "601", "", []),
        ("Iskander-M", "m", "", ["iskander"]),
    ],
)
def test_what_a_name_of_equipment_is_made_of(
    name: str, designation: str, number: str, words: list[str]
) -> None:
    orthography, _, lexicon = _shipped()
    found = equipment_of(name, orthography.fold, lexicon.vocabulary)
    assert (found.designation, found.number) == (designation, number)
    assert [word.fold for word in found.words] == words


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Vilniaus", "Vilnius", True),
        ("Kauno", "Kaunas", True),
        ("Tunis", "Tuni", False),
        ("Marino", "Marin", False),
        ("Rom", "Roms", False),
        ("Rih", "Рог", True),
        ("Рог", "Rih", True),
        ("Bih", "Рог", False),
        ("Lviv", "Львов", False),
        ("Rih", "Rog", False),
        ("Рог", "Ріг", False),
    ],
)
def test_words_akin_beside_the_same(one: str, other: str, wanted: bool) -> None:
    orthography, _, _ = _shipped()
    assert akin(one, other, orthography) == akin(other, one, orthography) == wanted


def test_a_compound_means_what_its_parts_do() -> None:
    new, town = thing("Neustadt").concepts
    assert new.means == {"places/new", "heads/new"}
    assert town.means == {"places/city"}
    assert [concept.means for concept in thing("Verteidigungsministerium").concepts] == [
        {"heads/ministry"},
        {"heads/defence"},
    ]


def test_what_tells_things_apart() -> None:
    for one, other in (
        ("ООО «Вектор»", "АО «Вектор»"),
        ("Ministry of Defence of Ukraine", "Министерство обороны Российской Федерации"),
        ("School No. 5", "Школа № 6"),
        ("Verteidigungsministerium", "Innenministerium"),
    ):
        found = compare(one, other, type="organization")
        assert found.probability < 0.5


def test_the_general_share_company_is_each_special_one() -> None:
    assert compare("АО «Вектор»", "ПАО «Вектор»", type="organization").probability > 0.5


def test_every_term_folds_to_something() -> None:
    orthography, _, _ = _shipped()
    terms = load_terms(orthography.fold)
    assert len(terms) > 10_000
    assert all(key and found for key, found in terms.items())


@pytest.mark.parametrize(
    ("words", "others", "wanted"),
    [
        ("Rigas Stradina", "Riga Stradins", [("Rigas", "Riga"), ("Stradina", "Stradins")]),
        ("Riga Stradins", "Rigas Stradina", [("Riga", "Rigas"), ("Stradins", "Stradina")]),
        ("Rigas", "Riga", []),
        ("Rigas Stradina", "Riga Tunis", []),
        ("Tunis Marin", "Tuni Marina", []),
    ],
)
def test_two_words_in_a_case_tell_the_language(
    words: str, others: str, wanted: list[tuple[str, str]]
) -> None:
    orthography, _, _ = _shipped()
    assert declined_together(words.split(), others.split(), orthography) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("Gdański", "Gdynia", False), ("Gdański", "Gdańsk", True), ("Львовская", "Lviv", True)],
)
def test_an_adjective_has_the_only_vowel_of_its_name(one: str, other: str, wanted: bool) -> None:
    orthography, _, _ = _shipped()
    assert formed_alike(one, other, orthography) is formed_alike(other, one, orthography) is wanted
