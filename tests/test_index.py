"""The index: what is built into it, what it finds, and that nothing else changes its answers."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import icu
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear import LinearIndex, WideIndex
from strategies import golden, misspelled, reordered, rows, slip

from canonym import stages
from canonym.errors import IndexFileError
from canonym.gazetteer import Gazetteer
from canonym.index.build import build_index
from canonym.index.keys import grams, part_key, sound_hash, spelling_key
from canonym.index.search import GRAM_BUDGET, Index
from canonym.index.store import IndexFile, write
from canonym.index.weigh import idf
from canonym.reading import load_readings
from canonym.records import COUNTRY, LISTED, Entity, Name, Reading, Scheme
from canonym.resolve import Resolver
from canonym.scheme import load_schemes

# A few of each: to compile the rules of all of them for every small index would take the time.
FEW_SCHEMES = ("by-bel-Cyrl-Latn-2007", "duden-rus-Cyrl-Latn-2009", "ua-ukr-Cyrl-Latn-2010")
FEW_READINGS = ("be", "de", "en", "ru", "uk", "und")
TOWN = {"id": "place/x", "type": "place", "name": "Гомель", "lang": "ru", "label": "Gomel"}


@cache
def few() -> tuple[list[Scheme], list[Reading]]:
    return (
        [scheme for scheme in load_schemes() if scheme.id in FEW_SCHEMES],
        [reading for reading in load_readings() if reading.id in FEW_READINGS],
    )


def built(*entities: Entity) -> bytes:
    return build_index(Gazetteer(entities), *few())


def index_of(some: Iterable[dict[str, Any]], kind: type[Index] = Index) -> Index:
    return kind(IndexFile(built(*Gazetteer.from_rows(some).entities), "index in memory"))


def answers(resolver: Resolver, names: Iterable[str]) -> list[tuple[str, str | None]]:
    return [(found.status, found.id) for found in resolver.resolve_many(names)]


# What is built --------------------------------------------------------------------------------


def test_every_field_of_an_entity_comes_back() -> None:
    entity = Entity(
        "place/by/x", "place", "X “Y”", (Name("Крупкі", "be", "Cyrl", "endonym", "geonames"), Name("Krupki")),
        kind="town", country="by", prominence=8000.0, different=("place/by/z",), seat="place/by/x",
    )  # fmt: skip
    index = Index(IndexFile(built(entity), ""))
    row = index.find("place/by/x")
    assert row is not None
    assert index.entity(row) == replace(entity, names=())
    assert {index.name(name) for name in index.rows_of(row)} == set(entity.names)
    assert (index.type_of(row), index.country(row), index.prominence[row]) == ("place", "BY", 8000.0)
    assert index.region_of(row) == row
    assert len(index) == 1


@pytest.mark.parametrize("country", ["", "X", "XYZ", "й1", "\ud800a"])
def test_what_is_no_country_code_is_none(country: str) -> None:
    index = index_of([TOWN | {"country": country}])
    assert (index.country(0), index.region_of(0)) == ("", None)


def test_names_that_fold_to_nothing_are_left_out() -> None:
    town = Entity("place/x", "place", "Gomel", (Name("Гомель", "ru", "Cyrl"), Name("—")))
    index = Index(IndexFile(built(town, Entity("place/y", "place", "Nothing", (Name("!"),))), ""))
    assert [index.name(row).text for row in index.rows_of(0)] == ["Гомель"]
    assert (len(index), list(index.rows_of(1))) == (2, [])
    assert Resolver(index).explain("!", "place/y").startswith("Nothing (place/y): none of its names is near")


def test_a_separator_or_a_surrogate_in_a_name_breaks_nothing() -> None:
    index = Index(IndexFile(built(Entity("x", "place", "\ud800", (Name("Go\x1fmel\ud800"),))), ""))
    assert (index.name(0).text, index.entity(0).label) == ("Go mel?", "?")


def test_a_country_in_a_language_that_no_reading_knows_is_found_as_listed_and_no_other_way() -> None:
    names = (Name("Belarus", "en"), Name("Weißrussische", "xx"))
    resolver = Resolver(
        Index(IndexFile(built(Entity("place/BY", "place", "Belarus", names, kind=COUNTRY)), ""))
    )
    assert [bool(resolver.index.form(row)[1]) for row in resolver.index.rows_of(0)] == [True, False]
    assert answers(resolver, ["Belaruss", "Weissrussische"]) == [("resolved", "place/BY")] * 2
    assert answers(resolver, ["Weissrusische", "Weißrussischen"]) == [("unknown", None)] * 2


def test_an_empty_gazetteer_answers_unknown() -> None:
    resolver = Resolver(Gazetteer(()))
    assert answers(resolver, ["Homel", "Гомель", "Gebiet Homel", ""]) == [("unknown", None)] * 4
    assert resolver.scan("Homel liegt in Belarus.") == []


def test_names_are_spelled_in_the_schemes_of_their_language() -> None:
    index = index_of([TOWN])
    numbers = {scheme.id: number for number, scheme in enumerate(index.schemes)}
    assert list(index.spelled("gomel")) == [(0, numbers["duden-rus-Cyrl-Latn-2009"]), (0, LISTED)]
    assert list(index.spelled("g o mel")) == list(index.spelled("gomel"))
    assert list(index.spelled("homel")) == []


def test_a_scheme_that_lacks_a_letter_is_left_out() -> None:
    index = index_of([TOWN | {"name": "Гѩмель"}])
    assert {scheme for _, scheme in index.spelled(Resolver(index).orthography.fold("Гѩмель"))} == {LISTED}


def test_parts_know_their_place_and_weigh_more_the_rarer_they_are() -> None:
    index = index_of([{"id": str(number), "name": f"Ivan Petrov{number}"} for number in range(5)])
    assert {(row, place) for row, place, _ in index.with_part("ivan")} == {(row, 0) for row in range(5)}
    assert list(index.with_part("petrov3")) == [(3, 1, LISTED)]
    assert index.knows_part("petrov3")
    assert not index.knows_part("petrov9")
    assert index.weigh_part("petrov3") > index.weigh_part("ivan") > 0


@pytest.mark.parametrize(
    ("kind", "names", "family"),
    [
        ("place", [("Viktor Khrenin", "alias", "en")], {None}),
        ("person", [("Viktor Khrenin", "full", "en")], {1}),
        ("person", [("Khrenin, Viktor", "full", "en")], {0}),
        ("person", [("Orbán Viktor", "full", "hu")], {0}),
        ("person", [("Wiktor Hiennadzjewitsch Chrenin", "full", "de"), ("Chrenin", "short", "de")], {2, 0}),
        ("person", [("Lula da Silva", "full", "pt"), ("Lula", "short", "pt")], {0}),
        ("person", [("a " * 300, "full", "en")], {199}),
    ],
)
def test_the_family_name(kind: Any, names: list[tuple[str, str, str]], family: set[int | None]) -> None:
    listed = tuple(Name(text, lang, "Latn", status) for text, status, lang in names)
    index = Index(IndexFile(built(Entity("x", kind, "X", listed)), ""))
    assert {index.family_place(row) for row in range(len(index.owner))} == family


def test_an_index_opens_only_with_the_icu_that_folded_it(tmp_path: Path) -> None:
    path = tmp_path / "x.canonym"
    content = build_index(Gazetteer.from_rows([TOWN]), *few(), facts={"icu": "1.0"})
    write(path, content)
    with pytest.raises(IndexFileError, match=r"made with ICU 1\.0, this is ICU .*normalize build"):
        Index.open(path)
    write(path, built(*Gazetteer.from_rows([TOWN]).entities))
    assert Index.open(path).file.facts["icu"] == icu.ICU_VERSION


def test_progress_is_told_by_names() -> None:
    told: list[tuple[int, int]] = []
    gazetteer = Gazetteer.from_rows([TOWN, TOWN | {"name": "Homel"}, TOWN | {"id": "place/y"}])
    build_index(gazetteer, *few(), progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]


def test_keys_of_different_kinds_never_meet() -> None:
    assert len({spelling_key("homel"), part_key("homel"), sound_hash("homel")}) == 3
    assert spelling_key("s 300") == spelling_key("s300")
    assert [gram.to_bytes(3, "little") for gram in grams("ab c")] == [b"^ab", b"abc", b"bc$"]
    assert grams("") == []


def test_the_rarer_a_key_the_more_it_tells() -> None:
    weights = list(idf(np.array([1, 10, 100]), 100))
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_neighbours_share_letters_and_the_nearest_comes_first() -> None:
    index = index_of(
        [{"id": str(n), "name": name} for n, name in enumerate(["Kobryn", "Kobrynka", "Slonim"])]
    )
    assert index.neighbours("kobryn", 9) == [0, 1]
    assert index.neighbours("kobrynka", 1) == [1]
    assert index.neighbours("xyz", 9) == []
    assert index.neighbours("", 9) == []


def test_neighbours_of_common_letters_are_not_all_read(resolver: Resolver) -> None:
    """The rarest windows of letters come first, until a budget is spent."""
    found = resolver.index.neighbours("republikska republik", 24)
    assert len(found) == 24
    assert len(resolver.index.owner) > GRAM_BUDGET


# What changes nothing -------------------------------------------------------------------------


@given(rows(), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_order_changes_nothing(some: list[dict[str, Any]], chance: random.Random) -> None:
    doubled = [*some, *(row | {"name": reordered(row["name"]) + "a", "lang": "und"} for row in some)]
    shuffled = chance.sample(doubled, len(doubled))
    first, second = (built(*Gazetteer.from_rows(order).entities) for order in (doubled, shuffled))
    assert first == second


@given(rows(), st.data())
@settings(max_examples=20)
def test_a_file_answers_as_memory_does(
    tmp_path_factory: pytest.TempPathFactory, some: list[dict[str, Any]], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("index") / "x.canonym"
    write(path, built(*Gazetteer.from_rows(some).entities))
    names = [row["name"] for row in some]
    names += [data.draw(misspelled(name)) for name in names] + list(map(reordered, names))
    opened = Resolver.open(path).resolve_many(names)
    assert opened == Resolver(index_of(some)).resolve_many(names)


@given(rows())
@settings(max_examples=20)
def test_an_unrelated_entity_moves_no_exact_match(some: list[dict[str, Any]]) -> None:
    """Unrelated is what has no spelling in common, be it near: alone or beside all others a listed
    name has the same answer."""
    whole = Resolver(index_of(some))
    for row in some:
        sharing = {name for name, _ in whole.index.spelled(whole.orthography.fold(row["name"]))}
        alone = answers(Resolver(index_of([row])), [row["name"]])
        assert alone == [("resolved", row["id"])]
        if len(sharing) == 1:
            assert answers(whole, [row["name"]]) == alone


# Fast and slow --------------------------------------------------------------------------------


def slow(index: Index, names: list[str]) -> list[tuple[str, str | None]]:
    """The answers when every name that an index offers is scored, however many they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "WIDTH", 10**9)
        patch.setattr(stages, "COMPARED", 10**9)
        return answers(Resolver(index), names)


@given(rows(most=8), st.data())
@settings(max_examples=40)
def test_keys_find_what_reading_every_name_finds(some: list[dict[str, Any]], data: st.DataObject) -> None:
    """The same stages with the same score, in the same order, stopping where one is sure; but each
    is offered every name, where the real index only offers those that share a key."""
    names = [row["name"] for row in some]
    names += [data.draw(misspelled(name)) for name in names] + list(map(reordered, names))
    assert answers(Resolver(index_of(some)), names) == slow(index_of(some, LinearIndex), names)


def test_limits_and_keys_lose_nothing_on_the_default_index(resolver: Resolver) -> None:
    """Nothing that is misspelled by one letter: some names of resolve.toml, the same every run."""
    chance = random.Random(4)  # noqa: S311
    names = [slip(chance, name) for name in chance.sample(sorted({case.name for case in golden()}), 20)]
    assert answers(resolver, names) == slow(WideIndex(resolver.index.file), names)
