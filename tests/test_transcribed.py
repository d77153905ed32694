"""Foreigners who are found by how another script writes their given names."""

from __future__ import annotations

import made
import pytest
from replay import replay

from canonym import Resolver
from canonym.query import Query
from canonym.transcribed import by_given_name

PEOPLE = (
    "Heinrich Lübke",
    "Heinrich Böll",
    "Gerd Lübke",
    "Abdul Taib Mahmud",
    "Zulkifli Noordin",
    "Henri Poincaré",
)


@pytest.fixture(scope="module")
def people() -> Resolver:
    return made.resolver_of_people(*PEOPLE)


def found_by_given_name(resolver: Resolver, name: str, lang: str) -> list[str]:
    """The names that the stage finds."""
    query = Query(name, lang, resolver.orthography)
    return [resolver.index.text(found.row) for found in by_given_name(resolver.index, query)]


@pytest.mark.parametrize(
    ("name", "lang", "wanted"),
    [
        ("하인리히 뤼브케", "ko", "Heinrich Lübke"),
        ("뤼브케 하인리히", "ko", "Heinrich Lübke"),
        ("泰益玛目", "zh", "Abdul Taib Mahmud"),
        ("祖基菲里诺丁", "zh", "Zulkifli Noordin"),
    ],
)
def test_the_rest_is_heard(people: Resolver, name: str, lang: str, wanted: str) -> None:
    assert found_by_given_name(people, name, lang)[:1] == [wanted]
    match = people.resolve(name, type="person", lang=lang).matches[0]
    assert match.entity.label == wanted
    replay(name, match, people.orthography)


@pytest.mark.parametrize(
    ("name", "lang"),
    [("Heinrich Luebke", "en"), ("하인리히", "ko"), ("Генрих", "ru"), ("诺丁", "zh"), ("泰益·玛目", "zh")],
)
def test_nothing_is_told_of_other_mentions(people: Resolver, name: str, lang: str) -> None:
    """In the same script, of one part, or with marks, which another stage looks at."""
    assert found_by_given_name(people, name, lang) == []
