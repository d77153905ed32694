"""Names with the family name first, as lists and Russian labels have them."""

from __future__ import annotations

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import index_of

from canonym.hearing import by_sound
from canonym.query import Query
from canonym.resolve import Resolver
from canonym.text import turned


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Шойбле, Вольфганг", "Вольфганг Шойбле"),
        ("Lukashenko,Alexander", "Alexander Lukashenko"),
        ("سان مارکوس، کالیفرنیا", "کالیفرنیا سان مارکوس"),
        ("Lukashenko", None),
        ("Lukashenko,", None),
        (", Alexander", None),
        ("Jr., King, Martin", None),
        ("", None),
    ],
)
def test_one_comma_between_two_parts(text: str, wanted: str | None) -> None:
    assert turned(text) == wanted


@given(st.text(max_size=20))
def test_nothing_is_lost_by_turning(text: str) -> None:
    found = turned(text)
    if found is not None:
        assert sorted(found.replace(" ", "")) == sorted(
            letter for letter in text.replace(" ", "") if letter not in ",،、" and not letter.isspace()
        ) or any(letter.isspace() and letter != " " for letter in text)
        assert turned(found) is None


def test_a_name_that_only_sounds_alike_is_found_the_other_way_round() -> None:
    rows = [
        {"id": "person/a", "name": "Wolfgang Schäuble", "type": "person", "lang": "de"},
        {"id": "person/b", "name": "Ludwig Erhard", "type": "person", "lang": "de"},
    ]
    resolver = Resolver(index_of(rows))
    query = Query("Эрхард, Людвиг", "ru", resolver.orthography)
    forms = [found.likeness.form for found in by_sound(resolver.index, query)]
    assert "Людвиг Эрхард" in forms
    assert resolver.resolve("Эрхард, Людвиг", lang="ru").id == "person/b"


# People of whom the one is asked for, among as many others of whom some share a name with them.
PEOPLE = (
    ("Winston Churchill", ("ru", "Черчилль Уинстон"), ("ar", "تشرشل ونستون"), ("he", "צ'רצ'יל וינסטון")),
    ("Virginia Woolf", ("ru", "Вулф Вирджиния"), ("el", "Γουλφ Βιρτζίνια"), ("fa", "وولف ویرجینیا")),
    ("Charles Darwin", ("uk", "Дарвін Чарлз"), ("ka", "დარვინი ჩარლზ"), ("hy", "Դարվին Չարլզ")),
    ("Isaac Newton", ("ru", "Ньютон Исаак"), ("hi", "न्यूटन आइज़क"), ("bg", "Нютон Исак")),
    ("John Lennon", ("ru", "Леннон Джон"), ("sr", "Ленон Џон"), ("ar", "لينون جون")),
)
OTHERS = (
    "John Newton",
    "Isaac Lennard",
    "Charles Woolmer",
    "Virginia Darling",
    "Winston Churchward",
    "John Charles",
)


@pytest.fixture(scope="module")
def people() -> Resolver:
    return made.resolver_of_people(*(name for name, *_ in PEOPLE), *OTHERS)


@pytest.mark.parametrize(
    ("written", "lang", "name"), [(text, lang, name) for name, *asked in PEOPLE for lang, text in asked]
)
def test_no_comma_is_needed(people: Resolver, written: str, lang: str, name: str) -> None:
    assert people.resolve(written, type="person", lang=lang).matches[0].id == name


@pytest.mark.parametrize(
    ("written", "lang", "name"),
    [
        ("Уинстон Леонард Спенсер Черчилль", "ru", "Winston Churchill"),
        ("Черчилль Уинстон Леонард Спенсер", "ru", "Winston Churchill"),
        ("Чарлз Роберт Дарвин", "ru", "Charles Darwin"),
        ("جون وينستون لينون", "ar", "John Lennon"),
        ("Αδελίν Βιρτζίνια Γουλφ", "el", "Virginia Woolf"),
    ],
)
def test_names_that_the_listed_one_lacks(people: Resolver, written: str, lang: str, name: str) -> None:
    assert people.resolve(written, type="person", lang=lang).matches[0].id == name


def test_an_order_that_nothing_asks_for_is_not_told() -> None:
    resolver = made.resolver_of_people("John Lennon")
    found = resolver.resolve("Леннон Джон", type="person", lang="ru").matches[0]
    assert [step.step for step in found.evidence] == ["part", "part"]
