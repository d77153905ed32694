"""Gazetteers: read from a folder, made of rows, merged with others."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.check import check_paths
from canonym.errors import DataError, Problem
from canonym.gazetteer import Gazetteer
from canonym.given_names import GIVEN_NAMES
from canonym.records import COUNTRY, TYPES, Entity, Name, Source

FILES = {
    "sources.toml": """
[atlas]
title     = "Atlas of towns"
publisher = "An institute"
licence   = "CC0-1.0"
accessed  = 2026-01-31
url       = "https://example.org/"

[map]
""",
    "homonyms.toml": 'lida = ["place/lida", "person/lida"]\n',
    "retired.toml": '"place/lyda" = "place/lida"\n',
    "place/lida.toml": """
id    = "place/lida"
kind  = "town"
label = "Lida"
names = [
  ["en", "Latn", "Lida", "exonym", "atlas"],
  ["ru", "Cyrl", "Лида", "endonym", "map"],
]
not   = ["person/lida"]
[facts]
country    = { is = "BY", source = "map" }
geonames   = { is = 626450, source = "map" }
point      = { is = [53.8833, 25.2997], source = "map" }
population = { is = 98036, source = "map" }
seat       = { is = "place/lida", source = "map" }
wikidata   = { is = "Q105103", source = "map" }
""",
    "person/lida.toml": """
id    = "person/lida"
label = "Lida"
names = [["en", "Latn", "Lida", "short", "atlas"]]
""",
}
LIDA = Entity(
    id="place/lida",
    type="place",
    label="Lida",
    names=(Name("Lida", "en", "Latn", "exonym", "atlas"), Name("Лида", "ru", "Cyrl", "endonym", "map")),
    kind="town",
    country="BY",
    prominence=98036.0,
    same_as=MappingProxyType({"wikidata": "Q105103", "geonames": "626450"}),
    different=("person/lida",),
    seat="place/lida",
)
PERSON = Entity("person/lida", "person", "Lida", (Name("Lida", "en", "Latn", "short", "atlas"),))


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_a_folder_is_read(tmp_path: Path) -> None:
    found = Gazetteer.load(lay(tmp_path, FILES))
    assert found == Gazetteer.load(str(tmp_path))
    assert found.entities == (PERSON, LIDA)  # in the order of the paths
    assert found.sources == {
        "atlas": Source(
            "atlas", "Atlas of towns", "An institute", "CC0-1.0", "2026-01-31", "https://example.org/"
        ),
        "map": Source("map", "", "", "", ""),
    }
    assert found.homonyms == {"lida": {"place/lida", "person/lida"}}
    assert found.retired == {"place/lyda": "place/lida"}


def test_a_folder_needs_no_lists(tmp_path: Path) -> None:
    found = Gazetteer.load(lay(tmp_path, {"person/lida.toml": FILES["person/lida.toml"]}))
    assert found == Gazetteer((PERSON,))


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        Gazetteer.load(tmp_path / "none")
    assert caught.value.problems == (Problem(str(tmp_path / "none"), 0, "no such folder"),)


def test_of_very_many_problems_the_first_are_told() -> None:
    with pytest.raises(DataError) as caught:
        Gazetteer.from_rows({"name": "Nameless"} for _ in range(1234))
    assert len(caught.value.problems) == 1234
    first, *_, last, rest = str(caught.value).split("\n")
    assert (first, last, rest) == ("row:1: no id", "row:100: no id", "and 1,134 more")


def test_all_problems_of_all_files_are_told(tmp_path: Path) -> None:
    """A list of names, here as deep as a place, is an entity and not a list of sources."""
    lay(tmp_path, FILES)
    (tmp_path / "person" / "lida.toml").write_text("a =", "utf-8")
    (tmp_path / "place" / "lida.toml").write_text('id = "lida"\nlabel = "Lida"\ncolour = 1\n', "utf-8")
    lay(tmp_path, {"place/sources.toml": FILES["sources.toml"], "homonyms.toml": "lida = 5\n"})
    with pytest.raises(DataError) as caught:
        Gazetteer.load(tmp_path)
    told = [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert sorted(told) == [
        "homonyms.toml:1: homonyms are a key and a list of ids",
        "person/lida.toml:1: not valid TOML: Invalid value",
        "place/lida.toml:1: id 'lida' differs from the file's place 'place/lida'",
        "place/lida.toml:1: type 'lida' is none of person, place, organization, equipment",
        "place/lida.toml:3: unknown field 'colour'",
        "place/sources.toml:1: no id",
        "place/sources.toml:2: unknown field 'atlas'",
        "place/sources.toml:9: unknown field 'map'",
    ]


def test_the_gazetteers_are_clean() -> None:
    folder = Path(__file__).parents[1] / "gazetteers"
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {*TYPES, GIVEN_NAMES}
    assert list(map(str, check_paths([folder]))) == []


def test_a_country_gets_the_names_of_both() -> None:
    belarus = Entity(
        id="place/BY",
        type="place",
        label="Belarus",
        names=(Name("Belarus", "en"), Name("Weißrussland", "de")),
        kind=COUNTRY,
        country="BY",
        prominence=1e7,
        same_as=MappingProxyType({"wikidata": "Q1", "geonames": "2"}),
        different=("place/RU",),
    )
    ours = Entity(
        id="place/BY",
        type="place",
        label="Republic of Belarus",
        names=(Name("Belarus, Republic of", "en"), Name("Belarus", "en")),
        same_as=MappingProxyType({"wikidata": "Q184"}),
        different=("place/by/lida",),
    )
    merged = Gazetteer((PERSON, ours), homonyms={"lida": frozenset({"a"})}).with_entities([belarus, LIDA])
    by_id = {entity.id: entity for entity in merged.entities}
    assert len(merged.entities) == len(by_id) == 3
    assert by_id["place/lida"] == LIDA
    assert by_id["person/lida"] == PERSON
    assert merged.homonyms == {"lida": {"a"}}
    both = by_id["place/BY"]
    assert [name.text for name in both.names] == ["Belarus, Republic of", "Belarus", "Weißrussland"]
    assert (both.label, both.kind, both.country, both.prominence) == (
        "Republic of Belarus",
        COUNTRY,
        "BY",
        1e7,
    )
    assert dict(both.same_as) == {"wikidata": "Q184", "geonames": "2"}
    assert both.different == ("place/by/lida",)


def test_rows_of_one_id_are_one_entity() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "1", "name": "Лида", "lang": "ru", "label": "", "country": None},
        {"id": "2", "name": "Pinsk"},
        {"id": "1", "name": "Lida", "type": "organization", "label": "Lida", "country": "BY"},
        {
            "id": "1",
            "name": "Lida",
            "label": "Lyda",
            "prominence": "98036",
            "same_as": "wikidata:Q1 geonames:2",
        },
    ]
    assert Gazetteer.from_rows(rows).entities == (
        Entity(
            id="1",
            type="organization",
            label="Lida",
            names=(Name("Лида", "ru", "Cyrl"), Name("Lida", "und", "Latn")),
            country="BY",
            prominence=98036.0,
            same_as=MappingProxyType({"wikidata": "Q1", "geonames": "2"}),
        ),
        Entity("2", "place", "Pinsk", (Name("Pinsk"),)),
    )


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"id": 0, "name": 5}, Entity("0", "place", "5", (Name("5", script="Zyyy"),))),
        (
            {"id": "a", "name": "A", "same_as": {"geonames": 2}},
            Entity("a", "place", "A", (Name("A"),), same_as=MappingProxyType({"geonames": "2"})),
        ),
        ({"id": "a", "name": "A", "same_as": ""}, Entity("a", "place", "A", (Name("A"),))),
        (
            {"id": "a", "name": "A", "same_as": None, "prominence": None},
            Entity("a", "place", "A", (Name("A"),)),
        ),
        (
            {"id": "a", "name": "A", "prominence": 0.5},
            Entity("a", "place", "A", (Name("A"),), prominence=0.5),
        ),
        ({"id": "a", "name": "A", "type": "", "lang": ""}, Entity("a", "place", "A", (Name("A"),))),
        ({"id": "a", "name": "A", "colour": "green"}, Entity("a", "place", "A", (Name("A"),))),
    ],
)
def test_what_a_row_may_hold(row: dict[str, Any], wanted: Entity) -> None:
    assert Gazetteer.from_rows([row]).entities == (wanted,)


@pytest.mark.parametrize(
    ("row", "message"),  # how the message begins
    [
        ({}, "no id"),
        ({"id": " ", "name": "A"}, "no id"),
        ({"id": None, "name": "A"}, "no id"),
        ({"id": "a"}, "no name"),
        ({"id": "a", "name": ""}, "no name"),
        ({"id": "a", "name": None}, "no name"),
        ({"type": "river"}, "type 'river' is none of person, place, organization, equipment"),
        ({"type": ["place"]}, "type ['place'] is none of person, place, organization, equipment"),
        ({"prominence": "many"}, "prominence 'many' is not a number"),
        ({"prominence": "nan"}, "prominence 'nan' is not a number"),
        ({"prominence": "inf"}, "prominence 'inf' is not a number"),
        ({"prominence": -1}, "prominence -1 is not a number"),
        ({"prominence": []}, "prominence [] is not a number"),
        ({"prominence": [1]}, "prominence [1] is not a number"),
        ({"type": 0}, "type 0 is none of person, place, organization, equipment"),
        ({"same_as": "Q184"}, "same_as 'Q184' is"),
        ({"same_as": "geonames:2 Q184"}, "same_as 'Q184' is"),
        ({"same_as": 184}, "same_as 184 is"),
    ],
)
def test_a_row_that_cannot_be_used(row: dict[str, Any], message: str) -> None:
    rows = [{"id": "b", "name": "B"}, row if "id" in row or not row else {"id": "a", "name": "A", **row}]
    with pytest.raises(DataError) as caught:
        Gazetteer.from_rows(rows)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("row", 2)
    assert problem.message.startswith(message)


def test_a_prominence_beyond_all_numbers() -> None:
    with pytest.raises(DataError, match=r"^row:1: prominence 1000+ is not a number"):
        Gazetteer.from_rows([{"id": "a", "name": "A", "prominence": 10**400}])


def test_all_rows_that_cannot_be_used_are_told_with_their_lines() -> None:
    rows: list[tuple[int, dict[str, Any]]] = [(7, {}), (9, {"id": "a", "name": "A"}), (12, {"id": "b"})]
    with pytest.raises(DataError) as caught:
        Gazetteer.from_numbered_rows(rows, "towns.csv")
    assert str(caught.value) == "towns.csv:7: no id\ntowns.csv:12: no name"


CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.lists(st.text(), max_size=2)
)
COLUMNS = st.sampled_from(["id", "name", "type", "lang", "label", "country", "prominence", "same_as", "x"])


ROWS = st.lists(
    st.builds(
        lambda first, more: first | more,
        st.just({"id": "lida", "name": "Lida"}),
        st.dictionaries(COLUMNS, CELLS | st.dictionaries(st.text(), st.text(), max_size=1), max_size=3),
    ),
    max_size=4,
)


@given(ROWS)
def test_any_rows_are_used_or_refused(rows: list[dict[str, Any]]) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        entities = Gazetteer.from_rows(rows).entities
    except DataError as error:
        problems = error.problems
    assert all(0 < problem.line <= len(rows) for problem in problems)
    if not problems:
        assert {entity.id for entity in entities} == {str(row["id"]) for row in rows}
        assert {name.text for entity in entities for name in entity.names} == {
            str(row["name"]) for row in rows
        }
