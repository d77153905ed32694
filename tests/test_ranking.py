"""Ranking of what is only near: what is compared, what is known, in which order it comes out; and
that keys and limits lose nothing."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear import LinearIndex, WideIndex
from made import TOWN, answers, index_of, places
from rapidfuzz import fuzz
from strategies import asked, golden, misspelled, plain_rows, rows, slip, syllables

from canonym import dividing, hearing, ranking
from canonym.nearness import Nearness
from canonym.records import TYPES
from canonym.resolution import Match
from canonym.resolve import Resolver
from canonym.rough import bones, hard, soft
from canonym.score import Context, Hints, Weights

WEIGHTS = Weights()
NEARNESS = dict(zip(Nearness._fields, WEIGHTS.nearness(), strict=True))
FACTS = WEIGHTS._known["near"]


def resolver_of(*names: str, **more: Any) -> Resolver:
    return Resolver(index_of(places(*names, **more)))


def ids(resolver: Resolver, name: str, **hints: Any) -> list[str]:
    return [match.id for match in resolver.resolve(name, limit=50, **hints).matches]


def values(match: Match) -> dict[str, float]:
    """The features of a near name, without their weights."""
    weights = NEARNESS | FACTS | {"other country": FACTS["other_country"], "neighbour": WEIGHTS.neighbour}
    return {feature: amount / weights[feature] for feature, amount in match.contributions}


def test_how_near_a_name_is_told_of_its_letters_words_and_sounds() -> None:
    (match,) = resolver_of("Novy Kobryn").resolve("Kobrin", threshold=0).matches
    near = values(match)
    mention, name = "kobrin", "novy kobryn"
    ears = [
        [ear(f"{text}\n").strip() for text in (mention, name)]
        for ear in (hard, lambda text: bones(soft(text)))
    ]
    assert near["neighbour"] == 1
    assert near["letters"] == pytest.approx(fuzz.ratio(mention, name.replace(" ", "")) / 100)
    words = max(fuzz.token_set_ratio(mention, name) / 100, near["letters"])
    assert near["words"] == pytest.approx(words)
    assert near["hard"] == pytest.approx(fuzz.ratio(*ears[0]) / 100)
    assert near["soft"] == pytest.approx(fuzz.ratio(*ears[1]) / 100)
    assert 0 < near["shared"] < 1


@given(plain_rows(), st.data())
@settings(max_examples=30)
def test_the_score_is_the_sum_of_what_is_told(some: list[dict[str, Any]], data: st.DataObject) -> None:
    """The arrays weigh as the features do, one by one: shares follow from sums."""
    resolver = Resolver(index_of(some))
    found = resolver.resolve(data.draw(misspelled(some[0]["name"])), limit=50)
    odds = [sum(amount for _, amount in match.contributions) for match in found.matches]
    assert odds == sorted(odds, reverse=True) or odds == pytest.approx(sorted(odds, reverse=True), abs=1e-4)
    none = 1 - sum(match.probability for match in found.matches)
    for match, sum_of_parts in zip(found.matches, odds, strict=True):
        assert math.log(match.probability / none) == pytest.approx(sum_of_parts, abs=1e-3)


def test_the_nearest_comes_first() -> None:
    resolver = resolver_of("Kobrynka", "Kobryn", "Slonim")
    assert ids(resolver, "Kobrin") == ["place/1", "place/0"]
    assert ids(resolver, "Kobrinka")[0] == "place/0"
    assert ids(resolver, "xyzzy") == []


def test_equals_come_in_the_order_of_their_ids() -> None:
    assert ids(resolver_of("Kobryn", "Kobryn", "Kobryn"), "Kobrin") == ["place/0", "place/1", "place/2"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Objekt 279", 0),
        ("Objikt 279", 1),
        ("Objekt 27", 0),
        ("Objekt", 0),
        ("Objikt A", 0),
        ("Objikt 279 A", 0),
    ],
)
def test_numbers_and_single_letters_must_be_the_same(name: str, kept: int) -> None:
    resolver = resolver_of("Objekt 279")
    near = [
        match for match in resolver.resolve(name, threshold=0).matches if "neighbour" in values_or_none(match)
    ]
    assert len(near) == kept


@pytest.mark.parametrize(
    ("name", "mention", "kept"),
    [
        ("Pul-e Khumri", "Pul-i-Khumry", 1),
        ("Pul-e Khumri", "Pul-i-Khumry B", 0),
        ("Zone A", "Zonne E", 0),
        ("A Kobryn", "B Kobrin", 0),
        ("Kokomo", "科科莫", 1),
    ],
)
def test_single_letters_are_particles_amid_a_name(name: str, mention: str, kept: int) -> None:
    near = resolver_of(name).resolve(mention, threshold=0).matches
    assert len(near) == kept


def test_spaces_are_no_letters() -> None:
    (match,) = resolver_of("Xinjian").resolve("xin jian zhen", threshold=0).matches
    near = values(match)
    assert near["words"] == pytest.approx(near["letters"])
    assert near["letters"] == pytest.approx(fuzz.ratio("xinjian", "xinjianzhen") / 100)


def values_or_none(match: Match) -> set[str]:
    return {feature for feature, _ in match.contributions}


def test_the_mentions_own_form_is_no_neighbour() -> None:
    (match,) = resolver_of("Kobryn").resolve("Kobryn").matches
    assert "neighbour" not in dict(match.contributions)


def test_several_names_that_are_near_count() -> None:
    some: list[dict[str, Any]] = [
        {"id": "place/a", "name": "Kobryn"},
        {"id": "place/a", "name": "Kobrynia"},
        {"id": "place/b", "name": "Kobryn"},
        {"id": "place/b", "name": "Slonim"},
    ]
    first, second = Resolver(index_of(some)).resolve("Kobrinn", threshold=0).matches
    assert (first.id, second.id) == ("place/a", "place/b")
    assert values(first)["hits"] == pytest.approx(math.log(2))
    assert "hits" not in values(second)
    # Kobryn is two entities' name.
    assert values(second)["homonyms"] == pytest.approx(math.log(2))
    assert first.name.text == second.name.text == "Kobryn"


def test_what_is_known_of_an_entity() -> None:
    some: list[dict[str, Any]] = [
        {"id": "place/a", "name": "Kobryn", "country": "BY", "prominence": 1e7},
        {"id": "place/a", "name": "Кобрын"},
        {"id": "place/a", "name": "Kobrynsk"},
        {"id": "place/b", "name": "Slonim", "country": "PL"},
    ]
    resolver = Resolver(index_of(some))
    (match,) = resolver.resolve("Kobrin", threshold=0).matches
    known = values(match)
    # Prominence is known too; while its weight is nought, it isn't told.
    (facts,) = resolver._ranker.facts.of(["Latn"], np.zeros(1, int), np.zeros(1, int), Hints(None, None))
    assert Context(*facts).prominence == pytest.approx(2)
    assert known["covered"] == pytest.approx(math.log(3))  # names in Latin letters, and one more
    assert known["length"] == pytest.approx(math.log(6))
    assert known["usual"] == pytest.approx(resolver.index.usual["Latn"]["BY"])
    assert resolver.index.usual["Latn"]["BY"] < 0 < resolver.index.usual["Latn"]["PL"]
    assert known.keys().isdisjoint({"beside", "country", "other country"})


def test_what_stands_beside_an_exact_name() -> None:
    resolver = resolver_of("Kobryn", "Kobrynn")
    exact, near = resolver.resolve("Kobryn", threshold=0).matches
    assert "neighbour" not in values_or_none(exact)
    assert values(near)["beside"] == 1
    (alone,) = resolver_of("Kobrynn").resolve("Kobryn", threshold=0).matches
    assert "beside" not in values(alone)


def test_hints_of_country_and_type() -> None:
    some: list[dict[str, Any]] = [
        {"id": "person/a", "name": "Kobryn", "type": "person", "country": "PL"},
        {"id": "place/b", "name": "Kobryn", "type": "place", "country": "BY"},
        {"id": "place/c", "name": "Kobryn", "type": "place"},
        {"id": "place/d", "name": "Kobryn", "type": "place", "country": "PL"},
    ]
    resolver = Resolver(index_of(some))
    assert sorted(ids(resolver, "Kobrin")) == ["person/a", "place/b", "place/c", "place/d"]
    assert ids(resolver, "Kobrin", type="person") == ["person/a"]
    assert sorted(ids(resolver, "Kobrin", type="place")) == ["place/b", "place/c", "place/d"]
    assert ids(resolver, "Kobrin", type="equipment") == []
    assert ids(resolver, "Kobrin", type="place", country="by") == ["place/b", "place/c", "place/d"]
    here, unknown, there = resolver.resolve("Kobrin", type="place", country="by", threshold=0).matches
    assert values(here)["country"] == 1
    assert not {"country", "other country"} & values(unknown).keys()
    assert values(there)["other country"] == 1


def test_names_with_a_language_are_heard_and_not_weighed() -> None:
    """In one index both kinds are found, each in its own way."""
    resolver = Resolver(index_of([TOWN, *places("Gomelka")]))
    told = {match.id: values_or_none(match) for match in resolver.resolve("Homelka", threshold=0).matches}
    assert "neighbour" in told["place/0"]
    near = Resolver(index_of([TOWN])).resolve("Gamelj", threshold=0).matches
    assert [match.id for match in near] == ["place/x"]
    assert "neighbour" not in values_or_none(near[0])


def test_titles_and_regions_behind_a_comma_are_left_out_of_the_search() -> None:
    resolver = resolver_of("Kobryn", *syllables(3, 300))
    assert ids(resolver, "Kobrin, Xyzzyrostok")[:1] == ["place/0"]


@given(st.sampled_from(syllables(8, 200)).flatmap(misspelled), st.sampled_from([None, *TYPES]))
@settings(max_examples=20)
def test_limits_only_cut(names: Resolver, name: str, kind: Any) -> None:
    whole = names.resolve(name, limit=12, type=kind)
    for limit in (1, 3):
        assert names.resolve(name, limit=limit, type=kind).matches == whole.matches[:limit]


@pytest.fixture(scope="module")
def names() -> Resolver:
    return resolver_of(*syllables(8, 200))


# Fast and slow --------------------------------------------------------------------------------


@contextmanager
def unlimited() -> Iterator[None]:
    """Every name that an index offers is scored, however many they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dividing, "WIDTH", 10**9)
        for name in ("SOUNDING", "MISHEARD", "COMPARED"):
            patch.setattr(hearing, name, 10**9)
        for name in ("WIDE", "WIDEST", "NARROW"):
            patch.setattr(ranking, name, ranking.Effort(10**9, 10**9, 10**9))
        yield


@given(st.one_of(rows(most=8), plain_rows(most=8)), st.data(), st.sampled_from([None, "ru", "de"]))
@settings(max_examples=60)
def test_keys_find_what_reading_every_name_finds(
    some: list[dict[str, Any]], data: st.DataObject, lang: str | None
) -> None:
    """The same stages with the same score, in the same order, stopping where one is sure; but each
    is offered every name, where the real index only offers those that share a key."""
    names = asked(some, data)
    index = index_of(some)
    fast = Resolver(index).resolve_many(names, lang=lang)
    with unlimited():
        slow = Resolver(index_of(some, LinearIndex)).resolve_many(names, lang=lang)
    for one, other in zip(fast, slow, strict=True):
        # Below, it is by far not meant, and may be lost where sounds are compared.
        if index.hears and 0.05 < other.probability < 0.9:
            # A rival that is two slips away shares no key: without it the same answer may be surer.
            assert one.matches[0].id == other.matches[0].id
        else:
            assert (one.status, one.id) == (other.status, other.id)
    # What by far isn't meant may be lost where sounds are compared, else the rest is the same as well.
    for one, other in zip(fast, slow, strict=True) if not index.hears else ():
        assert [match.id for match in one.matches] == [match.id for match in other.matches]
        assert [match.probability for match in one.matches] == pytest.approx(
            [match.probability for match in other.matches], rel=1e-4
        )


def test_limits_and_keys_lose_nothing_on_the_default_index(resolver: Resolver) -> None:
    """Nothing that is misspelled by one letter: some names of resolve.toml, the same every run."""
    chance = random.Random(4)  # noqa: S311
    names = [slip(chance, name) for name in chance.sample(sorted({case.name for case in golden()}), 20)]
    expected = answers(resolver, names)
    with unlimited():
        assert answers(Resolver(WideIndex(resolver.index.file)), names) == expected
