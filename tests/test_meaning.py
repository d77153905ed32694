"""Organizations and places found by what the words of their names mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear import LinearIndex
from made import content_of, told
from replay import lexicon, replay
from strategies import misspelled, read_cases, things

from canonym import Gazetteer
from canonym.index.mapped import IndexFile
from canonym.index.search import Index
from canonym.meaning import MEANT, by_terms
from canonym.query import Query
from canonym.records import Entity, Name
from canonym.resolve import Resolver

TABLE = read_cases("terms.toml")
ROWS = [
    {"id": id_, "type": id_.partition("/")[0], "name": name, "lang": lang, "country": country}
    for id_, name, lang, country in TABLE["rows"]
]
CASES = TABLE["cases"]


@pytest.fixture(scope="module")
def resolver_of_things() -> Resolver:
    return Resolver(Gazetteer.from_rows(ROWS))


def found_by_terms(resolver: Resolver, name: str) -> set[str]:
    """The entities that the stage finds."""
    index, query = resolver.index, Query(name, None, resolver.orthography)
    return {index.entity(index.owner(found.row)).id for found in by_terms(index, query)}


@pytest.mark.parametrize(("name", "wanted", "reason"), CASES)
def test_what_names_mean(resolver_of_things: Resolver, name: str, wanted: str, reason: str) -> None:
    assert (resolver_of_things.resolve(name).id or "") == wanted, reason


@pytest.mark.parametrize("name", [name for name, wanted, _ in CASES if wanted])
def test_the_explanation_can_be_retraced(resolver_of_things: Resolver, name: str) -> None:
    found = resolver_of_things.resolve(name)
    replay(name, found.matches[0], resolver_of_things.orthography)
    assert found.id is not None
    assert found.matches[0].reason(name) in resolver_of_things.explain(name, found.id)


def test_a_list_is_answered_as_its_names(resolver_of_things: Resolver) -> None:
    names = [name for name, _, _ in CASES]
    alone = [resolver_of_things.resolve(name) for name in names]
    assert list(map(told, resolver_of_things.resolve_many(names))) == list(map(told, alone))


def test_a_name_without_its_kind_is_no_other(resolver_of_things: Resolver) -> None:
    """Nor one with a kind of another."""
    for name in ("Kursk", "Курск", "Kursk city", "Lake Kursk", "Байкал", "Baravaya", "58", "Armee"):
        assert found_by_terms(resolver_of_things, name) == set()
    assert found_by_terms(resolver_of_things, "Kursk Region") == {"place/ru/kursk-oblast"}


def test_names_without_terms_and_people_have_no_keys() -> None:
    rows = [
        {"id": "place/x", "type": "place", "name": "Kobryn", "lang": "en"},
        {"id": "place/y", "type": "place", "name": "Lake Baikal"},
        {"id": "person/x", "type": "person", "name": "Lake Bell", "lang": "en"},
        {"id": "equipment/x", "type": "equipment", "name": "58th Army Tank", "lang": "en"},
    ]
    assert not Resolver(Gazetteer.from_rows(rows)).index.tells_terms


def test_a_former_name_counts_less() -> None:
    now, then = (
        Resolver(Gazetteer((Entity("place/x", "place", "x", (Name("Lake Baikal", "en", status=status),)),)))
        .resolve("Baikalsee")
        .probability
        for status in ("endonym", "former")
    )
    assert then < now


def with_vocabulary(some: list[dict[str, Any]], kind: type[Index]) -> Resolver:
    return Resolver(kind(IndexFile(content_of(some), ""), lexicon))


@given(things(), st.data(), st.sampled_from([None, "ru", "de"]))
@settings(max_examples=25, deadline=None)
def test_keys_find_what_reading_every_name_finds(
    some: list[dict[str, Any]], data: st.DataObject, lang: str | None
) -> None:
    names = [row["name"] for row in data.draw(things())]
    names += [row["name"] for row in some] + [data.draw(misspelled(row["name"])) for row in some]
    fast, slow = with_vocabulary(some, Index), with_vocabulary(some, LinearIndex)
    for name in names:
        one, other = (
            [
                (found.row, found.likeness)
                for found in by_terms(each.index, Query(name, lang, each.orthography))
            ]
            for each in (fast, slow)
        )
        assert one == other
        for match in fast.resolve(name, lang=lang).matches:
            replay(name, match, fast.orthography)


def test_no_more_names_are_compared_than_can_be() -> None:
    some = [ROWS[-5] | {"id": f"place/{number}"} for number in range(MEANT + 5)]
    resolver = Resolver(Gazetteer.from_rows(some))
    assert len(found_by_terms(resolver, "Гродзенская вобласць")) == MEANT


@pytest.fixture(scope="module")
def companies() -> Resolver:
    names = (
        "Belle Rive Group",
        "Northwind Bank",
        "Kestrel Holding",
        "Kestrel Airlines",
        "Marlow Motors GmbH",
    )
    return Resolver(Gazetteer.from_rows({"id": name, "name": name, "type": "organization"} for name in names))


@pytest.mark.parametrize(
    ("asked", "status", "first"),
    [
        ("Belle Rive", "resolved", "Belle Rive Group"),
        ("Кестрел", "ambiguous", "Kestrel Airlines"),
        ("Northwind", "unknown", "Northwind Bank"),
        ("Northwind Airlines", "unknown", None),
        ("Kestrel", "ambiguous", "Kestrel Airlines"),
        ("Kestrel Group", "unknown", None),
        ("Marlow", "unknown", None),
    ],
)
def test_what_an_organization_is_may_be_left_out(
    companies: Resolver, asked: str, status: str, first: str | None
) -> None:
    """A name's own words find it, and are sure only where nothing but its style is left out."""
    found = companies.resolve(asked, type="organization")
    assert found.status == status
    likely = found.likely
    assert (likely[0].id if likely else None) == first
    for match in likely:
        replay(asked, match, companies.orthography)
