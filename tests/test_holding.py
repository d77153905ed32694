"""Listed names held against a mention part by part: an index tells apart what `compare` tells apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import index_of, told
from replay import replay
from strategies import known_failures, read_cases

from canonym.gazetteer import Gazetteer
from canonym.holding import HELD, by_heard_parts
from canonym.query import Query
from canonym.resolve import THRESHOLD, Resolver

PAIRS = [pair for pair in read_cases("pairs.toml")["pair"] if not pair["same"] and pair["type"] != "place"]
FAILING = {(row["asked"], row["listed"]): row["reason"] for row in known_failures("listed")}


def _cases() -> list[Any]:
    """Names that are not one, each asked for where the other is listed. Raw lists of places are compared by
    their letters."""
    found = []
    for pair in PAIRS:
        for one, side in (("first", "second"), ("second", "first")):
            asked, listed = pair[one], pair[side]
            marks = [pytest.mark.xfail(reason=reason)] if (reason := FAILING.get((asked, listed))) else []
            found.append(
                pytest.param(asked, listed, pair["type"], side, marks=marks, id=f"{asked} / {listed}")
            )
    return found


@pytest.fixture(scope="module")
def lists() -> dict[tuple[str, str], Resolver]:
    """Lists of the first names and of the second ones for each type, without their languages."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for pair in PAIRS:
        for side in ("first", "second"):
            row = {"id": pair[side], "name": pair[side], "type": pair["type"]}
            rows.setdefault((pair["type"], side), []).append(row)
    return {key: Resolver(Gazetteer.from_rows(own)) for key, own in rows.items()}


def test_the_known_failures_are_pairs() -> None:
    assert {case.values[:2] for case in _cases()} >= FAILING.keys()


@pytest.mark.parametrize(("asked", "listed", "kind", "side"), _cases())
def test_what_is_not_one_name_is_not_resolved(
    lists: dict[tuple[str, str], Resolver], asked: str, listed: str, kind: Any, side: str
) -> None:
    found = lists[kind, side].resolve(asked, type=kind, limit=20)
    assert all(match.probability < THRESHOLD for match in found.matches if match.id == listed)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Sergej Lawrow", "Sergei Viktorovich LAVROV"),
        ("Łukaszenka Aleksander", "Alexander Grigoryevich Lukashenko"),
        ("Aliaksandr Lukashenka", "Alexander Grigoryevich Lukashenko"),
        ("Kadyrow Ramsan", "Ramzan Akhmatovich KADYROV"),
        ("Jewgeni Prigoschin", "Yevgeny Viktorovich PRIGOZHIN"),
        ("Evgueni Prigojine", "Yevgeny Viktorovich PRIGOZHIN"),
        ("Usmanow Alischer", "Alisher Usmanov"),
    ],
)
@pytest.mark.parametrize("lang", ["", "en"])
def test_two_heard_parts_find_a_person(asked: str, listed: str, lang: str) -> None:
    rows = [{"id": "x", "name": listed, "type": "person", "lang": lang}]
    resolver = Resolver(Gazetteer.from_rows(rows))
    found = resolver.resolve(asked)
    assert found.id == "x"
    replay(asked, found.matches[0], resolver.orthography)


@pytest.mark.parametrize(
    ("asked", "lang", "meant"),
    [
        ("Donalds Tusks", "lv", "Donald Tusk"),
        ("Donaldas Tuskas", "lt", "Donald Tusk"),
        ("Edmundas Štoiberis", "lt", "Edmund Stoiber"),
    ],
)
def test_what_a_language_adds_to_foreign_names_is_undone(asked: str, lang: str, meant: str) -> None:
    rows = [{"id": name, "name": name, "type": "person"} for name in ("Donald Tusk", "Edmund Stoiber")]
    resolver = Resolver(Gazetteer.from_rows(rows))
    found = resolver.resolve(asked, lang=lang)
    assert found.id == meant
    replay(asked, found.matches[0], resolver.orthography)
    assert resolver.resolve(asked).id is None  # any other language's s belongs to the name


def test_a_part_alone_finds_nobody() -> None:
    rows = [{"id": "x", "name": "Sergei Viktorovich Lavrov", "type": "person"}]
    resolver = Resolver(index_of(rows))
    for name in ("Lawrow", "Lawrow Ivanov", "拉夫罗夫"):
        query = Query(name, None, resolver.orthography)
        assert not any(not found.likeness.contradiction for found in by_heard_parts(resolver.index, query)), (
            name
        )


names = st.lists(
    st.sampled_from(["Sergei", "Sergej", "Lawrow", "Lavrov", "Iwan", "Ivan", "Petrow", "Petrovich"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(st.lists(names, min_size=1, max_size=HELD), names)
@settings(max_examples=30)
def test_the_order_of_the_list_changes_nothing(listed: list[str], asked: str) -> None:
    rows = [{"id": str(number), "name": name, "type": "person"} for number, name in enumerate(listed)]
    forward, backward = (Resolver(index_of(some)).resolve(asked) for some in (rows, rows[::-1]))
    assert told(forward) == told(backward)
