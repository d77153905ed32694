"""What one file of a gazetteer folder says: an entity, or sources, homonyms or retired ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from canonym.document import Document
from canonym.errors import DataError, Problem
from canonym.records import TYPES, Entity, Name, Source
from canonym.shape import FACT_SHAPES, is_list_of_texts

# Files of a gazetteer folder that hold no entity.
SOURCES, HOMONYMS, RETIRED = "sources.toml", "homonyms.toml", "retired.toml"
SAME_AS = ("wikidata", "geonames")
SOURCE_FIELDS = ("title", "publisher", "licence", "accessed", "url")
ENTITY_FIELDS = ("id", "kind", "label", "names", "facts", "not")
FACTS = {
    "person": ("country", "role", "wikidata", "born"),
    "place": ("country", "geonames", "point", "population", "seat", "wikidata"),
    "organization": ("country", "wikidata"),
    "equipment": ("country", "wikidata"),
}


def entity_of(document: Document, folder: Path) -> Entity:
    """The entity that a file of a gazetteer folder holds.

    Raises:
        DataError: an unknown or missing field, or one of the wrong kind.
    """
    problems = list(_shape_problems(document, folder))
    if problems:
        raise DataError(problems)
    data = document.data
    facts = {key: fact["is"] for key, fact in data.get("facts", {}).items()}
    return Entity(
        id=data["id"],
        type=data["id"].split("/")[0],
        label=data["label"],
        names=tuple(
            Name(text, lang, script, status, source) for lang, script, text, status, source in data["names"]
        ),
        kind=data.get("kind", ""),
        country=facts.get("country", ""),
        prominence=float(facts.get("population", 0)),
        same_as=MappingProxyType({key: str(facts[key]) for key in SAME_AS if key in facts}),
        different=tuple(data.get("not", ())),
        seat=facts.get("seat", ""),
    )


def source_of(key: str, row: Mapping[str, str]) -> Source:
    """One row of `sources.toml`."""
    return Source(
        key,
        row.get("title", ""),
        row.get("publisher", ""),
        row.get("licence", ""),
        str(row.get("accessed", "")),
        row.get("url", ""),
    )


def _shape_problems(document: Document, folder: Path) -> Iterable[Problem]:
    data = document.data
    for key in data.keys() - set(ENTITY_FIELDS):
        yield document.problem(document.line_of_field(key), f"unknown field {key!r}")
    for key in ("id", "label"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            yield document.problem(document.line_of_field(key), f"no {key}")
            return
    expected = document.path.relative_to(folder).with_suffix("").as_posix()
    if data["id"] != expected:
        yield document.problem(
            document.line_of_field("id"), f"id {data['id']!r} differs from the file's place {expected!r}"
        )
    entity_type = data["id"].split("/")[0]
    if entity_type not in TYPES:
        yield document.problem(
            document.line_of_field("id"), f"type {entity_type!r} is none of {', '.join(TYPES)}"
        )
        return
    names = data.get("names")
    if not isinstance(names, list) or not names:
        yield document.problem(document.line_of_field("names"), "no names")
    else:
        for row in names:
            if not (is_list_of_texts(row) and len(row) == 5 and all(map(str.strip, row))):
                line = document.line_of_cells(row, start=document.line_of_field("names"))
                yield document.problem(line, "a name is [language, script, name, status, source]")
    yield from _fact_problems(document, entity_type)
    if not isinstance(data.get("kind", ""), str):
        yield document.problem(document.line_of_field("kind"), "kind wants a text in quotes")
    if not is_list_of_texts(data.get("not", [])):
        yield document.problem(document.line_of_field("not"), "not is a list of ids")


def _fact_problems(document: Document, entity_type: str) -> Iterable[Problem]:
    facts = document.data.get("facts", {})
    start = document.line_of_field("facts")
    if not isinstance(facts, dict):
        yield document.problem(start, "facts are a table: [facts], then a line for each fact")
        return
    for key, fact in facts.items():
        line = document.line_of_field(key)
        if key not in FACTS[entity_type]:
            yield document.problem(line, f"unknown fact {key!r} of a {entity_type}")
        elif not (
            isinstance(fact, dict) and fact.keys() == {"is", "source"} and isinstance(fact["source"], str)
        ):
            yield document.problem(line, "a fact is { is = …, source = … }")
        elif not FACT_SHAPES[key][0](fact["is"]):
            yield document.problem(line, f"{key} wants {FACT_SHAPES[key][1]}")


def list_problems(document: Document) -> Iterable[Problem]:
    """The problems of a file that holds no entity: sources, homonyms or retired ids."""
    for key, row in document.data.items():
        line = document.line_of_field(key)
        if document.path.name == HOMONYMS and not is_list_of_texts(row):
            yield document.problem(line, "homonyms are a key and a list of ids")
        elif document.path.name == RETIRED and not isinstance(row, str):
            yield document.problem(line, "a retired id names the id that replaced it")
        elif document.path.name == SOURCES and not isinstance(row, dict):
            yield document.problem(line, f"a source is a table: [{key}], then {', '.join(SOURCE_FIELDS)}")
        elif document.path.name == SOURCES:
            for unknown in row.keys() - set(SOURCE_FIELDS):
                yield document.problem(document.line_of_field(unknown), f"unknown field {unknown!r}")
