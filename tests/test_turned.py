"""Names with the family name first, as lists and Russian labels have them."""

from __future__ import annotations

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
