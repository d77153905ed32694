"""Gazetteers: entities from a folder of TOML files, or from rows that a caller brings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any

from canonym.document import Document
from canonym.errors import DataError, Problem
from canonym.given_names import GIVEN_NAMES
from canonym.records import TYPES, Entity, Name, Source
from canonym.script import main_script
from canonym.shape import FACT_SHAPES, is_list_of_texts

_LOOSE = re.compile("[\ud800-\udfff]")
# A prominence beyond this is a mistake; its logarithm would outweigh how the names compare.
MOST_PROMINENT = 1e12
# Files of a gazetteer folder that hold no entity.
SOURCES, HOMONYMS, RETIRED = "sources.toml", "homonyms.toml", "retired.toml"
SAME_AS = ("wikidata", "geonames")
_NONE: MappingProxyType[str, str] = MappingProxyType({})
# What a row may say of an entity, beside a name of it.
ROW_FACTS = ("type", "label", "country", "prominence", "same_as")
SOURCE_FIELDS = ("title", "publisher", "licence", "accessed", "url")
ENTITY_FIELDS = ("id", "kind", "label", "names", "facts", "not")
FACTS = {
    "person": ("country", "role", "wikidata", "born"),
    "place": ("country", "geonames", "point", "population", "seat", "wikidata"),
    "organization": ("country", "wikidata"),
    "equipment": ("country", "wikidata"),
}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entities, and which of their names are known to be shared.

    `homonyms` takes the fold of a name to the ids that may share it; `retired` takes an id
    that is no longer used to the one that replaced it.
    """

    entities: tuple[Entity, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    homonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: str | Path) -> Gazetteer:
        """Read a folder of TOML files, one an entity.

        Raises:
            DataError: one problem a line, for every file that is not as it must be.
        """
        folder = Path(folder)
        problems: list[Problem] = []
        entities: list[Entity] = []
        lists: dict[str, dict[str, Any]] = {}
        if not folder.is_dir():
            raise DataError([Problem(str(folder), 0, "no such folder")])
        for path in sorted(folder.rglob("*.toml")):
            if path.parent == folder / GIVEN_NAMES:
                continue
            try:
                document = Document.read(path)
                if path.parent == folder and path.name in (SOURCES, HOMONYMS, RETIRED):
                    problems += _list_problems(document)
                    lists[path.name] = document.data
                else:
                    entities.append(entity_of(document, folder))
            except DataError as error:
                problems += error.problems
        if problems:
            raise DataError(problems)
        return cls(
            tuple(entities),
            {key: source_of(key, row) for key, row in lists.get(SOURCES, {}).items()},
            {key: frozenset(ids) for key, ids in lists.get(HOMONYMS, {}).items()},
            lists.get(RETIRED, {}),
        )

    def with_entities(self, entities: Iterable[Entity]) -> Gazetteer:
        """This gazetteer and more entities; one that both have gets the names of both."""
        merged = {entity.id: entity for entity in entities}
        for entity in self.entities:
            other = merged.get(entity.id)
            merged[entity.id] = (
                entity
                if other is None
                else replace(
                    other,
                    label=entity.label,
                    names=tuple(dict.fromkeys((*entity.names, *other.names))),
                    same_as=MappingProxyType({**other.same_as, **entity.same_as}),
                    different=entity.different,
                )
            )
        return replace(self, entities=tuple(merged.values()))

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """Entities from rows with `id`, `name` and, if known, `type`, `lang`, `label`,
        `country`, `prominence` (a number) and `same_as` ("wikidata:Q1" or a mapping).

        Rows of the same id are names of one entity; what else they say is taken from the first
        that says it.

        Raises:
            DataError: a row (counted from 1) without id or name, with an unknown type, or with
                a prominence that is not a number of at least 0.
        """
        return cls.from_numbered_rows(enumerate(rows, 1), "row")

    @classmethod
    def from_numbered_rows(cls, rows: Iterable[tuple[int, Mapping[str, Any]]], origin: str) -> Gazetteer:
        """The same from rows that stand on known lines of a file, which problems then name."""
        found: dict[str, _Said] = {}
        problems: list[Problem] = []
        checked: tuple[Any, ...] | None = None
        for number, row in rows:
            wrong = _name_problem(row)
            # What rows say beside names, they mostly say again and again.
            facts = tuple(map(row.get, ROW_FACTS))
            if not wrong and facts != checked:
                wrong = _fact_problem(*facts)
                checked = None if wrong else facts
            if wrong:
                problems.append(Problem(origin, number, wrong))
                continue
            entity_id = str(row["id"])
            said = found.get(entity_id)
            if said is None:
                said = found[entity_id] = _Said([], (None,) * len(ROW_FACTS))
            if said.facts != facts:
                said.facts = tuple(map(_first_said, said.facts, facts))
            said.names += (str(row["name"]), str(row.get("lang") or "und"))
        if problems:
            raise DataError(problems)
        # Each is let go as its entity is made: there may be millions.
        return cls(tuple(_entity_of_rows(key, found.pop(key)) for key in list(found)))


class _Said:
    """What rows say of one entity: its names, each with its language behind it, and facts."""

    __slots__ = ("facts", "names")

    def __init__(self, names: list[str], facts: tuple[Any, ...]) -> None:
        self.names = names
        self.facts = facts


def _first_said(before: object, now: object) -> object:
    return now if before in (None, "") else before


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


def _list_problems(document: Document) -> Iterable[Problem]:
    """The problems of a file that holds no entity."""
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


def _name_problem(row: Mapping[str, Any]) -> str:
    for key in ("id", "name"):
        text = "" if row.get(key) is None else str(row[key])
        if not text or text.isspace():
            return f"no {key}"
        if not text.isascii() and _LOOSE.search(text):
            return f"{key} {text!r} is not valid Unicode"
    if not text.isalnum() and not any(map(str.isalnum, text)):
        return f"name {row['name']!r} has no letter or digit"
    return ""


def _fact_problem(type_: Any, _label: Any, _country: Any, prominence: Any, same_as: Any) -> str:
    if type_ not in (None, "", *TYPES):
        return f"type {type_!r} is none of {', '.join(TYPES)}"
    try:
        number = 0.0 if prominence in (None, "") else float(prominence)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if not 0 <= number <= MOST_PROMINENT:
        return f"prominence {prominence!r} is not a number from 0 to {MOST_PROMINENT:.0e}"
    return _same_as_problem(same_as)


def _same_as_problem(same_as: object) -> str:
    """Rows give it as "wikidata:Q1 geonames:2" or as a mapping."""
    if isinstance(same_as, str):
        wrong = next((pair for pair in same_as.split() if ":" not in pair), None)
        return "" if wrong is None else f"same_as {wrong!r} is not of the form wikidata:Q1"
    return "" if same_as is None or isinstance(same_as, Mapping) else f"same_as {same_as!r} is no text"


def _entity_of_rows(entity_id: str, said: _Said) -> Entity:
    entity_type, label, country, prominence, same_as = said.facts
    if isinstance(same_as, str):
        same_as = dict(pair.split(":", 1) for pair in same_as.split() if ":" in pair)
    pairs = iter(said.names)
    names = tuple(
        Name(text, intern(lang), main_script(text))
        for text, lang in dict.fromkeys(zip(pairs, pairs, strict=True))
    )
    return Entity(
        id=entity_id,
        type=entity_type or "place",
        label=str(label or names[0].text),
        names=names,
        country=intern("" if country is None else str(country)),
        prominence=float(prominence or 0),
        same_as=MappingProxyType({str(key): str(value) for key, value in same_as.items()})
        if same_as
        else _NONE,
    )
