"""Names of organizations and places, term by term."""

from __future__ import annotations

import pytest

from canonym import compare
from canonym.comparison import _shipped
from canonym.terms import load_terms
from canonym.things import number_of, thing_of


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
        ("bank", None),
        ("", None),
    ],
)
def test_numbers(word: str, wanted: int | None) -> None:
    assert number_of(word) == wanted


@pytest.mark.parametrize(
    ("name", "words", "legal", "countries", "numbers"),
    [
        ("ООО «Вектор»", ["vektor"], {"legal/llc"}, set(), ()),
        ("Nordlicht e.V.", ["nordlicht"], {"legal/association"}, set(), ()),
        ("Министерство обороны РФ", [], set(), {"countries/RU"}, ()),
        ("58-я армия", [], set(), set(), (58,)),
        ("First National Bank of Dunmore", ["dunmore"], set(), set(), (1,)),
    ],
)
def test_what_a_name_is_made_of(
    name: str, words: list[str], legal: set[str], countries: set[str], numbers: tuple[int, ...]
) -> None:
    orthography, _, lexicon = _shipped()
    thing = thing_of(orthography.fold(name).split(), lexicon, orthography.words.particles)
    assert [word.fold for word in thing.words] == words
    assert thing.legal >= legal
    assert (set(thing.countries), thing.numbers) == (countries, numbers)


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
